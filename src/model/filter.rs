use super::{ActorId, PaperId, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an analysis was restricted to. Several of one kind: any of them; several kinds: all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Papers.
    pub papers: Vec<PaperId>,
    /// Topics.
    pub topics: Vec<TopicId>,
    /// Actors.
    pub actors: Vec<ActorId>,
}

impl Filter {
    /// Whether it leaves everything as it is.
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty() && self.topics.is_empty() && self.actors.is_empty()
    }
}
