//! Themes: the subsections of a problem or countermeasure part, or the counted members of a part without subsections.

use super::unit::{self, Unit};
use crate::{
    document::Document,
    lexicon::MarkerKind,
    model::{FindingKind, Role},
    outline::{Outline, SectionNode},
};
use std::ops::Range;

/// A theme before its points are found.
#[derive(Debug, Clone)]
pub(super) struct Theme {
    pub number: Option<String>,
    pub label: Range<usize>,
    pub section: usize,
    pub units: Vec<Unit>,
    /// The rule that made it and its cue.
    pub rule: &'static str,
}

fn role(kind: FindingKind) -> Role {
    match kind {
        FindingKind::Problem => Role::Problem,
        FindingKind::Countermeasure => Role::Countermeasure,
    }
}

/// The themes of one kind, in text order.
pub(super) fn themes(doc: &Document, outline: &Outline, kind: FindingKind) -> Vec<Theme> {
    let role = role(kind);
    let sections = &outline.sections;
    let is_root = |s: &SectionNode| s.role == role && s.parent.is_none_or(|p| sections[p].role != role);
    let mut themes = Vec::new();
    for root in (0..sections.len()).filter(|i| is_root(&sections[*i])) {
        let children: Vec<usize> = (0..sections.len())
            .filter(|i| sections[*i].parent == Some(root) && sections[*i].role == role)
            .collect();
        let other_children = sections.iter().any(|s| s.parent == Some(root) && s.role != role);
        if !children.is_empty() {
            themes.extend(children.into_iter().map(|c| of_section(doc, outline, c, role)));
        } else if sections[root].level > 1 || other_children {
            themes.push(of_section(doc, outline, root, role));
        } else {
            themes.extend(run_in(doc, outline, root));
        }
    }
    themes
}

/// A subsection as a theme, deeper subsections included.
fn of_section(doc: &Document, outline: &Outline, section: usize, role: Role) -> Theme {
    let node = &outline.sections[section];
    let mut paragraphs: Vec<usize> = node.body.clone().collect();
    for (i, below) in outline.sections.iter().enumerate().skip(section + 1) {
        if below.level <= node.level {
            break;
        }
        let _ = i;
        if below.role == role {
            paragraphs.extend(below.body.clone());
        }
    }
    Theme {
        number: node.number.clone(),
        label: node.heading.clone(),
        section,
        units: unit::units(doc, &paragraphs),
        rule: "subsection",
    }
}

/// The counted members of a part without subsections; uncounted, its paragraphs.
fn run_in(doc: &Document, outline: &Outline, section: usize) -> Vec<Theme> {
    let node = &outline.sections[section];
    let units = unit::units(doc, &node.body.clone().collect::<Vec<_>>());
    let starts = member_starts(&units);
    let (starts, rule) =
        if starts.len() >= 2 { (starts, "counted") } else { (paragraph_starts(&units), "paragraph") };
    let ends = starts.iter().skip(1).copied().chain([units.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Theme {
            number: units[start].marker.filter(|m| m.kind == MarkerKind::Ordinal).map(|m| m.word.to_owned()),
            label: label(doc.text(), units[start].claim.clone()),
            section,
            units: units[start..end].to_vec(),
            rule,
        })
        .collect()
}

/// The members of the first series that has at least two.
fn member_starts(units: &[Unit]) -> Vec<usize> {
    let series: Vec<(usize, Series)> =
        units.iter().enumerate().filter_map(|(i, u)| Some((i, Series::of(u.marker?.word)?))).collect();
    let top = series.iter().map(|s| s.1).find(|a| series.iter().filter(|s| s.1 == *a).count() >= 2);
    series.into_iter().filter(|s| Some(s.1) == top).map(|s| s.0).collect()
}

fn paragraph_starts(units: &[Unit]) -> Vec<usize> {
    (0..units.len()).filter(|i| *i == 0 || units[*i].paragraph != units[i - 1].paragraph).collect()
}

/// A way of counting; the outermost one makes the themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    First,
    Ordinal,
    Its,
    Is,
    Sides,
}

impl Series {
    fn of(word: &str) -> Option<Series> {
        Some(match word {
            "首先" | "其次" | "再次" | "再者" | "最后" | "然后" => Series::First,
            w if w.starts_with('第') => Series::Ordinal,
            w if w.starts_with('其') => Series::Its,
            w if w.ends_with(['是', '则', '要', '来', '为', '者']) => Series::Is,
            "一方面" | "另一方面" => Series::Sides,
            _ => return None,
        })
    }
}

/// The shortest clause that names the theme: up to the first comma or stop.
fn label(text: &str, claim: Range<usize>) -> Range<usize> {
    let slice = &text[claim.clone()];
    let end = slice.find(['，', '。', '：', '；', '！', '？', ':']).unwrap_or(slice.len());
    claim.start..claim.start + end
}
