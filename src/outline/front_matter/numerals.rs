//! Volumes, issues and years in Chinese numerals, and years of the Republic, as Arabic figures.

use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The year before the first of the Republic.
pub(super) const REPUBLIC: u16 = 1911;
const DIGITS: &str = "〇一二三四五六七八九";

macro_rules! pattern {
    ($name:ident, $re:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

// 第十八卷第二期
pattern!(COUNTED, r"第\s*([〇○零一二三四五六七八九十百]{1,5})\s*([卷期號号辑輯])");
// 二〇二三年, 二○二三學年 aside
pattern!(YEAR, r"([一二][〇○零一二三四五六七八九]{3})\s*年");
// 民國112年, 民国一一二年, 中華民國一百一十二年
pattern!(REPUBLICAN, r"民[國国]\s*([0-9]{1,3}|[〇○零一二三四五六七八九十百]{1,6})\s*年");

/// The line in half-width characters with every year, volume and issue in Arabic figures.
pub(super) fn in_figures(line: &str) -> String {
    let line = super::reading_form(line).replace(['○'], "〇");
    let line = REPUBLICAN.replace_all(&line, |c: &Captures| {
        let years = c[1].parse().ok().or_else(|| value(&c[1]));
        years.map_or_else(|| c[0].to_owned(), |y: u16| format!("{}年", y.saturating_add(REPUBLIC)))
    });
    let line = YEAR.replace_all(&line, |c: &Captures| replaced(c, &c[1], "", "年"));
    let counted = COUNTED.replace_all(&line, |c: &Captures| {
        let unit = if &c[2] == "卷" { "卷" } else { "期" };
        replaced(c, &c[1], "第", unit)
    });
    counted.into_owned()
}

fn replaced(whole: &Captures, numeral: &str, before: &str, after: &str) -> String {
    value(numeral).map_or_else(|| whole[0].to_owned(), |n| format!("{before}{n}{after}"))
}

/// 二〇二三 digit by digit, 一百零二 by its units.
fn value(numeral: &str) -> Option<u16> {
    let digit = |c: char| match c {
        '零' | '○' => Some(0),
        _ => DIGITS.chars().position(|d| d == c).and_then(|d| u16::try_from(d).ok()),
    };
    if !numeral.contains(['十', '百']) {
        return numeral.chars().try_fold(0u16, |n, c| n.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut open) = (0u16, None);
    for c in numeral.chars() {
        let unit = match c {
            '百' => 100,
            '十' => 10,
            _ => {
                open = Some(digit(c)?);
                continue;
            }
        };
        total = total.checked_add(open.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    total.checked_add(open.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::in_figures;

    #[test]
    fn numerals_of_the_issue() {
        let cases = [
            ("第十八卷第二期", "第18卷第2期"),
            ("第二十四卷　第一〇二期", "第24卷 第102期"),
            ("第一百零三期", "第103期"),
            ("二〇二三年", "2023年"),
            ("二○二三年五月", "2023年五月"),
            ("民國112年12月", "2023年12月"),
            ("中華民國一百零九年六月", "中華2020年六月"),
            ("（２０２３）第５期", "(2023)第5期"),
            ("第三产业", "第三产业"),
        ];
        for (printed, expected) in cases {
            assert_eq!(in_figures(printed), expected);
        }
    }
}
