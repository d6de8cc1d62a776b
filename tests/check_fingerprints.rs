//! What a violation is known by: its rule and its words, and not where they stand.

mod check_support;

use cbec::check::Outcome;
use check_support::{Corpus, TEA, only};
use std::collections::BTreeSet;

/// Fingerprints with rule and message, so that a difference says what it is.
fn prints(outcome: &Outcome) -> BTreeSet<(String, String)> {
    let print = |v: &cbec::check::Violation| (v.fingerprint.clone(), format!("{}: {}", v.rule, v.message));
    outcome.report.violations.iter().map(print).collect()
}

/// A text with its lines broken at `width` characters or a little before, never before punctuation nor beside a number or a
/// Latin word.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut in_front_matter = false;
    for line in text.lines() {
        in_front_matter ^= line == "---";
        let whole = in_front_matter || line.starts_with(['#', '-', '|', '[']);
        let mut rest: Vec<char> = line.chars().collect();
        while rest.len() > width && !whole {
            let at = (width / 2..=width).rev().find(|&i| may_part(rest[i - 1], rest[i])).unwrap_or(width);
            out.extend(rest.drain(..at));
            out.push('\n');
        }
        out.extend(rest);
        out.push('\n');
    }
    out
}

fn may_part(before: char, after: char) -> bool {
    let closes = |c: char| "，。、；：！？）》”〕】％".contains(c);
    let opens = |c: char| "（《“〔【".contains(c);
    !before.is_ascii() && !after.is_ascii() && !closes(after) && !opens(before)
}

/// The sound paper with a fault of many kinds.
fn faulty() -> String {
    TEA.replace("doi: 10.1000/tea.2024.1\n", "")
        .replace("支柱产业[1]", "支柱产业[1][4]")
        .replace("## 三、促进", "## 四、促进")
        .replace("人手短缺等问题", "人手短缺、灌溉落后等问题")
        .replace(
            "首先，茶农缺乏稳定的销售渠道",
            "全县有4200户茶农没有固定客商，其中3100户从未签过合同。首先，茶农缺乏稳定的销售渠道",
        )
}

fn papers() -> Vec<(&'static str, String)> {
    let own = |text: &str| text.to_owned();
    vec![
        ("tea.md", faulty()),
        ("community-eldercare.txt", own(include_str!("papers/community-eldercare.txt"))),
        ("sme-digital.txt", own(include_str!("papers/sme-digital.txt"))),
        ("rural-finance.txt", own(include_str!("papers/rural-finance.txt"))),
        ("waste-sorting.txt", own(include_str!("papers/waste-sorting.txt"))),
    ]
}

#[test]
fn wrapping_a_paper_anew_and_moving_it_changes_no_fingerprint() {
    for (name, text) in papers() {
        let before = only(name, &text).check();
        let was = prints(&before);
        assert!(was.len() >= 4, "{name} breaks too few rules to say much: {was:?}");
        for width in [36, 44] {
            let text = wrapped(&text, width);
            let after = only(&format!("year/2024/{name}"), text).check();
            assert_eq!(prints(&after), was, "{name} at {width}");
            let lines =
                |o: &Outcome| o.report.violations.iter().map(|v| v.location.clone()).collect::<Vec<_>>();
            assert_ne!(lines(&after), lines(&before), "{name} was not moved");
        }
    }
}

#[test]
fn another_encoding_changes_no_fingerprint() {
    let text = faulty();
    let was = prints(&only("tea.md", &text).check());
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let now: BTreeSet<_> =
        prints(&only("tea.md", gb).check()).into_iter().filter(|p| !p.1.starts_with("not-utf8")).collect();
    assert_eq!(now, was);
}

#[test]
fn another_paper_beside_it_changes_no_fingerprint() {
    let text = faulty();
    let was = prints(&only("tea.md", &text).check());
    let with = only("tea.md", &text).file("a/cold-chain.txt", include_str!("papers/cold-chain.txt"));
    let now = prints(&with.check());
    let lost: Vec<_> = was.difference(&now).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn a_baseline_knows_what_was_moved_and_only_that() {
    let text = faulty();
    let baseline = only("tea.md", &text).check().baseline.write().unwrap();
    let counts = |corpus: Corpus| {
        let report = corpus.baseline(&baseline).check().report;
        let new = report.violations.into_iter().filter(|v| v.standing == cbec::check::Standing::New);
        new.map(|v| v.rule).collect::<Vec<_>>()
    };
    assert_eq!(counts(only("moved/tea.md", wrapped(&text, 30))), [""; 0]);
    let worse = text.replace("支柱产业[1][4]", "支柱产业[1][4][9]");
    assert_eq!(counts(only("tea.md", worse)), ["citation-without-reference"]);
    let better = text.replace("支柱产业[1][4]", "支柱产业[1]");
    assert_eq!(counts(only("tea.md", better)), ["stale-baseline"]);
}

#[test]
fn violations_of_the_same_words_are_told_apart() {
    let text = faulty().replace("支柱产业[1][4]", "支柱产业[1][4]，也是面子[4]");
    let found = only("tea.md", text).check();
    let marks: Vec<_> =
        found.report.violations.iter().filter(|v| v.rule == "citation-without-reference").collect();
    let prints: BTreeSet<_> = marks.iter().map(|v| &v.fingerprint).collect();
    assert_eq!((marks.len(), prints.len()), (2, 2));
}
