//! The tables as a workbook: one sheet each, and the topics × papers matrix in front with links to the rows.

use super::{
    Error, Options,
    index::Index,
    tables::{self, Cell, Table},
    text,
};
use crate::model::{Analysis, FindingId, TopicCell};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// Significant digits a spreadsheet keeps of a number; longer ones stay text.
const DIGITS: usize = 15;
/// The longest text a cell may hold, in UTF-16 units.
const LONGEST: usize = 32_767;
/// The narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (6, 60);
/// The name of the matrix sheet.
const MATRIX: &str = "matrix";

/// The workbook. The same analysis gives the same bytes.
pub fn render(analysis: &Analysis, options: &Options) -> Result<Vec<u8>, Error> {
    let tables = tables::all(analysis, options);
    let mut book = Workbook::new();
    // A workbook has a date of creation; today's would make every run another file.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    matrix(book.add_worksheet(), analysis, options, &rows_of_ids(&tables))?;
    for table in &tables {
        sheet(book.add_worksheet(), table)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The sheet and row of each finding.
fn rows_of_ids(tables: &[Table]) -> BTreeMap<&str, String> {
    let findings = tables.iter().filter(|t| ["problems", "countermeasures"].contains(&t.name));
    let rows = findings.flat_map(|t| t.rows.iter().enumerate().map(move |(i, row)| (t.name, i, row)));
    rows.filter_map(|(name, i, row)| match row.first() {
        // Rows count from 1, and the first is the header.
        Some(Cell::Text(id)) => Some((id.as_str(), format!("internal:'{name}'!A{}", i + 2))),
        _ => None,
    })
    .collect()
}

fn matrix(
    sheet: &mut Worksheet,
    analysis: &Analysis,
    options: &Options,
    places: &BTreeMap<&str, String>,
) -> Result<(), XlsxError> {
    let index = Index::new(analysis, options);
    sheet.set_name(MATRIX)?;
    let mut heads = vec!["topic".to_owned(), "status".to_owned(), "papers".to_owned()];
    heads.extend(analysis.papers.iter().map(|p| p.id.to_string()));
    // A sheet has no more columns than this; the tidy sheets have every paper.
    heads.truncate(16_384);
    header(sheet, &heads)?;
    let mut widest = 0;
    for (row, topic) in (1_u32..).zip(&analysis.comparison.topics) {
        let name = index.name(topic.id.as_str());
        widest = widest.max(text::width(name));
        sheet.write_string(row, 0, cut(name))?;
        sheet.write_string(row, 1, topic.status.as_str())?;
        sheet.write_number(row, 2, number(topic.papers.len()))?;
        let cells: BTreeMap<_, _> = topic.papers.iter().map(|c| (&c.paper, c)).collect();
        for (column, paper) in (3_u16..16_384).zip(&analysis.papers) {
            if let Some(cell) = cells.get(&paper.id) {
                linked(sheet, (row, column), cell, places)?;
            }
        }
    }
    let statuses = analysis.comparison.topics.iter().map(|t| text::width(t.status.as_str())).max();
    for (column, widest) in [(0, widest), (1, statuses.unwrap_or(0))] {
        sheet.set_column_width(column, width(widest))?;
    }
    finish(sheet, analysis.comparison.topics.len(), heads.len())
}

/// `3▸2`, linked to the first of the findings.
fn linked(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &TopicCell,
    places: &BTreeMap<&str, String>,
) -> Result<(), XlsxError> {
    let counts = format!("{}▸{}", cell.problems.len(), cell.countermeasures.len());
    let first = cell.problems.iter().chain(&cell.countermeasures).next();
    match first.and_then(|id: &FindingId| places.get(id.as_str())) {
        Some(place) => sheet.write_url(row, column, Url::new(place).set_text(counts)).map(drop),
        None => sheet.write_string(row, column, counts).map(drop),
    }
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    header(sheet, table.columns)?;
    let mut widths: Vec<usize> = table.columns.iter().map(|c| text::width(c) + 3).collect();
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for ((column, cell), widest) in (0_u16..).zip(cells).zip(&mut widths) {
            write(sheet, row, column, cell)?;
            *widest = (*widest).max(text::width(&cell.plain()));
        }
    }
    for (column, widest) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, width(widest))?;
    }
    finish(sheet, table.rows.len(), table.columns.len())
}

fn header(sheet: &mut Worksheet, names: &[impl AsRef<str>]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    for (column, name) in (0_u16..).zip(names) {
        sheet.write_string_with_format(0, column, cut(name.as_ref()), &bold)?;
    }
    Ok(())
}

/// The header stays in sight, and every column can be filtered.
fn finish(sheet: &mut Worksheet, rows: usize, columns: usize) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column).map(drop)
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match (cell, float(cell)) {
        (Cell::Missing, _) => Ok(()),
        (_, Some(value)) => sheet.write_number(row, column, value).map(drop),
        (cell, None) => sheet.write_string(row, column, cut(&cell.plain())).map(drop),
    }
}

/// A number a spreadsheet can hold exactly as printed.
fn float(cell: &Cell) -> Option<f64> {
    let printed = cell.is_number().then(|| cell.plain())?;
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    (digits.trim_matches('0').len() <= DIGITS).then(|| printed.parse().ok())?
}

fn number(n: usize) -> f64 {
    float(&Cell::from(n)).unwrap_or_default()
}

fn width(widest: usize) -> f64 {
    number((widest + 1).clamp(WIDTHS.0, WIDTHS.1))
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < LONGEST
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_longer_than_a_spreadsheet_keeps_stay_text() {
        for (printed, kept) in [
            ("123456789012345", true),
            ("1234567890123456", false),
            ("-0.5", true),
            ("1100000000000000000000", true),
            ("0.1234567890123456", false),
        ] {
            let cell = Cell::Decimal(printed.parse().unwrap());
            assert_eq!(float(&cell).is_some(), kept, "{printed}");
        }
        assert_eq!(float(&Cell::from("12")), None);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(cut("短"), "短");
        let cut = cut(&"𠮷".repeat(40_000));
        assert!(cut.encode_utf16().count() <= LONGEST && cut.chars().all(|c| c == '𠮷'));
    }
}
