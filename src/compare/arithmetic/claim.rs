//! A relation the text seems to state, recomputed and judged.

use super::{
    bounds::Bounds,
    figure::{Figure, Printed, printed},
};
use crate::model::{Arithmetic, Dimension, Interval, Qualifier, Relation, StatisticId, Verdict};
use rust_decimal::Decimal;

/// How one figure follows from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Formula {
    /// a + b + … = stated
    Sum,
    /// a + b + … = 100 per cent, which no figure states
    SumTo100,
    /// a ≤ stated: a part cannot be more than its whole
    AtMost,
    /// a / b, in per cent
    Percent,
    /// a / b − 1, in per cent
    GrowthPercent,
    /// a / b − 1, in times
    GrowthTimes,
    /// a / b, in times
    Times,
    /// the `n`-th root of a / b, less one, in per cent
    YearlyPercent(u32),
    /// a / (b − a), in per cent: an increase over the level before it
    IncreasePercent,
    /// |a − b|
    Difference,
    /// a > all others: first place
    Rank,
    /// a = stated, said twice
    Same,
}

impl Formula {
    /// Whether it holds only among figures of one time.
    pub fn of_one_time(self) -> bool {
        use Formula::{AtMost, Percent, Rank, Sum, SumTo100};
        matches!(self, Sum | SumTo100 | AtMost | Percent | Rank)
    }
}

/// How sure the wording makes it that the relation is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The figures stand as such a relation would have them, but the words do not settle it: only agreement is reported.
    Weak,
    /// The words state the relation.
    Strong,
}

/// A relation among figures of one paper.
#[derive(Debug, Clone)]
pub(super) struct Claim<'f, 'a> {
    pub formula: Formula,
    /// The figures computed from, in the order of the formula.
    pub from: Vec<&'f Figure<'a>>,
    /// The figure that states the result; `None` where the result is 100 per cent.
    pub stated: Option<&'f Figure<'a>>,
    pub strength: Strength,
}

impl<'f, 'a> Claim<'f, 'a> {
    pub fn new(formula: Formula, from: Vec<&'f Figure<'a>>, stated: &'f Figure<'a>, strong: bool) -> Self {
        let strength = if strong { Strength::Strong } else { Strength::Weak };
        Claim { formula, from, stated: Some(stated), strength }
    }

    /// Every figure in it, the stated one last.
    pub fn statistics(&self) -> Vec<StatisticId> {
        self.figures().map(|f| f.stat.id.clone()).collect()
    }

    /// Every figure in it, the stated one last.
    pub fn figures(&self) -> impl Iterator<Item = &'f Figure<'a>> + '_ {
        self.from.iter().copied().chain(self.stated)
    }

    /// The finding, or `None` where the figures cannot decide.
    pub fn judge(&self) -> Option<Arithmetic> {
        let result = self.compute(|f| f.printed)?;
        let widest = self.compute(|f| f.allowed)?;
        let (stated, printed, allowed) = match self.stated {
            Some(f) => (f.value, f.printed, f.allowed),
            None => {
                (Decimal::ONE_HUNDRED, Bounds::at(Decimal::ONE_HUNDRED), Bounds::at(Decimal::ONE_HUNDRED))
            }
        };
        let verdict = match self.formula {
            // That a part is less than its whole is no news.
            Formula::AtMost if widest.low? > allowed.high? => Verdict::Inconsistent,
            Formula::AtMost => return None,
            _ if !widest.meets(&allowed) => Verdict::Inconsistent,
            _ if result.meets(&printed) => Verdict::Consistent,
            // The bound holds, or 约 covers the difference, but the digits do not show it.
            _ => return None,
        };
        match (verdict, self.strength) {
            (Verdict::Inconsistent, Strength::Weak) => return None,
            (Verdict::Consistent, Strength::Weak) if !self.telling(&result) => return None,
            _ => {}
        }
        let computed =
            Interval { low: result.low?.round_dp(6).normalize(), high: result.high?.round_dp(6).normalize() };
        let expression = self.expression();
        Some(Arithmetic {
            relation: self.relation(),
            expression,
            statistics: self.statistics(),
            stated,
            computed,
            verdict,
        })
    }

    /// Narrow enough that agreement is no accident: within a percentage point, or a fiftieth of what it comes to.
    fn telling(&self, result: &Bounds) -> bool {
        let (Some(low), Some(high)) = (result.low, result.high) else { return false };
        let Some(width) = high.checked_sub(low) else { return false };
        let in_percent = self.stated.is_none_or(|f| f.is_percent());
        let fiftieth = low.abs().max(high.abs()).checked_div(Decimal::from(50)).unwrap_or_default();
        width <= fiftieth || in_percent && width <= Decimal::ONE
    }

    fn compute(&self, of: impl Fn(&Figure) -> Bounds) -> Option<Bounds> {
        let values: Vec<Bounds> = self.from.iter().map(|f| of(f)).collect();
        let (first, rest) = values.split_first()?;
        let ratio = || first.div(*rest.first()?);
        match self.formula {
            Formula::Sum | Formula::SumTo100 => rest.iter().try_fold(*first, |sum, b| sum.add(*b)),
            Formula::AtMost | Formula::Same => Some(*first),
            Formula::Percent => ratio()?.map(|v| v.checked_mul(Decimal::ONE_HUNDRED)),
            Formula::Times => ratio(),
            Formula::GrowthPercent => ratio()?.map(percent_change),
            Formula::IncreasePercent => {
                first.div(rest.first()?.sub(*first)?)?.map(|v| v.checked_mul(Decimal::ONE_HUNDRED))
            }
            Formula::GrowthTimes => ratio()?.map(|v| v.checked_sub(Decimal::ONE)),
            Formula::YearlyPercent(n) => ratio()?.root(n)?.map(percent_change),
            Formula::Difference => first.sub(*rest.first()?)?.abs(),
            // One more than how many of the others are certainly larger.
            Formula::Rank => {
                let above = rest
                    .iter()
                    .filter(|b| matches!((b.low, first.high), (Some(l), Some(h)) if l > h))
                    .count();
                Some(Bounds::at(Decimal::from(above + 1)))
            }
        }
    }

    fn relation(&self) -> Relation {
        match self.formula {
            Formula::Sum | Formula::SumTo100 | Formula::AtMost => Relation::Sum,
            Formula::Percent | Formula::Times => Relation::Share,
            Formula::GrowthPercent
            | Formula::GrowthTimes
            | Formula::YearlyPercent(_)
            | Formula::IncreasePercent => Relation::Growth,
            Formula::Difference => Relation::Difference,
            Formula::Rank => Relation::Rank,
            Formula::Same => Relation::Same,
        }
    }

    /// The working in printed digits. Scales are written where they differ.
    fn expression(&self) -> String {
        let parts: Vec<(&Figure, Printed)> = self.figures().map(|f| (f, printed(f.stat))).collect();
        let amounts = || parts.iter().filter(|(f, _)| f.has_scale());
        let mixed = amounts().any(|(_, p)| amounts().any(|(_, q)| p.scale != q.scale));
        let written: Vec<String> = parts.iter().map(|(f, p)| write(f, p, mixed)).collect();
        let sign = self.stated.map_or("=", sign);
        let (from, stated) = written.split_at(self.from.len());
        let stated = stated.first().map_or("100%", String::as_str);
        match self.formula {
            Formula::Sum | Formula::SumTo100 => format!("{} {sign} {stated}", from.join(" + ")),
            Formula::AtMost => format!("{} ≤ {stated}", from.join(" + ")),
            Formula::Percent | Formula::Times => format!("{} {sign} {stated}", from.join(" / ")),
            Formula::GrowthPercent | Formula::GrowthTimes => {
                format!("{} − 1 {sign} {stated}", from.join(" / "))
            }
            Formula::YearlyPercent(n) => format!("({})^(1/{n}) − 1 {sign} {stated}", from.join(" / ")),
            Formula::IncreasePercent => {
                let (increase, level) =
                    (from.first().map_or("", String::as_str), from.get(1).map_or("", String::as_str));
                format!("{increase} / ({level} − {increase}) {sign} {stated}")
            }
            Formula::Difference => format!("{} {sign} {stated}", from.join(" − ")),
            Formula::Same => format!("{} {sign} {stated}", from.join(" = ")),
            Formula::Rank => {
                let (first, others) = from.split_first().map_or(("", &[][..]), |(f, o)| (f.as_str(), o));
                format!("{first} > {}", others.join("; "))
            }
        }
    }
}

fn percent_change(ratio: Decimal) -> Option<Decimal> {
    ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
}

fn write(figure: &Figure, printed: &Printed, with_scale: bool) -> String {
    let scale = if figure.has_scale() && !with_scale { "" } else { printed.scale.as_str() };
    let unit = match figure.stat.dimension {
        Dimension::Percent => "%",
        Dimension::PercentagePoint => " pp",
        Dimension::Multiple => "×",
        _ => "",
    };
    format!("{}{scale}{unit}", printed.digits)
}

/// How the stated figure binds what was computed.
fn sign(stated: &Figure) -> &'static str {
    match stated.stat.qualifier {
        Qualifier::Exact => "=",
        Qualifier::About => "≈",
        Qualifier::Over => "≥",
        Qualifier::Under | Qualifier::UpTo => "≤",
    }
}
