//! A stretch of paragraphs that is front matter: its labels, and its lines without a label.

use super::{
    LONGEST_HEAD, english, imprint,
    labels::{self, Label, Mark, is_mostly_han},
    lines::{self, Line},
    reading_form,
};
use crate::document::{BlockKind, Document, FurnitureKind, is_han};
use std::ops::Range;

/// Lines of the page's head that were set aside belong to the front matter within so many lines of the file's start, where no
/// label tells where it ends.
const HEAD_LINES: usize = 12;

/// A line without a label.
#[derive(Debug, Clone)]
pub(super) struct HeadLine<'d> {
    /// Where in the reading text; for a line set aside, where it was taken out.
    pub(super) range: Range<usize>,
    /// As printed.
    pub(super) printed: &'d str,
    /// In the file, from 1.
    pub(super) number: usize,
    pub(super) kind: Line,
    /// It was taken for furniture of the page.
    pub(super) set_aside: bool,
}

/// Labels and lines of some paragraphs.
pub(super) struct Part<'d> {
    pub(super) doc: &'d Document,
    pub(super) limit: usize,
    pub(super) marks: Vec<Mark>,
    /// What belongs to no label: the printed lines above the abstract, whole paragraphs below it.
    pub(super) lines: Vec<HeadLine<'d>>,
}

impl<'d> Part<'d> {
    /// The part that opens the file, with the lines of its page's head.
    pub(super) fn opening(doc: &'d Document, paragraphs: Range<usize>, limit: usize) -> Self {
        let mut part = Part::read(doc, paragraphs, limit);
        part.add_lines_set_aside();
        part.mark_authors_by_place();
        part.mark_journal();
        part.title_of_format();
        part
    }

    /// A part somewhere in the file.
    pub(super) fn read(doc: &'d Document, paragraphs: Range<usize>, limit: usize) -> Self {
        let marks = labels::find(doc, paragraphs.clone());
        let mut part = Part { doc, limit, marks, lines: Vec::new() };
        let claimed: Vec<Range<usize>> = (0..part.marks.len()).filter_map(|i| part.content(i)).collect();
        let labelled = part.first_label();
        for i in paragraphs {
            let range = doc.paragraphs[i].range.clone();
            let first_mark = part.marks.iter().find(|m| m.paragraph == i).map(|m| m.range.start);
            let taken = claimed.iter().any(|c| c.start < range.end && range.start < c.end);
            match first_mark {
                None if !taken => {
                    part.add_paragraph(range, labelled);
                    continue;
                }
                Some(mark) => {
                    part.add_line_before_label(labels::trimmed(doc, range.start..mark));
                    if range.start < labelled && labelled < usize::MAX {
                        part.add_lines_below_code(i);
                    }
                }
                None => {}
            }
            part.latin_tail(range).into_iter().for_each(|line| part.add_line(line));
        }
        part
    }

    fn add_paragraph(&mut self, range: Range<usize>, labelled: usize) {
        let above = range.start < labelled && labelled < usize::MAX;
        let split = above || !is_mostly_han(&self.doc.text()[range.clone()]);
        let lines = if split { printed_lines(self.doc, range) } else { vec![range] };
        lines.into_iter().for_each(|range| self.add_line(range));
    }

    /// The lines of a title in English that were joined to the Chinese paragraph above them.
    pub(super) fn latin_tail(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let text = |line: &Range<usize>| &self.doc.text()[line.clone()];
        let chinese = |line: &Range<usize>| text(line).chars().any(is_han);
        if !chinese(&range) {
            return Vec::new();
        }
        let mut lines = printed_lines(self.doc, range);
        let tail = lines.iter().rposition(chinese).map_or(0, |last| last + 1);
        let tail = lines.split_off(tail);
        let first = tail.first().map_or("", text);
        let is_title = english::is_plain_title(first) && lines::classify(first) == Line::English;
        if is_title && !lines.is_empty() && !first.contains(';') { tail } else { Vec::new() }
    }

    fn add_line(&mut self, range: Range<usize>) {
        let kind = lines::classify(&self.doc.text()[range.clone()]);
        let number = self.doc.span(range.clone()).line;
        let printed = self.doc.quote(range.clone());
        self.lines.push(HeadLine { range, printed, number, kind, set_aside: false });
    }

    /// 刊名，2024，9(2)：88–97　DOI: …
    fn add_line_before_label(&mut self, range: Range<usize>) {
        if !range.is_empty() && imprint::is_issue_line(&self.doc.text()[range.clone()]) {
            self.add_line(range);
        }
    }

    /// The title that a wide line with a code at its end was joined to.
    fn add_lines_below_code(&mut self, paragraph: usize) {
        let last = self.marks.iter().rfind(|m| m.paragraph == paragraph);
        let Some(last) = last.filter(|m| m.label == Label::Code).map(|m| m.range.end) else { return };
        let lines = printed_lines(self.doc, self.doc.paragraphs[paragraph].range.clone());
        lines.into_iter().filter(|line| line.start > last).for_each(|line| self.add_line(line));
    }

    /// Title, journal and authors are repeated on later pages, and may have been taken for heads of the first page too.
    fn add_lines_set_aside(&mut self) {
        let label = self.first_label();
        let doc = self.doc;
        let first = doc.span(0..0).line.min(self.lines.first().map_or(1, |l| l.number));
        let in_head = |at: usize, line: usize| match label {
            usize::MAX => line <= first + HEAD_LINES && at <= self.limit,
            label => at <= label,
        };
        let heads = doc.furniture.iter().filter(|f| f.kind == FurnitureKind::RunningHead);
        let added: Vec<HeadLine> = heads
            .filter(|f| in_head(f.at, f.span.line))
            .map(|f| HeadLine {
                range: f.at..f.at,
                printed: &f.text,
                number: f.span.line,
                kind: lines::classify(&reading_form(&f.text)),
                set_aside: true,
            })
            .collect();
        self.lines.extend(added);
        self.lines.sort_by_key(|l| l.number);
    }

    /// Names without a known family name, between the title and where their bearers work or the abstract.
    fn mark_authors_by_place(&mut self) {
        let end = self.first_label();
        let above = self.lines.iter().take_while(|l| l.range.start < end).count();
        if self.lines[..above].iter().any(|l| matches!(l.kind, Line::Authors(_))) {
            return;
        }
        for i in 1..above {
            let title = matches!(
                self.lines[i - 1].kind,
                Line::Title | Line::Subtitle | Line::English | Line::EnglishNames
            );
            let open = matches!(self.lines[i].kind, Line::Other | Line::Title);
            let last = i + 1 == above && end < usize::MAX;
            let works = self.lines.get(i + 1).is_some_and(|l| l.kind == Line::Affiliation);
            let names = lines::authors_in_place(&reading_form(self.lines[i].printed));
            if let Some(names) = names.filter(|_| title && open && (last || works)) {
                self.lines[i].kind = Line::Authors(names);
                return;
            }
        }
    }

    /// The name of the journal alone on a line beside the line of the issue, with the title still to come.
    fn mark_journal(&mut self) {
        let issue = |l: &HeadLine| l.kind == Line::Issue;
        let issues: Vec<usize> = (0..self.lines.len()).filter(|&i| issue(&self.lines[i])).collect();
        if issues.iter().any(|&i| imprint::read(self.lines[i].printed).journal.is_some()) {
            return;
        }
        let beside = issues.iter().flat_map(|&i| [i.checked_sub(1), Some(i + 1)]).flatten();
        let found = beside.filter(|&i| i < self.lines.len()).find(|&i| {
            let open = matches!(self.lines[i].kind, Line::Title | Line::Other | Line::Affiliation);
            let title_below = self.lines[i + 1..].iter().any(|l| l.kind == Line::Title);
            open && title_below && imprint::journal_alone(self.lines[i].printed).is_some()
        });
        if let Some(i) = found {
            self.lines[i].kind = Line::Journal;
        }
    }

    /// A Markdown heading of the first depth that stands alone in its depth is the title, also where the body seems to begin with it.
    fn title_of_format(&mut self) {
        let tops: Vec<usize> = (0..self.doc.paragraphs.len())
            .filter(|&i| self.doc.paragraphs[i].kind == BlockKind::Heading(1))
            .collect();
        if let [top] = tops[..]
            && top < 3
            && !self.marks.iter().any(|m| m.paragraph == top)
            && !labels::begins_body(&self.doc.text()[self.doc.paragraphs[top].range.clone()])
        {
            let range = self.doc.paragraphs[top].range.clone();
            self.lines
                .retain(|l| l.range.start > range.end || l.range.end < range.start && l.kind != Line::Title);
            let number = self.doc.span(range.clone()).line;
            let printed = self.doc.quote(range.clone());
            self.lines.insert(0, HeadLine { range, printed, number, kind: Line::Title, set_aside: false });
        }
    }

    fn content(&self, i: usize) -> Option<Range<usize>> {
        match self.marks[i].label {
            Label::AbstractZh | Label::AbstractEn => {
                labels::abstract_content(self.doc, &self.marks, i, self.limit)
            }
            _ => labels::content(self.doc, &self.marks, i, self.limit),
        }
    }

    /// What stands behind the first label of a kind.
    pub(super) fn labelled(&self, label: Label) -> Option<Range<usize>> {
        (0..self.marks.len()).filter(|&i| self.marks[i].label == label).find_map(|i| self.content(i))
    }

    pub(super) fn abstract_of(&self, label: Label) -> Option<Range<usize>> {
        self.labelled(label).filter(|r| r.len() >= 60)
    }

    pub(super) fn printed(&self, range: Range<usize>) -> &'d str {
        self.doc.quote(range)
    }

    pub(super) fn first_mark(&self, label: Label) -> usize {
        self.marks.iter().find(|m| m.label == label).map_or(usize::MAX, |m| m.range.start)
    }

    /// Where the Chinese abstract or its keywords begin.
    pub(super) fn first_label(&self) -> usize {
        self.first_mark(Label::AbstractZh).min(self.first_mark(Label::KeywordsZh))
    }

    /// The lines above the first label of a kind.
    pub(super) fn above(&self, label: Label) -> impl Iterator<Item = &HeadLine<'d>> {
        let end = self.first_mark(label);
        self.lines.iter().filter(move |l| l.range.start < end || l.set_aside && l.range.start <= end)
    }

    /// The lines that say where the paper appeared, in order.
    pub(super) fn issue_lines(&self) -> impl Iterator<Item = &'d str> {
        self.lines.iter().filter(|l| l.kind == Line::Issue).map(|l| l.printed)
    }

    /// Behind the last thing that is known.
    pub(super) fn end(&self) -> usize {
        let labelled =
            (0..self.marks.len()).map(|i| self.content(i).map_or(self.marks[i].range.end, |c| c.end)).max();
        let first_abstract = self.first_label();
        let own: Vec<&HeadLine> = self.lines.iter().filter(|l| !l.set_aside).collect();
        let opens = own.first().is_some_and(|first| first.kind != Line::Other);
        let known = |line: &&&HeadLine| {
            let head = first_abstract < usize::MAX || opens;
            line.kind != Line::Other
                && (line.range.start < first_abstract && head || line.kind != Line::Title)
        };
        let lines = own.iter().filter(known).map(|line| line.range.end).max();
        let last = labelled.max(lines).unwrap_or(0);
        let next = self.doc.paragraphs.iter().find(|p| p.range.start >= last);
        let next = next.map_or(self.doc.text().len(), |p| p.range.start);
        if last == 0 { 0 } else { next }
    }
}

/// The lines a paragraph was printed in: where a page's head is full of short lines, joining them says nothing.
fn printed_lines(doc: &Document, range: Range<usize>) -> Vec<Range<usize>> {
    let Some(text) = doc.text().get(range.clone()).filter(|text| text.len() <= LONGEST_HEAD) else {
        return vec![range];
    };
    let mut lines: Vec<(usize, Range<usize>)> = Vec::new();
    for (i, c) in text.char_indices() {
        let at = range.start + i..range.start + i + c.len_utf8();
        let line = doc.span(at.clone()).line;
        match lines.last_mut() {
            Some((last, whole)) if *last == line => whole.end = at.end,
            _ => lines.push((line, at)),
        }
    }
    lines.into_iter().map(|(_, line)| labels::trimmed(doc, line)).filter(|line| !line.is_empty()).collect()
}
