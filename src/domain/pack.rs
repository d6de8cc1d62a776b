//! The shape of a pack file, and what may not stand in one.

use crate::error::Error;
use serde::{Deserialize, Deserializer, de};
use std::{collections::BTreeSet, ops::Range, path::Path};
use toml::Spanned;

/// A pack as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pack {
    pub pack: Head,
    #[serde(default)]
    pub topic: Vec<Topic>,
    #[serde(default)]
    pub actor: Vec<Actor>,
    #[serde(default)]
    pub segmentation: Segmentation,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub name: String,
    pub version: String,
    pub label: Label,
    #[serde(default)]
    pub markers: Vec<String>,
}

/// A name in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub id: Spanned<String>,
    pub label: Label,
    #[serde(default)]
    pub cues: Vec<Cues>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cues {
    pub weight: Spanned<i64>,
    #[serde(rename = "origin")]
    pub _origin: Origin,
    pub words: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Actor {
    pub id: Spanned<String>,
    pub label: Label,
    #[serde(default)]
    pub words: Vec<ActorWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActorWords {
    #[serde(rename = "origin")]
    pub _origin: Origin,
    pub words: Vec<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Segmentation {
    #[serde(default)]
    pub words: Vec<(String, usize)>,
}

/// Where a row of cues comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The ordinary vocabulary of the topic.
    General,
    /// Added on reflection.
    Judgement,
    /// Met in one paper and nowhere else.
    Seen(String),
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        match word.as_str() {
            "general" => Ok(Origin::General),
            "judgement" => Ok(Origin::Judgement),
            _ => word.strip_prefix("seen:").map(|id| Origin::Seen(id.into())).ok_or_else(|| {
                de::Error::custom(format!(
                    "unknown origin `{word}`, expected `general`, `judgement` or `seen:ID`"
                ))
            }),
        }
    }
}

impl Pack {
    pub(super) fn parse(path: &Path, text: &str) -> Result<Pack, Error> {
        let fault = |span: Option<Range<usize>>, message: String| Error::Pack {
            path: path.into(),
            line: span.map(|s| 1 + text[..s.start.min(text.len())].matches('\n').count()),
            message,
        };
        let pack: Pack = toml::from_str(text).map_err(|e| fault(e.span(), e.message().to_owned()))?;
        match pack.first_fault() {
            Some((span, message)) => Err(fault(Some(span), message)),
            None => Ok(pack),
        }
    }

    fn first_fault(&self) -> Option<(Range<usize>, String)> {
        let topics = self.topic.iter().map(|t| &t.id);
        let actors = self.actor.iter().map(|a| &a.id);
        let weights = self.topic.iter().flat_map(|t| &t.cues).map(|c| &c.weight);
        let words = self.topic.iter().flat_map(|t| t.cues.iter().flat_map(|c| &c.words));
        let words = words.chain(self.actor.iter().flat_map(|a| a.words.iter().flat_map(|w| &w.words)));
        twice(topics, "topic")
            .or_else(|| twice(actors, "actor"))
            .or_else(|| {
                let wrong = weights.into_iter().find(|w| !(1..=3).contains(w.get_ref()))?;
                Some((wrong.span(), format!("weight {} is not from 1 to 3", wrong.get_ref())))
            })
            .or_else(|| {
                let wrong = words.into_iter().find(|w| !can_match(w.get_ref()))?;
                let message = "can never match: cues are matched inside sentences, in Simplified characters and half width";
                Some((wrong.span(), format!("`{}` {message}", wrong.get_ref())))
            })
    }
}

fn twice<'a>(ids: impl Iterator<Item = &'a Spanned<String>>, what: &str) -> Option<(Range<usize>, String)> {
    let mut seen = BTreeSet::new();
    ids.into_iter()
        .find(|id| !seen.insert(id.get_ref()))
        .map(|id| (id.span(), format!("{what} `{}` stands here twice", id.get_ref())))
}

/// A cue with a stop, a line break, full-width letters or Traditional characters never occurs in a sentence of reading text.
fn can_match(cue: &str) -> bool {
    let full_width = |c: char| matches!(c, '\u{ff10}'..='\u{ff5a}' | '（' | '）' | '％' | '\u{3000}');
    !cue.trim().is_empty()
        && cue.trim() == cue
        && !cue.contains(['。', '！', '？', '\n', '\t'])
        && !cue.contains(full_width)
        && fast2s::convert(cue) == cue
}
