//! One paragraph read from left to right; every figure becomes a fact, with what the words before it left in force.

use super::{
    cut::{Cut, Phrase},
    report::Report,
    source::Source,
    walk::Walk,
};
use crate::{
    document,
    model::{FactRole, Measure, Period, Role},
    quantity::{Quantity, period},
};
use std::ops::Range;

/// What a paragraph needs to know of the paper it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What the section does.
    pub role: Role,
    /// The year of the paper, if known.
    pub paper_year: Option<u16>,
    /// Footnotes: where their mark stands in the text, and what they say.
    pub notes: &'a [(usize, String)],
}

impl Default for Context<'_> {
    fn default() -> Self {
        Context { role: Role::Other, paper_year: None, notes: &[] }
    }
}

/// A figure tied to what it measures. Ranges are bytes of the text given.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The figure, signed where it is a change, with its qualifier.
    pub quantity: Quantity,
    /// The clause that states it.
    pub quote: Range<usize>,
    /// The sentence it stands in.
    pub sentence: Range<usize>,
    /// What it says of its indicator.
    pub measure: Measure,
    /// Observed or proposed.
    pub role: FactRole,
    /// What is measured.
    pub indicator: Option<Phrase>,
    /// Whose it is.
    pub subject: Option<Phrase>,
    /// When.
    pub period: Option<Period>,
    /// Who reported it.
    pub source: Option<Source>,
    /// The source is a cited author.
    pub by_author: bool,
}

/// What one paragraph leaves in force for the next of its section: the report being quoted.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    pub(super) report: Option<Report>,
}

/// The facts of one paragraph of a text. `quantities` are those of the paragraph, in bytes of the whole text.
pub fn facts_in_paragraph(
    text: &str,
    paragraph: Range<usize>,
    quantities: &[Quantity],
    context: &Context,
    carried: &mut Carried,
) -> Vec<Fact> {
    let inside: Vec<&Quantity> = quantities
        .iter()
        .filter(|q| paragraph.start <= q.range.start && q.range.end <= paragraph.end)
        .collect();
    if inside.is_empty() && carried.report.is_none() {
        return Vec::new();
    }
    let clock = period::Clock { paper_year: context.paper_year, previous: None };
    let slice = text.get(paragraph.clone()).unwrap_or_default();
    let mentions = period::scan(slice, &clock)
        .into_iter()
        .map(|(r, p)| (r.start + paragraph.start..r.end + paragraph.start, p))
        .collect();
    let mut walk = Walk::new(text, context, mentions, carried.report.take());
    for sentence in document::sentences(text, paragraph) {
        walk.sentence(Cut::from(&sentence), &inside);
    }
    carried.report = walk.report;
    walk.facts
}
