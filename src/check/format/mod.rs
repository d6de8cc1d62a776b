//! What a check found, for CI platforms.
//!
//! *In*: a [`Report`] and the facts of the rules. *Out*: the bytes of one [`Format`]. *Must not know*: how rules work, what a
//! baseline is, where the bytes go.
//!
//! A new format is a file with a `render`, a variant of [`Format`] and an arm in [`Format::renderer`].

mod github;
mod gitlab;
mod junit;
mod path;
mod sarif;
mod summary;
mod text;

pub use summary::summary;

use super::{Report, Standing, Violation};
use crate::model::Severity;
use std::collections::BTreeSet;

/// The forms in which CI platforms take what a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// SARIF 2.1.0: GitHub code scanning, editors, viewers.
    Sarif,
    /// JUnit XML: GitLab, Jenkins and most others show it as tests.
    Junit,
    /// Workflow commands, which GitHub Actions shows beside the lines of a pull request.
    Github,
    /// Code Quality of GitLab, shown in merge requests.
    Gitlab,
}

/// What is known of a rule whether it is broken or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFacts {
    /// The stable id.
    pub id: &'static str,
    /// What it asks for, in one line.
    pub summary: String,
    /// Why, and how to mend what breaks it.
    pub explanation: String,
    /// How bad it is when it is broken, if nothing else is configured.
    pub severity: Severity,
}

/// A renderer: a pure function from a report to bytes.
pub type Renderer = fn(&Report, &[RuleFacts]) -> Result<Vec<u8>, Error>;

/// A report that could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A value JSON cannot express.
    #[error("cannot write the result of the check as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// XML that cannot be written.
    #[error("cannot write the result of the check as XML: {0}")]
    Xml(#[from] std::io::Error),
}

impl Format {
    /// Every format.
    pub const ALL: &[Format] = &[Format::Sarif, Format::Junit, Format::Github, Format::Gitlab];

    /// The name it is asked for by.
    pub fn name(self) -> &'static str {
        match self {
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
        }
    }

    /// One line on what it is for.
    pub fn about(self) -> &'static str {
        match self {
            Format::Sarif => "SARIF 2.1.0, for GitHub code scanning and editors",
            Format::Junit => "JUnit XML, a test a rule and file, for GitLab, Jenkins and others",
            Format::Github => "Workflow commands, for annotations in GitHub Actions",
            Format::Gitlab => "Code Quality JSON, for merge requests in GitLab",
        }
    }

    /// The function that makes it.
    pub fn renderer(self) -> Renderer {
        match self {
            Format::Sarif => sarif::render,
            Format::Junit => junit::render,
            Format::Github => github::render,
            Format::Gitlab => gitlab::render,
        }
    }
}

/// What a check found, in a format.
///
/// `rules` are all that ran: formats that show passing rules take them from here. A rule the report names and `rules` does not
/// have is shown with its id alone.
///
/// # Errors
///
/// Where the serializer of the format fails; no content of a report makes it do so.
pub fn render(format: Format, report: &Report, rules: &[RuleFacts]) -> Result<Vec<u8>, Error> {
    format.renderer()(report, rules)
}

/// The file to show what concerns the corpus as a whole by, where a platform asks for a file: there the expectations of a
/// corpus stand.
const CORPUS_FILE: &str = "cbec.toml";

/// What counts, the most severe first, otherwise in the order of the report.
fn counting(report: &Report) -> Vec<&Violation> {
    let mut found: Vec<&Violation> =
        report.violations.iter().filter(|v| v.standing == Standing::New).collect();
    found.sort_by_key(|v| v.severity);
    found
}

/// The rules that ran, and after them those only the report knows.
fn rules_of(report: &Report, rules: &[RuleFacts]) -> Vec<RuleFacts> {
    let mut all = rules.to_vec();
    let mut known: BTreeSet<&str> = rules.iter().map(|r| r.id).collect();
    for violation in &report.violations {
        if known.insert(violation.rule) {
            all.push(RuleFacts {
                id: violation.rule,
                summary: violation.rule.into(),
                explanation: String::new(),
                severity: violation.severity,
            });
        }
    }
    all
}
