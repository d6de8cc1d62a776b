//! Which paper of one analysis is which of the other.

use super::{
    matching::{Bigrams, pair, rest},
    words::squeeze,
};
use crate::model::Paper;
use std::collections::BTreeMap;

/// Papers of one id that say less than this in common are two papers, one put in the place of the other.
const SAME_ID: f64 = 0.3;
/// Papers that have nothing but their words in common must have so much of them.
const SAME_WORDS: f64 = 0.6;

/// The pairs, as indices: first by the bytes of the file, then by DOI, title, id, and at last by what the papers say.
pub fn paired(old: &[Paper], new: &[Paper]) -> Vec<(usize, usize)> {
    let keys: [fn(&Paper) -> Option<String>; 3] = [
        |p| Some(p.source.sha256.clone()),
        |p| p.meta.doi.as_ref().map(|d| d.to_lowercase()),
        |p| p.meta.title_zh.as_deref().or(p.meta.title_en.as_deref()).map(squeeze),
    ];
    let mut pairs = Vec::new();
    for key in keys {
        let more = by_key(old, new, &pairs, key);
        pairs.extend(more);
    }
    let content = |papers: &[Paper]| papers.iter().map(words).collect::<Vec<_>>();
    let (old_words, new_words) = (content(old), content(new));
    let alike = |i: usize, j: usize| old_words[i].dice(&new_words[j]);
    let same_id = |i: usize, j: usize| old[i].id == new[j].id;
    for (must_share_id, least) in [(true, SAME_ID), (false, SAME_WORDS)] {
        let (left, right) = unpaired(old.len(), new.len(), &pairs);
        let more = pair(left.len(), right.len(), |i, j| {
            let (i, j) = (left[i], right[j]);
            if must_share_id != same_id(i, j) {
                return None;
            }
            Some(alike(i, j)).filter(|s| *s >= least)
        });
        pairs.extend(more.into_iter().map(|(i, j)| (left[i], right[j])));
    }
    pairs.sort_unstable();
    pairs
}

/// Those of equal keys, in their order where several have the same.
fn by_key(
    old: &[Paper],
    new: &[Paper],
    pairs: &[(usize, usize)],
    key: fn(&Paper) -> Option<String>,
) -> Vec<(usize, usize)> {
    let (left, right) = unpaired(old.len(), new.len(), pairs);
    let mut waiting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for j in right.into_iter().rev() {
        if let Some(key) = key(&new[j]) {
            waiting.entry(key).or_default().push(j);
        }
    }
    left.into_iter().filter_map(|i| Some((i, waiting.get_mut(&key(&old[i])?)?.pop()?))).collect()
}

fn unpaired(old: usize, new: usize, pairs: &[(usize, usize)]) -> (Vec<usize>, Vec<usize>) {
    (rest(old, pairs.iter().map(|p| p.0)), rest(new, pairs.iter().map(|p| p.1)))
}

/// What the paper says, as far as it was found out.
fn words(paper: &Paper) -> Bigrams {
    let findings = paper.problems.iter().chain(&paper.countermeasures).map(|f| f.statement.as_str());
    let figures = paper.statistics.iter().map(|s| s.quote.as_str());
    let title = paper.meta.title_zh.as_deref().into_iter();
    Bigrams::of_all(findings.chain(figures).chain(title))
}
