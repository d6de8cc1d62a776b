//! Workflow commands of GitHub Actions: a line each, shown as an annotation beside the file's line.
//!
//! A step may show ten annotations of each kind; the platform drops the others without a word. So the most severe come first,
//! and the last line says how many there are besides. [`super::summary`] has them all.

use super::{Error, RuleFacts, counting, path, text};
use crate::{
    check::{Location, Report, Violation},
    model::Severity,
};
use std::fmt::Write as _;

/// Annotations of one kind a step can show.
const CAP: usize = 10;

/// What counts, as workflow commands.
pub fn render(report: &Report, _: &[RuleFacts]) -> Result<Vec<u8>, Error> {
    let found = counting(report);
    let mut out = String::new();
    let mut rest = Vec::new();
    for severity in Severity::ALL {
        let of_kind: Vec<&Violation> = found.iter().filter(|v| v.severity == *severity).copied().collect();
        let shown = cap(*severity, &found).min(of_kind.len());
        of_kind.iter().take(shown).for_each(|v| command(&mut out, v));
        if of_kind.len() > shown {
            rest.push(text::counted(of_kind.len() - shown, severity.as_str()));
        }
    }
    if !rest.is_empty() {
        let more =
            format!("Not shown as annotations: {}. The summary of the job lists them.", rest.join(", "));
        let _ = writeln!(out, "::notice title={}::{}", property("cbec check"), data(&more));
    }
    Ok(out.into_bytes())
}

/// How many of a kind are shown: one notice less where the line about the rest needs its place.
fn cap(severity: Severity, found: &[&Violation]) -> usize {
    let over = |s: Severity| found.iter().filter(|v| v.severity == s).count() > CAP;
    if severity == Severity::Note && Severity::ALL.iter().any(|s| over(*s)) { CAP - 1 } else { CAP }
}

fn command(out: &mut String, violation: &Violation) {
    let kind = match violation.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = violation.location.as_ref().map(located).unwrap_or_default();
    properties.push(("title", violation.rule.to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let _ = writeln!(out, "::{kind} {}::{}", properties.join(","), data(&told(violation)));
}

/// The message and, a line each, the other places it takes to see it.
fn told(violation: &Violation) -> String {
    violation.related.iter().fold(violation.message.clone(), |told, related| {
        format!("{told}\n{}: {}", path::line_of(&related.location), related.message)
    })
}

/// The properties that tell the place. The platform refuses columns across lines, and its last column is in the range.
fn located(location: &Location) -> Vec<(&'static str, String)> {
    let mut told = vec![("file", path::tidy(&location.path))];
    let Some(place) = location.place else { return told };
    let line = place.line.max(1);
    let end_line = place.end_line.max(line);
    told.push(("line", line.to_string()));
    told.push(("endLine", end_line.to_string()));
    if line == end_line {
        let column = place.column.max(1);
        told.push(("col", column.to_string()));
        told.push(("endColumn", place.end_column.saturating_sub(1).max(column).to_string()));
    }
    told
}

/// The message of a command.
fn data(value: &str) -> String {
    text::plain(value).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(value: &str) -> String {
    data(value).replace(':', "%3A").replace(',', "%2C")
}
