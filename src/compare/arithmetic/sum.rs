//! Parts and wholes: exports and imports, 其中, 合计, shares that make up a hundred.

use super::{
    claim::{Claim, Formula, Strength},
    figure::Figure,
    share::{Whole, whole_said},
};
use crate::compare::{
    name::{Part, alike, fold, says},
    words::WORDS,
};
use crate::model::Measure;
use rust_decimal::Decimal;

/// At most this many parts are added up without being named.
const MOST_PARTS: usize = 8;

/// Every sum the paper seems to state.
pub(super) fn find<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let levels: Vec<&Figure> = figures.iter().filter(|f| f.is_level()).collect();
    let mut claims = Vec::new();
    for whole in &levels {
        claims.extend(split_wholes(whole, &levels));
        claims.extend(summed_up(whole, figures));
    }
    claims.extend(levels.iter().filter_map(|part| exceeds_whole(part, &levels)));
    claims.extend(levels.iter().filter_map(|first| listed_parts(first, figures)));
    claims.extend(shares_of_split(figures));
    claims.extend(shares_listed(figures));
    claims
}

/// 出口 + 进口 = 进出口: every part of a known split beside its whole.
fn split_wholes<'f, 'a>(whole: &'f Figure<'a>, levels: &[&'f Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let axes = WORDS.axis.iter().enumerate().filter(|(axis, _)| match whole.name.part {
        Some(part) => part == Part { axis: *axis, member: None },
        None => true,
    });
    axes.filter_map(|(axis, split)| {
        let parts: Option<Vec<&Figure>> = (0..split.parts.len())
            .map(|m| nearest_part(whole, levels, Part { axis, member: Some(m) }))
            .collect();
        let parts = parts?;
        let named = whole.name.part.is_some();
        let strong =
            split.exhaustive && parts.iter().all(|p| belongs(p, whole, named) && p.same_source(whole));
        Some(Claim::new(Formula::Sum, parts, whole, strong))
    })
    .collect()
}

/// The figure of one part of a whole: of the same time and unit, and nothing in its name against it.
fn nearest_part<'f, 'a>(whole: &Figure, levels: &[&'f Figure<'a>], part: Part) -> Option<&'f Figure<'a>> {
    let fits = |f: &&&'f Figure<'a>| {
        f.name.part == Some(part)
            && f.at != whole.at
            && f.same_unit(whole)
            && f.same_time(whole)
            && (f.name.rest == whole.name.rest || f.near(whole) && alike(&f.name.rest, &whole.name.rest))
    };
    let distance = |f: &&&Figure| (f.name.rest != whole.name.rest, f.at.abs_diff(whole.at), f.at);
    levels.iter().filter(fits).min_by_key(distance).copied()
}

/// Whether the names settle that a part is of this whole: the same but for the word of the part, or the part says nothing more and
/// the whole is named as one.
fn belongs(part: &Figure, whole: &Figure, named: bool) -> bool {
    let same = part.name.rest == whole.name.rest && !part.name.rest.is_empty();
    let silent = part.name.rest.is_empty() || whole.name.rest.is_empty();
    same || named && part.near(whole) && silent
}

/// A, B and C, 合计 D.
fn summed_up<'f, 'a>(whole: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Option<Claim<'f, 'a>> {
    if !says(&WORDS.sum_up, &whole.before) {
        return None;
    }
    let before = figures.iter().rev().skip_while(|f| f.at >= whole.at);
    let mut last = whole;
    let mut parts: Vec<&Figure> = before
        .take_while(|f| {
            let runs_on =
                f.is_level() && f.same_unit(whole) && f.beside(last) && !says(&WORDS.sum_up, &f.before);
            last = f;
            runs_on
        })
        .take(MOST_PARTS + 1)
        .collect();
    parts.reverse();
    let of_one_time = parts.iter().all(|p| p.same_time(whole));
    (2..=MOST_PARTS).contains(&parts.len()).then(|| Claim::new(Formula::Sum, parts, whole, of_one_time))
}

/// W, 其中 a, b and c. They need not be all, so only a sum that comes out is reported.
fn listed_parts<'f, 'a>(first: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Option<Claim<'f, 'a>> {
    if !opens_parts(first) {
        return None;
    }
    let whole = figures.iter().rev().find(|f| f.at < first.at && f.is_level())?;
    let mut last = first;
    let parts: Vec<&Figure> = figures
        .iter()
        .skip_while(|f| f.at < first.at)
        .filter(|f| f.is_level())
        .take_while(|f| {
            let runs_on = f.same_unit(first) && f.beside(last);
            last = f;
            runs_on
        })
        .take(MOST_PARTS)
        .collect();
    let stands = whole.same_unit(first) && whole.beside(first) && parts.len() >= 2;
    stands.then(|| Claim::new(Formula::Sum, parts, whole, false))
}

/// W, 其中 a: one part larger than everything it could be a part of.
fn exceeds_whole<'f, 'a>(part: &'f Figure<'a>, levels: &[&'f Figure<'a>]) -> Option<Claim<'f, 'a>> {
    if !opens_parts(part) {
        return None;
    }
    let wholes = levels.iter().filter(|w| w.at < part.at && w.same_unit(part) && w.near(part));
    let largest = wholes.max_by_key(|w| (w.value, w.at))?;
    let strong = largest.beside(part) && largest.same_time(part);
    Some(Claim::new(Formula::AtMost, vec![part], largest, strong))
}

/// Introduced by 其中.
pub(super) fn opens_parts(figure: &Figure) -> bool {
    says(&WORDS.among, &figure.before)
}

/// 出口占比 + 进口占比 = 100.
fn shares_of_split<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let shares: Vec<&Figure> = figures.iter().filter(|f| is_bare_share(f)).collect();
    let firsts = shares.iter().filter(|f| f.name.part.is_some_and(|p| p.member == Some(0)));
    firsts
        .filter_map(|first| {
            let axis = first.name.part?.axis;
            let split = WORDS.axis.get(axis)?;
            let others = (1..split.parts.len()).map(|m| {
                let fits = |f: &&&Figure| {
                    f.name.part == Some(Part { axis, member: Some(m) })
                        && f.near(first)
                        && f.same_time(first)
                        && alike(&f.name.rest, &first.name.rest)
                };
                shares.iter().filter(fits).min_by_key(|f| (f.at.abs_diff(first.at), f.at)).copied()
            });
            let parts: Vec<&Figure> = std::iter::once(Some(*first)).chain(others).collect::<Option<_>>()?;
            let settled = parts.iter().all(|p| p.name.rest == first.name.rest && p.beside(first));
            let strong = split.exhaustive && settled && about_hundred(&parts);
            let strength = if strong { Strength::Strong } else { Strength::Weak };
            Some(Claim { formula: Formula::SumTo100, from: parts, stated: None, strength })
        })
        .collect()
}

/// Shares that miss a hundred by more than a quarter were never meant to make it.
fn about_hundred(parts: &[&Figure]) -> bool {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value));
    sum.is_some_and(|sum| (Decimal::from(75)..=Decimal::from(125)).contains(&sum))
}

/// A 40%, B 35% and C 25%: shares one after another that happen to make up a hundred.
fn shares_listed<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let runs = figures
        .chunk_by(|a, b| is_part_of_hundred(a) && is_part_of_hundred(b) && a.beside(b) && a.same_time(b));
    runs.filter(|run| run.len() >= 2 && run.iter().all(is_part_of_hundred))
        .map(|run| Claim {
            formula: Formula::SumTo100,
            from: run.iter().collect(),
            stated: None,
            strength: Strength::Weak,
        })
        .collect()
}

fn is_part_of_hundred(figure: &Figure) -> bool {
    figure.is_percent() && figure.stat.measure == Measure::Share
}

/// A share that may be one part of a hundred: its whole is not named (占全国出口的 8%), and it is not one of a whole of its own.
fn is_bare_share(figure: &Figure) -> bool {
    let name = fold(figure.stat.indicator.as_deref().unwrap_or_default());
    is_part_of_hundred(figure)
        && matches!(whole_said(figure), Whole::Unsaid | Whole::All)
        && !says(&WORDS.own_wholes, &figure.before)
        && !says(&WORDS.own_wholes, &name)
}
