//! The report for programs.

use super::{Outcome, Tally, Violation};
use crate::model::Named;
use serde::Serialize;

/// The version of the form.
const SCHEMA: &str = "cbec-check/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Named,
    papers: usize,
    tally: Tally,
    violations: &'a [Violation],
}

/// One JSON object: all violations, also those that do not count, and how many there are.
///
/// # Errors
/// If a value cannot be written as JSON.
pub fn json(outcome: &Outcome, papers: usize) -> Result<String, serde_json::Error> {
    let document = Document {
        schema: SCHEMA,
        tool: Named::tool(),
        papers,
        tally: Tally::of(&outcome.report),
        violations: &outcome.report.violations,
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
