//! What was known before: violations by their fingerprints, in a file that changes only where they do.

use super::rule::Rule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the file.
const SCHEMA: &str = "cbec-baseline/1";

/// Violations known before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<String, Known>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) rule: String,
    pub(super) hint: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    /// For people; not read.
    hint: String,
    fingerprint: String,
}

/// A baseline that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// Not JSON, or not of this form.
    #[error("this is no baseline as `cbec check --write-baseline` writes them: {0}")]
    Form(#[from] serde_json::Error),
    /// Of another version.
    #[error("the baseline is of the version `{0}`, expected `{SCHEMA}`; write it anew with --write-baseline")]
    Version(String),
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// If it is no baseline, or one of another version.
    pub fn read(text: &str) -> Result<Baseline, BaselineError> {
        let file: File = serde_json::from_str(text)?;
        if file.schema != SCHEMA {
            return Err(BaselineError::Version(file.schema));
        }
        let known = |e: Entry| (e.fingerprint, Known { rule: e.rule, hint: e.hint });
        Ok(Baseline { entries: file.entries.into_iter().map(known).collect() })
    }

    /// The file: one entry a line, sorted, the same for the same entries.
    ///
    /// # Errors
    /// If an entry cannot be written as JSON.
    pub fn write(&self) -> Result<String, BaselineError> {
        let entry = |(fingerprint, known): (&String, &Known)| Entry {
            rule: known.rule.clone(),
            hint: known.hint.clone(),
            fingerprint: fingerprint.clone(),
        };
        let mut entries: Vec<Entry> = self.entries.iter().map(entry).collect();
        entries.sort();
        let lines: Vec<String> = entries
            .iter()
            .map(|e| Ok(format!("    {}", serde_json::to_string(e)?)))
            .collect::<Result<_, serde_json::Error>>()?;
        let list = if lines.is_empty() { "[]".into() } else { format!("[\n{}\n  ]", lines.join(",\n")) };
        Ok(format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"entries\": {list}\n}}\n"))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn knows(&self, fingerprint: &str) -> bool {
        self.entries.contains_key(fingerprint)
    }

    pub(super) fn insert(&mut self, fingerprint: String, rule: Rule, hint: String) {
        self.entries.insert(fingerprint, Known { rule: rule.id().into(), hint });
    }

    /// An entry of another baseline.
    pub(super) fn keep(&mut self, fingerprint: &str, known: &Known) {
        self.entries.insert(fingerprint.into(), known.clone());
    }

    /// All entries.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Known)> {
        self.entries.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_sorted() {
        let mut baseline = Baseline::default();
        baseline.insert("ff".into(), Rule::NoDoi, "茶产业".into());
        baseline.insert("01".into(), Rule::NoTitle, "b.txt".into());
        baseline.insert("00".into(), Rule::NoTitle, "a\"b".into());
        let text = baseline.write().unwrap();
        assert_eq!(Baseline::read(&text).unwrap(), baseline);
        let prints: Vec<usize> =
            ["\"ff\"", "\"00\"", "\"01\""].iter().map(|p| text.find(p).unwrap()).collect();
        assert!(prints.is_sorted(), "{text}");
        assert_eq!(Baseline::read(&Baseline::default().write().unwrap()).unwrap(), Baseline::default());
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for text in ["", "[]", "{}", r#"{"schema": "cbec-baseline/9", "entries": []}"#] {
            assert!(Baseline::read(text).is_err(), "{text}");
        }
    }
}
