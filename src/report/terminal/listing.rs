//! The ids behind every count of the matrices, so that each number leads to its items and each item to its line.

use super::{Context, page::Page, short, theme};
use crate::{model::FindingId, report::text::Rich};

/// Topic by topic and actor by actor, paper by paper.
pub fn write(context: &Context, page: &mut Page) {
    let comparison = &context.analysis.comparison;
    if comparison.topics.is_empty() && comparison.actors.is_empty() {
        return;
    }
    page.heading(&context.words.index);
    for topic in &comparison.topics {
        let cells = topic.papers.iter().map(|c| {
            let problems = ids(&c.problems, theme::PROBLEM);
            (
                context.index.key(&c.paper),
                problems.add(theme::FAINT, "▸").join(ids(&c.countermeasures, theme::MEASURE)),
            )
        });
        row(context.index.name(topic.id.as_str()), cells, page);
    }
    for actor in &comparison.actors {
        let cells = actor.papers.iter();
        let cells = cells.map(|c| (context.index.key(&c.paper), ids(&c.countermeasures, theme::MEASURE)));
        row(&format!("@{}", context.index.name(actor.id.as_str())), cells, page);
    }
    page.text(0, &Rich::styled(theme::FAINT, &context.words.index_legend));
}

fn row(name: &str, cells: impl Iterator<Item = (String, Rich)>, page: &mut Page) {
    let cells = cells.enumerate().fold(Rich::new(), |all, (i, (paper, ids))| {
        let gap = if i > 0 { " · " } else { "" };
        all.add(theme::FAINT, gap).add(theme::STRONG, paper).and(" ").join(ids)
    });
    page.flow(Rich::plain(" ").add(theme::HEADING, name).and(" "), &cells, Rich::new());
}

fn ids(ids: &[FindingId], style: anstyle::Style) -> Rich {
    Rich::styled(style, ids.iter().map(|id| short(id.as_str())).collect::<Vec<_>>().join(" "))
}
