//! Growth between two levels.

use super::{
    claim::{Claim, Formula},
    figure::{Figure, years_before},
};
use crate::compare::{
    name::{alike, ends_near, says, starts_with},
    words::WORDS,
};
use crate::model::{Dimension, Measure};

/// Between a marker and its figure there may stand a date.
const DATE: usize = 12;
/// A level and its growth may have this many figures between them.
const BETWEEN: usize = 3;

/// Every growth whose two levels the paper prints.
pub(super) fn find<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let growths = figures.iter().filter(|f| f.stat.measure == Measure::Growth);
    growths
        .filter(|g| {
            matches!(g.stat.dimension, Dimension::Percent | Dimension::Multiple) && follows_from_levels(g)
        })
        .flat_map(|g| {
            by_words(g, figures).into_iter().chain(by_periods(g, figures)).chain(by_increase(g, figures))
        })
        .collect()
}

/// Not counted at constant prices, nor over the month before.
fn follows_from_levels(growth: &Figure) -> bool {
    let name_says = WORDS.constant_price_names.iter().any(|w| growth.name.full.contains(w.as_str()));
    !name_says && !growth.says(&WORDS.constant_price) && !growth.says(&WORDS.other_base)
}

/// c，较某年的 b 增长 g; 从 b 增长到 c，增幅 g.
fn by_words<'f, 'a>(growth: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Option<Claim<'f, 'a>> {
    let mut before = figures.iter().rev().filter(|f| f.at < growth.at && f.is_level());
    let (second, first) = (before.next()?, before.next()?);
    let placed = growth.at - second.at <= BETWEEN && second.at - first.at <= BETWEEN;
    if !(placed && second.beside(growth) && first.beside(second) && first.same_unit(second)) {
        return None;
    }
    let (now, base) = if is_base(second) {
        (first, second)
    } else if is_start(first, second) {
        (second, first)
    } else {
        return None;
    };
    let one_thing = alike(&now.name.full, &base.name.full) && alike(&growth.name.full, &now.name.full);
    let apart = now.stat.period.is_none() || now.stat.period != base.stat.period;
    claim(growth, now, base, one_thing && apart && now.same_source(base))
}

/// 较, 与…相比: the figure others are compared with.
pub(super) fn is_base(figure: &Figure) -> bool {
    ends_near(&WORDS.compared, &figure.before, DATE) || starts_with(&WORDS.compared_after, &figure.after)
}

/// 从 a 增长到 b.
pub(super) fn is_start(first: &Figure, second: &Figure) -> bool {
    ends_near(&WORDS.from, &first.before, DATE)
        && (says(&WORDS.to, &second.before) || starts_with(&WORDS.to, &first.after))
}

/// c，比上年增加 d，增长 g: the level before is the level less the increase.
fn by_increase<'f, 'a>(growth: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Option<Claim<'f, 'a>> {
    let mut before = figures.iter().rev().filter(|f| f.at < growth.at && f.beside(growth));
    let (increase, level) = (before.next()?, before.next()?);
    let fit = increase.stat.measure == Measure::Difference && level.is_level() && increase.same_unit(level);
    let one_thing =
        alike(&level.name.full, &increase.name.full) && alike(&growth.name.full, &level.name.full);
    let plain =
        growth.is_percent() && !growth.says(&WORDS.yearly_average) && !says(&WORDS.among, &growth.before);
    (fit && plain).then(|| Claim::new(Formula::IncreasePercent, vec![increase, level], growth, one_thing))
}

/// The level of the same name and time, and that of the year before.
fn by_periods<'f, 'a>(growth: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let levels = || figures.iter().filter(|f| f.is_level());
    let mut named: Vec<&Figure> =
        levels().filter(|c| c.name.full == growth.name.full && ends_with(growth, c)).collect();
    if growth.name.thing.is_empty() {
        // 同比增长 x% alone grows what stands right before it.
        named = levels().rfind(|c| c.at < growth.at && c.beside(growth)).into_iter().collect();
    }
    let pairs = named.into_iter().flat_map(|now| {
        let base = levels().filter(move |b| {
            b.at != now.at && b.same_unit(now) && b.name.full == now.name.full && is_before(growth, now, b)
        });
        base.map(move |base| (now, base))
    });
    pairs
        .filter_map(|(now, base)| {
            let of_one_count = now.same_source(base) && base.same_source(growth) && base.near(now);
            let of_a_part = says(&WORDS.among, &growth.before);
            claim(
                growth,
                now,
                base,
                of_one_count && now.near(growth) && !now.name.full.is_empty() && !of_a_part,
            )
        })
        .collect()
}

/// A growth over `start/end` is of the level at its end.
fn ends_with(growth: &Figure, level: &Figure) -> bool {
    match (growth.stat.period, level.stat.period) {
        (Some(g), Some(l)) => g == l || is_span(growth) && g.end == l.end,
        _ => growth.beside(level),
    }
}

fn is_span(growth: &Figure) -> bool {
    growth.stat.period.is_some_and(|p| p.start.year_of() != p.end.year_of())
}

/// Whether `base` is the level a growth starts from: the first year of a span, else the year before.
fn is_before(growth: &Figure, now: &Figure, base: &Figure) -> bool {
    let (Some(now), Some(base)) = (now.stat.period, base.stat.period) else { return false };
    match growth.stat.period {
        Some(span) if is_span(growth) && span.end == now.end => base.end == span.start,
        _ => years_before(now, 1) == Some(base),
    }
}

fn claim<'f, 'a>(
    growth: &'f Figure<'a>,
    now: &'f Figure<'a>,
    base: &'f Figure<'a>,
    strong: bool,
) -> Option<Claim<'f, 'a>> {
    let formula = match growth.stat.dimension {
        Dimension::Percent if growth.says(&WORDS.yearly_average) => {
            let years = now.stat.period?.end.year_of().checked_sub(base.stat.period?.end.year_of())?;
            if years == 0 {
                return None;
            }
            Formula::YearlyPercent(u32::from(years))
        }
        Dimension::Percent => Formula::GrowthPercent,
        // 翻两番 is four times the level before, 增长三倍 three times more than it.
        _ if growth.stat.surface.contains('番') => Formula::Times,
        _ => Formula::GrowthTimes,
    };
    Some(Claim::new(formula, vec![now, base], growth, strong))
}
