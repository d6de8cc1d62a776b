//! What the abstract announces, and where the body delivers it.

use super::name::{fold, pairs};
use crate::model::{Announced, Finding, FindingId, FindingKind, Level, Paper, Promise};
use std::collections::{BTreeMap, BTreeSet};

/// A theme or point delivers an announcement when it holds this share of its character pairs, weighed by rarity.
const DELIVERED: f64 = 0.3;
/// With half of that it must share its main topic with a finding that delivers.
const RELATED: f64 = DELIVERED / 2.0;
/// Where nothing does, the theme that holds this share in label and points together.
const SPREAD: f64 = 0.5;
/// What holds less than this part of the best match is left out.
const BESIDE_THE_BEST: f64 = 0.6;

/// The announcements of every abstract in text order: problems, then countermeasures.
pub(super) fn compare(papers: &[&Paper]) -> Vec<Promise> {
    papers
        .iter()
        .flat_map(|paper| {
            let problems = (FindingKind::Problem, &paper.announced.problems, &paper.problems);
            let measures =
                (FindingKind::Countermeasure, &paper.announced.countermeasures, &paper.countermeasures);
            [problems, measures].into_iter().flat_map(move |(kind, announced, findings)| {
                let rarity = rarity(findings);
                announced.iter().map(move |a| Promise {
                    paper: paper.id.clone(),
                    kind,
                    announced: a.label.clone(),
                    found_in: deliverers(a, findings, &rarity),
                })
            })
        })
        .collect()
}

type Pair = (char, char);

/// The weight of each pair of characters: 1 for one that a single finding has, near 0 for one that all have.
fn rarity(findings: &[Finding]) -> BTreeMap<Pair, f64> {
    let mut holding: BTreeMap<Pair, usize> = BTreeMap::new();
    for finding in findings {
        for pair in pairs(&fold(text(finding))) {
            *holding.entry(pair).or_default() += 1;
        }
    }
    let all = findings.len() as f64;
    holding.into_iter().map(|(pair, n)| (pair, (all + 1.0 - n as f64) / all)).collect()
}

fn text(finding: &Finding) -> &str {
    finding.label.as_deref().unwrap_or(&finding.statement)
}

/// Themes that deliver by their label; where a theme does not, its points.
fn deliverers(announced: &Announced, findings: &[Finding], rarity: &BTreeMap<Pair, f64>) -> Vec<FindingId> {
    let wanted = pairs(&fold(&announced.label));
    let scores: Vec<f64> = findings.iter().map(|f| held(&wanted, &pairs(&fold(text(f))), rarity)).collect();
    let best = scores.iter().copied().fold(0.0, f64::max);
    if best < DELIVERED {
        return spread(&wanted, findings, rarity).into_iter().collect();
    }
    let main_topic = |f: &Finding| f.topics.first().map(|t| t.id.clone());
    let scored = || findings.iter().zip(&scores);
    let topics: BTreeSet<_> =
        scored().filter(|(_, s)| **s >= best).filter_map(|(f, _)| main_topic(f)).collect();
    let delivers = |f: &Finding, score: f64| {
        let by_words = score >= DELIVERED && score >= best * BESIDE_THE_BEST;
        by_words
            || score >= RELATED
                && f.level == Level::Theme
                && main_topic(f).is_some_and(|t| topics.contains(&t))
    };
    let themes: BTreeSet<&FindingId> =
        scored().filter(|(f, s)| f.level == Level::Theme && delivers(f, **s)).map(|(f, _)| &f.id).collect();
    scored()
        .filter(|(f, s)| match &f.parent {
            None => themes.contains(&f.id),
            Some(theme) => !themes.contains(theme) && delivers(f, **s),
        })
        .map(|(f, _)| f.id.clone())
        .collect()
}

/// The theme that delivers by what its points say together.
fn spread(wanted: &BTreeSet<Pair>, findings: &[Finding], rarity: &BTreeMap<Pair, f64>) -> Option<FindingId> {
    let themes = findings.iter().filter(|f| f.level == Level::Theme);
    let whole = |theme: &Finding| -> BTreeSet<Pair> {
        let own = findings.iter().filter(|f| f.id == theme.id || f.parent.as_ref() == Some(&theme.id));
        own.flat_map(|f| pairs(&fold(text(f)))).collect()
    };
    let scored = themes.map(|theme| (held(wanted, &whole(theme), rarity), theme));
    // The first of equals: a later one must hold more.
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (best.0 >= SPREAD).then(|| best.1.id.clone())
}

/// The share of the wanted pairs, by weight, that a finding holds.
fn held(wanted: &BTreeSet<Pair>, found: &BTreeSet<Pair>, rarity: &BTreeMap<Pair, f64>) -> f64 {
    let weight = |pair: &Pair| rarity.get(pair).copied().unwrap_or(1.0);
    let all: f64 = wanted.iter().map(weight).sum();
    let shared: f64 = wanted.intersection(found).map(weight).sum();
    if all > 0.0 { shared / all } else { 0.0 }
}
