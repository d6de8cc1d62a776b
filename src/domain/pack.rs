//! What a pack says, and what is wrong with it. All faults of a file are collected, not only the first.

use super::{
    fault::{Fault, Faults},
    reader::{Reader, Table},
};
use std::collections::{BTreeMap, BTreeSet};

/// Keys of each kind of table.
const ROOT: &[&str] = &["pack", "topic", "actor", "segmentation"];
const HEAD: &[&str] = &["name", "version", "label", "extends", "without", "markers"];
const LABEL: &[&str] = &["zh", "en"];
const TOPIC: &[&str] = &["id", "label", "cues"];
const CUES: &[&str] = &["weight", "origin", "words"];
const ACTOR: &[&str] = &["id", "label", "words"];
const ACTOR_WORDS: &[&str] = &["origin", "words"];
const SEGMENTATION: &[&str] = &["words"];

/// A word of a pack and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// From 1.
    pub line: usize,
}

/// A name in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Where a cue comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The ordinary vocabulary of the topic.
    General,
    /// Added on reflection.
    Judgement,
    /// Met in one paper and nowhere else.
    Seen(String),
}

impl Origin {
    fn of(word: &str) -> Option<Origin> {
        match word {
            "general" => Some(Origin::General),
            "judgement" => Some(Origin::Judgement),
            _ => word.strip_prefix("seen:").filter(|id| !id.is_empty()).map(|id| Origin::Seen(id.into())),
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Origin::General => f.write_str("general"),
            Origin::Judgement => f.write_str("judgement"),
            Origin::Seen(id) => write!(f, "seen:{id}"),
        }
    }
}

/// A word that speaks for a topic or an actor.
#[derive(Debug, Clone)]
pub struct Cue {
    /// The word.
    pub word: Word,
    /// 1 to 3; 1 for actors.
    pub weight: i64,
    /// Where it comes from.
    pub origin: Origin,
}

/// A topic or an actor.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub id: Word,
    pub label: Label,
    pub cues: Vec<Cue>,
}

/// A pack as written.
#[derive(Debug, Default)]
pub(super) struct Pack {
    pub name: String,
    pub version: String,
    pub label: Label,
    /// The pack it builds on.
    pub extends: Option<Word>,
    /// Topics and actors of that pack it leaves out.
    pub without: Vec<Word>,
    pub markers: Vec<String>,
    pub topics: Vec<Entry>,
    pub actors: Vec<Entry>,
    pub segmentation: Vec<(String, usize)>,
}

impl Pack {
    /// Reads all that can be read, and tells all that cannot.
    pub(super) fn read(text: &str) -> (Pack, Faults) {
        let mut reader = Reader::default();
        let Some(root) = reader.root(text, ROOT) else { return (Pack::default(), reader.faults) };
        let mut pack = Pack::default();
        if let Some(head) = reader.table(&root, "pack", HEAD) {
            pack.name = reader.text(&head, "name").map(|w| w.text).unwrap_or_default();
            pack.version = reader.text(&head, "version").map(|w| w.text).unwrap_or_default();
            pack.label = label(&mut reader, &head);
            pack.extends = if head.has("extends") { reader.text(&head, "extends") } else { None };
            pack.without = if head.has("without") { reader.texts(&head, "without") } else { Vec::new() };
            let markers = if head.has("markers") { reader.texts(&head, "markers") } else { Vec::new() };
            pack.markers = matching(&mut reader, markers).map(|w| w.text).collect();
        }
        for topic in reader.tables(&root, "topic", TOPIC) {
            let cues = reader.tables(&topic, "cues", CUES);
            let cues = cues.iter().flat_map(|row| row_of(&mut reader, row, true)).collect();
            pack.topics.extend(entry(&mut reader, &topic, cues));
        }
        for actor in reader.tables(&root, "actor", ACTOR) {
            let rows = reader.tables(&actor, "words", ACTOR_WORDS);
            let cues = rows.iter().flat_map(|row| row_of(&mut reader, row, false)).collect();
            pack.actors.extend(entry(&mut reader, &actor, cues));
        }
        if root.has("segmentation")
            && let Some(table) = reader.table(&root, "segmentation", SEGMENTATION)
        {
            pack.segmentation = reader.counted_words(&table, "words");
        }
        for (entries, what) in [(&pack.topics, "topic"), (&pack.actors, "actor")] {
            repeated_ids(entries, what, &mut reader.faults);
            repeated_cues(entries, what, &mut reader.faults);
        }
        one_actor_a_word(&pack.actors, &mut reader.faults);
        (pack, reader.faults)
    }

    /// Puts what this pack builds on behind it. Entries of one id become one. A word of the field means what the field says: it
    /// is taken from the entries of the pack built on.
    pub(super) fn on(mut self, base: Pack) -> Pack {
        let kept = |e: &Entry| self.without.iter().all(|w| w.text != e.id.text);
        let topics = base.topics.into_iter().filter(kept).collect();
        let actors = base.actors.into_iter().filter(kept).collect();
        merge(&mut self.topics, topics);
        merge(&mut self.actors, actors);
        let own: Vec<String> = self.segmentation.iter().map(|w| w.0.clone()).collect();
        self.segmentation.extend(base.segmentation.into_iter().filter(|w| !own.contains(&w.0)));
        self
    }
}

fn merge(own: &mut Vec<Entry>, base: Vec<Entry>) {
    let claimed: BTreeSet<String> = own.iter().flat_map(|e| &e.cues).map(|c| c.word.text.clone()).collect();
    for mut entry in base {
        entry.cues.retain(|c| !claimed.contains(&c.word.text));
        match own.iter_mut().find(|o| o.id.text == entry.id.text) {
            Some(same) => same.cues.extend(entry.cues),
            None => own.push(entry),
        }
    }
}

fn label(reader: &mut Reader, table: &Table) -> Label {
    let Some(label) = reader.table(table, "label", LABEL) else { return Label::default() };
    let mut name = |key| reader.text(&label, key).map(|w| w.text).unwrap_or_default();
    Label { zh: name("zh"), en: name("en") }
}

fn entry(reader: &mut Reader, table: &Table, cues: Vec<Cue>) -> Option<Entry> {
    let label = label(reader, table);
    let id = reader.text(table, "id")?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if id.text.is_empty() || !id.text.chars().all(plain) {
        let message = format!("id `{}`, expected small letters, digits and `_`", id.text);
        reader.faults.push(Fault::error(id.line, message));
    }
    Some(Entry { id, label, cues })
}

/// The cues of a row.
fn row_of(reader: &mut Reader, row: &Table, weighed: bool) -> Vec<Cue> {
    let weight = if weighed { weight(reader, row) } else { 1 };
    let origin = reader.text(row, "origin").and_then(|word| {
        let origin = Origin::of(&word.text);
        if origin.is_none() {
            let message =
                format!("unknown origin `{}`, expected `general`, `judgement` or `seen:ID`", word.text);
            reader.faults.push(Fault::error(word.line, message));
        }
        origin
    });
    let words = reader.texts(row, "words");
    let origin = origin.unwrap_or(Origin::Judgement);
    matching(reader, words).map(|word| Cue { word, weight, origin: origin.clone() }).collect()
}

fn weight(reader: &mut Reader, row: &Table) -> i64 {
    match reader.integer(row, "weight") {
        Some((weight, _)) if (1..=3).contains(&weight) => weight,
        Some((weight, line)) => {
            reader.faults.push(Fault::error(line, format!("weight {weight}, expected 1, 2 or 3")));
            1
        }
        None => 1,
    }
}

/// The words that can match; the others are faults.
fn matching(reader: &mut Reader, words: Vec<Word>) -> impl Iterator<Item = Word> + use<> {
    let (can, cannot): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|w| unmatchable(&w.text).is_none());
    for word in cannot {
        let why = unmatchable(&word.text).unwrap_or_default();
        reader.faults.push(Fault::error(word.line, format!("`{}` can never match: {why}", word.text)));
    }
    can.into_iter()
}

/// Why a word never occurs inside a sentence of reading text.
fn unmatchable(word: &str) -> Option<&'static str> {
    let full_width =
        |c: char| matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff5a}' | '（' | '）' | '％');
    if word.trim().is_empty() {
        Some("it is empty")
    } else if word.trim() != word {
        Some("it begins or ends with a space")
    } else if word.contains(['。', '！', '？', '\n', '\r', '\t']) {
        Some("sentences are matched one by one, so it may not hold a stop or a line break")
    } else if word.contains(full_width) || word.contains('\u{3000}') {
        Some("letters, digits, brackets and spaces are read in half width, so write them so")
    } else if fast2s::convert(word) != word {
        Some("texts are read in Simplified characters, so write it so")
    } else {
        None
    }
}

fn repeated_ids(entries: &[Entry], what: &str, faults: &mut Faults) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        match first.get(entry.id.text.as_str()) {
            Some(line) => faults.push(Fault::error(
                entry.id.line,
                format!("{what} `{}` stands here for the second time, first on line {line}", entry.id.text),
            )),
            None => drop(first.insert(&entry.id.text, entry.id.line)),
        }
    }
}

fn repeated_cues(entries: &[Entry], what: &str, faults: &mut Faults) {
    for entry in entries {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for Cue { word, .. } in &entry.cues {
            match first.get(word.text.as_str()) {
                Some(line) => faults.push(Fault::warning(
                    word.line,
                    format!(
                        "`{}` stands twice in the {what} `{}`, first on line {line}; only the first counts",
                        word.text, entry.id.text
                    ),
                )),
                None => drop(first.insert(&word.text, word.line)),
            }
        }
    }
}

/// Who acts is told by words alone, so a word must mean one actor.
fn one_actor_a_word(actors: &[Entry], faults: &mut Faults) {
    let mut first: BTreeMap<&str, &Entry> = BTreeMap::new();
    for actor in actors {
        for Cue { word, .. } in &actor.cues {
            let other = *first.entry(&word.text).or_insert(actor);
            if other.id.text != actor.id.text {
                let message = format!(
                    "`{}` names the actor `{}` and also `{}`, expected one",
                    word.text, other.id.text, actor.id.text
                );
                faults.push(Fault::error(word.line, message));
            }
        }
    }
}
