//! What a paper says of itself and of other works: metadata, citation marks, references.

use super::texts;
use crate::{
    eval::{Gold, Key, Sheet},
    model::{Paper, Reference},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Facts compared as texts; a fact neither side has is not counted.
pub fn meta(gold: &Gold, paper: &Paper, sheet: &mut Sheet) {
    let found = fields(&paper.meta);
    for (name, value) in &gold.meta {
        let (expected, got) = (texts(Some(value)), texts(found.get(name)));
        if expected.is_empty() && got.concat().is_empty() {
            continue;
        }
        let right = expected == got;
        sheet.judge(Key::Meta, right, || format!("meta {name}"));
        if !right {
            sheet.miss(None, format!("meta {name} gold {expected:?} got {got:?}"));
        }
    }
}

/// Numbers in citation marks, however they are grouped.
pub fn citations(gold: &Gold, paper: &Paper, sheet: &mut Sheet) {
    let expected = tally(gold.citation_markers.iter().flatten());
    let got = tally(paper.citations.iter().flat_map(|c| &c.markers));
    let hits = expected.iter().map(|(n, count)| *count.min(got.get(n).unwrap_or(&0))).sum();
    sheet.add(Key::Citations, hits, expected.values().sum(), got.values().sum());
    let numbers: BTreeSet<u32> = expected.keys().chain(got.keys()).copied().collect();
    for n in numbers {
        let times = |tally: &BTreeMap<u32, usize>| tally.get(&n).copied().unwrap_or(0);
        let (expected, found) = (times(&expected), times(&got));
        if expected == found {
            sheet.right.push(format!("[{n}]"));
        } else {
            let mark = paper.citations.iter().find(|c| c.markers.contains(&n));
            let line = mark.map(|c| c.span.line);
            sheet.miss(line, format!("citations of [{n}] gold {expected} got {found}"));
        }
    }
}

fn tally<'a>(numbers: impl Iterator<Item = &'a u32>) -> BTreeMap<u32, usize> {
    numbers.fold(BTreeMap::new(), |mut tally, n| {
        *tally.entry(*n).or_default() += 1;
        tally
    })
}

/// The fields of a reference that are compared.
const FIELDS: [&str; 8] = ["authors", "title", "type", "container", "year", "volume", "issue", "pages"];

/// References by number, then their fields; a field neither side has is not counted.
pub fn references(gold: &Gold, paper: &Paper, sheet: &mut Sheet) {
    let expected: BTreeMap<u32, &Map<String, Value>> =
        gold.references.iter().map(|r| (r.n, &r.fields)).collect();
    let got: BTreeMap<u32, &Reference> = paper.references.iter().map(|r| (r.n, r)).collect();
    let both: Vec<_> = expected.iter().filter_map(|(n, e)| Some((*n, *e, *got.get(n)?))).collect();
    sheet.add(Key::References, both.len(), expected.len(), got.len());
    for n in expected.keys().filter(|n| !got.contains_key(n)) {
        sheet.miss(None, format!("reference missed: [{n}]"));
    }
    for (n, extra) in got.iter().filter(|(n, _)| !expected.contains_key(n)) {
        sheet.miss(Some(extra.span.line), format!("reference extra: [{n}] {}", extra.raw));
    }
    for (n, expected, got) in both {
        sheet.right.push(format!("R{n}"));
        let found = fields(got);
        for name in FIELDS {
            reference_field(n, name, expected.get(name), found.get(name), got.span.line, sheet);
        }
    }
}

fn reference_field(
    n: u32,
    name: &str,
    expected: Option<&Value>,
    got: Option<&Value>,
    line: usize,
    sheet: &mut Sheet,
) {
    let (expected, got) = (texts(expected), texts(got));
    if expected.is_empty() && got.is_empty() {
        return;
    }
    let right = expected.concat() == got.concat();
    sheet.judge(Key::ReferenceField, right, || format!("R{n} {name}"));
    if !right {
        sheet.miss(Some(line), format!("reference {n} {name} gold {expected:?} got {got:?}"));
    }
}

fn fields(of: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
