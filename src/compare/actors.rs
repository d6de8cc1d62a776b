//! Actors × papers: who is asked to act.

use super::Labels;
use crate::model::{ActorCell, ActorId, ActorRow, FindingId, Paper};
use std::collections::BTreeSet;

/// One row an actor, the most widely called upon first, then the order of the pack.
pub(super) fn compare(papers: &[&Paper], labels: &Labels) -> Vec<ActorRow> {
    let actors: BTreeSet<&ActorId> =
        papers.iter().flat_map(|p| &p.countermeasures).flat_map(|c| &c.actors).collect();
    let mut rows: Vec<(usize, ActorRow)> = actors
        .into_iter()
        .map(|id| {
            let (place, label) = labels.actor(id);
            let cells = papers.iter().filter_map(|paper| cell(paper, id)).collect();
            (place, ActorRow { id: id.clone(), label, papers: cells })
        })
        .collect();
    rows.sort_by(|(a_place, a), (b_place, b)| {
        let width = |row: &ActorRow| {
            (row.papers.len(), row.papers.iter().map(|c| c.countermeasures.len()).sum::<usize>())
        };
        width(b).cmp(&width(a)).then(a_place.cmp(b_place)).then(a.id.cmp(&b.id))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

fn cell(paper: &Paper, actor: &ActorId) -> Option<ActorCell> {
    let asked = paper.countermeasures.iter().filter(|c| c.actors.contains(actor));
    let countermeasures: Vec<FindingId> = asked.map(|c| c.id.clone()).collect();
    (!countermeasures.is_empty()).then(|| ActorCell { paper: paper.id.clone(), countermeasures })
}
