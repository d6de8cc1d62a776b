//! Names of places.

use super::words::{MEASURES, REGIONS};
use crate::document::is_han;

/// Function words; a place the lists do not have holds none of them.
pub(super) const NOT_IN_NAMES: [char; 27] = [
    '的', '了', '和', '与', '个', '各', '全', '其', '出', '以', '多', '对', '从', '由', '在', '是', '为',
    '被', '把', '不', '这', '那', '每', '该', '某', '所', '本',
];

pub(super) fn joined_place(after: &str) -> Option<usize> {
    let mut end = 0;
    while let Some(joint) = ["、", "和", "与", "及"].into_iter().find(|j| after[end..].starts_with(j)) {
        let Some(bytes) = place(&after[end + joint.len()..]) else { break };
        end += joint.len() + bytes;
    }
    (end > 0).then_some(end)
}

/// Bytes of the place name the text begins with: 浙江省杭州市, 我国, 东南亚.
pub(super) fn place(slice: &str) -> Option<usize> {
    let mut end = 0;
    while let Some(bytes) = one_place(&slice[end..], end > 0) {
        end += bytes;
    }
    (end > 0).then_some(end)
}

fn one_place(slice: &str, nested: bool) -> Option<usize> {
    let r = &*REGIONS;
    if nested && !slice.starts_with('某') && r.pointing.at_start(slice).is_some() {
        return None;
    }
    let known = [&r.pointing, &r.areas, &r.provinces, &r.cities, &r.countries, &r.blocs]
        .into_iter()
        .filter_map(|set| set.at_start(slice))
        .max();
    if let Some(bytes) = known {
        let after = &slice[bytes..];
        // 城市人口, 农村公路: a kind of place, not a place.
        let kind = matches!(&slice[..bytes], "城市" | "农村" | "城镇" | "乡村");
        if kind && (nested || !after.starts_with(['的', '和'])) {
            return None;
        }
        let end = r.place_end.at_start(after).filter(|_| r.not_place.at_start(after).is_none()).unwrap_or(0);
        return Some(bytes + end);
    }
    compass(slice).or_else(|| unknown_place(slice, if nested { 1 } else { 2 }))
}

/// 粤北山区, 赣南地区: a part of a province, by its short name.
fn compass(slice: &str) -> Option<usize> {
    const SHORT_NAMES: &str = "冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇陕甘青宁新藏蒙渝沪";
    let mut chars = slice.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    let sound = SHORT_NAMES.contains(first) && "东西南北中".contains(second);
    let length = first.len_utf8() + second.len_utf8();
    let after = &slice[length.min(slice.len())..];
    let region = ["地区", "山区", "平原", "各县", "各市"].iter().find(|w| after.starts_with(**w));
    let kind = region.filter(|w| !w.starts_with('各')).map_or(0, |w| w.len());
    (sound && region.is_some()).then_some(length + kind)
}

/// Two or three characters and 县, 镇, 区 …: a place the lists do not have.
fn unknown_place(slice: &str, least: usize) -> Option<usize> {
    let r = &*REGIONS;
    let m = &*MEASURES;
    for (n, (at, c)) in slice.char_indices().enumerate().take(5) {
        if !is_han(c) {
            return None;
        }
        let rest = &slice[at..];
        if n > 0 && r.not_place.at_start(rest).is_some() {
            return None;
        }
        if n >= least
            && let Some(bytes) = r.place_end.at_start(rest)
        {
            let name = &slice[..at + bytes];
            // 如浙江省: a word and a place the lists do have.
            let holds_known = name.char_indices().skip(1).any(|(i, _)| {
                let inner = &name[i..];
                [&r.provinces, &r.cities, &r.pointing].into_iter().any(|set| set.at_start(inner).is_some())
            });
            if holds_known {
                return None;
            }
            let sound = r.not_place.at_end(name).is_none()
                && m.clause_verb.at_start(name).is_none()
                && m.adverb.at_start(name).is_none()
                && m.group_object.at_start(name).is_none_or(|n| n <= 3)
                && m.doing.at_start(name).is_none_or(|n| n <= 3)
                && !name.contains(NOT_IN_NAMES);
            return sound.then_some(at + bytes);
        }
    }
    None
}
