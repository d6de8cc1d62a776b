use super::{
    console::Counts,
    engine::Engine,
    options::{ByHand, Messages, Papers, Reading},
    outcome::{self, Outcome},
    target::Target,
};
use anyhow::{Context, Result};
use cbec::{model::Paper, report::ndjson};
use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
    time::Instant,
};

/// Read papers, one JSON object a line as they are done
///
/// The papers come in the order of their paths, each as soon as it and all before it are done.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec extract corpus/ > papers.ndjson          the map step
  cbec compare papers.ndjson -f json            the reduce step")]
pub struct Args {
    #[command(flatten)]
    papers: Papers,
    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    by_hand: ByHand,
    #[command(flatten)]
    messages: Messages,
}

pub fn run(args: Args) -> Result<Outcome> {
    let began = Instant::now();
    let target = Target::prepare(args.output)?;
    let console = args.messages.console();
    // Papers that go to the terminal themselves tell how far the run has come.
    let seen = target == Target::Stdout && io::stdout().is_terminal();
    let engine = Engine::new(&args.reading)?.by_hand(&args.by_hand);
    let engine = if seen { engine } else { engine.watched(console) };
    let mut writer = Writer { target, out: None, counts: Counts::default() };
    let diagnostics = engine.extract(&args.papers.paths(), |paper| writer.write(&paper))?;
    writer.open()?;
    console.diagnostics(&diagnostics);
    console.counted(writer.counts, began.elapsed());
    Ok(outcome::of_diagnostics(&diagnostics))
}

/// Opens its target when there is something to write.
struct Writer {
    target: Target,
    out: Option<Box<dyn Write>>,
    counts: Counts,
}

impl Writer {
    fn open(&mut self) -> Result<&mut dyn Write> {
        let opened = match self.out.take() {
            Some(out) => out,
            None => self.target.open()?,
        };
        Ok(self.out.insert(opened).as_mut())
    }

    fn write(&mut self, paper: &Paper) -> Result<()> {
        let line = ndjson::line(paper)?;
        let name = self.target.name();
        let out = self.open()?;
        out.write_all(&line).and_then(|()| out.flush()).with_context(|| format!("cannot write {name}"))?;
        self.counts.add(paper);
        Ok(())
    }
}
