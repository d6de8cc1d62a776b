//! Headings and what their sections do.

use super::Matched;
use crate::{
    eval::{
        Gold, Key, Sheet,
        pairing::pair,
        text::{Taken, Text, squeeze},
    },
    model::Paper,
};

/// Brackets and points that belong to the print of a number, not to the number.
const AROUND_NUMBERS: [char; 7] = ['(', ')', '.', '（', '）', '、', '．'];

/// Headings are the same if their titles are; among equal titles the number tells them apart.
pub fn score(gold: &Gold, paper: &Paper, text: &Text, sheet: &mut Sheet) {
    let (gold, got) = (&gold.sections, &paper.sections);
    let alike = |i: usize, j: usize| {
        let same_number = number(gold[i].number.as_deref()) == number(got[j].number.as_deref());
        match squeeze(&gold[i].title) == squeeze(&got[j].title) {
            true if same_number => 1.0,
            true => 0.8,
            false => 0.0,
        }
    };
    let pairs = pair(gold.len(), got.len(), 0.8, alike);
    let matched = Matched::new(pairs, &vec![false; gold.len()], got.len());
    sheet.add(Key::Sections, matched.hits(), matched.gold(), matched.got());
    for &(i, j) in &matched.firm {
        let (g, p) = (&gold[i], &got[j]);
        let id = format!("H{}", i + 1);
        sheet.right.push(id.clone());
        sheet.judge(Key::SectionRole, g.role == p.role, || format!("{id} role"));
        if g.role != p.role {
            sheet.miss(Some(p.span.line), format!("role of {} gold {} got {}", g.title, g.role, p.role));
        }
    }
    for &i in &matched.missed {
        let line = text.line(text.locate(&gold[i].title, &mut Taken::new()));
        sheet.miss(line, format!("section missed: {}", heading(gold[i].number.as_deref(), &gold[i].title)));
    }
    for &j in &matched.extra {
        let p = &got[j];
        sheet.miss(Some(p.span.line), format!("section extra: {}", heading(p.number.as_deref(), &p.title)));
    }
}

fn number(number: Option<&str>) -> String {
    squeeze(number.unwrap_or_default()).trim_matches(AROUND_NUMBERS).to_owned()
}

fn heading(number: Option<&str>, title: &str) -> String {
    number.map_or_else(|| title.to_owned(), |n| format!("{n} {title}"))
}
