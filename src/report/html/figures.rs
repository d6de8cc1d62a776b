//! The figures: indicators as series with charts, and all of them in a table.

use super::{ROWS, View, anchor, chart, facts, scroller};
use crate::{
    model::{Conflict, ConflictKind, Indicator, Paper, Statistic, StatisticId},
    report::{
        labels::fill,
        terminal::figures::{indicator_name, papers_of, period},
    },
};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// So many series have a chart; the rest are in the table.
const CHARTS: usize = 60;

/// Indicators with several figures: those of several papers first, then those in conflict, then the longest.
pub fn series(view: &View) -> Markup {
    let words = view.words;
    let mut series: Vec<_> =
        view.analysis.comparison.indicators.iter().filter(|i| i.observations.len() > 1).collect();
    series.sort_by_key(|i| std::cmp::Reverse((papers_of(i) > 1, i.conflicts.len(), i.observations.len())));
    let left_out = series.len().saturating_sub(CHARTS);
    super::section(
        "indicators",
        &words.html_indicators,
        html! {
            @if series.is_empty() { p.none { (words.none) } }
            @else {
                p.legend { (words.html_chart_legend) }
                div.series { @for indicator in series.iter().take(CHARTS) { (one(view, indicator)) } }
                @if left_out > 0 { p.legend { (fill(&words.html_first_of, &[("k", &CHARTS), ("n", &series.len())])) } }
            }
        },
    )
}

/// An indicator's name, the measure at its end in the report's language.
pub fn name(view: &View, indicator: &Indicator) -> String {
    indicator_name(view.words, indicator)
}

fn one(view: &View, indicator: &Indicator) -> Markup {
    let words = view.words;
    let papers = anchor::tokens(indicator.observations.iter().map(|o| o.paper.as_str()));
    html! {
        article.indicator.f data-p=(papers) {
            h3 {
                (name(view, indicator))
                @if let Some(unit) = &indicator.unit { " " small { "[" (unit) "]" } }
                " " small { (fill(&words.in_papers, &[("k", &papers_of(indicator))])) }
            }
            div.pair {
                (chart::chart(view, indicator))
                (scroller(&name(view, indicator), html! {
                    table.observations {
                        caption.hidden { (name(view, indicator)) }
                        thead { tr { @for head in [&words.period, &words.value, &words.html_paper, &words.source, &words.place] {
                            th scope="col" { (head) }
                        } } }
                        tbody { @for observation in indicator.observations.iter().take(ROWS) {
                            @if let Some((paper, statistic)) = view.index.statistic(&observation.statistic) {
                                (observed(view, paper, statistic))
                            }
                        } }
                    }
                }))
            }
            @if indicator.observations.len() > ROWS { p.legend { (cut(view, indicator.observations.len())) } }
            @if !indicator.conflicts.is_empty() {
                ul.conflicts { @for conflict in indicator.conflicts.iter().take(ROWS) { (dispute(view, conflict)) } }
                @if indicator.conflicts.len() > ROWS { p.legend { (cut(view, indicator.conflicts.len())) } }
            }
        }
    }
}

fn observed<'a>(view: &View<'a>, paper: &'a Paper, statistic: &'a Statistic) -> Markup {
    html! {
        tr data-p=(anchor::token(paper.id.as_str())) {
            td { (statistic.period.map_or_else(|| "—".into(), |p| period(&p))) }
            td { (facts::measured(view.words, statistic)) }
            td { (view.column(paper)) }
            td { (statistic.source.as_deref().unwrap_or("—")) }
            td { (view.statistic(&statistic.id)) " " span.where { (view.index.place(paper, statistic.figure.line)) } }
        }
    }
}

/// Two figures that do not agree, and what kind of difference it is.
fn dispute(view: &View, conflict: &Conflict) -> Markup {
    let words = view.words;
    let (class, kind) = match conflict.kind {
        ConflictKind::Rounding => ("only", &words.conflict_rounding),
        ConflictKind::OtherSource => ("open", &words.conflict_other_source),
        ConflictKind::OtherScope => ("open", &words.conflict_other_scope),
        ConflictKind::Conflict => ("bad", &words.conflict_conflict),
    };
    let side = |id: &StatisticId| {
        let figure = view.index.statistic(id).map(|(_, s)| facts::value(words, s));
        html! { (view.statistic(id)) @if let Some(figure) = figure { " " (figure) } }
    };
    html! {
        li {
            span class={ "status " (class) } { span aria-hidden="true" { "!" } " " (words.conflict) } " "
            (side(&conflict.a)) " ↔ " (side(&conflict.b)) " " small { (kind) } " " span.detail { (conflict.why) }
        }
    }
}

/// All figures by indicator, then those without one; of many papers only the indicators of several.
pub fn table(view: &View) -> Markup {
    let words = view.words;
    let (shared, single): (Vec<_>, Vec<_>) =
        view.analysis.comparison.indicators.iter().partition(|i| papers_of(i) > 1);
    let groups: Vec<_> = shared.into_iter().chain(single.into_iter().filter(|_| !view.many())).collect();
    let shown: BTreeSet<_> = view
        .analysis
        .comparison
        .indicators
        .iter()
        .flat_map(|i| &i.observations)
        .map(|o| &o.statistic)
        .collect();
    let none = view.analysis.papers.iter().all(|p| p.statistics.is_empty());
    let by_hand = view.analysis.papers.iter().flat_map(|p| &p.statistics).any(|s| s.by_hand.is_some());
    super::section(
        "figures",
        &words.figures_by_indicator,
        html! {
            @if none { p.none { (words.none) } } @else {
                p.legend { (words.figures_legend) @if by_hand { " " (words.by_hand_legend) } @if view.many() { " " (words.html_figures_elsewhere) } }
                (scroller(&words.figures_by_indicator, html! {
                    table.figures {
                        caption.hidden { (words.figures_by_indicator) }
                        thead { tr { @for head in [&words.value, &words.period, &words.source, &words.html_clause, &words.place] {
                            th scope="col" { (head) }
                        } } }
                        @for indicator in groups { (group(view, indicator)) }
                        @if !view.many() { @for paper in &view.analysis.papers { (others(view, paper, &shown)) } }
                    }
                }))
            }
        },
    )
}

fn group(view: &View, indicator: &Indicator) -> Markup {
    let papers = papers_of(indicator);
    html! {
        tbody {
            tr.group data-p=(anchor::tokens(indicator.observations.iter().map(|o| o.paper.as_str()))) {
                th colspan="5" scope="rowgroup" {
                    (name(view, indicator))
                    @if let Some(unit) = &indicator.unit { " " small { "[" (unit) "]" } }
                    @if papers > 1 { " " small { (fill(&view.words.in_papers, &[("k", &papers)])) } }
                }
            }
            @for (paper, statistic) in indicator.observations.iter().take(ROWS).filter_map(|o| view.index.statistic(&o.statistic)) {
                (row(view, paper, statistic))
            }
            @if indicator.observations.len() > ROWS {
                tr { td.legend colspan="5" { (cut(view, indicator.observations.len())) } }
            }
        }
    }
}

/// Says that not all are listed, where they are not.
fn cut(view: &View, n: usize) -> String {
    if n > ROWS { fill(&view.words.html_first_of, &[("k", &ROWS), ("n", &n)]) } else { String::new() }
}

/// Figures of a paper that belong to no indicator.
fn others(view: &View, paper: &Paper, shown: &BTreeSet<&StatisticId>) -> Markup {
    let rest: Vec<_> = paper.statistics.iter().filter(|s| !shown.contains(&s.id)).collect();
    html! {
        @if !rest.is_empty() { tbody {
            tr.group data-p=(anchor::token(paper.id.as_str())) {
                th colspan="5" scope="rowgroup" { (fill(&view.words.other_figures, &[("paper", &paper.id)])) }
            }
            @for statistic in rest { (row(view, paper, statistic)) }
        } }
    }
}

fn row(view: &View, paper: &Paper, statistic: &Statistic) -> Markup {
    html! {
        tr.f data-p=(anchor::token(paper.id.as_str())) {
            td.num { (facts::measured(view.words, statistic)) }
            td { (statistic.period.map_or_else(|| "—".into(), |p| period(&p))) }
            td { (statistic.source.as_deref().unwrap_or("—")) }
            td.quote lang=[view.chinese()] { (statistic.quote) }
            td { (view.statistic(&statistic.id)) " " span.where { (view.index.place(paper, statistic.figure.line)) } }
        }
    }
}
