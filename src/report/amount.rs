//! Amounts as people write them: 1.1万亿, 13.7 billion.

use super::{
    index::Index,
    labels::{Words, fill},
};
use crate::model::{Arithmetic, Interval};
use rust_decimal::Decimal;

/// Digits kept after the point.
const DIGITS: u32 = 4;

/// `value` in the largest unit of the language it fills, rounded to a few digits. The exact value is in the JSON.
pub fn amount(words: &Words, value: Decimal) -> String {
    let scaled = words.scales.split(';').find_map(|scale| {
        let mut parts = scale.split(':');
        let (name, exponent, from) =
            (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let filled = value.abs() >= power(from)?;
        if filled { Some((value.checked_div(power(exponent)?)?, name)) } else { None }
    });
    let (value, name) = scaled.unwrap_or((value, ""));
    format!("{}{name}", value.round_dp(DIGITS).normalize())
}

/// What the text states and what the other figures give, per cent and points as such.
pub fn working(words: &Words, index: &Index, check: &Arithmetic) -> String {
    let stated = check.statistics.last().and_then(|id| index.statistic(id));
    let unit = match stated.and_then(|(_, s)| s.unit.as_deref()) {
        Some("%") => "%",
        Some("pp") => " pp",
        _ => "",
    };
    let Interval { low, high } = check.computed;
    let template = if low == high { &words.computed_exactly } else { &words.computed };
    let [stated, low, high] = [check.stated, low, high].map(|v| format!("{}{unit}", amount(words, v)));
    fill(template, &[("low", &low), ("high", &high), ("stated", &stated)])
}

fn power(exponent: u32) -> Option<Decimal> {
    10_i64.checked_pow(exponent).map(Decimal::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Lang, labels::words};

    #[test]
    fn large_amounts_are_written_in_the_units_of_the_language() {
        let cases = [
            ("1100000000000", "1.1万亿", "1.1 trillion"),
            ("1096900000000", "1.0969万亿", "1.0969 trillion"),
            ("26085000", "2608.5万", "26.085 million"),
            ("-300000000", "-3亿", "-300 million"),
            ("70769", "70769", "70769"),
            ("37.1293461", "37.1293", "37.1293"),
            ("0", "0", "0"),
        ];
        for (value, zh, en) in cases {
            let value: Decimal = value.parse().unwrap();
            assert_eq!(amount(words(Lang::Zh), value), zh);
            assert_eq!(amount(words(Lang::En), value), en);
        }
        assert!(!amount(words(Lang::Zh), Decimal::MAX).is_empty());
    }
}
