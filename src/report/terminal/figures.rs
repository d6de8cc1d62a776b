//! The figures, those of one indicator together.

use super::{Context, page::Page, series, theme};
use crate::{
    model::{Attribution, FactRole, Indicator, Measure, Paper, Period, Qualifier, Statistic, StatisticId},
    report::{
        labels::{Words, fill},
        table::{Align, Column, Table},
        text::Rich,
    },
};
use std::collections::BTreeSet;

/// Series with bars, those of several papers first; then single figures of an indicator, then figures without one.
pub fn write(context: &Context, page: &mut Page) {
    if context.analysis.papers.iter().all(|p| p.statistics.is_empty()) {
        return;
    }
    let words = context.words;
    page.heading(&words.figures_by_indicator);
    let indicators = &context.analysis.comparison.indicators;
    let (long, short): (Vec<_>, Vec<_>) = indicators.iter().partition(|i| i.observations.len() > 1);
    let (shared, own): (Vec<_>, Vec<_>) = long.into_iter().partition(|i| papers_of(i) > 1);
    let mut shown = BTreeSet::new();
    for indicator in shared.into_iter().chain(own) {
        series::write(context, page, indicator);
        shown.extend(indicator.observations.iter().map(|o| &o.statistic));
    }
    let (left, flexible) = (Column::fixed(Align::Left), Column::flexible());
    let mut table = Table::new(4, [flexible, left, flexible, left, left]);
    for indicator in short {
        single(context, &mut table, indicator, &mut shown);
    }
    others(context, &mut table, &shown);
    if !table.is_empty() {
        let heads = [&words.value, &words.period, &words.source, &words.place, &words.item];
        table.head(heads.map(|h| Rich::styled(theme::FAINT, h)));
        page.table(&table);
    }
    page.text(0, &Rich::styled(theme::FAINT, &words.figures_legend));
}

/// How many papers give a figure for it.
pub fn papers_of(indicator: &Indicator) -> usize {
    indicator.observations.iter().map(|o| &o.paper).collect::<BTreeSet<_>>().len()
}

/// The name of a series, its kind of quantity in the report's language: `(growth)` at its end is a word of the contract.
pub fn indicator_name(words: &Words, indicator: &Indicator) -> String {
    let full = indicator.name.as_str();
    let parts = full.strip_suffix(')').and_then(|n| n.rsplit_once(" ("));
    let known =
        parts.and_then(|(name, word)| Some((name, Measure::ALL.iter().find(|m| m.as_str() == word)?)));
    let Some((name, word)) = known.map(|(name, m)| (name, measure(words, *m))) else {
        return full.to_owned();
    };
    if name.ends_with(word) { name.to_owned() } else { format!("{name} · {word}") }
}

/// The one figure of an indicator.
fn single<'a>(
    context: &Context<'a>,
    table: &mut Table,
    indicator: &'a Indicator,
    shown: &mut BTreeSet<&'a StatisticId>,
) {
    for (paper, statistic) in
        indicator.observations.iter().filter_map(|o| context.index.statistic(&o.statistic))
    {
        shown.insert(&statistic.id);
        let title = Rich::styled(theme::STRONG, indicator_name(context.words, indicator));
        table.full(1, title.and(" ").add(theme::FAINT, quoted_clause(statistic)));
        row(context, table, paper, statistic);
    }
}

/// Figures that belong to no indicator, paper by paper.
fn others(context: &Context, table: &mut Table, shown: &BTreeSet<&StatisticId>) {
    for paper in &context.analysis.papers {
        let rest: Vec<_> = paper.statistics.iter().filter(|s| !shown.contains(&s.id)).collect();
        if rest.is_empty() {
            continue;
        }
        table.full(
            0,
            Rich::styled(
                theme::STRONG,
                fill(&context.words.other_figures, &[("paper", &context.index.key(&paper.id))]),
            ),
        );
        let mut quoted = None;
        for statistic in rest {
            figure(context, table, paper, statistic, &mut quoted);
        }
    }
}

/// A row, and beneath it the clause it stands in unless that was just quoted.
fn figure<'a>(
    context: &Context,
    table: &mut Table,
    paper: &Paper,
    statistic: &'a Statistic,
    quoted: &mut Option<&'a str>,
) {
    if quoted.replace(&statistic.quote) != Some(&statistic.quote) {
        table.full(3, Rich::styled(theme::FAINT, quoted_clause(statistic)));
    }
    row(context, table, paper, statistic);
}

pub(super) fn quoted_clause(statistic: &Statistic) -> String {
    format!("“{}”", statistic.quote)
}

fn row(context: &Context, table: &mut Table, paper: &Paper, statistic: &Statistic) {
    table.row([
        measured(context.words, statistic),
        Rich::plain(statistic.period.map(|p| period(&p)).unwrap_or_default()),
        Rich::plain(statistic.source.as_deref().unwrap_or_default()),
        context.place(paper, statistic.figure.line),
        Rich::styled(theme::FAINT, context.index.item(statistic.id.as_str())),
    ]);
}

/// A change, a share or a rate says so before its figure.
pub(super) fn measured(words: &Words, statistic: &Statistic) -> Rich {
    let figure = value(words, statistic);
    match statistic.measure {
        Measure::Level | Measure::Rank => figure,
        other => Rich::plain(measure(words, other)).and(" ").join(figure),
    }
}

/// The figure as printed, with what the text says of its exactness and marks for what is inferred, proposed or cited.
pub fn value(words: &Words, statistic: &Statistic) -> Rich {
    // 150 多个 says by itself that it is more than 150.
    let said = statistic.surface.contains(['多', '余', '餘']);
    let qualifier = match statistic.qualifier {
        Qualifier::Over if said => "",
        Qualifier::Exact => "",
        Qualifier::About => &words.qualifier_about,
        Qualifier::Over => &words.qualifier_over,
        Qualifier::Under => &words.qualifier_under,
        Qualifier::UpTo => &words.qualifier_up_to,
    };
    let marks = [
        (statistic.unit_inferred, &words.inferred_mark),
        (statistic.role == FactRole::Prescribed, &words.prescribed_mark),
        (statistic.attribution == Attribution::Cited, &words.cited_mark),
        (statistic.by_hand.is_some(), &words.by_hand_mark),
    ];
    let marks: String = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark.as_str()).collect();
    Rich::styled(theme::FAINT, qualifier).add(theme::FIGURE, &statistic.surface).add(theme::TAG, marks)
}

/// The contract's word in the report's language.
pub fn measure(words: &Words, measure: Measure) -> &str {
    match measure {
        Measure::Level => &words.measure_level,
        Measure::Growth => &words.measure_growth,
        Measure::Share => &words.measure_share,
        Measure::Rate => &words.measure_rate,
        Measure::Difference => &words.measure_difference,
        Measure::Rank => &words.measure_rank,
    }
}

/// `2024-01/2024-09` as `2024-01/09`.
pub fn period(period: &Period) -> String {
    let (start, end) = (period.start.to_string(), period.end.to_string());
    match end.split_once('-') {
        Some((year, rest)) if start != end && start.len() == end.len() && start.starts_with(year) => {
            format!("{start}/{rest}")
        }
        _ => period.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{PartialDate, Period};

    #[test]
    fn a_period_within_a_year_is_written_short() {
        let cases = [
            ("2024", "2024", "2024"),
            ("2016", "2020", "2016/2020"),
            ("2024-01", "2024-09", "2024-01/09"),
            ("2023-11", "2024-02", "2023-11/2024-02"),
            ("2024-11-18", "2024-11-18", "2024-11-18"),
        ];
        for (start, end, expected) in cases {
            let date = |s: &str| s.parse::<PartialDate>().unwrap();
            assert_eq!(super::period(&Period::new(date(start), date(end))), expected);
        }
    }
}
