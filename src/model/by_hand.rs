use super::statistic::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody decided of an item by hand, in `cbec.overrides.toml`. Rejected items are not in the analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ByHand {
    /// What was decided.
    pub action: Decision,
    /// Why, in their words.
    pub reason: String,
    /// The fields that were set, by their names; empty unless relabelled.
    pub fields: Vec<String>,
}

words! {
    /// A decision of a person.
    Decision {
        /// The item is right as it was read.
        Accept = "accept",
        /// It is none; left out with what belongs to it.
        Reject = "reject",
        /// Some of its fields were set.
        Relabel = "relabel",
    }
}

impl std::fmt::Display for ByHand {
    /// `relabel (topics): the reason`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.fields.as_slice() {
            [] => write!(f, "{}: {}", self.action, self.reason),
            fields => write!(f, "{} ({}): {}", self.action, fields.join(", "), self.reason),
        }
    }
}
