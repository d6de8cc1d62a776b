//! What an abstract announces: names in lists, told from the aspects and parts it merely goes through. All sentences are invented.

use cbec::{
    model::Paper,
    pipeline::{self, Options},
};
use std::fs;

fn paper(title: &str, summary: &str) -> Paper {
    let text = format!(
        "{title}\n\n周南\n\n摘要：{summary}\n关键词：茶业；县域\n\n一、存在的问题\n茶农缺乏销售渠道，滞销严重，收入下降。\n\
         二、对策\n县政府应搭建电商平台，拓宽茶叶的销路。\n"
    );
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("x.txt"), text).expect("written");
    let analysis = pipeline::analyze(&[dir.path().to_path_buf()], &Options::new(None, Some(1)));
    analysis.expect("the built-in packs").papers.into_iter().next().expect("a paper")
}

#[test]
fn lists_of_problems_and_measures_are_announced() {
    // Title, abstract, problems, countermeasures.
    let cases: [(&str, &str, &[&str], &[&str]); 19] = [
        (
            "山区茶业研究",
            "本文剖析品种老化、销路狭窄、人才流失等问题。",
            &["品种老化", "销路狭窄", "人才流失"],
            &[],
        ),
        (
            "山区茶业研究",
            "针对上述问题，提出更新品种、拓宽销路、留住人才等对策。",
            &[],
            &["更新品种", "拓宽销路", "留住人才"],
        ),
        (
            "山区茶业研究",
            "研究发现品种老化、销路狭窄等问题，建议更新品种、拓宽销路。",
            &["品种老化", "销路狭窄"],
            &["更新品种", "拓宽销路"],
        ),
        (
            "山区茶业研究",
            "本文从品种更新、销路拓展和人才培育三个方面提出建议。",
            &[],
            &["品种更新", "销路拓展", "人才培育"],
        ),
        // The paper's subject before the first name is not part of it.
        (
            "山区茶业合作社发展研究",
            "调查发现，山区茶业合作社品种老化、销路狭窄、人才流失等问题突出。",
            &["品种老化", "销路狭窄", "人才流失"],
            &[],
        ),
        (
            "山区茶业研究",
            "分析表明，山区茶业的品种老化、销路狭窄、人才流失等问题突出。",
            &["品种老化", "销路狭窄", "人才流失"],
            &[],
        ),
        (
            "山区茶业研究",
            "剖析其经营中品种老化、销路狭窄、人才流失等问题。",
            &["品种老化", "销路狭窄", "人才流失"],
            &[],
        ),
        // Other ways to introduce a list.
        (
            "山区茶业研究",
            "调查显露出品种老化、销路狭窄、人才流失等掣肘。",
            &["品种老化", "销路狭窄", "人才流失"],
            &[],
        ),
        (
            "山区茶业研究",
            "品种老化、销路狭窄等现象同时存在，唯有更新品种、拓宽销路、留住人才，才能走出困境。",
            &["品种老化", "销路狭窄"],
            &["更新品种", "拓宽销路", "留住人才"],
        ),
        (
            "山区茶业研究",
            "山区应当走品种更新、销路多元、人才回流之路。",
            &[],
            &["品种更新", "销路多元", "人才回流"],
        ),
        (
            "山区茶业研究",
            "研提更新品种、拓宽销路、留住人才等因应作法。",
            &[],
            &["更新品种", "拓宽销路", "留住人才"],
        ),
        (
            "山区茶业研究",
            "应当以补贴推动品种更新，以电商带动销路拓展，以待遇留住茶业人才。",
            &[],
            &["以补贴推动品种更新", "以电商带动销路拓展", "以待遇留住茶业人才"],
        ),
        (
            "山区茶业研究",
            "围绕品种更新、销路拓展、人才培育提出对策。",
            &[],
            &["品种更新", "销路拓展", "人才培育"],
        ),
        (
            "山区茶业研究",
            "本文从政策支持、市场容量、基础设施三方面的机遇入手，论述茶业的困境与路径。",
            &[],
            &[],
        ),
        // A word that holds 及 or 和 is not cut.
        (
            "山区茶业研究",
            "提出更新品种、拓宽销路、普及茶艺等对策。",
            &[],
            &["更新品种", "拓宽销路", "普及茶艺"],
        ),
        (
            "山区茶业研究",
            "剖析品种老化、销路狭窄、市场饱和等问题。",
            &["品种老化", "销路狭窄", "市场饱和"],
            &[],
        ),
        // What is looked at is no finding.
        ("山区茶业研究", "从立法、平台、行业三个层面提出建议。", &[], &[]),
        ("山区茶业研究", "本文从概念内涵、发展困境、对策路径三个方面梳理文献。", &[], &[]),
        ("山区茶业研究", "沿着种植、加工、销售三个环节分析存在的问题。", &[], &[]),
    ];
    for (title, summary, problems, measures) in cases {
        let said = paper(title, summary).announced;
        let labels =
            |list: &[cbec::model::Announced]| list.iter().map(|a| a.label.clone()).collect::<Vec<_>>();
        assert_eq!(
            (labels(&said.problems), labels(&said.countermeasures)),
            (owned(problems), owned(measures)),
            "{summary}"
        );
    }
}

fn owned(labels: &[&str]) -> Vec<String> {
    labels.iter().map(|l| (*l).to_owned()).collect()
}
