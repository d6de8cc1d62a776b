//! From what the rules find to the report.

use super::{
    Baseline, Config, Input, Related, Report, Standing, Violation,
    baseline::Known,
    draft::Draft,
    input::Corpus,
    rule::Rule,
    rules,
    suppress::{self, Origin},
};
use crate::lexicon::Lang;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a check goes by.
#[derive(Debug)]
pub struct Terms<'a> {
    /// What `cbec.toml` says, and the command line.
    pub config: &'a Config,
    /// Where the configuration lies, for suppressions.
    pub origin: &'a Origin,
    /// What was known before.
    pub baseline: Option<&'a Baseline>,
    /// The day of the run, for suppressions that end.
    pub today: Date,
    /// The language of the messages.
    pub lang: Lang,
}

/// What a check brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The violations.
    pub report: Report,
    /// A baseline that knows all of them but those that were accepted by hand.
    pub baseline: Baseline,
}

/// Holds a corpus against the rules.
pub fn run(input: &Input, terms: &Terms) -> Outcome {
    let corpus = Corpus::new(input);
    let mut found = numbered(rules::all(&corpus, &terms.config.expect));
    let mut violations = finished(&found, terms);
    let judged = |rule: Rule| input.whole && terms.config.severity(rule).is_some();
    let suppressions =
        suppress::apply(&mut violations, &terms.config.suppress, terms.origin, terms.today, judged);
    found.retain(|(draft, _)| terms.config.severity(draft.rule).is_some());
    let mut baseline = known_from_now_on(&found, &violations);
    let mut housekeeping = suppressions;
    if let Some(known) = terms.baseline {
        mark_known(&mut violations, known);
        let (gone, untouched) = not_found(&found, known, judged);
        housekeeping.extend(gone);
        untouched.into_iter().for_each(|(fingerprint, entry)| baseline.keep(fingerprint, entry));
    }
    violations.extend(finished(&numbered(housekeeping), terms));
    violations.sort_by(|a, b| order(a).cmp(&order(b)));
    Outcome { report: Report { violations }, baseline }
}

/// Drafts with their fingerprints, in the order of their places. Those of the same rule and words are counted.
fn numbered(mut drafts: Vec<Draft>) -> Vec<(Draft, String)> {
    drafts.sort_by(|a, b| (&a.location, a.rule, &a.words).cmp(&(&b.location, b.rule, &b.words)));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut numbered = Vec::new();
    for draft in drafts {
        let ordinal = seen.entry(draft.fingerprint(0)).or_default();
        let fingerprint = draft.fingerprint(*ordinal);
        *ordinal += 1;
        numbered.push((draft, fingerprint));
    }
    numbered
}

/// Without the rules that are off.
fn finished(drafts: &[(Draft, String)], terms: &Terms) -> Vec<Violation> {
    let finish = |(draft, fingerprint): &(Draft, String)| {
        let related = draft.related.iter().map(|(location, values)| Related {
            location: location.clone(),
            message: draft.related_message(values, terms.lang),
        });
        Some(Violation {
            rule: draft.rule.id(),
            severity: terms.config.severity(draft.rule)?,
            message: draft.message(terms.lang),
            location: draft.location.clone(),
            items: draft.items.clone(),
            related: related.collect(),
            fingerprint: fingerprint.clone(),
            standing: Standing::New,
        })
    };
    drafts.iter().filter_map(finish).collect()
}

/// A file that cannot be read is never known: nobody can say what is in it.
fn known_from_now_on(found: &[(Draft, String)], violations: &[Violation]) -> Baseline {
    let new: BTreeSet<&str> =
        violations.iter().filter(|v| v.standing == Standing::New).map(|v| v.fingerprint.as_str()).collect();
    let mut baseline = Baseline::default();
    for (draft, fingerprint) in found {
        if new.contains(fingerprint.as_str()) && !draft.rule.is_unread() {
            baseline.insert(fingerprint.clone(), draft.rule, draft.hint());
        }
    }
    baseline
}

fn mark_known(violations: &mut [Violation], known: &Baseline) {
    let readable = |v: &Violation| v.rule.parse().is_ok_and(|rule: Rule| !rule.is_unread());
    for violation in violations.iter_mut().filter(|v| v.standing == Standing::New && readable(v)) {
        if known.knows(&violation.fingerprint) {
            violation.standing = Standing::Baseline;
        }
    }
}

/// Entries that nothing fits: those of rules that were judged over all of the corpus, as violations, and the others, of which
/// nobody can say that they are gone.
fn not_found<'b>(
    found: &[(Draft, String)],
    known: &'b Baseline,
    judged: impl Fn(Rule) -> bool,
) -> (Vec<Draft>, Vec<(&'b String, &'b Known)>) {
    let found: BTreeSet<&str> = found.iter().map(|(_, fingerprint)| fingerprint.as_str()).collect();
    let missing = known.iter().filter(|(fingerprint, _)| !found.contains(fingerprint.as_str()));
    let (gone, untouched): (Vec<_>, Vec<_>) =
        missing.partition(|(_, entry)| entry.rule.parse().map_or(true, &judged));
    let draft = |(fingerprint, entry): (&String, &Known)| {
        let draft = Draft::new(Rule::StaleBaseline).about(&entry.hint).about(fingerprint);
        draft.with("rule", &entry.rule)
    };
    (gone.into_iter().map(draft).collect(), untouched)
}

/// Files in path order, what concerns no file last; in a file the most severe first, then by place.
fn order(violation: &Violation) -> impl Ord + '_ {
    let path = violation.location.as_ref().map(|l| l.path.as_str());
    let place = violation.location.as_ref().and_then(|l| l.place);
    (path.is_none(), path, violation.severity, place, violation.rule, &violation.fingerprint)
}
