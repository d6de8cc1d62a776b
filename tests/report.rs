//! The reports of an analysis written by hand (`fixtures/analysis.json`: three invented papers on community care).

use cbec::{
    model::Analysis,
    report::{
        Format, Lang, Options,
        item::{self, Item},
        snippet::Excerpt,
        text::width,
    },
};
use std::{collections::BTreeMap, fs};

fn analysis() -> Analysis {
    serde_json::from_slice(&fs::read("tests/fixtures/analysis.json").unwrap()).unwrap()
}

fn names() -> BTreeMap<String, String> {
    let english = [
        ("staff", "care staff"),
        ("funding", "funding"),
        ("services", "services"),
        ("digital", "devices"),
        ("government", "government"),
        ("school", "schools"),
        ("bank", "banks"),
        ("charity", "charities"),
    ];
    english.map(|(id, name)| (id.to_owned(), name.to_owned())).into()
}

fn options(lang: Lang, width: usize) -> Options {
    let names = if lang == Lang::En { names() } else { BTreeMap::new() };
    Options { lang, width, names, ..Options::default() }
}

fn text(analysis: &Analysis, options: &Options) -> String {
    String::from_utf8(Format::Text.renderer()(analysis, options).unwrap()).unwrap()
}

fn card(id: &str, lang: Lang) -> String {
    let analysis = analysis();
    let item = Item::find(&analysis, id).unwrap();
    let excerpt = Excerpt {
        before: "3 主要问题\n3.1 护理人手短缺\n".into(),
        inside: "首先，持证护理员不足 300 人，远远跟不上\n林一帆 等\n老人的需要。".into(),
        after: "其次，工资偏低。\n3.2 运营经费不稳\n".into(),
        focus: None,
    };
    String::from_utf8(item::render(&analysis, item, Some(&excerpt), &options(lang, 80))).unwrap()
}

#[test]
fn the_report_in_chinese() {
    insta::assert_snapshot!(text(&analysis(), &options(Lang::Zh, 80)));
}

#[test]
fn the_report_in_english() {
    insta::assert_snapshot!(text(&analysis(), &options(Lang::En, 80)));
}

#[test]
fn a_problem_shown() {
    insta::assert_snapshot!(card("a/P1", Lang::Zh));
}

#[test]
fn a_figure_shown() {
    insta::assert_snapshot!(card("a/S1", Lang::En));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let analysis = hostile(analysis());
    for lang in [Lang::Zh, Lang::En] {
        for columns in 60..=120 {
            for line in text(&analysis, &options(lang, columns)).lines() {
                assert!(width(line) <= columns, "{} columns in {columns}: {line}", width(line));
            }
        }
    }
}

#[test]
fn a_report_without_colour_has_no_codes_and_one_with_colour_says_the_same() {
    let (analysis, plain) = (hostile(analysis()), options(Lang::Zh, 80));
    let without = text(&analysis, &plain);
    assert!(!without.contains('\u{1b}'));
    let with = text(&analysis, &Options { color: true, ..plain });
    assert_ne!(with, without);
    assert_eq!(anstream::adapter::strip_str(&with).to_string(), without);
}

#[test]
fn every_finding_and_figure_is_in_the_report_with_its_place() {
    let analysis = analysis();
    let report = text(&analysis, &options(Lang::Zh, 120));
    for paper in &analysis.papers {
        let file = paper.source.path.rsplit('/').next().unwrap();
        for finding in paper.problems.iter().chain(&paper.countermeasures) {
            let place = format!("{file}:{}", finding.span.line);
            let said = |l: &str| l.contains(&finding.statement) && l.contains(&place);
            assert!(report.lines().any(said), "{} at {place}", finding.id);
        }
        for figure in &paper.statistics {
            let said = |l: &str| l.contains(&figure.surface) && l.contains(figure.id.as_str());
            assert!(report.lines().any(said), "{}", figure.id);
            assert!(report.contains(&format!("“{}”", figure.quote)), "{}", figure.id);
        }
    }
}

#[test]
fn very_many_papers_are_counted_rather_than_shown_side_by_side() {
    let mut analysis = analysis();
    let paper = analysis.papers[0].clone();
    analysis.papers = (0..200)
        .map(|n| {
            let mut paper = paper.clone();
            paper.id = cbec::model::PaperId::new(format!("{n:03}"));
            paper
        })
        .collect();
    let report = text(&analysis, &options(Lang::Zh, 80));
    let matrix: Vec<&str> = report.lines().skip_while(|l| !l.contains("话题 × 论文")).take(4).collect();
    assert!(matrix[1].starts_with("话题") && !matrix[1].contains("000"), "{matrix:?}");
    assert!(report.lines().all(|l| width(l) <= 80));
}

#[test]
fn papers_with_long_ids_go_by_numbers_that_show_understands() {
    let mut analysis = analysis();
    let long = "社区养老服务的难点与出路_2023";
    let paper = serde_json::to_string(&analysis.papers[1]).unwrap();
    let renamed = paper.replace("\"b\"", &format!("\"{long}\"")).replace("\"b/", &format!("\"{long}/"));
    analysis.papers[1] = serde_json::from_str(&renamed).unwrap();
    let report = text(&analysis, &options(Lang::Zh, 80));
    assert!(report.lines().any(|l| l.starts_with("2 ") && l.contains("城区养老服务站的困境")), "{report}");
    let theme = report.lines().find(|l| l.contains(" P2 老人不会用智能设备")).unwrap_or_default();
    assert!(theme.ends_with(" 2:6"), "{theme}");
    assert_eq!(Item::find(&analysis, "2/P2").unwrap().id(), format!("{long}/P2"));
    assert!(Item::find(&analysis, "0/P2").is_none() && Item::find(&analysis, "4/P2").is_none());
}

#[test]
fn nothing_read_is_said() {
    let empty = Analysis { papers: Vec::new(), comparison: Default::default(), ..analysis() };
    let report = text(&empty, &options(Lang::En, 80));
    assert!(report.contains("No paper could be read"), "{report}");
    assert!(report.contains("d.txt: The file is empty."), "{report}");
}

#[test]
fn ndjson_is_the_papers_of_the_json() {
    let analysis = analysis();
    let lines = Format::Ndjson.renderer()(&analysis, &Options::default()).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let papers: Vec<cbec::model::Paper> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(papers, analysis.papers);
    assert_eq!(lines.matches('\n').count(), papers.len());
}

#[test]
fn formats_have_names_of_their_own() {
    let mut names: Vec<_> = Format::ALL.iter().map(|f| f.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Format::ALL.len());
}

#[test]
fn ids_that_look_alike_are_suggested() {
    let analysis = analysis();
    let cases: &[(&str, &[&str])] =
        &[("a/p1", &["a/P1"]), ("P2", &["a/P2", "b/P2"]), ("b/S33", &["b/S3"]), ("nothing at all", &[])];
    for (id, expected) in cases {
        let near = item::near(&analysis, id, 5);
        assert!(expected.iter().all(|e| near.iter().any(|n| n == e)), "{id}: {near:?}");
        assert_eq!(near.is_empty(), expected.is_empty(), "{id}: {near:?}");
    }
}

/// What a paper might do to a report: long words, long names, control codes, marks without width.
fn hostile(mut analysis: Analysis) -> Analysis {
    let long = "超长".repeat(60) + &"x".repeat(150);
    let paper = &mut analysis.papers[0];
    paper.meta.title_zh = Some(format!("{long}\u{1b}[31m\u{202E}"));
    paper.meta.journal = Some(long.clone());
    paper.source.path = format!("deep/{}.txt", "很长的文件名".repeat(20));
    paper.problems[0].label = Some(format!("a\u{0301}\u{200D}\n\t{long}"));
    paper.problems[1].statement = long.clone();
    paper.statistics[0].surface = long.clone();
    paper.statistics[0].source = Some(long.clone());
    paper.statistics[1].quote = "（（（（".repeat(40);
    analysis.papers[1].id = cbec::model::PaperId::new(long.clone());
    analysis.comparison.topics[0].label = long.clone();
    analysis.comparison.arithmetic[0].expression = long.clone();
    analysis.comparison.indicators[0].name = long.clone();
    analysis.comparison.promises[4].announced = long.clone();
    analysis.diagnostics[0].message = long;
    analysis
}
