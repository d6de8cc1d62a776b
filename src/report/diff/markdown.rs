//! A difference as a comment on a pull request: the summary first, each paper to be unfolded.

use super::{
    labels::Labels,
    lines::{Line, Part, Section, Teller, sign},
    text::{is_arrow, is_text},
};
use crate::{
    model::Difference,
    report::{Options, labels::fill, markdown::escape},
};
use std::fmt::Write as _;

/// Forges refuse longer comments (GitHub: 65,536 characters); what would not fit is counted instead.
const LONGEST: usize = 60_000;

/// The whole of it, or as much of it as a comment may hold.
pub fn render(difference: &Difference, options: &Options, places: bool) -> Vec<u8> {
    let labels = Labels::of(options.lang);
    let teller = Teller { labels, options };
    let summary = match (difference.is_empty(), difference.moves.len()) {
        (true, 0) => labels.word(|w| &w.none).to_owned(),
        (true, n) => fill(labels.word(|w| &w.only_moves), &[("n", &n)]),
        (false, _) => teller.summary(difference).join(" · "),
    };
    let names: [(&str, &dyn std::fmt::Display); 2] =
        [("old", &difference.old.name), ("new", &difference.new.name)];
    let from_to = fill(labels.word(|w| &w.from_to), &names);
    let mut out = format!("**cbec diff: {}**\n\n{}\n", escape(&summary), escape(&from_to));
    let effects = teller.effects(&difference.effects);
    let papers = difference.papers.iter().map(|paper| teller.paper(paper));
    let moves = teller.moves(&difference.moves).filter(|_| places);
    let mut left_out = 0;
    let mut length = out.chars().count();
    // The effect is what a reviewer must not miss: it comes before what it follows from, and open.
    for (section, open) in
        effects.into_iter().map(|s| (s, true)).chain(papers.chain(moves).map(|s| (s, false)))
    {
        let block = details(&section, open);
        length += block.chars().count();
        if length > LONGEST {
            left_out += 1;
        } else {
            out.push_str(&block);
        }
    }
    if left_out > 0 {
        let _ = writeln!(out, "\n{}", escape(&fill(labels.word(|w| &w.left_out), &[("n", &left_out)])));
    }
    out.into_bytes()
}

fn details(section: &Section, open: bool) -> String {
    let open = if open { " open" } else { "" };
    let mut out = format!("\n<details{open}><summary>{}</summary>\n", inline(&section.head));
    for group in &section.groups {
        if !group.title.is_empty() {
            let _ = write!(out, "\n**{}**\n", escape(&group.title));
        }
        out.push('\n');
        for line in &group.lines {
            let place = if line.place.is_empty() {
                String::new()
            } else {
                format!(" <sub>{}</sub>", html(&line.place))
            };
            let _ = writeln!(out, "{}- {}{place}", "  ".repeat(line.indent), inline(line));
        }
    }
    out.push_str("\n</details>\n");
    out
}

/// Marked up with HTML, which forges take inside a summary and next to Chinese punctuation, where `**` and `~~` fail.
fn inline(line: &Line) -> String {
    let mut text = line.change.map_or_else(String::new, |change| format!("<code>{}</code> ", sign(change)));
    let mut before: Option<&Part> = None;
    for part in &line.parts {
        if before.is_some_and(|b| !(is_text(b) && is_text(part)) || is_arrow(b) || is_arrow(part)) {
            text.push(' ');
        }
        let _ = match part {
            Part::Plain(t) => write!(text, "{}", html(t)),
            Part::Id(t) => write!(text, "<code>{}</code>", html(t)),
            Part::Strong(t) => write!(text, "<b>{}</b>", html(t)),
            Part::Faint(t) => write!(text, "{}", html(t)),
            Part::Removed(t) => write!(text, "<del>{}</del>", html(t)),
            Part::Added(t) => write!(text, "<ins>{}</ins>", html(t)),
        };
        before = Some(part);
    }
    text
}

/// As [`escape`], but with spaces kept at the ends: pieces of a text join where they were cut.
fn html(text: &str) -> String {
    let edge = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
    let inner = escape(text);
    if inner.is_empty() {
        return edge(text.chars().next()).to_owned();
    }
    format!("{}{inner}{}", edge(text.chars().next()), edge(text.chars().next_back()))
}
