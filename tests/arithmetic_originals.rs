//! The relations of the five originals, reasoned by hand (`tests/gold/arithmetic_originals.json`), against what the program finds.
//!
//! The papers lie outside the repository: `CBEC_PAPERS` names their folder, default `../shared/papers`.

use cbec::{
    compare::arithmetic::{check, uncheckable},
    model::{Paper, Statistic, StatisticId},
};
use serde::Deserialize;
use std::{collections::BTreeSet, path::PathBuf, process::Command};

#[derive(Deserialize)]
struct Stated {
    paper: String,
    relation: Option<String>,
    surfaces: Vec<String>,
    verdict: String,
    #[serde(rename = "note")]
    _note: String,
}

#[test]
fn every_relation_the_originals_state_is_found_and_none_invented() {
    let folder =
        std::env::var_os("CBEC_PAPERS").map_or_else(|| PathBuf::from("../shared/papers"), PathBuf::from);
    if !folder.is_dir() {
        eprintln!("SKIPPED: no papers at {}; set CBEC_PAPERS", folder.display());
        return;
    }
    let gold: Vec<Stated> =
        serde_json::from_str(include_str!("gold/arithmetic_originals.json")).expect("the gold file is JSON");
    let expected: BTreeSet<String> = gold
        .iter()
        .map(|g| {
            line(
                &g.paper,
                g.relation.as_deref().unwrap_or("-"),
                g.surfaces.iter().map(String::as_str),
                &g.verdict,
            )
        })
        .collect();
    let found: BTreeSet<String> = papers(&folder).iter().flat_map(lines).collect();
    let missed: Vec<_> = expected.difference(&found).collect();
    let invented: Vec<_> = found.difference(&expected).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed: {missed:#?}\ninvented: {invented:#?}");
}

fn papers(folder: &std::path::Path) -> Vec<Paper> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_cbec")).arg("extract").arg(folder).output().expect("cbec runs");
    let text = String::from_utf8(output.stdout).expect("NDJSON is UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("a paper a line")).collect()
}

fn lines(paper: &Paper) -> Vec<String> {
    let surface = |id: &StatisticId| {
        let stat: Option<&Statistic> = paper.statistics.iter().find(|s| s.id == *id);
        stat.map_or("?", |s| s.surface.as_str())
    };
    let id = paper.id.as_str();
    let decided = check(paper);
    let checked = decided
        .iter()
        .map(|a| line(id, a.relation.as_str(), a.statistics.iter().map(surface), a.verdict.as_str()));
    let open = uncheckable(paper);
    checked.chain(open.iter().map(|s| line(id, "-", std::iter::once(surface(s)), "uncheckable"))).collect()
}

/// White space is the page's, not the figure's.
fn line<'a>(paper: &str, relation: &str, surfaces: impl Iterator<Item = &'a str>, verdict: &str) -> String {
    let surfaces: Vec<String> =
        surfaces.map(|s| s.chars().filter(|c| !c.is_whitespace()).collect()).collect();
    format!("{paper} {relation} {} {verdict}", surfaces.join(", "))
}
