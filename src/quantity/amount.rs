//! A number with its unit, with the forms that are unit and number at once: 三分之一, 四成五, 八五折, 一半, 翻两番.

use super::lexer::{BREAK, Lexed, NONE, ends_clause};
use super::numeral::{self, Num, Read};
use super::unit::{self, Unit};
use super::words::WORDS;
use super::{Reason, context, power_of_ten};
use crate::model::{Dimension, Qualifier};
use rust_decimal::{Decimal, RoundingStrategy};

/// A figure before its surroundings are read.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// Where a currency named before the number begins; `start` without one.
    pub lead: usize,
    pub start: usize,
    pub end: usize,
    pub num: Num,
    pub low: Decimal,
    pub high: Option<Decimal>,
    pub resolution: Option<Decimal>,
    pub unit: Option<Unit>,
    pub inferred: bool,
    /// The denominator, in 百分之十五至二十 the one of both ends.
    pub denominator: Option<Decimal>,
    /// 在 20 和 30 之间: a figure even without a unit.
    pub closed: bool,
    /// What the form itself multiplies the digits by: 10 for 成.
    pub factor: Decimal,
}

/// What stands at a place where a number may begin.
pub(super) enum Outcome {
    Amount(Box<Amount>),
    /// No figure; go on after this character.
    Skip(usize),
    Fault(usize, Reason),
}

impl Amount {
    fn new(num: Num) -> Self {
        Amount {
            lead: num.start,
            start: num.start,
            end: num.end,
            low: num.low,
            high: num.high,
            resolution: Some(num.resolution),
            unit: None,
            inferred: false,
            denominator: None,
            closed: false,
            factor: Decimal::ONE,
            num,
        }
    }

    pub fn dimension(&self) -> Dimension {
        self.unit.as_ref().map_or(Dimension::Count, |u| u.dimension)
    }

    /// The same number in another unit, as if the unit were printed behind it.
    pub fn with_unit(mut self, unit: Unit, end: usize) -> Result<Self, Reason> {
        let factor = power_of_ten(i64::from(unit.power)).ok_or(Reason::Overflow)?;
        let scale = |d: Decimal| d.checked_mul(factor).ok_or(Reason::Overflow);
        self.low = scale(self.low)?;
        self.high = self.high.map(scale).transpose()?;
        self.resolution = self.resolution.map(scale).transpose()?;
        if unit.half {
            let half = Decimal::new(5, 1);
            self.low = self.low.checked_add(half).ok_or(Reason::Overflow)?;
            self.high = self.high.map(|h| h.checked_add(half).ok_or(Reason::Overflow)).transpose()?;
            self.resolution = Some(half);
        }
        self.unit = Some(unit);
        self.end = end.max(self.end);
        Ok(self)
    }

    /// The same digits under another scale: 20 of 20至30万.
    pub fn scaled(mut self, factor: Decimal) -> Result<Self, Reason> {
        let scale = |d: Decimal| d.checked_mul(factor).ok_or(Reason::Overflow);
        self.low = scale(self.low)?;
        self.high = self.high.map(scale).transpose()?;
        self.resolution = self.resolution.map(scale).transpose()?;
        Ok(self)
    }
}

/// The plain units this file makes.
fn percent() -> Unit {
    Unit { code: "%".to_owned(), dimension: Dimension::Percent, power: 0, half: false }
}

/// Reads the figure whose number begins at `i`; `sign` is the currency whose sign stands before it.
pub(super) fn read(lx: &Lexed, i: usize, sign: Option<&(Unit, usize)>) -> Outcome {
    let mut num = match numeral::read(lx, i) {
        Read::Num(n) => *n,
        Read::Skip(end) => return Outcome::Skip(end),
        Read::Fault(end, reason) => return Outcome::Fault(end, reason),
        Read::None => return Outcome::Skip(i + 1),
    };
    if let Some(end) = context::not_a_figure(lx, &num) {
        return Outcome::Skip(end);
    }
    type Form = fn(&Lexed, &Num) -> Option<Outcome>;
    const FORMS: [Form; 6] = [fraction, slash, tenths, discount, half, doublings];
    if let Some(outcome) = FORMS.iter().find_map(|form| form(lx, &num)) {
        return outcome;
    }
    let (start, end) = (num.start, num.end);
    let hit = unit::after(lx, &num);
    if hit.is_some() && lx.at(num.end, &['个', '多']) {
        // 两个多月: the word stands inside the unit.
        num.infix = Some((Qualifier::Over, num.end + 1));
    }
    let lead = sign.map_or(start, |(_, at)| *at);
    let amount = Amount::new(num);
    let done = match (hit, sign) {
        (Some(hit), _) => {
            // 新台币 500 万元: 元 is the unit of whatever currency stands before.
            let named = sign
                .filter(|_| hit.unit.code == "CNY" && lx.before(hit.end) == '元')
                .map(|(unit, _)| unit.clone());
            amount
                .with_unit(named.unwrap_or(hit.unit), hit.end)
                .and_then(|a| cents(lx, a))
                .map(|a| Amount { lead, ..a })
        }
        (None, Some((unit, at))) => {
            amount.with_unit(unit.clone(), end).map(|a| Amount { start: *at, lead: *at, ..a })
        }
        (None, None) => Ok(amount),
    };
    match done {
        Ok(amount) => Outcome::Amount(Box::new(amount)),
        Err(reason) => Outcome::Fault(end.max(start + 1), reason),
    }
}

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
    if let Some(d) = WORDS.numerals.digit(lx.c(i + 1)).filter(|d| *d > 0 && num.high.is_none()) {
        if !unit::begins(lx, i + 2) && lx.c(i + 1) != '两' {
            extra = Decimal::from(d);
            resolution = Decimal::ONE;
            amount.end = i + 2;
        }
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

/// 元 followed by 角 and 分.
fn cents(lx: &Lexed, amount: Amount) -> Result<Amount, Reason> {
    if amount.unit.as_ref().is_none_or(|u| u.code != "CNY")
        || lx.before(amount.end) != '元'
        || amount.high.is_some()
    {
        return Ok(amount);
    }
    let mut out = amount;
    for (word, places) in [('角', 1), ('分', 2)] {
        let Read::Num(n) = numeral::read(lx, out.end) else { continue };
        let small = n.low < Decimal::TEN && n.high.is_none() && (n.plain || n.han) && lx.c(n.end) == word;
        if !small || WORDS.flags(lx.c(out.end)) & (super::words::flag::DIGIT | super::words::flag::HAN) == 0 {
            continue;
        }
        let worth = Decimal::try_new(1, places).map_err(|_| Reason::Overflow)?;
        let add = n.low.checked_mul(worth).ok_or(Reason::Overflow)?;
        out.low = out.low.checked_add(add).ok_or(Reason::Overflow)?;
        out.resolution = Some(worth);
        out.end = n.end + 1;
    }
    Ok(out)
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
