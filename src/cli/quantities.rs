//! `cbec quantities`: every quantity of each line of any text, as JSON Lines.

use anyhow::{Context, Result};
use cbec::model::{Dimension, Qualifier};
use cbec::quantity::{Quantity, Scan, scan_all};
use rust_decimal::Decimal;
use serde::Serialize;
use std::io::{BufRead, Write};
use std::ops::Range;

/// One line of input and what is in it.
#[derive(Serialize)]
struct Line<'a> {
    line: usize,
    text: &'a str,
    quantities: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<Skip<'a>>,
}

/// One quantity; `start` and `end` are character offsets in the line, the end exclusive.
#[derive(Serialize)]
struct Row<'a> {
    surface: &'a str,
    start: usize,
    end: usize,
    value: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: Option<String>,
    unit_inferred: bool,
    dimension: Dimension,
    qualifier: Qualifier,
    resolution: Option<Decimal>,
}

/// A number that was left out, and why.
#[derive(Serialize)]
struct Skip<'a> {
    surface: &'a str,
    reason: String,
}

/// Reads `input` line by line and writes one JSON object a line.
///
/// # Errors
/// When `input` cannot be read, is not UTF-8, or `out` cannot be written.
pub fn run(input: impl BufRead, out: &mut impl Write) -> Result<()> {
    for (n, line) in input.lines().enumerate() {
        let text = line.with_context(|| format!("line {} of the input could not be read as UTF-8", n + 1))?;
        serde_json::to_writer(&mut *out, &report(n + 1, &text))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn report(line: usize, text: &str) -> Line<'_> {
    let Scan { quantities, skipped } = scan_all(text);
    let mut places = Places { text, byte: 0, chars: 0 };
    let quantities = quantities.into_iter().map(|q| row(text, q, &mut places)).collect();
    let surface = |r: Range<usize>| text.get(r).unwrap_or_default();
    let skipped =
        skipped.into_iter().map(|s| Skip { surface: surface(s.range), reason: s.reason.to_string() });
    Line { line, text, quantities, skipped: skipped.collect() }
}

fn row<'a>(text: &'a str, q: Quantity, places: &mut Places<'_>) -> Row<'a> {
    let start = places.at(q.range.start);
    let end = places.at(q.range.end);
    Row {
        surface: text.get(q.range).unwrap_or_default(),
        start,
        end,
        value: q.value,
        low: q.low,
        high: q.high,
        unit: q.unit,
        unit_inferred: q.unit_inferred,
        dimension: q.dimension,
        qualifier: q.qualifier,
        resolution: q.resolution,
    }
}

/// Bytes to characters, going forward only, so that a long line is counted once.
struct Places<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
}

impl Places<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.chars += self.text.get(self.byte..byte).map_or(0, |s| s.chars().count());
        self.byte = byte.max(self.byte);
        self.chars
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters_of_the_line() {
        let mut out = Vec::new();
        run("无数字\n总额约１２亿元，增5%".as_bytes(), &mut out).unwrap();
        let lines: Vec<serde_json::Value> =
            String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(lines[0]["quantities"].as_array().unwrap().len(), 0);
        let first = &lines[1]["quantities"][0];
        assert_eq!((first["start"].as_u64(), first["end"].as_u64()), (Some(3), Some(7)));
        assert_eq!(first["surface"], "１２亿元");
        assert_eq!(first["value"], "1200000000");
        assert_eq!(first["qualifier"], "about");
        assert_eq!(lines[1]["quantities"][1]["start"], 9);
    }

    #[test]
    fn a_number_left_out_is_reported_with_its_reason() {
        let mut out = Vec::new();
        run("共99999999999999999999999999999999万元".as_bytes(), &mut out).unwrap();
        let line: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert!(line["skipped"][0]["reason"].as_str().unwrap().contains("digits"));
    }
}
