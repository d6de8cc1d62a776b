use super::{
    deliver::Delivery,
    engine::Engine,
    options::{ByHand, Look, Messages, Output, Papers, Reading},
    outcome::Outcome,
    selection::Selection,
};
use anyhow::Result;
use std::time::Instant;

/// Read papers, extract and compare: a report for people, or JSON
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec analyze corpus/                          a report for people
  cbec analyze corpus/ -f json | jq '.papers[].problems[].label'
  cbec analyze a.txt b.txt -f text -f json -o report.txt -o report.json")]
pub struct Args {
    #[command(flatten)]
    papers: Papers,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    by_hand: ByHand,
    #[command(flatten)]
    messages: Messages,
}

pub fn run(args: Args) -> Result<Outcome> {
    let began = Instant::now();
    args.selection.check(&args.output.format)?;
    let targets = args.output.targets()?;
    let engine = Engine::new(&args.reading)?.by_hand(&args.by_hand).watched(args.messages.console());
    let analysis = engine.analyze(&args.papers.paths())?;
    let console = args.messages.console();
    let only = args.selection.only.as_slice();
    let analysis = args.selection.of(analysis, &engine)?;
    Delivery {
        targets: &targets,
        output: &args.output,
        only,
        look: &args.look,
        engine: &engine,
        console,
        began,
    }
    .deliver(&analysis)
}
