//! Topics and actors across the papers.

use super::{Context, page::Page, summary, theme};
use crate::{
    model::{PaperId, TopicStatus},
    report::{
        labels::fill,
        table::{Align, Column, Table},
        text::{Rich, width},
    },
};
use std::{collections::BTreeMap, ops::Range};

/// Beyond so many blocks of columns the papers are only counted.
const BLOCKS: usize = 4;
/// Columns kept for the names of the rows.
const NAMES: usize = 22;
/// Columns kept for what stands after the cells.
const AFTER: usize = 16;

/// Topics × papers: `3▸2` is three problems and two countermeasures.
pub fn topics(context: &Context, page: &mut Page) {
    let words = context.words;
    let most = (context.analysis.comparison.topics.iter())
        .flat_map(|t| &t.papers)
        .map(|c| c.problems.len() + c.countermeasures.len());
    let most = most.max().unwrap_or(0);
    let rows: Vec<Row> = (context.analysis.comparison.topics.iter())
        .map(|topic| {
            let (problems, measures) = summary::papers_on(topic);
            let cells = topic.papers.iter();
            Row {
                name: context.index.name(topic.id.as_str()),
                cells: cells
                    .map(|c| (&c.paper, pair(c.problems.len(), c.countermeasures.len(), most)))
                    .collect(),
                total: Rich::plain(format!("{problems}▸{measures}")),
                after: status(context, topic.status),
            }
        })
        .collect();
    if !rows.is_empty() {
        page.heading(&words.matrix);
        write(context, page, [&words.matrix_topic, &words.matrix_papers], &rows);
        page.text(0, &legend(context, &words.matrix_legend));
    }
}

/// Actors × papers: how many countermeasures each paper asks of each.
pub fn actors(context: &Context, page: &mut Page) {
    let words = context.words;
    let most =
        context.analysis.comparison.actors.iter().flat_map(|a| &a.papers).map(|c| c.countermeasures.len());
    let most = most.max().unwrap_or(0);
    let rows: Vec<Row> = (context.analysis.comparison.actors.iter())
        .map(|actor| Row {
            name: context.index.name(actor.id.as_str()),
            cells: actor.papers.iter().map(|c| (&c.paper, count(c.countermeasures.len(), most))).collect(),
            total: Rich::plain(actor.papers.len().to_string()),
            after: Rich::new(),
        })
        .collect();
    if !rows.is_empty() {
        page.heading(&words.actors);
        write(context, page, [&words.actor, &words.matrix_papers], &rows);
        page.text(0, &legend(context, &words.actors_legend));
    }
}

fn legend(context: &Context, template: &str) -> Rich {
    let legend = fill(template, &[("n", &context.analysis.papers.len())]);
    Rich::styled(theme::FAINT, format!("{legend} {}", context.words.heat_legend))
}

struct Row<'a> {
    name: &'a str,
    cells: BTreeMap<&'a PaperId, Rich>,
    total: Rich,
    after: Rich,
}

/// The matrix in blocks of as many papers as the page is wide; of very many papers only the totals.
fn write(context: &Context, page: &mut Page, heads: [&String; 2], rows: &[Row]) {
    let columns = context.analysis.papers.iter().map(|p| context.index.key(&p.id)).collect::<Vec<_>>();
    let widest = columns.iter().map(|c| width(c)).max().unwrap_or(0).max(5);
    let fit = (page.width().saturating_sub(NAMES + AFTER) / (widest + 2)).max(1);
    let blocks = columns.len().div_ceil(fit);
    if blocks > BLOCKS {
        return page.table(&block(context, heads, rows, &columns, 0..0));
    }
    // Blocks of like size look better than a full one and a remainder.
    let size = columns.len().div_ceil(blocks.max(1)).max(1);
    for first in (0..columns.len()).step_by(size) {
        if first > 0 {
            page.blank();
        }
        page.table(&block(context, heads, rows, &columns, first..(first + size).min(columns.len())));
    }
}

fn block(
    context: &Context,
    heads: [&String; 2],
    rows: &[Row],
    columns: &[String],
    papers: Range<usize>,
) -> Table {
    let mut shape = vec![Column::flexible()];
    shape.extend(papers.clone().map(|_| Column::fixed(Align::Right)));
    shape.extend([Column::fixed(Align::Right), Column::fixed(Align::Left)]);
    let mut table = Table::new(0, shape);
    let mut head = vec![heads[0].as_str()];
    head.extend(columns[papers.clone()].iter().map(String::as_str));
    head.extend([heads[1].as_str(), ""]);
    table.row(head.into_iter().map(|h| Rich::styled(theme::FAINT, h)).collect::<Vec<_>>());
    for row in rows {
        let mut cells = vec![Rich::plain(row.name)];
        let none = || Rich::styled(theme::FAINT, "·");
        let shown = context.analysis.papers[papers.clone()].iter();
        cells.extend(shown.map(|p| row.cells.get(&p.id).cloned().unwrap_or_else(none)));
        cells.extend([row.total.clone(), row.after.clone()]);
        table.row(cells);
    }
    table
}

/// `▓3▸2`, `░1▸·`, `░·▸2`.
fn pair(problems: usize, measures: usize, most: usize) -> Rich {
    shade(problems + measures, most)
        .join(count_in(problems, theme::PROBLEM))
        .add(theme::FAINT, "▸")
        .join(count_in(measures, theme::MEASURE))
}

fn count(n: usize, most: usize) -> Rich {
    shade(n, most).join(count_in(n, theme::MEASURE))
}

/// How much it is of the most there is, in quarters: heat that needs no colour.
fn shade(n: usize, most: usize) -> Rich {
    const SHADES: [&str; 4] = ["░", "▒", "▓", "█"];
    let quarter = (n * SHADES.len()).div_ceil(most.max(1)).clamp(1, SHADES.len());
    Rich::styled(theme::FAINT, SHADES[quarter - 1])
}

/// The more, the heavier.
fn count_in(n: usize, style: anstyle::Style) -> Rich {
    match n {
        0 => Rich::styled(theme::FAINT, "·"),
        1 | 2 => Rich::styled(style, n.to_string()),
        _ => Rich::styled(style.bold(), n.to_string()),
    }
}

/// In words, so that it reads without colour.
pub fn status(context: &Context, status: TopicStatus) -> Rich {
    let words = context.words;
    match status {
        TopicStatus::Answered => Rich::styled(theme::FAINT, &words.status_answered),
        TopicStatus::Indirect => Rich::styled(theme::TAG, &words.status_indirect),
        TopicStatus::Unanswered => Rich::styled(theme::WARN, &words.status_unanswered),
        TopicStatus::ProposedOnly => Rich::styled(theme::TAG, &words.status_proposed_only),
    }
}
