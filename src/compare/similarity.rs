//! How alike two papers' words are.

use super::rounded;
use crate::model::{Paper, Similarity};
use std::collections::BTreeMap;

/// Cosine of the papers' tf-idf vectors, every pair once. One paper has nothing to be like: no pairs.
pub(super) fn compare(papers: &[&Paper]) -> Vec<Similarity> {
    let vectors = vectors(papers);
    let pairs = (0..papers.len()).flat_map(|a| (a + 1..papers.len()).map(move |b| (a, b)));
    pairs
        .map(|(a, b)| Similarity {
            a: papers[a].id.clone(),
            b: papers[b].id.clone(),
            cosine: rounded(cosine(&vectors[a], &vectors[b])),
        })
        .collect()
}

type Vector<'p> = BTreeMap<&'p str, f64>;

/// tf = 1 + ln(count), idf = 1 + ln((1 + N) / (1 + df)): a word of all papers still counts, once.
fn vectors<'p>(papers: &[&'p Paper]) -> Vec<Vector<'p>> {
    let mut holding: BTreeMap<&str, usize> = BTreeMap::new();
    for term in papers.iter().flat_map(|p| &p.terms) {
        *holding.entry(&term.term).or_default() += 1;
    }
    let idf = |term: &str| {
        let df = holding.get(term).copied().unwrap_or_default();
        1.0 + ((1 + papers.len()) as f64 / (1 + df) as f64).ln()
    };
    let weight = |count: usize, term: &str| (1.0 + (count.max(1) as f64).ln()) * idf(term);
    papers
        .iter()
        .map(|p| p.terms.iter().map(|t| (t.term.as_str(), weight(t.count, &t.term))).collect())
        .collect()
}

fn cosine(a: &Vector, b: &Vector) -> f64 {
    let dot: f64 = a.iter().filter_map(|(term, x)| Some(x * b.get(term)?)).sum();
    let norm = |v: &Vector| v.values().map(|x| x * x).sum::<f64>().sqrt();
    let norms = norm(a) * norm(b);
    if norms > 0.0 { (dot / norms).min(1.0) } else { 0.0 }
}
