//! Citations by author and year, tied to a list without numbers. Names, titles and sentences are invented.

use cbec::{
    document,
    model::{Format, Paper, Severity},
    outline,
    pipeline::{self, Options},
    source,
};
use std::fs;

/// Works in the order of their authors' names: by type mark, in APA's order, in Traditional characters, in English.
const LIST: &str = "\
白露, 2019. 山区茶业的组织形式[J]. 茶业学刊, 12(3): 5-9.
国家茶业局. 茶业统计公报[R]. 北京: 国家茶业局, 2021.
贺小川, 李和平, 孟真. 合作社与小农[J]. 茶业学刊, 2020(8): 42-49.
李和平. 茶价波动研究[D]. 武汉: 山水大学, 2018.
欧阳青, 田野. 2022a. 茶旅融合的条件[J]. 茶业学刊, (1): 1-9.
欧阳青, 田野. 2022b. 茶旅融合的后果[J]. 茶业学刊, (4): 11-19.
田野（2017）。山地茶園的土壤。茶業學刊，3（1），45-60。
孟真. 茶农增收[N]. 山区日报, 2023-10-17(003).
Brown, K., & Li, X. (2018). Tea and roads. Journal of Tea, 3(2), 1–9.
SMITH J, GREEN P, MOSS T, et al. Rural roads and tea[J]. Journal of Tea, 2016, 4(1): 10-19.
World Bank. World tea report[R]. Washington: World Bank, 2019.
van der Berg P. Soil[M]. London: Hill and Water, 2015.";

/// The citations of a sentence by author and year, each `author year -> entries`.
fn cited(sentence: &str, list: &str) -> Vec<String> {
    let text = format!(
        "一、茶业的现状\n{sentence}\n二、茶业的出路\n县里应当修路，并且帮助茶农卖茶。\n参考文献\n{list}\n"
    );
    let decoded = source::decode("x.txt", text.as_bytes(), Some(Format::Text)).expect("text");
    let doc = document::read(&decoded);
    let outline = outline::read(&doc, &decoded);
    let keys = outline.citations.iter().flat_map(|(_, c)| &c.keys);
    keys.map(|k| format!("{} {} -> {:?}", k.author, k.year, k.references)).collect()
}

fn check(list: &str, cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(sentence, expected)| (sentence, expected, cited(sentence, list)))
        .filter(|(_, expected, found)| **expected != *found)
        .map(|(sentence, expected, found)| format!("{sentence}\n   wanted {expected:?}\n   found  {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn authors_and_years_lead_to_the_list() {
    check(
        LIST,
        &[
            ("白露（2019）指出，茶业的组织形式过于松散。", &["白露 2019 -> [1]"]),
            ("正如白露(2019)所言，组织形式过于松散。", &["白露 2019 -> [1]"]),
            ("组织形式过于松散（白露，2019）。", &["白露 2019 -> [1]"]),
            ("组织形式过于松散(白露,2019)。", &["白露 2019 -> [1]"]),
            ("组织形式过于松散（白露 2019）。", &["白露 2019 -> [1]"]),
            ("组织形式过于松散（白露，2019：7）。", &["白露 2019 -> [1]"]),
            ("组织形式过于松散（白露，2019，第7页）。", &["白露 2019 -> [1]"]),
            ("组织形式过于松散（参见白露，2019）。", &["白露 2019 -> [1]"]),
            ("组织形式过于松散（如白露，2019；孟真，2023）。", &["白露 2019 -> [1]", "孟真 2023 -> [8]"]),
            ("组织形式过于松散（白露，2019，孟真，2023）。", &["白露 2019 -> [1]", "孟真 2023 -> [8]"]),
            ("贺小川等（2020）考察了合作社。", &["贺小川等 2020 -> [3]"]),
            ("贺小川等人（2020）考察了合作社。", &["贺小川等人 2020 -> [3]"]),
            ("贺小川、李和平和孟真（2020）考察了合作社。", &["贺小川、李和平和孟真 2020 -> [3]"]),
            ("合作社偏小（贺小川等，2020；李和平，2018）。", &["贺小川等 2020 -> [3]", "李和平 2018 -> [4]"]),
            ("李和平（2018）测算了茶价。", &["李和平 2018 -> [4]"]),
            (
                "欧阳青和田野（2022a，2022b）讨论了茶旅。",
                &["欧阳青和田野 2022a -> [5]", "欧阳青和田野 2022b -> [6]"],
            ),
            (
                "欧阳青与田野（2022a、b）讨论了茶旅。",
                &["欧阳青与田野 2022a -> [5]", "欧阳青与田野 2022b -> [6]"],
            ),
            ("茶旅融合有条件（欧阳青、田野，2022b）。", &["欧阳青、田野 2022b -> [6]"]),
            ("欧阳青和田野（2022）讨论了茶旅。", &["欧阳青和田野 2022 -> [5, 6]"]),
            ("土壤酸化由来已久（田野，2017）。", &["田野 2017 -> [7]"]),
            ("产量仍在增长（国家茶业局，2021）。", &["国家茶业局 2021 -> [2]"]),
            ("国家茶业局（2021）公布了产量。", &["国家茶业局 2021 -> [2]"]),
            ("道路带动茶业 (Brown & Li, 2018)。", &["Brown & Li 2018 -> [9]"]),
            ("道路带动茶业（Brown and Li，2018）。", &["Brown and Li 2018 -> [9]"]),
            ("Brown和Li（2018）认为道路带动茶业。", &["Brown和Li 2018 -> [9]"]),
            ("Smith et al. (2016) 认为道路带动茶业。", &["Smith et al. 2016 -> [10]"]),
            ("Smith等（2016）认为道路带动茶业。", &["Smith等 2016 -> [10]"]),
            (
                "道路带动茶业（Smith et al., 2016; World Bank, 2019）。",
                &["Smith et al. 2016 -> [10]", "World Bank 2019 -> [11]"],
            ),
            ("World Bank（2019）公布了茶价。", &["World Bank 2019 -> [11]"]),
            ("土壤决定品质（van der Berg，2015）。", &["van der Berg 2015 -> [12]"]),
            ("白露（2019）与孟真（2023）的看法相近。", &["白露 2019 -> [1]", "孟真 2023 -> [8]"]),
        ],
    );
}

#[test]
fn what_is_not_in_the_list_is_still_a_citation() {
    check(
        LIST,
        &[
            ("组织松散（白露，2019；周大江，2014）。", &["白露 2019 -> [1]", "周大江 2014 -> []"]),
            ("组织松散（白露，2020）。", &["白露 2020 -> []"]),
            ("白露（2019）说组织松散，周大江（2014）认为未必。", &["白露 2019 -> [1]", "周大江 2014 -> []"]),
            (
                "白露（2019）说组织松散（Moss & Green, 2011）。",
                &["白露 2019 -> [1]", "Moss & Green 2011 -> []"],
            ),
        ],
    );
}

#[test]
fn a_year_in_brackets_is_no_citation() {
    check(
        LIST,
        &[
            ("某县的调查（2020年）覆盖十个村。", &[]),
            ("《食品安全法》（2018）第十条有规定。", &[]),
            ("《食品安全法》（2018修正）第十条有规定。", &[]),
            ("图（2020）和表（2021）显示产量。", &[]),
            ("国发（2018）15号文件有规定。", &[]),
            ("国发〔2018〕15号文件有规定。", &[]),
            ("产量最高（江苏，2020）。", &[]),
            ("产量最高（江苏省，2020年）。", &[]),
            ("首届茶业年会（北京，2019）召开。", &[]),
            ("茶园面积翻番（2015—2020）。", &[]),
            ("第三届年会（2019）召开。", &[]),
            ("《茶业规划（2021—2025年）》发布。", &[]),
            ("Windows（2019）版。", &[]),
            ("出口（单位：亿元，2020）增长。", &[]),
        ],
    );
}

#[test]
fn lists_without_numbers_are_cut_where_authors_begin() {
    let broken = "\
白露, 2019. 山区茶业的组织形式: 以三个县的
合作社为例[J]. 茶业学刊, 12(3): 5-9.
国家茶业局. 茶业统计公报[R]. 北京: 国家茶
业局, 2021.
孟真. 茶农增收[N]. 山区日报, 2023-10-17(003).
Brown, K., & Li, X. (2018). Tea and
    roads. Journal of Tea, 3(2), 1–9.";
    check(
        broken,
        &[(
            "组织松散（白露，2019；孟真，2023；国家茶业局，2021；Brown & Li, 2018）。",
            &["白露 2019 -> [1]", "孟真 2023 -> [3]", "国家茶业局 2021 -> [2]", "Brown & Li 2018 -> [4]"],
        )],
    );
}

/// What follows a list is no entry: an English title and abstract, notes on the authors, dates.
#[test]
fn a_list_ends_where_its_last_entry_does() {
    let tails = [
        "\nRural Tea and Its Roads: A Survey\nBAI Lu\nAbstract: This paper looks at tea.\n",
        "\n* 白露：山水大学教授\n** 孟真：山水大学讲师（本文通讯作者）\n投稿日期：2023年8月15日\n",
        "\n（责任编辑：林溪）\n",
        "\n收稿日期：2023-08-15\n",
    ];
    let lists = [
        "白露. 山区茶业的组织形式[J]. 茶业学刊, 2019, 12(3): 5-9.\n孟真. 茶农增收[N]. 山区日报, 2023-10-17(003).\n",
        "[1] 白露. 山区茶业的组织形式[J]. 茶业学刊, 2019, 12(3): 5-9.\n[2] 孟真. 茶农增收[N]. 山区日报, 2023-10-17(003).\n",
    ];
    for list in lists {
        for tail in tails {
            let (paper, _) = paper(&format!("一、茶业的现状\n茶业近年来发展较快。\n参考文献\n{list}{tail}"));
            let raw: Vec<&str> = paper.references.iter().map(|r| r.raw.as_str()).collect();
            assert_eq!(raw, list.lines().collect::<Vec<_>>(), "{tail}");
        }
    }
}

fn paper(body: &str) -> (Paper, Vec<(Severity, String, String)>) {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("x.txt"), body).expect("written");
    let analysis = pipeline::analyze(&[dir.path().to_path_buf()], &Options::new(None, Some(1)))
        .expect("the built-in packs");
    let said =
        analysis.diagnostics.iter().map(|d| (d.severity, d.code.to_string(), d.message.clone())).collect();
    (analysis.papers.into_iter().next().expect("a paper"), said)
}

#[test]
fn findings_and_figures_know_whose_they_are() {
    let (paper, said) = paper(&format!(
        "一、存在的问题\n（一）销路不畅\n一是茶农缺乏销售渠道，滞销严重。二是白露（2019）指出，合作社缺乏议价能力，茶农利益受损。三是茶园老化，缺乏资金更新。\
         2020年茶叶滞销率为12%（孟真，2023）。周大江（2014）认为，茶价长期低迷，茶农缺乏信心。\n\
         二、对策\n（一）拓宽销路\n县政府应搭建电商平台。\n参考文献\n{LIST}\n"
    ));
    let by_others = paper.problems.iter().find(|f| f.statement.contains("议价能力")).expect("a point");
    assert_eq!((by_others.attribution.as_str(), by_others.citations.as_slice()), ("cited", &[1][..]));
    let figure = paper.statistics.first().expect("a figure");
    assert_eq!((figure.attribution.as_str(), figure.citations.as_slice()), ("cited", &[8][..]));
    let unresolved: Vec<_> = said.iter().filter(|(_, code, _)| code == "unresolved_citation").collect();
    assert!(
        unresolved.len() == 1 && unresolved[0].2.contains("周大江") && unresolved[0].2.contains("2014"),
        "{said:?}"
    );
    let uncited: Vec<_> = said.iter().filter(|(_, code, _)| code == "uncited_reference").collect();
    assert!(uncited.len() == 1 && uncited[0].0 == Severity::Note, "{said:?}");
    assert!(uncited[0].2.contains("2, 3, 4, 5, 6, 7, 9, 10, 11, 12"), "{uncited:?}");
}

#[test]
fn a_list_is_compared_with_the_marks_only_where_there_are_marks() {
    let (_, said) = paper(
        "一、存在的问题\n（一）销路不畅\n茶农缺乏销售渠道。\n二、对策\n（一）拓宽销路\n县政府应搭建电商平台。\n参考文献\n[1] 白露. 茶业[J]. 茶业学刊, 2019(3): 5-9.\n",
    );
    assert!(said.iter().all(|(_, code, _)| code != "uncited_reference"), "{said:?}");
}
