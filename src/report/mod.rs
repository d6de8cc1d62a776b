//! An analysis in, bytes out.
//!
//! *In*: [`Analysis`]. *Out*: the bytes of one [`Format`]. *Must not know*: where papers come from or where the bytes go.
//!
//! A new format is a file with a `render`, a variant of [`Format`] and an arm in [`Format::renderer`].

mod amount;
mod bibtex;
mod by_hand;
mod csl_json;
pub mod csv;
pub mod diff;
mod graphml;
pub mod html;
mod index;
pub mod item;
mod json;
pub mod kwic;
pub mod labels;
mod latex;
mod markdown;
pub mod ndjson;
mod part;
mod ris;
pub mod snippet;
mod table;
pub mod tables;
mod terminal;
pub mod text;
mod views;
mod works;
mod xlsx;

pub use crate::lexicon::Lang;
pub use part::Part;

use crate::model::Analysis;
use std::collections::BTreeMap;

/// The forms a report can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Text,
    /// The whole analysis as one JSON object.
    Json,
    /// The papers, one JSON object a line.
    Ndjson,
    /// A page to look at.
    Html,
    /// Tables to read, for a pull request.
    Markdown,
    /// A folder of tables.
    Csv,
    /// The tables as a workbook.
    Xlsx,
    /// Tables to read, for a paper.
    Latex,
    /// The links as a graph.
    Graphml,
    /// The papers and their references as CSL-JSON.
    CslJson,
    /// The same as BibTeX.
    Bibtex,
    /// The same as RIS.
    Ris,
}

/// A renderer: a pure function from model to bytes.
pub type Renderer = fn(&Analysis, &Options) -> Result<Vec<u8>, Error>;

/// A report that could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A value JSON cannot express.
    #[error("cannot write the analysis as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Rows that cannot be written.
    #[error("cannot write a table as CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// More rows or columns than a sheet has, and the like.
    #[error("cannot write the workbook: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// A format of several files asked for as one stream.
    #[error("CSV is several tables: give -o FOLDER, or --table NAME for one of them")]
    ManyFiles,
}

impl Format {
    /// Every format.
    pub const ALL: &[Format] = &[
        Format::Text,
        Format::Json,
        Format::Ndjson,
        Format::Html,
        Format::Markdown,
        Format::Csv,
        Format::Xlsx,
        Format::Latex,
        Format::Graphml,
        Format::CslJson,
        Format::Bibtex,
        Format::Ris,
    ];

    /// The name it is asked for by.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Html => "html",
            Format::Markdown => "markdown",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Latex => "latex",
            Format::Graphml => "graphml",
            Format::CslJson => "csl-json",
            Format::Bibtex => "bibtex",
            Format::Ris => "ris",
        }
    }

    /// One line on what it is for.
    pub fn about(self) -> &'static str {
        match self {
            Format::Text => "A report to read in a terminal",
            Format::Json => "The whole analysis as one JSON object (see `cbec schema`)",
            Format::Ndjson => "The papers, one JSON object a line, for `cbec compare` and other programs",
            Format::Html => "A page to look at, one file that needs no network",
            Format::Markdown => "Tables to read, in Markdown",
            Format::Csv => "A folder of tidy tables as CSV: give -o FOLDER, or --table for one of them",
            Format::Xlsx => "The tables as a workbook",
            Format::Latex => "The same tables for a LaTeX document",
            Format::Graphml => "Which countermeasure answers which problem, as a graph",
            Format::CslJson => "The papers and the works they cite, for Zotero, Pandoc and others",
            Format::Bibtex => "The papers and the works they cite, for LaTeX",
            Format::Ris => "The papers and the works they cite, for reference managers",
        }
    }

    /// The function that makes it.
    pub fn renderer(self) -> Renderer {
        match self {
            Format::Text => terminal::render,
            Format::Json => json::render,
            Format::Ndjson => ndjson::render,
            Format::Html => html::render,
            Format::Markdown => markdown::render,
            Format::Csv => csv::render,
            Format::Xlsx => xlsx::render,
            Format::Latex => latex::render,
            Format::Graphml => graphml::render,
            Format::CslJson => csl_json::render,
            Format::Bibtex => bibtex::render,
            Format::Ris => ris::render,
        }
    }
}

/// What a report needs to know besides the analysis. JSON formats need none of it.
#[derive(Debug, Clone)]
pub struct Options {
    /// The language of the report's own words.
    pub lang: Lang,
    /// Columns of the terminal; at least [`NARROWEST`] are used.
    pub width: usize,
    /// Whether to colour, with ANSI codes.
    pub color: bool,
    /// Names of topics and actors in the report's language, by id; where one is missing the analysis' own label stands.
    pub names: BTreeMap<String, String>,
    /// The parts of the report to show; none means all.
    pub only: Vec<Part>,
}

impl Options {
    /// Whether a part is to be shown.
    fn shows(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// Whether a text report calls papers by their numbers, because some id is too long for a column.
pub fn numbered(analysis: &Analysis) -> bool {
    index::numbered(&analysis.papers)
}

/// The least number of columns a report is laid out for.
pub const NARROWEST: usize = 40;

impl Default for Options {
    fn default() -> Self {
        Options { lang: Lang::Zh, width: 80, color: false, names: BTreeMap::new(), only: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_locale_chooses_the_language() {
        for (locale, lang) in [
            ("zh-CN", Lang::Zh),
            ("zh_TW.UTF-8", Lang::Zh),
            ("ZH", Lang::Zh),
            ("C", Lang::En),
            ("en-GB", Lang::En),
        ] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }
}
