//! The grammar of quantities as cases any program can read: `tests/spec/*.json`, see `docs/quantities.md`.

use cbec::model::{Dimension, Qualifier};
use cbec::quantity::{Quantity, scan};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the cases from here on are about.
    #[serde(default)]
    #[expect(dead_code)]
    note: Option<String>,
    input: String,
    expected: Vec<Expected>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    surface: String,
    start: usize,
    end: usize,
    value: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: Option<String>,
    dimension: Dimension,
    qualifier: Qualifier,
}

fn found(text: &str) -> Vec<Expected> {
    let chars = |byte: usize| text[..byte].chars().count();
    let row = |q: Quantity| Expected {
        surface: text[q.range.clone()].to_owned(),
        start: chars(q.range.start),
        end: chars(q.range.end),
        value: q.value,
        low: q.low,
        high: q.high,
        unit: q.unit,
        dimension: q.dimension,
        qualifier: q.qualifier,
    };
    scan(text).into_iter().map(row).collect()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "json"));
    files.sort();
    files
}

fn cases(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn line(e: &Expected) -> String {
    let show = |d: Option<Decimal>| d.map_or("-".to_owned(), |d| d.to_string());
    format!(
        "{}[{}..{}] {} {}..{} {} {} {}",
        e.surface,
        e.start,
        e.end,
        show(e.value),
        show(e.low),
        show(e.high),
        e.unit.as_deref().unwrap_or("null"),
        e.dimension,
        e.qualifier
    )
}

#[test]
fn every_case_is_read_as_specified() {
    let (mut count, mut failed, mut report) = (0, 0, String::new());
    for file in files() {
        for case in cases(&file) {
            count += 1;
            let got = found(&case.input);
            if got == case.expected {
                continue;
            }
            failed += 1;
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            writeln!(report, "\n{name}: {:?}", case.input).unwrap();
            case.expected.iter().for_each(|e| writeln!(report, "  expected {}", line(e)).unwrap());
            got.iter().for_each(|e| writeln!(report, "  found    {}", line(e)).unwrap());
        }
    }
    assert!(failed == 0, "{failed} of {count} cases fail{report}");
}

#[test]
fn the_specification_is_broad_and_its_offsets_are_right() {
    let mut inputs = std::collections::HashSet::new();
    for file in files() {
        for case in cases(&file) {
            for e in &case.expected {
                let surface: String = case.input.chars().skip(e.start).take(e.end - e.start).collect();
                assert_eq!(surface, e.surface, "offsets in {:?} of {}", case.input, file.display());
            }
            assert!(inputs.insert(case.input.clone()), "{:?} is specified twice", case.input);
        }
    }
    assert!(inputs.len() >= 600, "only {} cases", inputs.len());
}
