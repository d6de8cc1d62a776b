//! What a paper should say of itself.

use crate::{
    check::{
        draft::Draft,
        input::{Corpus, key, whole},
        rule::Rule,
    },
    model::{Paper, TextKind},
};

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    corpus.papers.iter().flat_map(of_paper).collect()
}

fn of_paper(paper: &Paper) -> Vec<Draft> {
    let restated = paper.source.text == TextKind::Restatement;
    let no_doi = paper.meta.doi.is_none();
    let missing = [
        (paper.meta.title_zh.is_none(), Rule::NoTitle),
        (paper.announced.span.is_none(), Rule::NoAbstract),
        (no_doi && !restated, Rule::NoDoi),
        (no_doi && restated, Rule::RestatementWithoutDoi),
    ];
    let broken = missing.into_iter().filter(|(is, _)| *is).map(|(_, rule)| rule);
    let draft = |rule| {
        Draft::new(rule).about(key(&paper.meta, &paper.source)).item(&paper.id).at(whole(&paper.source.path))
    };
    broken.map(draft).collect()
}
