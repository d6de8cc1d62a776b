//! What was accepted by hand, and what of it has no use any more.

use super::{Location, Place, Standing, Violation, config::Suppression, draft::Draft, rule::Rule};
use jiff::civil::Date;

/// Where the configuration lies.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The file, as it is shown.
    pub path: String,
    /// Its folder from the root of the file system, with forward slashes.
    pub root: String,
    /// The folder that relative paths of papers begin from, written in the same way.
    pub here: String,
}

impl Origin {
    /// Whether a file is `wanted`, or in the folder `wanted`, where `wanted` is seen from the configuration's folder.
    pub(super) fn is_below(&self, path: &str, wanted: &str) -> bool {
        let path = parts(&self.here, path);
        path.starts_with(&parts(&self.root, wanted))
    }
}

/// The parts of a path from the root of the file system on, without `.` and `..`.
fn parts<'a>(from: &'a str, path: &'a str) -> Vec<&'a str> {
    let drive = path.get(1..2) == Some(":");
    let before = if path.starts_with('/') || drive { "" } else { from };
    let mut parts = Vec::new();
    for part in before.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts
}

/// Marks what is accepted and gives the violations that come of suppressions themselves. One past its date holds no more.
pub(super) fn apply(
    violations: &mut [Violation],
    suppressions: &[Suppression],
    origin: &Origin,
    today: Date,
    judged: impl Fn(Rule) -> bool,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for suppression in suppressions {
        let fit: Vec<&mut Violation> =
            violations.iter_mut().filter(|v| suppression.fits(v, origin)).collect();
        if let Some(until) = suppression.until.filter(|until| *until < today) {
            drafts.push(housekeeping(Rule::ExpiredSuppression, suppression, origin).with("until", until));
        } else if fit.is_empty() {
            let unused = housekeeping(Rule::UnusedSuppression, suppression, origin);
            drafts.extend(judged(suppression.rule).then_some(unused));
        } else {
            for violation in fit {
                violation.standing = Standing::Suppressed { reason: suppression.reason.clone() };
            }
        }
    }
    drafts
}

fn housekeeping(rule: Rule, suppression: &Suppression, origin: &Origin) -> Draft {
    let place = Place::line_start(suppression.line);
    let names = [&suppression.paper, &suppression.path, &suppression.item, &suppression.fingerprint];
    let draft = Draft::new(rule).about(&suppression.reason).about(suppression.rule.id());
    let draft = names.into_iter().flatten().fold(draft, |draft, name| draft.about(name));
    draft.with("rule", suppression.rule).at(Location { path: origin.path.clone(), place: Some(place) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_folder_of_the_configuration() {
        let origin = Origin { path: String::new(), root: "/home/tea".into(), here: "/home/tea/sub".into() };
        let cases = [
            ("a.txt", "sub/a.txt", true),
            ("./a.txt", "./sub/", true),
            ("../corpus/new/a.txt", "corpus", true),
            ("/home/tea/corpus/a.txt", "corpus/a.txt", true),
            ("../corpus/a.txt", "corp", false),
            ("a.txt", "a.txt", false),
            ("/elsewhere/sub/a.txt", "sub", false),
        ];
        for (path, wanted, expected) in cases {
            assert_eq!(origin.is_below(path, wanted), expected, "{path} in {wanted}");
        }
    }
}
