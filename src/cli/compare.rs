use super::{
    deliver::Delivery,
    engine::Engine,
    input,
    options::{Look, Messages, Output},
    outcome::Outcome,
    selection::Selection,
};
use anyhow::{Context, Result};
use cbec::model::{Code, Diagnostic, Paper, Severity};
use std::{
    io::BufRead,
    path::{Path, PathBuf},
    time::Instant,
};

/// Compare papers extracted before: `cbec extract` and `cbec compare` make `cbec analyze`
///
/// Reads what `cbec extract` and `cbec analyze -f ndjson` write, and gives the same analysis as `cbec analyze`, except for
/// diagnostics, which `cbec extract` has told already.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Papers as NDJSON, `-` for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    look: Look,
    /// Domain pack to take the names of topics and actors from in place of the one built in
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    domain: Option<PathBuf>,
    #[command(flatten)]
    messages: Messages,
}

pub fn run(args: Args) -> Result<Outcome> {
    let began = Instant::now();
    args.selection.check(&args.output.format)?;
    let targets = args.output.targets()?;
    let engine = Engine::with_domain(args.domain.as_deref())?;
    let (papers, diagnostics) = read(input::open(&args.file)?, &args.file)?;
    let analysis = engine.assemble(papers, diagnostics)?;
    let console = args.messages.console();
    let only = args.selection.only.as_slice();
    let analysis = args.selection.of(analysis, &engine)?;
    Delivery {
        targets: &targets,
        output: &args.output,
        only,
        look: &args.look,
        engine: &engine,
        console,
        began,
    }
    .deliver(&analysis)
}

/// The papers; a line that is none is a diagnostic, and the rest goes on.
fn read(input: impl BufRead, path: &Path) -> Result<(Vec<Paper>, Vec<Diagnostic>)> {
    let (mut papers, mut diagnostics) = (Vec::new(), Vec::new());
    for (i, line) in input.split(b'\n').enumerate() {
        let line = line.with_context(|| format!("cannot read {}", input::name(path)))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(&line) {
            Ok(paper) => papers.push(paper),
            // Every line of an analysis in JSON would be wrong: one message is enough.
            Err(_) if i == 0 && line.trim_ascii() == b"{" => {
                anyhow::bail!(
                    "{} is not NDJSON: write the papers with `cbec extract` or `cbec analyze -f ndjson`",
                    input::name(path)
                )
            }
            Err(error) => diagnostics.push(Diagnostic {
                severity: Severity::Error,
                code: Code::Unreadable,
                path: Some(input::name(path)),
                line: Some(i + 1),
                message: format!("This line is not a paper as `cbec extract` writes them: {}.", told(&error)),
                quote: None,
            }),
        }
    }
    Ok((papers, diagnostics))
}

/// The error without its position, which is one in the line and not in the file.
fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(said, _)| said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_told_with_its_number_and_an_empty_one_is_not() {
        let (papers, diagnostics) = read(&b"\n{\"id\": 1}\n\nnothing\n"[..], Path::new("x.ndjson")).unwrap();
        assert!(papers.is_empty());
        let places: Vec<_> = diagnostics.iter().map(|d| (d.path.as_deref(), d.line)).collect();
        assert_eq!(places, [(Some("x.ndjson"), Some(2)), (Some("x.ndjson"), Some(4))]);
    }

    #[test]
    fn an_analysis_in_json_is_told_apart() {
        let error = read(&b"{\n  \"schema\": \"cbec/1\"\n}\n"[..], Path::new("-")).unwrap_err();
        assert!(error.to_string().contains("cbec extract"), "{error}");
    }
}
