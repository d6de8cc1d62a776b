use super::{Count, Key};
use serde::Serialize;
use std::collections::BTreeMap;

/// The score sheet of one paper.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// The paper, as its annotation names it.
    pub paper: String,
    /// Its file.
    pub path: String,
    /// What was counted.
    pub counts: BTreeMap<Key, Count>,
    /// Everything that is not as annotated.
    pub misses: Vec<Miss>,
    /// Annotated items got right, one id each, in order: `P1.2`, `S4 value`.
    pub right: Vec<String>,
}

/// Something that is not as annotated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// The line of the paper's file.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl Sheet {
    /// A sheet with nothing on it.
    pub fn new(paper: impl Into<String>, path: impl Into<String>) -> Self {
        Sheet {
            paper: paper.into(),
            path: path.into(),
            counts: BTreeMap::new(),
            misses: Vec::new(),
            right: Vec::new(),
        }
    }

    /// Counts items found.
    pub fn add(&mut self, key: Key, hits: usize, gold: usize, got: usize) {
        *self.counts.entry(key).or_default() += Count { hits, gold, got, strict: 0 };
    }

    /// Counts hits whose texts are equal.
    pub fn add_strict(&mut self, key: Key, strict: usize) {
        *self.counts.entry(key).or_default() += Count { strict, ..Count::default() };
    }

    /// Counts an attribute of an item that was found, and notes its id if it is right.
    pub fn judge(&mut self, key: Key, right: bool, id: impl FnOnce() -> String) {
        self.add(key, usize::from(right), 1, 1);
        if right {
            self.right.push(id());
        }
    }

    /// Notes what is wrong.
    pub fn miss(&mut self, line: Option<usize>, message: String) {
        self.misses.push(Miss { line, message });
    }
}
