//! Words.
//!
//! *In*: reading text, and the field's own words. *Out*: tokens and content words. *Must not know*: papers.

mod dictionary;

use jieba_rs::Jieba;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

/// Cuts text into words. Build one, on first need.
pub struct Segmenter {
    jieba: Jieba,
}

/// Words that stay whole, each with its frequency: without one it would be un-learned.
pub type FieldWords = [(String, usize)];

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
    /// For any text. Loads the whole dictionary, which takes longer than reading most corpora.
    pub fn new(words: &FieldWords) -> Segmenter {
        Segmenter { jieba: dictionary::whole() }.with_words(words)
    }

    /// For these texts and parts of them only: cuts them as [`Segmenter::new`] does, and is built in a tenth of the time.
    pub fn for_texts<'t>(texts: impl IntoIterator<Item = &'t str>, words: &'t FieldWords) -> Segmenter {
        let known = words.iter().map(|(word, _)| word.as_str());
        Segmenter { jieba: dictionary::pruned(texts.into_iter().chain(known)) }.with_words(words)
    }

    fn with_words(mut self, words: &FieldWords) -> Segmenter {
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
