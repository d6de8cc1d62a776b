//! The authors at the head of an entry, and where their list ends.

use super::super::names::is_chinese_name;
use crate::document::is_han;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// The longest name of an organisation, in characters.
const LONGEST: usize = 30;

/// "And others", which is no author.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[,、; ]*(?:等人?|\bet\s*al\b\.?|\band others\b)\s*$").expect("a fixed pattern")
});
/// What an author did.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*[(]?(?:主编|编著|合著|编译|编|著|译|译注|校|\beds?\b\.?|\btrans\b\.?)[)]?$")
        .expect("a fixed pattern")
});
/// An organisation by its last character; one word, as a title before a colon seldom is.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[㐀-鿿]{3,20}(?:局|部|院|委|委员会|署|厅|中心|大学|政府|办公室|公司|集团|组|协会|学会|银行|出版社|联盟|局司|委員會|廳|辦公室|協會|學會|銀行|課題組)$")
        .expect("a fixed pattern")
});
/// Nationality or dynasty in front of a name: [美], (清).
static NATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\[(][㐀-鿿]{1,4}[\])]\s*").expect("a fixed pattern"));
/// Initials of given names: J, J., J.-P., JP.
static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:[A-Z]\.[\s-]*){1,4}|[A-Z]{1,3}|[A-Z](?:[ -][A-Z]){1,3})$").expect("a fixed pattern")
});
static SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[,、;&]|\band\b|\bAND\b").expect("a fixed pattern"));

/// Where the list of authors ends and the title begins, in folded text: the bounds of the mark between them.
/// `None` where the entry begins with its title.
pub(super) fn end_of_authors(head: &str) -> Option<Range<usize>> {
    let marks = head.char_indices().filter(|(_, c)| matches!(c, '.' | ':'));
    for (at, mark) in marks {
        let (left, right) = (&head[..at], head[at + 1..].trim_start());
        if right.is_empty() {
            return None;
        }
        if mark == '.' && (is_inside_number_or_address(left, &head[at + 1..]) || goes_on(left, right)) {
            continue;
        }
        if mark == ':' && !looks_like_people(left) && !BODY.is_match(left) {
            return None;
        }
        return looks_like_authors(left).then(|| at..head.len() - right.len());
    }
    None
}

/// 2.0, Web3.0, www.example.org.
fn is_inside_number_or_address(left: &str, right: &str) -> bool {
    let before = left.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
    let lower_or_digit = right.chars().next().is_some_and(|c| c.is_ascii_digit() || c.is_ascii_lowercase());
    before && lower_or_digit && !left.ends_with(|c: char| c.is_ascii_uppercase())
}

/// `J. A., Brown`: the stop belongs to an initial, and more of the list follows.
fn goes_on(left: &str, right: &str) -> bool {
    let after_initial = left.chars().next_back().is_some_and(|c| c.is_ascii_uppercase());
    let more =
        right.starts_with([',', '&', ';', '-']) || right.starts_with("and ") || right.starts_with("et al");
    let initial = right.len() > 1
        && right.starts_with(|c: char| c.is_ascii_uppercase())
        && right[1..].starts_with(['.', ',', '-'])
        || right.len() == 1;
    // `et al.` stands before the stop of the list, and may itself be followed by one.
    more || after_initial && initial
}

fn looks_like_authors(left: &str) -> bool {
    let people = split(left);
    let chinese = left.chars().any(is_han);
    let short = |name: &String| {
        name.chars().count() <= if chinese { LONGEST } else { 60 } && name.split_whitespace().count() <= 8
    };
    !people.is_empty() && people.iter().all(short) && !left.contains(['“', '《', '?', '!'])
}

fn looks_like_people(left: &str) -> bool {
    let people = split(left);
    !people.is_empty() && people.iter().all(|p| is_chinese_name(p))
}

/// Whether these are Chinese people or an organisation, and nothing else.
pub(super) fn are_people(list: &str) -> bool {
    let people = split(list);
    !people.is_empty()
        && people.iter().all(|p| is_chinese_name(p) || BODY.is_match(p) || p.chars().all(|c| !is_han(c)))
}

/// [美] and (清) open an entry, as they stand before an author.
pub(super) fn opens_with_nation(line: &str) -> bool {
    NATION.is_match(line)
}

/// Where the editors of a book end, who stand before its title: only what is plainly people.
pub(super) fn end_of_editors(book: &str) -> usize {
    static SURNAME_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[A-Z][A-Za-z'-]+,? (?:[A-Z]\.?[\s-]?){1,3}$").expect("a fixed pattern")
    });
    let people =
        |left: &str| looks_like_people(left) || split(left).iter().all(|name| SURNAME_FIRST.is_match(name));
    end_of_authors(book).filter(|mark| people(&book[..mark.start])).map_or(0, |mark| mark.end)
}

/// The names in a list of authors, as printed, with their places in `list` lost. 等 and et al. are dropped.
pub(super) fn split(list: &str) -> Vec<String> {
    let list = list.trim().trim_end_matches([':', ',']);
    let initial = list.strip_suffix('.').is_some_and(|l| l.ends_with(|c: char| c.is_ascii_uppercase()));
    let list = OTHERS.replace(if initial { list } else { list.trim_end_matches('.') }, "");
    let mut names: Vec<String> = Vec::new();
    for part in SEPARATOR.split(&list) {
        let part = ROLE.replace(part.trim(), "");
        let part = OTHERS.replace(part.trim(), "");
        let part = NATION.replace(part.trim(), "");
        let part = part.trim();
        match names.last_mut() {
            _ if part.is_empty() => {}
            Some(last) if INITIALS.is_match(part) && !last.contains(',') && !last.chars().any(is_han) => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ => names.push(part.to_owned()),
        }
    }
    // `王芳 李明`: names with nothing but a space between them.
    let spaced: Vec<String> = names.iter().flat_map(|n| n.split_whitespace()).map(str::to_owned).collect();
    if spaced.len() > names.len() && spaced.iter().all(|n| n.chars().count() > 1 && is_chinese_name(n)) {
        return spaced;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_end_where_the_title_begins() {
        let cases: [(&str, &[&str], &str); 15] = [
            ("王芳. 乡村旅游研究", &["王芳"], "乡村旅游研究"),
            ("王芳,李小明,等.乡村旅游研究", &["王芳", "李小明"], "乡村旅游研究"),
            ("王芳、欧阳一平等. 乡村2.0时代", &["王芳", "欧阳一平"], "乡村2.0时代"),
            ("王芳 李小明. 乡村旅游研究", &["王芳", "李小明"], "乡村旅游研究"),
            ("王芳: 乡村旅游研究", &["王芳"], "乡村旅游研究"),
            ("国家统计局. 统计公报", &["国家统计局"], "统计公报"),
            ("王芳主编. 旅游学", &["王芳"], "旅游学"),
            ("[美]约翰·史密斯. 论城市", &["约翰·史密斯"], "论城市"),
            ("SMITH J. Rural roads", &["SMITH J"], "Rural roads"),
            ("Smith J A, Brown K, et al. A study of roads", &["Smith J A", "Brown K"], "A study of roads"),
            (
                "Smith, J. A., Brown, K. & Li, X. Rural roads",
                &["Smith, J. A.", "Brown, K.", "Li, X"],
                "Rural roads",
            ),
            ("MARTIN P, LIU Y. Rural roads", &["MARTIN P", "LIU Y"], "Rural roads"),
            ("Smith J and Brown K. Rural roads", &["Smith J", "Brown K"], "Rural roads"),
            ("World Bank. World development report", &["World Bank"], "World development report"),
            ("Smith J. Roads. A history", &["Smith J"], "Roads. A history"),
        ];
        for (head, authors, title) in cases {
            let end = end_of_authors(head).unwrap_or_else(|| panic!("{head}: no authors"));
            assert_eq!(
                (split(&head[..end.start]).as_slice(), &head[end.end..]),
                (&authors.map_owned()[..], title),
                "{head}"
            );
        }
    }

    trait MapOwned {
        fn map_owned(&self) -> Vec<String>;
    }

    impl MapOwned for &[&str] {
        fn map_owned(&self) -> Vec<String> {
            self.iter().map(|s| (*s).to_owned()).collect()
        }
    }

    #[test]
    fn a_title_alone_has_no_authors() {
        for head in ["关于加快农村寄递物流体系建设的意见", "电子商务: 概念与实践", "信息技术 词汇 第2.1部分"]
        {
            assert_eq!(end_of_authors(head), None, "{head}");
        }
    }
}
