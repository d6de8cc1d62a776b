use super::{PaperId, Span};
use serde::{Deserialize, Serialize};

/// A term in its context: one line of a concordance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occurrence {
    /// The paper.
    pub paper: PaperId,
    /// Its file, as in [`Source`](super::Source).
    pub path: String,
    /// The section path it stands in, as in a finding; empty outside the body (title, abstract, keywords).
    pub section: String,
    /// What stands before it in its paragraph, as printed, page noise removed.
    pub left: String,
    /// The term as printed.
    pub term: String,
    /// What stands after it in its paragraph.
    pub right: String,
    /// Where the term stands.
    pub span: Span,
}
