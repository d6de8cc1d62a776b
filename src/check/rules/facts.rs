//! When a figure was so, and who says it.

use crate::{
    check::{
        draft::Draft,
        input::{Corpus, key, whole},
        rule::Rule,
        words,
    },
    model::{Attribution, Dimension, FactRole, Finding, Paper, Qualifier, Role, Statistic},
};
use regex::Regex;
use rust_decimal::Decimal;
use std::{collections::BTreeMap, sync::LazyLock};

/// Smaller counts are more often of the parts of something (five measures, three schools asked) than a statistic.
pub(in crate::check) const LEAST_COUNT: u32 = 20;
/// From so many figures on, if they are more than half of those judged, the paper is named once instead of each of them.
pub(in crate::check) const MANY: usize = 4;

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    corpus.papers.iter().flat_map(|paper| Facts::of(corpus, paper).check()).collect()
}

/// The figures of a paper that are facts of the world.
struct Facts<'a> {
    corpus: &'a Corpus<'a>,
    paper: &'a Paper,
    roles: BTreeMap<&'a str, Role>,
    figures: Vec<&'a Statistic>,
}

impl<'a> Facts<'a> {
    fn of(corpus: &'a Corpus<'a>, paper: &'a Paper) -> Self {
        let roles = roles(paper);
        let mut facts = Facts { corpus, paper, roles, figures: Vec::new() };
        facts.figures = paper.statistics.iter().filter(|s| facts.is_judged(s)).collect();
        facts
    }

    fn check(&self) -> Vec<Draft> {
        let dated: Vec<_> =
            self.figures.iter().filter(|s| self.role(s) != Some(Role::LiteratureReview)).copied().collect();
        let undated: Vec<_> = dated.iter().filter(|s| self.is_undated(s)).copied().collect();
        let sourced: Vec<_> = self.figures.iter().filter(|s| !s.section.is_empty()).copied().collect();
        let unsourced: Vec<_> = sourced.iter().filter(|s| self.is_unsourced(s)).copied().collect();
        let periods = self.told(&dated, &undated, Rule::FigureWithoutPeriod, Rule::MostlyWithoutPeriod);
        let sources = self.told(&sourced, &unsourced, Rule::FigureWithoutSource, Rule::MostlyWithoutSource);
        periods.into_iter().chain(sources).collect()
    }

    /// Each figure that lacks something, or the paper where most do.
    fn told(&self, judged: &[&Statistic], lacking: &[&Statistic], each: Rule, most: Rule) -> Vec<Draft> {
        let Facts { corpus, paper, .. } = self;
        if lacking.len() < MANY || lacking.len() * 2 <= judged.len() {
            let figure = |s: &&Statistic| {
                let draft = Draft::new(each).about(&s.quote).about(&s.surface).item(&s.id);
                draft.with("surface", &s.surface).at(corpus.place(paper, s.figure))
            };
            return lacking.iter().map(figure).collect();
        }
        let draft = Draft::new(most).about(key(&paper.meta, &paper.source)).item(&paper.id);
        let draft = draft.with("lacking", lacking.len()).with("count", judged.len());
        let draft = lacking.iter().fold(draft, |draft, s| draft.item(&s.id));
        vec![draft.at(whole(&paper.source.path))]
    }

    fn role(&self, figure: &Statistic) -> Option<Role> {
        role_of(&figure.section, &self.roles)
    }

    /// A fact that changes with time and that somebody counted: no proposal, no rule, no length of time, no place in an order,
    /// no small count, no result of a model.
    fn is_judged(&self, figure: &Statistic) -> bool {
        let inside = |f: &Finding| f.span.start <= figure.figure.start && figure.figure.end <= f.span.end;
        is_of_the_world(figure)
            && !matches!(self.role(figure), Some(Role::Countermeasure | Role::Mechanism))
            && !self.paper.countermeasures.iter().any(inside)
    }

    fn is_undated(&self, figure: &Statistic) -> bool {
        figure.period.is_none()
            && !figure.unit.as_deref().is_some_and(words::is_timeless)
            && !self.names_a_year(figure)
            && !self.is_own_study(figure)
            && !self.paper.statistics.iter().any(|o| o.period.is_some() && same_figure(figure, o))
    }

    fn is_unsourced(&self, figure: &Statistic) -> bool {
        !has_source(figure)
            && !self.is_own_study(figure)
            && !self.paper.statistics.iter().any(|o| has_source(o) && same_figure(figure, o))
    }

    /// A survey says once when it was made, and is its own source.
    fn is_own_study(&self, figure: &Statistic) -> bool {
        self.sentences(figure).first().is_some_and(|sentence| words::is_own_study(sentence))
    }

    /// What stands before the figure in its sentence with its clause, then the sentence before.
    fn sentences(&self, figure: &Statistic) -> Vec<String> {
        let text = self.corpus.input.texts.get(&self.paper.source.path);
        let before = text.map(|text| text.before(figure.figure.start)).unwrap_or_default();
        let mut sentences = before.rsplit(['。', '！', '？']);
        let own = format!("{}{}", sentences.next().unwrap_or_default(), figure.quote);
        std::iter::once(own).chain(sentences.next().map(String::from)).collect()
    }

    /// Whether the sentence names a year at all, if only in the title of a report: 据《2023年…报告》, 2014年创立以来. The report
    /// that 据其统计 means stands in the sentence before.
    fn names_a_year(&self, figure: &Statistic) -> bool {
        static YEAR: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?:19|20)[0-9]{2}\s*(?:年|[~～—–-])|[一二][九〇○零][〇○零一二三四五六七八九]{2}年")
                .expect("a fixed pattern")
        });
        static REPORT: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"《[^》]*(?:19|20)[0-9]{2}[^》]*》").expect("a fixed pattern"));
        let sentences = self.sentences(figure);
        let (own, previous) = (sentences.first(), sentences.get(1));
        own.is_some_and(|sentence| YEAR.is_match(sentence))
            || figure.source.is_some() && previous.is_some_and(|sentence| REPORT.is_match(sentence))
    }
}

fn is_of_the_world(figure: &Statistic) -> bool {
    let large = || {
        let least = Decimal::from(LEAST_COUNT);
        figure.value.or(figure.low).is_some_and(|value| value.abs() >= least)
    };
    let counted = match figure.dimension {
        Dimension::Count => large(),
        Dimension::Money | Dimension::Percent | Dimension::PercentagePoint | Dimension::Multiple => true,
        Dimension::Duration | Dimension::Rank => false,
    };
    counted && figure.role == FactRole::Observed && figure.qualifier != Qualifier::UpTo
}

fn has_source(figure: &Statistic) -> bool {
    figure.source.is_some() || !figure.citations.is_empty() || figure.attribution == Attribution::Cited
}

/// A figure that a paper states twice need not be dated twice.
fn same_figure(a: &Statistic, b: &Statistic) -> bool {
    let ends = |s: &Statistic| (s.value, s.low, s.high);
    a.id != b.id && a.unit == b.unit && ends(a) == ends(b) && a.measure == b.measure
}

/// What the sections of a paper do, by their number, or their title where they have none.
fn roles(paper: &Paper) -> BTreeMap<&str, Role> {
    let named = paper.sections.iter().rev();
    named.map(|s| (s.number.as_deref().unwrap_or(&s.title), s.role)).collect()
}

/// What the section of a path does: `4.2` is a number of its own, `4/(一)` is a part of 4.
fn role_of(path: &str, roles: &BTreeMap<&str, Role>) -> Option<Role> {
    let top = path.split('/').next().unwrap_or(path);
    roles.get(path).or_else(|| roles.get(top)).copied()
}
