//! Topics × papers, and the findings behind every cell.

use super::{
    View, anchor,
    matrix::{self, Frame, Row, heat, list},
    summary::{papers_on, status},
};
use crate::{
    model::{TopicCell, TopicRow},
    report::labels::fill,
};
use maud::{Markup, html};

/// The matrix, then each topic with its findings.
pub fn section(view: &View) -> Markup {
    let words = view.words;
    let rows: Vec<Row> = view.analysis.comparison.topics.iter().map(|t| row(view, t)).collect();
    let frame = Frame { caption: &words.matrix, rows: &words.matrix_topic, after: &words.status_heading };
    super::section(
        "topics",
        &words.matrix,
        html! {
            @if rows.is_empty() { p.none { (words.none) } } @else {
                p.legend {
                    span.heat { b.prob.q3 { "3" } b.meas.q2 { "2" } } " "
                    (fill(&words.html_matrix_legend, &[("n", &view.analysis.papers.len())]))
                }
                (matrix::matrix(view, &frame, &rows))
                div.folds { @for topic in &view.analysis.comparison.topics { (details(view, topic)) } }
            }
        },
    )
}

fn row<'a>(view: &View<'a>, topic: &'a TopicRow) -> Row<'a> {
    let (problems, measures) = papers_on(topic);
    Row {
        anchor: anchor::topic(topic.id.as_str()),
        topic: Some(anchor::token(topic.id.as_str())),
        actor: None,
        name: view.index.name(topic.id.as_str()),
        cells: topic.papers.iter().map(|c| (&c.paper, cell(view, topic, c))).collect(),
        total: html! { span.prob { (problems) } span.nil { "▸" } span.meas { (measures) } },
        after: status(view, topic.status),
    }
}

fn cell(view: &View, topic: &TopicRow, cell: &TopicCell) -> Markup {
    let (problems, measures) = (cell.problems.len(), cell.countermeasures.len());
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("paper", &cell.paper), ("problems", &problems), ("measures", &measures)];
    let told = fill(&view.words.html_cell, &values);
    html! {
        a.heat href={ "#" (place(topic, cell)) } title=[(!view.many()).then_some(&told)] aria-label=(told) {
            (heat(problems, "prob")) (heat(measures, "meas"))
        }
    }
}

fn place(topic: &TopicRow, cell: &TopicCell) -> String {
    format!("{}_{}", anchor::topic(topic.id.as_str()), anchor::token(cell.paper.as_str()))
}

fn details(view: &View, topic: &TopicRow) -> Markup {
    let words = view.words;
    let (problems, measures) = papers_on(topic);
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("problems", &problems), ("measures", &measures), ("n", &view.analysis.papers.len())];
    html! {
        details data-t=(anchor::token(topic.id.as_str())) data-holds=(anchor::topic(topic.id.as_str())) {
            summary {
                h3 { (view.index.name(topic.id.as_str())) } " "
                small { (fill(&words.html_topic_counts, &values)) } " " (status(view, topic.status))
            }
            (view.lazy(html! { div.fold id=(anchor::topic(topic.id.as_str())) { @for cell in &topic.papers {
                div.entry id=(place(topic, cell)) data-p=(anchor::token(cell.paper.as_str())) {
                    h4 { (view.paper(&cell.paper)) }
                    div.sides {
                        div { h5.prob { (words.html_problems) }
                            @if cell.problems.is_empty() { p.none { (words.none) } } @else { (list(view, &cell.problems, "prob")) } }
                        div { h5.meas { (words.html_measures) }
                            @if cell.countermeasures.is_empty() { p.none { (words.none) } } @else { (list(view, &cell.countermeasures, "meas")) } }
                    }
                }
            } } }))
        }
    }
}
