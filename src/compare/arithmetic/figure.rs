//! A statistic made ready for sums: what it is of, where it stands, which values its words allow.

use super::{
    super::name::{Name, around, fold, part_of, says},
    bounds::Bounds,
};
use crate::model::{Dimension, FactRole, Measure, Paper, PartialDate, Period, Qualifier, Statistic};
use rust_decimal::Decimal;

/// How far two figures of one passage may be apart, in figures and in bytes (about a paragraph of 400 characters).
const NEAR_FIGURES: usize = 12;
const NEAR_BYTES: usize = 1500;
/// The same for neighbours: figures of one sentence or two.
const BESIDE_BYTES: usize = 360;
/// 约 and 近 widen a figure by this many per cent, or by one unit of its last digit where that is more.
const ABOUT_PERCENT: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// A statistic with what the checks ask of it.
#[derive(Debug)]
pub(super) struct Figure<'a> {
    /// The statistic.
    pub stat: &'a Statistic,
    /// Its place among the paper's figures.
    pub at: usize,
    /// What it is of.
    pub name: Name,
    /// The figure; of a range, the lower end.
    pub value: Decimal,
    /// The values its digits stand for.
    pub printed: Bounds,
    /// The values its words allow: 突破1.1万亿 is printed as [1.1, 1.2], but allows all from 1.1 up.
    pub allowed: Bounds,
    /// The words of its quote before it, folded.
    pub before: String,
    /// The words of its quote after it, folded.
    pub after: String,
}

impl<'a> Figure<'a> {
    fn of(at: usize, stat: &'a Statistic) -> Option<Figure<'a>> {
        let value = stat.value.or(stat.low)?;
        let (printed, allowed) = bounds(stat)?;
        let (before, after) = around(stat);
        let (before, after) = (fold(before), fold(after));
        let mut name = Name::of(stat);
        if name.thing.is_empty() && name.part.is_none() {
            // Nothing says what it is of; the clause may still say which part.
            name.part = part_of(&before).0;
        }
        Some(Figure { stat, at, name, value, printed, allowed, before, after })
    }

    /// An amount, not a comparison of amounts.
    pub fn is_level(&self) -> bool {
        self.stat.measure == Measure::Level
            && matches!(self.stat.dimension, Dimension::Money | Dimension::Count | Dimension::Duration)
    }

    /// Printed with 万 or 亿 where it is large: an amount, or a difference of amounts.
    pub fn has_scale(&self) -> bool {
        matches!(self.stat.dimension, Dimension::Money | Dimension::Count | Dimension::Duration)
    }

    /// Something in per cent.
    pub fn is_percent(&self) -> bool {
        self.stat.dimension == Dimension::Percent
    }

    /// Printed in the same unit.
    pub fn same_unit(&self, other: &Figure) -> bool {
        self.stat.unit == other.stat.unit && self.stat.dimension == other.stat.dimension
    }

    /// In one passage.
    pub fn near(&self, other: &Figure) -> bool {
        self.stat.section == other.stat.section
            && self.at.abs_diff(other.at) <= NEAR_FIGURES
            && self.distance(other) <= NEAR_BYTES
    }

    /// In one sentence or two.
    pub fn beside(&self, other: &Figure) -> bool {
        self.stat.section == other.stat.section && self.distance(other) <= BESIDE_BYTES
    }

    /// In the same clause.
    pub fn shares_quote(&self, other: &Figure) -> bool {
        self.stat.span == other.stat.span && self.stat.quote == other.stat.quote
    }

    fn distance(&self, other: &Figure) -> usize {
        self.stat.figure.start.abs_diff(other.stat.figure.start)
    }

    /// Of the same time, as far as both say. Beside each other, silence means the same time.
    pub fn same_time(&self, other: &Figure) -> bool {
        match (self.stat.period, other.stat.period) {
            (Some(a), Some(b)) => a == b,
            (None, None) => self.near(other),
            _ => self.beside(other),
        }
    }

    /// Nothing in their sources says that two figures are of different counts.
    pub fn same_source(&self, other: &Figure) -> bool {
        match (&self.stat.source, &other.stat.source) {
            (Some(a), Some(b)) => fold(a) == fold(b),
            _ => true,
        }
    }

    /// Whether its quote holds a word of a list.
    pub fn says(&self, list: &[String]) -> bool {
        says(list, &self.stat.quote)
    }
}

/// The figures of a paper that describe the world and have a value, in text order.
pub(super) fn figures(paper: &Paper) -> Vec<Figure<'_>> {
    let observed = paper.statistics.iter().enumerate().filter(|(_, s)| s.role == FactRole::Observed);
    observed.filter_map(|(at, stat)| Figure::of(at, stat)).collect()
}

/// The values a figure's digits stand for, and those its words allow.
fn bounds(stat: &Statistic) -> Option<(Bounds, Bounds)> {
    let Some(value) = stat.value else {
        let range = Bounds::new(stat.low?, stat.high?);
        return Some((range, range));
    };
    let unit = stat.resolution.map_or_else(|| last_digit(value), |r| r.abs());
    let digits = Bounds::around(value, half(unit)?)?;
    let qualifier = match stat.qualifier {
        // 三成, 一半, 三分之一 are printed without digits: round figures.
        Qualifier::Exact if is_rough(stat) => Qualifier::About,
        stated => stated,
    };
    Some(match qualifier {
        Qualifier::Exact => (digits, digits),
        Qualifier::Over => (Bounds::new(value, value.checked_add(unit)?), Bounds::from(value)),
        Qualifier::Under | Qualifier::UpTo => {
            (Bounds::new(value.checked_sub(unit)?, value), Bounds::up_to(value))
        }
        Qualifier::About => {
            let share = value.abs().checked_mul(ABOUT_PERCENT)?.checked_div(Decimal::ONE_HUNDRED)?;
            (digits, Bounds::around(value, share.max(unit))?)
        }
    })
}

/// Whether some value is allowed by both of two figures.
pub(crate) fn agree(a: &Statistic, b: &Statistic) -> bool {
    matches!((bounds(a), bounds(b)), (Some((_, a)), Some((_, b))) if a.meets(&b))
}

fn half(unit: Decimal) -> Option<Decimal> {
    unit.checked_div(Decimal::TWO)
}

/// One unit of the last decimal place written.
fn last_digit(value: Decimal) -> Decimal {
    Decimal::new(1, value.scale())
}

/// A fraction or tenths in words.
fn is_rough(stat: &Statistic) -> bool {
    let no_digits = !stat
        .surface
        .chars()
        .any(|c| c.is_numeric() && c.is_ascii() || ('\u{FF10}'..='\u{FF19}').contains(&c));
    let in_words = ["半", "成", "分之"].iter().any(|w| stat.surface.contains(w));
    no_digits && in_words && !stat.surface.contains("百分之")
}

/// The same stretch of time some years earlier.
pub(super) fn years_before(period: Period, years: u16) -> Option<Period> {
    let back = |date: PartialDate| -> Option<PartialDate> {
        let year = date.year_of().checked_sub(years)?;
        let written = date.to_string();
        format!("{year:04}{}", written.get(4..)?).parse().ok()
    };
    Some(Period { start: back(period.start)?, end: back(period.end)? })
}

/// A figure as printed: its digits, and the words of its scale.
pub(super) struct Printed {
    /// `14,772`, `13.7`, with the sign of the value.
    pub digits: String,
    /// `万亿`, empty where there is none.
    pub scale: String,
}

/// Takes a surface apart. What is printed in words is given by its value.
pub(super) fn printed(stat: &Statistic) -> Printed {
    let folded: String = stat.surface.chars().map(half_width).collect();
    let digits: String = folded
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .collect();
    let digits = digits.trim_end_matches(['.', ',']);
    let value = stat.value.or(stat.low).unwrap_or_default();
    if digits.is_empty() || folded.contains("分之") {
        return Printed { digits: signed(value, &value.normalize().abs().to_string()), scale: String::new() };
    }
    let after = folded.split_once(digits).map_or("", |(_, after)| after);
    let scale: String =
        after.chars().skip_while(|c| *c == ' ').take_while(|c| "十百千万亿兆萬億".contains(*c)).collect();
    Printed { digits: signed(value, digits), scale: fast2s::convert(&scale) }
}

fn signed(value: Decimal, digits: &str) -> String {
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
    format!("{sign}{digits}")
}

fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
