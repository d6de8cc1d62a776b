//! From byte offsets of a file to lines and columns.

use super::{Location, Place};
use crate::model::Span;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::collections::BTreeMap;

/// The bytes of the files that were read, by `Source::path`.
#[derive(Debug, Default)]
pub struct Texts {
    files: BTreeMap<String, FileText>,
}

impl Texts {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, text: FileText) {
        self.files.insert(path.into(), text);
    }

    /// A file, if its bytes are at hand.
    pub fn get(&self, path: &str) -> Option<&FileText> {
        self.files.get(path)
    }

    /// A stretch of a file. Without the file's bytes only its line is known.
    pub fn locate(&self, path: &str, span: Span) -> Location {
        let place = self.get(path).and_then(|text| text.place(span.start..span.end));
        Location { path: path.into(), place: Some(place.unwrap_or(Place::line_start(span.line))) }
    }

    /// A whole line of a file.
    pub fn locate_line(&self, path: &str, line: usize) -> Location {
        let place = self.get(path).and_then(|text| text.line(line));
        Location { path: path.into(), place: Some(place.unwrap_or(Place::line_start(line))) }
    }
}

impl Place {
    /// The beginning of a line, where nothing more is known.
    pub fn line_start(line: usize) -> Place {
        Place { line, column: 1, end_line: line, end_column: 1 }
    }
}

/// A file as it lies on disk.
#[derive(Debug)]
pub struct FileText {
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl FileText {
    /// A file and the WHATWG name of its encoding; UTF-8 if there is no such encoding.
    pub fn new(bytes: Vec<u8>, encoding: &str) -> Self {
        let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
        let lines = line_starts(&bytes, encoding);
        FileText { bytes, encoding, lines }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The WHATWG name of the encoding.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> String {
        self.decoded(0, self.bytes.len())
    }

    /// The text before a place of the file, some lines of it.
    pub(super) fn before(&self, at: usize) -> String {
        const LINES: usize = 12;
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines.get(line.saturating_sub(LINES)).copied().unwrap_or(0);
        self.decoded(start, at)
    }

    /// Lines and columns of a stretch of bytes; none if it does not lie in the file.
    fn place(&self, bytes: std::ops::Range<usize>) -> Option<Place> {
        if bytes.start > bytes.end || bytes.end > self.bytes.len() {
            return None;
        }
        let (line, column) = self.position(bytes.start);
        let (end_line, end_column) = self.position(bytes.end);
        Some(Place { line, column, end_line, end_column })
    }

    /// All of a line but its end.
    fn line(&self, line: usize) -> Option<Place> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let end = self.lines.get(line).copied().unwrap_or(self.bytes.len());
        let text = self.decoded(start, end);
        let width = text.trim_end_matches(['\n', '\r']).chars().count();
        Some(Place { line, column: 1, end_line: line, end_column: width + 1 })
    }

    fn position(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        (line, self.decoded(start, at).chars().count() + 1)
    }

    fn decoded(&self, start: usize, end: usize) -> String {
        let bytes = self.bytes.get(start..end).unwrap_or_default();
        let text = self.encoding.decode_without_bom_handling(bytes).0;
        if start == 0 { text.trim_start_matches('\u{FEFF}').into() } else { text.into_owned() }
    }
}

/// Lines end with LF, CR LF or CR. In none of the encodings read is either byte a part of another character, but in UTF-16,
/// where units are two bytes.
fn line_starts(bytes: &[u8], encoding: &'static Encoding) -> Vec<usize> {
    let unit = if encoding == UTF_16LE || encoding == UTF_16BE { 2 } else { 1 };
    let code = |i: usize| -> Option<u16> {
        let unit = bytes.get(i * unit..(i + 1) * unit)?;
        Some(match unit {
            [a, b] if encoding == UTF_16LE => u16::from_le_bytes([*a, *b]),
            [a, b] => u16::from_be_bytes([*a, *b]),
            [a, ..] => u16::from(*a),
            [] => 0,
        })
    };
    const LF: u16 = 0x0A;
    const CR: u16 = 0x0D;
    let ends = (0..bytes.len() / unit)
        .filter(|&i| code(i) == Some(LF) || code(i) == Some(CR) && code(i + 1) != Some(LF));
    std::iter::once(0).chain(ends.map(|i| (i + 1) * unit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "茶园ab\r\n合格率62.5%，𠮷\r尾\n";

    fn place_of(words: &str, encoding: &str, mark: &[u8]) -> Place {
        let encode = |text: &str| -> Vec<u8> {
            match encoding {
                "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                label => Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
            }
        };
        let at = TEXT.find(words).unwrap();
        let start = mark.len() + encode(&TEXT[..at]).len();
        let file = FileText::new([mark, &encode(TEXT)].concat(), encoding);
        file.place(start..start + encode(words).len()).unwrap()
    }

    #[test]
    fn columns_count_characters_whatever_the_encoding() {
        let encodings: [(&str, &[u8]); 5] = [
            ("UTF-8", b""),
            ("UTF-8", b"\xEF\xBB\xBF"),
            ("gb18030", b""),
            ("UTF-16LE", b"\xFF\xFE"),
            ("UTF-16BE", b"\xFE\xFF"),
        ];
        let cases = [
            ("茶园", (1, 1, 1, 3)),
            ("ab", (1, 3, 1, 5)),
            ("62.5%", (2, 4, 2, 9)),
            ("𠮷", (2, 10, 2, 11)),
            ("尾", (3, 1, 3, 2)),
            ("ab\r\n合", (1, 3, 2, 2)),
        ];
        for (encoding, mark) in encodings {
            for (words, (line, column, end_line, end_column)) in cases {
                let expected = Place { line, column, end_line, end_column };
                assert_eq!(place_of(words, encoding, mark), expected, "{words} in {encoding}");
            }
        }
    }

    #[test]
    fn a_line_ends_before_its_break() {
        let file = FileText::new(TEXT.into(), "UTF-8");
        let columns: Vec<_> = (1..=5).map(|n| file.line(n).map(|p| p.end_column)).collect();
        assert_eq!(columns, [Some(5), Some(11), Some(2), Some(1), None]);
    }

    #[test]
    fn a_span_outside_the_file_has_only_its_line() {
        let mut texts = Texts::default();
        texts.insert("a.txt", FileText::new(TEXT.into(), "UTF-8"));
        let span = Span { start: 900, end: 910, line: 7, page: None };
        for path in ["a.txt", "b.txt"] {
            assert_eq!(texts.locate(path, span).place, Some(Place::line_start(7)), "{path}");
        }
    }
}
