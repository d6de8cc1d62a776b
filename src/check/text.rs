//! The report for people: a line for each violation, most severe first within its file.

use super::{
    Location, Outcome, Report, Rule, Standing, Violation,
    words::{self, Value},
};
use crate::{lexicon::Lang, model::Severity};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// What the text report looks like.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language of its own words.
    pub lang: Lang,
    /// Whether to colour, with ANSI codes.
    pub color: bool,
    /// Whether to show what does not count.
    pub all: bool,
}

/// How many violations there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// New ones of severity `error`.
    pub errors: usize,
    /// New ones of severity `warning`.
    pub warnings: usize,
    /// New ones of severity `note`.
    pub notes: usize,
    /// In the baseline.
    pub known: usize,
    /// Accepted by hand.
    pub suppressed: usize,
}

impl Tally {
    /// Counts a report.
    pub fn of(report: &Report) -> Tally {
        let mut tally = Tally::default();
        for violation in &report.violations {
            let count = match (&violation.standing, violation.severity) {
                (Standing::Baseline, _) => &mut tally.known,
                (Standing::Suppressed { .. }, _) => &mut tally.suppressed,
                (Standing::New, Severity::Error) => &mut tally.errors,
                (Standing::New, Severity::Warning) => &mut tally.warnings,
                (Standing::New, Severity::Note) => &mut tally.notes,
            };
            *count += 1;
        }
        tally
    }
}

/// The report, with the number of papers read at its end.
pub fn text(outcome: &Outcome, papers: usize, look: Look) -> String {
    let report = &outcome.report;
    let shown = report.violations.iter().filter(|v| look.all || v.standing == Standing::New);
    let mut out = String::new();
    shown.for_each(|violation| write_violation(&mut out, violation, look));
    if !out.is_empty() {
        out.push('\n');
    }
    write_tally(&mut out, report, papers, look);
    out
}

fn write_violation(out: &mut String, violation: &Violation, look: Look) {
    let style = severity_style(violation.severity, look);
    let dim = if look.color { Style::new().dimmed() } else { Style::new() };
    let place = violation.location.as_ref().map_or_else(|| words::word("corpus", look.lang).into(), place);
    let word = words::word(violation.severity.as_str(), look.lang);
    let standing = match &violation.standing {
        Standing::New => String::new(),
        Standing::Baseline => format!(" ({})", words::word("known", look.lang)),
        Standing::Suppressed { reason } => {
            let told = words::word("suppressed", look.lang);
            format!(" ({})", words::fill(told, &[("reason", Value::from(reason))], look.lang))
        }
    };
    let Violation { message, rule, .. } = violation;
    let _ = writeln!(out, "{place}: {style}{word}{style:#}: {message} {dim}[{rule}]{dim:#}{standing}");
    for related in &violation.related {
        let see = words::word("see", look.lang);
        let _ =
            writeln!(out, "    {dim}{see}{dim:#} {}: {}", self::place(&related.location), related.message);
    }
}

fn place(location: &Location) -> String {
    let path = super::draft::shown(&location.path);
    location.place.map_or_else(|| path.clone(), |p| format!("{path}:{}:{}", p.line, p.column))
}

fn severity_style(severity: Severity, look: Look) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    if look.color { Style::new().bold().fg_color(Some(color.into())) } else { Style::new() }
}

fn write_tally(out: &mut String, report: &Report, papers: usize, look: Look) {
    let Tally { errors, warnings, notes, known, suppressed } = Tally::of(report);
    let values: [(&str, Value); 6] = [
        ("errors", errors.into()),
        ("warnings", warnings.into()),
        ("notes", notes.into()),
        ("known", known.into()),
        ("suppressed", suppressed.into()),
        ("papers", papers.into()),
    ];
    let mut line = |key| {
        let _ = writeln!(out, "{}", words::fill(words::word(key, look.lang), &values, look.lang));
    };
    line(if errors + warnings + notes == 0 { "clean" } else { "tally" });
    if known + suppressed > 0 {
        line("tally_known");
    }
    let first = report.violations.iter().find(|v| v.standing == Standing::New);
    if let Some(violation) = first {
        let rule = [("rule", Value::from(violation.rule))];
        let _ = writeln!(out, "{}", words::fill(words::word("hint_explain", look.lang), &rule, look.lang));
    }
}

/// What a rule means, an example, how to mend what it finds and how to silence it.
pub fn explain(rule: Rule, lang: Lang) -> String {
    let entry = rule.entry();
    let word = |key| words::word(key, lang);
    let fill = |text: &str| words::fill(text, &super::rules::limits(rule), lang);
    let severity = [("severity", Value::Word(rule.severity().as_str()))];
    let mut out = format!("{rule}\n{}\n", entry.summary.get(lang));
    let _ = writeln!(out, "{}\n", words::fill(word("default_severity"), &severity, lang));
    let example = if entry.example == "-" { None } else { Some(entry.example.clone()) };
    let parts = [
        ("meaning_heading", Some(fill(entry.meaning.get(lang)))),
        ("example_heading", example),
        ("mend_heading", Some(fill(entry.mend.get(lang)))),
    ];
    for (heading, text) in parts.into_iter().filter_map(|(heading, text)| Some((heading, text?))) {
        let _ = writeln!(out, "{}\n  {text}\n", word(heading));
    }
    let _ = writeln!(out, "{}\n  {}\n\n{}", word("silence_heading"), word("silence"), silence(rule, lang));
    out
}

fn silence(rule: Rule, lang: Lang) -> String {
    let off = format!("  [rules]\n  {rule} = \"off\"\n");
    if rule.is_housekeeping() {
        return off;
    }
    let reason = words::word("silence_reason", lang);
    format!(
        "{off}\n  [[suppress]]\n  rule = \"{rule}\"\n  paper = \"001\"\n  reason = \"{reason}\"\n  until = 2027-12-31\n"
    )
}

impl Rule {
    /// What it means, in one paragraph.
    pub fn explanation(self, lang: Lang) -> String {
        words::fill(self.entry().meaning.get(lang), &super::rules::limits(self), lang)
    }

    /// How to mend what it finds.
    pub fn remedy(self, lang: Lang) -> String {
        words::fill(self.entry().mend.get(lang), &super::rules::limits(self), lang)
    }

    /// An example of what it finds, if one can be given.
    pub fn example(self) -> Option<&'static str> {
        Some(self.entry().example.as_str()).filter(|example| *example != "-")
    }
}
