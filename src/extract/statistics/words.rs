//! The word lists of `data/zh`, ready to be matched at either end of a stretch of text.

use serde::Deserialize;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Words found by their first or last character, the longest first.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Words {
    by_first: HashMap<char, Vec<String>>,
    by_last: HashMap<char, Vec<String>>,
    all: HashSet<String>,
}

impl From<Vec<String>> for Words {
    fn from(list: Vec<String>) -> Self {
        let mut words = Words { all: list.iter().cloned().collect(), ..Words::default() };
        for word in list {
            if let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) {
                words.by_first.entry(first).or_default().push(word.clone());
                words.by_last.entry(last).or_default().push(word);
            }
        }
        for group in words.by_first.values_mut().chain(words.by_last.values_mut()) {
            group.sort_by_key(|w| std::cmp::Reverse(w.len()));
        }
        words
    }
}

impl Words {
    /// Bytes of the longest word the text begins with.
    pub fn at_start(&self, text: &str) -> Option<usize> {
        let group = self.by_first.get(&text.chars().next()?)?;
        group.iter().find(|w| text.starts_with(w.as_str())).map(String::len)
    }

    /// Bytes of the longest word the text ends with.
    pub fn at_end(&self, text: &str) -> Option<usize> {
        let group = self.by_last.get(&text.chars().next_back()?)?;
        group.iter().find(|w| text.ends_with(w.as_str())).map(String::len)
    }

    /// The first place, from left to right, where a word stands: its start and its bytes.
    pub fn find(&self, text: &str) -> Option<(usize, usize)> {
        text.char_indices().find_map(|(at, _)| self.at_start(&text[at..]).map(|len| (at, len)))
    }

    /// Whether any word stands anywhere in the text.
    pub fn within(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Whether the whole text is a word.
    pub fn has(&self, text: &str) -> bool {
        self.all.contains(text)
    }
}

/// `data/zh/measures.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measures {
    pub up: Words,
    pub down: Words,
    pub saving: Words,
    pub becoming: Words,
    pub changing: Words,
    pub closed_change: Words,
    pub not_change: Words,
    pub link: Words,
    pub not_link: Words,
    pub have: Words,
    #[serde(rename = "do")]
    pub doing: Words,
    pub light: Words,
    pub giving: Words,
    pub given_by: Words,
    pub compare: Words,
    pub compare_alone: Words,
    pub against: Words,
    pub not_against: Words,
    pub against_close: Words,
    pub share_verb: Words,
    pub share_noun: Words,
    pub growth_noun: Words,
    pub fall_noun: Words,
    pub growth_mode: Words,
    pub measure_noun: Words,
    pub rank_verb: Words,
    pub rank_scope: Words,
    pub opener: Words,
    pub not_opener: Words,
    pub adverb: Words,
    pub not_adverb: Words,
    pub tail_stop: Words,
    pub clause_verb: Words,
    pub group_boundary: Words,
    pub group_object: Words,
    pub frame_open: Words,
    pub frame_close: Words,
    pub abstract_noun: Words,
    pub abstract_unit: Words,
    pub model_output: Words,
    pub bound_after: Words,
    pub now: Words,
    pub founding: Words,
    pub target: Words,
}

/// `data/zh/sources.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sources {
    pub open: Words,
    pub report: Words,
    pub tail: Words,
    pub hollow: Words,
    pub own_work: Words,
    pub researcher: Words,
    pub fieldwork: Words,
    pub asking: Words,
    pub body: Words,
    pub programme: Words,
    pub term_title: Words,
    pub author_verb: Words,
    pub not_names: Words,
    pub surnames: String,
    pub double_surnames: Words,
}

/// `data/zh/regions.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Regions {
    pub pointing: Words,
    pub weak: Words,
    pub areas: Words,
    pub provinces: Words,
    pub cities: Words,
    pub countries: Words,
    pub blocs: Words,
    pub place_end: Words,
    pub not_place: Words,
    pub group: Words,
    pub body_end: Words,
    pub not_body_end: Words,
    pub named_body: Words,
    pub determiner: Words,
    pub not_body: Words,
}

/// `data/zh/tables.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableHeads {
    pub indicator: Words,
    pub time: Words,
    pub serial: Words,
    pub model_head: Words,
    pub model_caption: Words,
    pub caption_tail: Words,
    pub percent: Words,
    pub growth: Words,
    pub share: Words,
    pub count: Words,
    pub not_count: Words,
    pub target: Words,
}

pub(super) static TABLES: LazyLock<TableHeads> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/zh/tables.toml")).unwrap_or_default());
pub(super) static MEASURES: LazyLock<Measures> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/zh/measures.toml")).unwrap_or_default());
pub(super) static SOURCES: LazyLock<Sources> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/zh/sources.toml")).unwrap_or_default());
pub(super) static REGIONS: LazyLock<Regions> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/zh/regions.toml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        let read = |r: Result<(), toml::de::Error>| assert!(r.is_ok(), "{}", r.unwrap_err());
        read(toml::from_str::<Measures>(include_str!("../../../data/zh/measures.toml")).map(drop));
        read(toml::from_str::<Sources>(include_str!("../../../data/zh/sources.toml")).map(drop));
        read(toml::from_str::<TableHeads>(include_str!("../../../data/zh/tables.toml")).map(drop));
        read(toml::from_str::<Regions>(include_str!("../../../data/zh/regions.toml")).map(drop));
    }

    #[test]
    fn the_longest_word_wins() {
        let words = Words::from(vec!["达".to_owned(), "达到".to_owned(), "到".to_owned()]);
        assert_eq!(words.at_start("达到三"), Some(6));
        assert_eq!(words.at_end("已达到"), Some(6));
        assert_eq!(words.find("产量达"), Some((6, 3)));
        assert_eq!(words.at_end(""), None);
    }
}
