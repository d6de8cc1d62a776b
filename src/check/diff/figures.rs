//! A figure that changes changes every text that quotes it. It is told once: as the figure.

use super::{Both, words::squeeze};
use crate::model::{Change, Finding, ItemChange, Paper, Span, Statistic};

/// Stands for a figure that is told of itself.
const MASK: &str = "\u{FFFC}";

/// The figures of both states that are told as changed, added or removed, with their places.
pub struct Masks {
    old: Vec<(Span, String)>,
    new: Vec<(Span, String)>,
}

impl Masks {
    /// Of the changes of a paper's figures.
    pub fn of(changes: &[ItemChange], old: &Paper, new: &Paper) -> Self {
        let told = changes.iter().filter(|c| c.change != Change::Changed || prints_otherwise(c));
        let (mut masks, find) = (Masks { old: Vec::new(), new: Vec::new() }, by_id);
        for change in told {
            let id = |item: &Option<crate::model::ItemRef>| item.as_ref().and_then(|i| i.id.clone());
            masks.old.extend(find(&old.statistics, id(&change.old)).map(|s| (s.figure, squeeze(&s.surface))));
            masks.new.extend(find(&new.statistics, id(&change.new)).map(|s| (s.figure, squeeze(&s.surface))));
        }
        for list in [&mut masks.old, &mut masks.new] {
            // The longest first: `5%` is also an end of `12.5%`.
            list.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.cmp(b)));
        }
        masks
    }

    /// Whether two texts say the same but for figures told of themselves.
    fn same(&self, (old, at): (&str, Span), (new, there): (&str, Span)) -> bool {
        masked(old, at, &self.old) == masked(new, there, &self.new)
    }
}

fn by_id(all: &[Statistic], id: Option<String>) -> Option<&Statistic> {
    all.iter().find(|s| Some(s.id.as_str()) == id.as_deref())
}

fn prints_otherwise(change: &ItemChange) -> bool {
    change.fields.iter().any(|f| f.field == "surface")
}

fn masked(text: &str, span: Span, figures: &[(Span, String)]) -> String {
    let inside = figures.iter().filter(|(at, _)| span.start <= at.start && at.end <= span.end);
    inside.fold(squeeze(text), |text, (_, surface)| text.replace(surface.as_str(), MASK))
}

/// Adds the clause to the changes of the figures whose clause says something else.
pub fn clauses(changes: &mut [ItemChange], both: &Both, masks: &Masks) {
    for change in changes.iter_mut().filter(|c| c.change == Change::Changed) {
        let id = |item: &Option<crate::model::ItemRef>| item.as_ref().and_then(|i| i.id.clone());
        let old = by_id(&both.old.statistics, id(&change.old));
        let new = by_id(&both.new.statistics, id(&change.new));
        let (Some(old), Some(new)) = (old, new) else { continue };
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
        let id = |item: &Option<crate::model::ItemRef>| item.as_ref().and_then(|i| i.id.clone());
        let find = |all: &[Finding], id: Option<String>| {
            all.iter().find(|f| Some(f.id.as_str()) == id.as_deref()).cloned()
        };
        let (Some(a), Some(b)) = (find(old, id(&change.old)), find(new, id(&change.new))) else { continue };
        let words = |field: &str| matches!(field, "label" | "statement");
        if !change.fields.iter().any(|f| words(&f.field))
            || !masks.same((&a.statement, a.span), (&b.statement, b.span))
        {
            continue;
        }
        change.fields.retain(|f| !words(&f.field));
        let place = |s: &Span| b.span.start <= s.start && s.end <= b.span.end;
        let quoted: Vec<&str> =
            masks.new.iter().filter(|(at, _)| place(at)).map(|(_, surface)| surface.as_str()).collect();
        for figure in figures.iter_mut() {
            let quotes = |item: &crate::model::ItemRef| quoted.contains(&squeeze(&item.text).as_str());
            if figure.new.as_ref().is_some_and(quotes) && prints_otherwise(figure) {
                figure.quoted_by.push(b.id.to_string());
            }
        }
    }
}
