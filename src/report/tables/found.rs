//! Problems, countermeasures, and the links between them.

use super::{Cell, Table, by_hand, place};
use crate::{
    model::{Analysis, Finding, Paper},
    report::index::Index,
};

pub(super) fn problems(analysis: &Analysis, index: &Index) -> Table {
    let rows = analysis.papers.iter().flat_map(|paper| {
        paper.problems.iter().map(|finding| {
            let mut row = common(paper, finding, index);
            row.push(Cell::list(index.answers(&finding.id).iter().map(|(measure, _)| &measure.id)));
            row.push(by_hand(finding.by_hand.as_ref()));
            row.extend(place(paper, finding.span.line));
            row
        })
    });
    Table {
        name: "problems",
        columns: &[
            "id",
            "paper",
            "level",
            "parent",
            "number",
            "label",
            "statement",
            "topic",
            "topics",
            "attribution",
            "citations",
            "section",
            "rules",
            "answered_by",
            "override",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

pub(super) fn countermeasures(analysis: &Analysis, index: &Index) -> Table {
    let rows = analysis.papers.iter().flat_map(|paper| {
        paper.countermeasures.iter().map(|finding| {
            let mut row = common(paper, finding, index);
            row.push(Cell::list(finding.actors.iter().map(|a| index.name(a.as_str()))));
            row.push(Cell::list(finding.addresses.iter().map(|a| &a.problem)));
            row.push(by_hand(finding.by_hand.as_ref()));
            row.extend(place(paper, finding.span.line));
            row
        })
    });
    Table {
        name: "countermeasures",
        columns: &[
            "id",
            "paper",
            "level",
            "parent",
            "number",
            "label",
            "statement",
            "topic",
            "topics",
            "attribution",
            "citations",
            "section",
            "rules",
            "actors",
            "addresses",
            "override",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

/// What both kinds have.
fn common(paper: &Paper, finding: &Finding, index: &Index) -> Vec<Cell> {
    vec![
        finding.id.as_str().into(),
        paper.id.as_str().into(),
        finding.level.as_str().into(),
        finding.parent.as_ref().map(|p| p.as_str()).into(),
        finding.number.as_deref().into(),
        finding.label.as_deref().into(),
        finding.statement.as_str().into(),
        finding.topics.first().map(|t| t.id.as_str()).into(),
        Cell::list(finding.topics.iter().map(|t| index.name(t.id.as_str()))),
        finding.attribution.as_str().into(),
        Cell::list(&finding.citations),
        finding.section.as_str().into(),
        Cell::list(finding.evidence.iter().map(|e| &e.rule)),
    ]
}

pub(super) fn links(analysis: &Analysis, index: &Index) -> Table {
    let rows = analysis.papers.iter().flat_map(|paper| {
        paper.countermeasures.iter().flat_map(move |measure| {
            measure.addresses.iter().map(move |address| {
                let problem = index.finding(&address.problem).map(|(_, f)| f);
                let mut row = vec![
                    measure.id.as_str().into(),
                    address.problem.as_str().into(),
                    paper.id.as_str().into(),
                    measure.statement.as_str().into(),
                    problem.map(|p| p.statement.as_str()).into(),
                    Cell::score(address.score),
                    address.why.as_str().into(),
                    problem.map(|p| p.span.line).into(),
                ];
                row.extend(place(paper, measure.span.line));
                row
            })
        })
    });
    Table {
        name: "links",
        columns: &[
            "countermeasure",
            "problem",
            "paper",
            "countermeasure_statement",
            "problem_statement",
            "score",
            "why",
            "problem_line",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}
