//! What the papers say together: topics, indicators, arithmetic, promises.

use super::{Cell, Table, period, place};
use crate::{
    model::{Analysis, Announced, FindingId, FindingKind, Indicator, Observation, Paper, Promise, TopicCell},
    report::index::Index,
};

/// One row a topic and paper that has a finding on it; the matrix is a pivot of it.
pub(super) fn topics(analysis: &Analysis, index: &Index) -> Table {
    let rows = analysis.comparison.topics.iter().flat_map(|topic| {
        topic.papers.iter().map(move |cell| {
            let mut row = vec![
                topic.id.as_str().into(),
                index.name(topic.id.as_str()).into(),
                topic.status.as_str().into(),
                cell.paper.as_str().into(),
                cell.problems.len().into(),
                cell.countermeasures.len().into(),
                Cell::list(&cell.problems),
                Cell::list(&cell.countermeasures),
            ];
            row.extend(first_place(cell, index));
            row
        })
    });
    Table {
        name: "topics",
        columns: &[
            "topic",
            "label",
            "status",
            "paper",
            "problems",
            "countermeasures",
            "problem_ids",
            "countermeasure_ids",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

/// Where the first finding of a cell stands.
fn first_place(cell: &TopicCell, index: &Index) -> [Cell; 2] {
    let ids = cell.problems.iter().chain(&cell.countermeasures);
    let first = { ids }.find_map(|id: &FindingId| index.finding(id));
    first.map_or([Cell::Missing, Cell::Missing], |(paper, finding)| place(paper, finding.span.line))
}

/// One row an observation; what it conflicts with stands beside it.
pub(super) fn indicators(analysis: &Analysis, index: &Index) -> Table {
    let rows =
        analysis.comparison.indicators.iter().flat_map(|indicator| {
            indicator.observations.iter().map(move |o| observation(indicator, o, index))
        });
    Table {
        name: "indicators",
        columns: &[
            "indicator",
            "unit",
            "statistic",
            "paper",
            "period_start",
            "period_end",
            "surface",
            "value",
            "low",
            "high",
            "source",
            "differs_from",
            "difference",
            "why",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

fn observation(indicator: &Indicator, o: &Observation, index: &Index) -> Vec<Cell> {
    let differing = || indicator.conflicts.iter().filter(|c| c.a == o.statistic || c.b == o.statistic);
    let [start, end] = period(o.period);
    let found = index.statistic(&o.statistic);
    let mut row = vec![
        indicator.name.as_str().into(),
        indicator.unit.as_deref().into(),
        o.statistic.as_str().into(),
        o.paper.as_str().into(),
        start,
        end,
        found.map(|(_, s)| s.surface.as_str()).into(),
        o.value.into(),
        o.low.into(),
        o.high.into(),
        o.source.as_deref().into(),
        Cell::list(differing().map(|c| if c.a == o.statistic { &c.b } else { &c.a })),
        Cell::list(differing().map(|c| c.kind)),
        Cell::list(differing().map(|c| &c.why)),
    ];
    row.extend(found.map_or([Cell::Missing, Cell::Missing], |(paper, s)| place(paper, s.figure.line)));
    row
}

pub(super) fn arithmetic(analysis: &Analysis, index: &Index) -> Table {
    let rows = analysis.comparison.arithmetic.iter().map(|check| {
        // The stated figure is the last: its place is the row's.
        let stated = check.statistics.last();
        let found = stated.and_then(|id| index.statistic(id));
        let mut row = vec![
            stated.map(|id| id.as_str()).into(),
            found.map(|(paper, _)| paper.id.as_str()).into(),
            check.relation.as_str().into(),
            check.expression.as_str().into(),
            check.stated.into(),
            check.computed.low.into(),
            check.computed.high.into(),
            found.and_then(|(_, s)| s.unit.as_deref()).into(),
            check.verdict.as_str().into(),
            Cell::list(&check.statistics),
        ];
        row.extend(found.map_or([Cell::Missing, Cell::Missing], |(paper, s)| place(paper, s.figure.line)));
        row
    });
    Table {
        name: "arithmetic",
        columns: &[
            "statistic",
            "paper",
            "relation",
            "expression",
            "stated",
            "computed_low",
            "computed_high",
            "unit",
            "verdict",
            "statistics",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

pub(super) fn promises(analysis: &Analysis) -> Table {
    let rows = analysis.comparison.promises.iter().map(|promise| {
        let paper = analysis.papers.iter().find(|p| p.id == promise.paper);
        let said = paper.and_then(|p| announced(p, promise));
        let mut row = vec![
            promise.paper.as_str().into(),
            promise.kind.as_str().into(),
            promise.announced.as_str().into(),
            (!promise.found_in.is_empty()).into(),
            Cell::list(&promise.found_in),
            paper.map(|p| p.source.path.as_str()).into(),
        ];
        row.push(said.map(|a| a.span.line).into());
        row
    });
    Table {
        name: "promises",
        columns: &["paper", "kind", "announced", "kept", "found_in", "file", "line"],
        rows: rows.collect(),
    }
}

pub(super) fn unannounced(analysis: &Analysis, index: &Index) -> Table {
    let rows = analysis.comparison.unannounced.iter().filter_map(|theme| {
        let (paper, finding) = index.finding(&theme.finding)?;
        let mut row = vec![
            theme.finding.as_str().into(),
            theme.paper.as_str().into(),
            theme.kind.as_str().into(),
            finding.label.as_deref().into(),
            theme.why.as_str().into(),
        ];
        row.extend(super::place(paper, finding.span.line));
        Some(row)
    });
    Table {
        name: "unannounced",
        columns: &["id", "paper", "kind", "label", "why", "file", "line"],
        rows: rows.collect(),
    }
}

/// Where the abstract announces it.
fn announced<'a>(paper: &'a Paper, promise: &Promise) -> Option<&'a Announced> {
    let said = match promise.kind {
        FindingKind::Problem => &paper.announced.problems,
        FindingKind::Countermeasure => &paper.announced.countermeasures,
    };
    said.iter().find(|a| a.label == promise.announced)
}
