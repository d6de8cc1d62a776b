//! What people decided of single items, and what was left out by them.

use super::{
    Options,
    item::Item,
    labels::{Words, words},
    terminal::{Context, page::Page, theme},
    text::Rich,
};
use crate::model::{Analysis, ByHand, Code, Decision, Diagnostic};

/// The items decided, in the order of the papers.
pub fn items(analysis: &Analysis) -> Vec<(Item<'_>, &ByHand)> {
    Item::all(analysis).filter_map(|item| Some((item, item.by_hand()?))).collect()
}

/// What was left out, and what no longer applies.
pub fn notes(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    analysis.diagnostics.iter().filter(|d| d.code == Code::Override)
}

/// `relabelled (topics): the reason`.
pub fn told(words: &Words, by_hand: &ByHand) -> String {
    let decision = match by_hand.action {
        Decision::Accept => &words.decision_accept,
        Decision::Reject => &words.decision_reject,
        Decision::Relabel => &words.decision_relabel,
    };
    match by_hand.fields.as_slice() {
        [] => format!("{decision}: {}", by_hand.reason),
        fields => format!("{decision} ({}): {}", fields.join(", "), by_hand.reason),
    }
}

/// The words of an item.
pub fn said<'a>(item: &Item<'a>) -> &'a str {
    match item {
        Item::Finding(_, _, finding) => finding.label.as_deref().unwrap_or(&finding.statement),
        Item::Statistic(_, statistic) => &statistic.surface,
    }
}

/// The part of the terminal report, if anything was decided. What was left out is among the diagnostics.
pub fn write(context: &Context, options: &Options, page: &mut Page) {
    let decided = items(context.analysis);
    if decided.is_empty() {
        return;
    }
    let words = words(options.lang);
    page.heading(&words.by_hand);
    page.text(0, &Rich::styled(theme::FAINT, &words.by_hand_legend));
    for (item, by_hand) in decided {
        let id = Rich::plain(" ").add(theme::STRONG, context.index.item(item.id())).and(" ");
        let text = Rich::plain(said(&item)).add(theme::TAG, format!("  {}", told(words, by_hand)));
        page.flow(id, &text, context.place(item.paper(), item.span().line));
    }
}
