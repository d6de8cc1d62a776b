//! One paragraph read from left to right; every figure becomes a fact, with what the words before it left in force.

use super::{
    clause::{Clause, bracket_around, clauses},
    cut::{Cut, Phrase},
    filter::{Candidate, bounds},
    front::{self, front},
    lead::{Act, Lead, Mention, lead},
    list::{self, Label},
    measure::{Said, said},
    noun::{Named, Setting},
    role::role,
    source::{self, Quoted, Source},
    when::Times,
    words::{MEASURES, REGIONS, SOURCES},
};
use crate::{
    document,
    model::{Dimension, FactRole, Measure, PartialDate, Period, Qualifier, Role},
    quantity::{Quantity, period},
};
use std::ops::Range;

/// What a paragraph needs to know of the paper it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What the section does.
    pub role: Role,
    /// The year of the paper, if known.
    pub paper_year: Option<u16>,
    /// Footnotes: where their mark stands in the text, and what they say.
    pub notes: &'a [(usize, String)],
}

impl Default for Context<'_> {
    fn default() -> Self {
        Context { role: Role::Other, paper_year: None, notes: &[] }
    }
}

/// A figure tied to what it measures. Ranges are bytes of the text given.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The figure, signed where it is a change, with its qualifier.
    pub quantity: Quantity,
    /// The clause that states it.
    pub quote: Range<usize>,
    /// The sentence it stands in.
    pub sentence: Range<usize>,
    /// What it says of its indicator.
    pub measure: Measure,
    /// Observed or proposed.
    pub role: FactRole,
    /// What is measured.
    pub indicator: Option<Phrase>,
    /// Whose it is.
    pub subject: Option<Phrase>,
    /// When.
    pub period: Option<Period>,
    /// Who reported it.
    pub source: Option<Source>,
    /// The source is a cited author.
    pub by_author: bool,
}

/// What one paragraph leaves in force for the next of its section: the report being quoted.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    report: Option<Report>,
}

/// A report in force.
#[derive(Debug, Clone)]
struct Report {
    quoted: Quoted,
    years: Vec<u16>,
    /// Sentences without figures since its last figure.
    idle: u8,
}

/// The facts of one paragraph of a text. `quantities` are those of the paragraph, in bytes of the whole text.
pub fn facts_in_paragraph(
    text: &str,
    paragraph: Range<usize>,
    quantities: &[Quantity],
    context: &Context,
    carried: &mut Carried,
) -> Vec<Fact> {
    let inside: Vec<&Quantity> = quantities
        .iter()
        .filter(|q| paragraph.start <= q.range.start && q.range.end <= paragraph.end)
        .collect();
    if inside.is_empty() && carried.report.is_none() {
        return Vec::new();
    }
    let clock = period::Clock { paper_year: context.paper_year, previous: None };
    let slice = text.get(paragraph.clone()).unwrap_or_default();
    let mentions = period::scan(slice, &clock)
        .into_iter()
        .map(|(r, p)| (r.start + paragraph.start..r.end + paragraph.start, p))
        .collect();
    let mut walk = Walk::new(text, context, mentions, carried.report.take());
    for sentence in document::sentences(text, paragraph) {
        walk.sentence(Cut::from(&sentence), &inside);
    }
    carried.report = walk.report;
    walk.facts
}

struct Walk<'a> {
    text: &'a str,
    context: &'a Context<'a>,
    mentions: Vec<Mention>,
    times: Times,
    report: Option<Report>,
    author: Option<Quoted>,
    /// Whose the figures of the sentence are, and of the paragraph so far.
    sentence_subject: Option<Phrase>,
    sentence_start: usize,
    /// Figures of the sentence that state no fact.
    ideas: Vec<Cut>,
    subject: Option<Phrase>,
    /// What was measured last; the noun the clause before opened with.
    indicator: Option<Phrase>,
    topic: Option<Phrase>,
    /// The members of the last list, and their figures still to come in this clause.
    labels: Vec<Label>,
    due: Vec<Label>,
    /// A whole was given, its part comes next: 占总值 42 万亿元的 37%.
    part_of: Option<Phrase>,
    /// The last figure's indicator as named, and what it said.
    full: Option<Phrase>,
    last_said: Option<Said>,
    /// The list in hand has a noun of its own besides its labels.
    own_noun: bool,
    facts: Vec<Fact>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, context: &'a Context, mentions: Vec<Mention>, report: Option<Report>) -> Self {
        Walk {
            text,
            context,
            mentions,
            times: Times::default(),
            report,
            author: None,
            sentence_subject: None,
            sentence_start: 0,
            ideas: Vec::new(),
            subject: None,
            indicator: None,
            topic: None,
            labels: Vec::new(),
            due: Vec::new(),
            part_of: None,
            full: None,
            last_said: None,
            own_noun: false,
            facts: Vec::new(),
        }
    }

    fn sentence(&mut self, sentence: Cut, quantities: &[&Quantity]) {
        let ideas = |q: &&&Quantity| {
            sentence.holds(Cut::from(&q.range)) && !Candidate::new(self.text, sentence, q).is_fact()
        };
        self.ideas = quantities.iter().filter(ideas).map(|q| Cut::from(&q.range)).collect();
        let facts: Vec<Quantity> = quantities
            .iter()
            .filter(|q| {
                sentence.holds(Cut::from(&q.range)) && Candidate::new(self.text, sentence, q).is_fact()
            })
            .map(|q| (*q).clone())
            .collect();
        let clauses = clauses(self.text, sentence, &facts);
        self.times.next_sentence(!facts.is_empty());
        self.turn(sentence);
        self.sentence_subject = None;
        self.sentence_start = sentence.start;
        self.topic = None;
        let sources = self.sources(sentence, &clauses, &facts);
        let author_until = self.author.as_ref().map_or(sentence.start, |a| a.until);
        let first_fact = self.facts.len();
        for (n, clause) in clauses.iter().enumerate() {
            let begin = sources
                .iter()
                .filter(|q| clause.cut.start <= q.until && q.until <= clause.cut.end)
                .map(|q| q.until)
                .max()
                .unwrap_or(clause.cut.start)
                .max(if clause.cut.holds(Cut::new(author_until, author_until)) { author_until } else { 0 });
            let body = Cut::new(begin, clause.cut.end);
            let apposed = n > 0
                && clauses[n - 1].cut.of(self.text).starts_with('在')
                && ["尤其", "特别是"].iter().any(|w| body.of(self.text).starts_with(w));
            if clause.figures.is_empty() {
                self.plain_clause(body, n == 0, &sources);
            } else {
                self.stating_clause(
                    sentence,
                    clause,
                    body,
                    &facts,
                    &sources,
                    apposed,
                    n.checked_sub(1).map(|p| clauses[p].cut),
                );
                self.topic = None;
            }
        }
        self.remember(&facts, first_fact);
    }

    /// 另一方面 and the like turn to something else: whose figures these are must be said anew.
    fn turn(&mut self, sentence: Cut) {
        let slice = sentence.of(self.text);
        if ["另一方面", "与此同时", "此外", "另外"].iter().any(|w| slice.starts_with(w)) {
            self.subject = None;
        }
    }

    fn sources(&mut self, sentence: Cut, clauses: &[Clause], facts: &[Quantity]) -> Vec<Quoted> {
        let in_review = self.context.role == Role::LiteratureReview;
        if let Some(author) = source::authors(self.text, sentence, in_review) {
            self.author = Some(author);
        } else if !in_review {
            self.author = None;
        }
        let mut found = source::find(self.text, sentence, clauses, &self.mentions);
        if let Some(author) = &self.author {
            let own = |q: &Quoted| matches!((&q.source, &author.source), (Source::Words(a), Source::Words(b)) if a.ranges().next().map(|r| r.start) == b.ranges().next().map(|r| r.start));
            found.retain(|q| !own(q));
        }
        let note = self
            .context
            .notes
            .iter()
            .find(|(at, _)| sentence.start <= *at && *at <= sentence.end)
            .and_then(|(_, note)| source::of_note(note));
        if let Some(name) = note {
            let years = Vec::new();
            found = vec![Quoted {
                source: Source::Note(name),
                from: sentence.start,
                until: sentence.start,
                years,
                programme: None,
                is_author: false,
            }];
        }
        match found.last() {
            Some(last) => {
                self.report = Some(Report { quoted: last.clone(), years: last.years.clone(), idle: 0 })
            }
            None => self.keep_report(sentence, facts),
        }
        found
    }

    /// Whether a sentence without a source plainly goes on quoting the report in force.
    fn keep_report(&mut self, sentence: Cut, facts: &[Quantity]) {
        let Some(report) = &mut self.report else { return };
        let years: Vec<u16> = self
            .mentions
            .iter()
            .filter(|(r, _)| sentence.holds(Cut::from(r)))
            .map(|(_, p)| p.end.year_of())
            .collect();
        let other_time = !years.is_empty() && !years.iter().any(|y| report.years.contains(y));
        let other_place = facts.is_empty()
            || {
                let opened = front(self.text, sentence, &self.mentions, false);
                matches!((&opened.subject, &self.subject), (Some(a), Some(b)) if years.is_empty() && a.read(self.text) != b.read(self.text))
            };
        let programme = report.quoted.programme.is_some();
        if !facts.is_empty() && (other_time || other_place && !programme) || report.idle > 1 {
            self.report = None;
        } else if facts.is_empty() {
            report.idle += 1;
        } else {
            report.idle = 0;
        }
    }

    /// The years of the figures under a report are its years.
    fn remember(&mut self, facts: &[Quantity], first: usize) {
        if facts.is_empty() {
            return;
        }
        if let Some(report) = &mut self.report {
            let years = self.facts[first.min(self.facts.len())..].iter().filter_map(|f| f.period);
            report.years.extend(years.flat_map(|p| [p.start.year_of(), p.end.year_of()]));
        }
    }

    /// A clause without figures may say whose and when the next figures are.
    fn plain_clause(&mut self, body: Cut, first: bool, sources: &[Quoted]) {
        self.times.read(self.text, body, &self.mentions, false);
        let text = self.text;
        if let Some(shift) = topic_shift(text, body) {
            self.sentence_subject = Some(shift.into());
        }
        let mut opened = front(text, body, &self.mentions, false);
        // 在非洲市场，: where, not whose.
        if ["在", "于", "对", "针对", "随着", "围绕", "面对", "关于", "除", "与"]
            .iter()
            .any(|w| body.of(text).starts_with(w))
        {
            opened.subject = None;
        }
        let programme =
            sources.iter().find_map(|q| q.programme.filter(|p| body.start >= p.start && q.until <= body.end));
        let said = opened.subject.clone().or_else(|| {
            programme.and_then(|p| front::place(p.of(text)).map(|n| Cut::new(p.start, p.start + n).into()))
        });
        if let Some(subject) = said {
            if first {
                self.subject = Some(subject.clone());
            }
            self.sentence_subject = Some(subject);
        } else if self.sentence_subject.is_none()
            && let Some(thing) = named_thing(text, body)
        {
            self.sentence_subject = Some(thing.into());
        }
        let noun = front::topic_noun(text, opened.rest);
        let whole = noun == opened.rest;
        let measured = MEASURES.measure_noun.at_end(noun.of(text)).is_some();
        self.topic =
            (measured && !whole || measured && noun.of(text).chars().count() <= 12).then(|| noun.into());
    }

    #[allow(clippy::too_many_arguments)]
    fn stating_clause(
        &mut self,
        sentence: Cut,
        clause: &Clause,
        body: Cut,
        facts: &[Quantity],
        sources: &[Quoted],
        apposed: bool,
        before: Option<Cut>,
    ) {
        let mut from = body.start;
        self.due.clear();
        for (k, &i) in clause.figures.iter().enumerate() {
            let quantity = &facts[i];
            let (start, end) = bounds(quantity);
            let next = clause.figures.get(k + 1).map(|&j| bounds(&facts[j]).0).unwrap_or(clause.cut.end);
            let mut stretch = Cut::new(from, start.max(from));
            self.times.read(self.text, stretch, &self.mentions, true);
            if k == 0 || stretch.of(self.text).contains("分别") {
                self.distribute(stretch, clause, k, facts);
            }
            let chained = k > 0 && is_joint(stretch.of(self.text));
            if k > 0 && !chained {
                stretch = self.own_words(stretch);
            }
            let spot = Spot {
                sentence,
                clause: clause.cut,
                body,
                stretch,
                tail: Cut::new(end, next.max(end)),
                apposed,
                before,
                chained,
            };
            self.fact(quantity, &spot, clause.figures.get(k + 1).map(|&j| &facts[j]), sources);
            from = end.max(from);
        }
        self.times.read(self.text, Cut::new(from, clause.cut.end), &self.mentions, true);
    }

    /// Of the words between two figures, those that belong to the second: 个卖家、1.2 万个店铺 gives it none.
    fn own_words(&self, stretch: Cut) -> Cut {
        let slice = stretch.of(self.text).trim_end();
        if slice.trim_start().starts_with(['的', '、', '和', '与', '及', '，', '(', ')', '+']) {
            return stretch;
        }
        let ends_joined = slice.ends_with(['、', '和', '与', '及']);
        let taken = self.facts.last().and_then(|f| f.indicator.as_ref()).and_then(Phrase::last);
        match taken.filter(|p| stretch.start <= p.start && p.end <= stretch.end) {
            _ if ends_joined => Cut::new(stretch.end, stretch.end),
            Some(phrase) => Cut::new(phrase.end, stretch.end),
            None => stretch,
        }
    }

    /// Hands out the members of a list to the figures of the clause.
    fn distribute(&mut self, stretch: Cut, clause: &Clause, k: usize, facts: &[Quantity]) {
        let rest = &clause.figures[k..];
        let slice = stretch.of(self.text);
        // Only figures joined to one another belong to one list.
        let joined = 1 + rest
            .windows(2)
            .take_while(|w| is_joint(Cut::new(bounds(&facts[w[0]]).1, bounds(&facts[w[1]]).0).of(self.text)))
            .count();
        let mark = ["分别", "依次"].into_iter().find_map(|w| slice.rfind(w));
        if let Some(at) = mark {
            let before = Cut::new(stretch.start, stretch.start + at);
            if let Some(labels) =
                list::labels(self.text, before, joined, &self.mentions, self.times.current())
            {
                self.due = labels.clone();
                self.labels = labels;
                return;
            }
            let from = self.sentence_start;
            if let Some(labels) = list::dates_before(Cut::new(from, stretch.start), joined, &self.mentions) {
                self.due = labels;
                return;
            }
            if let Some(labels) = self.last_named(joined) {
                self.due = labels;
                return;
            }
        }
        if joined > 1 && self.labels.len() == joined {
            self.due = self.labels.clone();
        }
    }

    /// 接待游客…，收入…，分别增长…: the facts just stated, one for each figure.
    fn last_named(&self, count: usize) -> Option<Vec<Label>> {
        let stated: Vec<&Fact> = self
            .facts
            .iter()
            .filter(|f| f.sentence.start == self.sentence_start && f.measure == Measure::Level)
            .collect();
        let from = stated.len().checked_sub(count).filter(|_| count > 1)?;
        Some(
            stated[from..]
                .iter()
                .map(|f| Label { subject: f.subject.clone(), indicator: f.indicator.clone(), period: None })
                .collect(),
        )
    }

    fn fact(&mut self, quantity: &Quantity, spot: &Spot, next: Option<&Quantity>, sources: &[Quoted]) {
        let text = self.text;
        let mut label = if self.due.is_empty() { None } else { Some(self.due.remove(0)) };
        if spot.chained
            && self.own_noun
            && let Some(label) = &mut label
        {
            label.indicator = None;
        }
        let (stretch, tail) = spot.unbracketed(text, quantity);
        let mut lead = lead(text, stretch, &self.mentions);
        let counted = super::noun::tail_phrase(text, tail, quantity.dimension == Dimension::Money);
        // 带动就业 4500 人: with nothing counted after it, the verb is part of the noun.
        if lead.act == Act::Do
            && counted.is_empty()
            && MEASURES.measure_noun.at_end(lead.noun.of(text)).is_none()
        {
            let light = lead.verb.is_some_and(|v| MEASURES.light.has(v.of(text)));
            if let Some(verb) = lead.verb.filter(|_| !light) {
                lead = Lead { noun: Cut::new(lead.noun.start, verb.end), act: Act::Link, verb: None, ..lead };
            }
        }
        let governs = matches!(lead.act, Act::Have | Act::Do) && !counted.is_empty();
        let target = target(text, &lead);
        let noun_cut = self.located(spot, lead.noun, label.is_some());
        let locative = ["在", "于"].iter().any(|w| noun_cut.of(text).starts_with(w));
        let noun_cut = if label.is_some() { after_list(text, lead.noun) } else { noun_cut };
        let mut opened = front(
            text,
            if target.is_some() { Cut::new(noun_cut.end, noun_cut.end) } else { noun_cut },
            &self.mentions,
            governs,
        );
        if quantity.dimension == Dimension::Rank {
            opened.rest = unranked(text, opened.rest);
        }
        // 在非洲市场的占有率: where, when somebody is spoken of already.
        if locative && (self.sentence_subject.is_some() || self.subject.is_some()) {
            opened.subject = None;
        }
        if spot.apposed {
            opened =
                front::Front { subject: None, place: None, rest: Cut::new(opened.rest.end, opened.rest.end) };
        }
        // 五大方面 18 项任务: a count of ideas before the figure is no noun.
        if let Some(idea) = self.ideas.iter().find(|c| c.end == opened.rest.end && opened.rest.holds(**c)) {
            opened.rest = Cut::new(opened.rest.start, idea.start).trim(text);
        }
        if let Some(bound) = self
            .ideas
            .iter()
            .find(|c| c.start == opened.rest.start && opened.rest.holds(**c) && !c.of(text).ends_with('岁'))
        {
            let after = Cut::new(bound.end, opened.rest.end).trim(text);
            let tail = MEASURES.bound_after.at_start(after.of(text)).unwrap_or(0);
            let subject = opened.subject.take();
            opened = front(text, after.skip(tail), &self.mentions, governs);
            opened.subject = opened.subject.or(subject);
        }
        // 与发达国家的 0.5 立方米相比: the level of what is compared with.
        let opener = MEASURES
            .against
            .at_start(opened.rest.of(text))
            .filter(|_| MEASURES.against_close.at_start(tail.of(text).trim_start()).is_some());
        if let Some(opener) = opener {
            opened = front(text, opened.rest.skip(opener), &self.mentions, governs);
        }
        self.plan_term(&opened);
        let whole = self.whole(&mut opened, quantity, next, tail);
        let of_whole =
            quantity.dimension == Dimension::Percent && self.of_whole(spot, stretch, &lead, &opened);
        let by = of_whole && stretch.of(text).contains('按');
        let ratio = of_whole && is_ratio(stretch.of(text));
        if of_whole {
            // Whose the whole is, is not whose the part is.
            let noun = noun_cut.trim(text);
            let from = noun
                .of(text)
                .rfind(['按', '为', '是'])
                .filter(|_| !noun.of(text).contains('占'))
                .and_then(|at| noun.of(text)[at..].chars().next().map(|c| at + c.len_utf8()))
                .unwrap_or(0);
            if opened.subject.is_some() && !noun.of(text).contains('占') || from > 0 {
                opened = front::Front {
                    subject: None,
                    place: None,
                    rest: if ratio { Cut::new(noun.end, noun.end) } else { noun.skip(from) },
                };
            } else if ratio {
                opened.rest = Cut::new(noun.end, noun.end);
            }
        }
        let possessed = tail.of(text).trim_start().starts_with('的');
        let before = Cut::new(spot.body.start.max(stretch.start), stretch.end).of(text).trim_end();
        let tail_words = tail.of(text).trim_start().trim_start_matches('的');
        let noun_words = opened.rest.of(text);
        let same = self
            .full
            .clone()
            .filter(|_| spot.stretch.start > spot.body.start && matches!(lead.act, Act::Reach));
        let inherited = same.or_else(|| self.topic.clone()).or_else(|| self.indicator.clone());
        // A rate that rose to so much is still what it was called: 占比由 55% 升至 60%.
        let carried = self
            .full
            .as_ref()
            .filter(|_| noun_words.is_empty() && matches!(lead.act, Act::Reach | Act::From | Act::Link))
            .map(|p| p.read(text))
            .unwrap_or_default();
        let mut said = said(
            text,
            quantity,
            &lead,
            if noun_words.is_empty() && lead.act == Act::Reach { &carried } else { noun_words },
            tail_words,
            possessed,
        );
        let chained = self.last_said.filter(|_| {
            spot.chained && self.facts.last().is_some_and(|f| f.quantity.dimension == quantity.dimension)
        });
        if let Some(before) = chained {
            said = before;
        }
        if of_whole && !ratio && !by && said.measure == Measure::Rate {
            said.measure = Measure::Share;
        }
        let part = self.part_of.take().filter(|_| quantity.dimension == Dimension::Percent);
        if part.is_some() {
            said.measure = Measure::Share;
        }
        let setting = Setting {
            text,
            quantity,
            lead: &lead,
            front: &opened,
            before: stretch,
            measure: said.measure,
            tail,
            possessed,
            of_whole,
            has_subject: self.sentence_subject.is_some() || self.subject.is_some(),
            inherited: inherited.as_ref(),
        };
        let again = self.last_said.filter(|s| {
            let percent = quantity.dimension == Dimension::Percent
                && self.facts.last().is_some_and(|f| {
                    f.quantity.dimension == Dimension::Percent && f.sentence.start == spot.sentence.start
                });
            percent
                && !possessed
                && !of_whole
                && lead.act == Act::Link
                && opened.rest.is_empty()
                && matches!(s.measure, Measure::Share | Measure::Rate)
                && opened.subject.is_some() | label.is_some()
        });
        if let Some(before) = again.filter(|_| said.measure == Measure::Rate && part.is_none()) {
            said = before;
        }
        let chained = chained.or(again);
        let joined =
            chained.and(self.full.clone()).filter(|_| label.as_ref().is_none_or(|l| l.indicator.is_none()));
        let mut named = match part.or(joined) {
            Some(part) => Named { indicator: Some(part), subject: None, derived: true },
            None => setting.name(),
        };
        if let Some(class) = self.class_named(spot, stretch, &lead) {
            named = Named { indicator: Some(class.into()), subject: None, derived: true };
        }
        self.own_noun =
            !opened.rest.is_empty() && said.measure != Measure::Share || spot.chained && self.own_noun;
        if let Some(label) = &label {
            self.apply(label, &mut named, inherited.as_ref(), &opened, said.measure);
        }
        self.part_of = whole;
        self.last_said = Some(said);
        self.full = named.indicator.clone();
        let grows = said.measure == Measure::Growth;
        let period = label.as_ref().and_then(|l| l.period).or_else(|| {
            self.times.of_figure(text, spot.clause.start, stretch.end, &lead, &self.mentions, grows)
        });
        if lead.act == Act::From {
            self.times.starts_from(period);
        }
        let subject = label
            .and_then(|l| l.subject)
            .or(target.map(|t| self.of_programme(t, sources)))
            .or_else(|| named.subject.clone())
            .or_else(|| opened.subject.clone());
        self.push(quantity, spot, said, named, subject, period, sources, of_whole.then_some(before));
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        quantity: &Quantity,
        spot: &Spot,
        said: Said,
        named: Named,
        subject: Option<Phrase>,
        period: Option<Period>,
        sources: &[Quoted],
        of_whole: Option<&str>,
    ) {
        let text = self.text;
        let relative = named.subject.is_some() && subject == named.subject;
        if let Some(explicit) = &subject
            && !relative
        {
            self.sentence_subject = Some(explicit.clone());
            self.subject = Some(explicit.clone());
        }
        let subject = subject.or_else(|| self.sentence_subject.clone()).or_else(|| self.subject.clone());
        if !named.derived
            && said.measure != Measure::Rank
            && let Some(indicator) = &named.indicator
        {
            self.indicator = Some(self.counted_part(indicator));
        }
        let (source, by_author) = self.source_at(quantity.range.start, sources);
        let sentence_so_far = Cut::new(spot.sentence.start, quantity.range.start).of(text);
        let role = role(
            self.context.role,
            sentence_so_far,
            spot.clause.of(text),
            source.is_some(),
            period,
            self.context.paper_year,
        );
        let mut quantity = signed(quantity, said.falls);
        let most = Cut::new(spot.clause.start.max(spot.stretch.start), spot.stretch.end).of(text);
        if quantity.qualifier == Qualifier::Exact
            && ["最高可", "最多可", "最高能", "最多能", "最高达", "最长可"].iter().any(|w| most.contains(w))
        {
            quantity.qualifier = Qualifier::UpTo;
        }
        if let Some(before) = of_whole
            && quantity.qualifier == Qualifier::Exact
        {
            quantity.qualifier = far_qualifier(before);
        }
        let quote = self.quote(spot);
        self.facts.push(Fact {
            quantity,
            quote,
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

    fn source_at(&self, figure: usize, sources: &[Quoted]) -> (Option<Source>, bool) {
        let here = sources.iter().rfind(|q| q.from <= figure);
        let quoted = here.or(self.author.as_ref()).or(self
            .report
            .as_ref()
            .filter(|_| sources.is_empty())
            .map(|r| &r.quoted));
        (quoted.map(|q| q.source.clone()), quoted.is_some_and(|q| q.is_author))
    }

    /// The noun phrase without a joint at its front, and with only the place after 研究样本为.
    fn located(&self, spot: &Spot, noun: Cut, listed: bool) -> Cut {
        let slice = noun.of(self.text);
        if let Some(at) = slice.rfind(['为', '是'])
            && let after = slice[at..].chars().next().map_or("", |c| &slice[at + c.len_utf8()..])
            && front::place(after).is_some_and(|n| n == after.len())
        {
            return Cut::new(noun.end - after.len(), noun.end);
        }
        if let Some(at) = slice.find(['将', '把', '使', '令']).filter(|&at| {
            !["将军", "使用", "使命", "令牌"].iter().any(|w| slice[at..].starts_with(w))
                && !slice[..at].ends_with(['即', '大', '天', '命', '指'])
                && at < 30
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

    /// 年收入 10 万元以下的村占…, 产值超 10 亿元的企业只有…: the class the figure before sets apart is what is counted.
    fn class_named(&self, spot: &Spot, stretch: Cut, lead: &Lead) -> Option<Cut> {
        let opens = self.facts.last().is_some_and(|f| bounds(&f.quantity).1 == stretch.start)
            && stretch.of(self.text).trim_start().starts_with('的');
        let last = self.facts.last().filter(|f| opens && spot.body.start <= f.quantity.range.start)?;
        let own = last
            .indicator
            .as_ref()
            .and_then(|p| p.ranges().next())
            .map(|r| r.start)
            .filter(|s| spot.body.holds(Cut::new(*s, *s)));
        let start = own.unwrap_or(bounds(&last.quantity).0).min(bounds(&last.quantity).0);
        let end = match (lead.act, lead.verb) {
            (Act::Share, Some(verb)) => verb.end,
            (Act::Have | Act::Link, _) => lead.noun.end,
            _ => return None,
        };
        (end > last.quantity.range.end + '的'.len_utf8()).then(|| Cut::new(start, end).trim(self.text))
    }

    /// 总数的 10%, 全省平均水平的 68%: the noun before is what the figure is a part of or is set against.
    fn of_whole(&self, spot: &Spot, stretch: Cut, lead: &Lead, opened: &front::Front) -> bool {
        let before = Cut::new(spot.body.start.max(stretch.start), stretch.end).of(self.text).trim_end();
        let named = !opened.rest.is_empty() || opened.subject.is_some();
        before.ends_with('的')
            && named
            && lead.act == Act::Link
            && !ends_with_time(self.text, stretch, &self.mentions)
    }

    /// Those whom a programme gives something are named by it.
    fn of_programme(&self, target: Cut, sources: &[Quoted]) -> Phrase {
        let short = target.of(self.text).chars().count() <= 4;
        match sources.iter().find_map(|q| q.programme).filter(|_| short) {
            Some(programme) => Phrase::from(programme).then(target),
            None => target.into(),
        }
    }

    /// The stated term of a plan is the time of its figures.
    fn plan_term(&mut self, opened: &front::Front) {
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
        opened: &mut front::Front,
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

    fn apply(
        &self,
        label: &Label,
        named: &mut Named,
        inherited: Option<&Phrase>,
        opened: &front::Front,
        measure: Measure,
    ) {
        if let Some(indicator) = &label.indicator {
            // 分别占全国的…: each member with the whole it is a part of.
            if !opened.rest.is_empty() && measure != Measure::Share {
                return;
            }
            let whole = (measure == Measure::Share)
                .then(|| named.indicator.as_ref().and_then(Phrase::last))
                .flatten();
            let whole = whole.filter(|w| w.of(self.text).starts_with('占'));
            named.indicator = Some(whole.map_or_else(|| indicator.clone(), |w| indicator.clone().then(w)));
            named.derived = false;
        } else if opened.rest.is_empty()
            && measure != Measure::Share
            && let Some(before) = inherited.filter(|_| named.indicator.is_none() || label.period.is_some())
        {
            named.indicator = Some(before.clone());
        }
    }
}

/// Where a figure stands.
struct Spot {
    sentence: Cut,
    clause: Cut,
    /// The clause without the words that name its source.
    body: Cut,
    /// From the figure before (or the start) to this one.
    stretch: Cut,
    /// From this figure to the next or the end.
    tail: Cut,
    apposed: bool,
    /// The clause before.
    before: Option<Cut>,
    /// Joined to the figure before by nothing but 、 or 和.
    chained: bool,
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

/// 对入选者给予, 为专家提供: whom the figure is for.
fn target(text: &str, lead: &Lead) -> Option<Cut> {
    let verb = lead.verb.filter(|_| lead.act == Act::Do)?.of(text);
    let gives = [
        "给予",
        "给予了",
        "予以",
        "提供",
        "发放",
        "奖励",
        "补贴",
        "补助",
        "资助",
        "减免",
        "处罚",
        "罚款",
        "安排",
        "配备",
        "授信",
        "投放",
        "拨付",
        "签发",
        "颁发",
        "授予",
    ];
    let slice = lead.noun.of(text);
    let prep = ["对于", "对", "为", "向", "给"].into_iter().find(|p| slice.starts_with(p))?;
    gives.contains(&verb).then(|| lead.noun.skip(prep.len()).trim(text)).filter(|c| !c.is_empty())
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

fn is_joint(between: &str) -> bool {
    let between = between.trim();
    let between = between
        .trim_start_matches(|c: char| !"、和与及，,".contains(c) && crate::document::is_han(c) && false);
    matches!(between, "、" | "和" | "与" | "及" | "以及" | "，" | ",")
        || (between.chars().count() <= 1 && !between.is_empty() && "、和与及".contains(between))
}

/// 从…市场结构上看, 就…而言: what is spoken of from here on.
fn topic_shift(text: &str, body: Cut) -> Option<Cut> {
    let slice = body.of(text);
    if let Some(inner) = slice.find('以').filter(|_| slice.ends_with("为例")) {
        let named = body.skip(inner + '以'.len_utf8()).drop_last("为例".len()).trim(text);
        let head = named.of(text).rfind('的').map_or(0, |at| at + '的'.len_utf8());
        let named = named.skip(head).trim(text);
        return (named.of(text).chars().count() <= 20).then_some(named);
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
        front::place(&words[at..])
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
fn named_thing(text: &str, body: Cut) -> Option<Cut> {
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

/// 仅为全省平均水平的 68%: a ratio to another figure, not a part of a whole.
fn is_ratio(before: &str) -> bool {
    let m = &*MEASURES;
    let mut rest = before.trim_start();
    while let Some(n) = m.adverb.at_start(rest).filter(|_| !rest.starts_with("占")) {
        rest = rest[n..].trim_start();
    }
    ["是", "为", "仅为", "约为", "相当于", "只有", "仅相当于", "只相当于"].iter().any(|w| rest.starts_with(w))
}

/// 不足总数的 10%: a bound apart from its figure.
fn far_qualifier(before: &str) -> Qualifier {
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
    let before = before.trim_start();
    table.into_iter().find(|(w, _)| before.starts_with(w)).map_or(Qualifier::Exact, |(_, q)| q)
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
