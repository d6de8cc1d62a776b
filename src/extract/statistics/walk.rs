//! The reading itself: sentence by sentence, clause by clause, with what is in force.

use super::{
    clause::{Clause, clauses},
    cut::{Cut, Phrase},
    facts::{Context, Fact},
    filter::{Candidate, bounds},
    front::{self, front},
    lead::Mention,
    list::Label,
    measure::Said,
    members::is_joint,
    owner::{is_body, is_stand_in, numbered},
    place,
    reading::Spot,
    report::{Report, turns},
    source::{Quoted, Source},
    topic::{named_thing, topic_shift},
    when::Times,
    words::{MEASURES, SOURCES},
};
use crate::{document::is_han, quantity::Quantity};

/// Where the reading of a paragraph stands.
pub(super) struct Walk<'a> {
    pub text: &'a str,
    pub context: &'a Context<'a>,
    pub mentions: Vec<Mention>,
    pub times: Times,
    /// Whose the figures are that the time in force was said of.
    pub dated_owner: Option<Phrase>,
    pub report: Option<Report>,
    pub author: Option<Quoted>,
    /// Whose the figures of the sentence are, and of the paragraph so far.
    pub sentence_subject: Option<Phrase>,
    pub sentence_start: usize,
    /// Figures of the sentence that state no fact.
    pub ideas: Vec<Cut>,
    pub subject: Option<Phrase>,
    /// What was measured last; the noun the clause before opened with.
    pub indicator: Option<Phrase>,
    pub topic: Option<Phrase>,
    /// The members of the last list, and their figures still to come in this clause.
    pub labels: Vec<Label>,
    pub due: Vec<Label>,
    /// A whole was given, its part comes next: 占总值 42 万亿元的 37%.
    pub part_of: Option<Phrase>,
    /// The last figure's indicator as named, and what it said.
    pub full: Option<Phrase>,
    pub last_said: Option<Said>,
    /// The list in hand has a noun of its own besides its labels.
    pub own_noun: bool,
    pub facts: Vec<Fact>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        text: &'a str,
        context: &'a Context,
        mentions: Vec<Mention>,
        report: Option<Report>,
    ) -> Self {
        Walk {
            text,
            context,
            mentions,
            times: Times::default(),
            dated_owner: None,
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

    pub(super) fn sentence(&mut self, sentence: Cut, quantities: &[&Quantity]) {
        let ideas = |q: &&&Quantity| {
            sentence.holds(Cut::from(&q.range)) && !Candidate::new(self.text, sentence, q).is_fact()
        };
        self.ideas = quantities.iter().filter(ideas).map(|q| Cut::from(&q.range)).collect();
        let facts: Vec<Quantity> = quantities
            .iter()
            .filter(|q| {
                sentence.holds(Cut::from(&q.range))
                    && !self.is_year(q)
                    && Candidate::new(self.text, sentence, q).is_fact()
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
        self.sentence_subject = self.reporting_body(&sources);
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
            self.times.read(
                self.text,
                self.dated_source(Cut::new(clause.cut.start, begin)),
                &self.mentions,
                true,
            );
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
        if SOURCES.fieldwork.within(sentence.of(self.text)) && self.times.set_at() >= sentence.start {
            self.times.only_here();
        }
        self.remember(&facts, first_fact);
    }

    /// 某机构的抽检显示: what a body found of itself is its own.
    fn reporting_body(&self, sources: &[Quoted]) -> Option<Phrase> {
        let Source::Words(phrase) = &sources.first()?.source else { return None };
        let words = phrase.read(self.text);
        let own = words.starts_with(['某', '该'])
            || ["一家", "一所", "一位"].iter().any(|w| words.contains(w))
            || words.chars().next().is_some_and(|c| is_stand_in(&c.to_string()));
        (own && is_body(&words)).then(|| phrase.clone())
    }

    /// 在受访的 42 家企业中, 18 所院校…的仅有 4 所: those counted are whose the next figures are.
    fn counts_group(&mut self, quantity: &Quantity, spot: &Spot) {
        let start = quantity.range.start;
        let rest = Cut::new(start, spot.tail.end).of(self.text);
        let opened = front(self.text, Cut::new(spot.body.start, start), &self.mentions, false);
        // 云泽市 16 个乡镇: the city's.
        if opened.subject.is_some() {
            return;
        }
        let Some(end) = numbered(rest).filter(|n| *n > quantity.range.len()) else { return };
        let after = rest[end..].trim_start();
        let among = ["中", "里", "内"].iter().any(|w| after.starts_with(w));
        let owner = opened.rest.is_empty()
            && after.chars().next().is_some_and(is_han)
            && !after.starts_with(['和', '与', '及', '为', '是', '的']);
        if among || owner {
            self.sentence_subject = Some(Cut::new(start, start + end).into());
        }
    }

    /// 水利部 2022 年的统计表明: the words that name the source, but for the date it was published on.
    fn dated_source(&self, named: Cut) -> Cut {
        let published = self.mentions.iter().filter(|(r, _)| named.holds(Cut::from(r))).any(|(r, _)| {
            let after = Cut::new(r.end, named.end).of(self.text);
            ["发布", "公布", "出版", "发表", "印发", "》", "首次", "《", ")"]
                .iter()
                .any(|w| after.contains(w))
        });
        if published { Cut::new(named.end, named.end) } else { named }
    }

    /// 108年 of the Republic, read as a date.
    fn is_year(&self, quantity: &Quantity) -> bool {
        let starts = |m: &&Mention| m.0.start == quantity.range.start && quantity.range.end <= m.0.end;
        quantity.unit.as_deref() == Some("年") && self.mentions.iter().any(|m| starts(&m))
    }

    /// 另一方面 and the like turn to something else: whose figures these are must be said anew.
    fn turn(&mut self, sentence: Cut) {
        let slice = sentence.of(self.text);
        let anew = ["另一方面", "与此同时", "此外", "另外"].iter().any(|w| slice.starts_with(w));
        if anew || turns(slice) {
            self.subject = None;
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
            programme.and_then(|p| place::place(p.of(text)).map(|n| Cut::new(p.start, p.start + n).into()))
        });
        if let Some(subject) = said {
            let passing = ["有的", "有些", "部分", "一些", "不少", "许多", "多数", "少数"];
            let words = subject.read(text);
            if first && !self.is_researcher(&subject) && !passing.iter().any(|w| words.starts_with(w)) {
                self.subject = Some(subject.clone());
            }
            self.sentence_subject = Some(subject);
        } else if self.sentence_subject.is_none()
            && let Some(thing) = named_thing(text, body)
        {
            self.sentence_subject = Some(thing.into());
        }
        let noun =
            measured_opening(text, opened.rest).unwrap_or_else(|| front::topic_noun(text, opened.rest));
        let whole = noun == opened.rest;
        let measured = MEASURES.measure_noun.at_end(noun.of(text)).is_some();
        self.topic = (measured && (!whole || noun.of(text).chars().count() <= 12)).then(|| noun.into());
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
            self.counts_group(quantity, &spot);
            from = end.max(from);
        }
        self.times.read(self.text, Cut::new(from, clause.cut.end), &self.mentions, true);
    }
}

/// 费用在售价中的比重依然偏高: the measured noun a clause opens with, up to what is said of it.
fn measured_opening(text: &str, rest: Cut) -> Option<Cut> {
    let m = &*MEASURES;
    let words = rest.of(text);
    let ends = words.char_indices().map(|(at, _)| at).take(24).filter(|&at| {
        let (noun, after) = words.split_at(at);
        let measured = m.measure_noun.at_end(noun).or_else(|| m.share_noun.at_end(noun)).is_some();
        measured
            && (m.adverb.at_start(after).is_some()
                || after.starts_with(['偏', '较', '不', '很', '过', '仍', '高', '低']))
    });
    ends.last().map(|at| Cut::new(rest.start, rest.start + at))
}
