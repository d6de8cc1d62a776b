//! The reference list: where one entry ends and the next begins, and what each says.
//!
//! The numbers of a list count up, which tells an entry's number from any other bracket, also where two entries ended up in one
//! paragraph or one in two. What an entry says is read in `entry`.

mod authors;
mod entry;
mod imprint;
mod marked;
mod unnumbered;

pub use entry::{ParsedEntry, parse_entry};

use crate::{document::Document, model::Reference};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// A list may skip this many numbers (lost lines) and is still the same list.
const MAX_GAP: u32 = 5;

/// Reads the entries in a stretch of the reading text: what stands below the heading 参考文献.
pub fn parse(doc: &Document, range: Range<usize>) -> Vec<Reference> {
    let paragraphs: Vec<Range<usize>> = doc
        .paragraphs
        .iter()
        .map(|p| p.range.start.max(range.start)..p.range.end.min(range.end))
        .filter(|r| r.start < r.end)
        .collect();
    let text = doc.text();
    entries(text, &paragraphs, |r| doc.lines(r))
        .into_iter()
        .map(|Entry { n, range, body }| {
            let printed = one_line(doc.quote(body));
            let raw = one_line(doc.quote(range.clone()));
            parse_entry(&printed).into_reference(n, raw, doc.span(range))
        })
        .collect()
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// An entry found: its number, the whole of it, and what stands behind the number.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    n: u32,
    range: Range<usize>,
    body: Range<usize>,
}

/// Ways to number a list, each with the number as its group. The reading text has half-width digits and brackets.
static STYLES: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        r"[\[【]\s*([0-9]{1,3})\s*[\]】]",
        r"\(\s*([0-9]{1,3})\s*\)",
        r"([0-9]{1,3})\s*[.、)]",
        r"([0-9]{1,3})\s",
        r"([①-⑳])",
    ]
    .map(|pattern| Regex::new(pattern).expect("a fixed pattern"))
});

/// Headings of what may follow a reference list.
static AFTERWARDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[\[【(]?\s*(?:作者简介|作者信息|第一作者|通讯作者|通信作者|基金项目|基金资助|收稿日期|修回日期|投稿日期|接受日期|责任编辑|编\s*辑|校\s*对|",
        r"致\s*谢|附\s*录|摘\s*要|关键词|Abstract|ABSTRACT|Acknowledge?ments?|Appendix|Key\s?[Ww]ords)",
    ))
    .expect("a fixed pattern")
});

/// A mark that may be an entry's number.
#[derive(Debug, Clone)]
struct Mark {
    n: u32,
    range: Range<usize>,
    opens_paragraph: bool,
}

/// `lines` gives where the printed lines of a paragraph begin.
fn entries(
    text: &str,
    paragraphs: &[Range<usize>],
    lines: impl Fn(Range<usize>) -> Vec<usize>,
) -> Vec<Entry> {
    let end = paragraphs.iter().position(|p| {
        let paragraph = &text[p.clone()];
        AFTERWARDS.is_match(paragraph) || unnumbered::is_note_on_author(paragraph)
    });
    let paragraphs = &paragraphs[..end.unwrap_or(paragraphs.len())];
    let Some(last) = paragraphs.last() else { return Vec::new() };
    let run = STYLES.iter().map(|style| counting_up(&marks(text, paragraphs, style))).fold(
        Vec::new(),
        |best, run| {
            // More entries by a later style only if clearly so: `1.` also stands in dates and titles.
            if run.len() > best.len() + best.len() / 2 { run } else { best }
        },
    );
    if run.len() < 2 && paragraphs.len() > run.len() * 2 {
        let ranges = unnumbered::cut(text, paragraphs, lines);
        return (1..).zip(ranges).map(|(n, r)| entry(text, n, r.start, r.start, r.end)).collect();
    }
    let last = run.last().map_or(last.end, |m| unnumbered::end_of_last(text, m.range.start, paragraphs));
    let ends = run.iter().skip(1).map(|m| m.range.start).chain([last]);
    run.iter()
        .zip(ends)
        .map(|(mark, end)| entry(text, mark.n, mark.range.start, mark.range.end, end))
        .collect()
}

fn entry(text: &str, n: u32, start: usize, body: usize, end: usize) -> Entry {
    let trimmed = |from: usize| {
        let inner = text.get(from..end).unwrap_or_default();
        let lead = inner.len() - inner.trim_start().len();
        from + lead..(from + inner.trim_end().len()).max(from + lead)
    };
    Entry { n, range: trimmed(start), body: trimmed(body) }
}

fn marks(text: &str, paragraphs: &[Range<usize>], style: &Regex) -> Vec<Mark> {
    let mut marks = Vec::new();
    for paragraph in paragraphs {
        for found in style.captures_iter(&text[paragraph.clone()]) {
            let (Some(all), Some(number)) = (found.get(0), found.get(1)) else { continue };
            let range = paragraph.start + all.start()..paragraph.start + all.end();
            let opens_paragraph = text[paragraph.start..range.start].trim_matches(['-', '*', ' ']).is_empty();
            if let Some(n) = value(number.as_str()).filter(|_| opens_paragraph || may_follow(text, &range)) {
                marks.push(Mark { n, range, opens_paragraph });
            }
        }
    }
    marks
}

fn value(number: &str) -> Option<u32> {
    let circled = number.chars().next().filter(|c| ('①'..='⑳').contains(c));
    circled
        .map(|c| c as u32 - '①' as u32 + 1)
        .or_else(|| number.parse().ok())
        .filter(|n| (1..1000).contains(n))
}

/// Inside a paragraph an entry begins only where another could have ended, and with a word.
fn may_follow(text: &str, mark: &Range<usize>) -> bool {
    let before = text[..mark.start].trim_end();
    let after = text[mark.end..].trim_start().chars().next();
    let spaced = before.len() < mark.start || text[mark.start..].starts_with(['[', '【']);
    let ended = before.ends_with(['.', '。', ']', ';', '；'])
        || spaced && before.ends_with(|c: char| c.is_ascii_digit());
    ended && spaced && after.is_some_and(|c| c.is_alphabetic() || "“《[(".contains(c))
}

/// The longest run that counts up. Inside a paragraph a number must be the very next one.
fn counting_up(marks: &[Mark]) -> Vec<Mark> {
    let mut run: Vec<Mark> = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let fits = match run.last() {
            None => mark.opens_paragraph && mark.n <= MAX_GAP,
            Some(last) if mark.n == last.n + 1 => true,
            // A number ahead of its turn counts only if the right one does not come first.
            Some(last) => {
                let next_in_turn = marks[i..].iter().take(3).any(|m| m.n == last.n + 1);
                mark.opens_paragraph && mark.n > last.n && mark.n <= last.n + MAX_GAP && !next_in_turn
            }
        };
        if fits {
            run.push(mark.clone());
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries of a list whose paragraphs are the lines given: number and body.
    fn split(lines: &str) -> Vec<(u32, &str)> {
        let mut at = 0;
        let paragraphs: Vec<_> = lines
            .split('\n')
            .map(|line| {
                at += line.len() + 1;
                at - 1 - line.len()..at - 1
            })
            .collect();
        entries(lines, &paragraphs, |r| vec![r.start]).into_iter().map(|e| (e.n, &lines[e.body])).collect()
    }

    #[test]
    fn entries_are_told_by_their_numbers() {
        let cases: [(&str, &[(u32, &str)]); 10] = [
            ("[1] 甲. 文[J].\n[2] 乙. 文[J].", &[(1, "甲. 文[J]."), (2, "乙. 文[J].")]),
            ("[1]甲. 文[J].\n续行.\n[2]乙. 文[J].", &[(1, "甲. 文[J].\n续行."), (2, "乙. 文[J].")]),
            ("[1]甲. 文[J], 2019: 1-3.[2]乙. 文[J].", &[(1, "甲. 文[J], 2019: 1-3."), (2, "乙. 文[J].")]),
            (
                "1. 甲. 文[J]. 2019: 1-3. 2. 乙. 文[J].\n3. 丙. 文.",
                &[(1, "甲. 文[J]. 2019: 1-3."), (2, "乙. 文[J]."), (3, "丙. 文.")],
            ),
            ("(1)甲. 文[J].\n(2)乙. 文[J].", &[(1, "甲. 文[J]."), (2, "乙. 文[J].")]),
            (
                "1 甲. 文[J].\n2 乙. 文[J].\n3 丙. 文.",
                &[(1, "甲. 文[J]."), (2, "乙. 文[J]."), (3, "丙. 文.")],
            ),
            ("①甲：《文》。\n②乙：《文》。", &[(1, "甲：《文》。"), (2, "乙：《文》。")]),
            ("[1]甲. 文[J].\n[3]丙. 文[J].", &[(1, "甲. 文[J]."), (3, "丙. 文[J].")]),
            ("甲. 文[J]. 2019.\n乙. 文[J]. 2020.", &[(1, "甲. 文[J]. 2019."), (2, "乙. 文[J]. 2020.")]),
            (
                "[1] 甲. 文[J].\n[2] 乙. 文[J].\n作者简介：丙（1990—），女。",
                &[(1, "甲. 文[J]."), (2, "乙. 文[J].")],
            ),
        ];
        for (lines, expected) in cases {
            assert_eq!(split(lines), expected, "{lines}");
        }
    }

    #[test]
    fn brackets_inside_an_entry_begin_no_other() {
        let line = "[1] 甲. 评[2]号方案[J]. 刊, 2019, 3[2]: 1.\n[2] 乙. 2.0 时代[J]. 刊, 2020.";
        assert_eq!(split(line).len(), 2);
    }
}
