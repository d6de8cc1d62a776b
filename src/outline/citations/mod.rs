//! Citations in the text: by number (`[3]`) and by author and year (张三（2020）, (Smith, 2018)).

mod author_year;
mod numbers;
mod works;

use crate::{
    document::Document,
    model::{Citation, Reference},
};
use std::ops::Range;
use works::Works;

/// The citations in some stretches of the reading text, in order, with their ranges.
pub fn scan(
    doc: &Document,
    prose: &[Range<usize>],
    references: &[Reference],
) -> Vec<(Range<usize>, Citation)> {
    let mut found: Vec<_> = prose.iter().flat_map(|range| numbers::scan(doc, range.clone())).collect();
    let numbered: Vec<usize> = found.iter().map(|(at, _)| at.start).collect();
    let named = author_year::scan(doc, prose, &Works::of(references));
    // 张三(2020)[3] is one mark, and the number is surer.
    found.extend(named.into_iter().filter(|(at, _)| !numbered.contains(&at.end)));
    found.sort_by_key(|(at, _)| at.start);
    found
}
