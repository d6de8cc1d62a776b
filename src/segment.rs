//! Words.
//!
//! *In*: reading text, and the field's own words. *Out*: tokens and content words. *Must not know*: papers.

use jieba_rs::Jieba;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

/// Cuts text into words. Costs about a tenth of a second to build: build one, on first need.
pub struct Segmenter {
    jieba: Jieba,
}

/// A word at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word.
    pub text: &'t str,
    /// Its first byte in the text given.
    pub start: usize,
}

impl Word<'_> {
    /// Its bytes in the text given.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

static STOPWORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "note")]
        _note: String,
        words: HashSet<String>,
    }
    let file: File =
        toml::from_str(include_str!("../data/zh/stopwords.toml")).expect("a list of the program");
    file.words
});

impl Segmenter {
    /// A segmenter that keeps some words whole. Each has a frequency: without one it would be un-learned.
    pub fn new(words: &[(String, usize)]) -> Segmenter {
        Segmenter::load().with_words(words)
    }

    /// The dictionary of the language alone. Needs nothing, so it can load while everything else is still to be read.
    pub fn load() -> Segmenter {
        Segmenter { jieba: Jieba::new() }
    }

    /// Keeps some words whole, as [`Segmenter::new`] does.
    pub fn with_words(mut self, words: &[(String, usize)]) -> Segmenter {
        for (word, frequency) in words {
            self.jieba.add_word(word, Some((*frequency).max(1)), None);
        }
        self
    }

    /// The words of a text. Put together they are the text.
    pub fn cut<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        self.jieba.cut(text, true).into_iter().map(|t| Word { text: t.word, start: t.byte_start }).collect()
    }

    /// Content words with their counts: two characters or more, all letters, no stop words.
    pub fn content_words(&self, text: &str) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for word in self.cut(text) {
            if is_content(word.text) {
                *counts.entry(word.text.to_owned()).or_default() += 1;
            }
        }
        counts
    }
}

fn is_content(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.chars().all(char::is_alphabetic)
        && word.chars().any(crate::document::is_han)
        && !STOPWORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_words_stay_whole_and_nothing_is_lost() {
        let segmenter = Segmenter::new(&[("茶旅融合".into(), 500)]);
        let text = "茶旅融合 增收 3.5%。";
        let words = segmenter.cut(text);
        assert_eq!(words[0].text, "茶旅融合");
        assert_eq!(words.iter().map(|w| w.text).collect::<String>(), text);
        assert!(words.iter().all(|w| &text[w.range()] == w.text));
    }

    #[test]
    fn content_words_leave_out_function_words_and_figures() {
        let words = Segmenter::new(&[]).content_words("因此茶农增收3.5万元，茶农满意");
        assert_eq!(words.get("茶农"), Some(&2));
        assert!(!words.contains_key("因此"));
    }
}
