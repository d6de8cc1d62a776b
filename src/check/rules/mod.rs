//! The rules, a file a group. Each is a function from the corpus to what it found.

mod bibliography;
mod citations;
mod duplicates;
mod expected;
mod facts;
mod figures;
mod findings;
mod headings;
mod ordinal;
mod reading;

use super::{config::Expect, draft::Draft, input::Corpus, rule::Rule, words::Value};

/// Everything the rules find, in no order.
pub(super) fn all(corpus: &Corpus, expect: &Expect) -> Vec<Draft> {
    const GROUPS: [fn(&Corpus) -> Vec<Draft>; 8] = [
        reading::check,
        bibliography::check,
        duplicates::check,
        headings::check,
        findings::check,
        citations::check,
        facts::check,
        figures::check,
    ];
    let found = GROUPS.iter().flat_map(|group| group(corpus));
    found.chain(expected::check(corpus, expect)).collect()
}

/// The limits the rules go by, for their explanation.
pub(super) fn limits(rule: Rule) -> Vec<(&'static str, Value)> {
    match rule {
        Rule::NearDuplicate => vec![("near", duplicates::NEAR.into())],
        Rule::FewFindings => vec![("size", findings::LONG.into()), ("least", findings::LEAST.into())],
        Rule::FigureWithoutPeriod | Rule::FigureWithoutSource => {
            vec![("count", facts::LEAST_COUNT.into()), ("many", facts::MANY.into())]
        }
        Rule::MostlyWithoutPeriod | Rule::MostlyWithoutSource => vec![("many", facts::MANY.into())],
        _ => Vec::new(),
    }
}
