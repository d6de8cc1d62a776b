//! Ids looked up once for all sections of a report.

use super::{Options, labels::Words, text::width};
use crate::model::{Address, Analysis, Filter, Finding, FindingId, Paper, PaperId, Statistic, StatisticId};
use std::collections::BTreeMap;

/// Every item of an analysis by its id.
pub struct Index<'a> {
    papers: BTreeMap<&'a PaperId, &'a Paper>,
    findings: BTreeMap<&'a FindingId, (&'a Paper, &'a Finding)>,
    statistics: BTreeMap<&'a StatisticId, (&'a Paper, &'a Statistic)>,
    answers: BTreeMap<&'a FindingId, Vec<(&'a Finding, &'a Address)>>,
    names: BTreeMap<&'a str, &'a str>,
    files: BTreeMap<&'a PaperId, &'a str>,
    numbers: BTreeMap<&'a str, usize>,
}

/// Where ids are longer than so many columns, papers are called by their numbers.
const SHORT: usize = 8;

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
            numbers: numbers(&analysis.papers),
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

    /// Whether papers are called by their numbers, because some id is too long for a column.
    pub fn numbered(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// What the report calls a paper: its id, or its number in the header.
    pub fn key(&self, paper: &PaperId) -> String {
        self.numbers.get(paper.as_str()).map_or_else(|| paper.to_string(), usize::to_string)
    }

    /// What the report calls an item: `001/P1.2`, or `1/P1.2` where papers are called by their numbers.
    pub fn item(&self, id: &str) -> String {
        match id.rsplit_once('/') {
            Some((paper, rest)) => format!("{}/{rest}", self.key(&PaperId::new(paper))),
            None => id.to_owned(),
        }
    }

    /// What the report is restricted to, in words.
    pub fn filtered(&self, words: &Words, filter: &'a Filter) -> String {
        let papers: Vec<String> = filter.papers.iter().map(|id| self.key(id)).collect();
        let topics: Vec<&str> = filter.topics.iter().map(|id| self.name(id.as_str())).collect();
        let actors: Vec<&str> = filter.actors.iter().map(|id| self.name(id.as_str())).collect();
        let parts = [
            (&words.html_paper, papers.join("·")),
            (&words.matrix_topic, topics.join("·")),
            (&words.actor, actors.join("·")),
        ];
        let named = parts.iter().filter(|(_, ids)| !ids.is_empty());
        let named: Vec<String> = named.map(|(name, ids)| format!("{name} {ids}")).collect();
        format!("{}{}", words.filtered, named.join(&words.between))
    }

    /// `000.txt:123`: the file's name where it is the only one of that name, else its path; or the paper's number.
    pub fn place(&self, paper: &Paper, line: usize) -> String {
        if self.numbered() {
            return format!("{}:{line}", self.key(&paper.id));
        }
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

/// Whether some id is too long for a column.
pub fn numbered(papers: &[Paper]) -> bool {
    papers.iter().any(|p| width(p.id.as_str()) > SHORT)
}

fn numbers(papers: &[Paper]) -> BTreeMap<&str, usize> {
    if !numbered(papers) {
        return BTreeMap::new();
    }
    papers.iter().enumerate().map(|(i, p)| (p.id.as_str(), i + 1)).collect()
}

/// Authors and journal, to tell a paper without a title by; nothing where there is one.
pub fn byline(paper: &Paper) -> String {
    if paper.meta.title_zh.is_some() || paper.meta.title_en.is_some() {
        return String::new();
    }
    let journal = paper.meta.journal.as_ref().map(|j| format!("《{j}》")).unwrap_or_default();
    format!("{}{journal}", paper.meta.authors.join("、"))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
