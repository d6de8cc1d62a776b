//! Text as line-based formats and XML can carry it.

/// The text without control characters and characters XML 1.0 has no way to write. Tabs and line breaks stay, each line
/// break as `\n`.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// `1 error`, `2 errors`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_lines_stay() {
        for (text, kept) in [
            ("一行\r\n二行\r三行\n", "一行\n二行\n三行\n"),
            ("a\0b\u{1b}[31mc\u{7f}\u{85}\u{fffe}\td", "ab[31mc\td"),
            ("\u{202e}右\u{1f600}", "\u{202e}右\u{1f600}"),
        ] {
            assert_eq!(plain(text), kept, "{text:?}");
        }
    }

    #[test]
    fn nouns_are_counted() {
        assert_eq!([0, 1, 2].map(|n| counted(n, "error")), ["0 errors", "1 error", "2 errors"]);
    }
}
