//! Figures tied to what they measure.
//!
//! *In*: document, outline, quantities. *Out*: [`Statistic`]s in text order. *Must not know*: topics, problems, other papers.
//!
//! A paragraph is read sentence by sentence ([`facts_in_paragraph`]). For each figure the words before it are taken apart
//! (`lead`: verb and noun phrase; `front`: times, frames, whose), the measure decided (`measure`), the noun found (`noun`), and
//! what the words do not say is taken from what is in force: subject, indicator, time (`when`), source (`source`).

mod author;
mod clause;
mod cut;
mod facts;
mod filter;
mod front;
mod lead;
mod list;
mod measure;
mod members;
mod noun;
mod owner;
mod place;
mod reading;
mod report;
mod role;
mod source;
mod state;
mod subject;
mod table;
mod tail;
mod target;
mod topic;
mod walk;
mod when;
mod whose;
mod words;

pub use cut::Phrase;
pub use facts::{Carried, Context, Fact, facts_in_paragraph};
pub use source::Source;

use crate::{
    document::{BlockKind, Document, Table},
    model::{Attribution, Citation, PaperId, Role, Statistic, StatisticId},
    outline::Outline,
    quantity::{self, Quantity},
};
use std::ops::Range;

/// Every quantitative fact of abstract and body, in text order.
pub fn extract(id: &PaperId, doc: &Document, outline: &Outline) -> Vec<Statistic> {
    let notes = notes(doc.text(), outline);
    let reader = Reader { id, doc, outline, notes: &notes };
    let mut found = Vec::new();
    if let Some(range) = outline.abstract_zh.clone() {
        let paragraphs: Vec<_> = doc
            .paragraphs
            .iter()
            .map(|p| p.range.clone())
            .filter(|p| p.start < range.end && range.start < p.end)
            .collect();
        let clipped =
            paragraphs.into_iter().map(|p| p.start.max(range.start)..p.end.min(range.end)).collect();
        reader.section("", Role::Other, clipped, &mut found);
    }
    for section in outline.sections.iter().filter(|s| s.role != Role::References) {
        let paragraphs = doc
            .paragraphs
            .get(section.body.clone())
            .unwrap_or_default()
            .iter()
            .map(|p| p.range.clone())
            .collect();
        reader.section(&section.path, section.role, paragraphs, &mut found);
    }
    found
}

struct Reader<'a> {
    id: &'a PaperId,
    doc: &'a Document,
    outline: &'a Outline,
    notes: &'a [(usize, String)],
}

impl Reader<'_> {
    fn section(&self, path: &str, role: Role, paragraphs: Vec<Range<usize>>, found: &mut Vec<Statistic>) {
        let text = self.doc.text();
        let context = Context { role, paper_year: self.outline.meta.year, notes: self.notes };
        let mut carried = Carried::default();
        for paragraph in paragraphs {
            if self.is_row(&paragraph) {
                let table = self.doc.tables.iter().find(|t| begins_in(t, &paragraph));
                let figures = table.map(|t| table::figures(self.doc, t, context.paper_year));
                for figure in figures.unwrap_or_default() {
                    let statistic = self.cell(figure, path, found.len() + 1);
                    found.push(statistic);
                }
                continue;
            }
            let quantities = quantities(text, &paragraph);
            for fact in facts_in_paragraph(text, paragraph, &quantities, &context, &mut carried) {
                let statistic = self.statistic(fact, path, found.len() + 1);
                found.push(statistic);
            }
        }
    }

    fn is_row(&self, paragraph: &Range<usize>) -> bool {
        let kind = self.doc.paragraph_at(paragraph.start).map(|i| self.doc.paragraphs[i].kind);
        kind == Some(BlockKind::Row)
    }

    /// A figure of a table; its quote is its row.
    fn cell(&self, figure: table::Figure, section: &str, number: usize) -> Statistic {
        let citations: Vec<u32> = self.marks(&figure.row).flat_map(Citation::references).collect();
        let q = figure.quantity;
        Statistic {
            id: StatisticId::new(format!("{}/S{number}", self.id)),
            surface: self.doc.quote(q.range.clone()).to_owned(),
            quote: self.doc.quote(figure.row.clone()).to_owned(),
            value: q.value,
            low: q.low,
            high: q.high,
            resolution: q.resolution,
            unit: q.unit,
            unit_inferred: q.unit_inferred,
            dimension: q.dimension,
            qualifier: q.qualifier,
            measure: figure.measure,
            role: figure.role,
            indicator: figure.indicator,
            subject: figure.subject,
            period: figure.period,
            source: figure.source,
            attribution: if citations.is_empty() { Attribution::Own } else { Attribution::Cited },
            citations,
            section: section.to_owned(),
            span: self.doc.span(figure.row),
            figure: self.doc.span(q.range),
            by_hand: None,
        }
    }

    fn statistic(&self, fact: Fact, section: &str, number: usize) -> Statistic {
        let citations = self.citations(&fact.sentence);
        let cited = fact.by_author || self.marks(&fact.sentence).next().is_some();
        let words = |phrase: &Phrase| {
            let printed: String = phrase.ranges().map(|r| cut::without_remarks(self.doc.quote(r))).collect();
            printed.trim().to_owned()
        };
        let q = fact.quantity;
        Statistic {
            id: StatisticId::new(format!("{}/S{number}", self.id)),
            surface: self.doc.quote(q.range.clone()).to_owned(),
            quote: self.doc.quote(fact.quote.clone()).to_owned(),
            value: q.value,
            low: q.low,
            high: q.high,
            resolution: q.resolution,
            unit: q.unit,
            unit_inferred: q.unit_inferred,
            dimension: q.dimension,
            qualifier: q.qualifier,
            measure: fact.measure,
            role: fact.role,
            indicator: fact.indicator.as_ref().map(words).filter(|w| !w.is_empty()),
            subject: fact.subject.as_ref().map(words).filter(|w| !w.is_empty()),
            period: fact.period,
            source: fact.source.map(|s| match s {
                Source::Words(phrase) => words(&phrase),
                Source::Note(note) => note,
            }),
            citations,
            attribution: if cited { Attribution::Cited } else { Attribution::Own },
            section: section.to_owned(),
            span: self.doc.span(fact.quote),
            figure: self.doc.span(q.range),
            by_hand: None,
        }
    }

    fn citations(&self, sentence: &Range<usize>) -> Vec<u32> {
        self.marks(sentence).flat_map(Citation::references).collect()
    }

    /// The marks inside a sentence, and one printed right after its stop.
    fn marks(&self, sentence: &Range<usize>) -> impl Iterator<Item = &Citation> {
        let (start, end) = (sentence.start, sentence.end + 1);
        self.outline.citations.iter().filter(move |(r, _)| r.start >= start && r.start <= end).map(|(_, c)| c)
    }
}

/// Whether the first row of a table is this paragraph.
fn begins_in(table: &Table, paragraph: &Range<usize>) -> bool {
    let start = table.rows.first().and_then(|row| row.first()).map(|cell| cell.start);
    start.is_some_and(|at| paragraph.start <= at && at <= paragraph.end)
}

fn quantities(text: &str, paragraph: &Range<usize>) -> Vec<Quantity> {
    let slice = text.get(paragraph.clone()).unwrap_or_default();
    let shift = |r: Range<usize>| r.start + paragraph.start..r.end + paragraph.start;
    quantity::scan(slice)
        .into_iter()
        .map(|q| Quantity {
            range: shift(q.range.clone()),
            qualifier_range: q.qualifier_range.clone().map(shift),
            ..q
        })
        .collect()
}

/// Where the marks of the footnotes stand in the text: the last place before the page broke off where the mark follows a word.
fn notes(text: &str, outline: &Outline) -> Vec<(usize, String)> {
    let mark_at = |mark: &str, at: usize| {
        let before = text.get(..at)?;
        before.rmatch_indices(mark).find_map(|(i, _)| {
            let left = before[..i].chars().next_back()?;
            let right = text[i + mark.len()..].chars().next();
            let follows_word = !left.is_ascii_digit() && !left.is_whitespace() && !"[(.-~".contains(left);
            let ends = right.is_none_or(|c| "，。；：、！？”》)\n".contains(c));
            (follows_word && ends).then_some(i)
        })
    };
    outline
        .footnotes
        .iter()
        .filter(|f| !f.mark.is_empty())
        .filter_map(|f| Some((mark_at(&f.mark, f.at)?, f.text.clone())))
        .collect()
}
