//! The page around the sections: policy, style, script, navigation, filters.

use super::{View, anchor, answers, checks, figures, items, likeness, matrix, summary, topics};
use crate::report::{Lang, labels::fill};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// A part of the page with its place in the navigation.
type Part<'w> = (&'static str, &'w str, Markup);

/// The whole page.
pub fn page(view: &View) -> Markup {
    let lang = if view.options.lang == Lang::Zh { "zh-CN" } else { "en" };
    let title = fill(&view.words.html_title, &[("n", &view.analysis.papers.len())]);
    let parts = parts(view);
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ (view.analysis.tool.name) " " (view.analysis.tool.version) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body.many[view.many()] {
                a.skip href="#content" { (view.words.html_skip) }
                (header(view, &title))
                div.columns {
                    (navigation(view, &parts))
                    main id="content" tabindex="-1" {
                        (filters(view))
                        @for (_, _, part) in &parts { (part) }
                    }
                }
                footer { p { (view.words.html_footer) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// Nothing is loaded; the one style and the one script are known by their hashes.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |chunk: &[u8]| {
        let bits = (0..3).fold(0_u32, |bits, i| bits << 8 | chunk.get(i).copied().map_or(0, u32::from));
        (0..4).map(move |i| (i, (bits >> (18 - 6 * i)) as usize & 63)).collect::<Vec<_>>()
    };
    let digits = bytes.chunks(3).flat_map(|chunk| {
        let written = chunk.len() + 1;
        group(chunk)
            .into_iter()
            .map(move |(i, digit)| if i < written { char::from(DIGITS[digit]) } else { '=' })
    });
    digits.collect()
}

fn header(view: &View, title: &str) -> Markup {
    let papers = &view.analysis.papers;
    let findings: usize = papers.iter().map(|p| p.problems.len() + p.countermeasures.len()).sum();
    let figures: usize = papers.iter().map(|p| p.statistics.len()).sum();
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("papers", &papers.len()), ("findings", &findings), ("figures", &figures)];
    html! {
        header.masthead {
            h1 { (title) }
            p { (fill(&view.words.items_read, &values)) }
            @if let Some(filter) = &view.analysis.filter { p.warn { (view.index.filtered(view.words, filter)) } }
            p.made {
                (view.analysis.tool.name) " " (view.analysis.tool.version) " · "
                (view.words.html_pack) " " (view.analysis.domain.name) " " (view.analysis.domain.version)
            }
        }
    }
}

fn parts<'w>(view: &View<'w>) -> Vec<Part<'w>> {
    let words = view.words;
    let mut parts: Vec<Part> = vec![("summary", &words.summary, summary::section(view))];
    if !view.analysis.papers.is_empty() {
        let sections: [(_, &str, _); 12] = [
            ("topics", &words.matrix, topics::section(view)),
            ("answers", &words.html_answers, answers::map(view)),
            ("actors", &words.html_actors, matrix::actors(view)),
            ("unanswered", &words.unanswered, answers::unanswered(view)),
            ("indicators", &words.html_indicators, figures::series(view)),
            ("figures", &words.figures_by_indicator, figures::table(view)),
            ("arithmetic", &words.arithmetic, checks::arithmetic(view)),
            ("promises", &words.promises, checks::promises(view)),
            ("shared", &words.shared_list, likeness::shared(view)),
            ("similarity", &words.html_similarity, likeness::similarity(view)),
            ("words", &words.distinctive, likeness::distinctive(view)),
            ("papers", &words.html_papers, items::section(view)),
        ];
        parts.extend(sections);
    }
    parts.push(("diagnostics", &words.diagnostics, checks::diagnostics(view)));
    parts
}

fn navigation(view: &View, parts: &[Part]) -> Markup {
    html! {
        nav.contents aria-label=(view.words.html_contents) {
            ol { @for (id, title, _) in parts { li { a href={ "#" (id) } { (title) } } } }
        }
    }
}

/// Shown by the script; without scripts there is nothing to filter with.
fn filters(view: &View) -> Markup {
    let words = view.words;
    let comparison = &view.analysis.comparison;
    let papers = view.analysis.papers.iter().map(|p| (p.id.as_str(), format!("{} {}", p.id, view.title(p))));
    let topics = comparison.topics.iter().map(|t| (t.id.as_str(), view.index.name(t.id.as_str()).to_owned()));
    let actors = comparison.actors.iter().map(|a| (a.id.as_str(), view.index.name(a.id.as_str()).to_owned()));
    html! {
        form id="filters" role="search" aria-label=(words.html_filter) hidden {
            label.wide { span { (words.html_search) } input type="search" name="q" autocomplete="off"; }
            (choice("paper", &words.html_paper, &words.html_all, papers))
            (choice("topic", &words.matrix_topic, &words.html_all, topics))
            (choice("actor", &words.actor, &words.html_all, actors))
            div.buttons {
                button type="reset" { (words.html_clear) }
                button type="button" id="unfold" { (words.html_unfold) }
                button type="button" id="fold" { (words.html_fold) }
            }
            output id="shown" aria-live="polite" data-template=(if view.many() { &words.html_shown_papers } else { &words.html_shown }) {}
        }
    }
}

fn choice<'a>(name: &str, label: &str, all: &str, values: impl Iterator<Item = (&'a str, String)>) -> Markup {
    html! {
        label {
            span { (label) }
            select name=(name) {
                option value="" { (all) }
                @for (id, text) in values { option value=(anchor::token(id)) { (text) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn style_and_script_cannot_end_their_elements() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }
}
