//! The corpus as an artefact: rules that hold for it, and what a run found against them.
//!
//! *In*: an `Analysis`. *Out*: a [`Report`] of [`Violation`]s, and its bytes in the formats of CI platforms. *Must not know*:
//! how papers are read, how the command line looks, where files lie on disk.

pub mod diff;
pub mod format;
pub mod overrides;
mod violation;

pub use violation::{Location, Place, Related, Report, Standing, Violation};
