//! Who is to act: only those the text makes act, in the sentence or carried over from the one before.

use super::unit::Unit;
use crate::{
    document::{self, Document},
    domain::{ActorHit, Domain},
    lexicon::MarkerKind,
    model::ActorId,
};
use std::{collections::BTreeSet, ops::Range};

/// Modal words before which an actor acts.
const MODALS: [&str; 26] = [
    "应该",
    "应当",
    "应",
    "必须",
    "须",
    "需要",
    "需",
    "要",
    "可以",
    "可",
    "能够",
    "有必要",
    "有责任",
    "有义务",
    "则要",
    "则应",
    "也应",
    "还应",
    "也要",
    "还要",
    "亟需",
    "亟须",
    "理应",
    "宜",
    "还可",
    "务必",
];
/// Words that hold a modal without its meaning.
const NOT_MODAL: [&str; 30] = [
    "要求",
    "要素",
    "重要",
    "主要",
    "需求",
    "必要的",
    "首要",
    "适应",
    "供应",
    "反应",
    "应用",
    "应对",
    "响应",
    "效应",
    "相应",
    "对应",
    "可能",
    "可靠",
    "可持续",
    "可视",
    "许可",
    "可控",
    "不可",
    "应急",
    "要点",
    "要件",
    "可行",
    "可观",
    "认可",
    "应届",
];
/// Verbs by which one actor makes another act.
const CAUSATIVES: [&str; 14] = [
    "鼓励", "引导", "支持", "要求", "推动", "督促", "组织", "帮助", "允许", "匡助", "动员", "促使", "建议",
    "呼吁",
];
/// Words before an actor that make it a counterpart or an object.
const OBLIQUE: [&str; 28] = [
    "与", "和", "同", "会同", "联合", "跟", "对", "向", "为", "给", "由于", "针对", "从", "将", "把", "被",
    "通过", "以", "于", "关于", "面向", "服务", "加强", "提升", "提高", "增强", "各", "单个",
];
/// An actor this far, in bytes, from its modal is no longer its subject.
const REACH: usize = 60;

/// Follows the subject through a section and names the actors of each claim.
pub(super) struct Actors<'a> {
    doc: &'a Document,
    domain: &'a Domain,
}

impl<'a> Actors<'a> {
    pub(super) fn new(doc: &'a Document, domain: &'a Domain) -> Self {
        Actors { doc, domain }
    }

    /// The actors of each unit, as indices of the pack.
    pub(super) fn of(&self, units: &[Unit]) -> Vec<BTreeSet<usize>> {
        let mut lead: BTreeSet<usize> = BTreeSet::new();
        let mut subject: BTreeSet<usize> = BTreeSet::new();
        let mut counting = false;
        let mut paragraph = None;
        units
            .iter()
            .map(|unit| {
                if paragraph != Some(unit.paragraph) && !counting {
                    subject.clear();
                }
                paragraph = Some(unit.paragraph);
                let ordinal = unit.is(MarkerKind::Ordinal);
                if ordinal && !counting {
                    counting = true;
                    lead = subject.clone();
                }
                if ordinal {
                    subject = lead.clone();
                }
                let told = self.subjects(unit.whole.clone());
                let made = self.causees(unit.claim.clone());
                if !told.is_empty() {
                    subject = told.clone();
                } else if !made.is_empty() {
                    subject.clear();
                }
                let mut actors =
                    if told.is_empty() && made.is_empty() { self.carried(unit, &subject) } else { told };
                actors.extend(made);
                actors
            })
            .collect()
    }

    /// The ids of a set.
    pub(super) fn ids(&self, actors: &BTreeSet<usize>) -> Vec<ActorId> {
        actors.iter().map(|a| self.domain.actors[*a].0.clone()).collect()
    }

    /// A subject goes on as long as sentences open with a verb or a modal of their own.
    fn carried(&self, unit: &Unit, subject: &BTreeSet<usize>) -> BTreeSet<usize> {
        let elaborates = unit.is(MarkerKind::Example) || unit.is(MarkerKind::Cause);
        if elaborates { BTreeSet::new() } else { subject.clone() }
    }

    /// Actors before a modal of their clause, or straight before a verb of doing.
    fn subjects(&self, range: Range<usize>) -> BTreeSet<usize> {
        let text = self.doc.text();
        let mut found = BTreeSet::new();
        for clause in document::clauses(text, range) {
            let clause = &text[clause];
            let hits: Vec<_> = self.domain.actor_hits(clause).collect();
            let by = |at: usize| clause[..at].ends_with('由');
            // 教育部门应会同财政部门…: the second one is a counterpart, the first one acts.
            let is_subject = |h: &ActorHit| {
                by(h.range.start) || acts(clause, &h.range) && !is_oblique(clause, h.range.start)
            };
            let Some(last) = hits.iter().rposition(is_subject) else { continue };
            let mut k = last;
            found.insert(hits[k].actor);
            // 政府、行业协会以及企业应…: joined subjects act together.
            while k > 0 && clause.get(hits[k - 1].range.end..hits[k].range.start).is_some_and(is_joint) {
                k -= 1;
                found.insert(hits[k].actor);
            }
        }
        found
    }

    /// Actors made to act: 鼓励企业…, 支持企业与高校共建….
    fn causees(&self, range: Range<usize>) -> BTreeSet<usize> {
        let text = &self.doc.text()[range];
        let hits: Vec<_> = self.domain.actor_hits(text).collect();
        let mut found = BTreeSet::new();
        for (i, hit) in hits.iter().enumerate() {
            let before = &text[..hit.range.start];
            let head = before.rfind(['，', '。', '；', '：', '、']).map_or(0, |p| p + '，'.len_utf8());
            let made = CAUSATIVES.iter().any(|c| {
                before[head..].rfind(c).is_some_and(|at| {
                    let between = &before[head + at + c.len()..];
                    between.len() <= 18 && !between.contains('的')
                })
            });
            let verb_follows = !text[hit.range.end..].starts_with(['的', '，', '。', '、', '；']);
            if made && verb_follows {
                found.insert(hit.actor);
                if let Some(next) =
                    hits.get(i + 1).filter(|n| text.get(hit.range.end..n.range.start).is_some_and(is_joint))
                {
                    found.insert(next.actor);
                }
            }
        }
        found
    }
}

/// A modal, or a verb of doing, follows the actor in its clause.
fn acts(clause: &str, actor: &Range<usize>) -> bool {
    let after = &clause[actor.end..];
    if crate::lexicon::is_imperative(after.trim_start()).is_some() {
        return true;
    }
    let window = &after[..floor(after, REACH)];
    MODALS.iter().any(|m| {
        window.match_indices(m).any(|(at, _)| {
            let around = &clause[ceil_back(clause, actor.end + at, 3)..];
            !NOT_MODAL.iter().any(|n| {
                around.match_indices(n).any(|(k, _)| {
                    let start = ceil_back(clause, actor.end + at, 3) + k;
                    start <= actor.end + at && actor.end + at < start + n.len()
                })
            }) && !window[..at].contains('的')
        })
    })
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil_back(text: &str, at: usize, back: usize) -> usize {
    floor(text, at.saturating_sub(back))
}

/// 与高校…, 对企业…: the actor stands behind a preposition.
fn is_oblique(clause: &str, at: usize) -> bool {
    let before = clause[..at].trim_end();
    let before = before.trim_end_matches(['各', '类']);
    OBLIQUE.iter().any(|o| before.ends_with(o)) && !before.is_empty()
}

fn is_joint(between: &str) -> bool {
    matches!(between.trim(), "、" | "和" | "与" | "及" | "以及" | "及其" | "同" | "或" | "或者")
}
