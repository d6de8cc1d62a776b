//! A state of a corpus: papers read now, at a revision, or an analysis kept in a file.

use super::{engine::Engine, input, revision::Checkout};
use anyhow::{Context, Result, anyhow, bail};
use cbec::model::{Analysis, Diagnostic, Paper, SCHEMA};
use std::{
    io::Read,
    path::{Path, PathBuf},
};

/// An analysis, and what is to be said of how it was read.
pub struct State {
    /// As it was given.
    pub name: String,
    /// What was read.
    pub analysis: Analysis,
    /// Whether it was read now, so that its diagnostics are news.
    now: bool,
}

impl State {
    /// From a folder, a paper, or a file of results; `-` is results on standard input.
    pub fn read(engine: &Engine, path: &Path) -> Result<Self> {
        let name = path.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            return Ok(State { name, analysis: engine.analyze(&[path.to_owned()])?, now: true });
        }
        let mut bytes = Vec::new();
        input::open(path)?.read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
        match kept(engine, &bytes).with_context(|| format!("cannot use {}", input::name(path)))? {
            Some(analysis) => Ok(State { name, analysis, now: false }),
            None if path.as_os_str() == "-" || is_result(path) => {
                bail!("{} is neither JSON nor NDJSON as `cbec analyze` writes them", input::name(path))
            }
            None => Ok(State { name, analysis: engine.analyze(&[path.to_owned()])?, now: true }),
        }
    }

    /// Papers of a revision, under the names they have in the repository.
    pub fn checked_out(engine: &Engine, checkout: &Checkout, revision: &str) -> Result<Self> {
        let mut analysis = analyzed(engine, &checkout.paths)
            .map_err(|error| anyhow!(checkout.told(&format!("{error:#}"), revision)))?;
        for paper in &mut analysis.papers {
            paper.source.path = checkout.shown(&paper.source.path);
        }
        for diagnostic in &mut analysis.diagnostics {
            diagnostic.path = diagnostic.path.as_deref().map(|p| checkout.shown(p));
        }
        Ok(State { name: revision.into(), analysis, now: true })
    }

    /// Papers as they lie there; a path that is gone holds none.
    pub fn working_tree(engine: &Engine, paths: &[PathBuf]) -> Result<Self> {
        let paths: Vec<_> = paths.iter().filter(|p| p.exists()).cloned().collect();
        Ok(State { name: "working tree".into(), analysis: analyzed(engine, &paths)?, now: true })
    }

    /// Diagnostics that were not told before.
    pub fn told(&self) -> impl Iterator<Item = &Diagnostic> {
        self.analysis.diagnostics.iter().filter(|_| self.now)
    }
}

/// No paths, no papers.
fn analyzed(engine: &Engine, paths: &[PathBuf]) -> Result<Analysis> {
    if paths.is_empty() { engine.assemble(Vec::new(), Vec::new()) } else { engine.analyze(paths) }
}

fn is_result(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| ["json", "ndjson", "jsonl"].iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// What the bytes hold if they are an analysis or papers as NDJSON; nothing if they are something else.
fn kept(engine: &Engine, bytes: &[u8]) -> Result<Option<Analysis>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    if !text.starts_with(b"{") {
        return Ok(None);
    }
    #[derive(serde::Deserialize)]
    struct Head {
        schema: Option<String>,
    }
    let mut values = serde_json::Deserializer::from_slice(text).into_iter::<Head>();
    match values.next() {
        Some(Ok(Head { schema: Some(schema) })) if schema == SCHEMA => Ok(Some(
            serde_json::from_slice(text).context("not an analysis as this version of cbec writes it")?,
        )),
        Some(Ok(Head { schema: Some(schema) })) => bail!("its schema is {schema}, not {SCHEMA}"),
        Some(Ok(Head { schema: None })) => papers(engine, text).map(Some),
        _ => Ok(None),
    }
}

fn papers(engine: &Engine, text: &[u8]) -> Result<Analysis> {
    let mut papers: Vec<Paper> = Vec::new();
    for (i, line) in text.split(|b| *b == b'\n').enumerate() {
        if !line.trim_ascii().is_empty() {
            papers.push(
                serde_json::from_slice(line).with_context(|| format!("line {} is not a paper", i + 1))?,
            );
        }
    }
    engine.assemble(papers, Vec::new())
}

/// Each once: what both states share need not be said twice.
pub fn once(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut all = diagnostics.to_vec();
    all.sort();
    all.dedup();
    all
}
