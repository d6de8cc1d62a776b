//! A difference for people, in a terminal.

use super::{
    labels::Labels,
    lines::{Group, Line, Part, Section, Teller, sign},
};
use crate::{
    model::{Change, Difference},
    report::{
        NARROWEST, Options,
        labels::fill,
        table::spaces,
        terminal::{finish, page::Page, theme},
        text::Rich,
    },
};
use anstyle::Style;

/// The whole of it.
pub fn render(difference: &Difference, options: &Options, places: bool) -> Vec<u8> {
    let labels = Labels::of(options.lang);
    let teller = Teller { labels, options };
    let mut page = Page::new(options.width.max(NARROWEST));
    let names: [(&str, &dyn std::fmt::Display); 2] =
        [("old", &difference.old.name), ("new", &difference.new.name)];
    page.text(0, &Rich::styled(theme::FAINT, fill(labels.word(|w| &w.from_to), &names)));
    if difference.is_empty() {
        let moved = difference.moves.len();
        let none = match moved {
            0 => labels.word(|w| &w.none).to_owned(),
            n => fill(labels.word(|w| &w.only_moves), &[("n", &n)]),
        };
        page.text(0, &Rich::styled(theme::STRONG, none));
    } else {
        let summary = teller.summary(difference).join(" · ");
        page.text(0, &Rich::styled(theme::STRONG, summary));
        page.text(0, &Rich::styled(theme::FAINT, labels.word(|w| &w.legend)));
    }
    for paper in &difference.papers {
        section(&mut page, &teller.paper(paper));
    }
    if let Some(effects) = teller.effects(&difference.effects) {
        section(&mut page, &effects);
    }
    if let Some(moves) = teller.moves(&difference.moves).filter(|_| places) {
        section(&mut page, &moves);
    }
    finish(page.into_string(), options.color)
}

fn section(page: &mut Page, section: &Section) {
    page.subheading(marked(&section.head).join(rich(&section.head)));
    section.groups.iter().for_each(|g| group(page, g));
}

fn group(page: &mut Page, group: &Group) {
    if !group.title.is_empty() {
        page.text(1, &Rich::styled(theme::HEADING, &group.title));
    }
    for line in &group.lines {
        let prefix = spaces(2 + 2 * line.indent).join(marked(line));
        page.flow(prefix, &rich(line), Rich::styled(theme::FAINT, &line.place));
    }
}

fn marked(line: &Line) -> Rich {
    line.change.map_or_else(Rich::new, |change| Rich::styled(style(change), sign(change)).and(" "))
}

fn style(change: Change) -> Style {
    match change {
        Change::Added => theme::MEASURE,
        Change::Removed => theme::PROBLEM,
        Change::Changed => theme::WARN,
    }
}

/// Stretches of one text stand side by side; everything else is set apart by spaces.
fn rich(line: &Line) -> Rich {
    let mut text = Rich::new();
    let mut before: Option<&Part> = None;
    for part in &line.parts {
        if before.is_some_and(|b| !(is_text(b) && is_text(part)) || is_arrow(b) || is_arrow(part)) {
            text = text.and(" ");
        }
        text = match part {
            Part::Plain(t) => text.and(t),
            Part::Id(t) | Part::Strong(t) => text.add(theme::STRONG, t),
            Part::Faint(t) => text.add(theme::FAINT, t),
            Part::Removed(t) => text.add(theme::PROBLEM, format!("[-{t}-]")),
            Part::Added(t) => text.add(theme::MEASURE, format!("{{+{t}+}}")),
        };
        before = Some(part);
    }
    text
}

pub(super) fn is_text(part: &Part) -> bool {
    matches!(part, Part::Plain(_) | Part::Removed(_) | Part::Added(_))
}

pub(super) fn is_arrow(part: &Part) -> bool {
    matches!(part, Part::Plain(t) if t == "→" || t == "≠")
}
