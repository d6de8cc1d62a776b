//! What does not add up, what abstracts announce and bodies do not deliver, and what went wrong in reading.

use super::{View, anchor};
use crate::{
    model::{Arithmetic, Code, Diagnostic, FindingKind, Promise, Relation, Severity, Verdict},
    report::{amount::working, labels::Words},
};
use maud::{Markup, html};

/// Every relation between printed figures that was recomputed, those that fail first.
pub fn arithmetic(view: &View) -> Markup {
    let words = view.words;
    let checks = &view.analysis.comparison.arithmetic;
    let (bad, good): (Vec<_>, Vec<_>) = checks.iter().partition(|a| a.verdict == Verdict::Inconsistent);
    super::section(
        "arithmetic",
        &words.arithmetic,
        html! {
            @if checks.is_empty() { p.none { (words.none) } }
            @else {
                p.legend { (words.html_arithmetic_legend) }
                ul.checks { @for check in bad.into_iter().chain(good) { (relation(view, check)) } }
            }
        },
    )
}

fn relation(view: &View, check: &Arithmetic) -> Markup {
    let words = view.words;
    let (sign, class, verdict) = match check.verdict {
        Verdict::Consistent => ("✓", "ok", &words.consistent),
        Verdict::Inconsistent => ("✗", "bad", &words.inconsistent),
    };
    let figures: Vec<_> = check.statistics.iter().filter_map(|id| view.index.statistic(id)).collect();
    let papers = anchor::tokens(figures.iter().map(|(p, _)| p.id.as_str()));
    html! {
        li class={ "f " (class) } data-p=(papers) {
            div.verdict { span class={ "status " (class) } { span aria-hidden="true" { (sign) } " " (verdict) } }
            div {
                p { small { (relation_name(words, check.relation)) } " " span.working { (check.expression) } }
                p.detail { (working(words, &view.index, check)) }
                ul.inputs { @for (paper, figure) in figures {
                    li {
                        (view.statistic(&figure.id)) " " b { (figure.surface) } " "
                        span.quote { "“" (figure.quote) "”" } " "
                        span.where { (view.index.place(paper, figure.figure.line)) }
                    }
                } }
            }
        }
    }
}

fn relation_name(words: &Words, relation: Relation) -> &str {
    match relation {
        Relation::Sum => &words.relation_sum,
        Relation::Share => &words.relation_share,
        Relation::Growth => &words.relation_growth,
        Relation::Difference => &words.relation_difference,
        Relation::Rank => &words.relation_rank,
        Relation::Same => &words.relation_same,
    }
}

/// What the abstracts announce and where the bodies deliver it; what they do not deliver first.
pub fn promises(view: &View) -> Markup {
    let words = view.words;
    let promises = &view.analysis.comparison.promises;
    let (open, kept): (Vec<_>, Vec<_>) = promises.iter().partition(|p| p.found_in.is_empty());
    super::section(
        "promises",
        &words.promises,
        html! {
            @if promises.is_empty() { p.none { (words.none) } }
            @else {
                p.legend { (words.kept_legend) }
                (super::scroller(&words.promises, html! {
                table {
                    caption.hidden { (words.promises) }
                    thead { tr {
                        th scope="col" { (words.html_paper) }
                        th scope="col" { (words.html_kind) }
                        th scope="col" { (words.html_announced) }
                        th scope="col" { (words.html_delivered) }
                    } }
                    tbody { @for promise in open.into_iter().chain(kept) { (announced(view, promise)) } }
                }
            })) }
            @if !view.analysis.comparison.unannounced.is_empty() { (unannounced(view)) }
        },
    )
}

/// Themes of the bodies that the abstracts leave out.
fn unannounced(view: &View) -> Markup {
    let words = view.words;
    html! {
        h3 { (words.unannounced) }
        @for theme in &view.analysis.comparison.unannounced {
            @let class = match theme.kind { FindingKind::Problem => "prob", FindingKind::Countermeasure => "meas" };
            div.f data-p=(anchor::token(theme.paper.as_str())) title=(theme.why) {
                (super::matrix::list(view, std::slice::from_ref(&theme.finding), class))
            }
        }
    }
}

fn announced(view: &View, promise: &Promise) -> Markup {
    let words = view.words;
    let (class, kind) = match promise.kind {
        FindingKind::Problem => ("prob", &words.problem),
        FindingKind::Countermeasure => ("meas", &words.countermeasure),
    };
    let line = view.index.paper(&promise.paper).and_then(|p| {
        let lists = p.announced.problems.iter().chain(&p.announced.countermeasures);
        { lists }.find(|a| a.label == promise.announced).map(|a| view.index.place(p, a.span.line))
    });
    html! {
        tr.f data-p=(anchor::token(promise.paper.as_str())) {
            th scope="row" { (view.paper(&promise.paper)) }
            td class={ "num " (class) } { (kind) }
            td.announced { (promise.announced) @if let Some(line) = line { " " span.where { (line) } } }
            td {
                @if promise.found_in.is_empty() {
                    span.status.open { span aria-hidden="true" { "○" } " " (words.html_not_found) }
                } @else { (super::matrix::list(view, &promise.found_in, class)) }
            }
        }
    }
}

/// What could not be read, or looks wrong.
pub fn diagnostics(view: &View) -> Markup {
    let words = view.words;
    let told = &view.analysis.diagnostics;
    super::section(
        "diagnostics",
        &words.diagnostics,
        html! {
            @if told.is_empty() { p.none { (words.no_diagnostics) } }
            @else { ul.diagnostics { @for diagnostic in told { (diagnosis(words, diagnostic)) } } }
        },
    )
}

fn diagnosis(words: &Words, diagnostic: &Diagnostic) -> Markup {
    let Diagnostic { severity, code, path, line, message, .. } = diagnostic;
    let (class, name) = match severity {
        Severity::Error => ("bad", &words.severity_error),
        Severity::Warning => ("open", &words.severity_warning),
        Severity::Note => ("only", &words.severity_note),
    };
    html! {
        li {
            span class={ "status " (class) } { (name) } " "
            @if let Some(path) = path { span.where { (path) @if let Some(line) = line { ":" (line) } } " " }
            (message) " " small { (Code::as_str(*code)) }
        }
    }
}
