//! One screen: what the papers say together.

use super::{Context, figures, page::Page, theme};
use crate::{
    model::{FindingKind, Level, TopicRow, TopicStatus, Verdict},
    report::{
        labels::fill,
        table::{Align, Column, Table},
        text::{Rich, width},
    },
};

/// How many topics are shown before the matrix.
const TOPICS: usize = 5;
/// Columns of a full bar.
const BAR: usize = 10;
/// Lines a fact takes at most, and what nobody answers.
const LINES: usize = 2;
const OPEN_LINES: usize = 3;
/// Columns an item of a list takes at most.
const ITEM: usize = 40;

/// The biggest topics, then what a reader asks first: what only one says, what nobody answers, what clashes.
pub fn write(context: &Context, page: &mut Page) {
    page.heading(&context.words.summary);
    page.table(&topics(context));
    let left_out = context.analysis.comparison.topics.len().saturating_sub(TOPICS);
    if left_out > 0 {
        page.text(2, &Rich::styled(theme::FAINT, fill(&context.words.more_topics, &[("n", &left_out)])));
    }
    page.table(&facts(context, page.width()));
    if let Some(item) = context.analysis.papers.iter().find_map(|p| p.problems.first()) {
        let hint = fill(&context.words.hint_show, &[("id", &context.index.item(item.id.as_str()))]);
        page.text(0, &Rich::styled(theme::FAINT, hint));
    }
}

fn topics(context: &Context) -> Table {
    let words = context.words;
    let left = Column::fixed(Align::Left);
    let mut table = Table::new(0, [Column::flexible(), left, left, left]);
    let heads = [&words.topics, &words.named_as_problem, &words.proposed, &words.status_heading];
    table.row(heads.map(|h| Rich::styled(theme::FAINT, h)));
    let n = context.analysis.papers.len();
    for topic in context.analysis.comparison.topics.iter().take(TOPICS) {
        let (problems, measures) = papers_on(topic);
        table.row([
            Rich::plain(context.index.name(topic.id.as_str())),
            share(context, problems, n, theme::PROBLEM),
            share(context, measures, n, theme::MEASURE),
            super::matrix::status(context, topic.status),
        ]);
    }
    table
}

/// How many papers name a topic as a problem, and how many propose something on it.
pub fn papers_on(topic: &TopicRow) -> (usize, usize) {
    let with = |has: fn(&crate::model::TopicCell) -> bool| topic.papers.iter().filter(|c| has(c)).count();
    (with(|c| !c.problems.is_empty()), with(|c| !c.countermeasures.is_empty()))
}

/// A bar and `k of n papers`.
fn share(context: &Context, k: usize, n: usize, style: anstyle::Style) -> Rich {
    let filled = (k * BAR).div_ceil(n.max(1)).min(BAR);
    Rich::styled(style, "█".repeat(filled))
        .add(theme::FAINT, "░".repeat(BAR - filled))
        .and(" ")
        .and(fill(&context.words.k_of_n, &[("k", &k), ("n", &n)]))
}

/// A count in words, the items behind it, and whether it wants a look.
#[derive(Default)]
struct Fact {
    text: String,
    items: Vec<String>,
    warn: bool,
    /// More lines than others may take.
    long: bool,
}

fn facts(context: &Context, columns: usize) -> Table {
    let words = context.words;
    let several = context.analysis.papers.len() > 1;
    // What is told of papers together says nothing of one.
    let rows = [
        (several, &words.html_unique, alone(context)),
        (true, &words.answered, Some(answered(context))),
        (true, &words.conflicts, conflicts(context)),
        (true, &words.arithmetic, arithmetic(context)),
        (true, &words.promises, promises(context)),
        (true, &words.figures, Some(figures(context))),
        (several, &words.shared, shared(context)),
        (several, &words.alike, alike(context)),
    ];
    let rows: Vec<_> =
        rows.into_iter().filter(|(told, ..)| *told).map(|(_, name, fact)| (name, fact)).collect();
    let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    // Wrapping may leave a column or two of a line unused.
    let line = columns.saturating_sub(names + 2 + 2);
    let mut table = Table::new(0, [Column::fixed(Align::Left), Column::flexible()]);
    for (name, fact) in rows {
        let text = fact.map_or_else(
            || Rich::styled(theme::FAINT, &words.none),
            |f| {
                let lines = if f.long { OPEN_LINES } else { LINES };
                told(context, f, lines * line)
            },
        );
        table.row([Rich::styled(theme::STRONG, name), text]);
    }
    table
}

/// As many of the items as fit, and how many do not.
fn told(context: &Context, fact: Fact, room: usize) -> Rich {
    let style = if fact.warn { theme::WARN } else { anstyle::Style::new() };
    let mut told = Rich::styled(style, fact.text);
    let more = |n: usize| fill(&context.words.and_more, &[("n", &n)]);
    for (i, item) in fact.items.iter().enumerate() {
        let left = fact.items.len() - i;
        let between = match i {
            0 if told.is_empty() => "",
            0 => &context.words.lead,
            _ => &context.words.between,
        };
        let item = Rich::plain(between).join(Rich::plain(item).elided(ITEM));
        let reserve = if left > 1 { width(&more(left)) } else { 0 };
        if told.width() + item.width() + reserve > room {
            return told.add(theme::FAINT, more(left));
        }
        told = told.join(item);
    }
    told
}

/// What only one of several papers speaks of.
fn alone(context: &Context) -> Option<Fact> {
    let topics = context.analysis.comparison.topics.iter().filter(|t| t.papers.len() == 1);
    let topics: Vec<&TopicRow> = topics.collect();
    if topics.is_empty() {
        return None;
    }
    let papers = context.analysis.papers.iter().filter_map(|paper| {
        let own = topics.iter().filter(|t| t.papers.iter().any(|c| c.paper == paper.id));
        let own: Vec<&str> = own.map(|t| context.index.name(t.id.as_str())).collect();
        (!own.is_empty()).then(|| format!("{} {}", context.index.key(&paper.id), own.join("·")))
    });
    Some(Fact { items: papers.collect(), ..Fact::default() })
}

fn answered(context: &Context) -> Fact {
    let comparison = &context.analysis.comparison;
    let open: Vec<_> = comparison.coverage.iter().filter(|c| c.addressed_by.is_empty()).collect();
    let (n, answered) = (comparison.coverage.len(), comparison.coverage.len() - open.len());
    let text = fill(&context.words.answered_text, &[("k", &answered), ("n", &n), ("open", &open.len())]);
    let named = open.iter().filter_map(|c| context.index.finding(&c.problem)).map(|(_, problem)| {
        let label = problem.label.as_deref().unwrap_or(&problem.statement);
        format!("{} {label}", context.index.item(problem.id.as_str()))
    });
    let topics = comparison.topics.iter().filter(|t| t.status == TopicStatus::Unanswered);
    let topics: Vec<&str> = topics.map(|t| context.index.name(t.id.as_str())).collect();
    let topics = topics.join("·");
    let topics = (!topics.is_empty()).then(|| fill(&context.words.open_topics, &[("topics", &topics)]));
    Fact { text, items: named.chain(topics).collect(), warn: !open.is_empty(), long: true }
}

fn figures(context: &Context) -> Fact {
    let papers = &context.analysis.papers;
    let total: usize = papers.iter().map(|p| p.statistics.len()).sum();
    let indicators = &context.analysis.comparison.indicators;
    let shared = indicators.iter().filter(|i| figures::papers_of(i) > 1).count();
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("n", &total), ("indicators", &indicators.len()), ("shared", &shared)];
    Fact { text: fill(&context.words.figures_text, &values), ..Fact::default() }
}

fn conflicts(context: &Context) -> Option<Fact> {
    let indicators = &context.analysis.comparison.indicators;
    let side = |id| {
        let figure = context.index.statistic(id).map(|(_, s)| figures::value(context.words, s).text());
        let figure = figure.unwrap_or_default();
        format!("{} {figure}", context.index.item(id.as_str()))
    };
    let pairs =
        indicators.iter().flat_map(|i| &i.conflicts).map(|c| format!("{} ↔ {}", side(&c.a), side(&c.b)));
    let items: Vec<String> = pairs.collect();
    let text = fill(&context.words.conflicts_text, &[("n", &items.len())]);
    (!items.is_empty()).then_some(Fact { text, items, warn: true, long: false })
}

fn arithmetic(context: &Context) -> Option<Fact> {
    let checks = &context.analysis.comparison.arithmetic;
    let bad: Vec<_> = checks.iter().filter(|a| a.verdict == Verdict::Inconsistent).collect();
    let open = context.analysis.comparison.tally.uncheckable;
    let good = checks.len() - bad.len();
    let counts: [(&str, &dyn std::fmt::Display); 4] =
        [("n", &checks.len()), ("good", &good), ("bad", &bad.len()), ("open", &open)];
    let text = fill(&context.words.arithmetic_text, &counts);
    let shown = bad.iter().map(|a| {
        let stated = a.statistics.last().map(|id| context.index.item(id.as_str())).unwrap_or_default();
        format!("{stated} {}", a.expression)
    });
    let fact = Fact { text, items: shown.collect(), warn: !bad.is_empty(), long: false };
    (checks.len() + open > 0).then_some(fact)
}

fn promises(context: &Context) -> Option<Fact> {
    let promises = &context.analysis.comparison.promises;
    let open: Vec<_> = promises.iter().filter(|p| p.found_in.is_empty()).collect();
    let kept = promises.len() - open.len();
    let text =
        fill(&context.words.promises_text, &[("n", &promises.len()), ("kept", &kept), ("open", &open.len())]);
    let items = open.iter().map(|p| {
        let kind = match p.kind {
            FindingKind::Problem => &context.words.problem,
            FindingKind::Countermeasure => &context.words.countermeasure,
        };
        format!("{} {kind} {}", context.index.key(&p.paper), p.announced)
    });
    let fact = Fact { text, items: items.collect(), warn: !open.is_empty(), long: false };
    (!promises.is_empty()).then_some(fact)
}

fn shared(context: &Context) -> Option<Fact> {
    let works = &context.analysis.comparison.references;
    let text = fill(&context.words.shared_text, &[("n", &works.len())]);
    let items = works.iter().map(|w| w.key.clone()).collect();
    (!works.is_empty()).then_some(Fact { text, items, warn: false, long: false })
}

fn alike(context: &Context) -> Option<Fact> {
    let pairs = &context.analysis.comparison.similarity;
    let closest = pairs.iter().max_by(|a, b| a.cosine.total_cmp(&b.cosine))?;
    let [a, b] = [&closest.a, &closest.b].map(|p| context.index.key(p));
    let cosine = format!("{:.2}", closest.cosine);
    let text = fill(&context.words.alike_text, &[("a", &a), ("b", &b), ("cosine", &cosine)]);
    Some(Fact { text, ..Fact::default() })
}

/// Themes only.
pub fn is_theme(finding: &crate::model::Finding) -> bool {
    finding.level == Level::Theme
}
