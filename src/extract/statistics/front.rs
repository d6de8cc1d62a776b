//! What opens a clause: connectives, times and frames set aside, whose it is, and the noun phrase that is left.

use super::{
    cut::{Cut, Phrase},
    lead::Mention,
    owner::{body_end, shaped},
    place::{NOT_IN_NAMES, joined_place, place},
    words::{MEASURES, REGIONS, SOURCES},
};

/// A clause or noun phrase, its opening taken apart.
#[derive(Debug, Clone)]
pub(super) struct Front {
    /// Whose it is, if the words say so.
    pub subject: Option<Phrase>,
    /// The place alone, where the subject is a group at a place.
    pub place: Option<Cut>,
    /// What is left.
    pub rest: Cut,
}

/// Takes the opening of a clause apart. `governs`: the verb after it takes what follows as object, so that a group right before
/// it is a subject.
pub(super) fn front(text: &str, cut: Cut, mentions: &[Mention], governs: bool) -> Front {
    let mut rest = cut.trim(text);
    let mut front = Front { subject: None, place: None, rest };
    for _ in 0..16 {
        rest = rest.trim(text);
        if let Some(after) =
            time(text, rest, mentions).or_else(|| frame(text, rest)).or_else(|| opener(text, rest))
        {
            rest = after;
            continue;
        }
        if front.subject.is_none()
            && let Some((subject, place)) = whose(text, rest, governs)
        {
            front.place = place;
            rest = Cut::new(subject.end, rest.end);
            front.subject = Some(subject.into());
            rest = strip_link(text, rest);
            continue;
        }
        match helper(text, rest) {
            Some(after) => rest = after,
            None => break,
        }
    }
    front.rest = rest.trim(text);
    front
}

/// What ties a subject to its noun: 的, and 中提出的 after the title of a plan.
fn strip_link(text: &str, rest: Cut) -> Cut {
    let mut rest = rest.trim(text);
    let slice = rest.of(text);
    if slice.starts_with('中')
        && ![
            "中国", "中部", "中小", "中等", "中学", "中医", "中心", "中央", "中药", "中高", "中级", "中职",
            "中期", "中西", "中东",
        ]
        .iter()
        .any(|w| slice.starts_with(w))
    {
        rest = rest.skip('中'.len_utf8()).trim(text);
    }
    for word in ["中", "所"] {
        let after = rest.of(text).strip_prefix(word).unwrap_or_default();
        if states(after) {
            rest = rest.skip(word.len()).trim(text);
        }
    }
    if states(rest.of(text)) {
        rest = rest.skip("提出".len()).trim(text);
    }
    if rest.of(text).starts_with('的') { rest.skip('的'.len_utf8()) } else { rest }
}

/// 在 2023 年上半年, 截至…, 自…以来
fn time(text: &str, rest: Cut, mentions: &[Mention]) -> Option<Cut> {
    let slice = rest.of(text);
    let prep = [
        "截至到",
        "截至",
        "截止到",
        "截止",
        "自从",
        "早在",
        "在",
        "自",
        "从",
        "到",
        "至",
        "于",
        "与",
        "较",
        "比",
        "相较于",
    ]
    .into_iter()
    .find(|w| slice.starts_with(w))
    .map_or(0, str::len);
    let at = rest.skip(prep).trim(text).start;
    let (range, _) = mentions.iter().find(|(r, _)| r.start == at && r.end <= rest.end)?;
    let mut after = Cut::new(range.end, rest.end).trim(text);
    for tail in [
        "以来", "期间", "时期", "年底", "年末", "以后", "之后", "之间", "以前", "开始", "起", "间", "内",
        "中", "末", "底", "初", "的", "里", "时",
    ] {
        if after.of(text).starts_with(tail)
            && !after.of(text).starts_with("中国")
            && !after.of(text).starts_with("内蒙")
        {
            after = after.skip(tail.len()).trim(text);
        }
    }
    Some(after)
}

/// 在…方面, 从…来看, 随着…
fn frame(text: &str, rest: Cut) -> Option<Cut> {
    let m = &*MEASURES;
    let slice = rest.of(text);
    // “乡村通”中: inside a named thing.
    if slice.starts_with('“')
        && let Some(end) = slice.find('”').map(|at| at + '”'.len_utf8())
        && let Some(word) = ["中", "里", "上"].into_iter().find(|w| slice[end..].starts_with(w))
        && place(&slice[end + word.len()..]).is_some()
    {
        return Some(rest.skip(end + word.len()));
    }
    let open = m.frame_open.at_start(slice)?;
    if m.not_opener.at_start(slice).is_some() {
        return None;
    }
    // The frame ends at its latest closing word that leaves something to be measured.
    let mut best = None;
    for (at, _) in slice.char_indices().skip_while(|(at, _)| *at < open + 6) {
        if let Some(bytes) = m.frame_close.at_start(&slice[at..]) {
            let word = &slice[at..at + bytes];
            let next = slice[at + bytes..].chars().next();
            let real = word.chars().count() > 1 || next.is_none_or(|c| "，, ".contains(c));
            if real && best.is_none_or(|b| at >= b) {
                best = Some(at + bytes);
            }
        }
    }
    best.map(|end| rest.skip(end))
}

fn opener(text: &str, rest: Cut) -> Option<Cut> {
    let m = &*MEASURES;
    let slice = rest.of(text);
    if let Some(after) = numbered(slice) {
        return Some(rest.skip(after));
    }
    let owner = place(slice).is_some() || pointed(slice) || SOURCES.researcher.at_start(slice).is_some();
    if m.not_opener.at_start(slice).is_some() || owner {
        return None;
    }
    m.opener.at_start(slice).map(|bytes| rest.skip(bytes))
}

fn pointed(slice: &str) -> bool {
    REGIONS.pointing.at_start(slice).is_some()
}

/// (1), ①
fn numbered(slice: &str) -> Option<usize> {
    let c = slice.chars().next()?;
    if ('①'..='⑳').contains(&c) {
        return Some(c.len_utf8());
    }
    // 1. and 1、 before words
    let digits = slice.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && let Some(mark) = [". ", "、", "．"].into_iter().find(|m| slice[digits..].starts_with(m))
    {
        return Some(digits + mark.len());
    }
    let close = slice.strip_prefix('(')?.find(')')?;
    let inner = &slice[1..=close];
    let short = inner.chars().count() <= 2
        && inner.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    short.then_some(close + 2)
}

fn helper(text: &str, rest: Cut) -> Option<Cut> {
    let m = &*MEASURES;
    let slice = rest.of(text);
    if m.not_adverb.at_start(slice).is_some() {
        return None;
    }
    if let Some(bytes) = m
        .have
        .at_start(slice)
        .filter(|&n| n < slice.len() && m.not_link.at_start(slice).is_none() && !slice.contains('的'))
    {
        return Some(rest.skip(bytes));
    }
    // 调查了浙江省: whose follows.
    if let Some(bytes) = m.doing.at_start(slice) {
        let after = &slice[bytes..];
        if let Some(after) = after.strip_prefix(['了', '过']).filter(|a| place(a).is_some()) {
            return Some(rest.skip(slice.len() - after.len()));
        }
    }
    // 平均工资 and 总产量 are nouns.
    let part_of_noun = [
        "平均", "年均", "日均", "月均", "人均", "总", "高", "各", "现", "可", "能", "要", "需", "更", "较",
        "一般", "基本", "普遍", "整体", "总体", "更是", "应", "会", "长期", "连续",
    ];
    if m.adverb.at_start(slice).is_some_and(|n| part_of_noun.contains(&&slice[..n])) {
        return None;
    }
    let bytes = m.adverb.at_start(slice)?;
    (bytes < slice.len() || slice.len() == bytes).then(|| rest.skip(bytes))
}

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
        let end = group(after, governs, Ends::Listed).filter(measured).or_else(|| named(after, governs)).map_or(here.end, |n| here.end + n);
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

/// 《行动方案》中提出的: what a plan says is the plan's.
fn titled(slice: &str) -> Option<usize> {
    let close = slice.starts_with('《').then(|| slice.find('》'))?? + '》'.len_utf8();
    let after = slice[close..].trim_start_matches(' ').trim_start_matches('中');
    (states(after) || after.is_empty()).then_some(close)
}

fn states(after: &str) -> bool {
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
        if n > 14 && quoted_until == 0 || "，。；：《(占".contains(c) || c == '的' {
            return None;
        }
        let here = &slice[at..];
        if n > 0 && "在从由".contains(c) && MEASURES.not_opener.at_start(here).is_none() {
            return None;
        }
        let listed = REGIONS.group.at_start(here).filter(|&b| b > 3 || at > 0 && !slice[..at].contains(NOT_IN_NAMES));
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
    let longer = m.not_adverb.at_start(after).max(m.not_link.at_start(after)).max(m.not_opener.at_start(after));
    bytes.is_some_and(|n| longer.is_none_or(|other| other <= n))
}

/// The noun phrase a clause opens with: up to its first adverb or verb.
pub(super) fn topic_noun(text: &str, rest: Cut) -> Cut {
    let m = &*MEASURES;
    let slice = rest.of(text);
    let mut at = 0;
    let mut quoted_until = 0;
    while let Some(c) = slice[at..].chars().next() {
        let here = &slice[at..];
        if at < quoted_until {
            at += c.len_utf8();
            continue;
        }
        if c == '“' || c == '《' {
            let close = if c == '“' { '”' } else { '》' };
            quoted_until = here.find(close).map_or(0, |e| at + e);
        }
        if let Some(bytes) = m.not_adverb.at_start(here).or_else(|| m.not_link.at_start(here)) {
            at += bytes;
            continue;
        }
        let is_verb = m.clause_verb.at_start(here).or_else(|| m.adverb.at_start(here).filter(|_| c != '的'));
        if at > 0 && is_verb.is_some() {
            return Cut::new(rest.start, rest.start + at).trim(text);
        }
        at += c.len_utf8();
    }
    rest
}
