//! What the abstract announces: the problems and countermeasures it names in passing, in lists such as
//! `剖析甲、乙、丙等问题，并从丁、戊两方面提出对策`.

use super::topics::Scores;
use crate::{
    document::{self, Document},
    domain::Domain,
    lexicon,
    model::{AbstractClaims, Announced, FindingKind, TopicId},
};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

macro_rules! pattern {
    ($name:ident, $re:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

pattern!(
    PROBLEMS,
    "问题|困境|困局|挑战|不足|瓶颈|难题|短板|矛盾|痛点|堵点|制约|隐忧|弊端|困难|障碍|薄弱环节|困扰|烦恼|之困|掣肘|顽疾|梗阻|症结|现象(?:同时|普遍|依然|仍然)?(?:存在|突出|严重|频发|并存)"
);
pattern!(
    MEASURES,
    "对策|措施|建议|路径|策略|出路|举措|进路|方案|途径|改进|优化|应对|思路|办法|作法|做法|方略|之策|之道|之路|着手|入手|发力|着力|破局|破题"
);
// Words a list follows; what stands before the last of them is not part of its first member.
pattern!(
    BEFORE,
    "(?:(?:应当?|要|需|须)走|剖析|分析|揭示|指出|归纳出?|梳理|总结出?|探讨|考察|发现|存在着?|面临着?|表现为|表现在|提出了?|包括|遭遇|针对|围绕|仍有|呈现出?|着手|入手|应|应当|应该|需要|要|建议|通过|由此|但|却|探寻|探索|寻求|提炼出?|研提|显露出?|暴露出?|凸显出?|背后是|唯有|只有|亟需|亟待|必须|从|在|为|及|并|和)"
);
// Words a list is followed by; they are not part of its last member.
pattern!(
    AFTER,
    "(?:等|等等|方面|之[路道策]|提出|给出|[一二三四五六七八九十两几多]+(?:个|大|重|类|项|条|种|方面)|的?(?:改进|因应|优化|应对|具体|针对性)?(?:特点|特征|状况|现象|局面|思路|[0-9一二三四五六七八九十两几多]+(?:个|大|重|类|项)?(?:维度|方面|层面|环节|角度|问题|困境|挑战|难题|对策|建议|路径)|(?:突出|主要|现实|诸多|四大|三大)?(?:问题|困境|困局|挑战|难题|隐忧|瓶颈|烦恼|对策|建议|路径|策略|措施|出路|进路|举措)))"
);
pattern!(MODAL, "应当|应该|应|需要|必须|要|建议|提出");
pattern!(JOINT, "以及|、|及其|[与和及]");

// What is neither: 从政策、市场、设施三方面的机遇入手.
pattern!(NEITHER, "^[^，]{0,8}(?:机遇|机会|优势|现状|历程|意义|背景|成就|成效|进展)");
// Words a list of measures follows.
pattern!(
    PROPOSED,
    "(?:提出了?|研提|建议|主张|呼吁|倡导|唯有|只有|应当|应该|应|必须|须|需要|亟需|需|要|(?:应当?|要|需|须)走)$"
);
// Parts of a paper, which are no findings: 概念内涵、发展困境、对策路径.
pattern!(
    PART,
    "^(?:发展|主要|概念|基本|形成|对策|政策|历史|研究|理论)?(?:现状|概念|内涵|特征|特点|历程|困境|问题|成因|原因|对策|路径|建议|策略|影响|机理|机制|意义|背景|概况|进展|方法|脉络)$"
);
// Words that hold a character a list may follow.
pattern!(
    COMPOUND,
    "普及|涉及|波及|触及|顾及|危及|合并|兼并|归并|一并|饱和|缓和|温和|行为|作为|服从|存在|潜在|在地|在线|内在|需要|重要|主要|供应|效应|反应|适应|响应|对应|面向|认为|成为"
);
// What ties a long lead-in to the first member.
pattern!(TIE, "^(?:的|中|里|在|上|方面|存在|面临|遭遇|出现)+");

/// Members up to this long that say nothing good or bad are aspects, not findings, in characters: 立法、平台、行业.
const ASPECT: usize = 2;
/// The shortest piece of the title that is known again in front of a list, in characters.
const SUBJECT: usize = 3;

/// Members longer than this are clauses, not names, in characters.
const LONGEST: usize = 24;

/// What a Chinese abstract announces.
/// `subject` is what the paper says it is about: its title and keywords.
pub(super) fn announced(
    doc: &Document,
    range: Range<usize>,
    subject: &[String],
    domain: &Domain,
) -> AbstractClaims {
    let topics = |name: &str| {
        Scores::of(domain, name).best(domain).into_iter().map(|t| t.id).collect::<Vec<TopicId>>()
    };
    let mut claims = AbstractClaims { span: Some(doc.span(range.clone())), ..AbstractClaims::default() };
    for sentence in doc.sentences(range) {
        let mut found = in_lists(doc, &sentence, subject);
        found.extend(in_clauses(doc, &sentence));
        for (kind, at) in found {
            let item = Announced {
                label: doc.quote(at.clone()).to_owned(),
                topics: topics(&doc.text()[at.clone()]),
                span: doc.span(at),
            };
            let list = match kind {
                FindingKind::Problem => &mut claims.problems,
                FindingKind::Countermeasure => &mut claims.countermeasures,
            };
            if !list.contains(&item) {
                list.push(item);
            }
        }
    }
    claims
}

/// Lists of names inside a clause.
fn in_lists(doc: &Document, sentence: &Range<usize>, subject: &[String]) -> Vec<(FindingKind, Range<usize>)> {
    let text = doc.text();
    let mut found = Vec::new();
    for clause in document::clauses(text, sentence.clone()) {
        let slice = text[clause.clone()].trim_end_matches(['，', '。', '；', '：']);
        let Some(first) = slice.find('、') else { continue };
        let start = before(&slice[..first]);
        let last = slice.rfind('、').unwrap_or(first) + '、'.len_utf8();
        let end = AFTER.find(&slice[last..]).map_or(slice.len(), |m| last + m.start());
        let Some(kind) = kind(&slice[..start], &slice[start..end], &slice[end..]) else { continue };
        let mut members = members(slice, start..end);
        if are_aspects(slice, &members) {
            continue;
        }
        without_lead(slice, &mut members, subject);
        found.extend(members.into_iter().map(|m| (kind, clause.start + m.start..clause.start + m.end)));
    }
    found
}

/// Where the words before a list end.
fn before(slice: &str) -> usize {
    outside_compounds(&BEFORE, slice).last().map_or(0, |m| m.end)
}

/// The matches that are words of their own: not the 及 of 普及.
fn outside_compounds<'t>(pattern: &'t Regex, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let compounds: Vec<Range<usize>> = COMPOUND.find_iter(text).map(|m| m.range()).collect();
    let inside = move |m: &Range<usize>| {
        compounds.iter().any(|c| c.start <= m.start && m.end <= c.end && m.len() < c.len())
    };
    pattern.find_iter(text).map(|m| m.range()).filter(move |m| !inside(m))
}

/// 立法、平台、行业 · 概念、困境、对策: what is looked at, or the parts of the paper.
fn are_aspects(text: &str, members: &[Range<usize>]) -> bool {
    let parts = members.iter().filter(|m| PART.is_match(&text[(*m).clone()])).count();
    let short = |m: &&Range<usize>| {
        let name = &text[(*m).clone()];
        let stance = lexicon::stance(name);
        name.chars().count() <= ASPECT && stance.defect == 0 && stance.measure == 0
    };
    let aspects = members.iter().filter(short).count();
    !members.is_empty() && (parts * 2 >= members.len() || aspects * 2 > members.len())
}

/// Cuts from the first member what leads to the list: the paper's subject, 其…中. Only if it is longer than all the others.
fn without_lead(text: &str, members: &mut [Range<usize>], subject: &[String]) {
    let Some((first, others)) = members.split_first_mut() else { return };
    let length = |m: &Range<usize>| text[m.clone()].chars().count();
    let longest = others.iter().map(length).max().unwrap_or(usize::MAX);
    if length(first) <= longest {
        return;
    }
    let name = &text[first.clone()];
    let ends = name.char_indices().map(|(i, c)| i + c.len_utf8()).skip(SUBJECT - 1);
    let named = ends.take_while(|end| subject.iter().any(|s| s.contains(&name[..*end]))).last();
    let from = named.or_else(|| name.find(['中', '的', '里']));
    let Some(from) = from else { return };
    let from = from + TIE.find(&name[from..]).map_or(0, |m| m.end());
    if name[from..].chars().count() >= 2 {
        first.start += from;
    }
}

/// What a list names, told from the words around it, else from its members.
fn kind(before: &str, list: &str, after: &str) -> Option<FindingKind> {
    if NEITHER.is_match(after) {
        return None;
    }
    let problem = PROBLEMS.is_match(after);
    let measure = MEASURES.is_match(after) || before.contains("提出") || PROPOSED.is_match(before);
    match (problem, measure) {
        (true, false) => Some(FindingKind::Problem),
        (false, true) => Some(FindingKind::Countermeasure),
        _ => {
            let defects = list.split('、').filter(|m| lexicon::stance(m).defect >= 2).count();
            let all = list.split('、').count();
            (defects * 2 > all).then_some(FindingKind::Problem)
        }
    }
}

/// The members of a list: cut at 、 and, in its last stretch, at the joining word.
fn members(text: &str, list: Range<usize>) -> Vec<Range<usize>> {
    let last = text[list.clone()].rfind('、').map_or(list.start, |i| list.start + i);
    let mut cuts: Vec<Range<usize>> = text[list.clone()]
        .match_indices('、')
        .map(|(i, s)| list.start + i..list.start + i + s.len())
        .collect();
    let tail = last + '、'.len_utf8();
    let joint = outside_compounds(&JOINT, &text[tail..list.end]).next();
    cuts.extend(joint.map(|m| tail + m.start..tail + m.end));
    let mut start = list.start;
    let mut members = Vec::new();
    cuts.push(Range { start: list.end, end: list.end });
    for cut in cuts {
        let member = start..cut.start.max(start);
        let member = member.start..member.start + text[member].trim_end_matches(['的', '之']).len();
        start = cut.end;
        if (2..=LONGEST).contains(&text[member.clone()].chars().count()) {
            members.push(member);
        }
    }
    members
}

/// Proposals in a row: `应加强甲，提升乙，增强丙`.
fn in_clauses(doc: &Document, sentence: &Range<usize>) -> Vec<(FindingKind, Range<usize>)> {
    let text = doc.text();
    let mut proposing = false;
    let mut found = Vec::new();
    for clause in document::clauses(text, sentence.clone()) {
        let slice = text[clause.clone()].trim_end_matches(['，', '。', '；', '：']);
        let start = MODAL.find_iter(slice).last().map_or(0, |m| m.end());
        let skip = slice[start..].strip_prefix("继续").map_or(0, |_| "继续".len());
        let start = start + skip;
        proposing |= start > 0 && !slice.contains('、');
        let name = &slice[start..];
        // 以权责清单厘定边界: the means first, then the verb.
        let opens =
            lexicon::is_imperative(name).is_some() || name.starts_with('以') && !name.starts_with("以及");
        let proposes = opens && (4..=LONGEST).contains(&name.chars().count());
        if proposing && proposes && !MEASURES.is_match(name) && !name.contains('、') {
            found.push((FindingKind::Countermeasure, clause.start + start..clause.start + slice.len()));
        }
    }
    if found.len() >= 2 { found } else { Vec::new() }
}
