use crate::model::Severity;
use serde::Serialize;

/// What a check found: every violation, the most severe first within its file, files in path order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// All of them, also those that do not count.
    pub violations: Vec<Violation>,
}

/// One rule broken at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// The stable id of the rule, such as `figure-without-period`.
    pub rule: &'static str,
    /// How bad, after configuration.
    pub severity: Severity,
    /// A full sentence in the language of the run.
    pub message: String,
    /// Where; none for what concerns the corpus as a whole.
    pub location: Option<Location>,
    /// Ids of the papers, findings and figures concerned, such as `001/S3`.
    pub items: Vec<String>,
    /// The other places it takes to see it: the second of two conflicting figures, the first of two equal papers.
    pub related: Vec<Related>,
    /// From the rule and the words concerned, not from lines or paths: the same after a file is moved or wrapped anew.
    pub fingerprint: String,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether a violation counts against the corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Standing {
    /// It counts.
    #[default]
    New,
    /// Known before: in the baseline.
    Baseline,
    /// Accepted by hand in the configuration.
    Suppressed {
        /// Why, in the words of who accepted it.
        reason: String,
    },
}

/// A file, and the place in it if there is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// As in `Source::path`.
    pub path: String,
    /// None for the file as a whole.
    pub place: Option<Place>,
}

/// A stretch of a text file in the units of editors and CI platforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The first line, from 1.
    pub line: usize,
    /// The first column in Unicode code points, from 1.
    pub column: usize,
    /// The last line, from 1.
    pub end_line: usize,
    /// One past the last column, from 1.
    pub end_column: usize,
}

/// Another place that belongs to a violation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there: a full sentence.
    pub message: String,
}
