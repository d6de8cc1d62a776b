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
/// Signs that call a person or a thread, in a tag of their own, where forges do not look for a name behind them.
const AT: &str = "<span>@</span>";
const HASH: &str = "<span>#</span>";

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
    let mut out = format!("\n<details{open}><summary>{}</summary>\n", inline(&section.head, html));
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
            let _ = writeln!(out, "{}- {}{place}", "  ".repeat(line.indent), inline(line, markdown));
        }
    }
    out.push_str("\n</details>\n");
    out
}

/// Marked up with HTML, which forges take inside a summary and next to Chinese punctuation, where `**` and `~~` fail.
fn inline(line: &Line, written: Escape) -> String {
    let mut text = line.change.map_or_else(String::new, |change| format!("<code>{}</code> ", sign(change)));
    let mut before: Option<&Part> = None;
    for part in &line.parts {
        if before.is_some_and(|b| !(is_text(b) && is_text(part)) || is_arrow(b) || is_arrow(part)) {
            text.push(' ');
        }
        let _ = match part {
            Part::Plain(t) => write!(text, "{}", written(t)),
            Part::Id(t) => write!(text, "<code>{}</code>", written(t)),
            Part::Strong(t) => write!(text, "<b>{}</b>", written(t)),
            Part::Faint(t) => write!(text, "{}", written(t)),
            Part::Removed(t) => write!(text, "<del>{}</del>", written(t)),
            Part::Added(t) => write!(text, "<ins>{}</ins>", written(t)),
        };
        before = Some(part);
    }
    text
}

/// How text is written at a place.
type Escape = fn(&str) -> String;

/// Text in a line of Markdown: as [`escape`], but with spaces kept at the ends, since pieces of a text join where they were cut.
fn markdown(text: &str) -> String {
    let edge = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
    let inner = escape(text);
    if inner.is_empty() {
        return edge(text.chars().next()).to_owned();
    }
    let inner = inner.replace("\\@", AT).replace("\\#", HASH);
    format!("{}{inner}{}", edge(text.chars().next()), edge(text.chars().next_back()))
}

/// Text in a line that begins with a tag: there a backslash is a backslash.
fn html(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str(AT),
            '#' => out.push_str(HASH),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text_in_a_line_of_markdown_and_in_a_line_of_html() {
        for (text, in_markdown, in_html) in [
            ("a*b*", "a\\*b\\*", "a*b*"),
            ("<b>&", "&lt;b&gt;&amp;", "&lt;b&gt;&amp;"),
            ("@all", "<span>@</span>all", "<span>@</span>all"),
            ("见 #12", "见 <span>#</span>12", "见 <span>#</span>12"),
            (" 茶 ", " 茶 ", " 茶 "),
            ("甲\n乙", "甲 乙", "甲 乙"),
            (" ", " ", " "),
            ("", "", ""),
        ] {
            assert_eq!((markdown(text).as_str(), html(text).as_str()), (in_markdown, in_html), "{text:?}");
        }
    }
}
