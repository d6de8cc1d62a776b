//! How alike the papers are, what they cite together, and the words that set each apart.

use super::{View, anchor, scroller};
use crate::{
    model::{FindingKind, Keyness, Paper, Similarity},
    report::labels::fill,
};
use maud::{Markup, html};

/// So many of the most alike pairs are listed where a matrix would be too large.
const PAIRS: usize = 40;
/// So many words of each paper, and of each side, are shown.
const WORDS: usize = 12;

/// Works cited by several papers.
pub fn shared(view: &View) -> Markup {
    let words = view.words;
    let works = &view.analysis.comparison.references;
    super::section(
        "shared",
        &words.shared_list,
        html! {
            @if works.is_empty() { p.none { (words.none) } }
            @else { ul.works { @for work in works {
                li.f data-p=(anchor::tokens(work.cited_by.iter().map(|c| c.paper.as_str()))) {
                    (work.key) " " small { (fill(&words.in_papers, &[("k", &work.cited_by.len())])) } " "
                    @for cited in &work.cited_by { (view.paper(&cited.paper)) "[" (cited.n) "] " }
                }
            } } }
        },
    )
}

/// Papers × papers where they are few, else the most alike pairs.
pub fn similarity(view: &View) -> Markup {
    let words = view.words;
    let pairs = &view.analysis.comparison.similarity;
    super::section(
        "similarity",
        &words.html_similarity,
        html! {
            @if pairs.is_empty() { p.none { (words.none) } }
            @else {
                p.legend { (words.html_similarity_legend) }
                @if view.many() { (closest(view, pairs)) } @else { (square(view, pairs)) }
            }
        },
    )
}

fn square(view: &View, pairs: &[Similarity]) -> Markup {
    let papers = &view.analysis.papers;
    let between = |a: &Paper, b: &Paper| {
        let same = |p: &&Similarity| (p.a == a.id && p.b == b.id) || (p.a == b.id && p.b == a.id);
        pairs.iter().find(same).map(|p| p.cosine)
    };
    scroller(
        &view.words.html_similarity,
        html! {
            table.matrix {
                caption.hidden { (view.words.html_similarity) }
                thead { tr { td {} @for paper in papers { th.cell scope="col" { (view.column(paper)) } } } }
                tbody { @for (i, a) in papers.iter().enumerate() {
                    tr {
                        th scope="row" { (view.column(a)) }
                        @for (k, b) in papers.iter().enumerate() {
                            td.cell {
                                @if i == k { span.nil aria-label="1" { "—" } }
                                @else if let Some(cosine) = between(a, b) { span.heat { b class={ "meas q" (grade(cosine)) } { (format!("{cosine:.2}")) } } }
                            }
                        }
                    }
                } }
            }
        },
    )
}

fn grade(cosine: f64) -> u8 {
    [0.15, 0.3, 0.45, 0.6].iter().map(|from| u8::from(cosine >= *from)).sum::<u8>() + 1
}

fn closest(view: &View, pairs: &[Similarity]) -> Markup {
    let mut pairs: Vec<_> = pairs.iter().collect();
    pairs.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then_with(|| (&a.a, &a.b).cmp(&(&b.a, &b.b))));
    html! {
        p.legend { (fill(&view.words.html_first_of, &[("k", &PAIRS.min(pairs.len())), ("n", &pairs.len())])) }
        ol.pairs { @for pair in pairs.into_iter().take(PAIRS) {
            li { (super::answers::score(pair.cosine)) " " (view.paper(&pair.a)) " ↔ " (view.paper(&pair.b)) }
        } }
    }
}

/// Each paper's own words, and those of problems and of countermeasures, with their keyness.
pub fn distinctive(view: &View) -> Markup {
    let words = view.words;
    let comparison = &view.analysis.comparison;
    let (papers, sides) = (&comparison.distinctive, &comparison.stances);
    let nothing = papers.iter().all(|p| p.terms.is_empty()) && sides.iter().all(|s| s.terms.is_empty());
    super::section(
        "words",
        &words.distinctive,
        html! {
            @if nothing { p.none { (words.none) } }
            @else {
                p.legend { (words.html_keyness_legend) }
                dl.terms { @for paper in papers {
                    div data-p=(anchor::token(paper.paper.as_str())) {
                        dt { (view.paper(&paper.paper)) }
                        dd { (terms(&paper.terms)) }
                    }
                } }
            }
            @if !sides.is_empty() {
                h3 { (words.stances) }
                dl.terms { @for side in sides {
                    div {
                        dt { (match side.kind {
                            FindingKind::Problem => &words.problem,
                            FindingKind::Countermeasure => &words.countermeasure,
                        }) }
                        dd { (terms(&side.terms)) }
                    }
                } }
            }
        },
    )
}

fn terms(terms: &[Keyness]) -> Markup {
    html! {
        ul.inline { @for term in terms.iter().take(WORDS) {
            li { (term.term) " " small { (format!("{:.0}", term.keyness)) } }
        } }
    }
}
