//! From the characters an author printed to the ones grammar reads, one for one.

use regex::Regex;
use std::sync::LazyLock;

/// Share of Han characters with a simpler form above which a text is taken for Traditional.
const TRADITIONAL_SHARE: f64 = 0.03;

/// So many Han characters tell whether a text is Traditional.
const SAMPLE: usize = 2000;

/// True for Chinese characters proper.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '〇')
}

/// The reading form of a text: as many characters as given, each in its plainest form.
pub(super) fn reading(printed: &[char]) -> Vec<char> {
    let stops = uses_dot_as_stop(printed);
    let mut out: Vec<char> = printed.iter().map(|&c| fold(c)).collect();
    for i in 0..out.len() {
        out[i] = punctuation(&out, i, stops);
    }
    simplify(out)
}

/// A text in half width, plain brackets and Simplified characters, whatever script it is in: for looking something up in texts
/// of both. As many characters as given.
pub fn plain(text: &str) -> String {
    let folded: String = text.chars().map(fold).collect();
    let simple = fast2s::convert(&folded);
    if simple.chars().count() == folded.chars().count() { simple } else { folded }
}

/// Half width, plain brackets, Chinese quotation marks.
fn fold(c: char) -> char {
    match c {
        '，' | '：' | '；' | '！' | '？' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\t' => ' ',
        '〔' => '[',
        '〕' => ']',
        '「' | '『' | '﹁' | '﹃' => '“',
        '」' | '』' | '﹂' | '﹄' => '”',
        '｡' => '。',
        '､' => '、',
        '〜' | '∼' => '~',
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => compatibility(c),
        _ => c,
    }
}

/// Radicals and compatibility ideographs that some PDF fonts give instead of the character.
fn compatibility(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    std::iter::once(c).nfkc().next().unwrap_or(c)
}

/// Western punctuation that does the work of Chinese.
fn punctuation(text: &[char], i: usize, stops: bool) -> char {
    let c = text[i];
    let before = text[..i].iter().rev().find(|c| **c != ' ').copied();
    let after = text.get(i + 1).copied();
    let chinese_before = before.is_some_and(|b| is_han(b) || "”’）)》%]".contains(b));
    let han_after = after.is_some_and(is_han);
    match c {
        ',' if chinese_before && (han_after || before.is_some_and(is_han)) => '，',
        ';' if chinese_before || han_after => '；',
        ':' if before.is_some_and(is_han) => '：',
        '?' if chinese_before => '？',
        '!' if chinese_before => '！',
        '.' if stops && chinese_before && (han_after || after.is_none_or(|a| a == '\n' || a == '“')) => {
            '。'
        }
        _ => c,
    }
}

/// Some journals print `.` or `．` for the full stop throughout.
fn uses_dot_as_stop(text: &[char]) -> bool {
    let stops = text.iter().filter(|c| **c == '。').count();
    let dots = text
        .windows(3)
        .filter(|w| {
            is_han(w[0]) && matches!(w[1], '.' | '．') && (is_han(w[2]) || w[2] == '\n') && !numeral(w[0])
        })
        .count();
    dots >= 3 * (stops + 1)
}

fn numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Traditional characters to Simplified, where the text is Traditional.
fn simplify(text: Vec<char>) -> Vec<char> {
    let convert =
        |chars: &[char]| fast2s::convert(&chars.iter().collect::<String>()).chars().collect::<Vec<char>>();
    let sample: Vec<char> = text.iter().copied().filter(|c| is_han(*c)).take(SAMPLE).collect();
    let changed = sample.iter().zip(convert(&sample)).filter(|(a, b)| **a != *b).count();
    if (changed as f64) <= TRADITIONAL_SHARE * sample.len() as f64 {
        return text;
    }
    let simple = convert(&text);
    if simple.len() == text.len() { simple } else { text }
}

/// A text in Simplified characters, half width, without white space: names that may be printed either way are compared so.
pub fn simplified(text: &str) -> String {
    plain(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a line is spaced out letter by letter, so that its spaces mean nothing.
pub(super) fn is_letterspaced(line: &str) -> bool {
    static GAPS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[㐀-鿿] +[㐀-鿿]").expect("a fixed pattern"));
    let han = line.chars().filter(|c| is_han(*c)).count();
    han >= 12 && GAPS.find_iter(line).count() * 4 > han
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_form() {
        let cases = [
            ("３．５％，同比增长", "3.5%，同比增长"),
            ("（一）现状：其一", "(一)现状：其一"),
            ("首先,企业应投入;其次,政府", "首先，企业应投入；其次，政府"),
            ("共12,239家", "共12,239家"),
            ("「創新」不足", "“创新”不足"),
            ("http://a.cn", "http://a.cn"),
            ("農業發展面臨諸多問題與對策", "农业发展面临诸多问题与对策"),
        ];
        for (printed, expected) in cases {
            let printed: Vec<char> = printed.chars().collect();
            assert_eq!(reading(&printed).into_iter().collect::<String>(), expected);
        }
    }

    #[test]
    fn dots_for_stops() {
        let printed: Vec<char> = "资金不足.人才流失．渠道单一.品牌较弱.投入 3.5 万元".chars().collect();
        assert_eq!(
            reading(&printed).into_iter().collect::<String>(),
            "资金不足。人才流失。渠道单一。品牌较弱。投入 3.5 万元"
        );
    }
}
