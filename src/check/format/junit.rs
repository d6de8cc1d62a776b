//! JUnit XML: a suite a rule, a case a file that breaks it; a rule nothing breaks is one case that passes.
//!
//! Names are stable, for platforms tell new failures from old by them: rule and path, no line, no count. Errors and warnings
//! fail. Notes pass and are told as output. What is in the baseline or accepted by hand is skipped, with the reason.

use super::{Error, RuleFacts, path, rules_of, text};
use crate::{
    check::{Report, Standing, Violation},
    model::Severity,
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::{collections::BTreeMap, io};

/// The case of what concerns no file in particular, and of a rule nothing breaks.
const WHOLE: &str = "whole corpus";

/// A rule.
struct Suite<'a> {
    rule: &'a RuleFacts,
    cases: Vec<Case<'a>>,
}

/// A rule at a file.
#[derive(Default)]
struct Case<'a> {
    /// None for the corpus as a whole.
    path: Option<String>,
    failing: Vec<&'a Violation>,
    notes: Vec<&'a Violation>,
    known: Vec<&'a Violation>,
}

/// The report as test results.
pub fn render(report: &Report, rules: &[RuleFacts]) -> Result<Vec<u8>, Error> {
    let rules = rules_of(report, rules);
    let suites: Vec<Suite> = rules.iter().map(|rule| Suite { rule, cases: cases(rule, report) }).collect();
    let total = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>().to_string();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("testsuites")
        .with_attribute(("name", "cbec check"))
        .with_attribute(("tests", total(|s| s.cases.len()).as_str()))
        .with_attribute(("failures", total(|s| s.failures()).as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("time", "0"))
        .write_inner_content(|writer| suites.iter().try_for_each(|suite| suite.write(writer)))?;
    let mut out = writer.into_inner();
    out.push(b'\n');
    Ok(out)
}

/// The cases of a rule in the order of the report; one that passes if there are none.
fn cases<'a>(rule: &RuleFacts, report: &'a Report) -> Vec<Case<'a>> {
    let mut cases: Vec<Case> = Vec::new();
    let mut at: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for violation in report.violations.iter().filter(|v| v.rule == rule.id) {
        let path = violation.location.as_ref().map(|l| path::tidy(&l.path));
        let index = *at.entry(path.clone()).or_insert(cases.len());
        if index == cases.len() {
            cases.push(Case { path, ..Case::default() });
        }
        let Some(case) = cases.get_mut(index) else { continue };
        match (&violation.standing, violation.severity) {
            (Standing::New, Severity::Note) => case.notes.push(violation),
            (Standing::New, _) => case.failing.push(violation),
            _ => case.known.push(violation),
        }
    }
    if cases.is_empty() {
        cases.push(Case::default());
    }
    cases
}

impl Suite<'_> {
    fn failures(&self) -> usize {
        self.cases.iter().filter(|c| !c.failing.is_empty()).count()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let skipped = self.cases.iter().filter(|c| c.is_skipped()).count();
        writer
            .create_element("testsuite")
            .with_attribute(("name", self.rule.id))
            .with_attribute(("tests", self.cases.len().to_string().as_str()))
            .with_attribute(("failures", self.failures().to_string().as_str()))
            .with_attribute(("errors", "0"))
            .with_attribute(("skipped", skipped.to_string().as_str()))
            .with_attribute(("time", "0"))
            .write_inner_content(|writer| {
                self.properties(writer)?;
                self.cases.iter().try_for_each(|case| case.write(self.rule, writer))
            })?;
        Ok(())
    }

    fn properties(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        writer.create_element("properties").write_inner_content(|writer| {
            for (name, value) in [("summary", &self.rule.summary), ("explanation", &self.rule.explanation)] {
                writer
                    .create_element("property")
                    .with_attribute(("name", name))
                    .with_attribute(("value", text::plain(value).as_str()))
                    .write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

impl Case<'_> {
    fn is_skipped(&self) -> bool {
        self.failing.is_empty() && self.notes.is_empty() && !self.known.is_empty()
    }

    fn write(&self, rule: &RuleFacts, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let path = self.path.as_deref().map(text::plain);
        let class = format!("cbec.{}", rule.id);
        let mut element = writer
            .create_element("testcase")
            .with_attribute(("name", path.as_deref().unwrap_or(WHOLE)))
            .with_attribute(("classname", class.as_str()))
            .with_attribute(("time", "0"));
        if let Some(path) = &path {
            element = element.with_attribute(("file", path.as_str()));
        }
        if let Some(line) = self.first_line() {
            element = element.with_attribute(("line", line.to_string().as_str()));
        }
        if self.failing.is_empty() && self.notes.is_empty() && self.known.is_empty() {
            element.write_empty()?;
        } else {
            element.write_inner_content(|writer| self.write_result(writer))?;
        }
        Ok(())
    }

    fn first_line(&self) -> Option<usize> {
        let shown = self.failing.iter().chain(&self.notes).chain(&self.known);
        shown.filter_map(|v| v.location.as_ref()?.place).map(|p| p.line.max(1)).min()
    }

    fn write_result(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        if let Some(worst) = self.failing.iter().map(|v| v.severity).min() {
            writer
                .create_element("failure")
                .with_attribute(("type", worst.as_str()))
                .with_attribute(("message", headline(&self.failing).as_str()))
                .write_text_content(BytesText::new(&listed(&self.failing)))?;
        } else if self.is_skipped() {
            let reasons: Vec<String> = self.known.iter().map(|v| reason(v)).collect();
            let element = writer.create_element("skipped");
            element.with_attribute(("message", reasons.join("\n").as_str())).write_empty()?;
        }
        let aside: Vec<&Violation> = self.notes.iter().chain(&self.known).copied().collect();
        if !aside.is_empty() {
            writer.create_element("system-out").write_text_content(BytesText::new(&listed(&aside)))?;
        }
        Ok(())
    }
}

fn headline(failing: &[&Violation]) -> String {
    match failing {
        [only] => text::plain(&only.message),
        more => text::counted(more.len(), "violation"),
    }
}

/// A line a violation, as compilers print them; below it, the other places it takes to see it.
fn listed(violations: &[&Violation]) -> String {
    let others = |v: &&Violation| -> Vec<String> {
        v.related
            .iter()
            .map(|r| text::plain(&format!("  {}: {}", path::line_of(&r.location), r.message)))
            .collect()
    };
    let lines: Vec<String> =
        violations.iter().flat_map(|v| std::iter::once(line(v)).chain(others(v))).collect();
    lines.join("\n")
}

fn line(violation: &Violation) -> String {
    let place = violation.location.as_ref().map_or_else(String::new, |location| {
        let path = text::plain(&path::tidy(&location.path));
        location.place.map_or_else(|| format!("{path}: "), |p| format!("{path}:{}:{}: ", p.line, p.column))
    });
    format!("{place}{}: {}", violation.severity, text::plain(&violation.message))
}

/// Why it does not count.
fn reason(violation: &Violation) -> String {
    match &violation.standing {
        Standing::Suppressed { reason } => format!("accepted: {}", text::plain(reason)),
        _ => "in the baseline".into(),
    }
}
