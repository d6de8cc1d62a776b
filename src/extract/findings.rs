//! Problems and countermeasures with their points, topics, actors and links.

use super::{
    actors::Actors,
    links::{self, Pieces, Side},
    points::{self, Claim},
    themes::{self, Theme},
    topics::{self, Scores},
};
use crate::{
    document::Document,
    domain::Domain,
    lexicon,
    model::{Attribution, Evidence, Finding, FindingId, FindingKind, Level, PaperId, TopicScore},
    outline::Outline,
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
};

/// A piece of two characters in this many headings says nothing of any of them.
const COMMON: usize = 3;
/// How much a theme's label weighs against its claims, and a claim against its theme's label.
const LABEL: f64 = 3.0;
const PARENT: f64 = 0.5;

/// A theme with all that was found out about it.
struct Found {
    finding: Finding,
    points: Vec<Finding>,
    side: Side,
}

/// The problems and the countermeasures of a paper, each theme followed by its points.
pub(super) fn extract(
    id: &PaperId,
    doc: &Document,
    outline: &Outline,
    domain: &Domain,
) -> (Vec<Finding>, Vec<Finding>) {
    let context = Context { id, doc, outline, domain, common: common_grams(doc, outline) };
    let problems = context.find(FindingKind::Problem);
    let mut measures = context.find(FindingKind::Countermeasure);
    let sides: Vec<Side> = problems.iter().map(|p| p.side.clone()).collect();
    let pieces = Pieces::of(problems.iter().chain(&measures).map(|f| &f.side.pieces));
    let answers: Vec<Side> = measures.iter().map(|m| m.side.clone()).collect();
    let links = links::link(&answers, &sides, &pieces);
    measures.iter_mut().zip(links).for_each(|(m, links)| m.finding.addresses = links);
    (flatten(problems), flatten(measures))
}

fn flatten(found: Vec<Found>) -> Vec<Finding> {
    found.into_iter().flat_map(|f| std::iter::once(f.finding).chain(f.points)).collect()
}

/// Pieces that stand in many headings: the paper's subject, and the words of the genre.
fn common_grams(doc: &Document, outline: &Outline) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for section in &outline.sections {
        for gram in points::grams(&doc.text()[section.heading.clone()]) {
            *counts.entry(gram).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= COMMON).map(|(g, _)| g).collect()
}

struct Context<'a> {
    id: &'a PaperId,
    doc: &'a Document,
    outline: &'a Outline,
    domain: &'a Domain,
    common: HashSet<String>,
}

impl Context<'_> {
    fn find(&self, kind: FindingKind) -> Vec<Found> {
        let themes = themes::themes(self.doc, self.outline, kind);
        let all = themes.len();
        themes.into_iter().enumerate().map(|(i, t)| self.theme(kind, (i, all), t)).collect()
    }

    fn theme(&self, kind: FindingKind, place: (usize, usize), theme: Theme) -> Found {
        let id = FindingId::new(format!("{}/{}{}", self.id, kind.letter(), place.0 + 1));
        let label_text = &self.doc.text()[theme.label.clone()];
        let own = self.own_grams(label_text);
        let acting: Vec<bool> = match kind {
            FindingKind::Problem => Vec::new(),
            FindingKind::Countermeasure => Actors::new(self.doc, self.domain).acting(&theme.units),
        };
        let claims = points::claims(self.doc, &theme.units, kind, &own, &acting);
        let label_scores = Scores::of(self.domain, label_text);
        let claim_scores: Vec<Scores> =
            claims.iter().map(|c| Scores::of(self.domain, &self.doc.text()[c.range.clone()])).collect();
        let mut scores = Scores::of(self.domain, "");
        scores.add(&label_scores, LABEL);
        claim_scores.iter().for_each(|s| scores.add(&s.share(), 6.0 / claims.len().max(1) as f64));
        let actors = match kind {
            FindingKind::Problem => Vec::new(),
            FindingKind::Countermeasure => Actors::new(self.doc, self.domain).of(&theme.units),
        };
        let none = BTreeSet::new();
        let mut points: Vec<Finding> = claims
            .iter()
            .zip(&claim_scores)
            .enumerate()
            .map(|(k, (claim, own))| {
                let mut sum = own.clone();
                sum.add(&label_scores, PARENT);
                let acting = actors.get(claim.unit).unwrap_or(&none);
                self.point(&id, &theme, k, claim, &sum, acting)
            })
            .collect();
        let refers_to =
            theme.units.iter().take(2).map(|u| &self.doc.text()[u.whole.clone()]).collect::<String>();
        let said = claims.iter().map(|c| &self.doc.text()[c.range.clone()]);
        let text = std::iter::once(label_text).chain(said).collect::<Vec<_>>().join("\n");
        let side = Side {
            id: id.clone(),
            label: own.clone(),
            scores: scores.clone(),
            pieces: points::grams(&text).into_iter().collect(),
            refers_to: self.own_grams(&refers_to),
            place,
            part: self.outline.sections[theme.section].parent,
            section: theme.section,
        };
        let mut finding = self.finding(id, Level::Theme, &theme, theme.label.clone());
        finding.number = theme.number.clone();
        finding.label = Some(finding.statement.clone());
        finding.topics = self.topics(&scores, &text);
        // A point of which nothing else is known is about what its theme is about.
        for point in points.iter_mut().filter(|p| p.topics.is_empty()) {
            point.topics = finding.topics.first().cloned().into_iter().collect();
        }
        let union: BTreeSet<usize> =
            claims.iter().filter_map(|c| actors.get(c.unit)).flatten().copied().collect();
        finding.actors = Actors::new(self.doc, self.domain).ids(&union);
        finding.evidence = vec![Evidence { rule: theme.rule.into(), cue: finding.statement.clone() }];
        Found { finding, points, side }
    }

    /// The pieces of a text that not all headings have.
    fn own_grams(&self, text: &str) -> HashSet<String> {
        points::grams(text).into_iter().filter(|g| !self.common.contains(g)).collect()
    }

    /// The pack's topics, else the paper's keywords.
    fn topics(&self, scores: &Scores, text: &str) -> Vec<TopicScore> {
        let known = scores.best(self.domain);
        if known.is_empty() { topics::keywords(&self.outline.meta.keywords_zh, text) } else { known }
    }

    fn point(
        &self,
        parent: &FindingId,
        theme: &Theme,
        k: usize,
        claim: &Claim,
        scores: &Scores,
        actors: &BTreeSet<usize>,
    ) -> Finding {
        let id = FindingId::new(format!("{parent}.{}", k + 1));
        let mut finding = self.finding(id, Level::Point, theme, claim.range.clone());
        finding.parent = Some(parent.clone());
        finding.topics = self.topics(scores, &self.doc.text()[claim.range.clone()]);
        finding.actors = Actors::new(self.doc, self.domain).ids(actors);
        finding.citations = self.citations(claim.whole.clone());
        if lexicon::reports(&self.doc.text()[claim.whole.clone()]) {
            finding.attribution = Attribution::Cited;
        }
        finding.evidence = vec![claim.evidence.clone()];
        finding
    }

    fn finding(&self, id: FindingId, level: Level, theme: &Theme, range: Range<usize>) -> Finding {
        Finding {
            id,
            level,
            parent: None,
            number: None,
            label: None,
            statement: self.doc.quote(range.clone()).to_owned(),
            topics: Vec::new(),
            section: self.outline.sections[theme.section].path.clone(),
            span: self.doc.span(range),
            attribution: Attribution::Own,
            citations: Vec::new(),
            actors: Vec::new(),
            addresses: Vec::new(),
            evidence: Vec::new(),
            by_hand: None,
        }
    }

    fn citations(&self, range: Range<usize>) -> Vec<u32> {
        let inside =
            self.outline.citations.iter().filter(|(r, _)| range.start <= r.start && r.end <= range.end);
        inside.flat_map(|(_, c)| c.references()).collect()
    }
}
