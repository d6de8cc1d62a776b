//! Lines in Latin letters: a title over one line or more, names, affiliations and dates.

use super::lines::Line;
use regex::Regex;
use std::sync::LazyLock;

/// The longest line of a title, in characters.
const LONGEST_TITLE: usize = 300;

macro_rules! pattern {
    ($name:ident, $re:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

pattern!(
    MATTER,
    concat!(
        r"(?i)@|https?://|www\.|^doi\b|^(?:received|accepted|published|copyright|vol|no\.|issn|email|e-mail|fund|foundation)\b|©|",
        r"\b(?:university|college|institute|academy|school of|department of|faculty of|hospital|bureau|co\., ?ltd)\b.*[,0-9]|[0-9]{5,6}"
    )
);
// Journal of Tea · Tea Review
pattern!(
    JOURNAL,
    r"(?i)^(?:the\s+)?(?:[a-z]+\s+){0,3}(?:journal|annals|bulletin|acta|proceedings)\b|\b(?:review|journal|letters|quarterly|forum)$"
);
// Nobody's name ends a line that goes on.
pattern!(
    OPEN_END,
    r"(?i)(?:[-–—:,]|\b(?:of|and|the|in|on|for|to|with|from|by|a|an|under|between|as|at|its|their|or|is|are|into))$"
);
pattern!(NAME_MARKS, r"[0-9¹²³⁴-⁹*＊∗⁎#†‡①-⑳✉]+");

/// What a line in Latin letters is.
pub(super) fn classify(line: &str) -> Line {
    let words = line.split_whitespace().count();
    if is_names(line) {
        Line::EnglishNames
    } else if words >= 2 && line.chars().count() <= LONGEST_TITLE && !MATTER.is_match(line) {
        Line::English
    } else {
        Line::Other
    }
}

/// ZHANG Wei1, Li Ming*: two or three capitalised words a name, nothing else; without commas ZHANG Wei LI Ming.
fn is_names(line: &str) -> bool {
    let names: Vec<String> = NAME_MARKS
        .replace_all(line, " ")
        .split([',', '，', ';', '；', '&'])
        .flat_map(|part| part.split(" and ").map(|n| n.trim().to_owned()).collect::<Vec<_>>())
        .filter(|n| !n.is_empty())
        .collect();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let shouted = |word: &str| word.len() > 1 && word.chars().all(|c| !c.is_lowercase());
    let is_name = |name: &String| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let plain = words.iter().all(|w| w.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c)));
        (2..=3).contains(&words.len()) && plain && words.iter().all(|w| capital(w))
    };
    // SHI MEN XIAO is a title in capitals, SHI Menxiao a name.
    let one_shouted = |name: &String| name.split_whitespace().filter(|w| shouted(w)).count() == 1;
    let words: Vec<&str> = names.iter().flat_map(|n| n.split_whitespace()).collect();
    let pairs = words.len().is_multiple_of(2)
        && words.chunks(2).all(|w| shouted(w[0]) && w.last().is_some_and(|w| capital(w) && !shouted(w)));
    let marked = NAME_MARKS.is_match(line);
    let all = !names.is_empty() && names.iter().all(is_name);
    let two_words = names.iter().all(|n| n.split_whitespace().count() == 2);
    !words.is_empty() && pairs || all && (two_words || marked || names.iter().all(one_shouted))
}

/// Whether the title goes on in the next line.
pub(super) fn goes_on(first: &str, next: &str, kind: &Line) -> bool {
    let open = OPEN_END.is_match(first.trim_end());
    match kind {
        Line::English => true,
        Line::EnglishNames => (open || is_shouted(first) && is_shouted(next)) && !next.contains([',', ';']),
        Line::Other => !MATTER.is_match(next) && next.starts_with(|c: char| c.is_ascii_alphabetic()),
        _ => false,
    }
}

/// All in capitals, as some titles are and no name of a Chinese author is.
fn is_shouted(line: &str) -> bool {
    !line.contains(char::is_lowercase)
}

/// Two lines of a title as one.
pub(super) fn joined(first: &str, next: &str) -> String {
    let seam = if first.ends_with(['-', '–', '—']) { "" } else { " " };
    format!("{}{seam}{}", first.trim_end(), next.trim())
}

/// A title that no label below it proves: words enough, not a sentence.
pub(super) fn is_plain_title(title: &str) -> bool {
    let words = title.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    words >= 4 && !title.ends_with(['.', ',', ';'])
}

/// The name of a journal in English rather than a title.
pub(super) fn is_journal(line: &str) -> bool {
    JOURNAL.is_match(line.trim())
}
