//! The papers in; what they say together out.
//!
//! *In*: [`Paper`] values, in any order, and the names of topics and actors. *Out*: a [`Comparison`]. *Must not know*: how a paper
//! was read, or how a comparison is shown. What each part means and how it is computed: `docs/comparison.md`.

mod actors;
pub mod arithmetic;
mod coverage;
mod distinctive;
mod indicators;
mod name;
mod promises;
mod references;
mod restrict;
mod similarity;
mod stances;
mod topics;
mod words;

pub use restrict::restrict;

use crate::model::{ActorId, Comparison, Paper, TopicId};

/// Names of topics and actors in the language of the report, in the order of the domain pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// Topics.
    pub topics: Vec<(TopicId, String)>,
    /// Actors.
    pub actors: Vec<(ActorId, String)>,
}

impl Labels {
    /// A topic's name and its place in the pack; an unknown one is called by its id and comes last.
    fn topic(&self, id: &TopicId) -> (usize, String) {
        named(&self.topics, id, TopicId::as_str)
    }

    /// An actor's name and its place in the pack.
    fn actor(&self, id: &ActorId) -> (usize, String) {
        named(&self.actors, id, ActorId::as_str)
    }
}

fn named<Id: PartialEq>(names: &[(Id, String)], id: &Id, written: impl Fn(&Id) -> &str) -> (usize, String) {
    match names.iter().position(|(known, _)| known == id) {
        Some(place) => (place, names[place].1.clone()),
        None => (names.len(), written(id).to_string()),
    }
}

/// Compares papers. The result does not depend on the order they are given in.
pub fn compare(papers: &[Paper], labels: &Labels) -> Comparison {
    let mut papers: Vec<&Paper> = papers.iter().collect();
    papers.sort_by(|a, b| (&a.id, &a.source.path).cmp(&(&b.id, &b.source.path)));
    let papers = papers.as_slice();
    let (promises, unannounced) = promises::compare(papers, labels);
    Comparison {
        topics: topics::compare(papers, labels),
        coverage: coverage::compare(papers),
        actors: actors::compare(papers, labels),
        indicators: indicators::compare(papers),
        arithmetic: papers.iter().flat_map(|paper| arithmetic::check(paper)).collect(),
        tally: arithmetic::tally(papers.iter().copied()),
        promises,
        unannounced,
        references: references::compare(papers),
        similarity: similarity::compare(papers),
        distinctive: distinctive::compare(papers),
        stances: stances::compare(papers),
    }
}

/// Four decimals: what is written is what is compared.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
