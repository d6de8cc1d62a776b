//! How far a score would move with other papers of the same kind: the bootstrap.

/// Samples drawn.
const SAMPLES: usize = 2000;

/// The middle 95 % of the scores of samples of papers, each as many as there are, drawn with replacement. The same papers
/// always give the same interval. `None` for fewer than two papers, which say nothing about others.
pub fn bootstrap(papers: usize, score: impl Fn(&[usize]) -> f64) -> Option<[f64; 2]> {
    if papers < 2 {
        return None;
    }
    let mut random = SplitMix(0x9e37_79b9_7f4a_7c15);
    let mut sample = vec![0; papers];
    let mut scores: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            sample.fill_with(|| random.below(papers));
            score(&sample)
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    let tail = SAMPLES / 40;
    Some([scores[tail], scores[SAMPLES - 1 - tail]])
}

/// SplitMix64: small, and good enough for sampling.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n` - 1.
    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_that_are_alike_give_a_narrow_interval_and_others_a_wide_one() {
        let mean = |of: &'static [f64]| {
            let score = |s: &[usize]| s.iter().map(|i| of[*i]).sum::<f64>() / s.len() as f64;
            bootstrap(of.len(), score)
        };
        assert_eq!(mean(&[0.5; 8]), Some([0.5, 0.5]));
        let [low, high] = mean(&[0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]).expect("eight papers");
        assert!((0.1..=0.25).contains(&low) && (0.75..=0.9).contains(&high), "{low} {high}");
        assert_eq!(mean(&[1.0]), None);
    }

    #[test]
    fn the_same_papers_give_the_same_interval() {
        let score = |s: &[usize]| s.iter().sum::<usize>() as f64;
        assert_eq!(bootstrap(7, score), bootstrap(7, score));
    }
}
