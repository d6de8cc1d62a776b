//! One fact stated twice: in the abstract and again in the body.

use super::{
    claim::{Claim, Formula},
    figure::Figure,
};
use crate::compare::name::dice;

/// Quotes this much alike state one fact.
const SAME_SENTENCE: f64 = 0.6;

/// Every pair of figures of one name, time, unit and measure in different sections.
pub(super) fn find<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<Claim<'f, 'a>> {
    let mut claims = Vec::new();
    for (n, second) in figures.iter().enumerate() {
        // The nearest earlier statement: three statements are two pairs.
        let first = figures[..n].iter().rev().find(|first| is_same(first, second));
        claims.extend(first.map(|first| {
            let abstract_and_body = first.stat.section.is_empty() != second.stat.section.is_empty();
            let worded_alike = dice(&first.before, &second.before) >= SAME_SENTENCE;
            let one_source = first.same_source(second);
            Claim::new(Formula::Same, vec![first], second, (abstract_and_body || worded_alike) && one_source)
        }));
    }
    claims
}

fn is_same(a: &Figure, b: &Figure) -> bool {
    a.stat.section != b.stat.section
        && a.same_unit(b)
        && a.stat.measure == b.stat.measure
        && a.stat.period.is_some()
        && a.stat.period == b.stat.period
        && a.name.thing == b.name.thing
        && !a.name.thing.is_empty()
        && a.name.full == b.name.full
        && a.stat.value.is_some()
        && b.stat.value.is_some()
}
