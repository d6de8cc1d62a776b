//! Which paragraphs are headings.
//!
//! A number alone proves nothing: the judgement weighs the number and whether its sequence goes on, the length and punctuation
//! of the words after it, and what stands around the paragraph.

use super::{
    front_matter, names,
    numbering::{self, Number, Style},
};
use crate::{
    document::{BlockKind, Document, is_han},
    lexicon,
    model::Role,
};
use std::{collections::HashMap, ops::Range};

/// The longest heading, in characters.
const LONGEST: usize = 45;
/// The longest heading without a number.
const LONGEST_UNNUMBERED: usize = 30;
/// A heading that asks and answers is no longer than this: 谁来种田？后继无人的隐忧
const ASKS: usize = 20;
/// With so many marked headings, nothing else is a heading.
const ENOUGH: usize = 3;

/// The authors stand among the first so many paragraphs.
const BYLINE: usize = 5;

/// A paragraph taken for a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Index into `Document::paragraphs`.
    pub paragraph: usize,
    /// The number before it; ranges are of the paragraph's text.
    pub number: Option<Number>,
    /// The words, as a range of the reading text.
    pub title: Range<usize>,
    /// Depth given by the format (Markdown).
    pub depth: Option<u8>,
}

/// All headings of the body in order, front matter's left out. A heading that runs into its text is not one: it counts a point.
pub fn find(doc: &Document) -> Vec<Heading> {
    let marked = of_format(doc);
    let mut headings = if marked.len() >= ENOUGH { marked } else { numbered(doc) };
    let front = front_end(doc, &headings).max(front_matter::opening(doc));
    headings.retain(|h| h.paragraph >= front && !is_front_label(&doc.text()[h.title.clone()]));
    let few = headings.len() < ENOUGH;
    let taken: Vec<usize> = headings.iter().map(|h| h.paragraph).collect();
    headings.extend(
        (front..doc.paragraphs.len()).filter(|i| !taken.contains(i)).filter_map(|i| unnumbered(doc, i, few)),
    );
    headings.sort_by_key(|h| h.paragraph);
    headings
}

/// Headings the format marks.
fn of_format(doc: &Document) -> Vec<Heading> {
    let marked = doc.paragraphs.iter().enumerate().filter_map(|(i, p)| match p.kind {
        BlockKind::Heading(depth) => Some((i, depth)),
        _ => None,
    });
    marked.map(|(i, depth)| heading(doc, i, numbering::parse(paragraph(doc, i)), Some(depth))).collect()
}

/// Headings with a number whose sequence makes sense.
fn numbered(doc: &Document) -> Vec<Heading> {
    let candidates: Vec<Heading> = (0..doc.paragraphs.len())
        .filter(|i| doc.paragraphs[*i].kind != BlockKind::Row && !front_matter::is_affiliation(doc, *i))
        .filter_map(|i| {
            let text = paragraph(doc, i);
            let number = numbering::parse(text)?;
            is_title(&text[number.rest..], LONGEST).then(|| heading(doc, i, Some(number), None))
        })
        .collect();
    in_sequence(candidates)
}

/// Keeps the candidates that start a sequence which goes on, or go on with one.
fn in_sequence(candidates: Vec<Heading>) -> Vec<Heading> {
    let numbers: Vec<Number> = candidates.iter().filter_map(|h| h.number.clone()).collect();
    let mut last: HashMap<Style, u32> = HashMap::new();
    let mut kept = Vec::new();
    for (i, (heading, number)) in candidates.into_iter().zip(&numbers).enumerate() {
        let before = last.get(&number.style).copied();
        let goes_on = numbers[i + 1..].iter().any(|n| n.style == number.style && n.value == number.value + 1);
        let fits = match (before, number.value) {
            // A lone 1. is a list of one, unless it stands right below a heading; a deeper Arabic number proves itself.
            (_, 0 | 1) => {
                let below = kept.last().is_some_and(|k: &Heading| k.paragraph + 1 == heading.paragraph);
                goes_on || below || matches!(number.style, Style::Arabic(2..))
            }
            (Some(b), v) => v == b + 1 || v == b + 2,
            (None, v) => {
                v == 2 && goes_on || matches!(number.style, Style::Arabic(2..) | Style::Chapter | Style::Part)
            }
        };
        if fits {
            last.insert(number.style, number.value);
            kept.push(heading);
        }
    }
    kept
}

/// A heading without number: a customary name, or a short line alone before running text.
fn unnumbered(doc: &Document, i: usize, few: bool) -> Option<Heading> {
    let text = paragraph(doc, i);
    if text.chars().nth(LONGEST_UNNUMBERED).is_some() {
        return None;
    }
    let cue = lexicon::title_cue(text);
    let customary = cue.is_some_and(|c| c.whole);
    if doc.paragraphs[i].kind != BlockKind::Text
        || is_front_label(text)
        || !customary && i < BYLINE && names::is_byline(text)
        || !customary && !is_title(text, LONGEST_UNNUMBERED)
    {
        return None;
    }
    let after = doc.paragraphs.get(i + 1).map(|_| paragraph(doc, i + 1));
    let before_text = i == 0
        || ends_sentence(paragraph(doc, i - 1))
        || is_front_label(paragraph(doc, i - 1))
        || customary
        || few && is_title(paragraph(doc, i - 1), LONGEST);
    let leads =
        after.is_some_and(|a| ends_sentence(a) && a.chars().count() >= 12 || numbering::parse(a).is_some());
    let parent = few && i > 0 && after.is_some_and(|a| is_title(a, LONGEST_UNNUMBERED));
    let plays = cue.is_some_and(|c| c.last && !matches!(c.role, Role::Other));
    let last = after.is_none() || cue.is_some_and(|c| c.role == Role::References);
    let leads = leads || customary && after.is_some_and(ends_sentence);
    let accepted =
        customary && (leads || last || parent) || before_text && (leads && (few || plays) || parent);
    (accepted && (i != 0 || customary)).then(|| heading(doc, i, numbering::parse(text), None))
}

fn heading(doc: &Document, i: usize, number: Option<Number>, depth: Option<u8>) -> Heading {
    let start = doc.paragraphs[i].range.start + number.as_ref().map_or(0, |n| n.rest);
    let text = doc.text()[start..doc.paragraphs[i].range.end].trim_end_matches(['。', '：', ':', ' ']);
    let brackets = ['【', '】', '[', ']', ' '];
    let skip = text.len() - text.trim_start_matches(brackets).len();
    let text = text.trim_matches(brackets);
    Heading { paragraph: i, number, title: start + skip..start + skip + text.len(), depth }
}

/// Short words without the punctuation of running text.
fn is_title(text: &str, longest: usize) -> bool {
    let text = text.trim_end_matches(['：', ':']);
    let chars = text.chars().count();
    let han = text.chars().filter(|c| is_han(*c)).count();
    // 机遇(Opportunities): a word in brackets is a gloss.
    let gloss = text.split_once('(').map_or(0, |(_, rest)| rest.chars().filter(|c| !is_han(*c)).count() + 1);
    (2..=longest).contains(&chars)
        && han * 2 >= chars.saturating_sub(gloss)
        && !text.contains(['。', '；', '！', '|', '='])
        && !text.ends_with(['，', '、', ',', '.', '；'])
        && text.matches('，').count() <= 2
        && !text.starts_with(['注', '*'])
        && !is_caption(text)
        && (!text.contains('？') || text.ends_with('？') || chars <= ASKS)
}

/// 图1, 表 2-1, 图一; but 图景 and 表现 are words.
fn is_caption(text: &str) -> bool {
    let rest = text.strip_prefix(['图', '表']).map(str::trim_start);
    rest.is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)))
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', ')', ' ']).ends_with(['。', '！', '？', '；', '：', ']'])
}

/// Where the front matter ends: after the last of its labels that stands before the first numbered heading.
fn front_end(doc: &Document, headings: &[Heading]) -> usize {
    let first = headings.iter().find(|h| !is_front_label(&doc.text()[h.title.clone()]) && h.number.is_some());
    let limit = first.map_or_else(|| doc.paragraphs.len() / 2 + 1, |h| h.paragraph).min(doc.paragraphs.len());
    let label = (0..limit).rev().find(|i| is_front_label(paragraph(doc, *i)));
    match label {
        // A label alone on its line is followed by what it labels.
        Some(i) if is_bare_label(paragraph(doc, i)) => (i + 2).min(limit),
        Some(i) => i + 1,
        None => 0,
    }
}

/// A label with nothing of what it labels behind it.
fn is_bare_label(text: &str) -> bool {
    let (label, rest) = text.split_once(['：', ':', '】', ']']).unwrap_or((text, ""));
    rest.trim_matches([' ', '：', ':']).is_empty() && label.chars().count() <= 14
}

/// Labels of front matter: 摘要, 关键词, Abstract …
pub(super) fn is_front_label(text: &str) -> bool {
    const LABELS: [&str; 18] = [
        "摘要",
        "内容摘要",
        "内容提要",
        "提要",
        "关键词",
        "关键字",
        "abstract",
        "keywords",
        "中图分类号",
        "文献标识码",
        "文章编号",
        "收稿日期",
        "基金项目",
        "作者简介",
        "目录",
        "作者单位",
        "doi",
        "通讯作者",
    ];
    let squeezed: String =
        text.chars().filter(|c| !c.is_whitespace() && !"【】[]()*".contains(*c)).take(12).collect();
    let squeezed = squeezed.to_lowercase();
    LABELS.iter().any(|l| {
        squeezed.strip_prefix(l).is_some_and(|r| {
            r.is_empty()
                || r.starts_with(['：', ':'])
                || l.is_ascii()
                || text.starts_with(['【', '['])
                || text.contains([' ', '：'])
        })
    })
}

fn paragraph(doc: &Document, i: usize) -> &str {
    &doc.text()[doc.paragraphs[i].range.clone()]
}
