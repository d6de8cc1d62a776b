//! A pack looked over: what is wrong, what is odd, and how much of it rests on what.

use super::{
    fault::{Fault, Faults},
    matcher::Matcher,
    pack::{Cue, Entry, Origin, Pack, Word},
    packs,
};
use crate::model::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// What looking over a pack brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// The pack's name, if it says one.
    pub name: String,
    /// In the order of the lines.
    pub faults: Vec<Fault>,
    /// With papers: the cues that never matched in them, topic by topic.
    pub unused: Vec<Fault>,
    /// Topics and actors of its own.
    pub topics: usize,
    /// As `topics`.
    pub actors: usize,
    /// How many cues of topics and actors there are of each origin.
    pub origins: BTreeMap<Origin, usize>,
}

impl Check {
    /// Whether the pack can be used.
    pub fn usable(&self) -> bool {
        self.faults.iter().all(|f| f.severity != Severity::Error)
    }

    /// How many cues there are.
    pub fn cues(&self) -> usize {
        self.origins.values().sum()
    }
}

/// Looks a pack over. With `papers`, also which cues of the pack never matched in them.
pub fn check(text: &str, papers: Option<&[String]>) -> Check {
    let (pack, mut faults) = Pack::read(text);
    unknown_base(&pack, &mut faults);
    shared(&pack.topics, &mut faults);
    hidden(&pack.topics, &mut faults);
    unmerged(&pack, &mut faults);
    let mut never = Faults::new();
    if let Some(papers) = papers {
        unused(&pack.topics, "topic", papers, &mut never);
        unused(&pack.actors, "actor", papers, &mut never);
    }
    faults.sort();
    let mut origins = BTreeMap::new();
    for cue in cues(&pack.topics).chain(cues(&pack.actors)) {
        *origins.entry(cue.1.origin.clone()).or_default() += 1;
    }
    Check {
        name: pack.name,
        faults,
        unused: never,
        topics: pack.topics.len(),
        actors: pack.actors.len(),
        origins,
    }
}

fn cues(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &Cue)> {
    entries.iter().flat_map(|e| e.cues.iter().map(move |c| (e, c)))
}

/// `extends` names a pack there is, and `without` what that pack has.
pub(super) fn unknown_base(pack: &Pack, faults: &mut Faults) {
    let base = match &pack.extends {
        Some(name) => match packs::built_in(&name.text).filter(|b| b.name != pack.name) {
            Some(_) => packs::base_of(pack).unwrap_or_default(),
            None => {
                let message = format!(
                    "there is no pack `{}` to build on, expected one of {}",
                    name.text,
                    packs::names()
                );
                return faults.push(Fault::error(name.line, message));
            }
        },
        None => Pack::default(),
    };
    for Word { text, line } in &pack.without {
        if base.topics.iter().chain(&base.actors).all(|e| e.id.text != *text) {
            let message = format!("`without` leaves out `{text}`, but the pack builds on none that has it");
            faults.push(Fault::error(*line, message));
        }
    }
}

/// A word two topics claim speaks for both.
fn shared(topics: &[Entry], faults: &mut Faults) {
    let mut first: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (topic, Cue { word, .. }) in cues(topics) {
        match first.get(word.text.as_str()) {
            Some((other, line)) if *other != topic.id.text => faults.push(Fault::warning(
                word.line,
                format!(
                    "`{}` stands in two topics, `{}` and `{other}` (line {line}), and counts for both",
                    word.text, topic.id.text
                ),
            )),
            Some(_) => {}
            None => drop(first.insert(&word.text, (&topic.id.text, word.line))),
        }
    }
}

/// Where a longer cue of another topic stands, the shorter one in it does not count.
fn hidden(topics: &[Entry], faults: &mut Faults) {
    let matcher = Matcher::overlapping(topics);
    let mut hiders: BTreeMap<(usize, &str), BTreeSet<&str>> = BTreeMap::new();
    for (topic, cue) in cues(topics) {
        for (owner, range) in matcher.inside(&cue.word.text) {
            if topics[owner].id.text != topic.id.text && range.len() < cue.word.text.len() {
                let short = &cue.word.text[range];
                hiders.entry((owner, short)).or_default().insert(&cue.word.text);
            }
        }
    }
    for ((owner, short), longer) in hiders {
        let topic = &topics[owner];
        let Some(cue) = topic.cues.iter().find(|c| c.word.text == short) else { continue };
        let longer: Vec<String> = longer.iter().map(|l| format!("`{l}`")).collect();
        let message = format!(
            "`{short}` of `{}` does not count inside longer cues of other topics: {}",
            topic.id.text,
            longer.join(", ")
        );
        faults.push(Fault::note(cue.word.line, message));
    }
}

/// A cue that the pack built on has with the same weight says nothing new.
fn unmerged(pack: &Pack, faults: &mut Faults) {
    let Some(base) = packs::base_of(pack) else { return };
    let known: BTreeSet<(&str, &str, i64)> =
        cues(&base.topics).map(|(e, c)| (e.id.text.as_str(), c.word.text.as_str(), c.weight)).collect();
    for (topic, cue) in cues(&pack.topics) {
        if known.contains(&(&topic.id.text, &cue.word.text, cue.weight)) {
            let message = format!(
                "`{}` of `{}` is in the pack this one builds on, with the same weight",
                cue.word.text, topic.id.text
            );
            faults.push(Fault::note(cue.word.line, message));
        }
    }
}

fn unused(entries: &[Entry], what: &str, papers: &[String], faults: &mut Faults) {
    let matcher = Matcher::of(entries);
    let found: BTreeSet<&str> =
        papers.iter().flat_map(|text| matcher.find(text).map(|(_, _, range)| &text[range])).collect();
    for entry in entries {
        let silent: Vec<&Cue> = entry.cues.iter().filter(|c| !found.contains(c.word.text.as_str())).collect();
        let Some(first) = silent.first() else { continue };
        let words: Vec<String> = silent.iter().map(|c| format!("`{}`", c.word.text)).collect();
        let message = format!(
            "{} of {} cues of the {what} `{}` never matched in the papers: {}",
            silent.len(),
            entry.cues.len(),
            entry.id.text,
            words.join(", ")
        );
        faults.push(Fault::note(first.word.line, message));
    }
}
