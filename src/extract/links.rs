//! Which countermeasure answers which problem.

use super::topics::Scores;
use crate::model::{Address, FindingId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What speaks for a link, and how much.
const TOPIC: f64 = 0.35;
const TEXT: f64 = 0.2;
const REFERENCE: f64 = 0.2;
const WORDING: f64 = 0.25;
const ORDER: f64 = 0.15;
const TOGETHER: f64 = 0.5;
const PARALLEL: f64 = 0.15;
/// Answers are given in the order of the problems if so many of them answer best the one at their place.
const IN_ORDER: f64 = 0.6;
/// Below this nothing is linked.
const LEAST: f64 = 0.27;
/// A second problem is linked if it scores at least this share of the first.
const SECOND: f64 = 0.93;

/// A further problem that nobody answers better is linked from this score on, and this share of the first.
const ALONE: f64 = 0.35;
const ALONE_SHARE: f64 = 0.8;

/// One side of a link.
#[derive(Clone)]
pub(super) struct Side {
    pub id: FindingId,
    /// The pieces of its label, those common to all headings left out.
    pub label: HashSet<String>,
    /// Label and claims together.
    pub scores: Scores,
    /// The pieces of label and claims.
    pub pieces: BTreeSet<String>,
    /// What the opening sentences refer to: 针对…, 为解决….
    pub refers_to: HashSet<String>,
    /// Position among the themes of its kind, and how many there are.
    pub place: (usize, usize),
    /// The part it stands in, and the section itself.
    pub part: Option<usize>,
    pub section: usize,
}

/// How much each piece of two characters tells: rare ones more.
pub(super) struct Pieces(HashMap<String, f64>);

impl Pieces {
    /// Weighed over the themes of a paper.
    pub(super) fn of<'a>(themes: impl Iterator<Item = &'a BTreeSet<String>>) -> Pieces {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut all = 0.0f64;
        for theme in themes {
            all += 1.0;
            theme.iter().for_each(|gram| *counts.entry(gram.clone()).or_default() += 1);
        }
        Pieces(counts.into_iter().map(|(g, n)| (g, (all.max(1.0) / n as f64).ln().powi(2))).collect())
    }

    /// From 0 to 1: the pieces two themes share, weighed.
    fn cosine(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
        let weight = |g: &String| self.0.get(g).copied().unwrap_or(0.0);
        let shared: f64 = a.intersection(b).map(weight).sum();
        let norms = (a.iter().map(weight).sum::<f64>() * b.iter().map(weight).sum::<f64>()).sqrt();
        if norms > 0.0 { shared / norms } else { 0.0 }
    }
}

/// Links each countermeasure to the problems it answers, best first.
pub(super) fn link(measures: &[Side], problems: &[Side], pieces: &Pieces) -> Vec<Vec<Address>> {
    let mut scored: Vec<Vec<Scored>> =
        measures.iter().map(|m| problems.iter().map(|p| score(m, p, pieces)).collect()).collect();
    if measures.len() == problems.len() && problems.len() > 1 {
        let best = |row: &[Scored]| {
            (0..row.len()).max_by(|a, b| row[*a].score.total_cmp(&row[*b].score).then(b.cmp(a)))
        };
        let hits = scored.iter().enumerate().filter(|(i, row)| best(row) == Some(*i)).count();
        if hits as f64 >= IN_ORDER * problems.len() as f64 {
            scored
                .iter_mut()
                .enumerate()
                .for_each(|(i, row)| row[i].add(PARALLEL, 1.0, "answers run parallel to problems"));
        }
    }
    let nobody_better = |i: usize, k: usize| scored.iter().all(|row| row[k].score <= scored[i][k].score);
    let own: Vec<Vec<bool>> =
        (0..scored.len()).map(|i| (0..problems.len()).map(|k| nobody_better(i, k)).collect()).collect();
    scored.into_iter().zip(own).map(|(row, own)| chosen(row, &own)).collect()
}

/// How well one problem fits, and why.
struct Scored {
    problem: FindingId,
    score: f64,
    why: Vec<String>,
}

impl Scored {
    fn add(&mut self, weight: f64, value: f64, reason: &str) {
        self.score += weight * value;
        if value >= 0.25 {
            self.why.push(format!("{reason} {value:.2}"));
        }
    }
}

fn score(measure: &Side, problem: &Side, pieces: &Pieces) -> Scored {
    let together =
        measure.section == problem.section || measure.part.is_some() && measure.part == problem.part;
    let mut scored = Scored { problem: problem.id.clone(), score: 0.0, why: Vec::new() };
    scored.add(TOPIC, measure.scores.cosine(&problem.scores), "same topics");
    scored.add(TEXT, (3.0 * pieces.cosine(&measure.pieces, &problem.pieces)).min(1.0), "same words");
    scored.add(REFERENCE, overlap(&measure.refers_to, &problem.label), "refers to it");
    scored.add(WORDING, overlap(&measure.label, &problem.label), "similar headings");
    scored.add(ORDER, order(measure.place, problem.place), "same place in order");
    scored.add(TOGETHER, f64::from(u8::from(together)), "same section");
    scored
}

/// The best problem, others as good as it, and those that no other countermeasure answers better.
fn chosen(row: Vec<Scored>, own: &[bool]) -> Vec<Address> {
    let best = row.iter().map(|s| s.score).fold(0.0, f64::max);
    let fits = |s: &Scored, own: bool| {
        s.score >= LEAST && s.score >= SECOND * best
            || own && s.score >= ALONE && s.score >= ALONE_SHARE * best
    };
    let mut kept: Vec<Scored> =
        row.into_iter().zip(own).filter(|(s, own)| fits(s, **own)).map(|(s, _)| s).collect();
    kept.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.problem.cmp(&b.problem)));
    let address = |s: Scored| Address {
        problem: s.problem,
        score: super::topics::round(s.score.min(1.0)),
        why: s.why.join("; "),
    };
    kept.into_iter().map(address).collect()
}

/// As many answers as problems are usually given in the same order.
fn order(a: (usize, usize), b: (usize, usize)) -> f64 {
    if a.1 == b.1 {
        return f64::from(u8::from(a.0 == b.0));
    }
    let place = |p: (usize, usize)| p.0 as f64 / p.1.saturating_sub(1).max(1) as f64;
    0.5 * (1.0 - (place(a) - place(b)).abs())
}

/// The share of the smaller set of pieces that stand in the other.
fn overlap(a: &HashSet<String>, b: &HashSet<String>) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(b).count() as f64 / least as f64 }
}
