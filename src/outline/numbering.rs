//! The numbers Chinese authors put before headings and members.

use std::ops::Range;

/// A way of numbering. Order says nothing of depth: that is for the tree to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// 第一章
    Chapter,
    /// 第一节
    Part,
    /// 壹、
    Formal,
    /// 一、
    Han,
    /// (一)
    HanBracket,
    /// 1 · 1. · 1、 (depth 1), 1.1 (depth 2) …
    Arabic(u8),
    /// (1) · 1)
    ArabicBracket,
    /// ①
    Circled,
    /// Ⅰ. · II.
    Roman,
    /// A.
    Letter,
}

/// A number at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub style: Style,
    /// Its last part as a value: 3 for `2.3`.
    pub value: u32,
    /// Its earlier parts: `2` for `2.3`.
    pub prefix: Vec<u32>,
    /// As printed without trailing punctuation.
    pub text: Range<usize>,
    /// Where the heading's words begin.
    pub rest: usize,
    /// Whether punctuation or a space parts it from the words.
    pub separated: bool,
}

const HAN_DIGITS: &str = "一二三四五六七八九十";
const FORMAL_DIGITS: [(char, u32); 11] = [
    ('壹', 1),
    ('贰', 2),
    ('叁', 3),
    ('肆', 4),
    ('伍', 5),
    ('陆', 6),
    ('柒', 7),
    ('捌', 8),
    ('玖', 9),
    ('拾', 10),
    ('参', 3),
];
/// No paper has more headings of one kind.
const HIGHEST: u32 = 40;

/// The number a line of reading text begins with, if it begins with one.
pub fn parse(text: &str) -> Option<Number> {
    let readers: [fn(&str) -> Option<Number>; 8] =
        [ordinal, bracketed, han, formal, circled, arabic, roman, letter];
    // §2.1 is a number like any other.
    let sign = text.strip_prefix('§').map_or(0, |rest| text.len() - rest.trim_start().len());
    let shifted =
        |n: Number| Number { text: n.text.start + sign..n.text.end + sign, rest: n.rest + sign, ..n };
    readers.iter().find_map(|read| read(&text[sign..])).map(shifted).filter(|n| {
        n.value <= HIGHEST && (n.value >= 1 || n.style == Style::Arabic(1)) && n.rest < text.len()
    })
}

fn ordinal(text: &str) -> Option<Number> {
    let inner = text.strip_prefix('第')?.trim_start();
    let (value, len) = han_value(inner).or_else(|| arabic_value(inner))?;
    let after = inner[len..].trim_start();
    let word = after.chars().next()?;
    let style = match word {
        '章' | '部' | '编' | '篇' => Style::Chapter,
        '节' => Style::Part,
        _ => return None,
    };
    let mut end = text.len() - after.len() + word.len_utf8();
    end += if after[word.len_utf8()..].starts_with('分') { '分'.len_utf8() } else { 0 };
    let rest = skip_separator(text, end);
    Some(Number { style, value, prefix: Vec::new(), text: 0..end, rest, separated: rest > end })
}

fn bracketed(text: &str) -> Option<Number> {
    let open = text.starts_with('(');
    let inner = if open { text[1..].trim_start() } else { text };
    let (style, (value, len)) = match (han_value(inner), arabic_value(inner)) {
        (Some(v), _) => (Style::HanBracket, v),
        (None, Some(v)) => (Style::ArabicBracket, v),
        _ => return None,
    };
    let after = inner[len..].trim_start();
    let close = after.strip_prefix(')')?;
    let end = text.len() - close.len();
    let rest = skip_separator(text, end);
    Some(Number { style, value, prefix: Vec::new(), text: 0..end, rest, separated: true })
}

fn han(text: &str) -> Option<Number> {
    let (value, len) = han_value(text)?;
    let after = text[len..].trim_start();
    let gap = after.len() < text.len() - len;
    let marked = after.starts_with(['、', '.', '。', '．']);
    // 一 without a mark is far more often an article or part of a word than a number.
    if !marked && !gap {
        return None;
    }
    Some(Number {
        style: Style::Han,
        value,
        prefix: Vec::new(),
        text: 0..len,
        rest: skip_separator(text, len),
        separated: true,
    })
}

fn formal(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    let value = FORMAL_DIGITS.iter().find(|(c, _)| *c == first)?.1;
    let len = first.len_utf8();
    let rest = skip_separator(text, len);
    (rest > len).then_some(Number {
        style: Style::Formal,
        value,
        prefix: Vec::new(),
        text: 0..len,
        rest,
        separated: true,
    })
}

fn circled(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    let value = match first {
        '①'..='⑳' => first as u32 - '①' as u32 + 1,
        '⑴'..='⒇' => first as u32 - '⑴' as u32 + 1,
        '㈠'..='㈩' => first as u32 - '㈠' as u32 + 1,
        _ => return None,
    };
    let style = if ('㈠'..='㈩').contains(&first) { Style::HanBracket } else { Style::Circled };
    let len = first.len_utf8();
    Some(Number {
        style,
        value,
        prefix: Vec::new(),
        text: 0..len,
        rest: skip_separator(text, len),
        separated: true,
    })
}

fn arabic(text: &str) -> Option<Number> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let (value, len) = arabic_value(&text[at..])?;
        parts.push(value);
        at += len;
        let dotted =
            text[at..].strip_prefix('.').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if !dotted || parts.len() == 4 {
            break;
        }
        at += 1;
    }
    let value = parts.pop()?;
    let rest = skip_separator(text, at);
    let next = text[rest..].chars().next()?;
    // 3D, 5G, 10% and 2024年 are words and figures, not numbers of headings.
    if rest == at && (next.is_ascii() || parts.is_empty()) || matches!(next, '%' | '~' | '-' | '+' | '×') {
        return None;
    }
    let style = Style::Arabic(parts.len() as u8 + 1);
    Some(Number { style, value, prefix: parts, text: 0..at, rest, separated: rest > at })
}

fn roman(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    if ('Ⅰ'..='Ⅻ').contains(&first) {
        let len = first.len_utf8();
        return marked(text, Style::Roman, first as u32 - 'Ⅰ' as u32 + 1, len, true);
    }
    const ASCII: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let len = text.bytes().take_while(|b| b"IVX".contains(b)).count();
    let value = ASCII.iter().position(|r| *r == &text[..len])? as u32 + 1;
    marked(text, Style::Roman, value, len, false)
}

fn letter(text: &str) -> Option<Number> {
    let first = text.chars().next().filter(|c| ('A'..='H').contains(c))?;
    marked(text, Style::Letter, first as u32 - 'A' as u32 + 1, 1, false)
}

/// A letter is a number only with a mark behind it, and before Chinese words; what only numbers look like may do with a space.
fn marked(text: &str, style: Style, value: u32, len: usize, sure: bool) -> Option<Number> {
    let after = text[len..].trim_start();
    let rest = skip_separator(text, len);
    let words = text[rest..].chars().next().is_some_and(crate::document::is_han);
    let parted = after.starts_with(['.', '、', '．']) || sure && rest > len;
    (words && parted).then_some(Number {
        style,
        value,
        prefix: Vec::new(),
        text: 0..len,
        rest,
        separated: true,
    })
}

/// Value and length of 一 … 三十九.
fn han_value(text: &str) -> Option<(u32, usize)> {
    let digits: Vec<char> = text.chars().take_while(|c| HAN_DIGITS.contains(*c)).take(4).collect();
    let one = |c: char| HAN_DIGITS.chars().position(|d| d == c).map(|p| p as u32 + 1);
    let value = match digits.as_slice() {
        [a] => one(*a)?,
        ['十', b] => 10 + one(*b)?,
        [a, '十'] => one(*a)? * 10,
        [a, '十', b] => one(*a)? * 10 + one(*b)?,
        _ => return None,
    };
    Some((value, digits.iter().map(|c| c.len_utf8()).sum()))
}

fn arabic_value(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || len > 2 { None } else { text[..len].parse().ok().map(|v| (v, len)) }
}

fn skip_separator(text: &str, from: usize) -> usize {
    let rest = text[from..].trim_start();
    let rest = rest.strip_prefix(['.', '、', '．', '。', '：', ':', ')']).unwrap_or(rest).trim_start();
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_headings() {
        use Style::*;
        type Expected = Option<(Style, u32, &'static str, &'static str)>;
        let cases: &[(&str, Expected)] = &[
            ("一、现状", Some((Han, 1, "一", "现状"))),
            ("(十二)出路", Some((HanBracket, 12, "(十二)", "出路"))),
            ("( 二 ) 出路", Some((HanBracket, 2, "( 二 )", "出路"))),
            ("3. 对策", Some((Arabic(1), 3, "3", "对策"))),
            ("3 对策", Some((Arabic(1), 3, "3", "对策"))),
            ("2.1 茶园", Some((Arabic(2), 1, "2.1", "茶园"))),
            ("2.1. 茶园", Some((Arabic(2), 1, "2.1", "茶园"))),
            ("2.1.3茶园", Some((Arabic(3), 3, "2.1.3", "茶园"))),
            ("(3) 市场", Some((ArabicBracket, 3, "(3)", "市场"))),
            ("3)市场", Some((ArabicBracket, 3, "3)", "市场"))),
            ("第三章 结果", Some((Chapter, 3, "第三章", "结果"))),
            ("第 2 节 结果", Some((Part, 2, "第 2 节", "结果"))),
            ("贰、困境", Some((Formal, 2, "贰", "困境"))),
            ("Ⅱ. 困境", Some((Roman, 2, "Ⅱ", "困境"))),
            ("Ⅱ 困境", Some((Roman, 2, "Ⅱ", "困境"))),
            ("IV、困境", Some((Roman, 4, "IV", "困境"))),
            ("B. 困境", Some((Letter, 2, "B", "困境"))),
            ("§3 困境", Some((Arabic(1), 3, "3", "困境"))),
            ("§3.2 困境", Some((Arabic(2), 2, "3.2", "困境"))),
            ("IT 产业", None),
            ("A 股市场", None),
            ("C. elegans", None),
            ("②人才", Some((Circled, 2, "②", "人才"))),
            ("2024年的产量", None),
            ("5G网络", None),
            ("10%的农户", None),
            ("一方面", None),
            ("第三方支付", None),
            ("三农问题", None),
        ];
        for (text, expected) in cases {
            let got = parse(text).map(|n| (n.style, n.value, &text[n.text.clone()], &text[n.rest..]));
            assert_eq!(got, *expected, "{text}");
        }
    }
}
