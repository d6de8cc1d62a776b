//! Intervals whose ends may be open to infinity. Every operation is checked: overflow gives `None`.

use rust_decimal::{Decimal, MathematicalOps};

/// From `low` to `high`, both included; `None` is no bound on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
}

impl Bounds {
    /// A closed interval, its ends put in order.
    pub fn new(a: Decimal, b: Decimal) -> Self {
        Bounds { low: Some(a.min(b)), high: Some(a.max(b)) }
    }

    /// A single value.
    pub fn at(value: Decimal) -> Self {
        Bounds::new(value, value)
    }

    /// Everything from a value up.
    pub fn from(low: Decimal) -> Self {
        Bounds { low: Some(low), high: None }
    }

    /// Everything up to a value.
    pub fn up_to(high: Decimal) -> Self {
        Bounds { low: None, high: Some(high) }
    }

    /// A value and as much on either side.
    pub fn around(value: Decimal, half: Decimal) -> Option<Self> {
        Some(Bounds::new(value.checked_sub(half)?, value.checked_add(half)?))
    }

    /// Whether some value lies in both.
    pub fn meets(&self, other: &Bounds) -> bool {
        let not_above = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        not_above(self.low, other.high) && not_above(other.low, self.high)
    }

    pub fn add(self, other: Bounds) -> Option<Bounds> {
        ends(self.low, other.low, Decimal::checked_add, self.high, other.high)
    }

    pub fn sub(self, other: Bounds) -> Option<Bounds> {
        ends(self.low, other.high, Decimal::checked_sub, self.high, other.low)
    }

    /// The quotient of two positive quantities; `None` where the divisor may be zero or either may be negative.
    pub fn div(self, other: Bounds) -> Option<Bounds> {
        let zero = Decimal::ZERO;
        let (num, den) = (self.low.unwrap_or(zero), other.low.unwrap_or(zero));
        if num < zero || den < zero || other.high.is_some_and(|h| h <= zero) {
            return None;
        }
        let low = match other.high {
            Some(high) => num.checked_div(high)?,
            None => zero,
        };
        let high = match self.high {
            Some(high) if den > zero => Some(high.checked_div(den)?),
            _ => None,
        };
        Some(Bounds { low: Some(low), high })
    }

    /// Every value changed by a rising function.
    pub fn map(self, rising: impl Fn(Decimal) -> Option<Decimal>) -> Option<Bounds> {
        let end = |v: Option<Decimal>| match v {
            Some(v) => rising(v).map(Some),
            None => Some(None),
        };
        Some(Bounds { low: end(self.low)?, high: end(self.high)? })
    }

    /// The distance from zero.
    pub fn abs(self) -> Option<Bounds> {
        let zero = Decimal::ZERO;
        match (self.low, self.high) {
            (Some(low), _) if low >= zero => Some(self),
            (low, Some(high)) if high <= zero => Some(Bounds { low: Some(-high), high: low.map(|l| -l) }),
            (Some(low), Some(high)) => Some(Bounds::new(zero, high.max(-low))),
            _ => None,
        }
    }

    /// The `n`-th root of positive quantities.
    pub fn root(self, n: u32) -> Option<Bounds> {
        let exponent = Decimal::ONE.checked_div(Decimal::from(n))?;
        self.map(|v| if v > Decimal::ZERO { v.checked_powd(exponent) } else { None })
    }
}

type Op = fn(Decimal, Decimal) -> Option<Decimal>;

/// Both ends by one operation; an open end stays open, an overflow is no answer.
fn ends(
    low: Option<Decimal>,
    low_by: Option<Decimal>,
    op: Op,
    high: Option<Decimal>,
    high_by: Option<Decimal>,
) -> Option<Bounds> {
    let end = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
        (Some(a), Some(b)) => op(a, b).map(Some),
        _ => Some(None),
    };
    Some(Bounds { low: end(low, low_by)?, high: end(high, high_by)? })
}
