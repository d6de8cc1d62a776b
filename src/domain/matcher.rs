//! Cue words matched on characters: longest first, left to right.

use super::pack::Entry;
use aho_corasick::{AhoCorasick, MatchKind};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// A topic cue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicHit {
    /// Index into `Domain::topics`.
    pub topic: usize,
    /// 1 to 3.
    pub weight: i64,
    /// Where.
    pub range: Range<usize>,
}

/// A word for an actor in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorHit {
    /// Index into `Domain::actors`.
    pub actor: usize,
    /// Where.
    pub range: Range<usize>,
}

/// Words with their owners. One word may have several.
#[derive(Debug)]
pub(super) struct Matcher {
    automaton: AhoCorasick,
    owners: Vec<Vec<(usize, i64)>>,
}

impl Matcher {
    /// Where an entry has a word twice, its first weight counts: the field's own before that of what it builds on.
    pub(super) fn of(entries: &[Entry]) -> Matcher {
        let mut texts: Vec<&str> = Vec::new();
        let mut owners: Vec<Vec<(usize, i64)>> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (owner, entry) in entries.iter().enumerate() {
            let mut seen: HashSet<&str> = HashSet::new();
            for cue in entry.cues.iter().filter(|c| seen.insert(&c.word.text)) {
                let place = *places.entry(&cue.word.text).or_insert_with(|| {
                    texts.push(&cue.word.text);
                    owners.push(Vec::new());
                    texts.len() - 1
                });
                owners[place].push((owner, cue.weight));
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&texts);
        Matcher { automaton: automaton.expect("a pack is far smaller than the automaton's limits"), owners }
    }

    /// For [`Matcher::inside`], which wants every match and not only the longest.
    pub(super) fn overlapping(entries: &[Entry]) -> Matcher {
        let mut matcher = Self::of(entries);
        let mut words: Vec<&str> = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        words.extend(
            entries.iter().flat_map(|e| &e.cues).map(|c| c.word.text.as_str()).filter(|w| seen.insert(w)),
        );
        if let Ok(automaton) = AhoCorasick::new(&words) {
            matcher.automaton = automaton;
        }
        matcher
    }

    /// Every cue inside a text, overlapping ones too, with its owners.
    pub(super) fn inside<'m>(&'m self, text: &'m str) -> impl Iterator<Item = (usize, Range<usize>)> + 'm {
        self.automaton.find_overlapping_iter(text).flat_map(|m| {
            self.owners[m.pattern().as_usize()].iter().map(move |(owner, _)| (*owner, m.range()))
        })
    }

    pub(super) fn find<'m>(&'m self, text: &'m str) -> impl Iterator<Item = (usize, i64, Range<usize>)> + 'm {
        self.automaton.find_iter(text).flat_map(|m| {
            self.owners[m.pattern().as_usize()]
                .iter()
                .map(move |(owner, weight)| (*owner, *weight, m.range()))
        })
    }
}
