//! What the check says, in Chinese and English, from `data/zh/check.toml`.

use super::rule::Rule;
use crate::lexicon::Lang;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

const SOURCE: &str = include_str!("../../data/zh/check.toml");

/// One thing in two languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    zh: String,
    en: String,
}

impl Text {
    pub(super) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What is said of one rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) summary: Text,
    pub(super) message: Text,
    pub(super) related: Option<Text>,
    pub(super) meaning: Text,
    pub(super) example: String,
    pub(super) mend: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    rules: BTreeMap<String, Entry>,
    words: BTreeMap<String, Text>,
    lists: Lists,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    timeless_units: Vec<String>,
    own_study: Vec<String>,
}

/// A fault here is a fault of the build, which a test rules out.
static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(SOURCE).unwrap_or_else(|e| panic!("data/zh/check.toml: {e}")));

/// The row of a rule.
pub(super) fn entry(rule: Rule) -> &'static Entry {
    let id = rule.id();
    TABLE.rules.get(id).unwrap_or_else(|| panic!("data/zh/check.toml has no row for {id}"))
}

/// A word of the report; its key where there is none, which a test rules out.
pub(super) fn word(key: &'static str, lang: Lang) -> &'static str {
    TABLE.words.get(key).map_or(key, |text| text.get(lang))
}

/// Whether a quantity of this unit is a fact of geography, which has no date.
pub(super) fn is_timeless(unit: &str) -> bool {
    TABLE.lists.timeless_units.iter().any(|known| known == unit)
}

/// Whether a sentence says that its figures are the author's own.
pub(super) fn is_own_study(sentence: &str) -> bool {
    TABLE.lists.own_study.iter().any(|cue| sentence.contains(cue.as_str()))
}

/// A value for a slot of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// The same in both languages.
    Plain(String),
    /// A row of the words.
    Word(&'static str),
}

impl<T: ToString> From<T> for Value {
    fn from(value: T) -> Self {
        Value::Plain(value.to_string())
    }
}

impl Value {
    fn get(&self, lang: Lang) -> &str {
        match self {
            Value::Plain(text) => text,
            Value::Word(key) => word(key, lang),
        }
    }
}

/// Puts values in the place of `{name}`, in one pass: what is put in is not looked at again.
pub(super) fn fill(template: &str, values: &[(&str, Value)], lang: Lang) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            out.push('{');
            rest = behind;
            continue;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value.get(lang)),
            None => out.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn slots(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|t| t.split('}').next()).collect()
    }

    #[test]
    fn every_rule_has_a_row_and_every_row_a_rule() {
        let rules: BTreeSet<&str> = Rule::ALL.iter().map(|r| r.id()).collect();
        let rows: BTreeSet<&str> = TABLE.rules.keys().map(String::as_str).collect();
        assert_eq!(rules, rows);
    }

    /// What the reading said in English (`cause`) Chinese messages may leave out, and put in words of their own.
    #[test]
    fn both_languages_take_the_same_values() {
        let free = |slots: BTreeSet<&'static str>| -> BTreeSet<&str> {
            slots.into_iter().filter(|s| !matches!(*s, "cause" | "words")).collect()
        };
        for (id, e) in &TABLE.rules {
            for text in [&e.summary, &e.message, &e.meaning, &e.mend].into_iter().chain(&e.related) {
                assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{id} has an empty text");
                assert_eq!(free(slots(&text.zh)), free(slots(&text.en)), "{id}");
            }
        }
        for (key, text) in &TABLE.words {
            assert_eq!(slots(&text.zh), slots(&text.en), "{key}");
        }
    }

    #[test]
    fn what_is_put_in_is_not_looked_at_again() {
        let values = [("a", Value::from("{b}")), ("b", Value::from("x"))];
        assert_eq!(fill("{a} {b} {c} {", &values, Lang::En), "{b} x {c} {");
    }
}
