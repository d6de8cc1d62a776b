//! What opens a clause: connectives, times and frames set aside, whose it is, and the noun phrase that is left.

use super::{
    cut::{Cut, Phrase},
    lead::Mention,
    place::place,
    whose::{states, whose},
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

/// A noun phrase without the connective before it.
pub(super) fn opened(text: &str, cut: Cut) -> Cut {
    opener(text, cut).unwrap_or(cut).trim(text)
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
