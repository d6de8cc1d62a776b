//! What the page says of the issue: journal, year, volume, number, DOI, licence.

use super::{
    labels::is_journal_ending,
    numerals::{REPUBLIC, in_figures},
};
use crate::document::is_han;
use regex::{Captures, Regex};
use std::{collections::BTreeMap, sync::LazyLock};

/// The longest name of a journal, in characters.
const LONGEST_JOURNAL: usize = 24;
/// The longest line of an issue, in characters: journal, date, volume and issue in two languages.
const LONGEST_LINE: usize = 130;
/// Years a paper may be of.
const YEARS: std::ops::RangeInclusive<u16> = 1950..=2049;

/// What one line says. `None` where it does not.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Imprint {
    pub(super) journal: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
}

impl Imprint {
    /// Fills what is still open from another line.
    pub(super) fn or(self, other: Imprint) -> Imprint {
        Imprint {
            journal: self.journal.or(other.journal),
            year: self.year.or(other.year),
            volume: self.volume.or(other.volume),
            issue: self.issue.or(other.issue),
        }
    }
}

macro_rules! pattern {
    ($name:ident, $re:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

// 2024, 13(3): 6044-6050 · 2024,13(3):6044
pattern!(
    CITED,
    r"(?P<year>(?:19|20)[0-9]{2})\s*[,，]\s*(?P<volume>[0-9]{1,3})\s*[(（]\s*(?P<issue>[0-9]{1,3}(?:-[0-9]{1,3})?|[SZ][0-9]?|增刊\s*[0-9]?)\s*[)）]\s*[:：,，]\s*[0-9]+(?:\s*[-–—]\s*[0-9]+)?"
);
// 2023年第5期 · 2023年 第 05 期(总第123期) · 2023,第5期
pattern!(
    YEAR_ISSUE,
    r"(?P<year>(?:19|20)[0-9]{2})\s*年?\s*[,，]?\s*第?\s*(?P<issue>[0-9]{1,3}(?:\s*[-—–/]\s*[0-9]{1,3})?|[SZ][0-9]?)\s*期(?:\s*[(（]?\s*[总總]\s*第?\s*[0-9]+\s*期\s*[)）]?)?"
);
// 第12卷第3期 · 第 12 卷 第 3 期
pattern!(
    VOLUME_ISSUE,
    r"第\s*(?P<volume>[0-9]{1,4})\s*卷\s*[,，]?\s*(?:[(（]?\s*第?\s*(?P<issue>[0-9]{1,3}(?:-[0-9]{1,3})?)\s*期\s*[)）]?)?"
);
pattern!(
    ISSUE_ALONE,
    r"^\s*第\s*(?P<issue>[0-9]{1,3})\s*期(?:[^㐀-鿿]|$)|[\s》,，(]第\s*(?P<number>[0-9]{1,3})\s*期(?:[^㐀-鿿]|$)"
);
// Vol. 12 No. 3 · Vol.12, No.3
pattern!(
    VOLUME_NO,
    r"(?i)\bvol(?:ume)?\.?\s*(?P<volume>[0-9]{1,4})(?:[\s,.，]*\b(?:no|iss(?:ue)?)\.?\s*(?P<issue>[0-9]{1,3}(?:-[0-9]{1,3})?))?"
);
// 2021 No.5 · No. 5, 2021
pattern!(
    YEAR_NO,
    r"(?P<year>(?:19|20)[0-9]{2})\s*年?\s*[,，.]?\s*\b(?i:no)[.．]?\s*(?P<issue>[0-9]{1,3})\b|\b(?i:no)[.．]?\s*(?P<number>[0-9]{1,3})\s*[,，]\s*(?P<later>(?:19|20)[0-9]{2})"
);
// 2021年5月 · May 2021 · May. 2021
pattern!(
    YEAR_MONTH,
    r"(?P<year>(?:19|20)[0-9]{2})\s*年\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*[0-9]{1,2}\s*日)?|(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)\s*(?:[0-9]{1,2},?\s*)?(?P<later>(?:19|20)[0-9]{2})"
);
// 二〇二三年五月 in figures, alone on the title page of a thesis
pattern!(DATE_ALONE, r"^\s*(?P<year>(?:19|20)[0-9]{2})\s*年(?:\s*[一二三四五六七八九十]{1,2}\s*月)?\s*$");
pattern!(YEAR_ALONE, r"(?P<year>(?:19|20)[0-9]{2})\s*年?");
// 107年6月: a year of the Republic where the line has no other
pattern!(REPUBLICAN, r"(?:^|[^0-9])(?P<years>1[0-9]{2})\s*年");
// 茶业学刊 2019.8 · 2019/08: nothing else on the line
pattern!(
    POINTED,
    r"^\s*《?(?P<name>[㐀-鿿()（）]{2,24})》?[\s,，]*(?P<year>(?:19|20)[0-9]{2})\s*[./·]\s*(?P<issue>[0-9]{1,2})\s*期?\s*$"
);
// 茶业学刊 2023(05) — only where a journal stands before it
pattern!(YEAR_BRACKET, r"(?P<year>(?:19|20)[0-9]{2})\s*[(（]\s*(?P<issue>[0-9]{1,2})\s*[)）]");
// 文章编号 1000-0000(2023)04-0029-06: the ISSN, the year, the issue, the page, the number of pages
pattern!(
    ARTICLE_NUMBER,
    r"文[章獻献]\s*[编編]\s*[号號]\s*[\]】)]?\s*[:：]?\s*[0-9]{4}\s*[-–—]\s*[0-9]{3}[0-9Xx]\s*[(（]\s*(?P<year>(?:19|20)[0-9]{2})\s*[)）]\s*0*(?P<issue>[1-9][0-9]?)\s*[-–—]"
);
// Pages at the end: ，頁 41–63 · 第 33—41 页 · pp. 3-9
pattern!(
    PAGES,
    r"(?i)(?:[第頁页]|\bpp?\.)\s*[0-9]+\s*(?:[-–—―~～－至]\s*[0-9]+)?\s*[頁页]?|[共全]\s*[0-9]+\s*[頁页]"
);
// ·贸易实务· 【综述】 ●论坛●: the column of a journal
pattern!(
    COLUMN,
    r"[·•・]\s*[^\s·•・]{2,12}\s*[·•・]|[\[【〖][^\]】〗]{2,16}[\]】〗]|[◆●■▲☆★][^◆●■▲☆★\s]{2,12}[◆●■▲☆★]"
);
// 港 口 与 航 运
pattern!(LETTERSPACED, r"(?:^|\s)(?:[㐀-鿿]\s){2,}[㐀-鿿](?:\s|$)");
// (原载《茶业学刊》2013年第1期) · 本文刊于…
pattern!(
    FIRST_PUBLISHED,
    r"^[(（\[［【*\s]*(?:原[载載刊]于?|(?:本文|该文|該文)(?:原?[刊载載]|[发發]表)[于於])\s*[:：]?\s*《"
);
pattern!(DOI, r"(?i)\b(10\.[0-9]{4,9}/[!-'*-Z\\^-~()]+)");
pattern!(DOI_HEAD, r"(?i)^doi\s*[:：]?\s*10\.[0-9]{4,9}/\S+");
pattern!(BOOK_MARKS, r"《([^》]{2,24})》");
pattern!(
    NOISE,
    r"(?i)[总總]\s*第?\s*[0-9]+\s*期|来源|來源|出处|刊名|刊载|ISSN\s*[0-9Xx-]*|CN\s*[0-9]{2}-[0-9]+(?:/[A-Z0-9]+)?|https?://\S+|www\.\S+|\b(?:serial\s*)?no\.?\s*[0-9]+|[0-9]+"
);
pattern!(LICENSE, r"(?i)\bCC[\s-]*(BY|0)((?:[\s-]*(?:NC|SA|ND))*)[\s-]*([0-9]\.[0-9])?");
pattern!(LICENSE_URL, r"(?i)creativecommons\.org/licenses/(by)((?:-(?:nc|sa|nd))*)/([0-9]\.[0-9])");
pattern!(
    LICENSE_NAME,
    r"(?i)creative\s+commons\s+(attribution)((?:[\s-]*(?:non-?commercial|share-?alike|no-?deriv(?:ative)?s(?:\s*works)?))*)(?:\s+international|\s+unported)?(?:\s+licen[cs]e)?\s*(?:\(?\s*([0-9]\.[0-9]))?"
);
pattern!(COPYRIGHT, r"(?i)(?:copyright|©|\(c\)|版权所有)[^0-9]{0,20}((?:19|20)[0-9]{2})");
pattern!(ISSN, r"[0-9]{4}-[0-9]{3}[0-9Xx]");

/// What says where a paper appeared, the most telling first.
fn statements() -> [&'static Regex; 7] {
    [&CITED, &YEAR_ISSUE, &VOLUME_ISSUE, &VOLUME_NO, &YEAR_NO, &YEAR_MONTH, &ISSUE_ALONE]
}

/// A line that is about the issue and no prose.
pub(super) fn is_issue_line(line: &str) -> bool {
    let line = in_figures(line);
    let states = |re: &&Regex| !std::ptr::eq(*re, &*YEAR_MONTH) && re.is_match(&line);
    line.chars().count() <= LONGEST_LINE
        && !line.contains(['。', '；'])
        && (pointed(&line).is_some() || statements().iter().any(states) || DOI_HEAD.is_match(&line))
}

/// A note that tells where the paper first appeared.
pub(super) fn is_first_published(line: &str) -> bool {
    FIRST_PUBLISHED.is_match(line) && is_issue_line(line.trim_end_matches(['。', ')', '）', ' ']))
}

/// A line that begins with the month of the issue, or is nothing but a date.
pub(super) fn is_date_line(line: &str) -> bool {
    let line = in_figures(line);
    let short = line.chars().count() <= LONGEST_LINE && !line.contains(['，', '。', '；', '：']);
    short && YEAR_MONTH.find(line.trim()).is_some_and(|m| m.start() == 0) || DATE_ALONE.is_match(&line)
}

/// What a line of a page head, or above the title, says.
pub(super) fn read(printed: &str) -> Imprint {
    let line = in_figures(printed);
    if let Some(doi) = DOI_HEAD.find(&line) {
        // The head of a page: DOI, page number, journal.
        return Imprint {
            journal: journal(&line[doi.end()..]).map(|name| as_printed(printed, name)),
            ..Imprint::default()
        };
    }
    if let Some(hit) = pointed(&line) {
        return Imprint { journal: Some(as_printed(printed, hit["name"].to_owned())), ..numbers(&hit) };
    }
    let mut found = Imprint::default();
    let mut rest = line.clone();
    let mut dated = false;
    for pattern in statements() {
        let Some(hit) = pattern.captures(&rest) else { continue };
        found = found.or(numbers(&hit));
        let all = hit.get(0).map_or(0..0, |m| m.range());
        dated |= !std::ptr::eq(pattern, &*YEAR_MONTH);
        rest.replace_range(all, " , ");
    }
    if let Some(hit) = YEAR_BRACKET.captures(&rest).filter(|_| !dated) {
        let before = journal(&rest[..hit.get(0).map_or(0, |m| m.start())]);
        if before.is_some() {
            found = found.or(numbers(&hit));
            return Imprint { journal: before.map(|name| as_printed(printed, name)), ..found };
        }
    }
    let alone = if dated { YEAR_ALONE.captures(&rest) } else { DATE_ALONE.captures(&line) };
    if let Some(hit) = alone.filter(|_| found.year.is_none()) {
        found = found.or(numbers(&hit));
    }
    if let Some(hit) = REPUBLICAN.captures(&rest).filter(|_| dated && found.year.is_none()) {
        found.year = hit["years"].parse::<u16>().ok().map(|years| years + REPUBLIC);
    }
    if dated {
        found.journal = journal(&rest).map(|name| as_printed(printed, name));
    }
    found
}

fn pointed(line: &str) -> Option<Captures<'_>> {
    POINTED.captures(line).filter(|hit| ends_like_journal(&hit["name"]))
}

/// The stretch of the printed line that reads as the name does.
fn as_printed(line: &str, name: String) -> String {
    let plain = super::reading_form(line);
    let Some(at) = plain.find(&name) else { return name };
    let skipped = plain[..at].chars().count();
    line.chars().skip(skipped).take(name.chars().count()).collect()
}

/// Year and issue of the article number, which papers keep when the head of their page is lost.
pub(super) fn read_article_number(text: &str) -> Imprint {
    ARTICLE_NUMBER.captures(text).map_or_else(Imprint::default, |hit| numbers(&hit))
}

fn numbers(hit: &Captures) -> Imprint {
    let text = |names: &[&str]| {
        let found = names.iter().find_map(|n| hit.name(n))?;
        Some(found.as_str().chars().filter(|c| !c.is_whitespace()).collect::<String>())
    };
    let year = text(&["year", "later"]).and_then(|y| y.parse().ok()).filter(|y| YEARS.contains(y));
    Imprint { journal: None, year, volume: text(&["volume"]), issue: text(&["issue", "number"]) }
}

/// The name of a journal in what is left of a line: in book-title marks, or the Chinese stretch that looks most like one.
fn journal(rest: &str) -> Option<String> {
    if let Some(marked) = BOOK_MARKS.captures(rest) {
        return Some(marked[1].trim().to_owned());
    }
    let rest = COLUMN.replace_all(rest, " ");
    let rest = PAGES.replace_all(&rest, " ");
    let rest = NOISE.replace_all(&rest, " ");
    let rest = LETTERSPACED.replace_all(&rest, |c: &Captures| {
        let name: String = c[0].split_whitespace().collect();
        format!(" {name} ")
    });
    let is_inside = |c: char| is_han(c) || matches!(c, '(' | ')' | '（' | '）' | '·' | '&');
    let stretches = rest.split(|c: char| !is_inside(c)).map(|s| s.trim_matches(['·', '&']));
    let names: Vec<&str> = stretches.filter_map(journal_name).collect();
    // Several: one that ends as journals do, or else the first, before the name of a column.
    names.iter().find(|name| ends_like_journal(name)).or(names.first()).map(|name| (*name).to_owned())
}

/// A stretch that may name a journal, without a bracket left open.
fn journal_name(stretch: &str) -> Option<&str> {
    let brackets = ['(', ')', '（', '）'];
    let balanced = stretch.matches(['(', '（']).count() == stretch.matches([')', '）']).count();
    let name = if balanced { stretch } else { stretch.trim_matches(brackets) };
    let length = name.chars().filter(|c| is_han(*c)).count();
    let bare = name.starts_with(brackets) && name.ends_with(brackets);
    ((2..=LONGEST_JOURNAL).contains(&length) && !bare).then_some(name)
}

fn ends_like_journal(name: &str) -> bool {
    let name = name.split(['(', '（']).next().unwrap_or(name);
    is_journal_ending(name)
}

/// A line that is nothing but the name of a journal, as it stands beside a line of the issue.
pub(super) fn journal_alone(line: &str) -> Option<String> {
    // Its English name may stand beside it.
    let name = line.trim().trim_matches(|c: char| c.is_ascii_alphabetic() || " &,:".contains(c));
    let name = name.trim_matches(['《', '》', '*']);
    let name: String =
        if LETTERSPACED.is_match(name) { name.split_whitespace().collect() } else { name.to_owned() };
    let all = name.chars().all(|c| is_han(c) || matches!(c, '(' | ')' | '（' | '）' | '·'));
    (all && journal_name(&name) == Some(&name)).then_some(name)
}

/// The DOI in a line, without the address of a resolver.
pub(super) fn doi(line: &str) -> Option<String> {
    let found = DOI.captures(line)?;
    let doi = found[1].trim_end_matches(['.', ',', ';', ':']);
    // A bracket that was not opened inside belongs to the text around.
    let doi = if doi.contains('(') { doi } else { doi.trim_end_matches(')') };
    Some(doi.to_owned())
}

/// The DOI of the paper among those of its pages: the one that comes back most, if there is one.
pub(super) fn commonest_doi<'l>(lines: impl Iterator<Item = &'l str>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    lines.filter_map(doi).for_each(|d| *counts.entry(d).or_default() += 1);
    let most = counts.values().copied().max()?;
    let mut best = counts.into_iter().filter(|(_, n)| *n == most);
    let (doi, _) = best.next()?;
    best.next().is_none().then_some(doi)
}

/// The year many publishers put into a DOI: `10.1000/abc.2024.133`.
pub(super) fn year_of_doi(doi: &str) -> Option<u16> {
    let (_, suffix) = doi.split_once('/')?;
    let suffix = ISSN.replace_all(suffix, "");
    let mut parts = suffix.split(['.', '-', '/', '_', '(', ')']);
    parts.find_map(|part| part.parse().ok().filter(|y| part.len() == 4 && (1980..=2049).contains(y)))
}

/// The year of a copyright line.
pub(super) fn year_of_copyright(line: &str) -> Option<u16> {
    COPYRIGHT.captures(line)?.get(1)?.as_str().parse().ok()
}

/// A Creative Commons licence by its short name: `CC BY-NC 4.0`.
pub(super) fn license(line: &str) -> Option<String> {
    let found = [&LICENSE, &LICENSE_URL, &LICENSE_NAME].into_iter().find_map(|re| re.captures(line))?;
    let conditions = found.get(2).map_or(String::new(), |m| m.as_str().to_lowercase());
    let short = |word: &str, code: &str, initials: &str| {
        let given = conditions.contains(word) || conditions.split([' ', '-']).any(|part| part == initials);
        if given { format!("-{code}") } else { String::new() }
    };
    let conditions = format!(
        "{}{}{}",
        short("commercial", "NC", "nc"),
        short("share", "SA", "sa"),
        short("deriv", "ND", "nd")
    );
    let version = found.get(3).map_or(String::new(), |m| format!(" {}", m.as_str()));
    let name = if &found[1] == "0" { "CC0".into() } else { format!("CC BY{conditions}") };
    Some(format!("{name}{version}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_the_issue() {
        let cases: [(&str, [&str; 4]); 12] = [
            ("DOI: 10.1000/tea.2024.133 6044 茶业评论", ["茶业评论", "-", "-", "-"]),
            ("第 12 卷 第 3 期 茶业学刊 2021年5月", ["茶业学刊", "2021", "12", "3"]),
            ("《茶业学刊》2023年第5期", ["茶业学刊", "2023", "-", "5"]),
            ("茶业学刊 2023年第05期(总第123期)", ["茶业学刊", "2023", "-", "05"]),
            ("Vol.12 No.3 May. 2021", ["-", "2021", "12", "3"]),
            ("茶业学刊(社会科学版) Vol. 12, No. 3", ["茶业学刊(社会科学版)", "-", "12", "3"]),
            ("Tea Letters 茶业评论, 2024, 13(3), 6044-6050", ["茶业评论", "2024", "13", "3"]),
            ("茶业学刊 2023(05)", ["茶业学刊", "2023", "-", "05"]),
            ("2021年5月", ["-", "2021", "-", "-"]),
            ("二〇二三年五月", ["-", "2023", "-", "-"]),
            ("王芳", ["-", "-", "-", "-"]),
            ("山区茶叶产业的困境", ["-", "-", "-", "-"]),
        ];
        for (line, expected) in cases {
            let Imprint { journal, year, volume, issue } = read(line);
            let or = |field: Option<String>| field.unwrap_or_else(|| "-".into());
            assert_eq!(
                [or(journal), or(year.map(|y| y.to_string())), or(volume), or(issue)],
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn dois_and_their_years() {
        let cases = [
            ("https://doi.org/10.12677/tea.2024.133746", Some("10.12677/tea.2024.133746"), Some(2024)),
            (
                "DOI：10.3969/j.issn.1004-2768.2023.05.001。",
                Some("10.3969/j.issn.1004-2768.2023.05.001"),
                Some(2023),
            ),
            ("(DOI: 10.1000/182)", Some("10.1000/182"), None),
            ("10.5 / 2 万元", None, None),
        ];
        for (line, expected, year) in cases {
            let found = doi(line);
            assert_eq!(found.as_deref(), expected, "{line}");
            assert_eq!(found.as_deref().and_then(year_of_doi), year, "{line}");
        }
    }

    #[test]
    fn licences() {
        let cases = [
            (
                "… under the Creative Commons Attribution International License (CC BY 4.0).",
                Some("CC BY 4.0"),
            ),
            ("http://creativecommons.org/licenses/by-nc-nd/4.0/", Some("CC BY-NC-ND 4.0")),
            ("licensed under CC-BY-NC 4.0", Some("CC BY-NC 4.0")),
            ("Creative Commons Attribution-NonCommercial 4.0 International License", Some("CC BY-NC 4.0")),
            ("This work is licensed under the Creative Commons Attribution License.", Some("CC BY")),
            ("版权所有", None),
        ];
        for (line, expected) in cases {
            assert_eq!(license(line).as_deref(), expected, "{line}");
        }
    }
}
