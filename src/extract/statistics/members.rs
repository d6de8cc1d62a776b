//! Figures that share a clause: which words belong to which, and what a list gives each.

use super::{
    clause::Clause,
    cut::{Cut, Phrase},
    facts::Fact,
    filter::bounds,
    front,
    lead::{Act, Lead},
    list::{self, Label},
    noun::Named,
    reading::Spot,
    walk::Walk,
};
use crate::{model::Measure, quantity::Quantity};

impl Walk<'_> {
    /// Of the words between two figures, those that belong to the second: 个卖家、1.2 万个店铺 gives it none.
    pub(super) fn own_words(&self, stretch: Cut) -> Cut {
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
    pub(super) fn distribute(&mut self, stretch: Cut, clause: &Clause, k: usize, facts: &[Quantity]) {
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
    pub(super) fn last_named(&self, count: usize) -> Option<Vec<Label>> {
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

    /// 年收入 10 万元以下的村占…, 产值超 10 亿元的企业只有…: the class the figure before sets apart is what is counted.
    pub(super) fn class_named(&self, spot: &Spot, stretch: Cut, lead: &Lead) -> Option<Cut> {
        let opens = self.facts.last().is_some_and(|f| bounds(&f.quantity).1 == stretch.start)
            && stretch.of(self.text).trim_start().starts_with(['的', '者']);
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

    pub(super) fn apply(
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

pub(super) fn is_joint(between: &str) -> bool {
    matches!(between.trim(), "、" | "和" | "与" | "及" | "以及" | "，" | ",")
}
