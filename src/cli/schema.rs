use super::{outcome::Outcome, target::Target};
use anyhow::Result;

/// Print the JSON Schema of the output
///
/// JSON Schema 2020-12 of what `-f json` writes; `Paper` among its definitions is a line of `-f ndjson`.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args) -> Result<Outcome> {
    let mut text = serde_json::to_vec_pretty(&cbec::model::json_schema())?;
    text.push(b'\n');
    Target::Stdout.write(&text)?;
    Ok(Outcome::Done)
}
