use super::{outcome::Outcome, target::Target};
use anyhow::Result;
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: Args, mut command: clap::Command) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "cbec", &mut script);
    Target::Stdout.write(&script)?;
    Ok(Outcome::Done)
}
