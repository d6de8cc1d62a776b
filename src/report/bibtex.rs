//! The library as BibTeX, with the fields biblatex adds (`langid`).

use super::{
    Error, Options, latex,
    works::{self, Work},
};
use crate::model::Analysis;
use std::fmt::Write as _;

/// One entry a work.
pub fn render(analysis: &Analysis, _: &Options) -> Result<Vec<u8>, Error> {
    let entries: Vec<String> = works::library(analysis).iter().map(entry).collect();
    Ok(entries.join("\n").into_bytes())
}

fn entry(work: &Work) -> String {
    let mut out = format!("@{}{{{},\n", work.kind.bibtex, work.key);
    // Braces around a name keep it from being taken apart, around a title from being put into lower case.
    let names: Vec<String> = work.authors.iter().map(|a| format!("{{{}}}", latex::escape(a))).collect();
    let title = work.title.as_deref().map(|t| format!("{{{}}}", latex::escape(t)));
    let langid = work.language.map(|l| if l.starts_with("zh") { "chinese" } else { "english" });
    let text = |t: &Option<String>| t.as_deref().map(latex::escape);
    let fields = [
        ("author", (!names.is_empty()).then(|| names.join(" and "))),
        ("title", title),
        (work.kind.container, text(&work.container)),
        ("year", work.year.map(|y| y.to_string())),
        ("volume", text(&work.volume)),
        ("number", text(&work.issue)),
        ("pages", work.pages.as_deref().map(pages)),
        ("doi", work.doi.as_deref().map(verbatim)),
        ("url", work.url.as_deref().map(verbatim)),
        ("langid", langid.map(str::to_owned)),
        ("language", work.language.map(str::to_owned)),
        ("keywords", Some(work.keyword.to_owned())),
        ("note", Some(latex::escape(&work.note))),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name} = {{{value}}},");
        }
    }
    out.push_str("}\n");
    out
}

/// A range is written with two hyphens.
fn pages(pages: &str) -> String {
    pages.split(['-', '–', '—']).filter(|p| !p.is_empty()).map(latex::escape).collect::<Vec<_>>().join("--")
}

/// Addresses are not LaTeX; only what would end the field is written otherwise.
fn verbatim(address: &str) -> String {
    let mut out = String::new();
    for c in address.chars() {
        match c {
            '{' | '}' | '\\' | ' ' | '\t' | '\r' | '\n' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_are_no_latex_keep_their_characters() {
        for (written, read) in [("10.1/a_b", "10.1/a_b"), ("x{y} z", "x%7By%7D%20z"), ("a%20b", "a%20b")] {
            assert_eq!(verbatim(written), read);
        }
        for (printed, written) in [("11-19", "11--19"), ("3–5", "3--5"), ("7", "7"), ("1-3+8", "1--3+8")] {
            assert_eq!(pages(printed), written);
        }
    }
}
