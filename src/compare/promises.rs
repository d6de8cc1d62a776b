//! What the abstract announces and where the body delivers it; what the body delivers unannounced.

use super::{
    Labels,
    name::{fold, pairs},
};
use crate::{
    lexicon,
    model::{Announced, Finding, FindingId, FindingKind, Level, Paper, Promise, TopicId, Unannounced},
};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of characters that only say that something is bad or to be done weigh this much of the others.
const STANCE: f64 = 0.3;
/// What must be held of an announcement, by how the topics stand to each other: [`Relation`].
const HELD_ON_TOPIC: f64 = 0.15;
const HELD: f64 = 0.3;
const HELD_OFF_TOPIC: f64 = 0.6;
/// What a theme's name must hold at least where nothing holds enough, whatever the topics.
const LOOSE: f64 = 0.2;
/// What a shared topic adds, main or other, where several findings hold enough.
const MAIN_TOPIC: f64 = 0.5;
const OTHER_TOPIC: f64 = 0.25;
/// What comes below this part of the best is left out.
const BESIDE_THE_BEST: f64 = 0.6;
/// Where nothing else does, the theme that holds this share in label and points together.
const SPREAD: f64 = 0.5;

/// The announcements of every abstract in text order, problems, then countermeasures; and the themes that none of them is kept by.
pub(super) fn compare(papers: &[&Paper], labels: &Labels) -> (Vec<Promise>, Vec<Unannounced>) {
    let (mut promises, mut unannounced) = (Vec::new(), Vec::new());
    for paper in papers {
        for side in sides(paper) {
            let kept: Vec<Promise> = side.promises(paper);
            unannounced.extend(side.unannounced(paper, &kept, labels));
            promises.extend(kept);
        }
    }
    (promises, unannounced)
}

/// The announcements of one kind and the findings they are looked for in.
struct Side<'a> {
    kind: FindingKind,
    announced: &'a [Announced],
    findings: &'a [Finding],
    rarity: BTreeMap<Pair, f64>,
}

type Pair = (char, char);

fn sides(paper: &Paper) -> [Side<'_>; 2] {
    let side = |kind, announced, findings| Side { kind, announced, findings, rarity: rarity(findings) };
    [
        side(FindingKind::Problem, &paper.announced.problems, &paper.problems),
        side(FindingKind::Countermeasure, &paper.announced.countermeasures, &paper.countermeasures),
    ]
}

/// The weight of each pair of characters: 1 for one that a single finding has, near 0 for one that all have.
fn rarity(findings: &[Finding]) -> BTreeMap<Pair, f64> {
    let mut holding: BTreeMap<Pair, usize> = BTreeMap::new();
    for finding in findings {
        for pair in pairs(&fold(text(finding))) {
            *holding.entry(pair).or_default() += 1;
        }
    }
    let all = findings.len() as f64;
    holding.into_iter().map(|(pair, n)| (pair, (all + 1.0 - n as f64) / all)).collect()
}

fn text(finding: &Finding) -> &str {
    finding.label.as_deref().unwrap_or(&finding.statement)
}

/// How what is announced and a finding stand to each other by topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// One main topic.
    Main,
    /// A topic in common.
    Other,
    /// One of them has no topic.
    Unknown,
    /// None in common.
    Apart,
}

fn relation(announced: &[TopicId], finding: &Finding) -> Relation {
    let mut found = finding.topics.iter().map(|t| &t.id);
    match (announced.first(), finding.topics.first()) {
        (Some(a), Some(b)) if *a == b.id => Relation::Main,
        (Some(_), Some(_)) if found.any(|t| announced.contains(t)) => Relation::Other,
        (Some(_), Some(_)) => Relation::Apart,
        _ => Relation::Unknown,
    }
}

/// What an announcement is looked for by: pairs of characters with their weights.
struct Wanted(Vec<(Pair, f64)>);

impl Wanted {
    fn of(label: &str, rarity: &BTreeMap<Pair, f64>) -> Wanted {
        let label = fold(label);
        let said: BTreeSet<Pair> =
            lexicon::stance_hits(&label).iter().flat_map(|hit| pairs(&label[hit.range.clone()])).collect();
        let weight = |pair: Pair| {
            let rare = rarity.get(&pair).copied().unwrap_or(1.0);
            (pair, if said.contains(&pair) { STANCE * rare } else { rare })
        };
        Wanted(pairs(&label).into_iter().map(weight).collect())
    }

    /// The share, by weight, that a finding holds.
    fn held_by(&self, found: &BTreeSet<Pair>) -> f64 {
        let all: f64 = self.0.iter().map(|(_, weight)| weight).sum();
        let shared: f64 =
            self.0.iter().filter(|(pair, _)| found.contains(pair)).map(|(_, weight)| weight).sum();
        if all > 0.0 { shared / all } else { 0.0 }
    }
}

impl Side<'_> {
    fn promises(&self, paper: &Paper) -> Vec<Promise> {
        let promise = |a: &Announced| Promise {
            paper: paper.id.clone(),
            kind: self.kind,
            announced: a.label.clone(),
            found_in: self.deliverers(a),
        };
        self.announced.iter().map(promise).collect()
    }

    /// By words, fewer of them where the topic is the same; else by a theme's name; else by topic alone; else by the points of a theme together.
    fn deliverers(&self, announced: &Announced) -> Vec<FindingId> {
        let wanted = Wanted::of(&announced.label, &self.rarity);
        let scores: Vec<f64> = self
            .findings
            .iter()
            .map(|f| {
                let held = wanted.held_by(&pairs(&fold(text(f))));
                let (least, more) = match relation(&announced.topics, f) {
                    Relation::Main => (HELD_ON_TOPIC, MAIN_TOPIC),
                    Relation::Other => (HELD_ON_TOPIC, OTHER_TOPIC),
                    Relation::Unknown => (HELD, 0.0),
                    Relation::Apart => (HELD_OFF_TOPIC, 0.0),
                };
                if held >= least { held + more } else { 0.0 }
            })
            .collect();
        let best = scores.iter().copied().fold(0.0, f64::max);
        let by_words: Vec<&Finding> = (self.findings.iter().zip(&scores))
            .filter(|(_, score)| **score > 0.0 && **score >= best * BESIDE_THE_BEST)
            .map(|(f, _)| f)
            .collect();
        match by_words.is_empty() {
            false => without_points_of(by_words),
            true => (self.loosely(&wanted))
                .or_else(|| self.on_topic(&announced.topics))
                .or_else(|| self.spread(&wanted))
                .unwrap_or_default(),
        }
    }

    /// The theme whose name holds the most, if that is not next to nothing: topics may be told apart where the text does not.
    fn loosely(&self, wanted: &Wanted) -> Option<Vec<FindingId>> {
        let themes = self.findings.iter().filter(|f| f.level == Level::Theme);
        let scored = themes.map(|f| (wanted.held_by(&pairs(&fold(text(f)))), f));
        let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        (best.0 >= LOOSE).then(|| vec![best.1.id.clone()])
    }

    /// Themes on the main topic announced, else points, else themes that touch on it, else points.
    fn on_topic(&self, topics: &[TopicId]) -> Option<Vec<FindingId>> {
        let of = |level: Level, wanted: Relation| -> Vec<FindingId> {
            let fits = |f: &&Finding| f.level == level && relation(topics, f) == wanted;
            self.findings.iter().filter(fits).map(|f| f.id.clone()).collect()
        };
        [
            (Level::Theme, Relation::Main),
            (Level::Point, Relation::Main),
            (Level::Theme, Relation::Other),
            (Level::Point, Relation::Other),
        ]
        .into_iter()
        .map(|(level, relation)| of(level, relation))
        .find(|found| !found.is_empty())
    }

    /// The theme that delivers by what its points say together.
    fn spread(&self, wanted: &Wanted) -> Option<Vec<FindingId>> {
        let themes = self.findings.iter().filter(|f| f.level == Level::Theme);
        let whole = |theme: &Finding| -> BTreeSet<Pair> {
            let own =
                self.findings.iter().filter(|f| f.id == theme.id || f.parent.as_ref() == Some(&theme.id));
            own.flat_map(|f| pairs(&fold(text(f)))).collect()
        };
        let scored = themes.map(|theme| (wanted.held_by(&whole(theme)), theme));
        // The first of equals: a later one must hold more.
        let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        (best.0 >= SPREAD).then(|| vec![best.1.id.clone()])
    }

    /// Themes that keep nothing announced, themselves or by a point. An abstract that announces none of a kind leaves none out.
    fn unannounced(&self, paper: &Paper, promises: &[Promise], labels: &Labels) -> Vec<Unannounced> {
        if promises.is_empty() {
            return Vec::new();
        }
        let keeping: BTreeSet<&FindingId> = promises.iter().flat_map(|p| &p.found_in).collect();
        let keeps = |theme: &Finding| {
            self.findings.iter().any(|f| {
                (f.id == theme.id || f.parent.as_ref() == Some(&theme.id)) && keeping.contains(&f.id)
            })
        };
        let left = self.findings.iter().filter(|f| f.level == Level::Theme && !keeps(f));
        left.map(|theme| Unannounced {
            paper: paper.id.clone(),
            kind: self.kind,
            finding: theme.id.clone(),
            why: self.why(theme, labels),
        })
        .collect()
    }

    fn why(&self, theme: &Finding, labels: &Labels) -> String {
        let names: Vec<&str> = self.announced.iter().map(|a| a.label.as_str()).collect();
        let topic = theme.topics.first().map(|t| labels.topic(&t.id).1);
        let topic = topic.map_or(String::new(), |t| format!(" and none is about {t}"));
        format!("the abstract announces {}; none is in these words{topic}", names.join("、"))
    }
}

/// Themes, and points whose theme is not among them.
fn without_points_of(found: Vec<&Finding>) -> Vec<FindingId> {
    let themes: BTreeSet<&FindingId> =
        found.iter().filter(|f| f.level == Level::Theme).map(|f| &f.id).collect();
    let alone = |f: &&&Finding| f.parent.as_ref().is_none_or(|theme| !themes.contains(theme));
    found.iter().filter(alone).map(|f| f.id.clone()).collect()
}
