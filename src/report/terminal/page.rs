//! The page a terminal report is written on.

use super::theme;
use crate::report::{
    table::{Table, spaces},
    text::{Rich, wrap},
};

/// Lines of at most so many columns.
pub struct Page {
    out: String,
    width: usize,
}

impl Page {
    /// An empty page.
    pub fn new(width: usize) -> Self {
        Page { out: String::new(), width }
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// What was written.
    pub fn into_string(self) -> String {
        self.out
    }

    /// One line; what does not fit is cut, which only a cell that cannot wrap ever needs.
    pub fn line(&mut self, line: Rich) {
        line.elided(self.width).write(&mut self.out);
        self.out.push('\n');
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// The title of a part of the report, ruled to the edge.
    pub fn heading(&mut self, title: &str) {
        self.blank();
        self.ruled(Rich::styled(theme::HEADING, title), '═');
    }

    /// The title of one of several like parts, ruled more lightly.
    pub fn subheading(&mut self, title: Rich) {
        self.blank();
        self.ruled(title, '─');
    }

    fn ruled(&mut self, title: Rich, rule: char) {
        let start = Rich::styled(theme::RULE, rule.to_string().repeat(2)).and(" ");
        let title = start.join(title.elided(self.width.saturating_sub(6))).and(" ");
        let left = self.width.saturating_sub(title.width());
        self.line(title.add(theme::RULE, rule.to_string().repeat(left)));
    }

    /// Wrapped text behind a hanging prefix, with something at the right of its last line.
    pub fn flow(&mut self, prefix: Rich, body: &Rich, right: Rich) {
        let prefix = prefix.elided(self.width / 2);
        let hang = prefix.width();
        let room = self.width.saturating_sub(hang);
        let right = right.elided(room.saturating_sub(2));
        let mut lines = wrap(body, room, room);
        let reserved = if right.is_empty() { 0 } else { right.width() + 2 };
        if let Some(last) = lines.pop_if(|l| l.width() + reserved > room) {
            // A line for the place alone is wasted: share the last line out over two, so that the second has room for both.
            let narrow = room.saturating_sub(reserved).max(8);
            lines.extend(wrap(&last, narrow, narrow));
        }
        let mut lines = lines.into_iter();
        let mut current = prefix.join(lines.next().unwrap_or_default());
        for line in lines {
            self.line(current);
            current = spaces(hang).join(line);
        }
        if right.is_empty() {
            return self.line(current);
        }
        if current.width() + right.width() + 2 > self.width {
            self.line(current);
            current = Rich::new();
        }
        let gap = self.width.saturating_sub(current.width() + right.width());
        self.line(current.join(spaces(gap)).join(right));
    }

    /// Wrapped text, indented.
    pub fn text(&mut self, indent: usize, body: &Rich) {
        self.flow(spaces(indent), body, Rich::new());
    }

    /// A table.
    pub fn table(&mut self, table: &Table) {
        for line in table.lines(self.width) {
            self.line(line);
        }
    }
}
