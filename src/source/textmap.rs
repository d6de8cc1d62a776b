//! Where a place of the decoded text lies in the file.

/// From byte offsets of the decoded text to byte offsets of the file.
///
/// Stretches of characters of one shape (three bytes of text for two of the file, as Chinese in GB18030) share one
/// breakpoint, so the map of a text is about as long as the number of times it changes between Chinese and ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextMap {
    /// Breakpoints `(text offset, file offset)`, ascending. Between two of them the offsets run in proportion, which is exact
    /// at the bounds of characters; behind the last one they run in step.
    pub breaks: Vec<(usize, usize)>,
}

impl TextMap {
    /// A text that lies in the file as it is, from `file_offset` on.
    pub fn in_step(file_offset: usize) -> Self {
        TextMap { breaks: vec![(0, file_offset)] }
    }

    /// The place in the file of a place in the text. Exact for the bounds of characters.
    pub fn to_file(&self, text_offset: usize) -> usize {
        let next = self.breaks.partition_point(|&(text, _)| text <= text_offset);
        let Some(&(text, file)) = next.checked_sub(1).and_then(|i| self.breaks.get(i)) else {
            return text_offset;
        };
        let into = text_offset - text;
        match self.breaks.get(next) {
            // u128: a product of two offsets must not overflow where `usize` is 32 bits.
            Some(&(text_end, file_end)) => {
                let share = into as u128 * (file_end - file) as u128 / (text_end - text) as u128;
                file + usize::try_from(share).unwrap_or(file_end - file)
            }
            None => file.saturating_add(into),
        }
    }

    /// The map of the text without its first `n` bytes.
    pub(super) fn skip(&self, n: usize) -> Self {
        let mut breaks = vec![(0, self.to_file(n))];
        breaks.extend(self.breaks.iter().filter(|b| b.0 > n).map(|&(text, file)| (text - n, file)));
        TextMap { breaks }
    }
}

/// Builds a map character by character.
#[derive(Debug)]
pub(super) struct Builder {
    breaks: Vec<(usize, usize)>,
    at: (usize, usize),
    step: Option<(usize, usize)>,
}

impl Builder {
    /// Starts at the first byte of text, which lies at `file_offset`.
    pub(super) fn new(file_offset: usize) -> Self {
        Builder { breaks: Vec::new(), at: (0, file_offset), step: None }
    }

    /// One more character: its bytes in the text and in the file.
    pub(super) fn push(&mut self, text: usize, file: usize) {
        let same_shape = self.step.is_some_and(|(t, f)| t * file == f * text);
        if !same_shape {
            self.breaks.push(self.at);
            self.step = Some((text, file));
        }
        self.at = (self.at.0 + text, self.at.1 + file);
    }

    /// The map.
    pub(super) fn finish(mut self) -> TextMap {
        self.breaks.push(self.at);
        TextMap { breaks: self.breaks }
    }
}
