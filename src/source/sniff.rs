//! What is not a Chinese text, told from its bytes or its characters, and said in a sentence that helps.

use super::Refusal;
use crate::model::{Code, Diagnostic, Format, Severity};

/// First bytes of files that are often renamed or passed by mistake: what they are, and what to do.
const MAGIC: [(&[u8], &str, &str); 17] = [
    (b"%PDF-", "a PDF file", CONVERT),
    (b"PK\x03\x04", "a ZIP archive, or an office document (docx, xlsx, odt, epub)", CONVERT),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document (doc, xls)", CONVERT),
    (b"{\\rtf", "an RTF document", CONVERT),
    (b"%!PS", "a PostScript file", CONVERT),
    (b"HN\x01\x00\x00\x00", "a CAJ document", CONVERT),
    (b"CAJ\x00", "a CAJ document", CONVERT),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", IMAGE),
    (b"\xFF\xD8\xFF", "a JPEG image", IMAGE),
    (b"GIF8", "a GIF image", IMAGE),
    (b"II*\x00", "a TIFF image", IMAGE),
    (b"MM\x00*", "a TIFF image", IMAGE),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"\x7FELF", "a program", OTHER),
    (b"SQLite format 3\x00", "a database", OTHER),
];

const CONVERT: &str = "convert it to plain text or Markdown first";
const IMAGE: &str = "a scanned page must go through character recognition first";
const UNPACK: &str = "unpack it first";
const OTHER: &str = "give text or Markdown files";

/// More control characters than this share of all characters, and it is no text.
const MAX_CONTROL_SHARE: f64 = 0.01;
/// A paper has at least this many Chinese characters, or …
const MIN_HAN: usize = 20;
/// … at least this share of its letters are Chinese.
const MIN_HAN_SHARE: f64 = 0.02;

/// Refuses bytes that are nothing, or evidently a file of another kind.
pub(super) fn refuse_bytes(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(Code::Empty, "The file is empty."));
    }
    if let Some((_, what, remedy)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(Refusal::new(Code::NotText, format!("The file is {what}, not text; {remedy}.")));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Err(Refusal::new(Code::NotText, format!("The file is a WebP image, not text; {IMAGE}.")));
    }
    Ok(())
}

/// Refuses decoded text that is blank, full of control characters, or a web page.
pub(super) fn refuse_text(text: &str) -> Result<(), Refusal> {
    if text.chars().all(is_blank) {
        return Err(Refusal::new(Code::Empty, "The file has nothing but white space in it."));
    }
    let start = text.trim_start_matches(is_blank).get(..9).unwrap_or("").to_ascii_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("<?xml") {
        return Err(Refusal::new(
            Code::NotText,
            format!("The file is a web page or XML, not plain text; {CONVERT}."),
        ));
    }
    let is_control =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}');
    let (all, control) =
        text.chars().fold((0usize, 0usize), |(n, k), c| (n + 1, k + usize::from(is_control(c))));
    if control as f64 > MAX_CONTROL_SHARE * all as f64 {
        let message =
            format!("The file is binary: {control} of its {all} characters are control characters.");
        return Err(Refusal::new(Code::NotText, message));
    }
    Ok(())
}

/// Refuses a text without Chinese.
pub(super) fn refuse_without_chinese(text: &str) -> Result<(), Refusal> {
    if text.chars().all(is_blank) {
        return Err(Refusal::new(Code::Empty, "The file has nothing behind its front matter."));
    }
    let count = |is: fn(char) -> bool| text.chars().filter(|&c| is(c)).count();
    let (han, letters, kana) = (count(is_han), count(char::is_alphabetic), count(is_kana));
    if han < MIN_HAN && (han as f64) < MIN_HAN_SHARE * letters.max(1) as f64 {
        let message =
            format!("The text is not Chinese: {han} of its {letters} letters are Chinese characters.");
        return Err(Refusal::new(Code::NoChinese, message));
    }
    if kana > han / 2 && kana > MIN_HAN {
        return Err(Refusal::new(Code::NoChinese, "The text is Japanese, not Chinese."));
    }
    Ok(())
}

/// Warns of replacement characters that stand in the file itself: an earlier conversion lost something there.
pub(super) fn lost_characters(text: &str, path: &str) -> Vec<Diagnostic> {
    let Some(first) = text.find('\u{FFFD}') else { return Vec::new() };
    let count = text.matches('\u{FFFD}').count();
    vec![Diagnostic {
        severity: Severity::Warning,
        code: Code::NotText,
        path: Some(path.into()),
        line: Some(1 + super::line_breaks(&text[..first])),
        message: format!(
            "The file itself holds {count} replacement character(s) U+FFFD: an earlier conversion lost text there."
        ),
        quote: None,
    }]
}

/// So many Markdown headings make a file a Markdown text, whatever its name.
const HEADINGS: usize = 3;

/// Markdown if there is a Markdown heading, otherwise plain text.
pub(super) fn format(text: &str) -> Format {
    if headings(text) > 0 { Format::Markdown } else { Format::Text }
}

/// A `.txt` that is written in Markdown is read as Markdown.
pub(super) fn format_of_named(named: Format, text: &str) -> Format {
    if headings(text) >= HEADINGS { Format::Markdown } else { named }
}

fn headings(text: &str) -> usize {
    let is_heading = |line: &&str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    text.lines().filter(is_heading).count()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// A Chinese character: the unified ideographs with their extensions and compatibility forms, and 〇.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{FF66}'..='\u{FF9F}')
}
