//! The figures of a table: what a cell measures stands at the head of its row, of its column, or above the table.

use super::{
    source,
    words::{MEASURES, TABLES},
};
use crate::{
    document::{Document, Table},
    model::{Dimension, FactRole, Measure, PartialDate, Period},
    quantity::{self, Quantity, UnitHint, period},
};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

macro_rules! pattern {
    ($name:ident, $re:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

// 产量(万吨) · 增速/%
pattern!(UNIT_AT_END, r"\s*(?:[(\[](?:单位：?)?([^()\[\]]{1,10})[)\]]|/\s*([^/\s]{1,6}))\s*$");
pattern!(BARE_YEAR, r"^(?:19|20)[0-9]{2}$");
pattern!(NUMBER, r"^[-+−]?[0-9][0-9,]*(?:\.[0-9]+)?$");
pattern!(STARRED, r"[0-9)]\s*\*+$");
pattern!(COLUMN_NUMBER, r"^\([0-9]{1,2}\)$");
// 各县茶业产值: whose, not what.
pattern!(
    EACH,
    "^(?:我国|全国|全省|全市)?(?:各|分|主要|部分)(?:省份|省市|省|市|县区|县|区|地区|地|国家|国|企业|行业|品种|年份|年|类)的?"
);

/// A figure of a table. Ranges are of the reading text.
#[derive(Debug)]
pub(super) struct Figure {
    pub quantity: Quantity,
    /// The row it stands in.
    pub row: Range<usize>,
    pub measure: Measure,
    pub role: FactRole,
    pub indicator: Option<String>,
    pub subject: Option<String>,
    pub period: Option<Period>,
    pub source: Option<String>,
}

/// What heads a row, a column or the table.
#[derive(Debug, Clone, Default)]
struct Head {
    /// As printed, without unit and time.
    name: String,
    /// The same in reading form.
    plain: String,
    period: Option<Period>,
    hint: Option<UnitHint>,
}

/// The figures of a table in the order they are printed.
pub(super) fn figures(doc: &Document, table: &Table, paper_year: Option<u16>) -> Vec<Figure> {
    let Some((header, body)) = table.rows.split_first() else { return Vec::new() };
    let reader = Reader { doc, clock: period::Clock { paper_year, previous: None } };
    if reader.is_model_output(table) {
        return Vec::new();
    }
    let width = body.iter().map(Vec::len).max().unwrap_or(0);
    // The header may lack its corner.
    let missing = width.saturating_sub(header.len()).min(1);
    let columns: Vec<Head> = std::iter::repeat_n(Head::default(), missing)
        .chain(header.iter().map(|cell| reader.head(cell.clone())))
        .collect();
    let labels = (0..columns.len()).find(|c| !TABLES.serial.has(&columns[*c].plain)).unwrap_or(0);
    let frame =
        Frame { caption: reader.caption(table), unit: table.unit.as_deref(), corner: columns.get(labels) };
    let source = table.notes.iter().find(|n| n.contains("来源")).and_then(|n| source::of_note(n));
    let mut found = Vec::new();
    for row in body.iter().filter(|row| row.len() == columns.len()) {
        let Some((label, range)) = row.get(labels).zip(extent(row)) else { continue };
        let label = reader.head(label.clone());
        for (cell, column) in row.iter().zip(&columns).skip(labels + 1) {
            let Some(figure) = reader.figure(cell, &label, column, &frame, range.clone()) else { continue };
            found.push(Figure { source: source.clone(), ..figure });
        }
    }
    found
}

/// What holds for the whole table.
struct Frame<'a> {
    caption: Head,
    unit: Option<&'a str>,
    corner: Option<&'a Head>,
}

struct Reader<'a> {
    doc: &'a Document,
    clock: period::Clock,
}

impl Reader<'_> {
    fn text(&self, range: &Range<usize>) -> &str {
        &self.doc.text()[range.clone()]
    }

    /// Coefficients, tests, descriptions of variables.
    fn is_model_output(&self, table: &Table) -> bool {
        let captioned = table.caption.as_ref().is_some_and(|c| TABLES.model_caption.within(c));
        let cells = || table.rows.iter().flatten().map(|cell| self.text(cell));
        let header = || table.rows.iter().take(1).flatten().map(|cell| self.text(cell));
        captioned
            || cells().any(|text| STARRED.is_match(text))
            || header().any(|text| TABLES.model_head.within(text))
            || header().filter(|text| COLUMN_NUMBER.is_match(text)).count() >= 2
    }

    fn head(&self, cell: Range<usize>) -> Head {
        let text = self.text(&cell);
        let (name, head) = self.take_apart(text);
        let printed = self.doc.quote(cell.start + name.start..cell.start + name.end);
        Head { name: printed.trim().to_owned(), ..head }
    }

    /// The range of the name in a head, and what it says of unit and time.
    fn take_apart(&self, text: &str) -> (Range<usize>, Head) {
        let mut name = 0..text.len();
        let mut head = Head::default();
        if let Some(found) = UNIT_AT_END.captures(text)
            && let Some(hint) = found.get(1).or(found.get(2)).and_then(|unit| UnitHint::parse(unit.as_str()))
        {
            head.hint = Some(hint);
            name.end = found.get(0).map_or(name.end, |m| m.start());
        }
        let words = &text[name.clone()];
        if BARE_YEAR.is_match(words.trim()) {
            head.period =
                words.trim().parse().ok().map(PartialDate::year).map(|y| Period { start: y, end: y });
            name.end = name.start;
        } else if let Some((at, period)) = period::scan(words, &self.clock).into_iter().next() {
            head.period = Some(period);
            // 2021年各地出口额, 出口额2021年: what is left is the name.
            let (before, after) =
                (words[..at.start].trim_end(), words[at.end..].trim_start_matches(['末', '底', '的', ' ']));
            let start = name.start;
            name = match before.is_empty() {
                true => start + words.len() - after.len()..name.end,
                false => start..start + before.len(),
            };
        }
        head.plain = text[name.clone()].trim().to_owned();
        (name, head)
    }

    /// The caption as a head: the thing measured, its time, its unit.
    fn caption(&self, table: &Table) -> Head {
        let Some(caption) = &table.caption else { return Head::default() };
        let (_, mut head) = self.take_apart(caption);
        let mut name = head.plain.as_str();
        name = EACH.find(name).map_or(name, |m| &name[m.end()..]);
        while let Some(bytes) = TABLES.caption_tail.at_end(name).filter(|n| *n < name.len()) {
            name = &name[..name.len() - bytes];
        }
        head.name = name.to_owned();
        head
    }

    fn figure(
        &self,
        cell: &Range<usize>,
        row: &Head,
        column: &Head,
        frame: &Frame,
        range: Range<usize>,
    ) -> Option<Figure> {
        if TABLES.time.has(&column.plain) || TABLES.serial.has(&column.plain) {
            return None;
        }
        let (indicator, subject) = named(row, column, frame);
        let name = indicator.map(|h| h.plain.as_str()).unwrap_or_default();
        let quantity = self.quantity(cell, name, [column, row], frame)?;
        let measure = measure(&quantity, name);
        let target = [column, row, &frame.caption].iter().any(|h| TABLES.target.within(&h.plain));
        let words = |head: Option<&Head>| head.map(|h| h.name.clone()).filter(|n| !n.is_empty());
        Some(Figure {
            quantity,
            row: range,
            measure,
            role: if target { FactRole::Prescribed } else { FactRole::Observed },
            indicator: words(indicator),
            subject: words(subject),
            period: column.period.or(row.period).or(frame.caption.period),
            source: None,
        })
    }

    /// The quantity of a cell: with its own unit, or a number with that of its heads.
    fn quantity(
        &self,
        cell: &Range<usize>,
        name: &str,
        heads: [&Head; 2],
        frame: &Frame,
    ) -> Option<Quantity> {
        let text = self.text(cell);
        let found = if NUMBER.is_match(text) {
            match heads.iter().find_map(|h| h.hint.clone()).or_else(|| table_unit(frame, name)) {
                Some(hint) => quantity::scan_with_unit(text, &hint),
                None if is_count(name) => quantity::scan(text),
                None => return None,
            }
        } else {
            let own = quantity::scan(text);
            own.into_iter().filter(|q| q.unit.is_some()).collect()
        };
        let [q] = &found[..] else { return None };
        // The cell is the figure, give or take 约 and 以上; a sentence that holds a figure is not.
        let rest = text.len() - q.range.len() - q.qualifier_range.as_ref().map_or(0, Range::len);
        let signed = text.starts_with(['-', '−']) && q.value.is_some_and(|v| v.is_sign_positive());
        let sign = if signed { -rust_decimal::Decimal::ONE } else { rust_decimal::Decimal::ONE };
        (rest <= 6).then(|| Quantity {
            range: cell.start + if signed { 0 } else { q.range.start }..cell.start + q.range.end,
            qualifier_range: None,
            value: q.value.map(|v| v * sign),
            ..q.clone()
        })
    }
}

fn extent(row: &[Range<usize>]) -> Option<Range<usize>> {
    let cells = || row.iter().filter(|cell| !cell.is_empty());
    Some(cells().next()?.start..cells().next_back()?.end)
}

/// What a cell measures and whose it is. A head that is only a time leaves the other one to be the indicator.
fn named<'h>(row: &'h Head, column: &'h Head, frame: &'h Frame) -> (Option<&'h Head>, Option<&'h Head>) {
    let corner = frame.corner.map(|c| c.plain.as_str()).unwrap_or_default();
    let measured = |h: &Head| h.hint.is_some() || MEASURES.measure_noun.at_end(&h.plain).is_some();
    // 不同年级学生的首选求助对象, with 首选求助对象 in the corner: the rows are the answers, the columns who gives them.
    let answers = !corner.is_empty() && frame.caption.plain.contains(corner);
    let of_rows = TABLES.indicator.has(corner)
        || row.hint.is_some()
        || measured(row) && !measured(column)
        || answers && !measured(column) && column.hint.is_none();
    match (row.plain.is_empty(), column.plain.is_empty()) {
        (true, true) => (Some(&frame.caption), None),
        (true, false) => (Some(column), None),
        (false, true) if !of_rows && !frame.caption.name.is_empty() => (Some(&frame.caption), Some(row)),
        (false, true) => (Some(row), None),
        (false, false) if of_rows => (Some(row), Some(column)),
        (false, false) => (Some(column), Some(row)),
    }
}

/// The unit given for the whole table. A rate takes it only if it names per cent; per cent alone holds for all but counts.
fn table_unit(frame: &Frame, name: &str) -> Option<UnitHint> {
    let units: Vec<UnitHint> = match frame.unit {
        None => frame.caption.hint.iter().cloned().collect(),
        Some(line) => {
            let line = line.trim_matches(['(', ')', '[', ']', ' ']);
            line.split(['：', ':', '、', '，', ',', ';', '；', ' ']).filter_map(UnitHint::parse).collect()
        }
    };
    let percent = |hint: &UnitHint| hint.dimension == Dimension::Percent;
    let rate = TABLES.percent.at_end(name).is_some();
    let amount = is_count(name) || !rate && MEASURES.measure_noun.at_end(name).is_some();
    let all = units.iter().all(percent) && !amount;
    units.into_iter().find(|hint| percent(hint) == rate || all)
}

/// 茶企数 needs no unit; 指数 has none.
fn is_count(name: &str) -> bool {
    TABLES.count.at_end(name).is_some() && TABLES.not_count.at_end(name).is_none()
}

fn measure(quantity: &Quantity, name: &str) -> Measure {
    let growth = TABLES.growth.at_end(name).is_some();
    match quantity.dimension {
        Dimension::Rank => Measure::Rank,
        Dimension::PercentagePoint => Measure::Difference,
        Dimension::Percent if growth => Measure::Growth,
        Dimension::Percent if TABLES.share.at_end(name).is_some() => Measure::Share,
        Dimension::Percent => Measure::Rate,
        Dimension::Multiple if growth => Measure::Growth,
        _ if growth => Measure::Difference,
        _ => Measure::Level,
    }
}
