//! A domain pack in; checked tables out.
//!
//! *In*: TOML. *Out*: a [`Domain`]: topics, actors and words of a field, ready for matching. *Must not know*: papers.
//! Every error names the file and the line. How a pack is written: `domains/README.md`; why it is so: `docs/domain-packs.md`.

mod check;
mod fault;
mod matcher;
mod pack;
mod packs;
mod reader;
mod starter;

pub use check::{Check, check};
pub use fault::Fault;
pub use matcher::{ActorHit, TopicHit};
pub use pack::{Label, Origin, Word};
pub use packs::Domains;
pub use starter::starter;

use crate::{
    error::Error,
    model::{ActorId, Named, Severity, TopicId},
};
use matcher::Matcher;
use pack::{Entry, Pack};
use std::path::{Path, PathBuf};

/// A text speaks of a field if it has one of the field's markers for every so many characters, or more.
const CHARACTERS_PER_MARKER: usize = 500;

/// The knowledge of one field.
#[derive(Debug)]
pub struct Domain {
    /// Name and version.
    pub named: Named,
    /// The field's name.
    pub label: Label,
    /// Topics in the pack's order, then those it builds on.
    pub topics: Vec<(TopicId, Label)>,
    /// Actors, likewise.
    pub actors: Vec<(ActorId, Label)>,
    /// Words for the segmenter, with their frequencies.
    pub words: Vec<(String, usize)>,
    markers: Vec<String>,
    topic_cues: Matcher,
    actor_cues: Matcher,
}

impl Domain {
    /// The default pack.
    ///
    /// # Errors
    /// Never for a released program: a test reads the packs.
    pub fn built_in() -> Result<Domain, Error> {
        Self::parse(Path::new(packs::BUILT_IN[0].path), packs::BUILT_IN[0].text)
    }

    /// A pack by the name of one compiled in, or else from a file.
    ///
    /// # Errors
    /// If there is neither, or the file cannot be read, is not TOML, or says something that cannot be meant; with file and line.
    pub fn load(wanted: &Path) -> Result<Domain, Error> {
        let (path, text) = text_of(wanted)?;
        Self::parse(&path, &text)
    }

    /// A pack from text; `path` is for messages.
    ///
    /// # Errors
    /// If there is anything wrong with it; the message tells all of it.
    pub fn parse(path: &Path, text: &str) -> Result<Domain, Error> {
        let (pack, mut faults) = Pack::read(text);
        check::unknown_base(&pack, &mut faults);
        faults.retain(|f| f.severity == Severity::Error);
        faults.sort();
        let Some(first) = faults.first() else { return Ok(Self::of(pack)) };
        let place = |f: &Fault| if f.line > 0 { format!("line {}: ", f.line) } else { String::new() };
        let rest = faults[1..].iter().map(|f| format!("; {}{}", place(f), f.message)).collect::<String>();
        Err(Error::Pack {
            path: path.into(),
            line: Some(first.line).filter(|l| *l > 0),
            message: first.message.clone() + &rest,
        })
    }

    fn of(pack: Pack) -> Domain {
        let pack = match packs::base_of(&pack) {
            Some(base) => pack.on(base),
            None => pack,
        };
        Domain {
            topic_cues: Matcher::of(&pack.topics),
            actor_cues: Matcher::of(&pack.actors),
            topics: named(pack.topics, TopicId::new),
            actors: named(pack.actors, ActorId::new),
            named: Named { name: pack.name, version: pack.version },
            label: pack.label,
            markers: pack.markers,
            words: pack.segmentation,
        }
    }

    /// The pack of no field.
    fn general() -> Domain {
        let text = packs::built_in(packs::GENERAL).map_or("", |b| b.text);
        Self::of(Pack::read(text).0)
    }

    /// Topic cues in a text, longest first, left to right, without overlaps.
    pub fn topic_hits<'d>(&'d self, text: &'d str) -> impl Iterator<Item = TopicHit> + 'd {
        self.topic_cues.find(text).map(|(owner, weight, range)| TopicHit { topic: owner, weight, range })
    }

    /// Words for actors in a text, longest first, left to right, without overlaps.
    pub fn actor_hits<'d>(&'d self, text: &'d str) -> impl Iterator<Item = ActorHit> + 'd {
        self.actor_cues.find(text).map(|(owner, _, range)| ActorHit { actor: owner, range })
    }

    /// Whether a text speaks of this field, and not only once in passing. A pack without markers fits everything.
    pub fn fits(&self, text: &str) -> bool {
        let found: usize = self.markers.iter().map(|m| text.matches(m.as_str()).count()).sum();
        self.markers.is_empty()
            || found > 0 && found.saturating_mul(CHARACTERS_PER_MARKER) >= text.chars().count()
    }
}

/// A pack's path, for messages, and its text, by the name of one compiled in or from a file.
///
/// # Errors
/// If there is no such pack and the file cannot be read.
pub fn text_of(wanted: &Path) -> Result<(PathBuf, String), Error> {
    match wanted.to_str().and_then(packs::built_in) {
        Some(pack) => Ok((pack.path.into(), pack.text.into())),
        None => Ok((wanted.into(), read(wanted)?)),
    }
}

/// The names of the packs compiled in, the default first.
pub fn names() -> impl Iterator<Item = &'static str> {
    packs::BUILT_IN.iter().map(|b| b.name)
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| match source.kind() {
        // What looks like a name rather than a file was perhaps meant as one.
        std::io::ErrorKind::NotFound if path.extension().is_none() => Error::Pack {
            path: path.into(),
            line: None,
            message: format!("there is no such file and no such pack; the packs are {}", packs::names()),
        },
        _ => Error::Read { path: path.into(), source },
    })
}

fn named<Id>(entries: Vec<Entry>, id: impl Fn(String) -> Id) -> Vec<(Id, Label)> {
    entries.into_iter().map(|e| (id(e.id.text), e.label)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[pack]\nname = \"tea\"\nversion = \"1\"\nlabel = { zh = \"茶\", en = \"Tea\" }\n";

    fn tea(body: &str) -> Result<Domain, Error> {
        Domain::parse(Path::new("tea.toml"), &format!("{HEAD}{body}"))
    }

    #[test]
    fn the_packs_of_the_program_are_sound() {
        for pack in packs::BUILT_IN {
            let domain = Domain::load(Path::new(pack.name)).expect(pack.name);
            assert_eq!(domain.named.name, pack.name);
            assert!(domain.topics.len() > 10 && domain.actors.len() > 5 && !domain.words.is_empty());
        }
    }

    #[test]
    fn faults_name_file_and_line() {
        let topic = "[[topic]]\nid = \"price\"\nlabel = { zh = \"价格\", en = \"Price\" }\n";
        let cases = [
            (String::from("oops = 1\n"), "tea.toml:5", "`oops`"),
            (
                format!("{topic}cues = [{{ weight = 9, origin = \"general\", words = [\"茶价\"] }}]\n"),
                "tea.toml:8",
                "1, 2 or 3",
            ),
            (
                format!("{topic}cues = [{{ weight = 3, origin = \"hearsay\", words = [\"茶价\"] }}]\n"),
                "tea.toml:8",
                "`general`",
            ),
            (
                format!("{topic}cues = [{{ weight = 3, origin = \"general\", words = [\"茶 价。\"] }}]\n"),
                "tea.toml:8",
                "never match",
            ),
            (format!("{topic}{topic}"), "tea.toml:9", "second time"),
        ];
        for (body, place, word) in cases {
            let complaint = tea(&body).map_or_else(|e| e.to_string(), |_| "no complaint".into());
            assert!(complaint.contains(place) && complaint.contains(word), "{body}\n→ {complaint}");
        }
    }

    #[test]
    fn a_pack_weighs_anew_what_it_builds_on_and_leaves_out_what_it_says() {
        let head = HEAD.replace("\n[", "[") + "extends = \"general\"\nwithout = [\"talent\"]\n";
        let body = "[[topic]]\nid = \"policy\"\nlabel = { zh = \"茶政\", en = \"Tea policy\" }\ncues = [{ weight = 1, origin = \"general\", words = [\"试点\"] }]\n";
        let domain = Domain::parse(Path::new("tea.toml"), &format!("{head}{body}")).expect("a sound pack");
        assert_eq!(domain.topics[0].1.zh, "茶政");
        assert!(domain.topics.iter().all(|(id, _)| id.as_str() != "talent"));
        let weights: Vec<i64> = domain.topic_hits("试点补贴").map(|h| h.weight).collect();
        assert_eq!(weights, [1, 3]);
    }

    #[test]
    fn a_passing_mention_is_not_a_field() {
        let domain = Domain::built_in().expect("the default pack");
        assert!(domain.fits("跨境电商的物流"));
        assert!(!domain.fits(&format!("外贸{}", "茶".repeat(CHARACTERS_PER_MARKER))));
        assert!(!domain.fits("茶园的灌溉"));
    }
}
