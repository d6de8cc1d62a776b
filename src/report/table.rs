//! Tables by display width: columns that line up whatever the script, cells that wrap.

use super::text::{Rich, wrap};

/// Space between two columns.
const GAP: usize = 2;
/// A column is never made narrower than this.
const NARROWEST: usize = 4;

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// At the right, as numbers do.
    Right,
}

/// How a column behaves.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    align: Align,
    flexible: bool,
}

impl Column {
    /// As wide as its widest cell.
    pub const fn fixed(align: Align) -> Self {
        Column { align, flexible: false }
    }

    /// Gives way when the table is too wide; its cells wrap.
    pub const fn flexible() -> Self {
        Column { align: Align::Left, flexible: true }
    }
}

#[derive(Debug)]
enum Row {
    Cells(Vec<Rich>),
    Full(usize, Rich),
}

/// A table.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
    indent: usize,
}

impl Table {
    /// An empty table, `indent` columns from the left edge.
    pub fn new(indent: usize, columns: impl Into<Vec<Column>>) -> Self {
        Table { columns: columns.into(), rows: Vec::new(), indent }
    }

    /// Adds a row of cells.
    pub fn row(&mut self, cells: impl Into<Vec<Rich>>) {
        self.rows.push(Row::Cells(cells.into()));
    }

    /// Puts a row of cells before all others.
    pub fn head(&mut self, cells: impl Into<Vec<Rich>>) {
        self.rows.insert(0, Row::Cells(cells.into()));
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a line across all columns with an indent of its own.
    pub fn full(&mut self, indent: usize, text: Rich) {
        self.rows.push(Row::Full(indent, text));
    }

    /// The lines of the table, none wider than `width`.
    pub fn lines(&self, width: usize) -> Vec<Rich> {
        let room = width.saturating_sub(self.indent);
        let widths = self.widths(room);
        let mut lines = Vec::new();
        for row in &self.rows {
            match row {
                Row::Cells(cells) => self.cells(cells, &widths, &mut lines),
                Row::Full(indent, text) => {
                    let inner = width.saturating_sub(*indent);
                    lines.extend(wrap(text, inner, inner).into_iter().map(|l| spaces(*indent).join(l)));
                }
            }
        }
        lines
    }

    fn cells(&self, cells: &[Rich], widths: &[usize], lines: &mut Vec<Rich>) {
        let wrapped: Vec<Vec<Rich>> = cells.iter().zip(widths).map(|(cell, w)| wrap(cell, *w, *w)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for i in 0..height {
            let mut line = spaces(self.indent);
            let mut owed = 0;
            for ((cell, room), column) in wrapped.iter().zip(widths).zip(&self.columns) {
                let text = cell.get(i).cloned().unwrap_or_default();
                let free = room.saturating_sub(text.width());
                let (before, after) = if column.align == Align::Right { (free, 0) } else { (0, free) };
                owed += before;
                if !text.is_empty() {
                    line = line.join(spaces(owed)).join(text);
                    owed = 0;
                }
                owed += after + GAP;
            }
            lines.push(line);
        }
    }

    /// Natural widths, then the widest flexible column gives way, column by column, until the table fits.
    fn widths(&self, room: usize) -> Vec<usize> {
        let mut widths = vec![0; self.columns.len()];
        for row in &self.rows {
            if let Row::Cells(cells) = row {
                widths.iter_mut().zip(cells).for_each(|(w, cell)| *w = cell.width().max(*w));
            }
        }
        let gaps = GAP * self.columns.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > room {
            let yielding = |flexible: bool| {
                let columns = self.columns.iter().zip(&widths).enumerate();
                let may = columns.filter(|(_, (c, w))| (c.flexible || !flexible) && **w > NARROWEST);
                may.max_by_key(|(i, (_, w))| (**w, usize::MAX - i)).map(|(i, _)| i)
            };
            match yielding(true).or_else(|| yielding(false)) {
                Some(i) => widths[i] -= 1,
                None => break,
            }
        }
        widths
    }
}

/// So many spaces.
pub fn spaces(n: usize) -> Rich {
    Rich::plain(" ".repeat(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(table: &Table, width: usize) -> String {
        let mut out = String::new();
        for line in table.lines(width) {
            line.write(&mut out);
            out.push('\n');
        }
        out
    }

    #[test]
    fn columns_line_up_by_display_width_and_long_cells_wrap() {
        let mut table = Table::new(1, [Column::flexible(), Column::fixed(Align::Right)]);
        table.row([Rich::plain("床位数"), Rich::plain("9")]);
        table.row([Rich::plain("beds per thousand"), Rich::plain("128")]);
        table.full(2, Rich::plain("每千名老人"));
        assert_eq!(shown(&table, 30), " 床位数               9\n beds per thousand  128\n  每千名老人\n");
        assert_eq!(shown(&table, 16), " 床位数        9\n beds per    128\n thousand\n  每千名老人\n");
    }
}
