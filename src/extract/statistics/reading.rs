//! One figure with the words around it taken apart.

use super::{
    clause::bracket_around,
    cut::{Cut, Phrase},
    filter::bounds,
    front::{self, Front, front},
    lead::{Act, Lead, Mention, lead},
    owner, place,
    tail::tail_phrase,
    target::target,
    walk::Walk,
    words::{MEASURES, REGIONS, SOURCES},
};
use crate::{
    model::{Dimension, PartialDate, Period},
    quantity::Quantity,
};

/// Where a figure stands.
pub(super) struct Spot {
    pub sentence: Cut,
    pub clause: Cut,
    /// The clause without the words that name its source.
    pub body: Cut,
    /// From the figure before (or the start) to this one.
    pub stretch: Cut,
    /// From this figure to the next or the end.
    pub tail: Cut,
    pub apposed: bool,
    /// The clause before.
    pub before: Option<Cut>,
    /// Joined to the figure before by nothing but 、 or 和.
    pub chained: bool,
}

impl Spot {
    /// A figure in brackets belongs to the noun before the bracket: 理论学习(1 学期).
    fn unbracketed(&self, text: &str, quantity: &Quantity) -> (Cut, Cut) {
        let Some(bracket) = bracket_around(text, self.body, quantity.range.start) else {
            return (self.stretch, self.tail);
        };
        let inside = Cut::new((bracket.start + 1).max(self.stretch.start), self.stretch.end);
        let tail = Cut::new(self.tail.start, self.tail.end.min(bracket.end.max(self.tail.start)));
        if !inside.trim(text).is_empty() || bracket.start < self.stretch.start {
            return (inside, tail);
        }
        let before = Cut::new(self.stretch.start, bracket.start).of(text);
        let from = before
            .rfind(['“', '+', '、', '，', '；', ')', '”', '和'])
            .and_then(|at| before[at..].chars().next().map(|c| at + c.len_utf8()))
            .unwrap_or(0);
        (Cut::new(self.stretch.start + from, bracket.start), tail)
    }
}

/// 的, or 之 where it is not part of 之后, 之间 and the like.
fn opens_with_of(tail: &str) -> bool {
    let literary = tail
        .strip_prefix('之')
        .is_some_and(|t| !t.starts_with(['后', '前', '间', '内', '外', '上', '下', '一', '多', '久']));
    tail.starts_with('的') || literary
}

/// How the noun before a percentage, tied to it by 的, stands to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// No such noun.
    None,
    /// 不足总数的 10%: a whole the figure is a part of.
    Whole,
    /// 仅为全省平均水平的 68%: another figure it is set against.
    Ratio,
    /// 按造价的 30%: what it is reckoned on.
    Basis,
}

/// A figure with the words around it taken apart.
pub(super) struct Reading {
    /// The words before that are its own.
    pub stretch: Cut,
    /// The words after.
    pub tail: Cut,
    pub lead: Lead,
    pub front: Front,
    /// Whom it is for: 对…给予.
    pub target: Option<Cut>,
    /// 的 follows.
    pub possessed: bool,
    pub part: Part,
    /// The figure is a whole whose part comes next; the phrase that names the part.
    pub whole: Option<Phrase>,
}

impl Walk<'_> {
    /// `listed`: a list before 分别 has named what the figure is about.
    pub(super) fn read(
        &self,
        quantity: &Quantity,
        spot: &Spot,
        next: Option<&Quantity>,
        listed: bool,
    ) -> Reading {
        let text = self.text;
        let (stretch, tail) = spot.unbracketed(text, quantity);
        let counted = tail_phrase(text, tail, quantity.dimension == Dimension::Money);
        let lead = with_object(text, lead(text, stretch, &self.mentions), counted);
        let governs = matches!(lead.act, Act::Have | Act::Do) && !counted.is_empty();
        let target = target(text, &lead, spot.clause);
        let noun = if listed { after_list(text, lead.noun) } else { self.located(spot, lead.noun, listed) };
        let named = target.map_or(noun, |t| Cut::new(t.end.max(noun.start), noun.end.max(t.end)));
        let mut opened = front(text, named, &self.mentions, governs);
        self.tidy(text, quantity, spot, noun, &mut opened);
        self.without_ideas(text, &lead, &mut opened, governs);
        if opened.subject.is_none() && !listed && !spot.apposed {
            self.find_owner(text, quantity, &lead, noun, &mut opened);
        }
        // 与发达国家的 0.5 立方米相比: the level of what is compared with.
        let compared = MEASURES.against_close.at_start(tail.of(text).trim_start()).is_some();
        if let Some(opener) = MEASURES.against.at_start(opened.rest.of(text)).filter(|_| compared) {
            opened = front(text, opened.rest.skip(opener), &self.mentions, governs);
        }
        if quantity.dimension == Dimension::Multiple && is_ratio(stretch.of(text)) {
            // 是我国的 1.8 倍: of whom it is a multiple.
            opened = Front { subject: None, place: None, rest: Cut::new(opened.rest.end, opened.rest.end) };
        }
        let whole = self.whole(&mut opened, quantity, next, tail);
        let part = self.part(quantity, spot, stretch, &lead, &opened);
        if part != Part::None {
            set_apart(text, noun.trim(text), part, &mut opened);
        }
        let possessed = opens_with_of(tail.of(text).trim_start());
        Reading { stretch, tail, lead, front: opened, target, possessed, part, whole }
    }

    fn tidy(&self, text: &str, quantity: &Quantity, spot: &Spot, noun: Cut, opened: &mut Front) {
        if quantity.dimension == Dimension::Rank {
            opened.rest = unranked(text, opened.rest);
        }
        // 在非洲市场的占有率: where, when somebody is spoken of already.
        let locative = ["在", "于"].iter().any(|w| noun.of(text).starts_with(w));
        let doer = self.sentence_subject.as_ref().or(self.subject.as_ref());
        if locative && doer.is_some_and(|p| !SOURCES.researcher.has(&p.read(self.text))) {
            opened.subject = None;
        }
        if spot.apposed {
            *opened = Front { subject: None, place: None, rest: Cut::new(opened.rest.end, opened.rest.end) };
        }
    }

    /// 五大方面 18 项任务, 三年内新增…: figures that state no fact are no part of the noun either.
    fn without_ideas(&self, text: &str, lead: &Lead, opened: &mut Front, governs: bool) {
        let noun = lead.noun;
        // 培训次数超过五次的仅占 9%: a class set apart by a figure is named by all its words.
        let tied = |c: &Cut| {
            let after = text.get(c.end..).unwrap_or_default().trim_start();
            noun.holds(*c) && after.starts_with("的") && noun.end <= c.end + "的".len() + 1
        };
        if matches!(lead.act, Act::Share | Act::Have) && self.ideas.iter().any(tied) {
            *opened = Front { subject: None, place: None, rest: front::opened(text, noun) };
            return;
        }
        if let Some(idea) = self.ideas.iter().find(|c| c.end == opened.rest.end && opened.rest.holds(**c)) {
            opened.rest = Cut::new(opened.rest.start, idea.start).trim(text);
        }
        let opens = |c: &&Cut| {
            c.start == opened.rest.start
                && opened.rest.holds(**c)
                && !c.of(text).ends_with('岁')
                && !text.get(c.end..).is_some_and(|t| t.starts_with('生'))
        };
        if let Some(bound) = self.ideas.iter().find(opens) {
            let after = Cut::new(bound.end, opened.rest.end).trim(text);
            let tail = MEASURES.bound_after.at_start(after.of(text)).unwrap_or(0);
            let subject = opened.subject.take();
            *opened = front(text, after.skip(tail), &self.mentions, governs);
            opened.subject = opened.subject.take().or(subject);
        }
    }

    /// Whose the figure is by the grammar of the clause: 企业应把…, 风机厂 2021 年投入…, 造雪机的占有率.
    fn find_owner(&self, text: &str, quantity: &Quantity, lead: &Lead, noun: Cut, opened: &mut Front) {
        if noun.start > lead.noun.start && !noun.is_empty() {
            let before = Cut::new(lead.noun.start, noun.start);
            let words = before.of(text).trim_end();
            if words.ends_with(['将', '把']) {
                opened.subject = front(text, before.drop_last('将'.len_utf8()), &self.mentions, true).subject;
                return;
            }
        }
        if let Some(cut) = owner::before_time(text, opened.rest, &self.mentions) {
            opened.subject = Some(cut.into());
            let after = Cut::new(cut.end, opened.rest.end);
            opened.rest = front(text, after, &self.mentions, false).rest;
            return;
        }
        if self.contrasts(text, quantity, lead, opened.rest) {
            opened.subject = Some(opened.rest.into());
            opened.rest = Cut::new(opened.rest.end, opened.rest.end);
            return;
        }
        let changes = matches!(lead.act, Act::From | Act::Reach);
        if let Some(owner) = owner::relative_agent(text, opened.rest, changes) {
            opened.subject = Some(owner.into());
            return;
        }
        let known = self.sentence_subject.is_some() || self.subject.is_some();
        if let Some((owner, rest)) = owner::possessor(text, opened.rest).filter(|_| !known) {
            opened.subject = Some(owner.into());
            opened.rest = rest;
        }
    }

    /// 山区为 5.8 天, 石油则高达 73.5%, 乙公司下降 22%: what was measured just now, of something else.
    fn contrasts(&self, text: &str, quantity: &Quantity, lead: &Lead, rest: Cut) -> bool {
        let noun = rest.of(text);
        let m = &*MEASURES;
        let measured = [&m.measure_noun, &m.share_noun, &m.growth_noun, &m.fall_noun]
            .into_iter()
            .any(|w| w.at_end(noun).is_some());
        let short = (2..=10).contains(&noun.chars().count());
        if measured || !short || noun.contains(['的', '占', '、', '“', '每']) || owner::holds_verb(noun)
        {
            return false;
        }
        if !matches!(lead.act, Act::Link | Act::Up | Act::Down) {
            return false;
        }
        let body = owner::is_body(noun) || place::place(noun) == Some(noun.len());
        let same = self.facts.last().filter(|f| {
            f.sentence.start == self.sentence_start
                && f.quantity.dimension == quantity.dimension
                && f.quantity.unit == quantity.unit
        });
        // 为, 则, 仅: only 年产值 3 亿元 goes without, and there the noun is what is measured.
        let linked = lead.noun.end == rest.end
            && text.get(rest.end..quantity.range.start).is_some_and(|t| !t.trim().is_empty());
        let by_rate = quantity.dimension == Dimension::Percent;
        let topic = self.topic.as_ref().or_else(|| same.and_then(|f| f.indicator.as_ref()));
        let names_measure = topic.and_then(Phrase::last).is_some_and(|c| {
            let words = c.of(text);
            [&m.measure_noun, &m.share_noun, &m.growth_noun].into_iter().any(|w| w.at_end(words).is_some())
        });
        let known = same.is_some() || self.topic.is_some() && by_rate;
        let grows = matches!(lead.act, Act::Up | Act::Down);
        let between = text.get(rest.end..quantity.range.start).unwrap_or_default();
        // 山区为 71%，平原为 93%: the figure before was such a one.
        let again = same.is_some_and(|f| {
            let inside =
                |p: &Option<Phrase>| p.as_ref().and_then(Phrase::last).map(|c| c.start >= f.quote.start);
            inside(&f.subject) == Some(true) && inside(&f.indicator) == Some(false)
        });
        let marked = self.topic.is_some()
            || again
            || ["则", "更是", "也", "普遍", "却", "可"].iter().any(|w| between.contains(w));
        known
            && names_measure
            && (body && (linked || grows) || by_rate && linked && marked && noun.chars().count() <= 6)
    }

    fn part(&self, quantity: &Quantity, spot: &Spot, stretch: Cut, lead: &Lead, opened: &Front) -> Part {
        let words = stretch.of(self.text);
        let before = Cut::new(spot.body.start.max(stretch.start), stretch.end).of(self.text).trim_end();
        let named = !opened.rest.is_empty() || opened.subject.is_some();
        let tied = before.ends_with(['的', '之']) && !ends_with_time(self.text, stretch, &self.mentions);
        if quantity.dimension != Dimension::Percent || !tied || !named || lead.act != Act::Link {
            return Part::None;
        }
        match () {
            _ if words.contains('按') => Part::Basis,
            _ if is_ratio(words) => Part::Ratio,
            _ => Part::Whole,
        }
    }

    /// The noun phrase without a joint at its front, and with only the place after 研究样本为.
    fn located(&self, spot: &Spot, noun: Cut, listed: bool) -> Cut {
        let slice = noun.of(self.text);
        if let Some(at) = slice.rfind(['为', '是'])
            && let after = slice[at..].chars().next().map_or("", |c| &slice[at + c.len_utf8()..])
            && place::place(after).is_some_and(|n| n == after.len())
        {
            return Cut::new(noun.end - after.len(), noun.end);
        }
        if let Some(at) = slice.find(['将', '把', '使', '令', '让']).filter(|&at| {
            !["将军", "使用", "使命", "令牌", "让利", "让步"].iter().any(|w| slice[at..].starts_with(w))
                && !slice[..at].ends_with(['即', '大', '天', '命', '指'])
                && at < 60
        }) {
            let after = noun.skip(at + '将'.len_utf8()).trim(self.text);
            if !after.is_empty() {
                return after;
            }
        }
        let joint = ["以及", "和", "与", "及"].into_iter().find(|j| slice.starts_with(j));
        match joint.filter(|_| !listed && spot.stretch.start > spot.body.start) {
            Some(joint) => noun.skip(joint.len()).trim(self.text),
            None => noun,
        }
    }

    /// The stated term of a plan is the time of its figures.
    pub(super) fn plan_term(&mut self, opened: &Front) {
        let Some(title) = opened
            .subject
            .as_ref()
            .and_then(Phrase::last)
            .map(|c| c.of(self.text))
            .filter(|t| t.starts_with('《'))
        else {
            return;
        };
        if !SOURCES.term_title.within(title) {
            return;
        }
        let years: Vec<u16> = title
            .split(|c: char| !c.is_ascii_digit())
            .filter(|d| d.len() == 4)
            .filter_map(|d| d.parse().ok())
            .filter(|y| (1900..=2100).contains(y))
            .collect();
        if let [first, last] = years[..] {
            self.times.set(Period::new(PartialDate::year(first), PartialDate::year(last)));
        }
    }

    /// 占总值 42 万亿元的 37%: the level is the whole's, and the share after it takes the phrase entire.
    fn whole(
        &self,
        opened: &mut Front,
        quantity: &Quantity,
        next: Option<&Quantity>,
        tail: Cut,
    ) -> Option<Phrase> {
        let next =
            next.filter(|n| n.dimension == Dimension::Percent && quantity.dimension != Dimension::Percent)?;
        if tail.of(self.text).trim() != "的" || bounds(next).0 < tail.end {
            return None;
        }
        let noun = opened.rest;
        let at = noun.of(self.text).rfind('占')?;
        let owner = opened.subject.clone();
        let inner = front(self.text, noun.skip(at + '占'.len_utf8()), &self.mentions, false);
        opened.rest = inner.rest;
        opened.subject = inner.subject.or(owner);
        Some(match (at, &self.indicator) {
            (0, Some(before)) => before.clone().then(noun),
            _ => noun.into(),
        })
    }
}

/// Whose the whole is, is not whose the part is; and of a ratio the other side is not named at all.
fn set_apart(text: &str, noun: Cut, part: Part, opened: &mut Front) {
    let words = noun.of(text);
    let shares = words.contains('占');
    let from = words
        .rfind(['按', '为', '是'])
        .filter(|_| !shares)
        .and_then(|at| words[at..].chars().next().map(|c| at + c.len_utf8()))
        .unwrap_or(0);
    if opened.subject.is_some() && !shares || from > 0 {
        *opened = Front { subject: None, place: None, rest: noun.skip(from) };
    }
    if part == Part::Ratio {
        opened.rest = Cut::new(noun.end, noun.end);
    }
}

/// 带动就业 4500 人: with nothing counted after it, the verb is part of the noun.
fn with_object(text: &str, lead: Lead, counted: Cut) -> Lead {
    let measured = MEASURES.measure_noun.at_end(lead.noun.of(text)).is_some();
    match lead.verb.filter(|v| !MEASURES.light.has(v.of(text))) {
        Some(verb) if lead.act == Act::Do && counted.is_empty() && !measured => {
            Lead { noun: Cut::new(lead.noun.start, verb.end), act: Act::Link, verb: None, ..lead }
        }
        _ => lead,
    }
}

/// 位居全国 before a rank is not what is ranked.
fn unranked(text: &str, cut: Cut) -> Cut {
    let mut cut = cut.trim(text);
    while let Some(bytes) = {
        let slice = cut.of(text);
        MEASURES
            .rank_verb
            .at_end(slice)
            .or_else(|| MEASURES.rank_scope.at_end(slice))
            .or_else(|| REGIONS.blocs.at_end(slice))
    } {
        cut = cut.drop_last(bytes).trim(text);
    }
    cut
}

/// What stands after 分别 in the words before a figure.
fn after_list(text: &str, noun: Cut) -> Cut {
    let slice = noun.of(text);
    let mark = ["分别", "依次"].into_iter().find_map(|w| slice.rfind(w).map(|at| at + w.len()));
    match mark {
        Some(at) => noun.skip(at).trim(text),
        // The list was read away with the verb: nothing is left but its labels.
        None if slice.contains(['、', '和', '与']) => Cut::new(noun.end, noun.end),
        None => noun,
    }
}

fn ends_with_time(text: &str, stretch: Cut, mentions: &[Mention]) -> bool {
    let slice = stretch.of(text);
    let cut = stretch.drop_last(slice.len() - slice.trim_end().trim_end_matches('的').trim_end().len());
    mentions.iter().any(|(r, _)| r.end == cut.end && r.start >= cut.start)
}

/// 仅为全省平均水平的 68%: a ratio to another figure, not a part of a whole.
fn is_ratio(before: &str) -> bool {
    let m = &*MEASURES;
    let mut rest = before.trim_start();
    while let Some(n) = m.adverb.at_start(rest).filter(|_| !rest.starts_with("占")) {
        rest = rest[n..].trim_start();
    }
    ["是", "为", "仅为", "约为", "相当于", "只有", "仅相当于", "只相当于"].iter().any(|w| rest.starts_with(w))
}
