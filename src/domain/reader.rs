//! TOML tables read key by key. What is missing, unknown or of the wrong kind is a fault, and reading goes on.

use super::{
    fault::{Fault, Faults},
    pack::Word,
};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Collects faults.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub faults: Faults,
    /// Where each line begins.
    lines: Vec<usize>,
}

/// A table, what it is called, and its line.
#[derive(Debug, Clone)]
pub(super) struct Table<'i> {
    name: String,
    line: usize,
    entries: DeTable<'i>,
}

impl Table<'_> {
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }
}

impl Reader {
    /// The whole file. Nothing if it is not TOML at all.
    pub(super) fn root<'i>(&mut self, text: &'i str, keys: &[&str]) -> Option<Table<'i>> {
        self.lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let (table, errors) = DeTable::parse_recoverable(text);
        let syntax = errors.iter().map(|e| {
            Fault::error(
                e.span().map_or(0, |s| self.line(&s)),
                format!("not TOML: {}", e.message().replace('\n', ", ")),
            )
        });
        let syntax: Faults = syntax.collect();
        if !syntax.is_empty() {
            self.faults.extend(syntax);
            return None;
        }
        let table = Table { name: "the pack".into(), line: 1, entries: table.into_inner() };
        self.known(&table, keys);
        Some(table)
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.lines.partition_point(|start| *start <= span.start)
    }

    /// A table that must be there.
    pub(super) fn table<'i>(&mut self, of: &Table<'i>, key: &str, keys: &[&str]) -> Option<Table<'i>> {
        let value = self.value(of, key, "a table")?;
        self.as_table(&value, key, keys)
    }

    /// Tables in a row: `[[topic]]`, or a list of `{ … }`. None is no fault.
    pub(super) fn tables<'i>(&mut self, of: &Table<'i>, key: &str, keys: &[&str]) -> Vec<Table<'i>> {
        if !of.has(key) {
            return Vec::new();
        }
        let Some(value) = self.value(of, key, "a list of tables") else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.as_table(item, key, keys)).collect(),
            _ => {
                self.wrong(&value, key, "a list of tables");
                Vec::new()
            }
        }
    }

    /// A text that must be there and not be empty.
    pub(super) fn text(&mut self, of: &Table, key: &str) -> Option<Word> {
        let value = self.value(of, key, "a text")?;
        let word = self.as_text(&value, key)?;
        if word.text.trim().is_empty() {
            self.faults.push(Fault::error(word.line, format!("`{key}` is empty, expected a text")));
        }
        Some(word)
    }

    /// A list of texts that must be there.
    pub(super) fn texts(&mut self, of: &Table, key: &str) -> Vec<Word> {
        let Some(value) = self.value(of, key, "a list of texts") else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.as_text(item, key)).collect(),
            _ => {
                self.wrong(&value, key, "a list of texts");
                Vec::new()
            }
        }
    }

    /// A whole number that must be there, with its line.
    pub(super) fn integer(&mut self, of: &Table, key: &str) -> Option<(i64, usize)> {
        let value = self.value(of, key, "a whole number")?;
        let number = self.as_integer(&value, key)?;
        Some((number, self.line(&value.span())))
    }

    /// `["word", 100]` in a row.
    pub(super) fn counted_words(&mut self, of: &Table, key: &str) -> Vec<(String, usize)> {
        const EXPECTED: &str = "a list of pairs [\"word\", frequency]";
        let Some(value) = self.value(of, key, EXPECTED) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(&value, key, EXPECTED);
            return Vec::new();
        };
        let mut words = Vec::new();
        for item in items.iter() {
            let pair = match item.get_ref() {
                DeValue::Array(pair) if pair.len() == 2 => pair,
                _ => {
                    self.wrong(item, key, "a pair [\"word\", frequency]");
                    continue;
                }
            };
            let (Some(word), Some(frequency)) = (self.as_text(&pair[0], key), self.as_integer(&pair[1], key))
            else {
                continue;
            };
            match usize::try_from(frequency) {
                Ok(frequency) if frequency > 0 => words.push((word.text, frequency)),
                _ => {
                    let message = format!("frequency {frequency} of `{}`, expected 1 or more", word.text);
                    self.faults.push(Fault::error(word.line, message));
                }
            }
        }
        words
    }

    fn value<'i>(&mut self, of: &Table<'i>, key: &str, expected: &str) -> Option<Spanned<DeValue<'i>>> {
        let value = of.entries.get(key).cloned();
        if value.is_none() {
            self.faults
                .push(Fault::error(of.line, format!("{} lacks `{key}`, expected {expected}", of.name)));
        }
        value
    }

    fn as_table<'i>(&mut self, value: &Spanned<DeValue<'i>>, key: &str, keys: &[&str]) -> Option<Table<'i>> {
        match value.get_ref() {
            DeValue::Table(entries) => {
                let table = Table {
                    name: format!("`{key}`"),
                    line: self.line(&value.span()),
                    entries: entries.clone(),
                };
                self.known(&table, keys);
                Some(table)
            }
            _ => {
                self.wrong(value, key, "a table");
                None
            }
        }
    }

    fn as_text(&mut self, value: &Spanned<DeValue>, key: &str) -> Option<Word> {
        match value.get_ref().as_str() {
            Some(text) => Some(Word { text: text.to_owned(), line: self.line(&value.span()) }),
            None => {
                self.wrong(value, key, "a text");
                None
            }
        }
    }

    fn as_integer(&mut self, value: &Spanned<DeValue>, key: &str) -> Option<i64> {
        let number =
            value.get_ref().as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            self.wrong(value, key, "a whole number");
        }
        number
    }

    fn wrong(&mut self, value: &Spanned<DeValue>, key: &str, expected: &str) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` holds a value of the kind {found}, expected {expected}");
        self.faults.push(Fault::error(self.line(&value.span()), message));
    }

    fn known(&mut self, table: &Table, keys: &[&str]) {
        for key in table.entries.keys().filter(|k| !keys.contains(&k.get_ref().as_ref())) {
            let expected = keys.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
            let message =
                format!("unknown key `{}` in {}, expected one of {expected}", key.get_ref(), table.name);
            self.faults.push(Fault::error(self.line(&key.span()), message));
        }
    }
}
