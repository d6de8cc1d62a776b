//! Topics × papers.

use super::Labels;
use crate::model::{Finding, FindingId, Level, Paper, TopicCell, TopicId, TopicRow, TopicStatus};
use std::collections::BTreeSet;

/// A finding counts for its main topic and the second one; what comes third is mentioned rather than meant.
const COUNTED_TOPICS: usize = 2;

/// One row a topic, the most widespread first; within that the one with more findings, then the order of the pack.
pub(super) fn compare(papers: &[&Paper], labels: &Labels) -> Vec<TopicRow> {
    let all = papers.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures));
    let topics: BTreeSet<&TopicId> = all.flat_map(counted).collect();
    let mut rows: Vec<(usize, TopicRow)> = topics
        .into_iter()
        .map(|id| {
            let (place, label) = labels.topic(id);
            let cells: Vec<TopicCell> = papers.iter().filter_map(|paper| cell(paper, id)).collect();
            (place, TopicRow { id: id.clone(), label, status: status(id, &cells, papers), papers: cells })
        })
        .collect();
    rows.sort_by(|(a_place, a), (b_place, b)| {
        let width = |row: &TopicRow| (row.papers.len(), row.papers.iter().map(findings).sum::<usize>());
        width(b).cmp(&width(a)).then(a_place.cmp(b_place)).then(a.id.cmp(&b.id))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

pub(super) fn counted(finding: &Finding) -> impl Iterator<Item = &TopicId> {
    finding.topics.iter().take(COUNTED_TOPICS).map(|t| &t.id)
}

fn cell(paper: &Paper, topic: &TopicId) -> Option<TopicCell> {
    let on_it = |findings: &[Finding]| -> Vec<FindingId> {
        findings.iter().filter(|f| counted(f).any(|t| t == topic)).map(|f| f.id.clone()).collect()
    };
    let (problems, countermeasures) = (on_it(&paper.problems), on_it(&paper.countermeasures));
    let empty = problems.is_empty() && countermeasures.is_empty();
    (!empty).then(|| TopicCell { paper: paper.id.clone(), problems, countermeasures })
}

fn findings(cell: &TopicCell) -> usize {
    cell.problems.len() + cell.countermeasures.len()
}

/// Whether anybody answers the problems on a topic.
pub(super) fn status(topic: &TopicId, cells: &[TopicCell], papers: &[&Paper]) -> TopicStatus {
    let named = cells.iter().any(|c| !c.problems.is_empty());
    let proposed = cells.iter().any(|c| !c.countermeasures.is_empty());
    match (named, proposed) {
        (true, true) => TopicStatus::Answered,
        (true, false) if papers.iter().any(|p| answered_elsewhere(topic, p)) => TopicStatus::Indirect,
        (true, false) => TopicStatus::Unanswered,
        (false, _) => TopicStatus::ProposedOnly,
    }
}

/// Whether some countermeasure answers a problem theme that is mainly on the topic.
fn answered_elsewhere(topic: &TopicId, paper: &Paper) -> bool {
    let mainly = |f: &&Finding| f.level == Level::Theme && f.topics.first().is_some_and(|t| t.id == *topic);
    let answers =
        |f: &Finding| paper.countermeasures.iter().any(|c| c.addresses.iter().any(|a| a.problem == f.id));
    paper.problems.iter().filter(mainly).any(answers)
}
