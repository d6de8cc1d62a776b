//! What a check found, in the formats of CI platforms: as the platforms read it, by their published schemas, for any text.

mod check_formats_support;

use cbec::{
    check::{
        Report, Standing, Violation,
        format::{Format, render, summary},
    },
    model::Severity,
};
use check_formats_support::{
    at, commands, faults, json, junit_faults, many, printable, report, rules, violation, written,
};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// What formats have markup, escapes or limits for.
const HOSTILE: [&str; 12] = [
    "100%，50%25，%0A",
    "::error file=x,line=1::假的",
    "]]><failure message=\"x\"/>&amp;",
    "一行\n::warning::二行\r\n三行\r四行",
    "a:b,c=d;e|f\\|g`h`*i*_j_",
    "\u{1b}[31m红\u{0}\u{7}\u{85}",
    "\u{202e}倒\u{200f}\u{feff}",
    "\u{fffe}\u{ffff}\u{1ffff}",
    "[1](2) {0} {{x}} <b>@team</b> $x$ #1",
    "##[error]旧式",
    "\t 前后空白 \t",
    "",
];

/// A report in which a text stands in every place a text may stand.
fn with_text(text: &str) -> Report {
    let standings = [Standing::New, Standing::Suppressed { reason: text.into() }, Standing::Baseline];
    let violations = standings.into_iter().map(|standing| Violation {
        location: Some(at(text, Some((1, 1, 1, 3)))),
        items: vec![text.into()],
        related: vec![cbec::check::Related { location: at(text, None), message: text.into() }],
        fingerprint: text.into(),
        standing,
        ..violation(text)
    });
    Report { violations: violations.collect() }
}

#[test]
fn formats_have_one_name_each() {
    let names: BTreeSet<&str> = Format::ALL.iter().map(|f| f.name()).collect();
    assert_eq!(names.len(), Format::ALL.len());
    assert!(Format::ALL.iter().all(|f| !f.about().is_empty()));
}

#[test]
fn each_format_is_as_agreed() {
    for format in Format::ALL {
        let text = written(*format, &report()).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        insta::assert_snapshot!(format.name(), text);
    }
    insta::assert_snapshot!("summary", summary(&report(), &rules()));
}

#[test]
fn a_report_without_violations_is_a_file_too() {
    let empty = Report::default();
    assert_eq!(written(Format::Github, &empty), "");
    assert_eq!(json(Format::Gitlab, &empty), serde_json::json!([]));
    assert_eq!(json(Format::Sarif, &empty)["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(summary(&empty, &rules()), "## cbec check: nothing to mend\n");
    assert!(
        render(Format::Junit, &empty, &[])
            .is_ok_and(|xml| junit_faults(&String::from_utf8_lossy(&xml)).is_empty())
    );
}

// SARIF

#[test]
fn sarif_is_valid_by_the_schema_of_oasis() {
    let reports =
        HOSTILE.iter().map(|text| with_text(text)).chain([report(), Report::default(), many(40, 0, 3)]);
    for report in reports {
        let value = json(Format::Sarif, &report);
        assert_eq!(faults("sarif-2.1.0.json", &value), [] as [String; 0], "{value:#}");
    }
}

/// The schema is one that can refuse.
#[test]
fn the_schema_of_oasis_refuses_what_is_wrong() {
    let right = json(Format::Sarif, &report());
    for (pointer, wrong) in [
        ("/runs/0/columnKind", Value::from("bytes")),
        ("/runs/0/results/0/level", Value::from("fatal")),
        ("/runs/0/results/0/baselineState", Value::from("old")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", Value::from(0)),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", Value::from("a b")),
        ("/runs/0/invocations/0", serde_json::json!({})),
    ] {
        let mut value = right.clone();
        *value.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!faults("sarif-2.1.0.json", &value).is_empty(), "{pointer}");
    }
}

#[test]
fn sarif_tells_new_from_known_and_accepted() {
    let value = json(Format::Sarif, &report());
    let results = value["runs"][0]["results"].as_array().expect("results");
    let told: Vec<(Option<&str>, Option<&str>)> = results
        .iter()
        .map(|r| (r["baselineState"].as_str(), r["suppressions"][0]["justification"].as_str()))
        .collect();
    assert!(results.iter().all(|r| r["suppressions"].is_array()), "of all or of none");
    let new = (Some("new"), None);
    assert_eq!(
        told,
        [new, new, new, new, (Some("unchanged"), None), (Some("unchanged"), Some("表中已注明年份"))]
    );
}

#[test]
fn sarif_points_into_the_repository_by_code_points() {
    let value = json(Format::Sarif, &report());
    assert_eq!(value["runs"][0]["columnKind"], "unicodeCodePoints");
    let site =
        |result: usize, list: &str| value["runs"][0]["results"][result][list][0]["physicalLocation"].clone();
    assert_eq!(
        site(0, "locations"),
        serde_json::json!({
            "artifactLocation": {"uri": "corpus/%E8%8C%B6%20%E4%BA%A7%E4%B8%9A.txt", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 12, "startColumn": 4, "endLine": 12, "endColumn": 9},
        })
    );
    assert_eq!(site(1, "relatedLocations")["artifactLocation"]["uri"], "corpus/b.txt");
    assert_eq!(site(3, "locations")["region"], Value::Null, "a whole file has no region");
}

/// Code scanning refuses a file with one result that has no place.
#[test]
fn every_sarif_result_has_a_place_and_a_rule() {
    let mut found = report();
    found.violations.push(Violation { rule: "unheard-of", ..violation("规则不在列。") });
    let value = json(Format::Sarif, &found);
    let run = &value["runs"][0];
    for result in run["results"].as_array().expect("results") {
        assert!(
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].is_string(),
            "{result}"
        );
        let at = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
    }
}

// JUnit

#[test]
fn junit_is_valid_by_the_schema_of_jenkins() {
    for report in
        HOSTILE.iter().map(|text| with_text(text)).chain([report(), Report::default(), many(3, 3, 3)])
    {
        let xml = written(Format::Junit, &report);
        assert_eq!(junit_faults(&xml), [] as [String; 0], "{xml}");
    }
}

#[test]
fn junit_as_another_reader_reads_it() {
    let read = junit_parser::from_reader(written(Format::Junit, &report()).as_bytes()).expect("JUnit XML");
    assert_eq!((read.tests, read.failures, read.errors), (7, 3, 0));
    let told: Vec<(String, String, &str)> = read
        .suites
        .iter()
        .flat_map(|suite| &suite.cases)
        .map(|case| (case.classname.clone().unwrap_or_default(), case.original_name.clone(), outcome(case)))
        .collect();
    let expected = [
        ("cbec.conflicting-figures", "corpus/a.txt", "failed"),
        ("cbec.figure-without-period", "corpus/茶 产业.txt", "failed"),
        ("cbec.figure-without-period", "corpus/a.txt", "skipped"),
        ("cbec.figure-without-period", "corpus/b.txt", "skipped"),
        ("cbec.few-papers", "whole corpus", "failed"),
        ("cbec.title-missing", "whole corpus", "passed"),
        ("cbec.problem-unanswered", "corpus/a.txt", "passed"),
    ];
    assert_eq!(told, expected.map(|(class, name, how)| (class.to_owned(), name.to_owned(), how)));
}

fn outcome(case: &junit_parser::TestCase) -> &'static str {
    match &case.status {
        junit_parser::TestStatus::Success => "passed",
        junit_parser::TestStatus::Failure(_) => "failed",
        junit_parser::TestStatus::Skipped(_) => "skipped",
        junit_parser::TestStatus::Error(_) => "error",
    }
}

/// New failures are told from old by name: neither a line nor a count may be part of it.
#[test]
fn junit_names_stay_when_lines_move() {
    let names = |report: &Report| -> Vec<String> {
        let read = junit_parser::from_reader(written(Format::Junit, report).as_bytes()).expect("JUnit XML");
        read.suites.iter().flat_map(|s| &s.cases).map(|c| c.original_name.clone()).collect()
    };
    let mut moved = report();
    moved.violations[0].location = Some(at("corpus/茶 产业.txt", Some((90, 1, 91, 1))));
    moved
        .violations
        .push(Violation { location: Some(at("corpus/茶 产业.txt", None)), ..violation("又一处。") });
    assert_eq!(names(&moved), names(&report()));
}

// GitHub

#[test]
fn annotations_come_most_severe_first_within_the_caps() {
    // (errors, warnings, notes) found → annotations of each kind, and what the last line says is missing
    for (found, shown, missing) in [
        ((1, 2, 3), (1, 2, 3), None),
        ((10, 10, 10), (10, 10, 10), None),
        ((11, 0, 0), (10, 0, 1), Some("1 error.")),
        ((0, 12, 10), (0, 10, 10), Some("2 warnings, 1 note.")),
        ((25, 25, 25), (10, 10, 10), Some("15 errors, 15 warnings, 16 notes.")),
    ] {
        let all = commands(&written(Format::Github, &many(found.0, found.1, found.2)));
        let count = |kind: &str| all.iter().filter(|c| c.kind == kind).count();
        assert_eq!((count("error"), count("warning"), count("notice")), shown, "{found:?}");
        let rank = |kind: &str| ["error", "warning", "notice"].iter().position(|k| *k == kind);
        assert!(all.is_sorted_by_key(|c| rank(&c.kind)), "{found:?}");
        let rest = all.last().filter(|c| !c.properties.contains_key("file")).map(|c| c.message.as_str());
        match missing {
            Some(missing) => assert!(rest.is_some_and(|r| r.contains(missing)), "{found:?}: {rest:?}"),
            None => assert_eq!(rest, None, "{found:?}"),
        }
    }
}

/// A conflict takes two places to see; an annotation has one.
#[test]
fn annotations_name_the_other_place() {
    let all = commands(&written(Format::Github, &report()));
    assert_eq!(all[0].message, "2023年合格率一处为62.5%，另一处为65.2%。\ncorpus/b.txt:8: 这里是65.2%。");
}

#[test]
fn annotations_point_as_the_platform_allows() {
    // (place) → properties besides file and title; columns only within a line, the last one in the range
    for (place, told) in [
        (None, "none"),
        (Some((3, 5, 3, 9)), "col=5 endColumn=8 endLine=3 line=3"),
        (Some((3, 5, 4, 2)), "endLine=4 line=3"),
        (Some((3, 5, 3, 5)), "col=5 endColumn=5 endLine=3 line=3"),
        (Some((0, 0, 0, 0)), "col=1 endColumn=1 endLine=1 line=1"),
        (Some((9, 9, 3, 1)), "col=9 endColumn=9 endLine=9 line=9"),
    ] {
        let located = Violation { location: Some(at("./a.txt", place)), ..violation("无年份。") };
        let all = commands(&written(Format::Github, &Report { violations: vec![located] }));
        let mut properties = all[0].properties.clone();
        assert_eq!(properties.remove("file").as_deref(), Some("a.txt"));
        assert_eq!(properties.remove("title").as_deref(), Some("figure-without-period"));
        let given: Vec<String> = properties.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(given.join(" "), told.replace("none", ""), "{place:?}");
    }
}

#[test]
fn the_summary_lists_what_annotations_leave_out() {
    let text = summary(&many(0, 30, 0), &rules());
    assert_eq!(text.lines().filter(|l| l.starts_with("| warning |")).count(), 30);
    let long = summary(&many(20_000, 0, 0), &rules());
    assert!(long.len() < 600 * 1024, "{} bytes", long.len());
    let listed = long.lines().filter(|l| l.starts_with("| error |")).count();
    assert!(long.contains(&format!("\n{} more are not listed here.", 20_000 - listed)), "{listed}");
}

#[test]
fn the_summary_stays_a_table() {
    for text in HOSTILE {
        let told = summary(&with_text(text), &rules());
        let rows: Vec<&str> = told.lines().filter(|l| l.starts_with("| ")).collect();
        assert_eq!(rows.len(), 2, "{told}");
        assert!(rows.iter().all(|r| r.matches('|').count() == 5), "{told}");
        assert!(!told.contains("<b>") && !told.contains("@team") && !told.contains("[1]"), "{told}");
    }
}

// GitLab

#[test]
fn code_quality_is_valid_by_the_schema_of_gitlab() {
    let severities = ["info", "minor", "major", "critical", "blocker"];
    for report in HOSTILE.iter().map(|text| with_text(text)).chain([report(), many(2, 2, 2)]) {
        for issue in json(Format::Gitlab, &report).as_array().expect("issues") {
            assert_eq!(faults("gitlab-codequality.json", issue), [] as [String; 0]);
            // What its documentation asks for and the schema does not.
            assert!(issue["severity"].as_str().is_some_and(|s| severities.contains(&s)), "{issue}");
            assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|l| l > 0), "{issue}");
            assert!(issue["location"]["path"].as_str().is_some_and(|p| !p.starts_with("./")), "{issue}");
            assert!(issue["check_name"].is_string(), "{issue}");
        }
    }
}

#[test]
fn fingerprints_of_code_quality_are_unique_and_stay() {
    let prints = |report: &Report| -> Vec<String> {
        let issues = json(Format::Gitlab, report);
        issues.as_array().expect("issues").iter().map(|i| i["fingerprint"].to_string()).collect()
    };
    let twins = prints(&many(3, 3, 0));
    assert_eq!(twins.iter().collect::<BTreeSet<_>>().len(), 6);
    assert!(twins.contains(&"\"5f1c\"".into()), "the first keeps its own");
    assert_eq!(prints(&many(3, 0, 0)), twins[..3], "one more twin changes no other");
    let nameless = |n| Violation { fingerprint: String::new(), ..violation(&format!("{n}")) };
    assert!(prints(&Report { violations: vec![nameless(1), nameless(2)] }).iter().all(|p| p.len() > 2));
}

// Any text

/// What does not count is in SARIF alone.
#[test]
fn only_what_counts_is_told_by_the_other_formats() {
    let mut found = report();
    found.violations.retain(|v| v.standing != Standing::New);
    assert_eq!(written(Format::Github, &found), "");
    assert_eq!(json(Format::Gitlab, &found), serde_json::json!([]));
    let read = junit_parser::from_reader(written(Format::Junit, &found).as_bytes()).expect("JUnit XML");
    assert_eq!((read.failures, read.errors), (0, 0));
    assert!(summary(&found, &rules()).contains("1 in the baseline, 1 accepted"));
}

/// Pieces that mean something to one format or another, among any characters.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        any::<String>(),
        "[一-龥，。：；（）、a-z0-9%:,\\n\\r\\t]{0,12}",
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_message_and_path_reads_back(message in any_text(), path in any_text(), line in 0usize..9, column in 0usize..9) {
        let location = Some(at(&path, Some((line, column, line, column))));
        let found = Report { violations: vec![Violation { location, ..violation(&message) }] };

        let sarif = json(Format::Sarif, &found);
        prop_assert_eq!(faults("sarif-2.1.0.json", &sarif), [] as [String; 0]);
        prop_assert_eq!(sarif["runs"][0]["results"][0]["message"]["text"].as_str(), Some(message.as_str()));

        let gitlab = json(Format::Gitlab, &found);
        prop_assert_eq!(gitlab[0]["description"].as_str(), Some(message.as_str()));

        let github = commands(&written(Format::Github, &found));
        prop_assert_eq!(github.len(), 1);
        prop_assert_eq!(&github[0].message, &printable(&message));
        let path = gitlab[0]["location"]["path"].as_str().map(printable);
        prop_assert_eq!(github[0].properties.get("file").cloned(), path);
        prop_assert_eq!(github[0].properties.get("title").map(String::as_str), Some("figure-without-period"));

        let xml = written(Format::Junit, &found);
        prop_assert_eq!(junit_faults(&xml), [] as [String; 0]);
        prop_assert_eq!(failure_message(&xml), Some(printable(&message)));

        let told = summary(&found, &rules());
        prop_assert_eq!(told.lines().filter(|l| l.starts_with("| ")).count(), 2);
    }

    #[test]
    fn paths_read_back_from_uris(path in "论文(/[一-龥a-zA-Z %#?:&+~._-]{1,6}x){0,3}") {
        let found = Report { violations: vec![Violation { location: Some(at(&path, None)), ..violation("无年份。") }] };
        let sarif = json(Format::Sarif, &found);
        let uri = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
        let decoded = percent_encoding::percent_decode_str(uri.as_str().expect("a URI")).decode_utf8_lossy().into_owned();
        let gitlab = json(Format::Gitlab, &found);
        prop_assert_eq!(Some(decoded.as_str()), gitlab[0]["location"]["path"].as_str());
        if !path.split('/').any(|part| matches!(part, "." | "..")) {
            prop_assert_eq!(decoded, path);
        }
    }
}

fn failure_message(xml: &str) -> Option<String> {
    let mut found = None;
    check_formats_support::walk(xml, &mut |step| {
        if let check_formats_support::Step::Open(name, attributes) = step
            && name == "failure"
        {
            found = attributes.get("message").cloned();
        }
    });
    found
}

#[test]
fn notes_do_not_fail() {
    let only_notes = many(0, 0, 2);
    assert!(only_notes.violations.iter().all(|v| v.severity == Severity::Note));
    let read = junit_parser::from_reader(written(Format::Junit, &only_notes).as_bytes()).expect("JUnit XML");
    assert_eq!(read.failures, 0);
}
