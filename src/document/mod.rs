//! Text in; paragraphs and sentences out, each with its span.
//!
//! *In*: the decoded text of a file with its map to bytes. *Out*: a [`Document`]: page furniture set aside, broken lines joined,
//! characters normalised, every position traceable to the file. *Must not know*: papers, sections, findings.

use crate::{model::Span, source::Decoded};
use std::ops::Range;

/// A text ready for reading.
///
/// Positions inside a document are byte ranges of its *reading text* ([`Document::text`]): furniture removed, lines joined,
/// full-width letters and digits made half-width, Traditional characters made Simplified. The reading text is what grammar
/// reads; [`Document::quote`] gives the same stretch in the characters the author printed, and [`Document::span`] its place
/// in the file.
#[derive(Debug, Clone, Default)]
pub struct Document {
    text: String,
    printed: String,
    places: Vec<Place>,
    line_starts: Vec<usize>,
    /// Blocks of text in order. Their ranges do not overlap; a single `\n` stands between them in the reading text.
    pub paragraphs: Vec<Paragraph>,
    /// What was set aside, in order.
    pub furniture: Vec<Furniture>,
}

/// One character: where it stands in the reading text, in the printed text and in the file.
#[derive(Debug, Clone, Copy)]
struct Place {
    text: u32,
    printed: u32,
    file: u32,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where in the reading text.
    pub range: Range<usize>,
    /// What its layout says it is.
    pub kind: BlockKind,
}

/// What the layout of a block says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text or an unmarked heading.
    Text,
    /// A marked heading (Markdown `#`), with its depth from 1.
    Heading(u8),
    /// A list item.
    Item,
    /// A table row.
    Row,
}

/// A piece of the page that is not part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// As printed, trimmed.
    pub text: String,
    /// Where in the file.
    pub span: Span,
    /// Where in the reading text it was taken out.
    pub at: usize,
}

/// Kinds of page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FurnitureKind {
    /// A head or foot of the page: author, journal, DOI line, page number.
    RunningHead,
    /// A line that is only an address.
    Address,
    /// Copyright and licence.
    License,
    /// A footnote.
    Footnote,
    /// The outline a PDF carries, dumped at the end.
    OutlineDump,
}

impl Document {
    /// The reading text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A stretch of the text in the characters the author printed, furniture and line breaks removed.
    pub fn quote(&self, range: Range<usize>) -> &str {
        &self.printed[self.at(range.start).printed as usize..self.at(range.end).printed as usize]
    }

    /// The place of a stretch of the reading text in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        let _ = (range, &self.line_starts, self.places.first().map(|p| (p.text, p.file)));
        todo!()
    }

    fn at(&self, _text: usize) -> Place {
        todo!()
    }
}

/// Reads a decoded file.
pub fn read(_decoded: &Decoded) -> Document {
    todo!()
}
