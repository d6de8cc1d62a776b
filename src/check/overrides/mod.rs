//! Decisions of people about single items, applied after reading and before comparing.
//!
//! *In*: the text of `cbec.overrides.toml`, the papers. *Out*: the papers as decided, and what no longer applies. *Must not
//! know*: where the file lies on disk, how papers are read.
//!
//! An entry names an item by id and by words of it. The id alone would not do: it shifts when something is put in before the
//! item. Where id and words no longer agree the words decide, and if they are nowhere, nothing is done and that is told.
//! What may be said in the file: `docs/overrides.md`.

mod apply;
mod entry;
mod find;
mod reader;

pub use apply::apply;
pub use reader::parse;

use crate::model::{ActorId, TopicId};
use entry::Entry;
use std::collections::BTreeSet;

/// The name of the file that is looked for beside the papers.
pub const FILE: &str = "cbec.overrides.toml";

/// The entries of one file.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    path: String,
    entries: Vec<Entry>,
    /// Whether the papers read are all the file speaks of: only then is a paper that is not there worth a word.
    pub whole_corpus: bool,
}

/// The ids an entry may set.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Topics of the domain packs in use.
    pub topics: BTreeSet<TopicId>,
    /// What a topic begins with that is a keyword of its paper and in no pack.
    pub keyword: String,
    /// Actors.
    pub actors: BTreeSet<ActorId>,
}

/// Something wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// What is wrong, and what was expected.
    pub message: String,
}
