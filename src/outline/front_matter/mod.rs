//! Front matter: what the paper says of itself before its body, on its page heads and in its YAML block.
//!
//! Each fact is taken from the most deliberate place that states it: the YAML block, the paper's own citation line, its labelled
//! parts, the lines around its title, the heads of its pages, last a PDF's outline. What no place states stays `None`.

mod contradiction;
mod dump;
mod imprint;
mod labels;
mod lines;
mod yaml;

use crate::{
    document::{BlockKind, Document, FurnitureKind},
    model::Meta,
    outline::{
        names,
        references::{ParsedEntry, parse_entry},
    },
    source::{Decoded, FrontMatter},
};
pub use contradiction::Contradiction;
use dump::OutlineDump;
use imprint::Imprint;
use labels::{Label, Mark, is_mostly_han};
use lines::Line;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// Where no heading tells where the body begins, it does within so many paragraphs.
const MOST_PARAGRAPHS: usize = 40;
/// A line of a title that goes on in the next is at least so long, in characters.
const LONG_TITLE_LINE: usize = 18;
/// A paragraph above the abstract that is longer than this, in bytes, is no head of a page.
const LONGEST_HEAD: usize = 4000;
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
    let mut part = Part::read(doc, 0..count, limit);
    part.title_of_format();
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

/// A stretch of paragraphs that is front matter.
struct Part<'d> {
    doc: &'d Document,
    limit: usize,
    marks: Vec<Mark>,
    /// What belongs to no label: the printed lines above the abstract, whole paragraphs below it.
    lines: Vec<(Range<usize>, Line)>,
}

impl<'d> Part<'d> {
    fn read(doc: &'d Document, paragraphs: Range<usize>, limit: usize) -> Self {
        let marks = labels::find(doc, paragraphs.clone());
        let mut part = Part { doc, limit, marks, lines: Vec::new() };
        let claimed: Vec<Range<usize>> = (0..part.marks.len()).filter_map(|i| part.content(i)).collect();
        let labelled = part.first_mark(Label::AbstractZh).min(part.first_mark(Label::KeywordsZh));
        for i in paragraphs {
            let range = doc.paragraphs[i].range.clone();
            let has_label = part.marks.iter().any(|m| m.paragraph == i);
            let taken = claimed.iter().any(|c| c.start < range.end && range.start < c.end);
            if !has_label && !taken {
                let above = range.start < labelled && labelled < usize::MAX;
                let lines = if above { printed_lines(doc, range) } else { vec![range] };
                part.lines.extend(lines.into_iter().map(|r| (r.clone(), lines::classify(&doc.text()[r]))));
            }
        }
        part
    }

    /// A Markdown heading of the first depth that stands alone in its depth is the title, also where the body seems to begin with it.
    fn title_of_format(&mut self) {
        let tops: Vec<usize> = (0..self.doc.paragraphs.len())
            .filter(|&i| self.doc.paragraphs[i].kind == BlockKind::Heading(1))
            .collect();
        if let [top] = tops[..]
            && top < 3
            && !self.marks.iter().any(|m| m.paragraph == top)
            && !labels::begins_body(&self.doc.text()[self.doc.paragraphs[top].range.clone()])
        {
            let range = self.doc.paragraphs[top].range.clone();
            self.lines.retain(|(r, kind)| r.start > range.end || r.end < range.start && *kind != Line::Title);
            self.lines.insert(0, (range, Line::Title));
        }
    }

    fn content(&self, i: usize) -> Option<Range<usize>> {
        match self.marks[i].label {
            Label::AbstractZh | Label::AbstractEn => {
                labels::abstract_content(self.doc, &self.marks, i, self.limit)
            }
            _ => labels::content(self.doc, &self.marks, i, self.limit),
        }
    }

    /// What stands behind the first label of a kind.
    fn labelled(&self, label: Label) -> Option<Range<usize>> {
        (0..self.marks.len()).filter(|&i| self.marks[i].label == label).find_map(|i| self.content(i))
    }

    fn abstract_of(&self, label: Label) -> Option<Range<usize>> {
        self.labelled(label).filter(|r| r.len() >= 60)
    }

    fn printed(&self, range: Range<usize>) -> &'d str {
        self.doc.quote(range)
    }

    fn first_mark(&self, label: Label) -> usize {
        self.marks.iter().find(|m| m.label == label).map_or(usize::MAX, |m| m.range.start)
    }

    /// The lines above the abstract, with what they are.
    fn above(&self, label: Label) -> impl Iterator<Item = &(Range<usize>, Line)> {
        let end = self.first_mark(label);
        self.lines.iter().filter(move |(range, _)| range.start < end)
    }

    /// The title is the line right above the authors, or else the first line that looks like one. A line that runs on and a
    /// subtitle belong to it.
    fn title_zh(&self) -> Option<String> {
        let above: Vec<&(Range<usize>, Line)> = self.above(Label::AbstractZh).take(16).collect();
        let label = self.first_mark(Label::Authors);
        let authors =
            above.iter().position(|(range, line)| matches!(line, Line::Authors(_)) || range.start > label);
        let authors = authors.or((label < usize::MAX).then_some(above.len()));
        let before = &above[..authors.unwrap_or(above.len())];
        let is_title = |i: &usize| before[*i].1 == Line::Title;
        let mut first = match authors {
            Some(_) => (0..before.len()).rev().find(is_title),
            None => (0..before.len()).find(is_title),
        }?;
        let runs_on = |i: usize| i > 0 && is_title(&(i - 1)) && self.runs_on(&before[i - 1].0, &before[i].0);
        while runs_on(first) {
            first -= 1;
        }
        let mut title = self.printed(before[first].0.clone()).trim().to_owned();
        for pair in above[first..].windows(2) {
            let more = pair[1].1 == Line::Subtitle
                || pair[1].1 == Line::Title && self.runs_on(&pair[0].0, &pair[1].0);
            if !more {
                break;
            }
            title.push_str(self.printed(pair[1].0.clone()).trim());
        }
        Some(without_note_mark(&title))
    }

    /// Two lines of one paragraph, the first of which is long enough to have been broken.
    fn runs_on(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let same = self.doc.paragraph_at(first.start) == self.doc.paragraph_at(second.start);
        same && self.printed(first.clone()).chars().count() >= LONG_TITLE_LINE
    }

    fn title_en(&self) -> Option<String> {
        let has_abstract = self.marks.iter().any(|m| m.label == Label::AbstractEn);
        let (range, _) =
            self.above(Label::AbstractEn).find(|(_, line)| has_abstract && *line == Line::English)?;
        Some(without_note_mark(self.printed(range.clone()).trim()))
    }

    fn authors(&self) -> Vec<String> {
        let by_label = || {
            let text = self.printed(self.labelled(Label::Authors)?);
            lines::authors(&reading_form(text.split(['。', '；']).next()?))
        };
        let by_line = || {
            let found = self.above(Label::AbstractZh).find_map(|(range, line)| match line {
                Line::Authors(_) => lines::authors(&reading_form(self.printed(range.clone()))),
                _ => None,
            });
            found.filter(|_| self.title_zh().is_some() || self.first_mark(Label::AbstractZh) < usize::MAX)
        };
        by_line().or_else(by_label).or_else(|| self.people_of_biography()).unwrap_or_default()
    }

    /// 作者简介：王芳（1990—），女，…；李明（1985—），男
    fn people_of_biography(&self) -> Option<Vec<String>> {
        static PERSON: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"([㐀-鿿·]{2,8})\s*(?:[(（]\s*(?:19|20)[0-9]{2}|[,，]\s*[男女][,，])")
                .expect("a fixed pattern")
        });
        let kinds = [FurnitureKind::Imprint, FurnitureKind::Footnote];
        let below = self.doc.furniture.iter().filter(|f| kinds.contains(&f.kind)).map(|f| f.text.as_str());
        let below = below.filter(|text| labels::opens_with(text, Label::Biography));
        let labelled = self.labelled(Label::Biography).map(|range| self.printed(range));
        let found = labelled.into_iter().chain(below).flat_map(|text| PERSON.captures_iter(text));
        let mut people: Vec<String> =
            found.map(|c| c[1].to_owned()).filter(|n| names::is_chinese_name(n)).collect();
        people.dedup();
        (!people.is_empty()).then_some(people)
    }

    fn keywords(&self, label: Label) -> Vec<String> {
        self.labelled(label).map_or(Vec::new(), |range| split_keywords(self.printed(range)))
    }

    /// The paper's reference to itself.
    fn self_citation(&self) -> Option<ParsedEntry> {
        let entry = parse_entry(self.printed(self.labelled(Label::Citation)?));
        entry.title.is_some().then_some(entry)
    }

    fn issue_lines(&self) -> impl Iterator<Item = &'d str> {
        self.lines
            .iter()
            .filter(|(_, line)| *line == Line::Issue)
            .map(|(range, _)| self.printed(range.clone()))
    }

    /// Behind the last thing that is known.
    fn end(&self) -> usize {
        let labelled =
            (0..self.marks.len()).map(|i| self.content(i).map_or(self.marks[i].range.end, |c| c.end)).max();
        let first_abstract = self.first_mark(Label::AbstractZh).min(self.first_mark(Label::KeywordsZh));
        let known = |(range, line): &&(Range<usize>, Line)| {
            let head = first_abstract < usize::MAX
                || self.lines.first().is_some_and(|(_, first)| *first != Line::Other);
            *line != Line::Other && (range.start < first_abstract && head || *line != Line::Title)
        };
        let lines = self.lines.iter().filter(known).map(|(range, _)| range.end).max();
        let last = labelled.max(lines).unwrap_or(0);
        let next = self
            .doc
            .paragraphs
            .iter()
            .find(|p| p.range.start >= last)
            .map_or(self.doc.text().len(), |p| p.range.start);
        if last == 0 { 0 } else { next }
    }
}

/// The lines a paragraph was printed in: where a page's head is full of short lines, joining them says nothing.
fn printed_lines(doc: &Document, range: Range<usize>) -> Vec<Range<usize>> {
    let Some(text) = doc.text().get(range.clone()).filter(|text| text.len() <= LONGEST_HEAD) else {
        return vec![range];
    };
    let mut lines: Vec<(usize, Range<usize>)> = Vec::new();
    for (i, c) in text.char_indices() {
        let at = range.start + i..range.start + i + c.len_utf8();
        let line = doc.span(at.clone()).line;
        match lines.last_mut() {
            Some((last, whole)) if *last == line => whole.end = at.end,
            _ => lines.push((line, at)),
        }
    }
    lines.into_iter().map(|(_, line)| labels::trimmed(doc, line)).filter(|line| !line.is_empty()).collect()
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

/// A star or figure that points to a footnote is no part of a title.
fn without_note_mark(title: &str) -> String {
    title.trim_end_matches(['*', '＊', '①', '¹', '†']).trim_end().to_owned()
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

/// All facts, each from the best place.
fn meta(doc: &Document, block: &FrontMatter, part: &Part, behind: Option<&Part>) -> Meta {
    let mut meta = yaml::stated(block);
    let cited = part.self_citation().unwrap_or_default();
    let heads =
        || doc.furniture.iter().filter(|f| f.kind == FurnitureKind::RunningHead).map(|f| f.text.as_str());
    let dump = OutlineDump::of(doc);
    let fill = |field: &mut Option<String>, value: Option<String>| *field = field.take().or(value);
    fill(&mut meta.title_zh, part.title_zh().or(cited.title).or(dump.title_zh));
    fill(&mut meta.title_en, part.title_en().or_else(|| behind?.title_en()).or(dump.title_en));
    let authors = [
        cited.authors,
        part.authors(),
        heads().find_map(|head| lines::authors(&reading_form(head))).unwrap_or_default(),
    ];
    if meta.authors.is_empty() {
        meta.authors = authors.into_iter().find(|a| !a.is_empty()).unwrap_or_default();
    }
    if meta.keywords_zh.is_empty() {
        meta.keywords_zh = part.keywords(Label::KeywordsZh);
    }
    if meta.keywords_en.is_empty() {
        meta.keywords_en = part.keywords(Label::KeywordsEn);
        if let Some(behind) = behind.filter(|_| meta.keywords_en.is_empty()) {
            meta.keywords_en = behind.keywords(Label::KeywordsEn);
        }
    }
    fill(&mut meta.doi, cited.doi.or_else(|| doi(doc, part)));
    fill(&mut meta.license, license(doc, part));
    let own =
        Imprint { journal: cited.container, year: cited.year, volume: cited.volume, issue: cited.issue };
    let found = part.issue_lines().chain(heads()).fold(own, |found, line| found.or(imprint::read(line)));
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
