//! The shape of the word lists in `data/zh`.

use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Numerals {
    pub digits: HashMap<char, u8>,
    pub formal: HashMap<char, u8>,
    pub scales: HashMap<char, u32>,
    pub not_scale: HashMap<char, Vec<String>>,
    pub english: HashMap<String, u32>,
    pub words: NumeralWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct NumeralWords {
    pub open: Vec<char>,
    pub vague: Vec<String>,
    pub more: Vec<char>,
    pub roughly: Vec<char>,
    pub to: Vec<char>,
    pub and: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct UnitsFile {
    pub money: Vec<Money>,
    pub ratio: Vec<Ratio>,
    pub duration: Durations,
    pub measure: Measures,
    pub count: Counts,
    pub behaviour: HashMap<String, Behaviour>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Money {
    pub code: String,
    pub words: Vec<String>,
    pub signs: Vec<String>,
    pub english: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Ratio {
    pub code: String,
    pub dimension: crate::model::Dimension,
    pub power: i32,
    pub words: Vec<String>,
    pub english: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Durations {
    pub words: Vec<String>,
    pub with_ge: Vec<String>,
    pub half: Vec<String>,
    pub also: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Measures {
    pub words: Vec<String>,
    pub latin: Vec<String>,
    pub with_ge: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Counts {
    pub words: Vec<String>,
}

/// How a unit word behaves; see the comment in the file.
#[derive(Deserialize, Default, Clone)]
#[serde(deny_unknown_fields, default)]
pub(in crate::quantity) struct Behaviour {
    pub unless: Vec<String>,
    pub except: Vec<String>,
    pub only: Option<Vec<String>>,
    pub digits: bool,
    pub structural: bool,
    pub points: bool,
    pub never: bool,
    pub ordinal: bool,
    pub day: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct QualifiersFile {
    pub before: Classes,
    pub after: Classes,
    pub links: Links,
    pub not_after: HashMap<String, Vec<char>>,
    pub not_before: HashMap<String, Vec<String>>,
    pub only_before: HashMap<String, Vec<String>>,
    pub gap: Gap,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Classes {
    pub over: Vec<String>,
    pub under: Vec<String>,
    pub up_to: Vec<String>,
    pub about: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Links {
    pub any: Vec<String>,
    pub limit: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Gap {
    pub plain: Vec<String>,
    pub words: Vec<String>,
    pub wholes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct NotFile {
    pub phrases: HashMap<String, Vec<String>>,
    pub before: NotBefore,
    #[serde(rename = "abstract")]
    pub abstracts: Abstracts,
    pub model: ModelWords,
    pub bare: BareWords,
    pub rank: RankWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct NotBefore {
    pub labels: Vec<String>,
    pub names: Vec<String>,
    pub numbers_of: Vec<char>,
    pub eras: Vec<String>,
    pub pointing: Vec<String>,
    pub anaphoric: Vec<String>,
    pub counted: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct Abstracts {
    pub nouns: Vec<String>,
    pub adjectives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct ModelWords {
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub levels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct BareWords {
    pub before: Vec<String>,
    pub measures: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::quantity) struct RankWords {
    pub verbs: Vec<String>,
    pub not_verbs: Vec<String>,
    pub first: Vec<String>,
    pub scopes: Vec<String>,
    pub after: Vec<String>,
    pub not_before: Vec<String>,
}
