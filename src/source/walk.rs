//! What is to be read: files, folders and standard input, each once and in order.

use crate::model::{Code, Diagnostic, Format, Severity};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// As given, or found below what was given; with forward slashes. `<stdin>` for standard input.
    pub path: String,
    /// Where its bytes come from.
    pub origin: Origin,
}

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Endings read as text, in folders. A file that is named is read whatever its ending.
const TEXT: [&str; 1] = ["txt"];
/// Endings read as Markdown.
const MARKDOWN: [&str; 2] = ["md", "markdown"];
/// Files that accompany a collection of papers and are none: a name beginning so is skipped in folders.
const ABOUT_FILES: [&str; 7] =
    ["readme", "license", "licence", "copying", "notice", "changelog", "contributing"];
/// Folders that accompany a collection of papers: annotations.
const ABOUT_FOLDERS: [&str; 1] = ["gold"];

impl Input {
    /// A file by its path.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Input { path: shown(&path), origin: Origin::File(path) }
    }

    /// Standard input.
    pub fn stdin() -> Self {
        Input { path: "<stdin>".into(), origin: Origin::Stdin }
    }

    /// The format by the ending of the name; `None` for standard input, which has no name.
    pub(super) fn format(&self) -> Option<Format> {
        match &self.origin {
            Origin::File(path) if has_ending(path, &MARKDOWN) => Some(Format::Markdown),
            Origin::File(_) => Some(Format::Text),
            Origin::Stdin => None,
        }
    }
}

/// Everything to read below `paths`, ordered by path, each file once however often and by whatever spelling it was given.
///
/// `-` is standard input. Folders are read to any depth; hidden entries, `README*`, `LICENSE*` and the like, and folders named
/// `gold` are left out. What cannot be found or opened is reported, the rest goes on.
pub fn collect(paths: &[PathBuf]) -> (Vec<Input>, Vec<Diagnostic>) {
    let (mut inputs, mut diagnostics) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::stdin());
        } else if path.is_dir() {
            collect_folder(path, &mut inputs, &mut diagnostics);
        } else if let Err(error) = path.metadata() {
            diagnostics.push(unreadable(&shown(path), format!("The path cannot be read: {error}.")));
        } else {
            inputs.push(Input::file(path));
        }
    }
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    let mut seen = HashSet::new();
    inputs.retain(|input| seen.insert(identity(input)));
    diagnostics.sort();
    diagnostics.dedup();
    (inputs, diagnostics)
}

fn collect_folder(root: &Path, inputs: &mut Vec<Input>, diagnostics: &mut Vec<Diagnostic>) {
    let before = (inputs.len(), diagnostics.len());
    let entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_paper(entry.path()) => {
                inputs.push(Input::file(entry.into_path()));
            }
            Ok(_) => {}
            // A link to a folder above: everything below is being read already.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().map_or_else(|| shown(root), shown);
                let why = error.into_io_error().map_or_else(|| "unknown reason".into(), |e| e.to_string());
                diagnostics.push(unreadable(&path, format!("The path cannot be read: {why}.")));
            }
        }
    }
    if before == (inputs.len(), diagnostics.len()) {
        let message = "The folder holds no .txt, .md or .markdown file that could be a paper.".into();
        diagnostics.push(unreadable(&shown(root), message));
    }
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_lowercase();
    let about = if entry.file_type().is_dir() {
        ABOUT_FOLDERS.contains(&name.as_str())
    } else {
        ABOUT_FILES.iter().any(|prefix| name.starts_with(prefix))
    };
    !name.starts_with('.') && !about
}

fn is_paper(path: &Path) -> bool {
    has_ending(path, &TEXT) || has_ending(path, &MARKDOWN)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() }
}

fn identity(input: &Input) -> Option<PathBuf> {
    match &input.origin {
        Origin::File(path) => Some(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Origin::Stdin => None,
    }
}

fn unreadable(path: &str, message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: Code::Unreadable,
        path: Some(path.into()),
        line: None,
        message,
        quote: None,
    }
}
