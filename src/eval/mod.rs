//! Findings against gold annotations: what was found, what was missed, how sure the scores are.
//!
//! *In*: a [`Gold`] annotation, a [`Paper`](crate::model::Paper) and the paper's text. *Out*: a [`Sheet`] for each paper, an [`Evaluation`] of all
//! of them, its report. *Must not know*: how papers are read or how anything is found.
//!
//! `docs/eval.md` says what each key counts and how items are matched.

mod figure;
mod gold;
mod interval;
mod key;
mod pairing;
mod report;
mod score;
mod sequence;
mod sheet;
mod text;

pub use figure::{Count, Figure};
pub use gold::{Gold, load};
pub use key::Key;
pub use report::{json, text};
pub use score::score;
pub use sheet::{Miss, Sheet};

use serde::Serialize;
use std::{path::PathBuf, str::FromStr};

/// Why nothing can be evaluated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A folder or file of annotations that cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An annotation that is not one.
    #[error("{path}:{line}: {message}; docs/eval.md gives the form of an annotation")]
    Gold {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A folder without annotations.
    #[error("{0}: there is no annotation (*.json) in this folder")]
    NoGold(PathBuf),
    /// A floor that is none.
    #[error("{0}")]
    Floor(String),
}

/// The scores of several papers.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluation {
    /// The scores, in the order of [`Key::ALL`]; a key with nothing to measure is left out.
    pub scores: Vec<Figure>,
    /// Each paper's sheet, by paper.
    pub papers: Vec<Sheet>,
    /// The floors the scores are below.
    pub below: Vec<Shortfall>,
}

impl Evaluation {
    /// Sums up.
    pub fn of(mut papers: Vec<Sheet>, floors: &[Floor]) -> Self {
        papers.sort_by(|a, b| a.paper.cmp(&b.paper));
        let scores = figure::figures(&papers);
        let below = floors.iter().filter_map(|floor| floor.shortfall(&scores)).collect();
        Evaluation { scores, papers, below }
    }
}

/// The least score that will do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Floor {
    key: Key,
    strict: bool,
    least: f64,
}

/// A score below its floor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shortfall {
    /// The key, with `.strict` where that is meant.
    pub key: String,
    /// The floor.
    pub least: f64,
    /// F1; `null` where there was nothing to measure.
    pub f1: Option<f64>,
}

impl Floor {
    fn shortfall(&self, scores: &[Figure]) -> Option<Shortfall> {
        let figure = scores.iter().find(|f| f.key == self.key);
        let f1 = figure.and_then(|f| if self.strict { f.strict } else { Some(f.f1) });
        let key = format!("{}{}", self.key, if self.strict { STRICT } else { "" });
        f1.is_none_or(|f1| f1 < self.least).then_some(Shortfall { key, least: self.least, f1 })
    }
}

/// The ending of a key that asks for equal texts.
const STRICT: &str = ".strict";

/// `KEY=VALUE`, `problems.point=0.85`.
impl FromStr for Floor {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        let (name, least) = s.split_once('=').unwrap_or((s, ""));
        let (key, strict) = match name.strip_suffix(STRICT) {
            Some(key) => (key, true),
            None => (name, false),
        };
        let key = Key::ALL.iter().copied().find(|k| k.as_str() == key && (!strict || k.has_strict()));
        let key = key.ok_or_else(|| Error::Floor(format!("`{name}` is no key; the keys are {}", known())))?;
        let least = least.trim().parse().ok().filter(|v| (0.0..=1.0).contains(v));
        let least = least.ok_or_else(|| {
            Error::Floor(format!(
                "`{s}` is no floor: expected KEY=VALUE with a value from 0 to 1, as {key}=0.85"
            ))
        })?;
        Ok(Floor { key, strict, least })
    }
}

fn known() -> String {
    let names = Key::ALL.iter().flat_map(|k| {
        let strict = k.has_strict().then(|| format!("{k}{STRICT}"));
        [Some(k.to_string()), strict]
    });
    names.flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(hits: usize, gold: usize) -> Sheet {
        let mut sheet = Sheet::new("a", "a.txt");
        sheet.add(Key::ProblemPoint, hits, gold, gold);
        sheet
    }

    #[test]
    fn floors_are_keys_with_a_share() {
        for good in ["problems.point=0.85", "problems.theme.strict=1", "meta=0"] {
            assert!(good.parse::<Floor>().is_ok(), "{good}");
        }
        for (bad, said) in [
            ("problem.points=0.85", "`problem.points` is no key; the keys are meta, sections"),
            ("meta.strict=0.5", "`meta.strict` is no key"),
            ("meta", "expected KEY=VALUE"),
            ("meta=85", "from 0 to 1"),
            ("meta=NaN", "from 0 to 1"),
        ] {
            let error = bad.parse::<Floor>().expect_err(bad).to_string();
            assert!(error.contains(said), "{bad}: {error}");
        }
    }

    #[test]
    fn a_score_below_its_floor_is_named_and_one_at_it_is_not() {
        let below = |floor: &str| {
            let floors = [floor.parse().expect("a floor")];
            Evaluation::of(vec![sheet(3, 4)], &floors)
                .below
                .into_iter()
                .map(|s| (s.key, s.f1))
                .collect::<Vec<_>>()
        };
        assert_eq!(below("problems.point=0.75"), []);
        assert_eq!(below("problems.point=0.76"), [("problems.point".to_owned(), Some(0.75))]);
        assert_eq!(
            below("citations=0.1"),
            [("citations".to_owned(), None)],
            "nothing measured is not good enough"
        );
    }
}
