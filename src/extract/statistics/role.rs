//! Whether a figure describes the world or belongs to a proposal.

use super::words::MEASURES;
use crate::model::{FactRole, Period, Role};

/// `before`: the sentence up to the figure; `clause`: its clause; `sourced`: somebody reports it.
pub(super) fn role(
    section: Role,
    before: &str,
    clause: &str,
    sourced: bool,
    period: Option<Period>,
    paper_year: Option<u16>,
) -> FactRole {
    let ahead = period.is_some_and(|p| paper_year.is_some_and(|y| p.end.year_of() > y));
    let aims = MEASURES.target.within(clause)
        || (advises(before) || ought(before))
            && !is_example(before, clause)
            && section != Role::LiteratureReview
        || ahead && MEASURES.target.within(before);
    // 到 2030 年: not before the paper, and no stretch from an earlier year.
    let reaches = period.is_some_and(|p| {
        let year = p.end.year_of();
        let named = before.contains(&format!("到{year}")) || before.contains(&format!("到 {year}"));
        named && !before.contains(['从', '由', '自']) && paper_year.is_some_and(|y| year >= y)
    });
    let forward = reaches || ahead && before.contains(['到', '至']);
    if aims && !sourced && !came_true(clause) || forward && !came_true(clause) {
        return FactRole::Prescribed;
    }
    if section != Role::Countermeasure || sourced || is_example(before, clause) {
        return FactRole::Observed;
    }
    let past = period.is_some_and(|p| paper_year.is_none_or(|y| p.end.year_of() <= y)) && !aims;
    if past { FactRole::Observed } else { FactRole::Prescribed }
}

/// 建议 as the verb, not 政策建议 or 五点建议.
fn advises(before: &str) -> bool {
    before.match_indices("建议").any(|(at, word)| {
        let noun = before[..at].ends_with(['策', '点', '条', '项', '的', '出', '些', '及', '和', '、']);
        let ends = before[at + word.len()..].starts_with(['，', '。', '；', '、', '和', '与', '及']);
        !noun && !ends
    })
}

/// 应 as the auxiliary, not inside 供应 or 应用.
fn ought(before: &str) -> bool {
    let words = [
        "供应", "响应", "反应", "适应", "效应", "相应", "对应", "感应", "回应", "顺应", "应用", "应收",
        "应届", "应急", "应对", "应税", "应付", "应有", "应运", "应变", "应答",
    ];
    let bare = words.iter().fold(before.to_owned(), |text, w| text.replace(w, ""));
    bare.contains('应') || bare.contains("必须")
}

fn came_true(clause: &str) -> bool {
    clause.contains("已") && !clause.contains("自已")
        || clause.contains("实现了")
        || clause.contains("达到了")
}

/// An existing programme is told of: 如…, 典型案例, …为例, 已….
fn is_example(before: &str, clause: &str) -> bool {
    let whole = |w: &str| before.contains(w) || clause.contains(w);
    if [
        "例如",
        "比如",
        "譬如",
        "典型案例",
        "为例",
        "显示",
        "表明",
        "实践证明",
        "一例",
        "可资",
        "实施以来",
        "截至",
        "曾经",
        "据统计",
    ]
    .into_iter()
    .any(whole)
    {
        return true;
    }
    let opens = |text: &str| {
        text.split(['，', '；', '：', '。', '、']).any(|part| {
            part.trim_start().starts_with('如')
                && !["如何", "如果", "如此", "如今", "如期", "如实", "如皋", "如东"]
                    .iter()
                    .any(|w| part.trim_start().starts_with(w))
        })
    };
    let perfect = |text: &str| {
        text.contains("已") || {
            let text = text.replace("为了", "").replace("除了", "").replace("了解", "");
            text.contains('了')
        }
    };
    opens(before) || perfect(clause) || before.contains("已")
}
