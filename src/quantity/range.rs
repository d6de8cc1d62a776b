//! Figures that belong together: the ends of a range (3~5天, 20至30万元) and the members of a list (15、20和30万元).

use super::amount::{self, Amount, Outcome};
use super::lexer::{BREAK, Gap, Lexed, NONE};
use super::words::WORDS;
use super::{Reason, context, forms, unit};
use crate::model::Dimension;
use rust_decimal::Decimal;

/// What follows a figure in the text.
pub(super) enum Group {
    /// These figures, the last of which ends at the number given.
    Figures(Vec<Amount>, usize),
    Skip(usize),
    Fault(usize, Reason),
}

/// A list longer than this is a table.
const MEMBERS: usize = 32;

/// Reads the figure at `i` with the range end or the list it begins.
pub(super) fn read(lx: &Lexed, i: usize) -> Group {
    let first = match figure(lx, i) {
        Outcome::Amount(a) => *a,
        Outcome::Skip(end) => return Group::Skip(end),
        Outcome::Fault(end, reason) => return Group::Fault(end, reason),
    };
    let mut members = vec![first];
    loop {
        let Some(last) = members.last() else { return Group::Skip(i + 1) };
        let Some(next) = separator(lx, last.end) else { break };
        if members.len() == MEMBERS {
            break;
        }
        match figure(lx, next) {
            Outcome::Amount(a) if joins(last, &a) => members.push(*a),
            // 2021、2022 年: the members before are years too.
            Outcome::Skip(end)
                if members.iter().all(|m| m.unit.is_none() && m.num.plain) && is_date(lx, end) =>
            {
                return Group::Skip(end);
            }
            _ => break,
        }
        if members.last().is_some_and(|m| m.unit.is_some()) && members.iter().any(|m| m.unit.is_none()) {
            break;
        }
    }
    if is_list_number(lx, &members) {
        members.remove(0);
    }
    share_unit(members)
}

/// 1、20 家企业: at the head of a line, the number of the item and not a parallel figure.
fn is_list_number(lx: &Lexed, members: &[Amount]) -> bool {
    let [first, _] = members else { return false };
    let head =
        lx.gap(first.start) == Gap::Line || matches!(lx.before(first.start), '。' | '；' | BREAK | NONE);
    head && first.unit.is_none()
        && first.num.plain
        && first.low <= Decimal::from(30)
        && lx.c(first.end) == '、'
}

/// Whether the character before `end` closes a date.
fn is_date(lx: &Lexed, end: usize) -> bool {
    matches!(lx.before(end), '年' | '月' | '日' | '季' | '号' | '代')
}

/// Whether `b` goes on the list of `a`: one of them lacks the unit the other has.
fn joins(a: &Amount, b: &Amount) -> bool {
    match (&a.unit, &b.unit) {
        (None, _) => true,
        // 15元、1600万: only a number with a scale of its own takes the unit before it.
        (Some(u), None) => b.num.has_big() && matches!(u.dimension, Dimension::Money | Dimension::Count),
        (Some(_), Some(_)) => false,
    }
}

/// The character after 、, 和 and the like, where a number follows.
fn separator(lx: &Lexed, i: usize) -> Option<usize> {
    let word = lx.any(i, &WORDS.lists.and)?;
    let next = i + word.len();
    context::starts_number(WORDS.flags(lx.c(next))).then_some(next)
}

/// Gives every member of a list the unit that only one of them prints.
fn share_unit(members: Vec<Amount>) -> Group {
    let end = members.last().map_or(0, |m| m.end);
    let Some(with) = members.iter().find(|m| m.unit.is_some()).cloned() else {
        return Group::Figures(members, end);
    };
    let Some(unit) = with.unit.clone() else { return Group::Figures(members, end) };
    let given = |m: Amount| -> Result<Amount, Reason> {
        if m.unit.is_some() {
            return Ok(m);
        }
        let before = m.start < with.start;
        let scaled = match shared_scale(&m, &with) {
            Some(factor) if before => m.scaled(factor)?,
            _ => m,
        };
        let end = scaled.end;
        Ok(Amount { inferred: true, ..scaled.with_unit(unit.clone(), end)? })
    };
    match members.into_iter().map(given).collect() {
        Ok(figures) => Group::Figures(figures, end),
        Err(reason) => Group::Fault(end, reason),
    }
}

/// One figure, a range taken as one.
fn figure(lx: &Lexed, i: usize) -> Outcome {
    let from = match one(lx, i) {
        Outcome::Amount(a) => *a,
        other => return other,
    };
    let Some((next, between)) = range_sign(lx, &from) else { return Outcome::Amount(Box::new(from)) };
    let to = match one(lx, next) {
        Outcome::Amount(a) => *a,
        Outcome::Skip(end) if from.unit.is_none() && from.num.plain && is_date(lx, end) => {
            return Outcome::Skip(end);
        }
        _ => return Outcome::Amount(Box::new(from)),
    };
    if between && !lx.at(to.end, &['之', '间']) {
        return Outcome::Amount(Box::new(from));
    }
    match join(lx, &from, to) {
        Ok(Some(range)) => {
            let closed = lx.at(range.end, &['之', '间']) && !from.num.is_year();
            Outcome::Amount(Box::new(Amount { closed, ..range }))
        }
        Ok(None) => Outcome::Amount(Box::new(from)),
        Err(reason) => Outcome::Fault(from.end, reason),
    }
}

/// A figure with the currency sign before it, if one stands there.
fn one(lx: &Lexed, i: usize) -> Outcome {
    match unit::sign(lx, i) {
        Some((unit, at)) => amount::read(lx, at, Some(&(unit, i))),
        None => amount::read(lx, i, None),
    }
}

/// The number behind ~, —, 至, 到, or behind 和 where 之间 must follow.
fn range_sign(lx: &Lexed, from: &Amount) -> Option<(usize, bool)> {
    let c = lx.c(from.end);
    let mut next = from.end + 1;
    let between = matches!(c, '和' | '与');
    if matches!(c, '-' | '—' | '~') {
        if lx.c(next) == c && c != '~' {
            next += 1;
        }
    } else if !between && !WORDS.numerals.to.contains(&c) {
        return None;
    }
    let starts = context::starts_number(WORDS.flags(lx.c(next))) || unit::sign(lx, next).is_some();
    let negative = matches!(lx.c(next), '-') && lx.c(next + 1).is_ascii_digit();
    (starts || negative).then_some((next, between))
}

/// Both ends as one range, if they are one.
fn join(lx: &Lexed, from: &Amount, to: Amount) -> Result<Option<Amount>, Reason> {
    let simple = from.high.is_none() && to.high.is_none();
    let levels = matches!(lx.before(from.start), '从' | '由' | '自');
    let closed = lx.at(to.end, &['之', '间']) || lx.at(to.end, &['不', '等']);
    let verb = WORDS.numerals.to.contains(&lx.c(from.end));
    if !simple || (levels && from.unit.is_some() && verb && !closed) {
        return Ok(None);
    }
    let from = from.clone();
    match (&from.unit, &to.unit) {
        (Some(a), Some(b)) if a.code == b.code => span(from, to),
        (None, Some(unit)) => {
            let low = give(&from, &to, unit.clone())?;
            span(low, to)
        }
        (Some(unit), None) => match from.denominator {
            // 百分之十五至二十.
            Some(den) => span(from, forms::of_hundred(to, den, Decimal::ONE)?),
            // $3-5: the sign before names the unit of both.
            None if from.start < from.num.start || to.num.has_big() => {
                let (unit, end) = (unit.clone(), to.end);
                span(from, to.with_unit(unit, end)?)
            }
            None => Ok(None),
        },
        (None, None) => match shared_scale(&from, &to) {
            Some(factor) => span(from.scaled(factor)?, to),
            None => span(from, to),
        },
        _ => Ok(None),
    }
}

/// The lower end in the unit and, where it lacks one, the scale of the upper.
fn give(from: &Amount, to: &Amount, unit: super::unit::Unit) -> Result<Amount, Reason> {
    let scaled = match shared_scale(from, to) {
        Some(factor) => from.clone().scaled(factor)?,
        None => from.clone().scaled(to.factor)?,
    };
    let end = scaled.end;
    scaled.with_unit(super::unit::Unit { half: false, ..unit }, end)
}

/// What 20 must be multiplied by in 20至30万: the scale of 30, if 20 has none and is the smaller number under it.
fn shared_scale(from: &Amount, to: &Amount) -> Option<Decimal> {
    if from.num.has_big() {
        return None;
    }
    let (a, b) = (&from.num, &to.num);
    if let Some(scale) = b.scale.filter(|s| *s > Decimal::ONE && !a.small)
        && (a.low < b.first || scale > Decimal::from(10_000_000))
    {
        return Some(scale);
    }
    let under = to.num.low.checked_div(b.big)?;
    (b.has_big() && a.low < under).then_some(b.big)
}

fn span(low: Amount, high: Amount) -> Result<Option<Amount>, Reason> {
    if low.low >= high.low {
        return Ok(None);
    }
    let resolution = low.resolution.max(high.resolution);
    Ok(Some(Amount { end: high.end, high: Some(high.low), resolution, unit: high.unit, ..low }))
}
