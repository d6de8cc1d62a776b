//! Part over whole: 占比, 占B的x%, and the shares of a split against its levels.

use super::{
    claim::{Claim, Formula},
    figure::Figure,
    sum::opens_parts,
};
use crate::compare::{
    name::{NATION, Part, alike, fold, makes_up, says, starts_with, thing},
    words::WORDS,
};
use crate::model::{Dimension, Measure};

/// Figures of other kinds that may stand between an amount and its share (a growth, a rank).
const BETWEEN: usize = 3;
/// A piece of a name this long is enough to know it by.
const TELLING_NAME: usize = 3;

/// Every share the paper seems to state.
pub(super) fn find<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let mut claims = Vec::new();
    for share in figures.iter().filter(|f| is_share(f)) {
        if let Some(part) = amount_of(share, figures) {
            claims.extend(
                wholes(part, share, figures)
                    .into_iter()
                    .filter(|(w, _)| w.at != part.at)
                    .map(|(whole, strong)| Claim::new(Formula::Percent, vec![part, whole], share, strong)),
            );
        }
        claims.extend(of_split(share, figures));
    }
    claims.extend(figures.iter().filter_map(|times| times_of(times, figures)));
    claims
}

/// a and b，前者是后者的 n 倍: the larger over the smaller.
fn times_of<'f, 'a>(times: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Option<Claim<'f, 'a>> {
    let stated = times.stat.dimension == Dimension::Multiple && times.stat.measure == Measure::Level;
    let mut before = figures.iter().rev().filter(|f| f.at < times.at && f.beside(times));
    let (second, first) = (before.next()?, before.next()?);
    let fit = stated && first.is_level() && second.is_level() && first.same_unit(second);
    let (larger, smaller) = if first.value >= second.value { (first, second) } else { (second, first) };
    let of_both = ["前者", "后者", "两者", "二者"].iter().any(|w| times.before.contains(w));
    fit.then(|| Claim::new(Formula::Times, vec![larger, smaller], times, of_both))
}

fn is_share(figure: &Figure) -> bool {
    figure.is_percent()
        && match figure.stat.measure {
            Measure::Share => true,
            Measure::Rate => figure.name.whole.is_some() || figure.before.contains('占'),
            _ => false,
        }
}

/// The amount a share is the share of: the nearest before it, or, in a list of shares after a list of amounts, its counterpart.
fn amount_of<'f, 'a>(share: &Figure, figures: &'f [Figure<'a>]) -> Option<&'f Figure<'a>> {
    let shares: Vec<&Figure> = run(figures, share, is_share);
    let place = shares.iter().position(|f| f.at == share.at)?;
    let first = shares.first()?;
    let whole_in_clause = |f: &Figure| f.shares_quote(share) && makes_up(&f.before).is_some();
    let before = figures.iter().rev().filter(|f| f.at < first.at && f.is_level() && !whole_in_clause(f));
    let last = before.into_iter().next().filter(|f| f.beside(share) && first.at - f.at <= BETWEEN)?;
    let amounts: Vec<&Figure> = run(figures, last, |f| f.is_level())
        .into_iter()
        .filter(|f| f.same_unit(last) && f.at <= last.at)
        .collect();
    match shares.len() {
        1 => Some(last),
        n => amounts.len().checked_sub(n).and_then(|skipped| amounts.get(skipped + place)).copied(),
    }
}

/// The unbroken run of figures of one kind around a figure.
fn run<'f, 'a>(
    figures: &'f [Figure<'a>],
    around: &Figure,
    kind: impl Fn(&Figure) -> bool,
) -> Vec<&'f Figure<'a>> {
    figures
        .chunk_by(|a, b| kind(a) && kind(b) && a.beside(b))
        .find(|run| run.iter().any(|f| f.at == around.at))
        .map(|run| run.iter().collect())
        .unwrap_or_default()
}

/// What the amount may be a part of, and whether the words say so.
fn wholes<'f, 'a>(part: &Figure, share: &Figure, figures: &'f [Figure<'a>]) -> Vec<(&'f Figure<'a>, bool)> {
    let fits = |w: &&'f Figure<'a>| {
        w.is_level() && w.at != part.at && w.same_unit(part) && w.near(part) && w.same_time(part)
    };
    let settled = !clashes(part, share);
    // 占 B 42.1 万亿元的 37.3%: the whole stands between 占 and the share.
    let named_here = |w: &&Figure| w.shares_quote(share) && w.at < share.at && makes_up(&w.before).is_some();
    if let Some(whole) = figures.iter().filter(fits).find(named_here) {
        return vec![(whole, settled)];
    }
    let reach = match whole_said(share) {
        Whole::Elsewhere => return Vec::new(),
        Whole::Named(name) => {
            let matching = figures.iter().filter(fits).filter(|w| is_called(w, &name));
            return matching.map(|w| (w, settled && w.same_source(share))).collect();
        }
        Whole::Reach(reach) => Some(reach),
        Whole::All | Whole::Unsaid => None,
    };
    let wider = figures.iter().filter(fits).filter(|w| {
        w.at < part.at
            && w.name.part.is_none_or(|p| p.member.is_none())
            && reach.is_none_or(|r| reaches(w, r))
    });
    let mut wider: Vec<(&Figure, bool)> = wider
        .filter(|w| alike(&w.name.thing, &part.name.thing))
        .map(|w| (w, settled && contains(w, part)))
        .collect();
    // The nearest whole the words point at is the one meant.
    wider.reverse();
    if let Some(first) = wider.iter().position(|(_, strong)| *strong) {
        for (place, (_, strong)) in wider.iter_mut().enumerate() {
            *strong = place == first;
        }
    }
    wider
}

/// What a share says of its whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whole {
    /// 占比 alone.
    Unsaid,
    /// 占总量的: all of it, whatever it is.
    All,
    /// 占全省的: everything within a reach.
    Reach(&'static str),
    /// 占茶叶总产量的.
    Named(String),
    /// 在农产品出口中的占比: something that stands before the share's own words.
    Elsewhere,
}

/// The whole a share names without its figure.
pub(super) fn whole_said(share: &Figure) -> Whole {
    let said = makes_up(&share.before).map(|at| &share.before[at + '占'.len_utf8()..]);
    let words = match (&share.name.whole, said.filter(|words| !words.is_empty())) {
        // The clause may have more of the name than the indicator cut from it.
        (Some(name), Some(words)) if !words.contains(name.as_str()) => name.as_str(),
        (Some(name), None) => name.as_str(),
        (_, Some(words)) => words,
        (None, None) if share.before.contains("中占") || share.before.contains("中的占") => {
            return Whole::Elsewhere;
        }
        (None, None) => return Whole::Unsaid,
    };
    let name = thing(words, Measure::Share);
    let of_reach = |r: &&String| {
        words.strip_prefix(r.as_str()).is_some_and(|rest| thing(rest, Measure::Share).chars().count() <= 1)
    };
    if let Some(reach) = WORDS.reach.iter().find(of_reach) {
        Whole::Reach(reach)
    } else if starts_with(&WORDS.all_of, words) {
        Whole::All
    } else if name.is_empty() {
        Whole::Unsaid
    } else {
        Whole::Named(name)
    }
}

/// Whether a figure is of the whole a share names: by its name, or by a telling piece of it (涉农贷款 for 涉农贷款余额).
fn is_called(whole: &Figure, name: &str) -> bool {
    let telling = name.chars().count() >= TELLING_NAME;
    whole.name.full == name || whole.name.thing == name || telling && whole.name.full.contains(name)
}

/// Whether a figure is of everything within a reach.
fn reaches(whole: &Figure, reach: &str) -> bool {
    let national = ["全国", "我国"].contains(&reach);
    national && whole.name.subject == NATION
        || whole.before.contains(reach)
        || whole.stat.subject.as_deref().is_some_and(|s| fold(s).contains(reach))
}

/// Whether the words make `whole` the whole of `part`: a national figure of the same thing for a place's, a total, or 其中.
fn contains(whole: &Figure, part: &Figure) -> bool {
    let same_thing = whole.name.thing == part.name.thing || part.name.thing.is_empty();
    let wider = matches!(whole.name.subject.as_str(), "" | NATION) || says(&WORDS.total, &whole.before);
    let narrower = !part.name.subject.is_empty()
        && part.name.subject != NATION
        && part.name.subject != whole.name.subject;
    let introduced = opens_parts(part) && part.beside(whole);
    introduced || same_thing && wider && narrower
}

/// Whether the share's own name is of something else than the amount.
fn clashes(part: &Figure, share: &Figure) -> bool {
    let other_subject = !share.name.subject.is_empty()
        && !part.name.subject.is_empty()
        && share.name.subject != NATION
        && part.name.subject != NATION
        && !alike(&share.name.subject, &part.name.full);
    other_subject || !alike(&share.name.full, &part.name.full) || !share.same_time(part)
}

/// 出口占比 against the exports and the whole they are part of, wherever in the passage these stand.
fn of_split<'f, 'a>(share: &'f Figure<'a>, figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let Some(part @ Part { axis, member: Some(_) }) = share.name.part else { return Vec::new() };
    if !matches!(whole_said(share), Whole::Unsaid | Whole::All) {
        return Vec::new();
    }
    let near = |f: &&'f Figure<'a>| f.is_level() && f.near(share) && f.same_time(share);
    let amounts = figures.iter().filter(near).filter(|f| f.name.part == Some(part));
    let pairs = amounts.flat_map(|amount| {
        let of_it = move |w: &&'f Figure<'a>| {
            let whole = match w.name.part {
                Some(p) => p == Part { axis, member: None },
                None => true,
            };
            whole && w.same_unit(amount) && w.name.rest == amount.name.rest
        };
        figures.iter().filter(near).filter(of_it).map(move |whole| (amount, whole))
    });
    pairs
        .map(|(amount, whole)| {
            let strong = alike(&share.name.rest, &amount.name.rest) && whole.same_source(share);
            Claim::new(Formula::Percent, vec![amount, whole], share, strong)
        })
        .collect()
}
