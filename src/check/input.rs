//! What a check is made of.

use super::{Location, Texts};
use crate::model::{Analysis, Finding, Meta, Paper, PaperId, Source, Span, Statistic};
use std::collections::BTreeMap;

/// What a check reads.
#[derive(Debug)]
pub struct Input<'a> {
    /// What was found in the papers and by comparing them.
    pub analysis: &'a Analysis,
    /// Every paper that was read, also those left out of the analysis because they were given twice.
    pub read: &'a [Work],
    /// The files.
    pub texts: &'a Texts,
    /// Whether all of the corpus was read. If not, nobody can say that a suppression or a baseline entry has no use.
    pub whole: bool,
}

/// A paper as far as it takes to recognise it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its id.
    pub id: PaperId,
    /// Its file.
    pub source: Source,
    /// Its title, authors, DOI.
    pub meta: Meta,
}

impl From<&Paper> for Work {
    fn from(paper: &Paper) -> Self {
        Work { id: paper.id.clone(), source: paper.source.clone(), meta: paper.meta.clone() }
    }
}

impl Work {
    /// What it is called, whatever folder it lies in: its title, else its DOI, else the name of its file.
    pub(super) fn key(&self) -> String {
        key(&self.meta, &self.source)
    }
}

/// As [`Work::key`].
pub(super) fn key(meta: &Meta, source: &Source) -> String {
    let name = || file_name(&source.path).to_owned();
    meta.title_zh.clone().or_else(|| meta.doi.clone()).unwrap_or_else(name)
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The input with its items by id.
#[derive(Debug)]
pub(super) struct Corpus<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) papers: &'a [Paper],
    by_id: BTreeMap<&'a str, &'a Paper>,
    by_path: BTreeMap<&'a str, &'a Paper>,
    findings: BTreeMap<&'a str, (&'a Paper, &'a Finding)>,
    figures: BTreeMap<&'a str, (&'a Paper, &'a Statistic)>,
}

impl<'a> Corpus<'a> {
    pub(super) fn new(input: &'a Input<'a>) -> Self {
        let papers = input.analysis.papers.as_slice();
        let findings =
            papers.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures).map(move |f| (p, f)));
        let figures = papers.iter().flat_map(|p| p.statistics.iter().map(move |s| (p, s)));
        Corpus {
            input,
            papers,
            by_id: papers.iter().map(|p| (p.id.as_str(), p)).collect(),
            by_path: papers.iter().map(|p| (p.source.path.as_str(), p)).collect(),
            findings: findings.map(|(p, f)| (f.id.as_str(), (p, f))).collect(),
            figures: figures.map(|(p, s)| (s.id.as_str(), (p, s))).collect(),
        }
    }

    pub(super) fn paper(&self, id: &PaperId) -> Option<&'a Paper> {
        self.by_id.get(id.as_str()).copied()
    }

    /// The paper of a file, unless it was left out.
    pub(super) fn paper_at(&self, path: &str) -> Option<&'a Paper> {
        self.by_path.get(path).copied()
    }

    pub(super) fn finding(&self, id: &str) -> Option<(&'a Paper, &'a Finding)> {
        self.findings.get(id).copied()
    }

    pub(super) fn figure(&self, id: &str) -> Option<(&'a Paper, &'a Statistic)> {
        self.figures.get(id).copied()
    }

    /// A stretch of a paper.
    pub(super) fn place(&self, paper: &Paper, span: Span) -> Location {
        self.input.texts.locate(&paper.source.path, span)
    }
}

/// A file as a whole.
pub(super) fn whole(path: &str) -> Location {
    Location { path: path.into(), place: None }
}
