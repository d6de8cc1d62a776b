//! `cbec diff` from outside: what is a difference, what is none, exit codes, formats, revisions. The JSON is read through types
//! written anew from `docs/diff.md`, strict about every field.

use assert_cmd::Command;
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};
use tempfile::TempDir;

macro_rules! contract {
    ($($name:ident { $($field:ident: $type:ty),* $(,)? })*) => {$(
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code)]
        struct $name { $($field: $type),* }
    )*};
}

contract! {
    Difference { schema: String, tool: Named, old: Side, new: Side, papers: Vec<Paper>, effects: Effects, moves: Vec<Move> }
    Named { name: String, version: String }
    Side { name: String, tool: Named, domain: Named, counts: Counts }
    Counts { papers: u64, problems: u64, countermeasures: u64, statistics: u64, unanswered: u64, conflicts: u64,
        inconsistent: u64 }
    Paper { change: Change, old: Option<PaperRef>, new: Option<PaperRef>, meta: Vec<Field>, problems: Vec<Item>,
        countermeasures: Vec<Item>, statistics: Vec<Item>, links: Vec<Changed<Link>>, references: Vec<Item>,
        promises: Vec<Item> }
    PaperRef { id: String, path: String, title: Option<String> }
    Item { change: Change, old: Option<ItemRef>, new: Option<ItemRef>, fields: Vec<Field>, quoted_by: Vec<String> }
    ItemRef { id: Option<String>, text: String, context: Option<String>, level: Option<String>, line: Option<u64> }
    Field { field: String, old: Option<String>, new: Option<String>, words: Vec<Piece> }
    Piece { is: PieceKind, text: String }
    Link { countermeasure: ItemRef, problem: ItemRef }
    Effects { coverage: Vec<Changed<Coverage>>, topics: Vec<Changed<Row>>, actors: Vec<Changed<Row>>,
        conflicts: Vec<Changed<Conflict>>, arithmetic: Vec<Changed<Arithmetic>>, references: Vec<Changed<Shared>> }
    Coverage { problem: ItemRef, answered: bool }
    Row { id: String, label: String, problem_papers: u64, countermeasure_papers: u64, status: Option<String> }
    Conflict { indicator: String, a: ItemRef, b: ItemRef, kind: String }
    Arithmetic { relation: String, expression: String, statistics: Vec<String>, stated: String, computed: Interval,
        verdict: String }
    Interval { low: String, high: String }
    Shared { key: String, papers: Vec<String> }
    Move { old: FileRef, new: FileRef, lines: u64, renumbered: Vec<Renumbered> }
    FileRef { id: String, path: String, encoding: String }
    Renumbered { old: String, new: String }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Changed<T> {
    change: Change,
    old: Option<T>,
    new: Option<T>,
}

#[derive(Debug, Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Change {
    Added,
    Removed,
    Changed,
}

#[derive(Debug, Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum PieceKind {
    Same,
    Removed,
    Added,
}

impl Effects {
    fn is_empty(&self) -> bool {
        self.coverage.is_empty()
            && self.topics.is_empty()
            && self.actors.is_empty()
            && self.conflicts.is_empty()
            && self.arithmetic.is_empty()
            && self.references.is_empty()
    }
}

impl Paper {
    /// `-C3`, `+S1`, `~P2.1`: what changed in it.
    fn changes(&self) -> Vec<String> {
        let lists =
            [&self.problems, &self.countermeasures, &self.statistics, &self.references, &self.promises];
        lists.iter().flat_map(|l| l.iter()).map(Item::shown).collect()
    }
}

impl Item {
    fn shown(&self) -> String {
        let latest = self.new.as_ref().or(self.old.as_ref()).expect("an item is on one side at least");
        let id = latest.id.as_deref().unwrap_or(&latest.text);
        let sign = ["+", "-", "~"][self.change as usize];
        format!("{sign}{}", id.rsplit('/').next().unwrap())
    }

    fn field(&self, name: &str) -> (Option<&str>, Option<&str>) {
        let field =
            self.fields.iter().find(|f| f.field == name).unwrap_or_else(|| panic!("{name} in {self:?}"));
        (field.old.as_deref(), field.new.as_deref())
    }
}

const TEA: &str = "\
高山茶产业的困境与出路研究

陈山民，吴晓茶

【摘　要】本文分析高山茶产业检测设备不足和销售渠道单一等问题，提出添置检测设备和拓宽销售渠道等对策。

一、存在的问题
（一）检测设备不足
茶农普遍缺乏检测设备，送检一次要等待两个星期以上。
（二）销售渠道单一
多数茶企仍然只依靠批发市场，缺乏自己的网络销售渠道。
（三）加工厂房陈旧
加工厂房建成已久，厂房狭小且没有通风设施，卫生条件差。

二、对策建议
（一）添置检测设备
县政府应当为各乡镇添置检测设备，免费为茶农检测。
（二）拓宽销售渠道
茶企应当开设网络店铺，拓宽茶叶的网络销售渠道。
（三）改造加工厂房
合作社应当改造加工厂房，加装通风设施，改善卫生条件。

三、产业概况
2021年全县茶叶产值为20亿元，2022年全县茶叶产值为25亿元，比上年增长25%。

参考文献
[1] 丙三. 高山茶的检测[J]. 茶业论丛, 2020(3): 1-9.
[2] 丁四. 茶叶销售渠道研究[J]. 茶业论丛, 2021(5): 10-19.
";

/// Two copies of a corpus of one paper; the second is changed by the test.
struct Two {
    folder: TempDir,
}

impl Two {
    fn of(papers: &[(&str, &str)]) -> Self {
        let two = Two { folder: tempfile::tempdir().unwrap() };
        for side in ["old", "new"] {
            for (name, text) in papers {
                two.write(&format!("{side}/{name}"), text.as_bytes());
            }
        }
        two
    }

    fn tea() -> Self {
        Two::of(&[("tea.txt", TEA)])
    }

    /// The tea paper with one text in the place of another.
    fn with(old: &str, new: &str) -> Self {
        assert_eq!(TEA.matches(old).count(), 1, "{old} must stand in the paper once");
        let two = Two::tea();
        two.write("new/tea.txt", TEA.replace(old, new).as_bytes());
        two
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn cbec(&self, args: &[&str]) -> Output {
        cbec(self.folder.path(), args)
    }

    fn diff(&self) -> Difference {
        let output = self.cbec(&["diff", "old", "new", "-f", "json"]);
        let difference = read(&output);
        let differs = !difference.papers.is_empty() || !difference.effects.is_empty();
        assert_eq!(output.status.code(), Some(i32::from(differs)), "{}", said(&output));
        difference
    }

    /// The one paper that changed.
    fn changed(&self) -> (Paper, Effects) {
        let mut difference = self.diff();
        assert_eq!(difference.papers.len(), 1, "{difference:#?}");
        (difference.papers.remove(0), difference.effects)
    }
}

fn cbec(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cbec").unwrap();
    command.current_dir(folder).args(args).env_remove("LANGUAGE").env("LC_ALL", "C").output().unwrap()
}

fn read(output: &Output) -> Difference {
    let difference: Difference =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(output)));
    assert_eq!(difference.schema, "cbec-diff/1");
    difference
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn shown(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn equal_folders_do_not_differ() {
    let difference = Two::tea().diff();
    assert!(difference.papers.is_empty() && difference.effects.is_empty() && difference.moves.is_empty());
    assert_eq!((difference.old.counts.papers, difference.old.counts.problems), (1, 6));
}

/// Moved, renamed, converted, with Windows line ends: only the place is another.
#[test]
fn where_a_paper_stands_is_no_difference() {
    let cases: [(&str, &str, Vec<u8>); 5] = [
        ("moved to a sub-folder", "2024/spring/tea.txt", TEA.into()),
        ("renamed", "another-name.txt", TEA.into()),
        ("converted", "tea.txt", encoding_rs::GB18030.encode(TEA).0.into_owned()),
        ("with other line ends", "tea.txt", TEA.replace('\n', "\r\n").into()),
        ("all at once", "x/y.txt", encoding_rs::GB18030.encode(&TEA.replace('\n', "\r\n")).0.into_owned()),
    ];
    for (what, path, bytes) in cases {
        let two = Two::tea();
        fs::remove_file(two.path("new/tea.txt")).unwrap();
        two.write(&format!("new/{path}"), &bytes);
        let difference = two.diff();
        assert!(difference.papers.is_empty() && difference.effects.is_empty(), "{what}: {difference:#?}");
        let told = two.cbec(&["diff", "old", "new", "--lang", "en"]);
        assert_eq!(told.status.code(), Some(0), "{what}");
        assert!(!shown(&told).contains("+ "), "{what}: {}", shown(&told));
    }
}

/// As an editor does it that keeps numbers and Latin words whole.
fn wrapped(text: &str, width: usize) -> String {
    let line = |line: &str| {
        if !line.starts_with(|c: char| !c.is_ascii()) || line.chars().count() <= width {
            return line.to_owned();
        }
        let (mut out, mut used, mut before) = (String::new(), 0, ' ');
        for c in line.chars() {
            if used >= width && !c.is_ascii() && !before.is_ascii() && !"，。；：、！？”）》".contains(c)
            {
                out.push('\n');
                used = 0;
            }
            out.push(c);
            (used, before) = (used + 1, c);
        }
        out
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn breaking_the_lines_elsewhere_is_no_difference() {
    for width in [20, 33, 50] {
        let two = Two { folder: tempfile::tempdir().unwrap() };
        for (name, text) in corpus() {
            two.write(&format!("old/{name}"), text.as_bytes());
            two.write(&format!("new/{name}"), wrapped(&text, width).as_bytes());
            assert_ne!(text, wrapped(&text, width));
        }
        let difference = two.diff();
        assert!(difference.papers.is_empty() && difference.effects.is_empty(), "{width}: {difference:#?}");
        assert!(difference.moves.iter().all(|m| m.lines > 0 && m.renumbered.is_empty()));
    }
}

/// The five restatements of the repository.
fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let names = ["000.md", "001.md", "002.md", "003.md", "004.md"];
    names.iter().map(|name| ((*name).to_owned(), fs::read_to_string(folder.join(name)).unwrap())).collect()
}

#[test]
fn with_v_the_places_are_told() {
    let two = Two::tea();
    fs::remove_file(two.path("new/tea.txt")).unwrap();
    two.write("new/sub/tea2.txt", &encoding_rs::GB18030.encode(TEA).0);
    let silent = shown(&two.cbec(&["diff", "old", "new"]));
    assert!(!silent.contains("sub/tea2.txt"), "{silent}");
    let told = shown(&two.cbec(&["diff", "old", "new", "-v"]));
    assert!(told.contains("old/tea.txt → new/sub/tea2.txt") && told.contains("UTF-8 → gb18030"), "{told}");
}

#[test]
fn a_digit_changed_is_one_figure_changed_and_the_arithmetic_it_breaks() {
    let (paper, effects) = Two::with("比上年增长25%", "比上年增长35%").changed();
    assert_eq!(paper.changes(), ["~S4"]);
    assert_eq!(paper.statistics[0].field("surface"), (Some("25%"), Some("35%")));
    assert_eq!(paper.statistics[0].field("value"), (Some("25"), Some("35")));
    assert_eq!(paper.statistics[0].fields.len(), 2);
    assert_eq!(effects.arithmetic.len(), 1);
    let [old, new] = [&effects.arithmetic[0].old, &effects.arithmetic[0].new]
        .map(|s| s.as_ref().unwrap().verdict.as_str());
    assert_eq!((old, new), ("consistent", "inconsistent"));
    assert!(effects.coverage.is_empty() && effects.topics.is_empty() && effects.conflicts.is_empty());
}

/// The finding says what it said; the figure in it is another.
#[test]
fn a_figure_in_a_finding_is_told_once() {
    let (paper, _) = Two::with("送检一次要等待两个星期以上", "送检一次要等待三个星期以上").changed();
    assert_eq!(paper.changes().len(), 1, "{paper:#?}");
    let figure = &paper.statistics.first();
    match figure {
        Some(figure) => assert_eq!(figure.quoted_by, ["tea/P1.1"]),
        None => assert_eq!(paper.changes(), ["~P1.1"]),
    }
}

#[test]
fn a_countermeasure_deleted_is_that_and_not_the_ids_it_shifts() {
    let two = Two::with("（二）拓宽销售渠道\n茶企应当开设网络店铺，拓宽茶叶的网络销售渠道。\n", "");
    let (paper, effects) = two.changed();
    assert_eq!(&paper.changes()[..2], ["-C2", "-C2.1"]);
    assert!(paper.countermeasures.iter().all(|c| c.change == Change::Removed), "{paper:#?}");
    assert!(paper.problems.is_empty() && paper.statistics.is_empty() && paper.references.is_empty());
    assert_eq!(effects.coverage.len(), 1, "{effects:#?}");
    let [old, new] = [&effects.coverage[0].old, &effects.coverage[0].new].map(|s| s.as_ref().unwrap());
    assert_eq!((old.problem.text.as_str(), old.answered, new.answered), ("销售渠道单一", true, false));
    let renumbered: Vec<_> =
        two.diff().moves[0].renumbered.iter().map(|r| format!("{}→{}", r.old, r.new)).collect();
    assert_eq!(renumbered, ["tea/C3→tea/C2", "tea/C3.1→tea/C2.1"]);
}

#[test]
fn words_that_changed_are_laid_over_each_other() {
    let (paper, effects) = Two::with("缺乏自己的网络销售渠道", "完全缺乏自己的线上销售渠道").changed();
    assert_eq!(paper.changes(), ["~P2.1"]);
    let words = &paper.problems[0].fields.iter().find(|f| f.field == "statement").unwrap().words;
    let of = |kind| words.iter().filter(|p| p.is == kind).map(|p| p.text.as_str()).collect::<Vec<_>>();
    assert_eq!(of(PieceKind::Removed), ["网络"]);
    assert_eq!(of(PieceKind::Added), ["完全", "线上"]);
    assert!(effects.coverage.is_empty(), "{effects:#?}");
    let told =
        shown(&Two::with("缺乏自己的网络销售渠道", "缺乏自己的线上销售渠道").cbec(&["diff", "old", "new"]));
    assert!(told.contains("[-网络-]{+线上+}"), "{told}");
}

/// Ids, numbers and citation marks after it shift; none of that is told.
#[test]
fn an_insertion_is_only_itself() {
    let point = "（一）茶树品种老化\n各村的茶树品种老化，抗寒能力差，产量逐年下降。\n（一）检测设备不足";
    let two = Two::with("（一）检测设备不足", point);
    let (paper, _) = two.changed();
    assert_eq!(paper.changes(), ["+P1", "+P1.1"], "{paper:#?}");
    let reference = "[1] 戊五. 茶树的品种[J]. 茶业论丛, 2019(2): 3-8.\n[2] 丙三. 高山茶的检测[J]. 茶业论丛, 2020(3): 1-9.\n[3] ";
    let start = TEA.find("[1] 丙三").unwrap();
    let end = TEA.find("丁四").unwrap();
    let (paper, effects) = Two::with(&TEA[start..end], reference).changed();
    assert_eq!(paper.changes(), ["+[1]"], "{paper:#?}");
    assert!(effects.is_empty(), "{effects:#?}");
}

/// The marks in the sentences shift with the list; what they lead to is the same.
#[test]
fn citation_marks_may_be_numbered_anew() {
    let cited = TEA
        .replace("送检一次要等待两个星期以上。", "送检一次要等待两个星期以上[1]。")
        .replace("拓宽茶叶的网络销售渠道。", "拓宽茶叶的网络销售渠道[2]。")
        .replace("2021年全县茶叶产值为20亿元，", "2021年全县茶叶产值为20亿元[2]，");
    let shifted = cited.replace("[2]", "[3]").replace("[1]", "[2]");
    let first = "[1] 林五青. 茶树的品种[J]. 茶业论丛, 2019(2): 3-8.\n[2] 丙三";
    let two = Two::of(&[("tea.txt", &cited)]);
    two.write("new/tea.txt", shifted.replace("[2] 丙三", first).as_bytes());
    let (paper, effects) = two.changed();
    assert_eq!(paper.changes(), ["+[1]"], "{paper:#?}");
    assert!(effects.is_empty(), "{effects:#?}");
    // A mark that leads to another work is told, as that.
    two.write("new/tea.txt", cited.replace("以上[1]", "以上[2]").as_bytes());
    let (paper, _) = two.changed();
    let fields = |item: &Item| item.fields.iter().map(|f| f.field.clone()).collect::<Vec<_>>();
    assert!(paper.changes().contains(&"~P1.1".into()), "{paper:#?}");
    assert!(paper.problems.iter().chain(&paper.statistics).all(|i| fields(i) == ["citations"]), "{paper:#?}");
}

#[test]
fn bibliographic_facts_are_told_field_by_field() {
    let (paper, _) = Two::with("陈山民，吴晓茶", "陈山民，吴晓茶，李青园").changed();
    assert_eq!(paper.changes(), [""; 0]);
    assert_eq!(paper.meta[0].field, "authors");
    assert_eq!(paper.meta[0].new.as_deref(), Some("陈山民; 吴晓茶; 李青园"));
}

#[test]
fn a_paper_added_to_the_corpus_is_that_and_its_effect() {
    let papers = corpus();
    let two = Two::of(&papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    two.write("new/tea.txt", TEA.as_bytes());
    let difference = two.diff();
    let paper = &difference.papers[0];
    assert_eq!((difference.papers.len(), paper.change), (1, Change::Added));
    assert_eq!(paper.new.as_ref().unwrap().id, "tea");
    assert!(paper.problems.iter().chain(&paper.countermeasures).all(|i| i.change == Change::Added));
    assert_eq!(paper.problems.len(), 6);
    assert_eq!(
        paper.statistics.len() as u64,
        difference.new.counts.statistics - difference.old.counts.statistics
    );
    let effects = &difference.effects;
    assert!(effects.coverage.is_empty(), "all of it is answered: {effects:#?}");
    assert!(effects.conflicts.is_empty() && effects.references.is_empty());
    // What is recomputed anew is recomputed from its figures only.
    let own = |a: &Changed<Arithmetic>| {
        a.old.is_none() && a.new.as_ref().unwrap().statistics.iter().all(|s| s.starts_with("tea/"))
    };
    assert!(!effects.arithmetic.is_empty() && effects.arithmetic.iter().all(own), "{effects:#?}");
    let one_more = |c: &Changed<Row>| {
        let count =
            |r: &Option<Row>| r.as_ref().map_or((0, 0), |r| (r.problem_papers, r.countermeasure_papers));
        let (old, new) = (count(&c.old), count(&c.new));
        (new.0 - old.0) <= 1 && (new.1 - old.1) <= 1 && new != old
    };
    assert!(effects.topics.iter().chain(&effects.actors).all(one_more), "{effects:#?}");
    assert!(difference.moves.is_empty(), "{:#?}", difference.moves);
}

#[test]
fn another_paper_under_the_same_name_is_another_paper() {
    let other = "河道治理研究\n\n一、问题\n（一）淤泥过多\n河道淤泥过多，汛期排水不畅。\n\n二、对策\n（一）清理淤泥\n水务部门应当每年清理淤泥。\n";
    let two = Two::tea();
    two.write("new/tea.txt", other.as_bytes());
    let changes: Vec<_> = two.diff().papers.iter().map(|p| p.change).collect();
    assert_eq!(changes, [Change::Removed, Change::Added]);
}

/// The same state as a folder, as JSON, as NDJSON, on standard input.
#[test]
fn a_state_may_be_given_in_every_form() {
    let two = Two::with("厂房建成已久", "厂房建成太久");
    for (format, file) in [("json", "old.json"), ("ndjson", "old.ndjson")] {
        assert_eq!(two.cbec(&["analyze", "old", "-f", format, "-o", file]).status.code(), Some(0));
        let difference = read(&two.cbec(&["diff", file, "new", "-f", "json"]));
        assert_eq!(difference.papers.len(), 1, "{format}");
        assert_eq!(difference.papers[0].changes(), ["~P3.1"], "{format}");
        let mut command = Command::cargo_bin("cbec").unwrap();
        let piped = command
            .current_dir(two.folder.path())
            .args(["diff", "-", "old/tea.txt", "-f", "json"])
            .write_stdin(fs::read(two.path(file)).unwrap())
            .output()
            .unwrap();
        assert_eq!(piped.status.code(), Some(0), "{format}: {}", said(&piped));
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let two = Two::tea();
    two.write("broken.json", b"{ \"schema\": \"cbec/1\" }");
    two.write("foreign.json", b"{ \"schema\": \"other/7\" }");
    two.write("text.json", "不是JSON".as_bytes());
    two.write("bad.ndjson", b"{\"id\": 1}\n");
    for (args, expected) in [
        (&["old"][..], "two states are compared, one is given"),
        (&[], "two states are compared, none is given"),
        (&["old", "new", "old"], "two states are compared, 3 are given"),
        (&["-", "-"], "only one of the two"),
        (&["old", "missing"], "cannot read missing"),
        (&["broken.json", "new"], "cannot use broken.json: not an analysis"),
        (&["foreign.json", "new"], "its schema is other/7, not cbec/1"),
        (&["text.json", "new"], "text.json is neither JSON nor NDJSON"),
        (&["bad.ndjson", "new"], "line 1 is not a paper"),
        (&["old", "new", "-f", "yaml"], "invalid value 'yaml'"),
        (&["old", "new", "-o", "no/such/file"], "cannot write no/such/file"),
        (&["--git", "HEAD"], "not a git repository"),
    ] {
        let output = two.cbec(&[&["diff"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said(&output).contains(expected), "{args:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
    }
    two.write("new/binary.txt", b"\x00\x01\x02\x03");
    let output = two.cbec(&["diff", "old", "new"]);
    assert_eq!(output.status.code(), Some(2), "a file of one state cannot be read");
    assert!(said(&output).contains("new/binary.txt"), "{}", said(&output));
}

#[test]
fn a_file_gets_the_bytes_of_standard_output_and_the_exit_code_is_the_same() {
    let two = Two::with("厂房建成已久", "厂房建成太久");
    for format in ["text", "markdown", "json"] {
        for (new, code) in [("new", 1), ("old", 0)] {
            let printed = two.cbec(&["diff", "old", new, "-f", format]);
            let written = two.cbec(&["diff", "old", new, "-f", format, "-o", "out"]);
            assert_eq!((printed.status.code(), written.status.code()), (Some(code), Some(code)), "{format}");
            assert_eq!(fs::read(two.path("out")).unwrap(), printed.stdout, "{format}");
            assert!(written.stdout.is_empty() && !printed.stdout.is_empty());
        }
    }
}

#[test]
fn markdown_begins_with_the_summary_and_escapes_what_papers_say() {
    let two = Two::with("厂房狭小且", "厂房逼仄<img src=x>|@everyone|且");
    let comment = shown(&two.cbec(&["diff", "old", "new", "-f", "markdown", "--lang", "en"]));
    let first = comment.lines().next().unwrap();
    assert!(first.starts_with("**cbec diff: papers \\~1"), "{first}");
    assert!(!comment.contains("<img") && !comment.contains("|@every"), "{comment}");
    assert_eq!(comment.matches("<details").count(), comment.matches("</details>").count());
    assert!(comment.contains("<ins>") && comment.contains("<del>"), "{comment}");
    let none = shown(&two.cbec(&["diff", "old", "old", "-f", "markdown", "--lang", "en"]));
    assert!(none.starts_with("**cbec diff: No difference.**"), "{none}");
}

/// A comment longer than a forge takes is cut at a paper, and says so.
#[test]
fn a_long_comment_is_cut_and_says_so() {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    two.write("old/tea.txt", TEA.as_bytes());
    for i in 0..40 {
        let paper: String = TEA.replace("高山茶产业", &format!("第{i}号高山茶产业"));
        let more: String = (0..20)
            .map(|k| format!("第{k}个乡镇的茶园长期缺乏灌溉设施，干旱年份减产严重，茶农收入难以保障。"))
            .collect();
        two.write(
            &format!("new/tea{i}.txt"),
            paper.replace("（二）销售", &format!("{more}\n（二）销售")).as_bytes(),
        );
    }
    let comment = shown(&two.cbec(&["diff", "old", "new", "-f", "markdown", "--lang", "en"]));
    assert!(comment.chars().count() < 65_536, "{}", comment.chars().count());
    assert!(comment.contains("more are left out"), "{}", &comment[comment.len() - 300..]);
}

#[test]
fn the_languages_are_the_reports() {
    let two = Two::with("厂房建成已久", "厂房建成太久");
    let told = |lang: &str| shown(&two.cbec(&["diff", "old", "new", "--lang", lang]));
    assert!(told("zh").contains("论文 ~1") && told("en").contains("papers ~1"));
    let coloured = two.cbec(&["diff", "old", "new", "--color", "always"]);
    assert!(coloured.stdout.contains(&0x1b));
    assert!(!two.cbec(&["diff", "old", "new"]).stdout.contains(&0x1b));
}

/// A repository with two commits, the second with a countermeasure less, and a paper more in the working tree.
fn repository() -> Two {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    let shorter =
        TEA.replace("（三）改造加工厂房\n合作社应当改造加工厂房，加装通风设施，改善卫生条件。\n", "");
    git(&two, &["init", "-q", "-b", "main"]);
    two.write("corpus/tea.txt", TEA.as_bytes());
    commit(&two);
    git(&two, &["tag", "first"]);
    two.write("corpus/tea.txt", shorter.as_bytes());
    commit(&two);
    two.write("corpus/more/tea2.txt", TEA.replace("高山茶", "平地茶").replace("陈山民", "周平川").as_bytes());
    two
}

fn git(two: &Two, args: &[&str]) {
    let mut command = std::process::Command::new("git");
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let output =
        command.current_dir(two.folder.path()).args(identity).args(args).output().expect("git is there");
    assert!(output.status.success(), "git {args:?}: {}", said(&output));
}

fn commit(two: &Two) {
    git(two, &["add", "-A"]);
    git(two, &["commit", "-q", "-m", "state"]);
}

#[test]
fn revisions_are_compared_with_each_other_and_with_the_working_tree() {
    let two = repository();
    let deleted = ["-C3", "-C3.1"];
    for (args, added, changed) in [
        (&["--git", "HEAD"][..], 1, 0),
        (&["--git", "first"], 1, 1),
        (&["--git", "first..HEAD"], 0, 1),
        (&["--git", "first...HEAD"], 0, 1),
        (&["--git", "first..HEAD", "corpus/tea.txt"], 0, 1),
        (&["--git", "first..first"], 0, 0),
    ] {
        let output = two.cbec(&[&["diff", "-f", "json"], args].concat());
        let difference = read(&output);
        let count = |change| difference.papers.iter().filter(|p| p.change == change).count();
        assert_eq!((count(Change::Added), count(Change::Changed)), (added, changed), "{args:?}");
        assert_eq!(count(Change::Removed), 0, "{args:?}");
        assert_eq!(output.status.code(), Some(i32::from(added + changed > 0)), "{args:?}");
        for paper in difference.papers.iter().filter(|p| p.change == Change::Changed) {
            assert_eq!(&paper.changes()[..2], deleted, "{args:?}");
            assert_eq!(paper.old.as_ref().unwrap().path, "corpus/tea.txt", "{args:?}");
        }
    }
    let inside = cbec(&two.path("corpus"), &["diff", "--git", "first..HEAD", "tea.txt", "-f", "json"]);
    assert_eq!(read(&inside).papers[0].old.as_ref().unwrap().path, "tea.txt", "from a folder below the top");
    let clean = std::process::Command::new("git")
        .current_dir(two.folder.path())
        .args(["status", "--porcelain"])
        .output();
    assert_eq!(
        shown(&clean.unwrap()).trim(),
        "?? corpus/more/",
        "neither index nor working tree was touched"
    );
}

/// A decision made by hand is part of the state it lies in.
#[test]
fn each_revision_has_its_own_decisions() {
    let two = repository();
    let decision = "[[override]]\nitem = \"tea/P1.1\"\nquote = \"茶农普遍缺乏检测设备\"\naction = \"reject\"\nreason = \"r\"\n";
    two.write("corpus/cbec.overrides.toml", decision.as_bytes());
    commit(&two);
    for paths in [&["corpus"][..], &["corpus/tea.txt"]] {
        let difference = read(&two.cbec(&[&["diff", "--git", "HEAD~1..HEAD", "-f", "json"], paths].concat()));
        let tea = difference.papers.iter().find(|p| p.change == Change::Changed).unwrap();
        assert_eq!(tea.changes(), ["-P1.1"], "{paths:?}");
    }
    two.write("corpus/cbec.overrides.toml", b"[[overide]]\n");
    commit(&two);
    let output = two.cbec(&["diff", "--git", "HEAD~1..HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("HEAD:corpus/cbec.overrides.toml:1: unknown key"), "{}", said(&output));
}

#[test]
fn a_revision_that_is_not_there_is_said() {
    let two = repository();
    for (args, expected) in [
        (&["--git", "no-such"][..], "there is no revision no-such"),
        (&["--git", "first..no-such"], "there is no revision no-such"),
        (&["--git", "no-such...first"], "there is no revision no-such"),
        (&["--git", "--help"], "there is no revision --help"),
        (&["--git", "first", "nowhere"], "nowhere is in neither of the two states"),
    ] {
        let args = if args[1] == "--help" { vec!["--git=--help"] } else { args.to_vec() };
        let output = two.cbec(&[&["diff"], args.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said(&output).contains(expected), "{args:?}: {}", said(&output));
    }
    let program = assert_cmd::cargo::cargo_bin("cbec");
    let output = std::process::Command::new(program)
        .current_dir(two.folder.path())
        .args(["diff", "--git", "first"])
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("git, which is not installed"), "{}", said(&output));
}

#[test]
fn the_schema_describes_what_is_written() {
    let two = Two::with("厂房建成已久", "厂房建成太久");
    let schema: serde_json::Value =
        serde_json::from_slice(&two.cbec(&["schema", "--of", "diff"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for sides in [["old", "new"], ["old", "old"]] {
        let output = two.cbec(&["diff", sides[0], sides[1], "-f", "json"]);
        let written: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<_> = validator.iter_errors(&written).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

/// `docs/diff.md` against the schema: every field is named.
#[test]
fn the_page_names_every_field() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diff.md")).unwrap();
    let schema = serde_json::to_value(cbec::model::diff_schema()).unwrap();
    let mut types: Vec<&serde_json::Value> = schema["$defs"].as_object().unwrap().values().collect();
    types.push(&schema);
    let fields: Vec<&String> =
        types.iter().filter_map(|t| t["properties"].as_object()).flat_map(|p| p.keys()).collect();
    assert!(fields.len() > 60, "the schema was not understood: {}", fields.len());
    let missing: Vec<_> = fields.iter().filter(|f| !page.contains(&format!("`{f}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The analysis of one paper of the corpus, and its text.
fn analysed(two: &Two, name: &str) -> (serde_json::Value, String) {
    let text = corpus().into_iter().find(|(n, _)| n == name).unwrap().1;
    two.write(&format!("old/{name}"), text.as_bytes());
    two.cbec(&["analyze", "old", "-f", "json", "-o", "old.json"]);
    (serde_json::from_slice(&fs::read(two.path("old.json")).unwrap()).unwrap(), text)
}

/// Digit by digit through a paper: each time that figure and no other item.
#[test]
fn whatever_figure_gets_another_digit_only_it_is_told() {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    let (analysis, text) = analysed(&two, "004.md");
    let mut tried = 0;
    for figure in analysis["papers"][0]["statistics"].as_array().unwrap() {
        let place = |end: &str| usize::try_from(figure["figure"][end].as_u64().unwrap()).unwrap();
        let Some(at) = text[place("start")..place("end")].rfind(|c: char| c.is_ascii_digit()) else {
            continue;
        };
        let at = place("start") + at;
        let digit = if &text[at..=at] == "7" { "3" } else { "7" };
        two.write("new/004.md", format!("{}{digit}{}", &text[..at], &text[at + 1..]).as_bytes());
        let difference = read(&two.cbec(&["diff", "old.json", "new", "-f", "json"]));
        let changes: Vec<String> = difference.papers.iter().flat_map(Paper::changes).collect();
        let id = figure["id"].as_str().unwrap();
        assert_eq!(changes, [format!("~{}", id.rsplit('/').next().unwrap())], "{id} {}", figure["quote"]);
        tried += 1;
    }
    assert!(tried > 20, "only {tried} figures were tried");
}

/// Theme by theme through a paper: each time that theme, its points, and the figures in it.
#[test]
fn whatever_part_is_deleted_only_it_is_told() {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    let (analysis, text) = analysed(&two, "001.md");
    let lines: Vec<&str> = text.lines().collect();
    let paper = &analysis["papers"][0];
    let line = |item: &serde_json::Value| usize::try_from(item["span"]["line"].as_u64().unwrap()).unwrap();
    let mut tried = 0;
    for kind in ["problems", "countermeasures"] {
        let all = paper[kind].as_array().unwrap();
        for theme in all.iter().filter(|f| f["level"] == "theme") {
            let from = line(theme) - 1;
            let until = (from + 1..lines.len()).find(|i| lines[*i].starts_with('#')).unwrap();
            two.write("new/001.md", [&lines[..from], &lines[until..]].concat().join("\n").as_bytes());
            let difference = read(&two.cbec(&["diff", "old.json", "new", "-f", "json"]));
            let within = |item: &&serde_json::Value| (from + 1..=until).contains(&line(item));
            let gone = all
                .iter()
                .filter(within)
                .chain(paper["statistics"].as_array().unwrap().iter().filter(within));
            let mut gone: Vec<&str> = gone.map(|item| item["id"].as_str().unwrap()).collect();
            let items = |p: &Paper| -> Vec<String> {
                let lists = [&p.problems, &p.countermeasures, &p.statistics, &p.references];
                let told = |i: &Item| {
                    assert_eq!(i.change, Change::Removed, "{}: {i:?}", theme["id"]);
                    i.old.as_ref().unwrap().id.clone().unwrap()
                };
                lists.iter().flat_map(|l| l.iter()).map(told).collect()
            };
            let mut told: Vec<String> = difference.papers.iter().flat_map(items).collect();
            gone.sort_unstable();
            told.sort_unstable();
            assert_eq!(told, gone, "{}", theme["label"]);
            tried += 1;
        }
    }
    assert!(tried > 10, "only {tried} themes were tried");
}
