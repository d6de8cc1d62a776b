//! What a figure says of its noun: level, growth, share, rate, difference or rank; and the sign of a change.

use super::{
    lead::{Act, Lead},
    owner::is_body,
    words::{MEASURES, REGIONS},
};
use crate::{
    model::{Dimension, Measure},
    quantity::Quantity,
};

/// The measure, and whether the change is downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub measure: Measure,
    pub falls: bool,
}

/// Decides from the words on both sides. `noun`: the noun phrase before; `tail`: what follows, 的 and blanks removed.
pub(super) fn said(
    text: &str,
    quantity: &Quantity,
    lead: &Lead,
    noun: &str,
    tail: &str,
    possessed: bool,
) -> Said {
    let rise = |measure| Said { measure, falls: false };
    let fall = |measure| Said { measure, falls: true };
    let surface = text.get(quantity.range.clone()).unwrap_or_default();
    let change = match lead.act {
        Act::Up => Some(false),
        Act::Down => Some(true),
        _ => object_of_change(noun, quantity.dimension).or_else(|| changed_after(tail, possessed)),
    };
    match quantity.dimension {
        Dimension::Rank => rise(Measure::Rank),
        Dimension::PercentagePoint => Said { measure: Measure::Difference, falls: change == Some(true) },
        Dimension::Multiple if surface.contains('番') || lead.verb.is_some_and(|v| v.of(text) == "翻") => {
            rise(Measure::Growth)
        }
        Dimension::Multiple => match change {
            Some(falls) => Said { measure: Measure::Growth, falls },
            None if MEASURES.growth_noun.at_end(noun.trim_end()).is_some() => rise(Measure::Growth),
            None => rise(Measure::Level),
        },
        Dimension::Percent => match change {
            Some(falls) => Said { measure: Measure::Growth, falls },
            None => percent(lead, noun, tail, possessed).map_or(rise(Measure::Rate), |s| s),
        },
        _ if lead.act == Act::Compare => rise(Measure::Difference),
        _ => match lead.act {
            Act::Up => rise(Measure::Difference),
            Act::Down => fall(Measure::Difference),
            _ => match change.filter(|_| lead.act == Act::Link) {
                Some(falls) => Said { measure: Measure::Difference, falls },
                None => rise(Measure::Level),
            },
        },
    }
}

/// A percentage that is no change: a growth rate by its noun, a share, or nothing sure.
fn percent(lead: &Lead, noun: &str, tail: &str, possessed: bool) -> Option<Said> {
    let m = &*MEASURES;
    let as_said = |measure, falls| Some(Said { measure, falls });
    let noun = noun.trim_end();
    if lead.act == Act::Compare {
        return as_said(Measure::Rate, false);
    }
    if m.share_noun.at_end(noun).is_some() || lead.act == Act::Share || takes_share(noun) {
        return as_said(Measure::Share, false);
    }
    if m.fall_noun.at_end(noun).is_some() {
        return as_said(Measure::Growth, true);
    }
    if m.growth_noun.at_end(noun).is_some() {
        return as_said(Measure::Growth, false);
    }
    if possessed && m.measure_noun.at_end(noun).is_some() {
        // 匹配率低于 90% 的商户: the rate sets them apart.
        return None;
    }
    if possessed {
        let head = head(tail);
        if m.giving.at_end(head).is_some() {
            return None;
        }
        if group_first(head) {
            return as_said(Measure::Share, false);
        }
        if m.share_noun.at_end(head).is_some() {
            return as_said(Measure::Share, false);
        }
        if m.fall_noun.at_end(head).is_some() {
            return as_said(Measure::Growth, true);
        }
        if m.growth_noun.at_end(head).is_some() {
            return as_said(Measure::Growth, false);
        }
        if m.measure_noun.at_end(head).is_some() {
            return None;
        }
        // 65% 的农户: a part of the farmers.
        return (!head.is_empty()).then_some(Said { measure: Measure::Share, falls: false });
    }
    if matches!(lead.act, Act::Link | Act::Have) && (is_class(noun) || noun.is_empty() && predicates(tail)) {
        return as_said(Measure::Share, false);
    }
    None
}

/// 离职的护理员超过三分之一: a class of people or bodies, of which the figure is a part.
fn is_class(noun: &str) -> bool {
    let m = &*MEASURES;
    let measured = m.measure_noun.at_end(noun).is_some();
    !measured && noun.contains('的') && (noun.ends_with('者') || is_body(noun))
}

/// 近三成没有答复: what a part of them does.
pub(super) fn predicates(tail: &str) -> bool {
    let m = &*MEASURES;
    let changes = m.up.at_start(tail).is_some()
        || m.down.at_start(tail).is_some()
        || m.link.at_start(tail).is_some_and(|n| n > 3);
    let verb =
        m.clause_verb.at_start(tail).or_else(|| m.adverb.at_start(tail)).or_else(|| m.doing.at_start(tail));
    verb.is_some() && !changes && !tail.starts_with(['和', '与', '、', '至', '到', '的', '以', '了'])
}

/// 35% 的农户取一次快递的时间…: people or bodies come right after 的, whatever the clause ends in.
fn group_first(head: &str) -> bool {
    let end =
        head.char_indices().take(7).find_map(|(at, _)| REGIONS.group.at_start(&head[at..]).map(|n| at + n));
    let measured = MEASURES.measure_noun.at_end(head).is_some();
    let goes_on = |end: usize| head[end..].chars().count() > 4;
    end.is_some_and(|end| measured && goes_on(end) && !head[end..].starts_with('的'))
}

/// 占 inside the noun phrase makes it a share: 占 GDP 的比重, 占总数的.
fn takes_share(noun: &str) -> bool {
    ["占地", "占用", "侵占", "占领", "占道", "抢占", "占位"]
        .iter()
        .fold(noun.to_owned(), |n, w| n.replace(w, ""))
        .contains('占')
}

/// The words up to the first mark.
pub(super) fn head(tail: &str) -> &str {
    let end = tail.find(['，', '。', '；', '、', '(', '：', '[', ',']).unwrap_or(tail.len());
    tail[..end].trim()
}

/// 降低成本 20%: a change verb first, then what changed.
fn object_of_change(noun: &str, dimension: Dimension) -> Option<bool> {
    let m = &*MEASURES;
    let noun = noun.trim_start();
    if m.not_change.at_start(noun).is_some() {
        return None;
    }
    let long = |n: &usize| noun[..*n].chars().count() > 1 && *n < noun.len();
    // 增长率, 降幅 and 提升工程 are nouns; 下降的 modifies.
    let verbal = |n: usize| {
        !["的", "率", "幅", "速", "值", "额", "量", "工程", "计划", "行动", "空间", "段", "期"]
            .iter()
            .any(|w| noun[n..].starts_with(w))
            && m.growth_noun.at_end(noun).is_none()
            && m.fall_noun.at_end(noun).is_none()
            && m.share_noun.at_end(noun).is_none()
    };
    if let Some(n) = m.down.at_start(noun).filter(long).filter(|n| verbal(*n)) {
        return Some(n > 0);
    }
    if m.saving.at_start(noun).filter(long).is_some() && dimension == Dimension::Percent {
        return Some(true);
    }
    m.up.at_start(noun).filter(long).filter(|n| verbal(*n)).map(|_| false)
}

/// 4.8% 的同比增长, 两成的降幅
fn changed_after(tail: &str, possessed: bool) -> Option<bool> {
    if !possessed {
        return None;
    }
    let m = &*MEASURES;
    let mut head = head(tail);
    for verb in ["速度", "幅度", "率"] {
        head = head.strip_suffix(verb).unwrap_or(head);
    }
    while let Some(n) = m.growth_mode.at_start(head).filter(|&n| n < head.len()) {
        head = &head[n..];
    }
    if m.fall_noun.has(head) || m.down.has(head) {
        return Some(true);
    }
    (m.growth_noun.has(head) || m.up.has(head)).then_some(false)
}
