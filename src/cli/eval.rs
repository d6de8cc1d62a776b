use super::{
    console,
    engine::Engine,
    options::{Messages, Reading},
    outcome::{self, Outcome},
    target::Target,
};
use anyhow::{Context, Result, bail};
use cbec::{
    eval::{self, Evaluation, Floor, Gold, Sheet, Shortfall},
    model::{Diagnostic, Paper, Severity},
    source::{self, Input, Origin},
};
use clap::ValueEnum;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Score what is found against annotations made by hand
///
/// Every paper that has an annotation of the same name in the folder is read and scored: how many of the annotated items were
/// found (R), how many of those found are annotated (P), their harmonic mean (F1), where it lies in 95 of 100 samples of the
/// papers, and F1 with only equal texts for hits (strict).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec eval --gold corpus/gold --misses                    every error with its line
  cbec eval --gold gold papers --min problems.point=0.85   exit 1 below that F1
  cbec eval --gold gold papers -f json                     for other programs")]
pub struct Args {
    /// Files and folders of papers [default: the folder the annotations' folder is in]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder of annotations, one JSON file a paper
    #[arg(long, value_name = "DIR")]
    gold: PathBuf,
    /// Score this paper only; may be given several times
    #[arg(long, value_name = "ID")]
    paper: Vec<String>,
    /// Least F1 of a key, as problems.point=0.85; may be given several times
    ///
    /// A score below it, or one there is nothing to measure for, makes the exit status 1. With `.strict` after the key, only
    /// equal texts are hits.
    #[arg(long, value_name = "KEY=VALUE")]
    min: Vec<Floor>,
    /// List everything that is not as annotated, with file and line
    #[arg(long)]
    misses: bool,
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: Format,
    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    messages: Messages,
}

/// The forms an evaluation can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Text,
    /// Scores, misses and items got right as one JSON object
    Json,
}

pub fn run(args: Args) -> Result<Outcome> {
    let target = Target::prepare(args.output.clone())?;
    let engine = Engine::new(&args.reading)?;
    let gold = annotations(&args.gold, &args.paper)?;
    let mut set = Set::pair(gold, &args.paths())?;
    let mut sheets = Vec::new();
    let mut diagnostics = std::mem::take(&mut set.diagnostics);
    diagnostics.extend(engine.extract(&set.paths(), |paper| {
        sheets.push(set.score(&paper)?);
        Ok(())
    })?);
    let evaluation = Evaluation::of(sheets, &args.min);
    args.messages.console().diagnostics(&diagnostics);
    let report = match args.format {
        Format::Text => eval::text(&evaluation, args.misses),
        Format::Json => eval::json(&evaluation).context("cannot make the report")?,
    };
    target.write(report.as_bytes())?;
    evaluation.below.iter().for_each(|shortfall| console::fatal(&told(shortfall)));
    Ok(match outcome::of_diagnostics(&diagnostics) {
        Outcome::Done if !evaluation.below.is_empty() => Outcome::Finding,
        outcome => outcome,
    })
}

impl Args {
    fn paths(&self) -> Vec<PathBuf> {
        let beside = || match (self.gold.file_name(), self.gold.parent()) {
            (None, _) => self.gold.join(".."),
            (Some(_), Some(parent)) if !parent.as_os_str().is_empty() => parent.to_owned(),
            (Some(_), _) => ".".into(),
        };
        if self.paths.is_empty() { vec![beside()] } else { self.paths.clone() }
    }
}

/// The annotations of the papers asked for, all without one.
fn annotations(folder: &Path, papers: &[String]) -> Result<Vec<Gold>> {
    let mut gold = eval::load(folder)?;
    if let Some(unknown) = papers.iter().find(|id| !gold.iter().any(|g| g.paper == **id)) {
        let known: Vec<_> = gold.iter().map(|g| g.paper.as_str()).collect();
        bail!("{}: there is no annotation of {unknown}, only of {}", folder.display(), known.join(", "));
    }
    gold.retain(|g| papers.is_empty() || papers.contains(&g.paper));
    Ok(gold)
}

/// Annotations with their papers.
struct Set {
    /// By the path of the paper.
    pairs: BTreeMap<String, (Gold, Input)>,
    /// Papers that cannot be read, annotations without one.
    diagnostics: Vec<Diagnostic>,
}

impl Set {
    /// An annotation belongs to the paper whose file is called as it says.
    fn pair(gold: Vec<Gold>, paths: &[PathBuf]) -> Result<Set> {
        let (inputs, diagnostics) = source::collect(paths);
        let mut set = Set { pairs: BTreeMap::new(), diagnostics };
        let mut alone = Vec::new();
        for gold in gold {
            let called: Vec<&Input> = inputs.iter().filter(|i| is_called(i, &gold.paper)).collect();
            match called.as_slice() {
                [] => alone.push(gold.paper),
                [input] => {
                    set.pairs.insert(input.path.clone(), (gold, (*input).clone()));
                }
                [one, other, ..] => {
                    bail!(
                        "the annotation of {} may belong to {} or to {}: name the one that is meant",
                        gold.paper,
                        one.path,
                        other.path
                    )
                }
            }
        }
        if set.pairs.is_empty() && outcome::of_diagnostics(&set.diagnostics) == Outcome::Done {
            bail!("none of the annotated papers is here: {}", alone.join(", "));
        }
        set.diagnostics.extend(alone.iter().map(|paper| not_scored(paper)));
        Ok(set)
    }

    fn paths(&self) -> Vec<PathBuf> {
        let file = |input: &Input| match &input.origin {
            Origin::File(path) => path.clone(),
            Origin::Stdin => "-".into(),
        };
        self.pairs.values().map(|(_, input)| file(input)).collect()
    }

    fn score(&self, paper: &Paper) -> Result<Sheet> {
        let path = &paper.source.path;
        let (gold, input) = self.pairs.get(path).with_context(|| format!("{path} has no annotation"))?;
        let decoded = source::read(input).map_err(|d| anyhow::anyhow!("{path}: {}", d.message))?;
        Ok(eval::score(gold, paper, &decoded.text, decoded.first_line))
    }
}

fn is_called(input: &Input, name: &str) -> bool {
    match &input.origin {
        Origin::File(path) => path.file_stem().is_some_and(|stem| stem == name),
        Origin::Stdin => false,
    }
}

fn not_scored(paper: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: cbec::model::Code::Unreadable,
        path: None,
        line: None,
        message: format!("{paper} is annotated, but not among the papers read: it is not scored."),
        quote: None,
    }
}

fn told(Shortfall { key, least, f1 }: &Shortfall) -> String {
    match f1 {
        Some(f1) => format!("{key} is {f1:.4}, below its floor {least}"),
        None => format!("{key} has a floor, {least}, but nothing to measure"),
    }
}
