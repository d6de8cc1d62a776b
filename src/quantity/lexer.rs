//! Text into characters the grammar can match: white space taken out (but remembered), width and script folded.

use std::sync::LazyLock;

/// What stood before a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// A thin or no-break space, which some printers set between groups of three digits.
    Thin,
    /// Other white space.
    Space,
    /// The end of a line.
    Line,
}

/// One character that is not white space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ch {
    /// Folded to half width and Simplified.
    pub c: char,
    /// Its first byte in the text.
    pub at: usize,
    /// The bytes it takes there.
    pub len: u8,
    /// What stood before it.
    pub gap: Gap,
}

/// Stands for an empty line; ends every clause.
pub(super) const BREAK: char = '\n';
/// Returned outside the text.
pub(super) const NONE: char = '\0';

const HAN_FIRST: u32 = 0x4E00;
const HAN_LAST: u32 = 0x9FFF;

/// Traditional characters and their Simplified forms, built once.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let han: Vec<char> = (HAN_FIRST..=HAN_LAST).filter_map(char::from_u32).collect();
    // One conversion for all of them: spaces keep each character from being read with its neighbour.
    let spaced: String = han.iter().flat_map(|&c| [c, ' ']).collect();
    let folded: Vec<char> = fast2s::convert(&spaced).chars().step_by(2).collect();
    if folded.len() == han.len() { folded } else { han }
});

/// Width, script and variants of one character.
#[inline]
pub(super) fn fold(c: char) -> char {
    match c as u32 {
        0..0x80 => c,
        HAN_FIRST..=HAN_LAST => SIMPLIFIED.get((c as u32 - HAN_FIRST) as usize).copied().unwrap_or(c),
        _ => fold_sign(c),
    }
}

fn fold_sign(c: char) -> char {
    match c {
        // The full-width comma stays: it ends a clause far more often than it groups digits.
        '，' | '：' | '；' | '！' | '？' => c,
        '（' => '(',
        '）' => ')',
        '￥' => '¥',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '−' | '﹣' | '‐' | '‑' | '‒' | '–' | '⁻' => '-',
        '―' | '─' | '━' | '﹘' => '—',
        '∼' | '〜' | '˜' => '~',
        '﹪' => '%',
        '∕' | '⁄' => '/',
        '﹒' | '․' => '.',
        '〔' => '[',
        '〕' => ']',
        _ => c,
    }
}

fn white(c: char) -> Option<Gap> {
    match c {
        ' ' | '\t' | '\u{3000}' | '\u{200B}' | '\u{FEFF}' => Some(Gap::Space),
        '\u{2009}' | '\u{202F}' | '\u{00A0}' => Some(Gap::Thin),
        '\n' | '\r' | '\u{2028}' | '\u{0B}' | '\u{0C}' => Some(Gap::Line),
        _ if c.is_whitespace() => Some(Gap::Space),
        _ => None,
    }
}

/// The characters of a text, without its white space.
pub(super) struct Lexed {
    chars: Vec<Ch>,
    end: usize,
}

impl Lexed {
    pub fn new(text: &str) -> Self {
        // Most characters of Chinese text take three bytes.
        let mut chars = Vec::with_capacity(text.len() / 3 + 8);
        let mut gap = Gap::Line;
        let mut lines = 0;
        for (at, c) in text.char_indices() {
            if let Some(g) = white(c) {
                lines += usize::from(c == '\n' || c == '\u{2029}');
                // A page break inside a sentence leaves an empty line too; only behind a stop is it the end of something.
                if lines == 2 && chars.last().is_some_and(|ch: &Ch| is_stop(ch.c)) {
                    chars.push(Ch { c: BREAK, at, len: 0, gap: Gap::Line });
                }
                gap = if gap == Gap::None { g } else { gap.max(g) };
                continue;
            }
            chars.push(Ch { c: fold(c), at, len: c.len_utf8() as u8, gap });
            gap = Gap::None;
            lines = 0;
        }
        Lexed { chars, end: text.len() }
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at `i`, `NONE` outside the text.
    #[inline]
    pub fn c(&self, i: usize) -> char {
        self.chars.get(i).map_or(NONE, |ch| ch.c)
    }

    /// The character before `i`.
    #[inline]
    pub fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or(NONE, |j| self.c(j))
    }

    /// What stood before the character at `i`.
    pub fn gap(&self, i: usize) -> Gap {
        self.chars.get(i).map_or(Gap::Line, |ch| ch.gap)
    }

    /// Whether the character at `i` follows its neighbour without white space.
    pub fn tight(&self, i: usize) -> bool {
        self.gap(i) == Gap::None
    }

    /// Whether `word` stands at `i`.
    pub fn at(&self, i: usize, word: &[char]) -> bool {
        self.chars.get(i..i + word.len()).is_some_and(|s| s.iter().zip(word).all(|(ch, w)| ch.c == *w))
    }

    /// Whether `word` ends before `i`.
    pub fn ends(&self, i: usize, word: &[char]) -> bool {
        i.checked_sub(word.len()).is_some_and(|s| self.at(s, word))
    }

    /// The first of `words` that stands at `i`.
    pub fn any<'w>(&self, i: usize, words: &'w [Vec<char>]) -> Option<&'w [char]> {
        words.iter().find(|w| self.at(i, w)).map(Vec::as_slice)
    }

    /// The first of `words` that ends before `i`.
    pub fn any_before<'w>(&self, i: usize, words: &'w [Vec<char>]) -> Option<&'w [char]> {
        words.iter().find(|w| self.ends(i, w)).map(Vec::as_slice)
    }

    /// The bytes from character `start` up to character `end`.
    pub fn bytes(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let from = self.chars.get(start).map_or(self.end, |ch| ch.at);
        let last = end.checked_sub(1).and_then(|j| self.chars.get(j));
        from..last.map_or(from, |ch| ch.at + usize::from(ch.len)).max(from)
    }

    /// The characters from `start` up to `end`.
    pub fn string(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end.min(self.len())).unwrap_or(&[]).iter().map(|ch| ch.c).collect()
    }

    /// The next character from `from` on with one of these flags.
    pub fn next(&self, from: usize, words: &super::words::Words) -> Option<usize> {
        let rest = self.chars.get(from..)?;
        rest.iter().position(|ch| words.flags(ch.c) != 0).map(|k| from + k)
    }
}

/// Whether a paragraph may end behind a character.
fn is_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '；'
            | '：'
            | '.'
            | '!'
            | '?'
            | ';'
            | ':'
            | '”'
            | '」'
            | '』'
            | '》'
            | ')'
            | ']'
            | '|'
    )
}

/// Whether a character ends a clause.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '！'
            | '？'
            | '：'
            | ','
            | ';'
            | '!'
            | '?'
            | BREAK
            | NONE
            | '、'
            | ')'
            | ']'
            | '”'
            | '」'
            | '』'
            | '》'
            | '|'
    )
}

/// Whether a character is an ASCII letter or a digit.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}
