use super::{
    console,
    outcome::{self, Outcome},
    target::Target,
};
use anyhow::{Result, anyhow};
use cbec::{
    document,
    domain::{self, Check, Fault, Origin},
    model::{Diagnostic, Severity},
    source,
};
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

/// What is done with packs.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Look over domain packs: what is wrong with them, what is odd, and where their cues come from
    Check(CheckArgs),
    /// Print a commented pack to begin with
    Init(InitArgs),
}

/// Look over domain packs: what is wrong with them, what is odd, and where their cues come from
///
/// One line for each fault, `FILE:LINE: error: …`, all of a file at once, then a line that counts. The exit status is 1 if a pack
/// cannot be used, whatever the number of warnings.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec domain check                             the packs of the program
  cbec domain check tea.toml --papers corpus/   also, which cues never match in the papers")]
pub struct CheckArgs {
    /// Packs, by name or file; without one, those of the program
    #[arg(value_name = "PACK")]
    packs: Vec<PathBuf>,
    /// Files and folders of papers; the cues that match in none of them are listed
    #[arg(long, value_name = "PATH")]
    papers: Vec<PathBuf>,
    /// Say notes too: cues hidden inside longer ones, cues the pack built on has already
    #[arg(short, long)]
    verbose: bool,
}

/// Print a commented pack to begin with
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec domain init tea > tea.toml               then: cbec domain check tea.toml")]
pub struct InitArgs {
    /// The pack's name: small letters, digits and `-`
    #[arg(value_name = "NAME")]
    name: String,
}

pub fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Check(args) => check(&args),
        Command::Init(args) => {
            let pack = domain::starter(&args.name).map_err(|message| anyhow!(message))?;
            Target::Stdout.write(pack.as_bytes())?;
            Ok(Outcome::Done)
        }
    }
}

fn check(args: &CheckArgs) -> Result<Outcome> {
    let (texts, diagnostics) = texts(&args.papers);
    console::Console { quiet: false, verbose: args.verbose, summary: false }.diagnostics(&diagnostics);
    let mut outcome = outcome::of_diagnostics(&diagnostics);
    let packs = match args.packs.as_slice() {
        [] => domain::names().map(PathBuf::from).collect(),
        packs => packs.to_vec(),
    };
    let mut report = String::new();
    for pack in packs {
        match domain::text_of(&pack) {
            Ok((path, text)) => {
                let check = domain::check(&text, (!args.papers.is_empty()).then_some(&texts));
                tell(&mut report, &path, &check, args.verbose);
                if !check.usable() && outcome == Outcome::Done {
                    outcome = Outcome::Finding;
                }
            }
            Err(error) => {
                console::fatal(&error.to_string());
                outcome = Outcome::Failed;
            }
        }
    }
    Target::Stdout.write(report.as_bytes())?;
    Ok(outcome)
}

/// The reading texts of papers, and what is to be said of those that cannot be read.
fn texts(paths: &[PathBuf]) -> (Vec<String>, Vec<Diagnostic>) {
    if paths.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let (inputs, mut diagnostics) = source::collect(paths);
    let mut texts = Vec::new();
    for input in &inputs {
        match source::read(input) {
            Ok(decoded) => texts.push(document::read(&decoded).text().to_owned()),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (texts, diagnostics)
}

fn tell(report: &mut String, path: &Path, check: &Check, verbose: bool) {
    let wanted = check.faults.iter().filter(|f| verbose || f.severity != Severity::Note);
    for Fault { line, severity, message } in wanted.chain(&check.unused) {
        let place = if *line > 0 { format!(":{line}") } else { String::new() };
        let _ = writeln!(report, "{}{place}: {severity}: {message}", path.display());
    }
    let of = |severity| check.faults.iter().filter(|f| f.severity == severity).count();
    let _ = writeln!(
        report,
        "{}: {}, {}, {} ({}); {}, {}",
        path.display(),
        counted(check.topics, "topic"),
        counted(check.actors, "actor"),
        counted(check.cues(), "cue"),
        origins(check),
        counted(of(Severity::Error), "error"),
        counted(of(Severity::Warning), "warning"),
    );
}

fn origins(check: &Check) -> String {
    let one = |(origin, count): (&Origin, &usize)| format!("{origin} {count}");
    check.origins.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
