//! `cbec kwic` through the binary: what is found, how it is shown, where it stands.

use assert_cmd::Command;
use std::{fs, path::Path, process::Output};

fn kwic(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cbec").unwrap();
    command.arg("kwic").args(args).current_dir(folder).env_remove("LANGUAGE").env("LC_ALL", "C");
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Two papers: one in Simplified characters with broken lines, one in Traditional characters with full-width letters.
fn papers() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let simple = "山区茶业问题与对策\n\n一、存在的问题\n（一）数据不足\n茶农手里没有市场数据，只能凭经验定价。合作社的数据也不公开，县里的5G网络还没有通到茶山。\n\n二、对策\n（一）公开数据\n县政府应当公开茶叶市场的数据，帮助茶农定价。\n";
    let traditional = "海島漁業的問題與對策\n\n一、存在的問題\n（一）數據缺乏\n漁民沒有價格數據，出海全憑運氣，收入長期不穩定，年輕人紛紛離開漁村。\n\n\
                       二、對策\n（一）建立平台\n漁會應當建立價格平台，藉助５Ｇ 網絡每天發布數據庫的內容，讓漁民心中有數。\n";
    fs::write(folder.path().join("tea.txt"), simple).unwrap();
    fs::write(folder.path().join("fish.txt"), traditional).unwrap();
    folder
}

#[test]
fn a_term_typed_either_way_finds_both_and_points_into_the_files() {
    let folder = papers();
    let found = |term: &str| -> Vec<(String, String, String, u64)> {
        let output = kwic(folder.path(), &[term, ".", "-f", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(json["count"], json["occurrences"].as_array().unwrap().len());
        assert_eq!((&json["papers"], &json["term"]), (&2.into(), &term.into()));
        let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
        let each = json["occurrences"].as_array().unwrap().iter();
        each.map(|o| {
            let bytes = fs::read(folder.path().join(text(&o["path"]))).unwrap();
            let at = |end: &str| o["span"][end].as_u64().unwrap() as usize;
            let printed = String::from_utf8_lossy(&bytes[at("start")..at("end")]).into_owned();
            assert_eq!(printed, text(&o["term"]), "the span is the term's place in the file");
            (text(&o["paper"]), text(&o["section"]), text(&o["term"]), o["span"]["line"].as_u64().unwrap())
        })
        .collect()
    };
    let all = found("数据");
    assert_eq!(all, found("數據"));
    let expected = [
        ("fish", "一/(一)", "數據", 4),
        ("fish", "一/(一)", "數據", 5),
        ("fish", "二/(一)", "數據", 9),
        ("tea", "一/(一)", "数据", 4),
        ("tea", "一/(一)", "数据", 5),
        ("tea", "一/(一)", "数据", 5),
        ("tea", "二/(一)", "数据", 8),
        ("tea", "二/(一)", "数据", 9),
    ];
    let got: Vec<_> = all.iter().map(|(p, s, t, l)| (p.as_str(), s.as_str(), t.as_str(), *l)).collect();
    assert_eq!(got, expected);
    let widths = ["5G网络", "5g 網絡", "５Ｇ网络"].map(found);
    assert_eq!(widths[0].len(), 2, "{widths:?}");
    assert!(widths.iter().all(|w| *w == widths[0]));
}

#[test]
fn a_context_runs_on_over_a_broken_line_and_stays_in_its_paragraph() {
    let folder = papers();
    let text = "# 山区茶业问题\n\n## 1. 问题\n\n合作社的数据也不公开，县里的网络\n还没有通到茶山。\n\n村里也没有冷库。\n";
    fs::write(folder.path().join("broken.md"), text).unwrap();
    let output = kwic(folder.path(), &["通到", "broken.md", "-f", "ndjson", "--context", "30"]);
    let line: serde_json::Value = serde_json::from_str(stdout(&output).trim()).unwrap();
    assert_eq!(line["left"], "合作社的数据也不公开，县里的网络还没有");
    assert_eq!((&line["right"], &line["span"]["line"]), (&"茶山。".into(), &6.into()));
}

#[test]
fn only_whole_words_on_request() {
    let folder = papers();
    let count = |args: &[&str]| stdout(&kwic(folder.path(), args)).lines().count();
    assert_eq!(count(&["数据", "fish.txt"]), 3);
    assert_eq!(count(&["数据", "fish.txt", "--word"]), 2, "数据库 is a word of its own");
    assert_eq!(count(&["据库", "fish.txt", "--word"]), 0);
}

#[test]
fn occurrences_come_by_place_or_by_their_neighbours() {
    let folder = papers();
    let rows = |sort: &str, field: &str| -> Vec<String> {
        let output = kwic(folder.path(), &["数据", "tea.txt", "--sort", sort, "-f", "ndjson"]);
        let each = stdout(&output);
        each.lines()
            .map(|l| {
                serde_json::from_str::<serde_json::Value>(l).unwrap()[field].as_str().unwrap().to_owned()
            })
            .collect()
    };
    let letters = |text: &String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let rights: Vec<String> = rows("right", "right").iter().map(letters).collect();
    assert!(rights.is_sorted(), "{rights:?}");
    let lefts: Vec<String> =
        rows("left", "left").iter().map(|l| letters(l).chars().rev().collect()).collect();
    assert!(lefts.is_sorted(), "{lefts:?}");
    assert_ne!(rows("right", "right"), rows("place", "right"));
}

#[test]
fn the_counts_are_said_on_standard_error_and_nothing_found_is_no_error() {
    let folder = papers();
    let cases: [(&[&str], &str, usize); 5] = [
        (&["数据", "."], "occurrences: 8 · papers: 2 of 2\n", 8),
        (&["数据", ".", "--limit", "3"], "occurrences: 8, shown: 3 · papers: 2 of 2\n", 3),
        (&["茶农", "."], "occurrences: 2 · papers: 1 of 2\n", 2),
        (&["航天", "."], "nothing found in 2 papers\n", 0),
        (&["航天", ".", "-q"], "", 0),
    ];
    for (args, said, lines) in cases {
        let output = kwic(folder.path(), args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!((stderr(&output).as_str(), stdout(&output).lines().count()), (said, lines), "{args:?}");
    }
}

#[test]
fn a_pattern_is_a_pattern_only_on_request() {
    let folder = papers();
    let count = |args: &[&str]| stdout(&kwic(folder.path(), args)).lines().count();
    assert_eq!(count(&["(茶|漁)(农|民)", "."]), 0);
    assert_eq!(count(&["(茶|漁)(农|民)", ".", "--regex"]), 4);
    let refused = kwic(folder.path(), &["茶(", ".", "--regex"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(stderr(&refused), "cbec: error: the pattern \"茶(\" cannot be used: unclosed group\n");
}

#[test]
fn csv_has_a_row_for_each_with_its_place() {
    let folder = papers();
    let output = kwic(folder.path(), &["定价", "tea.txt", "-f", "csv"]);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    assert_eq!(
        reader.headers().unwrap(),
        ["paper", "section", "left", "term", "right", "file", "line"].as_slice()
    );
    let places: Vec<_> =
        reader.records().map(|r| r.unwrap()).map(|r| (r[3].to_owned(), r[6].to_owned())).collect();
    assert_eq!(places, [("定价".into(), "5".into()), ("定价".into(), "9".into())]);
}

#[test]
fn a_bad_file_does_not_stop_the_search() {
    let folder = papers();
    let output = kwic(folder.path(), &["数据", "tea.txt", "absent.txt"]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(2), 5));
    assert!(stderr(&output).contains("absent.txt"));
}
