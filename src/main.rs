//! Arguments → command → exit code.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A fault in one paper becomes a diagnostic; its trace is for those who ask for it.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let cli = cli::Cli::parse();
    match cli::run(cli) {
        Ok(outcome) => outcome.into(),
        Err(error) => cli::outcome::of_error(&error).into(),
    }
}
