//! Citation marks by number: `[1]`, `[2,5]`, `[3]-[6]`, 〔7〕, 【8】, and superscript figures in brackets.
//!
//! What is no mark: type codes (`[J]`), years (`[2024]`), anything above 999, sets and intervals with a zero, and the number that
//! opens an entry of a list.

use crate::{document::Document, model::Citation};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// The highest number a reference has.
const HIGHEST: u32 = 999;
/// A range `[a-b]` that spans more than this many references is something else.
const LONGEST_RANGE: u32 = 60;

/// One bracket, or several with a dash between them. The reading text has half-width digits and brackets.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    let number = "(?:[0-9]{1,4}|[¹²³⁰⁴-⁹]{1,3}|[①-⑳])";
    let dash = "[-–—―~～−－至]+";
    let bracket = format!(r"[\[【⁽]\^?\s*{number}(?:\s*(?:{dash}|[,，、;；])\s*{number})*\s*[\]】⁾]");
    Regex::new(&format!(r"{bracket}(?:\s*{dash}\s*{bracket})*")).expect("a fixed pattern")
});
/// A number or a dash inside a mark.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<number>[0-9]+|[¹²³⁰⁴-⁹]+|[①-⑳])|(?P<dash>[-–—―~～−－至])").expect("a fixed pattern")
});

/// The citation marks in a stretch of the reading text, with their ranges.
pub(super) fn scan(doc: &Document, range: Range<usize>) -> Vec<(Range<usize>, Citation)> {
    let starts: Vec<usize> = doc.paragraphs.iter().map(|p| p.range.start).collect();
    marks(doc.text(), range)
        .into_iter()
        .filter(|(at, _)| starts.binary_search(&at.start).is_err() || closes_a_sentence(doc.text(), at.end))
        .map(|(at, markers)| (at.clone(), Citation { markers, keys: Vec::new(), span: doc.span(at) }))
        .collect()
}

/// A mark at the start of a paragraph numbers an entry, unless only the end of a sentence follows.
fn closes_a_sentence(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(' ');
    rest.is_empty()
        || rest.starts_with(['。', '，', '；', '、', '：', '？', '！', '.', ',', ';', ')', '”', '\n'])
}

/// Marks with the numbers they name.
fn marks(text: &str, range: Range<usize>) -> Vec<(Range<usize>, Vec<u32>)> {
    let Some(inside) = text.get(range.clone()) else { return Vec::new() };
    MARK.find_iter(inside)
        .filter_map(|m| {
            let at = range.start + m.start()..range.start + m.end();
            // `a[1]` in code or a formula, `[1](http…)` in Markdown, `[^1]:` before a note.
            let after = text[at.end..].chars().next();
            let formula =
                text[..at.start].ends_with(|c: char| c.is_ascii_alphanumeric()) && after == Some('(');
            let note = m.as_str().starts_with("[^") && after == Some(':');
            numbers(m.as_str()).filter(|_| !formula && !note).map(|numbers| (at, numbers))
        })
        .collect()
}

/// The numbers a mark names, ranges written out. `None` where it cannot be a mark.
fn numbers(mark: &str) -> Option<Vec<u32>> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut dash = false;
    for token in TOKEN.captures_iter(mark) {
        if token.name("dash").is_some() {
            dash = true;
            continue;
        }
        let n = value(token.name("number")?.as_str()).filter(|n| (1..=HIGHEST).contains(n))?;
        match numbers.last() {
            Some(&first) if dash && first < n && n - first <= LONGEST_RANGE => numbers.extend(first + 1..=n),
            Some(_) if dash => return None,
            _ => numbers.push(n),
        }
        dash = false;
    }
    (!numbers.is_empty()).then_some(numbers)
}

fn value(digits: &str) -> Option<u32> {
    digits.chars().try_fold(0u32, |sum, c| {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            '⁰' | '⁴'..='⁹' => u32::from(c) - u32::from('⁰'),
            '①'..='⑳' => return Some(u32::from(c) - u32::from('①') + 1),
            _ => return None,
        };
        sum.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_their_numbers() {
        let cases: [(&str, &[&[u32]]); 18] = [
            ("资金不足[1]。", &[&[1]]),
            ("资金不足 [12] ，", &[&[12]]),
            ("资金不足[1,2]与人才流失[3，5、7]。", &[&[1, 2], &[3, 5, 7]]),
            ("资金不足[1-3]。", &[&[1, 2, 3]]),
            ("资金不足[1–3,6]。", &[&[1, 2, 3, 6]]),
            ("资金不足[10]-[12]。", &[&[10, 11, 12]]),
            ("资金不足[10] ~ [12]。", &[&[10, 11, 12]]),
            ("资金不足[5] [6]。", &[&[5], &[6]]),
            ("资金不足[5][6]。", &[&[5], &[6]]),
            ("资金不足【3】。", &[&[3]]),
            ("资金不足[¹²]，人才流失⁽³⁾。", &[&[12], &[3]]),
            ("资金不足[②]。", &[&[2]]),
            ("资金不足[^4]。", &[&[4]]),
            ("题名[J]. 刊名[EB/OL]", &[]),
            ("国发[2024]15号", &[]),
            ("取值在[0,1]之间", &[]),
            ("资金不足①，面积为 3² 公里，第[一]条", &[]),
            ("顺序颠倒[9-3]，[1000]", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<Vec<u32>> =
                marks(text, 0..text.len()).into_iter().map(|(_, numbers)| numbers).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_range_is_that_of_the_mark() {
        let text = "资金不足[1]-[3]。";
        let (range, _) = marks(text, 0..text.len()).remove(0);
        assert_eq!(&text[range], "[1]-[3]");
    }
}
