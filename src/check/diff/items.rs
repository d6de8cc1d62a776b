//! The items of two states of a paper, paired.

use super::matching::{Bigrams, pair, rest};
use crate::model::{AbstractClaims, Finding, FindingKind, Level, Paper, Reference, Statistic};
use std::collections::BTreeMap;

/// Indices in the lists of the two states.
pub type Pairs = Vec<(usize, usize)>;

/// Texts less alike are two texts.
const LEAST: f64 = 0.5;
/// A theme under another name is the same where so much of its points is.
const LEAST_BODY: f64 = 0.6;
/// A theme that became a point, or the other way round, must keep its words nearly as they were.
const LEAST_ACROSS: f64 = 0.8;
/// What a hint (the same parent, the same printed indicator) adds where the words alone do not decide.
const HINT: f64 = 0.05;

/// All pairs of one paper.
#[derive(Debug, Default)]
pub struct Matched {
    /// Problems.
    pub problems: Pairs,
    /// Countermeasures.
    pub countermeasures: Pairs,
    /// Figures.
    pub statistics: Pairs,
    /// References.
    pub references: Pairs,
    /// Announced problems and countermeasures.
    pub promises: Pairs,
}

impl Matched {
    /// Of two states of a paper.
    pub fn of(old: &Paper, new: &Paper) -> Self {
        Matched {
            problems: findings(&old.problems, &new.problems),
            countermeasures: findings(&old.countermeasures, &new.countermeasures),
            statistics: statistics(&old.statistics, &new.statistics),
            references: references(&old.references, &new.references),
            promises: promises(&old.announced, &new.announced),
        }
    }
}

/// Themes by name or by what is below them, then points by their words, the same theme first; then across levels.
fn findings(old: &[Finding], new: &[Finding]) -> Pairs {
    let words = |all: &[Finding]| all.iter().map(|f| Bigrams::of(&f.statement)).collect::<Vec<_>>();
    let (a, b) = (words(old), words(new));
    let (bodies_a, bodies_b) = (bodies(old), bodies(new));
    let both = |i: usize, j: usize, level| old[i].level == level && new[j].level == level;
    let mut pairs = pair(old.len(), new.len(), |i, j| {
        if !both(i, j, Level::Theme) {
            return None;
        }
        let (name, body) = (a[i].dice(&b[j]), bodies_a[i].dice(&bodies_b[j]));
        let told = !bodies_a[i].is_empty() && body >= LEAST_BODY;
        if name >= LEAST || told { Some(name + HINT * body) } else { None }
    });
    let themes: BTreeMap<&str, &str> =
        pairs.iter().map(|(i, j)| (old[*i].id.as_str(), new[*j].id.as_str())).collect();
    let same_parent = |i: usize, j: usize| match (&old[i].parent, &new[j].parent) {
        (Some(p), Some(q)) => themes.get(p.as_str()) == Some(&q.as_str()),
        (None, None) => true,
        _ => false,
    };
    pairs.extend(pair(old.len(), new.len(), |i, j| {
        if !both(i, j, Level::Point) {
            return None;
        }
        let alike = a[i].dice(&b[j]);
        let hint = if same_parent(i, j) { HINT } else { 0.0 };
        if alike >= LEAST { Some(alike + hint) } else { None }
    }));
    let (left, right) =
        (rest(old.len(), pairs.iter().map(|p| p.0)), rest(new.len(), pairs.iter().map(|p| p.1)));
    let across = pair(left.len(), right.len(), |i, j| {
        Some(a[left[i]].dice(&b[right[j]])).filter(|s| *s >= LEAST_ACROSS)
    });
    pairs.extend(across.into_iter().map(|(i, j)| (left[i], right[j])));
    pairs.sort_unstable();
    pairs
}

/// What stands below each theme.
fn bodies(all: &[Finding]) -> Vec<Bigrams> {
    let below = |f: &Finding| {
        let points = all.iter().filter(|p| p.parent.as_ref() == Some(&f.id));
        Bigrams::of_all(points.map(|p| p.statement.as_str()))
    };
    all.iter().map(below).collect()
}

/// By clause, then by what is printed and what it is the figure of.
fn statistics(old: &[Statistic], new: &[Statistic]) -> Pairs {
    let words = |all: &[Statistic]| all.iter().map(|s| Bigrams::of_figures(&s.quote)).collect::<Vec<_>>();
    let (a, b) = (words(old), words(new));
    pair(old.len(), new.len(), |i, j| {
        let (x, y) = (&old[i], &new[j]);
        let clause = a[i].dice(&b[j]);
        let named = x.indicator.is_some() && x.indicator == y.indicator;
        if clause < LEAST && !(named && x.surface == y.surface) {
            return None;
        }
        let hints = [
            (4.0, x.surface == y.surface),
            (3.0, x.indicator == y.indicator),
            (2.0, x.subject == y.subject && x.period == y.period),
            (1.0, x.dimension == y.dimension && x.measure == y.measure),
            (1.0, x.unit == y.unit),
            (0.5, x.section.is_empty() == y.section.is_empty()),
        ];
        Some(clause + HINT * hints.iter().filter(|(_, holds)| *holds).map(|(weight, _)| weight).sum::<f64>())
    })
}

fn references(old: &[Reference], new: &[Reference]) -> Pairs {
    let words = |all: &[Reference]| all.iter().map(|r| Bigrams::of(unnumbered(&r.raw))).collect::<Vec<_>>();
    let (a, b) = (words(old), words(new));
    pair(old.len(), new.len(), |i, j| {
        let same_doi = old[i].doi.is_some() && old[i].doi == new[j].doi;
        let alike = a[i].dice(&b[j]) + if same_doi { 1.0 } else { 0.0 };
        Some(alike).filter(|s| *s >= LEAST)
    })
}

/// A reference without its printed number, which shifts when one is put in before it.
pub fn unnumbered(raw: &str) -> &str {
    let text = raw.trim_start_matches(['[', '［', '(', '（', '【', ' ']);
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == text.len() {
        return raw;
    }
    match after.strip_prefix([']', '］', ')', '）', '】', '.', '．', '、']) {
        // `2024)` and `3.5` begin a text, not a list.
        Some(rest) if text.len() - after.len() <= 3 => rest.trim_start(),
        _ => raw,
    }
}

fn promises(old: &AbstractClaims, new: &AbstractClaims) -> Pairs {
    let words = |all: &AbstractClaims| announced(all).map(|(k, l)| (k, Bigrams::of(l))).collect::<Vec<_>>();
    let (a, b) = (words(old), words(new));
    pair(a.len(), b.len(), |i, j| {
        if a[i].0 != b[j].0 {
            return None;
        }
        Some(a[i].1.dice(&b[j].1)).filter(|s| *s >= LEAST)
    })
}

/// What an abstract announces: kind and words, problems first.
pub fn announced(all: &AbstractClaims) -> impl Iterator<Item = (FindingKind, &str)> {
    let problems = all.problems.iter().map(|a| (FindingKind::Problem, a.label.as_str()));
    problems.chain(all.countermeasures.iter().map(|a| (FindingKind::Countermeasure, a.label.as_str())))
}

#[cfg(test)]
mod tests {
    use super::unnumbered;

    #[test]
    fn the_printed_number_of_a_reference_is_not_part_of_it() {
        for (raw, bare) in [
            ("[3] 甲. 茶园[J].", "甲. 茶园[J]."),
            ("3. 甲. 茶园[J].", "甲. 茶园[J]."),
            ("（12）甲. 茶园", "甲. 茶园"),
            ("甲. 茶园 [3]", "甲. 茶园 [3]"),
            ("2024. 某报告", "2024. 某报告"),
            ("", ""),
        ] {
            assert_eq!(unnumbered(raw), bare, "{raw}");
        }
    }
}
