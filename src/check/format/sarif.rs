//! SARIF 2.1.0. Everything stands in it, also what does not count, which is marked: `baselineState` tells the new from the
//! known, `suppressions` what was accepted by hand.

use super::{CORPUS_FILE, Error, RuleFacts, path, rules_of};
use crate::{
    check::{Location, Place, Related, Report, Standing, Violation},
    model::Severity,
};
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The base of relative URIs, by the name GitHub and others give the root of the repository.
const ROOT: &str = "%SRCROOT%";
/// The version is of the way the fingerprint is made: another way is another name.
const FINGERPRINT: &str = "cbec/v1";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Text<'a>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Serialize)]
struct Base {
    description: Text<'static>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<'a>,
    locations: [Site<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Site<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    baseline_state: &'static str,
    suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
}

#[derive(Serialize)]
struct Properties<'a> {
    items: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Site<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The whole report as a SARIF log of one run.
pub fn render(report: &Report, rules: &[RuleFacts]) -> Result<Vec<u8>, Error> {
    let rules = rules_of(report, rules);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let driver = Driver {
        name: "cbec",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(descriptor).collect(),
    };
    let root = Base { description: Text { text: "The root of the repository." } };
    let run = Run {
        tool: Tool { driver },
        invocations: [Invocation { execution_successful: true }],
        original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
        column_kind: "unicodeCodePoints",
        results: report.violations.iter().map(|v| outcome(v, index.get(v.rule).copied())).collect(),
    };
    let mut out = serde_json::to_vec_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
    out.push(b'\n');
    Ok(out)
}

fn descriptor(rule: &RuleFacts) -> Descriptor<'_> {
    let explanation = if rule.explanation.is_empty() { &rule.summary } else { &rule.explanation };
    Descriptor {
        id: rule.id,
        short_description: Text { text: &rule.summary },
        full_description: Text { text: &rule.summary },
        help: Text { text: explanation },
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn outcome(violation: &Violation, rule_index: Option<usize>) -> Outcome<'_> {
    // Both must be told of all results of a run or of none. What somebody accepted is known, so it is not new.
    let (baseline_state, suppressions) = match &violation.standing {
        Standing::New => ("new", Vec::new()),
        Standing::Baseline => ("unchanged", Vec::new()),
        Standing::Suppressed { reason } => ("unchanged", vec![accepted(reason)]),
    };
    Outcome {
        rule_id: violation.rule,
        rule_index,
        level: level(violation.severity),
        message: Text { text: &violation.message },
        locations: [main_site(violation)],
        related_locations: violation.related.iter().enumerate().map(|(at, r)| related(at + 1, r)).collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, violation.fingerprint.as_str())]),
        baseline_state,
        suppressions,
        properties: (!violation.items.is_empty()).then_some(Properties { items: &violation.items }),
    }
}

fn accepted(reason: &str) -> Suppression<'_> {
    Suppression { kind: "external", status: "accepted", justification: reason }
}

/// A place of every violation, also of those that have none: code scanning refuses a whole file for one result without.
fn main_site(violation: &Violation) -> Site<'_> {
    let own = violation.location.as_ref().or_else(|| violation.related.first().map(|r| &r.location));
    let physical_location = match own {
        Some(location) => physical(location),
        None => Physical { artifact_location: artifact(CORPUS_FILE), region: None },
    };
    Site { id: None, physical_location, message: None }
}

fn related(id: usize, related: &Related) -> Site<'_> {
    Site {
        id: Some(id),
        physical_location: physical(&related.location),
        message: Some(Text { text: &related.message }),
    }
}

fn physical(location: &Location) -> Physical {
    Physical { artifact_location: artifact(&location.path), region: location.place.map(region) }
}

fn artifact(path: &str) -> Artifact {
    let uri = path::uri(path);
    Artifact { uri: uri.reference, uri_base_id: (!uri.absolute).then_some(ROOT) }
}

/// SARIF counts as `Place` does: lines and columns from one, the last column past the end.
fn region(place: Place) -> Region {
    let start_line = place.line.max(1);
    let start_column = place.column.max(1);
    let end_line = place.end_line.max(start_line);
    let least = if end_line == start_line { start_column } else { 1 };
    Region { start_line, start_column, end_line, end_column: place.end_column.max(least) }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
