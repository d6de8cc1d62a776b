//! One screen: what the papers say together.

use super::{Context, page::Page, theme};
use crate::{
    model::{Comparison, Level, TopicRow, Verdict},
    report::{
        labels::fill,
        table::{Align, Column, Table},
        text::Rich,
    },
};

/// How many topics are shown before the matrix.
const TOPICS: usize = 7;
/// Columns of a full bar.
const BAR: usize = 10;

/// The biggest topics, then one line for each question a reader asks first.
pub fn write(context: &Context, page: &mut Page) {
    page.heading(&context.words.summary);
    page.table(&topics(context));
    let left_out = context.analysis.comparison.topics.len().saturating_sub(TOPICS);
    if left_out > 0 {
        page.text(2, &Rich::styled(theme::FAINT, fill(&context.words.more_topics, &[("n", &left_out)])));
    }
    page.blank();
    page.table(&facts(context));
    if let Some(item) = context.analysis.papers.iter().find_map(|p| p.problems.first()) {
        page.text(
            0,
            &Rich::styled(
                theme::FAINT,
                fill(&context.words.hint_show, &[("id", &context.index.item(item.id.as_str()))]),
            ),
        );
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

fn facts(context: &Context) -> Table {
    let (words, comparison) = (context.words, &context.analysis.comparison);
    let mut table = Table::new(0, [Column::fixed(Align::Left), Column::flexible()]);
    let rows = [
        (&words.answered, Some(answered(context))),
        (&words.figures, Some(figures(context))),
        (&words.conflicts, conflicts(context)),
        (&words.arithmetic, arithmetic(context)),
        (&words.promises, promises(context)),
        (
            &words.shared,
            (!comparison.references.is_empty())
                .then(|| Rich::plain(fill(&words.shared_text, &[("n", &comparison.references.len())]))),
        ),
        (&words.alike, alike(context, comparison)),
    ];
    for (name, text) in rows {
        table.row([
            Rich::styled(theme::STRONG, name),
            text.unwrap_or_else(|| Rich::styled(theme::FAINT, &words.none)),
        ]);
    }
    table
}

fn answered(context: &Context) -> Rich {
    let coverage = &context.analysis.comparison.coverage;
    let answered = coverage.iter().filter(|c| !c.addressed_by.is_empty()).count();
    let open = coverage.len() - answered;
    let text =
        fill(&context.words.answered_text, &[("k", &answered), ("n", &coverage.len()), ("open", &open)]);
    if open > 0 { Rich::styled(theme::WARN, text) } else { Rich::plain(text) }
}

fn figures(context: &Context) -> Rich {
    let papers = &context.analysis.papers;
    let total: usize = papers.iter().map(|p| p.statistics.len()).sum();
    let indicators = &context.analysis.comparison.indicators;
    let shared = indicators.iter().filter(|i| super::figures::papers_of(i) > 1).count();
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("n", &total), ("indicators", &indicators.len()), ("shared", &shared)];
    Rich::plain(fill(&context.words.figures_text, &values))
}

fn conflicts(context: &Context) -> Option<Rich> {
    let n: usize = context.analysis.comparison.indicators.iter().map(|i| i.conflicts.len()).sum();
    (n > 0).then(|| Rich::styled(theme::WARN, fill(&context.words.conflicts_text, &[("n", &n)])))
}

fn arithmetic(context: &Context) -> Option<Rich> {
    let checks = &context.analysis.comparison.arithmetic;
    let bad = checks.iter().filter(|a| a.verdict == Verdict::Inconsistent).count();
    let good = checks.len() - bad;
    let open = context.analysis.comparison.tally.uncheckable;
    let counts: [(&str, &dyn std::fmt::Display); 4] =
        [("n", &checks.len()), ("good", &good), ("bad", &bad), ("open", &open)];
    let text = fill(&context.words.arithmetic_text, &counts);
    let style = if bad > 0 { theme::WARN } else { anstyle::Style::new() };
    (checks.len() + open > 0).then(|| Rich::styled(style, text))
}

fn promises(context: &Context) -> Option<Rich> {
    let promises = &context.analysis.comparison.promises;
    let kept = promises.iter().filter(|p| !p.found_in.is_empty()).count();
    let open = promises.len() - kept;
    let text =
        fill(&context.words.promises_text, &[("n", &promises.len()), ("kept", &kept), ("open", &open)]);
    let style = if open > 0 { theme::WARN } else { anstyle::Style::new() };
    (!promises.is_empty()).then(|| Rich::styled(style, text))
}

fn alike(context: &Context, comparison: &Comparison) -> Option<Rich> {
    let closest = comparison.similarity.iter().max_by(|a, b| a.cosine.total_cmp(&b.cosine))?;
    let [a, b] = [&closest.a, &closest.b].map(|p| context.index.key(p));
    let cosine = format!("{:.2}", closest.cosine);
    Some(Rich::plain(fill(&context.words.alike_text, &[("a", &a), ("b", &b), ("cosine", &cosine)])))
}

/// Themes only.
pub fn is_theme(finding: &crate::model::Finding) -> bool {
    finding.level == Level::Theme
}
