//! Bytes in; text and its map back to bytes out.
//!
//! *In*: paths. *Out*: [`Decoded`] files. *Must not know*: papers.
//!
//! [`collect`] finds what is to be read, [`read`] reads one of it. Nothing is guessed in silence: a file either decodes without
//! a single replaced character or is refused with a sentence saying where it went wrong.

mod encoding;
mod front_matter;
mod sniff;
mod textmap;
mod walk;

pub use front_matter::FrontMatter;
pub use textmap::TextMap;
pub use walk::{Input, Origin, collect};

use crate::model::{Code, Diagnostic, Format, Severity};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Read},
};

/// The largest file that is read, in bytes: 32 MiB, some four hundred times a long paper.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

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
    /// The text. Byte order mark and YAML front matter are not part of it. Line ends are as in the file.
    pub text: String,
    /// Positions of the text in the file.
    pub map: TextMap,
    /// The line of the file on which the text begins, from 1.
    pub first_line: usize,
    /// The YAML front matter, where there is one.
    pub front_matter: FrontMatter,
    /// What was odd about the file, though it could be read.
    pub warnings: Vec<Diagnostic>,
}

/// Why a file is not read.
#[derive(Debug)]
struct Refusal {
    code: Code,
    line: Option<usize>,
    message: String,
}

impl Refusal {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Refusal { code, line: None, message: message.into() }
    }

    fn at(self, line: usize) -> Self {
        Refusal { line: Some(line), ..self }
    }

    fn into_diagnostic(self, path: &str) -> Diagnostic {
        let Refusal { code, line, message } = self;
        Diagnostic { severity: Severity::Error, code, path: Some(path.into()), line, message, quote: None }
    }
}

/// Reads one input.
///
/// # Errors
///
/// A diagnostic of severity `Error` where the file cannot be opened (`unreadable`), is too large (`too_large`), has nothing in
/// it (`empty`), is no text or damaged text (`not_text`), or holds no Chinese (`no_chinese`). What is merely odd is found in
/// [`Decoded::warnings`].
pub fn read(input: &Input) -> Result<Decoded, Diagnostic> {
    load(input)
        .and_then(|bytes| decode_bytes(&input.path, &bytes, input.format()))
        .map_err(|refusal| refusal.into_diagnostic(&input.path))
}

/// Decodes bytes that are at hand already. Without a format, Markdown is told by its headings.
///
/// # Errors
///
/// As [`read`].
pub fn decode(path: &str, bytes: &[u8], format: Option<Format>) -> Result<Decoded, Diagnostic> {
    decode_bytes(path, bytes, format).map_err(|refusal| refusal.into_diagnostic(path))
}

fn load(input: &Input) -> Result<Vec<u8>, Refusal> {
    let too_large = || {
        let limit = MAX_BYTES / (1024 * 1024);
        Refusal::new(
            Code::TooLarge,
            format!("The file is larger than the limit of {limit} MiB; split it into papers first."),
        )
    };
    let unreadable =
        |error: io::Error| Refusal::new(Code::Unreadable, format!("The file cannot be read: {error}."));
    let mut bytes = Vec::new();
    match &input.origin {
        Origin::Stdin => io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes),
        Origin::File(path) => {
            let file = File::open(path).map_err(unreadable)?;
            if file.metadata().is_ok_and(|m| m.is_file() && m.len() > MAX_BYTES) {
                return Err(too_large());
            }
            file.take(MAX_BYTES + 1).read_to_end(&mut bytes)
        }
    }
    .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large()) } else { Ok(bytes) }
}

fn decode_bytes(path: &str, bytes: &[u8], format: Option<Format>) -> Result<Decoded, Refusal> {
    sniff::refuse_bytes(bytes)?;
    let encoding::Text { mut text, encoding, mut map } = encoding::decode(bytes)?;
    sniff::refuse_text(&text)?;
    let mut warnings = sniff::lost_characters(&text, path);
    let block = front_matter::split(&text);
    warnings.extend(block.complaints.into_iter().map(|(line, message)| Diagnostic {
        severity: Severity::Warning,
        code: Code::FrontMatter,
        path: Some(path.into()),
        line: Some(line),
        message,
        quote: None,
    }));
    let first_line = 1 + line_breaks(&text[..block.end]);
    map = map.skip(block.end);
    text.drain(..block.end);
    sniff::refuse_without_chinese(&text)?;
    Ok(Decoded {
        path: path.into(),
        bytes: bytes.len(),
        sha256: hex(&Sha256::digest(bytes)),
        format: format.map_or_else(|| sniff::format(&text), |named| sniff::format_of_named(named, &text)),
        encoding: encoding.into(),
        text,
        map,
        first_line,
        front_matter: block.front_matter,
        warnings,
    })
}

/// Line breaks of any kind: LF, CR LF, CR.
fn line_breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let lone_cr = |i: usize| bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&i| bytes[i] == b'\n' || lone_cr(i)).count()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
