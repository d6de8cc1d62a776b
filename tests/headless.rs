//! Papers without headings, and introductions without a title.

use cbec::{document, domain::Domain, extract, model::PaperId, outline, source};

fn read(text: &str) -> (outline::Outline, extract::Extracted) {
    let decoded = source::decode("paper.txt", text.as_bytes(), None).expect("a Chinese text");
    let doc = document::read(&decoded);
    let outline = outline::read(&doc, &decoded);
    let domain = Domain::built_in().expect("the built-in pack");
    let found = extract::extract(&PaperId::new("p"), &doc, &outline, &domain);
    (outline, found)
}

#[test]
fn a_paper_without_headings_is_told_apart_by_its_paragraphs() {
    let (outline, found) = read(
        "果园灌溉的困境与对策\n本文讨论山地果园的灌溉，资料取自三个县的走访，时间是去年夏天和秋天。\n\
         山地果园灌溉存在以下问题。第一，水源不足。七成果园全年只有一口井，旱季无法浇灌。第二，管护缺位。水泵坏了没有人修。\n\
         对此提出如下对策。第一，增加水源。水利部门应修建小型蓄水池。第二，落实管护。村集体应聘请专人维修水泵。\n",
    );
    assert!(outline.sections.iter().all(|s| s.is_implied()), "nothing here is a heading");
    let themes = |list: &[cbec::model::Finding]| -> Vec<String> {
        list.iter().filter_map(|f| f.label.clone()).collect()
    };
    assert_eq!(themes(&found.problems), ["水源不足", "管护缺位"]);
    assert_eq!(themes(&found.countermeasures), ["增加水源", "落实管护"]);
}

#[test]
fn figures_of_an_untitled_introduction_are_read() {
    let (outline, found) = read(
        "山地果园的灌溉\n摘要：本文讨论山地果园的灌溉难题，提出若干办法。\n关键词：果园；灌溉\n\
         全县现有山地果园3.2万亩，2023年产量为4.8万吨，灌溉已成为产业发展的头等大事。\n\
         一、存在的问题\n（一）水源不足\n七成果园全年只有一口井，旱季无法浇灌。\n（二）管护缺位\n水泵坏了没有人修，多数果农束手无策。\n",
    );
    assert!(outline.sections[0].is_implied());
    let surfaces: Vec<&str> = found.statistics.iter().map(|s| s.surface.as_str()).collect();
    assert!(surfaces.contains(&"3.2万亩") && surfaces.contains(&"4.8万吨"), "{surfaces:?}");
}

#[test]
fn plain_prose_is_no_problem() {
    let (_, found) = read(
        "春游散记\n今天天气很好，我们去了山里的茶园。茶园里有许多人采茶，大家有说有笑。中午吃了竹筒饭，味道很好。\n\
         下午沿着小溪走了很久，看见了水鸟和野花，傍晚才坐车回家。\n",
    );
    assert!(found.problems.is_empty() && found.countermeasures.is_empty());
}
