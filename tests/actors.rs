//! Who is to act, sentence by sentence: only those the text makes act.

use cbec::{
    document,
    domain::Domain,
    extract,
    model::{Level, PaperId},
    outline, source,
};

/// The actors of the points of a countermeasure section with these sentences.
fn actors(sentences: &str) -> Vec<Vec<String>> {
    let text = format!(
        "果业的问题与对策\n一、果业的问题\n（一）销路不畅\n果农缺乏销路，水果普遍滞销。\n二、果业的对策\n（一）畅通销路\n{sentences}\n"
    );
    let decoded = source::decode("paper.txt", text.as_bytes(), None).expect("a Chinese text");
    let doc = document::read(&decoded);
    let outline = outline::read(&doc, &decoded);
    let domain = Domain::built_in().expect("the built-in pack");
    let found = extract::extract(&PaperId::new("p"), &doc, &outline, &domain);
    let points = found.countermeasures.iter().filter(|f| f.level == Level::Point);
    points.map(|f| f.actors.iter().map(|a| a.as_str().to_owned()).collect()).collect()
}

#[test]
fn who_acts() {
    let cases: [(&str, &[&[&str]]); 16] = [
        ("县政府应当修建冷库。", &[&["government"]]),
        ("学校与企业共同设立果品学院。", &[&["enterprise", "university"]]),
        ("企业应与高校合作开发新品种。", &[&["enterprise"]]),
        ("商务部门和主要电商平台要共同制定分级标准。", &[&["government", "platform"]]),
        ("由县财政对建库的合作社给予补贴，三年内建成冷库。", &[&["government"]]),
        ("行业协会应组织果品企业统一采购包装。", &[&["association"]]),
        ("鼓励企业自建冷库并对外出租。", &[&["enterprise"]]),
        ("校企双方应当联合培养果树技师。", &[&["enterprise", "university"]]),
        ("人民银行应会同财政部门推出果贷产品。", &[&["government"]]),
        ("银行应针对小型果品企业开发仓单质押贷款。", &[&["financial_institution"]]),
        ("各校得招募退休果农担任讲师。", &[&[]]),
        // Carried over while sentences go on with a verb of their own.
        ("县政府应当修建冷库。同时，加强道路养护，缩短运输时间。", &[&["government"], &["government"]]),
        // Something else is the subject.
        ("县政府应当修建冷库。此外，果园的道路应当硬化到田头。", &[&["government"], &[]]),
        // Each of two sentences has its own.
        ("县政府应当修建冷库。合作社要统一收购，按质论价。", &[&["government"], &["enterprise"]]),
        ("应当完善果品分级制度，提高果农收入。", &[&[]]),
        ("通过平台扩大销售，减少中间环节，推动产销对接。", &[&[]]),
    ];
    for (sentences, expected) in cases {
        assert_eq!(actors(sentences), expected, "{sentences}");
    }
}
