//! Tables kept as rows, and what stands around them kept out of the prose. All tables and figures are invented.

use cbec::{
    document, extract,
    model::{Format, Paper, PaperId},
    outline,
    pipeline::{self, Options},
    source,
};
use proptest::prelude::*;
use std::fs;

fn read(body: &str, format: Format) -> Paper {
    let heading = if format == Format::Markdown { "## " } else { "" };
    let text = format!(
        "{heading}一、茶业现状\n\n{body}\n\n{heading}二、存在的问题\n\n一是茶农缺乏销售渠道，滞销严重。二是茶园老化，缺乏资金更新。\n\n\
         {heading}三、对策\n\n一是县政府应搭建电商平台，拓宽销路。二是县政府应设立茶园更新基金。\n"
    );
    let dir = tempfile::tempdir().expect("a folder");
    let name = if format == Format::Markdown { "x.md" } else { "x.txt" };
    fs::write(dir.path().join(name), text).expect("written");
    let analysis = pipeline::analyze(&[dir.path().to_path_buf()], &Options::new(None, Some(1)));
    analysis.expect("the built-in packs").papers.into_iter().next().expect("a paper")
}

/// Each figure: surface, value, unit, measure, indicator, subject, period, source; `-` is unknown.
fn figures(paper: &Paper) -> Vec<String> {
    let text = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".into());
    let told = paper.statistics.iter().map(|s| {
        let value = s.value.map_or("-".into(), |v| v.normalize().to_string());
        let period = s.period.map_or("-".into(), |p| p.to_string());
        format!(
            "{} = {value} {} {} | {} | {} | {period} | {}",
            s.surface,
            text(&s.unit),
            s.measure,
            text(&s.indicator),
            text(&s.subject),
            text(&s.source)
        )
    });
    told.collect()
}

fn check(format: Format, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (body, expected) in cases {
        let found = figures(&read(body, format));
        if found != *expected {
            wrong.push(format!("{body}\n   wanted {expected:#?}\n   found  {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn markdown_tables() {
    check(
        Format::Markdown,
        &[
            // The unit beside the figure.
            (
                "| 品种 | 滞销率 | 单价 |\n|:--|--:|--:|\n| 绿茶 | 12.5% | 80 元 |\n| 红茶 | 7% | 95 元 |",
                &[
                    "12.5% = 12.5 % rate | 滞销率 | 绿茶 | - | -",
                    "80 元 = 80 CNY level | 单价 | 绿茶 | - | -",
                    "7% = 7 % rate | 滞销率 | 红茶 | - | -",
                    "95 元 = 95 CNY level | 单价 | 红茶 | - | -",
                ],
            ),
            // The unit in the header, the year in the row.
            (
                "表1 茶叶生产情况\n\n| 年份 | 产量（万吨） | 增速/% | 茶企数（家） |\n|--|--|--|--|\n| 2019 | 1.2 | 3.5 | 46 |\n| 2020年 | 1.4 | -2.1 | 1,050 |\n\n数据来源：某省茶业年鉴",
                &[
                    "1.2 = 12000 吨 level | 产量 | - | 2019 | 某省茶业年鉴",
                    "3.5 = 3.5 % growth | 增速 | - | 2019 | 某省茶业年鉴",
                    "46 = 46 家 level | 茶企数 | - | 2019 | 某省茶业年鉴",
                    "1.4 = 14000 吨 level | 产量 | - | 2020 | 某省茶业年鉴",
                    "-2.1 = -2.1 % growth | 增速 | - | 2020 | 某省茶业年鉴",
                    "1,050 = 1050 家 level | 茶企数 | - | 2020 | 某省茶业年鉴",
                ],
            ),
            // Years across, indicators down, one unit for all.
            (
                "**表2 茶业产值（单位：亿元）**\n\n| 指标 | 2019年 | 2020年 |\n|--|--|--|\n| 一产产值 | 10.5 | 11 |\n| 二产产值 | 4 | 5.25 |",
                &[
                    "10.5 = 1050000000 CNY level | 一产产值 | - | 2019 | -",
                    "11 = 1100000000 CNY level | 一产产值 | - | 2020 | -",
                    "4 = 400000000 CNY level | 二产产值 | - | 2019 | -",
                    "5.25 = 525000000 CNY level | 二产产值 | - | 2020 | -",
                ],
            ),
            // Places down: whose the figures are; what they are stands in the caption.
            (
                "表3 2021年各地茶叶出口额\n\n单位：万美元\n\n| 地区 | 出口额 | 占比（%） |\n|--|--|--|\n| 浙江 | 320 | 16 |\n| 福建 | 410 | 20.5 |",
                &[
                    "320 = 3200000 USD level | 出口额 | 浙江 | 2021 | -",
                    "16 = 16 % share | 占比 | 浙江 | 2021 | -",
                    "410 = 4100000 USD level | 出口额 | 福建 | 2021 | -",
                    "20.5 = 20.5 % share | 占比 | 福建 | 2021 | -",
                ],
            ),
            // Model output and descriptions of variables state no facts.
            (
                "表4 回归结果\n\n| 变量 | （1） | （2） |\n|--|--|--|\n| 补贴 | 0.052*** | 0.045** |\n| 观测值 | 926 | 926 |",
                &[],
            ),
            (
                "表5 描述性统计\n\n| 变量 | 均值 | 标准差 |\n|--|--|--|\n| 收入 | 8.9 | 0.48 |\n| 年龄 | 45.2 | 8.1 |",
                &[],
            ),
            // Words, dashes and serial numbers are no figures.
            (
                "| 序号 | 措施 | 投入（万元） |\n|--|--|--|\n| 1 | 修路 | 50 |\n| 2 | 建库 | — |",
                &["50 = 500000 CNY level | 投入 | 修路 | - | -"],
            ),
        ],
    );
}

#[test]
fn tables_in_plain_text() {
    check(
        Format::Text,
        &[
            (
                "茶业近年来稳步发展，具体情况见表1。\n\n表1　茶叶生产情况\n年份\t产量（万吨）\t产值（亿元）\n2019\t1.2\t30\n2020\t1.4\t36.5\n数据来源：某省茶业年鉴。\n\n茶园面积达到 5 万亩。",
                &[
                    "1.2 = 12000 吨 level | 产量 | - | 2019 | 某省茶业年鉴",
                    "30 = 3000000000 CNY level | 产值 | - | 2019 | 某省茶业年鉴",
                    "1.4 = 14000 吨 level | 产量 | - | 2020 | 某省茶业年鉴",
                    "36.5 = 3650000000 CNY level | 产值 | - | 2020 | 某省茶业年鉴",
                    "5 万亩 = 50000 亩 level | 茶园面积 | - | - | -",
                ],
            ),
            (
                "表 2  各县茶业产值\n单位：亿元\n  县份        2019年    2020年\n  东山县      10.5      11\n  西山县      4         5.25\n注：产值按当年价格计算。",
                &[
                    "10.5 = 1050000000 CNY level | 茶业产值 | 东山县 | 2019 | -",
                    "11 = 1100000000 CNY level | 茶业产值 | 东山县 | 2020 | -",
                    "4 = 400000000 CNY level | 茶业产值 | 西山县 | 2019 | -",
                    "5.25 = 525000000 CNY level | 茶业产值 | 西山县 | 2020 | -",
                ],
            ),
            // A single row of words and numbers is no table.
            ("产量  1.2 万吨", &["1.2 万吨 = 12000 吨 level | 产量 | - | - | -"]),
        ],
    );
}

#[test]
fn the_quote_is_the_row_and_the_figure_the_cell() {
    let paper = read("| 品种 | 滞销率 | 单价（元） |\n|--|--|--|\n| 绿茶 | 12.5% | 80 |", Format::Markdown);
    let [rate, price] = &paper.statistics[..] else { panic!("{:?}", paper.statistics) };
    assert_eq!((rate.quote.as_str(), rate.surface.as_str()), ("绿茶 | 12.5% | 80", "12.5%"));
    assert!(rate.span.start < rate.figure.start && rate.figure.end < price.figure.start);
    assert!(price.unit_inferred && !rate.unit_inferred);
}

#[test]
fn nothing_around_the_prose_is_a_finding() {
    let around = "| 问题 | 表现 |\n|--|--|\n| 滞销严重 | 茶农缺乏销售渠道，难以卖出茶叶。 |\n\n图1 茶叶滞销严重\n\n![图2 茶园老化，缺乏资金](a.png)\n\n注：茶农普遍缺乏资金。\n";
    for (format, around) in [
        (Format::Markdown, around),
        (
            Format::Text,
            "表1 主要问题\n问题\t表现\n滞销严重\t茶农缺乏渠道，难以卖出茶叶。\n茶园老化\t茶农缺乏资金，无力更新。\n\n图1 茶叶滞销严重\n\n注：茶农普遍缺乏资金。\n\n① 参见某县茶业局的报告，茶农普遍缺乏技术。\n",
        ),
    ] {
        let heading = if format == Format::Markdown { "## " } else { "" };
        let text = format!(
            "{heading}一、存在的问题\n\n一是茶农缺乏议价能力，利益受损。二是道路失修，运输困难。\n\n{around}\n\n\
             {heading}二、对策\n\n一是县政府应搭建电商平台，拓宽销路。二是县政府应修路。\n"
        );
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join(if format == Format::Markdown { "x.md" } else { "x.txt" }), text)
            .expect("written");
        let analysis =
            pipeline::analyze(&[dir.path().to_path_buf()], &Options::new(None, Some(1))).expect("the packs");
        let found: Vec<&str> = analysis.papers[0].problems.iter().map(|f| f.statement.as_str()).collect();
        assert_eq!(
            found,
            ["茶农缺乏议价能力", "茶农缺乏议价能力，利益受损。", "道路失修", "道路失修，运输困难。"],
            "{format}"
        );
    }
}

const PIECES: [&str; 20] = [
    "\n",
    "\n\n",
    "|",
    "||\n",
    "|--|\n",
    "\t",
    "　",
    "  ",
    " ",
    "表1 茶价（元）\n",
    "单位：亿元\n",
    "年份",
    "2019年",
    "１.２",
    "-3%",
    "***",
    "茶価　",
    "数据来源：某局\n",
    "品种（家）",
    "|\t|",
];

proptest! {
    #[test]
    fn no_table_makes_it_panic(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..60), markdown in any::<bool>()) {
        let text = pieces.concat() + "茶叶产业是山区农民增收的重要途径，也有不少困难需要克服。";
        let format = if markdown { Format::Markdown } else { Format::Text };
        if let Ok(decoded) = source::decode("x", text.as_bytes(), Some(format)) {
            let doc = document::read(&decoded);
            for cell in doc.tables.iter().flat_map(|t| t.rows.iter().flatten()) {
                prop_assert!(!doc.quote(cell.clone()).contains(['\n', '\t']));
            }
            let outline = outline::read(&doc, &decoded);
            for figure in extract::statistics::extract(&PaperId::new("x"), &doc, &outline) {
                prop_assert!(text.get(figure.figure.start..figure.figure.end).is_some(), "{figure:?}");
            }
        }
    }
}
