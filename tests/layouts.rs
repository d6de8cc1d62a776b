//! Layouts of papers: what the headings are, how deep they stand, what each section does, and which themes follow from it.

use cbec::{
    document,
    domain::Domain,
    extract,
    model::{Finding, Level, PaperId, Role},
    outline, source,
};

fn read(text: &str) -> (outline::Outline, extract::Extracted) {
    let decoded = source::decode("paper.txt", text.as_bytes(), None).expect("a Chinese text");
    let doc = document::read(&decoded);
    let outline = outline::read(&doc, &decoded);
    let domain = Domain::built_in().expect("the built-in pack");
    let found = extract::extract(&PaperId::new("p"), &doc, &outline, &domain);
    (outline, found)
}

fn sections(outline: &outline::Outline) -> Vec<(u8, &str, Role)> {
    let printed = outline.sections.iter().filter(|s| !s.is_implied());
    printed.map(|s| (s.level, s.title.as_str(), s.role)).collect()
}

fn themes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().filter(|f| f.level == Level::Theme).filter_map(|f| f.label.as_deref()).collect()
}

fn points(findings: &[Finding]) -> Vec<&str> {
    findings.iter().filter(|f| f.level == Level::Point).map(|f| f.statement.as_str()).collect()
}

/// 引言 without a number stands beside the numbered parts, not above them.
#[test]
fn an_unnumbered_introduction_has_no_parts() {
    let (outline, _) = read(
        "山区养蜂业的困境与出路\n摘要：本文讨论山区养蜂业。\n关键词：养蜂；山区\n引 言\n山区素有养蜂传统，近年来却少有年轻人愿意继续下去。\n\
         一、面临的困境\n1.蜜源减少\n林地改种果树以后，野生蜜源严重不足，蜂群难以越冬。\n2.疫病多发\n基层缺乏检疫手段，疫病蔓延得不到控制。\n\
         二、发展出路\n1.恢复蜜源\n林业部门应当补种蜜源植物，为蜂群留出越冬场地。\n2.防控疫病\n县里应建立检疫站，定期开展巡查。\n",
    );
    assert_eq!(
        sections(&outline),
        [
            (1, "引 言", Role::Introduction),
            (1, "面临的困境", Role::Problem),
            (2, "蜜源减少", Role::Problem),
            (2, "疫病多发", Role::Problem),
            (1, "发展出路", Role::Countermeasure),
            (2, "恢复蜜源", Role::Countermeasure),
            (2, "防控疫病", Role::Countermeasure),
        ]
    );
}

/// Each part names a trouble and mends it: one problem and one countermeasure by the same name.
#[test]
fn a_title_that_joins_trouble_and_remedy_is_split_at_the_turn() {
    let (outline, found) = read(
        "山区养蜂业的短板与补法\n一、蜜源萎缩及其应对\n近年林地改种果树，野生蜜源严重不足。蜂群难以越冬，损失逐年加重。\n\
         林业部门应当补种蜜源植物。村里还要为蜂群留出越冬场地。\n\
         二、疫病多发与其防治\n基层缺乏检疫手段。蜂农普遍不懂用药，疫病蔓延得不到控制。\n\
         县里应建立检疫站，定期开展巡查。农技部门要为蜂农免费培训。\n\
         养蜂是甜蜜的事业，也是辛苦的事业。\n",
    );
    assert!(sections(&outline).iter().all(|s| s.2 == Role::Problem));
    let labels = ["蜜源萎缩及其应对", "疫病多发与其防治"];
    assert_eq!((themes(&found.problems), themes(&found.countermeasures)), (labels.to_vec(), labels.to_vec()));
    assert_eq!(found.countermeasures[0].addresses[0].problem, found.problems[0].id);
    assert_eq!(
        points(&found.countermeasures),
        [
            "林业部门应当补种蜜源植物。",
            "村里还要为蜂群留出越冬场地。",
            "县里应建立检疫站，定期开展巡查。",
            "农技部门要为蜂农免费培训。"
        ]
    );
}

/// Where another part names the problems, a part on their causes names none; where none does, it does.
#[test]
fn causes_are_problems_only_where_no_other_part_names_them() {
    let causes = "二、困境的成因剖析\n（一）投入不足\n县级财政投入不足，检疫站形同虚设。\n（二）意识淡薄\n蜂农防疫意识淡薄，普遍不愿送检。\n";
    let problems =
        "一、面临的困境\n（一）蜜源减少\n林地改种果树，蜜源严重不足。\n（二）疫病多发\n基层缺乏检疫手段。\n";
    let remedies =
        "三、对策\n（一）恢复蜜源\n林业部门应当补种蜜源植物。\n（二）防控疫病\n县里应建立检疫站。\n";
    let status = "一、养蜂业概况\n全县有蜂农312户，年产蜂蜜86吨。\n";
    let (outline, found) = read(&format!("山区养蜂业研究\n{problems}{causes}{remedies}"));
    assert!(
        sections(&outline).iter().skip(3).take(3).all(|s| s.2 == Role::Other),
        "{:?}",
        sections(&outline)
    );
    assert_eq!(themes(&found.problems), ["蜜源减少", "疫病多发"]);
    let (_, found) = read(&format!("山区养蜂业研究\n{status}{causes}{remedies}"));
    assert_eq!(themes(&found.problems), ["投入不足", "意识淡薄"]);
}

/// Advice within a conclusion is counted in its running text.
#[test]
fn advice_under_a_conclusion_proposes() {
    let (outline, found) = read(
        "蜂农收入的影响因素\n一、引言\n蜂农收入是山区振兴的一面镜子，值得认真研究。\n二、实证结果\n回归结果表明，蜂群规模对收入有显著的正向影响。\n\
         三、结论与政策建议\n（一）研究结论\n蜂群规模越大，收入越高。\n（二）政策建议\n第一，扩大蜂群规模。县里应当为蜂农提供贴息贷款。第二，稳定蜜源。林业部门要补种蜜源植物。\n",
    );
    assert_eq!(sections(&outline).last(), Some(&(2, "政策建议", Role::Countermeasure)));
    assert!(found.problems.is_empty());
    assert_eq!(themes(&found.countermeasures), ["扩大蜂群规模", "稳定蜜源"]);
}

/// A word and a colon before what the section is about, as essays do; 图景 is no caption.
#[test]
fn essays_without_numbers() {
    let (outline, _) = read(
        "蜂箱旁的思索：山区养蜂的隐忧与出路\n摘要：本文讨论山区养蜂。\n关键词：养蜂；山区\n缘起：桥头的蜂箱\n去年夏天，笔者在桥头看到几只旧蜂箱，主人已经外出打工。\n\
         图景：蜂农如何谋生\n全县有蜂农312户，年产蜂蜜86吨，多数蜂农兼种果树。\n隐忧：蜜源何以减少\n林地改种果树，蜜源严重不足。蜂群难以越冬。\n\
         出路：让蜜源回来\n林业部门应当补种蜜源植物。村里还要留出越冬场地。\n结语\n蜜蜂会回来的。\n",
    );
    assert_eq!(
        sections(&outline),
        [
            (1, "缘起：桥头的蜂箱", Role::Introduction),
            (1, "图景：蜂农如何谋生", Role::Status),
            (1, "隐忧：蜜源何以减少", Role::Problem),
            (1, "出路：让蜜源回来", Role::Countermeasure),
            (1, "结语", Role::Conclusion),
        ]
    );
}

/// What others did, and how others do it, is no finding of the paper.
#[test]
fn reviews_and_lessons_from_elsewhere() {
    let cases = [
        ("文献概况", Role::LiteratureReview),
        ("研究评析", Role::LiteratureReview),
        ("理论分析与研究假设", Role::Mechanism),
        ("数字平台的生成逻辑", Role::Mechanism),
        ("域外经验", Role::Other),
        ("国际经验借鉴", Role::Other),
    ];
    for (title, role) in cases {
        let (outline, _) = read(&format!(
            "山区养蜂研究\n一、引言\n山区素有养蜂传统，年轻人却很少愿意继续。\n二、{title}\n相关情况比较复杂，本节作一说明，以便后文展开。\n三、结语\n蜜蜂会回来的。\n"
        ));
        assert_eq!(sections(&outline)[1].2, role, "{title}");
    }
}
