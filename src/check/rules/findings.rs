//! Problems, countermeasures, and what the abstract says of them.

use crate::{
    check::{
        draft::Draft,
        input::{Corpus, key, whole},
        rule::Rule,
    },
    model::{FindingKind, Paper, TopicStatus},
};

/// A body of so many content words is long enough to expect something of it.
pub(in crate::check) const LONG: usize = 300;
/// A long paper has at least so many problems, and so many countermeasures, themes and points together.
pub(in crate::check) const LEAST: usize = 3;

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    let found = corpus.papers.iter().filter_map(amount);
    found.chain(promises(corpus)).chain(problems(corpus)).chain(topics(corpus)).collect()
}

fn amount(paper: &Paper) -> Option<Draft> {
    let (problems, countermeasures) = (paper.problems.len(), paper.countermeasures.len());
    let rule = match (problems, countermeasures) {
        (0, 0) => Rule::NoFindings,
        (0, _) | (_, 0) => Rule::OneSided,
        (p, c) if paper.words >= LONG && p.min(c) < LEAST => Rule::FewFindings,
        _ => return None,
    };
    let draft = Draft::new(rule).about(key(&paper.meta, &paper.source)).item(&paper.id);
    let (found, missing) =
        if problems == 0 { ("countermeasures", "problems") } else { ("problems", "countermeasures") };
    let draft = draft.word("found", found).word("missing", missing).with("size", paper.words);
    let draft = draft.with("problems", problems).with("countermeasures", countermeasures);
    Some(draft.at(whole(&paper.source.path)))
}

fn kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Problem => "problem",
        FindingKind::Countermeasure => "countermeasure",
    }
}

fn promises<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let broken = corpus.input.analysis.comparison.promises.iter().filter(|p| p.found_in.is_empty());
    broken.filter_map(|promise| {
        let paper = corpus.paper(&promise.paper)?;
        let announced = match promise.kind {
            FindingKind::Problem => &paper.announced.problems,
            FindingKind::Countermeasure => &paper.announced.countermeasures,
        };
        let span = announced.iter().find(|a| a.label == promise.announced).map(|a| a.span);
        let draft = Draft::new(Rule::PromiseNotKept).about(&promise.announced).item(&paper.id);
        let draft = draft.word("kind", kind(promise.kind));
        Some(match span {
            Some(span) => draft.at(corpus.place(paper, span)),
            None => draft.at(whole(&paper.source.path)),
        })
    })
}

/// Only of papers that propose something at all.
fn problems<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let open = corpus.input.analysis.comparison.coverage.iter().filter(|c| c.addressed_by.is_empty());
    open.filter_map(|coverage| {
        let (paper, problem) = corpus.finding(coverage.problem.as_str())?;
        if paper.countermeasures.is_empty() {
            return None;
        }
        let words = problem.label.as_deref().unwrap_or(&problem.statement);
        let draft = Draft::new(Rule::UnansweredProblem).about(words).item(&problem.id);
        Some(draft.at(corpus.place(paper, problem.span)))
    })
}

fn topics<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let topics = corpus.input.analysis.comparison.topics.iter();
    topics.filter(|t| t.status == TopicStatus::Unanswered).map(|topic| {
        let problems = topic.papers.iter().flat_map(|cell| &cell.problems);
        let draft = Draft::new(Rule::UnansweredTopic).about(&topic.label);
        problems.fold(draft, |draft, id| {
            let draft = draft.item(id);
            match corpus.finding(id.as_str()) {
                Some((paper, problem)) => draft.see(corpus.place(paper, problem.span), Vec::new()),
                None => draft,
            }
        })
    })
}
