//! The report for people, in a terminal.
//!
//! *In*: [`Analysis`]. *Out*: lines no wider than the terminal, one screen of summary first. *Must not know*: which terminal.

mod coverage;
mod diagnostics;
pub(super) mod figures;
mod header;
mod listing;
mod matrix;
pub(super) mod page;
mod papers;
mod series;
mod summary;
pub(super) mod theme;

use super::{
    Error, NARROWEST, Options, Part,
    index::Index,
    labels::{Words, words},
    text::Rich,
};
use crate::model::{Analysis, Paper};
use page::Page;

/// What every section is given.
pub(super) struct Context<'a> {
    pub analysis: &'a Analysis,
    pub index: Index<'a>,
    pub words: &'static Words,
}

impl<'a> Context<'a> {
    pub fn new(analysis: &'a Analysis, options: &'a Options) -> Self {
        Context { analysis, index: Index::new(analysis, options), words: words(options.lang) }
    }

    /// `000.txt:123`, faint.
    pub fn place(&self, paper: &Paper, line: usize) -> Rich {
        Rich::styled(theme::FAINT, self.index.place(paper, line))
    }

    /// Names of topics or actors, joined.
    pub fn tags<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Rich
    where
        'i: 'a,
    {
        Rich::styled(theme::TAG, ids.map(|id| self.index.name(id)).collect::<Vec<_>>().join("·"))
    }

    /// A paper's title, Chinese before English.
    pub fn title(&self, paper: &'a Paper) -> &'a str {
        let title = paper.meta.title_zh.as_deref().or(paper.meta.title_en.as_deref());
        title.unwrap_or(&self.words.untitled)
    }
}

/// The whole report.
pub fn render(analysis: &Analysis, options: &Options) -> Result<Vec<u8>, Error> {
    let context = Context::new(analysis, options);
    let mut page = Page::new(options.width.max(NARROWEST));
    header::write(&context, &mut page);
    type Write = fn(&Context, &mut Page);
    let parts: [(Part, Write); 12] = [
        (Part::Summary, summary::write),
        (Part::Papers, header::papers),
        (Part::Topics, matrix::topics),
        (Part::Actors, matrix::actors),
        (Part::Papers, papers::write),
        (Part::Figures, figures::write),
        (Part::Unanswered, coverage::unanswered),
        (Part::Arithmetic, coverage::arithmetic),
        (Part::Promises, coverage::promises),
        (Part::References, coverage::references),
        (Part::Words, coverage::wording),
        (Part::Index, listing::write),
    ];
    if !analysis.papers.is_empty() {
        parts
            .iter()
            .filter(|(part, _)| options.shows(*part))
            .for_each(|(_, write)| write(&context, &mut page));
    }
    if options.shows(Part::Diagnostics) {
        super::by_hand::write(&context, options, &mut page);
        diagnostics::write(&context, &mut page);
    }
    Ok(finish(page.into_string(), options.color))
}

/// The bytes, with or without the styles.
pub(super) fn finish(text: String, color: bool) -> Vec<u8> {
    if color { text.into_bytes() } else { anstream::adapter::strip_str(&text).to_string().into_bytes() }
}

/// The part of an id after the paper: `P1.2` of `001/P1.2`.
pub(super) fn short(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
