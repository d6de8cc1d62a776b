//! A stretch of a file with the lines around it and a line of carets beneath it.

use super::{
    terminal::{page::Page, theme},
    text::{Rich, clean, width},
};
use std::ops::Range;

/// The text of a file in three parts: before the stretch, the stretch, after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// From the beginning of the file.
    pub before: String,
    /// The stretch itself; page furniture may stand in it.
    pub inside: String,
    /// To the end of the file.
    pub after: String,
    /// A part of the stretch to point at, as a byte range of `inside`; without one, all of it is pointed at.
    pub focus: Option<Range<usize>>,
}

/// A line of the file and which part of it belongs to the stretch.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    number: usize,
    text: String,
    marked: Range<usize>,
    /// Where in the line, if not all that is marked, carets stand among the tildes.
    focus: Option<Range<usize>>,
}

/// Writes the lines of the stretch, numbered from `line`, with the nearest written line before and after it.
pub(super) fn write(page: &mut Page, excerpt: &Excerpt, line: usize) {
    let lines = lines(excerpt, line);
    let gutter = lines.last().map_or(1, |l| l.number.to_string().len()) + 1;
    for line in &lines {
        show(page, line, gutter);
    }
}

fn lines(excerpt: &Excerpt, number: usize) -> Vec<Line> {
    let (earlier, head) = excerpt.before.rsplit_once('\n').unwrap_or(("", &excerpt.before));
    let (tail, later) = excerpt.after.split_once('\n').unwrap_or((&excerpt.after, ""));
    let mut lines = Vec::new();
    if let Some((back, text)) = earlier.split('\n').rev().enumerate().find(|(_, l)| !l.trim().is_empty()) {
        lines.extend(number.checked_sub(back + 1).map(|n| Line {
            number: n,
            text: text.into(),
            marked: 0..0,
            focus: None,
        }));
    }
    let parts: Vec<&str> = excerpt.inside.split('\n').collect();
    let last = parts.len() - 1;
    let mut at = 0;
    for (i, part) in parts.iter().enumerate() {
        let (before, after) = (if i == 0 { head } else { "" }, if i == last { tail } else { "" });
        let text = format!("{before}{part}{after}");
        let marked = before.len()..before.len() + part.trim_end().len();
        let place = |n: usize| (n.clamp(at, at + part.len()) - at) + before.len();
        let focus = excerpt.focus.as_ref().map(|f| place(f.start)..place(f.end));
        if !text.trim().is_empty() {
            lines.push(Line { number: number + i, text, marked, focus });
        }
        at += part.len() + 1;
    }
    let next = later.split('\n').enumerate().find(|(_, l)| !l.trim().is_empty());
    lines.extend(next.map(|(on, text)| Line {
        number: number + last + 1 + on,
        text: text.into(),
        marked: 0..0,
        focus: None,
    }));
    lines
}

fn show(page: &mut Page, line: &Line, gutter: usize) {
    let room = page.width().saturating_sub(gutter + 3).max(2);
    let number = line.number.to_string();
    let mut label = format!("{}{number} │ ", " ".repeat(gutter - number.len()));
    let blank = format!("{} │ ", " ".repeat(gutter));
    let style = if line.marked.is_empty() { theme::FAINT } else { anstyle::Style::new() };
    for row in rows(line, room) {
        page.line(Rich::styled(theme::RULE, &label).add(style, &row.text));
        label.clone_from(&blank);
        if !row.carets.trim().is_empty() {
            page.line(Rich::styled(theme::RULE, &blank).add(theme::BAD, row.carets.trim_end()));
        }
    }
}

/// A part of a line that fits the page, and what stands beneath it, column by column.
#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    text: String,
    carets: String,
}

/// Cuts a line by columns. Blanks at the edges of the stretch are not marked.
fn rows(line: &Line, room: usize) -> Vec<Row> {
    let mut rows = vec![Row::default()];
    let mut used = 0;
    let stretch = line.text.get(line.marked.clone()).unwrap_or_default();
    let marked = line.marked.end - stretch.trim_start().len()..line.marked.end;
    let text = line.text.trim_end();
    for (at, c) in text.char_indices() {
        let shown = clean(c.encode_utf8(&mut [0; 4]));
        let wide = width(&shown);
        if used + whole(text, at, wide).min(room) > room {
            rows.push(Row::default());
            used = 0;
        }
        let mark = match &line.focus {
            _ if !marked.contains(&at) => " ",
            Some(focus) if !focus.contains(&at) => "~",
            _ => "^",
        };
        if let Some(row) = rows.last_mut() {
            row.carets.push_str(&mark.repeat(wide));
            row.text.push_str(&shown);
        }
        used += wide;
    }
    rows
}

/// Columns that want to stay together from here on: all of a number or Latin word where it begins, else one character.
fn whole(text: &str, at: usize, wide: usize) -> usize {
    let latin = |c: char| c.is_ascii_graphic();
    let inside = text[..at].ends_with(latin);
    if inside { wide } else { text[at..].chars().take_while(|c| latin(*c)).count().max(wide) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, inside: &str, after: &str, line: usize, width: usize) -> String {
        let mut page = Page::new(width);
        let excerpt =
            Excerpt { before: before.into(), inside: inside.into(), after: after.into(), focus: None };
        write(&mut page, &excerpt, line);
        String::from_utf8(super::super::terminal::finish(page.into_string(), false)).unwrap()
    }

    #[test]
    fn carets_stand_under_wide_characters() {
        assert_eq!(
            shown("一\n养老", "床位", "不足\n\n三", 2, 40),
            " 1 │ 一\n 2 │ 养老床位不足\n   │     ^^^^\n 4 │ 三\n"
        );
    }

    #[test]
    fn lines_keep_their_numbers_over_blank_ones() {
        assert_eq!(shown("一\n\n\n", "床位", "\n\n二\n", 4, 40), " 1 │ 一\n 4 │ 床位\n   │ ^^^^\n 6 │ 二\n");
    }

    #[test]
    fn a_stretch_over_lines_is_marked_on_each_and_blank_lines_are_passed_over() {
        assert_eq!(
            shown("", "床位\r\n\r\n不足", "。", 9, 40),
            "  9 │ 床位\n    │ ^^^^\n 11 │ 不足。\n    │ ^^^^\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        assert_eq!(
            shown("甲乙", "丙丁戊", "己", 1, 10),
            " 1 │ 甲乙\n   │ 丙丁\n   │ ^^^^\n   │ 戊己\n   │ ^^\n"
        );
    }

    #[test]
    fn a_number_is_not_cut_unless_it_is_longer_than_a_line() {
        let cut = |text: &str| -> Vec<String> {
            let line = Line { number: 1, text: text.into(), marked: 0..0, focus: None };
            rows(&line, 8).into_iter().map(|row| row.text).collect()
        };
        assert_eq!(cut("增至每床12.5元"), ["增至每床", "12.5元"]);
        assert_eq!(cut("增至床12.5元"), ["增至床", "12.5元"]);
        assert_eq!(cut("https://example.org"), ["https://", "example.", "org"]);
    }

    #[test]
    fn a_part_can_be_pointed_at() {
        let mut page = Page::new(40);
        let inside = "共有床\n位 38 张";
        let focus = inside.find("38").map(|at| at..at + 2);
        write(
            &mut page,
            &Excerpt { before: String::new(), inside: inside.into(), after: "。".into(), focus },
            1,
        );
        let text = String::from_utf8(super::super::terminal::finish(page.into_string(), false)).unwrap();
        assert_eq!(text, " 1 │ 共有床\n   │ ~~~~~~\n 2 │ 位 38 张。\n   │ ~~~^^~~~\n");
    }

    #[test]
    fn odd_excerpts_do_no_harm() {
        for (before, inside, after, line) in [("", "", "", 1), ("\n\n", "", "\n", 1), ("a", "\n\n", "b", 0)] {
            shown(before, inside, after, line, 40);
        }
    }
}
