//! Themes: the subsections of a problem or countermeasure part, or the counted members of a part without subsections.

use super::unit::{self, Unit};
use crate::{
    document::Document,
    lexicon::MarkerKind,
    model::{FindingKind, Role},
    outline::{Outline, SectionNode, numbering::Style},
};
use std::ops::Range;

/// A counted sentence no longer than this names its theme and claims nothing more, in characters.
const NAMES: usize = 20;

/// What stands behind a name and a colon is a claim only if it is longer than this, in characters.
const SHORTEST_CLAIM: usize = 8;

/// A theme before its points are found.
#[derive(Debug, Clone)]
pub(super) struct Theme {
    pub number: Option<String>,
    pub label: Range<usize>,
    pub section: usize,
    /// The sentences in which its points are looked for.
    pub units: Vec<Unit>,
    /// The rule that made it.
    pub rule: &'static str,
}

/// The themes of one kind, in text order.
pub(super) fn themes(doc: &Document, outline: &Outline, kind: FindingKind) -> Vec<Theme> {
    let sections = &outline.sections;
    // Where no part proposes anything, each problem may be followed by its remedy.
    let proposes = sections.iter().any(|s| s.role == Role::Countermeasure);
    let answered = |t: &Theme| !proposes || sections[t.section].paired;
    let problems = of_role(doc, outline, Role::Problem).into_iter();
    match kind {
        FindingKind::Problem => problems.map(|t| if answered(&t) { split(t).0 } else { t }).collect(),
        FindingKind::Countermeasure => {
            let remedies = problems.filter(answered).filter_map(|t| split(t).1);
            let mut themes = of_role(doc, outline, Role::Countermeasure);
            themes.extend(remedies);
            themes.sort_by_key(|t| t.units.first().map(|u| u.whole.start));
            themes
        }
    }
}

fn of_role(doc: &Document, outline: &Outline, role: Role) -> Vec<Theme> {
    let sections = &outline.sections;
    let is_root = |s: &SectionNode| s.role == role && s.parent.is_none_or(|p| sections[p].role != role);
    let each_paired = sections.iter().filter(|s| s.paired && s.level == 1).count() >= 2;
    let mut themes = Vec::new();
    for root in (0..sections.len()).filter(|i| is_root(&sections[*i])) {
        let below = |i: &usize| sections[*i].parent == Some(root);
        let children: Vec<usize> =
            (0..sections.len()).filter(below).filter(|i| sections[*i].role == role).collect();
        let divided = (0..sections.len()).any(|i| below(&i));
        if !children.is_empty() {
            themes.extend(children.into_iter().map(|c| of_section(doc, outline, c, role)));
        } else if divided || sections[root].paired && each_paired || !divides(doc, sections, root) {
            themes.push(of_section(doc, outline, root, role));
        } else {
            themes.extend(run_in(doc, outline, root));
        }
    }
    themes
}

/// Whether the members of a section are themes: those of a part, and counted ones of a subsection that plays a part of its own,
/// as advice does in a conclusion. A remedy within a problem part is one theme.
fn divides(doc: &Document, sections: &[SectionNode], i: usize) -> bool {
    let Some(parent) = sections[i].parent else { return true };
    let paragraphs: Vec<usize> = sections[i].body.clone().collect();
    sections[parent].role != Role::Problem && member_starts(&unit::units(doc, &paragraphs)).len() >= 2
}

/// A subsection as a theme, deeper subsections included.
fn of_section(doc: &Document, outline: &Outline, section: usize, role: Role) -> Theme {
    let node = &outline.sections[section];
    let deeper = outline.sections[section + 1..]
        .iter()
        .take_while(|s| s.level > node.level)
        .filter(|s| s.role == role);
    let paragraphs: Vec<usize> = node.body.clone().chain(deeper.flat_map(|s| s.body.clone())).collect();
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
    let (starts, rule) = match named_paragraphs(doc, &units) {
        Some(named) => (named, "paragraph"),
        None if starts.len() >= 2 => (starts, "counted"),
        None => (paragraph_starts(&units), "paragraph"),
    };
    let (units, starts) = without_names(doc, units, starts);
    let ends = starts.iter().skip(1).copied().chain([units.len()]);
    let member = |(&start, end): (&usize, usize)| {
        let first = &units[start];
        let name = first.text(doc).trim_end_matches(['。', '；', '：']);
        let names_only = end > start + 1 && name.chars().count() <= NAMES;
        Theme {
            number: match &first.number {
                Some((_, number)) => Some(doc.text()[number.clone()].to_owned()),
                None => first.marker.filter(|m| m.kind == MarkerKind::Ordinal).map(|m| m.word.to_owned()),
            },
            label: if names_only {
                first.claim.start..first.claim.start + name.len()
            } else {
                first_clause(doc, first)
            },
            section,
            units: units[start + usize::from(names_only)..end].to_vec(),
            rule,
        }
    };
    let mut themes: Vec<Theme> = starts.iter().zip(ends).map(member).collect();
    // A paragraph of one sentence before the others only leads in.
    if rule == "paragraph"
        && themes.len() > 2
        && themes[0].units.len() == 1
        && themes[1..].iter().any(|t| t.units.len() > 1)
    {
        themes.remove(0);
    }
    themes
}

/// Paragraphs without numbers that all open with the name of what they are about: 蜂种退化。…, 蜂种退化：…. The first may lead in.
fn named_paragraphs(doc: &Document, units: &[Unit]) -> Option<Vec<usize>> {
    let named = |&i: &usize| {
        let unit = &units[i];
        let more = units.get(i + 1).is_some_and(|next| next.paragraph == unit.paragraph);
        let short = unit.text(doc).chars().count() <= NAMES && unit.text(doc).ends_with('。');
        unit.number.is_none() && (unit.marker.is_none() && more && short || name_end(doc, unit).is_some())
    };
    let mut starts = paragraph_starts(units);
    if starts.len() > 2 && !starts.first().is_some_and(named) {
        starts.remove(0);
    }
    (starts.len() >= 2 && starts.iter().all(named)).then_some(starts)
}

/// Where the name a unit opens with ends, if a colon parts it from the claim. 首先 may stand behind it.
fn name_end(doc: &Document, unit: &Unit) -> Option<usize> {
    let start = name_start(unit);
    name_before_colon(&doc.text()[start..unit.whole.end]).map(|end| start + end)
}

fn name_start(unit: &Unit) -> usize {
    if unit.marker.is_some() { unit.whole.start } else { unit.claim.start }
}

/// 蜂种退化：蜂农长期自繁自育。 — where the name ends and the claim begins.
fn name_before_colon(text: &str) -> Option<usize> {
    let colon = text.find(['：', ':'])?;
    let (name, rest) = (&text[..colon], text[colon..].trim_start_matches(['：', ':', ' ']));
    let names = (3..=NAMES).contains(&name.chars().count()) && !name.contains(['，', '。', '“', '《']);
    (names && rest.chars().nth(SHORTEST_CLAIM).is_some()).then_some(text.len() - rest.len())
}

/// Where every member has its name before a colon, the names are units of their own.
fn without_names(doc: &Document, units: Vec<Unit>, starts: Vec<usize>) -> (Vec<Unit>, Vec<usize>) {
    let cuts: Vec<usize> = starts.iter().filter_map(|i| name_end(doc, &units[*i])).collect();
    if starts.len() < 2 || cuts.len() < starts.len() {
        return (units, starts);
    }
    let mut apart = Vec::with_capacity(units.len() + starts.len());
    let mut begins = Vec::with_capacity(starts.len());
    for (i, unit) in units.into_iter().enumerate() {
        let Some(k) = starts.iter().position(|s| *s == i) else {
            apart.push(unit);
            continue;
        };
        begins.push(apart.len());
        let rest = unit::unit(doc.text(), cuts[k]..unit.whole.end, unit.paragraph);
        apart.push(Unit { claim: name_start(&unit)..cuts[k], marker: None, ..unit });
        apart.push(rest);
    }
    (apart, begins)
}

/// Problem and remedy in one section: the units up to the turn, and from the turn on.
fn split(theme: Theme) -> (Theme, Option<Theme>) {
    let proposes =
        |u: &Unit| u.stance.measure >= 2 && u.stance.measure >= u.stance.defect || u.imperative.is_some();
    let mostly = |units: &[Unit]| units.iter().filter(|u| proposes(u)).count() * 3 >= units.len() * 2;
    let units = &theme.units;
    // A remedy mostly has a paragraph of its own; what stands after that paragraph may be a closing word.
    let begins = |i: usize| {
        let paragraph = units[i..].iter().take_while(|u| u.paragraph == units[i].paragraph).count();
        units[i - 1].paragraph != units[i].paragraph && mostly(&units[i..i + paragraph])
    };
    let turns = |i: usize| proposes(&units[i]) && mostly(&units[i..]);
    let turn = (1..units.len()).find(|i| begins(*i)).or_else(|| (1..units.len()).find(|i| turns(*i)));
    let Some(turn) = turn else { return (theme, None) };
    let remedy = Theme { units: theme.units[turn..].to_vec(), rule: "turn", ..theme.clone() };
    (Theme { units: theme.units[..turn].to_vec(), ..theme }, Some(remedy))
}

/// The members of the first series that has at least two.
fn member_starts(units: &[Unit]) -> Vec<usize> {
    let series: Vec<(usize, Series)> =
        units.iter().enumerate().filter_map(|(i, u)| Some((i, Series::of_unit(u)?))).collect();
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
    Number(Style),
}

impl Series {
    fn of_unit(unit: &Unit) -> Option<Series> {
        match &unit.number {
            Some((style, _)) => Some(Series::Number(*style)),
            None => Series::of(unit.marker?.word),
        }
    }

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
fn first_clause(doc: &Document, unit: &Unit) -> Range<usize> {
    let text = unit.text(doc);
    let end = text.find(['，', '。', '：', '；', '！', '？', ':']).unwrap_or(text.len());
    unit.claim.start..unit.claim.start + text[..end].trim_end().len()
}
