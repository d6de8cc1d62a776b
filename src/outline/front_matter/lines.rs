//! The lines without a label: title, authors, affiliation, column, the line of the issue.

use super::{
    super::names::is_chinese_name,
    imprint,
    labels::{has_organisation, is_mostly_han, is_no_person},
};
use crate::document::is_han;
use regex::Regex;
use std::sync::LazyLock;

/// The longest line of authors, in characters.
const LONGEST_AUTHORS: usize = 80;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 70;

/// What a line is, as far as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Title,
    Subtitle,
    English,
    Authors(Vec<String>),
    Affiliation,
    Issue,
    Other,
}

/// Marks of affiliation behind a name: superscripts, figures, stars.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9¹²³⁴-⁹*＊#†‡①-⑳✉]+(?:[,，][0-9¹²³⁴-⁹*＊#†‡①-⑳✉]+)*").expect("a fixed pattern")
});
static BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】").expect("a fixed pattern"));
/// 文/王芳, ○王芳, 文 | 王芳.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[文撰]\s*[/|│丨:：]|[○●□■◎◆◇▲△☆★·•\-—]+)\s*").expect("a fixed pattern")
});
static POSTCODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9]{5,6}\s*[)；;,，]?").expect("a fixed pattern"));
static COLUMN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\[【〖◆●■▲☆★|│·•]\s*[^\]】〗]{2,16}\s*[\]】〗◆●■▲☆★|│·•]?)$").expect("a fixed pattern")
});

/// What a line is by its looks alone. The reading text has half-width figures and brackets.
pub(super) fn classify(line: &str) -> Line {
    let line = line.trim();
    let length = line.chars().count();
    if let Some(names) = authors(line) {
        return Line::Authors(names);
    }
    if imprint::is_date_line(line) {
        return Line::Issue;
    }
    if !is_mostly_han(line) {
        let words = line.split_whitespace().count();
        let title = words >= 2 && length <= 300 && !looks_like_english_matter(line);
        return if title { Line::English } else { Line::Other };
    }
    let bracketed = line.starts_with('(') && line.ends_with(')');
    let affiliation = has_organisation(line)
        && (bracketed || POSTCODE.is_match(line) || MARKS.find(line).is_some_and(|m| m.start() == 0));
    if affiliation {
        Line::Affiliation
    } else if imprint::is_issue_line(line) {
        Line::Issue
    } else if line.starts_with(['—', '―', '─', '–']) && length <= LONGEST_TITLE {
        Line::Subtitle
    } else if is_title(line) && !COLUMN.is_match(line) {
        Line::Title
    } else {
        Line::Other
    }
}

fn is_title(line: &str) -> bool {
    let han = line.chars().filter(|c| is_han(*c)).count();
    han >= 5
        && !line.contains("学位论文")
        && !line.contains("學位論文")
        && line.chars().count() <= LONGEST_TITLE
        && !line.ends_with(['。', '；', '，', '、', '：', ':', ',', '.'])
        && !line.contains(['。', '；', '@', '|'])
}

/// Not a title: affiliations, addresses, dates of receipt, authors.
fn looks_like_english_matter(line: &str) -> bool {
    static MATTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)@|https?://|www\.|^doi\b|^(?:received|accepted|published|copyright|vol|no\.|issn|email|e-mail)\b|©|",
            r"\b(?:university|college|institute|academy|school of|department of|co\., ?ltd)\b.*[,0-9]|[0-9]{5,6}"
        ))
        .expect("a fixed pattern")
    });
    // ZHANG Wei, Li Ming: two words a name, nothing else.
    let names = line.split([',', ';']).map(str::trim).filter(|n| !n.is_empty());
    let mut names = names
        .map(|n| n.trim_end_matches(|c: char| c.is_ascii_digit() || c == '*').split_whitespace().count())
        .peekable();
    let few_words = names.peek().is_some() && names.all(|n| n == 2) && line.split_whitespace().count() <= 10;
    let lower = line.split_whitespace().any(|w| w.len() > 2 && w.chars().all(|c| c.is_ascii_lowercase()));
    MATTER.is_match(line)
        || few_words && !lower && line.split_whitespace().count() <= 2
        || few_words && line.contains(',') && !lower
}

/// The names in a line of authors; `None` if it is another kind of line.
pub(super) fn authors(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let byline = BYLINE.find(line).map_or(0, |m| m.end());
    let plain = BRACKETS.replace_all(&line[byline..], " ");
    let plain = MARKS.replace_all(&plain, " ");
    let plain = plain.trim().trim_end_matches('等').trim();
    if plain.is_empty()
        || plain.chars().count() > LONGEST_AUTHORS
        || plain.contains(['。', '：', ':', '；', '！', '？', '“', '《'])
    {
        return None;
    }
    let separated: Vec<&str> =
        plain.split([',', '，', '、', ';', '/', '|']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let names: Vec<String> = separated.iter().flat_map(|part| spaced_names(part)).collect();
    // Before the names or behind them an affiliation may stand on the same line.
    let named = names.iter().skip_while(|n| has_organisation(n));
    let people: Vec<String> = named.take_while(|n| !has_organisation(n)).cloned().collect();
    let cut = people.len() < names.len();
    let known = people.iter().filter(|n| is_chinese_name(n) && !is_no_person(n)).count();
    let shaped = people
        .iter()
        .all(|n| (2..=4).contains(&n.chars().count()) && n.chars().all(is_han) || is_chinese_name(n));
    let strange = people.iter().any(|n| is_no_person(n));
    let enough = known == people.len() || people.len() >= 3 && known + 1 >= people.len();
    (!people.is_empty() && shaped && !strange && enough && (!cut || separated.len() > 1 || names.len() > 1))
        .then_some(people)
}

/// Names with spaces between them, or inside them (`王 芳 李小明`, `方 绍 宇`).
fn spaced_names(part: &str) -> Vec<String> {
    let pieces: Vec<&str> = part.split_whitespace().collect();
    let single = |p: &&str| p.chars().count() == 1 && p.chars().all(is_han);
    let whole: String = pieces.concat();
    if pieces.len() > 1 && pieces.iter().all(single) && is_chinese_name(&whole) {
        return vec![whole];
    }
    let mut names: Vec<String> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match pieces.next_if(|next| single(&piece) && single(next)) {
            Some(given) => names.push(format!("{piece}{given}")),
            None => names.push(piece.to_owned()),
        }
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
            ("WANG Fang, LI Xiaoming", Line::Other),
            ("School of Economics, Shanshui University, Wuhan 430000", Line::Other),
            ("硕士学位论文", Line::Other),
            ("2021 年 4 月 Journal of Tea Apr. 2021", Line::Issue),
            ("二〇二一年五月", Line::Issue),
            ("【区域经济】", Line::Other),
            ("本文讨论茶叶产业的困境。", Line::Other),
        ];
        for (line, kind) in cases {
            assert_eq!(classify(line), kind, "{line}");
        }
    }
}
