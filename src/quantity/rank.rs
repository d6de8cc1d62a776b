//! Places in an order: 居全球第一, 位居首位, 排名第 3 位. All other ordinals are no figures.

use super::lexer::{Lexed, ends_clause};
use super::numeral::{self, Num, Read};
use super::words::WORDS;
use super::{Quantity, unit};
use crate::model::{Dimension, Qualifier};
use rust_decimal::Decimal;

/// How far before the rank its verb may stand.
const REACH: usize = 22;

/// A rank, or where to go on.
pub(super) enum Order {
    Rank(Box<Quantity>, usize),
    Skip(usize),
}

/// Reads what begins with 第, 首 or 榜 at `i`.
pub(super) fn read(lx: &Lexed, i: usize) -> Order {
    if lx.c(i) == '第' {
        return ordinal(lx, i);
    }
    let first = lx.any(i, &WORDS.lists.rank_first).map(|w| i + w.len());
    let end = match first {
        Some(end) if lx.c(end) != '度' => Some(end),
        // 居首: the first place without a noun.
        _ if lx.c(i) == '首' && matches!(lx.before(i), '居' | '列') && closes(lx, i + 1) => Some(i + 1),
        _ => None,
    };
    match end.filter(|_| has_verb(lx, i)) {
        Some(end) => Order::Rank(Box::new(rank(lx, i, end, Decimal::ONE)), end),
        None => Order::Skip(i + 1),
    }
}

fn ordinal(lx: &Lexed, i: usize) -> Order {
    let Read::Num(n) = numeral::read(lx, i + 1) else { return Order::Skip(i + 1) };
    let place = lx.any(n.end, &WORDS.lists.rank_after);
    let end = place.map_or(n.end, |w| n.end + w.len());
    let plain = n.high.is_none() && n.infix.is_none() && !n.decimal && n.low > Decimal::ZERO;
    let named = place.is_none() && lx.any(n.end, &WORDS.lists.rank_not_before).is_some();
    let scoped = lx.any_before(i, &WORDS.lists.rank_scopes).is_some() && closes(lx, end);
    let ranked = scoped || (has_verb(lx, i) && (place.is_some() || closes(lx, end)));
    if plain && !named && ranked {
        return Order::Rank(Box::new(rank(lx, i, end, n.low)), end);
    }
    Order::Skip(skip_noun(lx, &n))
}

/// The measure word behind an ordinal belongs to it: 第十一次, 第3-5条.
fn skip_noun(lx: &Lexed, n: &Num) -> usize {
    if matches!(lx.c(n.end), '-' | '—' | '~' | '至' | '、' | '和' | '到')
        && let Read::Num(m) = numeral::read(lx, n.end + 1)
        && unit::after(lx, &m).is_some_and(|h| h.unit.dimension == Dimension::Count)
    {
        return m.end + 1;
    }
    let one = unit::begins(lx, n.end) || matches!(lx.c(n.end), '方' | '季' | '产' | '大');
    n.end + usize::from(one)
}

fn rank(lx: &Lexed, start: usize, end: usize, value: Decimal) -> Quantity {
    Quantity {
        range: lx.bytes(start, end),
        value: Some(value),
        low: None,
        high: None,
        resolution: None,
        unit: Some("rank".to_owned()),
        unit_inferred: false,
        dimension: Dimension::Rank,
        qualifier: Qualifier::Exact,
        qualifier_range: None,
    }
}

/// Whether nothing that could be a noun follows.
fn closes(lx: &Lexed, end: usize) -> bool {
    let c = lx.c(end);
    ends_clause(c) || matches!(c, '的' | '[' | '(' | '和' | '与' | '及' | '之' | '且' | '并' | '《' | '“')
}

/// Whether a verb of ranking stands before, inside the clause.
fn has_verb(lx: &Lexed, i: usize) -> bool {
    let lists = &WORDS.lists;
    for j in (i.saturating_sub(REACH)..i).rev() {
        let c = lx.c(j);
        if ends_clause(c) && c != '、' {
            return false;
        }
        let Some(verb) = lx.any(j, &lists.rank_verbs) else { continue };
        let other = lists.rank_not_verbs.iter().any(|w| {
            (0..w.len())
                .any(|k| j.checked_sub(k).is_some_and(|s| lx.at(s, w) && s + w.len() >= j + verb.len()))
        });
        if !other && j + verb.len() <= i {
            return true;
        }
    }
    false
}
