//! Code Quality of GitLab: an array of issues. The widget of a merge request compares it with the target branch's by
//! fingerprint, and shows one issue a fingerprint.

use super::{CORPUS_FILE, Error, RuleFacts, counting, path};
use crate::{
    check::{Location, Report, Violation},
    model::Severity,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: IssueLocation,
}

#[derive(Serialize)]
struct IssueLocation {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// What counts, as issues.
pub fn render(report: &Report, _: &[RuleFacts]) -> Result<Vec<u8>, Error> {
    let found = counting(report);
    let issues: Vec<Issue> =
        found.iter().zip(fingerprints(&found)).map(|(violation, print)| issue(violation, print)).collect();
    let mut out = serde_json::to_vec_pretty(&issues)?;
    out.push(b'\n');
    Ok(out)
}

fn issue<'a>(violation: &'a Violation, fingerprint: String) -> Issue<'a> {
    let place = violation.location.as_ref().and_then(|l| l.place);
    let begin = place.map_or(1, |p| p.line.max(1));
    Issue {
        description: &violation.message,
        check_name: violation.rule,
        fingerprint,
        severity: match violation.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: IssueLocation {
            path: shown_by(violation).map_or_else(|| CORPUS_FILE.into(), |l| path::tidy(&l.path)),
            lines: Lines { begin, end: place.map_or(begin, |p| p.end_line.max(begin)) },
        },
    }
}

/// Its own place, or the first that belongs to it.
fn shown_by(violation: &Violation) -> Option<&Location> {
    violation.location.as_ref().or_else(|| violation.related.first().map(|r| &r.location))
}

/// One fingerprint each, no two the same: the violation's own, and where that comes again a hash of it and its number.
fn fingerprints(found: &[&Violation]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unique = |print| {
        let nth = times.entry(print).or_default();
        *nth += 1;
        if *nth == 1 && !print.is_empty() { print.to_owned() } else { hashed(print, *nth) }
    };
    found.iter().map(|v| unique(v.fingerprint.as_str())).collect()
}

fn hashed(print: &str, nth: usize) -> String {
    let digest = Sha256::digest(format!("{print}\0{nth}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
