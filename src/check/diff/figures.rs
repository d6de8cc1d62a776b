//! A figure that changes changes every text that quotes it. It is told once: as the figure.

use super::{
    Both,
    words::{bare, squeeze},
};
use crate::model::{Change, Finding, ItemChange, ItemRef, Paper, Span, Statistic};
use std::collections::BTreeSet;

/// Stands for a figure that is told of itself.
const MASK: &str = "\u{FFFC}";

/// Fields of a figure whose words may hold another figure.
const NAMES: [&str; 3] = ["indicator", "subject", "source"];

/// The figures of both states, and which of them are told as changed, added or removed.
pub struct Masks {
    old: Vec<Figure>,
    new: Vec<Figure>,
}

/// A figure in its text.
struct Figure {
    at: Span,
    surface: String,
    told: bool,
}

impl Masks {
    /// Of the changes of a paper's figures.
    pub fn of(changes: &[ItemChange], old: &Paper, new: &Paper) -> Self {
        let told = || changes.iter().filter(|c| c.change != Change::Changed || prints_otherwise(c));
        let figures = |all: &[Statistic], told: BTreeSet<&str>| {
            let figure = |s: &Statistic| Figure {
                at: s.figure,
                surface: squeeze(&s.surface),
                told: told.contains(s.id.as_str()),
            };
            let mut figures: Vec<Figure> = all.iter().map(figure).collect();
            figures.sort_by_key(|f| f.at);
            figures
        };
        Masks {
            old: figures(&old.statistics, told().filter_map(|c| id(&c.old)).collect()),
            new: figures(&new.statistics, told().filter_map(|c| id(&c.new)).collect()),
        }
    }

    /// Whether two texts say the same but for figures told of themselves.
    fn same(&self, (old, at): (&str, Span), (new, there): (&str, Span)) -> bool {
        masked(old, at, &self.old) == masked(new, there, &self.new)
    }
}

fn id(item: &Option<ItemRef>) -> Option<&str> {
    item.as_ref().and_then(|i| i.id.as_deref())
}

fn by_id<'a>(all: &'a [Statistic], id: Option<&str>) -> Option<&'a Statistic> {
    all.iter().find(|s| Some(s.id.as_str()) == id)
}

fn prints_otherwise(change: &ItemChange) -> bool {
    change.fields.iter().any(|f| f.field == "surface")
}

fn is_inside(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The text with the figures told of themselves made equal: of several equal ones the one that stands where it stands.
fn masked(text: &str, span: Span, figures: &[Figure]) -> String {
    let mut text = bare(text);
    let inside: Vec<&Figure> = figures.iter().filter(|f| is_inside(span, f.at)).collect();
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (i, figure) in inside.iter().enumerate().filter(|(_, f)| f.told) {
        let before = inside[..i].iter().filter(|f| f.surface == figure.surface).count();
        let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
        let mut found = text.match_indices(&figure.surface).map(|(at, _)| at).filter(|at| begins(*at));
        places.extend(found.nth(before).map(|at| (at, at + figure.surface.len())));
    }
    places.sort_unstable();
    for (start, end) in places.into_iter().rev() {
        // Two that overlap are one stretch already.
        if text.is_char_boundary(start) && text.is_char_boundary(end) && !text[start..end].contains(MASK) {
            text.replace_range(start..end, MASK);
        }
    }
    text
}

/// Adds the clause to the changes of the figures whose clause says something else.
pub fn clauses(changes: &mut [ItemChange], both: &Both, masks: &Masks) {
    for change in changes.iter_mut().filter(|c| c.change == Change::Changed) {
        let old = by_id(&both.old.statistics, id(&change.old));
        let new = by_id(&both.new.statistics, id(&change.new));
        let (Some(old), Some(new)) = (old, new) else { continue };
        let named = |s: &Statistic, field: &str| match field {
            "indicator" => s.indicator.clone(),
            "subject" => s.subject.clone(),
            _ => s.source.clone(),
        };
        change.fields.retain(|f| {
            let name = (named(old, &f.field), named(new, &f.field));
            let (true, (Some(a), Some(b))) = (NAMES.contains(&f.field.as_str()), name) else { return true };
            !masks.same((&a, old.span), (&b, new.span))
        });
        if !masks.same((&old.quote, old.span), (&new.quote, new.span)) {
            change.fields.extend(super::fields::change(
                "quote",
                Some(old.quote.clone()),
                Some(new.quote.clone()),
            ));
        }
    }
}

/// Takes out of findings what is told as a figure, and notes there who quotes it.
pub fn quotations(
    figures: &mut [ItemChange],
    findings: &mut [ItemChange],
    (old, new): (&[Finding], &[Finding]),
    masks: &Masks,
) {
    for change in findings.iter_mut().filter(|c| c.change == Change::Changed) {
        let find = |all: &[Finding], id: Option<&str>| {
            all.iter()
                .find(|f| Some(f.id.as_str()) == id)
                .map(|f| (f.id.to_string(), f.statement.clone(), f.span))
        };
        let (Some(a), Some(b)) = (find(old, id(&change.old)), find(new, id(&change.new))) else { continue };
        let words = |field: &str| matches!(field, "label" | "statement");
        if !change.fields.iter().any(|f| words(&f.field)) || !masks.same((&a.1, a.2), (&b.1, b.2)) {
            continue;
        }
        change.fields.retain(|f| !words(&f.field));
        let inside = masks.new.iter().filter(|f| f.told && is_inside(b.2, f.at));
        let quoted: Vec<&str> = inside.map(|f| f.surface.as_str()).collect();
        for figure in figures.iter_mut() {
            let quotes = |item: &ItemRef| quoted.contains(&squeeze(&item.text).as_str());
            if figure.new.as_ref().is_some_and(quotes) && prints_otherwise(figure) {
                figure.quoted_by.push(b.0.clone());
            }
        }
    }
}
