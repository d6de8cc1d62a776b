//! The report to look at: one HTML file that needs nothing else, works from disk and without scripts.
//!
//! *In*: [`Analysis`], and the paragraphs the items stand in where the caller has them. *Out*: the bytes of a page.
//! *Must not know*: where the paragraphs come from.
//!
//! Everything a paper says reaches the page through `maud`, which escapes it; the page's policy forbids it to load anything
//! and to run any script but its own.

mod anchor;
mod answers;
mod chart;
mod checks;
mod facts;
mod figures;
mod items;
mod likeness;
mod matrix;
mod shell;
mod summary;
mod topics;

use super::{
    Error, Lang, Options,
    index::Index,
    labels::{Words, words},
    snippet::Excerpt,
};
use crate::model::{Analysis, FindingId, Paper, PaperId, StatisticId};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The paragraphs items stand in, by the item's id. An item without one is shown by its own words alone.
pub type Passages = BTreeMap<String, Excerpt>;

/// Beyond so many papers, papers are folded and tables show only what concerns several of them.
const MANY: usize = 24;
/// So many figures of one indicator, and so many conflicts, are listed.
const ROWS: usize = 60;

/// The page without paragraphs.
///
/// # Errors
/// None; the signature is that of every renderer.
pub fn render(analysis: &Analysis, options: &Options) -> Result<Vec<u8>, Error> {
    Ok(page(analysis, options, &Passages::new()))
}

/// The page, each item in its paragraph where `passages` has it.
pub fn page(analysis: &Analysis, options: &Options, passages: &Passages) -> Vec<u8> {
    let view = View {
        analysis,
        index: Index::new(analysis, options),
        words: words(options.lang),
        passages,
        options,
        columns: columns(&analysis.papers),
    };
    shell::page(&view).into_string().into_bytes()
}

/// How many characters around an item are worth showing: all of a paragraph in a small report, less in one that would be too
/// large to open.
pub fn reach(analysis: &Analysis) -> usize {
    const SMALL: usize = 5_000;
    let items = |p: &Paper| p.problems.len() + p.countermeasures.len() + p.statistics.len();
    if analysis.papers.iter().map(items).sum::<usize>() <= SMALL { 600 } else { 60 }
}

/// What every section is given.
struct View<'a> {
    analysis: &'a Analysis,
    index: Index<'a>,
    words: &'static Words,
    passages: &'a Passages,
    options: &'a Options,
    columns: BTreeMap<&'a PaperId, String>,
}

impl<'a> View<'a> {
    fn many(&self) -> bool {
        self.analysis.papers.len() > MANY
    }

    /// The language of what papers say, where the page is in another.
    fn chinese(&self) -> Option<&'static str> {
        (self.options.lang != Lang::Zh).then_some("zh")
    }

    /// A paper's title, Chinese before English.
    fn title(&self, paper: &'a Paper) -> &'a str {
        let title = paper.meta.title_zh.as_deref().or(paper.meta.title_en.as_deref());
        title.unwrap_or(&self.words.untitled)
    }

    /// The inside of a fold. Of many papers it is put where a browser with scripts does not build it before it is opened,
    /// and one without scripts does so at once.
    fn lazy(&self, body: Markup) -> Markup {
        html! { @if self.many() { noscript { (body) } } @else { (body) } }
    }

    /// A paper's id as a link to the paper.
    fn paper(&self, id: &PaperId) -> Markup {
        let title = self.index.paper(id).map(|p| self.title(p));
        html! {
            @if let Some(title) = title { a.pid href={ "#" (anchor::paper(id.as_str())) } title=(title) { (id) } }
            @else { span.pid { (id) } }
        }
    }

    /// A problem's or countermeasure's id as a link to it.
    fn finding(&self, id: &FindingId) -> Markup {
        self.item(id.as_str(), self.index.finding(id).is_some())
    }

    /// A figure's id as a link to it.
    fn statistic(&self, id: &StatisticId) -> Markup {
        self.item(id.as_str(), self.index.statistic(id).is_some())
    }

    fn item(&self, id: &str, known: bool) -> Markup {
        html! {
            @if known { a.iid href={ "#" (anchor::item(id)) } { (id) } }
            @else { span.iid { (id) } }
        }
    }

    /// What a finding says, in short.
    fn label(&self, id: &FindingId) -> &'a str {
        self.index.finding(id).map_or("", |(_, f)| f.label.as_deref().unwrap_or(&f.statement))
    }

    /// The short name of a paper's column, as a link to the paper.
    fn column(&self, paper: &'a Paper) -> Markup {
        let name = self.columns.get(&paper.id).map_or(paper.id.as_str(), String::as_str);
        html! { a href={ "#" (anchor::paper(paper.id.as_str())) } title=(self.title(paper)) { (name) } }
    }
}

/// Ids where all are short, else numbers in the order of the papers.
fn columns(papers: &[Paper]) -> BTreeMap<&PaperId, String> {
    const SHORT: usize = 8;
    let short = papers.iter().all(|p| super::text::width(p.id.as_str()) <= SHORT);
    let name = |n: usize, p: &Paper| if short { p.id.to_string() } else { format!("#{}", n + 1) };
    papers.iter().enumerate().map(|(n, p)| (&p.id, name(n, p))).collect()
}

/// A section of the page with its heading.
fn section(id: &str, title: &str, body: Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={ "h-" (id) } {
            h2 id={ "h-" (id) } { (title) }
            (body)
        }
    }
}

/// A table that may be wider than the page: scrolled by itself, also from the keyboard.
fn scroller(label: &str, table: Markup) -> Markup {
    html! { div.scroll role="region" tabindex="0" aria-label=(label) { (table) } }
}
