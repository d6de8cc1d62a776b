//! Stretches of a paragraph.

use std::ops::Range;

/// A stretch of the paragraph in hand, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub start: usize,
    pub end: usize,
}

impl From<&Range<usize>> for Cut {
    fn from(range: &Range<usize>) -> Self {
        Cut { start: range.start, end: range.end }
    }
}

impl Cut {
    pub fn new(start: usize, end: usize) -> Self {
        Cut { start, end: end.max(start) }
    }

    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    pub fn holds(self, other: Cut) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Without so many bytes at the front.
    pub fn skip(self, bytes: usize) -> Self {
        Cut::new((self.start + bytes).min(self.end), self.end)
    }

    /// Without so many bytes at the back.
    pub fn drop_last(self, bytes: usize) -> Self {
        Cut::new(self.start, self.end.saturating_sub(bytes).max(self.start))
    }

    /// Without blanks and marks at either end; brackets and quotation marks that belong together stay.
    pub fn trim(self, text: &str) -> Self {
        let slice = self.of(text);
        let is_edge = |c: char| c.is_whitespace() || "，。；：、！？,;:·—-–~".contains(c);
        let left = slice.len() - slice.trim_start_matches(is_edge).len();
        let right = slice.len() - slice.trim_end_matches(is_edge).len();
        self.skip(left).drop_last(right.min(slice.len() - left))
    }
}

/// Words of the paragraph taken together, in the order given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    pieces: Vec<Cut>,
}

impl From<Cut> for Phrase {
    fn from(cut: Cut) -> Self {
        Phrase { pieces: vec![cut] }
    }
}

impl Phrase {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|p| p.is_empty())
    }

    pub(super) fn then(mut self, cut: Cut) -> Self {
        if !cut.is_empty() && !self.pieces.iter().any(|p| p.holds(cut)) {
            self.pieces.push(cut);
        }
        self
    }

    pub(super) fn last(&self) -> Option<Cut> {
        self.pieces.last().copied()
    }

    /// Its stretches in the paragraph.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.pieces.iter().map(|p| p.range())
    }

    /// The words, given the paragraph. Citation marks and bracketed remarks are left out.
    pub fn read(&self, text: &str) -> String {
        let mut words = String::new();
        for piece in &self.pieces {
            words.push_str(&without_remarks(piece.of(text)));
        }
        words.trim().to_owned()
    }
}

/// Text without (…) and [12].
pub(super) fn without_remarks(text: &str) -> String {
    let (mut depth, mut kept) = (0usize, String::with_capacity(text.len()));
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
