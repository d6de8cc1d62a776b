//! The same indicator side by side: figures of one name, unit and measure in the order of time.

use super::{
    arithmetic::agree,
    name::{Name, fold},
};
use crate::model::{
    Conflict, ConflictKind, Dimension, FactRole, Indicator, Measure, Observation, Paper, Qualifier, Statistic,
};
use std::collections::{BTreeMap, BTreeSet};

/// Names shorter than this many characters (数, 人) name nothing that could be lined up.
const SHORTEST_NAME: usize = 2;

/// A figure with its paper and its name.
struct Entry<'p> {
    paper: &'p Paper,
    stat: &'p Statistic,
    name: Name,
}

/// What figures of one series share.
type Key = (String, Measure, Dimension, Option<String>);

/// Series of at least two figures, and single figures with the same indicator of somebody else to set beside them. The series
/// of most papers first, then the longest.
pub(super) fn compare(papers: &[&Paper]) -> Vec<Indicator> {
    let mut series: BTreeMap<Key, Vec<Entry>> = BTreeMap::new();
    for entry in papers.iter().flat_map(|paper| entries(paper)) {
        let key =
            (entry.name.full.clone(), entry.stat.measure, entry.stat.dimension, entry.stat.unit.clone());
        series.entry(key).or_default().push(entry);
    }
    let comparable = of_several_subjects(&series);
    let mut kept: Vec<(&Key, &Vec<Entry>)> =
        series.iter().filter(|(key, entries)| is_series(entries) || comparable.contains(key)).collect();
    let papers_in = |entries: &[Entry]| entries.iter().map(|e| &e.paper.id).collect::<BTreeSet<_>>().len();
    kept.sort_by_key(|(key, entries)| (std::cmp::Reverse((papers_in(entries), entries.len())), *key));
    kept.into_iter().map(|(_, entries)| indicator(entries)).collect()
}

/// Figures of two papers, of two times, or of two sources. Others of one paper and one time are things that its words tell apart.
fn is_series(entries: &[Entry]) -> bool {
    let papers: BTreeSet<_> = entries.iter().map(|e| &e.paper.id).collect();
    let periods: BTreeSet<_> = entries.iter().filter_map(|e| e.stat.period).collect();
    let disputed = || {
        let mut pairs =
            entries.iter().enumerate().flat_map(|(n, a)| entries[n + 1..].iter().map(move |b| (a, b)));
        pairs.any(|(a, b)| differ(a.stat, b.stat) && of_two_sources(a, b))
    };
    papers.len() > 1 || periods.len() > 1 || disputed()
}

/// The figures of a paper that describe the world and say what they are of.
fn entries(paper: &Paper) -> Vec<Entry<'_>> {
    let named =
        paper.statistics.iter().filter(|s| s.role == FactRole::Observed && s.measure != Measure::Rank);
    named
        .map(|stat| Entry { paper, stat, name: Name::of(stat) })
        .filter(|e| e.name.thing.chars().count() >= SHORTEST_NAME)
        .collect()
}

/// The series whose indicator some other series gives for another subject, in the same unit.
fn of_several_subjects<'s>(series: &'s BTreeMap<Key, Vec<Entry>>) -> BTreeSet<&'s Key> {
    let mut by_thing: BTreeMap<(&str, Measure, Dimension, &Option<String>), BTreeSet<&'s Key>> =
        BTreeMap::new();
    for (key, entries) in series {
        for entry in entries {
            by_thing.entry((&entry.name.thing, key.1, key.2, &key.3)).or_default().insert(key);
        }
    }
    by_thing.into_values().filter(|keys| keys.len() > 1).flatten().collect()
}

fn indicator(entries: &[Entry]) -> Indicator {
    let mut order: Vec<&Entry> = entries.iter().collect();
    // Text order within a paper is kept: the sort is stable. Figures without a period come last.
    order.sort_by_key(|e| (e.stat.period.is_none(), e.stat.period, &e.paper.id));
    let observations = order.iter().map(|e| observation(e)).collect();
    let unit = entries.first().and_then(|e| e.stat.unit.clone());
    Indicator { name: shown(entries), unit, observations, conflicts: conflicts(&order) }
}

fn observation(entry: &Entry) -> Observation {
    let stat = entry.stat;
    Observation {
        statistic: stat.id.clone(),
        paper: entry.paper.id.clone(),
        period: stat.period,
        value: stat.value,
        low: stat.low,
        high: stat.high,
        source: stat.source.clone(),
    }
}

/// The name of a series: its subject where it is not the nation, the most frequent wording of its indicator, and the measure
/// where it is not an amount.
fn shown(entries: &[Entry]) -> String {
    let mut wordings: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        *wordings.entry(wording(entry)).or_default() += 1;
    }
    let best = wordings
        .into_iter()
        .max_by_key(|(text, n)| (*n, std::cmp::Reverse(text.chars().count()), text.clone()));
    let name = best.map(|(text, _)| text).unwrap_or_default();
    match entries.first().map(|e| e.stat.measure) {
        Some(Measure::Level) | None => name,
        Some(measure) => format!("{name} ({measure})"),
    }
}

fn wording(entry: &Entry) -> String {
    let indicator = entry.stat.indicator.as_deref().unwrap_or_default();
    let indicator: String = indicator.chars().filter(|c| !c.is_whitespace()).collect();
    let subject = &entry.name.subject;
    if subject.is_empty() || fold(&indicator).contains(subject.as_str()) {
        indicator
    } else {
        // As printed where folding is all that was done to it.
        let printed = entry.stat.subject.as_deref().filter(|s| fold(s) == *subject);
        format!("{} {indicator}", printed.unwrap_or(subject))
    }
}

/// Every pair of figures for one period that are not printed alike: of two papers, or of the abstract and the body of one. Side by
/// side in one body they are figures of a list whose members the names did not keep apart, unless each names its source and the
/// sources differ; then one of them need not even be dated.
fn conflicts(order: &[&Entry]) -> Vec<Conflict> {
    let pairs = order.iter().enumerate().flat_map(|(n, a)| order[n + 1..].iter().map(move |b| (a, b)));
    pairs
        .filter(|(a, b)| differ(a.stat, b.stat) && (of_one_period(a, b) || of_two_sources(a, b)))
        .map(|(a, b)| {
            let (kind, why) = told_apart(a, b);
            Conflict { a: a.stat.id.clone(), b: b.stat.id.clone(), kind, why }
        })
        .collect()
}

/// Two papers, or abstract and body, on one period.
fn of_one_period(a: &Entry, b: &Entry) -> bool {
    let apart = a.paper.id != b.paper.id || a.stat.section.is_empty() != b.stat.section.is_empty();
    apart && a.stat.period.is_some() && a.stat.period == b.stat.period
}

/// Two sources a paper sets side by side, of one period as far as it says.
fn of_two_sources(a: &Entry, b: &Entry) -> bool {
    let sources = || a.stat.source.as_ref().zip(b.stat.source.as_ref());
    let other = || sources().is_some_and(|(x, y)| fold(x) != fold(y));
    let one_time = || a.stat.period == b.stat.period || a.stat.period.is_none() != b.stat.period.is_none();
    // The cheapest first: of many papers there are very many pairs.
    a.paper.id == b.paper.id && one_time() && other()
}

fn differ(a: &Statistic, b: &Statistic) -> bool {
    (a.value, a.low, a.high) != (b.value, b.low, b.high)
}

/// What kind of difference it is, and the words for it.
fn told_apart(a: &Entry, b: &Entry) -> (ConflictKind, String) {
    let both = format!("{} and {}", a.stat.surface, b.stat.surface);
    if agree(a.stat, b.stat) {
        let exact = [a, b].iter().all(|e| e.stat.qualifier == Qualifier::Exact);
        let how = if exact {
            "agree within the digits printed"
        } else {
            "agree as far as their bounds and hedges say"
        };
        return (ConflictKind::Rounding, format!("{both} {how}"));
    }
    if let (Some(x), Some(y)) = (&a.stat.source, &b.stat.source)
        && fold(x) != fold(y)
    {
        let undated = a.stat.period.is_none() != b.stat.period.is_none();
        let caution = if undated { ", one of them undated" } else { "" };
        return (ConflictKind::OtherSource, format!("{both}: reported by {x} and by {y}{caution}"));
    }
    if let Some(words) = other_scope(a, b) {
        return (ConflictKind::OtherScope, format!("{both}: {words}"));
    }
    (
        ConflictKind::Conflict,
        format!("{both} for one indicator, unit and period, and nothing in the words tells them apart"),
    )
}

/// Words that one has and the other has not: perhaps not the same thing was counted.
fn other_scope(a: &Entry, b: &Entry) -> Option<String> {
    let words = |e: &Entry| {
        let subject = e.stat.subject.clone().unwrap_or_default();
        let indicator = e.stat.indicator.clone().unwrap_or_default();
        (subject, indicator)
    };
    let ((a_subject, a_indicator), (b_subject, b_indicator)) = (words(a), words(b));
    let or_unstated = |s: &str| if s.is_empty() { "(unstated)".to_string() } else { s.to_string() };
    if a.name.subject != b.name.subject {
        return Some(format!(
            "whose figure it is: {} / {}",
            or_unstated(&a_subject),
            or_unstated(&b_subject)
        ));
    }
    (fold(&a_indicator) != fold(&b_indicator))
        .then(|| format!("what is measured is worded differently: {a_indicator} / {b_indicator}"))
}
