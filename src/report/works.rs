//! The papers and the works they cite, as entries of one library: what CSL-JSON, BibTeX and RIS write.
//!
//! *In*: an analysis. *Out*: [`Work`]s with unique keys, the papers first. *Must not know*: how a format writes a field.
//!
//! A work several papers cite is one entry, by the comparison's own judgement of what is one work.

use crate::model::{Analysis, Paper, PaperId, Reference};
use std::collections::{BTreeMap, BTreeSet};

/// What kind of work it is, by the type code of GB/T 7714.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The code; the part after a slash, which tells the carrier, is not in it.
    code: &'static str,
    /// The type in CSL.
    pub csl: &'static str,
    /// The entry type in BibTeX.
    pub bibtex: &'static str,
    /// The type in RIS.
    pub ris: &'static str,
    /// The BibTeX field of what contains or issues it.
    pub container: &'static str,
    /// Whether that is who issues it rather than what contains it.
    pub issued: bool,
}

const fn kind(
    code: &'static str,
    csl: &'static str,
    bibtex: &'static str,
    ris: &'static str,
    container: &'static str,
    issued: bool,
) -> Kind {
    Kind { code, csl, bibtex, ris, container, issued }
}

const KINDS: [Kind; 11] = [
    kind("J", "article-journal", "article", "JOUR", "journal", false),
    kind("M", "book", "book", "BOOK", "publisher", true),
    kind("D", "thesis", "phdthesis", "THES", "school", true),
    kind("C", "paper-conference", "inproceedings", "CPAPER", "booktitle", false),
    kind("A", "chapter", "incollection", "CHAP", "booktitle", false),
    kind("N", "article-newspaper", "article", "NEWS", "journal", false),
    kind("R", "report", "techreport", "RPRT", "institution", true),
    kind("S", "standard", "misc", "STAND", "howpublished", true),
    kind("P", "patent", "misc", "PAT", "howpublished", true),
    kind("EB", "webpage", "misc", "ELEC", "howpublished", false),
    kind("DB", "dataset", "misc", "DATA", "howpublished", false),
];
const OTHER: Kind = kind("Z", "document", "misc", "GEN", "howpublished", true);

/// The kind a type code such as `J`, `EB/OL` or `M/OL` stands for.
pub fn kind_of(code: Option<&str>) -> Kind {
    let code = code.and_then(|c| c.split('/').next()).unwrap_or_default().trim().to_ascii_uppercase();
    KINDS.into_iter().find(|k| k.code == code).unwrap_or(OTHER)
}

/// An entry of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Unique, ASCII letters, digits, `.`, `_` and `-`.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Title.
    pub title: Option<String>,
    /// Authors in order.
    pub authors: Vec<String>,
    /// Journal, publisher, school or issuing body.
    pub container: Option<String>,
    /// Year.
    pub year: Option<u16>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Pages as printed.
    pub pages: Option<String>,
    /// DOI.
    pub doi: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// `zh-CN` or `en-US`, by the script of the title.
    pub language: Option<&'static str>,
    /// `analysed` for the papers read, `cited` for the works they cite.
    pub keyword: &'static str,
    /// The file it was read from, or who cites it.
    pub note: String,
}

/// The language of a title by its script; `None` where it has no letters.
pub fn language(title: &str) -> Option<&'static str> {
    if title.chars().any(is_han) {
        Some("zh-CN")
    } else {
        title.chars().any(|c| c.is_ascii_alphabetic()).then_some("en-US")
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The library: the papers, then the works they cite in the order they are first cited.
pub fn library(analysis: &Analysis) -> Vec<Work> {
    let mut keys = Keys::default();
    let mut works: Vec<Work> =
        analysis.papers.iter().map(|p| of_paper(p, keys.give(p.id.as_str()))).collect();
    works.extend(cited(analysis).iter().filter_map(|citing| of_references(citing, &mut keys)));
    works
}

type Citing<'a> = Vec<(&'a Paper, &'a Reference)>;

/// Each cited work with everyone who cites it.
fn cited(analysis: &Analysis) -> Vec<Citing<'_>> {
    let groups: BTreeMap<(&PaperId, u32), usize> = { analysis.comparison.references.iter().enumerate() }
        .flat_map(|(i, work)| work.cited_by.iter().map(move |c| ((&c.paper, c.n), i)))
        .collect();
    let mut works: Vec<Citing> = Vec::new();
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    for paper in &analysis.papers {
        for reference in &paper.references {
            let group = groups.get(&(&paper.id, reference.n));
            let known = group.and_then(|g| place.get(g)).and_then(|at| works.get_mut(*at));
            if let Some(work) = known {
                work.push((paper, reference));
                continue;
            }
            if let Some(group) = group {
                place.insert(*group, works.len());
            }
            works.push(vec![(paper, reference)]);
        }
    }
    works
}

fn of_paper(paper: &Paper, key: String) -> Work {
    let meta = &paper.meta;
    let title = meta.title_zh.clone().or_else(|| meta.title_en.clone());
    Work {
        key,
        kind: kind_of(meta.journal.is_some().then_some("J")),
        language: title.as_deref().and_then(language),
        title,
        authors: meta.authors.clone(),
        container: meta.journal.clone(),
        year: meta.year,
        volume: meta.volume.clone(),
        issue: meta.issue.clone(),
        pages: None,
        doi: meta.doi.clone(),
        url: None,
        keyword: "analysed",
        note: paper.source.path.clone(),
    }
}

/// The fullest of the entries printed for a work.
fn of_references(citing: &Citing, keys: &mut Keys) -> Option<Work> {
    let (first, at) = citing.first()?;
    let fullest = citing.iter().map(|(_, r)| *r).rev().max_by_key(|r| fields(r))?;
    let by: Vec<String> = citing.iter().map(|(p, r)| format!("{} [{}]", p.id, r.n)).collect();
    let title = fullest.title.clone();
    // An entry that could not be taken apart is better kept whole than lost.
    let note = if title.is_none() {
        format!("cited by {}: {}", by.join(", "), fullest.raw)
    } else {
        format!("cited by {}", by.join(", "))
    };
    Some(Work {
        key: keys.give(&format!("{}-ref{}", first.id, at.n)),
        kind: kind_of(fullest.kind.as_deref()),
        language: language(title.as_deref().unwrap_or(&fullest.raw)),
        title,
        authors: fullest.authors.clone(),
        container: fullest.container.clone(),
        year: fullest.year,
        volume: fullest.volume.clone(),
        issue: fullest.issue.clone(),
        pages: fullest.pages.clone(),
        doi: fullest.doi.clone(),
        url: fullest.url.clone(),
        keyword: "cited",
        note,
    })
}

/// How many fields an entry has.
fn fields(r: &Reference) -> usize {
    let texts = [&r.title, &r.kind, &r.container, &r.volume, &r.issue, &r.pages, &r.doi, &r.url];
    texts.iter().filter(|t| t.is_some()).count()
        + usize::from(r.year.is_some())
        + usize::from(!r.authors.is_empty())
}

/// Keys given out so far.
#[derive(Default)]
struct Keys(BTreeSet<String>);

impl Keys {
    /// A key like `wanted` that no entry has yet. BibTeX tells keys apart without regard to case.
    fn give(&mut self, wanted: &str) -> String {
        let plain = |c: &char| c.is_ascii_alphanumeric() || ".-_".contains(*c);
        let kept: String = wanted.chars().filter(plain).collect();
        let base = if kept.chars().any(|c| c.is_ascii_alphanumeric()) { kept } else { "work".into() };
        let mut key = base.clone();
        let mut n = 1_usize;
        while !self.0.insert(key.to_ascii_lowercase()) {
            n += 1;
            key = format!("{base}-{n}");
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_codes_are_read_without_their_carrier() {
        for (code, csl) in [
            (Some("J"), "article-journal"),
            (Some("j/OL"), "article-journal"),
            (Some("EB/OL"), "webpage"),
            (Some("D"), "thesis"),
            (Some("?"), "document"),
            (None, "document"),
        ] {
            assert_eq!(kind_of(code).csl, csl, "{code:?}");
        }
    }

    #[test]
    fn the_title_tells_the_language() {
        for (title, tag) in [
            ("养老服务", Some("zh-CN")),
            ("AI 与养老", Some("zh-CN")),
            ("Ageing in place", Some("en-US")),
            ("1984", None),
        ] {
            assert_eq!(language(title), tag, "{title}");
        }
    }

    #[test]
    fn keys_are_unique_whatever_the_ids() {
        let mut keys = Keys::default();
        let given: Vec<_> = ["a b", "ab", "AB", "论文", "报告", "x/1"].map(|k| keys.give(k)).into();
        assert_eq!(given, ["ab", "ab-2", "AB-3", "work", "work-2", "x1"]);
    }
}
