//! Every call of the command line into the library's flow.

use super::{
    console::Console,
    options::{ByHand, Reading},
    progress,
};
use anyhow::Result;
use cbec::{
    domain::Domain,
    model::{Analysis, Diagnostic, Paper},
    pipeline::{
        self,
        kwic::{self, Found, Order, Query},
    },
    report::Lang,
    segment::Segmenter,
};
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

/// The library, set up.
pub struct Engine {
    options: pipeline::Options,
    line: progress::Line,
}

impl Engine {
    /// Reads the domain pack, so that its faults are told before any work.
    pub fn new(reading: &Reading) -> Result<Self> {
        let jobs = reading.jobs.map(usize::from);
        Ok(Engine {
            options: pipeline::Options::new(reading.domain.as_deref(), jobs),
            line: progress::Line::default(),
        })
    }

    /// With a line on standard error that tells how far a long run has come, where somebody sees it.
    pub fn watched(self, console: Console) -> Self {
        if !console.summary {
            return self;
        }
        let line = self.line.clone();
        Engine { options: self.options.observed(move |step| line.told(step)), line: self.line }
    }

    /// With the decisions made by hand that are asked for.
    pub fn by_hand(mut self, by_hand: &ByHand) -> Self {
        self.options = self.options.overridden(by_hand.overriding());
        self
    }

    /// For commands that read no papers.
    pub fn with_domain(pack: Option<&Path>) -> Result<Self> {
        let engine = Engine { options: pipeline::Options::new(pack, None), line: progress::Line::default() };
        engine.options.domains()?;
        Ok(engine)
    }

    fn domain(&self) -> Result<&Domain> {
        Ok(self.options.domains()?.wanted())
    }

    /// Reads, extracts, compares.
    pub fn analyze(&self, paths: &[PathBuf]) -> Result<Analysis> {
        let analysis = pipeline::analyze(paths, &self.options);
        self.line.clear();
        Ok(analysis?)
    }

    /// Reads and extracts, handing on paper by paper in the order of their paths, until `each` fails.
    pub fn extract(
        &self,
        paths: &[PathBuf],
        mut each: impl FnMut(Paper) -> Result<()>,
    ) -> Result<Vec<Diagnostic>> {
        let mut failure = None;
        let told = pipeline::extract(paths, &self.options, |paper| {
            each(paper).map_err(|error| {
                failure = Some(error);
                io::Error::other("the output failed").into()
            })
        });
        self.line.clear();
        match failure {
            Some(error) => Err(error),
            None => Ok(told?),
        }
    }

    /// Compares papers extracted before.
    pub fn assemble(&self, papers: Vec<Paper>, diagnostics: Vec<Diagnostic>) -> Result<Analysis> {
        Ok(pipeline::assemble(papers, self.domain()?, diagnostics))
    }

    /// Every occurrence of a term.
    pub fn kwic(&self, paths: &[PathBuf], query: &Query, order: Order) -> Result<Found> {
        let found = kwic::find(paths, query, order, &self.options);
        self.line.clear();
        Ok(found?)
    }

    /// Names of topics and actors by id.
    pub fn names(&self, lang: Lang) -> Result<BTreeMap<String, String>> {
        let domain = self.domain()?;
        let topics = domain.topics.iter().map(|(id, label)| (id.as_str(), label));
        let actors = domain.actors.iter().map(|(id, label)| (id.as_str(), label));
        let named = topics.chain(actors).map(|(id, label)| {
            let name = if lang == Lang::Zh { &label.zh } else { &label.en };
            (id.to_owned(), name.clone())
        });
        Ok(named.collect())
    }

    /// What cuts text into words.
    pub fn segmenter(&self) -> Result<Segmenter> {
        Ok(Segmenter::new(&self.domain()?.words))
    }
}
