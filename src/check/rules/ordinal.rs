//! The number printed before a heading, as far as it takes to say which one comes next.
//!
//! What is a number and what is not was decided where the headings were read; here it is only counted on.

/// A heading's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ordinal {
    /// The text with its last number taken out: `(…)`, `第…章`, `2.…`.
    before: String,
    after: String,
    script: Script,
    /// The last number.
    pub(super) value: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Han,
    Formal,
    Circled,
}

const HAN: &str = "一二三四五六七八九十";
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾";
/// Other ways to write some of them.
const VARIANTS: [(char, char); 6] =
    [('貳', '贰'), ('参', '叁'), ('參', '叁'), ('叄', '叁'), ('陸', '陆'), ('弍', '贰')];
/// Signs that hold a number up to ten, twenty: where each row begins and how many there are.
const CIRCLED: [(char, u32); 3] = [('①', 20), ('⑴', 20), ('㈠', 10)];

impl Ordinal {
    /// Reads a number such as `二`, `(三)`, `2.1`, `第四章`, `③`.
    pub(super) fn read(text: &str) -> Option<Ordinal> {
        let script_of = |c: char| {
            [
                (c.is_ascii_digit(), Script::Arabic),
                (HAN.contains(c), Script::Han),
                (FORMAL.contains(common(c)), Script::Formal),
                (circled(c).is_some(), Script::Circled),
            ]
            .into_iter()
            .find_map(|(is, script)| is.then_some(script))
        };
        let (last, script) = text.char_indices().rev().find_map(|(i, c)| Some((i, script_of(c)?)))?;
        let end = last + text[last..].chars().next()?.len_utf8();
        let same = |(i, c): &(usize, char)| script_of(*c) == Some(script) && *i < end;
        let start = text[..end].char_indices().rev().take_while(same).last()?.0;
        let value = value(&text[start..end], script)?;
        Some(Ordinal { before: text[..start].into(), after: text[end..].into(), script, value })
    }

    /// Whether both are written in one way, so that one can follow the other.
    pub(super) fn like(&self, other: &Ordinal) -> bool {
        let depth = |o: &Ordinal| o.before.matches('.').count();
        self.script == other.script
            && self.after == other.after
            && depth(self) == depth(other)
            && (depth(self) > 0 || self.before == other.before)
    }

    /// The same with another value, as it would be printed.
    pub(super) fn with(&self, value: u32) -> String {
        format!("{}{}{}", self.before, printed(value, self.script), self.after)
    }

    /// What it would be below another section: `2.1` below 3 is `3.1`. None where a number does not say what it is below.
    pub(super) fn below(&self, parent: &Ordinal) -> Option<Ordinal> {
        let prefix = self.before.strip_suffix('.')?;
        let dotted = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
        let parent = match parent.script {
            Script::Arabic if parent.after.is_empty() && dotted(&parent.before) => parent.with(parent.value),
            _ if !prefix.contains('.') => parent.value.to_string(),
            _ => return None,
        };
        Some(Ordinal { before: format!("{parent}."), ..self.clone() })
    }

    /// Whether a row of them may begin with it.
    pub(super) fn may_begin(&self) -> bool {
        self.value <= 1
    }
}

fn common(c: char) -> char {
    VARIANTS.iter().find(|(other, _)| *other == c).map_or(c, |(_, common)| *common)
}

fn circled(c: char) -> Option<u32> {
    CIRCLED.iter().find_map(|(first, count)| {
        let value = (c as u32).checked_sub(*first as u32)? + 1;
        (value <= *count).then_some(value)
    })
}

fn value(digits: &str, script: Script) -> Option<u32> {
    match script {
        Script::Arabic => digits.parse().ok(),
        Script::Han => tens(digits, HAN),
        Script::Formal => tens(digits, FORMAL),
        Script::Circled => circled(digits.chars().last()?),
    }
}

/// 一 … 九十九 in the digits of a script, the last of which is ten.
fn tens(text: &str, digits: &str) -> Option<u32> {
    let digit = |c: char| digits.chars().position(|d| d == common(c)).map(|p| p as u32 + 1);
    let values: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    match values.as_slice() {
        [a] => Some(*a),
        [10, b] if *b < 10 => Some(10 + b),
        [a, 10] if *a < 10 => Some(a * 10),
        [a, 10, b] if *a < 10 && *b < 10 => Some(a * 10 + b),
        _ => None,
    }
}

fn printed(value: u32, script: Script) -> String {
    let han = |digits: &str| {
        let digit =
            |n: u32| digits.chars().nth(n.saturating_sub(1) as usize).map(String::from).unwrap_or_default();
        match (value / 10, value % 10) {
            (0, ones) => digit(ones),
            (tens, ones) => {
                let head = if tens > 1 { digit(tens) } else { String::new() };
                let tail = if ones > 0 { digit(ones) } else { String::new() };
                format!("{head}{}{tail}", digit(10))
            }
        }
    };
    match script {
        Script::Han => han(HAN),
        Script::Formal => han(FORMAL),
        Script::Circled => {
            char::from_u32('①' as u32 + value.saturating_sub(1)).map(String::from).unwrap_or_default()
        }
        Script::Arabic => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_is_written_like_the_last() {
        let cases = [
            ("一", 1, "二"),
            ("十", 10, "十一"),
            ("十九", 19, "二十"),
            ("(三)", 3, "(四)"),
            ("（二十一）", 21, "（二十二）"),
            ("2", 2, "3"),
            ("2.9", 9, "2.10"),
            ("第四章", 4, "第五章"),
            ("第 2 节", 2, "第 3 节"),
            ("贰", 2, "叁"),
            ("参", 3, "肆"),
            ("拾貳", 12, "拾叁"),
            ("③", 3, "④"),
        ];
        for (text, value, next) in cases {
            let ordinal = Ordinal::read(text).unwrap_or_else(|| panic!("{text} is not read"));
            assert_eq!((ordinal.value, ordinal.with(value + 1).as_str()), (value, next), "{text}");
        }
        for text in ["", "附录", "一一", "99999999999999"] {
            assert_eq!(Ordinal::read(text), None, "{text}");
        }
    }

    #[test]
    fn only_numbers_of_one_kind_follow_each_other() {
        let like = |a: &str, b: &str| Ordinal::read(a).unwrap().like(&Ordinal::read(b).unwrap());
        let cases = [
            ("一", "二", true),
            ("一", "(二)", false),
            ("2.1", "2.2", true),
            ("2.1", "3.2", true),
            ("2", "2.1", false),
            ("1", "二", false),
            ("第一章", "第二节", false),
        ];
        for (a, b, expected) in cases {
            assert_eq!(like(a, b), expected, "{a} {b}");
        }
    }
}
