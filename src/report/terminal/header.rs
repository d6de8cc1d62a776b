//! What was read.

use super::{Context, page::Page, theme};
use crate::{
    model::{Finding, Level, Paper, TextKind},
    report::{
        index::byline,
        labels::fill,
        table::{Align, Column, Table},
        text::Rich,
    },
};

/// The name of the program and pack, what was read, and what of it is shown.
pub fn write(context: &Context, page: &mut Page) {
    let (analysis, words) = (context.analysis, context.words);
    let left = Rich::styled(theme::HEADING, format!("{} {}", analysis.tool.name, analysis.tool.version))
        .add(theme::FAINT, format!(" · {} {}", analysis.domain.name, analysis.domain.version));
    let findings: usize = analysis.papers.iter().map(|p| p.problems.len() + p.countermeasures.len()).sum();
    let figures: usize = analysis.papers.iter().map(|p| p.statistics.len()).sum();
    let counts = fill(
        &words.items_read,
        &[("papers", &analysis.papers.len()), ("findings", &findings), ("figures", &figures)],
    );
    page.flow(Rich::new(), &left, Rich::plain(counts));
    page.line(Rich::styled(theme::RULE, "━".repeat(page.width())));
    if analysis.papers.is_empty() {
        page.text(0, &Rich::styled(theme::WARN, &words.no_papers));
        return;
    }
    if let Some(filter) = &analysis.filter {
        page.text(0, &Rich::styled(theme::WARN, context.index.filtered(words, filter)));
    }
    if context.index.numbered() {
        page.text(0, &Rich::styled(theme::FAINT, &words.numbered));
    }
}

/// One line a paper.
pub fn papers(context: &Context, page: &mut Page) {
    page.heading(&context.words.html_papers_read);
    page.table(&table(context));
}

fn table(context: &Context) -> Table {
    let words = context.words;
    let (left, right) = (Column::fixed(Align::Left), Column::fixed(Align::Right));
    let mut table = Table::new(0, [left, left, Column::flexible(), right, right, right, right, left]);
    let heads = [
        &words.id,
        &words.year,
        &words.title,
        &words.problems,
        &words.countermeasures,
        &words.figures,
        &words.references,
        &words.kind,
    ];
    table.row(heads.map(|h| Rich::styled(theme::FAINT, h)));
    for paper in &context.analysis.papers {
        table.row([
            Rich::styled(theme::STRONG, context.index.key(&paper.id)),
            Rich::plain(paper.meta.year.map_or("—".into(), |y| y.to_string())),
            title(context, paper),
            Rich::styled(theme::PROBLEM, counts(&paper.problems)),
            Rich::styled(theme::MEASURE, counts(&paper.countermeasures)),
            Rich::styled(theme::FIGURE, paper.statistics.len().to_string()),
            Rich::plain(paper.references.len().to_string()),
            kind(context, paper),
        ]);
    }
    table
}

/// The title; where there is none, what else there is to tell the paper by. With the id where the first column has only a number.
fn title(context: &Context, paper: &Paper) -> Rich {
    let title = Rich::plain(context.title(paper)).add(theme::FAINT, byline(paper));
    if context.index.numbered() { title.add(theme::FAINT, format!(" {}", paper.id)) } else { title }
}

/// `5/14`: themes and points.
fn counts(findings: &[Finding]) -> String {
    let themes = findings.iter().filter(|f| f.level == Level::Theme).count();
    format!("{themes}/{}", findings.len() - themes)
}

fn kind(context: &Context, paper: &Paper) -> Rich {
    let text = match paper.source.text {
        TextKind::Original => Rich::plain(&context.words.original),
        TextKind::Restatement => Rich::styled(theme::TAG, &context.words.restatement),
    };
    text.and(" ").add(theme::FAINT, &paper.source.encoding)
}
