//! Where the YAML block says otherwise than the text it stands before.

use super::{Part, imprint, self_citation, title, yaml};
use crate::{document::Document, source::FrontMatter};

/// A fact the YAML block and the text give differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What it is a fact of: `title`, `DOI`, `year`.
    pub what: &'static str,
    /// As the YAML block has it.
    pub stated: String,
    /// As the text prints it.
    pub printed: String,
}

/// Only what a text prints deliberately counts: its title line, its own citation line, a line that names the issue, a DOI on a
/// line of its own. A title that leaves out the subtitle, and a year of a copyright, contradict nothing.
pub(super) fn find(doc: &Document, block: &FrontMatter, part: &Part) -> Vec<Contradiction> {
    if block.fields.is_empty() {
        return Vec::new();
    }
    let stated = yaml::stated(block);
    let cited = self_citation(part).unwrap_or_default();
    let year = cited.year.or_else(|| part.issue_lines().find_map(|line| imprint::read(line).year));
    let number = |year: Option<u16>| year.map(|year| year.to_string());
    let pairs: [(&'static str, Option<String>, Option<String>, Same); 3] = [
        ("title", stated.title_zh, title::chinese(part).or(cited.title), same_title),
        ("DOI", stated.doi, cited.doi.or_else(|| printed_doi(doc, part)), str::eq_ignore_ascii_case),
        ("year", number(stated.year), number(year), |a, b| a == b),
    ];
    let differing = pairs.into_iter().filter_map(|(what, stated, printed, same)| {
        let (stated, printed) = (stated?, printed?);
        (!same(&stated, &printed)).then_some(Contradiction { what, stated, printed })
    });
    differing.collect()
}

/// On a short line, or as the head or address of a page, before the body begins.
fn printed_doi(doc: &Document, part: &Part) -> Option<String> {
    let heads = doc.furniture.iter().filter(|f| f.at <= part.limit).map(|f| f.text.as_str());
    super::labelled_doi(doc, part).or_else(|| imprint::commonest_doi(heads))
}

type Same = fn(&str, &str) -> bool;

/// White space, punctuation and a missing subtitle make no other title.
fn same_title(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (a, b) = (bare(a), bare(b));
    a.contains(&b) || b.contains(&a)
}
