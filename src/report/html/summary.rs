//! What a reader wants to see in a minute.

use super::{View, anchor, scroller};
use crate::{
    model::{Finding, Level, Paper, TextKind, TopicRow, TopicStatus, Verdict},
    report::{index::byline, labels::fill, terminal::figures::papers_of},
};
use maud::{Markup, html};

/// How many topics have a bar.
const TOPICS: usize = 8;

/// Counts, agreement, biggest topics and the papers.
pub fn section(view: &View) -> Markup {
    let body = html! {
        @if view.analysis.papers.is_empty() { p.warn { (view.words.no_papers) } }
        @else {
            (tiles(view))
            (agreement(view))
            (bars(view))
            (papers(view))
        }
    };
    super::section("summary", &view.words.summary, body)
}

/// The questions a reader asks first, each with its answer and the way to the details.
fn tiles(view: &View) -> Markup {
    let (words, comparison) = (view.words, &view.analysis.comparison);
    let coverage = &comparison.coverage;
    let open = coverage.iter().filter(|c| c.addressed_by.is_empty()).count();
    let total: usize = view.analysis.papers.iter().map(|p| p.statistics.len()).sum();
    let shared = comparison.indicators.iter().filter(|i| papers_of(i) > 1).count();
    let conflicts: usize = comparison.indicators.iter().map(|i| i.conflicts.len()).sum();
    let bad = comparison.arithmetic.iter().filter(|a| a.verdict == Verdict::Inconsistent).count();
    let broken = comparison.promises.iter().filter(|p| p.found_in.is_empty()).count();
    let closest = comparison.similarity.iter().max_by(|a, b| a.cosine.total_cmp(&b.cosine));
    let (answered, checks, promises) =
        (coverage.len() - open, comparison.arithmetic.len(), comparison.promises.len());
    html! {
        ul.tiles {
            (tile("answers", &words.answered, &format!("{answered}/{}", coverage.len()), open > 0,
                &fill(&words.answered_text, &[("n", &coverage.len()), ("k", &answered), ("open", &open)])))
            (tile("figures", &words.figures, &total.to_string(), false,
                &fill(&words.figures_text, &[("n", &total), ("indicators", &comparison.indicators.len()), ("shared", &shared)])))
            (tile("indicators", &words.conflicts, &conflicts.to_string(), conflicts > 0,
                &fill(&words.conflicts_text, &[("n", &conflicts)])))
            (tile("arithmetic", &words.arithmetic, &format!("{}/{checks}", checks - bad), bad > 0,
                &fill(&words.arithmetic_text, &[("n", &checks), ("good", &(checks - bad)), ("bad", &bad), ("open", &comparison.tally.uncheckable)])))
            (tile("promises", &words.promises, &format!("{}/{promises}", promises - broken), broken > 0,
                &fill(&words.promises_text, &[("n", &promises), ("kept", &(promises - broken)), ("open", &broken)])))
            @if let Some(pair) = closest {
                (tile("similarity", &words.alike, &format!("{:.2}", pair.cosine), false,
                    &fill(&words.alike_text, &[("a", &pair.a), ("b", &pair.b), ("cosine", &format!("{:.2}", pair.cosine))])))
            }
        }
    }
}

fn tile(target: &str, name: &str, number: &str, warn: bool, text: &str) -> Markup {
    html! {
        li.warned[warn] {
            a href={ "#" (target) } {
                span.name { (name) }
                strong { (number) @if warn { span.flag aria-hidden="true" { " !" } } }
                span.text { (text) }
            }
        }
    }
}

/// What most papers say, and what only one says.
fn agreement(view: &View) -> Markup {
    let (words, n) = (view.words, view.analysis.papers.len());
    let topics = &view.analysis.comparison.topics;
    let most: Vec<_> = topics.iter().filter(|t| t.papers.len() * 2 > n && n > 1).collect();
    let alone: Vec<_> = topics.iter().filter(|t| t.papers.len() == 1 && n > 1).collect();
    html! {
        dl.agreement {
            @if !most.is_empty() {
                dt { (words.html_consensus) }
                dd { ul.inline { @for topic in &most {
                    li { (name(view, topic)) " " small { (fill(&words.k_of_n, &[("k", &topic.papers.len()), ("n", &n)])) } }
                } } }
            }
            @if !alone.is_empty() {
                dt { (words.html_unique) }
                dd { ul.inline { @for topic in &alone {
                    li { (name(view, topic)) @for cell in &topic.papers { " " small { (view.paper(&cell.paper)) } } }
                } } }
            }
        }
    }
}

fn name<'a>(view: &View<'a>, topic: &'a TopicRow) -> Markup {
    html! { a href={ "#" (anchor::topic(topic.id.as_str())) } { (view.index.name(topic.id.as_str())) } }
}

fn bars(view: &View) -> Markup {
    let (words, n) = (view.words, view.analysis.papers.len());
    let topics = view.analysis.comparison.topics.iter().take(TOPICS);
    html! {
        (scroller(&words.html_widest, html! {
            table.bars {
                caption { (words.html_widest) }
                thead { tr {
                    @for head in [&words.matrix_topic, &words.named_as_problem, &words.proposed, &words.status_heading] {
                        th scope="col" { (head) }
                    }
                } }
                tbody { @for topic in topics {
                    @let (problems, measures) = papers_on(topic);
                    tr {
                        th scope="row" { (name(view, topic)) }
                        td { (share(view, problems, n, "prob")) }
                        td { (share(view, measures, n, "meas")) }
                        td { (status(view, topic.status)) }
                    }
                } }
            }
        }))
    }
}

/// How many papers name a topic as a problem, and how many propose something on it.
pub fn papers_on(topic: &TopicRow) -> (usize, usize) {
    let problems = topic.papers.iter().filter(|c| !c.problems.is_empty()).count();
    (problems, topic.papers.iter().filter(|c| !c.countermeasures.is_empty()).count())
}

fn share(view: &View, k: usize, n: usize, class: &str) -> Markup {
    let width = k * 100 / n.max(1);
    html! {
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect.track width="100" height="8" {}
            rect class=(class) width=(width) height="8" {}
        }
        span.count { (fill(&view.words.k_of_n, &[("k", &k), ("n", &n)])) }
    }
}

/// Whether a topic's problems are answered, in a sign and in words.
pub fn status(view: &View, status: TopicStatus) -> Markup {
    let (sign, class, text) = match status {
        TopicStatus::Answered => ("●", "ok", &view.words.status_answered),
        TopicStatus::Indirect => ("◑", "ok", &view.words.status_indirect),
        TopicStatus::Unanswered => ("○", "open", &view.words.status_unanswered),
        TopicStatus::ProposedOnly => ("◐", "only", &view.words.status_proposed_only),
    };
    html! { span class={ "status " (class) } { span aria-hidden="true" { (sign) } " " (text) } }
}

fn papers(view: &View) -> Markup {
    let words = view.words;
    let table = scroller(
        &words.html_papers_read,
        html! {
            table.papers {
                caption { (words.html_papers_read) " " small { (words.html_themes_points) } }
                thead { tr {
                    @for head in [&words.id, &words.year, &words.title] { th scope="col" { (head) } }
                    @for head in [&words.html_problems, &words.html_measures, &words.figures, &words.references] {
                        th.num scope="col" { (head) }
                    }
                    th scope="col" { (words.kind) }
                } }
                tbody { @for paper in &view.analysis.papers { (row(view, paper)) } }
            }
        },
    );
    html! {
        @if view.many() { details { summary { (words.html_papers_read) } (table) } } @else { (table) }
    }
}

fn row(view: &View, paper: &Paper) -> Markup {
    let kind = match paper.source.text {
        TextKind::Original => &view.words.original,
        TextKind::Restatement => &view.words.restatement,
    };
    html! {
        tr data-p=(anchor::token(paper.id.as_str())) {
            th scope="row" { (view.column(paper)) }
            td { @match paper.meta.year { Some(year) => (year), None => "—" } }
            td.title lang=[view.chinese()] { (view.title(paper)) " " small { (byline(paper)) } }
            td.num { (counts(&paper.problems)) }
            td.num { (counts(&paper.countermeasures)) }
            td.num { (paper.statistics.len()) }
            td.num { (paper.references.len()) }
            td { (kind) " " small { (paper.source.encoding) } }
        }
    }
}

/// `5/14`: themes and points.
pub fn counts(findings: &[Finding]) -> String {
    let themes = findings.iter().filter(|f| f.level == Level::Theme).count();
    format!("{themes}/{}", findings.len() - themes)
}
