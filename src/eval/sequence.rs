//! How alike two strings are, after Ratcliff and Obershelp: the longest run they share, then the same on both sides of it.
//!
//! The numbers are those of `difflib.SequenceMatcher(None, a, b).ratio()` of Python, including its rule that in a second
//! string of 200 characters and more, a character that makes up more than a hundredth of it opens no run.

use std::{collections::HashMap, ops::Range};

/// From this length on, frequent characters of the second string open no run.
const LONG: usize = 200;

/// Twice the characters in common runs over the characters of both; 1 for two empty strings.
pub fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let length = a.len() + b.len();
    if length == 0 { 1.0 } else { 2.0 * common(&a, &b) as f64 / length as f64 }
}

fn common(a: &[char], b: &[char]) -> usize {
    let index = index(b);
    let mut total = 0;
    let mut open = vec![(0..a.len(), 0..b.len())];
    while let Some((within_a, within_b)) = open.pop() {
        let run = longest(a, b, &index, &within_a, &within_b);
        if run.length > 0 {
            total += run.length;
            open.push((within_a.start..run.a, within_b.start..run.b));
            open.push((run.a + run.length..within_a.end, run.b + run.length..within_b.end));
        }
    }
    total
}

/// Where each character stands that may open a run.
fn index(b: &[char]) -> HashMap<char, Vec<usize>> {
    let mut index: HashMap<char, Vec<usize>> = HashMap::new();
    for (at, c) in b.iter().enumerate() {
        index.entry(*c).or_default().push(at);
    }
    if b.len() >= LONG {
        index.retain(|_, places| places.len() <= b.len() / 100 + 1);
    }
    index
}

struct Run {
    a: usize,
    b: usize,
    length: usize,
}

/// The longest common run, the earliest in `a` among equals, then the earliest in `b`.
fn longest(
    a: &[char],
    b: &[char],
    index: &HashMap<char, Vec<usize>>,
    within_a: &Range<usize>,
    within_b: &Range<usize>,
) -> Run {
    let mut best = Run { a: within_a.start, b: within_b.start, length: 0 };
    let mut ending_before: HashMap<usize, usize> = HashMap::new();
    for i in within_a.clone() {
        let mut ending_here = HashMap::new();
        let places = index.get(&a[i]).map_or(&[][..], Vec::as_slice);
        for &j in places.iter().filter(|j| within_b.contains(j)) {
            let before = j.checked_sub(1).and_then(|j| ending_before.get(&j)).copied().unwrap_or(0);
            let length = before + 1;
            ending_here.insert(j, length);
            if length > best.length {
                best = Run { a: i + 1 - length, b: j + 1 - length, length };
            }
        }
        ending_before = ending_here;
    }
    widen(a, b, best, within_a, within_b)
}

/// Takes in equal neighbours that may not open a run.
fn widen(a: &[char], b: &[char], mut run: Run, within_a: &Range<usize>, within_b: &Range<usize>) -> Run {
    while run.a > within_a.start && run.b > within_b.start && a[run.a - 1] == b[run.b - 1] {
        run = Run { a: run.a - 1, b: run.b - 1, length: run.length + 1 };
    }
    while run.a + run.length < within_a.end
        && run.b + run.length < within_b.end
        && a[run.a + run.length] == b[run.b + run.length]
    {
        run.length += 1;
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The right side is what Python prints.
    #[test]
    fn ratios_are_those_of_difflib() {
        for (a, b, expected) in [
            ("", "", 1.0),
            ("", "物流", 0.0),
            ("物流成本高", "物流成本高", 1.0),
            ("物流成本高", "物流的成本过高", 10.0 / 12.0),
            ("监管制度尚不健全", "制度监管健全", 8.0 / 14.0),
            ("abxcd", "abcd", 8.0 / 9.0),
            ("qabxcd", "abycdf", 8.0 / 12.0),
            ("人才缺口大", "资金缺口", 4.0 / 9.0),
        ] {
            assert!((ratio(a, b) - expected).abs() < 1e-12, "{a} {b}: {}", ratio(a, b));
        }
    }

    #[test]
    fn a_frequent_character_of_a_long_second_string_opens_no_run() {
        let frequent = "的".repeat(200);
        assert_eq!(ratio("村的的", &frequent), 0.0);
        assert_eq!(ratio("村的的", &frequent[..199 * '的'.len_utf8()]), 4.0 / 202.0, "199 are not long");
        assert!(ratio(&frequent, "村的的") > 0.0, "only the second string is looked at");
        assert_eq!(ratio("的的的", &frequent), 6.0 / 203.0, "at the very start it is taken in all the same");
        assert_eq!(ratio("村的的", &format!("村{frequent}")), 6.0 / 204.0, "as in a run another one opened");
    }
}
