//! Whose a phrase is: the place, body or group it opens with.

use super::{
    cut::Cut,
    owner::{body_end, shaped},
    place::{NOT_IN_NAMES, joined_place, place},
    words::{MEASURES, REGIONS},
};

/// Whose a phrase is, when its first words say so; and the place among them.
pub(super) fn whose(text: &str, rest: Cut, governs: bool) -> Option<(Cut, Option<Cut>)> {
    let slice = rest.of(text);
    if let Some(bytes) = place(slice) {
        let here = Cut::new(rest.start, rest.start + bytes);
        let after = &slice[bytes..];
        // 浙江省和山东省 is one subject until a list tells them apart.
        if let Some(joined) = joined_place(after) {
            return Some((Cut::new(rest.start, rest.start + bytes + joined), None));
        }
        // 福州的一家网店
        if let Some(one) = after.strip_prefix('的').filter(|t| t.starts_with(['一', '某', '这', '该']))
            && let Some(bytes) = determined(one).or_else(|| shaped(one))
        {
            return Some((Cut::new(rest.start, rest.end - one.len() + bytes), None));
        }
        // 我国农村居民人均收入: of the country, the income of its farmers is measured.
        let measured = |n: &usize| {
            let next = after[*n..].trim_start();
            !["人均", "户均", "平均", "年均", "月均", "日均"].iter().any(|w| next.starts_with(w))
        };
        // 园区内小企业亏损面: those inside the place.
        let inside = ["范围内", "境内", "内"].into_iter().find_map(|w| {
            let inner =
                after.strip_prefix(w).filter(|t| !t.starts_with(['部', '外', '容', '蒙', '陆', '地']))?;
            let bytes = group(inner, governs, Ends::Listed).or_else(|| before_measure(inner))?;
            Some(after.len() - inner.len() + bytes)
        });
        if let Some(bytes) = inside {
            return Some((Cut::new(rest.start, here.end + bytes), Some(here)));
        }
        let end = group(after, governs, Ends::Listed)
            .filter(measured)
            .or_else(|| named(after, governs))
            .or_else(|| unnamed_brand(after))
            .map_or(here.end, |n| here.end + n);
        if REGIONS.weak.has(&slice[..bytes])
            && end == here.end
            && !(after.is_empty() && governs)
            && !is_boundary(after)
        {
            return None;
        }
        return Some((Cut::new(rest.start, end), Some(here)));
    }
    let bytes = titled(slice)
        .or_else(|| {
            let end = shaped(slice)?;
            let more = group(&slice[end..], governs, Ends::Listed).or_else(|| branch(&slice[end..]));
            Some(end + more.unwrap_or(0))
        })
        .or_else(|| latin(slice))
        .or_else(|| determined(slice))
        .or_else(|| {
            // 医保部门要加快长期护理保险: whichever ends first.
            let found = [named(slice, governs), group(slice, governs, Ends::Any)];
            found.into_iter().flatten().min()
        })?;
    Some((Cut::new(rest.start, rest.start + bytes), None))
}

/// 某电动车品牌, after the place it is from.
fn unnamed_brand(after: &str) -> Option<usize> {
    let inner = ["某", "一家", "一个"].into_iter().find_map(|w| after.strip_prefix(w))?;
    let (at, word) = ["品牌", "产区"].into_iter().find_map(|w| inner.find(w).map(|at| (at, w)))?;
    let name = &inner[..at];
    let sound = name.chars().count() <= 6 && !name.contains(['的', '，', '、', '在']);
    let end = at + word.len();
    (sound && is_boundary(&inner[end..])).then_some(after.len() - inner.len() + end)
}

/// 零售企业建账率: the group right before a short measured noun.
fn before_measure(slice: &str) -> Option<usize> {
    let noun = slice.split(['的', '，', '占']).next()?;
    noun.char_indices().take(8).find_map(|(at, _)| {
        let end = at + REGIONS.group.at_start(&noun[at..]).filter(|n| *n > 3)?;
        let head = noun.get(end..)?.trim_end_matches(['为', '达', '到']);
        let measured = MEASURES.measure_noun.at_end(head).is_some() && head.chars().count() <= 6;
        measured.then_some(end)
    })
}

/// 《行动方案》中提出的: what a plan says is the plan's.
fn titled(slice: &str) -> Option<usize> {
    let close = slice.starts_with('《').then(|| slice.find('》'))?? + '》'.len_utf8();
    let after = slice[close..].trim_start_matches(' ').trim_start_matches('中');
    (states(after) || after.is_empty()).then_some(close)
}

pub(super) fn states(after: &str) -> bool {
    ["提出", "明确", "规定", "要求", "部署", "确定", "列出", "设定", "给出"]
        .into_iter()
        .any(|w| after.starts_with(w))
}

/// 在越南的工厂, after whose it is.
fn branch(after: &str) -> Option<usize> {
    let inner = after.strip_prefix('在')?;
    let noun_at = place(inner).or_else(|| inner.find('的').filter(|n| *n <= 12))?;
    let noun = inner[noun_at..].strip_prefix('的')?;
    let start = after.len() - noun.len();
    let end = noun.char_indices().take(4).find_map(|(at, _)| {
        let here = &noun[at..];
        REGIONS.group.at_start(here).or_else(|| Ends::Any.body(noun, at)).map(|n| at + n)
    })?;
    Some(start + end)
}

/// Kilimall 平台
fn latin(slice: &str) -> Option<usize> {
    let word = slice.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"&.-+".contains(b)).count();
    let name = &slice[..word];
    if name.len() < 2 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) || REGIONS.not_body.has(name) {
        return None;
    }
    let blanks = slice[word..].len() - slice[word..].trim_start_matches(' ').len();
    let after = &slice[word + blanks..];
    if let Some(bytes) = REGIONS.group.at_start(after) {
        return Some(word + blanks + bytes);
    }
    (after.is_empty() || is_boundary(after)).then_some(word)
}

/// 部分国家, 该企业
fn determined(slice: &str) -> Option<usize> {
    let bytes = REGIONS.determiner.at_start(slice)?;
    let found = slice[bytes..]
        .char_indices()
        .take(7)
        .find_map(|(at, _)| REGIONS.group.at_start(&slice[bytes + at..]).map(|n| (at, bytes + at + n)));
    let (at, end) = found?;
    let crosses = slice[bytes..bytes + at]
        .char_indices()
        .any(|(i, _)| MEASURES.clause_verb.at_start(&slice[bytes + i..]).is_some_and(|n| n > 3));
    (!crosses).then_some(end)
}

/// 甲乙集团, 某某有限公司
fn named(slice: &str, governs: bool) -> Option<usize> {
    if MEASURES.group_object.at_start(slice).is_some() {
        return None;
    }
    for (n, (at, c)) in slice.char_indices().enumerate().take(16) {
        if "，。；的和与、".contains(c) {
            return None;
        }
        if n >= 2
            && let Some(bytes) = REGIONS.named_body.at_start(&slice[at..])
        {
            let after = &slice[at + bytes..];
            return (is_boundary(after) || after.is_empty() && governs).then_some(at + bytes);
        }
    }
    None
}

/// A group of people or kind of body that something which may follow a subject follows: 受访农户的, 企业在.
fn group(slice: &str, governs: bool, ends: Ends) -> Option<usize> {
    let mut quoted_until = 0;
    let acted_on = MEASURES.group_object.at_start(slice).is_some() && REGIONS.group.at_start(slice).is_none();
    if acted_on || slice.starts_with("平均") {
        return None;
    }
    for (n, (at, c)) in slice.char_indices().enumerate().take(28) {
        if at < quoted_until {
            continue;
        }
        if c == '“' {
            quoted_until = slice[at..].find('”').map_or(at, |e| at + e);
            continue;
        }
        let clause = n > 0 && ["是", "不应", "不能", "不仅"].iter().any(|w| slice[at..].starts_with(w));
        if n > 14 && quoted_until == 0 || "，。；：《(占".contains(c) || c == '的' || clause {
            return None;
        }
        let here = &slice[at..];
        if n > 0 && "在从由".contains(c) && MEASURES.not_opener.at_start(here).is_none() {
            return None;
        }
        let listed =
            REGIONS.group.at_start(here).filter(|&b| b > 3 || at > 0 && !slice[..at].contains(NOT_IN_NAMES));
        if let Some(bytes) = listed.or_else(|| ends.body(slice, at)) {
            let end = at + bytes;
            let after = slice[end..].trim_start();
            if after.is_empty() && governs || !after.is_empty() && is_boundary(after) {
                return Some(end);
            }
        }
        if n > 0 && MEASURES.clause_verb.at_start(&slice[at..]).is_some_and(|b| b > 3) {
            return None;
        }
    }
    None
}

/// Which ends make a noun phrase a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// Those of the list.
    Listed,
    /// Those of the list and last characters of nouns for people and bodies: 护理员, 连锁药店.
    Any,
}

impl Ends {
    fn body(self, slice: &str, at: usize) -> Option<usize> {
        let bytes = REGIONS.body_end.at_start(&slice[at..]).filter(|_| self == Ends::Any)?;
        let opens_other = REGIONS.not_body_end.at_start(&slice[at..]).is_some();
        let noun = &slice[..at + bytes];
        // 用于馆藏者: a clause made a noun is no name.
        let clause = noun.ends_with('者') && noun.chars().count() > 6;
        (!opens_other && !clause && body_end(noun)).then_some(bytes)
    }
}

fn is_boundary(after: &str) -> bool {
    let after = after.trim_start();
    let m = &*MEASURES;
    let bytes = m.group_boundary.at_start(after).max(m.adverb.at_start(after).filter(|n| *n > 3));
    // 会员 and 应收 open with a word that may follow a group, and are other words.
    let longer =
        m.not_adverb.at_start(after).max(m.not_link.at_start(after)).max(m.not_opener.at_start(after));
    bytes.is_some_and(|n| longer.is_none_or(|other| other <= n))
}
