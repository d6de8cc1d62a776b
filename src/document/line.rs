//! The lines of a text, before anything is decided about them.

use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// One printed line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    /// The line without white space at its ends.
    pub text: &'t str,
    /// Where `text` stands in the decoded text.
    pub range: Range<usize>,
    /// Columns on paper: a Chinese character takes two.
    pub width: usize,
    /// Blank lines before it.
    pub blanks: usize,
    /// White space that opens a paragraph stands before it.
    pub indented: bool,
}

/// All lines with something on them.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut start = 0;
    let bytes = text.as_bytes();
    while start <= text.len() {
        let rest = &text[start..];
        let len = rest.find(['\n', '\r', '\u{c}']).unwrap_or(rest.len());
        let raw = &rest[..len];
        let trimmed = raw.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if trimmed.is_empty() {
            blanks += 1;
        } else {
            let from = start
                + (raw.len() - raw.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len());
            lines.push(Line {
                text: trimmed,
                range: from..from + trimmed.len(),
                width: trimmed.width(),
                blanks,
                indented: raw.starts_with('\u{3000}') || raw.starts_with("    ") || raw.starts_with('\t'),
            });
            blanks = 0;
        }
        let crlf = bytes.get(start + len) == Some(&b'\r') && bytes.get(start + len + 1) == Some(&b'\n');
        start += len + if crlf { 2 } else { 1 };
    }
    lines
}

/// Characters that print nothing and mean nothing here.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
        || (c.is_control() && !c.is_whitespace())
}
