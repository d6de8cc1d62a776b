//! Keywords in context: every place a term stands in, with the text around it.

use super::{Options, Progress, ids};
use crate::{
    document::{self, is_han},
    error::Error,
    model::{Diagnostic, Occurrence, PaperId},
    outline::{self, Outline},
    segment::Segmenter,
    source::{self, Input},
};
use rayon::prelude::*;
use regex::{Regex, RegexBuilder};
use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
    path::PathBuf,
};

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Query {
    pattern: Regex,
    whole_words: bool,
    reach: usize,
}

/// In what order occurrences come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the papers.
    #[default]
    Place,
    /// By what stands before, read backwards from the term.
    Left,
    /// By what stands after.
    Right,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Every occurrence.
    pub occurrences: Vec<Occurrence>,
    /// How many papers were searched.
    pub papers: usize,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Query {
    /// A term, letter case and a space between scripts aside.
    ///
    /// # Errors
    /// If the term is empty.
    pub fn term(term: &str) -> Result<Query, Error> {
        if term.trim().is_empty() {
            return Err(fault(term, "it is empty".into()));
        }
        Query::compile(term, &literal(&document::plain(term.trim())), true)
    }

    /// A regular expression over a paragraph in half width and Simplified characters.
    ///
    /// # Errors
    /// If it is none.
    pub fn regex(pattern: &str) -> Result<Query, Error> {
        Query::compile(pattern, &plain_pattern(pattern), false)
    }

    fn compile(given: &str, pattern: &str, ignore_case: bool) -> Result<Query, Error> {
        let pattern = RegexBuilder::new(pattern).case_insensitive(ignore_case).build();
        let pattern = pattern.map_err(|error| {
            let told = error.to_string();
            let last = told.lines().last().unwrap_or_default();
            fault(given, last.trim_start_matches("error: ").to_owned())
        })?;
        Ok(Query { pattern, whole_words: false, reach: usize::MAX })
    }

    /// Only what begins and ends where words do, as the segmenter cuts them.
    pub fn whole_words(self, yes: bool) -> Query {
        Query { whole_words: yes, ..self }
    }

    /// With at most so many characters on each side.
    pub fn reach(self, characters: usize) -> Query {
        Query { reach: characters, ..self }
    }
}

fn fault(pattern: &str, message: String) -> Error {
    Error::Pattern { pattern: pattern.to_owned(), message }
}

/// The pattern of a term: a space may stand or be missing where Chinese meets Latin, and punctuation is of either kind.
fn literal(term: &str) -> String {
    let mut pattern = String::new();
    let mut before: Option<char> = None;
    for c in term.chars() {
        let border =
            |a: char| is_han(a) != is_han(c) && (a.is_ascii_alphanumeric() || c.is_ascii_alphanumeric());
        match before {
            _ if c == ' ' => {}
            Some(' ') => pattern.push_str(r"\s*"),
            Some(a) if border(a) => pattern.push_str(" ?"),
            _ => {}
        }
        match PUNCTUATION.iter().find(|pair| pair.contains(&c)) {
            Some([a, b]) => pattern.push_str(&format!("[{}{b}]", regex::escape(&a.to_string()))),
            None if c == ' ' => {}
            None => pattern.push_str(&regex::escape(&c.to_string())),
        }
        before = Some(c);
    }
    pattern
}

/// What the reading text has in one of two forms, as its neighbours will have it.
const PUNCTUATION: [[char; 2]; 6] =
    [[',', '，'], [';', '；'], [':', '：'], ['?', '？'], ['!', '！'], ['.', '。']];

/// A pattern folded like the text. What is full width means itself, whatever its half-width form means in a pattern.
fn plain_pattern(pattern: &str) -> String {
    let plain = document::plain(pattern);
    let meant = |(given, plain): (char, char)| {
        if given == plain || !plain.is_ascii() {
            plain.to_string()
        } else {
            regex::escape(&plain.to_string())
        }
    };
    pattern.chars().zip(plain.chars()).map(meant).collect()
}

/// Every occurrence in every file, in order.
///
/// # Errors
/// As [`analyze`](super::analyze).
pub fn find(paths: &[PathBuf], query: &Query, order: Order, options: &Options) -> Result<Found, Error> {
    let domains = options.domains()?;
    let (inputs, diagnostics) = source::collect(paths);
    options.observer.tell(Progress::Found(inputs.len()));
    let segmenter = query.whole_words.then(|| Segmenter::new(&domains.wanted().words));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let read: Vec<_> = pool.install(|| {
        let inputs = inputs.par_iter().zip(ids(&inputs));
        let one = |(input, id): (&Input, PaperId)| {
            let found = in_file(input, &id, query, segmenter.as_ref());
            options.observer.tell(Progress::Read);
            found
        };
        inputs.map(one).collect()
    });
    let mut found = Found { diagnostics, ..Found::default() };
    for result in read {
        match result {
            Ok(occurrences) => {
                found.papers += 1;
                found.occurrences.extend(occurrences);
            }
            Err(diagnostic) => found.diagnostics.push(diagnostic),
        }
    }
    // Stable: like contexts stay in the order of their places.
    match order {
        Order::Place => {}
        Order::Left => found.occurrences.sort_by_cached_key(|o| letters(&o.left).rev().collect::<String>()),
        Order::Right => found.occurrences.sort_by_cached_key(|o| letters(&o.right).collect::<String>()),
    }
    Ok(found)
}

/// The letters and digits of a context, folded: punctuation and spaces would part what is alike.
fn letters(text: &str) -> impl DoubleEndedIterator<Item = char> {
    let plain: Vec<char> =
        document::plain(text).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    plain.into_iter()
}

fn in_file(
    input: &Input,
    id: &PaperId,
    query: &Query,
    segmenter: Option<&Segmenter>,
) -> Result<Vec<Occurrence>, Diagnostic> {
    let decoded = source::read(input)?;
    let doc = document::read(&decoded);
    let mut outline = None;
    let mut found = Vec::new();
    for (n, paragraph) in doc.paragraphs.iter().enumerate() {
        let text = &doc.text()[paragraph.range.clone()];
        let hits = matches(text, query, segmenter);
        if hits.is_empty() {
            continue;
        }
        let outline = outline.get_or_insert_with(|| outline::read(&doc, &decoded));
        for hit in hits {
            let at = paragraph.range.start + hit.start..paragraph.range.start + hit.end;
            found.push(Occurrence {
                paper: id.clone(),
                path: decoded.path.clone(),
                section: section(outline, n, &at),
                left: tail(doc.quote(paragraph.range.start..at.start), query.reach),
                term: doc.quote(at.clone()).to_owned(),
                right: head(doc.quote(at.end..paragraph.range.end), query.reach),
                span: doc.span(at),
            });
        }
    }
    Ok(found)
}

/// The matches in a paragraph, as byte ranges of it.
fn matches(text: &str, query: &Query, segmenter: Option<&Segmenter>) -> Vec<Range<usize>> {
    let plain = document::plain(text);
    let hits: Vec<Range<usize>> =
        query.pattern.find_iter(&plain).map(|m| m.range()).filter(|r| !r.is_empty()).collect();
    if hits.is_empty() {
        return hits;
    }
    // Folding keeps the number of characters, not of bytes.
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let folded: Vec<usize> = plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
    let back = |at: usize| places.get(folded.partition_point(|f| *f < at)).copied().unwrap_or(text.len());
    let hits = hits.into_iter().map(|r| back(r.start)..back(r.end));
    let Some(segmenter) = segmenter else { return hits.collect() };
    let words = segmenter.cut(text);
    let edges: HashSet<usize> = words.iter().flat_map(|w| [w.range().start, w.range().end]).collect();
    hits.filter(|r| edges.contains(&r.start) && edges.contains(&r.end)).collect()
}

/// The path of the innermost section a place stands in, its heading included.
fn section(outline: &Outline, paragraph: usize, at: &Range<usize>) -> String {
    let holds = |s: &&outline::SectionNode| s.body.contains(&paragraph) || s.heading.contains(&at.start);
    outline.sections.iter().rev().find(holds).map(|s| s.path.clone()).unwrap_or_default()
}

fn tail(text: &str, n: usize) -> String {
    let start =
        n.checked_sub(1).map_or(text.len(), |n| text.char_indices().rev().nth(n).map_or(0, |(at, _)| at));
    text[start..].to_owned()
}

fn head(text: &str, n: usize) -> String {
    text[..text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)].to_owned()
}

/// In how many papers the term stands.
pub fn papers_with(occurrences: &[Occurrence]) -> usize {
    occurrences.iter().map(|o| &o.paper).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(query: &Query, text: &str) -> Vec<String> {
        matches(text, query, None).into_iter().map(|r| text[r].to_owned()).collect()
    }

    #[test]
    fn a_term_is_found_in_either_script_and_width_and_with_or_without_spaces() {
        let cases = [
            ("數據", "数据与數據", vec!["数据", "數據"]),
            ("数据", "数据与數據", vec!["数据", "數據"]),
            ("5G网络", "５Ｇ网络、5g 网络", vec!["５Ｇ网络", "5g 网络"]),
            ("5G 网络", "5G网络", vec!["5G网络"]),
            ("(一)", "（一）现状", vec!["（一）"]),
            ("茶,酒", "茶，酒", vec!["茶，酒"]),
            ("a.b", "a.b 与 axb", vec!["a.b"]),
            ("茶", "无", vec![]),
        ];
        for (term, text, expected) in cases {
            assert_eq!(hits(&Query::term(term).unwrap(), text), expected, "{term} in {text}");
        }
    }

    #[test]
    fn a_pattern_is_folded_like_the_text_but_keeps_its_own_signs() {
        let cases = [
            ("茶(農|商)", "茶农与茶商", vec!["茶农", "茶商"]),
            ("茶（农）", "茶(农)、茶农", vec!["茶(农)"]),
            ("x*", "茶", vec![]),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(hits(&Query::regex(pattern).unwrap(), text), expected, "{pattern} in {text}");
        }
    }

    #[test]
    fn what_cannot_be_looked_for_is_refused_in_one_line() {
        for error in [Query::regex("茶(").unwrap_err(), Query::term("  ").unwrap_err()] {
            assert!(!error.to_string().contains('\n'), "{error}");
        }
    }

    #[test]
    fn contexts_are_cut_between_characters() {
        assert_eq!((tail("茶农增收", 2).as_str(), head("茶农增收", 2).as_str()), ("增收", "茶农"));
        assert_eq!((tail("茶农", 0).as_str(), head("茶农", 0).as_str()), ("", ""));
        assert_eq!((tail("茶农", usize::MAX).as_str(), head("茶农", 9).as_str()), ("茶农", "茶农"));
    }
}
