//! Figures: when, from whom, and whether they agree.

use crate::{
    check::{
        draft::{Draft, Values},
        input::{Corpus, key, whole},
        rule::Rule,
        words,
    },
    model::{
        Attribution, ConflictKind, Dimension, FactRole, Finding, Paper, Qualifier, Role, Statistic, Verdict,
    },
};
use regex::Regex;
use rust_decimal::Decimal;
use std::{collections::BTreeMap, sync::LazyLock};

/// Smaller counts are more often of the parts of something (five measures, three schools asked) than a statistic.
pub(in crate::check) const LEAST_COUNT: u32 = 20;

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    let papers = corpus.papers.iter().flat_map(|paper| of_paper(corpus, paper));
    papers.chain(arithmetic(corpus)).chain(conflicts(corpus)).collect()
}

fn of_paper(corpus: &Corpus, paper: &Paper) -> Vec<Draft> {
    let roles = roles(paper);
    let role = |s: &Statistic| role_of(&s.section, &roles);
    let proposed = |s: &Statistic| {
        let inside = |f: &Finding| f.span.start <= s.figure.start && s.figure.end <= f.span.end;
        role(s) == Some(Role::Countermeasure) || paper.countermeasures.iter().any(inside)
    };
    let facts: Vec<&Statistic> =
        paper.statistics.iter().filter(|s| is_of_the_world(s) && !proposed(s)).collect();
    let undated = facts.iter().filter(|s| {
        s.period.is_none()
            && role(s) != Some(Role::LiteratureReview)
            && !s.unit.as_deref().is_some_and(words::is_timeless)
            && !names_a_year(corpus, paper, s)
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
fn is_of_the_world(figure: &Statistic) -> bool {
    let large = || {
        let least = Decimal::from(LEAST_COUNT);
        figure.value.or(figure.low).is_some_and(|value| value.abs() >= least)
    };
    let counted = match figure.dimension {
        Dimension::Count => large(),
        Dimension::Money | Dimension::Percent | Dimension::PercentagePoint | Dimension::Multiple => true,
        Dimension::Duration | Dimension::Rank => false,
    };
    counted && figure.role == FactRole::Observed && figure.qualifier != Qualifier::UpTo
}

fn has_source(figure: &Statistic) -> bool {
    figure.source.is_some() || !figure.citations.is_empty() || figure.attribution == Attribution::Cited
}

/// A figure that a paper states twice need not be dated twice.
fn same_figure(a: &Statistic, b: &Statistic) -> bool {
    let ends = |s: &Statistic| (s.value, s.low, s.high);
    a.id != b.id && a.unit == b.unit && ends(a) == ends(b) && a.measure == b.measure
}

/// What the sections of a paper do, by their number, or their title where they have none.
fn roles(paper: &Paper) -> BTreeMap<&str, Role> {
    let named = paper.sections.iter().rev();
    named.map(|s| (s.number.as_deref().unwrap_or(&s.title), s.role)).collect()
}

/// What the section of a path does: `4.2` is a number of its own, `4/(一)` is a part of 4.
fn role_of(path: &str, roles: &BTreeMap<&str, Role>) -> Option<Role> {
    let top = path.split('/').next().unwrap_or(path);
    roles.get(path).or_else(|| roles.get(top)).copied()
}

/// Whether the sentence names a year at all, if only in the title of a report: 据《2023年…报告》, 2014年创立以来.
fn names_a_year(corpus: &Corpus, paper: &Paper, figure: &Statistic) -> bool {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:19|20)[0-9]{2}\s*(?:年|[~～—–-])|[一二][九〇○零][〇○零一二三四五六七八九]{2}年")
            .expect("a fixed pattern")
    });
    // The report that 据其统计 means stands in the sentence before.
    static REPORT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"《[^》]*(?:19|20)[0-9]{2}[^》]*》").expect("a fixed pattern"));
    let before = corpus.input.texts.get(&paper.source.path).map(|text| text.before(figure.figure.start));
    let mut sentences = before.iter().flat_map(|text| text.rsplit(['。', '！', '？']));
    let (own, previous) = (sentences.next(), sentences.next());
    YEAR.is_match(&figure.quote)
        || own.is_some_and(|sentence| YEAR.is_match(sentence))
        || figure.source.is_some() && previous.is_some_and(|sentence| REPORT.is_match(sentence))
}

/// An amount as Chinese papers print it, which the workings do too.
fn amount(value: Decimal) -> String {
    const SCALES: [(i64, &str); 2] = [(100_000_000, "亿"), (10_000, "万")];
    let scale = SCALES.iter().find(|(scale, _)| value.abs() >= Decimal::from(*scale));
    match scale.and_then(|(scale, name)| Some((value.checked_div(Decimal::from(*scale))?, name))) {
        Some((scaled, name)) => format!("{}{name}", scaled.normalize()),
        None => value.normalize().to_string(),
    }
}

fn arithmetic<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let relations = corpus.input.analysis.comparison.arithmetic.iter();
    relations.filter(|a| a.verdict == Verdict::Inconsistent).filter_map(|a| {
        let figures: Vec<_> = a.statistics.iter().filter_map(|id| corpus.figure(id.as_str())).collect();
        let ((paper, stated), others) = figures.split_last()?;
        let draft = Draft::new(Rule::ArithmeticInconsistent).about(&a.expression).about(&stated.quote);
        let draft = draft.with("expression", &a.expression).with("stated", amount(a.stated));
        let draft = draft.with("low", amount(a.computed.low)).with("high", amount(a.computed.high));
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
