//! Part of an analysis: the same items under the same ids, and nothing that points at what was left out.

use cbec::{
    compare::restrict,
    model::*,
    pipeline::{Options, analyze},
};
use serde_json::Value;
use std::{collections::BTreeSet, sync::LazyLock};

static WHOLE: LazyLock<Analysis> =
    LazyLock::new(|| analyze(&["corpus".into()], &Options::new(None, None)).expect("the corpus is read"));

fn filter(papers: &[&str], topics: &[&str], actors: &[&str]) -> Filter {
    Filter {
        papers: papers.iter().map(|id| PaperId::new(*id)).collect(),
        topics: topics.iter().map(|id| TopicId::new(*id)).collect(),
        actors: actors.iter().map(|id| ActorId::new(*id)).collect(),
    }
}

/// A topic and an actor of the corpus, the most widespread ones.
fn topic() -> &'static str {
    WHOLE.comparison.topics[0].id.as_str()
}

fn actor() -> &'static str {
    WHOLE.comparison.actors[0].id.as_str()
}

fn filters() -> Vec<Filter> {
    vec![
        filter(&["001"], &[], &[]),
        filter(&["001", "004"], &[], &[]),
        filter(&[], &[topic()], &[]),
        filter(&[], &[], &[actor()]),
        filter(&["000"], &[topic()], &[actor()]),
        filter(&["003"], &["no-such-topic"], &[]),
    ]
}

fn findings(analysis: &Analysis) -> Vec<&Finding> {
    analysis.papers.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures)).collect()
}

/// Every string of a comparison that is an id of the whole analysis.
fn pointers(value: &Value, ids: &BTreeSet<String>, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if ids.contains(text) => drop(found.insert(text.clone())),
        Value::Array(values) => values.iter().for_each(|v| pointers(v, ids, found)),
        Value::Object(fields) => fields.values().for_each(|v| pointers(v, ids, found)),
        _ => {}
    }
}

fn ids(analysis: &Analysis) -> BTreeSet<String> {
    let papers = analysis.papers.iter().map(|p| p.id.to_string());
    let figures = analysis.papers.iter().flat_map(|p| &p.statistics).map(|s| s.id.to_string());
    papers.chain(figures).chain(findings(analysis).iter().map(|f| f.id.to_string())).collect()
}

#[test]
fn nothing_points_at_what_was_left_out() {
    let all = ids(&WHOLE);
    for filter in filters() {
        let part = restrict(&WHOLE, filter.clone());
        let left = ids(&part);
        assert!(left.is_subset(&all) && left.len() < all.len(), "{filter:?}");
        let mut pointed = BTreeSet::new();
        let papers = part
            .papers
            .iter()
            .map(|p| [serde_json::to_value(&p.problems), serde_json::to_value(&p.countermeasures)]);
        for value in papers.flatten().chain([serde_json::to_value(&part.comparison)]) {
            pointers(&value.unwrap(), &all, &mut pointed);
        }
        assert!(pointed.is_subset(&left), "{filter:?}: {:?}", pointed.difference(&left));
        assert_eq!(part.filter, Some(filter));
    }
}

#[test]
fn what_stays_is_as_it_was() {
    for filter in filters() {
        let part = restrict(&WHOLE, filter);
        for paper in &part.papers {
            let whole = WHOLE.papers.iter().find(|p| p.id == paper.id).expect("a paper of the whole");
            assert!(paper.statistics.iter().all(|s| whole.statistics.contains(s)));
            for finding in paper.problems.iter().chain(&paper.countermeasures) {
                let was = findings(&WHOLE)
                    .into_iter()
                    .find(|f| f.id == finding.id)
                    .expect("a finding of the whole");
                let bare = |f: &Finding| Finding { addresses: vec![], ..f.clone() };
                assert_eq!(bare(finding), bare(was));
            }
        }
    }
}

#[test]
fn a_paper_keeps_all_it_says() {
    let part = restrict(&WHOLE, filter(&["001"], &[], &[]));
    assert_eq!(part.papers, [WHOLE.papers[1].clone()]);
    let coverage = WHOLE.comparison.coverage.iter().filter(|c| c.paper.as_str() == "001");
    assert_eq!(part.comparison.coverage, coverage.cloned().collect::<Vec<_>>());
    assert!(part.comparison.topics.iter().all(|t| t.papers.len() == 1));
}

#[test]
fn an_answered_problem_never_looks_unanswered() {
    for filter in filters() {
        let part = restrict(&WHOLE, filter);
        for row in &part.comparison.coverage {
            let was = WHOLE.comparison.coverage.iter().find(|c| c.problem == row.problem).expect("a row");
            assert_eq!(row.addressed_by.is_empty(), was.addressed_by.is_empty(), "{}", row.problem);
        }
    }
}

#[test]
fn a_topic_keeps_its_row_and_its_counts() {
    let part = restrict(&WHOLE, filter(&[], &[topic()], &[]));
    assert_eq!(part.comparison.topics, [WHOLE.comparison.topics[0].clone()]);
    let part = restrict(&WHOLE, filter(&[], &[], &[actor()]));
    assert_eq!(part.comparison.actors, [WHOLE.comparison.actors[0].clone()]);
}

#[test]
fn figures_are_those_of_the_findings_that_stay_and_the_tally_is_theirs() {
    for filter in filters() {
        let part = restrict(&WHOLE, filter.clone());
        let tally = part.comparison.tally;
        assert_eq!(tally.consistent + tally.inconsistent, part.comparison.arithmetic.len());
        if !filter.topics.is_empty() || !filter.actors.is_empty() {
            let inside = |s: &Statistic| {
                findings(&part).iter().any(|f| f.span.start <= s.figure.start && s.figure.end <= f.span.end)
            };
            assert!(part.papers.iter().flat_map(|p| &p.statistics).all(inside));
        }
    }
}
