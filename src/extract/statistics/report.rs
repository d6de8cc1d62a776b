//! The report being quoted: found, kept while the text plainly goes on, given up when it turns.

use super::{
    author,
    clause::Clause,
    cut::Cut,
    front::front,
    source::{self, Quoted, Source},
    walk::Walk,
    words::SOURCES,
};
use crate::{model::Role, quantity::Quantity};

/// A report in force.
#[derive(Debug, Clone)]
pub(super) struct Report {
    pub quoted: Quoted,
    pub years: Vec<u16>,
    /// Sentences without figures since its last figure.
    pub idle: u8,
}

impl Walk<'_> {
    pub(super) fn sources(&mut self, sentence: Cut, clauses: &[Clause], facts: &[Quantity]) -> Vec<Quoted> {
        let in_review = self.context.role == Role::LiteratureReview;
        let later = || {
            // 国外学者也注意到，Smith[4]指出: named with a mark in a later clause.
            clauses
                .iter()
                .skip(1)
                .find_map(|c| author::authors(self.text, Cut::new(c.cut.start, sentence.end), false))
        };
        if let Some(author) = author::authors(self.text, sentence, in_review).or_else(later) {
            self.author = Some(author);
            self.subject = None;
        } else if !in_review {
            self.author = None;
        }
        let mut found = source::find(self.text, sentence, clauses, &self.mentions);
        if let Some(author) = &self.author {
            let own = |q: &Quoted| matches!((&q.source, &author.source), (Source::Words(a), Source::Words(b)) if a.ranges().next().map(|r| r.start) == b.ranges().next().map(|r| r.start));
            found.retain(|q| !own(q));
        }
        if in_review {
            let inner = clauses.iter().skip(1).filter_map(|c| {
                author::authors(self.text, Cut::new(c.cut.start, sentence.end), true)
                    .filter(|q| author::is_sure(self.text, q))
                    .map(|q| Quoted { from: c.cut.start, ..q })
            });
            found.extend(inner);
            found.sort_by_key(|q| q.from);
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
        match found.iter().rfind(|q| !q.is_author) {
            Some(last) => {
                self.report = Some(Report { quoted: last.clone(), years: last.years.clone(), idle: 0 })
            }
            None => self.keep_report(sentence, facts),
        }
        found
    }

    /// Whether a sentence without a source plainly goes on quoting the report in force.
    pub(super) fn keep_report(&mut self, sentence: Cut, facts: &[Quantity]) {
        let Some(report) = &mut self.report else { return };
        let years: Vec<u16> = self
            .mentions
            .iter()
            .filter(|(r, _)| {
                sentence.holds(Cut::from(r)) && self.text.get(r.clone()).is_some_and(|t| t.contains('年'))
            })
            .map(|(_, p)| p.end.year_of())
            .collect();
        let other_time = !years.is_empty() && !years.iter().any(|y| report.years.contains(y));
        let other_place = facts.is_empty()
            || {
                let opened = front(self.text, sentence, &self.mentions, false);
                matches!((&opened.subject, &self.subject), (Some(a), Some(b)) if years.is_empty() && a.read(self.text) != b.read(self.text))
            };
        let programme = report.quoted.programme.is_some();
        // 我们走访…, 受访的企业中: what the authors saw themselves.
        let own = SOURCES.own_work.within(sentence.of(self.text));
        let other_topic = !facts.is_empty() && (other_time || other_place && !programme);
        if turns(sentence.of(self.text)) || other_topic || own || report.idle > 1 {
            self.report = None;
        } else if facts.is_empty() {
            report.idle += 1;
        } else {
            report.idle = 0;
        }
    }

    /// The years of the figures under a report are its years.
    pub(super) fn remember(&mut self, facts: &[Quantity], first: usize) {
        if facts.is_empty() {
            return;
        }
        if let Some(report) = &mut self.report {
            let years = self.facts[first.min(self.facts.len())..].iter().filter_map(|f| f.period);
            report.years.extend(years.flat_map(|p| [p.start.year_of(), p.end.year_of()]));
        }
    }

    pub(super) fn source_at(&self, figure: usize, sources: &[Quoted]) -> (Option<Source>, bool) {
        let here = sources.iter().rfind(|q| q.from <= figure);
        let quoted = here.or(self.author.as_ref()).or(self
            .report
            .as_ref()
            .filter(|_| sources.is_empty())
            .map(|r| &r.quoted));
        (quoted.map(|q| q.source.clone()), quoted.is_some_and(|q| q.is_author))
    }
}

/// 私人市场方面, 与之相比: the text turns from what the report says to something else.
pub(super) fn turns(sentence: &str) -> bool {
    let words = sentence.trim_start();
    let first = words.split(['，', '；', '。']).next().unwrap_or_default().trim_end();
    let aspect = first.ends_with("方面") && first.chars().count() <= 10 && !first.starts_with(['其', '在']);
    aspect || ["与之形成", "与此形成", "与之相比", "相比之下", "反观"].iter().any(|w| words.starts_with(w))
}
