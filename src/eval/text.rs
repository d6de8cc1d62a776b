//! A paper's text without its white space: where things stand that were printed over broken lines.

use std::collections::HashSet;

/// From one character to the next after the last, counted without white space.
pub type Place = (usize, usize);

/// Places given out already, as start and length: the next equal text stands further on.
pub type Taken = HashSet<(usize, usize)>;

/// The characters of a string that are not white space.
pub fn squeeze(s: &str) -> String {
    s.chars().filter(|c| !is_space(*c)).collect()
}

/// Unicode's white space and the four separators ASCII has for files, groups, records and units.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The share of two places that they have in common, by characters.
pub fn iou(a: Option<Place>, b: Option<Place>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 0.0 };
    let common = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let all = (a.1 - a.0) + (b.1 - b.0) - common;
    if common == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// A text, squeezed, with its lines.
#[derive(Debug, Clone)]
pub struct Text {
    squeezed: String,
    /// The byte at which each character begins, and one more for the end.
    bytes: Vec<usize>,
    lines: Vec<usize>,
}

impl Text {
    /// A text whose first line is line `first_line` of its file.
    pub fn new(text: &str, first_line: usize) -> Self {
        let mut squeezed = String::with_capacity(text.len());
        let (mut bytes, mut lines) = (Vec::new(), Vec::new());
        let mut line = first_line;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            line += usize::from(c == '\n' || (c == '\r' && chars.peek() != Some(&'\n')));
            if !is_space(c) {
                bytes.push(squeezed.len());
                lines.push(line);
                squeezed.push(c);
            }
        }
        bytes.push(squeezed.len());
        Text { squeezed, bytes, lines }
    }

    /// The line of a place in the file.
    pub fn line(&self, place: Option<Place>) -> Option<usize> {
        place.and_then(|(start, _)| self.lines.get(start)).copied()
    }

    /// Where `needle` stands: the first time that is not taken, else the first time; else where its beginning stands, for a
    /// sentence that something was printed into.
    pub fn locate(&self, needle: &str, taken: &mut Taken) -> Option<Place> {
        let needle = squeeze(needle);
        let length = needle.chars().count();
        if length == 0 {
            return None;
        }
        let first = self.find(&needle, 0);
        let mut at = first;
        while let Some(start) = at.filter(|start| taken.contains(&(*start, length))) {
            at = self.find(&needle, start + 1);
        }
        if let Some(start) = at.or(first) {
            taken.insert((start, length));
            return Some((start, start + length));
        }
        [24, 12].into_iter().filter(|head| length >= *head).find_map(|head| {
            let head: String = needle.chars().take(head).collect();
            let start = self.find(&head, 0)?;
            Some((start, (start + length).min(self.lines.len())))
        })
    }

    /// Where `inner` stands as part of `outer`, the first time that is not taken; else as [`Text::locate`] finds it.
    pub fn locate_within(&self, outer: &str, inner: &str, taken: &mut Taken) -> Option<Place> {
        let (outer, part) = (Text::new(outer, 1), squeeze(inner));
        let place = self.within(&outer, &part, taken);
        if let Some((start, end)) = place {
            taken.insert((start, end - start));
            return place;
        }
        self.locate(inner, taken)
    }

    fn within(&self, outer: &Text, inner: &str, taken: &Taken) -> Option<Place> {
        if inner.is_empty() || outer.squeezed.is_empty() {
            return None;
        }
        let length = inner.chars().count();
        let first = self.find(&outer.squeezed, 0)?;
        let mut offset = outer.find(inner, 0);
        while let Some(k) = offset.filter(|k| taken.contains(&(first + k, length))) {
            offset = outer.find(inner, k + 1);
        }
        let start = match offset {
            Some(k) => first + k,
            None => self.find(&outer.squeezed, first + 1)? + outer.find(inner, 0)?,
        };
        Some((start, start + length))
    }

    /// The first time `needle` begins at character `from` or after it.
    fn find(&self, needle: &str, from: usize) -> Option<usize> {
        let from = *self.bytes.get(from)?;
        let at = from + self.squeezed.get(from..)?.find(needle)?;
        self.bytes.binary_search(&at).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: &str = "物流成本高。\n农村物流成\r\n\r\n本高，　成本高。";

    #[test]
    fn places_are_counted_without_white_space_and_given_out_once() {
        let text = Text::new(PAPER, 3);
        let mut taken = Taken::new();
        let mut next = || text.locate("成本 高", &mut taken);
        assert_eq!([next(), next(), next()], [Some((2, 5)), Some((10, 13)), Some((14, 17))]);
        assert_eq!(next(), Some((2, 5)), "then the first again");
        assert_eq!(text.locate("成本低", &mut taken), None);
        assert_eq!(text.locate(" \n", &mut taken), None);
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let text = Text::new(PAPER, 3);
        for (words, line) in [("物流成本高。", 3), ("农村", 4), ("本高，", 6)] {
            let place = text.locate(words, &mut Taken::new());
            assert_eq!(text.line(place), Some(line), "{words}");
        }
        assert_eq!(Text::new("甲\r乙", 1).line(Some((1, 2))), Some(2), "a lone CR ends a line");
    }

    #[test]
    fn a_sentence_broken_by_furniture_is_found_by_its_beginning() {
        let text = Text::new("前言。乡镇卫生院缺少全科医生和第12页必要的检查设备", 1);
        let sentence = "乡镇卫生院缺少全科医生和必要的检查设备";
        assert_eq!(text.locate(sentence, &mut Taken::new()), Some((3, 22)));
        assert_eq!(text.locate("卫生院没有全科医生和必要的检查设备", &mut Taken::new()), None);
    }

    #[test]
    fn a_figure_is_looked_for_in_its_quotation_first() {
        let text = Text::new("共5家。去年5家，今年5家。去年5家，今年5家。", 1);
        let mut taken = Taken::new();
        let mut next = || text.locate_within("去年5家，今年5家", "5 家", &mut taken);
        assert_eq!([next(), next()], [Some((6, 8)), Some((11, 13))]);
        assert_eq!(next(), Some((16, 18)), "the quotation's second occurrence");
        assert_eq!(text.locate_within("并无此句", "5家", &mut taken), Some((1, 3)));
    }

    #[test]
    fn overlap_is_what_is_common_of_all() {
        for (a, b, expected) in [
            ((0, 4), (0, 4), 1.0),
            ((0, 4), (2, 6), 2.0 / 6.0),
            ((0, 2), (2, 4), 0.0),
            ((0, 10), (2, 7), 0.5),
        ] {
            assert_eq!(iou(Some(a), Some(b)), expected, "{a:?} {b:?}");
        }
        assert_eq!(iou(None, Some((0, 1))), 0.0);
    }
}
