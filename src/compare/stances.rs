//! The words of problems against those of countermeasures.

use super::{distinctive::keyness, rounded};
use crate::model::{FindingKind, Keyness, Paper, StanceTerms, StanceWords};
use std::collections::BTreeMap;

/// At most this many words a side.
const TERMS: usize = 15;

/// For each side the words its findings use more than those of the other, over all papers. Without both sides there is nothing
/// to hold one against.
pub(super) fn compare(papers: &[&Paper]) -> Vec<StanceTerms> {
    let sides = [FindingKind::Problem, FindingKind::Countermeasure];
    let [problems, countermeasures] = sides.map(|kind| {
        let of_kind = papers.iter().flat_map(|p| &p.stance_words).filter(|s| s.kind == kind);
        Side::of(of_kind)
    });
    if problems.words == 0 || countermeasures.words == 0 {
        return Vec::new();
    }
    vec![
        StanceTerms { kind: sides[0], terms: problems.against(&countermeasures) },
        StanceTerms { kind: sides[1], terms: countermeasures.against(&problems) },
    ]
}

/// What one side says in all papers.
#[derive(Default)]
struct Side<'a> {
    words: usize,
    counts: BTreeMap<&'a str, usize>,
}

impl<'a> Side<'a> {
    fn of(parts: impl Iterator<Item = &'a StanceWords>) -> Self {
        parts.fold(Side::default(), |mut side, part| {
            side.words += part.words;
            for (term, count) in &part.counts {
                *side.counts.entry(term).or_default() += count;
            }
            side
        })
    }

    fn against(&self, other: &Side) -> Vec<Keyness> {
        let terms = self.counts.iter().filter_map(|(term, count)| {
            let elsewhere = other.counts.get(term).copied().unwrap_or(0);
            let keyness = rounded(keyness(*count, self.words, elsewhere, other.words)?);
            Some(Keyness { term: (*term).to_owned(), keyness })
        });
        let mut terms: Vec<Keyness> = terms.collect();
        terms.sort_by(|a, b| b.keyness.total_cmp(&a.keyness).then_with(|| a.term.cmp(&b.term)));
        terms.truncate(TERMS);
        terms
    }
}
