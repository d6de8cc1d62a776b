//! A list without numbers: an entry begins where the one before can have ended and the words look like authors.

use super::authors;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

macro_rules! pattern {
    ($name:ident, $re:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

// An entry says at least one of these.
pattern!(COMPLETE, r"(?:19|20)[0-9]{2}|\[[A-Z]{1,2}(?:/OL)?\]|https?://");
pattern!(CODE, r"\[(?:EB|DB|CP|DS|[MCNJDRSPGAZ])(?:/OL)?\]");
pattern!(YEAR, r"(?:19|20)[0-9]{2}");
pattern!(NOTE, r"^\*{1,3}\s*[㐀-鿿·]{2,6}\s*[：:，,]");
// The last mark of an entry: a stop, a bracket, a page, an address.
pattern!(ENDED, r"(?:[.。\])）0-9]|https?://\S+)\s*$");
// The words before the stop, the bracket or the year that ends the authors.
pattern!(
    HEAD,
    r"^(?P<people>[^.。:：(（\[]{2,120}?)[\s,，]*(?:[.。:：]|[(（]?\s*(?:19|20)[0-9]{2}|[(（]\s*[㐀-鿿])"
);
// Smith, J. · SMITH J, · Smith J. A. · van der Berg, P. · Smith, John,
pattern!(
    LATIN,
    r"^(?:(?:van|von|de|der|den|di|la|le) )*\p{Lu}[\p{Latin}'’-]+(?:,? (?:\p{Lu}\.?[\s-]?){1,3}(?:[,.&;:(（]|et al|and |(?:19|20)[0-9])|, \p{Lu}[\p{Latin}'’-]+)"
);
// World Bank. · OECD (2019)
pattern!(
    BODY,
    r"^\p{Lu}[\p{Latin}'’-]+(?: (?:of |for |and |the )*\p{Lu}[\p{Latin}'’-]+){0,6}[.,]?\s*(?:\.\s|[(（]?(?:19|20)[0-9]{2})"
);

/// Cuts the paragraphs of a list into its entries. `lines` gives where the printed lines of a paragraph begin.
pub(super) fn cut(
    text: &str,
    paragraphs: &[Range<usize>],
    lines: impl Fn(Range<usize>) -> Vec<usize>,
) -> Vec<Range<usize>> {
    let mut entries: Vec<Range<usize>> = Vec::new();
    for paragraph in paragraphs {
        let mut starts = lines(paragraph.clone());
        starts.retain(|at| paragraph.contains(at));
        if starts.first() != Some(&paragraph.start) {
            starts.insert(0, paragraph.start);
        }
        let ends = starts.iter().skip(1).copied().chain([paragraph.end]);
        for (start, end) in starts.iter().copied().zip(ends) {
            match entries.last_mut() {
                Some(entry) if !begins(&text[entry.clone()], &text[start..end], start == paragraph.start) => {
                    entry.end = end;
                }
                _ => entries.push(start..end),
            }
        }
    }
    // What says nothing an entry says, behind the last that does, is no entry.
    while entries.len() > 1 && entries.last().is_some_and(|e| !COMPLETE.is_match(&text[e.clone()])) {
        entries.pop();
    }
    entries
}

/// Where the last entry of a numbered list ends: with the paragraph that can end it, unless the next goes on.
pub(super) fn end_of_last(text: &str, start: usize, paragraphs: &[Range<usize>]) -> usize {
    let own = paragraphs.iter().skip_while(|p| p.end <= start);
    let mut ends = own.map(|p| p.end);
    let Some(mut end) = ends.next() else { return text.len() };
    for next in ends {
        let so_far = &text[start..end];
        let following = text[end..next].trim_start();
        if YEAR.is_match(so_far)
            && ENDED.is_match(so_far)
            && !goes_on(following)
            && !COMPLETE.is_match(following)
        {
            break;
        }
        end = next;
    }
    end
}

/// * 王芳：山水大学教授 — a note on an author, not an entry of a list with stars.
pub(super) fn is_note_on_author(paragraph: &str) -> bool {
    NOTE.is_match(paragraph) && !COMPLETE.is_match(paragraph)
}

/// Whether a line begins an entry, given what the entry before says so far.
fn begins(before: &str, line: &str, own_paragraph: bool) -> bool {
    if !COMPLETE.is_match(before) || goes_on(line) {
        return false;
    }
    let ended = ENDED.is_match(before);
    let coded_again = CODE.is_match(before) && CODE.is_match(line);
    ended && (own_paragraph || opens(line) || coded_again) || own_paragraph && opens(line)
}

/// Small letters, figures and closing marks go on with what stands before.
fn goes_on(line: &str) -> bool {
    let particle = LATIN.is_match(line);
    !particle
        && line.starts_with(|c: char| {
            c.is_lowercase() || c.is_ascii_digit() || "(（)）],，.。:：/-–—+".contains(c)
        })
        && !authors::opens_with_nation(line)
}

/// Whether a line opens with authors, or with a title in book-title marks.
fn opens(line: &str) -> bool {
    if line.starts_with(['《', '〈']) || LATIN.is_match(line) || BODY.is_match(line) {
        return true;
    }
    HEAD.captures(line).is_some_and(|head| authors::are_people(&head["people"]))
        || authors::opens_with_nation(line)
}
