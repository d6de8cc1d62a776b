//! The words of a difference, from `data/zh/diff.toml`.

use crate::{
    model::{ConflictKind, TopicStatus, Verdict},
    report::Lang,
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

const SOURCE: &str = include_str!("../../../data/zh/diff.toml");

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Word {
    zh: String,
    en: String,
}

impl Word {
    fn of(&self, lang: Lang) -> &str {
        if lang == Lang::Zh { &self.zh } else { &self.en }
    }
}

macro_rules! words {
    ($($key:ident)*) => {
        /// `{…}` stands for what `fill` puts in.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Words { $(pub $key: Word,)* }

        #[cfg(test)]
        impl Words {
            fn all(&self) -> Vec<(&'static str, &Word)> {
                vec![$((stringify!($key), &self.$key)),*]
            }
        }
    };
}

words! {
    from_to none only_moves papers problems countermeasures statistics links references promises meta unanswered
    conflicts inconsistent count untitled was nothing quoted_by answers effects coverage coverage_lost coverage_gained
    coverage_new coverage_gone topics actors arithmetic shared consistent not_consistent rounding
    other_source other_scope conflict answered indirect not_answered proposed_only moves moved lines encoding renumbered left_out
    legend
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    words: Words,
    fields: BTreeMap<String, Word>,
}

static TABLE: LazyLock<Result<Table, toml::de::Error>> = LazyLock::new(|| toml::from_str(SOURCE));

/// The words in one language.
#[derive(Clone, Copy)]
pub(super) struct Labels {
    table: &'static Table,
    lang: Lang,
}

impl Labels {
    /// # Panics
    /// If the table compiled in does not fit the code, which a test rules out.
    pub fn of(lang: Lang) -> Self {
        match &*TABLE {
            Ok(table) => Labels { table, lang },
            Err(error) => panic!("data/zh/diff.toml: {error}"),
        }
    }

    /// A word.
    pub fn word(self, pick: fn(&Words) -> &Word) -> &'static str {
        pick(&self.table.words).of(self.lang)
    }

    /// A field by its name in the JSON.
    pub fn field(self, name: &str) -> String {
        self.table.fields.get(name).map_or(name, |w| w.of(self.lang)).to_owned()
    }

    pub fn verdict(self, verdict: Verdict) -> &'static str {
        self.word(match verdict {
            Verdict::Consistent => |w| &w.consistent,
            Verdict::Inconsistent => |w| &w.not_consistent,
        })
    }

    pub fn conflict(self, kind: ConflictKind) -> &'static str {
        self.word(match kind {
            ConflictKind::Rounding => |w| &w.rounding,
            ConflictKind::OtherSource => |w| &w.other_source,
            ConflictKind::OtherScope => |w| &w.other_scope,
            ConflictKind::Conflict => |w| &w.conflict,
        })
    }

    pub fn status(self, status: TopicStatus) -> &'static str {
        self.word(match status {
            TopicStatus::Answered => |w| &w.answered,
            TopicStatus::Indirect => |w| &w.indirect,
            TopicStatus::Unanswered => |w| &w.not_answered,
            TopicStatus::ProposedOnly => |w| &w.proposed_only,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_the_code_and_both_languages_take_the_same_values() {
        let table = TABLE.as_ref().expect("data/zh/diff.toml");
        let slots = |text: &str| {
            let mut found: Vec<_> =
                text.split('{').skip(1).filter_map(|t| t.split('}').next()).map(String::from).collect();
            found.retain(|slot| slot.is_ascii());
            found.sort();
            found
        };
        for (key, Word { zh, en }) in table.words.all() {
            assert!(!zh.is_empty() && !en.is_empty(), "{key}");
            if key != "legend" {
                assert_eq!(slots(zh), slots(en), "{key}");
            }
        }
    }
}
