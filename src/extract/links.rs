//! Which countermeasure answers which problem.

use super::{points::grams, topics::Scores};
use crate::model::{Address, FindingId};
use std::collections::{HashMap, HashSet};

/// What speaks for a link, and how much.
const TOPIC: f64 = 0.35;
const TEXT: f64 = 0.2;
const REFERENCE: f64 = 0.2;
const WORDING: f64 = 0.25;
const ORDER: f64 = 0.15;
const TOGETHER: f64 = 0.5;
/// Below this nothing is linked.
const LEAST: f64 = 0.27;
/// A second problem is linked if it scores at least this share of the first.
const SECOND: f64 = 0.93;

/// One side of a link.
#[derive(Clone)]
pub(super) struct Side {
    pub id: FindingId,
    pub label: String,
    /// Label and claims together.
    pub scores: Scores,
    /// The words of label and claims.
    pub text: String,
    /// What the opening sentences refer to: 针对…, 为解决….
    pub refers_to: String,
    /// Position among the themes of its kind, and how many there are.
    pub place: (usize, usize),
    /// The part it stands in, and the section itself.
    pub part: Option<usize>,
    pub section: usize,
}

/// How much each piece of two characters tells: rare ones more.
pub(super) struct Pieces(HashMap<String, f64>);

impl Pieces {
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Pieces {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for gram in texts.clone().flat_map(grams) {
            *counts.entry(gram).or_default() += 1;
        }
        let all = texts.count().max(1) as f64;
        Pieces(counts.into_iter().map(|(g, n)| (g, (all / n as f64).ln())).collect())
    }

    /// From 0 to 1: the pieces two texts share, weighed.
    fn cosine(&self, a: &str, b: &str) -> f64 {
        let (a, b) = (grams(a), grams(b));
        // Summed in a fixed order, so that the last digit does not depend on the hash.
        let sum = |set: &mut dyn Iterator<Item = &String>| {
            let mut squares: Vec<f64> = set.map(|g| self.0.get(g).copied().unwrap_or(0.0).powi(2)).collect();
            squares.sort_by(f64::total_cmp);
            squares.iter().sum::<f64>()
        };
        let norms = (sum(&mut a.iter()) * sum(&mut b.iter())).sqrt();
        if norms > 0.0 { sum(&mut a.intersection(&b)) / norms } else { 0.0 }
    }
}

/// Links one countermeasure to the problems it answers, best first.
pub(super) fn link(
    measure: &Side,
    problems: &[Side],
    common: &HashSet<String>,
    pieces: &Pieces,
) -> Vec<Address> {
    let mut links: Vec<(f64, Address)> = problems
        .iter()
        .map(|p| {
            let together = measure.section == p.section || measure.part.is_some() && measure.part == p.part;
            let parts = [
                (TOPIC, measure.scores.cosine(&p.scores), "same topics"),
                (TEXT, (3.0 * pieces.cosine(&measure.text, &p.text)).min(1.0), "same words"),
                (REFERENCE, overlap(&measure.refers_to, &p.label, common), "refers to it"),
                (WORDING, overlap(&measure.label, &p.label, common), "similar headings"),
                (ORDER, order(measure.place, p.place), "same place in order"),
                (TOGETHER, f64::from(u8::from(together)), "same section"),
            ];
            let score: f64 = parts.iter().map(|(w, v, _)| w * v).sum();
            let why: Vec<String> =
                parts.iter().filter(|x| x.1 >= 0.25).map(|(_, v, name)| format!("{name} {v:.2}")).collect();
            let address = Address {
                problem: p.id.clone(),
                score: super::topics::round(score.min(1.0)),
                why: why.join("; "),
            };
            (score, address)
        })
        .collect();
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.problem.cmp(&b.1.problem)));
    let best = links.first().map_or(0.0, |l| l.0);
    links.into_iter().filter(|(s, _)| *s >= LEAST && *s >= SECOND * best).map(|(_, a)| a).collect()
}

/// As many answers as problems are usually given in the same order.
fn order(a: (usize, usize), b: (usize, usize)) -> f64 {
    if a.1 == b.1 {
        return f64::from(u8::from(a.0 == b.0));
    }
    let place = |p: (usize, usize)| p.0 as f64 / p.1.saturating_sub(1).max(1) as f64;
    0.5 * (1.0 - (place(a) - place(b)).abs())
}

/// The share of the shorter text's pieces that stand in the other, pieces common to all headings left out.
fn overlap(a: &str, b: &str, common: &HashSet<String>) -> f64 {
    let own = |t: &str| grams(t).into_iter().filter(|g| !common.contains(g)).collect::<HashSet<_>>();
    let (a, b) = (own(a), own(b));
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(&b).count() as f64 / least as f64 }
}
