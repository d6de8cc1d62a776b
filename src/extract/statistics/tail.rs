//! The noun phrase behind a figure.

use super::{cut::Cut, measure::head, words::MEASURES};

/// Longer noun phrases are cut to their last part.
const LONGEST_NOUN: usize = 32;

/// The noun phrase a figure's tail opens with; empty where the tail goes on with a verb.
pub(super) fn tail_phrase(text: &str, tail: Cut, money: bool) -> Cut {
    let m = &*MEASURES;
    let mut cut = tail.trim(text);
    if cut.of(text).starts_with(['的', '之']) {
        cut = cut.skip('的'.len_utf8()).trim(text);
    }
    let nominal = cut.start > tail.trim(text).start;
    let words = head(cut.of(text));
    let mut cut = Cut::new(cut.start, cut.start + words.len());
    let joints = ["和", "与", "及", "以及", "、", "超", "超过", "约", "近", "中", "里", "的"];
    while let Some(joint) = joints.into_iter().find(|j| cut.of(text).ends_with(j)) {
        cut = cut.drop_last(joint.len()).trim(text);
    }
    let slice = cut.of(text);
    let opens_verb = m.rank_verb.at_start(slice).is_some_and(|n| n > 3)
        || m.against_close.at_start(slice).is_some()
        || !nominal && m.up.at_start(slice).is_some_and(|n| n > 3)
        || !nominal && m.down.at_start(slice).is_some_and(|n| n > 3)
        || m.share_verb.at_start(slice).is_some() && !slice.starts_with("占有") && !slice.starts_with("占比")
        || ["以上", "以下", "左右", "大关", "关口", "用于", "和", "与", "及", "是", "为", "在", "已", "的"]
            .into_iter()
            .any(|w| slice.starts_with(w))
        || m.link.at_start(slice).is_some_and(|n| n > 3);
    if opens_verb {
        return Cut::new(cut.start, cut.start);
    }
    let mut at = 0;
    while let Some(c) = slice[at..].chars().next() {
        let here = &slice[at..];
        if let Some(n) = m.not_adverb.at_start(here) {
            at += n;
            continue;
        }
        let stop = m.tail_stop.at_start(here).is_some() || "([".contains(c) || money && "与和及".contains(c);
        if at > 3 && stop {
            return Cut::new(cut.start, cut.start + at).trim(text);
        }
        at += c.len_utf8();
    }
    shorten(text, cut)
}

/// 人均, 户均 alone: what was measured, for each.
pub(super) fn per_head(noun: &str) -> bool {
    [
        "人均", "户均", "亩均", "次均", "校均", "日均", "年均", "月均", "平均", "件均", "单笔", "单个",
        "单件", "单次", "单户", "每笔", "每件",
    ]
    .contains(&noun)
}

/// The last part of an overlong noun phrase.
pub(super) fn shorten(text: &str, cut: Cut) -> Cut {
    let slice = cut.of(text);
    if slice.chars().count() <= LONGEST_NOUN {
        return cut;
    }
    let from = slice.char_indices().rev().nth(LONGEST_NOUN - 1).map_or(0, |(at, _)| at);
    let mark = slice[from..].find(['、', '的', '，', ')', '》']);
    let skip =
        mark.and_then(|m| slice[from + m..].chars().next().map(|c| from + m + c.len_utf8())).unwrap_or(from);
    cut.skip(skip).trim(text)
}
