//! The packs compiled in, and which of them a paper is read with.

use super::{Domain, pack::Pack};
use crate::error::Error;
use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

/// A pack of the program.
#[derive(Debug)]
pub(super) struct BuiltIn {
    pub name: &'static str,
    pub path: &'static str,
    pub text: &'static str,
}

macro_rules! built_in {
    ($($name:literal),+) => {
        &[$(BuiltIn {
            name: $name,
            path: concat!("domains/", $name, ".toml"),
            text: include_str!(concat!("../../domains/", $name, ".toml")),
        }),+]
    };
}

/// In the order they are told to the user; the first is the default.
pub(super) const BUILT_IN: &[BuiltIn] = built_in!("cross-border-ecommerce", "education", "general");

/// The pack of no field, which others build on and which reads what fits no pack.
pub(super) const GENERAL: &str = "general";

pub(super) fn built_in(name: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|b| b.name == name)
}

/// Their names, for messages.
pub(super) fn names() -> String {
    BUILT_IN.iter().map(|b| format!("`{}`", b.name)).collect::<Vec<_>>().join(", ")
}

/// The pack another builds on; nothing if it builds on none, or on one there is not (which is a fault told elsewhere).
pub(super) fn base_of(pack: &Pack) -> Option<Pack> {
    let base = Pack::read(built_in(&pack.extends.as_ref()?.text)?.text).0;
    Some(match base_of(&base) {
        Some(deeper) => base.on(deeper),
        None => base,
    })
}

/// The packs of a run: the one wanted, and the one for papers of other fields.
///
/// Which of them reads a paper depends on that paper alone, so its findings do not change with its neighbours. Somebody who
/// names a pack means it, so then every paper is read with it.
#[derive(Debug, Clone)]
pub struct Domains {
    wanted: Arc<Domain>,
    general: Option<Arc<OnceLock<Domain>>>,
}

impl Domains {
    /// `wanted` is a pack's name or file; without it the default pack, and the general one for papers it does not fit.
    ///
    /// # Errors
    /// If the pack cannot be used.
    pub fn of(wanted: Option<&Path>) -> Result<Domains, Error> {
        match wanted {
            Some(path) => Ok(Domains { wanted: Arc::new(Domain::load(path)?), general: None }),
            None => Ok(Domains { wanted: Arc::new(Domain::built_in()?), general: Some(Arc::default()) }),
        }
    }

    /// The pack of the run.
    pub fn wanted(&self) -> &Domain {
        &self.wanted
    }

    /// Every pack a paper may be read with.
    pub fn all(&self) -> impl Iterator<Item = &Domain> {
        let general = self.general.as_ref().map(|general| general.get_or_init(Domain::general));
        std::iter::once(self.wanted()).chain(general)
    }

    /// The pack for a paper.
    pub fn fitting(&self, text: &str) -> &Domain {
        match &self.general {
            Some(general) if !self.wanted.fits(text) => general.get_or_init(Domain::general),
            _ => &self.wanted,
        }
    }
}
