//! What changed from one analysis to another.
//!
//! *In*: two analyses. *Out*: a [`Difference`]. *Must not know*: where the analyses come from, how a difference is shown.
//!
//! Papers and their items are matched by what they say, never by id alone, because ids shift when something is put in before
//! them. The difference backwards is the mirror image of the difference forwards. What is compared: `docs/diff.md`.

mod changes;
mod effects;
mod fields;
mod figures;
mod items;
mod matching;
mod moves;
mod papers;
mod words;

use crate::model::{Analysis, Counts, DIFF_SCHEMA, Difference, Named, Paper, PaperChange, Side, Verdict};
use items::Matched;

use std::collections::BTreeMap;
pub(super) use words::{bare, squeeze};

/// The same paper in both analyses.
struct Both<'a> {
    old: &'a Paper,
    new: &'a Paper,
    items: Matched,
}

/// The papers of two analyses, paired.
struct Corpora<'a> {
    old: &'a Analysis,
    new: &'a Analysis,
    both: Vec<Both<'a>>,
    removed: Vec<&'a Paper>,
    added: Vec<&'a Paper>,
    ids: Ids,
}

/// Ids of the old analysis with those the same items and papers have in the new one.
#[derive(Debug, Default)]
struct Ids {
    to_new: BTreeMap<String, String>,
    to_old: BTreeMap<String, String>,
}

impl Ids {
    fn add(&mut self, old: &str, new: &str) {
        self.to_new.insert(old.into(), new.into());
        self.to_old.insert(new.into(), old.into());
    }

    /// A name for an item of the old analysis that the same item of the new one has too.
    fn of_old(&self, id: &str) -> String {
        self.to_new.get(id).map_or_else(|| format!("-{id}"), |new| format!("={new}"))
    }

    /// The same for an item of the new analysis.
    fn of_new(&self, id: &str) -> String {
        if self.to_old.contains_key(id) { format!("={id}") } else { format!("+{id}") }
    }
}

/// Compares two analyses; the names are how the two were given.
pub fn difference(old: &Analysis, new: &Analysis, names: [&str; 2]) -> Difference {
    let corpora = Corpora::of(old, new);
    Difference {
        schema: DIFF_SCHEMA.into(),
        tool: Named::tool(),
        old: side(old, names[0]),
        new: side(new, names[1]),
        papers: papers(&corpora),
        effects: effects::of(&corpora),
        moves: corpora.both.iter().filter_map(|both| moves::of(both, &corpora)).collect(),
    }
}

impl<'a> Corpora<'a> {
    fn of(old: &'a Analysis, new: &'a Analysis) -> Self {
        let pairs = papers::paired(&old.papers, &new.papers);
        let mut ids = Ids::default();
        let both: Vec<Both> = pairs
            .iter()
            .map(|(i, j)| {
                let (old, new) = (&old.papers[*i], &new.papers[*j]);
                Both { old, new, items: Matched::of(old, new) }
            })
            .collect();
        // The id of a paper and of an item never look alike: only the latter's last part begins with a letter and a number.
        for Both { old, new, items } in &both {
            ids.add(&paper_key(old.id.as_str()), &paper_key(new.id.as_str()));
            let findings = |pairs: &items::Pairs,
                            a: &[crate::model::Finding],
                            b: &[crate::model::Finding]| {
                pairs.iter().map(|(i, j)| (a[*i].id.to_string(), b[*j].id.to_string())).collect::<Vec<_>>()
            };
            let problems = findings(&items.problems, &old.problems, &new.problems);
            let measures = findings(&items.countermeasures, &old.countermeasures, &new.countermeasures);
            let figures = items.statistics.iter();
            let figures =
                figures.map(|(i, j)| (old.statistics[*i].id.to_string(), new.statistics[*j].id.to_string()));
            problems.into_iter().chain(measures).chain(figures).for_each(|(a, b)| ids.add(&a, &b));
        }
        let left = |papers: &'a [Paper], taken: Vec<usize>| -> Vec<&'a Paper> {
            matching::rest(papers.len(), taken.into_iter()).into_iter().map(|i| &papers[i]).collect()
        };
        Corpora {
            removed: left(&old.papers, pairs.iter().map(|p| p.0).collect()),
            added: left(&new.papers, pairs.iter().map(|p| p.1).collect()),
            old,
            new,
            both,
            ids,
        }
    }
}

/// A paper's id as it is kept among the ids of items.
fn paper_key(id: &str) -> String {
    format!("paper:{id}")
}

fn papers(corpora: &Corpora) -> Vec<PaperChange> {
    let changed = corpora.both.iter().map(|both| changes::changed(both, corpora)).filter(|c| !c.is_empty());
    let removed = corpora.removed.iter().map(|paper| changes::removed(paper, corpora));
    let added = corpora.added.iter().map(|paper| changes::added(paper, corpora));
    let mut all: Vec<PaperChange> = changed.chain(removed).chain(added).collect();
    all.sort_by(|a, b| {
        let key = |c: &PaperChange| (c.latest().map(|p| p.id.clone()), c.new.is_some());
        key(a).cmp(&key(b))
    });
    all
}

fn side(analysis: &Analysis, name: &str) -> Side {
    let comparison = &analysis.comparison;
    let sum = |count: fn(&Paper) -> usize| analysis.papers.iter().map(count).sum();
    Side {
        name: name.into(),
        tool: analysis.tool.clone(),
        domain: analysis.domain.clone(),
        counts: Counts {
            papers: analysis.papers.len(),
            problems: sum(|p| p.problems.len()),
            countermeasures: sum(|p| p.countermeasures.len()),
            statistics: sum(|p| p.statistics.len()),
            unanswered: comparison.coverage.iter().filter(|c| c.addressed_by.is_empty()).count(),
            conflicts: comparison.indicators.iter().map(|i| i.conflicts.len()).sum(),
            inconsistent: comparison.arithmetic.iter().filter(|a| a.verdict == Verdict::Inconsistent).count(),
        },
    }
}
