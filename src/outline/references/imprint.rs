//! What stands behind the title: container, year, volume, issue, pages.

use regex::{Captures, Regex};
use std::{ops::Range, sync::LazyLock};

/// The parts of an imprint, as ranges of the folded entry.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Imprint {
    pub(super) container: Option<Range<usize>>,
    pub(super) year: Option<u16>,
    pub(super) volume: Option<Range<usize>>,
    pub(super) issue: Option<Range<usize>>,
    pub(super) pages: Option<Range<usize>>,
}

macro_rules! pattern {
    ($name:ident, $re:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

/// A year that stands by itself.
const YEAR: &str = r"(?P<year>(?:19|20)[0-9]{2})";
/// Pages: `18-23+28`, `16-18, 48`, `S12-S19`, `1-9`; also `pp. 1-9` and 第1-9页.
const PAGES: &str = r"(?:pp?\.?\s*|第\s*)?(?P<pages>[A-Za-z]{0,2}[0-9]{1,6}(?:\s*[-–—―－~+,、]+\s*[A-Za-z]{0,2}[0-9]{1,6})*)\s*页?";

// 刊名, 2021, 42(5): 26-30 · 刊名, 2018(8): 42-49 · 刊名, 2018, 3: 1-9 · 刊名, 2018年第3期, 第1-9页 · 刊名, 2018, Vol.3, No.2, pp.1-9
pattern!(
    JOURNAL,
    &format!(
        concat!(
            r"^(?P<container>[^,]*?(?:,[^,0-9]*?)*?)[\s,.(]*{y}\s*年?\s*\)?",
            r"(?:[-/.](?:0?[1-9]|1[0-2])(?:[-/.][0-9]{{1,2}})?)?",
            r"[\s,;.]*(?:(?:[Vv]ol\.?|第)?\s*(?P<volume>[0-9]{{1,4}}|[IVXLC]+)\s*卷?)??",
            r"[\s,;]*(?:\(\s*(?P<issue>[^()]{{1,12}}?)\s*\)|(?:[Nn]o\.?|[Ii]ss(?:ue)?\.?|第)\s*(?P<number>[0-9]{{1,3}}(?:[-–~][0-9]{{1,3}})?)\s*期?)?",
            r"[\s,:;.]*(?:{p})?[\s.,;]*$"
        ),
        y = YEAR,
        p = PAGES
    )
);
// Without a year in this place: Journal, 12(3), 1-9 · Journal, 12, 1-9
pattern!(
    JOURNAL_LATER,
    &format!(
        r"^(?P<container>[^0-9]+?)[\s,.]+(?P<volume>[0-9]{{1,4}})\s*(?:\(\s*(?P<issue>[^()]{{1,12}}?)\s*\))?[\s,:]+(?:{PAGES})[\s.]*$"
    )
);
// Journal, Vol. 3, No. 2, 2019, pp. 1-9 · 刊名, 第3卷第2期, 2019年, 第1-9页
pattern!(
    JOURNAL_NUMBERS_FIRST,
    &format!(
        concat!(
            r"^(?P<container>[^0-9]+?)[\s,.]+(?:[Vv]ol\.?|第)\s*(?P<volume>[0-9]{{1,4}})\s*卷?[\s,]*",
            r"(?:(?:[Nn]o\.?|[Ii]ss(?:ue)?\.?|第)\s*(?P<issue>[0-9]{{1,3}})\s*期?)?[\s,.(]*{y}\s*年?\s*\)?[\s,:;.]*(?:{p})?[\s.]*$"
        ),
        y = YEAR,
        p = PAGES
    )
);
// 刊名 第3期 — the year stands elsewhere
pattern!(
    JOURNAL_ISSUE,
    &format!(
        concat!(
            r"^(?P<container>[^0-9:/]{{2,40}}?)[\s,.]*(?:第\s*(?P<volume>[0-9]{{1,4}})\s*卷[\s,]*)?",
            r"第\s*(?P<issue>[0-9]{{1,3}})\s*期[\s,:]*(?:{p})?[\s.]*$"
        ),
        p = PAGES
    )
);
// 刊名, (2): 1-9 — the year stands elsewhere
pattern!(
    JOURNAL_BRACKET,
    &format!(
        r"^(?P<container>[^0-9(:/]{{2,40}}?)[\s,.]+\(\s*(?P<issue>[^()]{{1,12}}?)\s*\)[\s,:]*(?:{PAGES})?[\s.]*$"
    )
);
// 刊名: 1-9 — not yet in an issue
pattern!(JOURNAL_PAGES, &format!(r"^(?P<container>[^0-9:/]{{2,40}}?)[\s,:]+(?:{PAGES})[\s.]*$"));
// 山水大学硕士学位论文
pattern!(THESIS, "(?:(?:硕士|博士|碩士)(?:研究生)?)?(?:学位|學位|毕业|畢業)?(?:论文|論文)$");
// A name and nothing else.
pattern!(NAME_ONLY, r"^(?P<container>[^0-9:/]{2,40}?)[\s.]*$");
// 报名, 2024-10-17(003) · 报名, 2024年10月17日第3版 · 报名, 2024-10-17: 3
pattern!(
    NEWSPAPER,
    &format!(
        concat!(
            r"^(?P<container>.*?)[\s,.(]*{y}\s*[-年./]\s*[0-9]{{1,2}}\s*[-月./]\s*[0-9]{{1,2}}\s*日?\s*\)?",
            r"[\s,:]*(?:\(\s*第?\s*(?P<pages>[0-9A-Za-z]{{1,5}})\s*版?\s*\)|第?\s*(?P<page>[0-9A-Z]{{1,5}})\s*版?)?[\s.]*$"
        ),
        y = YEAR
    )
);
// 北京: 出版社, 2018: 12-15 · 武汉: 大学, 2019 · 出版社, 2018年版, 第12页 · 出版社, 2018-05
pattern!(
    PUBLISHER,
    &format!(
        concat!(
            r"(?:^|[.,/]\s*)(?:(?P<place>[^.:,/]{{1,40}})\s*:\s*)?(?P<container>[^.:/]+?|[^:/]+?)?\s*[,(.]?\s*\b?{y}(?:[-.][0-9]{{1,2}}){{0,2}}\s*年?\s*(?:[0-9]{{1,2}}月)?(?:版|刊)?\s*\)?",
            r"[\s,:.]*(?:{p})?[\s.]*$"
        ),
        y = YEAR,
        p = PAGES
    )
);
// 第2版. and 2nd ed. before the place; 译 and 主编 too.
pattern!(
    BEFORE_PLACE,
    r"^(?:(?:第?\s*[0-9一二三四五六七八九十]+\s*版|修订版|[0-9]+(?:st|nd|rd|th) ed\.?|[^.:]{1,30}(?:译|主编|校))\s*[.,]\s*)+"
);
pattern!(ANY_YEAR, &format!(r"(?:^|[^0-9]){YEAR}(?:[^0-9]|$)"));

fn place(found: &Captures, names: &[&str], at: usize) -> Option<Range<usize>> {
    names.iter().find_map(|n| found.name(n)).map(|m| at + m.start()..at + m.end())
}

fn imprint(found: &Captures, tail: &str, at: usize) -> Imprint {
    let container = found.name("container").map(|m| trimmed(tail, m.range()));
    let container = container.filter(|r| tail[r.clone()].chars().any(char::is_alphabetic));
    Imprint {
        container: container.map(|r| at + r.start..at + r.end),
        year: found.name("year").and_then(|m| m.as_str().parse().ok()),
        volume: found.name("volume").map(|m| at + m.start()..at + m.end()),
        issue: place(found, &["issue", "number"], at),
        pages: place(found, &["pages", "page"], at),
    }
}

/// Without the punctuation and book-title marks around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let around = |c: char| c.is_whitespace() || ",.:;/、《》".contains(c);
    let inner = &text[range.clone()];
    let lead = inner.len() - inner.trim_start_matches(around).len();
    let end = range.start + inner.trim_end_matches(around).len();
    (range.start + lead).min(end)..end
}

/// An imprint of a kind, from the folded text behind the title that begins at `at` in the entry.
pub(super) fn read(kind: &str, tail: &str, at: usize) -> Imprint {
    let skip = tail.len() - tail.trim_start_matches([' ', '.', ',', ':', ';', '/']).len();
    let (tail, at) = (&tail[skip..], at + skip);
    let whole_body = |mut found: Imprint| {
        found.pages = None;
        found
    };
    match kind.split('/').next().unwrap_or_default() {
        "N" => first(&[&NEWSPAPER, &JOURNAL, &PUBLISHER], tail, at),
        "M" | "S" | "G" | "A" => published(tail, at),
        "D" => whole_body(school(published(tail, at), tail, at)),
        "R" | "Z" => whole_body(published(tail, at)),
        "P" => Imprint { year: any_year(tail), ..Default::default() },
        "EB" | "DB" | "OL" | "CP" | "DS" | "CM" => Imprint { year: any_year(tail), ..Default::default() },
        "C" => published(tail, at),
        _ => first(
            &[
                &JOURNAL_NUMBERS_FIRST,
                &JOURNAL,
                &NEWSPAPER,
                &JOURNAL_LATER,
                &JOURNAL_ISSUE,
                &JOURNAL_BRACKET,
                &JOURNAL_PAGES,
                &PUBLISHER,
                &NAME_ONLY,
            ],
            tail,
            at,
        ),
    }
}

fn first(patterns: &[&Regex], tail: &str, at: usize) -> Imprint {
    let found = patterns.iter().find_map(|re| re.captures(tail)).map(|found| imprint(&found, tail, at));
    found.unwrap_or_else(|| Imprint { year: any_year(tail), ..Default::default() })
}

/// The school without the words for what was handed in there.
fn school(mut found: Imprint, tail: &str, at: usize) -> Imprint {
    if let Some(name) = &mut found.container
        && let Some(what) = THESIS.find(&tail[name.start - at..name.end - at])
        && what.start() > 0
    {
        name.end = name.start + what.start();
    }
    found
}

fn published(tail: &str, at: usize) -> Imprint {
    let skip = BEFORE_PLACE.find(tail).map_or(0, |m| m.end());
    let (tail, at) = (&tail[skip..], at + skip);
    if let Some(found) = PUBLISHER.captures(tail) {
        return imprint(&found, tail, at);
    }
    let place = tail.find(':').map_or(0, |colon| colon + 1);
    let container = trimmed(tail, place..tail.len());
    let named = !container.is_empty() && !tail.contains("://") && tail.chars().count() <= 40;
    Imprint {
        container: named.then(|| at + container.start..at + container.end),
        year: any_year(tail),
        ..Default::default()
    }
}

pub(super) fn any_year(text: &str) -> Option<u16> {
    ANY_YEAR.captures(text)?.name("year")?.as_str().parse().ok()
}
