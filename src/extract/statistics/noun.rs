//! What is measured: the noun phrase before the figure, after it, or carried over.

use super::{
    cut::{Cut, Phrase},
    front::{Front, topic_noun},
    lead::{Act, Lead},
    measure::{head, predicates},
    owner::is_body,
    tail::{per_head, shorten, tail_phrase},
    words::{MEASURES, REGIONS},
};
use crate::{
    model::{Dimension, Measure},
    quantity::Quantity,
};

/// Everything known of a figure when its noun is looked for.
pub(super) struct Setting<'a> {
    pub text: &'a str,
    pub quantity: &'a Quantity,
    pub lead: &'a Lead,
    pub front: &'a Front,
    /// All the words before the figure that are its own.
    pub before: Cut,
    pub measure: Measure,
    /// From the figure to the next figure or the end of the clause.
    pub tail: Cut,
    /// The tail opens with 的.
    pub possessed: bool,
    /// The noun before the figure is the whole it is a part of: 不足总数的 10%.
    pub of_whole: bool,
    /// Somebody is being spoken of already.
    pub has_subject: bool,
    /// Somebody is named in the sentence.
    pub has_sentence_subject: bool,
    /// What was measured last, and the noun the clause before opened with.
    pub inherited: Option<&'a Phrase>,
}

/// What is measured, and whose, where the noun itself tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub indicator: Option<Phrase>,
    pub subject: Option<Phrase>,
    /// The indicator was made from what was measured before; a later figure inherits that, not this.
    pub derived: bool,
}

impl Setting<'_> {
    pub fn name(&self) -> Named {
        let noun = self.noun();
        match self.measure {
            Measure::Share => self.share(noun),
            Measure::Growth => self.growth(noun),
            Measure::Rank => self.or_inherit(noun),
            Measure::Difference
                if self.closed().is_some() && noun.is_none_or(|n| per_head(n.of(self.text))) =>
            {
                self.plain(self.closed().unwrap_or(self.front.rest))
            }
            Measure::Difference if noun.is_some_and(|n| MEASURES.growth_noun.has(n.of(self.text))) => {
                self.derive(noun)
            }
            Measure::Difference if noun.is_some_and(|n| self.opens_comparison(n)) => self.derive(noun),
            _ => self.level(noun),
        }
    }

    fn noun(&self) -> Option<Cut> {
        let cut = shorten(self.text, self.front.rest.trim(self.text));
        let slice = cut.of(self.text);
        let idea = slice.starts_with(|c: char| "一二三四五六七八九十两几".contains(c))
            && slice.chars().count() <= 6
            && MEASURES.abstract_noun.at_end(slice).is_some();
        let empty = idea
            || slice.is_empty()
            || slice.chars().all(|c| !c.is_alphanumeric())
            || slice.chars().count() == 1 && !slice.is_ascii();
        (!empty).then_some(cut)
    }

    /// 户均增收: the verb with what stands before it is the noun.
    fn closed(&self) -> Option<Cut> {
        let verb = self.lead.verb.filter(|v| MEASURES.closed_change.has(v.of(self.text)))?;
        if self.lead.base.is_some() {
            return None;
        }
        let word = Cut::new(self.before.start, verb.end).trim(self.text);
        Some(if word.of(self.text).chars().count() <= 8 { word } else { verb })
    }

    fn opens_comparison(&self, noun: Cut) -> bool {
        let slice = noun.of(self.text);
        MEASURES.compare_alone.at_start(slice).is_some()
            || MEASURES.against.at_start(slice).is_some() && MEASURES.not_against.at_start(slice).is_none()
    }

    fn plain(&self, cut: Cut) -> Named {
        Named { indicator: Some(cut.into()), ..Named::default() }
    }

    fn or_inherit(&self, noun: Option<Cut>) -> Named {
        match noun {
            Some(noun) => self.plain(noun),
            None => Named { indicator: self.inherited.cloned(), subject: None, derived: true },
        }
    }

    /// What was measured before, and these words: 企业总数 + 占比.
    fn derive(&self, noun: Option<Cut>) -> Named {
        let indicator = match (self.inherited, noun) {
            (Some(before), Some(noun)) => Some(before.clone().then(noun)),
            (Some(before), None) => Some(before.clone()),
            (None, noun) => noun.map(Phrase::from),
        };
        Named { indicator, subject: None, derived: self.inherited.is_some() }
    }

    fn share(&self, noun: Option<Cut>) -> Named {
        let m = &*MEASURES;
        if self.possessed && self.lead.act != Act::Share {
            let head = self.head();
            if m.share_noun.at_end(head.of(self.text)).is_some() && noun.is_none() {
                return self.plain(head);
            }
            if noun.is_none() {
                let subject = self.part_of_group().filter(|_| !self.has_sentence_subject);
                return Named { indicator: Some(self.tail_phrase().into()), subject, derived: false };
            }
        }
        // 其中九成选择居家养老: what the part does is the indicator.
        if noun.is_none()
            && matches!(self.lead.act, Act::Link | Act::Have)
            && predicates(self.tail.of(self.text).trim_start())
        {
            let words = head(self.tail.of(self.text));
            let start = self.tail.trim(self.text).start;
            return self.plain(Cut::new(start, start + words.len()));
        }
        let Some(cut) = noun else {
            let with = self.lead.verb.filter(|_| self.lead.act == Act::Share);
            return self.derive(with);
        };
        let slice = cut.of(self.text);
        if self.of_whole && !slice.contains('占')
            || slice.starts_with('占')
            || m.share_noun.has(slice)
            || m.share_noun.has(slice.trim_start_matches("其"))
        {
            return self.derive(Some(cut));
        }
        match self.lead.verb.filter(|_| self.lead.act == Act::Share) {
            Some(verb) if cut.end == verb.start => self.plain(Cut::new(cut.start, verb.end)),
            Some(verb) => Named { indicator: Some(Phrase::from(cut).then(verb)), ..Named::default() },
            None => self.plain(cut),
        }
    }

    /// 71% 的受访教师从未…: those the figure is a part of.
    fn part_of_group(&self) -> Option<Phrase> {
        let tail = self.tail.trim(self.text);
        let inner = tail.skip(tail.of(self.text).len() - tail.of(self.text).trim_start_matches('的').len());
        let words = head(inner.of(self.text));
        let (at, bytes) = words.char_indices().take(10).find_map(|(at, _)| {
            let here = &words[at..];
            let by_end = || {
                let end = REGIONS.body_end.at_start(here)?;
                (is_body(&words[..at + end]) && REGIONS.not_body_end.at_start(here).is_none()).then_some(end)
            };
            let end = REGIONS.group.at_start(here).or_else(by_end)?;
            (at + end < words.len()).then_some((at, end))
        })?;
        Some(Cut::new(inner.start, inner.start + at + bytes).into())
    }

    fn growth(&self, noun: Option<Cut>) -> Named {
        let Some(cut) = noun else {
            return self.closed().map_or_else(|| self.or_inherit(None), |verb| self.plain(verb));
        };
        let m = &*MEASURES;
        let mut slice = cut.of(self.text);
        while let Some(n) = m.growth_mode.at_start(slice).filter(|&n| n < slice.len()) {
            slice = &slice[n..];
        }
        // 增速 alone is somebody's growth; 降低成本 names what falls.
        if m.growth_noun.has(slice) || m.fall_noun.has(slice) {
            return self.derive(Some(cut));
        }
        let opened =
            m.up.at_start(slice).into_iter().chain(m.down.at_start(slice)).max().filter(|&n| n < slice.len());
        let begin = cut.end - slice.len();
        match opened.filter(|&n| {
            slice[..n].chars().count() > 1
                && self.lead.act == Act::Link
                && m.growth_noun.at_end(slice).is_none()
        }) {
            Some(n) => self.plain(Cut::new(begin + n, cut.end).trim(self.text)),
            None if self.opens_comparison(cut) => self.derive(None),
            None => self.plain(cut),
        }
    }

    fn level(&self, noun: Option<Cut>) -> Named {
        let countable =
            matches!(self.quantity.dimension, Dimension::Count | Dimension::Duration | Dimension::Money);
        let tail = self.tail_phrase();
        let has_tail = !tail.is_empty() && countable;
        let governs = matches!(self.lead.act, Act::Have | Act::Do);
        // 在 3 个县发放问卷: what stands after a preposition is counted.
        let placed = self.before.of(self.text).trim_end().ends_with(['在', '对', '于', '向']);
        if placed && has_tail && self.quantity.dimension == Dimension::Count && !self.head().is_empty() {
            return self.plain(self.head());
        }
        if self.lead.lasting {
            return self.or_inherit(noun);
        }
        if let Some(named) = self.counted_after(noun) {
            return named;
        }
        // 领到 500 万元的购房补贴: the noun after is what is measured.
        let head = self.head();
        let is_measure = |cut: Cut| MEASURES.measure_noun.at_end(cut.of(self.text)).is_some();
        if self.possessed && countable && is_measure(head) && noun.is_some_and(|n| !is_measure(n)) {
            return Named { indicator: Some(head.into()), ..Named::default() };
        }
        // 超 10 亿元的企业: a bound sets those apart who are within it.
        let bounding =
            self.lead.noun.end < self.before.trim(self.text).end || self.quantity.qualifier_range.is_some();
        if self.possessed
            && !governs
            && noun.is_none()
            && self.quantity.qualifier_range.is_some()
            && !is_measure(head)
            && !head.is_empty()
            && self.inherited.is_some()
        {
            return Named { indicator: self.inherited.cloned(), subject: Some(head.into()), derived: true };
        }
        if self.possessed
            && bounding
            && let Some(noun) = noun.filter(|n| !governs || is_measure(*n) || tail.is_empty())
        {
            return self.relative(noun);
        }
        if governs && has_tail {
            return self.counted(noun, tail);
        }
        if governs && let Some(verb) = self.lead.verb {
            let cut = noun.map_or(verb, |n| Cut::new(n.start, verb.end));
            let measured = noun.is_some_and(|n| MEASURES.measure_noun.at_end(n.of(self.text)).is_some());
            let idle = measured || MEASURES.light.has(verb.of(self.text)) || self.lead.act == Act::Have;
            return match (noun, idle) {
                (Some(noun), true) => self.plain(noun),
                (None, true) => self.or_inherit(None),
                _ => self.plain(cut),
            };
        }
        match noun.map(|n| self.before_copula(n)) {
            Some(noun) if noun.is_empty() => self.or_inherit(None),
            Some(noun) if per_head(noun.of(self.text)) => self.derive(Some(noun)),
            Some(noun) => self.plain(noun),
            None if has_tail || self.possessed && !tail.is_empty() => {
                let counts = self.quantity.dimension == Dimension::Count && !self.possessed;
                self.after(counts.then(|| self.thing()).flatten().unwrap_or(tail))
            }
            None => self.or_inherit(None),
        }
    }

    /// 走访的 41 个服务中心, 撮合 12 家小厂, 为期两年的培训: what stands behind the figure.
    fn counted_after(&self, noun: Option<Cut>) -> Option<Named> {
        let measured = |cut: Cut| MEASURES.measure_noun.at_end(cut.of(self.text)).is_some();
        if noun.is_none_or(measured) || !matches!(self.lead.act, Act::Link) {
            return None;
        }
        let thing = match self.quantity.dimension {
            Dimension::Count if !self.possessed => self.thing()?,
            Dimension::Duration if self.possessed && self.quantity.qualifier_range.is_none() => self.head(),
            _ => return None,
        };
        let modifier = noun.filter(|n| {
            let tied = Cut::new(n.end, self.before.end).of(self.text).trim() == "的";
            tied && n.of(self.text).chars().count() <= 6
        });
        let indicator = modifier.map_or_else(|| thing.into(), |m| Phrase::from(m).then(thing));
        (!thing.is_empty()).then(|| Named { indicator: Some(indicator), ..Named::default() })
    }

    /// The noun right behind a classifier, up to 的 or a verb.
    fn thing(&self) -> Option<Cut> {
        let m = &*MEASURES;
        let blanks = self.tail.of(self.text);
        let tail = self.tail.skip(blanks.len() - blanks.trim_start().len());
        let words = head(tail.of(self.text));
        let verb = |w: &str| {
            m.clause_verb.at_start(w).or_else(|| m.adverb.at_start(w)).is_some()
                && m.not_adverb.at_start(w).is_none()
                || m.doing.at_start(w).is_some_and(|n| n > 3)
                || m.against_close.at_start(w).is_some()
                || ["和", "与", "及", "以", "左右", "大关", "后", "前", "内"].iter().any(|p| w.starts_with(p))
                || w.starts_with('中')
                    && !w[3..].starts_with(['小', '等', '高', '外', '医', '药', '学', '青', '型'])
        };
        // 更换了 9 家合作企业: after 了 comes the object.
        let object = self.before.of(self.text).trim_end().ends_with('了');
        let body = REGIONS.group.at_start(words).is_some();
        if self.quantity.unit.is_none() || verb(words) && !object && !body {
            return None;
        }
        let end = words.find(['的', '之']).unwrap_or(words.len());
        let cut = topic_noun(self.text, Cut::new(tail.start, tail.start + end));
        // 地级及以上城市
        let whole = Cut::new(tail.start, tail.start + end);
        let goes_on =
            ["及以上", "及以下", "以上", "以下"].iter().any(|w| words[cut.end - tail.start..].starts_with(w));
        let mut cut = if goes_on { whole } else { cut }.trim(self.text);
        while let Some(word) =
            ["中", "里", "内", "与", "和", "及"].into_iter().find(|w| cut.of(self.text).ends_with(w))
        {
            cut = cut.drop_last(word.len()).trim(self.text);
        }
        (cut.of(self.text).chars().count() >= 2).then_some(cut)
    }

    /// 旺季房价是淡季的 2.5 倍: what stands before 是.
    fn before_copula(&self, noun: Cut) -> Cut {
        if self.quantity.dimension != Dimension::Multiple {
            return noun;
        }
        let slice = noun.of(self.text);
        let at = ["相当于", "达到", "是", "为"].into_iter().filter_map(|w| slice.find(w)).min();
        at.map_or(noun, |at| Cut::new(noun.start, noun.start + at).trim(self.text))
    }

    /// 年收入超过 10 万元的农户: the income is measured, of the farmers.
    fn relative(&self, noun: Cut) -> Named {
        let head = self.head();
        let words = head.of(self.text);
        let m = &*MEASURES;
        let measured = m.measure_noun.at_end(words).is_some()
            || m.share_noun.at_end(words).is_some()
            || m.growth_noun.at_end(words).is_some();
        // 为期两年的培训, 不超过 500 元的赔偿: a thing is whose a bound is, an event is not.
        let bounded = self.quantity.dimension != Dimension::Money && self.quantity.qualifier_range.is_some();
        let given = self.before.of(self.text).trim_start().starts_with('对');
        let owner = given
            || is_body(words)
            || bounded && !self.has_sentence_subject && m.giving.at_end(words).is_none();
        let subject = (!words.is_empty() && !measured && owner).then(|| Phrase::from(head));
        Named { indicator: Some(noun.into()), subject, derived: false }
    }

    /// 拥有 8000 个卖家, 建成 58 个海外仓
    fn counted(&self, noun: Option<Cut>, tail: Cut) -> Named {
        let m = &*MEASURES;
        let verb = self.lead.verb.filter(|v| {
            let word = v.of(self.text);
            self.lead.act == Act::Do && !m.light.has(word) && word.chars().count() > 1
        });
        let apposed = self.lead.verb.is_some_and(|v| v.of(self.text) == "等");
        let subject = noun
            .filter(|n| {
                !apposed
                    && (!self.has_subject || REGIONS.group.at_end(n.of(self.text)).is_some())
                    && self.front.subject.is_none()
                    && n.of(self.text).chars().count() <= 12
                    && m.against.at_start(n.of(self.text)).is_none()
            })
            .map(Phrase::from);
        let indicator = match verb {
            Some(verb) => Phrase::from(verb).then(tail),
            None => self.known(tail).unwrap_or_else(|| tail.into()),
        };
        Named { indicator: Some(indicator), subject, derived: false }
    }

    /// A bare classifier's noun that only repeats what was measured before: 企业 after 企业总数.
    fn known(&self, tail: Cut) -> Option<Phrase> {
        let before = self.inherited?;
        let words = tail.of(self.text).trim();
        (words.chars().count() <= 4 && before.read(self.text).contains(words)).then(|| before.clone())
    }

    fn after(&self, tail: Cut) -> Named {
        let phrase = self.known(tail).unwrap_or_else(|| tail.into());
        Named { indicator: Some(phrase), ..Named::default() }
    }

    /// The noun phrase after 的, up to a verb.
    fn head(&self) -> Cut {
        let start = self.tail.trim(self.text);
        let start = if start.of(self.text).starts_with(['的', '之']) {
            start.skip('的'.len_utf8()).trim(self.text)
        } else {
            start
        };
        let words = head(start.of(self.text));
        let group =
            words.char_indices().find_map(|(at, _)| REGIONS.group.at_start(&words[at..]).map(|n| at + n));
        let words = group.map_or(words, |end| &words[..end]);
        topic_noun(self.text, Cut::new(start.start, start.start + words.len()))
    }

    /// What is counted: the words after the figure, up to an adverb or a mark.
    fn tail_phrase(&self) -> Cut {
        tail_phrase(self.text, self.tail, self.quantity.dimension == Dimension::Money)
    }
}
