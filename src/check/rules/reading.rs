//! What the reading said of the files, and how they are written.

use crate::{
    check::{
        draft::Draft,
        fix,
        input::{Corpus, file_name, whole},
        rule::Rule,
    },
    model::{Code, Diagnostic},
};

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    let told = corpus.input.analysis.diagnostics.iter().filter(|d| !told_elsewhere(d.code));
    let told = told.map(|d| diagnostic(corpus, d));
    told.chain(other_field(corpus)).chain(written(corpus)).collect()
}

/// A paper of another field among many of the pack's is named; where most are of another field, that is said once.
fn other_field(corpus: &Corpus) -> Vec<Draft> {
    let told = corpus.input.analysis.diagnostics.iter().filter(|d| d.code == Code::OtherField);
    let each: Vec<Draft> = told.map(|d| diagnostic(corpus, d)).collect();
    if each.len() * 2 <= corpus.input.read.len() {
        return each;
    }
    let once = each.into_iter().next().map(|draft| Draft { location: None, items: Vec::new(), ..draft });
    once.map(|draft| Draft { words: vec!["corpus".into()], ..draft }).into_iter().collect()
}

/// What other rules see for themselves in the papers, with its place and in both languages.
fn told_elsewhere(code: Code) -> bool {
    matches!(
        code,
        Code::Duplicate
            | Code::NoHeadings
            | Code::NoFindings
            | Code::OneSided
            | Code::UnresolvedCitation
            | Code::UncitedReference
            | Code::OtherField
    )
}

fn diagnostic(corpus: &Corpus, told: &Diagnostic) -> Draft {
    let path = told.path.as_deref().unwrap_or_default();
    let mut draft = Draft::new(Rule::of_diagnostic(told.code, told.severity))
        .about(told.quote.as_deref().unwrap_or(file_name(path)))
        .with("cause", &told.message);
    if let Some(paper) = corpus.paper_at(path) {
        draft = draft.item(&paper.id);
    }
    match (told.path.as_deref(), told.line) {
        (Some(path), Some(line)) => draft.at(corpus.input.texts.locate_line(path, line)),
        (Some(path), None) => draft.at(whole(path)),
        (None, _) => draft,
    }
}

/// Encoding and order of the front matter, of every file that could be read.
fn written(corpus: &Corpus) -> Vec<Draft> {
    let mut found = Vec::new();
    for work in corpus.input.read {
        let path = &work.source.path;
        let draft = |rule| Draft::new(rule).about(work.key()).item(&work.id);
        if work.source.encoding != fix::UTF_8 {
            found.push(draft(Rule::NotUtf8).with("encoding", &work.source.encoding).at(whole(path)));
        }
        let Some(text) = corpus.input.texts.get(path).map(|file| file.text()) else { continue };
        if let Some(order) = fix::order(&text) {
            let wrong = draft(Rule::FrontMatterOrder)
                .with("found", order.found.join(", "))
                .with("wanted", order.wanted.join(", "));
            found.push(wrong.at(corpus.input.texts.locate_line(path, 1)));
        }
    }
    found
}
