//! What must hold for every item of every paper: the bytes at its span are its words.

use cbec::{
    model::{Paper, Span},
    pipeline::{self, Options},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Reads folders of papers; twins are kept.
fn papers(folders: &[&Path]) -> Vec<Paper> {
    let paths: Vec<PathBuf> = folders.iter().map(|p| p.to_path_buf()).collect();
    let mut papers = Vec::new();
    pipeline::extract(&paths, &Options::new(None, None), |paper| {
        papers.push(paper);
        Ok(())
    })
    .expect("the built-in pack");
    papers
}

/// The folder of the originals, or a word aloud that they are not here.
fn originals() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var("CBEC_PAPERS").unwrap_or_else(|_| "../shared/papers".into()));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {} is not here; set CBEC_PAPERS to test the original papers", folder.display());
    None
}

/// Every span of a paper with the words it should hold and a name for messages.
fn items(paper: &Paper) -> Vec<(String, Span, String)> {
    let mut items = Vec::new();
    for s in &paper.sections {
        items.push((format!("{} section {}", paper.id, s.title), s.span, s.title.clone()));
    }
    for f in paper.problems.iter().chain(&paper.countermeasures) {
        items.push((f.id.to_string(), f.span, f.statement.clone()));
    }
    for s in &paper.statistics {
        items.push((s.id.to_string(), s.span, s.quote.clone()));
        items.push((format!("{} figure", s.id), s.figure, s.surface.clone()));
    }
    for a in paper.announced.problems.iter().chain(&paper.announced.countermeasures) {
        items.push((format!("{} announces {}", paper.id, a.label), a.span, a.label.clone()));
    }
    for r in &paper.references {
        items.push((format!("{} reference {}", paper.id, r.n), r.span, r.raw.clone()));
    }
    items
}

/// Whether `words` is `source` with whole stretches (page furniture, hyphens at line ends, marks of Markdown) left out.
fn holds(source: &str, words: &str) -> bool {
    let mut rest = words.chars().peekable();
    for c in source.chars() {
        if rest.peek() == Some(&c) {
            rest.next();
        }
    }
    rest.peek().is_none()
}

fn check(papers: &[Paper]) -> usize {
    let mut checked = 0;
    for paper in papers {
        let bytes = fs::read(&paper.source.path).expect("the paper again");
        for (name, span, words) in items(paper) {
            assert!(span.start < span.end && span.end <= bytes.len(), "{name}: {span:?} of {}", bytes.len());
            let source = squeeze(
                std::str::from_utf8(&bytes[span.start..span.end]).expect("spans stand on characters"),
            );
            let words = squeeze(&words);
            assert!(holds(&source, &words), "{name}: {span:?}\n  file  {source}\n  says  {words}");
            let line = 1 + bytes[..span.start].iter().filter(|b| **b == b'\n').count();
            assert_eq!(span.line, line, "{name}");
            checked += 1;
        }
    }
    checked
}

#[test]
fn spans_point_at_their_words() {
    let checked = check(&papers(&[Path::new("corpus"), Path::new("tests/papers")]));
    assert!(checked > 1500, "only {checked} items");
}

#[test]
fn spans_of_the_originals_point_at_their_words() {
    let Some(folder) = originals() else { return };
    let checked = check(&papers(&[&folder]));
    assert!(checked > 400, "only {checked} items");
}

/// One paper as clean text, as a PDF prints it, in Markdown and in Traditional characters.
#[test]
fn layout_and_script_do_not_change_what_a_paper_says() {
    let papers = papers(&[Path::new("tests/papers")]);
    let find = |id: &str| papers.iter().find(|p| p.id.as_str() == id).expect(id);
    let clean = find("vocational-training");
    let ids = |p: &Paper| -> Vec<String> {
        p.problems
            .iter()
            .chain(&p.countermeasures)
            .map(|f| f.id.as_str().rsplit('/').next().unwrap_or_default().into())
            .collect()
    };
    let topics = |p: &Paper| -> Vec<Vec<String>> {
        p.problems
            .iter()
            .chain(&p.countermeasures)
            .map(|f| f.topics.iter().map(|t| t.id.to_string()).collect())
            .collect()
    };
    let words = |p: &Paper| -> Vec<String> {
        p.problems.iter().chain(&p.countermeasures).map(|f| squeeze(&f.statement)).collect()
    };
    for twin in ["vocational-training-pdf", "vocational-training-md", "vocational-training-trad"] {
        let other = find(twin);
        assert_eq!(ids(clean), ids(other), "{twin}");
        assert_eq!(topics(clean), topics(other), "{twin}");
        if twin != "vocational-training-trad" {
            assert_eq!(words(clean), words(other), "{twin}");
        }
        let values = |p: &Paper| {
            p.statistics.iter().map(|s| (s.value, s.low, s.high, s.unit.clone())).collect::<Vec<_>>()
        };
        assert_eq!(values(clean), values(other), "{twin}");
    }
}
