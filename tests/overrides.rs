//! Decisions made by hand, through the program: what they do, that they survive a re-run, that drift is told, and that every
//! output says what was decided.

use assert_cmd::Command;
use serde_json::Value;
use std::{fs, path::PathBuf, process::Output};
use tempfile::TempDir;

const PAPER: &str = "\
河湾镇水产养殖的困境与出路研究

【摘　要】本文分析河湾镇水产养殖尾水处理不足和苗种退化等问题。

一、存在的问题
（一）尾水处理设施不足
多数养殖户没有尾水处理设施，尾水直接排入河道。
（二）苗种质量退化
本地苗种质量退化严重，成活率低。

二、对策建议
（一）建设尾水处理设施
镇政府应当建设集中的尾水处理设施，对养殖户给予补贴。
（二）更新苗种
养殖合作社应当引进良种，定期更新苗种。

三、产业概况
2022年全镇养殖产值为20亿元，2023年全镇养殖产值为25亿元，比上年增长25%。
";

/// A corpus of one paper with a file of overrides.
struct Corpus {
    folder: TempDir,
}

impl Corpus {
    fn with(overrides: &str) -> Self {
        let corpus = Corpus { folder: tempfile::tempdir().unwrap() };
        corpus.write("papers/river.txt", PAPER);
        corpus.write("papers/cbec.overrides.toml", overrides);
        corpus
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn cbec(&self, args: &[&str]) -> Output {
        let mut command = Command::cargo_bin("cbec").unwrap();
        let command =
            command.current_dir(self.folder.path()).args(args).env_remove("LANGUAGE").env("LC_ALL", "C");
        command.output().unwrap()
    }

    fn analysis(&self) -> Value {
        let output = self.cbec(&["analyze", "papers", "-f", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn entry(item: &str, quote: &str, rest: &str) -> String {
    format!("[[override]]\nitem = \"{item}\"\nquote = \"{quote}\"\n{rest}\nreason = \"读过原文\"\n\n")
}

fn ids(analysis: &Value, list: &str) -> Vec<String> {
    let items = analysis["papers"][0][list].as_array().unwrap();
    items.iter().map(|i| i["id"].as_str().unwrap().trim_start_matches("river/").to_owned()).collect()
}

fn item<'a>(analysis: &'a Value, id: &str) -> &'a Value {
    let paper = &analysis["papers"][0];
    let lists = ["problems", "countermeasures", "statistics"];
    lists
        .iter()
        .flat_map(|l| paper[*l].as_array().unwrap())
        .find(|i| i["id"] == id)
        .unwrap_or_else(|| panic!("no {id}"))
}

/// Code, line and message of what is told of the file.
fn told(analysis: &Value) -> Vec<String> {
    let all = analysis["diagnostics"].as_array().unwrap().iter();
    let ours = all.filter(|d| d["code"] == "override");
    ours.map(|d| {
        format!("{} {} {}", d["severity"].as_str().unwrap(), d["line"], d["message"].as_str().unwrap())
    })
    .collect()
}

#[test]
fn without_a_file_nothing_is_said_of_decisions() {
    let corpus = Corpus::with("");
    fs::remove_file(corpus.path("papers/cbec.overrides.toml")).unwrap();
    let analysis = corpus.analysis();
    assert!(!analysis.to_string().contains("\"override\""));
    assert_eq!(ids(&analysis, "problems"), ["P1", "P1.1", "P2", "P2.1"]);
    assert_eq!(ids(&analysis, "statistics"), ["S1", "S2", "S3"]);
}

#[test]
fn accepting_marks_an_item_and_changes_nothing_else() {
    let accepted = Corpus::with(&entry("river/P1.1", "尾水直接排入河道", "action = \"accept\"")).analysis();
    assert_eq!(item(&accepted, "river/P1.1")["override"]["action"], "accept");
    assert_eq!(item(&accepted, "river/P1.1")["override"]["reason"], "读过原文");
    assert!(told(&accepted).is_empty(), "{:?}", told(&accepted));
    let plain = Corpus::with("").analysis();
    let mut same = accepted.clone();
    for list in ["problems", "countermeasures", "statistics"] {
        for item in same["papers"][0][list].as_array_mut().unwrap() {
            item.as_object_mut().unwrap().remove("override");
        }
    }
    assert_eq!(same, plain);
}

#[test]
fn rejecting_leaves_an_item_out_with_what_belongs_to_it() {
    let analysis = Corpus::with(&entry("river/P2", "苗种质量退化", "action = \"reject\"")).analysis();
    assert_eq!(ids(&analysis, "problems"), ["P1", "P1.1"], "the point goes with its theme");
    let links = analysis["papers"][0]["countermeasures"].as_array().unwrap().iter();
    assert!(links.flat_map(|c| c["addresses"].as_array().unwrap()).all(|a| a["problem"] != "river/P2"));
    assert_eq!(
        analysis["comparison"]["coverage"].as_array().unwrap().len(),
        1,
        "the comparison comes after it"
    );
    assert_eq!(told(&analysis), ["note 1 river/P2 is left out by hand: 读过原文"]);
    let figure = Corpus::with(&entry("river/S3", "比上年增长25%", "action = \"reject\"")).analysis();
    assert_eq!(ids(&figure, "statistics"), ["S1", "S2"]);
    assert!(figure["comparison"]["arithmetic"].as_array().unwrap().is_empty());
}

#[test]
fn relabelling_sets_fields_and_the_comparison_follows() {
    let relabelled = entry(
        "river/C2",
        "更新苗种",
        "action = \"relabel\"\ntopics = [\"talent\"]\naddresses = [\"river/P1\"]\nlabel = \"更新换代\"",
    ) + &entry(
        "river/S3",
        "比上年增长",
        "action = \"relabel\"\nvalue = \"35\"\nindicator = \"产值增速\"\nperiod = \"2023\"",
    );
    let analysis = Corpus::with(&relabelled).analysis();
    let measure = item(&analysis, "river/C2");
    assert_eq!((&measure["label"], &measure["statement"]), (&"更新换代".into(), &"更新换代".into()));
    assert_eq!(measure["topics"][0]["id"], "talent");
    assert_eq!(measure["addresses"][0]["problem"], "river/P1");
    assert_eq!(measure["override"]["fields"], serde_json::json!(["label", "topics", "addresses"]));
    let coverage = &analysis["comparison"]["coverage"];
    assert_eq!(coverage[1]["addressed_by"], serde_json::json!([]), "P2 is no longer answered: {coverage}");
    let figure = item(&analysis, "river/S3");
    assert_eq!((&figure["value"], &figure["indicator"]), (&"35".into(), &"产值增速".into()));
    assert_eq!(figure["period"]["start"], "2023");
    let verdicts: Vec<_> =
        analysis["comparison"]["arithmetic"].as_array().unwrap().iter().map(|a| &a["verdict"]).collect();
    assert!(verdicts.iter().all(|v| **v != "consistent"), "{verdicts:?}");
}

/// The paper got a problem before the one decided: the words decide, and the drift is told.
#[test]
fn a_decision_follows_its_item() {
    let corpus = Corpus::with(&entry("river/P2.1", "苗种质量退化严重", "action = \"accept\""));
    let more = PAPER.replace(
        "（一）尾水处理设施不足",
        "（一）塘口老旧\n多数塘口年久失修，淤积严重。\n（一）尾水处理设施不足",
    );
    corpus.write("papers/river.txt", &more);
    let analysis = corpus.analysis();
    assert_eq!(item(&analysis, "river/P3.1")["override"]["action"], "accept");
    assert!(item(&analysis, "river/P2.1").get("override").is_none());
    let expected = "river/P2.1 is now river/P3.1: the entry is applied there; correct its `item`.";
    assert_eq!(told(&analysis), [format!("warning 1 {expected}")]);
    // Also into another paper, when the file is renamed.
    fs::rename(corpus.path("papers/river.txt"), corpus.path("papers/stream.txt")).unwrap();
    assert!(told(&corpus.analysis())[0].contains("river/P2.1 is now stream/P3.1"));
}

#[test]
fn what_no_longer_applies_is_told_with_file_and_line() {
    let cases = [
        (
            "river/P1.1",
            "早已删去的句子",
            "river/P1.1 now says “多数养殖户没有尾水处理设施，尾水直接排入…” and nothing says",
        ),
        ("river/P9", "早已删去的句子", "there is no river/P9 and nothing says"),
        ("other/P1", "早已删去的句子", "there is no other/P1 and nothing says"),
        ("river/S9", "养殖产值为", "river/S9 no longer says what is quoted, but river/S1, river/S2 do"),
    ];
    for (id, quote, expected) in cases {
        let corpus = Corpus::with(&format!("# why\n\n{}", entry(id, quote, "action = \"reject\"")));
        let analysis = corpus.analysis();
        assert_eq!(told(&analysis).len(), 1, "{id}");
        assert!(
            told(&analysis)[0].starts_with(&format!("warning 3 {expected}")),
            "{id}: {:?}",
            told(&analysis)
        );
        assert_eq!(
            ids(&analysis, "problems").len() + ids(&analysis, "statistics").len(),
            7,
            "{id}: nothing was left out"
        );
        let output = corpus.cbec(&["analyze", "papers", "-o", "out.txt"]);
        assert!(said(&output).contains("papers/cbec.overrides.toml:3: "), "{}", said(&output));
    }
    let twice = entry("river/P1", "尾水处理", "action = \"accept\"")
        + &entry("river/P1", "设施不足", "action = \"reject\"");
    let analysis = Corpus::with(&twice).analysis();
    assert_eq!(told(&analysis), ["warning 7 river/P1 is decided already in line 1; this entry is left out."]);
}

/// The clause of two figures needs the figure itself.
#[test]
fn a_figure_is_told_apart_by_its_print() {
    let with = entry("river/S9", "全镇养殖产值为", "surface = \"25 亿元\"\naction = \"accept\"");
    let analysis = Corpus::with(&with).analysis();
    assert_eq!(item(&analysis, "river/S2")["override"]["action"], "accept");
    assert!(told(&analysis)[0].contains("river/S9 is now river/S2"));
}

#[test]
fn a_faulty_file_ends_the_run_with_file_line_and_remedy() {
    let good = "item = \"river/P1\"\nquote = \"尾水处理\"\naction = \"accept\"\nreason = \"r\"\n";
    for (text, expected) in [
        (
            "override = 3\n",
            ":1: `override` holds a value of the kind integer, expected tables: write [[override]]",
        ),
        ("[[overide]]\n", ":1: unknown key `overide` in the file; did you mean `override`?"),
        ("[[override\n", ":1: not TOML"),
        (
            &format!("[[override]]\n{good}resaon = \"x\"\n"),
            ":6: unknown key `resaon` in an override; did you mean `reason`?",
        ),
        (
            "[[override]]\nitem = \"river/P1\"\nquote = \"尾水处理\"\naction = \"accept\"\n",
            ":1: an override lacks `reason`, expected a text",
        ),
        (&format!("[[override]]\n{}", good.replace("\"r\"", "\" \"")), ":5: `reason` is empty"),
        (
            &format!("[[override]]\n{}", good.replace("river/P1", "P1")),
            ":2: `P1` is not the id of an item, expected one such as 001/P1",
        ),
        (&format!("[[override]]\n{}", good.replace("尾水处理", "水")), ":3: `quote` is too short"),
        (
            &format!("[[override]]\n{}", good.replace("accept", "delete")),
            ":4: `action` is `delete`, expected one of `accept`, `reject`, `relabel`",
        ),
        (
            &format!("[[override]]\n{}", good.replace("accept", "relabel")),
            ":1: `relabel` sets nothing, expected one of `label`, `topics`",
        ),
        (&format!("[[override]]\n{good}label = \"x\"\n"), ":1: only `action = \"relabel\"` can set fields"),
        (
            &format!("[[override]]\n{}topics = [\"logistic\"]\n", good.replace("accept", "relabel")),
            ":6: there is no topic `logistic` in the domain pack; did you mean `logistics`?",
        ),
        (
            &format!("[[override]]\n{}actors = [\"x\"]\n", good.replace("accept", "relabel")),
            ":6: `actors` is not for a problem theme, which has `label`, `topics`",
        ),
        (
            &format!(
                "[[override]]\n{}value = \"many\"\n",
                good.replace("accept", "relabel").replace("P1", "S1")
            ),
            ":6: `value` holds a value of the kind string, expected a decimal",
        ),
        (
            &format!(
                "[[override]]\n{}period = \"soon\"\n",
                good.replace("accept", "relabel").replace("P1", "S1")
            ),
            ":6: `soon` is not a date",
        ),
        (
            &format!(
                "[[override]]\n{}addresses = [\"river/C1\"]\n",
                good.replace("accept", "relabel").replace("P1", "C1")
            ),
            ":6: `river/C1` is not the id of a problem theme",
        ),
        (&format!("[[override]]\n{good}surface = \"5%\"\n"), ":1: `surface` is for figures"),
    ] {
        let corpus = Corpus::with(text);
        let output = corpus.cbec(&["analyze", "papers"]);
        let expected = format!("papers/cbec.overrides.toml{expected}");
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(said(&output).contains(&expected), "{text}\n{}\n{expected}", said(&output));
        assert!(output.stdout.is_empty(), "{text}");
    }
    let several = Corpus::with("[[override]]\nitem = \"river/P1\"\n").cbec(&["analyze", "papers"]);
    assert!(
        said(&several).contains("`action`") && said(&several).contains("; line 1: "),
        "all faults are told: {}",
        said(&several)
    );
}

#[test]
fn the_file_is_looked_for_beside_the_papers_unless_told_otherwise() {
    let corpus = Corpus::with(&entry("river/P2", "苗种质量退化", "action = \"reject\""));
    corpus.write("elsewhere.toml", &entry("river/P1", "尾水处理", "action = \"reject\""));
    for (args, expected) in [
        (&["papers"][..], &["P1", "P1.1"][..]),
        (&["papers/river.txt"], &["P1", "P1.1"]),
        (&["papers", "papers/river.txt"], &["P1", "P1.1"]),
        (&["papers", "--no-overrides"], &["P1", "P1.1", "P2", "P2.1"]),
        (&["papers", "--overrides", "elsewhere.toml"], &["P2", "P2.1"]),
    ] {
        let output = corpus.cbec(&[&["analyze", "-f", "json"], args].concat());
        let analysis: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(ids(&analysis, "problems"), expected, "{args:?}");
    }
    let both = corpus.cbec(&["analyze", "papers", "--no-overrides", "--overrides", "elsewhere.toml"]);
    assert_eq!(both.status.code(), Some(2));
    let missing = corpus.cbec(&["analyze", "papers", "--overrides", "nowhere.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(said(&missing).contains("cannot read nowhere.toml"), "{}", said(&missing));
}

/// One paper of a corpus read alone: what the file says of the others is no drift.
#[test]
fn entries_for_papers_that_are_not_read_are_silent() {
    let corpus = Corpus::with(&entry("lake/P1", "别的文章里的话", "action = \"reject\""));
    let alone = corpus.cbec(&["analyze", "papers/river.txt", "-f", "json"]);
    assert!(told(&serde_json::from_slice(&alone.stdout).unwrap()).is_empty());
    assert_eq!(told(&corpus.analysis()).len(), 1);
}

#[test]
fn the_map_and_reduce_steps_agree_with_the_analysis() {
    let overrides = entry("river/P2", "苗种质量退化", "action = \"reject\"")
        + &entry("river/S1", "20亿元", "action = \"accept\"");
    let corpus = Corpus::with(&overrides);
    corpus.cbec(&["extract", "papers", "-o", "papers.ndjson"]);
    let reduced = corpus.cbec(&["compare", "papers.ndjson", "-f", "json"]);
    let reduced: Value = serde_json::from_slice(&reduced.stdout).unwrap();
    let analysis = corpus.analysis();
    assert_eq!((&reduced["papers"], &reduced["comparison"]), (&analysis["papers"], &analysis["comparison"]));
}

/// A decision is a difference, and evaluation measures the program, not the person.
#[test]
fn other_commands_know_of_decisions() {
    let corpus = Corpus::with(&entry("river/P1.1", "尾水直接排入河道", "action = \"accept\""));
    corpus.write("before/river.txt", PAPER);
    let diff = corpus.cbec(&["diff", "before", "papers", "-f", "json"]);
    let diff: Value = serde_json::from_slice(&diff.stdout).unwrap();
    assert_eq!(diff["papers"][0]["problems"][0]["fields"][0]["field"], "override");
    assert_eq!(corpus.cbec(&["diff", "before", "papers", "--no-overrides"]).status.code(), Some(0));
    let shown = corpus.cbec(&["show", "river/P1.1", "papers", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("accepted: 读过原文"));
}

/// What was decided stands in every output that tells of findings and figures.
#[test]
fn every_output_says_what_was_decided() {
    let overrides = entry("river/P1", "尾水处理设施不足", "action = \"accept\"")
        + &entry("river/S1", "20亿元", "action = \"relabel\"\nindicator = \"养殖总产值\"")
        + &entry("river/P2", "苗种质量退化", "action = \"reject\"");
    let corpus = Corpus::with(&overrides);
    let output = |format: &str| {
        let output = corpus.cbec(&["analyze", "papers", "-f", format, "--lang", "en", "--width", "200"]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for (format, marks) in [
        ("json", &["\"override\": {", "\"action\": \"accept\"", "left out by hand: 读过原文"][..]),
        ("ndjson", &["\"override\":{\"action\":\"accept\""]),
        (
            "text",
            &[
                "尾水处理设施不足¶",
                "20亿元¶",
                "accepted: 读过原文",
                "relabelled (indicator): 读过原文",
                "left out by hand",
            ],
        ),
        (
            "html",
            &[
                "¶ Decided by hand",
                "accepted: 读过原文",
                "relabelled (indicator): 读过原文",
                "left out by hand",
            ],
        ),
        (
            "markdown",
            &[
                "## Decided by hand",
                "accepted: 读过原文",
                "relabelled (indicator): 读过原文",
                "left out by hand",
            ],
        ),
        ("latex", &["Decided by hand", "accepted: 读过原文", "left out by hand"]),
        ("graphml", &["<data key=\"override\">accept: 读过原文</data>"]),
    ] {
        let text = output(format);
        for mark in marks {
            assert!(text.contains(mark), "{format} lacks {mark}:\n{text}");
        }
    }
    for (table, mark) in [("problems", "accept: 读过原文"), ("statistics", "relabel (indicator): 读过原文")]
    {
        let csv = corpus.cbec(&["analyze", "papers", "-f", "csv", "--table", table]);
        let csv = String::from_utf8_lossy(&csv.stdout).into_owned();
        assert!(csv.lines().next().unwrap().trim_end().ends_with(",override,file,line"), "{csv}");
        assert!(csv.contains(mark), "{csv}");
    }
    let sheet = corpus.cbec(&["analyze", "papers", "-f", "xlsx", "-o", "out.xlsx"]);
    assert_eq!(sheet.status.code(), Some(0), "{}", said(&sheet));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(corpus.path("out.xlsx")).unwrap();
    let rows = calamine::Reader::worksheet_range(&mut book, "problems").unwrap();
    let cells: Vec<String> =
        rows.rows().filter_map(|r| r.iter().rev().nth(2).map(ToString::to_string)).collect();
    assert!(cells.iter().any(|c| c == "accept: 读过原文"), "{cells:?}");
}
