//! Putting the pieces of a number together: scales, the sum, the value.

use super::{Last, Num, Part, Read, Reader, Stop, latin_word};
use crate::quantity::{Reason, power_of_ten};
use rust_decimal::Decimal;

impl Reader<'_> {
    pub(super) fn scale(&mut self, power: u32) -> Result<bool, Stop> {
        if power < 4 { self.small_scale(power) } else { self.big_scale(power) }
    }

    /// 十, 百, 千 multiply the digit before them.
    fn small_scale(&mut self, power: u32) -> Result<bool, Stop> {
        let one = Part { low: Decimal::ONE, high: Decimal::ONE, resolution: Decimal::ONE, power: 0 };
        let factor = match (self.pending, self.last) {
            (Some(p), Last::Literal) => p,
            (None, Last::Start) => one,
            (None, Last::Scale(q)) if power == 1 && q > 1 => one,
            (None, Last::Zero) if power == 1 => one,
            _ => return Ok(false),
        };
        if self.infix.is_some() {
            return Ok(false);
        }
        if self.last == Last::Start {
            // Ten is a number of its own; a bare 百 is not.
            self.digit = power == 1 && self.lx.c(self.j) == '十';
            self.han = true;
            self.first.get_or_insert(one);
            self.literals += 1;
        }
        if self.parts.last().is_some_and(|p| p.power <= power) {
            return Err(Stop::Fault(Reason::Malformed));
        }
        let part = times(factor, power).ok_or(Stop::Fault(Reason::Overflow))?;
        self.parts.push(part);
        self.pending = None;
        self.small = true;
        self.last = Last::Scale(power);
        self.j += 1;
        Ok(true)
    }

    /// 万, 亿, 兆 multiply all below them.
    fn big_scale(&mut self, power: u32) -> Result<bool, Stop> {
        let run_on = match self.last {
            Last::Scale(q) if q >= 4 => {
                if q >= power {
                    return Ok(false);
                }
                q
            }
            Last::Zero => return Ok(false),
            _ => 0,
        };
        if self.last == Last::Start {
            self.han = true;
        }
        if let Some(p) = self.pending.take() {
            self.parts.push(p);
        }
        let mut below = match self.sum(|p| p.power < power.max(run_on + 1)) {
            Some(p) => p,
            None => return Err(Stop::Fault(Reason::Overflow)),
        };
        self.parts.retain(|p| p.power >= power.max(run_on + 1));
        if below.low.is_zero() && self.last == Last::Start {
            below = Part { low: Decimal::ONE, high: Decimal::ONE, resolution: Decimal::ONE, power: 0 };
            self.first.get_or_insert(below);
            self.literals += 1;
        }
        let mut part = times(below, power).ok_or(Stop::Fault(Reason::Overflow))?;
        part.power = power + run_on;
        if self.parts.last().is_some_and(|p| p.power <= part.power) {
            return Err(Stop::Fault(Reason::Malformed));
        }
        self.parts.push(part);
        self.large = true;
        self.last = Last::Scale(power);
        self.j += 1;
        Ok(true)
    }

    /// Adds up the parts that `take` chooses; the finest of them gives the resolution.
    pub(super) fn sum(&self, take: impl Fn(&Part) -> bool) -> Option<Part> {
        let mut total = Part { low: Decimal::ZERO, high: Decimal::ZERO, resolution: Decimal::ONE, power: 0 };
        for p in self.parts.iter().filter(|p| take(p)) {
            total.low = total.low.checked_add(p.low)?;
            total.high = total.high.checked_add(p.high)?;
            total.resolution = p.resolution;
        }
        Some(total)
    }

    /// Moves the last literal to the parts. In 三万五 it counts thousands.
    pub(super) fn settle(&mut self) -> Result<(), Stop> {
        let Some(p) = self.pending.take() else { return Ok(()) };
        let above = self.parts.last().map_or(0, |q| q.power);
        let single = p.high < Decimal::TEN && p.resolution == Decimal::ONE;
        let spoken = self.last_gap() && single && matches!(above, 2 | 3 | 4 | 8);
        let part = if spoken { times(p, above - 1).ok_or(Stop::Fault(Reason::Overflow))? } else { p };
        self.parts.push(Part { power: 0, ..part });
        Ok(())
    }

    /// Whether the last digit stands right behind its scale, without 零 between.
    fn last_gap(&self) -> bool {
        self.literals > 1 && self.words.numerals.digit(self.lx.c(self.j.saturating_sub(2))) != Some(0)
    }

    pub(super) fn finish(mut self) -> Read {
        if self.last == Last::Start {
            return Read::None;
        }
        if let Last::Zero = self.last {
            self.j -= 1;
        }
        let end_of_scale = matches!(self.last, Last::Scale(_));
        let single = self.literals == 1;
        let big = self.trailing_big();
        let literal_end = self.arabic.map_or(0, |l| l.end);
        match self.settle() {
            Ok(()) => {}
            Err(Stop::Fault(reason)) => return Read::Fault(self.j, reason),
            Err(_) => return Read::Skip(self.j),
        }
        let Some(total) = self.sum(|_| true) else { return Read::Fault(self.j, Reason::Overflow) };
        let english = if end_of_scale { None } else { self.english() };
        let Some((total, big)) = self.with_english(total, big, english) else {
            return Read::Fault(self.j, Reason::Overflow);
        };
        if end_of_scale && self.lx.c(self.j) == '级' {
            return Read::Skip(self.j + 1);
        }
        let first = self.first.map_or(total.low, |p| p.low);
        let plain =
            self.arabic.is_some_and(|l| !l.decimal && !l.grouped && !l.exponent) && literal_end == self.j;
        let sign = if self.negative { -Decimal::ONE } else { Decimal::ONE };
        let (low, high) = if self.negative { (-total.high, -total.low) } else { (total.low, total.high) };
        let han_only = self.han && self.arabic.is_none();
        let resolution = if han_only && !self.decimal && high < Decimal::from(10_000) {
            Decimal::ONE
        } else {
            total.resolution
        };
        Read::Num(Box::new(Num {
            start: self.start,
            end: self.j,
            low,
            high: (low != high).then_some(high),
            resolution,
            first: first * sign,
            scale: (single && !first.is_zero()).then(|| total.low.checked_div(first)).flatten(),
            big,
            small: self.small,
            scaled: self.large || (self.small && self.arabic.is_some()) || big > Decimal::ONE,
            plain: plain && !self.negative && self.parts.len() == 1,
            han: han_only,
            grouped: self.arabic.is_some_and(|l| l.grouped),
            decimal: self.decimal,
            digit: self.digit,
            infix: self.infix,
        }))
    }

    /// The product of 万 and above at the very end of the number.
    fn trailing_big(&self) -> Decimal {
        match (self.last, self.parts.last()) {
            (Last::Scale(p), Some(part)) if p >= 4 => {
                power_of_ten(i64::from(part.power)).unwrap_or(Decimal::ONE)
            }
            _ => Decimal::ONE,
        }
    }

    /// million, billion … behind digits.
    fn english(&self) -> Option<(u32, usize)> {
        self.arabic?;
        let word = latin_word(self.lx, self.j)?;
        let power = *self.words.numerals.english.get(&word.to_ascii_lowercase())?;
        Some((power, self.j + word.len()))
    }

    fn with_english(
        &mut self,
        total: Part,
        big: Decimal,
        found: Option<(u32, usize)>,
    ) -> Option<(Part, Decimal)> {
        let Some((power, end)) = found else { return Some((total, big)) };
        self.j = end;
        Some((times(total, power)?, power_of_ten(i64::from(power))?))
    }
}

fn times(p: Part, power: u32) -> Option<Part> {
    let factor = power_of_ten(i64::from(power))?;
    Some(Part {
        low: p.low.checked_mul(factor)?,
        high: p.high.checked_mul(factor)?,
        resolution: p.resolution.checked_mul(factor)?,
        power,
    })
}
