//! What a user is told about the input, and that the rest goes on.

use cbec::{
    model::{Analysis, Code, Severity, TextKind},
    pipeline::{self, Options},
};
use std::{fs, path::Path};

const PAPER: &str = "一、存在的问题\n（一）销路不畅\n茶农缺乏销售渠道，滞销严重[1]。\n二、对策\n（一）拓宽销路\n县政府应搭建电商平台。\n";

fn analyse(dir: &Path) -> Analysis {
    pipeline::analyze(&[dir.to_path_buf()], &Options::new(None, Some(2))).expect("the built-in packs")
}

fn codes(analysis: &Analysis) -> Vec<Code> {
    analysis.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("good.txt"), PAPER).expect("written");
    fs::write(dir.path().join("empty.txt"), "").expect("written");
    let analysis = analyse(dir.path());
    assert_eq!(analysis.papers.len(), 1);
    let bad = analysis.diagnostics.iter().find(|d| d.severity == Severity::Error).expect("an error");
    assert!(bad.code == Code::Empty && bad.path.as_deref().is_some_and(|p| p.ends_with("empty.txt")));
}

#[test]
fn the_original_wins_over_its_restatement() {
    let dir = tempfile::tempdir().expect("a folder");
    let with = |kind: &str| format!("---\ndoi: 10.1000/tea.2024.1\ntext: {kind}\n---\n{PAPER}");
    fs::write(dir.path().join("a.md"), with("restatement")).expect("written");
    fs::write(dir.path().join("b.md"), with("original") + "补充一句。\n").expect("written");
    let analysis = analyse(dir.path());
    assert_eq!(analysis.papers.len(), 1);
    assert_eq!(analysis.papers[0].source.text, TextKind::Original);
    assert!(codes(&analysis).contains(&Code::Duplicate));
}

#[test]
fn papers_of_one_name_are_told_apart_by_their_folders() {
    let dir = tempfile::tempdir().expect("a folder");
    for (folder, extra) in [("north", "北方茶园面积较小。\n"), ("south", "南方茶园面积较大。\n")]
    {
        fs::create_dir(dir.path().join(folder)).expect("a folder");
        fs::write(dir.path().join(folder).join("tea.txt"), format!("{PAPER}{extra}")).expect("written");
    }
    let ids: Vec<String> = analyse(dir.path()).papers.iter().map(|p| p.id.to_string()).collect();
    assert_eq!(ids, ["north/tea", "south/tea"]);
}

#[test]
fn figures_of_the_english_abstract_are_held_against_the_chinese() {
    let dir = tempfile::tempdir().expect("a folder");
    let head = |share: &str| {
        format!(
            "茶产业的问题与对策\n摘要：全县茶叶产值增长8.5%，占农业产值的21.4%。本文分析问题并提出对策。\n关键词：茶产业\n\
             Abstract: The output value of tea rose by 8.5%, making up {share}% of agriculture.\nKeywords: tea\n{PAPER}"
        )
    };
    fs::write(dir.path().join("same.txt"), head("21.4")).expect("written");
    assert!(!codes(&analyse(dir.path())).contains(&Code::AbstractsDiffer));
    fs::write(dir.path().join("same.txt"), head("24.1")).expect("written");
    let analysis = analyse(dir.path());
    let found = analysis.diagnostics.iter().find(|d| d.code == Code::AbstractsDiffer).expect("a warning");
    assert!(found.message.contains("24.1%") && found.line == Some(4), "{found:?}");
}

#[test]
fn a_mark_without_an_entry_is_told_where_there_is_a_list() {
    let dir = tempfile::tempdir().expect("a folder");
    let list = "参考文献\n[2] 周大川. 茶叶销售渠道研究[J]. 茶业通讯, 2021(3): 12-15.\n";
    fs::write(dir.path().join("tea.txt"), format!("{PAPER}{list}")).expect("written");
    let analysis = analyse(dir.path());
    let found = analysis.diagnostics.iter().find(|d| d.code == Code::UnresolvedCitation).expect("a warning");
    assert!(found.message.contains("[1]") && found.line == Some(3), "{found:?}");
}

#[test]
fn a_text_of_another_kind_gives_nothing_and_says_so() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(
        dir.path().join("walk.txt"),
        "春游散记\n今天天气很好，我们去了山里的茶园，采了一上午茶。\n中午吃了竹筒饭，下午才回家。\n",
    )
    .expect("written");
    let analysis = analyse(dir.path());
    assert!(analysis.papers[0].problems.is_empty() && analysis.papers[0].countermeasures.is_empty());
    assert!(codes(&analysis).contains(&Code::NoFindings) && codes(&analysis).contains(&Code::NoHeadings));
}
