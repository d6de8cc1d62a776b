//! Decisions made by hand: which files of them hold for a run, and the ids they may name.

use crate::{
    check::overrides::{self, Overrides, Vocabulary},
    domain::Domains,
    error::Error,
    extract,
    model::{Diagnostic, Paper},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Which overrides hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Overriding {
    /// None.
    #[default]
    Off,
    /// `cbec.overrides.toml` in each folder given, and beside each file given.
    Beside,
    /// This file.
    File(PathBuf),
}

/// The files of overrides of a run, read.
///
/// # Errors
/// If one of them cannot be read or used, with file and line.
pub(super) fn load(
    overriding: &Overriding,
    paths: &[PathBuf],
    domains: &Domains,
) -> Result<Vec<Overrides>, Error> {
    let files = match overriding {
        Overriding::Off => Vec::new(),
        Overriding::File(path) => vec![(path.clone(), paths.iter().any(|p| p.is_dir()))],
        Overriding::Beside => beside(paths),
    };
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let vocabulary = vocabulary(domains);
    files.into_iter().map(|(path, whole)| read(&path, whole, &vocabulary)).collect()
}

/// Applies them, in the order of their files.
pub(super) fn apply(papers: &mut [Paper], files: &[Overrides]) -> Vec<Diagnostic> {
    files.iter().flat_map(|file| overrides::apply(papers, file)).collect()
}

/// The files there are, each once, and whether all the papers it lies beside are read.
fn beside(paths: &[PathBuf]) -> Vec<(PathBuf, bool)> {
    let mut files: Vec<(PathBuf, bool)> = Vec::new();
    let mut seen = BTreeSet::new();
    // Folders first: a file named beside its own folder does not make the corpus less than whole.
    let (folders, single): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().filter(|p| p.as_os_str() != "-").partition(|p| p.is_dir());
    for (path, whole) in folders.into_iter().map(|p| (p, true)).chain(single.into_iter().map(|p| (p, false)))
    {
        let folder = if whole { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
        let file = folder.join(overrides::FILE);
        if file.is_file() && seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
            files.push((file, whole));
        }
    }
    files
}

fn read(path: &Path, whole: bool, vocabulary: &Vocabulary) -> Result<Overrides, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::Read { path: path.into(), source })?;
    let name = path.to_string_lossy().replace('\\', "/");
    let parsed = overrides::parse(&name, &text, vocabulary);
    let mut file = parsed.map_err(|faults| {
        let first = faults.first().map_or(0, |f| f.line);
        let told = faults.iter().enumerate().map(|(i, fault)| match i {
            0 => fault.message.clone(),
            _ => format!("; line {}: {}", fault.line, fault.message),
        });
        Error::Overrides { path: path.into(), line: Some(first).filter(|l| *l > 0), message: told.collect() }
    })?;
    file.whole_corpus = whole;
    Ok(file)
}

/// The ids of the pack of the run, and of the general one where papers of other fields may have been read with it.
fn vocabulary(domains: &Domains) -> Vocabulary {
    let packs = || domains.all();
    Vocabulary {
        topics: packs().flat_map(|d| d.topics.iter().map(|(id, _)| id.clone())).collect(),
        keyword: extract::KEYWORD.into(),
        actors: packs().flat_map(|d| d.actors.iter().map(|(id, _)| id.clone())).collect(),
    }
}
