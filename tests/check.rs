//! Each rule with a corpus that breaks it and one that does not.

mod check_support;

use cbec::{
    check::{Outcome, Rule, Standing},
    lexicon::Lang,
    model::{Code, Diagnostic, Severity},
};
use check_support::{Corpus, TEA, of_rule, only, rules, sound};
use std::{collections::BTreeSet, sync::LazyLock};

/// A rule, a corpus that breaks it, one that comes near and does not.
type Case = (Rule, Corpus, Corpus);

fn cases() -> Vec<Case> {
    [reading(), bibliography(), duplicates(), structure(), findings(), citations(), figures(), kept_by_hand()]
        .into_iter()
        .flatten()
        .collect()
}

fn reading() -> Vec<Case> {
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let fault = Diagnostic {
        severity: Severity::Error,
        code: Code::Internal,
        path: Some("tea.md".into()),
        line: None,
        message: "A fault.".into(),
        quote: None,
    };
    vec![
        (Rule::UnreadableFile, sound().missing("gone.txt"), sound()),
        (Rule::EmptyFile, sound().file("b.txt", ""), sound().file("README.md", "")),
        (Rule::NotText, sound().file("b.txt", b"%PDF-1.7\n\0\0"), sound()),
        (Rule::DamagedText, sound().but("山区农户", "山\u{FFFD}农户"), sound()),
        (Rule::NotChinese, sound().file("b.txt", "Nothing here is in the language of the corpus."), sound()),
        (Rule::InternalFault, sound().told(fault), sound()),
        (Rule::NotUtf8, only("tea.md", gb(TEA)), sound()),
        (Rule::FrontMatterUnreadable, sound().but("year: 2024", "year 2024"), sound()),
        (
            Rule::FrontMatterOrder,
            sound().but("doi: 10.1000/tea.2024.1\nyear: 2024", "year: 2024\ndoi: 10.1000/tea.2024.1"),
            sound().but("year: 2024", "year: 2024\nshelf: 3\nbox: 1"),
        ),
        (
            Rule::FrontMatterContradicts,
            sound().but("title: 岭南山区茶叶外销的难题", "title: 岭南山区茶叶内销的难题"),
            sound().but("title: 岭南山区茶叶外销的难题与出路", "title: 岭南山区茶叶外销的难题"),
        ),
    ]
}

fn bibliography() -> Vec<Case> {
    let untitled =
        sound().but("title: 岭南山区茶叶外销的难题与出路\n", "").but("# 岭南山区茶叶外销的难题与出路\n", "");
    let restated = sound().but("year: 2024", "year: 2024\ntext: restatement");
    let cold = include_str!("papers/cold-chain.txt");
    let trade = include_str!("papers/overseas-warehouse.txt");
    vec![
        (Rule::NoTitle, untitled, sound().but("title: 岭南山区茶叶外销的难题与出路\n", "")),
        (Rule::NoAbstract, sound().but("**摘要**：", "**导语**："), sound()),
        (Rule::NoDoi, sound().but("doi: 10.1000/tea.2024.1\n", ""), sound()),
        (Rule::RestatementWithoutDoi, restated.clone().but("doi: 10.1000/tea.2024.1\n", ""), restated),
        (Rule::OtherField, only("a.txt", trade).file("b.txt", cold), only("a.txt", trade)),
    ]
}

fn duplicates() -> Vec<Case> {
    let other = TEA.replace("tea.2024.1", "tea.2024.2").replace("外销的难题与出路", "外销的困局与破局");
    let another = include_str!("papers/cold-chain.txt");
    let restated = TEA.replace("year: 2024", "year: 2024\ntext: restatement");
    vec![
        (
            Rule::DuplicatePaper,
            sound().file("new/tea-2.md", format!("{TEA}\n")),
            sound().file("b.txt", another),
        ),
        (Rule::RestatedPaper, sound().file("b.md", restated.clone()), only("b.md", restated)),
        (Rule::NearDuplicate, sound().file("b.md", other), sound().file("b.txt", another)),
    ]
}

fn structure() -> Vec<Case> {
    let two = sound().but("### （二）", "### （贰）");
    let bare: String = TEA.lines().filter(|l| !l.starts_with('#')).map(|l| format!("{l}\n")).collect();
    vec![
        (
            Rule::HeadingNumberSkipped,
            sound().but("## 三、促进", "## 四、促进"),
            sound().but("## 参考文献", "## 四、结语\n\n茶叶外销大有可为。\n\n## 参考文献"),
        ),
        (Rule::HeadingNumberRepeated, sound().but("### （二）人手短缺", "### （一）人手短缺"), two),
        (Rule::NoHeadings, only("tea.md", bare), sound()),
    ]
}

fn findings() -> Vec<Case> {
    let bulletin = include_str!("papers/bulletin.txt");
    let cut = |from: &str, to: &str| {
        let (start, end) = (TEA.find(from).expect("the part"), TEA.find(to).expect("the next part"));
        format!("{}{}", &TEA[..start], &TEA[end..])
    };
    let filler = "岭南山区的茶园分布在海拔较高的坡地，云雾缭绕，土壤肥沃，历代茶农以种茶为生。".repeat(20);
    let one = TEA
        .replace("首先，茶农缺乏稳定的销售渠道，每逢春茶上市便滞销严重。其次，", "首先，")
        .replace(&cut_out("### （二）人手短缺", "## 三、促进"), "");
    let long = |text: &str| text.replace("## 二、茶叶", &format!("{filler}\n\n## 二、茶叶"));
    let consumers = include_str!("papers/livestream-consumers.txt");
    vec![
        (Rule::NoFindings, only("b.txt", bulletin), sound()),
        (Rule::OneSided, only("b.md", cut("## 三、促进", "## 参考文献")), sound()),
        (Rule::FewFindings, only("b.md", long(&one)), only("b.md", long(TEA))),
        (
            Rule::PromiseNotKept,
            sound().but("销路不畅、人手短缺等问题", "销路不畅、人手短缺、灌溉落后等问题"),
            sound().but("人手短缺等问题", "人手不够等问题"),
        ),
        (Rule::UnansweredProblem, sound().but("### （一）销路不畅", "### （一）保险缺位\n\n首先，茶园缺乏农业保险，遇灾损失严重。其次，赔付手续烦琐。\n\n### （三）销路不畅"), sound()),
        (Rule::UnansweredTopic, only("b.txt", consumers), sound()),
    ]
}

fn cut_out(from: &str, to: &str) -> String {
    let (start, end) = (TEA.find(from).expect("the part"), TEA.find(to).expect("the next part"));
    TEA[start..end].to_owned()
}

fn citations() -> Vec<Case> {
    let entry = "[1] 周若水. 山区茶业的演变[J]. 山地经济, 2021, 9(2): 15-21.";
    let second = format!("{entry}\n\n[2] 林一帆. 茶园机械化初探[J]. 农机天地, 2022, 4(1): 3-9.");
    vec![
        (
            Rule::CitationWithoutReference,
            sound().but("支柱产业[1]", "支柱产业[1, 7]"),
            sound().but(&format!("\n{entry}\n"), "").but("## 参考文献\n", ""),
        ),
        (
            Rule::ReferenceNeverCited,
            sound().but(entry, &second),
            sound().but(entry, &second).but("支柱产业[1]", "支柱产业"),
        ),
        (Rule::ReferencesUnreadable, sound().but(entry, ""), sound()),
    ]
}

fn figures() -> Vec<Case> {
    let body = "首先，茶农缺乏稳定的销售渠道，每逢春茶上市便滞销严重。";
    let with = |sentence: &str| sound().but(body, &format!("{sentence}{body}"));
    let survey =
        "全县有4200户茶农没有固定客商，有62.5%的茶农没有签过合同，每户平均滞销320斤，有71.4%的茶农打算改种。";
    let unsourced = sound().but("据岭南县统计局统计，2023年全县茶叶出口额为12亿元，比上年增长8.5%。", survey);
    let other = |figure: &str, source: &str| {
        TEA.replace("tea.2024.1", "tea.2024.9")
            .replace("岭南山区茶叶外销的难题与出路", "岭南县茶叶出口何以突围")
            .replace(
                "据岭南县统计局统计，2023年全县茶叶出口额为12亿元，比上年增长8.5%",
                &format!("{source}2023年岭南县茶叶出口额为{figure}"),
            )
    };
    let first = sound().but(
        "据岭南县统计局统计，2023年全县茶叶出口额为12亿元，比上年增长8.5%",
        "2023年岭南县茶叶出口额为12亿元",
    );
    let english = |share: &str| {
        sound()
            .but("供主管部门参考。", "供主管部门参考。2023年出口额增长8.5%。")
            .but("## 一、引言", &format!("**Abstract**: Exports of tea from the mountains of Lingnan grew by {share}% in 2023, yet sales are slow and hands are few.\n\n**Keywords**: tea\n\n## 一、引言"))
    };
    vec![
        (
            Rule::FigureWithoutPeriod,
            with("全县有4200户茶农没有固定客商。"),
            with("2023年全县有4200户茶农没有固定客商，全县有三个茶市，海拔最高1200米。"),
        ),
        (
            Rule::FigureWithoutSource,
            with("2023年全县有4200户茶农没有固定客商。"),
            with(
                "据岭南县农业局统计，2023年全县有4200户茶农没有固定客商。2023年春，笔者走访的茶农有62.5%没有签过合同。",
            ),
        ),
        (Rule::MostlyWithoutSource, unsourced.clone(), sound()),
        (Rule::MostlyWithoutPeriod, unsourced, sound()),
        (
            Rule::ArithmeticInconsistent,
            with("全县茶叶产量由2022年的22.1万吨增加到2023年的24.6万吨，增长21.3%。"),
            with("全县茶叶产量由2022年的22.1万吨增加到2023年的24.6万吨，增长11.3%。"),
        ),
        (
            Rule::ConflictingFigures,
            first.clone().file("b.md", other("15亿元", "")),
            first.clone().file("b.md", other("12亿元", "")),
        ),
        (
            Rule::DifferingFigures,
            sound()
                .but("全县茶叶出口额", "岭南县茶叶出口额")
                .file("b.md", other("15亿元", "据南岭海关统计，")),
            first.file("b.md", other("15亿元", "")),
        ),
        (Rule::AbstractsDiffer, english("5.8"), english("8.5")),
    ]
}

fn kept_by_hand() -> Vec<Case> {
    let decided = |severity| Diagnostic {
        severity,
        code: Code::Override,
        path: Some("cbec.overrides.toml".into()),
        line: Some(3),
        message: "tea/P1 is decided by hand.".into(),
        quote: Some("tea/P1".into()),
    };
    let expect = |text: &str| sound().config(&format!("[expect]\n{text}\n"));
    let no_doi = sound().but("doi: 10.1000/tea.2024.1\n", "");
    let suppressed = |more: &str| {
        no_doi
            .clone()
            .config(&format!("[[suppress]]\nrule = \"no-doi\"\nreason = \"none was given\"\n{more}\n"))
    };
    let known = |print: &str| {
        format!(
            r#"{{"schema": "cbec-baseline/1", "entries": [{{"rule": "no-doi", "hint": "", "fingerprint": "{print}"}}]}}"#
        )
    };
    let print = of_rule(&no_doi.check(), Rule::NoDoi)[0].fingerprint.clone();
    vec![
        (Rule::TooFewPapers, expect("min-papers = 2"), expect("min-papers = 1")),
        (
            Rule::TooFewFindings,
            expect("min-problems = 3"),
            expect("min-problems = 2\nmin-countermeasures = 2\nmin-figures = 2"),
        ),
        (
            Rule::MissingSection,
            expect("sections = [\"conclusion\"]"),
            expect("sections = [\"introduction\", \"problem\", \"countermeasure\"]"),
        ),
        (Rule::ExpiredSuppression, suppressed("until = 2026-05-31"), suppressed("until = 2026-06-01")),
        (Rule::UnusedSuppression, suppressed("paper = \"coffee\""), suppressed("paper = \"tea\"")),
        (
            Rule::StaleOverride,
            sound().told(decided(Severity::Warning)),
            sound().told(decided(Severity::Note)),
        ),
        (
            Rule::RejectedByHand,
            sound().told(decided(Severity::Note)),
            sound().told(decided(Severity::Warning)),
        ),
        (Rule::StaleBaseline, no_doi.clone().baseline(&known("00")), no_doi.clone().baseline(&known(&print))),
    ]
}

#[test]
fn a_sound_corpus_breaks_no_rule() {
    assert_eq!(rules(&sound().check()), [""; 0]);
}

/// A rule, what was found where it is broken (in Chinese and in English) and where it holds.
type Judged = (Rule, [Outcome; 2], Outcome);

static JUDGED: LazyLock<Vec<Judged>> = LazyLock::new(|| {
    let judge = |(rule, breaks, holds): Case| (rule, breaks.check_in([Lang::Zh, Lang::En]), holds.check());
    cases().into_iter().map(judge).collect()
});

#[test]
fn every_rule_finds_what_breaks_it_and_nothing_where_it_holds() {
    let mut faults = Vec::new();
    for (rule, [_, broken], held) in JUDGED.iter() {
        if of_rule(broken, *rule).is_empty() {
            faults.push(format!("{rule} is not found, only {:?}", rules(broken)));
        }
        for violation in of_rule(held, *rule) {
            faults.push(format!("{rule} is found where it holds: {}", violation.message));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_rule_is_missing_from_the_table() {
    let tested: BTreeSet<Rule> = JUDGED.iter().map(|(rule, ..)| *rule).collect();
    let missing: Vec<_> = Rule::ALL.iter().filter(|rule| !tested.contains(rule)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_message_is_filled_in_in_both_languages() {
    for (rule, found, _) in JUDGED.iter() {
        for violation in found.iter().flat_map(|outcome| &outcome.report.violations) {
            let related = violation.related.iter().map(|r| &r.message);
            for text in std::iter::once(&violation.message).chain(related) {
                assert!(!text.trim().is_empty() && !text.contains(['{', '}']), "{rule}: {text}");
            }
        }
    }
}

#[test]
fn a_violation_points_at_its_words() {
    let found = sound().but("支柱产业[1]", "支柱产业[1][7]").check();
    let place = of_rule(&found, Rule::CitationWithoutReference)[0].location.as_ref().unwrap().place.unwrap();
    assert_eq!((place.line, place.column, place.end_line), (16, 16, 16));
}

#[test]
fn every_diagnostic_of_the_reading_has_a_rule() {
    for code in Code::ALL {
        for severity in Severity::ALL {
            let rule = Rule::of_diagnostic(*code, *severity);
            assert!(Rule::ALL.contains(&rule), "{code}");
        }
    }
}

#[test]
fn what_is_accepted_or_known_stays_in_the_report_and_does_not_count() {
    let no_doi = sound().but("doi: 10.1000/tea.2024.1\n", "");
    let accepted = no_doi.clone().config("[[suppress]]\nrule = \"no-doi\"\nreason = \"none was given\"");
    let reason = Standing::Suppressed { reason: "none was given".into() };
    assert_eq!(of_rule(&accepted.check(), Rule::NoDoi)[0].standing, reason);
    let baseline = no_doi.check().baseline.write().unwrap();
    let known = no_doi.baseline(&baseline).check();
    assert_eq!(of_rule(&known, Rule::NoDoi)[0].standing, Standing::Baseline);
}

#[test]
fn a_suppression_past_its_date_no_longer_holds() {
    let no_doi = sound().but("doi: 10.1000/tea.2024.1\n", "");
    let text = "[[suppress]]\nrule = \"no-doi\"\nreason = \"asked the editor\"\nuntil = 2026-05-31";
    let found = no_doi.config(text).check();
    assert_eq!(of_rule(&found, Rule::NoDoi)[0].standing, Standing::New);
    let place = of_rule(&found, Rule::ExpiredSuppression)[0].location.clone().unwrap();
    assert_eq!((place.path.as_str(), place.place.unwrap().line), ("cbec.toml", 1));
}

#[test]
fn a_file_that_cannot_be_read_is_never_known() {
    let corpus = sound().file("b.txt", "");
    let found = corpus.check();
    assert!(found.baseline.is_empty());
    let print = &of_rule(&found, Rule::EmptyFile)[0].fingerprint;
    let forced = format!(
        r#"{{"schema": "cbec-baseline/1", "entries": [{{"rule": "empty-file", "hint": "", "fingerprint": "{print}"}}]}}"#
    );
    let again = corpus.baseline(&forced).check();
    assert_eq!(of_rule(&again, Rule::EmptyFile)[0].standing, Standing::New);
}
