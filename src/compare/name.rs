//! What a figure is of, normalised so that two wordings of one indicator meet.

use super::words::{WORDS, any, strip_end};
use crate::model::{Measure, Statistic};
use std::collections::BTreeSet;

/// The normalised name of a statistic.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Whose: empty where unstated, [`NATION`] for 我国, 全国 and the like.
    pub subject: String,
    /// The indicator alone, without amounts, measures and particles: 出口总额 is 出口.
    pub thing: String,
    /// Subject and thing in one, the nation left out: what two papers' figures are lined up by.
    pub full: String,
    /// The whole a share is of, where the name says it (A占B).
    pub whole: Option<String>,
    /// The part of a known split the name is about.
    pub part: Option<Part>,
    /// `full` without the word of `part`.
    pub rest: String,
}

/// A member of a split of [`WORDS`]`.axis`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    /// Which split.
    pub axis: usize,
    /// Which part; `None` is the whole by name.
    pub member: Option<usize>,
}

/// The subject of national figures.
pub(crate) const NATION: &str = "中国";

impl Name {
    /// The name of a statistic.
    pub fn of(stat: &Statistic) -> Name {
        let (own, whole) = split_share(stat);
        let subject = subject(stat.subject.as_deref().unwrap_or_default());
        let thing = thing(&own, stat.measure);
        let full = join(&subject, &thing);
        let (part, rest) = part_of(&full);
        Name { subject, thing, full, whole, part, rest }
    }
}

/// Whether one text is part of the other or they share half their character pairs. An empty one says nothing against.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    a.is_empty() || b.is_empty() || a.contains(b) || b.contains(a) || dice(a, b) >= 0.5
}

/// Dice's coefficient over character pairs.
pub(crate) fn dice(a: &str, b: &str) -> f64 {
    let (a, b) = (pairs(a), pairs(b));
    match a.len() + b.len() {
        0 => 0.0,
        n => 2.0 * a.intersection(&b).count() as f64 / n as f64,
    }
}

/// The pairs of neighbouring characters of a text.
pub(crate) fn pairs(text: &str) -> BTreeSet<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Letters and digits only, Simplified, half width, lower case; full names shortened.
pub(crate) fn fold(text: &str) -> String {
    let mut folded: String = fast2s::convert(text)
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    for (long, short) in &WORDS.abbreviations {
        if folded.contains(long.as_str()) {
            folded = folded.replace(long.as_str(), short);
        }
    }
    folded
}

/// The normalised name of a thing measured.
pub(crate) fn thing(indicator: &str, measure: Measure) -> String {
    let mut name = without(&fold(indicator), &WORDS.function_words);
    for word in &WORDS.national {
        name = name.replace(word.as_str(), "");
    }
    let heads = match measure {
        Measure::Growth | Measure::Difference => &WORDS.growth_heads,
        Measure::Share => &WORDS.share_heads,
        _ => &WORDS.amount_heads,
    };
    // 同比增长 alone names nothing: the thing that grows stands elsewhere.
    if !matches!(measure, Measure::Level) && heads.contains(&name) {
        return String::new();
    }
    while let Some(shorter) = strip_end(&WORDS.trailing_verbs, &name)
        .or_else(|| strip_end(heads, &name))
        .or_else(|| strip_end(&WORDS.amount_heads, &name))
    {
        name = shorter.to_string();
    }
    name
}

/// The normalised name of whose figure it is.
fn subject(text: &str) -> String {
    let folded = without(&fold(text), &WORDS.function_words);
    if WORDS.national.contains(&folded) {
        return NATION.to_string();
    }
    let bare = WORDS.national.iter().find_map(|n| folded.strip_prefix(n.as_str())).unwrap_or(&folded);
    strip_end(&WORDS.subject_heads, bare).unwrap_or(bare).to_string()
}

fn without(text: &str, words: &[String]) -> String {
    words.iter().fold(text.to_string(), |text, word| text.replace(word.as_str(), ""))
}

/// Subject before thing, once.
fn join(subject: &str, thing: &str) -> String {
    if subject == NATION || thing.contains(subject) {
        thing.to_string()
    } else if subject.contains(thing) {
        subject.to_string()
    } else {
        // 跨境电商行业 + 电商出口: the overlap is written once.
        let overlap = (0..=thing.len())
            .rev()
            .filter(|&n| thing.is_char_boundary(n))
            .find(|&n| subject.ends_with(&thing[..n]))
            .unwrap_or(0);
        format!("{subject}{}", &thing[overlap..])
    }
}

/// A占B: the name of the part and of the whole.
fn split_share(stat: &Statistic) -> (String, Option<String>) {
    let indicator = fold(stat.indicator.as_deref().unwrap_or_default());
    if !matches!(stat.measure, Measure::Share | Measure::Rate) {
        return (indicator, None);
    }
    let Some(at) = makes_up(&indicator) else { return (indicator, None) };
    let whole = thing(&indicator[at + '占'.len_utf8()..], Measure::Share);
    (indicator[..at].to_string(), Some(whole).filter(|w| !w.is_empty()))
}

/// Where a text says 占, "makes up".
pub(crate) fn makes_up(text: &str) -> Option<usize> {
    let at = text.rfind('占')?;
    let rest = &text[at..];
    let other_word = WORDS.not_share.iter().any(|w| rest.starts_with(w.as_str()));
    let compound = text[..at].ends_with('所') || text[..at].ends_with('侵');
    (!other_word && !compound).then_some(at)
}

/// The split a name takes part in. Wholes first, since 进出口 holds 出口; the longest word wins.
pub(crate) fn part_of(full: &str) -> (Option<Part>, String) {
    let words = WORDS.axis.iter().enumerate().flat_map(|(axis, split)| {
        let wholes = split.whole.iter().map(move |w| (w, Part { axis, member: None }));
        let parts =
            split.parts.iter().enumerate().flat_map(move |(m, synonyms)| {
                synonyms.iter().map(move |w| (w, Part { axis, member: Some(m) }))
            });
        wholes.chain(parts)
    });
    let found = words
        .filter(|(word, _)| full.contains(word.as_str()))
        .max_by_key(|(word, part)| (word.chars().count(), std::cmp::Reverse(*part)));
    match found {
        Some((word, part)) => (Some(part), full.replacen(word.as_str(), "", 1)),
        None => (None, full.to_string()),
    }
}

/// The words before and after a figure in its quote.
pub(crate) fn around(stat: &Statistic) -> (&str, &str) {
    let wanted = stat.figure.start.saturating_sub(stat.span.start);
    let nearest = stat.quote.match_indices(stat.surface.as_str()).min_by_key(|(at, _)| at.abs_diff(wanted));
    match nearest {
        Some((at, surface)) => (&stat.quote[..at], &stat.quote[at + surface.len()..]),
        None => (&stat.quote, ""),
    }
}

/// Whether any word of a list occurs in a text, however it is printed.
pub(crate) fn says(list: &[String], text: &str) -> bool {
    any(list, &fold(text))
}

/// Whether a folded text ends in a word of a list, with at most `slack` characters after it.
pub(crate) fn ends_near(list: &[String], folded: &str, slack: usize) -> bool {
    list.iter().any(|word| {
        folded.rfind(word.as_str()).is_some_and(|at| folded[at + word.len()..].chars().count() <= slack)
    })
}

/// Whether a folded text starts with a word of a list.
pub(crate) fn starts_with(list: &[String], folded: &str) -> bool {
    list.iter().any(|word| folded.starts_with(word.as_str()))
}
