//! Which sentences of a theme make a claim of their own.
//!
//! Counted members (首先 … 其次 …) are claims; where a text counts, what it does not count elaborates. Where it does not count,
//! a sentence that asserts a defect or a measure is a claim, unless it restates the heading, announces a list, or hangs on the
//! sentence before as example, cause or consequence.

use super::unit::Unit;
use crate::{
    document::Document,
    lexicon::MarkerKind,
    model::{Evidence, FindingKind},
};
use regex::Regex;
use std::{collections::HashSet, ops::Range, sync::LazyLock};

/// Enough weight of cues to assert something without a marker.
const ASSERTS: i32 = 3;
/// Enough with an additive marker.
const ADDS: i32 = 2;
/// A first sentence that repeats so much of the heading only leads in.
const RESTATES: f64 = 0.4;

static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:诸多|众多|一系列|一些|双重|多重|多方面|若干|以下|如下|种种|许多|几个|几大|三大|四大|五大)[^，。；]{0,14}",
        "(?:问题|挑战|困境|困难|瓶颈|难题|不足|因素|方面|措施|举措|策略|对策|制约|原因|短板)",
        "|(?:主要|具体|集中)?(?:表现|体现|包括|受|从|有)[^，。；]{0,12}(?:方面|原因|几点)[^，。；]{0,6}[：:]?。?$",
    ))
    .expect("a fixed pattern")
});

/// A sentence that makes a claim, and why it was taken for one.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub range: Range<usize>,
    pub whole: Range<usize>,
    /// Index of its unit.
    pub unit: usize,
    pub evidence: Evidence,
}

/// The claims among a theme's units. `title_grams` are the two-character pieces that tell its heading from the others.
pub(super) fn claims(
    doc: &Document,
    units: &[Unit],
    kind: FindingKind,
    title_grams: &HashSet<String>,
) -> Vec<Claim> {
    let judge = Judge { doc, units, kind, counted: counts(units) };
    let mut claims: Vec<Claim> = (0..units.len()).filter_map(|i| judge.claim(i)).collect();
    claims.dedup_by_key(|c| c.unit);
    judge.drop_lead_in(&mut claims, title_grams);
    if claims.is_empty() {
        claims.extend(judge.best());
    }
    claims
}

/// Whether the text counts its claims.
fn counts(units: &[Unit]) -> bool {
    units.iter().filter(|u| u.is(MarkerKind::Ordinal)).count() >= 2
}

struct Judge<'a> {
    doc: &'a Document,
    units: &'a [Unit],
    kind: FindingKind,
    counted: bool,
}

impl Judge<'_> {
    fn claim(&self, i: usize) -> Option<Claim> {
        let unit = &self.units[i];
        let marker = unit.marker.map(|m| m.kind);
        match (self.kind, marker) {
            (_, Some(MarkerKind::Ordinal)) => self.make(i, "counted"),
            (_, Some(MarkerKind::Additive)) if self.strength(unit) >= ADDS => self.make(i, "added"),
            (FindingKind::Problem, Some(MarkerKind::Additive)) => self.premise(i),
            (FindingKind::Countermeasure, Some(MarkerKind::Consequence))
                if unit.stance.measure >= ASSERTS && unit.marker?.paused =>
            {
                self.make(i, "asserted")
            }
            (FindingKind::Countermeasure, Some(MarkerKind::Consequence)) if self.therefore(unit) => {
                self.make(i, "asserted")
            }
            (_, Some(MarkerKind::Example | MarkerKind::Cause | MarkerKind::Consequence)) => None,
            (FindingKind::Problem, _) if self.counted => None,
            (FindingKind::Countermeasure, _) if self.counted && self.before_counting(i) => None,
            _ if self.strength(unit) >= ASSERTS && !self.asks(unit) && !self.announces(unit) => {
                self.make(i, "asserted")
            }
            _ => None,
        }
    }

    /// 因此 followed at once by someone who is to act.
    fn therefore(&self, unit: &Unit) -> bool {
        unit.marker.is_some_and(|m| matches!(m.word, "因此" | "因而" | "所以" | "故而" | "为此"))
            && unit.stance.measure >= ADDS
    }

    /// How strongly a unit speaks for the kind looked for.
    fn strength(&self, unit: &Unit) -> i32 {
        match self.kind {
            FindingKind::Problem if unit.stance.praise > unit.stance.defect => 0,
            FindingKind::Problem => unit.stance.defect,
            FindingKind::Countermeasure if unit.imperative.is_some() => unit.stance.measure + ASSERTS,
            FindingKind::Countermeasure => unit.stance.measure,
        }
    }

    /// 另外，我国幅员辽阔。…导致标准难以统一。: the marked sentence grants, the next one claims.
    fn premise(&self, i: usize) -> Option<Claim> {
        let next = self.units.get(i + 1..)?.iter().take(2).position(|u| {
            u.paragraph == self.units[i].paragraph && u.marker.is_none() && u.stance.defect >= ASSERTS
        })?;
        self.make(i + 1 + next, "added")
    }

    fn before_counting(&self, i: usize) -> bool {
        let first = self.units.iter().position(|u| u.is(MarkerKind::Ordinal));
        first.is_some_and(|f| i < f)
    }

    fn asks(&self, unit: &Unit) -> bool {
        let text = unit.text(self.doc);
        text.starts_with("如何") || text.trim_end_matches(['”', ')']).ends_with('？')
    }

    fn announces(&self, unit: &Unit) -> bool {
        ANNOUNCES.is_match(unit.text(self.doc))
    }

    fn make(&self, i: usize, rule: &str) -> Option<Claim> {
        let unit = &self.units[i];
        let cue = match unit.marker {
            Some(m) if rule != "asserted" => m.word.to_owned(),
            _ => self.cue(unit),
        };
        let short = unit.claim.len() < 9;
        (!short).then(|| Claim {
            range: unit.claim.clone(),
            whole: unit.whole.clone(),
            unit: i,
            evidence: Evidence { rule: rule.into(), cue },
        })
    }

    /// The words that weigh most for the kind.
    fn cue(&self, unit: &Unit) -> String {
        let text = unit.text(self.doc);
        let weight = |s: &crate::lexicon::Stance| match self.kind {
            FindingKind::Problem => s.defect,
            FindingKind::Countermeasure => s.measure,
        };
        let hits = crate::lexicon::stance_hits(text);
        let best = hits.iter().filter(|h| weight(&h.stance) > 0).max_by_key(|h| weight(&h.stance));
        best.map(|h| text[h.range.clone()].to_owned())
            .or(unit.imperative.map(str::to_owned))
            .unwrap_or_default()
    }

    /// A theme opens with a sentence that says again what its heading says; it leads in where claims follow.
    fn drop_lead_in(&self, claims: &mut Vec<Claim>, title_grams: &HashSet<String>) {
        let Some(first) = claims
            .first()
            .filter(|c| c.unit == 0 || self.units[..c.unit].iter().all(|u| !u.is(MarkerKind::Ordinal)))
        else {
            return;
        };
        let unit = &self.units[first.unit];
        let unmarked = !unit.is(MarkerKind::Ordinal) && !unit.is(MarkerKind::Additive);
        let topic_sentence =
            first.unit == 0 && self.kind == FindingKind::Problem && claims.len() > 2 && unit.marker.is_none();
        let restated =
            claims.len() > 1 && first.unit <= 1 && restates(unit.text(self.doc), title_grams) >= RESTATES;
        if unmarked && (topic_sentence || restated) {
            claims.remove(0);
        }
    }

    /// A theme with nothing that stands out still claims something: its strongest sentence.
    fn best(&self) -> Option<Claim> {
        let (i, unit) =
            self.units.iter().enumerate().max_by_key(|(i, u)| (self.strength(u), std::cmp::Reverse(*i)))?;
        if self.strength(unit) >= 1 { self.make(i, "strongest") } else { None }
    }
}

/// The share of a heading's own pieces that a sentence repeats.
fn restates(text: &str, title_grams: &HashSet<String>) -> f64 {
    if title_grams.is_empty() {
        return 0.0;
    }
    let grams = grams(text);
    title_grams.iter().filter(|g| grams.contains(*g)).count() as f64 / title_grams.len() as f64
}

/// The pieces of two characters of a text.
pub(super) fn grams(text: &str) -> HashSet<String> {
    let chars: Vec<char> =
        text.chars().filter(|c| crate::document::is_han(*c) || c.is_ascii_alphanumeric()).collect();
    chars.windows(2).map(|w| w.iter().collect()).collect()
}
