//! The language's own word lists, compiled in from `data/zh`.
//!
//! *In*: nothing. *Out*: tables ready for matching. *Must not know*: any field, any paper.

mod lang;
mod marker;
mod reporting;
mod role;
mod stance;

pub use lang::Lang;
pub use marker::{Marker, MarkerKind, leading_marker};
pub use reporting::reports;
pub use role::{TitleCue, title_cue};
pub use stance::{Stance, StanceHit, is_imperative, stance, stance_hits};

use serde::de::DeserializeOwned;

/// Reads a compiled-in list. The lists are part of the program and checked by its tests, so a fault here is a fault of the build.
fn load<T: DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|e| panic!("data/zh/{name}: {e}"))
}
