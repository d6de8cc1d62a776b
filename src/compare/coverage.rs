//! Every problem theme and who answers it.

use crate::model::{Coverage, Finding, Level, Paper};

/// In the order of the papers and of their text. Nobody answers a theme whose `addressed_by` is empty.
pub(super) fn compare(papers: &[&Paper]) -> Vec<Coverage> {
    papers
        .iter()
        .flat_map(|paper| {
            themes(&paper.problems).map(|problem| Coverage {
                paper: paper.id.clone(),
                problem: problem.id.clone(),
                addressed_by: themes(&paper.countermeasures)
                    .filter(|c| c.addresses.iter().any(|a| a.problem == problem.id))
                    .map(|c| c.id.clone())
                    .collect(),
            })
        })
        .collect()
}

fn themes(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.level == Level::Theme)
}
