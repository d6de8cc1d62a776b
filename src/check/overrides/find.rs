//! The item an entry means.

use super::entry::{Entry, Kind};
use crate::{
    check::diff::{bare, squeeze},
    model::{Finding, Paper},
};

/// An item by the place of its paper and its own place in the list of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Of the paper.
    pub paper: usize,
    /// In the list.
    pub item: usize,
}

/// Where an entry leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// To the item of its id.
    There(Place),
    /// To an item of another id that says what it quotes.
    Elsewhere(Place, String),
    /// To several of them.
    Several(Vec<String>),
    /// The item of its id says something else, and no item says what it quotes.
    SaysOtherwise(String),
    /// Nothing has its id or says what it quotes.
    Nowhere,
}

/// Looks in the item of the id, then in its paper, then in all papers.
pub fn find(entry: &Entry, papers: &[Paper]) -> Found {
    let all: Vec<Candidate> =
        papers.iter().enumerate().flat_map(|(at, paper)| candidates(entry.kind, at, paper)).collect();
    let named = all.iter().find(|c| c.id == entry.item);
    if let Some(named) = named.filter(|c| c.says(entry)) {
        return Found::There(named.place);
    }
    let saying: Vec<&Candidate> = all.iter().filter(|c| c.says(entry)).collect();
    let paper = entry.item.rsplit_once('/').map(|(paper, _)| paper);
    let same: Vec<&Candidate> =
        saying.iter().copied().filter(|c| c.id.rsplit_once('/').map(|(p, _)| p) == paper).collect();
    let closest = if same.is_empty() { saying } else { same };
    match (closest.as_slice(), named) {
        ([one], _) => Found::Elsewhere(one.place, one.id.into()),
        ([], Some(named)) => Found::SaysOtherwise(named.words.into()),
        ([], None) => Found::Nowhere,
        (several, _) => Found::Several(several.iter().map(|c| c.id.to_owned()).collect()),
    }
}

struct Candidate<'a> {
    place: Place,
    id: &'a str,
    words: &'a str,
    surface: Option<&'a str>,
}

impl Candidate<'_> {
    fn says(&self, entry: &Entry) -> bool {
        let printed = self.surface.map(squeeze);
        bare(self.words).contains(&entry.quote) && (entry.surface.is_none() || entry.surface == printed)
    }
}

fn candidates(kind: Kind, at: usize, paper: &Paper) -> Vec<Candidate<'_>> {
    let place = |item| Place { paper: at, item };
    match kind {
        Kind::Figure => paper
            .statistics
            .iter()
            .enumerate()
            .map(|(i, s)| Candidate {
                place: place(i),
                id: s.id.as_str(),
                words: &s.quote,
                surface: Some(&s.surface),
            })
            .collect(),
        _ => list(kind, paper)
            .iter()
            .enumerate()
            .filter(|(_, f)| Kind::of(f.id.as_str()) == Some(kind))
            .map(|(i, f)| Candidate {
                place: place(i),
                id: f.id.as_str(),
                words: &f.statement,
                surface: None,
            })
            .collect(),
    }
}

fn list(kind: Kind, paper: &Paper) -> &[Finding] {
    match kind {
        Kind::ProblemTheme | Kind::ProblemPoint => &paper.problems,
        Kind::MeasureTheme | Kind::MeasurePoint => &paper.countermeasures,
        Kind::Figure => &[],
    }
}
