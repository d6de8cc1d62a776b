//! The figures of one indicator as bars.

use super::{
    Context,
    figures::{indicator_name, measured, papers_of, period, quoted_clause, value},
    page::Page,
    theme,
};
use crate::{
    model::{Conflict, ConflictKind, Indicator, Paper, Period, Statistic, StatisticId},
    report::{
        labels::fill,
        table::{Align, Column, Table},
        text::Rich,
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::collections::BTreeSet;

/// Columns of the longest bar.
const BAR: usize = 10;

/// Name, unit and spread; for each figure the clause it stands in, its period, a bar, the figure as printed, its source, place
/// and id; last what does not agree.
pub fn write(context: &Context, page: &mut Page, indicator: &Indicator) {
    let left = Column::fixed(Align::Left);
    let mut table = Table::new(4, [left, left, Column::flexible(), Column::flexible(), left, left]);
    let name = indicator_name(context.words, indicator);
    table.full(1, Rich::styled(theme::STRONG, name).join(extent(context, indicator)));
    let figures = indicator.observations.iter().filter_map(|o| context.index.statistic(&o.statistic));
    let figures: Vec<(&Paper, &Statistic)> = figures.collect();
    let most = scale(&figures);
    let mut quoted = None;
    for (paper, statistic) in figures {
        if quoted.replace(&statistic.quote) != Some(&statistic.quote) {
            table.full(3, Rich::styled(theme::FAINT, quoted_clause(statistic)));
        }
        table.row([
            Rich::plain(statistic.period.map_or_else(|| context.words.html_undated.clone(), |p| period(&p))),
            most.map(|most| bar(statistic, most)).unwrap_or_default(),
            measured(context.words, statistic),
            Rich::plain(statistic.source.as_deref().unwrap_or_default()),
            context.place(paper, statistic.figure.line),
            Rich::styled(theme::FAINT, context.index.item(statistic.id.as_str())),
        ]);
    }
    for conflict in &indicator.conflicts {
        table.full(3, dispute(context, conflict));
    }
    page.table(&table);
}

/// The largest value, if bars from zero can show them all and the figures are of like periods: what half a year brought is not
/// to be seen beside what a year did.
fn scale(figures: &[(&Paper, &Statistic)]) -> Option<Decimal> {
    let values = || figures.iter().filter_map(|(_, s)| s.value);
    let most = values().max().filter(|most| *most > Decimal::ZERO)?;
    let lengths: BTreeSet<_> = figures.iter().map(|(_, s)| s.period.map(length)).collect();
    let comparable = values().count() > 1 && values().all(|v| v >= Decimal::ZERO) && lengths.len() == 1;
    comparable.then_some(most)
}

/// How long a period is: in what it is counted, and how many of them. Single days are alike, and so are single months.
fn length(period: Period) -> (usize, i64) {
    let (start, end) = (period.start.to_string(), period.end.to_string());
    let number = |date: &str| {
        let mut parts = date.split('-').map(|part| part.parse::<i64>().unwrap_or(0));
        let (year, month, day) =
            (parts.next().unwrap_or(0), parts.next().unwrap_or(1), parts.next().unwrap_or(1));
        match date.len() {
            0..=4 => year,
            5..=7 => year * 12 + month,
            _ => (year * 12 + month) * 31 + day,
        }
    };
    (start.len(), number(&end) - number(&start))
}

/// A bar as long as the value is of the largest, in eighths of a column; nothing for a range.
fn bar(statistic: &Statistic, most: Decimal) -> Rich {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let share = statistic.value.and_then(|v| v.checked_div(most)).and_then(|share| share.to_f64());
    let eighths = (share.unwrap_or(0.0) * (BAR * EIGHTHS.len()) as f64).round() as usize;
    // What is not nothing is seen.
    let eighths = if statistic.value.is_some_and(|v| v > Decimal::ZERO) { eighths.max(1) } else { eighths };
    let full = (eighths / EIGHTHS.len()).min(BAR);
    Rich::styled(theme::FIGURE, format!("{}{}", "█".repeat(full), EIGHTHS[eighths % EIGHTHS.len()]))
}

/// Two figures that do not agree, and what kind of difference it is.
fn dispute(context: &Context, conflict: &Conflict) -> Rich {
    let words = context.words;
    let (style, kind) = match conflict.kind {
        ConflictKind::Rounding => (theme::FAINT, &words.conflict_rounding),
        ConflictKind::OtherSource => (theme::WARN, &words.conflict_other_source),
        ConflictKind::OtherScope => (theme::WARN, &words.conflict_other_scope),
        ConflictKind::Conflict => (theme::BAD, &words.conflict_conflict),
    };
    let side = |id: &StatisticId| {
        let figure = context.index.statistic(id).map(|(_, s)| value(words, s));
        Rich::plain(format!("{} ", context.index.item(id.as_str()))).join(figure.unwrap_or_default())
    };
    let sides = side(&conflict.a).and(" ↔ ").join(side(&conflict.b));
    Rich::styled(style, format!("! {} ", words.conflict)).join(sides).add(style, format!(" ({kind})"))
}

/// The unit its figures share, and in how many papers they stand.
fn extent(context: &Context, indicator: &Indicator) -> Rich {
    let unit = indicator.unit.as_ref().map(|u| format!(" [{u}]")).unwrap_or_default();
    let papers = papers_of(indicator);
    let spread = if papers > 1 {
        format!("  {}", fill(&context.words.in_papers, &[("k", &papers)]))
    } else {
        String::new()
    };
    Rich::styled(theme::FAINT, unit).add(theme::TAG, spread)
}

#[cfg(test)]
mod tests {
    use super::length;
    use crate::model::{PartialDate, Period};

    #[test]
    fn periods_are_alike_if_they_are_as_long() {
        let of = |start: &str, end: &str| {
            let date = |s: &str| s.parse::<PartialDate>().expect("a date");
            length(Period::new(date(start), date(end)))
        };
        assert_eq!(of("2023", "2023"), of("2024", "2024"));
        assert_eq!(of("2023-01", "2023-06"), of("2024-07", "2024-12"));
        assert_eq!(of("2024-11-18", "2024-11-18"), of("2023-01-02", "2023-01-02"));
        assert_ne!(of("2023-01", "2023-06"), of("2024-01", "2024-09"));
        assert_ne!(of("2016", "2020"), of("2016", "2016"));
        assert_ne!(of("2023", "2023"), of("2023-12", "2023-12"));
    }
}
