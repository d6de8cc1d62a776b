//! What a check found as Markdown, for the summary page of a job.

use super::{RuleFacts, counting, path, text};
use crate::{
    check::{Location, Report, Standing, Violation},
    model::Severity,
};
use std::{collections::BTreeSet, fmt::Write as _};

/// Bytes of the table. The platform takes 1 MiB a step, other tools may write to the same summary.
const ROOM: usize = 512 * 1024;
/// Characters of a message in the table.
const LONGEST: usize = 600;

/// Everything that counts, the most severe first, as a table in Markdown; below it what the rules ask for.
///
/// For `$GITHUB_STEP_SUMMARY`, beside [`Format::Github`](super::Format::Github), which can show ten of each severity. Of a very
/// long list the beginning is shown and the number of the rest told.
pub fn summary(report: &Report, rules: &[RuleFacts]) -> String {
    let found = counting(report);
    let mut out = format!("## cbec check: {}\n", headline(&found));
    if !found.is_empty() {
        out.push_str("\n| | Rule | Where | What |\n|---|---|---|---|\n");
        let left = found.len() - table(&mut out, &found);
        if left > 0 {
            let _ = writeln!(out, "\n{left} more are not listed here.");
        }
    }
    out.push_str(&set_aside(report));
    legend(&mut out, &found, rules);
    out
}

fn headline(found: &[&Violation]) -> String {
    if found.is_empty() {
        return "nothing to mend".into();
    }
    let counts = Severity::ALL.iter().filter_map(|severity| {
        let count = found.iter().filter(|v| v.severity == *severity).count();
        (count > 0).then(|| text::counted(count, severity.as_str()))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// Writes rows as long as there is room; tells how many.
fn table(out: &mut String, found: &[&Violation]) -> usize {
    for (written, violation) in found.iter().enumerate() {
        let row = row(violation);
        if out.len() + row.len() > ROOM {
            return written;
        }
        out.push_str(&row);
    }
    found.len()
}

fn row(violation: &Violation) -> String {
    format!(
        "| {} | <code>{}</code> | {} | {} |\n",
        violation.severity,
        escape(violation.rule),
        violation.location.as_ref().map_or_else(String::new, place),
        escape(&shortened(&violation.message)),
    )
}

fn place(location: &Location) -> String {
    format!("<code>{}</code>", escape(&path::line_of(location)))
}

fn shortened(message: &str) -> String {
    match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or(message)),
        None => message.into(),
    }
}

/// The line about what does not count.
fn set_aside(report: &Report) -> String {
    let known = report.violations.iter().filter(|v| v.standing == Standing::Baseline).count();
    let accepted =
        report.violations.iter().filter(|v| matches!(v.standing, Standing::Suppressed { .. })).count();
    if known + accepted == 0 {
        return String::new();
    }
    format!("\nNot counted: {known} in the baseline, {accepted} accepted in the configuration.\n")
}

/// What the rules that were broken ask for.
fn legend(out: &mut String, found: &[&Violation], rules: &[RuleFacts]) {
    let broken: BTreeSet<&str> = found.iter().map(|v| v.rule).collect();
    let mut told = rules.iter().filter(|rule| broken.contains(rule.id)).peekable();
    if told.peek().is_none() {
        return;
    }
    out.push_str("\n<details><summary>What the rules ask for</summary>\n\n");
    for rule in told {
        let _ = writeln!(out, "- <code>{}</code>: {}", escape(rule.id), escape(&rule.summary));
    }
    out.push_str("\n</details>\n");
}

/// Text that stays what it is in a cell, in a list and in an element: what Markdown or HTML could read as markup becomes a
/// character reference, which neither does.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in text::plain(value).chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            c if c.is_ascii_punctuation()
                && !matches!(c, ',' | '.' | ';' | '/' | '-' | '%' | '?' | '(' | ')') =>
            {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
