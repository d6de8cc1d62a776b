//! Figures: when, from whom, and whether they agree.

use crate::{
    check::{
        draft::{Draft, Values},
        input::{Corpus, key, whole},
        rule::Rule,
    },
    model::{Attribution, ConflictKind, Dimension, FactRole, Paper, Qualifier, Role, Statistic, Verdict},
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Smaller counts are more often of the parts of something (five measures, three schools asked) than a statistic.
pub(in crate::check) const LEAST_COUNT: u32 = 20;

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    let papers = corpus.papers.iter().flat_map(|paper| of_paper(corpus, paper));
    papers.chain(arithmetic(corpus)).chain(conflicts(corpus)).collect()
}

fn of_paper(corpus: &Corpus, paper: &Paper) -> Vec<Draft> {
    let roles = roles(paper);
    let role = |s: &Statistic| roles.get(top(&s.section)).copied();
    let facts: Vec<&Statistic> = paper.statistics.iter().filter(|s| is_of_the_world(s, role(s))).collect();
    let undated = facts.iter().filter(|s| {
        s.period.is_none()
            && role(s) != Some(Role::LiteratureReview)
            && !paper.statistics.iter().any(|o| o.period.is_some() && same_figure(s, o))
    });
    let unsourced: Vec<&&Statistic> = facts
        .iter()
        .filter(|s| {
            !s.section.is_empty()
                && !has_source(s)
                && !paper.statistics.iter().any(|o| has_source(o) && same_figure(s, o))
        })
        .collect();
    let mut found: Vec<Draft> =
        undated.map(|s| of_figure(corpus, paper, s, Rule::FigureWithoutPeriod)).collect();
    const SEVERAL: usize = 3;
    if unsourced.len() >= SEVERAL && !paper.statistics.iter().any(has_source) {
        let draft = Draft::new(Rule::NoSourcesAtAll).about(key(&paper.meta, &paper.source)).item(&paper.id);
        found.push(draft.with("count", paper.statistics.len()).at(whole(&paper.source.path)));
    } else {
        found.extend(unsourced.iter().map(|s| of_figure(corpus, paper, s, Rule::FigureWithoutSource)));
    }
    found
}

fn of_figure(corpus: &Corpus, paper: &Paper, figure: &Statistic, rule: Rule) -> Draft {
    let draft = Draft::new(rule).about(&figure.quote).about(&figure.surface).item(&figure.id);
    draft.with("surface", &figure.surface).at(corpus.place(paper, figure.figure))
}

/// A fact that changes with time and that somebody counted: no proposal, no rule, no length of time, no place in an order, no
/// small count.
fn is_of_the_world(figure: &Statistic, role: Option<Role>) -> bool {
    let large = || {
        let least = Decimal::from(LEAST_COUNT);
        figure.value.or(figure.low).is_some_and(|value| value.abs() >= least)
    };
    let counted = match figure.dimension {
        Dimension::Count => large(),
        Dimension::Money | Dimension::Percent | Dimension::PercentagePoint | Dimension::Multiple => true,
        Dimension::Duration | Dimension::Rank => false,
    };
    counted
        && figure.role == FactRole::Observed
        && figure.qualifier != Qualifier::UpTo
        && role != Some(Role::Countermeasure)
}

fn has_source(figure: &Statistic) -> bool {
    figure.source.is_some() || !figure.citations.is_empty() || figure.attribution == Attribution::Cited
}

/// A figure that a paper states twice need not be dated twice.
fn same_figure(a: &Statistic, b: &Statistic) -> bool {
    let ends = |s: &Statistic| (s.value, s.low, s.high);
    a.id != b.id && a.unit == b.unit && ends(a) == ends(b) && a.measure == b.measure
}

/// What the top sections of a paper do, by the first part of a section path: their number, or their title.
fn roles(paper: &Paper) -> BTreeMap<&str, Role> {
    let tops = paper.sections.iter().filter(|s| s.level == 1);
    tops.map(|s| (s.number.as_deref().unwrap_or(&s.title), s.role)).collect()
}

fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn arithmetic<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let relations = corpus.input.analysis.comparison.arithmetic.iter();
    relations.filter(|a| a.verdict == Verdict::Inconsistent).filter_map(|a| {
        let figures: Vec<_> = a.statistics.iter().filter_map(|id| corpus.figure(id.as_str())).collect();
        let ((paper, stated), others) = figures.split_last()?;
        let draft = Draft::new(Rule::ArithmeticInconsistent).about(&a.expression).about(&stated.quote);
        let draft = draft.with("expression", &a.expression).with("stated", a.stated.normalize());
        let draft = draft.with("low", a.computed.low.normalize()).with("high", a.computed.high.normalize());
        let draft = draft.item(&stated.id).at(corpus.place(paper, stated.figure));
        Some(others.iter().fold(draft, |draft, (paper, figure)| {
            let values: Values = vec![("surface", figure.surface.as_str().into())];
            draft.item(&figure.id).see(corpus.place(paper, figure.figure), values)
        }))
    })
}

fn conflicts<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let indicators = corpus.input.analysis.comparison.indicators.iter();
    indicators.flat_map(|i| i.conflicts.iter().map(move |c| (i, c))).filter_map(|(indicator, conflict)| {
        let (rule, why) = match conflict.kind {
            ConflictKind::Conflict => (Rule::ConflictingFigures, "conflict_conflict"),
            ConflictKind::OtherSource => (Rule::DifferingFigures, "conflict_other_source"),
            ConflictKind::OtherScope => (Rule::DifferingFigures, "conflict_other_scope"),
            // Equal within the digits printed.
            ConflictKind::Rounding => return None,
        };
        let (paper, here) = corpus.figure(conflict.b.as_str())?;
        let (other_paper, there) = corpus.figure(conflict.a.as_str())?;
        let mut quotes = [&here.quote, &there.quote];
        quotes.sort();
        let [first, second] = quotes;
        let draft = Draft::new(rule).about(first).about(second).about(&indicator.name);
        let draft = draft.with("name", &indicator.name).word("why", why);
        let draft = draft.with("surface", &here.surface).with("other", &there.surface);
        let draft = draft.item(&here.id).item(&there.id).at(corpus.place(paper, here.figure));
        let other: Values = vec![("other", there.surface.as_str().into())];
        Some(draft.see(corpus.place(other_paper, there.figure), other))
    })
}
