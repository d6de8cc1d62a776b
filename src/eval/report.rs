//! An evaluation for people and for programs.

use super::{Evaluation, Figure};
use std::fmt::Write;

/// A table of the scores, after all misses if they are wanted. Plain text, no colours.
pub fn text(evaluation: &Evaluation, misses: bool) -> String {
    let mut out = String::new();
    if misses {
        for sheet in &evaluation.papers {
            for miss in &sheet.misses {
                let line = miss.line.map(|l| format!(":{l}")).unwrap_or_default();
                let _ = writeln!(out, "{}{line}: {}", sheet.path, miss.message);
            }
        }
        let _ = writeln!(out);
    }
    let _ = writeln!(
        out,
        "{:24}{:>7}{:>7}{:>7}   {:11}  {:>6}   hits/gold/got",
        papers(evaluation.papers.len()),
        "P",
        "R",
        "F1",
        "F1 at 95 %",
        "strict"
    );
    evaluation.scores.iter().for_each(|figure| row(&mut out, figure));
    out
}

fn papers(n: usize) -> String {
    if n == 1 { "1 paper".into() } else { format!("{n} papers") }
}

fn row(out: &mut String, figure: &Figure) {
    let Figure { key, p, r, f1, interval, strict, hits, gold, got } = figure;
    let interval = interval.map_or_else(String::new, |[low, high]| format!("{low:.3}–{high:.3}"));
    let strict = strict.map_or_else(String::new, |s| format!("{s:.3}"));
    let _ =
        writeln!(out, "{key:24}{p:7.3}{r:7.3}{f1:7.3}   {interval:11}  {strict:>6}   {hits}/{gold}/{got}");
}

/// All of it as one JSON object: scores, each paper's counts, misses and items got right, floors missed.
///
/// # Errors
/// Never for an evaluation that was made by scoring.
pub fn json(evaluation: &Evaluation) -> serde_json::Result<String> {
    let mut json = serde_json::to_string_pretty(evaluation)?;
    json.push('\n');
    Ok(json)
}
