//! `cbec diff` for the tests: its JSON through types written anew from `docs/diff.md`, strict about every field, and two copies of a
//! corpus to change one of.
#![allow(dead_code, reason = "each test uses its own part")]

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
        pub struct $name { $(pub $field: $type),* }
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
pub struct Changed<T> {
    pub change: Change,
    pub old: Option<T>,
    pub new: Option<T>,
}

#[derive(Debug, Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Added,
    Removed,
    Changed,
}

#[derive(Debug, Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    Same,
    Removed,
    Added,
}

impl Effects {
    pub fn is_empty(&self) -> bool {
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
    pub fn changes(&self) -> Vec<String> {
        let lists =
            [&self.problems, &self.countermeasures, &self.statistics, &self.references, &self.promises];
        lists.iter().flat_map(|l| l.iter()).map(Item::shown).collect()
    }
}

impl Item {
    pub fn shown(&self) -> String {
        let latest = self.new.as_ref().or(self.old.as_ref()).expect("an item is on one side at least");
        let id = latest.id.as_deref().unwrap_or(&latest.text);
        let sign = ["+", "-", "~"][self.change as usize];
        format!("{sign}{}", id.rsplit('/').next().unwrap())
    }

    pub fn field(&self, name: &str) -> (Option<&str>, Option<&str>) {
        let field =
            self.fields.iter().find(|f| f.field == name).unwrap_or_else(|| panic!("{name} in {self:?}"));
        (field.old.as_deref(), field.new.as_deref())
    }
}

pub const TEA: &str = "\
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
pub struct Two {
    pub folder: TempDir,
}

impl Two {
    pub fn of(papers: &[(&str, &str)]) -> Self {
        let two = Two { folder: tempfile::tempdir().unwrap() };
        for side in ["old", "new"] {
            for (name, text) in papers {
                two.write(&format!("{side}/{name}"), text.as_bytes());
            }
        }
        two
    }

    pub fn tea() -> Self {
        Two::of(&[("tea.txt", TEA)])
    }

    /// The tea paper with one text in the place of another.
    pub fn with(old: &str, new: &str) -> Self {
        assert_eq!(TEA.matches(old).count(), 1, "{old} must stand in the paper once");
        let two = Two::tea();
        two.write("new/tea.txt", TEA.replace(old, new).as_bytes());
        two
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn cbec(&self, args: &[&str]) -> Output {
        cbec(self.folder.path(), args)
    }

    pub fn diff(&self) -> Difference {
        let output = self.cbec(&["diff", "old", "new", "-f", "json"]);
        let difference = read(&output);
        let differs = !difference.papers.is_empty() || !difference.effects.is_empty();
        assert_eq!(output.status.code(), Some(i32::from(differs)), "{}", said(&output));
        difference
    }

    /// The one paper that changed.
    pub fn changed(&self) -> (Paper, Effects) {
        let mut difference = self.diff();
        assert_eq!(difference.papers.len(), 1, "{difference:#?}");
        (difference.papers.remove(0), difference.effects)
    }
}

pub fn cbec(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cbec").unwrap();
    command.current_dir(folder).args(args).env_remove("LANGUAGE").env("LC_ALL", "C").output().unwrap()
}

pub fn read(output: &Output) -> Difference {
    let difference: Difference =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(output)));
    assert_eq!(difference.schema, "cbec-diff/1");
    difference
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn shown(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The five restatements of the repository.
pub fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let names = ["000.md", "001.md", "002.md", "003.md", "004.md"];
    names.iter().map(|name| ((*name).to_owned(), fs::read_to_string(folder.join(name)).unwrap())).collect()
}
