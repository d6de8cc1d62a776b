use super::{
    engine::Engine,
    options::{Look, Messages, Papers, Reading},
    outcome::{self, Outcome},
    target::Target,
};
use anyhow::{Context, Result};
use cbec::{
    pipeline::kwic::{Found, Order, Query, papers_with},
    report::kwic::{self, Concordance},
};
use clap::ValueEnum;
use std::path::PathBuf;

/// Characters on each side where no line sets the measure.
const REACH: usize = 40;

/// Show every occurrence of a term in its context
///
/// The term is looked for in the text as it is read: lines joined, running heads and footnotes left out, Traditional characters
/// and full-width letters folded, so that either way of writing finds both. Letter case does not matter, nor whether a
/// space stands between Chinese and Latin. That nothing is found is no error.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec kwic 海外仓 corpus/                      a concordance
  cbec kwic 信用 --word --sort right            as a word of its own, by what follows
  cbec kwic --regex '(政府|国家)应' -f csv      a pattern, as a table")]
pub struct Args {
    /// What to look for
    #[arg(value_name = "TERM")]
    term: String,
    #[command(flatten)]
    papers: Papers,
    /// TERM is a regular expression (syntax of Rust's `regex`), case and spaces as written
    #[arg(long, help_heading = "Search")]
    regex: bool,
    /// Only where TERM begins and ends at the edge of a word, as `cbec segment` cuts them
    #[arg(long, help_heading = "Search")]
    word: bool,
    /// Order: by place in the papers, or by the text to the left (read backwards) or to the right
    #[arg(long, value_name = "ORDER", value_enum, default_value_t, help_heading = "Output")]
    sort: Sort,
    /// Show only the first N, in that order
    #[arg(long, value_name = "N", help_heading = "Output")]
    limit: Option<usize>,
    /// Characters of context on each side at most [default: what fits the line; 40 in json, ndjson and csv]
    #[arg(long, value_name = "N", help_heading = "Output")]
    context: Option<usize>,
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t, help_heading = "Output")]
    format: Form,
    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Sort {
    /// As they stand in the papers
    #[default]
    Place,
    /// By what stands before
    Left,
    /// By what stands after
    Right,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Form {
    /// One line an occurrence, the terms below one another
    #[default]
    Text,
    /// One JSON object
    Json,
    /// One JSON object an occurrence
    Ndjson,
    /// One row an occurrence
    Csv,
}

pub fn run(args: Args) -> Result<Outcome> {
    let target = Target::prepare(args.output)?;
    let query = if args.regex { Query::regex(&args.term) } else { Query::term(&args.term) }?;
    let width = args.look.width();
    // No character is narrower than a column.
    let reach = args.context.unwrap_or(if matches!(args.format, Form::Text) { width } else { REACH });
    let query = query.whole_words(args.word).reach(reach);
    let order = match args.sort {
        Sort::Place => Order::Place,
        Sort::Left => Order::Left,
        Sort::Right => Order::Right,
    };
    let engine = Engine::new(&args.reading)?.watched(args.messages.console());
    let found = engine.kwic(&args.papers.paths(), &query, order)?;
    let console = args.messages.console();
    console.diagnostics(&found.diagnostics);
    let shown = found.occurrences.get(..args.limit.unwrap_or(usize::MAX)).unwrap_or(&found.occurrences);
    let concordance = Concordance {
        term: &args.term,
        count: found.occurrences.len(),
        papers: found.papers,
        occurrences: shown,
    };
    let bytes = match args.format {
        Form::Text => kwic::text(concordance, width, args.look.color(target == Target::Stdout)),
        Form::Json => kwic::json(concordance).context("cannot make the output")?,
        Form::Ndjson => kwic::ndjson(concordance).context("cannot make the output")?,
        Form::Csv => kwic::csv(concordance).context("cannot make the output")?,
    };
    target.write(&bytes)?;
    console.tell(&counts(&found, shown.len()));
    Ok(outcome::of_diagnostics(&found.diagnostics))
}

fn counts(found: &Found, shown: usize) -> String {
    let n = found.occurrences.len();
    let papers = format!("papers: {} of {}", papers_with(&found.occurrences), found.papers);
    match n {
        0 => format!("nothing found in {} papers", found.papers),
        _ if shown < n => format!("occurrences: {n}, shown: {shown} · {papers}"),
        _ => format!("occurrences: {n} · {papers}"),
    }
}
