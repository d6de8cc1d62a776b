//! Places in an order against the values ordered.

use super::{
    claim::{Claim, Formula},
    figure::Figure,
};
use crate::compare::{
    name::{NATION, alike},
    words::WORDS,
};
use crate::model::{Dimension, Measure};

/// Every rank whose value and rivals the paper prints.
pub(super) fn find<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let ranks =
        figures.iter().filter(|f| f.stat.measure == Measure::Rank || f.stat.dimension == Dimension::Rank);
    ranks.filter_map(|rank| against_rivals(rank, figures)).collect()
}

fn against_rivals<'f, 'a>(rank: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Option<Claim<'f, 'a>> {
    let subject = &rank.name.subject;
    let own = figures.iter().filter(|f| f.is_level() && f.beside(rank) && f.at.abs_diff(rank.at) <= 2);
    let own = own
        .filter(|f| f.name.subject == *subject && !subject.is_empty())
        .min_by_key(|f| f.at.abs_diff(rank.at))?;
    let rivals: Vec<&Figure> = figures
        .iter()
        .filter(|f| {
            f.is_level()
                && f.same_unit(own)
                && f.near(own)
                && f.same_time(own)
                && f.name.thing == own.name.thing
                && !matches!(f.name.subject.as_str(), "" | NATION)
                && f.name.subject != *subject
                && same_kind(&f.name.subject, subject)
        })
        .collect();
    if rivals.is_empty() {
        return None;
    }
    let by_amount = alike(&rank.name.thing, &own.name.thing) && !rank.says(&WORDS.rate_words);
    let strong = by_amount && !rank.says(&WORDS.narrow_scope);
    let from = std::iter::once(own).chain(rivals).collect();
    Some(Claim::new(Formula::Rank, from, rank, strong))
}

/// 广东省 and 山东省, 北京 and 上海: names built alike may stand in one order, a whole like 西部地区 may not.
fn same_kind(a: &str, b: &str) -> bool {
    let ending = |name: &str| name.chars().last();
    let placed = ["省", "市", "县", "区", "国", "州"];
    let is_place = |name: &str| placed.iter().any(|p| name.ends_with(p));
    ending(a) == ending(b) || !is_place(a) && !is_place(b)
}
