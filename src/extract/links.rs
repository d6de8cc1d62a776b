//! Which countermeasure answers which problem.

use super::{points::grams, topics::Scores};
use crate::model::{Address, FindingId};
use std::collections::HashSet;

/// What speaks for a link, and how much. The weights sum to one.
const TOPIC: f64 = 0.45;
const REFERENCE: f64 = 0.25;
const WORDING: f64 = 0.2;
const ORDER: f64 = 0.1;
/// Below this nothing is linked.
const LEAST: f64 = 0.34;
/// A second problem is linked if it scores at least this share of the first.
const SECOND: f64 = 0.92;

/// One side of a link.
pub(super) struct Side {
    pub id: FindingId,
    pub label: String,
    /// Label and claims together.
    pub scores: Scores,
    /// What the opening sentences refer to: 针对…, 为解决….
    pub refers_to: String,
    /// Position among the themes of its kind, from 0 to 1.
    pub position: f64,
}

/// Links one countermeasure to the problems it answers, best first.
pub(super) fn link(measure: &Side, problems: &[Side], common: &HashSet<String>) -> Vec<Address> {
    let mut links: Vec<(f64, Address)> = problems
        .iter()
        .map(|p| {
            let parts = [
                (TOPIC, measure.scores.cosine(&p.scores), "same topics"),
                (REFERENCE, overlap(&measure.refers_to, &p.label, common), "refers to it"),
                (WORDING, overlap(&measure.label, &p.label, common), "same words"),
                (ORDER, 1.0 - (measure.position - p.position).abs(), "same place in order"),
            ];
            let score: f64 = parts.iter().map(|(w, v, _)| w * v).sum();
            let why: Vec<String> =
                parts.iter().filter(|x| x.1 >= 0.3).map(|(_, v, name)| format!("{name} {v:.2}")).collect();
            (
                score,
                Address {
                    problem: p.id.clone(),
                    score: super::topics::round(score.min(1.0)),
                    why: why.join("; "),
                },
            )
        })
        .collect();
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.problem.cmp(&b.1.problem)));
    let best = links.first().map_or(0.0, |l| l.0);
    links.into_iter().filter(|(s, _)| *s >= LEAST && *s >= SECOND * best).map(|(_, a)| a).collect()
}

/// The share of the shorter text's pieces that stand in the other, pieces common to all headings left out.
fn overlap(a: &str, b: &str, common: &HashSet<String>) -> f64 {
    let own = |t: &str| grams(t).into_iter().filter(|g| !common.contains(g)).collect::<HashSet<_>>();
    let (a, b) = (own(a), own(b));
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(&b).count() as f64 / least as f64 }
}
