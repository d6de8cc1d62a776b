//! The corpus as an artefact: rules that hold for it, and what a run found against them.
//!
//! *In*: an `Analysis`. *Out*: a [`Report`] of [`Violation`]s, and its bytes in the formats of CI platforms. *Must not know*:
//! how papers are read, how the command line looks, where files lie on disk.

mod baseline;
mod config;
pub mod diff;
mod draft;
pub mod fix;
pub mod format;
mod input;
mod json;
pub mod overrides;
mod place;
mod rule;
mod rules;
mod run;
mod suggest;
mod suppress;
mod text;
mod violation;
mod words;

pub use baseline::{Baseline, BaselineError};
pub use config::{Config, Expect, FILE_NAME, Fault, Suppression};
pub use input::{Input, Work};
pub use json::json;
pub use place::{FileText, Texts};
pub use rule::{Rule, UnknownRule};
pub use run::{Outcome, Terms, run};
pub use suppress::Origin;
pub use text::{Look, Tally, explain, text};
pub use violation::{Location, Place, Related, Report, Standing, Violation};
