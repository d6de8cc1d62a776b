/// Pairs annotated items with found ones, each at most once, the most alike first; pairs less alike than `least` are none.
/// Among equals, those that stand at nearly the same place in both lists come first.
pub fn pair(gold: usize, got: usize, least: f64, alike: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = (0..gold)
        .flat_map(|i| (0..got).map(move |j| (i, j)))
        .map(|(i, j)| (alike(i, j), i, j))
        .filter(|(s, ..)| *s >= least)
        .collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.abs_diff(a.2).cmp(&b.1.abs_diff(b.2))));
    let (mut used_gold, mut used_got) = (vec![false; gold], vec![false; got]);
    candidates.retain(|(_, i, j)| {
        let free = !used_gold[*i] && !used_got[*j];
        if free {
            (used_gold[*i], used_got[*j]) = (true, true);
        }
        free
    });
    candidates.into_iter().map(|(_, i, j)| (i, j)).collect()
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn the_most_alike_are_paired_first() {
        let cases = [
            (vec![[0.9, 0.8], [0.95, 0.7]], vec![(1, 0), (0, 1)]),
            (vec![[0.6, 0.6], [0.6, 0.6]], vec![(0, 0), (1, 1)]),
            (vec![[0.4, 0.5]], vec![(0, 1)]),
            (vec![[0.4, 0.1]], vec![]),
            (vec![[0.5, 0.0], [0.5, 0.0]], vec![(0, 0)]),
        ];
        for (alike, expected) in cases {
            assert_eq!(pair(alike.len(), 2, 0.5, |i, j| alike[i][j]), expected, "{alike:?}");
        }
        assert_eq!(pair(0, 3, 0.5, |_, _| 1.0), []);
    }
}
