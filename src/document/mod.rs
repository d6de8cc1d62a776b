//! Text in; paragraphs and sentences out, each with its span.
//!
//! *In*: the decoded text of a file with its map to bytes. *Out*: a [`Document`]: page furniture set aside, broken lines joined,
//! characters normalised, every position traceable to the file. *Must not know*: papers, sections, findings.

mod furniture;
mod join;
mod line;
mod normalize;
mod sentence;
mod table;

pub use normalize::{is_han, plain, simplified};
pub use sentence::{clauses, members, sentences};
pub use table::Table;

use crate::{
    model::{Format, Span},
    source::{Decoded, TextMap},
};
use join::{Block, Layout, Seam};
use line::Line;
use std::ops::Range;

/// A text ready for reading.
///
/// Positions inside a document are byte ranges of its *reading text* ([`Document::text`]): furniture removed, lines joined,
/// full-width letters and digits made half-width, Traditional characters made Simplified. The reading text is what grammar
/// reads; [`Document::quote`] gives the same stretch in the characters the author printed, and [`Document::span`] its place
/// in the file.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    printed: String,
    places: Vec<Place>,
    line_starts: Vec<usize>,
    first_line: usize,
    map: TextMap,
    /// Blocks of text in order. Their ranges do not overlap; a single `\n` stands between them in the reading text.
    pub paragraphs: Vec<Paragraph>,
    /// What was set aside, in order.
    pub furniture: Vec<Furniture>,
    /// Tables whose structure is known, in order; each of their rows is a paragraph of the kind [`BlockKind::Row`].
    pub tables: Vec<Table>,
}

/// One character: where it stands in the reading text, in the printed text and in the decoded text.
#[derive(Debug, Clone, Copy)]
struct Place {
    text: u32,
    printed: u32,
    decoded: u32,
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
    /// What a journal prints below the first page: dates, grants, about the authors.
    Imprint,
    /// The caption of a figure or table, or the note below one.
    Caption,
    /// The outline a PDF carries, dumped at the end, or a table of contents.
    OutlineDump,
}

/// Reads a decoded file.
pub fn read(decoded: &Decoded) -> Document {
    let lines = line::split(&decoded.text);
    let layout = Layout::of(&lines, decoded.format);
    let mut kinds = furniture::mark(&lines, layout.wrap.is_some());
    let tables = table::find(&lines, &mut kinds, decoded.format);
    let rows = tables.iter().flat_map(|t| t.rows.iter().map(|(line, _)| *line)).collect();
    let blocks = join::blocks(&lines, &kinds, &rows, layout, decoded.format);
    let mut writer = Writer::new(decoded);
    let taken = blocks.iter().map(|b| writer.block(&lines, b)).collect::<Vec<_>>();
    let mut doc = writer.finish(decoded, taken);
    doc.tables = tables.into_iter().map(|t| doc.table(t)).collect();
    doc.furniture = (0..lines.len())
        .filter_map(|i| {
            let kind = kinds[i]?;
            let decoded = lines[i].range.clone();
            let at = doc.places.partition_point(|p| (p.decoded as usize) < decoded.start);
            let at = doc.places.get(at).map_or(doc.text.len(), |p| p.text as usize);
            Some(Furniture { kind, text: lines[i].text.to_owned(), span: doc.span_decoded(decoded), at })
        })
        .collect();
    doc
}

/// Collects characters with their places.
struct Writer {
    chars: Vec<(char, u32)>,
    markdown: bool,
}

impl Writer {
    fn new(decoded: &Decoded) -> Self {
        Writer {
            chars: Vec::with_capacity(decoded.text.len() / 2),
            markdown: decoded.format == Format::Markdown,
        }
    }

    /// Writes one block and returns its characters' range.
    fn block(&mut self, lines: &[Line], block: &Block) -> (Range<usize>, BlockKind) {
        if !self.chars.is_empty() {
            let at = self.chars.last().map_or(0, |c| c.1 + c.0.len_utf8() as u32);
            self.chars.push(('\n', at));
        }
        let start = self.chars.len();
        let mut previous: Option<&Line> = None;
        for &i in &block.lines {
            let line = &lines[i];
            if let Some(last) = previous {
                match join::seam(last.text, line.text) {
                    Seam::Nothing => {}
                    Seam::Space => self.chars.push((' ', last.range.end as u32)),
                    Seam::DropHyphen => drop(self.chars.pop()),
                }
            }
            self.line(line, block.kind);
            previous = Some(line);
        }
        while self.chars.len() > start && self.chars.last().is_some_and(|c| c.0 == ' ') {
            self.chars.pop();
        }
        (start..self.chars.len(), block.kind)
    }

    fn line(&mut self, line: &Line, kind: BlockKind) {
        let skip = match kind {
            BlockKind::Heading(_) => line.text.chars().take_while(|c| *c == '#').count(),
            BlockKind::Item if self.markdown => 1,
            _ => 0,
        };
        let letterspaced = normalize::is_letterspaced(line.text);
        let mut chars = line.text.char_indices().skip(skip).peekable();
        let mut fresh = true;
        while let Some((offset, c)) = chars.next() {
            let at = (line.range.start + offset) as u32;
            if line::is_invisible(c) {
                continue;
            }
            if self.markdown && c == '*' && chars.next_if(|(_, n)| *n == '*').is_some()
                || self.markdown && c == '`'
            {
                continue;
            }
            if c.is_whitespace() {
                let gap_ends_line = chars.peek().is_none();
                if !fresh
                    && !letterspaced
                    && !gap_ends_line
                    && self.chars.last().is_some_and(|l| !l.0.is_whitespace())
                {
                    self.chars.push((c, at));
                }
                continue;
            }
            fresh = false;
            self.chars.push((c, at));
        }
    }

    fn finish(self, decoded: &Decoded, blocks: Vec<(Range<usize>, BlockKind)>) -> Document {
        let printed: Vec<char> =
            self.chars.iter().map(|c| if c.0.is_whitespace() && c.0 != '\n' { ' ' } else { c.0 }).collect();
        let reading = normalize::reading(&printed);
        let mut doc = Document {
            text: String::with_capacity(decoded.text.len()),
            printed: String::with_capacity(decoded.text.len()),
            places: Vec::with_capacity(printed.len()),
            line_starts: line_starts(&decoded.text),
            first_line: decoded.first_line,
            map: decoded.map.clone(),
            paragraphs: Vec::new(),
            furniture: Vec::new(),
            tables: Vec::new(),
        };
        for ((r, p), (_, at)) in reading.iter().zip(&printed).zip(&self.chars) {
            doc.places.push(Place {
                text: doc.text.len() as u32,
                printed: doc.printed.len() as u32,
                decoded: *at,
            });
            doc.text.push(*r);
            doc.printed.push(*p);
        }
        let offset = |i: usize| doc.places.get(i).map_or(doc.text.len(), |p| p.text as usize);
        doc.paragraphs = blocks
            .into_iter()
            .filter(|(chars, _)| !chars.is_empty())
            .map(|(chars, kind)| Paragraph { range: offset(chars.start)..offset(chars.end), kind })
            .collect();
        doc
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|(i, b)| **b == b'\n' || **b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|(i, _)| i + 1)).collect()
}

impl Document {
    /// The reading text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A stretch of the text in the characters the author printed, furniture and line breaks removed.
    pub fn quote(&self, range: Range<usize>) -> &str {
        let place =
            |at: usize| self.places.get(self.index(at)).map_or(self.printed.len(), |p| p.printed as usize);
        &self.printed[place(range.start)..place(range.end)]
    }

    /// The place of a stretch of the reading text in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        let Some(first) = self.places.get(self.index(range.start)) else { return self.span_decoded(0..0) };
        let start = first.decoded as usize;
        if range.is_empty() {
            return self.span_decoded(start..start);
        }
        // White space at the end is left out: in the file it may be wider than the space it is read as.
        let from = self.index(range.start);
        let printed =
            |i: usize| self.places.get(i).and_then(|p| self.printed[p.printed as usize..].chars().next());
        let last =
            (from..self.index(range.end)).rev().find(|i| printed(*i).is_some_and(|c| !c.is_whitespace()));
        let last = last.unwrap_or(from);
        let end = self.places.get(last).map_or(start, |p| {
            let width = printed(last).filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
            p.decoded as usize + width
        });
        self.span_decoded(start..end.max(start))
    }

    /// The sentences of a stretch of the reading text.
    pub fn sentences(&self, range: Range<usize>) -> Vec<Range<usize>> {
        sentences(&self.text, range)
    }

    /// Where the printed lines of a stretch of the reading text begin, its own start included.
    pub fn lines(&self, range: Range<usize>) -> Vec<usize> {
        let places = self.places.get(self.index(range.start)..self.index(range.end)).unwrap_or_default();
        let line = |p: &Place| self.line_starts.partition_point(|s| *s <= p.decoded as usize);
        let mut last = None;
        let mut starts = Vec::new();
        for place in places.iter().filter(|p| !self.text[p.text as usize..].starts_with(['\n', ' '])) {
            let line = line(place);
            if last.is_none_or(|l| l < line) {
                starts.push(place.text as usize);
            }
            last = Some(line);
        }
        starts
    }

    /// The paragraph that holds a position.
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        let i = self.paragraphs.partition_point(|p| p.range.end <= at);
        self.paragraphs.get(i).filter(|p| p.range.start <= at).map(|_| i)
    }

    /// A table with its cells where they stand in the reading text.
    fn table(&self, raw: table::Raw) -> Table {
        let place = |decoded: usize| {
            let at = self.places.partition_point(|p| (p.decoded as usize) < decoded);
            self.places.get(at).map_or(self.text.len(), |p| p.text as usize)
        };
        let cell = |range: &Range<usize>| {
            let (start, end) = (place(range.start), place(range.end));
            let inner = self.text[start..end.max(start)].trim_end();
            start..start + inner.len()
        };
        let rows = raw.rows.iter().filter(|(_, cells)| !cells.is_empty());
        Table {
            caption: raw.caption,
            unit: raw.unit,
            notes: raw.notes,
            rows: rows.map(|(_, cells)| cells.iter().map(cell).collect()).collect(),
        }
    }

    fn index(&self, text: usize) -> usize {
        self.places.partition_point(|p| (p.text as usize) < text)
    }

    fn span_decoded(&self, range: Range<usize>) -> Span {
        let line = self.first_line + self.line_starts.partition_point(|s| *s <= range.start) - 1;
        Span { start: self.map.to_file(range.start), end: self.map.to_file(range.end), line, page: None }
    }
}
