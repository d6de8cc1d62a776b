//! `cbec.toml` from its text.

use super::{Config, Expect, Fault, Suppression, table::Faults};
use crate::{
    check::{Rule, suggest},
    model::{Role, Severity},
};
use std::{collections::BTreeMap, ops::Range};
use toml::de::{DeTable, DeValue};

const ROOT: [&str; 4] = ["domain", "rules", "expect", "suppress"];
const EXPECT: [&str; 5] = ["min-papers", "min-problems", "min-countermeasures", "min-figures", "sections"];
const SUPPRESS: [&str; 7] = ["rule", "paper", "path", "item", "fingerprint", "reason", "until"];
const OFF: &str = "off";

pub(super) fn config(text: &str) -> Result<Config, Vec<Fault>> {
    let mut faults = Faults::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = format!("not TOML: {}", error.message().replace('\n', ", "));
        faults.push(error.span().unwrap_or_default(), message);
    }
    if !errors.is_empty() {
        return Err(faults.found);
    }
    let root = table.get_ref();
    faults.unknown(root, "the configuration", &ROOT);
    let config = Config {
        domain: faults.text(root, "domain").map(|(domain, _)| domain),
        rules: rules(root, &mut faults),
        expect: expect(root, &mut faults),
        suppress: suppress(root, &mut faults),
    };
    faults.found.sort_by_key(|fault| fault.line);
    if faults.found.is_empty() { Ok(config) } else { Err(faults.found) }
}

fn rules(root: &DeTable, faults: &mut Faults) -> BTreeMap<Rule, Option<Severity>> {
    let Some(table) = faults.table(root, "rules") else { return BTreeMap::new() };
    let mut rules = BTreeMap::new();
    for (key, value) in table.iter() {
        let rule = rule(key.get_ref(), key.span(), faults);
        let level = match value.get_ref() {
            DeValue::String(level) => level_of(level),
            _ => None,
        };
        match (rule, level) {
            (Some(rule), Some(level)) => drop(rules.insert(rule, level)),
            (_, None) => {
                let words = std::iter::once(OFF).chain(Severity::ALL.iter().map(|s| s.as_str()));
                let near = value.get_ref().as_str().and_then(|word| suggest::near(word, words));
                let message = format!(
                    "the level of `{}` is not one of \"off\", \"note\", \"warning\", \"error\"{}",
                    key.get_ref(),
                    suggest::told(&near)
                );
                faults.push(value.span(), message);
            }
            (None, _) => {}
        }
    }
    rules
}

fn level_of(word: &str) -> Option<Option<Severity>> {
    let severity = Severity::ALL.iter().find(|s| s.as_str() == word);
    severity.map(|s| Some(*s)).or((word == OFF).then_some(None))
}

fn rule(id: &str, at: Range<usize>, faults: &mut Faults) -> Option<Rule> {
    id.parse().map_err(|error: crate::check::UnknownRule| faults.push(at, error.to_string())).ok()
}

fn expect(root: &DeTable, faults: &mut Faults) -> Expect {
    let Some(table) = faults.table(root, "expect") else { return Expect::default() };
    faults.unknown(table, "[expect]", &EXPECT);
    let mut sections = Vec::new();
    for (word, at) in faults.texts(table, "sections") {
        match Role::ALL.iter().find(|role| role.as_str() == word) {
            Some(role) => sections.push(*role),
            None => {
                let roles: Vec<&str> = Role::ALL.iter().map(|r| r.as_str()).collect();
                let near = suggest::told(&suggest::near(&word, roles.iter().copied()));
                let message =
                    format!("`{word}` is no role of a section{near}; the roles are {}", roles.join(", "));
                faults.push(at, message);
            }
        }
    }
    Expect {
        min_papers: faults.number(table, "min-papers"),
        min_problems: faults.number(table, "min-problems"),
        min_countermeasures: faults.number(table, "min-countermeasures"),
        min_figures: faults.number(table, "min-figures"),
        sections,
    }
}

fn suppress(root: &DeTable, faults: &mut Faults) -> Vec<Suppression> {
    let tables = faults.tables(root, "suppress");
    tables.into_iter().filter_map(|(table, at)| suppression(table, at, faults)).collect()
}

fn suppression(table: &DeTable, at: Range<usize>, faults: &mut Faults) -> Option<Suppression> {
    faults.unknown(table, "[[suppress]]", &SUPPRESS);
    for key in ["rule", "reason"] {
        if !table.contains_key(key) {
            faults.push(at.clone(), format!("[[suppress]] needs a `{key}`"));
        }
    }
    let named = faults.text(table, "rule").and_then(|(id, at)| rule(&id, at, faults));
    if let (Some(rule), Some(value)) = (named.filter(|rule| rule.is_housekeeping()), table.get("rule")) {
        faults.push(value.span(), format!("`{rule}` cannot be suppressed; turn it off under [rules]"));
    }
    let mut text = |key: &str| faults.text(table, key).map(|(text, _)| text);
    let (paper, path, item) = (text("paper"), text("path"), text("item"));
    let (fingerprint, reason) = (text("fingerprint"), text("reason"));
    let until = faults.date(table, "until");
    let line = faults.line(at);
    Some(Suppression { rule: named?, paper, path, item, fingerprint, reason: reason?, until, line })
}
