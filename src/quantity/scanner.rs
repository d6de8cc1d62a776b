//! One pass over a text: at each character that may begin a figure, the grammar is asked once.

use super::amount::Amount;
use super::lexer::{Lexed, is_latin};
use super::range::{self, Group};
use super::rank::{self, Order};
use super::words::{WORDS, flag};
use super::{Quantity, Scan, Skipped, UnitHint, context, forms, numeral, qualifier, reject, unit};
use crate::model::Qualifier;
use rust_decimal::Decimal;

struct Scanner<'a> {
    lx: &'a Lexed,
    hint: Option<&'a UnitHint>,
    out: Scan,
}

/// Scans a text; numbers without a unit take that of `hint`.
pub(super) fn scan(text: &str, hint: Option<&UnitHint>) -> Scan {
    let lx = Lexed::new(text);
    let mut scanner = Scanner { lx: &lx, hint, out: Scan::default() };
    let mut i = 0;
    while let Some(k) = lx.next(i, &WORDS) {
        i = scanner.step(k).max(k + 1);
    }
    scanner.out
}

/// The unit a header names: behind ：, in brackets, behind a stroke, or all of it.
pub(super) fn hint(header: &str) -> Option<UnitHint> {
    let opens = |c: char| matches!(c, '(' | '（' | '：' | ':' | '/' | '／' | '[' | '［' | '，' | ',');
    let mut parts: Vec<&str> =
        header.split(|c: char| opens(c) || matches!(c, ')' | '）' | ']' | '］')).collect();
    parts.reverse();
    parts.iter().find_map(|p| named(p.trim()))
}

fn named(word: &str) -> Option<UnitHint> {
    let lx = Lexed::new(word);
    let (mut i, mut scale) = (0, Decimal::ONE);
    while let Some(power) = WORDS.numerals.scale(lx.c(i)) {
        if WORDS.numerals.not_scale(lx.c(i)).iter().any(|w| lx.at(i + 1, w)) {
            break;
        }
        scale = scale.checked_mul(super::power_of_ten(i64::from(power))?)?;
        i += 1;
    }
    let rest = lx.string(i, lx.len());
    let found = unit::named(&rest);
    if found.is_none() && (i == 0 || !rest.is_empty()) {
        return None;
    }
    let power = found.as_ref().map_or(0, |u| u.power);
    let scale = scale.checked_mul(super::power_of_ten(i64::from(power))?)?;
    let dimension = found.as_ref().map_or(crate::model::Dimension::Count, |u| u.dimension);
    Some(UnitHint { unit: found.map(|u| u.code), scale, dimension })
}

impl Scanner<'_> {
    /// Reads what begins at `i`; gives the character to go on with.
    fn step(&mut self, i: usize) -> usize {
        let lx = self.lx;
        let c = lx.c(i);
        let flags = WORDS.flags(c);
        if flags & flag::PHRASE != 0
            && let Some(end) = numeral::phrase_at(lx, &WORDS.phrases, i)
        {
            return end;
        }
        if let Some(end) = context::bracket(lx, i) {
            return end;
        }
        if flags & flag::ORDER != 0 {
            return match rank::read(lx, i) {
                Order::Rank(q, end) => {
                    self.out.quantities.push(*q);
                    end
                }
                Order::Skip(end) => end,
            };
        }
        if flags & flag::SIGN != 0
            && let Some((_, at)) = unit::sign(lx, i).filter(|(_, at)| self.number_at(*at))
        {
            // 人民币 500 万元 names the currency twice; the second counts.
            return self.group(i).max(at);
        }
        if flags & flag::LATIN != 0 {
            return context::latin(lx, i);
        }
        if c == '半' {
            return self.half(i);
        }
        if context::starts_number(flags) || self.negative(i) {
            return self.group(i);
        }
        i + 1
    }

    fn number_at(&self, i: usize) -> bool {
        context::starts_number(WORDS.flags(self.lx.c(i)))
    }

    /// A minus sign or 负 that belongs to the number behind it.
    fn negative(&self, i: usize) -> bool {
        let lx = self.lx;
        match lx.c(i) {
            '负' => self.number_at(i + 1),
            '-' => {
                let before = lx.before(i);
                let ends_a_word = before.is_ascii_alphanumeric() || matches!(before, '%' | ')' | ']' | '-');
                lx.c(i + 1).is_ascii_digit() && lx.tight(i + 1) && !ends_a_word
            }
            _ => false,
        }
    }

    fn half(&mut self, i: usize) -> usize {
        match forms::bare_half(self.lx, i) {
            Some(a) => {
                let end = a.end;
                let passes = self.lx.before(i) == '过' && a.end == i + 1;
                self.push(a);
                if let Some(q) =
                    self.out.quantities.last_mut().filter(|q| passes && q.qualifier == Qualifier::Exact)
                {
                    q.qualifier = Qualifier::Over;
                    q.qualifier_range = Some(self.lx.bytes(i - 1, i));
                }
                end
            }
            None => i + 1,
        }
    }

    fn group(&mut self, i: usize) -> usize {
        match range::read(self.lx, i) {
            Group::Figures(figures, end) => {
                for figure in figures {
                    self.figure(figure);
                }
                end
            }
            Group::Skip(end) => end,
            Group::Fault(end, reason) => {
                self.out.skipped.push(Skipped { range: self.lx.bytes(i, end), reason });
                end
            }
        }
    }

    /// Takes a figure up, if it is one.
    fn figure(&mut self, a: Amount) {
        let lx = self.lx;
        let named = a.unit.is_some();
        let takes_hint =
            !(named || a.num.is_year() || a.num.han || is_latin(lx.c(a.end)) || lx.c(a.end) == '年');
        let a = match self.hint.filter(|_| takes_hint) {
            Some(hint) => match hinted(a, hint) {
                Some(a) => a,
                None => return,
            },
            None if named || a.closed || a.num.scaled || reject::bare(lx, &a) => a,
            None => return,
        };
        if !reject::reject(lx, &a) {
            self.push(a);
        }
    }

    fn push(&mut self, a: Amount) {
        let lx = self.lx;
        let dimension = a.dimension();
        let found = qualifier::around(lx, a.lead, a.end, dimension);
        let infix = a.num.infix.map(|(class, at)| (class, at..at + 1));
        let (qualifier, place) = match found.or(infix) {
            Some((class, place)) => (class, Some(lx.bytes(place.start, place.end))),
            None => (Qualifier::Exact, None),
        };
        self.out.quantities.push(Quantity {
            range: lx.bytes(a.start, a.end),
            value: a.high.is_none().then(|| a.low.normalize()),
            low: a.high.map(|_| a.low.normalize()),
            high: a.high.map(|h| h.normalize()),
            resolution: a.resolution.map(|r| r.normalize()),
            unit: a.unit.map(|u| u.code).filter(|u| !u.is_empty()),
            unit_inferred: a.inferred,
            dimension,
            qualifier,
            qualifier_range: place,
        });
    }
}

/// A number in the unit of a header; one that prints its own scale keeps it.
fn hinted(a: Amount, hint: &UnitHint) -> Option<Amount> {
    let scaled = if a.num.has_big() { a } else { a.scaled(hint.scale).ok()? };
    let unit = unit::Unit {
        code: hint.unit.clone().unwrap_or_default(),
        dimension: hint.dimension,
        power: 0,
        half: false,
    };
    let end = scaled.end;
    let a = scaled.with_unit(unit, end).ok()?;
    Some(Amount { inferred: true, ..a })
}
