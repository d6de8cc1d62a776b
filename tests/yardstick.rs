//! `cbec eval` counts as the yardstick counts. That is a script beside the originals' annotations, `score.py`; neither is part
//! of the repository.

mod eval_support;

use cbec::{
    eval,
    model::Paper,
    source::{self, Input},
};
use eval_support::{Set, cbec, evaluate, path, skip};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Hits, annotated, found by key; and the number of misses told.
type Result = (BTreeMap<String, (usize, usize, usize)>, usize);

/// Misses the yardstick counts but does not tell.
const NOT_TOLD: [&str; 4] = ["parent of ", "citations of ", "reference missed", "reference extra"];

#[test]
fn every_number_of_a_run_is_the_yardsticks() {
    let Some((script, originals)) = yardstick() else { return };
    for set in [Set::corpus(), Set::own(), originals] {
        let evaluation = evaluate(&set, &[]);
        let scores = evaluation.scores.iter().map(|s| (s.key.clone(), (s.hits, s.gold, s.got))).collect();
        let messages = evaluation.papers.iter().flat_map(|p| &p.misses).map(|m| m.message.as_str());
        let ours = (scores, told(messages));
        assert_eq!(ours, by_yardstick(&script, &set, &extracted(&set)), "{}", set.gold.display());
        assert!(ours.0.len() > 20, "{} keys were compared", ours.0.len());
    }
}

/// Good papers leave few ways to differ, so the same is asked of papers with all kinds of faults put into them.
#[test]
fn every_number_of_damaged_papers_is_the_yardsticks() {
    let Some((script, originals)) = yardstick() else { return };
    for set in [Set::corpus(), Set::own(), originals] {
        let mut papers = extracted(&set);
        for turn in 1..=3 {
            papers.iter_mut().for_each(|paper| damage(paper, turn));
            let ours = by_library(&set, &papers);
            assert!(ours.1 > 150, "only {} misses: is anything damaged?", ours.1);
            assert_eq!(ours, by_yardstick(&script, &set, &papers), "{}, turn {turn}", set.gold.display());
        }
    }
}

fn yardstick() -> Option<(PathBuf, Set)> {
    let originals = Set::originals()?;
    let script = originals.gold.join("score.py");
    if !script.is_file() {
        return skip(&format!("no yardstick {}", script.display()));
    }
    match Command::new("python3").arg("--version").output() {
        Ok(output) if output.status.success() => Some((script, originals)),
        _ => skip("no python3 to run the yardstick with"),
    }
}

fn extracted(set: &Set) -> Vec<Value> {
    let output = cbec(&["extract", "-q", path(&set.papers)]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a paper a line")).collect()
}

fn told<'a>(messages: impl Iterator<Item = &'a str>) -> usize {
    messages.filter(|m| !NOT_TOLD.iter().any(|head| m.starts_with(head))).count()
}

fn by_library(set: &Set, papers: &[Value]) -> Result {
    let papers: Vec<Paper> =
        papers.iter().map(|p| serde_json::from_value(p.clone()).expect("still a paper")).collect();
    let gold = eval::load(&set.gold).expect("annotations");
    let sheets = gold.iter().map(|gold| {
        let paper = papers.iter().find(|p| p.id.as_str() == gold.paper).expect("its paper");
        let decoded = source::read(&Input::file(&paper.source.path)).expect("its text");
        eval::score(gold, paper, &decoded.text, decoded.first_line)
    });
    let evaluation = eval::Evaluation::of(sheets.collect(), &[]);
    let scores = evaluation.scores.iter().map(|s| (s.key.to_string(), (s.hits, s.gold, s.got))).collect();
    let messages = evaluation.papers.iter().flat_map(|p| &p.misses).map(|m| m.message.as_str());
    (scores, told(messages))
}

fn by_yardstick(script: &Path, set: &Set, papers: &[Value]) -> Result {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("papers.ndjson");
    let lines: Vec<String> = papers.iter().map(Value::to_string).collect();
    fs::write(&file, lines.join("\n")).expect("a file");
    let output = Command::new("python3")
        .env("PYTHONUTF8", "1")
        .arg(script)
        .args([&set.gold, &set.papers, &file])
        .args(["--json", "--misses"])
        .output()
        .expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let (misses, scores) = said.trim_end().rsplit_once('\n').unwrap_or(("", said.trim_end()));
    let scores: BTreeMap<String, Value> = serde_json::from_str(scores).expect("scores as JSON");
    let count = |of: &Value, name: &str| of[name].as_u64().expect(name) as usize;
    let counts = |of: &Value| (count(of, "hits"), count(of, "gold"), count(of, "got"));
    let misses = misses.lines().filter(|line| !line.is_empty()).count();
    (scores.iter().map(|(key, of)| (key.clone(), counts(of))).collect(), misses)
}

/// Puts faults into a paper; which items they hit changes from turn to turn.
fn damage(paper: &mut Value, turn: usize) {
    for kind in ["problems", "countermeasures"] {
        let mut items = list(paper, kind);
        drop_some(&mut items, 11, turn);
        for (i, item) in items.iter_mut().enumerate() {
            match (i + turn) % 9 {
                0 => shorten(item, "statement"),
                1 => shorten(item, "label"),
                2 => item["topics"] = Value::Array(list(item, "topics").into_iter().skip(1).collect()),
                3 => {
                    item["actors"] =
                        serde_json::json!(if kind == "problems" { vec![] } else { vec!["consumer"] })
                }
                4 => item["attribution"] = "cited".into(),
                5 => item["addresses"] = Value::Array(list(item, "addresses").into_iter().skip(1).collect()),
                _ => {}
            }
        }
        paper[kind] = items.into();
    }
    let mut figures = list(paper, "statistics");
    drop_some(&mut figures, 13, turn);
    for (i, figure) in figures.iter_mut().enumerate() {
        match (i + turn) % 10 {
            0 => shorten(figure, "surface"),
            1 => shorten(figure, "quote"),
            2 => shorten(figure, "indicator"),
            3 => shorten(figure, "subject"),
            4 => figure["subject"] = Value::Null,
            5 => figure["source"] = "某机构".into(),
            6 => figure["period"] = Value::Null,
            7 => figure["value"] = "5".into(),
            _ => {}
        }
    }
    paper["statistics"] = figures.into();
    for (name, every) in [("sections", 5), ("references", 4), ("citations", 6)] {
        let mut items = list(paper, name);
        drop_some(&mut items, every, turn);
        items.iter_mut().skip(turn).step_by(7).for_each(|item| shorten(item, "title"));
        paper[name] = items.into();
    }
    shorten(&mut paper["meta"], "title_zh");
}

fn list(of: &Value, name: &str) -> Vec<Value> {
    of[name].as_array().cloned().unwrap_or_default()
}

fn drop_some(items: &mut Vec<Value>, every: usize, turn: usize) {
    let mut i = turn;
    items.retain(|_| {
        i += 1;
        !i.is_multiple_of(every)
    });
}

/// Takes away the first third of a text.
fn shorten(item: &mut Value, name: &str) {
    if let Some(text) = item[name].as_str() {
        let chars: Vec<char> = text.chars().collect();
        item[name] = chars[chars.len() / 3..].iter().collect::<String>().into();
    }
}
