//! `cbec eval` for the tests that need scores.
#![allow(dead_code, reason = "each test uses its own part")]

use serde::Deserialize;
use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Papers with their annotations.
#[derive(Debug, Clone)]
pub struct Set {
    pub gold: PathBuf,
    pub papers: PathBuf,
}

impl Set {
    pub fn corpus() -> Self {
        Set { gold: "corpus/gold".into(), papers: "corpus".into() }
    }

    /// The papers written for the tests.
    pub fn own() -> Self {
        Set { gold: "tests/papers/gold".into(), papers: "tests/papers".into() }
    }

    /// Papers and annotations by people who did not know the program, read before its rules were mended by them.
    pub fn blind() -> Self {
        Set { gold: "tests/blind/gold".into(), papers: "tests/blind".into() }
    }

    /// The second such set.
    pub fn heldout() -> Self {
        Set { gold: "tests/heldout/gold".into(), papers: "tests/heldout".into() }
    }

    /// The third such set.
    pub fn third() -> Self {
        Set { gold: "tests/third/gold".into(), papers: "tests/third".into() }
    }

    /// The papers the corpus restates. They are not part of the repository: `CBEC_PAPERS` and `CBEC_GOLD` name their folders,
    /// default `../shared/papers` and `../shared/gold`.
    pub fn originals() -> Option<Self> {
        let folder = |name: &str, default: &str| {
            let path = std::env::var_os(name).map_or_else(|| PathBuf::from(default), PathBuf::from);
            if path.is_dir() {
                Some(path)
            } else {
                skip(&format!("no folder {}; set {name}", path.display()))
            }
        };
        let papers = folder("CBEC_PAPERS", "../shared/papers")?;
        Some(Set { gold: folder("CBEC_GOLD", "../shared/gold")?, papers })
    }
}

/// Says that something is not tested, past the capture of test output.
pub fn skip<T>(why: &str) -> Option<T> {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
    None
}

pub fn cbec(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cbec")).args(args).output().expect("cbec runs")
}

pub fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// What `cbec eval -f json` prints, read by types of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    pub scores: Vec<Score>,
    pub papers: Vec<Sheet>,
    pub below: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    pub key: String,
    pub p: f64,
    pub r: f64,
    pub f1: f64,
    pub interval: Option<[f64; 2]>,
    pub strict: Option<f64>,
    pub hits: usize,
    pub gold: usize,
    pub got: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub paper: String,
    pub path: String,
    pub counts: BTreeMap<String, Count>,
    pub misses: Vec<Miss>,
    pub right: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    pub hits: usize,
    pub gold: usize,
    pub got: usize,
    pub strict: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Miss {
    pub line: Option<usize>,
    pub message: String,
}

/// Scores a set.
pub fn evaluate(set: &Set, more: &[&str]) -> Evaluation {
    let mut args = vec!["eval", "--gold", path(&set.gold), path(&set.papers), "-f", "json"];
    args.extend(more);
    let output = cbec(&args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|c| c < 2), "{args:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("an evaluation")
}
