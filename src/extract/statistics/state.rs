//! From a reading to a fact: what it says, of what, whose, when; and what stays in force after it.

use super::{
    cut::{Cut, Phrase},
    facts::Fact,
    front::front,
    lead::Act,
    list::Label,
    measure::{Said, said},
    noun::{Named, Setting},
    owner::is_body,
    place,
    reading::{Part, Reading, Spot},
    role::role,
    source::Quoted,
    walk::Walk,
    words::REGIONS,
};
use crate::{
    model::{Dimension, Measure, Period, Qualifier},
    quantity::Quantity,
};
use std::ops::Range;

impl Walk<'_> {
    /// States the fact of one figure.
    pub(super) fn fact(
        &mut self,
        quantity: &Quantity,
        spot: &Spot,
        next: Option<&Quantity>,
        sources: &[Quoted],
    ) {
        let label = self.next_label(spot);
        let reading = self.read(quantity, spot, next, label.is_some());
        self.plan_term(&reading.front);
        let (said, joined) = self.say(quantity, spot, &reading, label.as_ref());
        let named = self.name(quantity, spot, &reading, said, joined, label.as_ref());
        self.part_of = reading.whole.clone();
        self.last_said = Some(said);
        self.full = named.indicator.clone();
        self.leave_time(spot, &reading, label.as_ref());
        let period = self.period(spot, &reading, said, label.as_ref());
        let target = reading.target.map(|t| self.of_programme(t, sources));
        let for_now = target.is_some();
        let subject = label
            .and_then(|l| l.subject)
            .or(target)
            .or_else(|| named.subject.clone())
            .or_else(|| reading.front.subject.clone());
        let aside = reading.lead.noun.of(self.text).starts_with(['对', '在', '从', '向', '以', '于']);
        let stated = subject.is_some();
        let subject = subject.map(|s| self.antecedent(s, sources));
        let subject = self.whose(subject, &named, for_now, aside);
        let subject = self.fitting(subject, stated, quantity, spot);
        self.push(quantity, spot, &reading, said, named, Bearings { subject, period }, sources);
    }

    fn next_label(&mut self, spot: &Spot) -> Option<Label> {
        let mut label = if self.due.is_empty() { None } else { Some(self.due.remove(0)) };
        if spot.chained
            && self.own_noun
            && let Some(label) = &mut label
        {
            label.indicator = None;
        }
        label
    }

    /// What the figure says, and the indicator it shares with the figure before, where it only goes on.
    fn say(
        &mut self,
        quantity: &Quantity,
        spot: &Spot,
        reading: &Reading,
        label: Option<&Label>,
    ) -> (Said, Option<Phrase>) {
        let text = self.text;
        // A rate that rose to so much is still what it was called: 占比由 55% 升至 60%.
        let words = match (&self.full, reading.lead.act) {
            (Some(full), Act::Reach) if reading.front.rest.is_empty() => full.read(text),
            // 物流费用的比重偏高，鲜果类为 28%: the noun the clause before opened with.
            (_, Act::Link) if reading.front.rest.is_empty() => match &self.topic {
                Some(topic) if reading.front.subject.is_some() => topic.read(text),
                _ => String::new(),
            },
            _ => reading.front.rest.of(text).to_owned(),
        };
        let tail = reading.tail.of(text).trim_start().trim_start_matches('的');
        let mut said = said(text, quantity, &reading.lead, &words, tail, reading.possessed);
        let chained = self.last_said.filter(|_| {
            spot.chained && self.facts.last().is_some_and(|f| f.quantity.dimension == quantity.dimension)
        });
        said = chained.unwrap_or(said);
        if reading.part == Part::Whole && said.measure == Measure::Rate {
            said.measure = Measure::Share;
        }
        let part = self.part_of.take().filter(|_| quantity.dimension == Dimension::Percent);
        if part.is_some() {
            said.measure = Measure::Share;
        }
        let again = self.last_said.filter(|before| self.goes_on(quantity, spot, reading, *before, label));
        if let Some(before) = again.filter(|_| said.measure == Measure::Rate && part.is_none()) {
            said = before;
        }
        let shared = chained.or(again).and(self.full.clone());
        (said, part.or(shared.filter(|_| label.is_none_or(|l| l.indicator.is_none()))))
    }

    /// 而日本、德国分别为 11% 和 13%: somebody else's figure of the same rate.
    fn goes_on(
        &self,
        quantity: &Quantity,
        spot: &Spot,
        reading: &Reading,
        before: Said,
        label: Option<&Label>,
    ) -> bool {
        let percent = quantity.dimension == Dimension::Percent
            && self.facts.last().is_some_and(|f| {
                f.quantity.dimension == Dimension::Percent && f.sentence.start == spot.sentence.start
            });
        percent
            && !reading.possessed
            && reading.part == Part::None
            && reading.lead.act == Act::Link
            && reading.front.rest.is_empty()
            && matches!(before.measure, Measure::Share | Measure::Rate)
            && (reading.front.subject.is_some() || label.is_some())
    }

    fn name(
        &mut self,
        quantity: &Quantity,
        spot: &Spot,
        reading: &Reading,
        said: Said,
        joined: Option<Phrase>,
        label: Option<&Label>,
    ) -> Named {
        let inside = spot.stretch.start > spot.body.start && reading.lead.act == Act::Reach;
        // 进口额也在扩张，今年达 3 亿元，相较于去年的 2 亿元: what is compared with is the same thing's.
        let compared = reading.front.rest.is_empty()
            && matches!(said.measure, Measure::Level | Measure::Growth)
            && self.facts.last().is_some_and(|f| f.sentence.start == spot.sentence.start)
            && self.last_said.is_some_and(|s| s.measure == Measure::Level)
            && (reading.lead.is_base || said.measure == Measure::Growth);
        let same = self.full.clone().filter(|_| inside || compared);
        let inherited = same.or_else(|| self.topic.clone()).or_else(|| self.indicator.clone());
        let setting = Setting {
            text: self.text,
            quantity,
            lead: &reading.lead,
            front: &reading.front,
            before: reading.stretch,
            measure: said.measure,
            tail: reading.tail,
            possessed: reading.possessed,
            of_whole: reading.part != Part::None,
            has_subject: self.sentence_subject.is_some() || self.subject.is_some(),
            has_sentence_subject: self.sentence_subject.is_some(),
            inherited: inherited.as_ref(),
        };
        let mut named = match joined {
            Some(part) => Named { indicator: Some(part), subject: None, derived: true },
            None => setting.name(),
        };
        if let Some(class) = self.class_named(spot, reading.stretch, &reading.lead) {
            named = Named { indicator: Some(class.into()), subject: None, derived: true };
        }
        let stated = !reading.front.rest.is_empty() && said.measure != Measure::Share;
        self.own_noun = stated || spot.chained && self.own_noun;
        if let Some(label) = label {
            self.apply(label, &mut named, inherited.as_ref(), &reading.front, said.measure);
        }
        named
    }

    /// 全市已建成…, 五县现有… after a dated sentence about somebody else: how things stand now.
    fn leave_time(&mut self, spot: &Spot, reading: &Reading, label: Option<&Label>) {
        let stated = label.and_then(|l| l.subject.as_ref()).or(reading.front.subject.as_ref());
        let stated = stated.or(self.sentence_subject.as_ref());
        let (Some(stated), Some(owner)) = (stated, &self.dated_owner) else { return };
        let stands = ["已", "现有", "现存", "现在", "登记在册", "在册"];
        let stands = stands.iter().any(|w| spot.body.of(self.text).contains(w));
        let (stated, owner) = (stated.read(self.text), owner.read(self.text));
        let country = |name: &str| REGIONS.countries.at_start(name).is_some();
        // 甲公司… 乙公司…: one firm's dates are not another's.
        let group =
            |name: &str| ["这些", "上述", "各", "多数", "样本", "受访"].iter().any(|w| name.starts_with(w));
        let firm = |name: &str| is_body(name) && place::place(name).is_none() && !group(name);
        let firms = firm(&stated) && firm(&owner) && reading.front.subject.is_none();
        let countries = country(&stated) && country(&owner);
        if !(firms || stands || countries || self.times.is_narrow()) {
            return;
        }
        if self.times.set_at() < self.sentence_start && !stated.contains(&owner) && !owner.contains(&stated) {
            self.times.forget();
            self.dated_owner = None;
        }
    }

    fn period(
        &mut self,
        spot: &Spot,
        reading: &Reading,
        said: Said,
        label: Option<&Label>,
    ) -> Option<Period> {
        let grows = said.measure == Measure::Growth;
        let (start, figure) = (spot.clause.start, reading.stretch.end);
        let period = label
            .and_then(|l| l.period)
            .or_else(|| self.times.of_figure(self.text, start, figure, &reading.lead, &self.mentions, grows));
        if reading.lead.act == Act::From {
            self.times.starts_from(period);
        }
        period
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        quantity: &Quantity,
        spot: &Spot,
        reading: &Reading,
        said: Said,
        named: Named,
        bearings: Bearings,
        sources: &[Quoted],
    ) {
        if !named.derived
            && said.measure != Measure::Rank
            && let Some(indicator) = &named.indicator
        {
            self.indicator = Some(self.counted_part(indicator));
        }
        let (source, by_author) = self.source_at(quantity.range.start, sources);
        let so_far = Cut::new(spot.sentence.start, quantity.range.start).of(self.text);
        let clause = spot.clause.of(self.text);
        let Bearings { subject, period } = bearings;
        // 2022年起开设，首届…: a date that is not the figure's still says that it came about.
        let begin = Cut::new(spot.sentence.start, quantity.range.start);
        let told = self.mentions.iter().rfind(|(r, _)| begin.holds(Cut::from(r))).map(|(_, p)| *p);
        let dated = period.or(told);
        let role = role(self.context.role, so_far, clause, source.is_some(), dated, self.context.paper_year);
        let mut quantity = signed(quantity, said.falls);
        if quantity.qualifier == Qualifier::Exact {
            quantity.qualifier = far_qualifier(reading, self.text);
        }
        if self.times.set_at() >= spot.sentence.start {
            self.dated_owner = subject.clone();
        }
        self.facts.push(Fact {
            quantity,
            quote: self.quote(spot),
            sentence: spot.sentence.range(),
            measure: said.measure,
            role,
            indicator: named.indicator.filter(|p| !p.is_empty()),
            subject,
            period,
            source,
            by_author,
        });
    }

    /// 造船完工量占全球总量: what later figures go on about is 造船完工量.
    fn counted_part(&self, indicator: &Phrase) -> Phrase {
        let only = indicator.last().filter(|_| indicator.ranges().count() == 1);
        let before = only.and_then(|cut| {
            let words = cut.of(self.text);
            let at = words.find('占').filter(|&at| at > 3)?;
            let noun = ["占比", "占有", "占用", "占地", "占总"].iter().any(|w| words[at..].starts_with(w));
            if noun {
                return None;
            }
            Some(Cut::new(cut.start, cut.start + at).trim(self.text))
        });
        before.map_or_else(|| indicator.clone(), Phrase::from)
    }

    /// The clause; with the one before it where that is only a time.
    fn quote(&self, spot: &Spot) -> Range<usize> {
        let dated = |b: &Cut| self.mentions.iter().any(|(r, _)| b.holds(Cut::from(r)));
        let bare_time = spot.before.filter(dated).filter(|b| {
            let text = b.of(self.text).trim();
            text.chars().count() <= 16 && front(self.text, *b, &self.mentions, false).rest.is_empty()
        });
        bare_time.map_or(spot.clause.start, |b| b.start)..spot.clause.end
    }

    /// Those whom a programme gives something are named by it.
    fn of_programme(&self, target: Cut, sources: &[Quoted]) -> Phrase {
        let short = target.of(self.text).chars().count() <= 4;
        match sources.iter().find_map(|q| q.programme).filter(|_| short) {
            Some(programme) => Phrase::from(programme).then(target),
            None => target.into(),
        }
    }
}

/// Whose and when.
struct Bearings {
    subject: Option<Phrase>,
    period: Option<Period>,
}

/// A bound apart from its figure: 不足总数的 10%, 最高可领到 500 万元.
fn far_qualifier(reading: &Reading, text: &str) -> Qualifier {
    let table = [
        ("不足", Qualifier::Under),
        ("不到", Qualifier::Under),
        ("低于", Qualifier::Under),
        ("超过", Qualifier::Over),
        ("超", Qualifier::Over),
        ("高于", Qualifier::Over),
        ("约占", Qualifier::About),
        ("约为", Qualifier::About),
        ("近", Qualifier::About),
    ];
    let before = reading.stretch.of(text).trim_start();
    if ["最高可", "最多可", "最高能", "最多能", "最高达", "最长可"].iter().any(|w| before.contains(w))
    {
        return Qualifier::UpTo;
    }
    let bound = table.into_iter().find(|(w, _)| reading.part != Part::None && before.starts_with(w));
    bound.map_or(Qualifier::Exact, |(_, qualifier)| qualifier)
}

/// A fall is written with its sign.
fn signed(quantity: &Quantity, falls: bool) -> Quantity {
    let mut signed = quantity.clone();
    if falls && quantity.value.is_none_or(|v| !v.is_sign_negative()) {
        signed.value = quantity.value.map(|v| -v);
        (signed.low, signed.high) = (quantity.high.map(|v| -v), quantity.low.map(|v| -v));
    }
    signed
}
