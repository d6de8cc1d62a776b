//! What holds of every text: figures read back as printed, whatever their width, script and spacing; nothing panics.

use cbec::quantity::{Quantity, scan, scan_all};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The one value of a text, in base units.
fn value(text: &str) -> Option<Decimal> {
    match &scan(text)[..] {
        [q] => q.value,
        _ => None,
    }
}

/// What a reader is told of a figure, without its place.
type Fact = ([Option<Decimal>; 3], Option<String>, String);

fn facts(text: &str) -> Vec<Fact> {
    let row = |q: Quantity| ([q.value, q.low, q.high], q.unit, q.qualifier.to_string());
    scan(text).into_iter().map(row).collect()
}

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Four digits as they are said: 1203 is 一千二百零三.
fn section(n: u64) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (power, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / power % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        out += DIGITS[digit as usize];
        out += sign;
    }
    out
}

/// A whole number below 10^12 in Chinese numerals.
fn chinese(n: u64) -> String {
    if n == 0 {
        return "零".to_owned();
    }
    let (mut out, mut skipped) = (String::new(), false);
    for (power, sign) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = n / power % 10_000;
        if part == 0 {
            skipped = true;
            continue;
        }
        if !out.is_empty() && (part < 1000 || skipped) {
            out.push('零');
        }
        skipped = false;
        out += &section(part);
        out += sign;
    }
    out
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' | '.' | '%' | '-' | '~' | 'A'..='Z' | '$' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}

/// Characters of the sentences below whose Traditional form differs.
const TRADITIONAL: [(char, char); 34] = [
    ('万', '萬'),
    ('亿', '億'),
    ('两', '兩'),
    ('个', '個'),
    ('种', '種'),
    ('间', '間'),
    ('条', '條'),
    ('项', '項'),
    ('张', '張'),
    ('辆', '輛'),
    ('双', '雙'),
    ('约', '約'),
    ('达', '達'),
    ('过', '過'),
    ('余', '餘'),
    ('为', '為'),
    ('岁', '歲'),
    ('点', '點'),
    ('户', '戶'),
    ('亩', '畝'),
    ('吨', '噸'),
    ('时', '時'),
    ('钟', '鐘'),
    ('几', '幾'),
    ('数', '數'),
    ('负', '負'),
    ('间', '間'),
    ('增', '增'),
    ('长', '長'),
    ('进', '進'),
    ('业', '業'),
    ('学', '學'),
    ('馀', '餘'),
    ('韩', '韓'),
];

fn traditional(text: &str) -> String {
    let fold = |c| TRADITIONAL.iter().find(|(s, _)| *s == c).map_or(c, |(_, t)| *t);
    text.chars().map(fold).collect()
}

/// Sentences with a place for a number.
const FRAMES: [&str; 16] = [
    "出口{}亿元",
    "共有企业{}万家",
    "增长{}%",
    "提高{}个百分点",
    "约{}个工作日",
    "超过{}项",
    "覆盖{}多个国家",
    "不足{}万吨",
    "达{}万人次",
    "投入{}万美元以上",
    "新增{}所学校",
    "为{}倍",
    "学制{}年",
    "历时{}小时左右",
    "面积{}万亩",
    "占{}%，进口{}亿韩元",
];

/// Signs a quantity is made of, and some that break it.
const ALPHABET: &str = "0123456789０５９.,，、。-—~～%‰％一二两三五十百千万亿兆零〇点半多余几来分之成折倍番个家项年月日时天元美角第首位居至到和之间以上下超近约不足最高负¥$€[]()（）/×^e+ \n\u{2009}kgTEUx萬億兩個壹佰";

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn decimals_are_read_back(mantissa in 1_i64..999_999_999, places in 0_u32..5) {
        let d = Decimal::new(mantissa, places);
        let expected = |factor: i64| Some((d * Decimal::from(factor)).normalize());
        prop_assert_eq!(value(&format!("共{d}元")), expected(1));
        prop_assert_eq!(value(&format!("共 {d} 元")), expected(1));
        prop_assert_eq!(value(&format!("共{d}万元")), expected(10_000));
        prop_assert_eq!(value(&format!("共{d} 亿元")), expected(100_000_000));
        prop_assert_eq!(value(&format!("共{d}万亿元")), expected(1_000_000_000_000));
        prop_assert_eq!(value(&format!("为{d}%")), expected(1));
        prop_assert_eq!(value(&format!("为-{d}%")), expected(-1));
        prop_assert_eq!(value(&format!("为{d}个百分点")), expected(1));
        prop_assert_eq!(value(&format!("共{d}×10^4吨")), expected(10_000));
        prop_assert_eq!(value(&full_width(&format!("共{d}元"))), expected(1));
    }

    #[test]
    fn whole_numbers_are_read_back(n in 1_u64..999_999_999_999) {
        let expected = Some(Decimal::from(n));
        prop_assert_eq!(value(&format!("共{}元", grouped(n))), expected);
        prop_assert_eq!(value(&format!("共{n}元")), expected);
        let text = format!("共{}元", chinese(n));
        prop_assert_eq!(value(&text), expected, "{}", text);
    }

    #[test]
    fn small_chinese_numbers_are_read_back(n in 1_u64..20_000) {
        let text = format!("超过{}元", chinese(n));
        prop_assert_eq!(value(&text), Some(Decimal::from(n)), "{}", text);
        if n < 100 {
            let text = format!("为百分之{}", chinese(n));
            prop_assert_eq!(value(&text), Some(Decimal::from(n)), "{}", text);
        }
    }

    #[test]
    fn ranges_are_read_back(a in 1_u32..5000, more in 1_u32..5000, sign in prop::sample::select(vec!["~", "～", "—", "-", "至", "到", "–"])) {
        let b = a + more;
        let found = scan(&format!("为{a}{sign}{b}万元"));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].low, Some(Decimal::from(a) * Decimal::from(10_000)));
        prop_assert_eq!(found[0].high, Some(Decimal::from(b) * Decimal::from(10_000)));
    }

    #[test]
    fn width_spacing_and_script_change_nothing(n in 1_u32..1500, d in 0_u32..10, frame in prop::sample::select(FRAMES.to_vec())) {
        // 年 behind four digits is a date, so a decimal is printed there.
        let number = if d == 0 || frame.contains('多') { n.to_string() } else { format!("{n}.{d}") };
        let plain = frame.replace("{}", &number);
        let facts_of = facts(&plain);
        prop_assert!(!facts_of.is_empty(), "{}", plain);
        prop_assert_eq!(&facts(&full_width(&plain)), &facts_of);
        prop_assert_eq!(&facts(&traditional(&plain)), &facts_of);
        prop_assert_eq!(&facts(&frame.replace("{}", &format!(" {number} "))), &facts_of);
        prop_assert_eq!(&facts(&frame.replace("{}", &format!("\n{number}\n"))), &facts_of);
        prop_assert_eq!(&facts(&frame.replace("{}", &format!("\u{3000}{number}\u{a0}"))), &facts_of);
    }

    #[test]
    fn figures_are_in_order_and_on_characters(parts in prop::collection::vec(prop::sample::select(ALPHABET.chars().collect::<Vec<_>>()), 0..40)) {
        let text: String = parts.into_iter().collect();
        check(&text)?;
    }

    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        check(&text)?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = scan_all(text);
    let mut end = 0;
    for q in &found.quantities {
        prop_assert!(q.range.start >= end && q.range.end > q.range.start, "{:?} in {:?}", q, text);
        prop_assert!(text.get(q.range.clone()).is_some(), "{:?} in {:?}", q, text);
        prop_assert!(q.value.is_some() != (q.low.is_some() && q.high.is_some()), "{:?} in {:?}", q, text);
        prop_assert!(q.low <= q.high, "{:?} in {:?}", q, text);
        if let Some(r) = &q.qualifier_range {
            prop_assert!(text.get(r.clone()).is_some(), "{:?} in {:?}", q, text);
        }
        end = q.range.end;
    }
    for s in &found.skipped {
        prop_assert!(text.get(s.range.clone()).is_some());
    }
    Ok(())
}
