//! What stands in each paper by itself: papers, figures, references.

use super::{Cell, Table, by_hand, period, place};
use crate::{
    model::{Analysis, Finding, Level, Reference, Statistic},
    report::works::language,
};
use std::collections::BTreeMap;

pub(super) fn papers(analysis: &Analysis) -> Table {
    let rows = analysis.papers.iter().map(|paper| {
        let (meta, source) = (&paper.meta, &paper.source);
        let [problems, problem_points] = levels(&paper.problems);
        let [measures, measure_points] = levels(&paper.countermeasures);
        let title = meta.title_zh.as_deref().or(meta.title_en.as_deref());
        vec![
            paper.id.as_str().into(),
            meta.title_zh.as_deref().into(),
            meta.title_en.as_deref().into(),
            Cell::list(&meta.authors),
            meta.journal.as_deref().into(),
            meta.year.into(),
            meta.volume.as_deref().into(),
            meta.issue.as_deref().into(),
            meta.doi.as_deref().into(),
            title.and_then(language).into(),
            Cell::list(&meta.keywords_zh),
            meta.license.as_deref().into(),
            source.text.as_str().into(),
            problems,
            problem_points,
            measures,
            measure_points,
            paper.statistics.len().into(),
            paper.references.len().into(),
            paper.words.into(),
            source.encoding.as_str().into(),
            source.sha256.as_str().into(),
            source.path.as_str().into(),
            Cell::Integer(1),
        ]
    });
    Table {
        name: "papers",
        columns: &[
            "paper",
            "title_zh",
            "title_en",
            "authors",
            "journal",
            "year",
            "volume",
            "issue",
            "doi",
            "language",
            "keywords",
            "license",
            "text",
            "problem_themes",
            "problem_points",
            "countermeasure_themes",
            "countermeasure_points",
            "statistics",
            "references",
            "words",
            "encoding",
            "sha256",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

/// The numbers of themes and points.
fn levels(findings: &[Finding]) -> [Cell; 2] {
    [Level::Theme, Level::Point].map(|level| findings.iter().filter(|f| f.level == level).count().into())
}

pub(super) fn statistics(analysis: &Analysis) -> Table {
    let rows = analysis.papers.iter().flat_map(|paper| {
        paper.statistics.iter().map(|s| {
            let mut row = vec![s.id.as_str().into(), paper.id.as_str().into()];
            row.extend(figure(s));
            row.push(by_hand(s.by_hand.as_ref()));
            row.extend(place(paper, s.figure.line));
            row
        })
    });
    Table {
        name: "statistics",
        columns: &[
            "id",
            "paper",
            "indicator",
            "subject",
            "period_start",
            "period_end",
            "surface",
            "value",
            "low",
            "high",
            "resolution",
            "unit",
            "unit_inferred",
            "dimension",
            "qualifier",
            "measure",
            "role",
            "source",
            "attribution",
            "citations",
            "section",
            "quote",
            "override",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

fn figure(s: &Statistic) -> Vec<Cell> {
    let [start, end] = period(s.period);
    vec![
        s.indicator.as_deref().into(),
        s.subject.as_deref().into(),
        start,
        end,
        s.surface.as_str().into(),
        s.value.into(),
        s.low.into(),
        s.high.into(),
        s.resolution.into(),
        s.unit.as_deref().into(),
        s.unit_inferred.into(),
        s.dimension.as_str().into(),
        s.qualifier.as_str().into(),
        s.measure.as_str().into(),
        s.role.as_str().into(),
        s.source.as_deref().into(),
        s.attribution.as_str().into(),
        Cell::list(&s.citations),
        s.section.as_str().into(),
        s.quote.as_str().into(),
    ]
}

pub(super) fn references(analysis: &Analysis) -> Table {
    let shared: BTreeMap<_, _> = { analysis.comparison.references.iter() }
        .flat_map(|work| work.cited_by.iter().map(move |c| ((&c.paper, c.n), work)))
        .collect();
    let rows = analysis.papers.iter().flat_map(|paper| {
        let shared = &shared;
        paper.references.iter().map(move |r| {
            let mut row = vec![format!("{}/{}", paper.id, r.n).into(), paper.id.as_str().into()];
            row.extend(entry(r));
            let others = shared.get(&(&paper.id, r.n)).map(|work| {
                work.cited_by
                    .iter()
                    .filter(|c| c.paper != paper.id)
                    .map(|c| format!("{}/{}", c.paper, c.n))
                    .collect::<Vec<_>>()
            });
            row.push(Cell::list(others.unwrap_or_default()));
            row.push(r.raw.as_str().into());
            row.extend(place(paper, r.span.line));
            row
        })
    });
    Table {
        name: "references",
        columns: &[
            "id",
            "paper",
            "n",
            "authors",
            "title",
            "type",
            "container",
            "year",
            "volume",
            "issue",
            "pages",
            "doi",
            "url",
            "language",
            "also_cited_as",
            "raw",
            "file",
            "line",
        ],
        rows: rows.collect(),
    }
}

fn entry(r: &Reference) -> Vec<Cell> {
    vec![
        r.n.into(),
        Cell::list(&r.authors),
        r.title.as_deref().into(),
        r.kind.as_deref().into(),
        r.container.as_deref().into(),
        r.year.into(),
        r.volume.as_deref().into(),
        r.issue.as_deref().into(),
        r.pages.as_deref().into(),
        r.doi.as_deref().into(),
        r.url.as_deref().into(),
        r.title.as_deref().and_then(language).into(),
    ]
}
