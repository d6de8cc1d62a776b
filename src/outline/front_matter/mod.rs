//! Front matter: what the paper says of itself before its body, on its page heads and in its YAML block.
//!
//! Each fact is taken from the most deliberate place that states it: the YAML block, the paper's own citation line, its labelled
//! parts, the lines around its title, the heads of its pages, last a PDF's outline. What no place states stays `None`.

mod contradiction;
mod dump;
mod english;
mod imprint;
mod labels;
mod lines;
mod numerals;
mod part;
mod title;
mod yaml;

use crate::{
    document::{Document, FurnitureKind},
    model::Meta,
    outline::{
        numbering,
        references::{ParsedEntry, parse_entry},
    },
    source::{Decoded, FrontMatter},
};
pub use contradiction::Contradiction;
use dump::OutlineDump;
use imprint::Imprint;
use labels::{Label, is_mostly_han};
use lines::Line;
use part::Part;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// Where no heading tells where the body begins, it does within so many paragraphs.
const MOST_PARAGRAPHS: usize = 40;
/// A paragraph above the abstract that is longer than this, in bytes, is no head of a page.
const LONGEST_HEAD: usize = 4000;
/// The longest affiliation, in bytes.
const LONGEST_AFFILIATION: usize = 600;
/// So many paragraphs may stand above the abstract, or above the body where there is none.
const MOST_OPENING: usize = 10;
/// Where a paper first appeared may be told in so many of the last paragraphs.
const LAST_NOTES: usize = 4;
/// The longest first line that may be a title though it does not look like one, in characters.
const LONGEST_OPENING: usize = 20;
/// The longest list of keywords, in characters.
const LONGEST_KEYWORDS: usize = 300;

/// What the front matter says, and where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// Bibliographic facts.
    pub meta: Meta,
    /// The Chinese abstract, as a range of the reading text.
    pub abstract_zh: Option<Range<usize>>,
    /// The English abstract.
    pub abstract_en: Option<Range<usize>>,
    /// What the YAML block and the text say differently.
    pub contradictions: Vec<Contradiction>,
    /// Where the body begins: behind the last thing known to be front matter, a paragraph's start in the reading text.
    pub end: usize,
}

/// Reads the front matter that stands before `body_start`, the place of the first heading of the body in the reading text; 0 if
/// that is not known.
pub fn read(doc: &Document, decoded: &Decoded, body_start: usize) -> Front {
    // A heading's words begin behind its number; its paragraph is no front matter all the same.
    let heading = doc.paragraph_at(body_start).map_or(body_start, |i| doc.paragraphs[i].range.start);
    let limit = if body_start > 0 { heading } else { guess_body_start(doc) };
    let count = doc.paragraphs.iter().take_while(|p| p.range.start < limit).count();
    let part = Part::opening(doc, 0..count, limit);
    let end = part.end();
    let mut front = Front {
        meta: Meta::default(),
        abstract_zh: part.abstract_of(Label::AbstractZh),
        abstract_en: part.abstract_of(Label::AbstractEn),
        contradictions: contradiction::find(doc, &decoded.front_matter, &part),
        end,
    };
    let behind = behind_the_body(doc, count);
    front.abstract_en = front.abstract_en.or_else(|| behind.as_ref()?.abstract_of(Label::AbstractEn));
    front.meta = meta(doc, &decoded.front_matter, &part, behind.as_ref());
    front
}

/// Whether a paragraph above the abstract, or with a postal code, says where somebody works. Its number is no number of a heading.
pub(super) fn is_affiliation(doc: &Document, paragraph: usize) -> bool {
    static POSTCODE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[0-9]{6}\s*[)；;,，。]?$").expect("a fixed pattern"));
    let Some(text) = doc.paragraphs.get(paragraph).and_then(|p| doc.text().get(p.range.clone())) else {
        return false;
    };
    let above = || {
        let labels = labels::find(doc, paragraph + 1..doc.paragraphs.len().min(paragraph + MOST_PARAGRAPHS));
        paragraph < MOST_PARAGRAPHS / 2 && labels.iter().any(|m| m.label == Label::AbstractZh)
    };
    text.len() <= LONGEST_AFFILIATION
        && lines::is_affiliation(text)
        && (POSTCODE.is_match(text.trim_end()) || above())
}

/// How many paragraphs open the file that are title, authors and where they work, so that none of them is a heading; 0 where no
/// author, place or issue is named.
pub(super) fn opening(doc: &Document) -> usize {
    let mut end = 0;
    for (i, paragraph) in doc.paragraphs.iter().enumerate().take(MOST_OPENING) {
        let text = &doc.text()[paragraph.range.clone()];
        match lines::classify(text) {
            Line::Authors(_) | Line::Affiliation | Line::Issue | Line::Column | Line::EnglishNames => {
                end = i + 1
            }
            Line::Title if i > 0 && title::is_group_name(text) => end = i + 1,
            Line::Title | Line::Subtitle | Line::English if numbering::parse(text).is_none() => {}
            Line::Other if i == 0 && text.chars().count() <= LONGEST_OPENING => {}
            _ => break,
        }
    }
    end
}

/// The first paragraph that begins a body.
fn guess_body_start(doc: &Document) -> usize {
    let text = |i: usize| &doc.text()[doc.paragraphs[i].range.clone()];
    let most = doc.paragraphs.len().min(MOST_PARAGRAPHS);
    let first = (0..most).find(|&i| {
        i > 0 && labels::begins_body(text(i)) || i == 0 && labels::begins_body(text(i)) && most > 1
    });
    first.map_or(0, |i| doc.paragraphs[i].range.start)
}

/// English title, abstract and keywords that follow the references, as many journals print them.
fn behind_the_body(doc: &Document, from: usize) -> Option<Part<'_>> {
    let marks = labels::find(doc, from..doc.paragraphs.len());
    let first = marks.iter().find(|m| {
        let opens = doc.paragraphs[m.paragraph].range.start == m.range.start;
        let label = &doc.text()[m.range.clone()];
        opens && m.label == Label::AbstractEn && !is_mostly_han(label)
    })?;
    let mut start = first.paragraph;
    let latin = |i: usize| !is_mostly_han(&doc.text()[doc.paragraphs[i].range.clone()]);
    while start > from
        && first.paragraph - start < 4
        && latin(start - 1)
        && !looks_like_reference(doc, start - 1)
    {
        start -= 1;
    }
    let end = (first.paragraph + 4).min(doc.paragraphs.len());
    let limit = doc.paragraphs.get(end).map_or(doc.text().len(), |p| p.range.start);
    Some(Part::read(doc, start..end, limit))
}

fn looks_like_reference(doc: &Document, i: usize) -> bool {
    static REFERENCE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\[(]?[0-9]{1,3}[\]).]|\[[A-Z](?:/OL)?\]").expect("a fixed pattern"));
    REFERENCE.is_match(&doc.text()[doc.paragraphs[i].range.clone()])
}

/// Full-width figures and brackets as half-width ones; characters stay as printed.
fn reading_form(text: &str) -> String {
    let fold = |c: char| match c {
        '，' | '；' | '：' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(fold).collect()
}

/// Keywords apart by semicolons, commas or, where there are none, spaces.
fn split_keywords(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(['。', '.', '；', ';']);
    if text.chars().count() > LONGEST_KEYWORDS || text.contains('。') {
        return Vec::new();
    }
    let separators: [&[char]; 4] =
        [&['；', ';'], &['，', ',', '、'], &['|', '｜', '/', '·'], &['\u{3000}', ' ']];
    let separator =
        separators.into_iter().find(|s| text.contains(*s) && (s[0] != '\u{3000}' || is_mostly_han(text)));
    let words: Vec<&str> = separator.map_or(vec![text], |s| text.split(s).collect());
    words.into_iter().map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn keywords(part: &Part, label: Label) -> Vec<String> {
    let Some(mut range) = part.labelled(label) else { return Vec::new() };
    if let Some(tail) = part.latin_tail(range.clone()).first() {
        range = labels::trimmed(part.doc, range.start..tail.start);
    }
    let mut words = split_keywords(part.printed(range.clone()));
    // A separator at the end of the line: the list goes on in the next.
    let open = part.printed(range.clone()).trim_end().ends_with(['；', ';', '，', ',', '、']);
    let next = part.lines.iter().find(|l| l.range.start >= range.end && l.range.start <= range.end + 1);
    if let Some(next) = next.filter(|_| open && !words.is_empty()) {
        words.extend(split_keywords(next.printed));
    }
    words
}

/// The paper's reference to itself.
fn self_citation(part: &Part) -> Option<ParsedEntry> {
    let entry = parse_entry(part.printed(part.labelled(Label::Citation)?));
    entry.title.is_some().then_some(entry)
}

/// Where the paper appeared: its own citation, the lines around its title, the heads of its pages, the journal alone on a line, the
/// article number.
fn imprint_of(part: &Part, own: Imprint, heads: &[&str]) -> Imprint {
    let stated = part.issue_lines().chain(heads.iter().copied());
    let found = stated.fold(own, |found, line| found.or(imprint::read(line)));
    let alone = part.lines.iter().filter(|l| l.kind == Line::Journal);
    let journal = alone.filter_map(|l| imprint::journal_alone(l.printed)).next();
    let text = part.doc.text().get(..part.limit).unwrap_or_default();
    let found = found.or(Imprint { journal, ..Imprint::default() }).or(first_published(part.doc));
    // The article number repeats the issue; it says nothing new of a paper whose volume is known.
    let number = imprint::read_article_number(text);
    if found.issue.is_none() && found.volume.is_none() && found.year.is_none_or(|y| Some(y) == number.year) {
        found.or(number)
    } else {
        found
    }
}

/// （原载《刊名》2013年第1期） below the body.
fn first_published(doc: &Document) -> Imprint {
    let last = doc.paragraphs.iter().rev().take(LAST_NOTES).map(|p| doc.quote(p.range.clone()));
    let heads = doc.furniture.iter().rev().take(LAST_NOTES).map(|f| f.text.as_str());
    let mut notes = last.chain(heads).filter(|text| imprint::is_first_published(text));
    notes.next().map_or_else(Imprint::default, imprint::read)
}

/// All facts, each from the best place.
fn meta(doc: &Document, block: &FrontMatter, part: &Part, behind: Option<&Part>) -> Meta {
    let mut meta = yaml::stated(block);
    let cited = self_citation(part).unwrap_or_default();
    let heads =
        || doc.furniture.iter().filter(|f| f.kind == FurnitureKind::RunningHead).map(|f| f.text.as_str());
    let dump = OutlineDump::of(doc);
    let fill = |field: &mut Option<String>, value: Option<String>| *field = field.take().or(value);
    fill(&mut meta.title_zh, title::chinese(part).or(cited.title).or(dump.title_zh));
    fill(&mut meta.title_en, title::english(part).or_else(|| title::english(behind?)).or(dump.title_en));
    let authors = [
        cited.authors,
        title::authors(part),
        heads().find_map(|head| lines::authors(&reading_form(head))).unwrap_or_default(),
    ];
    if meta.authors.is_empty() {
        meta.authors = authors.into_iter().find(|a| !a.is_empty()).unwrap_or_default();
    }
    if meta.keywords_zh.is_empty() {
        meta.keywords_zh = keywords(part, Label::KeywordsZh);
    }
    if meta.keywords_en.is_empty() {
        meta.keywords_en = keywords(part, Label::KeywordsEn);
        if let Some(behind) = behind.filter(|_| meta.keywords_en.is_empty()) {
            meta.keywords_en = keywords(behind, Label::KeywordsEn);
        }
    }
    fill(&mut meta.doi, cited.doi.or_else(|| doi(doc, part)));
    fill(&mut meta.license, license(doc, part));
    let own =
        Imprint { journal: cited.container, year: cited.year, volume: cited.volume, issue: cited.issue };
    let found = imprint_of(part, own, &heads().collect::<Vec<_>>());
    fill(&mut meta.journal, found.journal);
    fill(&mut meta.volume, found.volume);
    fill(&mut meta.issue, found.issue);
    let copyright = || {
        doc.furniture
            .iter()
            .filter(|f| f.kind == FurnitureKind::License)
            .find_map(|f| imprint::year_of_copyright(&f.text))
    };
    meta.year =
        meta.year.or(found.year).or_else(|| imprint::year_of_doi(meta.doi.as_deref()?)).or_else(copyright);
    meta
}

/// The DOI on the pages: heads before bare addresses, since an address may belong to a reference.
fn doi(doc: &Document, part: &Part) -> Option<String> {
    let of_kind = |kind| doc.furniture.iter().filter(move |f| f.kind == kind).map(|f| f.text.as_str());
    labelled_doi(doc, part).or_else(|| imprint::commonest_doi(of_kind(FurnitureKind::RunningHead))).or_else(
        || imprint::commonest_doi(of_kind(FurnitureKind::Address).chain(of_kind(FurnitureKind::License))),
    )
}

/// The DOI on a short line of the front matter.
fn labelled_doi(doc: &Document, part: &Part) -> Option<String> {
    let text = doc.text().get(..part.limit).unwrap_or(doc.text());
    imprint::commonest_doi(text.lines().filter(|l| l.chars().count() < 400))
}

fn license(doc: &Document, part: &Part) -> Option<String> {
    let text = doc.text().get(..part.limit).unwrap_or(doc.text());
    let on_pages =
        doc.furniture.iter().filter(|f| matches!(f.kind, FurnitureKind::License | FurnitureKind::Address));
    // A versioned name before one without.
    let all: Vec<String> =
        on_pages.map(|f| f.text.as_str()).chain(text.lines()).filter_map(imprint::license).collect();
    all.iter().find(|l| l.ends_with(|c: char| c.is_ascii_digit())).or(all.first()).cloned()
}
