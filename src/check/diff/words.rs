//! Two texts laid over each other: which words went, which came.

use crate::model::{Piece, PieceKind};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch in common shorter than this, between two changes, is an accident: the reader sees one change.
const ACCIDENT: usize = 2;

/// The pieces of both texts in reading order, what went before what came. The other way round gives the mirror image.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    // Where several layings-over are equally short the algorithm's choice depends on the order it is given them in.
    let groups =
        if old > new { laid(new, old).into_iter().map(Group::swapped).collect() } else { laid(old, new) };
    let parts = groups.into_iter().flat_map(|g| {
        [(PieceKind::Same, g.same), (PieceKind::Removed, g.removed), (PieceKind::Added, g.added)]
    });
    parts.filter(|(_, text)| !text.is_empty()).map(|(is, text)| Piece { is, text }).collect()
}

/// The text as it is compared: white space says where lines were broken, nothing else.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text as it is compared where it may hold citation marks: what they lead to is compared by itself, and their numbers shift
/// when a reference is put in.
pub fn bare(text: &str) -> String {
    let text = squeeze(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(open) = rest.find(['[', '［']) {
        let inside = &rest[open..];
        let mark = inside.find([']', '］']).filter(|end| is_mark(&inside[..*end]));
        let until = match mark {
            Some(end) => {
                out.push_str(&rest[..open]);
                open + end + first_width(&inside[end..])
            }
            None => {
                let next = open + first_width(inside);
                out.push_str(&rest[..next]);
                next
            }
        };
        rest = &rest[until..];
    }
    out + rest
}

/// `[3`, `[3,5-7`: a bracket with numbers in it.
fn is_mark(text: &str) -> bool {
    let numbers = text.strip_prefix(['[', '［']).unwrap_or(text);
    numbers.contains(|c: char| c.is_ascii_digit())
        && numbers.chars().all(|c| c.is_ascii_digit() || ",，、-~～–—−".contains(c))
}

/// The bytes of the first character.
fn first_width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// A stretch in common, then what stands in the place of what.
#[derive(Debug, Default, Clone)]
struct Group {
    same: String,
    tokens: usize,
    removed: String,
    added: String,
}

impl Group {
    fn swapped(self) -> Self {
        Group { removed: self.added, added: self.removed, ..self }
    }

    fn changes(&self) -> bool {
        !self.removed.is_empty() || !self.added.is_empty()
    }
}

fn laid(old: &str, new: &str) -> Vec<Group> {
    let (a, b) = (tokens(old), tokens(new));
    let mut groups = vec![Group::default()];
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let (before, after) = (a[op.old_range()].concat(), b[op.new_range()].concat());
        if let DiffOp::Equal { len, .. } = op {
            groups.push(Group { same: before, tokens: len, ..Group::default() });
        } else if let Some(last) = groups.last_mut() {
            last.removed.push_str(&before);
            last.added.push_str(&after);
        }
    }
    joined(groups)
}

/// Takes accidental stretches in common into the changes around them.
fn joined(groups: Vec<Group>) -> Vec<Group> {
    let mut kept: Vec<Group> = Vec::new();
    for group in groups {
        match kept.last_mut() {
            Some(last) if last.changes() && group.changes() && group.tokens < ACCIDENT => {
                last.removed.push_str(&(group.same.clone() + &group.removed));
                last.added.push_str(&(group.same + &group.added));
            }
            _ => kept.push(group),
        }
    }
    kept
}

/// Numbers and Latin words whole, everything else character by character.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| !(in_word(b) && in_word(c))) {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '-' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `wdiff` writes it.
    fn shown(old: &str, new: &str) -> String {
        let mark = |p: &Piece| match p.is {
            PieceKind::Same => p.text.clone(),
            PieceKind::Removed => format!("[-{}-]", p.text),
            PieceKind::Added => format!("{{+{}+}}", p.text),
        };
        pieces(old, new).iter().map(mark).collect()
    }

    #[test]
    fn the_words_that_changed_are_told() {
        for (old, new, expected) in [
            ("", "", ""),
            ("茶园", "茶园", "茶园"),
            ("", "茶园", "{+茶园+}"),
            ("增长12.5%。", "增长13.5%。", "增长[-12.5%-]{+13.5%+}。"),
            ("茶农缺乏设备", "茶农缺乏检测设备", "茶农缺乏{+检测+}设备"),
            ("茶农非常缺乏设备", "茶农缺乏设备", "茶农[-非常-]缺乏设备"),
            ("甲乙丙丁", "戊乙己丁", "[-甲乙丙-]{+戊乙己+}丁"),
            ("the old tea", "the new tea", "the [-old-]{+new+} tea"),
        ] {
            assert_eq!(shown(old, new), expected, "{old} → {new}");
        }
    }

    #[test]
    fn citation_marks_are_not_part_of_what_is_said() {
        for (text, said) in [
            ("茶园面积小[3]。", "茶园面积小。"),
            ("甲［3，5-7］乙 [12]", "甲乙"),
            ("[J] [] [注] [2024版]", "[J][][注][2024版]"),
            ("甲[3", "甲[3"),
            ("[[3]]", "[]"),
            ("[甲[3]]", "[甲]"),
            ("", ""),
        ] {
            assert_eq!(bare(text), said, "{text}");
        }
    }

    #[test]
    fn backwards_is_the_mirror_image() {
        let texts = ["", "甲乙甲", "乙甲乙", "茶园3亩，茶农5人", "茶农5人，茶园4亩", "a b a", "b a b"];
        for old in texts {
            for new in texts {
                let turned = |p: Piece| match p.is {
                    PieceKind::Same => (0, p.text),
                    PieceKind::Removed => (1, p.text),
                    PieceKind::Added => (2, p.text),
                };
                let swapped = |p: Piece| match p.is {
                    PieceKind::Same => (0, p.text),
                    PieceKind::Removed => (2, p.text),
                    PieceKind::Added => (1, p.text),
                };
                let mut there: Vec<_> = pieces(old, new).into_iter().map(turned).collect();
                let mut back: Vec<_> = pieces(new, old).into_iter().map(swapped).collect();
                there.sort();
                back.sort();
                assert_eq!(there, back, "{old} {new}");
            }
        }
    }
}
