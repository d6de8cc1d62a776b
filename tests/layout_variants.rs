//! One invented paper in many layouts: whatever numbers its headings, however its lines are broken, its findings are the same.

use cbec::{
    model::{Finding, Level},
    pipeline::{self, Options},
};
use std::{collections::BTreeMap, fs};

const PARTS: [&str; 5] =
    ["引言", "石桥县养蜂业的现状", "石桥县养蜂业存在的问题", "促进石桥县养蜂业发展的对策", "结语"];
const INTRODUCTION: &str = "石桥县位于丘陵地带，蜂蜜是当地农户的重要收入来源。近五年来，全县养蜂户由九百户增加到一千三百户，蜂蜜年产量超过两千吨，但多数蜂农仍以出售原蜜为主，收益并不稳定。本文依据对六个乡镇的走访，讨论石桥县养蜂业面临的问题并提出对策。";
const STATUS: &str = "目前石桥县共有六个乡镇开展规模养蜂，主要蜜源为油菜和刺槐。二〇二三年全县蜂蜜销售收入约八千万元，其中原蜜占七成以上。县里先后引进两家加工企业，初步形成了收购、加工与销售的链条。";
const CONCLUSION: &str = "养蜂业是石桥县农户增收的重要途径。只有在蜂种、加工和销售三个环节同时用力，养蜂业才能走上稳定发展的道路。";
/// A theme and its points.
type Theme = (&'static str, [&'static str; 2]);
const PROBLEMS: [Theme; 3] = [
    (
        "蜂种退化较为严重",
        [
            "多数蜂农长期自繁自育，缺乏引种渠道，蜂群抗病能力逐年下降。",
            "县里没有专门的育种场，优质蜂王供应严重不足。",
        ],
    ),
    (
        "蜂蜜加工水平偏低",
        ["加工企业设备陈旧，难以生产高附加值的蜂产品。", "多数合作社没有检测设备，蜂蜜品质参差不齐。"],
    ),
    (
        "销售渠道过于狭窄",
        ["蜂农主要依靠上门收购的商贩，缺乏议价能力。", "网上销售刚刚起步，包装和物流都跟不上消费者的要求。"],
    ),
];
const MEASURES: [Theme; 3] = [
    (
        "加快优良蜂种的引进与繁育",
        [
            "县农业部门应当建设蜂种繁育场，定期向蜂农供应优质蜂王。",
            "合作社应组织蜂农统一引种，降低引种成本。",
        ],
    ),
    (
        "提升蜂产品加工能力",
        [
            "加工企业应更新生产设备，开发蜂胶和蜂王浆等产品。",
            "县里应设立公共检测室，为合作社提供免费检测服务。",
        ],
    ),
    (
        "拓宽蜂产品销售渠道",
        [
            "合作社应与超市签订长期供货协议，减少中间环节。",
            "电商平台应为蜂农开设专区，并改进包装和物流服务。",
        ],
    ),
];

/// How a paper numbers: `{一}` `{壹}` `{1}` `{①}` `{Ⅰ}` `{I}` `{A}` `{１}` stand for the number of the heading or of its part
/// (`{^1}`), `{}` for its words.
struct Layout {
    top: &'static str,
    sub: &'static str,
    points: [&'static str; 2],
    /// The theme's words open its paragraph.
    run_in: bool,
}

const fn layout(top: &'static str, sub: &'static str, points: [&'static str; 2]) -> Layout {
    Layout { top, sub, points, run_in: false }
}

const fn run_in(top: &'static str, sub: &'static str, points: [&'static str; 2]) -> Layout {
    Layout { top, sub, points, run_in: true }
}

const FIRST: [&str; 2] = ["首先，", "其次，"];
const ONE: [&str; 2] = ["一是", "二是"];
const NO_1: [&str; 2] = ["第一，", "第二，"];

const TEXT: [Layout; 31] = [
    layout("{一}、{}", "（{一}）{}", FIRST),
    layout("{一}、 {}", "({一}) {}", ONE),
    layout("{一}、{}：", "（{一}）{}：", FIRST),
    layout("{一}、{}", "（{一}）{}。", FIRST),
    layout("第{一}节 {}", "{一}、{}", NO_1),
    layout("第{一}章　{}", "第{一}节　{}", NO_1),
    layout("第{一}部分　{}", "（{一}）{}", NO_1),
    layout("{壹}、{}", "{一}、{}", FIRST),
    layout("{1} {}", "{^1}.{1} {}", FIRST),
    layout("{1}. {}", "{^1}.{1}. {}", FIRST),
    layout("{1}{}", "{^1}.{1}{}", FIRST),
    layout("{1}．{}", "{^1}．{1}{}", FIRST),
    layout("{１}　{}", "{^１}．{１}　{}", FIRST),
    layout("§{1} {}", "§{^1}.{1} {}", FIRST),
    layout("{Ⅰ}. {}", "{A}. {}", FIRST),
    layout("{I}. {}", "{1}. {}", FIRST),
    layout("{一}、{}", "{1}、{}", ONE),
    layout("{一}、{}", "{①}{}", ONE),
    layout("{一}、{}", "({1}){}", FIRST),
    layout("{一}、{}", "{1}）{}", FIRST),
    layout("{一}.{}", "{1}.{}", ONE),
    layout("{一} {}", "（{一}） {}", ONE),
    layout("（{一}）{}", "{1}．{}", ONE),
    layout("【{}】", "{1}. {}", FIRST),
    layout("{}", "{}", FIRST),
    run_in("{一}、{}", "（{一}）{}。", ONE),
    run_in("{一}、{}", "第{一}，{}。", ONE),
    run_in("{一}、{}", "其{一}，{}。", FIRST),
    run_in("{1} {}", "{一}是{}。", FIRST),
    run_in("{一}、{}", "{}。", ONE),
    run_in("{一}、{}", "{}：", FIRST),
];

const MARKDOWN: [Layout; 9] = [
    layout("## {}", "### {}", FIRST),
    layout("## {一}、{}", "### （{一}）{}", FIRST),
    layout("**{一}、{}**", "**（{一}）{}**", FIRST),
    layout("## {}", "**{}**", FIRST),
    layout("{}\n====", "{}\n----", FIRST),
    run_in("## {}", "**{}。**", FIRST),
    run_in("## {}", "**{}**：", ONE),
    run_in("## {}", "- **{}**：", FIRST),
    run_in("## {}", "{1}. **{}**：", FIRST),
];

/// The template with the number `k` (from 0) and that of the part it stands in.
fn numbered(template: &str, part: usize, k: usize, words: &str) -> String {
    let mut text = template.to_owned();
    for (mark, n) in [("^", part), ("", k)] {
        let pick = |list: &str| list.chars().nth(n).map(String::from).unwrap_or_default();
        let forms = [
            ("一", pick("一二三四五")),
            ("壹", pick("壹贰叁肆伍")),
            ("1", pick("12345")),
            ("１", pick("１２３４５")),
            ("①", pick("①②③④⑤")),
            ("Ⅰ", pick("ⅠⅡⅢⅣⅤ")),
            ("I", ["I", "II", "III", "IV", "V"][n].to_owned()),
            ("A", pick("ABCDE")),
        ];
        for (form, number) in forms {
            text = text.replace(&format!("{{{mark}{form}}}"), &number);
        }
    }
    text.replace("{}", words)
}

/// The paper's lines; paragraphs open with `indent`, lines of Markdown stand apart.
fn paper(layout: &Layout, markdown: bool, indent: &str) -> String {
    let title = if markdown {
        "# 石桥县养蜂业发展的问题与对策"
    } else {
        "石桥县养蜂业发展的问题与对策"
    };
    let mut lines: Vec<String> = [
        title,
        "何青",
        "（石桥农业学校，石桥 430000）",
        "摘要：本文讨论石桥县养蜂业存在的问题，并提出对策。",
        "关键词：养蜂业；蜂蜜；对策",
    ]
    .map(String::from)
    .to_vec();
    for (part, name) in PARTS.iter().enumerate() {
        lines.push(numbered(layout.top, part, part, name));
        let themes = match part {
            0 | 1 | 4 => {
                lines.push(format!("{indent}{}", [INTRODUCTION, STATUS, "", "", CONCLUSION][part]));
                continue;
            }
            2 => PROBLEMS,
            _ => MEASURES,
        };
        for (k, (label, points)) in themes.iter().enumerate() {
            let heading = numbered(layout.sub, part, k, label);
            let prose: String =
                points.iter().zip(layout.points).map(|(point, mark)| format!("{mark}{point}")).collect();
            if layout.run_in {
                lines.push(format!("{indent}{heading}{prose}"));
            } else {
                lines.push(heading);
                lines.push(format!("{indent}{prose}"));
            }
        }
    }
    lines.join(if markdown { "\n\n" } else { "\n" }) + "\n"
}

/// Lines broken at so many characters, none of them beginning with a closing mark.
fn wrapped(text: &str, width: usize) -> String {
    let wrap = |line: &str| {
        let mut out = String::new();
        let mut column = 0;
        for c in line.chars() {
            if column >= width && !"，。；：、）".contains(c) {
                out.push('\n');
                column = 0;
            }
            out.push(c);
            column += 1;
        }
        out
    };
    text.lines().map(wrap).collect::<Vec<_>>().join("\n") + "\n"
}

fn found(list: &[Finding], level: Level) -> Vec<String> {
    let bare = |text: &str| text.trim_end_matches(['。', '：']).to_owned();
    let of_level = list.iter().filter(|f| f.level == level);
    of_level.map(|f| f.label.as_deref().map_or(f.statement.clone(), bare)).collect()
}

fn check(papers: BTreeMap<String, String>) {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in &papers {
        fs::write(dir.path().join(name), text).expect("written");
    }
    let mut wrong = Vec::new();
    let mut read = 0;
    pipeline::extract(&[dir.path().to_path_buf()], &Options::new(None, Some(2)), |paper| {
        read += 1;
        for (list, themes) in [(&paper.problems, PROBLEMS), (&paper.countermeasures, MEASURES)] {
            let labels: Vec<&str> = themes.iter().map(|t| t.0).collect();
            let points: Vec<&str> = themes.iter().flat_map(|t| t.1).collect();
            let got = (found(list, Level::Theme), found(list, Level::Point));
            if got.0 != labels || got.1 != points {
                wrong.push(format!("{}: {:?}\n   {:?}", paper.id, got.0, got.1));
            }
        }
        Ok(())
    })
    .expect("the built-in packs");
    assert!(
        read == papers.len() && wrong.is_empty(),
        "{} of {} lists:\n{}",
        wrong.len(),
        read * 2,
        wrong.join("\n")
    );
}

#[test]
fn plain_text_is_understood_however_it_is_numbered_and_broken() {
    let mut papers = BTreeMap::new();
    for (i, layout) in TEXT.iter().enumerate() {
        for (form, indent) in [("indented", "　　"), ("flush", "")] {
            let text = paper(layout, false, indent);
            papers.insert(format!("{i:02}-{form}.txt"), text.clone());
            papers.insert(format!("{i:02}-{form}-wrapped.txt"), wrapped(&text, 38));
            papers.insert(format!("{i:02}-{form}-apart.txt"), text.replace('\n', "\n\n"));
        }
    }
    check(papers);
}

#[test]
fn markdown_is_understood_with_and_without_hashes() {
    let papers = MARKDOWN.iter().enumerate().map(|(i, l)| (format!("{i}.md"), paper(l, true, "")));
    check(papers.collect());
}

#[test]
fn a_paper_whose_only_heading_is_its_reference_list_is_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let all =
        |themes: &[Theme]| themes.iter().map(|t| format!("{}。{}", t.0, t.1.concat())).collect::<String>();
    let text = format!(
        "石桥县养蜂业发展的问题与对策\n\n何青\n\n{INTRODUCTION}\n石桥县养蜂业面临以下问题。{}\n针对以上问题，提出如下对策。{}\n参考文献\n[1] 白露. 蜂业研究[J]. 养蜂学刊, 2019(3): 1-5.\n",
        all(&PROBLEMS),
        all(&MEASURES)
    );
    fs::write(dir.path().join("x.txt"), text).expect("written");
    let analysis =
        pipeline::analyze(&[dir.path().to_path_buf()], &Options::new(None, Some(1))).expect("the packs");
    let paper = &analysis.papers[0];
    assert!(!paper.problems.is_empty() && !paper.countermeasures.is_empty() && paper.references.len() == 1);
}
