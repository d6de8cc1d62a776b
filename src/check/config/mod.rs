//! What `cbec.toml` says: which rules hold and how strictly, what is expected, what was accepted by hand.

mod read;
mod table;

use super::{Rule, suppress::Origin};
use crate::model::{Role, Severity};
use jiff::civil::Date;
use std::{collections::BTreeMap, fmt::Write as _};

/// The name of a configuration file.
pub const FILE_NAME: &str = "cbec.toml";

/// A configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Domain pack, by name or by a path from the configuration's folder.
    pub domain: Option<String>,
    /// Rules that do not have their default severity; `None` is off.
    pub rules: BTreeMap<Rule, Option<Severity>>,
    /// What is expected of the corpus.
    pub expect: Expect,
    /// What was accepted by hand.
    pub suppress: Vec<Suppression>,
}

/// What is expected of the corpus. `None` expects nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expect {
    /// Papers in all.
    pub min_papers: Option<usize>,
    /// Problem themes in each paper.
    pub min_problems: Option<usize>,
    /// Countermeasure themes in each paper.
    pub min_countermeasures: Option<usize>,
    /// Figures in each paper.
    pub min_figures: Option<usize>,
    /// Roles of which each paper has a section.
    pub sections: Vec<Role>,
}

/// Violations that somebody accepted. It holds for those that fit everything it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The rule.
    pub rule: Rule,
    /// A paper's id.
    pub paper: Option<String>,
    /// A file, or a folder with all in it, from the configuration's folder.
    pub path: Option<String>,
    /// The id of a paper, finding or figure.
    pub item: Option<String>,
    /// The fingerprint of a violation.
    pub fingerprint: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Option<Date>,
    /// Where it stands in the configuration, from 1.
    pub line: usize,
}

/// What is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, what was expected, and what was probably meant.
    pub message: String,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the lines.
    pub fn read(text: &str) -> Result<Config, Vec<Fault>> {
        read::config(text)
    }

    /// How bad a rule's violations are; `None` is off.
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        self.rules.get(&rule).copied().unwrap_or(Some(rule.severity()))
    }

    /// The configuration with only these rules on, if any are named, and without those.
    pub fn narrowed(mut self, select: &[Rule], ignore: &[Rule]) -> Config {
        for rule in Rule::ALL {
            let chosen = select.contains(rule);
            if ignore.contains(rule) || !select.is_empty() && !chosen {
                self.rules.insert(*rule, None);
            } else if chosen && self.severity(*rule).is_none() {
                self.rules.remove(rule);
            }
        }
        self
    }

    /// The whole configuration, defaults too, as it would be written.
    pub fn dump(&self) -> String {
        let mut out = String::new();
        if let Some(domain) = &self.domain {
            let _ = writeln!(out, "domain = {}\n", quoted(domain));
        }
        out.push_str("[rules]\n");
        for rule in Rule::ALL {
            let level = self.severity(*rule).map_or("off", Severity::as_str);
            let _ = writeln!(out, "{rule} = \"{level}\"");
        }
        out.push_str(&self.expect.dump());
        self.suppress.iter().for_each(|s| out.push_str(&s.dump()));
        out
    }
}

impl Expect {
    fn dump(&self) -> String {
        let numbers = [
            ("min-papers", self.min_papers),
            ("min-problems", self.min_problems),
            ("min-countermeasures", self.min_countermeasures),
            ("min-figures", self.min_figures),
        ];
        let mut out = String::from("\n[expect]\n");
        for (key, value) in numbers.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            let _ = writeln!(out, "{key} = {value}");
        }
        let roles: Vec<String> = self.sections.iter().map(|role| quoted(role.as_str())).collect();
        let _ = writeln!(out, "sections = [{}]", roles.join(", "));
        out
    }
}

impl Suppression {
    fn dump(&self) -> String {
        let texts = [
            ("paper", &self.paper),
            ("path", &self.path),
            ("item", &self.item),
            ("fingerprint", &self.fingerprint),
        ];
        let mut out = format!("\n[[suppress]]\nrule = \"{}\"\n", self.rule);
        for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))) {
            let _ = writeln!(out, "{key} = {}", quoted(text));
        }
        let _ = writeln!(out, "reason = {}", quoted(&self.reason));
        if let Some(until) = self.until {
            let _ = writeln!(out, "until = {until}");
        }
        out
    }

    /// Whether it is about a violation.
    pub(super) fn fits(&self, violation: &super::Violation, origin: &Origin) -> bool {
        let named = |wanted: &Option<String>, is: &dyn Fn(&str) -> bool| wanted.as_deref().is_none_or(is);
        let belongs = |item: &str, paper: &str| {
            item.strip_prefix(paper).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        violation.rule == self.rule.id()
            && named(&self.paper, &|paper| violation.items.iter().any(|item| belongs(item, paper)))
            && named(&self.path, &|path| {
                violation.location.as_ref().is_some_and(|l| origin.is_below(&l.path, path))
            })
            && named(&self.item, &|item| violation.items.iter().any(|i| i == item))
            && named(&self.fingerprint, &|print| violation.fingerprint == print)
    }
}

/// As a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.into()).to_string()
}
