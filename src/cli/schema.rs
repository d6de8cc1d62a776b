use super::{outcome::Outcome, target::Target};
use anyhow::Result;
use cbec::model;

/// Print the JSON Schema of the output
///
/// JSON Schema 2020-12 of what `-f json` writes; `Paper` among its definitions is a line of `-f ndjson`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose output
    #[arg(long, value_name = "WHAT", default_value = "analysis")]
    of: Of,
}

/// What has a schema of its own.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Of {
    /// `cbec analyze`, `cbec extract` and `cbec compare`
    Analysis,
    /// `cbec diff`
    Diff,
}

pub fn run(args: Args) -> Result<Outcome> {
    let schema = match args.of {
        Of::Analysis => model::json_schema(),
        Of::Diff => model::diff_schema(),
    };
    let mut text = serde_json::to_vec_pretty(&schema)?;
    text.push(b'\n');
    Target::Stdout.write(&text)?;
    Ok(Outcome::Done)
}
