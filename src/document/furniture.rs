//! What belongs to the page and not to the text: running heads, page numbers, addresses, licences, footnotes, captions, outline dumps.
//!
//! A line is judged by what it looks like (`by_form`), by coming back on other pages (`by_repetition`), and by the company it keeps
//! (`by_company`). What is only short or only strange is left in the text: a lost sentence is worse than a stray one.

use super::{FurnitureKind, line::Line, normalize::is_han};
use regex::Regex;
use std::{collections::HashMap, sync::LazyLock};

/// A running head is at most this wide.
const HEAD_WIDTH: usize = 90;
/// A line of a running head that names an author or a journal is at most this wide.
const NAME_WIDTH: usize = 40;
/// A repeated line is a running head only if its copies are this many lines apart on average.
const PAGE_LINES: usize = 12;
/// Blank lines that a page break leaves.
const PAGE_GAP: usize = 2;

macro_rules! pattern {
    ($name:ident, $re:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

pattern!(ADDRESS, r"^(?i)(?:https?://|www\.)[!-~]+(?:\s+(?:https?://|www\.)[!-~]+)*$");
pattern!(DOI_LINE, r"(?i)^doi\s*[:：]?\s*10\.[0-9]{4,9}/");
pattern!(
    LICENSE,
    r"(?i)(?:all rights reserved|electronic publishing house)|^(?:copyright\b|©|\(c\) ?[0-9]{4}|版权所有|this (?:work|article|paper) is licensed|creative commons|open access\b)"
);
pattern!(
    PAGE_NUMBER,
    r"(?i)^[-—–·•.\s]*(?:第\s*)?([0-9]{1,5})\s*(?:页)?(?:\s*(?:/|共|of)\s*[0-9]{1,5}\s*页?)?[-—–·•.\s]*$"
);
pattern!(
    FOOTNOTE,
    r"^(?:[0-9]{1,2}|[①-⑳]|\[?注\s*[0-9①-⑳]*\]?[:：]?|[*＊])\s*(?:数据|資料|资料|數據|来源|來源|引自|转引|參見|参见|详见|見|见|根据|依据|https?:|作者|本文|该)"
);
pattern!(
    DASHED_NUMBER,
    r"^(?:[-—–·•]\s*[0-9]{1,4}\s*[-—–·•]|[(（]?(?:下转|上接)第?\s*[0-9]{1,4}\s*页[)）]?)$"
);
pattern!(RULE, r"^[—–―─━_＿=\-]{6,}$");
pattern!(ENDS_WITH_PAGE, r"\s{2,}[-—–·•]\s*[0-9]{1,4}\s*[-—–·•]$");
pattern!(
    JOURNAL_HEAD,
    r"^(?:第\s*[0-9]+\s*期\s{2,}.+|第\s*[0-9]+\s*卷\s*第?\s*[0-9]+\s*期(?:\s.*)?|.*?\s*(?:19|20)[0-9]{2}\s*年\s*(?:第\s*[0-9]+\s*卷\s*)?第\s*[0-9]+\s*期(?:\s.*)?|[㐀-鿿]{2,16}\s{2,}(?:19|20)[0-9]{2}\s*年\s*第\s*[0-9]+\s*卷(?:\s.*)?)$"
);
pattern!(
    IMPRINT,
    r"^(?:收稿日期|收稿時間|修回日期|基金项目|基金項目|资助项目|作者简介|作者簡介|第一作者|通信作者|通讯作者|通訊作者|责任编辑|責任編輯)\s*[:：]"
);
pattern!(
    CAPTION,
    r"^[*_]{0,3}(?:续?(?:图|圖|表)\s*[0-9一二三四五六七八九十]+(?:[-－.—–][0-9]+)?|(?:Figure|Fig\.|Table)\s*[0-9]+)(?:[\s　:：.、．]|$)"
);
pattern!(IMAGE, r"^!\[[^\]]*\]\([^)]*\)\s*$");
pattern!(SOURCE_NOTE, r"^(?:数据来源|资料来源|資料來源|數據來源|注|註)\s*[:：]");
pattern!(REFERENCE_LIST, r"^[#\s【\[]*(?:主要)?(?:参考文献|參考文獻|References|REFERENCES)[】\]:：\s]*$");
pattern!(REFERENCE_ENTRY, r"^[\[［(（]?[0-9]{1,3}[\]］)）.．]");
pattern!(LEADERS, r"(?:\.{4,}|…{2,}|·{4,}|(?:\. ){4,})\s*[0-9IVX]{0,4}$");

/// The kind of every line; `None` is text.
pub(super) fn mark(lines: &[Line], wrapped: bool) -> Vec<Option<FurnitureKind>> {
    let mut kinds: Vec<_> = lines.iter().map(by_form).collect();
    if wrapped {
        by_repetition(lines, &mut kinds);
        by_company(lines, &mut kinds);
    }
    outline_dump(lines, &mut kinds);
    addresses_of_references(lines, &mut kinds);
    kinds
}

/// An address that stands between two entries of a reference list belongs to the first.
fn addresses_of_references(lines: &[Line], kinds: &mut [Option<FurnitureKind>]) {
    let Some(list) = lines.iter().position(|l| REFERENCE_LIST.is_match(l.text)) else { return };
    for i in list + 1..lines.len().saturating_sub(1) {
        let within = lines[i].blanks < PAGE_GAP && kinds[i - 1].is_none() && kinds[i + 1].is_none();
        if kinds[i] == Some(FurnitureKind::Address) && within && REFERENCE_ENTRY.is_match(lines[i + 1].text) {
            kinds[i] = None;
        }
    }
}

fn by_form(line: &Line) -> Option<FurnitureKind> {
    let text = line.text;
    let wrapped = line.width <= HEAD_WIDTH && !ends_sentence(text);
    let table: [(&Regex, bool, FurnitureKind); 13] = [
        (&DASHED_NUMBER, true, FurnitureKind::RunningHead),
        (&RULE, true, FurnitureKind::RunningHead),
        (&ENDS_WITH_PAGE, wrapped, FurnitureKind::RunningHead),
        (&JOURNAL_HEAD, wrapped, FurnitureKind::RunningHead),
        (&ADDRESS, true, FurnitureKind::Address),
        (&DOI_LINE, line.width <= HEAD_WIDTH, FurnitureKind::RunningHead),
        (&LICENSE, line.width <= 2 * HEAD_WIDTH, FurnitureKind::License),
        (&FOOTNOTE, line.width <= 2 * HEAD_WIDTH, FurnitureKind::Footnote),
        (&IMPRINT, true, FurnitureKind::Imprint),
        (&CAPTION, line.width <= HEAD_WIDTH && !text.contains('。'), FurnitureKind::Caption),
        (&IMAGE, true, FurnitureKind::Caption),
        (&SOURCE_NOTE, line.width <= 2 * HEAD_WIDTH, FurnitureKind::Caption),
        (&LEADERS, true, FurnitureKind::OutlineDump),
    ];
    table.into_iter().find(|(re, fits, _)| *fits && re.is_match(text)).map(|(_, _, kind)| kind)
}

/// Lines that come back on page after page, alike but for their numbers.
fn by_repetition(lines: &[Line], kinds: &mut [Option<FurnitureKind>]) {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        if line.width <= HEAD_WIDTH && !ends_sentence(line.text) && !line.text.starts_with(['|', '#']) {
            places.entry(without_numbers(line.text)).or_default().push(i);
        }
    }
    for (shape, at) in places {
        let apart = at.last().zip(at.first()).map_or(0, |(b, a)| b - a) / at.len().max(2).saturating_sub(1);
        let known = at.iter().any(|&i| kinds[i] == Some(FurnitureKind::RunningHead));
        let is_head = if shape.is_empty() || shape == "#" {
            at.len() >= 2 && rising(&at, lines)
        } else {
            known && at.len() >= 2
                || at.len() >= 3 && shape.chars().count() >= 2 && apart >= PAGE_LINES && !numbered(&shape)
        };
        if is_head {
            at.into_iter().for_each(|i| kinds[i] = kinds[i].or(Some(FurnitureKind::RunningHead)));
        }
    }
}

/// Page numbers rise slowly; the cells of a table do not.
fn rising(at: &[usize], lines: &[Line]) -> bool {
    let numbers: Vec<u32> = at
        .iter()
        .filter_map(|&i| PAGE_NUMBER.captures(lines[i].text)?.get(1)?.as_str().parse().ok())
        .collect();
    numbers.len() == at.len()
        && numbers.windows(2).all(|w| w[0] < w[1] && w[1] - w[0] <= 3)
        && at.windows(2).all(|w| w[1] - w[0] >= PAGE_LINES)
}

/// A short line between two pieces of furniture, or alone before one at a page break, is furniture too.
fn by_company(lines: &[Line], kinds: &mut [Option<FurnitureKind>]) {
    let page = |kind: Option<FurnitureKind>| {
        matches!(kind, Some(FurnitureKind::RunningHead | FurnitureKind::Address))
    };
    for i in 0..lines.len() {
        if kinds[i].is_some() || lines[i].width > NAME_WIDTH || ends_sentence(lines[i].text) {
            continue;
        }
        let before = i == 0 || page(kinds[i - 1]);
        let after = i + 1 == lines.len() || page(kinds[i + 1]);
        let gap = lines[i].blanks >= PAGE_GAP && lines.get(i + 1).is_some_and(|l| l.blanks >= PAGE_GAP);
        let number = PAGE_NUMBER.is_match(lines[i].text);
        let neighbour = i > 0 && page(kinds[i - 1]) || page(kinds.get(i + 1).copied().flatten());
        if i > 0 && before && after && i + 1 < lines.len()
            || after && gap && i + 1 < lines.len()
            || number && neighbour
        {
            kinds[i] = Some(FurnitureKind::RunningHead);
        }
    }
}

/// A PDF's outline printed after the text: a tail of lines most of which stood in the text before.
fn outline_dump(lines: &[Line], kinds: &mut [Option<FurnitureKind>]) {
    let squeezed: Vec<String> = lines.iter().map(|l| l.text.split_whitespace().collect()).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (i, text) in squeezed.iter().enumerate() {
        first.entry(text).or_insert(i);
    }
    let again = |i: usize| first[squeezed[i].as_str()] < i;
    let mut best = None;
    let (mut repeated, mut seen) = (0, 0);
    for i in (0..lines.len()).rev() {
        if kinds[i].is_some() && kinds[i] != Some(FurnitureKind::OutlineDump) {
            continue;
        }
        if ends_sentence(lines[i].text) || lines[i].width > HEAD_WIDTH * 2 {
            break;
        }
        seen += 1;
        repeated += usize::from(again(i));
        if seen >= 4 && repeated * 10 >= seen * 6 {
            best = Some(i);
        }
    }
    let Some(mut start) = best else { return };
    // The title heads the dump without having stood in the text; anything before it is text.
    while start + 1 < lines.len() && !again(start) && !again(start + 1) {
        start += 1;
    }
    for kind in &mut kinds[start..] {
        *kind = kind.or(Some(FurnitureKind::OutlineDump));
    }
}

fn without_numbers(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && !"-—–·•".contains(*c)) {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

/// `#.#标题` and the like: headings count up too.
fn numbered(shape: &str) -> bool {
    shape.starts_with('#') && shape.chars().any(is_han) && !shape.ends_with('#')
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '；', '，', '、', '：'])
}
