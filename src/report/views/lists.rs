//! Tables that list items: findings, figures of no indicator, shared works, words, and the ids behind counts.

use super::{Cell, Context, View, name, side, view};
use crate::model::{Finding, FindingId, Keyness};
use std::collections::BTreeSet;

impl Context<'_> {
    pub(super) fn problems(&self) -> View {
        let w = self.words;
        let all = self.analysis.papers.iter().flat_map(|p| p.problems.iter().map(move |f| (p, f)));
        let rows = all.map(|(paper, f)| {
            vec![
                f.id.as_str().into(),
                name(f).into(),
                self.topics(f),
                self.index.place(paper, f.span.line).into(),
            ]
        });
        let heads = [&w.id, &w.problem, &w.topic, &w.place];
        view("problems", &w.html_problems, &heads, rows.collect(), &w.none)
    }

    pub(super) fn countermeasures(&self) -> View {
        let w = self.words;
        let all = self.analysis.papers.iter().flat_map(|p| p.countermeasures.iter().map(move |f| (p, f)));
        let rows = all.map(|(paper, f)| {
            let actors: Vec<&str> = f.actors.iter().map(|a| self.index.name(a.as_str())).collect();
            let answers: Vec<&str> = f.addresses.iter().map(|a| a.problem.as_str()).collect();
            vec![
                f.id.as_str().into(),
                name(f).into(),
                self.topics(f),
                actors.join("；").into(),
                answers.join(" ").into(),
                self.index.place(paper, f.span.line).into(),
            ]
        });
        let heads = [&w.id, &w.countermeasure, &w.topic, &w.actor, &w.answers_problem, &w.place];
        view("countermeasures", &w.html_measures, &heads, rows.collect(), &w.none)
    }

    fn topics(&self, finding: &Finding) -> Cell {
        let topics: Vec<&str> = finding.topics.iter().map(|t| self.index.name(t.id.as_str())).collect();
        topics.join("；").into()
    }

    /// Figures that belong to no indicator.
    pub(super) fn others(&self) -> View {
        let w = self.words;
        let shown: BTreeSet<&str> = { self.analysis.comparison.indicators.iter() }
            .flat_map(|i| &i.observations)
            .map(|o| o.statistic.as_str())
            .collect();
        let all = self.analysis.papers.iter().flat_map(|p| p.statistics.iter().map(move |s| (p, s)));
        let rows = all.filter(|(_, s)| !shown.contains(s.id.as_str())).map(|(paper, s)| {
            let of = [s.subject.as_deref(), s.indicator.as_deref()];
            vec![
                of.into_iter().flatten().collect::<Vec<_>>().join(" ").into(),
                s.quote.as_str().into(),
                s.period.map(|p| p.to_string()).into(),
                s.surface.as_str().into(),
                s.source.as_deref().into(),
                s.id.as_str().into(),
                self.index.place(paper, s.figure.line).into(),
            ]
        });
        let heads = [&w.indicator, &w.html_clause, &w.period, &w.value, &w.source, &w.item, &w.place];
        view("figures", &w.figures_alone, &heads, rows.collect(), &w.none)
    }

    pub(super) fn references(&self) -> View {
        let w = self.words;
        let rows = self.analysis.comparison.references.iter().map(|work| {
            let cited: Vec<String> = work.cited_by.iter().map(|c| format!("{}[{}]", c.paper, c.n)).collect();
            vec![work.key.as_str().into(), cited.join(" ").into()]
        });
        view("references", &w.shared_list, &[&w.title, &w.citations], rows.collect(), &w.none)
    }

    pub(super) fn distinctive(&self) -> View {
        let w = self.words;
        let papers = self.analysis.comparison.distinctive.iter().filter(|p| !p.terms.is_empty());
        let rows = papers.map(|p| vec![p.paper.as_str().into(), keyness(&p.terms).into()]);
        view("distinctive", &w.distinctive, &[&w.id, &w.keyness], rows.collect(), &w.none)
    }

    pub(super) fn stances(&self) -> View {
        let w = self.words;
        let rows = { self.analysis.comparison.stances.iter() }
            .map(|s| vec![side(w, s.kind).into(), keyness(&s.terms).into()]);
        view("stances", &w.stances, &[&w.finding_kind, &w.keyness], rows.collect(), &w.none)
    }

    /// The items behind each count of the two matrices.
    pub(super) fn index(&self) -> View {
        let w = self.words;
        let comparison = &self.analysis.comparison;
        let joined = |ids: &[FindingId]| ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ");
        let topics = comparison.topics.iter().flat_map(|row| {
            row.papers.iter().map(|c| {
                let name = self.index.name(row.id.as_str());
                vec![name.into(), joined(&c.problems).into(), joined(&c.countermeasures).into()]
            })
        });
        let actors = comparison.actors.iter().flat_map(|row| {
            row.papers.iter().map(|c| {
                let name = format!("@{}", self.index.name(row.id.as_str()));
                vec![name.into(), Cell::Missing, joined(&c.countermeasures).into()]
            })
        });
        let rows = topics.chain(actors).collect();
        view("index", &w.index, &[&w.topic, &w.html_problems, &w.html_measures], rows, &w.none)
    }
}

/// The words with their G².
fn keyness(terms: &[Keyness]) -> String {
    terms.iter().map(|t| format!("{} {:.1}", t.term, t.keyness)).collect::<Vec<_>>().join("；")
}
