//! Lists told apart by 分别: so many labels, so many figures.

use super::{
    cut::{Cut, Phrase},
    front::front,
    lead::Mention,
    owner::{is_stand_in, shaped},
    place::place,
    words::MEASURES,
};
use crate::model::Period;

/// What one member of a list is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Label {
    pub subject: Option<Phrase>,
    pub indicator: Option<Phrase>,
    pub period: Option<Period>,
}

const JOINTS: [&str; 6] = ["以及", "、", "和", "与", "及", "，"];

/// The labels before 分别, one for each of `count` figures; `None` if the text does not give so many.
pub(super) fn labels(
    text: &str,
    before: Cut,
    count: usize,
    mentions: &[Mention],
    current: Option<Period>,
) -> Option<Vec<Label>> {
    let dates: Vec<_> = mentions.iter().filter(|(r, _)| before.holds(Cut::from(r))).collect();
    if dates.len() == count && count > 1 {
        let last = dates.last()?.0.end;
        // 2020年、2021年两年的…: the sum of the dates is no part of the noun.
        let mut head = Cut::new(last, before.end).trim(text);
        let digits = head.of(text).trim_start_matches(|c: char| "一二三四五六七八九十两".contains(c));
        if digits.len() < head.of(text).len() && digits.starts_with('年') {
            head = head.skip(head.of(text).len() - digits.len() + '年'.len_utf8()).trim(text);
        }
        let head = strip_of(text, head);
        let noun = (!head.is_empty()).then(|| Phrase::from(head));
        return Some(
            dates
                .iter()
                .map(|(_, p)| Label { period: Some(*p), indicator: noun.clone(), subject: None })
                .collect(),
        );
    }
    let opened = front(text, before, mentions, true);
    // A joined place was read as one subject: take it apart again.
    let whole = opened
        .subject
        .as_ref()
        .and_then(Phrase::last)
        .map_or(opened.rest, |s| Cut::new(s.start, before.end))
        .trim(text);
    let parts = parts(text, whole);
    if parts.len() == count && count > 1 {
        return Some(named(text, &parts, mentions));
    }
    let years = current.filter(|p| {
        p.start.to_string().len() == 4 && usize::from(p.end.year_of() - p.start.year_of()) + 1 == count
    })?;
    (years.start.year_of()..=years.end.year_of())
        .map(|y| {
            Some(Label { period: Some(Period::at(crate::model::PartialDate::year(y))), ..Label::default() })
        })
        .collect()
}

/// 2021年、2022年和2023年，…分别为: the dates of an earlier clause, one for each figure.
pub(super) fn dates_before(earlier: Cut, count: usize, mentions: &[Mention]) -> Option<Vec<Label>> {
    let dates: Vec<_> = mentions.iter().filter(|(r, _)| earlier.holds(Cut::from(r))).collect();
    (dates.len() == count && count > 1)
        .then(|| dates.iter().map(|(_, p)| Label { period: Some(*p), ..Label::default() }).collect())
}

/// The members of a list of nouns; joints inside brackets and names do not count.
fn parts(text: &str, cut: Cut) -> Vec<Cut> {
    let slice = cut.of(text);
    let (mut found, mut start, mut at, mut depth) = (Vec::new(), 0, 0, 0usize);
    while let Some(c) = slice[at..].chars().next() {
        match c {
            '(' | '“' | '《' => depth += 1,
            ')' | '”' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let protected = MEASURES.not_against.at_start(&slice[at..]);
        if let Some(bytes) = protected {
            at += bytes;
            continue;
        }
        if depth == 0
            && let Some(joint) = JOINTS.iter().find(|j| slice[at..].starts_with(**j))
        {
            found.push(Cut::new(cut.start + start, cut.start + at).trim(text));
            at += joint.len();
            start = at;
            continue;
        }
        at += c.len_utf8();
    }
    found.push(Cut::new(cut.start + start, cut.end).trim(text));
    found.retain(|c| !c.is_empty());
    found
}

fn named(text: &str, parts: &[Cut], mentions: &[Mention]) -> Vec<Label> {
    let split = |cut: Cut| {
        let f = front(text, cut, mentions, true);
        (f.subject, (!f.rest.is_empty()).then_some(f.rest))
    };
    let Some((last, earlier)) = parts.split_last() else { return Vec::new() };
    // 甲、丙两家公司的出口额: the letters are the names.
    if let Some(bytes) = shaped(last.of(text)).filter(|_| earlier.iter().all(|p| is_stand_in(p.of(text)))) {
        let letter = last.of(text).chars().next().map_or(0, char::len_utf8);
        let opened = front(text, last.skip(bytes), mentions, true);
        let noun = (!opened.rest.is_empty()).then(|| Phrase::from(strip_of(text, opened.rest)));
        let names = earlier.iter().copied().chain([Cut::new(last.start, last.start + letter)]);
        return names
            .map(|name| Label { subject: Some(name.into()), indicator: noun.clone(), period: None })
            .collect();
    }
    let (last_subject, last_noun) = split(*last);
    let places = parts.iter().all(|p| place(p.of(text)).is_some());
    let firsts: Vec<_> = earlier.iter().map(|p| split(*p)).collect();
    if places || last_subject.is_some() && firsts.iter().all(|(_, noun)| noun.is_none()) {
        // 甲省和乙省的粮食产量: the noun is everybody's.
        let shared = last_noun.map(|n| Phrase::from(strip_of(text, n)));
        let mut labels: Vec<Label> = firsts
            .into_iter()
            .map(|(subject, noun)| Label {
                subject,
                indicator: noun.map(Phrase::from).or_else(|| shared.clone()),
                period: None,
            })
            .collect();
        labels.push(Label { subject: last_subject, indicator: shared, period: None });
        return labels;
    }
    // 小麦、玉米和水稻产量: the head of the last is everybody's, the owner of the first is everybody's.
    let noun = last_noun.unwrap_or(*last);
    let head = MEASURES.measure_noun.at_end(noun.of(text)).map(|n| Cut::new(noun.end - n, noun.end));
    let owner = firsts.first().and_then(|(s, _)| s.clone()).or(last_subject.clone());
    let member = |subject: Option<Phrase>, noun: Option<Cut>| {
        let indicator = noun.map(|n| {
            let measured = MEASURES.measure_noun.at_end(n.of(text)).is_some();
            let phrase = Phrase::from(strip_of(text, n));
            match head.filter(|_| !measured) {
                Some(head) => phrase.then(head),
                None => phrase,
            }
        });
        Label { subject: subject.or_else(|| owner.clone()), indicator, period: None }
    };
    let mut labels: Vec<Label> = firsts.into_iter().map(|(s, n)| member(s, n)).collect();
    labels.push(member(last_subject, Some(noun)));
    labels
}

fn strip_of(text: &str, cut: Cut) -> Cut {
    let cut = cut.trim(text);
    if cut.of(text).starts_with('的') { cut.skip('的'.len_utf8()).trim(text) } else { cut }
}
