//! Arguments → command → exit code.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match cli::run(cli) {
        Ok(outcome) => outcome.into(),
        Err(error) => cli::outcome::of_error(&error).into(),
    }
}
