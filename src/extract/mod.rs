//! Document, outline, quantities and domain pack in; one paper out.
//!
//! *In*: a [`Document`] and its [`Outline`]. *Out*: problems, countermeasures, figures, announcements. *Must not know*: other
//! papers, reports.

mod actors;
mod announced;
mod findings;
mod links;
mod points;
pub mod statistics;
mod themes;
mod topics;
mod unit;

pub use topics::KEYWORD;

use crate::{
    document::{self, Document},
    domain::Domain,
    model::{AbstractClaims, Finding, PaperId, Statistic},
    outline::Outline,
};

/// What a paper says.
#[derive(Debug)]
pub struct Extracted {
    /// What the abstract announces.
    pub announced: AbstractClaims,
    /// Problems, each theme followed by its points.
    pub problems: Vec<Finding>,
    /// Countermeasures, likewise.
    pub countermeasures: Vec<Finding>,
    /// Figures in text order.
    pub statistics: Vec<Statistic>,
}

/// The passes in order.
pub fn extract(id: &PaperId, doc: &Document, outline: &Outline, domain: &Domain) -> Extracted {
    let (problems, countermeasures) = findings::extract(id, doc, outline, domain);
    let statistics = statistics::extract(id, doc, outline);
    let words = outline.meta.title_zh.iter().chain(&outline.meta.keywords_zh);
    let subject: Vec<String> = words.map(|w| document::simplified(w)).collect();
    let announced = match outline.abstract_zh.clone() {
        Some(range) => announced::announced(doc, range, &subject, domain),
        None => AbstractClaims::default(),
    };
    Extracted { announced, problems, countermeasures, statistics }
}
