//! What is wrong with a pack, and where.

use crate::model::Severity;

/// One thing wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// From 1; 0 where no line is to blame.
    pub line: usize,
    /// An error makes the pack unusable, a warning is likely a slip, a note is good to know.
    pub severity: Severity,
    /// What is wrong, and what was expected.
    pub message: String,
}

pub(super) type Faults = Vec<Fault>;

impl Fault {
    pub(super) fn error(line: usize, message: impl Into<String>) -> Fault {
        Fault { line, severity: Severity::Error, message: message.into() }
    }

    pub(super) fn warning(line: usize, message: impl Into<String>) -> Fault {
        Fault { line, severity: Severity::Warning, message: message.into() }
    }

    pub(super) fn note(line: usize, message: impl Into<String>) -> Fault {
        Fault { line, severity: Severity::Note, message: message.into() }
    }
}
