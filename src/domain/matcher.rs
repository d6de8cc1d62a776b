//! Cue words matched on characters: longest first, left to right.

use super::pack::{Actor, Topic};
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

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
    pub(super) fn of_topics(topics: &[Topic]) -> Matcher {
        let words = topics.iter().enumerate().flat_map(|(i, t)| {
            t.cues.iter().flat_map(move |c| {
                c.words.iter().map(move |w| (w.get_ref().as_str(), i, *c.weight.get_ref()))
            })
        });
        Self::new(words)
    }

    pub(super) fn of_actors(actors: &[Actor]) -> Matcher {
        let words = actors.iter().enumerate().flat_map(|(i, a)| {
            a.words.iter().flat_map(move |g| g.words.iter().map(move |w| (w.get_ref().as_str(), i, 1)))
        });
        Self::new(words)
    }

    fn new<'a>(words: impl Iterator<Item = (&'a str, usize, i64)>) -> Matcher {
        let mut texts: Vec<&str> = Vec::new();
        let mut owners: Vec<Vec<(usize, i64)>> = Vec::new();
        for (word, owner, weight) in words {
            match texts.iter().position(|t| *t == word) {
                Some(i) => owners[i].push((owner, weight)),
                None => {
                    texts.push(word);
                    owners.push(vec![(owner, weight)]);
                }
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&texts);
        Matcher { automaton: automaton.expect("a pack is far smaller than the automaton's limits"), owners }
    }

    pub(super) fn find<'m>(&'m self, text: &'m str) -> impl Iterator<Item = (usize, i64, Range<usize>)> + 'm {
        self.automaton.find_iter(text).flat_map(|m| {
            self.owners[m.pattern().as_usize()]
                .iter()
                .map(move |(owner, weight)| (*owner, *weight, m.range()))
        })
    }
}
