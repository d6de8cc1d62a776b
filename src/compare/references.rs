//! Works cited by more than one paper.

use super::name::fold;
use crate::model::{CitedBy, Paper, PaperId, SharedReference};
use std::collections::{BTreeMap, BTreeSet};

/// A shorter title (a yearbook, a bulletin) is no sign of one work.
const SHORTEST_TITLE: usize = 5;

/// By normalised title: letters and digits only, so that two lists' punctuation, width, case and script do not matter.
/// The most cited first.
pub(super) fn compare(papers: &[&Paper]) -> Vec<SharedReference> {
    let mut works: BTreeMap<String, Vec<CitedBy>> = BTreeMap::new();
    for paper in papers {
        for reference in &paper.references {
            let key = fold(reference.title.as_deref().unwrap_or_default());
            if key.chars().count() >= SHORTEST_TITLE {
                works.entry(key).or_default().push(CitedBy { paper: paper.id.clone(), n: reference.n });
            }
        }
    }
    let mut shared: Vec<SharedReference> = works
        .into_iter()
        .map(|(key, cited_by)| SharedReference { key, cited_by })
        .filter(|work| citing(work).len() > 1)
        .collect();
    shared.sort_by(|a, b| citing(b).len().cmp(&citing(a).len()).then(a.key.cmp(&b.key)));
    shared
}

fn citing(work: &SharedReference) -> BTreeSet<&PaperId> {
    work.cited_by.iter().map(|c| &c.paper).collect()
}
