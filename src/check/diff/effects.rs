//! What the changes of the papers change in their comparison.

use super::{Corpora, changes, paper_key};
use crate::model::{
    ActorRow, Analysis, Arithmetic, ArithmeticState, Changed, ConflictState, CoverageState, Effects,
    FindingId, ItemRef, Paper, RowState, SharedState, StatisticId, TopicRow,
};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that differs between the two comparisons. Likeness and distinctive words are left out: every word shifts them.
pub fn of(corpora: &Corpora) -> Effects {
    let (old, new) = (Lookup::of(corpora.old), Lookup::of(corpora.new));
    Effects {
        coverage: coverage(corpora, &old, &new),
        topics: rows(corpora, |a| a.comparison.topics.iter().map(topic).collect()),
        actors: rows(corpora, |a| a.comparison.actors.iter().map(actor).collect()),
        conflicts: conflicts(corpora, &old, &new),
        arithmetic: arithmetic(corpora),
        references: shared(corpora),
    }
}

/// The items of an analysis by their ids.
struct Lookup<'a> {
    items: BTreeMap<&'a str, ItemRef>,
}

impl<'a> Lookup<'a> {
    fn of(analysis: &'a Analysis) -> Self {
        let findings = |p: &'a Paper| {
            p.problems.iter().chain(&p.countermeasures).map(|f| (f.id.as_str(), changes::finding_ref(f)))
        };
        let figures = |p: &'a Paper| p.statistics.iter().map(|s| (s.id.as_str(), changes::statistic_ref(s)));
        Lookup { items: analysis.papers.iter().flat_map(|p| findings(p).chain(figures(p))).collect() }
    }

    /// An id that leads nowhere, which only an analysis written by others can hold, is told as it is.
    fn item(&self, id: &str) -> ItemRef {
        let unknown =
            || ItemRef { id: Some(id.into()), text: id.into(), context: None, level: None, line: None };
        self.items.get(id).cloned().unwrap_or_else(unknown)
    }
}

/// Lays two lists over each other by key and keeps what differs: one-sided entries, and pairs that are not the same.
fn laid_over<K: Ord, T>(
    old: impl Iterator<Item = (K, T)>,
    new: impl Iterator<Item = (K, T)>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Changed<T>> {
    let mut waiting: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for (key, state) in old {
        waiting.entry(key).or_default().insert(0, state);
    }
    let mut found = Vec::new();
    for (key, state) in new {
        match waiting.get_mut(&key).and_then(Vec::pop) {
            Some(before) if same(&before, &state) => {}
            before => found.push(Changed::of(before, Some(state))),
        }
    }
    let gone = waiting.into_values().flat_map(|left| left.into_iter().rev());
    found.extend(gone.map(|state| Changed::of(Some(state), None)));
    found
}

/// A theme that is in one analysis only counts where it is unanswered there.
fn coverage(corpora: &Corpora, old: &Lookup, new: &Lookup) -> Vec<Changed<CoverageState>> {
    let states = |analysis: &Analysis, lookup: &Lookup, key: &dyn Fn(&FindingId) -> String| {
        let all = analysis.comparison.coverage.iter().map(|c| {
            let answered = !c.addressed_by.is_empty();
            (key(&c.problem), CoverageState { problem: lookup.item(c.problem.as_str()), answered })
        });
        all.collect::<Vec<_>>()
    };
    let before = states(corpora.old, old, &|id| corpora.ids.of_old(id.as_str()));
    let after = states(corpora.new, new, &|id| corpora.ids.of_new(id.as_str()));
    let mut found = laid_over(before.into_iter(), after.into_iter(), |a, b| a.answered == b.answered);
    found.retain(|c| match (&c.old, &c.new) {
        (Some(_), Some(_)) => true,
        (one, other) => one.iter().chain(other).any(|state| !state.answered),
    });
    found
}

fn topic(row: &TopicRow) -> RowState {
    RowState {
        id: row.id.to_string(),
        label: row.label.clone(),
        problem_papers: row.papers.iter().filter(|c| !c.problems.is_empty()).count(),
        countermeasure_papers: row.papers.iter().filter(|c| !c.countermeasures.is_empty()).count(),
        status: Some(row.status),
    }
}

fn actor(row: &ActorRow) -> RowState {
    RowState {
        id: row.id.to_string(),
        label: row.label.clone(),
        problem_papers: 0,
        countermeasure_papers: row.papers.iter().filter(|c| !c.countermeasures.is_empty()).count(),
        status: None,
    }
}

fn rows(corpora: &Corpora, of: impl Fn(&Analysis) -> Vec<RowState>) -> Vec<Changed<RowState>> {
    let keyed = |analysis| of(analysis).into_iter().map(|row| (row.id.clone(), row));
    let counts = |r: &RowState| (r.problem_papers, r.countermeasure_papers, r.status);
    laid_over(keyed(corpora.old), keyed(corpora.new), |a, b| counts(a) == counts(b))
}

/// By the two figures, whichever is named first.
fn conflicts(corpora: &Corpora, old: &Lookup, new: &Lookup) -> Vec<Changed<ConflictState>> {
    let states = |analysis: &Analysis, lookup: &Lookup, key: &dyn Fn(&StatisticId) -> String| {
        let mut all = Vec::new();
        for indicator in &analysis.comparison.indicators {
            for conflict in &indicator.conflicts {
                let pair: BTreeSet<String> = [key(&conflict.a), key(&conflict.b)].into();
                let state = ConflictState {
                    indicator: indicator.name.clone(),
                    a: lookup.item(conflict.a.as_str()),
                    b: lookup.item(conflict.b.as_str()),
                    kind: conflict.kind,
                };
                all.push((pair, state));
            }
        }
        all
    };
    let before = states(corpora.old, old, &|id| corpora.ids.of_old(id.as_str()));
    let after = states(corpora.new, new, &|id| corpora.ids.of_new(id.as_str()));
    laid_over(before.into_iter(), after.into_iter(), |a, b| a.kind == b.kind)
}

/// By kind and figures. The numbers may change as long as the verdict stands: the figures tell of them.
fn arithmetic(corpora: &Corpora) -> Vec<Changed<ArithmeticState>> {
    let keyed = |all: &[Arithmetic], key: &dyn Fn(&StatisticId) -> String| {
        let state = |a: &Arithmetic| {
            let figures: Vec<String> = a.statistics.iter().map(key).collect();
            ((a.relation, figures), ArithmeticState::from(a))
        };
        all.iter().map(state).collect::<Vec<_>>()
    };
    let before = keyed(&corpora.old.comparison.arithmetic, &|id| corpora.ids.of_old(id.as_str()));
    let after = keyed(&corpora.new.comparison.arithmetic, &|id| corpora.ids.of_new(id.as_str()));
    laid_over(before.into_iter(), after.into_iter(), |a, b| a.verdict == b.verdict)
}

fn shared(corpora: &Corpora) -> Vec<Changed<SharedState>> {
    let keyed = |analysis: &Analysis, key: &dyn Fn(&str) -> String| {
        let state = |work: &crate::model::SharedReference| {
            let papers: BTreeSet<&str> = work.cited_by.iter().map(|c| c.paper.as_str()).collect();
            let who: BTreeSet<String> = papers.iter().map(|p| key(p)).collect();
            let papers = papers.into_iter().map(String::from).collect();
            (work.key.clone(), (who, SharedState { key: work.key.clone(), papers }))
        };
        analysis.comparison.references.iter().map(state).collect::<Vec<_>>()
    };
    let before = keyed(corpora.old, &|id| corpora.ids.of_old(&paper_key(id)));
    let after = keyed(corpora.new, &|id| corpora.ids.of_new(&paper_key(id)));
    let found = laid_over(before.into_iter(), after.into_iter(), |a, b| a.0 == b.0);
    found
        .into_iter()
        .map(|c| Changed { change: c.change, old: c.old.map(|s| s.1), new: c.new.map(|s| s.1) })
        .collect()
}
