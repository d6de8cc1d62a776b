//! Forms that are number and unit at once: 三分之一, 四成五, 八五折, 一半, 翻两番.

use super::Reason;
use super::amount::{Amount, Outcome};
use super::lexer::{BREAK, Lexed, NONE, ends_clause};
use super::numeral::{self, Num, Read};
use super::unit::{self, Unit};
use super::words::WORDS;
use crate::model::Dimension;
use rust_decimal::{Decimal, RoundingStrategy};

/// The plain units this file makes.
fn percent() -> Unit {
    Unit { code: "%".to_owned(), dimension: Dimension::Percent, power: 0, half: false }
}

/// A form: the figure that a number begins, if it is of this form.
pub(super) type Form = fn(&Lexed, &Num) -> Option<Outcome>;

/// All of them, none of which can be taken for another.
pub(super) const FORMS: [Form; 6] = [fraction, slash, tenths, discount, half, doublings];

/// 三分之一, 百分之七十, 千分之 3.
fn fraction(lx: &Lexed, den: &Num) -> Option<Outcome> {
    if !lx.at(den.end, &['分', '之']) {
        return None;
    }
    let from = den.end + 2;
    let num = match numeral::read(lx, from) {
        Read::Num(n) => *n,
        Read::Skip(end) => return Some(Outcome::Skip(end)),
        Read::Fault(end, reason) => return Some(Outcome::Fault(end, reason)),
        Read::None => return Some(Outcome::Skip(from)),
    };
    let is_percentile = lx.at(num.end, &['分', '位']) || lx.at(num.end, &['百', '分', '位']);
    let Some(denominator) = den.value().filter(|d| !d.is_zero() && !is_percentile) else {
        return Some(Outcome::Skip(num.end));
    };
    // The sign is printed before the denominator: 负百分之五.
    let denominator_value = denominator.abs();
    let sign = if denominator.is_sign_negative() { -Decimal::ONE } else { Decimal::ONE };
    let end = num.end;
    Some(match of_hundred(Amount::new(num), denominator_value, sign) {
        Ok(a) => Outcome::Amount(Box::new(Amount { start: den.start, lead: den.start, ..a })),
        Err(reason) => Outcome::Fault(end, reason),
    })
}

/// `amount` parts of `denominator`, in per cent.
pub(super) fn of_hundred(amount: Amount, denominator: Decimal, sign: Decimal) -> Result<Amount, Reason> {
    let (low, exact) = share(amount.low, denominator)?;
    let high = amount.high.map(|h| share(h, denominator)).transpose()?.map(|(h, _)| h);
    let tens = [Decimal::ONE_HUNDRED, Decimal::ONE_THOUSAND, Decimal::from(10_000)];
    let resolution = match (exact, tens.contains(&denominator)) {
        (true, true) => amount.resolution.and_then(|r| share(r, denominator).ok()).map(|(r, _)| r),
        (true, false) => None,
        (false, _) => Some(Decimal::new(1, 2)),
    };
    Ok(Amount {
        low: low * sign,
        high,
        resolution,
        unit: Some(percent()),
        denominator: Some(denominator),
        ..amount
    })
}

/// A ratio in per cent, and whether it is exact; one that has no end is rounded to two places.
fn share(part: Decimal, whole: Decimal) -> Result<(Decimal, bool), Reason> {
    const PLACES: u32 = 8;
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED).ok_or(Reason::Overflow)?;
    let quotient = hundredfold.checked_div(whole).ok_or(Reason::Overflow)?.normalize();
    if quotient.scale() <= PLACES && quotient.checked_mul(whole) == Some(hundredfold) {
        return Ok((quotient, true));
    }
    Ok((quotient.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero), false))
}

/// 1/3, where it is a share and not a date, a page or a ratio.
fn slash(lx: &Lexed, num: &Num) -> Option<Outcome> {
    if lx.c(num.end) != '/'
        || !num.plain
        || !lx.c(num.end + 1).is_ascii_digit()
        || lx.before(num.start) == '/'
    {
        return None;
    }
    let Read::Num(den) = numeral::read(lx, num.end + 1) else { return None };
    let end = den.end;
    let proper = den.plain && num.low < den.low && num.low > Decimal::ZERO && den.low <= Decimal::from(20);
    let before = lx.before(num.start);
    let labelled = matches!(before, '(' | '[' | NONE | BREAK | '-' | '第') || before.is_ascii_alphanumeric();
    let next = lx.c(end);
    let stands = ends_clause(next)
        || matches!(next, '的' | '以' | '左' | '强' | '弱' | '多' | '是' | '来' | '为' | '和' | '与' | '上');
    if !proper || labelled || !stands {
        return Some(Outcome::Skip(skip_slashes(lx, end)));
    }
    let amount = Amount { end, ..Amount::new(num.clone()) };
    Some(match of_hundred(amount, den.low, Decimal::ONE) {
        Ok(a) => Outcome::Amount(Box::new(Amount { denominator: None, ..a })),
        Err(reason) => Outcome::Fault(end, reason),
    })
}

fn skip_slashes(lx: &Lexed, end: usize) -> usize {
    let mut j = end;
    while lx.c(j) == '/' || (lx.c(j).is_ascii_digit() && lx.tight(j)) {
        j += 1;
    }
    j
}

/// 六成, 四成五, 七八成.
fn tenths(lx: &Lexed, num: &Num) -> Option<Outcome> {
    const WORDS_WITH: &str = "立功员果本熟长效绩分就交品型都份因人群套";
    let i = num.end;
    let unites = num.low == Decimal::ONE && lx.c(i + 1) == '为';
    let in_range = !unites && num.low >= Decimal::ZERO && num.high.unwrap_or(num.low) <= Decimal::TEN;
    if lx.c(i) != '成'
        || !in_range
        || num.has_big()
        || (WORDS_WITH.contains(lx.c(i + 1)) && !lx.at(i + 1, &['本', '科']))
    {
        return None;
    }
    let mut amount = Amount::new(num.clone());
    let ten = Decimal::TEN;
    amount.end = i + 1;
    let mut extra = Decimal::ZERO;
    let mut resolution = num.resolution * ten;
    if let Some(d) = WORDS.numerals.digit(lx.c(i + 1)).filter(|d| *d > 0 && num.high.is_none())
        && !unit::begins(lx, i + 2)
        && lx.c(i + 1) != '两'
    {
        extra = Decimal::from(d);
        resolution = Decimal::ONE;
        amount.end = i + 2;
    }
    // 六成半 is 65
    if lx.c(i + 1) == '半' && num.high.is_none() && !"数天年价径".contains(lx.c(i + 2)) {
        extra = Decimal::from(5);
        resolution = Decimal::ONE;
        amount.end = i + 2;
    }
    amount.low = num.low * ten + extra;
    amount.high = num.high.map(|h| h * ten);
    amount.resolution = Some(resolution);
    amount.factor = ten;
    amount.unit = Some(percent());
    Some(Outcome::Amount(Box::new(amount)))
}

/// 八五折 is 85 per cent of the price, 七折 is 70.
fn discount(lx: &Lexed, num: &Num) -> Option<Outcome> {
    let i = num.end;
    if lx.c(i) != '折' || "叠线射旧合算返磨".contains(lx.c(i + 1)) || num.has_big() {
        return None;
    }
    let value = num.low;
    if value <= Decimal::ZERO || value >= Decimal::ONE_HUNDRED {
        return None;
    }
    let (low, resolution) = match num.high {
        Some(_) => return None,
        None if value < Decimal::TEN => (value * Decimal::TEN, num.resolution * Decimal::TEN),
        None => (value, num.resolution),
    };
    let amount = Amount::new(num.clone());
    let unit = Some(percent());
    Some(Outcome::Amount(Box::new(Amount {
        low,
        high: None,
        resolution: Some(resolution),
        unit,
        end: i + 1,
        ..amount
    })))
}

/// 一半.
fn half(lx: &Lexed, num: &Num) -> Option<Outcome> {
    let i = num.end;
    if lx.c(i) != '半'
        || !num.han
        || num.low != Decimal::ONE
        || num.end - num.start != 1
        || num.high.is_some()
    {
        return None;
    }
    if lx.before(num.start) == '另' {
        return Some(Outcome::Skip(i + 1));
    }
    let amount = Amount::new(num.clone());
    let low = Decimal::from(50);
    Some(Outcome::Amount(Box::new(Amount {
        low,
        resolution: None,
        unit: Some(percent()),
        end: i + 1,
        ..amount
    })))
}

/// 翻两番 is four times, 翻一番 twice.
fn doublings(lx: &Lexed, num: &Num) -> Option<Outcome> {
    const NEAR: usize = 4;
    let i = num.end;
    if lx.c(i) != '番' {
        return None;
    }
    let turned = (1..=NEAR).any(|k| i.checked_sub(k + 1).is_some_and(|j| lx.c(j) == '翻'));
    if !turned {
        return Some(Outcome::Skip(i + 1));
    }
    let whole = |d: Decimal| {
        let n: u32 = d.fract().is_zero().then(|| d.try_into().ok()).flatten()?;
        2_i64.checked_pow(n).map(Decimal::from)
    };
    let Some(low) = whole(num.low) else { return Some(Outcome::Fault(i + 1, Reason::NotWhole)) };
    let amount = Amount::new(num.clone());
    let unit = Unit { code: "x".to_owned(), dimension: Dimension::Multiple, power: 0, half: false };
    let high = num.high.and_then(whole);
    Some(Outcome::Amount(Box::new(Amount {
        low,
        high,
        resolution: None,
        unit: Some(unit),
        end: i + 1,
        ..amount
    })))
}

/// 半年, 半个月, 半数, 过半: a half without a numeral.
pub(super) fn bare_half(lx: &Lexed, i: usize) -> Option<Amount> {
    const PARTS: &str = "上下前后大多过一另对";
    let before = lx.before(i);
    let passes = before == '过' && !matches!(lx.before(i - 1), '通' | '经' | '度');
    let num = Num {
        start: i,
        end: i + 1,
        low: Decimal::new(5, 1),
        high: None,
        resolution: Decimal::new(5, 1),
        first: Decimal::new(5, 1),
        scale: None,
        big: Decimal::ONE,
        small: false,
        scaled: false,
        plain: false,
        han: true,
        grouped: false,
        decimal: false,
        digit: true,
        infix: None,
    };
    let share = |end| {
        let amount = Amount::new(num.clone());
        Some(Amount { low: Decimal::from(50), resolution: None, unit: Some(percent()), end, ..amount })
    };
    if lx.c(i + 1) == '数' && !matches!(before, '大' | '多') && lx.c(i + 2) != '据' {
        return share(i + 2);
    }
    let clause_ends = ends_clause(lx.c(i + 1)) || lx.c(i + 1) == '的';
    if (passes || before == '超') && clause_ends {
        return share(i + 1);
    }
    if PARTS.contains(before) && !matches!(before, '过' | '后') {
        return None;
    }
    let hit = unit::after(lx, &num)?;
    let lasts = hit.unit.dimension == Dimension::Duration && !hit.unit.half && lx.c(hit.end) != '度';
    lasts.then(|| Amount::new(num).with_unit(hit.unit, hit.end).ok()).flatten()
}
