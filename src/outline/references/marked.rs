//! Entries without a type code: titles in book-title marks (《…》, as the humanities print them), or year in brackets (APA).

use super::imprint;
use super::imprint::Imprint;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// The parts of an entry, as ranges of its folded text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) authors: Option<Range<usize>>,
    pub(super) title: Option<Range<usize>>,
    pub(super) imprint: Imprint,
}

macro_rules! pattern {
    ($name:ident, $re:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

// 王芳: 《题名》, 《刊名》 2019年第5期 · 王芳著: 《书名》, 北京: 出版社, 2010年版, 第15页 · 王芳, 2019: 《题名》, 《刊名》第5期
pattern!(
    BOOK_MARKS,
    r"^(?P<authors>[^《]*?)[\s:,.]*(?:\(?(?P<year>(?:19|20)[0-9]{2})\s*年?\)?)?[\s:,.]*《(?P<title>[^》]+(?:《[^》]*》[^》]*)*)》(?P<tail>.*)$"
);
// 王芳（2019），〈题名〉，《刊名》，8（2），1-9
pattern!(
    ANGLE_MARKS,
    r"^(?P<authors>[^《〈]*?)[\s:,.]*(?:\(?(?P<year>(?:19|20)[0-9]{2})\s*年?[a-z]?\)?)?[\s:,.]*〈(?P<title>[^〉]+)〉[\s,.]*(?P<tail>《.*)$"
);
// Smith, J., 2019, "Title", Journal, 3(2): 1-9. · Smith, J., "Title," Journal, 3 (2019): 1-9.
pattern!(
    QUOTED,
    r#"^(?P<authors>[^“"]{2,200}?)(?:[\s,]*\(?(?P<year>(?:19|20)[0-9]{2})[a-z]?\)?[\s,.:]*|[\s,:]+)[“"](?P<title>[^“”"]+?)(?:[,.]\s*[”"]|[”"]\s*[,.])\s*(?P<tail>.*)$"#
);
// Smith, J. (2019). Title. Journal, 3(2), 1-9. · 王芳 (2019) 题名. 刊名, 3, 1-9. · 王芳（2019）。书名。地：出版社。
pattern!(
    YEAR_FIRST,
    r"^(?P<authors>[^()]{2,200}?)[\s,]*\(\s*(?P<year>(?:19|20)[0-9]{2})[a-z]?(?:,[^)]*)?\s*\)[\s,.:]*(?P<title>.+?(?:[^ -~][.?!]|[.?!]\s|\)\.))\s*(?P<tail>.*)$"
);
// Smith, J.: Title, Place: Publisher, 2019. · 王芳：书名，北京：出版社，2010年。
pattern!(
    COLON_BOOK,
    r"^(?P<authors>[^:,]{2,20}(?:,\s*(?:\p{Lu}\.[\s-]*){1,3}|[^:]{0,40}))\s*:\s*(?P<title>[^:,.\[\]]+(?:,[^:,.\[\]]+)*?),(?P<tail>[^,:]{2,30}:\s*[^:\[\]]+,\s*(?:19|20)[0-9]{2}\s*年?\s*[.]?)$"
);
// 题名(硕士论文). 学校, 城市.
pattern!(THESIS, r"\s*\(\s*(?:未出版(?:之|的)?)?(?:硕|碩|博)士(?:学位|學位)?(?:论文|論文)\s*\)[\s.]*$");
pattern!(FIRST_MARKED, r"^[\s,.:]*(?:载于|载|见|收入)?\s*《");
// Place: publisher, or a name that only publishers have; a volume, issue or page says it is a journal after all.
pattern!(PUBLISHER, r"[^0-9\s:]\s*:\s*[^0-9\s:]|出版社|书局|書局|印书馆|印書館|Press\b");
pattern!(ISSUE, r"[0-9]\s*\(\s*[0-9]|第\s*[0-9]+\s*期|[0-9]\s*:\s*[0-9]");

/// Reads an entry that has no type code.
pub(super) fn read(entry: &str) -> Option<Parts> {
    let found = [&ANGLE_MARKS, &BOOK_MARKS, &QUOTED, &YEAR_FIRST, &COLON_BOOK]
        .into_iter()
        .find_map(|re| re.captures(entry))?;
    let range = |name: &str| found.name(name).map(|m| m.range()).filter(|r| !r.is_empty());
    let tail = found.name("tail")?;
    // 《刊名》 behind the title: a journal.
    let lead = FIRST_MARKED.find(tail.as_str()).map_or(0, |m| m.end());
    let book = lead == 0 && PUBLISHER.is_match(tail.as_str()) && !ISSUE.is_match(tail.as_str());
    let kind = if book { "M" } else { "J" };
    let mut imprint = imprint::read(kind, &tail.as_str()[lead..], tail.start() + lead);
    imprint.year = found.name("year").and_then(|m| m.as_str().parse().ok()).or(imprint.year);
    let mut title = range("title");
    if let Some(title) = &mut title
        && let Some(what) = THESIS.find(&entry[title.clone()])
    {
        title.end = title.start + what.start();
        // The school; its town may follow.
        let school = tail.as_str().find([',', '.']).unwrap_or(tail.len());
        imprint.container = (school > 0).then_some(tail.start()..tail.start() + school);
    }
    Some(Parts { authors: range("authors"), title, imprint })
}
