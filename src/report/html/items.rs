//! Paper by paper, every finding and figure; each opens its evidence.

use super::{View, anchor, answers, facts};
use crate::{
    model::{Address, ByHand, Finding, FindingId, FindingKind, Level, Paper, Span, Statistic},
    report::{
        item::{attribution, dimension, role},
        labels::fill,
        snippet::Excerpt,
        terminal::{
            figures::{measure, period},
            short,
        },
    },
};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// All papers.
pub fn section(view: &View) -> Markup {
    let words = view.words;
    super::section(
        "papers",
        &words.html_papers,
        html! {
            p.legend { (words.html_papers_legend) }
            @for paper in &view.analysis.papers { (of_paper(view, paper)) }
        },
    )
}

fn of_paper<'a>(view: &View<'a>, paper: &'a Paper) -> Markup {
    let words = view.words;
    let token = anchor::token(paper.id.as_str());
    let findings = || paper.problems.iter().chain(&paper.countermeasures);
    let topics: BTreeSet<_> = findings().flat_map(|f| &f.topics).map(|t| t.id.as_str()).collect();
    let actors: BTreeSet<_> = findings().flat_map(|f| &f.actors).map(|a| a.as_str()).collect();
    let body = html! {
        div id=(anchor::paper(paper.id.as_str())) {
            (imprint(view, paper))
            @if findings().next().is_none() { p.none { (words.no_findings) } }
            (self::findings(view, paper, FindingKind::Problem))
            (self::findings(view, paper, FindingKind::Countermeasure))
            @if !paper.statistics.is_empty() {
                h4 { (words.figures) " " small { (paper.statistics.len()) } }
                ul.items { @for statistic in &paper.statistics { (figure(view, paper, statistic)) } }
            }
        }
    };
    html! {
        details.paper data-p=(token) data-t=(anchor::tokens(topics.into_iter())) data-a=(anchor::tokens(actors.into_iter()))
            data-holds={ "p-" (token) " i-" (token) } open[!view.many()] {
            summary { h3 { span.pid { (paper.id) } " " (view.title(paper)) } }
            (view.lazy(body))
        }
    }
}

/// Bibliographic facts in one line.
fn imprint(view: &View, paper: &Paper) -> Markup {
    let meta = &paper.meta;
    let year = meta.year.map(|y| y.to_string());
    let facts: [Option<&str>; 3] = [meta.journal.as_deref(), year.as_deref(), meta.license.as_deref()];
    html! {
        p.imprint {
            @if !meta.authors.is_empty() { span { (meta.authors.join("、")) } " · " }
            @for fact in facts.into_iter().flatten() { span { (fact) } " · " }
            @if let Some(doi) = &meta.doi { (doi_link(doi)) " · " }
            span.where { (paper.source.path) }
            @if !meta.keywords_zh.is_empty() { br; span { (view.words.html_keywords) " " (meta.keywords_zh.join("；")) } }
        }
    }
}

/// A DOI is linked only where it looks like one; anything else is text.
fn doi_link(doi: &str) -> Markup {
    let safe = |c: char| c.is_ascii_alphanumeric() || "./-_;()".contains(c);
    html! {
        @if doi.starts_with("10.") && doi.chars().all(safe) {
            a href={ "https://doi.org/" (doi) } rel="noreferrer" { "doi:" (doi) }
        } @else { span { "doi:" (doi) } }
    }
}

fn findings<'a>(view: &View<'a>, paper: &'a Paper, kind: FindingKind) -> Markup {
    let (list, title, class) = match kind {
        FindingKind::Problem => (&paper.problems, &view.words.html_problems, "prob"),
        FindingKind::Countermeasure => (&paper.countermeasures, &view.words.html_measures, "meas"),
    };
    html! {
        @if !list.is_empty() {
            h4 class=(class) { (title) " " small { (super::summary::counts(list)) } }
            ul.items { @for found in list { (finding(view, paper, found, class)) } }
        }
    }
}

fn finding<'a>(view: &View<'a>, paper: &'a Paper, finding: &'a Finding, class: &str) -> Markup {
    let level = if finding.level == Level::Theme { "theme" } else { "point" };
    let actors = anchor::tokens(finding.actors.iter().map(|a| a.as_str()));
    html! {
        li class={ "f " (class) " " (level) } data-p=(anchor::token(paper.id.as_str())) data-t=(answers::topics(finding))
            data-a=(actors) {
            details {
                summary {
                    span.iid { (short(finding.id.as_str())) } " "
                    @if let Some(number) = &finding.number { span.number { (number) } " " }
                    span.claim lang=[view.chinese()] { (finding.label.as_deref().unwrap_or(&finding.statement)) }
                    (tags(view, finding))
                }
                div.evidence id=(anchor::item(finding.id.as_str())) {
                    (passage(view, paper, finding.id.as_str(), finding.span, &finding.statement, None))
                    dl { (finding_facts(view, paper, finding)) }
                }
            }
        }
    }
}

fn tags<'a>(view: &View<'a>, finding: &'a Finding) -> Markup {
    html! {
        span.tags {
            @for topic in finding.topics.iter().take(3) { span.tag { (view.index.name(topic.id.as_str())) } }
            @for actor in &finding.actors { span.tag.actor { (view.index.name(actor.as_str())) } }
            @if finding.by_hand.is_some() { span.tag { (view.words.by_hand_mark) " " (view.words.by_hand) } }
        }
    }
}

/// The paragraph with the item marked, and where it stands; without the paragraph, the item's own words.
fn passage(view: &View, paper: &Paper, id: &str, span: Span, said: &str, figure: Option<&str>) -> Markup {
    html! {
        figure {
            blockquote lang="zh" {
                @match view.passages.get(id) {
                    Some(excerpt) => { (excerpt.before) mark { (inside(excerpt)) } (excerpt.after) }
                    None => mark { (emphasised(said, figure)) }
                }
            }
            figcaption {
                span.where { (view.index.place(paper, span.line)) } " "
                (fill(&view.words.html_line, &[("n", &span.line)]))
                @if let Some(page) = span.page { " " (fill(&view.words.html_page, &[("n", &page)])) }
                " · " span.iid { (id) }
            }
        }
    }
}

fn inside(excerpt: &Excerpt) -> Markup {
    let text = &excerpt.inside;
    let parts = excerpt
        .focus
        .clone()
        .and_then(|f| Some((text.get(..f.start)?, text.get(f.clone())?, text.get(f.end..)?)));
    html! { @match parts { Some((before, focus, after)) => { (before) b { (focus) } (after) } None => (text) } }
}

fn emphasised(said: &str, figure: Option<&str>) -> Markup {
    let parts = figure.and_then(|f| said.split_once(f).map(|(before, after)| (before, f, after)));
    html! { @match parts { Some((before, focus, after)) => { (before) b { (focus) } (after) } None => (said) } }
}

/// A name and a value of an item.
fn fact(name: &str, value: Markup) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

fn finding_facts<'a>(view: &View<'a>, paper: &'a Paper, finding: &'a Finding) -> Markup {
    let words = view.words;
    let points = paper.problems.iter().chain(&paper.countermeasures);
    let points: Vec<_> = points.filter(|p| p.parent.as_ref() == Some(&finding.id)).collect();
    let answers = view.index.answers(&finding.id);
    html! {
        (section_path(view, paper, &finding.section, finding.span))
        @if let Some(parent) = &finding.parent { (fact(&words.part_of, named(view, parent))) }
        @if !points.is_empty() { (fact(&words.points_of, html! { ul.inline { @for p in points { li { (view.finding(&p.id)) } } } })) }
        @if !finding.topics.is_empty() { (fact(&words.topic, html! { ul.inline { @for topic in &finding.topics {
            li { (view.index.name(topic.id.as_str())) " " small { (format!("{:.1}", topic.score)) } }
        } } })) }
        @if !finding.actors.is_empty() { (fact(&words.actor, html! { ul.inline { @for actor in &finding.actors {
            li { (view.index.name(actor.as_str())) }
        } } })) }
        @if !finding.addresses.is_empty() { (fact(&words.answers_problem, html! { ul.links { @for address in &finding.addresses {
            li { (linked(view, &address.problem, address)) }
        } } })) }
        @if !answers.is_empty() { (fact(&words.answered_by, html! { ul.links { @for (measure, address) in answers {
            li { (linked(view, &measure.id, address)) }
        } } })) }
        (fact(&words.attribution, html! { (attribution(words, finding.attribution)) }))
        @if !finding.evidence.is_empty() { (fact(&words.evidence, html! { ul.inline { @for evidence in &finding.evidence {
            li { code { (evidence.rule) } " “" (evidence.cue) "”" }
        } } })) }
        (citations(view, paper, &finding.citations))
        (by_hand(view, finding.by_hand.as_ref()))
    }
}

fn named(view: &View, id: &FindingId) -> Markup {
    html! { (view.finding(id)) " " (view.label(id)) }
}

fn linked(view: &View, id: &FindingId, address: &Address) -> Markup {
    html! { (named(view, id)) div.why { (answers::score(address.score)) " " (answers::reasons(view.words, &address.why)) } }
}

fn section_path(view: &View, paper: &Paper, path: &str, span: Span) -> Markup {
    let words = view.words;
    if path.is_empty() {
        return fact(&words.section, html! { (words.abstract_section) });
    }
    let last = path.rsplit('/').next().unwrap_or(path);
    // Several chapters may have a section of the same number: the one whose title stands last before the item is meant.
    let before = paper.sections.iter().rev().filter(|s| s.span.start <= span.start);
    let here = { before }.find(|s| s.number.as_deref() == Some(last) || s.title == last);
    fact(
        &words.section,
        html! {
            (path)
            @if let Some(section) = here {
                @if section.title != last { " " (section.title) }
                " " small { (role(words, section.role)) }
            }
        },
    )
}

fn citations(view: &View, paper: &Paper, numbers: &[u32]) -> Markup {
    let entry = |n: &u32| paper.references.iter().find(|r| r.n == *n).map(|r| r.raw.as_str());
    html! {
        @if !numbers.is_empty() { (fact(&view.words.citations, html! { ul.refs { @for n in numbers {
            @let raw = entry(n).unwrap_or_default();
            li { @if !raw.starts_with('[') { "[" (n) "] " } (raw) }
        } } })) }
    }
}

fn by_hand(view: &View, by_hand: Option<&ByHand>) -> Markup {
    let told = by_hand.map(|b| crate::report::by_hand::told(view.words, b));
    html! { @if let Some(told) = told { (fact(&view.words.by_hand, html! { (told) })) } }
}

fn figure<'a>(view: &View<'a>, paper: &'a Paper, statistic: &'a Statistic) -> Markup {
    let id = statistic.id.as_str();
    html! {
        li.f.stat data-p=(anchor::token(paper.id.as_str())) data-t="" data-a="" {
            details {
                summary {
                    span.iid { (short(id)) } " " (facts::measured(view.words, statistic)) " "
                    span.claim lang=[view.chinese()] { (statistic.quote) }
                }
                div.evidence id=(anchor::item(id)) {
                    (passage(view, paper, id, statistic.span, &statistic.quote, Some(&statistic.surface)))
                    dl { (figure_facts(view, paper, statistic)) }
                }
            }
        }
    }
}

fn figure_facts<'a>(view: &View<'a>, paper: &'a Paper, statistic: &'a Statistic) -> Markup {
    let words = view.words;
    let exact = [("= ", statistic.value), ("≥ ", statistic.low), ("≤ ", statistic.high)];
    let exact: Vec<_> =
        exact.iter().filter_map(|(sign, v)| v.map(|v| format!("{sign}{}", v.normalize()))).collect();
    let proposed = statistic.role == crate::model::FactRole::Prescribed;
    let kind = if proposed { &words.role_prescribed } else { &words.role_observed };
    let when = statistic.period.map(|p| period(&p));
    let digit = statistic.resolution.map(|r| r.normalize().to_string());
    let known: [(&str, Option<&str>); 6] = [
        (&words.unit, statistic.unit.as_deref()),
        (&words.resolution, digit.as_deref()),
        (&words.indicator, statistic.indicator.as_deref()),
        (&words.subject, statistic.subject.as_deref()),
        (&words.period, when.as_deref()),
        (&words.source, statistic.source.as_deref()),
    ];
    html! {
        (section_path(view, paper, &statistic.section, statistic.span))
        @if !exact.is_empty() { (fact(&words.exact_value, html! { (exact.join("  ")) })) }
        @for (name, value) in known { @if let Some(value) = value { (fact(name, html! { (value) })) } }
        (fact(&words.measure, html! { (measure(words, statistic.measure)) " · " (dimension(words, statistic.dimension)) " · " (kind) }))
        (fact(&words.attribution, html! { (attribution(words, statistic.attribution)) }))
        (citations(view, paper, &statistic.citations))
        (by_hand(view, statistic.by_hand.as_ref()))
    }
}
