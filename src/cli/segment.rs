use super::{engine::Engine, input, outcome::Outcome};
use anyhow::{Context, Result};
use std::{
    io::{self, BufRead, BufWriter, Write},
    path::PathBuf,
};

/// Cut a text into words, separated by spaces
///
/// One line of words for each line of the text. The words of the domain pack are known to it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    text: input::Text,
    /// Domain pack, by name or file; without it the one that fits the paper
    #[arg(long, value_name = "PACK")]
    domain: Option<PathBuf>,
}

pub fn run(args: Args) -> Result<Outcome> {
    let engine = Engine::with_domain(args.domain.as_deref())?;
    let input = input::open(&args.text.file)?;
    let segmenter = engine.segmenter()?;
    let mut out = BufWriter::new(io::stdout().lock());
    for (i, line) in input.lines().enumerate() {
        let line =
            line.with_context(|| format!("cannot read line {} of {}", i + 1, input::name(&args.text.file)))?;
        let words = segmenter.cut(&line);
        let words: Vec<&str> = words.iter().map(|w| w.text.trim()).filter(|w| !w.is_empty()).collect();
        writeln!(out, "{}", words.join(" ")).context("cannot write standard output")?;
    }
    out.flush().context("cannot write standard output")?;
    Ok(Outcome::Done)
}
