//! Which sentences are claims of their own, and which only show, announce or follow from one.

use cbec::{
    document,
    domain::Domain,
    extract,
    model::{Finding, Level, PaperId},
    outline, source,
};

fn points(findings: &[Finding]) -> Vec<String> {
    let points = findings.iter().filter(|f| f.level == Level::Point);
    points.map(|f| f.statement.trim_end_matches(['。', '；']).to_owned()).collect()
}

fn read(problem: &str, measure: &str) -> (Vec<String>, Vec<String>) {
    let text = format!(
        "果业的问题与对策\n一、果业的问题\n（一）销路不畅\n{problem}\n二、果业的对策\n（一）畅通销路\n{measure}\n"
    );
    let decoded = source::decode("paper.txt", text.as_bytes(), None).expect("a Chinese text");
    let doc = document::read(&decoded);
    let outline = outline::read(&doc, &decoded);
    let domain = Domain::built_in().expect("the built-in pack");
    let found = extract::extract(&PaperId::new("p"), &doc, &outline, &domain);
    (points(&found.problems), points(&found.countermeasures))
}

#[test]
fn what_only_shows_a_defect_is_no_claim_of_its_own() {
    let claim = "果农缺乏稳定的销售渠道";
    let shown = [
        "一位果农坦言，去年有一半果子烂在了地里",
        "甲村去年滞销苹果40万斤",
        "56户果农中，签过收购合同的仅有7户",
        "在走访的120户果农中，有83户没有固定买家",
        "签过收购合同的只有7户",
        "某镇的冷库常年闲置",
        "销路不畅的直接后果是果农纷纷砍树",
        "究其原因，是县里没有像样的批发市场",
    ];
    for sentence in shown {
        let (problems, _) = read(&format!("{claim}。{sentence}。"), "县政府应当修建冷库。");
        assert_eq!(problems, [claim], "{sentence}");
    }
    let apart = [
        "采后处理设施严重不足，损耗率高达三成",
        "批发市场布局分散，果农议价能力偏弱",
        "果品分级标准执行率低",
    ];
    for sentence in apart {
        let (problems, _) = read(&format!("{claim}。{sentence}。"), "县政府应当修建冷库。");
        assert_eq!(problems, [claim, sentence], "{sentence}");
    }
}

#[test]
fn lists_begin_behind_what_announces_them_or_with_their_second_word() {
    let cases: [(&str, &[&str]); 3] = [
        (
            "果农卖果主要存在以下不足：①销售渠道单一，过分依赖上门收购的商贩；②分级标准缺失，好果卖不出好价钱。",
            &["销售渠道单一，过分依赖上门收购的商贩", "分级标准缺失，好果卖不出好价钱"],
        ),
        (
            "果农卖果的难处突出体现在：（1）销售渠道单一，过分依赖上门收购的商贩；（2）分级标准缺失，好果卖不出好价钱。",
            &["销售渠道单一，过分依赖上门收购的商贩", "分级标准缺失，好果卖不出好价钱"],
        ),
        (
            "销售渠道单一，果农普遍难以找到买家。其次，分级标准缺失，好果卖不出好价钱。最后，冷库不足，鲜果积压。",
            &["销售渠道单一，果农普遍难以找到买家", "分级标准缺失，好果卖不出好价钱", "冷库不足，鲜果积压"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text, "县政府应当修建冷库。").0, expected, "{text}");
    }
}

#[test]
fn proposals_with_and_without_a_modal() {
    let claim = "县政府应当修建冷库";
    let proposals = [
        "农业部门每年发布收购指导价，供果农参考",
        "学校与合作社共同开设果品营销课程",
        "各校得招募退休果农担任讲师",
        "保留田头收购点，方便年老的果农卖果",
    ];
    for sentence in proposals {
        let (_, measures) = read("果农缺乏销路。", &format!("{claim}。{sentence}。"));
        assert_eq!(measures, [claim, sentence], "{sentence}");
    }
    let others = ["邻县的做法值得借鉴", "农业部门2021年建成了两座冷库", "破解之道，贵在联合"];
    for sentence in others {
        let (_, measures) = read("果农缺乏销路。", &format!("{claim}。{sentence}。"));
        assert_eq!(measures, [claim], "{sentence}");
    }
}
