//! What the abstract announces: the problems and countermeasures it names in passing, in lists such as
//! `剖析甲、乙、丙等问题，并从丁、戊两方面提出对策`.

use crate::{
    document::{self, Document},
    lexicon,
    model::{AbstractClaims, Announced, FindingKind},
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
    "问题|困境|困局|挑战|不足|瓶颈|难题|短板|矛盾|痛点|堵点|制约|隐忧|弊端|困难|障碍|薄弱环节|困扰|烦恼|之困"
);
pattern!(MEASURES, "对策|措施|建议|路径|策略|出路|举措|进路|方案|途径|改进|优化|应对|思路|办法");
// Words a list follows; what stands before the last of them is not part of its first member.
pattern!(
    BEFORE,
    "(?:剖析|分析|揭示|指出|归纳出?|梳理|总结出?|探讨|考察|发现|存在着?|面临着?|表现为|表现在|提出了?|包括|遭遇|针对|围绕|仍有|呈现出?|着手|入手|应|应当|应该|需要|要|建议|通过|由此|但|却|探寻|探索|寻求|提炼出?|从|在|为|及|并|和)"
);
// Words a list is followed by; they are not part of its last member.
pattern!(
    AFTER,
    "(?:等|等等|方面|[一二三四五六七八九十两几多]+(?:个|大|重|类|项|条|种|方面)|的?(?:改进|因应|优化|应对|具体|针对性)?(?:特点|特征|状况|现象|局面|思路|[0-9一二三四五六七八九十两几多]+(?:个|大|重|类|项)?(?:维度|方面|层面|环节|角度|问题|困境|挑战|难题|对策|建议|路径)|(?:突出|主要|现实|诸多|四大|三大)?(?:问题|困境|困局|挑战|难题|隐忧|瓶颈|烦恼|对策|建议|路径|策略|措施|出路|进路|举措)))"
);
pattern!(MODAL, "应当|应该|应|需要|必须|要|建议|提出");
pattern!(JOINT, "以及|、|及其|[与和及]");

/// Members longer than this are clauses, not names, in characters.
const LONGEST: usize = 24;

/// What a Chinese abstract announces.
pub(super) fn announced(doc: &Document, range: Range<usize>) -> AbstractClaims {
    let mut claims = AbstractClaims { span: Some(doc.span(range.clone())), ..AbstractClaims::default() };
    for sentence in doc.sentences(range) {
        let mut found = in_lists(doc, &sentence);
        found.extend(in_clauses(doc, &sentence));
        for (kind, at) in found {
            let item = Announced { label: doc.quote(at.clone()).to_owned(), span: doc.span(at) };
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
fn in_lists(doc: &Document, sentence: &Range<usize>) -> Vec<(FindingKind, Range<usize>)> {
    let text = doc.text();
    let mut found = Vec::new();
    for clause in document::clauses(text, sentence.clone()) {
        let slice = text[clause.clone()].trim_end_matches(['，', '。', '；', '：']);
        let Some(first) = slice.find('、') else { continue };
        let start = BEFORE.find_iter(&slice[..first]).last().map_or(0, |m| m.end());
        let last = slice.rfind('、').unwrap_or(first) + '、'.len_utf8();
        let end = AFTER.find(&slice[last..]).map_or(slice.len(), |m| last + m.start());
        let Some(kind) = kind(&slice[..start], &slice[start..end], &slice[end..]) else { continue };
        found.extend(
            members(slice, start..end)
                .into_iter()
                .map(|m| (kind, clause.start + m.start..clause.start + m.end)),
        );
    }
    found
}

/// What a list names, told from the words around it, else from its members.
fn kind(before: &str, list: &str, after: &str) -> Option<FindingKind> {
    let problem = PROBLEMS.is_match(after);
    let measure = MEASURES.is_match(after) || before.contains("提出");
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
    cuts.extend(JOINT.find_iter(&text[tail..list.end]).take(1).map(|m| tail + m.start()..tail + m.end()));
    let mut start = list.start;
    let mut members = Vec::new();
    cuts.push(Range { start: list.end, end: list.end });
    for cut in cuts {
        let member = start..cut.start.max(start);
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
        let proposes =
            lexicon::is_imperative(name).is_some() && (2..=LONGEST).contains(&name.chars().count());
        if proposing && proposes && !MEASURES.is_match(name) && !name.contains('、') {
            found.push((FindingKind::Countermeasure, clause.start + start..clause.start + slice.len()));
        }
    }
    if found.len() >= 2 { found } else { Vec::new() }
}
