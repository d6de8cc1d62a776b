//! The word lists the comparison reads names and quotes by (`data/zh/comparison.toml`).

use serde::Deserialize;
use std::sync::LazyLock;

/// The lists, as the file has them; what each is for stands there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub national: Vec<String>,
    pub function_words: Vec<String>,
    pub abbreviations: Vec<(String, String)>,
    pub amount_heads: Vec<String>,
    pub subject_heads: Vec<String>,
    pub trailing_verbs: Vec<String>,
    pub growth_heads: Vec<String>,
    pub share_heads: Vec<String>,
    pub not_share: Vec<String>,
    pub among: Vec<String>,
    pub total: Vec<String>,
    pub sum_up: Vec<String>,
    pub compared: Vec<String>,
    pub compared_after: Vec<String>,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub apart: Vec<String>,
    pub yearly_average: Vec<String>,
    pub other_base: Vec<String>,
    pub constant_price: Vec<String>,
    pub constant_price_names: Vec<String>,
    pub narrow_scope: Vec<String>,
    pub rate_words: Vec<String>,
    pub own_wholes: Vec<String>,
    pub reach: Vec<String>,
    pub all_of: Vec<String>,
    pub axis: Vec<Axis>,
}

/// A way of splitting a whole in parts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Axis {
    /// What is split; for the reader of the file.
    #[serde(rename = "note")]
    pub _note: String,
    /// The whole's own names.
    pub whole: Vec<String>,
    /// The parts, each with its synonyms.
    pub parts: Vec<Vec<String>>,
    /// Whether the parts are all there is.
    pub exhaustive: bool,
}

/// The compiled-in lists. They cannot fail to load for a user: the test below reads the same bytes.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| load().unwrap_or_default());

fn load() -> Result<Words, toml::de::Error> {
    toml::from_str(include_str!("../../data/zh/comparison.toml"))
}

/// Whether any word of a list occurs in a text.
pub(crate) fn any(list: &[String], text: &str) -> bool {
    list.iter().any(|word| text.contains(word.as_str()))
}

/// Strips the longest word of a list from the end of a text, as long as something is left.
pub(crate) fn strip_end<'a>(list: &[String], text: &'a str) -> Option<&'a str> {
    let rests = list.iter().filter_map(|word| text.strip_suffix(word.as_str()));
    // The longest word leaves the shortest rest.
    rests.filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_load_and_name_each_word_once() {
        let words = load().expect("data/zh/comparison.toml");
        for list in
            [&words.national, &words.amount_heads, &words.growth_heads, &words.total, &words.narrow_scope]
        {
            let mut sorted = list.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), list.len(), "a word twice in {list:?}");
        }
        for axis in &words.axis {
            assert!(axis.parts.len() >= 2, "{axis:?} splits nothing");
        }
    }

    #[test]
    fn the_longest_ending_goes_and_something_stays() {
        let heads = vec!["额".to_string(), "总额".to_string()];
        assert_eq!(strip_end(&heads, "产销总额"), Some("产销"));
        assert_eq!(strip_end(&heads, "总额"), Some("总"));
        assert_eq!(strip_end(&heads, "额"), None);
    }
}
