//! Which countermeasure answers which problem, how surely and why; and what nobody answers.

use super::{View, anchor, matrix::list};
use crate::{
    model::{Finding, FindingId, Paper, TopicStatus},
    report::{labels::Words, terminal::short},
};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Paper by paper: problem themes, and beside each the countermeasure themes that answer it.
pub fn map(view: &View) -> Markup {
    let words = view.words;
    super::section(
        "answers",
        &words.html_answers,
        html! {
            p.legend { (words.html_answers_legend) }
            @for paper in &view.analysis.papers {
                @let themes = themes(&paper.problems);
                @if !themes.is_empty() || !paper.countermeasures.is_empty() { (of_paper(view, paper, &themes)) }
            }
        },
    )
}

fn themes(findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|f| f.parent.is_none()).collect()
}

fn of_paper(view: &View, paper: &Paper, problems: &[&Finding]) -> Markup {
    let loose: Vec<_> = themes(&paper.countermeasures)
        .into_iter()
        .filter(|m| m.addresses.is_empty())
        .map(|m| m.id.clone())
        .collect();
    let on = problems.iter().flat_map(|p| &p.topics).map(|t| t.id.as_str()).collect::<BTreeSet<_>>();
    let body = html! {
        table {
            caption.hidden { (view.words.html_answers) " " (paper.id) }
            thead { tr {
                th.prob scope="col" { (view.words.problem) }
                th.meas scope="col" { (view.words.answered_by) }
            } }
            tbody { @for problem in problems {
                tr.f data-t=(topics(problem)) {
                    th.claim scope="row" lang=[view.chinese()] { (named(view, &problem.id)) }
                    td { (answers(view, problem)) }
                }
            } }
        }
        @if !loose.is_empty() { p { (view.words.answers_nothing) } (list(view, &loose, "meas")) }
    };
    html! {
        details.map data-p=(anchor::token(paper.id.as_str())) data-t=(anchor::tokens(on.into_iter())) open[!view.many()] {
            summary { h3 { (view.column(paper)) " " (view.title(paper)) } }
            (view.lazy(body))
        }
    }
}

/// The topics of a finding, for the filters.
pub fn topics(finding: &Finding) -> String {
    anchor::tokens(finding.topics.iter().map(|t| t.id.as_str()))
}

fn named(view: &View, id: &FindingId) -> Markup {
    html! {
        a.iid href={ "#" (anchor::item(id.as_str())) } title=(id) { (short(id.as_str())) } " " (view.label(id))
    }
}

fn answers(view: &View, problem: &Finding) -> Markup {
    let answers = view.index.answers(&problem.id);
    html! {
        @if answers.is_empty() { span.status.open { span aria-hidden="true" { "○" } " " (view.words.nobody) } }
        @else { ul.links { @for (measure, address) in answers {
            li {
                (named(view, &measure.id))
                div.why { (score(address.score)) " " (reasons(view.words, &address.why)) }
            }
        } } }
    }
}

/// The reasons of a link in the report's language; a reason the table does not know stands as it is.
pub fn reasons(words: &Words, why: &str) -> String {
    let known = words.html_reasons.split(';').filter_map(|pair| pair.split_once('='));
    known.fold(why.to_owned(), |text, (reason, said)| text.replace(reason, said))
}

/// A score from 0 to 1 as a bar and a number.
pub fn score(score: f64) -> Markup {
    let width = (score.clamp(0.0, 1.0) * 100.0).round();
    html! {
        svg.score viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect.track width="100" height="8" {}
            rect.meas width=(width) height="8" {}
        }
        " " b { (format!("{score:.2}")) }
    }
}

/// Problem themes without an answer, and topics on which no paper proposes anything.
pub fn unanswered(view: &View) -> Markup {
    let (words, comparison) = (view.words, &view.analysis.comparison);
    let open = comparison.coverage.iter().filter(|c| c.addressed_by.is_empty());
    let open: Vec<_> = open.filter_map(|c| view.index.finding(&c.problem)).collect();
    let topics = comparison.topics.iter().filter(|t| t.status == TopicStatus::Unanswered);
    let topics: BTreeSet<_> = topics.map(|t| t.id.as_str()).collect();
    super::section(
        "unanswered",
        &words.unanswered,
        html! {
            @if open.is_empty() { p.none { (words.unanswered_none) } }
            @else { ul.open { @for (paper, problem) in open {
                li.f data-p=(anchor::token(paper.id.as_str())) data-t=(self::topics(problem)) {
                    (view.finding(&problem.id)) " " (view.label(&problem.id)) " "
                    span.where { (view.index.place(paper, problem.span.line)) }
                }
            } } }
            @if !topics.is_empty() {
                p { (words.unanswered_topics) " " @for topic in topics {
                    a.tag href={ "#" (anchor::topic(topic)) } { (view.index.name(topic)) } " "
                } }
            }
        },
    )
}
