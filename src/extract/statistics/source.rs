//! Who reported a figure: 据…统计, …发布的《…》显示, a cited author, a footnote.

use super::{
    clause::Clause,
    cut::{Cut, Phrase},
    lead::Mention,
    words::{MEASURES, SOURCES},
};

/// Who reported a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Named in the paragraph.
    Words(Phrase),
    /// Named in a footnote.
    Note(String),
}

/// A source and how far it reaches.
#[derive(Debug, Clone)]
pub(super) struct Quoted {
    pub source: Source,
    /// Figures from here on are its figures.
    pub from: usize,
    /// Where the words that name it end: what is measured begins after them.
    pub until: usize,
    /// The years it is about: those in the title of the report.
    pub years: Vec<u16>,
    /// Set where what reports is a programme, which has figures of its own.
    pub programme: Option<Cut>,
    /// A person whose work is reviewed.
    pub is_author: bool,
}

/// The sources a sentence names, in order.
pub(super) fn find(text: &str, sentence: Cut, clauses: &[Clause], mentions: &[Mention]) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = clauses.iter().filter_map(|c| reported(text, c.cut, mentions)).collect();
    found.extend(bracketed(text, sentence).or_else(|| body_and_year(text, sentence)));
    found
}

fn reported(text: &str, clause: Cut, mentions: &[Mention]) -> Option<Quoted> {
    let body = open_words(text, clause, mentions);
    let (mention, until, opened) = extent(text, body)?;
    let (name, programme) = name(text, mention, mentions, opened && until > mention.end)?;
    let years = title_years(mention.of(text));
    Some(Quoted {
        source: Source::Words(name.into()),
        from: clause.start,
        until,
        years,
        programme,
        is_author: false,
    })
}

/// The clause without connectives and a time at its front.
fn open_words(text: &str, clause: Cut, mentions: &[Mention]) -> Cut {
    let mut rest = clause.trim(text);
    for _ in 0..4 {
        let slice = rest.of(text);
        let joint = ["其中", "此外", "另外", "同时", "例如", "比如", "而", "如", "且", "但"]
            .into_iter()
            .find(|w| slice.starts_with(w));
        if let Some(word) = joint.filter(|_| !slice.starts_with("如皋") && !slice.starts_with("如东")) {
            rest = rest.skip(word.len()).trim(text);
        } else if let Some((r, _)) = mentions.iter().find(|(r, _)| r.start == rest.start && r.end < rest.end)
        {
            rest = Cut::new(r.end, rest.end).trim(text);
        } else {
            break;
        }
    }
    rest
}

/// The stretch that names the source, where it ends with its verb, and whether 据 or the like opened it.
fn extent(text: &str, body: Cut) -> Option<(Cut, usize, bool)> {
    let slice = body.of(text);
    let opened = SOURCES.open.at_start(slice).filter(|&n| {
        let word = &slice[..n];
        // 从, 由, 在 and 按 open many things; only a verb of reporting tells.
        !matches!(word, "从" | "由" | "在" | "按" | "经" | "如" | "依" | "综合")
            || report_verb(slice).is_some()
    });
    let start = body.skip(opened.unwrap_or(0));
    let inner = start.of(text);
    let published = [
        "发布的《",
        "公布的《",
        "编制的《",
        "出具的《",
        "印发的《",
        "联合发布的《",
        "发表的《",
        "推出的《",
        "编写的《",
    ]
    .into_iter()
    .find_map(|w| inner.find(w));
    if let Some(at) = published {
        let close = inner[at..].find('》').map_or(inner.len(), |n| at + n + '》'.len_utf8());
        let until = report_verb(&inner[close..]).map_or(close, |(a, n)| close + a + n);
        return Some((Cut::new(start.start, start.start + close), start.start + until, true));
    }
    let (at, bytes) = report_verb(inner).or_else(|| {
        // 据统计局数据，
        opened.filter(|_| inner.chars().count() <= 30).map(|_| (inner.len(), 0))
    })?;
    let strong = opened
        .is_some_and(|n| !matches!(&slice[..n], "从" | "由" | "在" | "按" | "经" | "如" | "依" | "综合"));
    (at > 0).then_some((Cut::new(start.start, start.start + at), start.start + at + bytes, strong))
}

/// The first verb of reporting that closes the clause or opens what is reported; titles are passed over.
fn report_verb(slice: &str) -> Option<(usize, usize)> {
    let mut closed_at = 0;
    for (at, c) in slice.char_indices() {
        if at < closed_at {
            continue;
        }
        if c == '《' {
            closed_at = slice[at..].find('》').map_or(0, |n| at + n);
            continue;
        }
        let Some(bytes) = SOURCES.report.at_start(&slice[at..]) else { continue };
        let word = &slice[at..at + bytes];
        let after = slice[at + bytes..].trim_start();
        let sure = word.ends_with("显示")
            || word.ends_with("表明")
            || word.ends_with("指出")
            || word.ends_with("披露")
            || word.ends_with("称") && word.len() > 3;
        // 显示器, 统计局, 调查对象: not the verb.
        let part_of_noun = [
            "器", "屏", "局", "年鉴", "公报", "对象", "员", "资料", "数据", "会", "者", "出", "制度", "口径",
            "的", "机构", "中心", "院", "司", "体系", "站", "预警", "系统",
        ]
        .into_iter()
        .any(|w| after.starts_with(w));
        let shown_forth = word == "显示" && after.starts_with('出');
        if !shown_forth && (sure && !part_of_noun || after.is_empty()) {
            return Some((at, bytes));
        }
    }
    None
}

/// What the authors asked or saw themselves names nobody who reports.
const SURVEYS: [&str; 4] = ["基于对", "通过", "只要", "我们"];

/// The name in a mention, and the programme if the source is one.
fn name(text: &str, mention: Cut, mentions: &[Mention], opened: bool) -> Option<(Cut, Option<Cut>)> {
    let mut cut = mention.trim(text);
    // 智库——某某中心: what follows the dash is the name.
    if let Some(at) = cut.of(text).rfind("——") {
        cut = cut.skip(at + "——".len());
    }
    // 另一份材料是某某协会编写的…
    if let Some(at) = cut.of(text).find('是').filter(|&at| cut.of(text)[..at].chars().count() <= 8) {
        cut = cut.skip(at + '是'.len_utf8()).trim(text);
    }
    // 水利部 2022 年的统计: the name ends before its date.
    if let Some((r, _)) = mentions.iter().find(|(r, _)| cut.start < r.start && r.end <= cut.end) {
        let before = Cut::new(cut.start, r.start).trim(text);
        if SOURCES.body.at_end(before.of(text)).is_some() {
            cut = before;
        }
    }
    for _ in 0..6 {
        if let Some((r, _)) = mentions.iter().find(|(r, _)| r.start == cut.start && r.end < cut.end) {
            cut = Cut::new(r.end, cut.end).trim(text);
        }
        let slice = cut.of(text);
        if let Some(about) = ["有关", "关于", "针对", "对", "就"]
            .into_iter()
            .find_map(|w| slice.find(w).filter(|&at| at > 3 && SOURCES.body.at_end(&slice[..at]).is_some()))
        {
            cut = Cut::new(cut.start, cut.start + about).trim(text);
        } else if let Some(bytes) =
            ["》中", "》里"].into_iter().find(|w| slice.ends_with(w)).map(|_| '中'.len_utf8())
        {
            cut = cut.drop_last(bytes).trim(text);
        } else if slice.ends_with(')') && slice.find('(').is_some_and(|o| o > 0) {
            let open = slice.find('(').unwrap_or(0);
            cut = cut.drop_last(slice.len() - open).trim(text);
        } else if slice.ends_with('在') && cut.end < mention.end {
            cut = cut.drop_last('在'.len_utf8()).trim(text);
        } else if let Some(bytes) = SOURCES.tail.at_end(slice).filter(|&n| n < slice.len()) {
            cut = cut.drop_last(bytes).trim(text);
        } else if slice.ends_with('》') && slice.rfind('《').is_some_and(|o| o > 0) {
            let open = slice.rfind('《').unwrap_or(0);
            cut = cut.drop_last(slice.len() - open).trim(text);
        } else {
            break;
        }
    }
    let slice = cut.of(text).trim();
    let length = slice.chars().count();
    if slice.is_empty()
        || SOURCES.hollow.has(slice)
        || length > 40
        || SURVEYS.iter().any(|w| slice.starts_with(w))
        || slice.starts_with("此")
        || slice.starts_with("上述")
        || slice.starts_with("笔者")
        || slice.starts_with("本文")
        || slice.starts_with("本研究")
        || slice.starts_with("作者")
    {
        return None;
    }
    let programme = SOURCES.programme.at_end(slice.trim_end_matches('”')).map(|_| cut);
    let is_body = slice.ends_with('》')
        || SOURCES.body.at_end(slice).is_some()
        || programme.is_some()
        || slice.is_ascii();
    // 国外也有类似的发现: a clause, not a name.
    if !is_body && ["也", "就会", "就能", "不难"].iter().any(|w| slice.contains(w)) {
        return None;
    }
    let had_tail = cut.end < mention.trim(text).end;
    (is_body || opened && length <= 15 || had_tail && length <= 12 && !MEASURES.opener.has(slice))
        .then_some((cut, programme))
}

/// Years printed in the titles of a mention: 《2022年度…报告》.
fn title_years(mention: &str) -> Vec<u16> {
    let mut years = Vec::new();
    for (at, _) in mention.match_indices('《') {
        let title = mention[at..].split('》').next().unwrap_or_default();
        let mut rest = title;
        while let Some(i) = rest.find(|c: char| c.is_ascii_digit()) {
            let digits: String = rest[i..].chars().take_while(char::is_ascii_digit).collect();
            years.extend(
                digits.parse::<u16>().ok().filter(|y| digits.len() == 4 && (1900..=2100).contains(y)),
            );
            rest = &rest[i + digits.len()..];
        }
    }
    if let [first, .., last] = years[..]
        && first < last
    {
        return (first..=last).collect();
    }
    years
}

/// (国家统计局，2023): a body and a year, as authors are cited.
fn body_and_year(text: &str, sentence: Cut) -> Option<Quoted> {
    let slice = sentence.of(text);
    let open = slice.rfind('(')? + 1;
    let close = slice[open..].find(')').map(|n| open + n)?;
    let (name, year) = slice[open..close].split_once(['，', ','])?;
    let dated = year.trim().len() == 4 && year.trim().bytes().all(|b| b.is_ascii_digit());
    let cut = Cut::new(sentence.start + open, sentence.start + open + name.len()).trim(text);
    let named = SOURCES.body.at_end(cut.of(text)).is_some() && !SOURCES.hollow.has(cut.of(text));
    (dated && named).then(|| Quoted {
        source: Source::Words(cut.into()),
        from: sentence.start,
        until: sentence.start,
        years: Vec::new(),
        programme: None,
        is_author: false,
    })
}

/// (数据来源：农业农村部)
fn bracketed(text: &str, sentence: Cut) -> Option<Quoted> {
    let slice = sentence.of(text);
    let (open, label) = ["(数据来源", "(资料来源", "(来源"]
        .into_iter()
        .find_map(|w| slice.find(w).map(|at| (at, w.len())))?;
    let close = slice[open..].find(')').map(|n| open + n)?;
    let cut = Cut::new(sentence.start + open + label, sentence.start + close).trim(text);
    let lead = cut.of(text).len() - cut.of(text).trim_start_matches(['于', '自', '：', ':', ' ']).len();
    let cut = cut.skip(lead);
    let cut =
        Cut::new(cut.start, cut.start + cut.of(text).find(['，', ',', '；']).unwrap_or(cut.end - cut.start));
    (!cut.is_empty()).then(|| Quoted {
        source: Source::Words(cut.into()),
        from: sentence.start,
        until: sentence.start,
        years: Vec::new(),
        programme: None,
        is_author: false,
    })
}

/// The name of a source in a footnote: what follows 数据来源于.
pub(super) fn of_note(note: &str) -> Option<String> {
    let note = note.trim().trim_end_matches(['。', '.', '；', ' ']);
    let open = [
        "数据来源于",
        "数据来源",
        "资料来源于",
        "资料来源",
        "数据来自",
        "来源于",
        "来源",
        "根据",
        "引自",
        "数据引自",
        "参见",
        "见",
        "据",
    ];
    let found = open.into_iter().find_map(|w| note.strip_prefix(w))?;
    let mut name = found.trim_start_matches(['于', '自', '：', ':', ' ', '为']).trim();
    while let Some(bytes) =
        SOURCES.tail.at_end(name).filter(|&n| n < name.len() && !name.ends_with("统计年鉴"))
    {
        name = name[..name.len() - bytes].trim();
    }
    // 课题组对…企业的问卷: whoever asks, not whom.
    if let Some(at) = name.find('对').filter(|&at| SOURCES.researcher.has(&name[..at])) {
        name = &name[..at];
    }
    (!name.is_empty()).then(|| name.to_owned())
}
