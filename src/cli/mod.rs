//! The command line: one file a subcommand.
//!
//! *In*: arguments. *Out*: results on standard output, everything else on standard error, an [`Outcome`]. *Must not know*: how
//! papers are read; all calls into the library's flow are in `engine`.

mod analyze;
mod check;
mod compare;
mod completions;
mod console;
mod deliver;
mod diff;
mod domain;
mod engine;
mod eval;
mod extract;
mod input;
mod kwic;
mod man;
mod options;
pub mod outcome;
mod passages;
mod progress;
mod quantities;
mod revision;
mod schema;
mod segment;
mod selection;
mod show;
mod state;
mod target;

use clap::{CommandFactory, Parser, Subcommand};
use outcome::Outcome;
use std::io::Write;

/// Reads Chinese problem-and-countermeasure papers: what problems each names, what it proposes, what figures it reports,
/// every item with its place in the text, and how the papers compare.
#[derive(Debug, Parser)]
#[command(name = "cbec", version, max_term_width = 100, disable_help_subcommand = true, after_help = exit_status())]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn exit_status() -> String {
    outcome::STATUS
        .iter()
        .fold("Exit status:".into(), |text, (code, meaning)| format!("{text}\n  {code}  {meaning}"))
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read papers, extract and compare: a report for people, or JSON
    Analyze(analyze::Args),
    /// Read papers, one JSON object a line as they are done
    Extract(extract::Args),
    /// Compare papers extracted before: `cbec extract` and `cbec compare` make `cbec analyze`
    Compare(compare::Args),
    /// Hold a corpus against rules, for CI: what is broken, duplicate, missing, contradictory or new
    Check(check::Args),
    /// Show what changed between two states of a corpus
    Diff(diff::Args),
    /// Show one finding or figure with its lines in the file, its links and its evidence
    Show(show::Args),
    /// Show every occurrence of a term in its context
    Kwic(kwic::Args),
    /// Score what is found against annotations made by hand
    Eval(eval::Args),
    /// List every quantity in a text, one JSON object per line of the text
    Quantities(input::Text),
    /// Cut a text into words, separated by spaces
    Segment(segment::Args),
    /// Check domain packs, or begin one
    #[command(subcommand)]
    Domain(domain::Command),
    /// Print the JSON Schema of the output
    Schema(schema::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page, of cbec or of one of its commands
    Man(man::Args),
}

/// Runs a command.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    match cli.command {
        Command::Analyze(args) => analyze::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Compare(args) => compare::run(args),
        Command::Check(args) => check::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Show(args) => show::run(args),
        Command::Kwic(args) => kwic::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Quantities(args) => {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            quantities::run(input::open(&args.file)?, &mut out)?;
            out.flush()?;
            Ok(Outcome::Done)
        }
        Command::Segment(args) => segment::run(args),
        Command::Domain(command) => domain::run(command),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args, Cli::command()),
        Command::Man(args) => man::run(args, Cli::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_and_option_is_explained() {
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{} has no help", command.get_name());
            for arg in command.get_arguments() {
                assert!(arg.get_help().is_some(), "{} of {} has no help", arg.get_id(), command.get_name());
            }
        }
    }
}
