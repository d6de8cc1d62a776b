//! TOML tables read key by key: what is unknown or of the wrong kind is a fault with its line, and reading goes on.

use super::Fault;
use crate::check::suggest;
use jiff::civil::Date;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Collects faults.
#[derive(Debug)]
pub(super) struct Faults {
    /// Where each line begins.
    lines: Vec<usize>,
    pub(super) found: Vec<Fault>,
}

impl Faults {
    pub(super) fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Faults { lines, found: Vec::new() }
    }

    pub(super) fn line(&self, span: Range<usize>) -> usize {
        self.lines.partition_point(|start| *start <= span.start).max(1)
    }

    pub(super) fn push(&mut self, span: Range<usize>, message: impl Into<String>) {
        let line = self.line(span);
        self.found.push(Fault { line, message: message.into() });
    }

    /// Keys that nobody asks for.
    pub(super) fn unknown(&mut self, table: &DeTable, name: &str, known: &[&str]) {
        for (key, _) in table.iter() {
            let word: &str = key.get_ref();
            if !known.contains(&word) {
                let near = suggest::told(&suggest::near(word, known.iter().copied()));
                self.push(key.span(), format!("{name} has no key `{word}`{near}"));
            }
        }
    }

    fn expected(&mut self, value: &Spanned<DeValue>, key: &str, expected: &str) {
        self.push(value.span(), format!("`{key}` is {}, expected {expected}", kind(value.get_ref())));
    }

    pub(super) fn text(&mut self, table: &DeTable, key: &str) -> Option<(String, Range<usize>)> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some((text.to_string(), value.span())),
            DeValue::String(_) => {
                self.push(value.span(), format!("`{key}` is empty"));
                None
            }
            _ => {
                self.expected(value, key, "a text");
                None
            }
        }
    }

    pub(super) fn number(&mut self, table: &DeTable, key: &str) -> Option<usize> {
        let value = table.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(n) => usize::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.expected(value, key, "a whole number from 0 up");
        }
        number
    }

    pub(super) fn texts(&mut self, table: &DeTable, key: &str) -> Vec<(String, Range<usize>)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.expected(value, key, "a list of texts");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) => texts.push((text.to_string(), item.span())),
                _ => self.expected(item, key, "a list of texts"),
            }
        }
        texts
    }

    /// A date as TOML has them, or as a text.
    pub(super) fn date(&mut self, table: &DeTable, key: &str) -> Option<Date> {
        let value = table.get(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(at) if at.time.is_none() => at.date.map(|date| date.to_string()),
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        };
        let date = date.and_then(|date| date.parse().ok());
        if date.is_none() {
            self.expected(value, key, "a date such as 2027-01-01");
        }
        date
    }

    pub(super) fn table<'t, 'i>(&mut self, of: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
        let value = of.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.expected(value, key, "a table");
                None
            }
        }
    }

    /// `[[key]]`, each with its place.
    pub(super) fn tables<'t, 'i>(
        &mut self,
        of: &'t DeTable<'i>,
        key: &str,
    ) -> Vec<(&'t DeTable<'i>, Range<usize>)> {
        let Some(value) = of.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.expected(value, key, &format!("tables, each under [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((table, item.span())),
                _ => self.expected(item, key, &format!("tables, each under [[{key}]]")),
            }
        }
        tables
    }
}

fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
