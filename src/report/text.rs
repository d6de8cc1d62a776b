//! Text as a terminal sees it: how wide it is, where it may be broken, what must not reach the screen.

use anstyle::Style;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthChar;

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    text: String,
    style: Style,
}

/// Styled text without line breaks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rich {
    pieces: Vec<Piece>,
}

impl Rich {
    /// Nothing yet.
    pub fn new() -> Self {
        Rich::default()
    }

    /// Unstyled text.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Rich::new().add(Style::new(), text)
    }

    /// Text in one style.
    pub fn styled(style: Style, text: impl AsRef<str>) -> Self {
        Rich::new().add(style, text)
    }

    /// Appends text, cleaned of what a terminal would obey.
    pub fn add(mut self, style: Style, text: impl AsRef<str>) -> Self {
        let text = clean(text.as_ref());
        if !text.is_empty() {
            self.pieces.push(Piece { text, style });
        }
        self
    }

    /// Appends styled text.
    pub fn join(mut self, other: Rich) -> Self {
        self.pieces.extend(other.pieces);
        self
    }

    /// Appends unstyled text.
    pub fn and(self, text: impl AsRef<str>) -> Self {
        self.add(Style::new(), text)
    }

    /// Columns it takes.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|p| width(&p.text)).sum()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Cut to `max` columns, with `…` for what is missing.
    pub fn elided(self, max: usize) -> Self {
        if self.width() <= max {
            return self;
        }
        let mut left = max.saturating_sub(1);
        let mut kept = Rich::new();
        for piece in self.pieces {
            let text = prefix(&piece.text, left);
            left -= width(text);
            let cut = text.len() < piece.text.len();
            kept = kept.add(piece.style, if cut { format!("{text}…") } else { piece.text });
            if cut {
                break;
            }
        }
        kept
    }

    /// What it says, without styles.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect()
    }

    /// Writes it with its styles as ANSI codes.
    pub fn write(&self, out: &mut String) {
        for Piece { text, style } in &self.pieces {
            let _ = write!(out, "{style}{text}{style:#}");
        }
    }

    fn chars(&self) -> impl Iterator<Item = (char, Style)> + '_ {
        self.pieces.iter().flat_map(|p| p.text.chars().map(|c| (c, p.style)))
    }

    fn push(&mut self, c: char, style: Style) {
        match self.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push(c),
            _ => self.pieces.push(Piece { text: c.to_string(), style }),
        }
    }
}

/// Columns a string takes in a terminal.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Columns one character takes.
pub fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The longest beginning of `text` that takes at most `max` columns.
pub fn prefix(text: &str, max: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += char_width(*c);
        used > max
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// `text` with control characters made spaces and invisible direction and joining marks left out: a paper must not be
/// able to move the cursor, reorder a line or upset the count of columns.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{00AD}')
        })
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

/// Must not begin a line.
const CLOSING: &str = "，。、；：！？）】》〉」』”’…—～·,.;:!?)]}%％‰℃°";
/// Must not end a line.
const OPENING: &str = "（【《〈「『“‘([{￥＄$";

/// Breaks styled text into lines of at most `first` columns, then of at most `rest`.
///
/// Lines break between any two Chinese characters but never before closing or after opening punctuation, never inside a
/// number or a Latin word unless it is longer than a line, and never inside a character.
pub fn wrap(text: &Rich, first: usize, rest: usize) -> Vec<Rich> {
    let mut lines = vec![Rich::new()];
    let (mut used, mut gap): (usize, Option<Style>) = (0, None);
    for unit in units(text) {
        let room = if lines.len() == 1 { first } else { rest };
        if unit.iter().all(|(c, _)| *c == ' ') {
            gap = unit.first().map(|(_, style)| *style);
            continue;
        }
        let wide: usize = unit.iter().map(|(c, _)| char_width(*c)).sum();
        let space = usize::from(gap.is_some() && used > 0);
        if used > 0 && used + space + wide > room {
            lines.push(Rich::new());
            used = 0;
        } else if let (Some(style), Some(line)) = (gap.filter(|_| used > 0), lines.last_mut()) {
            line.push(' ', style);
            used += 1;
        }
        gap = None;
        for (c, style) in unit {
            let room = if lines.len() == 1 { first } else { rest };
            if used > 0 && used + char_width(c) > room {
                lines.push(Rich::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c, style);
            }
            used += char_width(c);
        }
    }
    lines
}

/// The smallest stretches that stay together.
fn units(text: &Rich) -> Vec<Vec<(char, Style)>> {
    let mut units: Vec<Vec<(char, Style)>> = Vec::new();
    for (c, style) in text.chars() {
        match units.last_mut() {
            Some(unit) if unit.last().is_some_and(|(before, _)| stay_together(*before, c)) => {
                unit.push((c, style))
            }
            _ => units.push(vec![(c, style)]),
        }
    }
    units
}

fn stay_together(a: char, b: char) -> bool {
    if a == ' ' || b == ' ' {
        return a == b;
    }
    char_width(b) == 0 || CLOSING.contains(b) || OPENING.contains(a) || (is_latin(a) && is_latin(b))
}

fn is_latin(c: char) -> bool {
    char_width(c) == 1 && !matches!(c, '\u{2500}'..='\u{259F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, first: usize, rest: usize) -> Vec<String> {
        let lines = wrap(&Rich::plain(text), first, rest);
        lines.iter().map(|l| l.pieces.iter().map(|p| p.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_by_columns_and_by_the_rules_of_chinese_print() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 10, &[""]),
            ("养老服务", 4, &["养老", "服务"]),
            ("养老服务", 5, &["养老", "服务"]),
            ("养老，服务", 4, &["养", "老，", "服务"]),
            ("他说“好”", 6, &["他说", "“好”"]),
            ("共有 1288 张床位", 8, &["共有", "1288 张", "床位"]),
            ("增长 38.5%。", 6, &["增长", "38.5%", "。"]),
            ("one two three", 7, &["one two", "three"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("字", 1, &["字"]),
        ];
        for (text, room, expected) in cases {
            assert_eq!(&wrapped(text, *room, *room), expected, "{text} in {room}");
        }
    }

    #[test]
    fn no_line_is_wider_than_it_may_be_and_nothing_is_lost() {
        let text = "到 2023 年底，全区（含新区）已建成 128 家服务站，比上年增加 17 家；English words too.";
        for room in 8..60 {
            let lines = wrapped(text, room, room);
            assert!(lines.iter().all(|l| width(l) <= room), "{lines:?} in {room}");
            let bare = |s: &str| s.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(text));
        }
    }

    #[test]
    fn a_long_text_is_cut_by_columns() {
        assert_eq!(Rich::plain("社区养老").elided(5), Rich::plain("社区…"));
        assert_eq!(Rich::plain("社区").elided(4), Rich::plain("社区"));
        assert_eq!(Rich::plain("a").and("社区").elided(3).width(), 2);
    }

    #[test]
    fn a_paper_cannot_drive_the_terminal() {
        assert_eq!(clean("\u{1b}[2J红\u{202E}字\r\n"), " [2J红字  ");
    }
}
