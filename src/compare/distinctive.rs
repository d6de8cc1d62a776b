//! The words that set a paper apart: Dunning's log-likelihood ratio, G².

use super::rounded;
use crate::model::{Distinctive, Keyness, Paper};
use std::collections::BTreeMap;

/// At most this many words a paper.
const TERMS: usize = 10;
/// The 5 % point of χ² with one degree of freedom: less is chance.
const CHANCE: f64 = 3.84;

/// For each paper the words it uses more than the others together. One paper has nothing to stand apart from: no words.
pub(super) fn compare(papers: &[&Paper]) -> Vec<Distinctive> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for term in papers.iter().flat_map(|p| &p.terms) {
        *counts.entry(&term.term).or_default() += term.count;
    }
    let words: usize = papers.iter().map(|p| p.words).sum();
    papers
        .iter()
        .map(|paper| {
            let others = words - paper.words;
            let mut terms: Vec<Keyness> = paper
                .terms
                .iter()
                .filter_map(|t| {
                    let elsewhere = counts.get(t.term.as_str())?.saturating_sub(t.count);
                    let keyness = keyness(t.count, paper.words, elsewhere, others)?;
                    Some(Keyness { term: t.term.clone(), keyness: rounded(keyness) })
                })
                .collect();
            terms.sort_by(|a, b| b.keyness.total_cmp(&a.keyness).then(a.term.cmp(&b.term)));
            terms.truncate(TERMS);
            Distinctive { paper: paper.id.clone(), terms }
        })
        .collect()
}

/// G² of a word seen `a` times in `c` words and `b` times in `d` others; `None` unless it is overused beyond chance.
///
/// G² = 2 (a ln(a/E₁) + b ln(b/E₂)), where E₁ and E₂ share a + b out as c and d.
pub(super) fn keyness(a: usize, c: usize, b: usize, d: usize) -> Option<f64> {
    let [a, b, c, d] = [a, b, c, d].map(|n| n as f64);
    if c == 0.0 || d == 0.0 || a / c <= b / d {
        return None;
    }
    let expected = |total: f64| total * (a + b) / (c + d);
    let part = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let g = 2.0 * (part(a, expected(c)) + part(b, expected(d)));
    (g >= CHANCE).then_some(g)
}

#[cfg(test)]
mod tests {
    use super::keyness;

    #[test]
    fn agrees_with_the_sum_worked_by_hand() {
        // E1 = 100·30/200 = 15, E2 = 15; 2·(20 ln(20/15) + 10 ln(10/15)) = 3.398; twice the sizes, twice the sum.
        assert_eq!(keyness(20, 100, 10, 100), None);
        let g = keyness(40, 200, 20, 200).expect("overused");
        assert!((g - 6.795_961).abs() < 1e-5, "{g}");
        assert_eq!(keyness(10, 100, 20, 100), None, "underused");
        assert_eq!(keyness(5, 0, 5, 100), None, "a paper without words");
    }
}
