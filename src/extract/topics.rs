//! What a finding is about.

use crate::{
    domain::Domain,
    lexicon,
    model::{TopicId, TopicScore},
};
use std::cmp::Reverse;

/// What the id of a topic begins with that is a keyword of the paper, because no topic of the pack fits.
pub const KEYWORD: &str = "kw:";

/// A topic is kept if it scores at least this share of the main topic's score.
const KEEP: f64 = 0.5;
/// And at least this much.
const LEAST: f64 = 2.0;
/// A word repeated in one text says little more than once.
const REPEATED: f64 = 0.25;
/// At most this many topics a finding.
const MOST: usize = 3;

/// Scores by topic, in the pack's order.
#[derive(Debug, Clone)]
pub(super) struct Scores(Vec<f64>);

impl Scores {
    /// The cues of a text.
    pub(super) fn of(domain: &Domain, text: &str) -> Scores {
        let mut scores = vec![0.0; domain.topics.len()];
        let mut seen: Vec<(usize, &str)> = Vec::new();
        for hit in domain.topic_hits(text) {
            let key = (hit.topic, &text[hit.range.clone()]);
            let again = seen.contains(&key);
            scores[hit.topic] += hit.weight as f64 * if again { REPEATED } else { 1.0 };
            seen.push(key);
        }
        Scores(scores)
    }

    /// Adds another text's scores with a weight.
    pub(super) fn add(&mut self, other: &Scores, weight: f64) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a += b * weight);
    }

    /// The sum of all.
    pub(super) fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    /// Scores that sum to one, so that long texts do not outweigh short ones.
    pub(super) fn share(&self) -> Scores {
        let total = self.total();
        Scores(if total > 0.0 { self.0.iter().map(|s| s / total).collect() } else { self.0.clone() })
    }

    /// From 0 to 1: how alike two texts are in what they are about.
    pub(super) fn cosine(&self, other: &Scores) -> f64 {
        let dot: f64 = self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum();
        let norm = |s: &Scores| s.0.iter().map(|x| x * x).sum::<f64>().sqrt();
        let norms = norm(self) * norm(other);
        if norms > 0.0 { dot / norms } else { 0.0 }
    }

    /// The topics that stand out, strongest first.
    pub(super) fn best(&self, domain: &Domain) -> Vec<TopicScore> {
        let mut order: Vec<usize> = (0..self.0.len()).filter(|i| self.0[*i] > 0.0).collect();
        order.sort_by(|a, b| self.0[*b].total_cmp(&self.0[*a]).then(a.cmp(b)));
        let Some(top) = order.first().map(|i| self.0[*i]) else { return Vec::new() };
        order.retain(|i| self.0[*i] >= KEEP * top && (self.0[*i] >= LEAST || self.0[*i] == top));
        order.truncate(MOST);
        order.into_iter().map(|i| TopicScore { id: topic(domain, i), score: round(self.0[i]) }).collect()
    }
}

fn topic(domain: &Domain, i: usize) -> TopicId {
    domain.topics[i].0.clone()
}

/// Scores are shown with two decimals.
pub(super) fn round(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

/// The paper's own keywords in a text, the one most often there first, then the longest. What the heading of the paper's every part
/// might hold (问题, 对策) is no topic.
pub(super) fn keywords(keywords: &[String], text: &str) -> Vec<TopicScore> {
    let mut found: Vec<(&str, usize)> = keywords
        .iter()
        .map(|k| k.trim())
        .filter(|k| k.chars().count() > 1 && lexicon::title_cue(k).is_none())
        .map(|k| (k, text.matches(k).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    found.sort_by_key(|(keyword, count)| (Reverse(*count), Reverse(keyword.len()), *keyword));
    found.truncate(MOST);
    let score = |(keyword, count): (&str, usize)| TopicScore {
        id: TopicId::new(format!("{KEYWORD}{keyword}")),
        score: round(count as f64),
    };
    found.into_iter().map(score).collect()
}
