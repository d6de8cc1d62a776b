//! The grammar of quantities as cases any program can read: `tests/spec/*.json`, see `docs/quantities.md`.

use cbec::model::{Dimension, Qualifier};
use cbec::quantity::{Quantity, Reason, UnitHint, scan, scan_all, scan_with_unit};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the cases from here on are about.
    #[serde(default)]
    #[expect(dead_code)]
    note: Option<String>,
    input: String,
    expected: Vec<Expected>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    surface: String,
    start: usize,
    end: usize,
    value: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: Option<String>,
    dimension: Dimension,
    qualifier: Qualifier,
}

fn found(text: &str) -> Vec<Expected> {
    let chars = |byte: usize| text[..byte].chars().count();
    let row = |q: Quantity| Expected {
        surface: text[q.range.clone()].to_owned(),
        start: chars(q.range.start),
        end: chars(q.range.end),
        value: q.value,
        low: q.low,
        high: q.high,
        unit: q.unit,
        dimension: q.dimension,
        qualifier: q.qualifier,
    };
    scan(text).into_iter().map(row).collect()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "json"));
    files.sort();
    files
}

fn cases(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn line(e: &Expected) -> String {
    let show = |d: Option<Decimal>| d.map_or("-".to_owned(), |d| d.to_string());
    format!(
        "{}[{}..{}] {} {}..{} {} {} {}",
        e.surface,
        e.start,
        e.end,
        show(e.value),
        show(e.low),
        show(e.high),
        e.unit.as_deref().unwrap_or("null"),
        e.dimension,
        e.qualifier
    )
}

#[test]
fn every_case_is_read_as_specified() {
    let (mut count, mut failed, mut report) = (0, 0, String::new());
    for file in files() {
        for case in cases(&file) {
            count += 1;
            let got = found(&case.input);
            if got == case.expected {
                continue;
            }
            failed += 1;
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            writeln!(report, "\n{name}: {:?}", case.input).unwrap();
            case.expected.iter().for_each(|e| writeln!(report, "  expected {}", line(e)).unwrap());
            got.iter().for_each(|e| writeln!(report, "  found    {}", line(e)).unwrap());
        }
    }
    assert!(failed == 0, "{failed} of {count} cases fail{report}");
}

#[test]
fn the_specification_is_broad_and_its_offsets_are_right() {
    let mut inputs = std::collections::HashSet::new();
    for file in files() {
        for case in cases(&file) {
            for e in &case.expected {
                let surface: String = case.input.chars().skip(e.start).take(e.end - e.start).collect();
                assert_eq!(surface, e.surface, "offsets in {:?} of {}", case.input, file.display());
            }
            assert!(inputs.insert(case.input.clone()), "{:?} is specified twice", case.input);
        }
    }
    assert!(inputs.len() >= 600, "only {} cases", inputs.len());
}

#[test]
fn a_header_gives_its_unit_to_the_numbers_below_it() {
    const CASES: [(&str, &str, &str, &str); 12] = [
        ("单位：亿元", "| 2023 | 12.5 |", "1250000000", "CNY"),
        ("单位:万元", "3,200", "32000000", "CNY"),
        ("发行总额（亿）", "10.00", "1000000000", "-"),
        ("销售额（万美元）", "85.5", "855000", "USD"),
        ("占比（%）", "17.3", "17.3", "%"),
        ("占比/%", "17.3", "17.3", "%"),
        ("人数（万人）", "3.2", "32000", "人"),
        ("亿元", "7", "700000000", "CNY"),
        ("面积（公顷）", "120", "120", "公顷"),
        ("增幅（个百分点）", "1.2", "1.2", "pp"),
        ("比率（‰）", "3", "0.3", "%"),
        // A number that prints its own scale or unit keeps it.
        ("单位：亿元", "3万元", "30000", "CNY"),
    ];
    for (header, text, value, unit) in CASES {
        let hint = UnitHint::parse(header).unwrap_or_else(|| panic!("{header} names a unit"));
        let found = scan_with_unit(text, &hint);
        assert_eq!(found.len(), 1, "{header} over {text}: {found:?}");
        assert_eq!(found[0].value, Some(value.parse().unwrap()), "{header} over {text}");
        assert_eq!(found[0].unit.as_deref().unwrap_or("-"), unit, "{header} over {text}");
        assert_eq!(found[0].unit_inferred, text != "3万元", "{header} over {text}");
    }
    for header in ["年份", "企业名称", "指标", ""] {
        assert_eq!(UnitHint::parse(header), None, "{header} names no unit");
    }
}

#[test]
fn members_of_a_list_share_the_unit_and_say_so() {
    let inferred = |text: &str| scan(text).iter().map(|q| q.unit_inferred).collect::<Vec<_>>();
    assert_eq!(inferred("15、20和30万元"), [true, true, false]);
    assert_eq!(inferred("分别为15元、1600万、36.57亿"), [false, true, true]);
    assert_eq!(inferred("3.2%和4.5%"), [false, false]);
}

#[test]
fn printed_precision_is_kept() {
    const CASES: [(&str, &str); 12] = [
        ("1.88万亿元", "10000000000"),
        ("1.10%", "0.01"),
        ("20%", "1"),
        ("3,200家", "1"),
        ("300万元", "10000"),
        ("1亿2000万元", "10000"),
        ("两亿八千万元", "10000000"),
        ("二十家", "1"),
        ("百分之三点五", "0.1"),
        ("三分之一", "0.01"),
        ("六成", "10"),
        ("3‰", "0.1"),
    ];
    for (text, resolution) in CASES {
        let found = scan(text);
        assert_eq!(found[0].resolution, Some(resolution.parse().unwrap()), "{text}");
    }
}

#[test]
fn what_has_no_value_is_left_out_with_a_reason() {
    const CASES: [(&str, Reason); 5] = [
        ("共99999999999999999999999999999999家", Reason::TooManyDigits),
        ("共9999999999999999999999万亿元", Reason::Overflow),
        ("共1,2345家", Reason::Malformed),
        ("共三百五百家", Reason::Malformed),
        ("翻1.5番", Reason::NotWhole),
    ];
    for (text, reason) in CASES {
        let found = scan_all(text);
        assert!(found.quantities.is_empty(), "{text}: {:?}", found.quantities);
        assert_eq!(found.skipped.iter().map(|s| s.reason).collect::<Vec<_>>(), [reason], "{text}");
    }
}
