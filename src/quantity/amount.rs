//! A number with its unit.

use super::forms::FORMS;
use super::lexer::Lexed;
use super::numeral::{self, Num, Read};
use super::unit::{self, Unit};
use super::words::WORDS;
use super::{Reason, context, power_of_ten};
use crate::model::{Dimension, Qualifier};
use rust_decimal::Decimal;

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
    pub fn new(num: Num) -> Self {
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
