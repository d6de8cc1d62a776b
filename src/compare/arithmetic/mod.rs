//! Figures of one paper recomputed from one another.
//!
//! *In*: the statistics of a paper. *Out*: [`Arithmetic`] with the working and a verdict. *Must not know*: the text beyond the quotes.
//!
//! A printed figure stands for an interval (13.7 for all from 13.65 to 13.75), 约 widens it, 超 opens it upwards. What follows
//! from such intervals is an interval again, and a stated figure that cannot lie in it is inconsistent as printed. Each file
//! here finds one kind of relation from names, periods, units and the words around the figures; `claim` computes and judges.
//! Only where the words settle that a relation is meant is disagreement reported.

mod bounds;
mod claim;
mod difference;
mod figure;
mod growth;
mod rank;
mod same;
mod share;
mod sum;

use crate::model::{Arithmetic, Measure, Paper, StatisticId, Tally, Verdict};
use claim::{Claim, Strength};
pub(crate) use figure::agree;
use figure::{Figure, figures};
use std::collections::BTreeSet;

/// Every relation of a paper that can be decided, in the order of the text.
pub fn check(paper: &Paper) -> Vec<Arithmetic> {
    examine(paper).0
}

/// The figures of a paper that state a relation nothing printed can decide, in text order.
pub fn uncheckable(paper: &Paper) -> Vec<StatisticId> {
    examine(paper).1
}

/// How many relations of the papers agree, do not agree, and cannot be checked.
pub fn tally<'p>(papers: impl IntoIterator<Item = &'p Paper>) -> Tally {
    papers.into_iter().map(examine).fold(Tally::default(), |tally, (decided, undecided)| {
        let consistent = decided.iter().filter(|a| a.verdict == Verdict::Consistent).count();
        Tally {
            consistent: tally.consistent + consistent,
            inconsistent: tally.inconsistent + decided.len() - consistent,
            uncheckable: tally.uncheckable + undecided.len(),
        }
    })
}

/// What can be decided in a paper, and which figures are left that ask for it.
fn examine(paper: &Paper) -> (Vec<Arithmetic>, Vec<StatisticId>) {
    let figures = figures(paper);
    let claims = find(&figures);
    let judged: Vec<(&Claim, Arithmetic)> = claims.iter().filter_map(|c| Some((c, c.judge()?))).collect();
    let decided: Vec<Arithmetic> = judged
        .iter()
        .filter(|(claim, result)| result.verdict == Verdict::Consistent || !explained(claim, &judged))
        .map(|(_, result)| result.clone())
        .collect();
    let settled: BTreeSet<&StatisticId> = decided.iter().flat_map(|a| &a.statistics).collect();
    let asking: BTreeSet<usize> = claims.iter().filter_map(|c| c.stated.map(|f| f.at)).collect();
    let open = figures
        .iter()
        .filter(|f| (is_relative(f) || asking.contains(&f.at)) && !settled.contains(&f.stat.id));
    let open = open.map(|f| f.stat.id.clone()).collect();
    (decided, open)
}

/// All claims, each set of figures once under each relation, ordered by where they end in the text.
fn find<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let finders = [sum::find, share::find, growth::find, difference::find, rank::find, same::find];
    let mut claims: Vec<Claim> = finders.iter().flat_map(|find| find(figures)).collect();
    for claim in &mut claims {
        if claim.formula.of_one_time() && !one_time(claim, figures) {
            claim.strength = Strength::Weak;
        }
    }
    let place = |c: &Claim| c.figures().map(|f| f.at).collect::<Vec<_>>();
    // The stronger of two readings of the same figures comes first and stays.
    claims.sort_by_cached_key(|c| {
        (place(c).into_iter().max(), c.formula, sorted(place(c)), std::cmp::Reverse(c.strength))
    });
    claims.dedup_by_key(|c| (c.formula, sorted(place(c))));
    claims
}

/// Whether the figures of a claim are surely of one time: all say the same; or some say it, and no other time is spoken of from
/// the first to the last of them; or nothing there speaks of any.
fn one_time(claim: &Claim, figures: &[Figure]) -> bool {
    let periods: BTreeSet<_> = claim.figures().map(|f| f.stat.period).collect();
    if periods.len() == 1 && !periods.contains(&None) {
        return true;
    }
    let (first, last) = (claim.figures().map(|f| f.at).min(), claim.figures().map(|f| f.at).max());
    let passage = figures.iter().filter(|f| Some(f.at) >= first && Some(f.at) <= last);
    let spoken_of: BTreeSet<_> = passage.filter_map(|f| f.stat.period).collect();
    spoken_of.len() == periods.iter().flatten().count() && spoken_of.len() <= 1
}

fn sorted(mut places: Vec<usize>) -> Vec<usize> {
    places.sort_unstable();
    places
}

/// Whether a stated figure that disagrees under one reading agrees under another of the same kind.
fn explained(claim: &Claim, judged: &[(&Claim, Arithmetic)]) -> bool {
    judged.iter().any(|(other, result)| {
        let same_result = match (claim.stated, other.stated) {
            (Some(a), Some(b)) => a.at == b.at,
            (None, None) => claim.from.iter().any(|f| other.from.iter().any(|g| f.at == g.at)),
            _ => false,
        };
        same_result && result.verdict == Verdict::Consistent && other.formula == claim.formula
    })
}

/// A figure that compares, and so asks to be checked.
fn is_relative(figure: &Figure) -> bool {
    matches!(figure.stat.measure, Measure::Growth | Measure::Share | Measure::Difference | Measure::Rank)
}
