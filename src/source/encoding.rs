//! Which encoding a file is in, and its text without a single replaced character.

use super::{
    Refusal,
    sniff::is_han,
    textmap::{Builder, TextMap},
};
use crate::model::Code;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::{collections::HashSet, sync::LazyLock};

/// A decoded file.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    /// The WHATWG name.
    pub(super) encoding: &'static str,
    pub(super) map: TextMap,
}

/// Byte order marks.
const MARKS: [(&[u8], &Encoding); 3] =
    [(b"\xEF\xBB\xBF", UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];
/// How much of a file is looked at where a sample is enough to tell, in bytes. Even, for UTF-16.
const SAMPLE: usize = 64 * 1024;
/// In a Chinese text at least this share of the Chinese characters is common. Typical is a third.
const MIN_COMMON: f64 = 0.08;
/// In UTF-16 text at least this share of the units is Chinese, ASCII or their punctuation.
const MIN_PLAUSIBLE: f64 = 0.97;

/// Decodes a file.
pub(super) fn decode(bytes: &[u8]) -> Result<Text, Refusal> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(Refusal::new(Code::NotText, "The file is in UTF-32; save it as UTF-8."));
    }
    if let Some((mark, encoding)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return decode_as(encoding, bytes, mark.len());
    }
    if let Some(encoding) = evident_utf16(bytes) {
        return decode_as(encoding, bytes, 0);
    }
    if bytes.contains(&0) {
        return Err(Refusal::new(
            Code::NotText,
            "The file is binary: it has zero bytes in it and is not UTF-16.",
        ));
    }
    if std::str::from_utf8(bytes).is_ok() || is_damaged_utf8(bytes) {
        return decode_as(UTF_8, bytes, 0);
    }
    decode_as(legacy(bytes)?, bytes, 0)
}

/// Decodes all bytes behind the mark, or says where that fails.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Result<Text, Refusal> {
    let body = &bytes[mark..];
    let text = strictly(encoding, body).map_err(|(bad, before)| {
        let (line, place, name) = (1 + super::line_breaks(&before), mark + bad, encoding.name());
        let message = format!(
            "The file is damaged, or no text: it reads as {name} up to line {line}, where byte {place} is not valid in it."
        );
        Refusal::new(Code::NotText, message).at(line)
    })?;
    let map = match unit_of(encoding) {
        Some(unit) => map_units(body, &text, mark, unit),
        None => TextMap::in_step(mark),
    };
    Ok(Text { text, encoding: encoding.name(), map })
}

/// The text, or where the first malformed sequence begins with the text before it.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, (usize, String)> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut at = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => text.reserve(bytes.len() - at + 16),
            DecoderResult::Malformed(bad, behind) => {
                return Err((at.saturating_sub(usize::from(bad) + usize::from(behind)), text));
            }
        }
    }
}

/// How many bytes the first character takes.
type Unit = fn(&[u8]) -> usize;

/// `None` for UTF-8, whose text lies in the file as it is.
fn unit_of(encoding: &'static Encoding) -> Option<Unit> {
    match encoding {
        e if e == UTF_16LE => Some(|bytes| utf16_unit(bytes.get(1))),
        e if e == UTF_16BE => Some(|bytes| utf16_unit(bytes.first())),
        e if e == GB18030 => Some(|bytes| match bytes {
            [0x81..=0xFE, 0x30..=0x39, ..] => 4,
            [0x81..=0xFE, ..] => 2,
            _ => 1,
        }),
        e if e == BIG5 => Some(|bytes| if matches!(bytes, [0x81..=0xFE, ..]) { 2 } else { 1 }),
        _ => None,
    }
}

/// A high surrogate announces a second unit.
fn utf16_unit(high_byte: Option<&u8>) -> usize {
    if high_byte.is_some_and(|byte| (0xD8..=0xDB).contains(byte)) { 4 } else { 2 }
}

/// Walks file and text side by side.
fn map_units(bytes: &[u8], text: &str, file_offset: usize, unit: Unit) -> TextMap {
    let mut map = Builder::new(file_offset);
    let mut rest = bytes;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let size = unit(rest).min(rest.len());
        // Big5 has four codes for a letter with two accents, which are two characters of text.
        let accent = chars
            .next_if(|&next| matches!(next, '\u{304}' | '\u{30C}') && matches!(c, 'Ê' | 'ê') && size == 2);
        map.push(c.len_utf8() + accent.map_or(0, char::len_utf8), size);
        rest = &rest[size..];
    }
    map.finish()
}

/// UTF-16 without a mark: nearly every unit is a Chinese character, ASCII or punctuation, in one byte order only.
fn evident_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let plausible = |read: fn([u8; 2]) -> u16| {
        let units = sample.as_chunks::<2>().0;
        let good = units.iter().filter(|&&pair| is_plausible(read(pair))).count();
        good as f64 / units.len().max(1) as f64
    };
    // Valid UTF-8 without zero bytes is never UTF-16, however plausible.
    if !sample.contains(&0) && (std::str::from_utf8(bytes).is_ok() || !is_mostly_ideographs(sample)) {
        return None;
    }
    let candidates = [(UTF_16LE, plausible(u16::from_le_bytes)), (UTF_16BE, plausible(u16::from_be_bytes))];
    candidates.into_iter().filter(|c| c.1 >= MIN_PLAUSIBLE).max_by(|a, b| a.1.total_cmp(&b.1)).map(|c| c.0)
}

/// Text of Chinese characters only has no zero bytes in UTF-16; it must then read as common Chinese in one of the orders.
fn is_mostly_ideographs(sample: &[u8]) -> bool {
    [UTF_16LE, UTF_16BE]
        .into_iter()
        .any(|encoding| common_share(&encoding.decode_without_bom_handling(sample).0) >= 0.2)
}

fn is_plausible(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0C | 0x0D | 0x20..=0x7E | 0xA0..=0xFF | 0x2010..=0x203B | 0x2150..=0x22FF | 0x2460..=0x25FF)
        || matches!(unit, 0x3000..=0x303F | 0x3400..=0x9FFF | 0xFF01..=0xFF5E)
}

/// UTF-8 with a few broken places: far more characters of several bytes than breaks. No other encoding looks like that.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 8 && good > 8 * broken
}

/// GB18030 or Big5. Each accepts most of what the other writes, so the reading with more of the commonest characters is
/// right; where that does not tell, the detector's guess.
fn legacy(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut guess = detector.guess(None, Utf8Detection::Deny);
    if guess == encoding_rs::GBK {
        guess = GB18030;
    }
    let rate = |encoding: &'static Encoding| {
        let readable = strictly(encoding, bytes).is_ok();
        let sample = encoding.decode_without_bom_handling(&bytes[..bytes.len().min(SAMPLE)]).0;
        (encoding, readable, common_share(&sample), encoding == guess)
    };
    let (gb, big5) = (rate(GB18030), rate(BIG5));
    let key = |r: &(&Encoding, bool, f64, bool)| (r.1 && r.2 >= MIN_COMMON, r.2);
    let best = match key(&gb).0.cmp(&key(&big5).0).then(key(&gb).1.total_cmp(&key(&big5).1)) {
        std::cmp::Ordering::Greater => gb,
        std::cmp::Ordering::Less => big5,
        std::cmp::Ordering::Equal if big5.3 => big5,
        std::cmp::Ordering::Equal => gb,
    };
    if best.2 >= MIN_COMMON || guess == best.0 {
        return Ok(best.0);
    }
    let message = format!(
        "The file is no Chinese text in UTF-8, UTF-16, GB18030 or Big5; it looks like {}. Save it as UTF-8.",
        guess.name()
    );
    Err(Refusal::new(Code::NotText, message))
}

/// The commonest characters, Simplified and Traditional.
static COMMON: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let lists: toml::Table = include_str!("../../data/zh/common_chars.toml").parse().unwrap_or_default();
    lists.values().filter_map(toml::Value::as_str).flat_map(str::chars).filter(|&c| is_han(c)).collect()
});

/// How many of the Chinese characters are among the commonest.
fn common_share(text: &str) -> f64 {
    let (han, common) = text
        .chars()
        .filter(|&c| is_han(c))
        .fold((0usize, 0usize), |(han, common), c| (han + 1, common + usize::from(COMMON.contains(&c))));
    common as f64 / han.max(1) as f64
}
