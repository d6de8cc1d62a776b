//! Bodies and groups told by their shape rather than by a list of names: 甲公司, 三家企业, 五县, 该港, 王某.

use super::{
    cut::Cut,
    lead::Mention,
    words::{MEASURES, REGIONS, SOURCES},
};
use crate::document::is_han;

/// Letters that stand for a name.
const STAND_INS: &str = "甲乙丙丁戊己ABCDEFGHIJKLMNPQRSTUVWXYZ";
const NUMERALS: &str = "一二两三四五六七八九十百0123456789";
const CLASSIFIERS: &str = "个家所名座位户间支大";
/// Characters between the numeral and the noun: 三家中小企业.
const LONGEST_ATTRIBUTE: usize = 6;

/// Bytes of the body or group the text begins with.
pub(super) fn shaped(slice: &str) -> Option<usize> {
    SOURCES
        .researcher
        .at_start(slice)
        .or_else(|| some_person(slice))
        .or_else(|| lettered(slice))
        .or_else(|| numbered(slice))
        .or_else(|| pointed_at(slice))
}

/// 甲, B: a letter that stands for a name.
pub(super) fn is_stand_in(name: &str) -> bool {
    name.chars().count() == 1 && name.chars().all(|c| STAND_INS.contains(c))
}

/// Whether a noun phrase ends in a body, a group of people or a place.
pub(super) fn is_body(noun: &str) -> bool {
    let long = noun.chars().count() > 1;
    REGIONS.group.at_end(noun).is_some()
        || REGIONS.place_end.at_end(noun).is_some_and(|_| long) && REGIONS.not_place.at_end(noun).is_none()
        || body_end(noun)
}

/// 护理员, 经销商, 毕业生, 造船厂: by the last character.
pub(super) fn body_end(noun: &str) -> bool {
    noun.chars().count() > 1
        && REGIONS.body_end.at_end(noun).is_some()
        && REGIONS.not_body_end.at_end(noun).is_none()
}

/// 王某, 李某某
fn some_person(slice: &str) -> Option<usize> {
    let first = slice.chars().next().filter(|c| SOURCES.surnames.contains(*c))?;
    let rest = slice[first.len_utf8()..].strip_prefix('某')?;
    let rest = rest.strip_prefix('某').unwrap_or(rest);
    Some(slice.len() - rest.len())
}

/// 甲公司, D县, 甲、乙、丙三家企业
fn lettered(slice: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let letter = slice[at..].chars().next().filter(|c| STAND_INS.contains(*c))?;
        at += letter.len_utf8();
        match ['、', '和', '与'].into_iter().find(|j| slice[at..].starts_with(*j)) {
            Some(joint) => at += joint.len_utf8(),
            None => break,
        }
    }
    let rest = &slice[at..];
    if let Some(bytes) = numbered(rest) {
        return Some(at + bytes);
    }
    noun_at_start(rest).map(|n| at + n)
}

/// 三家企业, 五县, 样本六村, 42 家受访企业
pub(super) fn numbered(slice: &str) -> Option<usize> {
    let prefix = ["样本", "受访", "上述", "全部", "这", "该", "其余", "试点"]
        .into_iter()
        .find(|p| slice.starts_with(p))
        .map_or(0, str::len);
    let from = &slice[prefix..];
    let digits: usize = from.chars().take_while(|c| NUMERALS.contains(*c)).take(4).map(char::len_utf8).sum();
    if digits == 0 {
        return None;
    }
    let rest = from[digits..].trim_start_matches(' ');
    match rest.chars().next().filter(|c| CLASSIFIERS.contains(*c)) {
        None => {
            // 三省, 五县市, 两地: a place right after its number, unless it opens a longer word: 四川省, 三亚市.
            let bytes = REGIONS.place_end.at_start(rest)?;
            let more = REGIONS.place_end.at_start(&rest[bytes..]).unwrap_or(0);
            let sound = REGIONS.not_place.at_start(rest).is_none() && !rest.starts_with('港');
            sound.then(|| slice.len() - rest.len() + bytes + more)
        }
        Some(classifier) => {
            let noun = rest[classifier.len_utf8()..].trim_start_matches(' ');
            let end = noun.char_indices().take(LONGEST_ATTRIBUTE).find_map(|(at, c)| {
                if !is_han(c) || c == '的' {
                    return Some(None);
                }
                let here = &noun[at..];
                let place =
                    REGIONS.place_end.at_start(here).filter(|_| REGIONS.not_place.at_start(here).is_none());
                REGIONS.group.at_start(here).or(place).map(|n| Some(at + n))
            })??;
            Some(slice.len() - noun.len() + end)
        }
    }
}

/// 该港, 各馆, 每个所: one character after a word that points.
fn pointed_at(slice: &str) -> Option<usize> {
    let word = ["这家", "那家", "这所", "这座", "该", "各", "每个", "每家", "每所", "某"]
        .into_iter()
        .find(|w| slice.starts_with(w))?;
    let rest = &slice[word.len()..];
    if word == "某"
        && let Some(end) = some_place(rest)
    {
        return Some(word.len() + end);
    }
    let body = noun_at_start(rest)?;
    // 各所在地, 该校区: the character opens a longer word.
    let after = &rest[body..];
    let longer = rest[..body].chars().count() == 1
        && ["在", "级", "长", "员", "内", "区", "务", "业", "种", "类", "项"]
            .iter()
            .any(|w| after.starts_with(w));
    (!longer).then_some(word.len() + body)
}

/// 山区乡, 沿海县, after 某.
fn some_place(rest: &str) -> Option<usize> {
    rest.char_indices().take(4).take_while(|(_, c)| is_han(*c) && *c != '的').find_map(|(at, c)| {
        ("省市县区乡镇村".contains(c) && REGIONS.not_place.at_start(&rest[at..]).is_none())
            .then_some(at + c.len_utf8())
            .filter(|end| !rest[*end..].starts_with(['乡', '县', '镇', '村']))
    })
}

/// A body's noun right at the start: the longest word of the list, or one character that can end one.
fn noun_at_start(rest: &str) -> Option<usize> {
    let place = REGIONS.place_end.at_start(rest).filter(|_| REGIONS.not_place.at_start(rest).is_none());
    let known = REGIONS.group.at_start(rest).max(place);
    let single = REGIONS.body_end.at_start(rest).filter(|_| {
        REGIONS.not_body_end.at_start(rest).is_none() && MEASURES.measure_noun.at_start(rest).is_none()
    });
    known.or(single)
}

/// 风机厂 2021 年投入…: a short noun before a time is whose the clause is.
pub(super) fn before_time(text: &str, rest: Cut, mentions: &[Mention]) -> Option<Cut> {
    let (range, _) = mentions.iter().find(|(r, _)| rest.start < r.start && r.end < rest.end)?;
    let noun = Cut::new(rest.start, range.start).trim(text);
    let words = noun.of(text);
    let length = words.chars().count();
    let sound = (2..=10).contains(&length)
        && !words.contains([
            '的', '占', '，', '由', '从', '较', '比', '与', '自', '至', '到', '在', '截', '和', '、',
        ])
        && MEASURES.measure_noun.at_end(words).is_none()
        && MEASURES.growth_noun.at_end(words).is_none()
        && !holds_verb(words);
    sound.then_some(noun)
}

/// 造雪机的市场占有率: the owner, and the measured noun.
pub(super) fn possessor(text: &str, rest: Cut) -> Option<(Cut, Cut)> {
    let words = rest.of(text);
    let at = words.rfind('的')?;
    let owner = Cut::new(rest.start, rest.start + at).trim(text);
    let noun = rest.skip(at + '的'.len_utf8()).trim(text);
    let m = &*MEASURES;
    let head = noun.of(text);
    let measured =
        [&m.measure_noun, &m.share_noun, &m.growth_noun].into_iter().any(|w| w.at_end(head).is_some());
    let name = owner.of(text);
    let sound = (2..=12).contains(&name.chars().count())
        && is_body(name)
        && head.chars().count() <= 14
        && !name.contains(['占', '在', '对', '由', '从', '于', '每', '、', '，', '“', '《'])
        && m.measure_noun.at_end(name).is_none()
        && !["来自", "源自", "出自"].iter().any(|w| name.starts_with(w))
        && !holds_verb(name);
    (measured && sound).then_some((owner, noun))
}

/// Whether a main verb of a clause stands in the words; the first character may be part of a noun.
pub(super) fn holds_verb(words: &str) -> bool {
    let m = &*MEASURES;
    words.char_indices().any(|(at, _)| {
        let here = &words[at..];
        m.clause_verb.at_start(here).is_some_and(|n| n > 3)
            || m.up.at_start(here).is_some_and(|n| n > 3)
            || m.down.at_start(here).is_some_and(|n| n > 3)
    })
}

/// 支付机构办理的收支, 企业接收一名学徒的投入: who does it, before a verb that modifies the noun. `changes`: the figure is the old
/// or the new level of what is done.
pub(super) fn relative_agent(text: &str, rest: Cut, changes: bool) -> Option<Cut> {
    let words = rest.of(text);
    let m = &*MEASURES;
    words.char_indices().take(10).find_map(|(at, _)| {
        let (body, after) = words.split_at(at);
        let verb = m.doing.at_start(after).filter(|n| *n > 3)?;
        // 园区引进企业从 26 家…: what it does, and to what.
        let object = changes && !after[verb..].is_empty() && m.measure_noun.at_end(after).is_none();
        let modifies =
            (after[verb..].contains('的') || object) && !body.contains(['的', '、', '和', '“', '占']);
        (modifies && body.chars().count() > 1 && is_body(body)).then(|| Cut::new(rest.start, rest.start + at))
    })
}
