//! Whom a figure is for: those who are given something.

use super::{
    cut::Cut,
    lead::{Act, Lead},
    words::MEASURES,
};

/// 对入选者给予, 为专家提供, 对…的企业按投资额的 40% 补助: whom the figure is for.
pub(super) fn target(text: &str, lead: &Lead, clause: Cut) -> Option<Cut> {
    let slice = lead.noun.of(text);
    let (at, prep) = ["对于", "对", "为", "向", "给"].into_iter().find_map(|p| {
        let starts = slice.starts_with(p).then_some(0);
        // 由县财政对…: after the giver.
        let later = || slice.find(p).filter(|_| p == "对" && slice.starts_with(['由', '各']));
        starts.or_else(later).map(|at| (at, p))
    })?;
    let inner = lead.noun.skip(at + prep.len()).trim(text);
    let words = inner.of(text);
    let gives = lead.act == Act::Do && lead.verb.is_some_and(|v| MEASURES.giving.has(v.of(text)));
    let (end, found) = match MEASURES.given_by.find(words) {
        Some((end, _)) => (end, gives || MEASURES.giving.within(Cut::new(inner.start, clause.end).of(text))),
        None => (words.len(), gives),
    };
    let cut = Cut::new(inner.start, inner.start + end).trim(text);
    (found && !cut.is_empty()).then_some(cut)
}
