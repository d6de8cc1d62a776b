//! One figure less another: percentage points between rates, amounts between amounts.

use super::{
    claim::{Claim, Formula},
    figure::{Figure, years_before},
    growth::{is_base, is_start},
};
use crate::compare::{
    name::{alike, says},
    words::WORDS,
};
use crate::model::{Dimension, Measure};

/// A difference follows its figures with at most this many between.
const BETWEEN: usize = 3;
/// A name of this many characters says which figure is compared with.
const TELLING_NAME: usize = 2;

/// Every difference whose two figures the paper prints.
pub(super) fn find<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let stated = figures.iter().filter(|f| f.stat.measure == Measure::Difference && f.stat.value.is_some());
    stated
        .flat_map(|d| beside(d, figures).into_iter().chain(by_name(d, figures)).chain(by_periods(d, figures)))
        .collect()
}

/// Whether a figure is of the kind a difference is of.
fn comparable(difference: &Figure, figure: &Figure) -> bool {
    match difference.stat.dimension {
        Dimension::PercentagePoint => figure.is_percent(),
        _ => figure.is_level() && figure.same_unit(difference),
    }
}

/// 从 a 提高到 b，提高 d; b，较某年的 a 增加 d; a 与 b 相差 d.
fn beside<'f, 'a>(difference: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Option<Claim<'f, 'a>> {
    let mut before = figures.iter().rev().filter(|f| f.at < difference.at);
    let (second, first) = (before.next()?, before.next()?);
    let fit = comparable(difference, first) && comparable(difference, second) && first.same_unit(second);
    if !(fit && second.beside(difference) && first.beside(second)) {
        return None;
    }
    let changed = is_start(first, second) && alike(&first.name.full, &second.name.full);
    let compared = is_base(second) && alike(&first.name.full, &second.name.full);
    let set_apart = difference.says(&WORDS.apart) && !difference.says(&WORDS.compared);
    Some(claim(difference, first, second, changed || compared || set_apart))
}

/// 高于 B 的增速 d 个百分点: B named in the difference's own words, its figure given elsewhere in the passage.
fn by_name<'f, 'a>(difference: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    if !says(&WORDS.apart, &difference.before) && !says(&WORDS.compared, &difference.before) {
        return Vec::new();
    }
    let fits = |f: &&Figure| comparable(difference, f) && f.near(difference);
    let own = figures.iter().rev().filter(|f| f.at < difference.at).find(fits);
    let Some(own) = own.filter(|f| f.beside(difference) && difference.at - f.at <= BETWEEN) else {
        return Vec::new();
    };
    let named = figures.iter().filter(fits).filter(|f| {
        let name = &f.name.full;
        f.at != own.at
            && f.stat.measure == own.stat.measure
            && f.same_unit(own)
            && name.chars().count() >= TELLING_NAME
            && difference.before.contains(name.as_str())
            && *name != own.name.full
    });
    named.map(|other| claim(difference, own, other, other.same_time(own))).collect()
}

/// The figure of the difference's name and time, and that of the year before.
fn by_periods<'f, 'a>(difference: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let Some(period) = difference.stat.period else { return Vec::new() };
    if difference.name.full.is_empty() || difference.says(&WORDS.other_base) {
        return Vec::new();
    }
    let of_name = || {
        figures.iter().filter(|f| {
            comparable(difference, f) && f.near(difference) && f.name.full == difference.name.full
        })
    };
    let now = of_name().filter(|f| f.stat.period == Some(period));
    let pairs = now.flat_map(|now| {
        let bases = of_name().filter(move |f| f.stat.period == years_before(period, 1) && f.same_unit(now));
        bases.map(move |base| (now, base))
    });
    pairs.map(|(now, base)| claim(difference, now, base, now.same_source(base))).collect()
}

fn claim<'f, 'a>(
    difference: &'f Figure<'a>,
    a: &'f Figure<'a>,
    b: &'f Figure<'a>,
    strong: bool,
) -> Claim<'f, 'a> {
    let (larger, smaller) = if a.value >= b.value { (a, b) } else { (b, a) };
    Claim::new(Formula::Difference, vec![larger, smaller], difference, strong)
}
