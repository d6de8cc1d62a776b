//! `cbec diff` from outside: what is a difference, and what is none.

mod diff_support;

use assert_cmd::Command;
use diff_support::{Change, Item, PieceKind, TEA, Two, read, said, shown};
use std::fs;

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
