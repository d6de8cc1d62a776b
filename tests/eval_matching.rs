//! What each fault costs: a paper, an annotation that agrees with it in everything, and one thing changed at a time.

use cbec::{
    eval::{Gold, Sheet, score},
    model::{Analysis, Paper},
};
use serde_json::{Value, json};
use std::{fs, path::Path};

const TEXT: &str = "tests/fixtures/papers/a.txt";

/// The paper as `fixtures/analysis.json` has it.
fn paper() -> Paper {
    let analysis = fs::read("tests/fixtures/analysis.json").expect("the fixture");
    let mut analysis: Analysis = serde_json::from_slice(&analysis).expect("an analysis");
    analysis.papers.remove(0)
}

/// An annotation that says what the paper says.
fn gold() -> Value {
    let paper = paper();
    let local = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let findings = |of: &[cbec::model::Finding]| -> Vec<Value> {
        let finding = |f: &cbec::model::Finding| {
            json!({
                "id": local(f.id.as_str()), "level": f.level, "label": f.label, "statement": f.statement,
                "parent": f.parent.as_ref().map(|id| local(id.as_str())),
                "topics": f.topics.iter().map(|t| &t.id).collect::<Vec<_>>(), "actors": f.actors,
                "addresses": f.addresses.iter().map(|a| local(a.problem.as_str())).collect::<Vec<_>>(),
            })
        };
        of.iter().map(finding).collect()
    };
    let statistics: Vec<Value> = paper
        .statistics
        .iter()
        .map(|s| {
            json!({
                "id": local(s.id.as_str()), "surface": s.surface, "quote": s.quote, "value": s.value, "low": s.low,
                "high": s.high, "unit": s.unit, "dimension": s.dimension, "qualifier": s.qualifier,
                "measure": s.measure, "role": s.role, "indicator": s.indicator, "subject": s.subject,
                "period": s.period.map(|p| p.to_string()), "source": s.source,
            })
        })
        .collect();
    let sections: Vec<Value> = paper
        .sections
        .iter()
        .map(|s| json!({"number": s.number, "level": s.level, "title": s.title, "role": s.role}))
        .collect();
    json!({
        "paper": "a", "meta": paper.meta, "sections": sections, "statistics": statistics,
        "problems": findings(&paper.problems), "countermeasures": findings(&paper.countermeasures),
        "citation_markers": paper.citations.iter().map(|c| &c.markers).collect::<Vec<_>>(),
        "references": paper.references,
    })
}

fn sheet(gold: &Value) -> Sheet {
    let gold = Gold::parse(Path::new("a.json"), &gold.to_string()).expect("an annotation");
    score(&gold, &paper(), &fs::read_to_string(TEXT).expect("the text"), 1)
}

/// Hits, annotated, found of a key.
fn counts(sheet: &Sheet, key: &str) -> Option<(usize, usize, usize)> {
    let count = sheet.counts.iter().find(|(k, _)| k.as_str() == key)?.1;
    Some((count.hits, count.gold, count.got))
}

/// Keys whose count is not perfect.
fn faulty(sheet: &Sheet) -> Vec<&str> {
    let faulty = sheet.counts.iter().filter(|(_, c)| c.hits != c.gold || c.hits != c.got);
    faulty.map(|(k, _)| k.as_str()).collect()
}

#[test]
fn an_annotation_that_agrees_is_met_in_everything() {
    let sheet = sheet(&gold());
    assert_eq!(faulty(&sheet), [] as [&str; 0], "{:#?}", sheet.misses);
    assert_eq!(sheet.misses, []);
    let strict = sheet.counts.iter().filter(|(k, _)| k.has_strict()).all(|(_, c)| c.strict == c.hits);
    assert!(strict, "all texts are equal: {:?}", sheet.counts);
    for id in [
        "meta title_zh",
        "H1",
        "H1 role",
        "P1",
        "P1.1 exact",
        "C1.2 actors",
        "C1->P1",
        "S5 source",
        "[1]",
        "R1 year",
    ] {
        assert!(sheet.right.iter().any(|r| r == id), "{id} is not among {:?}", sheet.right);
    }
}

/// (where, what it is changed to, the only keys that suffer)
#[test]
fn each_fault_costs_its_own_key() {
    let sentence = "工资偏低，新人来了又走，队伍很难稳定下来。";
    let cases: Vec<(&str, Value, &[&str])> = vec![
        ("/meta/title_zh", json!("社区养老服务的难点"), &["meta"]),
        ("/meta/authors", json!(["周若水", "林一帆"]), &["meta"]),
        ("/meta/year", json!("2023"), &[]),
        ("/sections/2/title", json!("护理"), &["sections"]),
        ("/sections/2/role", json!("other"), &["sections.role"]),
        ("/sections/0/number", json!("七"), &[]),
        ("/problems/0/label", json!("护理人手的短缺"), &[]),
        ("/problems/2/statement", json!("工资偏低，新人来了又走，队伍很难稳定下来"), &[]),
        ("/problems/2/statement", json!("新人来了又走，队伍很难稳定下来。"), &[]),
        ("/problems/2/statement", json!("工资偏低"), &["problems.point"]),
        ("/problems/2/statement", json!(format!("不在文中：{sentence}")), &["problems.point"]),
        ("/problems/2/parent", json!("P2"), &["parent"]),
        ("/countermeasures/1/actors", json!(["consumer"]), &["actors"]),
        ("/countermeasures/0/addresses", json!([]), &["links"]),
        ("/countermeasures/0/addresses", json!(["P3"]), &["links"]),
        ("/statistics/0/value", json!("129"), &["statistics.value"]),
        ("/statistics/0/value", json!("128.0"), &[]),
        ("/statistics/0/unit", json!("所"), &["statistics.value"]),
        ("/statistics/0/qualifier", json!("about"), &["statistics.qualifier"]),
        ("/statistics/0/measure", json!("growth"), &["statistics.measure"]),
        ("/statistics/0/role", json!("prescribed"), &["statistics.role"]),
        ("/statistics/0/period", json!("2021/2022"), &["statistics.period"]),
        ("/statistics/0/indicator", json!("出生人口"), &["statistics.indicator"]),
        ("/statistics/0/subject", json!(["本市", "全区", null]), &[]),
        ("/statistics/0/subject", json!(["本市", null]), &["statistics.subject"]),
        ("/statistics/4/source", json!("市民政局"), &[]),
        ("/statistics/4/source", json!(null), &["statistics.source"]),
        ("/statistics/0/surface", json!("2022 年"), &["statistics"]),
        ("/citation_markers", json!([[1, 2]]), &["citations"]),
        ("/references/0/pages", json!("11 - 19"), &[]),
        ("/references/0/pages", json!(null), &["references.fields"]),
        ("/references/0/n", json!(2), &["references"]),
    ];
    for (place, value, suffer) in cases {
        let mut gold = gold();
        *gold.pointer_mut(place).expect(place) = value.clone();
        let sheet = sheet(&gold);
        assert_eq!(faulty(&sheet), suffer, "{place} = {value}: {:#?}", sheet.misses);
        assert_eq!(sheet.misses.is_empty(), suffer.is_empty(), "{place} = {value}: {:#?}", sheet.misses);
    }
}

#[test]
fn a_field_an_annotation_does_not_have_is_refused() {
    let mut gold = gold();
    gold["problems"][2]["optinal"] = json!(true);
    let said = Gold::parse(Path::new("a.json"), &gold.to_string()).expect_err("a slip").to_string();
    assert!(said.contains("unknown field `optinal`"), "{said}");
}

#[test]
fn what_readers_differ_on_counts_neither_way() {
    let mut found = gold();
    found["problems"][2]["optional"] = json!(true);
    assert_eq!(counts(&sheet(&found), "problems.point"), Some((3, 3, 3)), "found all the same");

    let mut missed = found;
    missed["problems"][2]["statement"] = json!("老人对护理的需求不断增长。");
    let sheet = sheet(&missed);
    assert_eq!(counts(&sheet, "problems.point"), Some((3, 3, 4)), "what was found instead is an extra");
    let said: Vec<_> = sheet.misses.iter().map(|m| m.message.as_str()).collect();
    assert_eq!(said, ["problems point extra: a/P1.2 工资偏低，新人来了又走，队伍很难稳定下来。"]);
}

#[test]
fn what_a_paper_reports_of_others_is_not_its_own_finding() {
    let gold = Gold::parse(Path::new("a.json"), &gold().to_string()).expect("an annotation");
    let mut paper = paper();
    paper.problems[2].attribution = cbec::model::Attribution::Cited;
    let sheet = score(&gold, &paper, &fs::read_to_string(TEXT).expect("the text"), 1);
    assert_eq!(counts(&sheet, "problems.point"), Some((3, 4, 3)));
}

#[test]
fn a_missed_item_is_told_with_its_line() {
    let text = fs::read_to_string(TEXT).expect("the text");
    let mut paper = paper();
    paper.problems.retain(|f| f.id.as_str() != "a/P1.2");
    let gold = Gold::parse(Path::new("a.json"), &gold().to_string()).expect("an annotation");
    let sheet = score(&gold, &paper, &text, 1);
    let line = 1 + text.lines().position(|l| l.contains("工资偏低")).expect("the sentence");
    assert_eq!(sheet.misses[0].line, Some(line), "{:?}", sheet.misses);
}
