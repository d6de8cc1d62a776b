//! Ids. Each kind is a type of its own, so that a topic never stands where an actor is meant.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps the written form.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The written form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )*};
}

id! {
    /// A paper: its file stem, made unique by its folder when it must be.
    PaperId;
    /// A problem or countermeasure: `001/P1`, `001/P1.2`, `001/C3`.
    FindingId;
    /// A figure: `001/S4`.
    StatisticId;
    /// A topic of the domain pack.
    TopicId;
    /// A kind of actor of the domain pack.
    ActorId;
}
