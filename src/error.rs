//! Fatal errors: full sentences with the path and the remedy.

use std::path::PathBuf;

/// An error that ends the run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The threads of the run could not be started.
    #[error("cannot start the threads of the run: {0}; try a smaller --jobs")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The result could not be handed on.
    #[error(transparent)]
    Output(#[from] std::io::Error),
    /// A regular expression that cannot be used.
    #[error("the pattern {pattern:?} cannot be used: {message}")]
    Pattern {
        /// As given.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
    /// A domain pack that cannot be used.
    #[error("{place}: {message}", place = place(path, *line))]
    Pack {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong, and what was expected.
        message: String,
    },
    /// A file of overrides that cannot be used.
    #[error("{place}: {message}", place = place(path, *line))]
    Overrides {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong, and what was expected.
        message: String,
    },
}

fn place(path: &std::path::Path, line: Option<usize>) -> String {
    line.map_or_else(|| path.display().to_string(), |l| format!("{}:{l}", path.display()))
}
