//! The labelled parts of front matter: where 摘要, 关键词, Abstract … stand, and what belongs to each.

use crate::{
    document::{BlockKind, Document, is_han},
    lexicon,
};
use regex::Regex;
use serde::Deserialize;
use std::{ops::Range, sync::LazyLock};

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    AbstractZh,
    KeywordsZh,
    AbstractEn,
    KeywordsEn,
    Title,
    Authors,
    Biography,
    Citation,
    Code,
    Other,
}

/// A label found in the reading text.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) label: Label,
    /// The label with its brackets and colon.
    pub(super) range: Range<usize>,
    /// Index of its paragraph.
    pub(super) paragraph: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    labels: Labels,
    organisation: Organisations,
    journal: Endings,
    not_a_person: Words,
    body: Headings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    abstract_zh: Vec<String>,
    keywords_zh: Vec<String>,
    title: Vec<String>,
    authors: Vec<String>,
    biography: Vec<String>,
    citation: Vec<String>,
    codes: Vec<String>,
    other: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisations {
    words: Vec<String>,
    endings: Vec<String>,
    groups: Vec<String>,
    posts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endings {
    endings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    headings: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let text = include_str!("../../../data/zh/front_matter.toml");
    toml::from_str(text).expect("data/zh/front_matter.toml is part of the program")
});

/// Names an organisation.
pub(super) fn has_organisation(text: &str) -> bool {
    FILE.organisation.words.iter().any(|word| text.contains(word.as_str()))
}

/// A word in a line of names that is where they work: 云岭县档案馆.
pub(super) fn is_institution(word: &str) -> bool {
    let long = word.chars().nth(3).is_some();
    has_organisation(word) || long && ends_with_one_of(word, &FILE.organisation.endings)
}

/// Ends as the name of an organisation does.
pub(super) fn ends_as_organisation(text: &str) -> bool {
    ends_with_one_of(text, &FILE.organisation.words)
}

/// A group that may sign as the author: 某县农业局课题组.
pub(super) fn is_group(text: &str) -> bool {
    ends_with_one_of(text, &FILE.organisation.groups)
}

/// What somebody is: 教授, 本刊记者.
pub(super) fn is_post(word: &str) -> bool {
    FILE.organisation.posts.iter().any(|post| word == post)
}

/// Ends as the name of a journal does.
pub(super) fn is_journal_ending(name: &str) -> bool {
    ends_with_one_of(name, &FILE.journal.endings)
}

fn ends_with_one_of(text: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| text.ends_with(ending.as_str()))
}

/// Has a word in it that no personal name has.
pub(super) fn is_no_person(text: &str) -> bool {
    FILE.not_a_person.words.iter().any(|word| text.contains(word.as_str()))
}

/// Compiled when a text first mentions one of its words: most papers need few of them.
type Lazy = LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>;

struct Pattern {
    label: Label,
    words: Vec<String>,
    /// At the start of a paragraph: a colon, a bracket, a space or the end of the paragraph follows.
    opening: Lazy,
    /// After a sentence in the same paragraph: a bracket or a colon must follow.
    inside: Lazy,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let labels = &FILE.labels;
    let english = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    vec![
        pattern(Label::AbstractZh, &labels.abstract_zh),
        pattern(Label::KeywordsZh, &labels.keywords_zh),
        pattern(Label::AbstractEn, &english(&["Abstract", "ABSTRACT", "abstract"])),
        pattern(
            Label::KeywordsEn,
            &english(&[
                "Keywords",
                "Keyword",
                "Key words",
                "Key Words",
                "Key word",
                "Key-words",
                "KeyWords",
                "KEYWORDS",
                "KEY WORDS",
                "keywords",
                "key words",
                "Index Terms",
                "Index terms",
            ]),
        ),
        pattern(Label::Biography, &labels.biography),
        pattern(Label::Title, &labels.title),
        pattern(Label::Authors, &labels.authors),
        pattern(Label::Citation, &labels.citation),
        pattern(Label::Code, &labels.codes),
        pattern(Label::Other, &labels.other),
    ]
});

impl Pattern {
    /// Whether a text without its white space has one of the words in it.
    fn is_mentioned(&self, squeezed: &str) -> bool {
        self.words.iter().any(|word| squeezed.contains(word.as_str()))
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn pattern(label: Label, words: &[String]) -> Pattern {
    let plain = words.iter().map(|word| squeezed(word)).collect();
    let words: Vec<String> = words.iter().map(|word| spaced(word)).collect();
    let words = words.join("|");
    // Text that was Markdown once may still have stars around its labels.
    let bracketed = format!(r"[\[【(<《]\s*(?:{words})\s*[\]】)>》]\**\s*[:：]?");
    let colon = format!(r"(?:{words})\s*\**\s*[:：]");
    let opening = format!(r"^[\s>*]*(?:{bracketed}|{colon}|(?:{words})\s*\**(?:[—–]+|\s|$))[\s*]*");
    let inside =
        format!(r"(?:^|[。.;；\s*])(\s*(?:[\[【]\s*(?:{words})\s*[\]】]\**\s*[:：]?|{colon})[\s*]*)");
    let compile = |re: String| -> Lazy {
        LazyLock::new(Box::new(move || Regex::new(&re).expect("labels are plain words")))
    };
    Pattern { label, words: plain, opening: compile(opening), inside: compile(inside) }
}

/// A Chinese label may be printed with spaces between its characters.
fn spaced(word: &str) -> String {
    let mut pattern = String::new();
    let mut last_han = false;
    for c in word.chars() {
        if last_han && is_han(c) {
            pattern.push_str(r"\s*");
        }
        pattern.push_str(&regex::escape(&c.to_string()));
        last_han = is_han(c);
    }
    pattern
}

/// All labels in these paragraphs, in order.
pub(super) fn find(doc: &Document, paragraphs: Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for i in paragraphs {
        let Some(p) = doc.paragraphs.get(i) else { break };
        let text = &doc.text()[p.range.clone()];
        let squeezed = squeezed(text);
        for pattern in PATTERNS.iter().filter(|p| p.is_mentioned(&squeezed)) {
            let mut push = |found: Range<usize>| {
                let range = p.range.start + found.start..p.range.start + found.end;
                marks.push(Mark { label: pattern.label, range, paragraph: i });
            };
            // 题目 is a word too: as a label it has a colon or a bracket behind it.
            let plain =
                |found: &str| pattern.label == Label::Title && !found.contains([':', '：', ']', '】']);
            if let Some(found) = pattern.opening.find(text).filter(|m| !plain(m.as_str())) {
                push(found.range());
            }
            if let Some(end) = bare_keywords(text).filter(|_| pattern.label == Label::KeywordsZh) {
                push(0..end);
            }
            pattern
                .inside
                .captures_iter(text)
                .filter_map(|c| c.get(1))
                .filter(|m| m.start() > 0)
                .for_each(|m| push(m.range()));
        }
    }
    marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    marks.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    marks
}

/// 关键词茶叶；品牌: nothing stands between label and list; the list shows itself by its separators.
fn bare_keywords(text: &str) -> Option<usize> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        let words: Vec<String> = FILE.labels.keywords_zh.iter().map(|word| spaced(word)).collect();
        Regex::new(&format!(r"^\s*(?:{})", words.join("|"))).expect("labels are plain words")
    });
    let end = LABEL.find(text)?.end();
    let list = &text[end..];
    let separated = list.contains(['；', ';']) && list.starts_with(is_han);
    (separated && !list.contains(['。', '，', '：']) && list.chars().count() <= 80).then_some(end)
}

/// What stands behind the `i`th label: in its paragraph, or in the next one where the label stands alone.
pub(super) fn content(doc: &Document, marks: &[Mark], i: usize, limit: usize) -> Option<Range<usize>> {
    let mark = marks.get(i)?;
    let next = marks.get(i + 1).map_or(usize::MAX, |m| m.range.start).min(limit);
    let own = doc.paragraphs.get(mark.paragraph)?;
    let rest = trimmed(doc, mark.range.end..own.range.end.min(next));
    if !rest.is_empty() {
        return Some(rest);
    }
    let following = doc.paragraphs.get(mark.paragraph + 1)?;
    let heads = matches!(following.kind, BlockKind::Heading(_));
    let rest = trimmed(doc, following.range.start..following.range.end.min(next));
    (!heads && !rest.is_empty() && !begins_body(&doc.text()[rest.clone()])).then_some(rest)
}

/// An abstract goes on over paragraphs of its language up to the next label.
pub(super) fn abstract_content(
    doc: &Document,
    marks: &[Mark],
    i: usize,
    limit: usize,
) -> Option<Range<usize>> {
    let mut range = content(doc, marks, i, limit)?;
    let chinese = marks[i].label == Label::AbstractZh;
    // Without a label behind it nobody knows where an abstract of several paragraphs ends: it is taken to have one.
    let Some(next) = marks.get(i + 1).map(|m| m.range.start).filter(|next| *next <= limit) else {
        return Some(range);
    };
    let first = doc.paragraph_at(range.start).map_or(doc.paragraphs.len(), |p| p + 1);
    for p in doc.paragraphs.iter().skip(first).take_while(|p| p.range.start < next) {
        let text = &doc.text()[p.range.start..p.range.end.min(next)];
        let sentence = text.trim_end().ends_with(['。', '；', '！', '？', '.', ';', ')', ']']);
        if is_mostly_han(text) != chinese || !sentence || begins_body(text) {
            break;
        }
        range.end = trimmed(doc, p.range.start..p.range.end.min(next)).end;
    }
    Some(range)
}

/// Without white space at its ends.
pub(super) fn trimmed(doc: &Document, range: Range<usize>) -> Range<usize> {
    let Some(text) = doc.text().get(range.clone()) else { return range.start..range.start };
    let start = range.start + (text.len() - text.trim_start().len());
    start..(range.start + text.trim_end().len()).max(start)
}

/// More Chinese characters than words of another script.
pub(super) fn is_mostly_han(text: &str) -> bool {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 1).count();
    han > words
}

/// A heading with which a body begins.
pub(super) fn begins_body(text: &str) -> bool {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[01]\s*[.、]?\s*[㐀-鿿A-Z]|[01]\.\s|一\s*[、.]|[(]一[)]|第一[章节部]|[Ⅰ]\s*[.、])")
            .expect("a fixed pattern")
    });
    let text = text.trim();
    let short = text.chars().count() <= 45 && !text.ends_with('。');
    let named = FILE.body.headings.iter().any(|h| text == h);
    let cue = text.chars().count() <= 12 && lexicon::title_cue(text).is_some_and(|cue| cue.whole);
    short && (FIRST.is_match(text) || named || cue)
}

/// The label a line consists of.
pub(super) fn of(line: &str) -> Option<Label> {
    let whole =
        |pattern: &&Pattern| pattern.opening.find(line.trim()).is_some_and(|m| m.end() == line.trim().len());
    let squeezed = squeezed(line);
    PATTERNS.iter().filter(|p| p.is_mentioned(&squeezed)).find(whole).map(|pattern| pattern.label)
}

/// Begins with a label of this kind.
pub(super) fn opens_with(line: &str, label: Label) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || "①②③*＊ ".contains(c));
    let squeezed = squeezed(line);
    let mut own = PATTERNS.iter().filter(|p| p.label == label && p.is_mentioned(&squeezed));
    own.any(|p| p.opening.is_match(line))
}
