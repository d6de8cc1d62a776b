//! Who is to act: only those the text makes act, in the sentence or carried over from the one before.
//!
//! The subject of a clause is the group of joined actors before its modal (学校和企业应…) or straight before its verb
//! (学校与企业共同出资…), unless a preposition governs the group (与高校合作, 对企业…).

use super::unit::{self, Unit};
use crate::{
    document::{self, Document},
    domain::{ActorHit, Domain},
    lexicon::{self, MarkerKind},
    model::ActorId,
};
use regex::Regex;
use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

/// Modal words; 得 is one before a verb of doing in the prose of Taiwan and of statutes.
static MODAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("应该|应当|应|必须|须|需要|需|要|可以|可|能够|有必要|有责任|有义务|理应|宜|务必|不妨")
        .expect("a fixed pattern")
});

/// Words that hold a modal without its meaning.
static NOT_MODAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("要求|要素|重要|主要|需求|必要的|首要|适应|供应|反应|应用|应对|响应|效应|相应|对应|可能|可靠|可持续|可视|许可|可控|不可|应急|要点|要件|可行|可观|认可|应届|所需|只要|纲要|适宜|便宜|事宜|需方|应收").expect("a fixed pattern")
});

/// What may stand between an actor and its verb.
const ADVERBS: [&str; 35] = [
    "共同",
    "联合",
    "协同",
    "合作",
    "积极",
    "主动",
    "牵头",
    "带头",
    "率先",
    "定期",
    "统一",
    "分别",
    "依法",
    "每年",
    "每季度",
    "每月",
    "分级",
    "分类",
    "全面",
    "集中",
    "自行",
    "及时",
    "切实",
    "大力",
    "尽快",
    "逐步",
    "适时",
    "也",
    "亦",
    "都",
    "均",
    "则",
    "再",
    "不断",
    "着力",
];
/// Verbs by which one actor makes another act.
const CAUSATIVES: [&str; 14] = [
    "鼓励", "引导", "支持", "要求", "推动", "督促", "组织", "帮助", "允许", "匡助", "动员", "促使", "建议",
    "呼吁",
];
/// Words before an actor that make it a counterpart or an object.
const OBLIQUE: [&str; 30] = [
    "与", "和", "同", "会同", "联合", "跟", "对", "向", "为", "给", "给予", "由于", "针对", "从", "将", "把",
    "被", "通过", "以", "于", "关于", "面向", "服务", "加强", "提升", "提高", "增强", "各", "单个", "赋予",
];
/// Adjectives between joined actors: 部门和主要平台.
const MODIFIERS: [&str; 16] = [
    "主要",
    "相关",
    "有关",
    "大型",
    "中小",
    "龙头",
    "骨干",
    "重点",
    "地方",
    "本地",
    "当地",
    "各类",
    "各级",
    "各",
    "广大",
    "上下游",
];
/// People and sides of an actor: 学校教师, 企业双方.
const PEOPLE: [&str; 14] = [
    "教师",
    "师资",
    "工程师",
    "员工",
    "人员",
    "专家",
    "管理者",
    "负责人",
    "双方",
    "各方",
    "三方",
    "自身",
    "自己",
    "方面",
];
/// Actors named by one character each, and what each stands for.
const CONTRACTIONS: [(&str, &[&str]); 6] = [
    ("校企", &["高校", "企业"]),
    ("政企", &["政府", "企业"]),
    ("银企", &["银行", "企业"]),
    ("政校企", &["政府", "高校", "企业"]),
    ("政银企", &["政府", "银行", "企业"]),
    ("产学研", &["企业", "高校", "科研机构"]),
];
/// A clause that opens with one of these says where or for whom; an actor before its verb is not its subject.
const PREPOSITIONS: [&str; 13] =
    ["对", "针对", "面向", "向", "把", "将", "随着", "由于", "通过", "关于", "为了", "与", "给"];
/// An actor this far, in bytes, from its modal is no longer its subject.
const REACH: usize = 60;

/// Follows the subject through a section and names the actors of each claim.
pub(super) struct Actors<'a> {
    doc: &'a Document,
    domain: &'a Domain,
}

/// Actors joined by 、 and 和: they act together.
struct Group {
    actors: BTreeSet<usize>,
    range: Range<usize>,
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
                // 协会应组织企业…: who makes others act is the actor; where nobody is named, those made to act are.
                match (told.is_empty(), made.is_empty()) {
                    (false, _) => told,
                    (true, false) => made,
                    (true, true) => self.carried(unit, &subject),
                }
            })
            .collect()
    }

    /// Whether somebody acts in each unit, as its subject.
    pub(super) fn acting(&self, units: &[Unit]) -> Vec<bool> {
        units.iter().map(|unit| !self.subjects(unit.whole.clone()).is_empty()).collect()
    }

    /// The ids of a set.
    pub(super) fn ids(&self, actors: &BTreeSet<usize>) -> Vec<ActorId> {
        actors.iter().map(|a| self.domain.actors[*a].0.clone()).collect()
    }

    /// A subject goes on as long as sentences open with a verb or a modal of their own.
    fn carried(&self, unit: &Unit, subject: &BTreeSet<usize>) -> BTreeSet<usize> {
        let elaborates = unit.is(MarkerKind::Example) || unit.is(MarkerKind::Cause);
        if elaborates || has_subject(unit.text(self.doc)) { BTreeSet::new() } else { subject.clone() }
    }

    /// The subjects of a sentence's clauses.
    fn subjects(&self, range: Range<usize>) -> BTreeSet<usize> {
        let text = self.doc.text();
        let clauses = document::clauses(text, range).into_iter();
        clauses.filter_map(|c| self.subject(&text[c])).flat_map(|g| g.actors).collect()
    }

    /// The group of actors that acts in a clause.
    fn subject(&self, clause: &str) -> Option<Group> {
        let mut groups = self.groups(clause);
        let by = groups.iter().position(|g| clause[..g.range.start].ends_with('由'));
        if let Some(by) = by {
            return Some(groups.swap_remove(by));
        }
        // 教育部门应会同财政部门…: the second one is a counterpart, the first one acts.
        groups.retain(|g| !is_oblique(clause, g.range.start));
        let before_modal = groups.iter().rposition(|g| modal_follows(clause, g.range.end));
        let governed = PREPOSITIONS.iter().any(|p| clause.trim_start().starts_with(p));
        let before_verb = || groups.iter().rposition(|g| !governed && verb_follows(&clause[g.range.end..]));
        before_modal.or_else(before_verb).map(|at| groups.swap_remove(at))
    }

    fn groups(&self, clause: &str) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for hit in self.hits(clause) {
            match groups.last_mut() {
                Some(g) if clause.get(g.range.end..hit.range.start).is_some_and(is_joint) => {
                    g.actors.extend(hit.actors);
                    g.range.end = hit.range.end;
                }
                _ => groups.push(hit),
            }
        }
        groups
    }

    /// The actors named, each with the people it is spoken of by.
    fn hits(&self, clause: &str) -> Vec<Group> {
        let contracted = CONTRACTIONS.iter().flat_map(|(short, long)| {
            let sides = |end: usize| PEOPLE.iter().any(|p| clause[end..].starts_with(p));
            let found = clause.match_indices(short).map(|(at, w)| at..at + w.len());
            let found = found.filter(move |r| sides(r.end) || verb_follows(&clause[r.end..]));
            found.map(|range| Group { range, actors: long.iter().flat_map(|w| self.named(w)).collect() })
        });
        let mut hits: Vec<Group> = contracted.collect();
        for ActorHit { actor, range } in self.domain.actor_hits(clause) {
            if hits.iter().all(|h| range.end <= h.range.start || h.range.end <= range.start) {
                hits.push(Group { actors: BTreeSet::from([actor]), range });
            }
        }
        hits.sort_by_key(|h| h.range.start);
        for hit in &mut hits {
            let after = &clause[hit.range.end..];
            hit.range.end += PEOPLE.iter().find(|p| after.starts_with(*p)).map_or(0, |p| p.len());
        }
        hits
    }

    fn named(&self, word: &str) -> Vec<usize> {
        self.domain.actor_hits(word).map(|h| h.actor).collect()
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

/// A modal stands behind, near enough, and with no 的 before it that would make the actor an attribute.
fn modal_follows(clause: &str, end: usize) -> bool {
    let window = &clause[end..floor(clause, end + REACH)];
    let shields: Vec<Range<usize>> = NOT_MODAL.find_iter(clause).map(|m| m.range()).collect();
    MODAL.find_iter(window).any(|m| {
        let at = end + m.start();
        !shields.iter().any(|s| s.contains(&at)) && !window[..m.start()].contains('的')
    })
}

/// Words stand before the first clause's modal that no preposition governs: 首批项目可以…
fn has_subject(text: &str) -> bool {
    let clause = text.split(['，', '。', '；']).next().unwrap_or(text);
    let shields: Vec<Range<usize>> = NOT_MODAL.find_iter(clause).map(|m| m.range()).collect();
    let modal = MODAL.find_iter(clause).find(|m| !shields.iter().any(|s| s.contains(&m.start())));
    let Some(before) = modal.map(|m| clause[..m.start()].trim()) else { return false };
    let before = before.trim_end_matches(['还', '也', '均', '更', '则', '都', '亦', '就', '又', '并']);
    before.chars().count() >= 2
        && lexicon::leading_marker(before).is_none()
        && lexicon::is_imperative(before).is_none()
        && !unit::is_adverbial(before)
}

fn verb_follows(after: &str) -> bool {
    let mut after = after.trim_start();
    while let Some(rest) = ADVERBS.iter().find_map(|a| after.strip_prefix(a)) {
        after = rest;
    }
    lexicon::is_imperative(after).is_some()
        || after.strip_prefix('得').is_some_and(|rest| lexicon::is_imperative(rest).is_some())
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// 与高校…, 对企业…: the actor stands behind a preposition.
fn is_oblique(clause: &str, at: usize) -> bool {
    let before = clause[..at].trim_end();
    let before = before.trim_end_matches(['各', '类']);
    OBLIQUE.iter().any(|o| before.ends_with(o)) && !before.is_empty()
}

/// 、, 和 and their like; 等 may close the members before the last.
fn is_joint(between: &str) -> bool {
    let between = between.trim();
    let between = between.strip_prefix('等').unwrap_or(between);
    let between = MODIFIERS.iter().find_map(|m| between.strip_suffix(m)).unwrap_or(between);
    matches!(
        between,
        "、" | "和" | "与" | "及" | "以及" | "及其" | "同" | "或" | "或者" | "、各" | "和各" | "与各"
    )
}
