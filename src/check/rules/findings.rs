//! Problems, countermeasures, and what the abstract says of them.

use crate::{
    check::{
        draft::Draft,
        input::{Corpus, key, whole},
        rule::Rule,
    },
    model::{Finding, FindingKind, Level, Paper, TopicRow, TopicStatus},
};
use std::collections::BTreeSet;

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
        let findings = match promise.kind {
            FindingKind::Problem => &paper.problems,
            FindingKind::Countermeasure => &paper.countermeasures,
        };
        if findings.is_empty() || is_spoken_of(&promise.announced, findings) {
            return None;
        }
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

/// Whether some finding shares a piece of two characters with the announcement. An abstract often calls a thing by another
/// name than the body, so a promise is broken only where not a word of it comes back; what most findings say is no sign.
fn is_spoken_of(announced: &str, findings: &[Finding]) -> bool {
    let texts: Vec<BTreeSet<Piece>> = findings.iter().map(|f| pieces(words(f))).collect();
    pieces(announced).iter().any(|piece| {
        let holding = texts.iter().filter(|text| text.contains(piece)).count();
        holding > 0 && holding * 2 <= texts.len()
    })
}

type Piece = (char, char);

fn pieces(text: &str) -> BTreeSet<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let pairs = chars.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    pairs.filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric()).collect()
}

fn words(finding: &Finding) -> &str {
    finding.label.as_deref().unwrap_or(&finding.statement)
}

/// Links are inferred, and one may have been missed. So only of papers that propose something, only if none of it even speaks of
/// the problem's main topic, and not if the measure at the same place in order answers nothing either: they may belong together.
fn problems<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let open = corpus.input.analysis.comparison.coverage.iter().filter(|c| c.addressed_by.is_empty());
    open.filter_map(|coverage| {
        let (paper, problem) = corpus.finding(coverage.problem.as_str())?;
        let main = problem.topics.first().map(|t| &t.id);
        let answers = |c: &Finding| c.topics.iter().any(|t| Some(&t.id) == main);
        let beside = themes(&paper.problems)
            .position(|p| p.id == problem.id)
            .and_then(|place| themes(&paper.countermeasures).nth(place));
        if paper.countermeasures.is_empty()
            || paper.countermeasures.iter().any(answers)
            || beside.is_some_and(|measure| measure.addresses.is_empty())
        {
            return None;
        }
        let draft = Draft::new(Rule::UnansweredProblem).about(words(problem)).item(&problem.id);
        Some(draft.at(corpus.place(paper, problem.span)))
    })
}

fn themes(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.level == Level::Theme)
}

/// A problem that a measure on another topic answers is answered too: only topics none of whose problems anybody answers.
fn topics<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let comparison = &corpus.input.analysis.comparison;
    let answered: BTreeSet<&str> = comparison
        .coverage
        .iter()
        .filter(|c| !c.addressed_by.is_empty())
        .map(|c| c.problem.as_str())
        .collect();
    let theme = |id: &str| {
        let parent = corpus.finding(id).and_then(|(_, f)| f.parent.as_ref());
        parent.map_or(id.to_owned(), |parent| parent.to_string())
    };
    let open = move |topic: &&TopicRow| {
        let mut problems = topic.papers.iter().flat_map(|cell| &cell.problems);
        topic.status == TopicStatus::Unanswered
            && problems.all(|id| !answered.contains(theme(id.as_str()).as_str()))
    };
    comparison.topics.iter().filter(open).map(|topic| {
        let problems = topic.papers.iter().flat_map(|cell| &cell.problems);
        let draft = Draft::new(Rule::UnansweredTopic).about(&topic.label);
        problems.fold(draft, |draft, id| {
            let draft = draft.item(id);
            match corpus.finding(id.as_str()) {
                Some((paper, problem)) => {
                    draft.see(corpus.place(paper, problem.span), vec![("words", words(problem).into())])
                }
                None => draft,
            }
        })
    })
}
