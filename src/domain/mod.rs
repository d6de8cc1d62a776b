//! A domain pack in; checked tables out.
//!
//! *In*: TOML. *Out*: a [`Domain`]: topics, actors and words of a field, ready for matching. *Must not know*: papers.
//! Every error names the file and the line.

mod matcher;
mod pack;

pub use matcher::{ActorHit, TopicHit};
pub use pack::{Label, Origin};

use crate::{
    error::Error,
    model::{ActorId, Named, TopicId},
};
use matcher::Matcher;
use std::path::Path;

const BUILT_IN: &str = include_str!("../../domains/cross-border-ecommerce.toml");
const BUILT_IN_PATH: &str = "domains/cross-border-ecommerce.toml";

/// The knowledge of one field.
#[derive(Debug)]
pub struct Domain {
    /// Name and version.
    pub named: Named,
    /// The field's name.
    pub label: Label,
    /// Topics in the pack's order.
    pub topics: Vec<(TopicId, Label)>,
    /// Actors in the pack's order.
    pub actors: Vec<(ActorId, Label)>,
    /// Words for the segmenter, with their frequencies.
    pub words: Vec<(String, usize)>,
    markers: Vec<String>,
    topic_cues: Matcher,
    actor_cues: Matcher,
}

impl Domain {
    /// The pack compiled into the program.
    ///
    /// # Errors
    /// Never for a released program: a test reads the pack.
    pub fn built_in() -> Result<Domain, Error> {
        Self::parse(Path::new(BUILT_IN_PATH), BUILT_IN)
    }

    /// A pack from a file.
    ///
    /// # Errors
    /// If the file cannot be read, is not TOML, or says something that cannot be meant; with file and line.
    pub fn load(path: &Path) -> Result<Domain, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.into(), source })?;
        Self::parse(path, &text)
    }

    /// A pack from text; `path` is for messages.
    ///
    /// # Errors
    /// As [`Domain::load`].
    pub fn parse(path: &Path, text: &str) -> Result<Domain, Error> {
        let pack = pack::Pack::parse(path, text)?;
        Ok(Domain {
            named: Named { name: pack.pack.name, version: pack.pack.version },
            label: pack.pack.label,
            markers: pack.pack.markers,
            topic_cues: Matcher::of_topics(&pack.topic),
            actor_cues: Matcher::of_actors(&pack.actor),
            topics: pack.topic.into_iter().map(|t| (TopicId::new(t.id.into_inner()), t.label)).collect(),
            actors: pack.actor.into_iter().map(|a| (ActorId::new(a.id.into_inner()), a.label)).collect(),
            words: pack.segmentation.words,
        })
    }

    /// Topic cues in a text, longest first, left to right, without overlaps.
    pub fn topic_hits<'d>(&'d self, text: &'d str) -> impl Iterator<Item = TopicHit> + 'd {
        self.topic_cues.find(text).map(|(owner, weight, range)| TopicHit { topic: owner, weight, range })
    }

    /// Words for actors in a text, longest first, left to right, without overlaps.
    pub fn actor_hits<'d>(&'d self, text: &'d str) -> impl Iterator<Item = ActorHit> + 'd {
        self.actor_cues.find(text).map(|(owner, _, range)| ActorHit { actor: owner, range })
    }

    /// Whether a text speaks of this field at all.
    pub fn fits(&self, text: &str) -> bool {
        self.markers.is_empty() || self.markers.iter().any(|m| text.contains(m.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[pack]\nname = \"tea\"\nversion = \"1\"\nlabel = { zh = \"茶\", en = \"Tea\" }\n";

    fn complaint(body: &str) -> String {
        match Domain::parse(Path::new("tea.toml"), &format!("{HEAD}{body}")) {
            Ok(_) => String::from("no complaint"),
            Err(e) => e.to_string(),
        }
    }

    #[test]
    fn the_built_in_pack_is_sound() {
        let domain = Domain::built_in().expect("the built-in pack");
        assert!(domain.topics.len() > 20 && domain.actors.len() > 5 && !domain.words.is_empty());
    }

    #[test]
    fn faults_name_file_and_line() {
        let topic = "[[topic]]\nid = \"price\"\nlabel = { zh = \"价格\", en = \"Price\" }\n";
        let cases = [
            ("oops = 1\n", "tea.toml:5", "oops"),
            (
                &*format!("{topic}cues = [{{ weight = 9, origin = \"general\", words = [\"茶价\"] }}]\n"),
                "tea.toml:8",
                "from 1 to 3",
            ),
            (
                &*format!("{topic}cues = [{{ weight = 3, origin = \"hearsay\", words = [\"茶价\"] }}]\n"),
                "tea.toml:8",
                "general",
            ),
            (
                &*format!("{topic}cues = [{{ weight = 3, origin = \"general\", words = [\"茶 价。\"] }}]\n"),
                "tea.toml:8",
                "never match",
            ),
            (&*format!("{topic}{topic}"), "tea.toml:9", "twice"),
        ];
        for (body, place, word) in cases {
            let complaint = complaint(body);
            assert!(complaint.contains(place) && complaint.contains(word), "{body}\n→ {complaint}");
        }
    }
}
