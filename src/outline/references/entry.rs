//! One entry of a reference list, after GB/T 7714 as far as people keep to it.

use super::{authors, imprint, imprint::Imprint, marked};
use crate::model::{Reference, Span};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// What an entry says. `None` where it does not, or where it could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedEntry {
    /// Authors in order, without 等 and et al.
    pub authors: Vec<String>,
    /// Title.
    pub title: Option<String>,
    /// The type code in capitals: `J`, `EB/OL`.
    pub kind: Option<String>,
    /// Journal, publisher, school or issuing body; for a paper in proceedings, the proceedings.
    pub container: Option<String>,
    /// Year.
    pub year: Option<u16>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Pages, or the edition of a newspaper.
    pub pages: Option<String>,
    /// DOI.
    pub doi: Option<String>,
    /// Address.
    pub url: Option<String>,
}

impl ParsedEntry {
    /// The entry as the model has it.
    pub(super) fn into_reference(self, n: u32, raw: String, span: Span) -> Reference {
        let ParsedEntry { authors, title, kind, container, year, volume, issue, pages, doi, url } = self;
        Reference { n, authors, title, kind, container, year, volume, issue, pages, doi, url, raw, span }
    }
}

macro_rules! pattern {
    ($name:ident, $re:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

// The type codes of GB/T 7714, with the carrier of what is online.
pattern!(CODE, r"(?i)\[\s*(EB|DB|CP|CM|DS|[MCNJDRSPGAZ])\s*(?:/\s*(OL|CD|DK|MT))?\s*\]");
pattern!(DOI, r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi\s*[:：]?\s*)?(10\.[0-9]{4,9}/[!-Z\\^-~]+)");
pattern!(URL, r"(?i)https?://[!-Z\\^-~]+");
pattern!(ACCESSED, r"\[\s*(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?\s*\]");
// 作者. 2019. 题名: the year between authors and title.
pattern!(YEAR_BEFORE_TITLE, r"^\(?((?:19|20)[0-9]{2})[a-z]?\)?\s*[.,:]\s*");
// 作者, 2019. 题名 · 作者(2019). 题名: the year at the end of the authors.
pattern!(
    YEAR_AFTER_AUTHORS,
    r"[\s,]*(?:\(\s*((?:19|20)[0-9]{2})[a-z]?\s*\)|[\s,]((?:19|20)[0-9]{2})[a-z]?)\s*$"
);
// 题名[A]. 见: 主编. 论文集[C]: what leads to the book.
pattern!(INTO_BOOK, r"^[\s.,]*(?://|(?i:见|载|载于|收入|in)\s*[:：]?\s)?\s*");
// The year of a standard is part of its number: GB/T 12345-2018.
pattern!(STANDARD_YEAR, r"[0-9]\s*[-—–－]\s*((?:19|20)[0-9]{2})(?:[^0-9]|$)");

/// Reads an entry without its number, in the characters printed.
pub fn parse_entry(printed: &str) -> ParsedEntry {
    let entry = Folded::of(printed);
    let mut parsed = ParsedEntry::default();
    let mut end = entry.text.len();
    if let Some(found) = DOI.captures(&entry.text) {
        parsed.doi = found.get(1).map(|m| m.as_str().trim_end_matches(['.', ',', ';', ')']).to_owned());
        end = end.min(found.get(0).map_or(end, |m| m.start()));
    }
    if let Some(found) = URL.find(&entry.text) {
        parsed.url = Some(found.as_str().trim_end_matches(['.', ',', ';', ')']).to_owned());
        end = end.min(found.start());
    }
    match CODE.captures(&entry.text[..end]) {
        Some(code) => coded(&entry, end, &code, &mut parsed),
        None => uncoded(&entry, end, &mut parsed),
    }
    // A date behind the address is that of the source, unless it is in brackets.
    let behind = URL.find(&entry.text).map_or("", |m| &entry.text[m.end()..]);
    parsed.year = parsed.year.or_else(|| imprint::any_year(&ACCESSED.replace_all(behind, "")));
    parsed
}

fn coded(entry: &Folded, end: usize, code: &regex::Captures, parsed: &mut ParsedEntry) {
    let Some(all) = code.get(0) else { return };
    let carrier = code.get(2).map_or(String::new(), |m| format!("/{}", m.as_str()));
    let kind = format!("{}{carrier}", &code[1]).to_uppercase();
    let head = &entry.text[..all.start()];
    let (people, mut title) = match authors::end_of_authors(head) {
        Some(mark) => (Some(0..mark.start), mark.end..head.len()),
        None => (None, 0..head.len()),
    };
    if let Some(found) = YEAR_BEFORE_TITLE.captures(&head[title.clone()]) {
        parsed.year = found[1].parse().ok();
        title.start += found[0].len();
    }
    let people = people.map(|range| without_year(head, range, parsed));
    parsed.authors = people.map_or(Vec::new(), |range| entry.authors(range));
    parsed.title = entry.title(title);
    let tail = ACCESSED.replace_all(&entry.text[all.end()..end], |found: &regex::Captures| {
        // As many bytes as before: the places behind it must not move.
        " ".repeat(found[0].len())
    });
    // [A] is a piece of a book that has a type code of its own; elsewhere it is an archive.
    let piece = kind.starts_with('A') && CODE.is_match(&tail);
    let found = match tail.trim_start().starts_with("//") || piece {
        true => in_a_book(&tail, all.end()),
        false => imprint::read(&kind, &tail, all.end()),
    };
    entry.fill(parsed, found);
    if kind.starts_with('S') && parsed.year.is_none() {
        parsed.year = STANDARD_YEAR.captures(head).and_then(|found| found[1].parse().ok());
    }
    parsed.kind = Some(kind);
}

/// The authors without the year that stands behind them.
fn without_year(head: &str, people: Range<usize>, parsed: &mut ParsedEntry) -> Range<usize> {
    let Some(found) = YEAR_AFTER_AUTHORS.captures(&head[people.clone()]) else { return people };
    let (Some(all), Some(year)) = (found.get(0), found.get(1).or(found.get(2))) else { return people };
    parsed.year = year.as_str().parse().ok();
    people.start..people.start + all.start()
}

/// `题名[C]//主编. 论文集[C]. 地: 社, 2019: 1-9`: the container is the book.
fn in_a_book(tail: &str, at: usize) -> Imprint {
    let lead = INTO_BOOK.find(tail).map_or(0, |m| m.end());
    let inner = &tail[lead..];
    let title = authors::end_of_editors(inner);
    let (end, rest) = match CODE.find(inner).filter(|code| code.start() >= title) {
        Some(code) => (code.start(), code.end()),
        None => {
            let stop = inner[title..].find(['.', ',']).map_or(inner.len(), |i| title + i);
            (stop, stop)
        }
    };
    let lead = at + lead;
    let mut found = imprint::read("C", &inner[rest..], lead + rest);
    found.container = Some(lead + title..lead + end);
    found
}

fn uncoded(entry: &Folded, end: usize, parsed: &mut ParsedEntry) {
    let text = &entry.text[..end];
    if let Some(parts) = marked::read(text) {
        parsed.authors = parts.authors.map_or(Vec::new(), |range| entry.authors(range));
        parsed.title = parts.title.and_then(|range| entry.title(range));
        entry.fill(parsed, parts.imprint);
        return;
    }
    // 作者. 题名. 刊名, 2019, 3(2): 1-9: only if all of it is there; otherwise nothing is guessed.
    let Some(mark) = authors::end_of_authors(text) else { return };
    let rest = &text[mark.end..];
    let stops = [rest.find(". "), rest.find('.'), rest.find(',')];
    let mut dated = ParsedEntry::default();
    let people = without_year(text, 0..mark.start, &mut dated);
    for stop in stops.into_iter().flatten() {
        let mut found = imprint::read("J", &rest[stop..], mark.end + stop);
        found.year = dated.year.or(found.year);
        if found.year.is_some() && found.container.is_some() {
            parsed.authors = entry.authors(people);
            parsed.title = entry.title(mark.end..mark.end + stop);
            entry.fill(parsed, found);
            return;
        }
    }
}

/// An entry with its punctuation folded character by character, so that grammar sees one form and fields the printed one.
struct Folded {
    text: String,
    printed: Vec<char>,
}

impl Folded {
    fn of(printed: &str) -> Self {
        let printed: Vec<char> = printed.chars().collect();
        Folded { text: printed.iter().map(|&c| fold(c)).collect(), printed }
    }

    /// The printed characters of a range of the folded text, without what surrounds a field.
    fn field(&self, range: Range<usize>) -> Option<String> {
        let start = self.text.get(..range.start)?.chars().count();
        let length = self.text.get(range)?.chars().count();
        let field: String = self.printed.get(start..start + length)?.iter().collect();
        let field = field.trim_matches(|c: char| c.is_whitespace() || ".,，。;；".contains(c));
        (!field.is_empty()).then(|| field.to_owned())
    }

    /// A title; book-title marks around the whole of it are not part of it.
    fn title(&self, range: Range<usize>) -> Option<String> {
        let title = self.field(range)?;
        let inner =
            title.strip_prefix('《').and_then(|t| t.strip_suffix('》')).filter(|t| !t.contains(['《', '》']));
        Some(inner.map_or(title.clone(), str::to_owned))
    }

    fn authors(&self, range: Range<usize>) -> Vec<String> {
        // Names have no punctuation that folding changes, but for the dot of a foreign name, which it keeps.
        self.text.get(range).map_or(Vec::new(), authors::split)
    }

    fn fill(&self, parsed: &mut ParsedEntry, found: Imprint) {
        let field = |range: Option<Range<usize>>| range.and_then(|r| self.field(r));
        parsed.container = field(found.container);
        parsed.year = parsed.year.or(found.year);
        parsed.volume = field(found.volume);
        parsed.issue = field(found.issue);
        parsed.pages = field(found.pages);
    }
}

/// Half width, one kind of bracket, one kind of stop.
fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' => ' ',
        '。' | '｡' => '.',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        _ => c,
    }
}
