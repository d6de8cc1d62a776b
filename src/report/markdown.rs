//! The report as Markdown tables, for a pull request or a note.

use super::{Error, Options, Part, labels, tables::Cell, views};
use crate::model::Analysis;
use std::fmt::Write as _;

/// Characters Markdown or HTML would take for markup.
const MARKUP: [char; 12] = ['\\', '`', '*', '_', '[', ']', '|', '~', '#', '$', '!', '@'];

/// Summary, then one section a table.
pub fn render(analysis: &Analysis, options: &Options) -> Result<Vec<u8>, Error> {
    let words = labels::words(options.lang);
    let mut out = String::from("# cbec\n");
    if options.shows(Part::Summary) {
        let _ = write!(out, "\n## {}\n\n", escape(&words.summary));
        for line in views::summary(analysis, options) {
            let _ = writeln!(out, "- {}", escape(&line));
        }
    }
    for view in views::all(analysis, options) {
        let _ = write!(out, "\n## {}\n\n", escape(&view.title));
        if !view.rows.is_empty() {
            table(&mut out, &view);
        }
        if !view.note.is_empty() {
            let gap = if view.rows.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{}", escape(&view.note));
        }
    }
    Ok(out.into_bytes())
}

fn table(out: &mut String, view: &views::View) {
    row(out, view.columns.iter().map(|c| escape(c)));
    let is_number = |i: usize| {
        let mut cells = view.rows.iter().filter_map(|r| r.get(i)).filter(|c| **c != Cell::Missing).peekable();
        cells.peek().is_some() && cells.all(Cell::is_number)
    };
    row(out, (0..view.columns.len()).map(|i| if is_number(i) { "---:" } else { "---" }.to_owned()));
    for cells in &view.rows {
        row(out, cells.iter().map(|c| escape(&c.plain())));
    }
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
}

/// The text as text: on one line, with nothing in it that Markdown, HTML or a forge would act on.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => {
                if MARKUP.contains(&c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_stays_text() {
        for (text, written) in [
            ("a|b", "a\\|b"),
            ("a\\|b", "a\\\\\\|b"),
            ("两\r\n行", "两 行"),
            ("<script>&", "&lt;script&gt;&amp;"),
            ("[x](y) *z* `w`", "\\[x\\](y) \\*z\\* \\`w\\`"),
            ("@some #1", "\\@some \\#1"),
            ("\u{1b}[31m", "\u{FFFD}\\[31m"),
            ("", ""),
        ] {
            assert_eq!(escape(text), written, "{text:?}");
        }
    }
}
