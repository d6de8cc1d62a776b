//! An indicator drawn: one mark a figure, its paper told by shape and name, its source in the mark's title.

use super::{ROWS, View};
use crate::{
    model::{Indicator, Observation, PaperId, Period},
    report::{
        amount::amount,
        labels::{Words, fill},
        terminal::figures::period,
        text::{prefix, width},
    },
};
use maud::{Markup, html};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::collections::BTreeSet;

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 78.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 40.0;
/// Room a label under the axis needs.
const LABEL: f64 = 62.0;
/// Beyond so many marks they carry no labels.
const LABELLED: usize = 16;
/// Columns of a paper's name beside a mark.
const NAME: usize = 10;

/// A figure that can be drawn.
struct Mark<'a> {
    observation: &'a Observation,
    x: f64,
    low: f64,
    high: f64,
    shape: usize,
}

/// The scales of a chart.
struct Scale {
    bottom: f64,
    step: f64,
    steps: u32,
    from: f64,
    to: f64,
    undated: bool,
}

/// The chart; nothing where no figure has a value.
pub fn chart(view: &View, indicator: &Indicator) -> Markup {
    let drawn: Vec<_> = indicator.observations.iter().filter(|o| ends(o).is_some()).take(ROWS).collect();
    let Some(scale) = Scale::of(&drawn) else { return html! {} };
    let papers: BTreeSet<&PaperId> = drawn.iter().map(|o| &o.paper).collect();
    let shape = |id: &PaperId| papers.iter().position(|p| *p == id).unwrap_or(0);
    let mut marks: Vec<Mark> = (drawn.into_iter())
        .filter_map(|o| {
            let (low, high) = ends(o)?;
            Some(Mark { observation: o, x: scale.x(o.period.as_ref()), low, high, shape: shape(&o.paper) })
        })
        .collect();
    marks.sort_by(|a, b| a.x.total_cmp(&b.x));
    spread(&mut marks);
    let unit = indicator.unit.as_deref().unwrap_or("—");
    let title = fill(
        &view.words.html_chart_title,
        &[("name", &super::figures::name(view, indicator)), ("unit", &unit), ("n", &marks.len())],
    );
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(title) {
            title { (title) }
            (axes(view.words, &scale, unit))
            (ticks(view.words, &marks))
            @for mark in &marks { (draw(view, &scale, mark, unit, marks.len() <= LABELLED)) }
        }
    }
}

fn ends(observation: &Observation) -> Option<(f64, f64)> {
    let number = |v: Option<Decimal>| v.and_then(|v| v.to_f64()).filter(|v| v.is_finite());
    let value = number(observation.value);
    let low = number(observation.low).or(value).or_else(|| number(observation.high))?;
    Some((low, number(observation.high).or(value).unwrap_or(low)))
}

/// The middle of a period, in years.
fn middle(period: &Period) -> f64 {
    let year = |text: String, end: bool| {
        let mut parts = text.split('-').filter_map(|p| p.parse::<f64>().ok());
        let (year, month, day) = (parts.next().unwrap_or(0.0), parts.next(), parts.next());
        let last = if end { 1.0 } else { 0.0 };
        year + month.map_or(last, |m| (m - 1.0 + day.map_or(last, |d| d / 31.0)) / 12.0)
    };
    (year(period.start.to_string(), false) + year(period.end.to_string(), true)) / 2.0
}

impl Scale {
    fn of(drawn: &[&Observation]) -> Option<Self> {
        let ends: Vec<_> = drawn.iter().filter_map(|o| ends(o)).collect();
        let top = ends.iter().map(|e| e.1).fold(0.0, f64::max);
        let bottom = ends.iter().map(|e| e.0).fold(0.0, f64::min);
        let reach = top - bottom;
        if ends.is_empty() || !reach.is_finite() || reach <= 0.0 {
            return None;
        }
        let power = 10_f64.powf((reach / 4.0).log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|n| n * power).into_iter().find(|s| s * 4.0 >= reach)?;
        let bottom = (bottom / step).floor() * step;
        let steps = ((top - bottom) / step).ceil().clamp(1.0, 9.0) as u32;
        let times: Vec<_> = drawn.iter().filter_map(|o| o.period.as_ref()).map(middle).collect();
        let from = times.iter().copied().fold(f64::INFINITY, f64::min);
        let to = times.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Some(Scale { bottom, step, steps, from, to, undated: times.len() < drawn.len() })
    }

    fn x(&self, period: Option<&Period>) -> f64 {
        let right = WIDTH - RIGHT - 56.0;
        let Some(period) = period else { return right };
        let right = if self.undated { right - LABEL - 24.0 } else { right };
        let left = LEFT + 40.0;
        let reach = self.to - self.from;
        if reach > 0.0 {
            left + (middle(period) - self.from) / reach * (right - left)
        } else {
            (left + right) / 2.0
        }
    }

    fn y(&self, value: f64) -> f64 {
        let reach = self.step * f64::from(self.steps);
        HEIGHT - BOTTOM - (value - self.bottom) / reach * (HEIGHT - BOTTOM - TOP)
    }
}

/// Figures of one time stand side by side.
fn spread(marks: &mut [Mark]) {
    const APART: f64 = 16.0;
    const TOGETHER: f64 = 64.0;
    let mut start = 0;
    while start < marks.len() {
        let at = marks[start].x;
        let same = marks[start..].iter().take_while(|m| m.x - at < 1.0).count();
        for (i, mark) in marks[start..start + same].iter_mut().enumerate() {
            mark.x += APART.min(TOGETHER / same as f64) * (i as f64 - (same as f64 - 1.0) / 2.0);
        }
        start += same;
    }
}

fn px(at: f64) -> String {
    format!("{:.1}", at)
}

fn axes(words: &Words, scale: &Scale, unit: &str) -> Markup {
    let ticks = (0..=scale.steps).map(|i| scale.bottom + scale.step * f64::from(i));
    html! {
        text.unit x="4" y="16" { (fill(&words.html_axis_unit, &[("unit", &unit)])) }
        @for value in ticks {
            @let y = scale.y(value);
            line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(px(y)) y2=(px(y)) {}
            text.tick x=(LEFT - 8.0) y=(px(y + 4.0)) text-anchor="end" { (label(words, value)) }
        }
    }
}

fn label(words: &Words, value: f64) -> String {
    let exact = Decimal::from_f64_retain(value).map(|v| v.round_sf(6).unwrap_or(v));
    exact.map_or_else(|| value.to_string(), |v| amount(words, v))
}

/// The times under the axis, left out where they would touch.
fn ticks(words: &Words, marks: &[Mark]) -> Markup {
    let mut last = f64::NEG_INFINITY;
    let mut said = BTreeSet::new();
    let shown: Vec<_> = marks
        .iter()
        .filter_map(|mark| {
            let text = mark.observation.period.as_ref().map_or_else(|| words.html_undated.clone(), period);
            let fits = mark.x - last >= LABEL && said.insert(text.clone());
            fits.then(|| {
                last = mark.x;
                (mark.x, text)
            })
        })
        .collect();
    html! { @for (x, text) in shown { text.tick x=(px(x)) y=(HEIGHT - BOTTOM + 22.0) text-anchor="middle" { (text) } } }
}

fn draw(view: &View, scale: &Scale, mark: &Mark, unit: &str, labelled: bool) -> Markup {
    let (x, low, high) = (mark.x, scale.y(mark.low), scale.y(mark.high));
    let observation = mark.observation;
    let when = observation.period.as_ref().map_or_else(|| view.words.html_undated.clone(), period);
    let source = observation.source.as_deref().unwrap_or("—");
    let value = written(view.words, observation);
    let title =
        format!("{} · {when} · {value} {unit} · {}: {source}", observation.statistic, view.words.source);
    let paper = observation.paper.as_str();
    let name = if width(paper) > NAME { format!("{}…", prefix(paper, NAME)) } else { paper.to_owned() };
    html! {
        g class={ "mark s" (mark.shape % 5) } {
            title { (title) }
            line.stem x1=(px(x)) x2=(px(x)) y1=(px(scale.y(0.0_f64.max(scale.bottom)))) y2=(px(high)) {}
            @if low != high { line.range x1=(px(x)) x2=(px(x)) y1=(px(low)) y2=(px(high)) {} }
            (shape(mark.shape, x, high))
            @if labelled {
                text.value x=(px(x)) y=(px(high - 20.0)) text-anchor="middle" { (value) }
                text.who x=(px(x)) y=(px(high - 9.0)) text-anchor="middle" { (name) }
            }
        }
    }
}

fn written(words: &Words, observation: &Observation) -> String {
    let ends = [observation.value, observation.low, observation.high];
    let ends = ends.into_iter().flatten().map(|v| amount(words, v)).collect::<Vec<_>>();
    ends.join("–")
}

/// Papers are told apart by shape, not by colour alone.
fn shape(n: usize, x: f64, y: f64) -> Markup {
    let points = |corners: &[(f64, f64)]| {
        corners.iter().map(|(dx, dy)| format!("{:.1},{:.1}", x + dx, y + dy)).collect::<Vec<_>>().join(" ")
    };
    html! {
        @match n % 5 {
            0 => circle cx=(px(x)) cy=(px(y)) r="4.5" {},
            1 => rect x=(px(x - 4.0)) y=(px(y - 4.0)) width="8" height="8" {},
            2 => polygon points=(points(&[(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)])) {},
            3 => polygon points=(points(&[(0.0, -5.0), (5.0, 4.0), (-5.0, 4.0)])) {},
            _ => polygon points=(points(&[(0.0, 5.0), (5.0, -4.0), (-5.0, -4.0)])) {},
        }
    }
}
