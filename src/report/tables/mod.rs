//! The analysis as tidy tables: one row an item, one column a variable, one type a cell.
//!
//! *In*: an analysis and the names of its topics and actors. *Out*: [`Table`]s. *Must not know*: how a format writes a cell.
//!
//! Names of tables and columns are words of the contract and the same in every language. Every row has the id of what it
//! is about and the file and line it stands in, so that each number can be traced.

mod compared;
mod found;
mod listed;

use super::{Options, index::Index};
use crate::model::{Analysis, ByHand, Paper, Period};
use rust_decimal::Decimal;

/// What somebody decided of an item.
fn by_hand(by_hand: Option<&ByHand>) -> Cell {
    by_hand.map(ToString::to_string).into()
}

/// A value with its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not known. Never 0 and never an empty text.
    Missing,
    /// Words.
    Text(String),
    /// A count or a line number.
    Integer(i64),
    /// An exact number.
    Decimal(Decimal),
}

impl Cell {
    /// As every text format prints it; nothing if missing.
    pub fn plain(&self) -> String {
        match self {
            Cell::Missing => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Integer(n) => n.to_string(),
            Cell::Decimal(value) => value.to_string(),
        }
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Cell::Integer(_) | Cell::Decimal(_))
    }

    /// Several values in one cell.
    fn list<T: ToString>(values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<String> = values.into_iter().map(|v| v.to_string()).collect();
        Cell::from(values.join(BETWEEN))
    }

    /// A count.
    fn count(n: usize) -> Self {
        Cell::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// A score, to the digits it is worth.
    fn score(score: f64) -> Self {
        Decimal::try_from(score)
            .map_or(Cell::Missing, |d| Cell::Decimal(d.round_dp(SCORE_DIGITS).normalize()))
    }
}

/// What stands between the values of a list.
const BETWEEN: &str = "; ";
/// Digits of a score after the point.
const SCORE_DIGITS: u32 = 4;

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Missing } else { Cell::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Decimal> for Cell {
    fn from(value: Decimal) -> Self {
        Cell::Decimal(value)
    }
}

impl From<usize> for Cell {
    fn from(n: usize) -> Self {
        Cell::count(n)
    }
}

impl From<u32> for Cell {
    fn from(n: u32) -> Self {
        Cell::Integer(n.into())
    }
}

impl From<u16> for Cell {
    fn from(n: u16) -> Self {
        Cell::Integer(n.into())
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Cell::Text(if yes { "true" } else { "false" }.to_owned())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Missing, Into::into)
    }
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name: the file of a CSV folder, the sheet of a workbook.
    pub name: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// The names of all tables, in order.
pub const NAMES: [&str; 11] = [
    "papers",
    "topics",
    "problems",
    "countermeasures",
    "links",
    "statistics",
    "indicators",
    "arithmetic",
    "promises",
    "unannounced",
    "references",
];

/// Every table, in the order of [`NAMES`].
pub fn all(analysis: &Analysis, options: &Options) -> Vec<Table> {
    let index = Index::new(analysis, options);
    vec![
        listed::papers(analysis),
        compared::topics(analysis, &index),
        found::problems(analysis, &index),
        found::countermeasures(analysis, &index),
        found::links(analysis, &index),
        listed::statistics(analysis),
        compared::indicators(analysis, &index),
        compared::arithmetic(analysis, &index),
        compared::promises(analysis),
        compared::unannounced(analysis, &index),
        listed::references(analysis),
    ]
}

/// The file and line of an item: the last two columns of every table.
fn place(paper: &Paper, line: usize) -> [Cell; 2] {
    [paper.source.path.as_str().into(), line.into()]
}

/// First and last day, month or year.
fn period(period: Option<Period>) -> [Cell; 2] {
    [period.map(|p| p.start.to_string()).into(), period.map(|p| p.end.to_string()).into()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_missing_and_not_nothing() {
        assert_eq!(Cell::from(""), Cell::Missing);
        assert_eq!(Cell::from(None::<u16>), Cell::Missing);
        assert_eq!(Cell::list::<&str>([]), Cell::Missing);
        assert_eq!(Cell::score(f64::NAN), Cell::Missing);
        assert_eq!(Cell::from(0_usize), Cell::Integer(0));
        assert_eq!(Cell::score(0.5), Cell::Decimal("0.5".parse().unwrap()));
    }

    #[test]
    fn a_decimal_keeps_the_digits_it_has() {
        for printed in ["1.50", "-0.3", "1100000000000", "0.10"] {
            assert_eq!(Cell::from(printed.parse::<Decimal>().unwrap()).plain(), printed);
        }
    }
}
