//! Any text in; the quantities in it out. Usable on its own.
//!
//! *In*: a line or a paragraph, normalised or raw. *Out*: [`Quantity`] values with exact decimals, and what was left out with a reason.
//! *Must not know*: papers.
//!
//! The way of a figure: `lexer` takes white space out and folds width and script; `numeral` reads the number; `amount` adds its
//! unit; `range` joins ends and parallel members; `context` and `reject` turn away what is no figure; `qualifier` reads the words around it.

mod amount;
mod context;
mod forms;
mod lexer;
mod literal;
mod numeral;
pub mod period;
mod qualifier;
mod range;
mod rank;
mod reject;
mod scanner;
mod unit;
mod words;

use crate::model::{Dimension, Qualifier};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where number and unit stand, in bytes of the text given. Qualifiers such as 超 and 以上 stand outside.
    pub range: Range<usize>,
    /// The value in base units; `None` for a range.
    pub value: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// One unit of the last printed digit, in base units.
    pub resolution: Option<Decimal>,
    /// `CNY`, `%`, `pp`, `x`, the measure word, `rank`.
    pub unit: Option<String>,
    /// True where the unit was taken from a parallel member or from a [`UnitHint`].
    pub unit_inferred: bool,
    /// What kind of quantity.
    pub dimension: Dimension,
    /// How exact.
    pub qualifier: Qualifier,
    /// Where the words of the qualifier stand, if any.
    pub qualifier_range: Option<Range<usize>>,
}

/// Why a number was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Larger than 28 digits can say.
    #[error("the value is too large to be held exactly")]
    Overflow,
    /// More digits than can be kept.
    #[error("the number has more digits than can be held exactly")]
    TooManyDigits,
    /// Scales or groups in an order no number has: 三百五百, 1,2345.
    #[error("the digits and scales do not form a number")]
    Malformed,
    /// 翻 0.5 番.
    #[error("only whole doublings have an exact value")]
    NotWhole,
}

/// A number that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands, in bytes of the text given.
    pub range: Range<usize>,
    /// Why.
    pub reason: Reason,
}

/// The quantities of a text, and the numbers that had to be left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scan {
    /// In order, without overlaps.
    pub quantities: Vec<Quantity>,
    /// In order.
    pub skipped: Vec<Skipped>,
}

/// The unit a table header or a caption gives to the numbers below it.
///
/// ```
/// use cbec::quantity::{UnitHint, scan_with_unit};
/// let hint = UnitHint::parse("单位：亿元").unwrap();
/// let found = scan_with_unit("| 2023 | 12.5 |", &hint);
/// assert_eq!(found[0].value.unwrap().to_string(), "1250000000");
/// assert!(found[0].unit_inferred);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct UnitHint {
    /// As in [`Quantity::unit`].
    pub unit: Option<String>,
    /// What the numbers are multiplied by: 100000000 for 亿元.
    pub scale: Decimal,
    /// What kind of quantity they are.
    pub dimension: Dimension,
}

impl UnitHint {
    /// Reads 单位：亿元 · 发行总额（亿） · 占比/% · 万美元. `None` if no unit is named.
    pub fn parse(header: &str) -> Option<Self> {
        scanner::hint(header)
    }
}

/// Every quantity in a text, in order, without overlaps.
///
/// ```
/// let found = cbec::quantity::scan("出口超3.5万亿元，增长6%");
/// assert_eq!(found[0].value.unwrap().to_string(), "3500000000000");
/// assert_eq!(found[1].unit.as_deref(), Some("%"));
/// ```
pub fn scan(text: &str) -> Vec<Quantity> {
    scan_all(text).quantities
}

/// Every quantity in a text; numbers without a unit of their own take that of `hint`.
pub fn scan_with_unit(text: &str, hint: &UnitHint) -> Vec<Quantity> {
    scanner::scan(text, Some(hint)).quantities
}

/// Every quantity in a text, and what had to be left out.
pub fn scan_all(text: &str) -> Scan {
    scanner::scan(text, None)
}

/// 10 to the power of `n`, if it can be held exactly.
fn power_of_ten(n: i64) -> Option<Decimal> {
    match u32::try_from(n) {
        Ok(n) if n <= 28 => Decimal::try_from_i128_with_scale(10_i128.checked_pow(n)?, 0).ok(),
        Ok(_) => None,
        Err(_) => Decimal::try_from_i128_with_scale(1, u32::try_from(-n).ok().filter(|n| *n <= 28)?).ok(),
    }
}
