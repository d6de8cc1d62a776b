//! What can be mended without a loss: the encoding of a file, and the order of its front matter.
//!
//! Text in, text out; the files are written by whoever calls.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The WHATWG name of the encoding all files should be in.
pub(super) const UTF_8: &str = "UTF-8";
const MARK: char = '\u{FEFF}';
const FENCE: &str = "---";
/// The common order of the front matter. Other keys come behind, as they were.
const ORDER: [&str; 13] = [
    "title",
    "title_zh",
    "title_en",
    "authors",
    "doi",
    "journal",
    "year",
    "volume",
    "issue",
    "keywords_zh",
    "keywords_en",
    "license",
    "text",
];
/// Keys that stand where others of the same meaning do.
const SAME: [(&str, &str); 4] =
    [("author", "authors"), ("keywords", "keywords_zh"), ("licence", "license"), ("date", "year")];

/// Why a file is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The text would not give the same bytes back.
    #[error("it is not converted, since the way back from UTF-8 to {0} would not give the same bytes")]
    Loss(String),
}

/// The file in UTF-8.
///
/// # Errors
/// If the text, written in the old encoding again, is not what it was, byte for byte.
pub fn to_utf8(bytes: &[u8], encoding: &str) -> Result<Vec<u8>, Refusal> {
    let loss = || Refusal::Loss(encoding.into());
    let known = Encoding::for_label(encoding.as_bytes()).ok_or_else(loss)?;
    let text = known.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(loss)?;
    if encoded(&text, known).as_deref() != Some(bytes) {
        return Err(loss());
    }
    Ok(text.trim_start_matches(MARK).as_bytes().to_vec())
}

fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

/// A front matter that is out of order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its keys as they are.
    pub found: Vec<String>,
    /// Its keys as they should be.
    pub wanted: Vec<String>,
    /// The text with the lines of the front matter moved and nothing else changed.
    pub text: String,
}

/// The common order for a text whose front matter has another one; none if it is in order, or not of the plain shape in which
/// lines can be moved without changing what they say.
pub fn order(text: &str) -> Option<Order> {
    let mark = text.len() - text.trim_start_matches(MARK).len();
    let mut lines = text.get(mark..)?.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == FENCE)?;
    let inside: Vec<&str> = lines.take_while(|line| !matches!(line.trim_end(), FENCE | "...")).collect();
    let start = mark + opening.len();
    let end = start + inside.iter().map(|line| line.len()).sum::<usize>();
    // Without a closing line there is no front matter; a line that does not end cannot be moved.
    if end >= text.len() || inside.iter().any(|line| !line.ends_with('\n')) {
        return None;
    }
    let fields = fields(&inside)?;
    let mut wanted: Vec<&Field> = fields.iter().collect();
    wanted.sort_by_key(|field| rank(&field.key));
    let keys = |fields: &[&Field]| fields.iter().map(|f| f.key.clone()).collect::<Vec<_>>();
    let found = keys(&fields.iter().collect::<Vec<_>>());
    let wanted_keys = keys(&wanted);
    if found == wanted_keys {
        return None;
    }
    let moved: String = wanted.iter().flat_map(|f| f.lines.iter().copied()).collect();
    let text = format!("{}{moved}{}", text.get(..start)?, text.get(end..)?);
    Some(Order { found, wanted: wanted_keys, text })
}

/// A key with its lines: the comments above it, and what continues it.
struct Field<'t> {
    key: String,
    lines: Vec<&'t str>,
}

/// None where a line is not of a plain shape, or a key comes twice.
fn fields<'t>(lines: &[&'t str]) -> Option<Vec<Field<'t>>> {
    let mut fields: Vec<Field> = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    for &line in lines {
        let content = line.trim();
        let continues = line.starts_with([' ', '\t']) || content.starts_with("- ") || content == "-";
        match (fields.last_mut(), key(line)) {
            _ if content.starts_with('#') && !continues => above.push(line),
            (Some(field), _) if continues || content.is_empty() => {
                field.lines.append(&mut above);
                field.lines.push(line);
            }
            (_, Some(key)) if !continues => {
                if fields.iter().any(|field| field.key == key) {
                    return None;
                }
                let mut lines = std::mem::take(&mut above);
                lines.push(line);
                fields.push(Field { key, lines });
            }
            _ => return None,
        }
    }
    // Comments below the last key are about none that could take them along.
    above.is_empty().then_some(fields)
}

fn key(line: &str) -> Option<String> {
    let (key, value) = line.split_once([':', '：'])?;
    let parted = value.is_empty() || value.starts_with([' ', '\t', '\r', '\n']) || line.contains('：');
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    (parted && plain).then(|| key.to_lowercase().replace('-', "_"))
}

fn rank(key: &str) -> usize {
    let key = SAME.iter().find(|(other, _)| *other == key).map_or(key, |(_, common)| common);
    ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_converted_only_if_the_way_back_gives_the_same_bytes() {
        let gb = encoding_rs::GB18030.encode("茶园𠮷合格率").0.into_owned();
        assert_eq!(to_utf8(&gb, "gb18030").unwrap(), "茶园𠮷合格率".as_bytes());
        let utf16: Vec<u8> = "\u{FEFF}茶园".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(to_utf8(&utf16, "UTF-16LE").unwrap(), "茶园".as_bytes());
        // Big5 has two codes for one character; the second does not come back.
        assert!(to_utf8(b"\xA2\xCC\xA4\xA4", "Big5").is_err());
        assert!(to_utf8(b"\x81", "gb18030").is_err());
        assert!(to_utf8(b"a", "no such encoding").is_err());
    }

    #[test]
    fn lines_of_the_front_matter_are_moved_and_none_is_changed() {
        let cases = [
            ("---\nyear: 2024\ndoi: 1\n---\n正文\n", Some("---\ndoi: 1\nyear: 2024\n---\n正文\n")),
            (
                "---\r\nyear: 2024 \r\n# who\r\nauthors:\r\n  - 甲\r\n- 乙\r\ntitle: 题\r\n---\r\n正文",
                Some("---\r\ntitle: 题\r\n# who\r\nauthors:\r\n  - 甲\r\n- 乙\r\nyear: 2024 \r\n---\r\n正文"),
            ),
            ("---\nx: 1\ntext: restatement\n---\n正文\n", Some("---\ntext: restatement\nx: 1\n---\n正文\n")),
            ("---\ndoi: 1\nyear: 2024\nb: 1\na: 2\n---\n正文\n", None),
            ("正文\n---\nyear: 1\ndoi: 1\n---\n", None),
            ("---\nyear: 1\ndoi: 1\n", None),
            ("---\nyear: 1\nyear: 2\ndoi: 1\n---\n正文\n", None),
            ("---\nyear: 1\n什么\ndoi: 1\n---\n正文\n", None),
            ("---\nyear: 1\ndoi: 1\n# below\n---\n正文\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let ordered = order(text);
            assert_eq!(ordered.as_ref().map(|o| o.text.as_str()), expected, "{text}");
            if let Some(Order { text: after, .. }) = ordered {
                let sorted = |t: &str| {
                    let mut lines: Vec<String> = t.split_inclusive('\n').map(String::from).collect();
                    lines.sort();
                    lines
                };
                assert_eq!(sorted(&after), sorted(text), "a line was changed");
                assert_eq!(order(&after), None, "not in order after it was put so");
            }
        }
    }
}
