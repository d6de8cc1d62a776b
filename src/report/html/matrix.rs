//! Rows × papers. Of many papers, papers are the rows, so that the table grows downwards.

use super::{View, anchor, scroller};
use crate::{model::PaperId, report::labels::fill};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// A topic or an actor across the papers.
pub struct Row<'a> {
    /// Its anchor in the page.
    pub anchor: String,
    /// Attribute the filters know it by, and its value.
    pub topic: Option<String>,
    /// As [`Row::topic`].
    pub actor: Option<String>,
    /// Its name.
    pub name: &'a str,
    /// What each paper has on it.
    pub cells: BTreeMap<&'a PaperId, Markup>,
    /// So many papers.
    pub total: Markup,
    /// What stands last in the row.
    pub after: Markup,
}

/// Words around a matrix.
pub struct Frame<'w> {
    /// What the table shows.
    pub caption: &'w str,
    /// What the rows are.
    pub rows: &'w str,
    /// What the last column is; empty for none.
    pub after: &'w str,
}

/// The matrix.
pub fn matrix(view: &View, frame: &Frame, rows: &[Row]) -> Markup {
    let table = if view.many() { upright(view, frame, rows) } else { flat(view, frame, rows) };
    scroller(frame.caption, table)
}

/// Papers as columns.
fn flat(view: &View, frame: &Frame, rows: &[Row]) -> Markup {
    let papers = &view.analysis.papers;
    html! {
        table.matrix {
            caption.hidden[frame.caption == view.words.matrix] { (frame.caption) }
            thead { tr {
                th scope="col" { (frame.rows) }
                @for paper in papers { th.cell scope="col" data-p=(anchor::token(paper.id.as_str())) { (view.column(paper)) } }
                th.cell scope="col" { (view.words.matrix_papers) }
                @if !frame.after.is_empty() { th scope="col" { (frame.after) } }
            } }
            tbody { @for row in rows {
                tr data-t=[row.topic.as_deref()] data-a=[row.actor.as_deref()] {
                    th scope="row" { a href={ "#" (row.anchor) } { (row.name) } }
                    @for paper in papers { (cell(row, &paper.id)) }
                    td.cell.total { (row.total) }
                    @if !frame.after.is_empty() { td { (row.after) } }
                }
            } }
        }
    }
}

/// Papers as rows.
fn upright(view: &View, frame: &Frame, rows: &[Row]) -> Markup {
    html! {
        table.matrix.upright {
            caption.hidden[frame.caption == view.words.matrix] { (frame.caption) }
            thead {
                tr {
                    th scope="col" { (view.words.html_paper) }
                    @for row in rows { th.cell.slant scope="col" data-t=[row.topic.as_deref()] data-a=[row.actor.as_deref()] {
                        a href={ "#" (row.anchor) } { (row.name) }
                    } }
                }
                tr.total {
                    th scope="row" { (view.words.matrix_papers) }
                    @for row in rows { td.cell data-t=[row.topic.as_deref()] data-a=[row.actor.as_deref()] { (row.total) } }
                }
            }
            tbody { @for paper in &view.analysis.papers {
                tr data-p=(anchor::token(paper.id.as_str())) {
                    th scope="row" { (view.column(paper)) }
                    @for row in rows { (plain_cell(row, &paper.id)) }
                }
            } }
        }
    }
}

fn cell(row: &Row, paper: &PaperId) -> Markup {
    html! {
        td.cell data-p=(anchor::token(paper.as_str())) {
            @match row.cells.get(paper) { Some(cell) => (cell), None => span.nil { "·" } }
        }
    }
}

fn plain_cell(row: &Row, paper: &PaperId) -> Markup {
    html! {
        td.cell data-t=[row.topic.as_deref()] data-a=[row.actor.as_deref()] {
            @match row.cells.get(paper) { Some(cell) => (cell), None => span.nil { "·" } }
        }
    }
}

/// A count whose ground is the darker the more it is.
pub fn heat(n: usize, class: &str) -> Markup {
    let grade = match n {
        0 => 0,
        1 | 2 => n,
        3 | 4 => 3,
        5..=8 => 4,
        _ => 5,
    };
    html! { @if n == 0 { b.nil { "·" } } @else { b class={ (class) " q" (grade) } { (n) } } }
}

/// Actors × papers, and what each is asked to do on which topic.
pub fn actors(view: &View) -> Markup {
    let words = view.words;
    let n = view.analysis.papers.len();
    let rows: Vec<Row> = (view.analysis.comparison.actors.iter())
        .map(|actor| Row {
            anchor: anchor::actor(actor.id.as_str()),
            topic: None,
            actor: Some(anchor::token(actor.id.as_str())),
            name: view.index.name(actor.id.as_str()),
            cells: (actor.papers.iter())
                .map(|c| (&c.paper, link(view, &actor.id, &c.paper, c.countermeasures.len())))
                .collect(),
            total: html! { (fill(&words.k_of_n, &[("k", &actor.papers.len()), ("n", &n)])) },
            after: html! {},
        })
        .collect();
    let frame = Frame { caption: &words.actors, rows: &words.actor, after: "" };
    super::section(
        "actors",
        &words.html_actors,
        html! {
            @if rows.is_empty() { p.none { (words.none) } } @else {
                (by_topic(view))
                (matrix(view, &frame, &rows))
                p.legend { (fill(&words.actors_legend, &[("n", &n)])) }
                (tasks(view))
            }
        },
    )
}

fn link(view: &View, actor: &crate::model::ActorId, paper: &PaperId, n: usize) -> Markup {
    let target = format!("{}_{}", anchor::actor(actor.as_str()), anchor::token(paper.as_str()));
    let told = fill(&view.words.html_asked, &[("paper", paper), ("n", &n)]);
    html! { a.heat href={ "#" (target) } aria-label=(told) title=[(!view.many()).then_some(&told)] { (heat(n, "meas")) } }
}

/// Actors × topics: how many countermeasures on the topic are asked of the actor, in how many papers.
fn by_topic(view: &View) -> Markup {
    let (words, comparison) = (view.words, &view.analysis.comparison);
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for cell in comparison.actors.iter().flat_map(|a| a.papers.iter().map(move |c| (a, c))) {
        for (_, finding) in cell.1.countermeasures.iter().filter_map(|id| view.index.finding(id)) {
            for topic in &finding.topics {
                *counts.entry((cell.0.id.as_str(), topic.id.as_str())).or_default() += 1;
            }
        }
    }
    let asked = |t: &&crate::model::TopicRow| {
        comparison.actors.iter().any(|a| counts.contains_key(&(a.id.as_str(), t.id.as_str())))
    };
    let topics: Vec<_> = comparison.topics.iter().filter(asked).collect();
    scroller(
        &words.html_actors,
        html! {
            table.matrix {
                caption { (words.html_actors_topics) }
                thead { tr {
                    th scope="col" { (words.matrix_topic) }
                    @for actor in &comparison.actors { th.cell scope="col" data-a=(anchor::token(actor.id.as_str())) {
                        a href={ "#" (anchor::actor(actor.id.as_str())) } { (view.index.name(actor.id.as_str())) }
                    } }
                } }
                tbody { @for topic in topics {
                    tr data-t=(anchor::token(topic.id.as_str())) {
                        th scope="row" { a href={ "#" (anchor::topic(topic.id.as_str())) } { (view.index.name(topic.id.as_str())) } }
                        @for actor in &comparison.actors {
                            td.cell data-a=(anchor::token(actor.id.as_str())) {
                                @match counts.get(&(actor.id.as_str(), topic.id.as_str())) {
                                    Some(n) => span.heat { (heat(*n, "meas")) }, None => span.nil { "·" },
                                }
                            }
                        }
                    }
                } }
            }
        },
    )
}

/// What each actor is asked to do, paper by paper.
fn tasks(view: &View) -> Markup {
    html! {
        div.folds { @for actor in &view.analysis.comparison.actors {
            details data-a=(anchor::token(actor.id.as_str())) data-holds=(anchor::actor(actor.id.as_str())) {
                summary { h3 { (view.index.name(actor.id.as_str())) } " " small {
                    (fill(&view.words.k_of_n, &[("k", &actor.papers.len()), ("n", &view.analysis.papers.len())]))
                } }
                (view.lazy(html! { div.fold id=(anchor::actor(actor.id.as_str())) { @for cell in &actor.papers {
                    div.entry id={ (anchor::actor(actor.id.as_str())) "_" (anchor::token(cell.paper.as_str())) }
                        data-p=(anchor::token(cell.paper.as_str())) {
                        h4 { (view.paper(&cell.paper)) }
                        (list(view, &cell.countermeasures, "meas"))
                    }
                } } }))
            }
        } }
    }
}

/// Findings with what they say; of many papers only themes say it, points are links.
pub fn list(view: &View, ids: &[crate::model::FindingId], class: &str) -> Markup {
    let is_theme = |id: &&crate::model::FindingId| {
        view.index.finding(id).is_some_and(|(_, f)| f.level == crate::model::Level::Theme)
    };
    let said = |id: &&crate::model::FindingId| !view.many() || is_theme(id);
    let (said, named): (Vec<_>, Vec<_>) = ids.iter().partition(said);
    html! {
        ul class={ "said " (class) } {
            @for id in said { li { (view.finding(id)) " " (view.label(id)) } }
            @if !named.is_empty() { li { @for id in named { (view.finding(id)) " " } } }
        }
    }
}
