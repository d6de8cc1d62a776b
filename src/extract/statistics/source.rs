//! Who reported a figure: 据…统计, …发布的《…》显示, a cited author, a footnote.

use super::{
    clause::Clause,
    cut::{Cut, Phrase},
    lead::Mention,
    words::{MEASURES, SOURCES},
};
use crate::document::is_han;

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
    found.extend(bracketed(text, sentence));
    found
}

fn reported(text: &str, clause: Cut, mentions: &[Mention]) -> Option<Quoted> {
    let body = open_words(text, clause, mentions);
    let (mention, until, opened) = extent(text, body)?;
    let (name, programme) = name(text, mention, mentions, opened)?;
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

/// The name in a mention, and the programme if the source is one.
fn name(text: &str, mention: Cut, mentions: &[Mention], opened: bool) -> Option<(Cut, Option<Cut>)> {
    let mut cut = mention.trim(text);
    // 智库——某某中心: what follows the dash is the name.
    if let Some(at) = cut.of(text).rfind("——") {
        cut = cut.skip(at + "——".len());
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
        || slice.starts_with("此")
        || slice.starts_with("上述")
    {
        return None;
    }
    let programme = SOURCES.programme.at_end(slice.trim_end_matches('”')).map(|_| cut);
    let is_body = slice.ends_with('》')
        || SOURCES.body.at_end(slice).is_some()
        || programme.is_some()
        || slice.is_ascii();
    let had_tail = cut.end < mention.trim(text).end;
    (is_body || opened && had_tail || had_tail && length <= 12 && !MEASURES.opener.has(slice))
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

/// (数据来源：农业农村部), (国家统计局，2023)
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
    (!name.is_empty()).then(|| name.to_owned())
}

/// The authors a sentence of a review opens with: 张三和李四(2020), 王五等人.
pub(super) fn authors(text: &str, sentence: Cut, in_review: bool) -> Option<Quoted> {
    let mut rest = sentence.trim(text);
    for _ in 0..4 {
        let slice = rest.of(text);
        let joint = [
            "首先",
            "其次",
            "再次",
            "最后",
            "此外",
            "另外",
            "同时",
            "例如",
            "比如",
            "如",
            "而",
            "其中",
            "学者",
            "国内学者",
            "根据",
            "据",
            "参考",
            "借鉴",
        ];
        match joint.into_iter().find(|w| slice.starts_with(w)) {
            Some(word) => rest = rest.skip(word.len()).trim(text),
            None => break,
        }
    }
    let slice = rest.of(text);
    let mut end = person(slice)?;
    while let Some(joint) =
        ["、", "和", "与", "，", ", ", ","].into_iter().find(|j| slice[end..].starts_with(j))
    {
        match person(&slice[end + joint.len()..]) {
            Some(bytes) => end += joint.len() + bytes,
            None => break,
        }
    }
    let mut until = end;
    for more in ["等人", "等学者", "等", "("] {
        let rest = &slice[until..];
        if rest.starts_with(more) {
            until += if more == "(" { rest.find(')').map_or(1, |n| n + 1) } else { more.len() };
        }
    }
    let after = slice[end..].trim_start();
    // 某某认为…[5]: a name, a verb of saying, and a citation mark.
    let marked = sentence.of(text).contains('[')
        && ["认为", "指出", "发现", "提出", "研究"].iter().any(|w| after.starts_with(w));
    let dated = marked || after.trim_start_matches("等人").trim_start_matches('等').starts_with(['(', '[']);
    let spoken = SOURCES.author_verb.at_start(after).is_some();
    (dated || in_review && spoken).then(|| Quoted {
        source: Source::Words(Cut::new(rest.start, rest.start + end).into()),
        from: sentence.start,
        until: rest.start + until,
        years: Vec::new(),
        programme: None,
        is_author: true,
    })
}

/// A Chinese name, or a Latin surname.
fn person(slice: &str) -> Option<usize> {
    if [
        "文章",
        "文献",
        "方法",
        "方面",
        "全文",
        "全国",
        "全省",
        "全球",
        "全市",
        "高校",
        "高等",
        "黄金",
        "万一",
        "常见",
        "安全",
        "成本",
        "项目",
        "水平",
        "金融",
        "石油",
        "计算",
        "经济",
        "查阅",
        "应用",
        "明确",
        "平均",
        "时间",
        "单位",
        "温度",
        "游客",
        "伏",
        "白酒",
        "商业",
        "阳光",
        "包括",
        "边际",
        "解决",
        "支持",
        "通过",
        "和",
        "都",
        "应",
        "宣",
        "古",
        "冷链",
        "农",
        "郁",
        "双",
        "钟",
        "路径",
        "费用",
        "管理",
        "连续",
        "车辆",
        "房价",
        "房屋",
        "江苏",
        "江西",
        "吉林",
        "安徽",
        "海南",
        "云南",
        "宁夏",
        "康养",
        "卫生",
        "毛入学",
        "毛利",
        "左右",
        "终端",
        "居民",
        "权益",
        "国家",
        "国际",
        "国内",
        "中国",
        "党",
        "习惯",
        "牧区",
        "牧民",
        "林业",
        "林农",
        "花卉",
        "苗木",
        "梅",
        "柳",
        "龙头",
        "米",
        "鱼",
        "谷物",
        "田",
        "车",
        "关于",
        "关键",
        "于是",
        "由于",
        "向",
        "那么",
        "保险",
        "保障",
        "保持",
        "厂",
        "台湾",
        "官方",
        "相关",
        "相比",
        "相对",
    ]
    .iter()
    .any(|w| slice.starts_with(w))
    {
        return None;
    }
    let latin = slice.bytes().take_while(u8::is_ascii_alphabetic).count();
    if latin >= 2 && slice.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(latin);
    }
    let mut chars = slice.char_indices();
    let first = chars.next()?.1;
    let surname = SOURCES
        .double_surnames
        .at_start(slice)
        .or_else(|| SOURCES.surnames.contains(first).then(|| first.len_utf8()))?;
    // One or two characters more, whichever leaves something that can follow a name.
    let ends: Vec<usize> = slice[surname..]
        .char_indices()
        .take(2)
        .take_while(|(_, c)| is_han(*c))
        .map(|(at, c)| surname + at + c.len_utf8())
        .collect();
    ends.into_iter().rev().find(|&end| {
        if slice[..end].contains(['等', '和', '与', '对', '在', '的']) {
            return false;
        }
        let after = slice[end..].trim_start();
        ["、", "和", "与", "，", ",", "等", "(", "["].into_iter().any(|j| after.starts_with(j))
            || SOURCES.author_verb.at_start(after).is_some()
    })
}
