//! What holds of every difference: nothing differs from itself, backwards is the mirror image, and an analysis that was not
//! changed in what it says does not differ.

use cbec::{
    check::diff::difference,
    domain::Domain,
    model::{
        Analysis, Change, Changed, Difference, FieldChange, Finding, ItemChange, Paper, PaperId, Piece,
        PieceKind, Statistic,
    },
    pipeline,
};
use proptest::prelude::*;
use std::{path::PathBuf, sync::LazyLock};

static DOMAIN: LazyLock<Domain> = LazyLock::new(|| Domain::built_in().expect("the built-in pack"));
static PAPERS: LazyLock<Vec<Paper>> = LazyLock::new(|| {
    let files = ["fishery-survey.txt", "village-health.txt", "rural-finance.txt", "overseas-warehouse.txt"];
    let paths: Vec<PathBuf> = files.iter().map(|f| PathBuf::from("tests/papers").join(f)).collect();
    let options = pipeline::Options::new(None, Some(1));
    pipeline::analyze(&paths, &options).expect("the papers of the tests").papers
});

/// Something done to a paper, by its place among the papers and a place in it.
#[derive(Debug, Clone)]
enum Edit {
    DropPaper(usize),
    DropProblem(usize, usize),
    DropMeasure(usize, usize),
    DropFigure(usize, usize),
    DropReference(usize, usize),
    SayOtherwise(usize, usize, String),
    PrintOtherwise(usize, usize, String),
    Repeat(usize, usize),
    Unlink(usize, usize),
    Retitle(usize, String),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || (0..4usize, 0..20usize);
    prop_oneof![
        1 => (0..4usize).prop_map(Edit::DropPaper),
        3 => at().prop_map(|(p, i)| Edit::DropProblem(p, i)),
        3 => at().prop_map(|(p, i)| Edit::DropMeasure(p, i)),
        3 => at().prop_map(|(p, i)| Edit::DropFigure(p, i)),
        2 => at().prop_map(|(p, i)| Edit::DropReference(p, i)),
        3 => (at(), "[甲乙丙丁]{0,4}").prop_map(|((p, i), s)| Edit::SayOtherwise(p, i, s)),
        3 => (at(), "[1-9][0-9]?%").prop_map(|((p, i), s)| Edit::PrintOtherwise(p, i, s)),
        2 => at().prop_map(|(p, i)| Edit::Repeat(p, i)),
        2 => at().prop_map(|(p, i)| Edit::Unlink(p, i)),
        1 => (0..4usize, "[甲乙丙丁]{1,4}").prop_map(|(p, s)| Edit::Retitle(p, s)),
    ]
}

fn edited(edits: &[Edit]) -> Analysis {
    let mut papers: Vec<Option<Paper>> = PAPERS.iter().cloned().map(Some).collect();
    for edit in edits {
        apply(&mut papers, edit);
    }
    pipeline::assemble(papers.into_iter().flatten().collect(), &DOMAIN, Vec::new())
}

fn apply(papers: &mut [Option<Paper>], edit: &Edit) {
    fn drop_at<T>(list: &mut Vec<T>, i: usize) {
        if !list.is_empty() {
            list.remove(i % list.len());
        }
    }
    fn at<T>(list: &mut [T], i: usize) -> Option<&mut T> {
        let len = list.len().max(1);
        list.get_mut(i % len)
    }
    let (Edit::DropPaper(p)
    | Edit::DropProblem(p, _)
    | Edit::DropMeasure(p, _)
    | Edit::DropFigure(p, _)
    | Edit::DropReference(p, _)
    | Edit::SayOtherwise(p, ..)
    | Edit::PrintOtherwise(p, ..)
    | Edit::Repeat(p, _)
    | Edit::Unlink(p, _)
    | Edit::Retitle(p, _)) = edit;
    let Some(slot) = papers.get_mut(*p) else { return };
    if matches!(edit, Edit::DropPaper(_)) {
        *slot = None;
    }
    let Some(paper) = slot else { return };
    match edit {
        Edit::DropPaper(_) => {}
        Edit::DropProblem(_, i) => drop_at(&mut paper.problems, *i),
        Edit::DropMeasure(_, i) => drop_at(&mut paper.countermeasures, *i),
        Edit::DropFigure(_, i) => drop_at(&mut paper.statistics, *i),
        Edit::DropReference(_, i) => drop_at(&mut paper.references, *i),
        Edit::SayOtherwise(_, i, words) => {
            at(&mut paper.problems, *i).into_iter().for_each(|f| f.statement.insert_str(0, words));
        }
        Edit::PrintOtherwise(_, i, surface) => at(&mut paper.statistics, *i).into_iter().for_each(|s| {
            s.quote = s.quote.replace(&s.surface, surface);
            s.surface.clone_from(surface);
            s.value = surface.trim_end_matches('%').parse().ok();
        }),
        Edit::Repeat(_, i) => {
            let copy: Option<Statistic> = at(&mut paper.statistics, *i).cloned();
            paper.statistics.extend(copy);
        }
        Edit::Unlink(_, i) => {
            at(&mut paper.countermeasures, *i).into_iter().for_each(|c| c.addresses.clear())
        }
        Edit::Retitle(_, title) => paper.meta.title_zh = Some(title.clone()),
    }
    renumber(paper);
}

/// Ids as the extraction would give them.
fn renumber(paper: &mut Paper) {
    for (i, statistic) in paper.statistics.iter_mut().enumerate() {
        statistic.id = cbec::model::StatisticId::new(format!("{}/S{}", paper.id, i + 1));
    }
}

/// The same analysis under other names, in other places.
fn elsewhere(analysis: &Analysis) -> Analysis {
    let mut papers = analysis.papers.clone();
    for paper in &mut papers {
        let id = format!("moved-{}", paper.id);
        let renamed = |old: &str| old.replacen(paper.id.as_str(), &id, 1);
        for finding in paper.problems.iter_mut().chain(&mut paper.countermeasures) {
            finding.id = cbec::model::FindingId::new(renamed(finding.id.as_str()));
            finding.parent =
                finding.parent.as_ref().map(|p| cbec::model::FindingId::new(renamed(p.as_str())));
            finding.addresses.iter_mut().for_each(|a| {
                a.problem = cbec::model::FindingId::new(renamed(a.problem.as_str()));
            });
            finding.span.line += 7;
            finding.section = format!("9/{}", finding.section);
        }
        for statistic in &mut paper.statistics {
            statistic.id = cbec::model::StatisticId::new(renamed(statistic.id.as_str()));
            statistic.figure.line += 7;
        }
        paper.source.path = format!("elsewhere/{}", paper.source.path);
        paper.source.sha256 = paper.source.sha256.chars().rev().collect();
        paper.source.encoding = "gb18030".into();
        paper.id = PaperId::new(id);
    }
    pipeline::assemble(papers, &DOMAIN, Vec::new())
}

/// Old and new exchanged.
trait Mirror {
    fn mirror(&mut self);
}

impl Mirror for Change {
    fn mirror(&mut self) {
        *self = match self {
            Change::Added => Change::Removed,
            Change::Removed => Change::Added,
            Change::Changed => Change::Changed,
        };
    }
}

impl Mirror for FieldChange {
    fn mirror(&mut self) {
        std::mem::swap(&mut self.old, &mut self.new);
        let mut pieces: Vec<Piece> = Vec::new();
        for piece in self.words.drain(..) {
            let is = match piece.is {
                PieceKind::Same => PieceKind::Same,
                PieceKind::Removed => PieceKind::Added,
                PieceKind::Added => PieceKind::Removed,
            };
            // What went is told before what came.
            let before = pieces.len()
                - usize::from(
                    is == PieceKind::Removed && pieces.last().is_some_and(|l| l.is == PieceKind::Added),
                );
            pieces.insert(before, Piece { is, ..piece });
        }
        self.words = pieces;
    }
}

impl Mirror for ItemChange {
    fn mirror(&mut self) {
        self.change.mirror();
        std::mem::swap(&mut self.old, &mut self.new);
        self.fields.iter_mut().for_each(Mirror::mirror);
    }
}

impl<T> Mirror for Changed<T> {
    fn mirror(&mut self) {
        self.change.mirror();
        std::mem::swap(&mut self.old, &mut self.new);
    }
}

/// As sets, since order follows the new analysis, and without the ids of quoting findings, which are those of one side.
fn mirrored(mut d: Difference, exchange: bool) -> serde_json::Value {
    for paper in &mut d.papers {
        let lists = [
            &mut paper.problems,
            &mut paper.countermeasures,
            &mut paper.statistics,
            &mut paper.references,
            &mut paper.promises,
        ];
        for item in lists.into_iter().flatten() {
            item.quoted_by.clear();
            if exchange {
                item.mirror();
            }
        }
        if exchange {
            paper.change.mirror();
            std::mem::swap(&mut paper.old, &mut paper.new);
            paper.meta.iter_mut().for_each(Mirror::mirror);
            paper.links.iter_mut().for_each(Mirror::mirror);
        }
    }
    if exchange {
        std::mem::swap(&mut d.old, &mut d.new);
        let e = &mut d.effects;
        e.coverage.iter_mut().for_each(Mirror::mirror);
        e.topics.iter_mut().chain(&mut e.actors).for_each(Mirror::mirror);
        e.conflicts.iter_mut().for_each(Mirror::mirror);
        e.arithmetic.iter_mut().for_each(Mirror::mirror);
        e.references.iter_mut().for_each(Mirror::mirror);
        for m in &mut d.moves {
            std::mem::swap(&mut m.old, &mut m.new);
            m.renumbered.iter_mut().for_each(|r| std::mem::swap(&mut r.old, &mut r.new));
        }
    }
    let mut value = serde_json::to_value(d).expect("JSON");
    sort(&mut value);
    value
}

/// Lists of objects have no order that both directions share; the pieces of a text do.
fn sort(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(list) => {
            list.iter_mut().for_each(sort);
            if !list.iter().any(|v| v.get("is").is_some()) {
                list.sort_by_key(ToString::to_string);
            }
        }
        serde_json::Value::Object(map) => map.values_mut().for_each(sort),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_differs_from_itself(edits in prop::collection::vec(edit(), 0..8)) {
        let analysis = edited(&edits);
        let difference = difference(&analysis, &analysis, ["a", "b"]);
        prop_assert!(difference.is_empty(), "{difference:#?}");
        prop_assert!(difference.moves.is_empty(), "{:#?}", difference.moves);
    }

    #[test]
    fn backwards_is_the_mirror_image(
        one in prop::collection::vec(edit(), 0..5),
        other in prop::collection::vec(edit(), 0..5),
    ) {
        let (a, b) = (edited(&one), edited(&other));
        let there = mirrored(difference(&a, &b, ["a", "b"]), false);
        let back = mirrored(difference(&b, &a, ["b", "a"]), true);
        prop_assert_eq!(there, back);
    }

    #[test]
    fn names_and_places_are_no_difference(edits in prop::collection::vec(edit(), 0..8)) {
        let analysis = edited(&edits);
        let moved = elsewhere(&analysis);
        let difference = difference(&analysis, &moved, ["a", "b"]);
        prop_assert!(difference.is_empty(), "{difference:#?}");
        prop_assert_eq!(difference.moves.len(), analysis.papers.len());
    }

    /// Every edit that takes something away is told, as what it took.
    #[test]
    fn what_is_dropped_is_told(paper in 0..4usize, place in 0..20usize) {
        let whole = edited(&[]);
        let less = edited(&[Edit::DropFigure(paper, place)]);
        let difference = difference(&whole, &less, ["a", "b"]);
        let removed: Vec<Change> = difference.papers.iter().flat_map(|p| p.statistics.iter().map(|s| s.change)).collect();
        let had = !PAPERS[paper].statistics.is_empty();
        prop_assert_eq!(removed, if had { vec![Change::Removed] } else { vec![] });
        let findings: Vec<&ItemChange> = difference.papers.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures)).collect();
        prop_assert!(findings.is_empty());
    }
}

/// The findings the properties speak of are there.
#[test]
fn the_papers_hold_something() {
    let findings: Vec<&Finding> =
        PAPERS.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures)).collect();
    assert!(findings.len() > 40 && PAPERS.iter().map(|p| p.statistics.len()).sum::<usize>() > 20);
}
