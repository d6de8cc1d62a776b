//! The library as RIS, which every reference manager reads.

use super::{
    Error, Options,
    works::{self, Work},
};
use crate::model::Analysis;

/// One record a work, lines ended as the format asks.
pub fn render(analysis: &Analysis, _: &Options) -> Result<Vec<u8>, Error> {
    Ok(works::library(analysis).iter().map(record).collect::<String>().into_bytes())
}

fn record(work: &Work) -> String {
    let mut lines = vec![("TY", work.kind.ris.to_owned()), ("ID", work.key.clone())];
    lines.extend(work.authors.iter().map(|a| ("AU", a.clone())));
    let (first, last) = pages(work.pages.as_deref());
    let container = if work.kind.issued { "PB" } else { "T2" };
    let fields = [
        ("TI", work.title.clone()),
        (container, work.container.clone()),
        ("PY", work.year.map(|y| y.to_string())),
        ("VL", work.volume.clone()),
        ("IS", work.issue.clone()),
        ("SP", first),
        ("EP", last),
        ("DO", work.doi.clone()),
        ("UR", work.url.clone()),
        ("LA", work.language.map(str::to_owned)),
        ("KW", Some(work.keyword.to_owned())),
        ("N1", Some(work.note.clone())),
    ];
    lines.extend(fields.into_iter().filter_map(|(tag, value)| Some((tag, value?))));
    lines.push(("ER", String::new()));
    lines.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", one_line(value))).collect()
}

/// First and last page; what is no plain range stays whole.
fn pages(printed: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(printed) = printed else { return (None, None) };
    match printed.split_once(['-', '–', '—']) {
        Some((first, last))
            if [first, last]
                .iter()
                .all(|p| p.chars().all(|c| c.is_ascii_alphanumeric()) && !p.is_empty()) =>
        {
            (Some(first.to_owned()), Some(last.to_owned()))
        }
        _ => (Some(printed.to_owned()), None),
    }
}

/// A line break in a value would begin another field.
fn one_line(value: &str) -> String {
    let words: Vec<&str> =
        value.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_pages_are_taken_apart_and_others_left() {
        for (printed, first, last) in
            [("11-19", "11", Some("19")), ("A3", "A3", None), ("1-3+8", "1-3+8", None), ("5-", "5-", None)]
        {
            assert_eq!(pages(Some(printed)), (Some(first.into()), last.map(String::from)));
        }
    }

    #[test]
    fn no_value_begins_a_field_of_its_own() {
        assert_eq!(one_line("a\r\nER  - \u{1b}b"), "a ER - b");
    }
}
