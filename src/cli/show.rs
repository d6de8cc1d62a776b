use super::{
    engine::Engine,
    options::{ByHand, Look, Messages, Papers, Reading},
    outcome::{self, Outcome},
    target::Target,
};
use anyhow::{Result, bail};
use cbec::{
    model::{Analysis, Source},
    report::{
        Options,
        item::{self, Item},
        snippet::Excerpt,
    },
};
use encoding_rs::Encoding;
use std::ops::Range;

/// Show one finding or figure with its lines in the file, its links and its evidence
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec show 001/P1                              a problem of the paper 001 in corpus/
  cbec show 001/S4 papers/                      a figure of a paper in papers/")]
pub struct Args {
    /// Id of the finding or figure, as reports and JSON give it: 001/P1, 001/C2.1, 001/S4
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    papers: Papers,
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
    let engine = Engine::new(&args.reading)?.by_hand(&args.by_hand).watched(args.messages.console());
    let analysis = engine.analyze(&args.papers.paths())?;
    args.messages.console().diagnostics(&analysis.diagnostics);
    let Some(item) = Item::find(&analysis, &args.id) else { bail!(unknown(&analysis, &args.id)) };
    let lang = args.look.lang();
    let options = Options {
        lang,
        width: args.look.width(),
        color: args.look.color(true),
        names: engine.names(lang)?,
        ..Options::default()
    };
    let excerpt = excerpt(&item.paper().source, item);
    Target::Stdout.write(&item::render(&analysis, item, excerpt.as_ref(), &options))?;
    Ok(outcome::of_diagnostics(&analysis.diagnostics))
}

fn unknown(analysis: &Analysis, id: &str) -> String {
    let near = item::near(analysis, id, 5);
    let known = analysis.papers.iter().map(|p| p.id.as_str()).collect::<Vec<_>>();
    match (near.as_slice(), known.as_slice()) {
        ([], []) => format!("there is no item {id}: no paper could be read"),
        ([], papers) => format!("there is no item {id}; the papers read are: {}", listed(papers)),
        (near, _) => format!("there is no item {id}; did you mean {}?", near.join(" or ")),
    }
}

fn listed(papers: &[&str]) -> String {
    const MANY: usize = 10;
    let shown = papers.iter().take(MANY).copied().collect::<Vec<_>>().join(", ");
    if papers.len() > MANY { format!("{shown} … ({} in all)", papers.len()) } else { shown }
}

/// The text of the file around an item; nothing if the file is not there or no longer the one that was analysed.
fn excerpt(source: &Source, item: Item) -> Option<Excerpt> {
    let bytes = std::fs::read(&source.path).ok().filter(|bytes| bytes.len() == source.bytes)?;
    let encoding = Encoding::for_label(source.encoding.as_bytes())?;
    let decode =
        |part: Range<usize>| Some(encoding.decode_without_bom_handling(bytes.get(part)?).0.into_owned());
    let span = item.span();
    let inside = decode(span.start..span.end)?;
    let focus = item.figure().and_then(|figure| {
        let start = decode(span.start..figure.start)?.len();
        Some(start..start + decode(figure.start..figure.end)?.len())
    });
    Some(Excerpt {
        before: decode(0..span.start)?.trim_start_matches('\u{FEFF}').to_owned(),
        inside,
        after: decode(span.end..bytes.len())?,
        focus,
    })
}
