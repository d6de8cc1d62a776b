//! Headings and their numbers.

use super::ordinal::Ordinal;
use crate::{
    check::{
        draft::Draft,
        input::{Corpus, key, whole},
        rule::Rule,
    },
    model::{Paper, Role, Section},
};

pub(super) fn check(corpus: &Corpus) -> Vec<Draft> {
    corpus.papers.iter().flat_map(|paper| none(paper).into_iter().chain(numbers(corpus, paper))).collect()
}

fn none(paper: &Paper) -> Option<Draft> {
    let draft = Draft::new(Rule::NoHeadings).about(key(&paper.meta, &paper.source)).item(&paper.id);
    paper.sections.is_empty().then(|| draft.at(whole(&paper.source.path)))
}

/// A numbered heading and the numbers of its level that came before it under the same heading.
struct Row<'a> {
    level: u8,
    seen: Vec<(Ordinal, &'a Section)>,
}

fn numbers(corpus: &Corpus, paper: &Paper) -> Vec<Draft> {
    let mut rows: Vec<Row> = Vec::new();
    let mut found = Vec::new();
    // The list of references has no part in the numbers of the body, whether it has one itself or not.
    for section in paper.sections.iter().filter(|s| s.role != Role::References) {
        rows.retain(|row| row.level <= section.level);
        let Some(ordinal) = section.number.as_deref().and_then(Ordinal::read) else { continue };
        let above = rows.iter().rev().find(|row| row.level < section.level).and_then(|row| row.seen.last());
        let own = rows.iter().find(|row| row.level == section.level);
        let wrong = judge(&ordinal, own.map_or(&[], |row| &row.seen), above.map(|(o, s)| (o, *s)));
        if let Some(Wrong { rule, expected, at }) = wrong {
            let number = section.number.clone().unwrap_or_default();
            let draft = Draft::new(rule).about(&section.title).about(&number).item(&paper.id);
            let draft =
                draft.with("title", &section.title).with("number", &number).with("expected", expected);
            let draft = draft.at(corpus.place(paper, section.span));
            found.push(match at {
                Some(other) => draft.see(corpus.place(paper, other.span), Vec::new()),
                None => draft,
            });
        }
        match rows.iter_mut().find(|row| row.level == section.level) {
            Some(row) => row.seen.push((ordinal, section)),
            None => rows.push(Row { level: section.level, seen: vec![(ordinal, section)] }),
        }
    }
    found
}

struct Wrong<'a> {
    rule: Rule,
    expected: String,
    /// The number it should follow, or the one it repeats.
    at: Option<&'a Section>,
}

/// Nothing is said where the way of numbering changes: that is for the reader of the headings.
fn judge<'a>(
    number: &Ordinal,
    seen: &[(Ordinal, &'a Section)],
    above: Option<(&Ordinal, &'a Section)>,
) -> Option<Wrong<'a>> {
    let wanted = above.and_then(|(o, _)| number.below(o)).unwrap_or_else(|| number.clone());
    let last = seen.last().filter(|(o, _)| o.like(number));
    let expected = last.map_or(1, |(o, _)| o.value + 1);
    let fits = number.value == expected || last.is_none() && number.may_begin();
    if fits && *number == wanted || last.is_none() && !seen.is_empty() {
        return None;
    }
    let before = seen.iter().find(|(o, _)| o.like(number) && o.value == number.value);
    Some(Wrong {
        rule: if before.is_some() { Rule::HeadingNumberRepeated } else { Rule::HeadingNumberSkipped },
        expected: wanted.with(expected),
        at: before.or(last).map(|(_, s)| *s).or(above.map(|(_, s)| s)),
    })
}
