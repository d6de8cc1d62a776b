//! Ids looked up once for all sections of a report.

use super::Options;
use crate::model::{Address, Analysis, Finding, FindingId, Paper, PaperId, Statistic, StatisticId};
use std::collections::BTreeMap;

/// Every item of an analysis by its id.
pub struct Index<'a> {
    papers: BTreeMap<&'a PaperId, &'a Paper>,
    findings: BTreeMap<&'a FindingId, (&'a Paper, &'a Finding)>,
    statistics: BTreeMap<&'a StatisticId, (&'a Paper, &'a Statistic)>,
    answers: BTreeMap<&'a FindingId, Vec<(&'a Finding, &'a Address)>>,
    names: BTreeMap<&'a str, &'a str>,
    files: BTreeMap<&'a PaperId, &'a str>,
}

impl<'a> Index<'a> {
    /// Reads an analysis through.
    pub fn new(analysis: &'a Analysis, options: &'a Options) -> Self {
        let mut index = Index {
            papers: BTreeMap::new(),
            findings: BTreeMap::new(),
            statistics: BTreeMap::new(),
            answers: BTreeMap::new(),
            names: names(analysis, options),
            files: files(&analysis.papers),
        };
        for paper in &analysis.papers {
            index.papers.insert(&paper.id, paper);
            index.statistics.extend(paper.statistics.iter().map(|s| (&s.id, (paper, s))));
            for finding in paper.problems.iter().chain(&paper.countermeasures) {
                index.findings.insert(&finding.id, (paper, finding));
                for address in &finding.addresses {
                    index.answers.entry(&address.problem).or_default().push((finding, address));
                }
            }
        }
        index
    }

    /// A paper.
    pub fn paper(&self, id: &PaperId) -> Option<&'a Paper> {
        self.papers.get(id).copied()
    }

    /// A problem or countermeasure and its paper.
    pub fn finding(&self, id: &FindingId) -> Option<(&'a Paper, &'a Finding)> {
        self.findings.get(id).copied()
    }

    /// A figure and its paper.
    pub fn statistic(&self, id: &StatisticId) -> Option<(&'a Paper, &'a Statistic)> {
        self.statistics.get(id).copied()
    }

    /// The countermeasure themes that answer a problem theme.
    pub fn answers(&self, problem: &FindingId) -> &[(&'a Finding, &'a Address)] {
        self.answers.get(problem).map_or(&[], Vec::as_slice)
    }

    /// The name of a topic or actor in the report's language, else its id.
    pub fn name(&self, id: &'a str) -> &'a str {
        self.names.get(id).copied().unwrap_or(id)
    }

    /// `000.txt:123`: the file's name where it is the only one of that name, else its path.
    pub fn place(&self, paper: &Paper, line: usize) -> String {
        format!("{}:{line}", self.files.get(&paper.id).copied().unwrap_or(&paper.source.path))
    }
}

fn names<'a>(analysis: &'a Analysis, options: &'a Options) -> BTreeMap<&'a str, &'a str> {
    let topics = analysis.comparison.topics.iter().map(|t| (t.id.as_str(), t.label.as_str()));
    let actors = analysis.comparison.actors.iter().map(|a| (a.id.as_str(), a.label.as_str()));
    let chosen = options.names.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    topics.chain(actors).chain(chosen).collect()
}

fn files(papers: &[Paper]) -> BTreeMap<&PaperId, &str> {
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for paper in papers {
        *bearers.entry(file_name(&paper.source.path)).or_default() += 1;
    }
    let shown = |paper: &'_ Paper| bearers.get(file_name(&paper.source.path)) == Some(&1);
    papers
        .iter()
        .map(|p| (&p.id, if shown(p) { file_name(&p.source.path) } else { p.source.path.as_str() }))
        .collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
