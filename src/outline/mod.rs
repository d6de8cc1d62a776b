//! A document in; front matter, section tree, references and citation marks out.
//!
//! *In*: a [`Document`]. *Out*: an [`Outline`]. *Must not know*: findings and figures.

pub mod citations;
pub mod front_matter;
mod heading;
mod implied;
mod names;
pub mod numbering;
pub mod references;
mod role;
mod tree;

use crate::{
    document::{Document, FurnitureKind},
    model::{Citation, Meta, Reference, Role, Section},
    source::Decoded,
};
use std::ops::Range;

/// The parts of a paper.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Bibliographic facts.
    pub meta: Meta,
    /// The Chinese abstract, as a range of the reading text.
    pub abstract_zh: Option<Range<usize>>,
    /// The English abstract.
    pub abstract_en: Option<Range<usize>>,
    /// What the YAML block and the text say differently.
    pub contradictions: Vec<front_matter::Contradiction>,
    /// Sections in text order.
    pub sections: Vec<SectionNode>,
    /// Footnotes: their mark and their text.
    pub footnotes: Vec<Footnote>,
    /// The reference list.
    pub references: Vec<Reference>,
    /// Citation marks with their ranges in the reading text.
    pub citations: Vec<(Range<usize>, Citation)>,
}

/// A section of the body.
#[derive(Debug, Clone)]
pub struct SectionNode {
    /// As printed, without trailing punctuation.
    pub number: Option<String>,
    /// 1 is the top.
    pub level: u8,
    /// The heading's words.
    pub title: String,
    /// What the section does.
    pub role: Role,
    /// Whether its title names problems and what is done about them.
    pub paired: bool,
    /// The title's range in the reading text.
    pub heading: Range<usize>,
    /// The paragraphs (indices into `Document::paragraphs`) up to the next heading of any level.
    pub body: Range<usize>,
    /// Index of the section it belongs to.
    pub parent: Option<usize>,
    /// Numbers from the top: `4/(一)`; a section without a number gives its title.
    pub path: String,
}

impl SectionNode {
    /// Whether the section has no heading in the text: such a section is read, but not listed.
    pub fn is_implied(&self) -> bool {
        self.heading.is_empty()
    }

    /// The section as it leaves the program.
    pub fn to_model(&self, doc: &Document) -> Section {
        Section {
            number: self.number.clone(),
            level: self.level,
            title: self.title.clone(),
            role: self.role,
            span: doc.span(self.heading.clone()),
        }
    }
}

/// A footnote of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The mark that stands in the text.
    pub mark: String,
    /// What it says.
    pub text: String,
    /// Where in the reading text its page broke off: the mark stands before this.
    pub at: usize,
}

/// Finds the parts of a paper.
pub fn read(doc: &Document, decoded: &Decoded) -> Outline {
    let headings = heading::find(doc);
    let mut sections = tree::build(doc, &headings);
    role::assign(doc, &mut sections);
    let footnotes = footnotes(doc);
    let body = sections.first().map_or(0, |s| s.heading.start);
    let front = front_matter::read(doc, decoded, body);
    if sections.iter().all(|s| s.role == Role::References) {
        let end = sections.first().map_or(doc.text().len(), |s| s.heading.start);
        let lists = std::mem::take(&mut sections);
        sections = implied::parts(doc, front.end, end);
        sections.extend(lists);
    } else if let Some(introduction) = implied::introduction(doc, front.end, body) {
        sections.iter_mut().for_each(|s| s.parent = s.parent.map(|p| p + 1));
        sections.insert(0, introduction);
    }
    let mut references = Vec::new();
    let mut prose = Vec::new();
    for section in &sections {
        let paragraphs = &doc.paragraphs[section.body.clone()];
        let Some(range) = paragraphs.first().zip(paragraphs.last()).map(|(a, b)| a.range.start..b.range.end)
        else {
            continue;
        };
        match section.role {
            Role::References => references.extend(references::parse(doc, range)),
            _ => prose.push(range),
        }
    }
    let citations = citations::scan(doc, &prose, &references);
    let front_matter::Front { meta, abstract_zh, abstract_en, contradictions, .. } = front;
    Outline { meta, abstract_zh, abstract_en, contradictions, sections, footnotes, references, citations }
}

/// Footnotes: a mark, then what it says.
fn footnotes(doc: &Document) -> Vec<Footnote> {
    let notes = doc.furniture.iter().filter(|f| f.kind == FurnitureKind::Footnote);
    notes
        .map(|f| {
            let mark: String = f
                .text
                .chars()
                .take_while(|c| c.is_ascii_digit() || ('①'..='⑳').contains(c) || *c == '*')
                .collect();
            let text = f.text[mark.len()..].trim_start().to_owned();
            Footnote { mark, text, at: f.at }
        })
        .collect()
}
