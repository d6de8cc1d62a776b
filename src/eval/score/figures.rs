//! Figures: whether they are found, and what is said of them.

use super::{Matched, alike, head, shown};
use crate::{
    eval::{
        Gold, Key, Sheet,
        gold::{Answers, GoldFigure},
        pairing::pair,
        text::{Place, Taken, Text, iou, squeeze},
    },
    model::{Paper, Statistic},
};

/// Surfaces this much in the same place are the same figure.
const FIGURES_ALIKE: f64 = 0.3;
/// Indicators this much alike are the same.
const INDICATORS_ALIKE: f64 = 0.5;
/// Subjects and sources this much alike are the same.
const NAMES_ALIKE: f64 = 0.6;
/// What an equal value adds where figures overlap alike.
const SAME_VALUE: f64 = 0.01;

/// Figures are the same if their surfaces stand in the same place.
pub fn score(gold: &Gold, paper: &Paper, text: &Text, sheet: &mut Sheet) {
    let (gold, got) = (&gold.statistics, &paper.statistics);
    let gold_places = places(gold.iter().map(|g| (&*g.quote, &*g.surface)), text);
    let got_places = places(got.iter().map(|p| (&*p.quote, &*p.surface)), text);
    let likeness = |i: usize, j: usize| match iou(gold_places[i], got_places[j]) {
        0.0 => 0.0,
        common if gold[i].value == got[j].value => common + SAME_VALUE,
        common => common,
    };
    let pairs = pair(gold.len(), got.len(), FIGURES_ALIKE, likeness);
    let optional: Vec<bool> = gold.iter().map(|g| g.optional).collect();
    let matched = Matched::new(pairs, &optional, got.len());
    sheet.add(Key::Statistics, matched.hits(), matched.gold(), matched.got());
    for &(i, j) in &matched.firm {
        sheet.right.push(gold[i].id.clone());
        attributes(&gold[i], &got[j], sheet);
    }
    for &i in &matched.missed {
        let (g, line) = (&gold[i], text.line(gold_places[i]));
        sheet.miss(line, format!("statistic missed: {} {} in {}", g.id, g.surface, g.quote));
    }
    for &j in &matched.extra {
        let p = &got[j];
        sheet.miss(Some(p.figure.line), format!("statistic extra: {} {} in {}", p.id, p.surface, p.quote));
    }
}

fn attributes(g: &GoldFigure, p: &Statistic, sheet: &mut Sheet) {
    if squeeze(&g.surface) == squeeze(&p.surface) {
        sheet.add_strict(Key::Statistics, 1);
        sheet.right.push(format!("{} exact", g.id));
    }
    let mut judge = |key: Key, right: bool, gold: &dyn Fn() -> String, got: &dyn Fn() -> String| {
        let name = key.as_str().trim_start_matches("statistics.");
        sheet.judge(key, right, || format!("{} {name}", g.id));
        if !right {
            let place = format!("{} {} in {}", g.id, g.surface, head(&g.quote));
            sheet.miss(Some(p.figure.line), format!("{name} of {place} gold {} got {}", gold(), got()));
        }
    };
    let values = ([g.value, g.low, g.high], [p.value, p.low, p.high]);
    let unit = |unit: &Option<String>| squeeze(unit.as_deref().unwrap_or_default());
    let right = values.0 == values.1 && unit(&g.unit) == unit(&p.unit);
    judge(Key::Value, right, &|| amount(values.0, &g.unit), &|| amount(values.1, &p.unit));
    for (key, gold, got) in [
        (Key::Dimension, g.dimension.as_str(), p.dimension.as_str()),
        (Key::Qualifier, g.qualifier.as_str(), p.qualifier.as_str()),
        (Key::Measure, g.measure.as_str(), p.measure.as_str()),
        (Key::FactRole, g.role.as_str(), p.role.as_str()),
    ] {
        judge(key, gold == got, &|| gold.to_owned(), &|| got.to_owned());
    }
    let period = p.period.map(|period| period.to_string());
    let none = |text: &Option<String>| shown(text.as_deref()).to_owned();
    judge(Key::Period, g.period == period, &|| none(&g.period), &|| none(&period));
    let [indicator, expected] = [&p.indicator, &g.indicator].map(|i| i.as_deref().unwrap_or_default());
    let right = alike(expected, indicator) >= INDICATORS_ALIKE;
    judge(Key::Indicator, right, &|| none(&g.indicator), &|| none(&p.indicator));
    for (key, answers, got) in [(Key::Subject, &g.subject, &p.subject), (Key::Source, &g.source, &p.source)] {
        if *answers.all() == [None] && got.is_none() {
            continue;
        }
        judge(key, is_among(got.as_deref(), answers), &|| options(answers), &|| none(got));
    }
}

/// Whether a name is one of the right answers, or near enough to one.
fn is_among(got: Option<&str>, answers: &Answers) -> bool {
    answers.all().iter().any(|answer| match (answer, got) {
        (None, None) => true,
        (answer, got) => alike(answer.as_deref().unwrap_or_default(), got.unwrap_or_default()) >= NAMES_ALIKE,
    })
}

fn options(answers: &Answers) -> String {
    answers.all().iter().map(|a| shown(a.as_deref())).collect::<Vec<_>>().join(" or ")
}

/// A value or a range with its unit.
fn amount(values: [Option<rust_decimal::Decimal>; 3], unit: &Option<String>) -> String {
    let [value, low, high] = values.map(|v| v.map_or_else(|| "–".into(), |v| v.normalize().to_string()));
    let range = if values[1].is_some() || values[2].is_some() { format!("{low}~{high}") } else { value };
    format!("{range} {}", shown(unit.as_deref()))
}

fn places<'a>(figures: impl Iterator<Item = (&'a str, &'a str)>, text: &Text) -> Vec<Option<Place>> {
    let mut taken = Taken::new();
    figures.map(|(quote, surface)| text.locate_within(quote, surface, &mut taken)).collect()
}
