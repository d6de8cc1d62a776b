//! Words around a figure that say how exact it is: 超, 近, 不足 before it; 以上, 左右 behind it.

use super::lexer::{BREAK, Lexed, NONE, ends_clause, fold};
use super::words::WORDS;
use crate::model::{Dimension, Qualifier};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A word and its class.
struct Word {
    chars: Vec<char>,
    class: Qualifier,
    not_after: Vec<char>,
    not_before: Vec<Vec<char>>,
    only_before: Option<Vec<Vec<char>>>,
}

struct Tables {
    /// By their last character.
    before: HashMap<char, Vec<Word>>,
    /// By their first.
    after: HashMap<char, Vec<Word>>,
    any: Vec<Vec<char>>,
    limit: Vec<Vec<char>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

fn chars(w: &str) -> Vec<char> {
    w.chars().map(fold).collect()
}

impl Tables {
    fn new() -> Self {
        let q = &WORDS.qualifiers;
        let classes = |c: &super::words::Classes| {
            let pairs = [
                (Qualifier::Over, c.over.clone()),
                (Qualifier::Under, c.under.clone()),
                (Qualifier::UpTo, c.up_to.clone()),
                (Qualifier::About, c.about.clone()),
            ];
            pairs.into_iter().flat_map(|(class, words)| words.into_iter().map(move |w| (class, w)))
        };
        let word = |(class, w): (Qualifier, String)| Word {
            not_after: q.not_after.get(&w).cloned().unwrap_or_default(),
            not_before: q
                .not_before
                .get(&w)
                .map(|l| l.iter().map(|s| chars(s)).collect())
                .unwrap_or_default(),
            only_before: q.only_before.get(&w).map(|l| l.iter().map(|s| chars(s)).collect()),
            chars: chars(&w),
            class,
        };
        let mut before: HashMap<char, Vec<Word>> = HashMap::new();
        for w in classes(&q.before).map(word) {
            if let Some(c) = w.chars.last().copied() {
                before.entry(c).or_default().push(w)
            }
        }
        let mut after: HashMap<char, Vec<Word>> = HashMap::new();
        for w in classes(&q.after).map(word) {
            if let Some(c) = w.chars.first().copied() {
                after.entry(c).or_default().push(w)
            }
        }
        for list in before.values_mut().chain(after.values_mut()) {
            list.sort_by_key(|w| std::cmp::Reverse(w.chars.len()));
        }
        let links = |l: &[String]| {
            let mut l: Vec<Vec<char>> = l.iter().map(|w| chars(w)).collect();
            l.sort_by_key(|w| std::cmp::Reverse(w.len()));
            l
        };
        Tables { before, after, any: links(&q.links.any), limit: links(&q.links.limit) }
    }
}

/// A class and the characters of its word.
pub(super) type Found = (Qualifier, Range<usize>);

/// What stands around the figure in `start..end`.
pub(super) fn around(lx: &Lexed, start: usize, end: usize, dimension: Dimension) -> Option<Found> {
    before(lx, start, dimension).or_else(|| after(lx, end)).or_else(|| gap(lx, start, dimension))
}

fn before(lx: &Lexed, start: usize, dimension: Dimension) -> Option<Found> {
    word_before(lx, start, dimension, false)
        .or_else(|| {
            let link = lx.any_before(start, &TABLES.any)?;
            word_before(lx, start - link.len(), dimension, false)
        })
        .or_else(|| {
            let link = lx.any_before(start, &TABLES.limit)?;
            word_before(lx, start - link.len(), dimension, true)
        })
}

/// The longest word that ends before `i`. Behind a verb of giving only the words that set a limit count.
fn word_before(lx: &Lexed, i: usize, dimension: Dimension, limit: bool) -> Option<Found> {
    let list = TABLES.before.get(&lx.before(i))?;
    let word = list.iter().find(|w| lx.ends(i, &w.chars))?;
    let from = i - word.chars.len();
    let recent = dimension == Dimension::Duration && word.chars == ['近'] && !lasts(lx, from);
    let sets_limit = word.chars.first() == Some(&'最')
        || word.chars.starts_with(&['至'])
        || word.chars.starts_with(&['不']);
    let stands = !word.not_after.contains(&lx.before(from)) && !recent && (!limit || sets_limit);
    stands.then_some((word.class, from..i))
}

/// 近 5 年 is a period; 历时近 5 年 is a length.
fn lasts(lx: &Lexed, i: usize) -> bool {
    const VERBS: [[char; 2]; 8] = [
        ['历', '时'],
        ['长', '达'],
        ['耗', '时'],
        ['持', '续'],
        ['需', '要'],
        ['花', '费'],
        ['为', '期'],
        ['时', '长'],
    ];
    VERBS.iter().any(|v| lx.ends(i, v)) || matches!(lx.before(i), '达' | '需' | '了' | '长' | '为')
}

fn after(lx: &Lexed, end: usize) -> Option<Found> {
    let list = TABLES.after.get(&lx.c(end))?;
    let word = list.iter().find(|w| {
        let to = end + w.chars.len();
        let ends = matches!(lx.c(to), NONE | BREAK);
        lx.at(end, &w.chars)
            && !w.not_before.iter().any(|n| lx.at(to, n))
            && w.only_before.as_ref().is_none_or(|o| ends || o.iter().any(|n| lx.at(to, n)))
    })?;
    Some((word.class, end..end + word.chars.len()))
}

/// 不足 … 总数的 10%: the word stands before the whole the share is of.
fn gap(lx: &Lexed, start: usize, dimension: Dimension) -> Option<Found> {
    const FARTHEST: usize = 18;
    if !matches!(dimension, Dimension::Percent | Dimension::Multiple) || lx.before(start) != '的' {
        return None;
    }
    let lists = &WORDS.lists;
    let mut whole = false;
    for i in (start.saturating_sub(FARTHEST)..start).rev() {
        if ends_clause(lx.c(i)) || lx.c(i).is_ascii_digit() {
            return None;
        }
        whole |= lists.gap_wholes.iter().any(|w| lx.at(i, w));
        let plain = lx.any_before(i, &lists.gap_plain);
        let Some(word) = plain.or_else(|| lx.any_before(i, &lists.gap_words).filter(|_| whole)) else {
            continue;
        };
        if let Some((class, _)) = word_before(lx, i, dimension, false) {
            return Some((class, i - word.len()..i));
        }
    }
    None
}
