//! The paragraphs items stand in, read again from the files.

use cbec::{
    document::{self, Document},
    model::{Analysis, Paper, Span},
    report::{
        html::{self, Passages},
        item::Item,
        snippet::Excerpt,
    },
    source::{self, Input},
};
use std::{collections::HashMap, ops::Range};

/// Paragraphs of at most so many characters may be headings.
const HEADING: usize = 60;

/// The paragraph of every item whose file is still the one that was analysed.
pub fn read(analysis: &Analysis) -> Passages {
    let reach = html::reach(analysis);
    let mut files: HashMap<&str, Option<File>> = HashMap::new();
    let passages = Item::all(analysis).filter_map(|item| {
        let paper = item.paper();
        let file = files.entry(paper.id.as_str()).or_insert_with(|| File::open(paper)).as_ref()?;
        Some((item.id().to_owned(), file.passage(item, reach)?))
    });
    passages.collect()
}

/// A file as it was read for the analysis.
struct File {
    doc: Document,
    /// Where in the file each paragraph begins.
    starts: Vec<usize>,
}

impl File {
    fn open(paper: &Paper) -> Option<Self> {
        let decoded = source::read(&Input::file(&paper.source.path)).ok()?;
        if decoded.sha256 != paper.source.sha256 {
            return None;
        }
        let doc = document::read(&decoded);
        let starts = doc.paragraphs.iter().map(|p| doc.span(p.range.clone()).start).collect();
        Some(File { doc, starts })
    }

    fn passage(&self, item: Item, reach: usize) -> Option<Excerpt> {
        let span = item.span();
        let n = self.starts.partition_point(|start| *start <= span.start).checked_sub(1)?;
        let paragraph = self.doc.paragraphs.get(n)?.range.clone();
        let inside = self.range(&paragraph, span)?;
        let focus = item.figure().and_then(|figure| {
            let figure = self.range(&inside, figure)?;
            let start = self.doc.quote(inside.start..figure.start).len();
            Some(start..start + self.doc.quote(figure).len())
        });
        // A heading says little by itself: the paragraph under it follows.
        let heading =
            inside.end == paragraph.end && self.doc.quote(paragraph.clone()).chars().count() <= HEADING;
        let next = self.doc.paragraphs.get(n + 1).filter(|_| heading);
        let rest = next.map(|p| format!("\n{}", self.doc.quote(p.range.clone()))).unwrap_or_default();
        let after = format!("{}{rest}", self.doc.quote(inside.end..paragraph.end));
        Some(Excerpt {
            before: tail(self.doc.quote(paragraph.start..inside.start), reach),
            inside: self.doc.quote(inside).to_owned(),
            after: head(&after, reach),
            focus,
        })
    }

    /// The part of `within` a place in the file covers.
    fn range(&self, within: &Range<usize>, span: Span) -> Option<Range<usize>> {
        let text = self.doc.text().get(within.clone())?;
        let chars: Vec<usize> = text.char_indices().map(|(at, _)| within.start + at).collect();
        let before = |place: usize| {
            let n = chars.partition_point(|at| self.doc.span(*at..*at).start < place);
            chars.get(n).copied().unwrap_or(within.end)
        };
        let range = before(span.start)..before(span.end);
        (!range.is_empty()).then_some(range)
    }
}

/// The last `n` characters, with `…` for those before.
fn tail(text: &str, n: usize) -> String {
    match text.char_indices().rev().nth(n) {
        Some((at, c)) => format!("…{}", &text[at + c.len_utf8()..]),
        None => text.to_owned(),
    }
}

/// The first `n` characters, with `…` for those after.
fn head(text: &str, n: usize) -> String {
    match text.char_indices().nth(n) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{head, tail};

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!((tail("养老服务", 2).as_str(), head("养老服务", 2).as_str()), ("…服务", "养老…"));
        assert_eq!((tail("养老", 2).as_str(), head("养老", 2).as_str()), ("养老", "养老"));
    }
}
