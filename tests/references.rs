//! What an entry of a reference list says, over the ways people print it. Names and titles are invented.

use cbec::outline::references::{ParsedEntry, parse_entry};
use proptest::prelude::*;

/// An entry and, in this order, authors (joined by `|`), title, type, container, year, volume, issue, pages; `-` is nothing.
type Case = (&'static str, [&'static str; 8]);

fn shown(entry: &ParsedEntry) -> [String; 8] {
    let text = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".into());
    let authors = if entry.authors.is_empty() { "-".into() } else { entry.authors.join("|") };
    let year = entry.year.map_or("-".into(), |y| y.to_string());
    let [title, kind, container] = [&entry.title, &entry.kind, &entry.container].map(text);
    [authors, title, kind, container, year, text(&entry.volume), text(&entry.issue), text(&entry.pages)]
}

fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(entry, expected)| (entry, expected, shown(&parse_entry(entry))))
        .filter(|(_, expected, found)| **expected != *found)
        .map(|(entry, expected, found)| format!("{entry}\n   wanted {expected:?}\n   found  {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn articles() {
    check(&[
        (
            "王芳. 山区茶叶产业的困境[J]. 茶业学刊, 2021, 42(5): 26-30.",
            ["王芳", "山区茶叶产业的困境", "J", "茶业学刊", "2021", "42", "5", "26-30"],
        ),
        (
            "王芳,李明,等.山区茶叶产业的困境[J].茶业学刊,2018(8):42-49.",
            ["王芳|李明", "山区茶叶产业的困境", "J", "茶业学刊", "2018", "-", "8", "42-49"],
        ),
        (
            "王芳，李明．山区茶叶产业的困境［Ｊ］．茶业学刊，２０１８（８）：４２－４９．",
            ["王芳|李明", "山区茶叶产业的困境", "J", "茶业学刊", "2018", "-", "８", "４２－４９"],
        ),
        (
            "王芳、李明：山区茶叶产业的困境[J]，茶业学刊，2018年第8期，第42-49页。",
            ["王芳|李明", "山区茶叶产业的困境", "J", "茶业学刊", "2018", "-", "8", "42-49"],
        ),
        (
            "王芳. 山区茶叶: 困境与出路[J]. 茶业学刊(社会科学版), 2023(6): 18-23+28.",
            ["王芳", "山区茶叶: 困境与出路", "J", "茶业学刊(社会科学版)", "2023", "-", "6", "18-23+28"],
        ),
        (
            "王芳. “茶旅融合”研究——以某县为例 [J]. 茶业学刊, 2023(33): 16-18, 48.",
            ["王芳", "“茶旅融合”研究——以某县为例", "J", "茶业学刊", "2023", "-", "33", "16-18, 48"],
        ),
        (
            "王芳. 茶业2.0与Web3.0[J]. 茶业学刊, 2023, 12: 1-9.",
            ["王芳", "茶业2.0与Web3.0", "J", "茶业学刊", "2023", "12", "-", "1-9"],
        ),
        (
            "王芳. 茶业[j]. 茶业学刊, 2020,(06):18—23.",
            ["王芳", "茶业", "J", "茶业学刊", "2020", "-", "06", "18—23"],
        ),
        (
            "王芳. 茶业[J]. 茶业学刊, 2020(增刊1): 18.",
            ["王芳", "茶业", "J", "茶业学刊", "2020", "-", "增刊1", "18"],
        ),
        (
            "王芳. 茶业[J]. 茶业学刊, 2020, 3(S1): S12-S19.",
            ["王芳", "茶业", "J", "茶业学刊", "2020", "3", "S1", "S12-S19"],
        ),
        (
            "王芳. 茶业[J/OL]. 茶业学刊, 2024: 1-12[2024-05-06]. https://doi.org/10.1000/x.2024.",
            ["王芳", "茶业", "J/OL", "茶业学刊", "2024", "-", "-", "1-12"],
        ),
        ("王芳. 茶业[J]. 茶业学刊.", ["王芳", "茶业", "J", "茶业学刊", "-", "-", "-", "-"]),
        ("王芳. 茶业[J]. 茶业学刊, 2019.", ["王芳", "茶业", "J", "茶业学刊", "2019", "-", "-", "-"]),
        (
            "某省茶业课题组. 茶业[J]. 茶业学刊, 2019(1-2): 5.",
            ["某省茶业课题组", "茶业", "J", "茶业学刊", "2019", "-", "1-2", "5"],
        ),
        (
            "王芳. 2019. 茶业[J]. 茶业学刊, 12(3): 5-9.",
            ["王芳", "茶业", "J", "茶业学刊", "2019", "12", "3", "5-9"],
        ),
        (
            "歐陽一平, 陳明. 茶業發展[J]. 茶業學刊, 2019, 12(3): 5-9.",
            ["歐陽一平|陳明", "茶業發展", "J", "茶業學刊", "2019", "12", "3", "5-9"],
        ),
    ]);
}

#[test]
fn articles_in_english() {
    check(&[
        (
            "SMITH J, BROWN K, et al. Rural roads and tea[J]. Journal of Tea, 2019, 3(2): 1-9.",
            ["SMITH J|BROWN K", "Rural roads and tea", "J", "Journal of Tea", "2019", "3", "2", "1-9"],
        ),
        (
            "Smith J A. A study of tea: roads, rails[J]. Tea, Roads and Rails, 2019, 3(2): 1-9.",
            [
                "Smith J A",
                "A study of tea: roads, rails",
                "J",
                "Tea, Roads and Rails",
                "2019",
                "3",
                "2",
                "1-9",
            ],
        ),
        (
            "Smith, J. A., Brown, K., & Li, X. (2019). Rural roads. Journal of Tea, 3(2), 1–9.",
            ["Smith, J. A.|Brown, K.|Li, X.", "Rural roads", "-", "Journal of Tea", "2019", "3", "2", "1–9"],
        ),
        (
            "Smith, J. and Brown, K. (2019) Rural Roads. Journal of Tea, 12, 10-19. https://doi.org/10.1000/tea.2019",
            ["Smith, J.|Brown, K.", "Rural Roads", "-", "Journal of Tea", "2019", "12", "-", "10-19"],
        ),
        (
            "Smith J. Rural roads[J]. Journal of Tea, Vol. 3, No. 2, 2019, pp. 1-9.",
            ["Smith J", "Rural roads", "J", "Journal of Tea", "2019", "3", "2", "1-9"],
        ),
    ]);
}

#[test]
fn newspapers() {
    check(&[
        (
            "王芳. 茶农增收[N]. 山区日报, 2024-10-17(003).",
            ["王芳", "茶农增收", "N", "山区日报", "2024", "-", "-", "003"],
        ),
        (
            "王芳.茶农增收[N].山区日报,2024-10-17(A03).",
            ["王芳", "茶农增收", "N", "山区日报", "2024", "-", "-", "A03"],
        ),
        (
            "王芳. 茶农增收[N]. 山区日报, 2024年10月17日(第3版).",
            ["王芳", "茶农增收", "N", "山区日报", "2024", "-", "-", "3"],
        ),
        (
            "王芳. 茶农增收[N]. 山区日报, 2024-10-17.",
            ["王芳", "茶农增收", "N", "山区日报", "2024", "-", "-", "-"],
        ),
        (
            "王芳. 茶农增收[N]. 山区日报, 2024-10-17: 3.",
            ["王芳", "茶农增收", "N", "山区日报", "2024", "-", "-", "3"],
        ),
    ]);
}

#[test]
fn books_theses_and_proceedings() {
    check(&[
        (
            "王芳. 茶业经济学[M]. 北京: 山水出版社, 2018: 12-15.",
            ["王芳", "茶业经济学", "M", "山水出版社", "2018", "-", "-", "12-15"],
        ),
        (
            "王芳, 主编. 茶业经济学[M]. 2版. 北京: 山水出版社, 2018.",
            ["王芳", "茶业经济学", "M", "山水出版社", "2018", "-", "-", "-"],
        ),
        (
            "[美]约翰·史密斯. 论茶[M]. 王芳, 译. 上海：山水出版社，2018.",
            ["约翰·史密斯", "论茶", "M", "山水出版社", "2018", "-", "-", "-"],
        ),
        (
            "王芳. 茶业经济学[M]. 山水出版社, 2018.",
            ["王芳", "茶业经济学", "M", "山水出版社", "2018", "-", "-", "-"],
        ),
        (
            "SMITH J. Tea[M]. 2nd ed. London: Hill and Water, 2018.",
            ["SMITH J", "Tea", "M", "Hill and Water", "2018", "-", "-", "-"],
        ),
        (
            "王芳. 茶业数字化研究[D]. 武汉: 山水大学, 2019.",
            ["王芳", "茶业数字化研究", "D", "山水大学", "2019", "-", "-", "-"],
        ),
        (
            "王芳.茶业数字化研究[D].山水大学,2019.",
            ["王芳", "茶业数字化研究", "D", "山水大学", "2019", "-", "-", "-"],
        ),
        (
            "王芳. 茶与路[C]//李明. 茶业年会论文集. 北京: 山水出版社, 2018: 12-15.",
            ["王芳", "茶与路", "C", "茶业年会论文集", "2018", "-", "-", "12-15"],
        ),
        (
            "王芳. 茶与路[C]//第三届茶业年会论文集, 2018: 12-15.",
            ["王芳", "茶与路", "C", "第三届茶业年会论文集", "2018", "-", "-", "12-15"],
        ),
    ]);
}

#[test]
fn reports_standards_and_online_sources() {
    check(&[
        (
            "山水咨询. 2021-2022年茶业报告[R]. 北京: 山水研究院, 2022.",
            ["山水咨询", "2021-2022年茶业报告", "R", "山水研究院", "2022", "-", "-", "-"],
        ),
        (
            "山水咨询. 2021-2022 年茶业报告[Z]. 2021.",
            ["山水咨询", "2021-2022 年茶业报告", "Z", "-", "2021", "-", "-", "-"],
        ),
        (
            "关于加快茶业发展的意见[Z]. 某省人民政府, 2021-05-06.",
            ["-", "关于加快茶业发展的意见", "Z", "某省人民政府", "2021", "-", "-", "-"],
        ),
        (
            "国家茶业局. 茶业统计公报[EB/OL]. (2023-05-06)[2024-01-02]. https://example.org/a.html",
            ["国家茶业局", "茶业统计公报", "EB/OL", "-", "2023", "-", "-", "-"],
        ),
        (
            "国家茶业局. 茶业统计公报[EB/OL]. https://example.org/a/2020.html, 2023-05-06",
            ["国家茶业局", "茶业统计公报", "EB/OL", "-", "2023", "-", "-", "-"],
        ),
        (
            "茶叶 词汇: GB/T 99999-2015[S]. 北京: 山水标准出版社, 2015.",
            ["-", "茶叶 词汇: GB/T 99999-2015", "S", "山水标准出版社", "2015", "-", "-", "-"],
        ),
        (
            "王芳. 一种采茶机: CN1234567A[P]. 2019-05-06.",
            ["王芳", "一种采茶机: CN1234567A", "P", "-", "2019", "-", "-", "-"],
        ),
        ("山水数据库. 茶价[DB/OL]. 2020.", ["山水数据库", "茶价", "DB/OL", "-", "2020", "-", "-", "-"]),
    ]);
}

#[test]
fn entries_without_a_type_code() {
    check(&[
        (
            "王芳：《山区茶叶产业的困境》，《茶业学刊》2019年第5期。",
            ["王芳", "山区茶叶产业的困境", "-", "茶业学刊", "2019", "-", "5", "-"],
        ),
        (
            "王芳、李明：《评〈茶经〉的传播》，载《茶业学刊》2019年第5期，第12-15页。",
            ["王芳|李明", "评〈茶经〉的传播", "-", "茶业学刊", "2019", "-", "5", "12-15"],
        ),
        (
            "王芳：《茶业经济学》，北京：山水出版社，2010年版，第15页。",
            ["王芳", "茶业经济学", "-", "山水出版社", "2010", "-", "-", "15"],
        ),
        (
            "王芳著：《茶业经济学》，山水出版社2010年版。",
            ["王芳", "茶业经济学", "-", "山水出版社", "2010", "-", "-", "-"],
        ),
        (
            "王芳, 李明. 山区茶叶产业的困境. 茶业学刊, 2019, 12(3): 5-9.",
            ["王芳|李明", "山区茶叶产业的困境", "-", "茶业学刊", "2019", "12", "3", "5-9"],
        ),
        (
            "王芳 (2019) 山区茶叶产业的困境. 茶业学刊, 12, 5-9.",
            ["王芳", "山区茶叶产业的困境", "-", "茶业学刊", "2019", "12", "-", "5-9"],
        ),
        (
            "王芳，2019：《山区茶叶产业的困境》，《茶业学刊》第5期。",
            ["王芳", "山区茶叶产业的困境", "-", "茶业学刊", "2019", "-", "5", "-"],
        ),
        (
            "王芳，2010：《茶业经济学》，山水出版社。",
            ["王芳", "茶业经济学", "-", "山水出版社", "2010", "-", "-", "-"],
        ),
        (
            "王芳（2019）。山區茶葉產業的困境。茶業學刊，12（2），45-70。",
            ["王芳", "山區茶葉產業的困境", "-", "茶業學刊", "2019", "12", "2", "45-70"],
        ),
        (
            "王芳（2021）。茶業經濟學。臺北市：山水出版社。",
            ["王芳", "茶業經濟學", "-", "山水出版社", "2021", "-", "-", "-"],
        ),
        (
            "Smith, J., 2012, “Rural Roads”, Journal of Tea, 4(1): 1—25.",
            ["Smith, J.", "Rural Roads", "-", "Journal of Tea", "2012", "4", "1", "1—25"],
        ),
        (
            "Smith, J., “Who Gains?”, Journal of Tea, 4(1): 1-25.",
            ["Smith, J.", "Who Gains?", "-", "Journal of Tea", "-", "4", "1", "1-25"],
        ),
        ("本文所引统计数据均来自公开的年鉴", ["-", "-", "-", "-", "-", "-", "-", "-"]),
    ]);
}

#[test]
fn addresses() {
    let cases = [
        ("王芳. 茶[J]. 茶业学刊, 2019. DOI: 10.1000/tea.2019.001.", Some("10.1000/tea.2019.001"), None),
        (
            "王芳. 茶[J]. 茶业学刊, 2019. https://doi.org/10.1000/tea.2019.001",
            Some("10.1000/tea.2019.001"),
            Some("https://doi.org/10.1000/tea.2019.001"),
        ),
        (
            "某局. 茶[EB/OL]. (2023-01-02)[2024-01-02]. http://example.org/a_b.html.",
            None,
            Some("http://example.org/a_b.html"),
        ),
        ("王芳. 茶[J]. 茶业学刊, 2019, 12(3): 5-9.", None, None),
    ];
    for (entry, doi, url) in cases {
        let parsed = parse_entry(entry);
        assert_eq!((parsed.doi.as_deref(), parsed.url.as_deref()), (doi, url), "{entry}");
    }
}

proptest! {
    #[test]
    fn no_entry_makes_it_panic(entry in "[王芳等茶\\[\\]JMN（）()《》.．。,，:：0-9A-Za-z/ 年第期—-]{0,60}") {
        let _ = parse_entry(&entry);
    }

    #[test]
    fn a_well_formed_article_is_read_whatever_its_width_and_spaces(
        year in 1950u16..2050, volume in 1u16..99, issue in 1u16..24, page in 1u16..999, wide in any::<bool>(), gap in " ?",
    ) {
        let entry = format!("王芳,{gap}李明.{gap}茶业研究[J].{gap}茶业学刊,{gap}{year},{gap}{volume}({issue}):{gap}{page}-{}.", page + 9);
        let widen = |c: char| if wide && c.is_ascii_punctuation() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c };
        let parsed = parse_entry(&entry.chars().map(widen).collect::<String>());
        prop_assert_eq!(parsed.authors, ["王芳", "李明"]);
        prop_assert_eq!(parsed.container.as_deref(), Some("茶业学刊"));
        prop_assert_eq!(parsed.year, Some(year));
        prop_assert_eq!(parsed.volume, Some(volume.to_string()));
        prop_assert_eq!(parsed.issue, Some(issue.to_string()));
    }
}
