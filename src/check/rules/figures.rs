//! Whether figures agree with one another.

use crate::{
    check::{
        draft::{Draft, Values},
        input::Corpus,
        rule::Rule,
    },
    model::{ConflictKind, Verdict},
};
use rust_decimal::Decimal;

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    arithmetic(corpus).chain(conflicts(corpus)).collect()
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
