//! Which item of one list is which of the other. Matching backwards gives the same pairs.

use super::words::squeeze;

/// Pairs the items of two lists, each at most once, the most alike first; where `alike` gives nothing, the two are no pair.
///
/// `alike` must be the same in both directions. Among equals those that stand at nearly the same place come first; the order of
/// `i + j` then decides, so that what is left undecided never competes for an item.
pub fn pair(old: usize, new: usize, alike: impl Fn(usize, usize) -> Option<f64>) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = (0..old)
        .flat_map(|i| (0..new).map(move |j| (i, j)))
        .filter_map(|(i, j)| Some((alike(i, j)?, i, j)))
        .collect();
    candidates.sort_by(|a, b| {
        let near = |c: &(f64, usize, usize)| (c.1.abs_diff(c.2), c.1 + c.2);
        b.0.total_cmp(&a.0).then_with(|| near(a).cmp(&near(b)))
    });
    let (mut used_old, mut used_new) = (vec![false; old], vec![false; new]);
    candidates.retain(|(_, i, j)| {
        let free = !used_old[*i] && !used_new[*j];
        if free {
            (used_old[*i], used_new[*j]) = (true, true);
        }
        free
    });
    let mut pairs: Vec<_> = candidates.into_iter().map(|(_, i, j)| (i, j)).collect();
    pairs.sort_unstable();
    pairs
}

/// What is left of `0..len` when the indices given are taken.
pub fn rest(len: usize, taken: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut free = vec![true; len];
    taken.for_each(|i| free[i] = false);
    (0..len).filter(|i| free[*i]).collect()
}

/// The pairs of neighbouring characters of a text, white space left out, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bigrams(Vec<(char, char)>);

impl Bigrams {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        let mut chars: Vec<char> = vec!['\u{2}'];
        chars.extend(squeeze(text).chars());
        chars.push('\u{3}');
        let mut pairs: Vec<_> = if chars.len() == 2 {
            Vec::new()
        } else {
            chars.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?))).collect()
        };
        pairs.sort_unstable();
        Bigrams(pairs)
    }

    /// Of a text whose digits count as equal.
    pub fn of_figures(text: &str) -> Self {
        Bigrams::of(&text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>())
    }

    /// Of several texts together.
    pub fn of_all<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut pairs: Vec<_> = texts.flat_map(|t| Bigrams::of(t).0).collect();
        pairs.sort_unstable();
        Bigrams(pairs)
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Twice what both have over all they have: 1 for equal texts, also for empty ones.
    pub fn dice(&self, other: &Bigrams) -> f64 {
        let (mut i, mut j, mut common) = (0, 0, 0usize);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
            }
        }
        let all = self.0.len() + other.0.len();
        if all == 0 { 1.0 } else { 2.0 * common as f64 / all as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
        let of = |texts: &[&str]| texts.iter().map(|t| Bigrams::of(t)).collect::<Vec<_>>();
        let (a, b) = (of(old), of(new));
        pair(a.len(), b.len(), |i, j| Some(a[i].dice(&b[j])).filter(|s| *s >= 0.5))
    }

    #[test]
    fn items_are_paired_by_what_they_say() {
        for (old, new, expected) in [
            (&["茶园小", "路不通"][..], &["路不通", "茶园小"][..], &[(0, 1), (1, 0)][..]),
            (&["茶园面积小", "山路不通"], &["缺少资金", "茶园的面积小", "山路不通"], &[(0, 1), (1, 2)]),
            (&["同一句", "同一句"], &["同一句"], &[(0, 0)]),
            (&["别的话", "同一句", "同一句"], &["同一句", "同一句"], &[(1, 1), (2, 0)]),
            (&["茶园"], &["公路"], &[]),
            (&[], &["公路"], &[]),
        ] {
            assert_eq!(matched(old, new), expected, "{old:?} {new:?}");
            let mut back: Vec<_> = matched(new, old).into_iter().map(|(j, i)| (i, j)).collect();
            back.sort_unstable();
            assert_eq!(back, expected, "backwards: {old:?} {new:?}");
        }
    }

    #[test]
    fn likeness_ignores_white_space_and_is_full_only_for_equal_texts() {
        let dice = |a: &str, b: &str| Bigrams::of(a).dice(&Bigrams::of(b));
        assert_eq!(dice("茶 园\n小", "茶园小"), 1.0);
        assert_eq!(dice("", ""), 1.0);
        assert_eq!(dice("", "茶"), 0.0);
        assert!(dice("茶园小", "小茶园") < 1.0);
        assert_eq!(Bigrams::of_figures("占62.5%").dice(&Bigrams::of_figures("占63.4%")), 1.0);
    }
}
