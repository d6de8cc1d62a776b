//! The contract: every type that leaves the program, and nothing else.
//!
//! *In*: nothing. *Out*: the types of `schema: "cbec/1"`, with serde and JSON Schema.
//! *Must not know*: how anything is read, found or shown.

mod by_hand;
mod comparison;
mod date;
mod diagnostic;
mod difference;
mod filter;
mod finding;
mod id;
mod occurrence;
mod paper;
mod schema;
mod span;
mod statistic;

pub use by_hand::{ByHand, Decision};
pub use comparison::*;
pub use date::{PartialDate, Period};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use difference::*;
pub use filter::Filter;
pub use finding::*;
pub use id::{ActorId, FindingId, PaperId, StatisticId, TopicId};
pub use occurrence::Occurrence;
pub use paper::*;
pub use schema::json_schema;
pub use span::Span;
pub use statistic::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the contract, written into every analysis.
pub const SCHEMA: &str = "cbec/1";

/// Everything one run found out: the papers, what they say together, and what went wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Analysis {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The program that wrote this.
    pub tool: Named,
    /// The domain pack in use.
    pub domain: Named,
    /// The papers, ordered by path.
    pub papers: Vec<Paper>,
    /// What the papers say together.
    pub comparison: Comparison,
    /// What could not be read, or looks wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What it was restricted to; absent where it is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
}

/// A name with its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
}

impl Named {
    /// This program.
    pub fn tool() -> Self {
        Named { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}
