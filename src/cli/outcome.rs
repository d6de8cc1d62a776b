//! How a run ends: the only place where exit codes are decided.

use cbec::{
    check::{Report, Rule, Standing},
    model::{Diagnostic, Severity},
};
use std::{io, process::ExitCode};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done.
    Done,
    /// The command found what it is there to find: a failed check, a difference.
    Finding,
    /// Something could not be read or written, or the arguments are wrong.
    Failed,
}

/// What the codes mean, for help and manual.
pub const STATUS: [(&str, &str); 3] = [
    ("0", "Done."),
    ("1", "The command's own finding: a check failed, a difference was found."),
    ("2", "Something could not be read or written, or the arguments are wrong. The rest is reported."),
];

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Finding => 1,
            Outcome::Failed => 2,
        })
    }
}

/// A file left out makes the run a failed one, though the rest was reported.
pub fn of_diagnostics(diagnostics: &[Diagnostic]) -> Outcome {
    if diagnostics.iter().any(|d| d.severity == Severity::Error) { Outcome::Failed } else { Outcome::Done }
}

/// A file that could not be read makes a check a failed one, unless somebody accepted that; otherwise what counts at or above
/// `fail_on` is its finding.
pub fn of_report(report: &Report, fail_on: Severity) -> Outcome {
    let counts = || report.violations.iter().filter(|v| v.standing == Standing::New);
    let unread = |rule: &str| rule.parse().is_ok_and(Rule::is_unread);
    if counts().any(|v| v.severity == Severity::Error && unread(v.rule)) {
        Outcome::Failed
    } else if counts().any(|v| v.severity <= fail_on) {
        Outcome::Finding
    } else {
        Outcome::Done
    }
}

/// Says what went wrong, unless it is only that nobody reads on.
pub fn of_error(error: &anyhow::Error) -> Outcome {
    if is_broken_pipe(error) {
        return Outcome::Done;
    }
    super::console::fatal(&sentence(error));
    Outcome::Failed
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// The chain of causes as one sentence; a cause its effect has already told is not told again.
fn sentence(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.as_str() {
        "" => cause,
        told if told.contains(&cause) => told.to_owned(),
        told => format!("{told}: {cause}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::{Context, anyhow};
    use cbec::model::Code;

    #[test]
    fn a_broken_pipe_anywhere_in_the_chain_is_a_quiet_end() {
        let pipe = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert_eq!(of_error(&anyhow!(pipe()).context("cannot write")), Outcome::Done);
        assert_eq!(of_error(&anyhow!(serde_json::Error::io(pipe()))), Outcome::Done);
        assert_eq!(of_error(&anyhow!(io::Error::from(io::ErrorKind::StorageFull))), Outcome::Failed);
    }

    #[test]
    fn causes_are_told_once() {
        let error = Err::<(), _>(anyhow!("b")).context("a: b").context("outer").unwrap_err();
        assert_eq!(sentence(&error), "outer: a: b");
    }

    #[test]
    fn only_errors_make_a_run_fail() {
        let with = |severity| Diagnostic {
            severity,
            code: Code::Empty,
            path: None,
            line: None,
            message: String::new(),
            quote: None,
        };
        assert_eq!(of_diagnostics(&[]), Outcome::Done);
        assert_eq!(of_diagnostics(&[with(Severity::Warning), with(Severity::Note)]), Outcome::Done);
        assert_eq!(of_diagnostics(&[with(Severity::Note), with(Severity::Error)]), Outcome::Failed);
    }
}
