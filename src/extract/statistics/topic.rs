//! What a clause without figures says the next ones are about.

use super::{cut::Cut, place, words::REGIONS};

/// 从…市场结构上看, 就…而言: what is spoken of from here on.
pub(super) fn topic_shift(text: &str, body: Cut) -> Option<Cut> {
    let slice = body.of(text);
    if let Some(inner) = slice.find('以').filter(|_| slice.ends_with("为例")) {
        let named = body.skip(inner + '以'.len_utf8()).drop_last("为例".len()).trim(text);
        let head = named.of(text).rfind('的').map_or(0, |at| at + '的'.len_utf8());
        let named = named.skip(head).trim(text);
        return (named.of(text).chars().count() <= 20).then_some(named);
    }
    // 收入当中，: the whole its parts are told of.
    if let Some(word) = ["当中", "之中"].into_iter().find(|w| slice.ends_with(w)) {
        let whole = body.drop_last(word.len()).trim(text);
        let words = whole.of(text);
        let plain =
            !words.starts_with(['其', '在', '这', '此', '从']) && (2..=8).contains(&words.chars().count());
        return plain.then_some(whole);
    }
    if let Some(examined) = examined(text, body) {
        return Some(examined);
    }
    let shifts = ["来看", "上看", "而言", "来说", "看"].iter().any(|w| slice.ends_with(w));
    let open = ["从", "就"].into_iter().find(|w| slice.starts_with(w))?;
    if !shifts {
        return None;
    }
    let inner = body.skip(open.len());
    let words = inner.of(text);
    let placed = words.char_indices().find_map(|(at, _)| {
        place::place(&words[at..])
            .filter(|n| words[at..at + n].chars().count() >= 2)
            .map(|n| Cut::new(inner.start + at, inner.start + at + n))
    });
    placed.or_else(|| {
        let end = ["市场", "行业", "产业", "企业", "平台"]
            .into_iter()
            .filter_map(|w| words.find(w).filter(|&at| at > 0).map(|at| at + w.len()))
            .min()?;
        Some(Cut::new(inner.start, inner.start + end))
    })
}

/// 进一步剖析茶产业的结构: what is examined.
fn examined(text: &str, body: Cut) -> Option<Cut> {
    let slice =
        body.of(text).trim_start_matches("进一步").trim_start_matches("具体").trim_start_matches("深入");
    let verb =
        ["剖析", "分析", "考察", "观察", "审视", "回顾", "看"].into_iter().find(|w| slice.starts_with(w))?;
    let inner = body.skip(body.of(text).len() - slice.len() + verb.len());
    let end = inner.of(text).find('的')?;
    let words = inner.of(text)[..end].chars().count();
    (2..=12).contains(&words).then(|| Cut::new(inner.start, inner.start + end))
}

/// “…”定向班, the object or subject of a clause: a named thing the next clauses tell of.
pub(super) fn named_thing(text: &str, body: Cut) -> Option<Cut> {
    let slice = body.of(text);
    let open = slice.rfind('“')?;
    let close = slice[open..].find('”')? + open + '”'.len_utf8();
    let after = &slice[close..];
    let (at, bytes) = after
        .char_indices()
        .take(5)
        .find_map(|(at, _)| REGIONS.group.at_start(&after[at..]).map(|n| (at, n)))?;
    let rest = &after[at + bytes..];
    let ends = rest.is_empty() || rest.starts_with(['便', '就', '是', '为', '已', '在', '也']);
    ends.then(|| Cut::new(body.start + open, body.start + close + at + bytes))
}
