//! Every finding of the check on the five originals and on the corpus was read against the text. What is found besides has not been.
//!
//! The originals lie outside the repository: `CBEC_PAPERS` names their folder, default `../shared/papers`.

use std::{collections::BTreeSet, path::PathBuf, process::Command};

/// Rule, paper and line (0 for the file as a whole) of what was found and is so.
const TRUE: &[(&str, &str, u64)] = &[
    ("no-title", "000.txt", 0),
    ("no-title", "002.txt", 0),
    ("no-title", "003.txt", 0),
    ("no-title", "004.txt", 0),
    ("no-doi", "003.txt", 0),
    ("no-doi", "004.txt", 0),
    ("figure-without-source", "001.txt", 66),
    ("figure-without-period", "001.txt", 100),
    ("figure-without-period", "002.txt", 221),
    ("arithmetic-inconsistent", "003.txt", 35),
    ("figure-without-source", "003.txt", 35),
    ("unanswered-problem", "003.txt", 58),
    ("differing-figures", "004.txt", 72),
    ("figure-without-source", "004.txt", 101),
    ("figure-without-period", "004.txt", 223),
    ("figure-without-period", "004.txt", 225),
];

#[test]
fn what_is_found_in_the_originals_was_read_against_the_text() {
    let folder =
        std::env::var_os("CBEC_PAPERS").map_or_else(|| PathBuf::from("../shared/papers"), PathBuf::from);
    if !folder.is_dir() {
        eprintln!("SKIPPED: no papers at {}; set CBEC_PAPERS", folder.display());
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_cbec"))
        .args(["check", "--isolated", "-f", "json"])
        .arg(&folder)
        .output()
        .expect("cbec runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let found: BTreeSet<(String, String, u64)> =
        report["violations"].as_array().expect("violations").iter().map(place).collect();
    let judged = |table: &[(&str, &str, u64)]| -> BTreeSet<(String, String, u64)> {
        table.iter().map(|(rule, file, line)| (rule.to_string(), file.to_string(), *line)).collect()
    };
    let so = judged(TRUE);
    let lost: Vec<_> = so.difference(&found).collect();
    let unread: Vec<_> = found.difference(&so).collect();
    assert!(lost.is_empty() && unread.is_empty(), "no longer found: {lost:#?}\nnot judged yet: {unread:#?}");
}

fn place(violation: &serde_json::Value) -> (String, String, u64) {
    let path = violation["location"]["path"].as_str().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let line = violation["location"]["place"]["line"].as_u64().unwrap_or_default();
    (violation["rule"].as_str().unwrap_or_default().into(), file.into(), line)
}

/// A change that finds something new in the corpus, or loses what was found, has to say so in the baseline.
#[test]
fn the_corpus_breaks_no_rule_that_its_baseline_does_not_know() {
    let output = Command::new(env!("CARGO_BIN_EXE_cbec"))
        .args([
            "check",
            "corpus",
            "--baseline",
            "corpus/cbec-baseline.json",
            "--fail-on",
            "note",
            "--lang",
            "en",
        ])
        .output()
        .expect("cbec runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
