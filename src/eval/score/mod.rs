//! One paper against its annotation: a file for each kind of item.

mod bibliography;
mod figures;
mod findings;
mod outline;

use super::{
    Gold, Sheet, sequence,
    text::{Text, squeeze},
};
use crate::model::Paper;
use serde_json::Value;
use std::collections::HashSet;

/// Scores a paper; `text` is the paper's text, and `first_line` the line of the file it begins on.
pub fn score(gold: &Gold, paper: &Paper, text: &str, first_line: usize) -> Sheet {
    let text = Text::new(text, first_line);
    let mut sheet = Sheet::new(&gold.paper, &paper.source.path);
    bibliography::meta(gold, paper, &mut sheet);
    outline::score(gold, paper, &text, &mut sheet);
    findings::score(gold, paper, &text, &mut sheet);
    figures::score(gold, paper, &text, &mut sheet);
    bibliography::citations(gold, paper, &mut sheet);
    bibliography::references(gold, paper, &mut sheet);
    sheet
}

/// Pairs of items with what they leave over. Optional items are paired, but count neither as hits nor as misses.
struct Matched {
    /// Pairs of items that count.
    firm: Vec<(usize, usize)>,
    /// Annotated items that count and are not found.
    missed: Vec<usize>,
    /// Items found that are not annotated.
    extra: Vec<usize>,
}

impl Matched {
    fn new(pairs: Vec<(usize, usize)>, optional: &[bool], got: usize) -> Self {
        let (gold, found): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
        let is_optional = |i: usize| optional.get(i).copied().unwrap_or(false);
        Matched {
            firm: pairs.into_iter().filter(|(i, _)| !is_optional(*i)).collect(),
            missed: (0..optional.len()).filter(|i| !gold.contains(i) && !is_optional(*i)).collect(),
            extra: (0..got).filter(|j| !found.contains(j)).collect(),
        }
    }

    fn hits(&self) -> usize {
        self.firm.len()
    }

    fn gold(&self) -> usize {
        self.firm.len() + self.missed.len()
    }

    fn got(&self) -> usize {
        self.firm.len() + self.extra.len()
    }
}

/// How alike two texts are, white space aside.
fn alike(a: &str, b: &str) -> f64 {
    sequence::ratio(&squeeze(a), &squeeze(b))
}

/// The first characters of a text, to recognise it by.
fn head(text: &str) -> String {
    text.chars().take(40).collect()
}

/// An optional text in messages.
fn shown(text: Option<&str>) -> &str {
    text.unwrap_or("none")
}

/// The texts of a value, `null` being none of them; numbers as they are written.
fn texts(value: Option<&Value>) -> Vec<String> {
    let text = |v: &Value| match v {
        Value::String(s) => squeeze(s),
        other => other.to_string(),
    };
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.iter().map(text).collect(),
        Some(one) => vec![text(one)],
    }
}
