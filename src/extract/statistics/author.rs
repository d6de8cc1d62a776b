//! Authors a sentence opens with, whose work it reports.

use super::{
    cut::Cut,
    source::{Quoted, Source},
    words::SOURCES,
};
use crate::document::is_han;

/// The authors a sentence of a review opens with: 张三和李四(2020), 王五等人.
pub(super) fn authors(text: &str, sentence: Cut, in_review: bool) -> Option<Quoted> {
    let mut rest = sentence.trim(text);
    for _ in 0..4 {
        let slice = rest.of(text);
        let joint = [
            "首先",
            "其次",
            "再次",
            "最后",
            "此外",
            "另外",
            "同时",
            "例如",
            "比如",
            "如",
            "而",
            "其中",
            "学者",
            "国内学者",
            "根据",
            "据",
            "参考",
            "借鉴",
        ];
        match joint.into_iter().find(|w| slice.starts_with(w)) {
            Some(word) => rest = rest.skip(word.len()).trim(text),
            None => break,
        }
    }
    let slice = rest.of(text);
    let mut end = person(slice)?;
    while let Some(joint) = ["、", "和", "与", "，", ", ", ",", " 和 ", " 与 ", " & ", "&", " and "]
        .into_iter()
        .find(|j| slice[end..].starts_with(j))
    {
        match person(&slice[end + joint.len()..]) {
            Some(bytes) => end += joint.len() + bytes,
            None => break,
        }
    }
    let mut until = end;
    for more in ["等人", "等学者", "等", "("] {
        let rest = &slice[until..];
        if rest.starts_with(more) {
            until += if more == "(" { rest.find(')').map_or(1, |n| n + 1) } else { more.len() };
        }
    }
    let after = slice[end..].trim_start();
    // 某某认为…[5]: a name, a verb of saying, and a citation mark.
    let marked = sentence.of(text).contains('[')
        && ["认为", "指出", "发现", "提出", "研究"].iter().any(|w| after.starts_with(w));
    let dated = marked || after.trim_start_matches("等人").trim_start_matches('等').starts_with(['(', '[']);
    let spoken = SOURCES.author_verb.at_start(after).is_some();
    (dated || in_review && spoken).then(|| Quoted {
        source: Source::Words(Cut::new(rest.start, rest.start + end).into()),
        from: sentence.start,
        until: rest.start + until,
        years: Vec::new(),
        programme: None,
        is_author: true,
    })
}

/// A name no other words can be taken for: Latin letters, or 等 after it.
pub(super) fn is_sure(text: &str, quoted: &Quoted) -> bool {
    let Source::Words(phrase) = &quoted.source else { return false };
    let Some(name) = phrase.last() else { return false };
    name.of(text).starts_with(|c: char| c.is_ascii_uppercase())
        || Cut::new(name.end, quoted.until).of(text).starts_with('等')
}

/// A Chinese name, or a Latin surname.
fn person(slice: &str) -> Option<usize> {
    if SOURCES.not_names.at_start(slice).is_some() {
        return None;
    }
    let latin = slice.bytes().take_while(u8::is_ascii_alphabetic).count();
    if latin >= 2 && slice.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(latin);
    }
    let mut chars = slice.char_indices();
    let first = chars.next()?.1;
    let surname = SOURCES
        .double_surnames
        .at_start(slice)
        .or_else(|| SOURCES.surnames.contains(first).then(|| first.len_utf8()))?;
    // One or two characters more, whichever leaves something that can follow a name.
    let ends: Vec<usize> = slice[surname..]
        .char_indices()
        .take(2)
        .take_while(|(_, c)| is_han(*c))
        .map(|(at, c)| surname + at + c.len_utf8())
        .collect();
    ends.into_iter().rev().find(|&end| {
        if slice[..end].contains(['等', '和', '与', '对', '在', '的']) {
            return false;
        }
        let after = slice[end..].trim_start();
        ["、", "和", "与", "，", ",", "等", "(", "["].into_iter().any(|j| after.starts_with(j))
            || SOURCES.author_verb.at_start(after).is_some()
    })
}
