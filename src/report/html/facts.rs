//! A figure and its circumstances in words.

use crate::{
    model::{Attribution, FactRole, Measure, Qualifier, Statistic},
    report::labels::Words,
};
use maud::{Markup, html};

/// The figure as printed, with what the text says of its exactness, and marks for what is inferred, proposed or cited.
pub fn value(words: &Words, statistic: &Statistic) -> Markup {
    let marks = [
        (statistic.unit_inferred, &words.inferred_mark),
        (statistic.role == FactRole::Prescribed, &words.prescribed_mark),
        (statistic.attribution == Attribution::Cited, &words.cited_mark),
        (statistic.by_hand.is_some(), &words.by_hand_mark),
    ];
    html! {
        (qualifier(words, statistic)) b.figure { (statistic.surface) }
        @for (_, mark) in marks.iter().filter(|(holds, _)| *holds) { sup.mark { (mark) } }
    }
}

/// What the text says of a figure's exactness, with the space that parts it from the figure.
pub fn qualifier<'w>(words: &'w Words, statistic: &Statistic) -> &'w str {
    // 150 多个 says by itself that it is more than 150.
    let said = statistic.surface.contains(['多', '余', '餘']);
    match statistic.qualifier {
        Qualifier::Over if said => "",
        Qualifier::Exact => "",
        Qualifier::About => &words.qualifier_about,
        Qualifier::Over => &words.qualifier_over,
        Qualifier::Under => &words.qualifier_under,
        Qualifier::UpTo => &words.qualifier_up_to,
    }
}

/// As [`value`]; a change, a share or a rate says so first.
pub fn measured(words: &Words, statistic: &Statistic) -> Markup {
    html! {
        @if !matches!(statistic.measure, Measure::Level | Measure::Rank) {
            small { (crate::report::terminal::figures::measure(words, statistic.measure)) } " "
        }
        (value(words, statistic))
    }
}
