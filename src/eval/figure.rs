use super::{Key, Sheet, interval};
use serde::Serialize;
use std::ops::AddAssign;

/// How many were annotated, found, and both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Annotated and found.
    pub hits: usize,
    /// Annotated.
    pub gold: usize,
    /// Found.
    pub got: usize,
    /// Hits whose texts are equal; 0 where texts are not compared.
    pub strict: usize,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.hits += other.hits;
        self.gold += other.gold;
        self.got += other.got;
        self.strict += other.strict;
    }
}

impl Count {
    /// Of those found, the share that is annotated; 1 where there was nothing to find and nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.hits, self.got, self.gold)
    }

    /// Of those annotated, the share that is found; 1 where there was nothing to find and nothing was found.
    pub fn recall(&self) -> f64 {
        share(self.hits, self.gold, self.got)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// F1 with only equal texts for hits.
    pub fn strict_f1(&self) -> f64 {
        Count { hits: self.strict, ..*self }.f1()
    }
}

fn share(hits: usize, of: usize, others: usize) -> f64 {
    match (of, others) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        _ => hits as f64 / of as f64,
    }
}

/// A score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What it is the score of.
    pub key: Key,
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// F1.
    pub f1: f64,
    /// Where F1 lies in 95 of 100 samples of the papers; `null` for a single paper.
    pub interval: Option<[f64; 2]>,
    /// F1 with only equal texts for hits; `null` where texts are not compared.
    pub strict: Option<f64>,
    /// Annotated and found.
    pub hits: usize,
    /// Annotated.
    pub gold: usize,
    /// Found.
    pub got: usize,
}

/// The scores of all papers together.
pub(super) fn figures(papers: &[Sheet]) -> Vec<Figure> {
    Key::ALL.iter().filter_map(|key| figure(*key, papers)).collect()
}

fn figure(key: Key, papers: &[Sheet]) -> Option<Figure> {
    if !papers.iter().any(|sheet| sheet.counts.contains_key(&key)) {
        return None;
    }
    let counts: Vec<Count> =
        papers.iter().map(|sheet| sheet.counts.get(&key).copied().unwrap_or_default()).collect();
    let total = sum(counts.iter());
    Some(Figure {
        key,
        p: total.precision(),
        r: total.recall(),
        f1: total.f1(),
        interval: interval::bootstrap(counts.len(), |sample| sum(sample.iter().map(|i| &counts[*i])).f1()),
        strict: key.has_strict().then(|| total.strict_f1()),
        hits: total.hits,
        gold: total.gold,
        got: total.got,
    })
}

fn sum<'a>(counts: impl Iterator<Item = &'a Count>) -> Count {
    counts.fold(Count::default(), |mut total, count| {
        total += *count;
        total
    })
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn nothing_to_find_and_nothing_found_is_perfect() {
        for (hits, gold, got, p, r, f1) in [
            (0, 0, 0, 1.0, 1.0, 1.0),
            (0, 0, 3, 0.0, 0.0, 0.0),
            (0, 3, 0, 0.0, 0.0, 0.0),
            (2, 4, 2, 1.0, 0.5, 2.0 / 3.0),
            (2, 2, 8, 0.25, 1.0, 0.4),
        ] {
            let count = Count { hits, gold, got, strict: 0 };
            assert_eq!((count.precision(), count.recall(), count.f1()), (p, r, f1), "{count:?}");
        }
    }
}
