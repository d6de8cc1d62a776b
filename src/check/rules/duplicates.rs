//! One paper in several files.

use crate::{
    check::{
        draft::Draft,
        input::{Corpus, Work, whole},
        rule::Rule,
    },
    model::{Paper, TextKind},
};

/// From this cosine on, two papers are taken for one. Papers of several authors on one subject were measured at 0.1 to 0.35,
/// versions of one text at 0.95 to 1.
pub(in crate::check) const NEAR: f64 = 0.85;
/// Papers with fewer different words than this are too short to say, in content words that occur twice or more.
const FEWEST_TERMS: usize = 10;

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    left_out(corpus).chain(near(corpus)).collect()
}

/// Papers that were read and are not in the analysis, each with the one that is there for it.
fn left_out<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let left_out = |work: &&Work| corpus.paper_at(&work.source.path).is_none();
    corpus.input.read.iter().filter(left_out).filter_map(|work| {
        let (other, why) = corpus.papers.iter().find_map(|p| Some((p, same(work, &Work::from(p))?)))?;
        let restated =
            (work.source.text == TextKind::Restatement) != (other.source.text == TextKind::Restatement);
        let rule = if restated { Rule::RestatedPaper } else { Rule::DuplicatePaper };
        let draft = Draft::new(rule).about(work.key()).item(&work.id).item(&other.id);
        let draft = draft.with("other", &other.source.path).word("why", why);
        Some(draft.at(whole(&work.source.path)).see(whole(&other.source.path), Vec::new()))
    })
}

/// Why two papers are one.
fn same(a: &Work, b: &Work) -> Option<&'static str> {
    let title = |w: &Work| w.meta.title_zh.as_deref().map(|t| t.split_whitespace().collect::<String>());
    if a.source.sha256 == b.source.sha256 {
        Some("same_bytes")
    } else if a.meta.doi.is_some() && a.meta.doi == b.meta.doi {
        Some("same_doi")
    } else {
        title(a).filter(|t| Some(t) == title(b).as_ref()).map(|_| "same_title")
    }
}

fn near<'a>(corpus: &'a Corpus) -> impl Iterator<Item = Draft> + 'a {
    let alike = corpus.input.analysis.comparison.similarity.iter().filter(|s| s.cosine >= NEAR);
    alike.filter_map(|s| {
        let (a, b) = (corpus.paper(&s.a)?, corpus.paper(&s.b)?);
        let long = |p: &Paper| p.terms.len() >= FEWEST_TERMS;
        if !long(a) || !long(b) {
            return None;
        }
        let mut words = [Work::from(a).key(), Work::from(b).key()];
        words.sort();
        let [first, second] = words;
        let draft = Draft::new(Rule::NearDuplicate).about(first).about(second).item(&b.id).item(&a.id);
        let draft = draft.with("other", &a.source.path).with("cosine", format!("{:.2}", s.cosine));
        Some(draft.at(whole(&b.source.path)).see(whole(&a.source.path), Vec::new()))
    })
}
