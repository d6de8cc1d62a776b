//! A sentence cut into clauses, each with the figures it states.

use super::cut::Cut;
use crate::quantity::Quantity;

/// A quotation longer than this is speech with clauses of its own, not a name.
const LONGEST_NAME: usize = 40;

/// A clause and the indices of the figures in it.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    pub cut: Cut,
    pub figures: Vec<usize>,
}

/// The clauses of a sentence: parts between ，；：。 outside titles, names and brackets, never inside a figure.
pub(super) fn clauses(text: &str, sentence: Cut, quantities: &[Quantity]) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    for at in breaks(text, sentence) {
        if quantities.iter().any(|q| q.range.start <= at && at < q.range.end) {
            continue;
        }
        push(text, Cut::new(start, at), quantities, &mut found);
        start = at;
    }
    push(text, Cut::new(start, sentence.end), quantities, &mut found);
    found
}

fn push(text: &str, cut: Cut, quantities: &[Quantity], found: &mut Vec<Clause>) {
    let cut = cut.trim(text);
    if cut.is_empty() {
        return;
    }
    let figures = (0..quantities.len()).filter(|&i| cut.holds(Cut::from(&quantities[i].range))).collect();
    found.push(Clause { cut, figures });
}

/// Where the marks that end a clause stand.
fn breaks(text: &str, sentence: Cut) -> Vec<usize> {
    let slice = sentence.of(text);
    let mut found = Vec::new();
    let mut closed_at = 0;
    for (at, c) in slice.char_indices() {
        if at < closed_at {
            continue;
        }
        if let Some(close) = closer(c) {
            let length = slice[at..]
                .find(close)
                .filter(|&n| c == '《' || slice[at..at + n].chars().count() <= LONGEST_NAME);
            closed_at = length.map_or(at, |n| at + n);
            continue;
        }
        let between_digits = || {
            let before = slice[..at].chars().next_back();
            let after = slice[at + c.len_utf8()..].chars().next();
            before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit())
        };
        if matches!(c, '，' | '；' | '：' | '。' | '！' | '？')
            || matches!(c, ',' | ';' | ':') && !between_digits()
        {
            found.push(sentence.start + at);
        }
    }
    found
}

fn closer(open: char) -> Option<char> {
    match open {
        '《' => Some('》'),
        '“' => Some('”'),
        '(' => Some(')'),
        _ => None,
    }
}

/// The stretch inside the innermost bracket that holds a position, and where that bracket opens.
pub(super) fn bracket_around(text: &str, clause: Cut, at: usize) -> Option<Cut> {
    let before = Cut::new(clause.start, at).of(text);
    let open = before.rfind('(').filter(|&o| !before[o..].contains(')'))?;
    let from = clause.start + open;
    let end = text.get(at..)?.find(')').map_or(clause.end, |n| at + n);
    Some(Cut::new(from, end.max(from)))
}

/// Whether a position stands inside 《》, or inside a short quoted name.
pub(super) fn in_name(text: &str, sentence: Cut, figure: Cut) -> bool {
    let before = Cut::new(sentence.start, figure.start).of(text);
    let after = Cut::new(figure.end, sentence.end).of(text);
    let inside = |open: char, close: char| {
        before.rfind(open).filter(|&o| !before[o..].contains(close)).zip(after.find(close))
    };
    if inside('《', '》').is_some() {
        return true;
    }
    inside('“', '”').is_some_and(|(o, c)| {
        let name = text.get(sentence.start + o + '“'.len_utf8()..figure.end + c).unwrap_or_default();
        name.chars().count() <= 15 && !name.contains(['，', '%', '元'])
    })
}
