//! Citation marks and the reference list.

use crate::{
    check::{
        draft::Draft,
        input::{Corpus, key},
        rule::Rule,
    },
    model::{Paper, Role},
};
use std::collections::BTreeSet;

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    corpus.papers.iter().flat_map(|paper| of_paper(corpus, paper)).collect()
}

fn of_paper(corpus: &Corpus, paper: &Paper) -> Vec<Draft> {
    if paper.references.is_empty() {
        return unreadable(corpus, paper).into_iter().collect();
    }
    without_reference(corpus, paper).chain(never_cited(corpus, paper)).collect()
}

fn unreadable(corpus: &Corpus, paper: &Paper) -> Option<Draft> {
    let section = paper.sections.iter().find(|s| s.role == Role::References)?;
    let draft = Draft::new(Rule::ReferencesUnreadable).about(key(&paper.meta, &paper.source));
    Some(draft.item(&paper.id).at(corpus.place(paper, section.span)))
}

fn without_reference<'a>(corpus: &'a Corpus, paper: &'a Paper) -> impl Iterator<Item = Draft> + 'a {
    let known: BTreeSet<u32> = paper.references.iter().map(|r| r.n).collect();
    paper.citations.iter().flat_map(move |citation| {
        let numbers = citation.markers.iter().filter(|n| !known.contains(n)).map(|n| format!("[{n}]"));
        let names = citation.keys.iter().filter(|key| key.references.is_empty());
        let names = names.map(|key| format!("{}, {}", key.author, key.year));
        let unknown: Vec<String> = numbers.chain(names).collect();
        let at = corpus.place(paper, citation.span);
        unknown.into_iter().map(move |mark| {
            let draft = Draft::new(Rule::CitationWithoutReference).about(mark);
            draft.about(key(&paper.meta, &paper.source)).item(&paper.id).at(at.clone())
        })
    })
}

/// A paper without a mark cites in some other way.
fn never_cited<'a>(corpus: &'a Corpus, paper: &'a Paper) -> impl Iterator<Item = Draft> + 'a {
    let cited: BTreeSet<u32> = paper.citations.iter().flat_map(|c| c.references()).collect();
    let judged = !cited.is_empty();
    paper.references.iter().filter(move |r| judged && !cited.contains(&r.n)).map(|reference| {
        let draft = Draft::new(Rule::ReferenceNeverCited).about(&reference.raw).item(&paper.id);
        draft.with("n", reference.n).at(corpus.place(paper, reference.span))
    })
}
