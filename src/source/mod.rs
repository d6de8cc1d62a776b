//! Bytes in; text and its map back to bytes out.
//!
//! *In*: paths. *Out*: [`Decoded`] files. *Must not know*: papers.

use crate::model::{Format, TextKind};

/// A file as text.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The path as in `model::Source::path`.
    pub path: String,
    /// Size in bytes.
    pub bytes: usize,
    /// Hash of the bytes, in hexadecimal.
    pub sha256: String,
    /// Format.
    pub format: Format,
    /// Encoding, by its WHATWG name.
    pub encoding: String,
    /// The text. Byte order mark and YAML front matter are not part of it.
    pub text: String,
    /// Positions of the text in the file.
    pub map: TextMap,
    /// The YAML front matter, where there is one.
    pub front_matter: FrontMatter,
}

/// From byte offsets of the decoded text to byte offsets of the file.
#[derive(Debug, Clone)]
pub struct TextMap {
    /// Breakpoints `(text offset, file offset)`; between two of them the offsets run in step.
    pub breaks: Vec<(usize, usize)>,
}

/// What a file says of itself before its text.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// `key: value` lines in order; lists are kept as several values.
    pub fields: Vec<(String, Vec<String>)>,
}

impl FrontMatter {
    /// Original or restatement.
    pub fn text_kind(&self) -> TextKind {
        match self.get("text") {
            Some("restatement") => TextKind::Restatement,
            _ => TextKind::Original,
        }
    }

    /// The single value of a field.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(k, _)| k == key).and_then(|(_, v)| v.first()).map(String::as_str)
    }
}

impl TextMap {
    /// The file offset of a text offset.
    pub fn to_file(&self, text_offset: usize) -> usize {
        let i = self.breaks.partition_point(|b| b.0 <= text_offset);
        let (text, file) = i.checked_sub(1).map_or((0, 0), |i| self.breaks[i]);
        file + (text_offset - text)
    }
}
