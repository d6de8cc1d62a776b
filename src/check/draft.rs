//! A violation before its severity, its language and its standing are known.

use super::{
    Location,
    rule::Rule,
    words::{self, Value},
};
use crate::lexicon::Lang;
use sha2::{Digest, Sha256};

/// Values for the slots of a message.
pub(super) type Values = Vec<(&'static str, Value)>;

/// What a rule found.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) rule: Rule,
    /// The words concerned: what the fingerprint is made of.
    pub(super) words: Vec<String>,
    pub(super) values: Values,
    pub(super) location: Option<Location>,
    pub(super) items: Vec<String>,
    pub(super) related: Vec<(Location, Values)>,
}

impl Draft {
    pub(super) fn new(rule: Rule) -> Self {
        Draft {
            rule,
            words: Vec::new(),
            values: Vec::new(),
            location: None,
            items: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Where it is.
    pub(super) fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// The words concerned; the first of them also fill the slot `words`.
    pub(super) fn about(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        if self.words.is_empty() {
            self.values.push(("words", shown(&words).into()));
        }
        self.words.push(words);
        self
    }

    /// A value for a slot.
    pub(super) fn with(mut self, slot: &'static str, value: impl ToString) -> Self {
        self.values.push((slot, shown(&value.to_string()).into()));
        self
    }

    /// A word of the table for a slot.
    pub(super) fn word(mut self, slot: &'static str, key: &'static str) -> Self {
        self.values.push((slot, Value::Word(key)));
        self
    }

    /// A paper, finding or figure concerned.
    pub(super) fn item(mut self, id: impl ToString) -> Self {
        self.items.push(id.to_string());
        self
    }

    /// Another place it takes to see it.
    pub(super) fn see(mut self, location: Location, values: Values) -> Self {
        self.related.push((location, values));
        self
    }

    /// The sentence.
    pub(super) fn message(&self, lang: Lang) -> String {
        words::fill(self.rule.entry().message.get(lang), &self.values, lang)
    }

    /// The sentence at a related place.
    pub(super) fn related_message(&self, values: &Values, lang: Lang) -> String {
        let entry = self.rule.entry();
        words::fill(entry.related.as_ref().unwrap_or(&entry.summary).get(lang), values, lang)
    }

    /// What it is about in a few words, the same in both languages.
    pub(super) fn hint(&self) -> String {
        const LONGEST: usize = 60;
        let hint = self.words.iter().map(|w| shown(w)).collect::<Vec<_>>().join(" · ");
        match hint.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &hint[..end]),
            None => hint,
        }
    }

    /// From the rule, the words concerned without their white space, and a number for those that are the same.
    pub(super) fn fingerprint(&self, ordinal: usize) -> String {
        const BYTES: usize = 16;
        let mut hash = Sha256::new();
        hash.update(self.rule.id());
        for words in &self.words {
            hash.update([0]);
            hash.update(words.split_whitespace().collect::<String>());
        }
        hash.update([0]);
        hash.update(ordinal.to_string());
        hash.finalize().iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Words of a paper as they may stand in a message: on one line, without what a terminal would obey.
pub(super) fn shown(words: &str) -> String {
    let kept = words.chars().filter(|c| !is_invisible(*c)).map(|c| if c.is_control() { ' ' } else { c });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that reorder a line or join characters without being seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}
