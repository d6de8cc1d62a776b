use super::{
    engine::Engine,
    options::{ByHand, Look, Messages, Reading},
    outcome::{self, Outcome},
    revision::{Checkout, Range},
    state::{self, State},
    target::Target,
};
use anyhow::{Context, Result, bail};
use cbec::{
    check::diff,
    model::Difference,
    report::{Options, diff as report},
};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Show what changed between two states of a corpus: papers, findings, figures, links, and what that changes in the comparison
///
/// OLD and NEW are papers (a file or folder, read now), or what `cbec analyze -f json` or `-f ndjson` wrote. With --git, a
/// revision is compared with the working tree, or with another revision. Items are matched by what they say: moving a file,
/// breaking its lines elsewhere or changing its encoding is no difference. The exit status is 0 if nothing differs, 1 if
/// something does.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "cbec diff [OPTIONS] <OLD> <NEW>\n       cbec diff [OPTIONS] --git <REV> [PATH]...",
    after_help = "\
Examples:
  cbec diff before.json corpus/                 an analysis kept, and the papers as they are now
  cbec diff --git HEAD                          what the working tree changes
  cbec diff --git origin/main...HEAD corpus/ -f markdown    for a comment on a pull request"
)]
pub struct Args {
    /// The two states to compare; with --git: files and folders of papers [default: corpus, else .]
    #[arg(value_name = "OLD> <NEW")]
    states: Vec<PathBuf>,
    /// Compare a git revision with the working tree, or REV1..REV2, or REV1...REV2 from where they parted
    #[arg(long, value_name = "REV")]
    git: Option<String>,
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: Format,
    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    by_hand: ByHand,
    #[command(flatten)]
    messages: Messages,
}

/// The forms a difference can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A report to read in a terminal
    Text,
    /// A comment for a pull request
    Markdown,
    /// Everything as one JSON object (see `cbec schema --of diff`)
    Json,
}

impl Format {
    fn form(self) -> report::Form {
        match self {
            Format::Text => report::Form::Text,
            Format::Markdown => report::Form::Markdown,
            Format::Json => report::Form::Json,
        }
    }
}

pub fn run(args: Args) -> Result<Outcome> {
    let target = Target::prepare(args.output.clone())?;
    let engine = Engine::new(&args.reading)?.by_hand(&args.by_hand);
    let [old, new] = args.states(&engine)?;
    let console = args.messages.console();
    let diagnostics: Vec<_> = old.told().chain(new.told()).cloned().collect();
    console.diagnostics(&state::once(&diagnostics));
    let difference = diff::difference(&old.analysis, &new.analysis, [&old.name, &new.name]);
    if let Some(warning) = read_otherwise(&difference) {
        console.warn(&warning);
    }
    let lang = args.look.lang();
    let options = Options {
        lang,
        width: args.look.width(),
        color: args.look.color(target == Target::Stdout),
        names: engine.names(lang)?,
        only: Vec::new(),
    };
    let bytes = report::render(&difference, args.format.form(), &options, args.messages.is_verbose());
    target.write(&bytes.context("cannot make the report")?)?;
    Ok(match outcome::of_diagnostics(&diagnostics) {
        Outcome::Done if !difference.is_empty() => Outcome::Finding,
        outcome => outcome,
    })
}

impl Args {
    fn states(&self, engine: &Engine) -> Result<[State; 2]> {
        match (&self.git, self.states.as_slice()) {
            (Some(range), _) => self.revisions(engine, &Range::parse(range)?),
            (None, [old, new]) if is_stdin(old) && is_stdin(new) => {
                bail!("only one of the two can come from standard input")
            }
            (None, [old, new]) => Ok([State::read(engine, old)?, State::read(engine, new)?]),
            (None, given) => bail!(
                "two states are compared, {} given: name OLD and NEW, or a revision with --git",
                match given.len() {
                    0 => "none is".into(),
                    1 => "one is".into(),
                    n => format!("{n} are"),
                }
            ),
        }
    }

    fn revisions(&self, engine: &Engine, range: &Range) -> Result<[State; 2]> {
        let paths = match self.states.as_slice() {
            [] if Path::new("corpus").is_dir() => vec!["corpus".into()],
            [] => vec![".".into()],
            paths => paths.to_vec(),
        };
        let old = Checkout::of(&range.old, &paths)?;
        let new = range.new.as_ref().map(|revision| Checkout::of(revision, &paths)).transpose()?;
        for path in &paths {
            let there = |checkout: &Checkout| Checkout::has(checkout, path);
            let after = new.as_ref().map_or_else(|| path.exists(), there);
            if !there(&old) && !after {
                bail!("{} is in neither of the two states", path.display());
            }
        }
        let before = State::checked_out(engine, &old, &range.old)?;
        let after = match (&new, &range.new) {
            (Some(checkout), Some(revision)) => State::checked_out(engine, checkout, revision)?,
            _ => State::working_tree(engine, &paths)?,
        };
        Ok([before, after])
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What another reader finds may differ though the papers are the same.
fn read_otherwise(difference: &Difference) -> Option<String> {
    let (old, new) = (&difference.old, &difference.new);
    let named = |n: &cbec::model::Named| format!("{} {}", n.name, n.version);
    let (a, b) = if old.tool != new.tool { (&old.tool, &new.tool) } else { (&old.domain, &new.domain) };
    (a != b).then(|| {
        format!(
            "the two were read by {} and by {}: some differences may come from that, not from the papers",
            named(a),
            named(b)
        )
    })
}
