//! Figures that were read and are none after all: articles, structural counts, slogans, the output of models.

use super::amount::Amount;
use super::lexer::{BREAK, Gap, Lexed, NONE, ends_clause};
use super::words::WORDS;
use crate::model::Dimension;
use rust_decimal::Decimal;

/// Whether a figure that was read is none after all.
pub(super) fn reject(lx: &Lexed, a: &Amount) -> bool {
    type Check = fn(&Lexed, &Amount) -> bool;
    const CHECKS: [Check; 9] =
        [no_digit, article, structural, model_output, zero_word, heading, slogan, steps, titled];
    CHECKS.iter().any(|check| check(lx, a))
}

/// 万亿元, 百家: nothing is counted.
fn no_digit(_: &Lexed, a: &Amount) -> bool {
    !a.num.digit && a.denominator.is_none()
}

/// “三个一批”, 前十位: a name, or a place that no one is given.
fn slogan(lx: &Lexed, a: &Amount) -> bool {
    let small = a.num.han && a.low <= Decimal::TEN && a.dimension() == Dimension::Count;
    let quoted = matches!(lx.before(a.start), '“' | '「' | '『' | '‘' | '"');
    let ones = lx.before(a.end) == '个' && lx.c(a.end) == '一';
    let places = lx.before(a.start) == '前' && matches!(lx.before(a.end), '位' | '名');
    (small && (quoted || ones)) || places
}

/// 一个平台、两个中心、三大体系: numerals that only climb are a slogan.
fn steps(lx: &Lexed, a: &Amount) -> bool {
    const REACH: usize = 12;
    if !a.num.han || a.low > Decimal::TEN || a.dimension() != Dimension::Count || a.high.is_some() {
        return false;
    }
    let rung = |i: usize| {
        let digit = WORDS.numerals.digit(lx.c(i))?;
        matches!(lx.c(i + 1), '个' | '大' | '种' | '条' | '项' | '张' | '支').then(|| Decimal::from(digit))
    };
    let clause = |i: &usize| !ends_clause(lx.c(*i)) || lx.c(*i) == '、';
    let from = a.start.saturating_sub(REACH);
    let below = lx.before(a.start) == '、'
        && (from..a.start).rev().take_while(clause).any(|i| rung(i) == Some(a.low - Decimal::ONE));
    let next = (a.end..a.end + REACH).take_while(clause).find(|i| lx.c(*i) == '、');
    below || next.is_some_and(|i| rung(i + 1) == Some(a.low + Decimal::ONE))
}

/// Inside 《》: the name of a plan or a book.
fn titled(lx: &Lexed, a: &Amount) -> bool {
    const LONGEST: usize = 60;
    let opens =
        (a.start.saturating_sub(LONGEST)..a.start).rev().map(|i| lx.c(i)).find(|c| matches!(c, '《' | '》'));
    opens == Some('《') && (a.end..a.end + LONGEST).any(|i| lx.c(i) == '》')
}

/// 1.2 个人信息: the number of a section, and not of what its title begins with.
fn heading(lx: &Lexed, a: &Amount) -> bool {
    let head = lx.gap(a.start) == Gap::Line && a.start == a.num.start;
    let bare = a.num.decimal && !a.num.has_big() && !a.num.grouped && a.high.is_none();
    head && bare
        && a.dimension() == Dimension::Count
        && a.end == a.num.end + 1
        && lx.gap(a.num.end) == Gap::Space
}

/// 零关税, 零距离: only 零点五 is a figure.
fn zero_word(_: &Lexed, a: &Amount) -> bool {
    a.num.han && a.low.is_zero() && a.high.is_none()
}

/// 一个, 一种, 这一年: one thing, not a count of one.
fn article(lx: &Lexed, a: &Amount) -> bool {
    // 二次开发: two things are 两, so 二 before a measure word means the second.
    let second = a.high.is_none()
        && a.num.end - a.num.start == 1
        && lx.c(a.num.start) == '二'
        && lx.c(a.num.end) != '人';
    if second && matches!(a.dimension(), Dimension::Count | Dimension::Money) && !counted(lx, a.start) {
        return true;
    }
    let one =
        a.num.han && a.num.end - a.num.start == 1 && a.num.first == Decimal::ONE && a.num.infix.is_none();
    if !one || lx.c(a.num.start) != '一' || a.high.is_some() {
        return false;
    }
    match a.dimension() {
        Dimension::Percent | Dimension::PercentagePoint | Dimension::Multiple => false,
        Dimension::Duration => {
            let half = a.unit.as_ref().is_some_and(|u| u.half);
            let vague =
                lx.c(a.num.end) == '天' && !matches!(lx.before(a.start), '为' | '需' | '至' | '到' | '达');
            let points = vague || lx.any_before(a.start, &WORDS.lists.pointing).is_some();
            !half && points && !counted(lx, a.start)
        }
        _ => !counted(lx, a.start) && !recurs(lx, a),
    }
}

/// 每季度开展一次: how often.
fn recurs(lx: &Lexed, a: &Amount) -> bool {
    let from = a.start.saturating_sub(12);
    lx.c(a.num.end) == '次' && (from..a.start).any(|i| lx.c(i) == '每')
}

/// 仅一家, 减少到一个.
fn counted(lx: &Lexed, start: usize) -> bool {
    lx.any_before(start, &WORDS.lists.counted).is_some()
}

/// 四个维度, 三个阶段, 五大方面: how the text is laid out.
fn structural(lx: &Lexed, a: &Amount) -> bool {
    const FEW: i64 = 20;
    let Some(unit) = a.unit.as_ref() else { return false };
    let few = a.low <= Decimal::from(FEW) && a.num.infix.is_none() && !a.num.decimal;
    if unit.dimension != Dimension::Count || !few || unit.code == "项" {
        return false;
    }
    let lists = &WORDS.lists;
    if a.num.han && a.low <= Decimal::TEN && lx.any_before(a.start, &lists.anaphoric).is_some() {
        return true;
    }
    let mut i = a.end;
    while let Some(word) = lx.any(i, &lists.adjectives).filter(|_| i < a.end + 8) {
        // 关键 is an adjective in 关键环节 and the noun itself in 三个关键。
        if lx.any(i, &lists.nouns).is_some_and(|n| n.len() > word.len()) {
            break;
        }
        i += word.len();
    }
    let at_noun = |i: usize| lx.any(i, &lists.nouns).is_some();
    at_noun(i) || (at_noun(a.end) && i != a.end)
}

/// p<0.05, 在 1% 的水平上显著, 95% 置信区间.
fn model_output(lx: &Lexed, a: &Amount) -> bool {
    let mut head = lx.before(a.start);
    let mut at = a.start;
    if matches!(head, '<' | '=' | '>' | '≤' | '≥' | '＝') {
        at -= 1;
        head = lx.before(at);
        if head.is_ascii_alphabetic() || matches!(head, '²' | ')' | 'α'..='ω' | 'Α'..='Ω' | '\'') {
            return true;
        }
    }
    if a.unit.is_none() && near_model_word(lx, at) {
        return true;
    }
    // X 每提高 1 个单位, Y 提高 0.35 个单位.
    let unit_change = a.num.decimal || a.low == Decimal::ONE;
    if unit_change && lx.before(a.end) == '个' && lx.at(a.end, &['单', '位']) {
        return true;
    }
    a.dimension() == Dimension::Percent && is_level(a) && significance_follows(lx, a.end)
}

fn is_level(a: &Amount) -> bool {
    WORDS.not.model.levels.iter().any(|l| Decimal::from_str_exact(l).is_ok_and(|l| l == a.low))
}

/// Whether 显著水平 or the like comes next, perhaps behind parallel levels (1%、5%和10%的水平).
fn significance_follows(lx: &Lexed, end: usize) -> bool {
    const FARTHEST: usize = 16;
    let mut j = end;
    while j < end + FARTHEST && (lx.c(j).is_ascii_digit() || "、，和与及或%.".contains(lx.c(j))) {
        j += 1;
    }
    lx.any(j, &WORDS.lists.model_after).is_some()
}

fn near_model_word(lx: &Lexed, start: usize) -> bool {
    const FARTHEST: usize = 12;
    let mut i = start;
    while i > 0 && i + FARTHEST > start {
        if matches!(lx.c(i - 1), '。' | '；' | '！' | '？' | BREAK | NONE) {
            return false;
        }
        i -= 1;
        if lx.any(i, &WORDS.lists.model_before).is_some() {
            return true;
        }
    }
    false
}

/// Whether a number without unit or scale is a figure: it follows a verb of measuring and ends its clause.
pub(super) fn bare(lx: &Lexed, a: &Amount) -> bool {
    let n = &a.num;
    if (n.han && !n.small) || lx.before(n.start).is_ascii_alphabetic() || n.is_year() {
        return false;
    }
    let end = if lx.at(n.end, &['以', '上']) || lx.at(n.end, &['左', '右']) { n.end + 2 } else { n.end };
    if !(ends_clause(lx.c(end)) || lx.c(end) == '[') || lx.c(end) == ')' && lx.before(n.start) == '(' {
        return false;
    }
    if lx.c(end) == '、' || near_model_word(lx, n.start) {
        return false;
    }
    if n.grouped {
        return true;
    }
    let lists = &WORDS.lists;
    if lx.any_before(n.start, &lists.bare_before).is_some() {
        return true;
    }
    matches!(lx.before(n.start), '为' | '是')
        && n.start > 1
        && lx.any_before(n.start - 1, &lists.bare_measures).is_some()
}
