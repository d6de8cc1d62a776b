//! Part of an analysis: the same findings and figures under the same ids, fewer of them.
//!
//! Nothing in the result points at what is not in it.

use super::{arithmetic, topics};
use crate::model::{
    Analysis, Comparison, Filter, Finding, FindingId, Level, Paper, PaperId, StatisticId, Tally, Verdict,
};
use std::collections::BTreeSet;

/// What an analysis says of some papers, topics or actors.
///
/// A finding stays if it is on one of the topics and calls on one of the actors, and with it its theme, the points of a theme,
/// and the themes that answer it or that it answers. A figure stays if it stands in a finding that stays. What is told of
/// papers as wholes (words, likeness) stays as it was computed from all of them.
pub fn restrict(analysis: &Analysis, filter: Filter) -> Analysis {
    let wanted = |paper: &&Paper| filter.papers.is_empty() || filter.papers.contains(&paper.id);
    let whole: Vec<&Paper> = analysis.papers.iter().filter(wanted).collect();
    let papers: Vec<Paper> = whole.iter().map(|paper| part(paper, &filter)).collect();
    let kept = Kept::of(&papers);
    let open =
        whole.iter().flat_map(|p| arithmetic::uncheckable(p)).filter(|id| kept.statistics.contains(id));
    let uncheckable = open.count();
    let others: BTreeSet<&str> = { analysis.papers.iter() }
        .filter(|p| !kept.papers.contains(&p.id))
        .map(|p| p.source.path.as_str())
        .collect();
    let of_others = |path: &Option<String>| path.as_deref().is_some_and(|p| others.contains(p));
    Analysis {
        schema: analysis.schema.clone(),
        tool: analysis.tool.clone(),
        domain: analysis.domain.clone(),
        comparison: kept.comparison(
            &analysis.comparison,
            &filter,
            &papers.iter().collect::<Vec<_>>(),
            uncheckable,
        ),
        diagnostics: analysis.diagnostics.iter().filter(|d| !of_others(&d.path)).cloned().collect(),
        papers,
        filter: (!filter.is_empty()).then_some(filter),
    }
}

/// A paper with the findings and figures that stay.
fn part(paper: &Paper, filter: &Filter) -> Paper {
    if filter.topics.is_empty() && filter.actors.is_empty() {
        return paper.clone();
    }
    let kept = findings(paper, filter);
    let of = |findings: &[Finding]| -> Vec<Finding> {
        let stay = findings.iter().filter(|f| kept.contains(&f.id));
        stay.cloned()
            .map(|mut finding| {
                finding.addresses.retain(|a| kept.contains(&a.problem));
                finding
            })
            .collect()
    };
    let (problems, countermeasures) = (of(&paper.problems), of(&paper.countermeasures));
    let mut statistics = paper.statistics.clone();
    statistics.retain(|s| {
        let inside = |f: &Finding| f.span.start <= s.figure.start && s.figure.end <= f.span.end;
        problems.iter().chain(&countermeasures).any(inside)
    });
    Paper { problems, countermeasures, statistics, ..paper.clone() }
}

/// The findings of a paper that stay.
fn findings<'p>(paper: &'p Paper, filter: &Filter) -> BTreeSet<&'p FindingId> {
    let on_topic = |f: &Finding| {
        filter.topics.is_empty() || topics::counted(f).any(|topic| filter.topics.contains(topic))
    };
    let of_actor =
        |f: &Finding| filter.actors.is_empty() || f.actors.iter().any(|actor| filter.actors.contains(actor));
    let all = || paper.problems.iter().chain(&paper.countermeasures);
    let meant: BTreeSet<&FindingId> = all().filter(|f| on_topic(f) && of_actor(f)).map(|f| &f.id).collect();
    let mut kept = meant.clone();
    for finding in all() {
        if let Some(theme) = &finding.parent {
            if meant.contains(theme) {
                kept.insert(&finding.id);
            }
            if meant.contains(&finding.id) {
                kept.insert(theme);
            }
        }
    }
    let near = kept.clone();
    for measure in paper.countermeasures.iter().filter(|f| f.level == Level::Theme) {
        for address in &measure.addresses {
            if near.contains(&measure.id) {
                kept.insert(&address.problem);
            }
            if near.contains(&address.problem) {
                kept.insert(&measure.id);
            }
        }
    }
    kept
}

/// What is left to point at.
struct Kept<'a> {
    papers: BTreeSet<&'a PaperId>,
    findings: BTreeSet<&'a FindingId>,
    statistics: BTreeSet<&'a StatisticId>,
}

impl<'a> Kept<'a> {
    fn of(papers: &'a [Paper]) -> Self {
        Kept {
            papers: papers.iter().map(|p| &p.id).collect(),
            findings: papers
                .iter()
                .flat_map(|p| p.problems.iter().chain(&p.countermeasures))
                .map(|f| &f.id)
                .collect(),
            statistics: papers.iter().flat_map(|p| &p.statistics).map(|s| &s.id).collect(),
        }
    }

    /// The comparison without what points elsewhere.
    fn comparison(
        &self,
        whole: &Comparison,
        filter: &Filter,
        papers: &[&Paper],
        uncheckable: usize,
    ) -> Comparison {
        let mut comparison = whole.clone();
        self.matrices(&mut comparison, filter, papers);
        comparison.coverage.retain_mut(|c| {
            c.addressed_by.retain(|id| self.findings.contains(id));
            self.findings.contains(&c.problem)
        });
        self.figures(&mut comparison, uncheckable);
        let by_finding = !filter.topics.is_empty() || !filter.actors.is_empty();
        comparison.promises.retain_mut(|promise| {
            promise.found_in.retain(|id| self.findings.contains(id));
            // What the body does not deliver is on no topic anybody could tell.
            self.papers.contains(&promise.paper) && !(by_finding && promise.found_in.is_empty())
        });
        comparison.unannounced.retain(|theme| self.findings.contains(&theme.finding));
        comparison.references.retain_mut(|work| {
            work.cited_by.retain(|c| self.papers.contains(&c.paper));
            work.cited_by.len() > 1
        });
        comparison.similarity.retain(|s| self.papers.contains(&s.a) && self.papers.contains(&s.b));
        comparison.distinctive.retain(|d| self.papers.contains(&d.paper));
        comparison
    }

    fn matrices(&self, comparison: &mut Comparison, filter: &Filter, papers: &[&Paper]) {
        comparison.topics.retain_mut(|row| {
            for cell in &mut row.papers {
                cell.problems.retain(|id| self.findings.contains(id));
                cell.countermeasures.retain(|id| self.findings.contains(id));
            }
            row.papers.retain(|c| !c.problems.is_empty() || !c.countermeasures.is_empty());
            row.status = topics::status(&row.id, &row.papers, papers);
            !row.papers.is_empty() && (filter.topics.is_empty() || filter.topics.contains(&row.id))
        });
        comparison.actors.retain_mut(|row| {
            for cell in &mut row.papers {
                cell.countermeasures.retain(|id| self.findings.contains(id));
            }
            row.papers.retain(|c| !c.countermeasures.is_empty());
            !row.papers.is_empty() && (filter.actors.is_empty() || filter.actors.contains(&row.id))
        });
    }

    fn figures(&self, comparison: &mut Comparison, uncheckable: usize) {
        comparison.indicators.retain_mut(|indicator| {
            indicator.observations.retain(|o| self.statistics.contains(&o.statistic));
            indicator.conflicts.retain(|c| self.statistics.contains(&c.a) && self.statistics.contains(&c.b));
            !indicator.observations.is_empty()
        });
        comparison.arithmetic.retain(|a| a.statistics.iter().all(|id| self.statistics.contains(id)));
        let bad = comparison.arithmetic.iter().filter(|a| a.verdict == Verdict::Inconsistent).count();
        let consistent = comparison.arithmetic.len() - bad;
        comparison.tally = Tally { consistent, inconsistent: bad, uncheckable };
    }
}
