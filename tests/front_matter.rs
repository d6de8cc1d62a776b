//! What papers say of themselves, over the layouts journals print. All papers, people and journals are invented.

use cbec::{
    document,
    model::{Format, Meta},
    outline::{
        citations,
        front_matter::{self, Front},
        references,
    },
    source,
};
use proptest::prelude::*;

/// A body, so that the front matter is followed by something.
const BODY: &str = "一、引言\n茶叶产业是山区农民收入的重要来源，近年来在政策支持下取得了长足发展，但也暴露出若干值得重视的短板。\n二、存在的问题\n（一）资金不足\n多数茶企规模较小，缺乏抵押物，难以从金融机构获得稳定的信贷支持。\n";

fn read(text: &str) -> (Front, document::Document) {
    let decoded = source::decode("x.txt", text.as_bytes(), Some(Format::Text)).unwrap();
    let doc = document::read(&decoded);
    let body = doc.text().find("一、引言").unwrap_or(0);
    (front_matter::read(&doc, &decoded, body), doc)
}

fn meta(text: &str) -> Meta {
    read(text).0.meta
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

#[test]
fn the_layout_of_most_journals() {
    let front = "第 12 卷 第 3 期\n茶业学刊\nVol. 12 No. 3\n2021年5月\n【区域经济】\n山区茶叶产业发展的困境与对策\n——以示例县为例\n\
        王芳1，李小明2*\n（1. 山水大学 经济学院，湖北 武汉 430000；2. 示例县茶业局，湖北 示例 440000）\n\
        摘  要：茶叶产业是山区农民增收的重要途径。本文以示例县为例，分析其在融资、人才和品牌三个方面的困境，并提出相应的对策，以供决策参考。\n\
        关键词：茶叶产业；融资；品牌\n中图分类号：F326.12  文献标识码：A  文章编号：1000-0000（2021）03-0012-08\nDOI：10.1000/j.tea.2021.03.002\n\
        Problems of the Tea Industry in Mountain Areas and What to Do\nWANG Fang, LI Xiaoming\n(1. School of Economics, Shanshui University, Wuhan 430000, China)\n\
        Abstract: The tea industry is an important source of income in the mountains. This paper looks at its difficulties with money, people and brands.\n\
        Key words: tea industry; financing; brand\n收稿日期：2021-01-02\n基金项目：某省社科基金项目（21ABC001）\n作者简介：王芳（1990—），女，湖北武汉人，讲师。\n";
    let (found, doc) = read(&format!("{front}{BODY}"));
    let expected = Meta {
        title_zh: Some("山区茶叶产业发展的困境与对策——以示例县为例".into()),
        title_en: Some("Problems of the Tea Industry in Mountain Areas and What to Do".into()),
        authors: strings(&["王芳", "李小明"]),
        doi: Some("10.1000/j.tea.2021.03.002".into()),
        journal: Some("茶业学刊".into()),
        year: Some(2021),
        volume: Some("12".into()),
        issue: Some("3".into()),
        keywords_zh: strings(&["茶叶产业", "融资", "品牌"]),
        keywords_en: strings(&["tea industry", "financing", "brand"]),
        license: None,
    };
    assert_eq!(found.meta, expected);
    let abstract_zh = doc.quote(found.abstract_zh.unwrap());
    assert!(
        abstract_zh.starts_with("茶叶产业是") && abstract_zh.ends_with("以供决策参考。"),
        "{abstract_zh}"
    );
    assert!(doc.quote(found.abstract_en.unwrap()).starts_with("The tea industry"));
    assert!(doc.text()[found.end..].starts_with("一、引言"));
}

#[test]
fn labels_in_every_dress() {
    let text =
        "茶叶产业是山区农民增收的重要途径。本文分析其在融资、人才和品牌三个方面的困境，并提出相应的对策。";
    let cases = [
        format!("摘要：{text}\n关键词：茶叶；品牌\n"),
        format!("摘  要\n{text}\n关键词\n茶叶，品牌\n"),
        format!("【摘要】{text}\n【关键词】茶叶；品牌\n"),
        format!("[摘 要] {text}\n[关键词] 茶叶 品牌\n"),
        format!("〔内容提要〕{text}\n〔关键词〕茶叶、品牌\n"),
        format!("内容摘要: {text}\n关键字: 茶叶; 品牌。\n"),
        format!("提要　{text}\n主题词　茶叶　品牌\n"),
        format!("摘要：{text}关键词：茶叶；品牌\n"),
        format!("摘要：{text}\n关键词：茶叶；品牌 中图分类号：F326 文献标识码：A\n"),
        format!("> **摘要**：{text}\n\n**关键词**：茶叶；品牌\n\n"),
    ];
    for front in cases {
        let (found, doc) = read(&format!("山区茶叶产业发展的困境与对策\n王芳\n{front}{BODY}"));
        assert_eq!(found.meta.keywords_zh, ["茶叶", "品牌"], "{front}");
        assert_eq!(found.abstract_zh.map(|r| doc.quote(r)), Some(text), "{front}");
        assert_eq!(found.meta.title_zh.as_deref(), Some("山区茶叶产业发展的困境与对策"), "{front}");
        assert_eq!(found.meta.authors, ["王芳"], "{front}");
    }
}

#[test]
fn traditional_characters_are_given_back_as_printed() {
    let front = "山區茶葉產業發展的困境與對策\n陳小明　歐陽一平\n摘要：茶葉產業是山區農民增收的重要途徑。本文分析其在融資、人才與品牌三個方面的困境，並提出相應的對策。\n關鍵詞：茶葉產業、融資、品牌\n";
    let text = "一、引言\n茶葉產業是山區農民收入的重要來源，近年來在政策支持下取得了長足發展，但也暴露出若干值得重視的短板。\n";
    let found = meta(&format!("{front}{text}"));
    assert_eq!(found.title_zh.as_deref(), Some("山區茶葉產業發展的困境與對策"));
    assert_eq!(found.authors, ["陳小明", "歐陽一平"]);
    assert_eq!(found.keywords_zh, ["茶葉產業", "融資", "品牌"]);
}

#[test]
fn the_papers_own_citation() {
    let front = "山区茶叶产业发展的困境与对策\n王芳，李小明\n文章引用: 王芳, 李小明. 山区茶叶产业发展的困境与对策[J]. 茶业评论, 2024, 13(3): 6044-6050. DOI: 10.1000/tea.2024.133746\n摘要：茶叶产业是山区农民增收的重要途径。本文分析其在融资、人才和品牌三个方面的困境，并提出对策。\n";
    let found = meta(&format!("{front}{BODY}"));
    assert_eq!(found.authors, ["王芳", "李小明"]);
    assert_eq!((found.journal.as_deref(), found.year), (Some("茶业评论"), Some(2024)));
    assert_eq!((found.volume.as_deref(), found.issue.as_deref()), (Some("13"), Some("3")));
    assert_eq!(found.doi.as_deref(), Some("10.1000/tea.2024.133746"));
}

#[test]
fn the_first_page_of_an_open_access_journal() {
    let front = "Tea Letters 茶业评论, 2024, 13(3), 6044-6050\nPublished Online August 2024 in Shanshui. https://www.example.org/journal/tea\nhttps://doi.org/10.1000/tea.2024.133746\n\n\n\n\
        山区茶叶产业发展的困境与对策研究\n\n王芳，李小明*\n\n山水大学经济学院，湖北 武汉\n\n收稿日期：2024年6月1日；录用日期：2024年6月20日；发布日期：2024年8月30日\n\n\
        摘  要\n\n茶叶产业是山区农民增收的重要途径。本文分析其在融资、人才和品牌三个方面的困境，并提出相应的对策。\n\n关键词\n\n茶叶产业，品牌\n\n\
        A Study of the Tea Industry in the Mountains and What to Do about It\nFang Wang, Xiaoming Li*\nSchool of Economics, Shanshui University, Wuhan Hubei\n\
        Received: Jun. 1st, 2024; accepted: Jun. 20th, 2024; published: Aug. 30th, 2024\nAbstract\nThe tea industry is an important source of income in the mountains. This paper looks at its difficulties.\n\
        Keywords\nTea Industry, Brand\n\nCopyright © 2024 by author(s) and Shanshui Publishers Inc.\nThis work is licensed under the Creative Commons Attribution International License (CC BY 4.0).\nhttp://creativecommons.org/licenses/by/4.0/\n\n";
    let expected = Meta {
        title_zh: Some("山区茶叶产业发展的困境与对策研究".into()),
        title_en: Some("A Study of the Tea Industry in the Mountains and What to Do about It".into()),
        authors: strings(&["王芳", "李小明"]),
        doi: Some("10.1000/tea.2024.133746".into()),
        journal: Some("茶业评论".into()),
        year: Some(2024),
        volume: Some("13".into()),
        issue: Some("3".into()),
        keywords_zh: strings(&["茶叶产业", "品牌"]),
        keywords_en: strings(&["Tea Industry", "Brand"]),
        license: Some("CC BY 4.0".into()),
    };
    assert_eq!(meta(&format!("{front}{BODY}")), expected);
}

#[test]
fn heads_of_pages_name_author_and_journal() {
    let head = "\n\n王芳，李小明\n\n\nDOI: 10.1000/tea.2024.133746 60 茶业评论\n\n";
    let line = "各地在推进过程中积累了不少可供借鉴的做法，也留下了一些有待解决的难题，需要加以总\n";
    let found = meta(&format!("{BODY}{}{head}{}", line.repeat(12), line.repeat(12)));
    assert_eq!(found.authors, ["王芳", "李小明"]);
    assert_eq!((found.journal.as_deref(), found.year), (Some("茶业评论"), Some(2024)));
    assert_eq!((found.doi.as_deref(), found.title_zh), (Some("10.1000/tea.2024.133746"), None));
}

#[test]
fn authors_are_read_from_their_biography_at_last() {
    for front in [
        "山区茶叶产业发展的困境与对策\n作者简介：王芳（1990—），女，湖北武汉人，讲师；李小明（1985—），男，教授。\n",
        "山区茶叶产业发展的困境与对策\n作者简介：王芳，女，湖北武汉人，讲师；李小明，男，教授。\n",
    ] {
        assert_eq!(meta(&format!("{front}{BODY}")).authors, ["王芳", "李小明"], "{front}");
    }
}

#[test]
fn english_parts_behind_the_references() {
    let end = "参考文献\n[1] 李小明. 茶业经济[J]. 茶业学刊, 2020(1): 1-5.\n[2] 王芳. 茶与路[J]. 茶业学刊, 2019(2): 3-9.\n\
        Problems of the Tea Industry and What to Do\nWANG Fang\nAbstract: The tea industry is an important source of income in the mountains. This paper looks at its difficulties.\nKey words: tea industry; brand\n";
    let (found, doc) = read(&format!("山区茶叶产业发展的困境与对策\n王芳\n{BODY}{end}"));
    assert_eq!(found.meta.title_en.as_deref(), Some("Problems of the Tea Industry and What to Do"));
    assert_eq!(found.meta.keywords_en, ["tea industry", "brand"]);
    assert!(doc.quote(found.abstract_en.unwrap()).starts_with("The tea industry"));
    assert!(doc.text()[found.end..].starts_with("一、引言"));
}

#[test]
fn what_is_not_said_is_not_made_up() {
    for front in [
        "",
        "摘要\n茶叶产业是山区农民增收的重要途径。本文分析其在融资、人才和品牌三个方面的困境，并提出对策。\n",
    ] {
        assert_eq!(meta(&format!("{front}{BODY}")), Meta::default(), "{front}");
    }
    // A DOI, a year and a volume of a reference are not the paper's.
    let end = "参考文献\n[1] 李小明. 茶业经济[J]. 茶业学刊, 2020, 12(1): 1-5. DOI: 10.1000/other.2020.1\n[2] 王芳. 茶与路[J]. 茶业学刊, 2019(2): 3-9. https://doi.org/10.1000/other.2019.2\n";
    assert_eq!(meta(&format!("{BODY}{end}")), Meta::default());
}

#[test]
fn an_introduction_without_heading_is_body() {
    let front = "山区茶叶产业发展的困境与对策\n王芳\n摘要：茶叶产业是山区农民增收的重要途径。本文分析其在融资、人才和品牌三个方面的困境。\n关键词：茶叶；品牌\n";
    let introduction = "随着乡村振兴战略的深入实施，茶叶产业迎来了新的发展机遇，学界对此已有不少讨论。\n";
    let text =
        format!("{front}{introduction}{}", BODY.split_once("二、").map(|(_, b)| format!("二、{b}")).unwrap());
    let decoded = source::decode("x.txt", text.as_bytes(), Some(Format::Text)).unwrap();
    let doc = document::read(&decoded);
    let start = doc.text().find("二、").unwrap();
    let found = front_matter::read(&doc, &decoded, start);
    assert!(doc.text()[found.end..].starts_with("随着乡村振兴"), "{}", &doc.text()[found.end..]);
}

#[test]
fn markdown_titles_and_yaml() {
    let markdown = "# 山区茶叶产业发展的困境与对策\n\n王芳、李小明\n\n## 摘要\n\n茶叶产业是山区农民增收的重要途径。本文分析其在融资、人才和品牌三个方面的困境，并提出相应的对策。\n\n## 一、引言\n\n茶叶产业是山区农民收入的重要来源。\n";
    let decoded = source::decode("x.md", markdown.as_bytes(), Some(Format::Markdown)).unwrap();
    let doc = document::read(&decoded);
    for start in [0, doc.text().find("一、引言").unwrap()] {
        let found = front_matter::read(&doc, &decoded, start).meta;
        assert_eq!(found.title_zh.as_deref(), Some("山区茶叶产业发展的困境与对策"));
        assert_eq!(found.authors, ["王芳", "李小明"]);
    }
    let yaml = "---\ntitle: 题名一\ntitle_en: Title One\nauthors: [甲一, 乙二]\njournal: 示例学刊\nyear: 2023\nvolume: 12\nissue: 3\ndoi: https://doi.org/10.1000/x.2020.1\nkeywords: [甲, 乙]\nlicense: CC BY 4.0\n---\n";
    let found = meta(&format!("{yaml}山区茶叶产业发展的困境与对策\n王芳\n2019年第5期\n{BODY}"));
    let expected = Meta {
        title_zh: Some("题名一".into()),
        title_en: Some("Title One".into()),
        authors: strings(&["甲一", "乙二"]),
        doi: Some("10.1000/x.2020.1".into()),
        journal: Some("示例学刊".into()),
        year: Some(2023),
        volume: Some("12".into()),
        issue: Some("3".into()),
        keywords_zh: strings(&["甲", "乙"]),
        keywords_en: vec![],
        license: Some("CC BY 4.0".into()),
    };
    assert_eq!(found, expected);
}

#[test]
fn where_a_paper_first_appeared_is_told_at_its_end() {
    for note in [
        "（原载《山地茶事》2013年第1期）",
        "本文刊于《山地茶事》2013年第1期。",
        "[原刊《山地茶事》2013 年第 1 期]",
    ] {
        let found = meta(&format!("山区茶叶产业发展的困境与对策\n王芳\n{BODY}{note}\n"));
        assert_eq!((found.journal.as_deref(), found.year), (Some("山地茶事"), Some(2013)), "{note}");
        assert_eq!(found.issue.as_deref(), Some("1"), "{note}");
    }
    // Another's paper is not the paper.
    let found = meta(&format!(
        "山区茶叶产业发展的困境与对策\n王芳\n{BODY}李小明的文章原载《山地茶事》2013年第1期。\n"
    ));
    assert_eq!((found.journal, found.year), (None, None));
}

proptest! {
    /// Whatever the order of the pieces of a page, nothing panics, and every range can be quoted.
    #[test]
    fn no_page_makes_it_panic(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..24), markdown in any::<bool>(), start in 0usize..400,
    ) {
        let format = if markdown { Format::Markdown } else { Format::Text };
        let text = format!("{}茶叶产业是山区农民增收的重要途径，也有不少困难需要克服。", pieces.concat());
        if let Ok(decoded) = source::decode("x", text.as_bytes(), Some(format)) {
            let doc = document::read(&decoded);
            let start = (start..).find(|i| doc.text().is_char_boundary(*i) || *i > doc.text().len()).unwrap_or(0).min(doc.text().len());
            let front = front_matter::read(&doc, &decoded, start);
            prop_assert!(front.end <= doc.text().len());
            for range in [front.abstract_zh, front.abstract_en].into_iter().flatten() {
                prop_assert!(!doc.quote(range).is_empty());
            }
            let references = references::parse(&doc, start..doc.text().len());
            for reference in &references {
                prop_assert!(reference.span.start <= reference.span.end && reference.span.end <= text.len());
            }
            for (range, citation) in citations::scan(&doc, std::slice::from_ref(&(0..doc.text().len())), &references) {
                prop_assert!(!(citation.markers.is_empty() && citation.keys.is_empty()) && doc.quote(range).len() > 2);
            }
        }
    }
}

const PIECES: [&str; 46] = [
    "《茶业学刊》第十八卷第二期（民國112年12月），頁 1-2\n",
    "茶业学刊\n",
    "茶业学刊 2021.3\n",
    "民國年",
    "第百十卷",
    "·论坛·",
    "【综述】",
    "SHI Men, WANG Fang\n",
    "（原载《茶》2013年第1期）\n",
    "文章编号：1000-0000(2023)04-",
    "关键词茶；",
    "论文题目：",
    "1. 山水大学茶学院，武汉 430000\n",
    "△*①",
    "\n",
    "\n\n",
    " ",
    "摘  要",
    "摘要：",
    "【摘要】",
    "关键词：",
    "Abstract",
    "Key words:",
    "作者：",
    "DOI: 10.1000/x.2021.3",
    "参考文献\n",
    "[1] ",
    "[2]",
    "[1-3]",
    "[9]-[2]",
    "王芳，李小明",
    "王 芳",
    "(山水大学, 武汉 430000)",
    "第12卷第3期",
    "Vol. 12 No. 3",
    "2021年5月",
    "王芳. 茶[J]. 茶业学刊, 2020(1): 1-5.",
    "//",
    "[M]//[C]",
    "《茶》",
    "——以某县为例",
    "The tea industry",
    "# ",
    "- ",
    "1. ",
    "茶叶产业",
];
