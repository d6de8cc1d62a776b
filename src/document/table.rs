//! Tables whose structure survives in the text: pipes, tabs, columns of spaces below a caption.
//!
//! A row of words and numbers proves nothing. In plain text a table needs a caption above it, or tabs line after line; all its
//! rows must have as many cells as the first, give or take the corner.

use super::{FurnitureKind, line::Line, normalize};
use crate::model::Format;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// A table. Ranges are of the reading text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The caption without its number, in reading form: 各县茶业产值.
    pub caption: Option<String>,
    /// The line that gives the unit of all figures: 单位：亿元.
    pub unit: Option<String>,
    /// What stands below: 数据来源：…, 注：….
    pub notes: Vec<String>,
    /// The cells of each row, the header first. An empty cell is an empty range.
    pub rows: Vec<Vec<Range<usize>>>,
}

/// A table in the lines of the file. Ranges are of the decoded text.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub caption: Option<String>,
    pub unit: Option<String>,
    pub notes: Vec<String>,
    /// Line and cells.
    pub rows: Vec<(usize, Vec<Range<usize>>)>,
}

/// So many lines around a table are looked at for caption, unit and notes, and so many blank lines are passed over.
const AROUND: usize = 2;
const BLANKS: usize = 2;
/// Without a caption, a table has at least this many lines and columns.
const BARE_ROWS: usize = 3;
const BARE_COLUMNS: usize = 3;

macro_rules! pattern {
    ($name:ident, $re:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

pattern!(CAPTION, r"^[*_#\s]*(?:续?表|Table)\s*[0-9一二三四五六七八九十]+(?:[-－.—–][0-9]+)?[\s　:：.、．]*");
pattern!(UNIT, r"^[（(\[【]?\s*(?:计量)?(?:单位|單位)\s*[:：]\s*[^。；]{1,20}$");
pattern!(RULE, r"^[|\s:+=–—-]+$");
pattern!(GAP, r"\t|[ 　\u{a0}]{2,}|　");
pattern!(NUMERIC, r"^[-+−－]?[0-9０-９][0-9０-９.,，．]*\s*[%％‰]?$");

/// The tables of a text. Lines that give a unit are marked as captions on the way.
pub(super) fn find(lines: &[Line], kinds: &mut [Option<FurnitureKind>], format: Format) -> Vec<Raw> {
    let mut tables = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let mut table = if is_piped(lines[i].text, format) {
            piped(lines, i, format)
        } else if CAPTION.is_match(lines[i].text) && kinds[i] == Some(FurnitureKind::Caption) {
            spaced(lines, kinds, i + 1, true)
        } else if kinds[i].is_none() && lines[i].text.contains('\t') {
            spaced(lines, kinds, i, false)
        } else {
            Raw::default()
        };
        let Some((first, last)) = table.rows.first().zip(table.rows.last()).map(|(a, b)| (a.0, b.0)) else {
            i += 1;
            continue;
        };
        surroundings(&mut table, lines, kinds, first, last);
        i = last + 1;
        tables.push(table);
    }
    tables
}

/// A row between pipes. In plain text both must be there.
fn is_piped(text: &str, format: Format) -> bool {
    text.starts_with('|') && (format == Format::Markdown || text.len() > 2 && text.ends_with('|'))
}

fn piped(lines: &[Line], first: usize, format: Format) -> Raw {
    let mut table = Raw::default();
    for (i, line) in lines.iter().enumerate().skip(first) {
        if i > first && line.blanks > 0 || !is_piped(line.text, format) {
            break;
        }
        let inner = line.range.start + 1
            ..line.range.end - usize::from(line.text.len() > 1 && line.text.ends_with('|'));
        let text = &line.text[1..1 + inner.len()];
        let cells = if RULE.is_match(line.text) { Vec::new() } else { split(text, inner.start, &['|']) };
        table.rows.push((i, cells));
    }
    // A single line of pipes is a row nonetheless: it is no prose.
    table
}

fn split(text: &str, at: usize, marks: &[char]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut cells = Vec::new();
    for (end, mark) in text.match_indices(marks).chain([(text.len(), "")]) {
        let cell = &text[start..end];
        let lead = cell.len() - cell.trim_start().len();
        let from = at + start + lead;
        cells.push(from..(at + start + cell.trim_end().len()).max(from));
        start = end + mark.len();
    }
    cells
}

/// Lines of cells with tabs or spaces between them, from a line on.
fn spaced(lines: &[Line], kinds: &[Option<FurnitureKind>], from: usize, captioned: bool) -> Raw {
    let mut table = Raw::default();
    let mut i = from;
    while captioned && i < lines.len() && i < from + AROUND && UNIT.is_match(lines[i].text) {
        i += 1;
    }
    for (i, line) in lines.iter().enumerate().skip(i) {
        let apart = line.blanks > if table.rows.is_empty() { BLANKS } else { 1 };
        let prose = line.text.contains('。') && !line.text.contains('\t');
        if apart || kinds[i].is_some() || prose || !captioned && !line.text.contains('\t') {
            break;
        }
        let cells = cells(line, captioned);
        if cells.len() < 2 || !fits(&table, cells.len()) {
            break;
        }
        table.rows.push((i, cells));
    }
    if is_table(lines, &table, captioned) { table } else { Raw::default() }
}

fn cells(line: &Line, captioned: bool) -> Vec<Range<usize>> {
    let gaps: Vec<Range<usize>> = GAP.find_iter(line.text).map(|m| m.range()).collect();
    if gaps.is_empty() && captioned {
        return split(line.text, line.range.start, &[' ']);
    }
    let ends = gaps.iter().map(|g| g.start).chain([line.text.len()]);
    let starts = [0].into_iter().chain(gaps.iter().map(|g| g.end));
    starts.zip(ends).map(|(a, b)| line.range.start + a..line.range.start + b.max(a)).collect()
}

/// As many cells as the rows before; the header may lack its corner, and a row its label.
fn fits(table: &Raw, cells: usize) -> bool {
    table.rows.iter().map(|(_, row)| row.len()).max().is_none_or(|most| cells.abs_diff(most) <= 1)
}

fn is_table(lines: &[Line], table: &Raw, captioned: bool) -> bool {
    let cell = |range: &Range<usize>, line: usize| {
        let start = lines[line].range.start;
        NUMERIC.is_match(lines[line].text[range.start - start..range.end - start].trim())
    };
    let width = table.rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let body = table.rows.iter().skip(1);
    let numbers = body.clone().flat_map(|(i, row)| row.iter().map(|r| cell(r, *i))).filter(|n| *n).count();
    // With nothing but single blanks between the cells, all of them but the label must be numbers.
    let loose = table.rows.iter().all(|(i, _)| !GAP.is_match(lines[*i].text));
    let sure = body.clone().all(|(i, row)| row.len() == width && row.iter().skip(1).all(|r| cell(r, *i)));
    match captioned {
        true => table.rows.len() >= 2 && (!loose || sure && table.rows[0].1.len() == width),
        false => table.rows.len() >= BARE_ROWS && width >= BARE_COLUMNS && numbers >= table.rows.len(),
    }
}

/// Caption and unit above, notes below.
fn surroundings(
    table: &mut Raw,
    lines: &[Line],
    kinds: &mut [Option<FurnitureKind>],
    first: usize,
    last: usize,
) {
    for i in (first.saturating_sub(AROUND)..first).rev() {
        let near = lines[i + 1].blanks <= BLANKS;
        let text = normalize::plain(lines[i].text);
        if near && UNIT.is_match(&text) {
            kinds[i] = Some(FurnitureKind::Caption);
            table.unit = Some(text);
        } else if near && kinds[i] == Some(FurnitureKind::Caption) && CAPTION.is_match(&text) {
            let name = CAPTION.replace(&text, "").trim_matches(['*', '_', '#', ' ']).to_owned();
            table.caption = Some(name).filter(|n| !n.is_empty());
            break;
        } else {
            break;
        }
    }
    for i in last + 1..(last + 1 + AROUND).min(lines.len()) {
        if lines[i].blanks > BLANKS
            || kinds[i] != Some(FurnitureKind::Caption)
            || CAPTION.is_match(lines[i].text)
        {
            break;
        }
        table.notes.push(normalize::plain(lines[i].text));
    }
}
