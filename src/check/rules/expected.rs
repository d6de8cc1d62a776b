//! What the configuration expects of the corpus.

use crate::{
    check::{
        config::Expect,
        draft::Draft,
        input::{Corpus, key, whole},
        rule::Rule,
    },
    model::{Finding, Level, Paper},
};

pub(super) fn check(corpus: &Corpus, expect: &Expect) -> Vec<Draft> {
    let papers = corpus.papers.iter().flat_map(|paper| of_paper(paper, expect));
    // A run over single files says nothing of how many there are.
    number(corpus, expect).filter(|_| corpus.input.whole).into_iter().chain(papers).collect()
}

fn number(corpus: &Corpus, expect: &Expect) -> Option<Draft> {
    let (found, wanted) = (corpus.papers.len(), expect.min_papers?);
    let draft = Draft::new(Rule::TooFewPapers).about("min-papers");
    (found < wanted).then(|| draft.with("found", found).with("wanted", wanted))
}

fn of_paper(paper: &Paper, expect: &Expect) -> Vec<Draft> {
    let draft = |rule, what: &str| {
        let draft = Draft::new(rule).about(key(&paper.meta, &paper.source)).about(what);
        draft.item(&paper.id).at(whole(&paper.source.path))
    };
    let themes = |findings: &[Finding]| findings.iter().filter(|f| f.level == Level::Theme).count();
    let amounts = [
        ("problems", expect.min_problems, themes(&paper.problems)),
        ("countermeasures", expect.min_countermeasures, themes(&paper.countermeasures)),
        ("figures", expect.min_figures, paper.statistics.len()),
    ];
    let few = amounts.into_iter().filter_map(|(what, wanted, found)| {
        let wanted = wanted.filter(|wanted| found < *wanted)?;
        let draft = draft(Rule::TooFewFindings, what).word("what", what);
        Some(draft.with("found", found).with("wanted", wanted))
    });
    let missing = expect.sections.iter().filter(|role| paper.sections.iter().all(|s| s.role != **role));
    let missing = missing.map(|role| draft(Rule::MissingSection, role.as_str()).with("role", role.as_str()));
    few.chain(missing).collect()
}
