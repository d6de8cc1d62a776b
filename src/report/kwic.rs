//! A concordance in its forms: a term's occurrences in, bytes out.

use super::{
    Error, NARROWEST, csv,
    table::spaces,
    tables::{Cell, Table},
    terminal::{finish, theme},
    text::{Rich, char_width, clean, prefix, width},
};
use crate::model::Occurrence;
use serde::Serialize;

/// Columns of a section at most.
const SECTION: usize = 10;
/// The part of a line at most taken by the place, and by the term.
const PART: usize = 3;

/// What is to be shown.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Concordance<'a> {
    /// What was looked for.
    pub term: &'a str,
    /// How often it was found; more than there are occurrences if only some are shown.
    pub count: usize,
    /// How many papers were searched.
    pub papers: usize,
    /// The occurrences to show, in order.
    pub occurrences: &'a [Occurrence],
}

/// One line an occurrence, the terms one below the other, none wider than `columns`.
pub fn text(found: Concordance, columns: usize, color: bool) -> Vec<u8> {
    let columns = columns.max(NARROWEST);
    let widest = |of: &dyn Fn(&Occurrence) -> usize, most: usize| {
        found.occurrences.iter().map(of).max().unwrap_or(0).min(most)
    };
    let place_room = widest(&|o| width(&place(o)), columns / PART);
    let section_room = widest(&|o| width(&clean(&o.section)), SECTION);
    let term_room = widest(&|o| width(&clean(&o.term)), columns / PART);
    let room = columns.saturating_sub(place_room + section_room + term_room + 6);
    let (left_room, right_room) = (room / 2, room - room / 2);
    let mut out = String::new();
    for occurrence in found.occurrences {
        let left = clean(&occurrence.left);
        let left = suffix(left.trim_end(), left_room);
        let term = Rich::styled(theme::FIGURE, &occurrence.term).elided(term_room);
        let right = clean(&occurrence.right);
        let place = place(occurrence);
        let place = suffix(&place, place_room);
        let section = Rich::styled(theme::TAG, &occurrence.section).elided(section_room);
        let line = Rich::styled(theme::FAINT, place).join(spaces(place_room - width(place) + 2));
        let gap = section_room - section.width() + 2 + left_room - width(left);
        let line = line.join(section).join(spaces(gap)).and(left).and(" ").join(term).and(" ");
        line.and(prefix(right.trim_start(), right_room)).write(&mut out);
        out.push('\n');
    }
    finish(out, color)
}

/// `001:46`: paper and line.
fn place(occurrence: &Occurrence) -> String {
    clean(&format!("{}:{}", occurrence.paper, occurrence.span.line))
}

/// The longest end of `text` that takes at most `max` columns.
fn suffix(text: &str, max: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().rev().find(|(_, c)| {
        used += char_width(*c);
        used > max
    });
    start.map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}

/// Everything as one JSON object.
///
/// # Errors
/// As [`Error::Json`].
pub fn json(found: Concordance) -> Result<Vec<u8>, Error> {
    let mut out = serde_json::to_vec_pretty(&found)?;
    out.push(b'\n');
    Ok(out)
}

/// One JSON object an occurrence.
///
/// # Errors
/// As [`Error::Json`].
pub fn ndjson(found: Concordance) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for occurrence in found.occurrences {
        serde_json::to_writer(&mut out, occurrence)?;
        out.push(b'\n');
    }
    Ok(out)
}

/// One row an occurrence.
///
/// # Errors
/// As [`Error::Csv`].
pub fn csv(found: Concordance) -> Result<Vec<u8>, Error> {
    let row = |o: &Occurrence| -> Vec<Cell> {
        vec![
            o.paper.as_str().into(),
            o.section.as_str().into(),
            o.left.as_str().into(),
            o.term.as_str().into(),
            o.right.as_str().into(),
            o.path.as_str().into(),
            o.span.line.into(),
        ]
    };
    let columns = &["paper", "section", "left", "term", "right", "file", "line"];
    csv::write(&Table { name: "kwic", columns, rows: found.occurrences.iter().map(row).collect() }, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PaperId, Span};

    fn occurrence(paper: &str, left: &str, term: &str, right: &str) -> Occurrence {
        Occurrence {
            paper: PaperId::new(paper),
            path: format!("{paper}.txt"),
            section: "2.1".into(),
            left: left.into(),
            term: term.into(),
            right: right.into(),
            span: Span { start: 0, end: 3, line: 12, page: None },
        }
    }

    #[test]
    fn terms_stand_below_one_another_and_no_line_is_too_wide() {
        let found = [
            occurrence(
                "a",
                "山区农户普遍缺少检测设备，而且县里的",
                "茶叶",
                "合作社也没有冷库可用，只好低价卖出",
            ),
            occurrence("some-long-name-of-a-paper", "A short one with Latin letters", "茶叶", ""),
            occurrence("b", "", "Tea", "x"),
        ];
        let term = Concordance { term: "茶叶", count: 3, papers: 3, occurrences: &found };
        for columns in [40, 60, 80, 133] {
            let text = String::from_utf8(text(term, columns, false)).unwrap();
            let at: Vec<usize> = text
                .lines()
                .zip(&found)
                .map(|(line, o)| width(&line[..line.rfind(&o.term).unwrap()]))
                .collect();
            assert!(at.iter().all(|a| *a == at[0]), "{columns}: {text}");
            assert!(text.lines().all(|l| width(l) <= columns), "{columns}: {text}");
        }
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_is_text() {
        let found = [occurrence("a", "=1+1", "茶", "，好")];
        let csv = csv(Concordance { term: "茶", count: 1, papers: 1, occurrences: &found }).unwrap();
        assert!(String::from_utf8(csv).unwrap().contains("'=1+1"));
    }
}
