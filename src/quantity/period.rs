//! When: years, months, days, quarters, plan terms and words that point at another time.

use crate::model::{PartialDate, Period};
use serde::Deserialize;
use std::{ops::Range, sync::LazyLock};

/// What relative times are reckoned from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// The year of the writing, if known.
    pub paper_year: Option<u16>,
    /// The time last spoken of, if any.
    pub previous: Option<Period>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    this_year: Vec<String>,
    last_year_of_writing: Vec<String>,
    year_before: Vec<String>,
    two_years_before: Vec<String>,
    year_after: Vec<String>,
    same_year: Vec<String>,
    same_period: Vec<String>,
    same_period_last_year: Vec<String>,
    parts: Vec<Part>,
    year_tails: Vec<String>,
    plan_tails: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    word: String,
    months: [u8; 2],
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/zh/periods.toml")).unwrap_or_default());

const RANGE_SIGNS: &[&str] = &["——", "--", "～", "~", "—", "–", "－", "-", "至", "到"];
const PLAN_NUMERALS: &[&str] =
    &["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"];

/// Every time named in a text, in order, with the bytes that name it.
///
/// Titles in 《》 are passed over: the year of a report is not the time of its figures. A word that points at a time nobody
/// named (同期 with nothing before it) gives nothing.
pub fn scan(text: &str, clock: &Clock) -> Vec<(Range<usize>, Period)> {
    let mut found = Vec::new();
    let mut clock = *clock;
    let mut at = 0;
    let republic = text.contains("民国");
    while let Some(c) = text[at..].chars().next() {
        if c == '《' {
            at = text[at..].find('》').map_or(text.len(), |e| at + e + '》'.len_utf8());
            continue;
        }
        let time = if may_begin(c) {
            read(text, at, &clock).or_else(|| bare_republican(text, at).filter(|_| republic))
        } else {
            None
        };
        match time {
            Some((end, period)) if end > at => {
                clock.previous = Some(period);
                found.push((at..end, period));
                at = end;
            }
            _ => at += c.len_utf8(),
        }
    }
    found
}

/// Whether a time can begin with a character: most characters of a text are settled by this alone.
fn may_begin(c: char) -> bool {
    static BEGINNINGS: LazyLock<Vec<char>> = LazyLock::new(|| {
        let w = &*WORDS;
        let lists = [
            &w.this_year,
            &w.last_year_of_writing,
            &w.year_before,
            &w.two_years_before,
            &w.year_after,
            &w.same_year,
            &w.same_period,
            &w.same_period_last_year,
        ];
        let words = lists.into_iter().flatten().chain(w.parts.iter().map(|p| &p.word));
        let mut first: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
        first.extend("〇零○一二两三四五六七八九十百千民上本过最近前后第Qq“\"「公".chars());
        first.sort_unstable();
        first.dedup();
        first
    });
    c.is_ascii_digit() || ('０'..='９').contains(&c) || BEGINNINGS.binary_search(&c).is_ok()
}

fn read(text: &str, at: usize, clock: &Clock) -> Option<(usize, Period)> {
    let cursor = Cursor { text, at };
    absolute(cursor)
        .or_else(|| republican(cursor))
        .or_else(|| decade(cursor))
        .or_else(|| plan(cursor))
        .or_else(|| recent(cursor, clock))
        .or_else(|| relative(cursor, clock))
        .map(|(cursor, period)| (cursor.at, period))
}

type Read<'a> = Option<(Cursor<'a>, Period)>;

/// A place in a text. Every `eat` gives the place after what was eaten, blanks before it passed over.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn skip_blanks(self) -> Self {
        let rest = self.rest();
        Cursor { at: self.at + (rest.len() - rest.trim_start_matches(' ').len()), ..self }
    }

    fn eat(self, word: &str) -> Option<Self> {
        let here = self.skip_blanks();
        here.rest().starts_with(word).then(|| Cursor { at: here.at + word.len(), ..here })
    }

    fn eat_any<S: AsRef<str>>(self, words: &[S]) -> Option<Self> {
        words.iter().find_map(|word| self.eat(word.as_ref()))
    }

    /// An Arabic number of at most four digits that no further digit follows.
    fn arabic(self) -> Option<(Self, u16, usize)> {
        let here = self.skip_blanks();
        let digits = here.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = (1..=4).contains(&digits).then(|| here.rest()[..digits].parse().ok()).flatten()?;
        Some((Cursor { at: here.at + digits, ..here }, value, digits))
    }

    /// A whole number up to 99, Arabic or Chinese.
    fn small(self) -> Option<(Self, u8)> {
        if let Some((after, value, _)) = self.arabic() {
            return u8::try_from(value).ok().map(|v| (after, v));
        }
        let here = self.skip_blanks();
        let mut end = here.at;
        let (mut tens, mut ones, mut seen_ten) = (0u8, None::<u8>, false);
        for c in here.rest().chars().take(3) {
            match chinese_digit(c) {
                Some(d) if ones.is_none() => ones = Some(d),
                None if c == '十' && !seen_ten => {
                    (tens, ones, seen_ten) = (ones.unwrap_or(1), None, true);
                }
                _ => break,
            }
            end += c.len_utf8();
        }
        let value = tens.checked_mul(10)?.checked_add(ones.unwrap_or(0))?;
        (end > here.at).then_some((Cursor { at: end, ..here }, value))
    }

    /// Four digits that can be a year, Arabic or one Chinese digit after another.
    fn year_digits(self) -> Option<(Self, u16)> {
        let here = self.skip_blanks();
        if let Some((after, value, 4)) = here.arabic() {
            return plausible(value).then_some((after, value));
        }
        let digits: Vec<char> = here.rest().chars().take(4).collect();
        let value = digits
            .iter()
            .try_fold(0u16, |sum, &c| chinese_digit(c).map(|d| sum * 10 + u16::from(d)))
            .filter(|&v| digits.len() == 4 && plausible(v))?;
        let bytes: usize = digits.iter().map(|c| c.len_utf8()).sum();
        Some((Cursor { at: here.at + bytes, ..here }, value))
    }
}

fn chinese_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn plausible(year: u16) -> bool {
    (1900..=2100).contains(&year)
}

fn year(year: u16) -> Option<Period> {
    plausible(year).then(|| Period::at(PartialDate::year(year)))
}

fn months(year: u16, first: u8, last: u8) -> Option<Period> {
    Some(Period::new(PartialDate::month(year, first)?, PartialDate::month(year, last)?))
}

/// 2024年 and whatever narrows it; 2010~2021年; 2024-11-18.
fn absolute(start: Cursor<'_>) -> Read<'_> {
    // A number that runs on from a letter, a point or another number is a model or a decimal.
    if start.before().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '#'))
        || start.rest().starts_with(' ')
    {
        return None;
    }
    let (after, first) = start.year_digits()?;
    let bracketed = matches!(start.before(), Some('(' | '（'));
    iso_day(after, first)
        .or_else(|| years(after, first, bracketed))
        .or_else(|| listed(after, first))
        .or_else(|| within(after, first))
        .or_else(|| bare(after, first))
}

/// 2024-11-18, 2024.11.18, 2024/11/18
fn iso_day(after: Cursor<'_>, y: u16) -> Read<'_> {
    let sign = ["-", ".", "/"].into_iter().find(|s| after.rest().starts_with(s))?;
    let (after, month) = after.eat(sign)?.small()?;
    let (after, day) = after.eat(sign)?.small()?;
    Some((after, Period::at(PartialDate::day(y, month, day)?)))
}

/// 2010~2021年, 2010年至2021年, (2013~2019)
fn years(after: Cursor<'_>, first: u16, bracketed: bool) -> Read<'_> {
    let marked = year_mark(after);
    let (after, last) = marked.unwrap_or(after).eat_any(RANGE_SIGNS)?.year_digits()?;
    let marked_end = year_mark(after);
    let closed = bracketed && matches!(after.skip_blanks().rest().chars().next(), Some(')' | '）'));
    // 2019年12月至2021年3月 is read by `within`; 2013-2019 alone may be pages.
    if first >= last || (marked.is_none() && marked_end.is_none() && !closed) {
        return None;
    }
    let end = marked_end.unwrap_or(after);
    if let Some((end, Some(part))) = marked_end.and_then(|m| inside_year(m, last).map(|(c, p)| (c, Some(p))))
    {
        return Some((end, Period::new(PartialDate::year(first), part.end)));
    }
    Some((end, Period::new(PartialDate::year(first), PartialDate::year(last))))
}

fn year_mark(after: Cursor<'_>) -> Option<Cursor<'_>> {
    after.eat_any(&WORDS.year_tails)
}

/// The first year of 2021、2022年 and 2021和2022年.
fn listed(after: Cursor<'_>, y: u16) -> Read<'_> {
    let mut here = after;
    for _ in 0..12 {
        let (next, _) = here.eat_any(&["、", "和", "与", "及", "以及", ",", "，"])?.year_digits()?;
        if year_mark(next).is_some() {
            return Some((after, year(y)?));
        }
        here = next;
    }
    None
}

/// A year with its month, day, quarter or half.
fn within(after: Cursor<'_>, y: u16) -> Read<'_> {
    let marked = year_mark(after).unwrap_or(after);
    let (end, period) = inside_year(marked, y)?;
    // 2023年1月至2024年6月
    if let Some((after, last)) = end.eat_any(RANGE_SIGNS).and_then(Cursor::year_digits)
        && let Some((after, to)) = year_mark(after).and_then(|m| inside_year(m, last))
    {
        return Some((after, Period::new(period.start, to.end)));
    }
    Some((end, period))
}

fn bare(after: Cursor<'_>, y: u16) -> Read<'_> {
    Some((year_mark(after)?, year(y)?))
}

/// What narrows a year: 前三季度, 第二季度, Q3, 上半年, 1-8月, 前8个月, 11月, 11月18日.
fn inside_year(start: Cursor<'_>, y: u16) -> Read<'_> {
    let start = start.eat("的").or_else(|| start.eat("度")).unwrap_or(start);
    quarters(start, y).or_else(|| halves(start, y)).or_else(|| month_or_day(start, y))
}

fn quarters(start: Cursor<'_>, y: u16) -> Read<'_> {
    if let Some((after, n)) = start.eat("Q").or_else(|| start.eat("q")).and_then(Cursor::small) {
        return quarter(after, y, n, n);
    }
    let (cursor, cumulative) = match start.eat("前") {
        Some(after) => (after, true),
        None => (start.eat("第").unwrap_or(start), false),
    };
    let (after, n) = cursor.small()?;
    if let Some(end) = after.eat("个季度").or_else(|| after.eat("季度")).or_else(|| after.eat("季")) {
        return quarter(end, y, if cumulative { 1 } else { n }, n);
    }
    // 一至三季度
    let (after, last) = after.eat_any(RANGE_SIGNS)?.small()?;
    quarter(after.eat("季度")?, y, n, last)
}

fn quarter(end: Cursor<'_>, y: u16, first: u8, last: u8) -> Read<'_> {
    let sound = (1..=4).contains(&first) && (first..=4).contains(&last);
    sound.then(|| months(y, first * 3 - 2, last * 3)).flatten().map(|p| (end, p))
}

fn halves(start: Cursor<'_>, y: u16) -> Read<'_> {
    WORDS
        .parts
        .iter()
        .find_map(|part| Some((start.eat(&part.word)?, months(y, part.months[0], part.months[1])?)))
}

fn month_or_day(start: Cursor<'_>, y: u16) -> Read<'_> {
    if let Some((after, n)) = start.eat("前").and_then(Cursor::small) {
        return Some((after.eat("个月")?, months(y, 1, n)?));
    }
    let (after, first) = start.small()?;
    if let Some((after, last)) = after
        .eat("月份")
        .or_else(|| after.eat("月"))
        .unwrap_or(after)
        .eat_any(RANGE_SIGNS)
        .and_then(Cursor::small)
        && let Some(end) = after.eat("月份").or_else(|| after.eat("月"))
        && end.small().and_then(|(c, _)| c.eat("日")).is_none()
    {
        return Some((end, months(y, first, last)?));
    }
    let month = after.eat("月份").or_else(|| after.eat("月"))?;
    let date = PartialDate::month(y, first)?;
    let Some((day_end, day)) =
        month.small().and_then(|(c, d)| Some((c.eat("日").or_else(|| c.eat("号"))?, d)))
    else {
        return Some((month, Period::at(date)));
    };
    let from = PartialDate::day(y, first, day)?;
    let to = day_end
        .eat_any(RANGE_SIGNS)
        .and_then(Cursor::small)
        .and_then(|(c, m)| c.eat("月")?.small().map(|(c, d)| (c, m, d)))
        .and_then(|(c, m, d)| Some((c.eat("日")?, PartialDate::day(y, m, d)?)));
    Some(to.map_or((day_end, Period::at(from)), |(end, to)| (end, Period::new(from, to))))
}

/// 民国113年 is 2024.
fn republican(start: Cursor<'_>) -> Read<'_> {
    let after = start.eat("民国")?;
    let (after, n) = match after.eat("元") {
        Some(after) => (after, 1),
        None => match after.arabic() {
            Some((after, n, _)) => (after, n),
            None => hundreds(after)?,
        },
    };
    let (y, end) = (n.checked_add(1911)?, year_mark(after)?);
    inside_year(end, y).or_else(|| Some((end, year(y)?)))
}

/// 108年 where the years of the Republic are spoken of: three digits, and no length of time.
fn bare_republican(text: &str, at: usize) -> Option<(usize, Period)> {
    let start = Cursor { text, at };
    let (after, n, digits) = start.arabic()?;
    let before = text[..at].trim_end();
    let lasts = start.before().is_some_and(|c| c.is_ascii_alphanumeric() || c == '.')
        || ["第", "近", "约", "逾", "超", "超过", "过去", "达", "历时", "满"]
            .iter()
            .any(|w| before.ends_with(w));
    if digits != 3 || !(80..=150).contains(&n) || lasts {
        return None;
    }
    let (y, end) = (n + 1911, year_mark(after)?);
    let spans = ["来", "后", "前", "内", "间", "历史", "的历史", "以上", "多"]
        .iter()
        .any(|w| after.eat("年").is_some_and(|c| c.rest().starts_with(w)));
    if spans {
        return None;
    }
    inside_year(end, y).or_else(|| Some((end, year(y)?))).map(|(cursor, period)| (cursor.at, period))
}

/// 一百一十三, 一一三 and 九十九, as years of the Republic are spelt.
fn hundreds(start: Cursor<'_>) -> Option<(Cursor<'_>, u16)> {
    if let Some(after) = start.eat("一百") {
        let after = after.eat("零").unwrap_or(after);
        return Some(after.small().map_or((after, 100), |(c, n)| (c, 100 + u16::from(n))));
    }
    let digits: Vec<u8> = start.rest().chars().map_while(chinese_digit).take(3).collect();
    if digits.len() == 3 {
        let value = digits.iter().fold(0, |sum, &d| sum * 10 + u16::from(d));
        return Some((Cursor { at: start.at + 3 * '一'.len_utf8(), ..start }, value));
    }
    start.small().map(|(c, n)| (c, u16::from(n)))
}

/// 20世纪90年代, 上世纪80年代, 本世纪20年代, 2010年代
fn decade(start: Cursor<'_>) -> Read<'_> {
    let (after, century) = match (start.eat("上世纪"), start.eat("本世纪")) {
        (Some(after), _) => (after, 19),
        (_, Some(after)) => (after, 20),
        _ => {
            let (after, n) = start.small()?;
            (after.eat("世纪")?, u16::from(n).checked_sub(1)?)
        }
    };
    let (after, tens) = after.small()?;
    let first = century.checked_mul(100)?.checked_add(u16::from(tens))?;
    let end = after.eat("年代")?;
    (tens % 10 == 0 && plausible(first))
        .then(|| (end, Period::new(PartialDate::year(first), PartialDate::year(first + 9))))
}

/// “十四五”期间 is 2021 to 2025; “十四五”末 is 2025.
fn plan(start: Cursor<'_>) -> Read<'_> {
    let quoted = start.eat("“").or_else(|| start.eat("\"")).or_else(|| start.eat("「"));
    let inner = quoted.unwrap_or(start);
    let (n, named) = (1..=15u16)
        .zip(PLAN_NUMERALS)
        .rev()
        .find_map(|(n, numeral)| inner.eat(numeral).and_then(|c| c.eat("五")).map(|c| (n, c)))?;
    let unquoted_before = start.before().is_none_or(|c| chinese_digit(c).is_none() && c != '十' && c != '第');
    let end = match quoted {
        Some(_) => named.eat("”").or_else(|| named.eat("\"")).or_else(|| named.eat("」"))?,
        None if unquoted_before => {
            named.eat_any(&WORDS.plan_tails)?;
            named
        }
        None => return None,
    };
    // Three years of adjustment, 1963 to 1965, stood between the second plan and the third.
    let first = if n < 3 { 1953 + 5 * (n - 1) } else { 1966 + 5 * (n - 3) };
    if let Some(end) = ["期末", "末期", "末"].into_iter().find_map(|w| end.eat(w)) {
        return Some((end, year(first + 4)?));
    }
    let end = end.eat("期间").or_else(|| end.eat("时期")).unwrap_or(end);
    Some((end, Period::new(PartialDate::year(first), PartialDate::year(first + 4))))
}

/// 近五年, 过去5年: up to the year last spoken of, else up to the year before the writing.
fn recent<'a>(start: Cursor<'a>, clock: &Clock) -> Read<'a> {
    let after = start.eat_any(&["过去的", "过去", "最近", "近"])?;
    let (after, n) = after.small()?;
    let end = after.eat("年来").or_else(|| after.eat("年间")).or_else(|| after.eat("年"))?;
    let last = match (clock.previous, clock.paper_year) {
        (Some(previous), _) => previous.end.year_of(),
        (None, Some(paper)) => paper.checked_sub(1)?,
        (None, None) => return None,
    };
    let first = last.checked_sub(u16::from(n).checked_sub(1)?)?;
    (plausible(first) && n > 1).then(|| (end, Period::new(PartialDate::year(first), PartialDate::year(last))))
}

fn relative<'a>(start: Cursor<'a>, clock: &Clock) -> Read<'a> {
    if start.rest().starts_with(' ') {
        return None;
    }
    let spoken = clock.previous.map(|p| p.end.year_of());
    let whole = |y: Option<u16>| y.and_then(year);
    let shift = |y: Option<u16>, by: i32| whole(y.and_then(|y| u16::try_from(i32::from(y) + by).ok()));
    if let Some(end) = start.eat_any(&WORDS.same_period_last_year) {
        return Some((end, earlier(clock.previous?)?));
    }
    if let Some(end) = start.eat_any(&WORDS.same_period) {
        return Some((end, clock.previous?));
    }
    let part_of_word = |end: &Cursor<'_>| {
        let broken = start.before().is_some_and(|c| matches!(c, '人' | '以' | '日' | '场' | '批'));
        broken || end.rest().starts_with(['均', '龄', '级', '纪', '轻', '代', '限'])
    };
    let table: [(&[String], Option<Period>); 6] = [
        (&WORDS.this_year, whole(clock.paper_year)),
        (&WORDS.last_year_of_writing, shift(clock.paper_year, -1)),
        (&WORDS.two_years_before, shift(clock.paper_year, -2)),
        (&WORDS.year_before, shift(spoken.or(clock.paper_year), -1)),
        (&WORDS.year_after, shift(spoken, 1)),
        (&WORDS.same_year, whole(spoken)),
    ];
    for (words, period) in table {
        if let Some(end) = start.eat_any(words).filter(|end| !part_of_word(end)) {
            let period = period?;
            return inside_year(end, period.start.year_of()).or(Some((end, period)));
        }
    }
    // 上半年, 前三季度, 1—8月 after a year was named: parts of that year.
    let fresh = start.before().is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '年' | '第'));
    let part = fresh.then(|| inside_year(start, spoken?)).flatten()?;
    Some(part)
}

/// The same months one year before.
fn earlier(period: Period) -> Option<Period> {
    let shift = |date: PartialDate| -> Option<PartialDate> {
        let printed = date.to_string();
        let y = date.year_of().checked_sub(1)?;
        format!("{y:04}{}", printed.get(4..)?).parse().ok()
    };
    Some(Period { start: shift(period.start)?, end: shift(period.end)? })
}
