//! Numbers in Arabic digits: 1,100 · 3.14 · ３０００ · 1.5×10^8.

use super::lexer::{Gap, Lexed};
use super::words::WORDS;
use super::{Reason, power_of_ten, unit};
use rust_decimal::Decimal;

/// Digits as printed, and what they are worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Literal {
    pub value: Decimal,
    /// One unit of the last digit.
    pub resolution: Decimal,
    /// The character after the last digit.
    pub end: usize,
    /// Digits before the point.
    pub whole: usize,
    pub decimal: bool,
    pub grouped: bool,
    pub exponent: bool,
}

/// Digits that were read, or why they are none.
pub(super) enum Digits {
    Literal(Literal),
    /// A code, a version, a date: not a number, up to here.
    Other(usize),
    Fault(usize, Reason),
}

/// Reads the digits at `i`.
pub(super) fn read(lx: &Lexed, i: usize) -> Digits {
    let mut text = String::new();
    let whole_end = run(lx, i, &mut text);
    let first = text.len();
    let (mut j, grouped) = match groups(lx, i, whole_end, &mut text) {
        Ok(end) => (end, end != whole_end),
        Err(end) => return Digits::Fault(end, Reason::Malformed),
    };
    let whole = text.len();
    let mut decimal = false;
    if lx.c(j) == '.' && lx.tight(j) && lx.c(j + 1).is_ascii_digit() && lx.tight(j + 1) {
        text.push('.');
        j = run(lx, j + 1, &mut text);
        decimal = true;
    }
    if is_code(lx, j, decimal) || (first > 1 && !grouped && text.starts_with('0')) {
        return Digits::Other(code_end(lx, j));
    }
    let Ok(value) = Decimal::from_str_exact(&text) else {
        return Digits::Fault(j, Reason::TooManyDigits);
    };
    let places = text.len() - whole - usize::from(decimal);
    let Some(resolution) = power_of_ten(-(places as i64)) else {
        return Digits::Fault(j, Reason::TooManyDigits);
    };
    exponent(lx, Literal { value, resolution, end: j, whole, decimal, grouped, exponent: false })
}

/// Reads digits that stand together; gives the character after them.
fn run(lx: &Lexed, i: usize, text: &mut String) -> usize {
    let mut j = i;
    while lx.c(j).is_ascii_digit() && (j == i || lx.tight(j)) {
        text.push(lx.c(j));
        j += 1;
    }
    j
}

/// Groups of three digits behind a comma, a full-width comma or a thin space. A comma between digits that groups nothing is a fault.
fn groups(lx: &Lexed, start: usize, end: usize, text: &mut String) -> Result<usize, usize> {
    let kept = text.len();
    let (mut j, mut loose) = (end, false);
    if lx.c(start) == '0' || end - start > 3 {
        return ungrouped(lx, end);
    }
    loop {
        let (from, comma) = match lx.c(j) {
            ',' | '，' if lx.tight(j) && lx.tight(j + 1) => (j + 1, true),
            c if c.is_ascii_digit() && matches!(lx.gap(j), Gap::Thin | Gap::Space) => (j, false),
            _ => break,
        };
        loose |= !comma && lx.gap(j) == Gap::Space;
        let mut group = String::new();
        let to = run(lx, from, &mut group);
        if group.len() != 3 {
            if comma && j > end {
                return Err(to.max(j));
            }
            break;
        }
        text.push_str(&group);
        j = to;
    }
    // An ordinary space groups only where one number is the only reading: inside a line, before a unit.
    if loose && !(may_group(lx, start) && leads_to_unit(lx, j)) {
        text.truncate(kept);
        return Ok(end);
    }
    if j == end { ungrouped(lx, end) } else { Ok(j) }
}

fn may_group(lx: &Lexed, start: usize) -> bool {
    let before = lx.before(start);
    start == 0
        || !(lx.gap(start) == Gap::Line
            || before.is_ascii_alphanumeric()
            || matches!(before, '.' | ',' | '第' | '图' | '表'))
}

/// Whether a unit, a scale or a decimal part follows.
fn leads_to_unit(lx: &Lexed, i: usize) -> bool {
    let mut j = i;
    if lx.c(j) == '.' && lx.tight(j) {
        j += 1;
        while lx.c(j).is_ascii_digit() && lx.tight(j) {
            j += 1;
        }
    }
    let c = lx.c(j);
    WORDS.numerals.scale(c).is_some() || unit::begins(lx, j) || WORDS.numerals.more.contains(&c)
}

/// 1,2345: the comma is neither a group nor the end of a clause.
fn ungrouped(lx: &Lexed, end: usize) -> Result<usize, usize> {
    if lx.c(end) == ',' && lx.tight(end) && lx.c(end + 1).is_ascii_digit() && lx.tight(end + 1) {
        let mut j = end;
        while (lx.c(j).is_ascii_digit() || lx.c(j) == ',') && lx.tight(j) {
            j += 1;
        }
        return Err(j);
    }
    Ok(end)
}

/// 1.2.3, 2024.05.01, 3.1.
fn is_code(lx: &Lexed, j: usize, decimal: bool) -> bool {
    decimal && lx.c(j) == '.' && lx.tight(j) && lx.c(j + 1).is_ascii_digit() && lx.tight(j + 1)
}

fn code_end(lx: &Lexed, j: usize) -> usize {
    let mut k = j;
    while (lx.c(k).is_ascii_digit() || (lx.c(k) == '.' && lx.c(k + 1).is_ascii_digit())) && lx.tight(k) {
        k += 1;
    }
    k
}

/// 1.5×10^8, 1.5×10⁸, 1.5e8, 10^6.
fn exponent(lx: &Lexed, literal: Literal) -> Digits {
    let Some((power, end)) = times_power(lx, &literal).or_else(|| letter_e(lx, literal.end)) else {
        return Digits::Literal(literal);
    };
    let scaled = power_of_ten(power).and_then(|p| {
        let base = if is_bare_ten(lx, &literal) { Decimal::ONE } else { literal.value };
        Some((base.checked_mul(p)?, literal.resolution.checked_mul(p)?))
    });
    match scaled {
        Some((value, resolution)) => {
            Digits::Literal(Literal { value, resolution, end, exponent: true, ..literal })
        }
        None => Digits::Fault(end, Reason::Overflow),
    }
}

/// 10^6, where ten is the base and not a factor.
fn is_bare_ten(lx: &Lexed, literal: &Literal) -> bool {
    !literal.decimal && literal.value == Decimal::TEN && lx.c(literal.end) == '^'
}

fn times_power(lx: &Lexed, literal: &Literal) -> Option<(i64, usize)> {
    let j = literal.end;
    if is_bare_ten(lx, literal) {
        return signed(lx, j + 1);
    }
    if !matches!(lx.c(j), '×' | 'x' | 'X' | '*' | '✕' | '·') || lx.c(j + 1) != '1' || lx.c(j + 2) != '0' {
        return None;
    }
    if lx.c(j + 3) == '^' { signed(lx, j + 4) } else { superscript(lx, j + 3) }
}

fn letter_e(lx: &Lexed, j: usize) -> Option<(i64, usize)> {
    if !matches!(lx.c(j), 'e' | 'E') || !lx.tight(j) {
        return None;
    }
    let (power, end) = signed(lx, if lx.c(j + 1) == '+' { j + 2 } else { j + 1 })?;
    (!super::lexer::is_latin(lx.c(end))).then_some((power, end))
}

fn signed(lx: &Lexed, i: usize) -> Option<(i64, usize)> {
    let (negative, from) = if lx.c(i) == '-' { (true, i + 1) } else { (false, i) };
    let mut text = String::new();
    let end = run(lx, from, &mut text);
    let power: i64 = text.parse().ok().filter(|p| *p < 100)?;
    Some((if negative { -power } else { power }, end))
}

fn superscript(lx: &Lexed, i: usize) -> Option<(i64, usize)> {
    const SIGNS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let mut power = 0_i64;
    let mut j = i;
    while let Some(d) = SIGNS.chars().position(|s| s == lx.c(j)) {
        power = power.checked_mul(10)?.checked_add(d as i64).filter(|p| *p < 100)?;
        j += 1;
    }
    (j > i).then_some((power, j))
}
