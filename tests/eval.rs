//! `cbec eval` as a gate: the scores stay above their floors, and what is below or cannot be scored is said.

mod eval_support;

use eval_support::{Set, cbec, evaluate, path};
use std::{fs, path::Path};

/// A key with the least F1 that will do.
type Floors = &'static [(&'static str, f64)];

/// What reading five papers well means.
const FIVE_PAPERS: Floors = &[
    ("meta", 0.90),
    ("sections", 0.97),
    ("sections.role", 0.95),
    ("problems.theme", 0.95),
    ("problems.point", 0.80),
    ("countermeasures.theme", 0.95),
    ("countermeasures.point", 0.80),
    ("topics.primary", 0.85),
    ("actors", 0.80),
    ("links", 0.90),
    ("statistics", 0.95),
    ("statistics.value", 0.97),
    ("statistics.measure", 0.90),
    ("statistics.period", 0.85),
    ("statistics.indicator", 0.80),
    ("citations", 0.98),
    ("references", 0.97),
    ("references.fields", 0.97),
];

/// What reading any layout and any field means. Topics are left out: most fields have no domain pack.
const ANY_LAYOUT: Floors = &[
    ("sections", 0.95),
    ("problems.theme", 0.95),
    ("problems.point", 0.85),
    ("countermeasures.theme", 0.95),
    ("countermeasures.point", 0.85),
];

#[test]
fn the_corpus_is_read_well() {
    holds(&Set::corpus(), FIVE_PAPERS);
}

#[test]
fn the_originals_are_read_well() {
    if let Some(set) = Set::originals() {
        holds(&set, FIVE_PAPERS);
    }
}

#[test]
fn papers_of_any_layout_are_read_well() {
    holds(&Set::own(), ANY_LAYOUT);
}

/// The floors, as a user would set them.
fn holds(set: &Set, floors: Floors) {
    let floors: Vec<String> = floors.iter().map(|(key, least)| format!("{key}={least}")).collect();
    let mut args = vec!["eval", "--gold", path(&set.gold), path(&set.papers)];
    args.extend(floors.iter().flat_map(|floor| ["--min", floor.as_str()]));
    let output = cbec(&args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stdout));
}

/// An empirical paper, a review, a bulletin and a paper to whose field "problem" belongs name no problem and propose nothing.
#[test]
fn where_there_is_nothing_nothing_is_found() {
    const KINDS: [&str; 4] =
        ["problems.theme", "problems.point", "countermeasures.theme", "countermeasures.point"];
    let evaluation = evaluate(&Set::own(), &[]);
    let without = |name: &str| {
        let sheet = evaluation.papers.iter().find(|s| s.paper == name).expect(name);
        KINDS.iter().all(|kind| sheet.counts[*kind].gold == 0)
    };
    assert!(without("empirical-broadband"), "annotated with findings: has the paper changed?");
    for sheet in evaluation.papers.iter().filter(|s| KINDS.iter().all(|kind| s.counts[*kind].gold == 0)) {
        let found: Vec<_> = sheet.misses.iter().filter(|m| m.message.contains(" extra: ")).collect();
        assert!(KINDS.iter().all(|kind| sheet.counts[*kind].got == 0), "{}: {found:#?}", sheet.paper);
    }
}

#[test]
fn what_cannot_be_scored_is_said_and_fails() {
    for (args, said) in [
        (vec!["--gold", "no-such-folder"], "cannot read no-such-folder"),
        (vec!["--gold", "src"], "src: there is no annotation (*.json) in this folder"),
        (vec!["--gold", "corpus/gold", "tests/papers"], "none of the annotated papers is here: 000, 001"),
        (vec!["--gold", "corpus/gold", "--paper", "999"], "there is no annotation of 999, only of 000, 001"),
        (vec!["--gold", "corpus/gold", "--min", "problem=0.9"], "the keys are meta, sections"),
        (vec!["--gold", "corpus/gold", "corpus/no-such.md"], "corpus/no-such.md"),
    ] {
        let output = cbec(&[&["eval"], &args[..]].concat());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains(said), "{args:?}: {stderr}");
    }
}

#[test]
fn a_score_below_its_floor_is_a_finding_and_is_named() {
    let floors = ["--min", "problems.theme=0.5", "--min", "citations.strict=0.1"];
    let output = cbec(&[&["eval", "--gold", "corpus/gold", "--paper", "001"], &floors[..]].concat());
    assert_eq!(output.status.code(), Some(2), "citations have no strict score");

    let folder = tempfile::tempdir().expect("a folder");
    let gold = fs::read_to_string("corpus/gold/001.json").expect("an annotation");
    let mut gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
    gold["problems"] = serde_json::json!([]);
    fs::write(folder.path().join("001.json"), gold.to_string()).expect("a file");
    let output = cbec(&[
        "eval",
        "--gold",
        path(folder.path()),
        "corpus",
        "--min",
        "problems.theme=0.5",
        "--min",
        "meta=0",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("problems.theme is 0.0000, below its floor 0.5") && !said.contains("meta"),
        "{said}"
    );
}

#[test]
fn misses_have_file_and_line() {
    let output = cbec(&["eval", "--gold", "tests/papers/gold", "--misses"]);
    let text = String::from_utf8_lossy(&output.stdout);
    let (misses, _) = text.split_once("\n\n").expect("misses, then the table");
    for miss in misses.lines().filter(|m| !m.contains(": meta ") && !m.contains(": reference missed")) {
        let mut parts = miss.splitn(3, ':');
        let (file, line) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        assert!(Path::new(file).is_file() && line.parse::<usize>().is_ok_and(|l| l > 0), "{miss}");
    }
}
