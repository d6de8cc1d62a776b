//! The tables as a folder of CSV files (RFC 4180, UTF-8).
//!
//! Spreadsheets run a text cell that looks like a formula, and papers come from anywhere: such cells get an apostrophe in
//! front. Numbers are typed, so a negative one stays a number.

use super::{
    Error, Options,
    tables::{self, Cell, Table},
};
use crate::model::Analysis;

/// Characters at the start of a cell which a spreadsheet takes for a formula, full-width forms included.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// Tells Excel that a file is UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Never a single stream: see [`files`] and [`table`].
pub fn render(_: &Analysis, _: &Options) -> Result<Vec<u8>, Error> {
    Err(Error::ManyFiles)
}

/// Every table as a file with its name.
pub fn files(analysis: &Analysis, options: &Options, bom: bool) -> Result<Vec<(String, Vec<u8>)>, Error> {
    tables::all(analysis, options).iter().map(|t| Ok((file_name(t.name), write(t, bom)?))).collect()
}

/// One table of [`tables::NAMES`]; empty if there is none of that name.
pub fn table(analysis: &Analysis, options: &Options, name: &str, bom: bool) -> Result<Vec<u8>, Error> {
    let table = tables::all(analysis, options).into_iter().find(|t| t.name == name);
    table.map_or(Ok(Vec::new()), |t| write(&t, bom))
}

/// The file of a table.
pub fn file_name(table: &str) -> String {
    format!("{table}.csv")
}

pub(super) fn write(table: &Table, bom: bool) -> Result<Vec<u8>, Error> {
    let start = if bom { BOM.to_vec() } else { Vec::new() };
    let mut out = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(start);
    out.write_record(table.columns)?;
    for row in &table.rows {
        out.write_record(row.iter().map(field))?;
    }
    out.into_inner().map_err(|error| Error::Csv(error.into_error().into()))
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
        _ => cell.plain(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_a_spreadsheet_would_run_is_changed() {
        let cases = [
            (Cell::from("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0"),
            (Cell::from("+1"), "'+1"),
            (Cell::from("-1"), "'-1"),
            (Cell::from("@SUM(A1)"), "'@SUM(A1)"),
            (Cell::from("\t=1"), "'\t=1"),
            (Cell::from("\r=1"), "'\r=1"),
            (Cell::from("＝1"), "'＝1"),
            (Cell::from("a=1"), "a=1"),
            (Cell::Integer(-1), "-1"),
            (Cell::Decimal("-0.50".parse().unwrap()), "-0.50"),
            (Cell::Missing, ""),
        ];
        for (cell, written) in cases {
            assert_eq!(field(&cell), written, "{cell:?}");
        }
    }
}
