//! Tables to read, in the words of the report's language: what Markdown and LaTeX show.
//!
//! *In*: an analysis. *Out*: [`View`]s in reading order. *Must not know*: how a format marks up a table.

mod lists;

use super::{
    Options, Part,
    amount::working,
    by_hand,
    index::Index,
    labels::{self, Words, fill},
    tables::Cell,
    terminal::figures::indicator_name,
};
use crate::model::{
    Analysis, Arithmetic, ConflictKind, Coverage, Finding, FindingId, FindingKind, Indicator, Level,
    Observation, Paper, Relation, TopicCell, TopicRow, TopicStatus, Verdict,
};
use std::{collections::BTreeSet, fmt::Display};

/// More papers than this are counted rather than shown side by side.
const SIDE_BY_SIDE: usize = 12;

/// A table with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// A word for anchors and labels, the same in every language.
    pub name: &'static str,
    /// The heading.
    pub title: String,
    /// The header.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// A line below, or what to say when there is no row.
    pub note: String,
}

/// What was read and found, one line each.
pub fn summary(analysis: &Analysis, options: &Options) -> Vec<String> {
    let words = labels::words(options.lang);
    let (papers, comparison) = (&analysis.papers, &analysis.comparison);
    let findings: usize = papers.iter().map(|p| p.problems.len() + p.countermeasures.len()).sum();
    let figures: usize = papers.iter().map(|p| p.statistics.len()).sum();
    let shared = comparison.indicators.iter().filter(|i| papers_of(i).len() > 1).count();
    let conflicts: usize = comparison.indicators.iter().map(|i| i.conflicts.len()).sum();
    let (coverage, checks, promises) = (&comparison.coverage, &comparison.arithmetic, &comparison.promises);
    let answered = coverage.iter().filter(|c| !c.addressed_by.is_empty()).count();
    let good = checks.iter().filter(|a| a.verdict == Verdict::Consistent).count();
    let kept = promises.iter().filter(|p| !p.found_in.is_empty()).count();
    let filtered = analysis.filter.as_ref().map(|f| Index::new(analysis, options).filtered(words, f));
    let line = |template: &str, values: &[(&str, usize)]| {
        let shown: Vec<(&str, &dyn Display)> = values.iter().map(|(k, v)| (*k, v as &dyn Display)).collect();
        fill(template, &shown)
    };
    let told = [
        line(&words.items_read, &[("papers", papers.len()), ("findings", findings), ("figures", figures)]),
        line(
            &words.answered_text,
            &[("k", answered), ("n", coverage.len()), ("open", coverage.len().saturating_sub(answered))],
        ),
        line(
            &words.figures_text,
            &[("n", figures), ("indicators", comparison.indicators.len()), ("shared", shared)],
        ),
        line(&words.conflicts_text, &[("n", conflicts)]),
        line(
            &words.arithmetic_text,
            &[
                ("n", checks.len()),
                ("good", good),
                ("bad", checks.len().saturating_sub(good)),
                ("open", comparison.tally.uncheckable),
            ],
        ),
        line(
            &words.promises_text,
            &[("n", promises.len()), ("kept", kept), ("open", promises.len().saturating_sub(kept))],
        ),
        line(&words.shared_text, &[("n", comparison.references.len())]),
    ];
    filtered.into_iter().chain(told).collect()
}

/// The tables, in reading order.
pub fn all(analysis: &Analysis, options: &Options) -> Vec<View> {
    let context =
        Context { analysis, index: Index::new(analysis, options), words: labels::words(options.lang) };
    type Make<'a> = fn(&Context<'a>) -> View;
    let parts: [(Part, Make); 16] = [
        (Part::Papers, Context::papers),
        (Part::Topics, Context::matrix),
        (Part::Actors, Context::actors),
        (Part::Papers, Context::coverage),
        (Part::Unanswered, Context::unanswered),
        (Part::Papers, Context::problems),
        (Part::Papers, Context::countermeasures),
        (Part::Figures, Context::indicators),
        (Part::Figures, Context::others),
        (Part::Arithmetic, Context::arithmetic),
        (Part::Promises, Context::promises),
        (Part::Promises, Context::unannounced),
        (Part::References, Context::references),
        (Part::Words, Context::distinctive),
        (Part::Words, Context::stances),
        (Part::Index, Context::index),
    ];
    let mut views: Vec<View> =
        { parts.iter().filter(|(part, _)| options.shows(*part)) }.map(|(_, make)| make(&context)).collect();
    // Most analyses hold nothing decided by hand, and need no empty table to say so.
    let by_hand = Some(context.by_hand()).filter(|v| !v.rows.is_empty() && options.shows(Part::Diagnostics));
    views.extend(by_hand);
    views
}

struct Context<'a> {
    analysis: &'a Analysis,
    index: Index<'a>,
    words: &'static Words,
}

impl Context<'_> {
    fn papers(&self) -> View {
        let w = self.words;
        let rows = self.analysis.papers.iter().map(|p| {
            let title = p.meta.title_zh.as_deref().or(p.meta.title_en.as_deref());
            vec![
                p.id.as_str().into(),
                title.unwrap_or(&w.untitled).into(),
                p.meta.year.into(),
                levels(&p.problems).into(),
                levels(&p.countermeasures).into(),
                p.statistics.len().into(),
                p.references.len().into(),
                p.source.path.as_str().into(),
            ]
        });
        let heads =
            [&w.id, &w.title, &w.year, &w.problems, &w.countermeasures, &w.figures, &w.references, &w.place];
        view("papers", &w.by_paper, &heads, rows.collect(), &w.no_papers)
    }

    fn matrix(&self) -> View {
        let w = self.words;
        let papers: &[Paper] = &self.analysis.papers;
        let shown = if papers.len() > SIDE_BY_SIDE { &[] } else { papers };
        let rows = self.analysis.comparison.topics.iter().map(|topic| {
            let mut row = vec![
                self.index.name(topic.id.as_str()).into(),
                status(w, topic.status).into(),
                self.k_of_n(topic).into(),
            ];
            row.extend(shown.iter().map(|p| {
                let cell = topic.papers.iter().find(|c| c.paper == p.id);
                Cell::from(cell.map(|c| format!("{}▸{}", c.problems.len(), c.countermeasures.len())))
            }));
            row
        });
        let rows = rows.collect();
        let mut heads = vec![w.matrix_topic.clone(), w.status_heading.clone(), w.matrix_papers.clone()];
        heads.extend(shown.iter().map(|p| p.id.to_string()));
        let note = fill(&w.matrix_legend, &[("n", &papers.len())]);
        View { name: "matrix", title: w.matrix.clone(), columns: heads, rows, note }
    }

    /// In how many papers it is a problem, and in how many something is proposed.
    fn k_of_n(&self, topic: &TopicRow) -> String {
        let with = |has: fn(&TopicCell) -> bool| topic.papers.iter().filter(|c| has(c)).count();
        let k = format!("{}▸{}", with(|c| !c.problems.is_empty()), with(|c| !c.countermeasures.is_empty()));
        fill(&self.words.k_of_n, &[("k", &k), ("n", &self.analysis.papers.len())])
    }

    fn actors(&self) -> View {
        let w = self.words;
        let papers: &[Paper] = &self.analysis.papers;
        let shown = if papers.len() > SIDE_BY_SIDE { &[] } else { papers };
        let rows = self.analysis.comparison.actors.iter().map(|actor| {
            let k = fill(&w.k_of_n, &[("k", &actor.papers.len()), ("n", &papers.len())]);
            let mut row = vec![self.index.name(actor.id.as_str()).into(), k.into()];
            row.extend(shown.iter().map(|p| {
                let cell = actor.papers.iter().find(|c| c.paper == p.id);
                Cell::from(cell.map(|c| c.countermeasures.len()))
            }));
            row
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let mut heads = vec![w.actor.clone(), w.matrix_papers.clone()];
        heads.extend(shown.iter().map(|p| p.id.to_string()));
        let note =
            if rows.is_empty() { w.none.clone() } else { fill(&w.actors_legend, &[("n", &papers.len())]) };
        View { name: "actors", title: w.actors.clone(), columns: heads, rows, note }
    }

    fn coverage(&self) -> View {
        let w = self.words;
        let answered = { self.analysis.comparison.coverage.iter() }.filter(|c| !c.addressed_by.is_empty());
        let rows = answered.map(|c| {
            let by: Vec<String> = c.addressed_by.iter().map(|id| self.named(id)).collect();
            vec![
                c.problem.as_str().into(),
                self.label(&c.problem).into(),
                by.join("；").into(),
                self.place(&c.problem),
            ]
        });
        let heads = [&w.id, &w.problem, &w.answered_by, &w.place];
        view("coverage", &w.answered, &heads, rows.collect(), &w.none)
    }

    fn unanswered(&self) -> View {
        let w = self.words;
        let open = { self.analysis.comparison.coverage.iter() }.filter(|c| c.addressed_by.is_empty());
        let rows = open.map(|c: &Coverage| {
            let found = self.index.finding(&c.problem);
            let topics = found.map(|(_, f)| f.topics.iter().map(|t| self.index.name(t.id.as_str())));
            let topics: Vec<&str> = topics.into_iter().flatten().collect();
            vec![
                c.problem.as_str().into(),
                self.label(&c.problem).into(),
                topics.join("；").into(),
                self.place(&c.problem),
            ]
        });
        let heads = [&w.id, &w.problem, &w.topic, &w.place];
        view("unanswered", &w.unanswered, &heads, rows.collect(), &w.unanswered_none)
    }

    fn indicators(&self) -> View {
        let w = self.words;
        let rows = self
            .analysis
            .comparison
            .indicators
            .iter()
            .flat_map(|indicator| indicator.observations.iter().map(|o| self.observation(indicator, o)));
        let heads = [&w.indicator, &w.period, &w.value, &w.source, &w.item, &w.place, &w.conflict];
        view("indicators", &w.figures_by_indicator, &heads, rows.collect(), &w.none)
    }

    fn observation(&self, indicator: &Indicator, o: &Observation) -> Vec<Cell> {
        let found = self.index.statistic(&o.statistic);
        let differing = { indicator.conflicts.iter() }.filter(|c| c.a == o.statistic || c.b == o.statistic);
        let others: Vec<String> = differing
            .map(|c| {
                let other = if c.a == o.statistic { &c.b } else { &c.a };
                format!("{other} ({})", conflict(self.words, c.kind))
            })
            .collect();
        vec![
            indicator_name(self.words, indicator).into(),
            o.period.map(|p| p.to_string()).into(),
            found.map(|(_, s)| s.surface.as_str()).into(),
            o.source.as_deref().into(),
            o.statistic.as_str().into(),
            found.map(|(paper, s)| self.index.place(paper, s.figure.line)).into(),
            others.join("；").into(),
        ]
    }

    fn arithmetic(&self) -> View {
        let w = self.words;
        let rows = self.analysis.comparison.arithmetic.iter().map(|check: &Arithmetic| {
            let place = check.statistics.last().and_then(|id| self.index.statistic(id));
            let ids: Vec<&str> = check.statistics.iter().map(|id| id.as_str()).collect();
            vec![
                relation(w, check.relation).into(),
                check.expression.as_str().into(),
                working(w, &self.index, check).into(),
                verdict(w, check.verdict).into(),
                ids.join(" ").into(),
                place.map(|(paper, s)| self.index.place(paper, s.figure.line)).into(),
            ]
        });
        let heads = [&w.relation, &w.working, &w.value, &w.verdict, &w.item, &w.place];
        view("arithmetic", &w.arithmetic, &heads, rows.collect(), &w.none)
    }

    fn promises(&self) -> View {
        let w = self.words;
        let open = { self.analysis.comparison.promises.iter() }.filter(|p| p.found_in.is_empty());
        let rows = open.map(|p| {
            let paper = self.index.paper(&p.paper);
            let place = paper.and_then(|paper| {
                let mut all = paper.announced.problems.iter().chain(&paper.announced.countermeasures);
                let line = all.find(|a| a.label == p.announced)?.span.line;
                Some(self.index.place(paper, line))
            });
            vec![p.paper.as_str().into(), side(w, p.kind).into(), p.announced.as_str().into(), place.into()]
        });
        let heads = [&w.id, &w.finding_kind, &w.announced, &w.place];
        let mut view = view("promises", &w.kept_not, &heads, rows.collect(), &w.kept_all);
        if !view.rows.is_empty() {
            view.note = w.kept_legend.clone();
        }
        view
    }

    fn by_hand(&self) -> View {
        let w = self.words;
        let decided = by_hand::items(self.analysis).into_iter().map(|(item, decision)| {
            vec![
                item.id().into(),
                by_hand::said(&item).into(),
                by_hand::told(w, decision).into(),
                self.index.place(item.paper(), item.span().line).into(),
            ]
        });
        let noted = by_hand::notes(self.analysis).map(|note| {
            let place = note.path.as_deref().zip(note.line).map(|(path, line)| format!("{path}:{line}"));
            vec![Cell::Missing, Cell::Missing, note.message.as_str().into(), place.into()]
        });
        let heads = [&w.id, &w.item, &w.decision, &w.place];
        view("by-hand", &w.by_hand, &heads, decided.chain(noted).collect(), &w.none)
    }

    fn unannounced(&self) -> View {
        let w = self.words;
        let rows = self.analysis.comparison.unannounced.iter().map(|theme| {
            let kind = match theme.kind {
                FindingKind::Problem => &w.problem,
                FindingKind::Countermeasure => &w.countermeasure,
            };
            vec![kind.as_str().into(), self.named(&theme.finding).into(), self.place(&theme.finding)]
        });
        let heads = [&w.finding_kind, &w.item, &w.place];
        view("unannounced", &w.unannounced, &heads, rows.collect(), &w.none)
    }

    fn label(&self, id: &FindingId) -> String {
        self.index.finding(id).map(|(_, f)| name(f).to_owned()).unwrap_or_default()
    }

    fn named(&self, id: &FindingId) -> String {
        format!("{id} {}", self.label(id))
    }

    fn place(&self, id: &FindingId) -> Cell {
        self.index.finding(id).map(|(paper, f)| self.index.place(paper, f.span.line)).into()
    }
}

fn view(name: &'static str, title: &str, heads: &[&String], rows: Vec<Vec<Cell>>, none: &str) -> View {
    let note = if rows.is_empty() { none.to_owned() } else { String::new() };
    View { name, title: title.to_owned(), columns: heads.iter().map(|h| (*h).clone()).collect(), rows, note }
}

fn name(finding: &Finding) -> &str {
    finding.label.as_deref().unwrap_or(&finding.statement)
}

/// `3/7`: themes and points.
fn levels(findings: &[Finding]) -> String {
    let of = |level| findings.iter().filter(|f| f.level == level).count();
    format!("{}/{}", of(Level::Theme), of(Level::Point))
}

fn papers_of(indicator: &Indicator) -> BTreeSet<&str> {
    indicator.observations.iter().map(|o| o.paper.as_str()).collect()
}

fn side(w: &Words, kind: FindingKind) -> &str {
    match kind {
        FindingKind::Problem => &w.problem,
        FindingKind::Countermeasure => &w.countermeasure,
    }
}

fn status(w: &Words, status: TopicStatus) -> &str {
    match status {
        TopicStatus::Answered => &w.status_answered,
        TopicStatus::Indirect => &w.status_indirect,
        TopicStatus::Unanswered => &w.status_unanswered,
        TopicStatus::ProposedOnly => &w.status_proposed_only,
    }
}

fn verdict(w: &Words, verdict: Verdict) -> &str {
    match verdict {
        Verdict::Consistent => &w.consistent,
        Verdict::Inconsistent => &w.inconsistent,
    }
}

fn relation(w: &Words, relation: Relation) -> &str {
    match relation {
        Relation::Sum => &w.relation_sum,
        Relation::Share => &w.relation_share,
        Relation::Growth => &w.relation_growth,
        Relation::Difference => &w.relation_difference,
        Relation::Rank => &w.relation_rank,
        Relation::Same => &w.relation_same,
    }
}

fn conflict(w: &Words, kind: ConflictKind) -> &str {
    match kind {
        ConflictKind::Rounding => &w.conflict_rounding,
        ConflictKind::OtherSource => &w.conflict_other_source,
        ConflictKind::OtherScope => &w.conflict_other_scope,
        ConflictKind::Conflict => &w.conflict_conflict,
    }
}
