//! What stands where a number may begin and is none: dates, times, codes, labels, citation marks, addresses.

use super::lexer::{Lexed, ends_clause};
use super::numeral::{self, Num, Read};
use super::unit;
use super::words::{WORDS, flag};
use crate::model::Dimension;
use rust_decimal::Decimal;

/// The end of a date, a time, a code or a label that begins with `num`; `None` if it may be a figure.
pub(super) fn not_a_figure(lx: &Lexed, num: &Num) -> Option<usize> {
    type Check = fn(&Lexed, &Num) -> Option<usize>;
    const CHECKS: [Check; 5] = [vague, calendar, clock, code, label];
    CHECKS.iter().find_map(|check| check(lx, num))
}

/// 数十万, 若干百: 数 stands for the digit, unless it closes a noun (总数十万).
fn vague(lx: &Lexed, num: &Num) -> Option<usize> {
    WORDS.numerals.scale(lx.c(num.start))?;
    let word = lx.any_before(num.start, &WORDS.lists.vague)?;
    let noun = word == ['数'] && WORDS.not.before.numbers_of.contains(&lx.before(num.start - 1));
    (!noun).then_some(num.end)
}

/// 2024 年, 11 月 18 日, 90 年代, 20 世纪, 民国 113 年.
fn calendar(lx: &Lexed, num: &Num) -> Option<usize> {
    let c = lx.c(num.end);
    let next = lx.c(num.end + 1);
    let whole = num.plain || (num.han && !num.decimal);
    if !whole || num.infix.is_some() {
        return None;
    }
    let positional =
        num.han && num.high.is_none() && num.end - num.start >= 4 && !num.small && !num.has_big();
    let is_date = match c {
        '年' if num.is_year() || positional => true,
        '年' => matches!(next, '代' | '级') || lx.any_before(num.start, &WORDS.lists.eras).is_some(),
        '月' => num.low <= Decimal::from(12) || num.high.is_some(),
        '日' | '号' if num.low <= Decimal::from(31) => {
            let days = unit::after(lx, num).is_some_and(|h| h.unit.dimension == Dimension::Duration);
            !days || lx.before(num.start) == '月'
        }
        '号' => true,
        '世' => next == '纪' && lx.before(num.start) != '半',
        '周' => next == '年',
        '学' | '财' => num.is_year() && next == '年',
        '季' => true,
        '届' => num.han,
        '\'' | '’' => false,
        _ => false,
    };
    is_date.then_some(num.end + 1)
}

/// 8:30, 9 点 30 分, 15 时; also ratios such as 3:1.
fn clock(lx: &Lexed, num: &Num) -> Option<usize> {
    let (c, next) = (lx.c(num.end), lx.c(num.end + 1));
    let small = num.low <= Decimal::from(24) && !num.decimal;
    match c {
        ':' | '：' | '∶' if next.is_ascii_digit() && lx.tight(num.end + 1) && lx.tight(num.end) => {
            Some(digits_end(lx, num.end + 1))
        }
        '时' if small && !matches!(next, '间' | '代' | '期' | '段' | '刻') => {
            Some(minutes_end(lx, num.end + 1))
        }
        '点' if small && matches!(next, '钟' | '半' | '整') => Some(num.end + 2),
        '点' if small && (next.is_ascii_digit() || WORDS.numerals.digit(next).is_some() || next == '十') => {
            Some(minutes_end(lx, num.end + 1))
        }
        _ => None,
    }
}

fn minutes_end(lx: &Lexed, i: usize) -> usize {
    match numeral::read(lx, i) {
        Read::Num(n) if lx.c(n.end) == '分' => n.end + 1,
        Read::Num(n) if lx.c(i).is_ascii_digit() && ends_clause(lx.c(n.end)) => n.end,
        _ => i,
    }
}

fn digits_end(lx: &Lexed, i: usize) -> usize {
    let mut j = i;
    while (lx.c(j).is_ascii_digit() || matches!(lx.c(j), ':' | '：' | '∶' | '.')) && lx.tight(j) {
        j += 1;
    }
    j
}

/// 5G, 3D, 1+X, 2024-11-18, 010-12345678, 10.1000/xyz.
fn code(lx: &Lexed, num: &Num) -> Option<usize> {
    if num.han {
        return None;
    }
    let (c, next) = (lx.c(num.end), lx.c(num.end + 1));
    if c.is_ascii_alphabetic() && lx.tight(num.end) {
        return unit::after(lx, num).is_none().then(|| latin_end(lx, num.end));
    }
    if c == '+' && next.is_ascii_alphabetic() {
        return Some(latin_end(lx, num.end));
    }
    if c == '/' && num.decimal && num.low >= Decimal::TEN && num.low < Decimal::from(11) {
        return Some(graph_end(lx, num.end));
    }
    // Three runs of digits joined by hyphens or slashes are a date or a telephone number.
    if matches!(c, '-' | '/') && num.plain && next.is_ascii_digit() {
        let second = run_end(lx, num.end + 1);
        if lx.c(second) == c && lx.c(second + 1).is_ascii_digit() {
            return Some(code_end(lx, second));
        }
    }
    None
}

fn run_end(lx: &Lexed, i: usize) -> usize {
    let mut j = i;
    while lx.c(j).is_ascii_digit() && (j == i || lx.tight(j)) {
        j += 1;
    }
    j
}

fn code_end(lx: &Lexed, i: usize) -> usize {
    let mut j = i;
    while (lx.c(j).is_ascii_digit() || matches!(lx.c(j), '-' | '/')) && lx.tight(j) {
        j += 1;
    }
    j
}

/// The end of letters and digits that stand together: B2B2C, Web3.0, COVID-19.
pub(super) fn latin_end(lx: &Lexed, i: usize) -> usize {
    let mut j = i;
    while j == i || (lx.tight(j) && (lx.c(j).is_ascii_alphanumeric() || joins(lx, j))) {
        j += 1;
    }
    j
}

fn joins(lx: &Lexed, j: usize) -> bool {
    matches!(lx.c(j), '-' | '_' | '.' | '@' | '/' | '&' | '+')
        && lx.tight(j + 1)
        && lx.c(j + 1).is_ascii_alphanumeric()
}

/// The end of printable ASCII that stands together: addresses.
fn graph_end(lx: &Lexed, i: usize) -> usize {
    let mut j = i;
    while lx.c(j).is_ascii_graphic() && (j == i || lx.tight(j)) {
        j += 1;
    }
    j
}

/// Where scanning goes on after the letters at `i`; a number behind letters may still be a figure (GDP3.5%).
pub(super) fn latin(lx: &Lexed, i: usize) -> usize {
    let mut letters = i;
    while lx.c(letters).is_ascii_alphabetic() && (letters == i || lx.tight(letters)) {
        letters += 1;
    }
    if lx.at(letters, &[':', '/', '/']) || (lx.at(i, &['w', 'w', 'w']) && lx.c(letters) == '.') {
        return graph_end(lx, i);
    }
    if lx.c(letters).is_ascii_digit()
        && lx.tight(letters)
        && let Read::Num(n) = numeral::read(lx, letters)
    {
        let weighty =
            |d: Dimension| matches!(d, Dimension::Money | Dimension::Percent | Dimension::PercentagePoint);
        let measured = unit::after(lx, &n).is_some_and(|h| weighty(h.unit.dimension));
        if n.has_big() || (measured && letters - i >= 2) {
            return letters;
        }
    }
    latin_end(lx, i)
}

/// 图 3, 表2, 式 1 at the head of a phrase; TOP 10.
fn label(lx: &Lexed, num: &Num) -> Option<usize> {
    if let Some(word) = lx.any_before(num.start, &WORDS.lists.labels) {
        let head = lx.before(num.start - word.len());
        let opens = ends_clause(head)
            || matches!(head, '见' | '如' | '由' | '(' | '从' | '据' | '在' | '和' | '与' | '及');
        let unit = unit::after(lx, num);
        if opens && !num.han && (unit.is_none() || matches!(head, '见' | '如')) {
            return Some(num.end);
        }
    }
    if !num.plain || !lx.before(num.start).is_ascii_alphabetic() {
        return None;
    }
    let mut from = num.start;
    while from > 0 && lx.c(from - 1).is_ascii_alphabetic() && (from == num.start || lx.tight(from)) {
        from -= 1;
    }
    let word = lx.string(from, num.start).to_ascii_lowercase();
    WORDS.not.before.names.contains(&word).then_some(num.end)
}

/// [12], [3-5], 〔2023〕: brackets with nothing but numbers in them.
pub(super) fn bracket(lx: &Lexed, i: usize) -> Option<usize> {
    if !matches!(lx.c(i), '[' | '【') {
        return None;
    }
    let mut j = i + 1;
    while lx.c(j).is_ascii_digit() || matches!(lx.c(j), '-' | '—' | '~' | ',' | '，' | '、' | ';' | '；')
    {
        j += 1;
    }
    (j > i + 1 && matches!(lx.c(j), ']' | '】')).then_some(j + 1)
}

/// Whether a figure may begin at a character with these flags.
pub(super) fn starts_number(flags: u8) -> bool {
    flags & (flag::DIGIT | flag::HAN) != 0
}
