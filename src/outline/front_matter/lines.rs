//! The lines without a label: title, authors, affiliation, column, the line of the issue.

use super::{
    super::names::{is_chinese_name, is_latin_name},
    english, imprint,
    labels::{ends_as_organisation, has_organisation, is_institution, is_mostly_han, is_no_person, is_post},
};
use crate::document::is_han;
use regex::Regex;
use std::sync::LazyLock;

/// The longest line of authors, in characters.
const LONGEST_AUTHORS: usize = 80;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 70;
/// The longest affiliation that neither brackets nor a postal code prove, in characters.
const LONGEST_PLAIN_AFFILIATION: usize = 40;

/// What a line is, as far as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Title,
    Subtitle,
    English,
    /// Names in Latin letters.
    EnglishNames,
    Authors(Vec<String>),
    Affiliation,
    Issue,
    /// The name of the journal alone.
    Journal,
    /// The column of the journal the paper stands in.
    Column,
    Other,
}

/// Marks of affiliation behind a name: superscripts, figures, stars.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9¹²³⁴-⁹*＊∗⁎#†‡§△▲☆★※①-⑳✉]+(?:[,，'’ʼ][0-9¹²³⁴-⁹*＊∗⁎#†‡①-⑳✉]+)*")
        .expect("a fixed pattern")
});
/// 王之涣b: the department among those of an affiliation.
static LETTER_MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<name>[㐀-鿿])\s*[a-e](?:\s*[,，]\s*[a-e])*(?P<end>[\s,，、;]|$)")
        .expect("a fixed pattern")
});
static BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】").expect("a fixed pattern"));
/// 文/王芳, ○王芳, 文 | 王芳.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[文撰]\s*[/|│丨:：]|[○〇●□■◎◆◇▲△☆★·•\-—]+)\s*").expect("a fixed pattern")
});
static POSTCODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9]{5,6}\s*[)；;,，。]?").expect("a fixed pattern"));
/// The whole line: 【区域经济】, ·产业观察·, ◆论坛
static COLUMN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:[\[【〖]\s*[^\]】〗]{2,16}\s*[\]】〗]|[·•・]\s*[^·•・\s]{2,16}\s*[·•・]|",
        r"[|│]\s*[^|│]{2,16}\s*[|│]|[◆●■▲☆★]\s*[^◆●■▲☆★]{2,16}\s*[◆●■▲☆★]|[◆■▲★]\s*\S{4,16})$"
    ))
    .expect("a fixed pattern")
});
/// A column or a running number before the title on its own line: 【综述】…, ·论坛·…, B.7 …
static BEFORE_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:[\[【〖]\s*[^\]】〗]{2,10}\s*[\]】〗]|[·•・][^·•・\s]{2,10}[·•・]|[A-Z]\.\s?[0-9]{1,3}\s)\s*",
    )
    .expect("a fixed pattern")
});
/// Behind a title or a part of it: the mark of a footnote.
const NOTE_MARKS: [char; 26] = [
    '*', '＊', '∗', '⁎', '①', '②', '③', '④', '¹', '²', '³', '†', '‡', '§', '△', '▲', '▽', '☆', '★', '※', '◇',
    '◆', '○', '●', '#', '＃',
];

/// What a line is by its looks alone. The reading text has half-width figures and brackets.
pub(super) fn classify(line: &str) -> Line {
    let line = line.trim();
    let length = line.chars().count();
    if COLUMN.is_match(line) {
        return Line::Column;
    }
    if let Some(names) = authors(line) {
        return Line::Authors(names);
    }
    if is_affiliation(line) && is_mostly_han(line) {
        Line::Affiliation
    } else if imprint::is_date_line(line) || imprint::is_issue_line(line) {
        Line::Issue
    } else if !is_mostly_han(line) {
        english::classify(line)
    } else if line.starts_with(['—', '―', '─', '–']) && length <= LONGEST_TITLE {
        Line::Subtitle
    } else if is_title(title_proper(line)) {
        Line::Title
    } else {
        Line::Other
    }
}

/// Where somebody works, with brackets, a number, a postal code, or nothing but names of organisations and places.
pub(super) fn is_affiliation(line: &str) -> bool {
    let line = line.trim();
    let bracketed = line.starts_with(['(', '（']) && line.ends_with([')', '）']);
    let numbered = MARKS.find(line).is_some_and(|m| m.start() == 0);
    let proven = bracketed || POSTCODE.is_match(line) || numbered;
    has_organisation(line) && (proven && !line.contains('。') || is_plain_affiliation(line))
}

/// 太湖学院 公共管理系，江苏 无锡
fn is_plain_affiliation(line: &str) -> bool {
    let mut words =
        line.split(|c: char| c.is_whitespace() || "，,、；;".contains(c)).filter(|w| !w.is_empty());
    let first = words.next().unwrap_or_default();
    line.chars().count() <= LONGEST_PLAIN_AFFILIATION
        && ends_as_organisation(first)
        && !line.contains(['的', '与', '與', '：', '？', '—'])
        && words.all(|w| is_institution(w) || w.chars().count() <= 4)
}

/// The title without a column or a running number before it and the mark of a footnote behind it.
pub(super) fn title_proper(line: &str) -> &str {
    let start = BEFORE_TITLE.find(line).map_or(0, |m| m.end());
    let rest = if line[start..].chars().filter(|c| is_han(*c)).count() >= 5 { &line[start..] } else { line };
    rest.trim().trim_end_matches(NOTE_MARKS).trim_end()
}

fn is_title(line: &str) -> bool {
    let han = line.chars().filter(|c| is_han(*c)).count();
    han >= 5
        && !line.contains("学位论文")
        && !line.contains("學位論文")
        && line.chars().count() <= LONGEST_TITLE
        && !line.ends_with(['。', '；', '，', '、', '：', ':', ',', '.'])
        && !line.contains(['。', '；', '@', '|'])
        && !line.starts_with(NOTE_MARKS)
}

/// The words of a line of authors, without byline, brackets and marks; `None` if it is another kind of line.
fn words_of_authors(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let byline = BYLINE.find(line).map_or(0, |m| m.end());
    let plain = BRACKETS.replace_all(&line[byline..], " ");
    let plain = MARKS.replace_all(&plain, " ");
    let plain = LETTER_MARKS.replace_all(&plain, "$name $end");
    let plain = plain.trim().trim_end_matches('等').trim();
    let prose = plain.contains(['。', '：', '；', '！', '？', '“', '《']);
    if plain.is_empty() || plain.chars().count() > LONGEST_AUTHORS || prose {
        return None;
    }
    let parts = plain.split([',', '，', '、', ';', '/', '|']).map(str::trim).filter(|p| !p.is_empty());
    let words: Vec<String> = parts.flat_map(spaced_names).filter(|w| !is_post(w)).collect();
    (!words.is_empty()).then_some(words)
}

/// The names in a line of authors; `None` if it is another kind of line.
pub(super) fn authors(line: &str) -> Option<Vec<String>> {
    let words = words_of_authors(line)?;
    // Before the names or behind them an affiliation may stand on the same line.
    let named = words.iter().skip_while(|w| is_institution(w));
    let people: Vec<String> = named.take_while(|w| !is_institution(w)).cloned().collect();
    let is_known = |n: &&String| is_chinese_name(n) && !is_no_person(n);
    let known = people.iter().filter(is_known).count();
    let latin = people.iter().filter(|n| is_latin_name(n)).count();
    let strange = people.iter().any(|n| is_no_person(n) || !has_shape_of_name(n));
    let enough = known + latin == people.len() || people.len() >= 3 && known + latin + 1 >= people.len();
    (known > 0 && !strange && enough).then_some(people)
}

/// The names in a line that stands where authors stand, below the title and above the abstract: no family name need be known.
pub(super) fn authors_in_place(line: &str) -> Option<Vec<String>> {
    let words = words_of_authors(line)?;
    let shaped = |w: &String| has_shape_of_name(w) && !is_no_person(w) && !is_institution(w);
    let lone = words.len() == 1 && words[0].chars().count() > 3 && !words[0].contains('·');
    let han = words.iter().any(|w| w.chars().all(|c| is_han(c) || c == '·'));
    (han && !lone && words.iter().all(shaped)).then_some(words)
}

fn has_shape_of_name(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(is_han)
        || is_chinese_name(word)
        || is_latin_name(word)
}

/// Names with spaces between them, or inside them (`王 芳 李小明`, `方 绍 宇`, `Marek Nowak`).
fn spaced_names(part: &str) -> Vec<String> {
    let pieces: Vec<&str> = part.split_whitespace().collect();
    let single = |p: &&str| p.chars().count() == 1 && p.chars().all(is_han);
    let latin = |p: &&str| p.starts_with(|c: char| c.is_ascii_alphabetic());
    let whole: String = pieces.concat();
    if pieces.len() > 1 && pieces.iter().all(single) && is_chinese_name(&whole) {
        return vec![whole];
    }
    let mut names: Vec<String> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let mut name = piece.to_owned();
        if latin(&piece) {
            while let Some(next) = pieces.next_if(latin) {
                name = format!("{name} {next}");
            }
        } else if let Some(given) = pieces.next_if(|next| single(&piece) && single(next)) {
            name.push_str(given);
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_authors() {
        let cases: [(&str, Option<&[&str]>); 19] = [
            ("王芳", Some(&["王芳"])),
            ("王芳，李小明", Some(&["王芳", "李小明"])),
            ("王 芳 李小明 欧阳一平", Some(&["王芳", "李小明", "欧阳一平"])),
            ("王芳1,2，李小明2*", Some(&["王芳", "李小明"])),
            ("王芳¹ 李小明²", Some(&["王芳", "李小明"])),
            ("文/王芳", Some(&["王芳"])),
            ("○王芳 李小明", Some(&["王芳", "李小明"])),
            ("王芳(山水大学经济学院, 武汉 430000)", Some(&["王芳"])),
            ("王芳 山水大学经济学院", Some(&["王芳"])),
            ("山水县茶业局研究中心 王芳", Some(&["王芳"])),
            ("王 芳，方 绍 宇", Some(&["王芳", "方绍宇"])),
            ("王芳 等", Some(&["王芳"])),
            ("買買提·艾合買提，王芳", Some(&["買買提·艾合買提", "王芳"])),
            ("山区茶叶产业的困境与对策", None),
            ("商业研究", None),
            ("茶业学刊", None),
            ("摘要", None),
            ("引言", None),
            ("王芳指出，茶叶产业面临困境。", None),
        ];
        for (line, names) in cases {
            let names = names.map(|n| n.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
            assert_eq!(authors(line), names, "{line}");
        }
    }

    #[test]
    fn lines_by_their_looks() {
        let cases = [
            ("山区茶叶产业的困境与对策研究", Line::Title),
            ("——以某县为例", Line::Subtitle),
            ("(山水大学 经济学院, 湖北 武汉 430000)", Line::Affiliation),
            ("1. 山水大学经济学院，武汉 430000", Line::Affiliation),
            ("第12卷第3期 茶业学刊 2021年5月", Line::Issue),
            ("Problems of the Tea Industry and What to Do", Line::English),
            ("WANG Fang, LI Xiaoming", Line::EnglishNames),
            ("School of Economics, Shanshui University, Wuhan 430000", Line::Other),
            ("硕士学位论文", Line::Other),
            ("2021 年 4 月 Journal of Tea Apr. 2021", Line::Issue),
            ("二〇二一年五月", Line::Issue),
            ("【区域经济】", Line::Column),
            ("本文讨论茶叶产业的困境。", Line::Other),
        ];
        for (line, kind) in cases {
            assert_eq!(classify(line), kind, "{line}");
        }
    }
}
