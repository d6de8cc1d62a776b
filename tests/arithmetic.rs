//! Figures recomputed from one another: what is found, what is flagged, what is left alone.

mod compare_support;

use cbec::{
    compare::arithmetic::{check, tally, uncheckable},
    model::*,
};
use compare_support::{Fact, fact, paper};

/// A passage and the relations a careful reader finds in it.
struct Case {
    name: &'static str,
    facts: Vec<Fact>,
    /// Expressions, with `!` before those that do not hold.
    found: &'static [&'static str],
}

fn verdicts(facts: &[Fact]) -> Vec<String> {
    let mark = |a: &Arithmetic| if a.verdict == Verdict::Inconsistent { "! " } else { "" };
    check(&paper("A", facts)).iter().map(|a| format!("{}{}", mark(a), a.expression)).collect()
}

/// Passages whose figures agree.
fn sound() -> Vec<Case> {
    vec![
        Case {
            name: "exports and imports make up trade; both shares and both growths follow",
            facts: vec![
                fact("2023年全省茶叶进出口总额为24.6亿元", "24.6亿元")
                    .of("全省", "茶叶进出口总额")
                    .at("2023"),
                fact("与2022年的22.1亿元相比", "22.1亿元").of("全省", "茶叶进出口总额").at("2022"),
                fact("同比增长11.3%", "11.3%").of("全省", "茶叶进出口总额").at("2023").growth(),
                fact("其中茶叶出口19.85亿元", "19.85亿元").of("全省", "茶叶出口").at("2023"),
                fact("茶叶进口4.75亿元", "4.75亿元").of("全省", "茶叶进口").at("2023"),
                fact("茶叶出口占比为80.7%", "80.7%").of("全省", "茶叶出口占比").at("2023").share(),
                fact("茶叶进口占比则为19.3%", "19.3%").of("全省", "茶叶进口占比").at("2023").share(),
            ],
            found: &[
                "24.6 / 22.1 − 1 = 11.3%",
                "19.85 + 4.75 = 24.6",
                "19.85 / 24.6 = 80.7%",
                "80.7% + 19.3% = 100%",
                "4.75 / 24.6 = 19.3%",
            ],
        },
        Case {
            name: "a place's share of the national count, its rank, and a list of two with a list of their shares",
            facts: vec![
                fact("全国共有登记茶企60,420家", "60,420家").of("全国", "登记茶企数量").at("2024"),
                fact("福建省以13,210家居首位", "13,210家").of("福建省", "登记茶企数量").at("2024"),
                fact("福建省以13,210家居首位", "首位").of("福建省", "登记茶企数量").at("2024"),
                fact("占比21.86%", "21.86%").of("福建省", "登记茶企占比").at("2024").share(),
                fact("云南省和四川省各有9,875家和8,342家", "9,875家").of("云南省", "登记茶企数量").at("2024"),
                fact("云南省和四川省各有9,875家和8,342家", "8,342家").of("四川省", "登记茶企数量").at("2024"),
                fact("占比为16.34%和13.81%", "16.34%").of("云南省", "登记茶企占比").at("2024").share(),
                fact("占比为16.34%和13.81%", "13.81%").of("四川省", "登记茶企占比").at("2024").share(),
            ],
            found: &[
                "13,210 / 60,420 = 21.86%",
                "13,210 > 9,875; 8,342",
                "9,875 / 60,420 = 16.34%",
                "8,342 / 60,420 = 13.81%",
            ],
        },
        Case {
            name: "a share that names its whole with the figure in between",
            facts: vec![
                fact("三级医院诊疗人次为3.26亿人次", "3.26亿人次").of("三级医院", "诊疗人次").at("2021"),
                fact("三级医院诊疗量占医院总诊疗量8.15亿人次的40.0%", "8.15亿人次")
                    .of("医院", "总诊疗量")
                    .at("2021"),
                fact("三级医院诊疗量占医院总诊疗量8.15亿人次的40.0%", "40.0%")
                    .of("三级医院", "诊疗量占医院总诊疗量")
                    .at("2021")
                    .share(),
            ],
            found: &["3.26 / 8.15 = 40.0%"],
        },
        Case {
            name: "a fall keeps its sign, and percentage points lie between two rates",
            facts: vec![
                fact("专科招生由2020年的52.4万人降至2022年的48.7万人", "52.4万人")
                    .of("该省", "专科招生")
                    .at("2020"),
                fact("专科招生由2020年的52.4万人降至2022年的48.7万人", "48.7万人")
                    .of("该省", "专科招生")
                    .at("2022"),
                fact("下降7.1%", "7.1%").of("该省", "专科招生").at("2020/2022").growth().falling(),
                fact("就业率从86.5%提高到91.2%", "86.5%").of("该省", "就业率").at("2020").rate(),
                fact("就业率从86.5%提高到91.2%", "91.2%").of("该省", "就业率").at("2022").rate(),
                fact("提高4.7个百分点", "4.7个百分点").of("该省", "就业率").at("2022").difference(),
            ],
            found: &["48.7 / 52.4 − 1 = −7.1%", "91.2% − 86.5% = 4.7 pp"],
        },
        Case {
            name: "a total of what was listed",
            facts: vec![
                fact("东校区有教师812人", "812人").of("东校区", "教师").at("2024"),
                fact("西校区有教师645人", "645人").of("西校区", "教师").at("2024"),
                fact("北校区有教师303人", "303人").of("北校区", "教师").at("2024"),
                fact("合计1760人", "1760人").of("", "教师").at("2024"),
            ],
            found: &["812 + 645 + 303 = 1760"],
        },
        Case {
            name: "a yearly average over a span",
            facts: vec![
                fact("门诊量从2018年的120.0万人次", "120.0万人次").of("该院", "门诊量").at("2018"),
                fact("增加到2022年的175.7万人次", "175.7万人次").of("该院", "门诊量").at("2022"),
                fact("年均增长10.0%", "10.0%").of("该院", "门诊量").at("2018/2022").growth(),
            ],
            found: &["(175.7 / 120.0)^(1/4) − 1 = 10.0%"],
        },
        Case {
            name: "the abstract and the body state one fact",
            facts: vec![
                fact("2023年在校生总数为4763万人", "4763万人")
                    .of("全国", "在校生总数")
                    .at("2023")
                    .section(""),
                fact("2023年全国在校生人数为4763万人", "4763万人").of("我国", "在校生人数").at("2023"),
            ],
            found: &["4763 = 4763"],
        },
        Case {
            name: "shares in a list that make up a hundred",
            facts: vec![
                fact("绿茶、红茶和其他茶类各占61.5%、24.2%和14.3%", "61.5%")
                    .of("绿茶", "占比")
                    .at("2022")
                    .share(),
                fact("绿茶、红茶和其他茶类各占61.5%、24.2%和14.3%", "24.2%")
                    .of("红茶", "占比")
                    .at("2022")
                    .share(),
                fact("绿茶、红茶和其他茶类各占61.5%、24.2%和14.3%", "14.3%")
                    .of("其他茶类", "占比")
                    .at("2022")
                    .share(),
            ],
            found: &["61.5% + 24.2% + 14.3% = 100%"],
        },
        Case {
            name: "an increase beside the level it led to, and one amount so many times another",
            facts: vec![
                fact("2023年图书馆藏书62.4万册", "62.4万册").of("该校", "藏书").at("2023"),
                fact("比上年增加4.1万册", "4.1万册").of("该校", "藏书").at("2023").difference(),
                fact("增长7.0%", "7.0%").of("该校", "藏书").at("2023").growth(),
                fact("甲院接诊91,200人次", "91,200人次").of("甲院", "接诊").at("2023"),
                fact("乙院接诊24,000人次", "24,000人次").of("乙院", "接诊").at("2023"),
                fact("前者是后者的3.8倍", "3.8倍").at("2023"),
            ],
            found: &["4.1 / (62.4 − 4.1) = 7.0%", "91,200 / 24,000 = 3.8×"],
        },
        Case {
            name: "a bound that is kept by less than its last digit",
            facts: vec![
                fact("茶叶进出口额突破24亿元", "24亿元")
                    .of("", "茶叶进出口额")
                    .at("2023")
                    .hedged(Qualifier::Over),
                fact("其中出口19.5亿元", "19.5亿元").of("", "出口").at("2023"),
                fact("进口4.9亿元", "4.9亿元").of("", "进口").at("2023"),
            ],
            found: &["19.5 + 4.9 ≥ 24"],
        },
    ]
}

#[test]
fn relations_are_found_and_agree() {
    for case in sound() {
        assert_eq!(verdicts(&case.facts), case.found, "{}", case.name);
    }
}

#[test]
fn figures_that_do_not_agree_are_flagged() {
    let cases = [
        Case {
            name: "a bound is a bound",
            facts: vec![
                fact("茶叶进出口额突破2.5亿元", "2.5亿元")
                    .of("", "茶叶进出口额")
                    .at("2023")
                    .hedged(Qualifier::Over),
                fact("其中出口17,320万元", "17,320万元").of("", "出口量").at("2023"),
                fact("进口则为7,410万元", "7,410万元").of("", "进口额").at("2023"),
            ],
            found: &["! 17,320万 + 7,410万 ≥ 2.5亿"],
        },
        Case {
            name: "a part larger than its whole",
            facts: vec![
                fact("该校有教师1200人", "1200人").of("该校", "教师").at("2024"),
                fact("其中高级职称1350人", "1350人").of("该校", "高级职称").at("2024"),
            ],
            found: &["! 1350 ≤ 1200"],
        },
        Case {
            name: "growth stated over the wrong base",
            facts: vec![
                fact("2022年接诊85.4万人次", "85.4万人次").of("该院", "接诊").at("2022"),
                fact("较2021年的80.2万人次增长8.5%", "80.2万人次").of("该院", "接诊").at("2021"),
                fact("较2021年的80.2万人次增长8.5%", "8.5%").of("该院", "接诊").at("2022").growth(),
            ],
            found: &["! 85.4 / 80.2 − 1 = 8.5%"],
        },
        Case {
            name: "first place with less than another",
            facts: vec![
                fact("浙江省以9,100家位居全国首位", "9,100家").of("浙江省", "茶企").at("2024"),
                fact("浙江省以9,100家位居全国首位", "首位").of("浙江省", "茶企").at("2024"),
                fact("福建省有9,800家", "9,800家").of("福建省", "茶企").at("2024"),
            ],
            found: &["! 9,100 > 9,800"],
        },
        Case {
            name: "the body does not say what the abstract says",
            facts: vec![
                fact("2023年在校生总数为4763万人", "4763万人")
                    .of("全国", "在校生总数")
                    .at("2023")
                    .section(""),
                fact("2023年全国在校生人数为4673万人", "4673万人").of("我国", "在校生人数").at("2023"),
            ],
            found: &["! 4763 = 4673"],
        },
        Case {
            name: "shares of a split that leave a gap",
            facts: vec![
                fact("男生占比56.2%", "56.2%").of("该校", "男生占比").at("2024").share(),
                fact("女生占比42.8%", "42.8%").of("该校", "女生占比").at("2024").share(),
            ],
            found: &["! 56.2% + 42.8% = 100%"],
        },
    ];
    for case in cases {
        assert_eq!(verdicts(&case.facts), case.found, "{}", case.name);
    }
}

/// Precision before recall: text that is in order, though its figures do not add up the way a careless reader would add them.
#[test]
fn what_the_words_do_not_settle_is_left_alone() {
    let cases: Vec<(&str, Vec<Fact>)> = vec![
        (
            "shares of different wholes",
            vec![
                fact("茶叶出口占全国农产品出口的4.1%", "4.1%")
                    .of("", "茶叶出口占全国农产品出口")
                    .at("2023")
                    .share(),
                fact("茶叶进口占全国农产品进口的1.3%", "1.3%")
                    .of("", "茶叶进口占全国农产品进口")
                    .at("2023")
                    .share(),
            ],
        ),
        (
            "some of the parts",
            vec![
                fact("全省有高校120所", "120所").of("全省", "高校").at("2023"),
                fact("其中省会62所", "62所").of("省会", "高校").at("2023"),
                fact("沿海五市31所", "31所").of("沿海五市", "高校").at("2023"),
            ],
        ),
        (
            "real growth does not follow from levels at current prices",
            vec![
                fact("2023年地区生产总值为5.21万亿元", "5.21万亿元").of("该省", "地区生产总值").at("2023"),
                fact("2022年为5.00万亿元", "5.00万亿元").of("该省", "地区生产总值").at("2022"),
                fact("按可比价增长6.0%", "6.0%").of("该省", "地区生产总值").at("2023").growth(),
            ],
        ),
        (
            "levels counted by different sources",
            vec![
                fact("甲机构称2022年市场规模为310亿元", "310亿元")
                    .of("我国", "抹茶市场规模")
                    .at("2022")
                    .by("甲机构"),
                fact("乙机构称2023年市场规模为420亿元", "420亿元")
                    .of("我国", "抹茶市场规模")
                    .at("2023")
                    .by("乙机构"),
                fact("同比增长9.6%", "9.6%").of("我国", "抹茶市场规模").at("2023").growth().by("乙机构"),
            ],
        ),
        (
            "growth over the month before",
            vec![
                fact("2023年接诊120万人次", "120万人次").of("该院", "接诊").at("2023"),
                fact("2022年接诊100万人次", "100万人次").of("该院", "接诊").at("2022"),
                fact("环比增长2.5%", "2.5%").of("该院", "接诊").at("2023").growth(),
            ],
        ),
        (
            "a bound kept by far says nothing",
            vec![
                fact("进出口额超10亿元", "10亿元").of("", "进出口额").at("2023").hedged(Qualifier::Over),
                fact("出口12亿元", "12亿元").of("", "出口").at("2023"),
                fact("进口5亿元", "5亿元").of("", "进口").at("2023"),
            ],
        ),
        (
            "约 covers the difference",
            vec![
                fact("进出口额约25亿元", "25亿元").of("", "进出口额").at("2023").hedged(Qualifier::About),
                fact("出口19.1亿元", "19.1亿元").of("", "出口").at("2023"),
                fact("进口4.9亿元", "4.9亿元").of("", "进口").at("2023"),
            ],
        ),
        (
            "first of the west, with more in the east",
            vec![
                fact("四川省有高校142所居西部首位", "142所").of("四川省", "高校").at("2024"),
                fact("四川省有高校142所居西部首位", "首位").of("四川省", "高校").at("2024"),
                fact("江苏省有高校168所", "168所").of("江苏省", "高校").at("2024"),
            ],
        ),
        (
            "a share of the province beside the nation's figure",
            vec![
                fact("全国茶叶产量为355万吨", "355万吨").of("全国", "茶叶产量").at("2023"),
                fact("某县茶叶产量为6.2万吨", "6.2万吨").of("某县", "茶叶产量").at("2023"),
                fact("占全省的12.0%", "12.0%").of("某县", "茶叶产量占全省比重").at("2023").share(),
            ],
        ),
        (
            "a share of something named before",
            vec![
                fact("全国茶叶产量为355万吨", "355万吨").of("全国", "茶叶产量").at("2023"),
                fact("福建茶叶产量为53万吨", "53万吨").of("福建", "茶叶产量").at("2023"),
                fact("在全省农产品中的占比达31%", "31%").of("福建", "茶叶产量占比").at("2023").share(),
            ],
        ),
        (
            "market shares at home and abroad",
            vec![
                fact("该企业国内市场份额为62%", "62%").of("该企业", "国内市场份额").at("2023").share(),
                fact("海外市场份额为21%", "21%").of("该企业", "海外市场份额").at("2023").share(),
            ],
        ),
        (
            "first by growth, not by amount",
            vec![
                fact("贵州省新增52所学校，增速居全国首位", "52所").of("贵州省", "新增学校").at("2023"),
                fact("贵州省新增52所学校，增速居全国首位", "首位").of("贵州省", "新增学校增速").at("2023"),
                fact("河南省新增88所", "88所").of("河南省", "新增学校").at("2023"),
            ],
        ),
        (
            "growth of a part",
            vec![
                fact("2022年出口额为90亿元", "90亿元").of("全省", "茶叶出口额").at("2022"),
                fact("2023年出口额为100亿元", "100亿元").of("全省", "茶叶出口额").at("2023"),
                fact("其中对欧洲增长25.0%", "25.0%").of("全省", "茶叶出口额").at("2023").growth(),
            ],
        ),
        (
            "different years",
            vec![
                fact("2021年进出口额为30亿元", "30亿元").of("", "进出口额").at("2021"),
                fact("2023年出口19亿元", "19亿元").of("", "出口额").at("2023"),
                fact("2023年进口5亿元", "5亿元").of("", "进口额").at("2023"),
            ],
        ),
        (
            "a target is no fact",
            vec![
                fact("到2030年男生比例调整为50.0%", "50.0%").of("", "男生占比").at("2030").share().proposed(),
                fact("女生比例现为46.0%", "46.0%").of("", "女生占比").at("2030").share(),
            ],
        ),
        (
            "different currencies",
            vec![
                fact("进出口额为30亿元", "30亿元").of("", "进出口额").at("2023"),
                fact("出口3亿美元", "3亿美元").of("", "出口额").at("2023"),
                fact("进口1亿美元", "1亿美元").of("", "进口额").at("2023"),
            ],
        ),
    ];
    for (name, facts) in cases {
        assert_eq!(verdicts(&facts), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn figures_that_compare_without_their_levels_are_uncheckable() {
    let facts = [
        fact("出口额为19亿元", "19亿元").of("", "茶叶出口额").at("2023"),
        fact("同比增长6.2%", "6.2%").of("", "茶叶出口额").at("2023").growth(),
        fact("高于全国平均增速1.4个百分点", "1.4个百分点").at("2023").difference(),
        fact("市场占有率为12%", "12%").of("该企业", "市场占有率").share(),
    ];
    let paper = paper("A", &facts);
    let ids: Vec<String> = uncheckable(&paper).iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["A/S2", "A/S3", "A/S4"]);
    let counted = tally(std::slice::from_ref(&paper));
    assert_eq!((counted.consistent, counted.inconsistent, counted.uncheckable), (0, 0, 3));
}

#[test]
fn the_stated_figure_comes_last_in_base_units() {
    let facts = &sound()[0].facts;
    for found in check(&paper("A", facts)) {
        let stated = found.statistics.last().expect("a relation has figures");
        let value = paper("A", facts).statistics.iter().find(|s| s.id == *stated).and_then(|s| s.value);
        assert!(value == Some(found.stated) || found.expression.ends_with("= 100%"), "{found:?}");
        assert!(found.computed.low <= found.computed.high, "{found:?}");
    }
}

/// One digit of one figure of a sound passage is changed. Every relation the figure took part in must then be flagged, be gone
/// (and so be counted as uncheckable), or still hold within the digits printed, which is worked out here anew from the expression.
#[test]
fn a_changed_digit_is_never_silently_consistent() {
    let (mut flagged, mut open, mut within) = (0, 0, 0);
    for case in sound() {
        for (n, original) in case.facts.iter().enumerate() {
            for surface in mutations(&original.surface) {
                let mut facts = case.facts.clone();
                facts[n].surface = surface.clone();
                let results = check(&paper("A", &facts));
                let touched =
                    |a: &&Arithmetic| a.statistics.iter().any(|id| id.as_str() == format!("A/S{}", n + 1));
                let found: Vec<&Arithmetic> = results.iter().filter(touched).collect();
                for a in &found {
                    let holds = a.verdict == Verdict::Consistent;
                    assert!(!holds || can_hold(&a.expression), "{}: {surface}: {}", case.name, a.expression);
                }
                if found.iter().any(|a| a.verdict == Verdict::Inconsistent) {
                    flagged += 1;
                } else if found.is_empty() || found.len() < count(&case, n) {
                    open += 1;
                } else {
                    within += 1;
                }
            }
        }
    }
    let all = flagged + open + within;
    println!(
        "{all} changed digits: {flagged} flagged, {open} uncheckable, {within} within the digits printed"
    );
    assert!(flagged * 100 >= all * 75, "only {flagged} of {all} changed digits are flagged");
    assert!(within * 100 <= all * 15, "{within} of {all} changed digits pass");
}

/// In how many relations of the sound passage a figure takes part.
fn count(case: &Case, n: usize) -> usize {
    let id = StatisticId::new(format!("A/S{}", n + 1));
    check(&paper("A", &case.facts)).iter().filter(|a| a.statistics.contains(&id)).count()
}

/// The surface with each digit replaced by each other digit; a number does not begin with 0.
fn mutations(surface: &str) -> Vec<String> {
    let digits = surface.char_indices().filter(|(_, c)| c.is_ascii_digit());
    digits
        .flat_map(|(at, old)| {
            let others = ('0'..='9').filter(move |new| *new != old && !(at == 0 && *new == '0'));
            others.map(move |new| format!("{}{new}{}", &surface[..at], &surface[at + 1..]))
        })
        .collect()
}

/// Works an expression out from its own digits: whether it can hold when every number is right to half its last digit.
fn can_hold(expression: &str) -> bool {
    if let Some((first, others)) = expression.split_once(" > ") {
        return others.split("; ").all(|o| number(first).1 >= number(o).0);
    }
    let sign = if expression.contains(" ≥ ") { " ≥ " } else { " = " };
    let (left, right) = expression.split_once(sign).expect("an expression has two sides");
    let scale = if right.ends_with('×') { 0.01 } else { 1.0 };
    let (low, high) = value(left);
    let (low, high) = (low * scale, high * scale);
    let (stated_low, stated_high) = number(right);
    let slack = 1e-6;
    if sign == " ≥ " {
        high + slack >= stated_low
    } else {
        low <= stated_high + slack && stated_low <= high + slack
    }
}

fn value(text: &str) -> (f64, f64) {
    if let Some((ratio, _)) = text.split_once(" − 1") {
        if let Some((inner, root)) = ratio.strip_prefix('(').and_then(|r| r.split_once(")^(1/")) {
            let n: f64 = root.trim_end_matches(')').parse().expect("a root");
            let (low, high) = quotient(inner);
            return ((low.powf(1.0 / n) - 1.0) * 100.0, (high.powf(1.0 / n) - 1.0) * 100.0);
        }
        let (low, high) = quotient(ratio);
        return ((low - 1.0) * 100.0, (high - 1.0) * 100.0);
    }
    if let Some((increase, rest)) = text.split_once(" / (") {
        let (level, _) = rest.split_once(" − ").expect("the level less the increase");
        let (a, b) = (number(increase), number(level));
        return (a.0 / (b.1 - a.0) * 100.0, a.1 / (b.0 - a.1) * 100.0);
    }
    if text.contains(" / ") {
        let (low, high) = quotient(text);
        return (low * 100.0, high * 100.0);
    }
    if let Some((a, b)) = text.split_once(" − ") {
        return (number(a).0 - number(b).1, number(a).1 - number(b).0);
    }
    text.split(" + ").map(number).fold((0.0, 0.0), |(low, high), (a, b)| (low + a, high + b))
}

fn quotient(text: &str) -> (f64, f64) {
    let (a, b) = text.split_once(" / ").expect("a quotient");
    (number(a).0 / number(b).1, number(a).1 / number(b).0)
}

/// What a printed number stands for.
fn number(text: &str) -> (f64, f64) {
    let negative = text.starts_with('−');
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let scale = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)]
        .iter()
        .find(|(w, _)| text.contains(w))
        .map_or(1.0, |s| s.1);
    let places = digits.split_once('.').map_or(0, |(_, d)| d.len() as i32);
    let value: f64 = digits.parse().expect("digits");
    let half = if text == "100%" { 0.0 } else { 0.5 * 10f64.powi(-places) };
    let (low, high) = ((value - half) * scale, (value + half) * scale);
    if negative { (-high, -low) } else { (low, high) }
}
