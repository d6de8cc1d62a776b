//! Standard error: what is said besides the result. A reader who has gone is no reason to stop.

use anstyle::{AnsiColor, Style};
use cbec::model::{Analysis, Diagnostic, Paper, Severity};
use std::{io::Write, time::Duration};

/// What may be said.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    /// Errors only.
    pub quiet: bool,
    /// Notes too.
    pub verbose: bool,
    /// One line at the end.
    pub summary: bool,
}

impl Console {
    /// Says each diagnostic that is wanted, once.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            let wanted = match diagnostic.severity {
                Severity::Error => true,
                Severity::Warning => !self.quiet,
                Severity::Note => self.verbose,
            };
            if wanted {
                say(diagnostic.severity, &line(diagnostic));
            }
        }
    }

    /// Says a sentence as a warning.
    pub fn warning(&self, text: &str) {
        if !self.quiet {
            say(Severity::Warning, text);
        }
    }

    /// Says a diagnostic's sentence as a note.
    pub fn note(&self, text: &str) {
        if self.verbose {
            say(Severity::Note, text);
        }
    }

    /// Says what a search brought, whether or not anybody watches.
    pub fn tell(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// Says a sentence as a warning.
    pub fn warn(&self, text: &str) {
        if !self.quiet {
            say(Severity::Warning, text);
        }
    }

    /// Says what was done, and how long it took.
    pub fn done(&self, analysis: &Analysis, took: Duration) {
        let mut counts = Counts::default();
        analysis.papers.iter().for_each(|p| counts.add(p));
        self.counted(counts, took);
    }

    /// As [`Console::done`], for papers counted one by one.
    pub fn counted(&self, counts: Counts, took: Duration) {
        if self.summary {
            let Counts { papers, findings, figures } = counts;
            let _ = writeln!(
                anstream::stderr(),
                "papers: {papers} · findings: {findings} · figures: {figures} · {:.2} s",
                took.as_secs_f64()
            );
        }
    }
}

/// What a run brought.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    papers: usize,
    findings: usize,
    figures: usize,
}

impl Counts {
    /// Counts a paper and what is in it.
    pub fn add(&mut self, paper: &Paper) {
        self.papers += 1;
        self.findings += paper.problems.len() + paper.countermeasures.len();
        self.figures += paper.statistics.len();
    }
}

/// Says why the run ended.
pub fn fatal(text: &str) {
    say(Severity::Error, text);
}

fn say(severity: Severity, text: &str) {
    let style = Style::new().bold().fg_color(Some(match severity {
        Severity::Error => AnsiColor::Red.into(),
        Severity::Warning => AnsiColor::Yellow.into(),
        Severity::Note => AnsiColor::Cyan.into(),
    }));
    let text = cbec::report::text::clean(text);
    let _ = writeln!(anstream::stderr(), "cbec: {style}{severity}{style:#}: {text}");
}

/// `path:line: message`.
fn line(diagnostic: &Diagnostic) -> String {
    let place = match (&diagnostic.path, diagnostic.line) {
        (Some(path), Some(line)) => format!("{path}:{line}: "),
        (Some(path), None) => format!("{path}: "),
        (None, _) => String::new(),
    };
    format!("{place}{}", diagnostic.message)
}
