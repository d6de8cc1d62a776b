//! Any text in; the quantities in it out. Usable on its own.
//!
//! *In*: a line or a paragraph. *Out*: [`Quantity`] values with exact decimals. *Must not know*: papers.

pub mod period;

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
    /// True where the unit was taken from a parallel member.
    pub unit_inferred: bool,
    /// What kind of quantity.
    pub dimension: Dimension,
    /// How exact.
    pub qualifier: Qualifier,
    /// Where the words of the qualifier stand, if any.
    pub qualifier_range: Option<Range<usize>>,
}

/// Every quantity in a text, in order, without overlaps.
pub fn scan(_text: &str) -> Vec<Quantity> {
    Vec::new()
}
