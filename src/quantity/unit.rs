//! Units and measure words: which one stands behind a number, and what it is called in the model.

use super::lexer::{BREAK, Lexed, NONE};
use super::numeral::Num;
use super::words::{Behaviour, Index, WORDS};
use crate::model::Dimension;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// A unit of the tables.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// What the model prints.
    pub code: String,
    pub dimension: Dimension,
    /// Moves the point: -1 for ‰.
    pub power: i32,
    /// The unit says "and a half": 两个半月.
    pub half: bool,
}

/// A unit in the text.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub unit: Unit,
    pub end: usize,
}

/// What the index holds for a word.
struct Entry {
    unit: Unit,
    behaviour: Option<&'static Behaviour>,
    /// Written in letters, so no letter may touch it.
    latin: bool,
}

struct Tables {
    words: Index<Entry>,
    signs: Index<String>,
    english: Vec<(String, Unit)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

fn unit(code: &str, dimension: Dimension) -> Unit {
    Unit { code: code.to_owned(), dimension, power: 0, half: false }
}

impl Tables {
    fn new() -> Self {
        let file = &WORDS.units;
        let mut rows: Vec<(String, Unit)> = Vec::new();
        let mut english = Vec::new();
        for m in &file.money {
            rows.extend(m.words.iter().map(|w| (w.clone(), unit(&m.code, Dimension::Money))));
            english.extend(m.english.iter().map(|w| (w.replace(' ', ""), unit(&m.code, Dimension::Money))));
        }
        for r in &file.ratio {
            let u = Unit { power: r.power, ..unit(&r.code, r.dimension) };
            rows.extend(r.words.iter().map(|w| (w.clone(), u.clone())));
            english.extend(r.english.iter().map(|w| (w.replace(' ', ""), u.clone())));
        }
        rows.extend(durations());
        rows.extend(measures());
        english.sort_by_key(|(w, _): &(String, Unit)| std::cmp::Reverse(w.len()));
        let entry = |(word, unit): (String, Unit)| {
            let latin = word.ends_with(|c: char| c.is_ascii_alphanumeric());
            let behaviour = file.behaviour.get(&word);
            (word, Entry { unit, behaviour, latin })
        };
        let signs = file.money.iter().flat_map(|m| m.signs.iter().map(|s| (s.clone(), m.code.clone())));
        Tables { words: Index::new(rows.into_iter().map(entry)), signs: Index::new(signs), english }
    }
}

fn durations() -> Vec<(String, Unit)> {
    let d = &WORDS.units.duration;
    let plain = d.words.iter().map(|w| (w.clone(), unit(w, Dimension::Duration)));
    let with_ge = d.with_ge.iter().map(|w| (format!("个{w}"), unit(w, Dimension::Duration)));
    let also = d.also.iter().map(|(w, code)| (w.clone(), unit(code, Dimension::Duration)));
    let more = d.with_ge.iter().map(|w| (format!("个多{w}"), unit(w, Dimension::Duration)));
    let more = more.chain([("个多月".to_owned(), unit("个月", Dimension::Duration))]);
    let half = d.half.iter().map(|w| {
        let code = w.replace('半', "");
        let code = d.with_ge.iter().find(|g| format!("个{g}") == code).cloned().unwrap_or(code);
        (w.clone(), Unit { half: true, ..unit(&code, Dimension::Duration) })
    });
    plain.chain(with_ge).chain(also).chain(more).chain(half).collect()
}

fn measures() -> Vec<(String, Unit)> {
    let (m, c) = (&WORDS.units.measure, &WORDS.units.count);
    let plain =
        m.words.iter().chain(&m.latin).chain(&c.words).map(|w| (w.clone(), unit(w, Dimension::Count)));
    let with_ge = m.with_ge.iter().map(|w| (format!("个{w}"), unit(w, Dimension::Count)));
    plain.chain(with_ge).collect()
}

/// The unit behind `num`, if there is one and it goes with such a number.
pub(super) fn after(lx: &Lexed, num: &Num) -> Option<Hit> {
    let i = num.end;
    let found = TABLES.words.starting(lx.c(i)).iter().find_map(|(word, entry)| {
        let end = i + word.len();
        (lx.at(i, word) && stands(lx, i, end, entry) && suits(lx, num, end, entry))
            .then_some((end, &entry.unit))
    });
    let (end, unit) = found.or_else(|| english(lx, i))?;
    Some(per(lx, Hit { unit: unit.clone(), end }))
}

/// Whether some unit begins at `i`, whatever the number before it.
pub(super) fn begins(lx: &Lexed, i: usize) -> bool {
    let mut words = TABLES.words.starting(lx.c(i)).iter();
    words.any(|(word, entry)| {
        let never = entry.behaviour.is_some_and(|b| b.never || b.only.as_ref().is_some_and(Vec::is_empty));
        lx.at(i, word) && !never && stands(lx, i, i + word.len(), entry)
    })
}

/// The currency whose sign stands at `i`, and the character after it.
pub(super) fn sign(lx: &Lexed, i: usize) -> Option<(Unit, usize)> {
    let (word, code) = TABLES.signs.starting(lx.c(i)).iter().find(|(word, _)| {
        lx.at(i, word)
            && word.windows(2).enumerate().all(|(k, _)| lx.tight(i + k + 1) || !word[k + 1].is_ascii())
    })?;
    Some((unit(code, Dimension::Money), i + word.len()))
}

/// Whether the word is a unit here and not the beginning of another word.
fn stands(lx: &Lexed, i: usize, end: usize, entry: &Entry) -> bool {
    if entry.latin && (lx.tight(end) && lx.c(end).is_ascii_alphanumeric()) {
        return false;
    }
    let Some(b) = entry.behaviour else { return true };
    let starts = |w: &String| w.chars().enumerate().all(|(k, c)| lx.c(i + k) == c);
    !b.unless.iter().any(starts) || b.except.iter().any(starts)
}

/// Whether the unit goes with the number and with what follows.
fn suits(lx: &Lexed, num: &Num, end: usize, entry: &Entry) -> bool {
    let Some(b) = entry.behaviour else { return true };
    let small = num.han && num.low <= Decimal::TEN && num.high.is_none() && num.infix.is_none();
    let follows = |w: &String| {
        w.chars().enumerate().all(|(k, c)| lx.c(end + k) == c)
            || (w == "。" && matches!(lx.c(end), NONE | BREAK))
    };
    !(b.never
        || b.ordinal
        || (b.digits && small)
        || (b.structural && small)
        || (b.points && !(num.decimal || num.low > Decimal::from(24)))
        || b.only.as_ref().is_some_and(|only| !only.iter().any(follows))
        || (b.day && !is_days(lx, num, end)))
}

/// 日 counts days only where it cannot be a date.
fn is_days(lx: &Lexed, num: &Num, end: usize) -> bool {
    num.low > Decimal::from(31)
        || matches!(lx.c(end), '内' | '游')
        || lx.at(end, &['以', '内'])
        || lx.at(end, &['之', '内'])
}

/// A unit in English words, whatever the case: `percent`, `US dollars`.
fn english(lx: &Lexed, i: usize) -> Option<(usize, &'static Unit)> {
    if !(lx.c(i).is_ascii_alphabetic() || lx.c(i) == '-') {
        return None;
    }
    let ahead: String = lx.string(i, i + 24).to_lowercase();
    let (word, unit) = TABLES.english.iter().find(|(w, _)| {
        let end = i + w.chars().count();
        ahead.starts_with(w.as_str()) && !(lx.tight(end) && lx.c(end).is_ascii_alphanumeric())
    })?;
    Some((i + word.chars().count(), unit))
}

/// 元/吨, 千克/人: a rate keeps both words.
fn per(lx: &Lexed, hit: Hit) -> Hit {
    if lx.c(hit.end) != '/' || hit.unit.dimension == Dimension::Percent {
        return hit;
    }
    let i = hit.end + 1;
    let found = TABLES
        .words
        .starting(lx.c(i))
        .iter()
        .find(|(word, entry)| lx.at(i, word) && stands(lx, i, i + word.len(), entry));
    let Some((word, _)) = found else { return hit };
    let word: String = word.iter().collect();
    let end = i + word.chars().count();
    // Money stays in units of its currency; what it is paid for is printed in the surface.
    if hit.unit.dimension == Dimension::Money {
        return Hit { end, ..hit };
    }
    Hit { unit: Unit { code: format!("{}/{word}", hit.unit.code), ..hit.unit }, end }
}

/// The unit a word names, for headers of tables: 亿元, 万美元, %.
pub(super) fn named(word: &str) -> Option<Unit> {
    let lx = Lexed::new(word);
    let found = TABLES.words.starting(lx.c(0)).iter().find(|(w, _)| w.len() == lx.len() && lx.at(0, w));
    found.map(|(_, e)| e.unit.clone()).or_else(|| english(&lx, 0).map(|(_, u)| u.clone()))
}
