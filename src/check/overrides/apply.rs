//! Entries applied to papers.

use super::{
    Overrides,
    entry::{Entry, Kind, Set},
    find::{Found, Place, find},
};
use crate::model::{
    Address, ByHand, Code, Decision, Diagnostic, Finding, FindingId, Level, Paper, Severity, Statistic,
    TopicScore,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Applies every entry that still means an item, and tells of the others, and of what was left out.
pub fn apply(papers: &mut [Paper], overrides: &Overrides) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut decided: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut due: Vec<(&Entry, Place, String)> = Vec::new();
    // All are looked up before any is applied: a rejection must not hide what another entry quotes.
    for entry in &overrides.entries {
        let Some((place, id)) = locate(entry, papers, overrides, &mut told) else { continue };
        match decided.get(&(place.paper, id.clone())) {
            Some(line) => {
                let message = format!("{id} is decided already in line {line}; this entry is left out.");
                told.push(overrides.tell(entry, Severity::Warning, message));
            }
            None => {
                decided.insert((place.paper, id.clone()), entry.line);
                due.push((entry, place, id));
            }
        }
    }
    for (entry, place, id) in due.iter().filter(|(e, ..)| e.action != Decision::Reject) {
        let Some(paper) = papers.get_mut(place.paper) else { continue };
        if let Err(message) = decide(paper, entry, *place) {
            told.push(overrides.tell(entry, Severity::Warning, format!("{id}: {message}")));
        }
    }
    for (entry, place, id) in due.iter().filter(|(e, ..)| e.action == Decision::Reject) {
        let Some(paper) = papers.get_mut(place.paper) else { continue };
        reject(paper, id);
        told.push(overrides.tell(
            entry,
            Severity::Note,
            format!("{id} is left out by hand: {}", entry.reason),
        ));
    }
    told
}

impl Overrides {
    fn tell(&self, entry: &Entry, severity: Severity, message: String) -> Diagnostic {
        let path = Some(self.path.clone());
        Diagnostic {
            severity,
            code: Code::Override,
            path,
            line: Some(entry.line),
            message,
            quote: Some(entry.item.clone()),
        }
    }
}

/// The item an entry is to be applied to, with its id; what is odd about it is told.
fn locate(
    entry: &Entry,
    papers: &[Paper],
    overrides: &Overrides,
    told: &mut Vec<Diagnostic>,
) -> Option<(Place, String)> {
    let item = &entry.item;
    let (found, message) = match find(entry, papers) {
        Found::There(place) => return Some((place, item.clone())),
        Found::Elsewhere(place, id) => {
            let message = format!("{item} is now {id}: the entry is applied there; correct its `item`.");
            (Some((place, id)), message)
        }
        Found::Several(ids) => {
            let list = ids.join(", ");
            (
                None,
                format!(
                    "{item} no longer says what is quoted, but {list} do: the entry is left out; name the one meant."
                ),
            )
        }
        Found::SaysOtherwise(words) => (
            None,
            format!(
                "{item} now says “{}” and nothing says what is quoted: the entry is left out.",
                start(&words)
            ),
        ),
        Found::Nowhere => {
            let paper = item.rsplit_once('/').map(|(paper, _)| paper);
            let here = papers.iter().any(|p| Some(p.id.as_str()) == paper);
            if !here && !overrides.whole_corpus {
                return None;
            }
            (None, format!("there is no {item} and nothing says what is quoted: the entry is left out."))
        }
    };
    told.push(overrides.tell(entry, Severity::Warning, message));
    found
}

fn start(words: &str) -> String {
    const SHOWN: usize = 20;
    let cut: String = words.chars().take(SHOWN).collect();
    if cut.len() < words.len() { format!("{cut}…") } else { cut }
}

/// Marks an item, and sets what is to be set.
fn decide(paper: &mut Paper, entry: &Entry, place: Place) -> Result<(), String> {
    let by_hand = ByHand {
        action: entry.action,
        reason: entry.reason.clone(),
        fields: entry.set.iter().map(|s| s.field().to_owned()).collect(),
    };
    if entry.kind == Kind::Figure {
        let Some(statistic) = paper.statistics.get_mut(place.item) else { return Ok(()) };
        entry.set.iter().for_each(|set| set_statistic(statistic, set));
        statistic.by_hand = Some(by_hand);
        return Ok(());
    }
    let themes: Vec<FindingId> =
        paper.problems.iter().filter(|p| p.level == Level::Theme).map(|p| p.id.clone()).collect();
    let wanted = entry.set.iter().filter_map(|s| if let Set::Addresses(ids) = s { Some(ids) } else { None });
    if let Some(unknown) = wanted.flatten().find(|id| !themes.contains(id)) {
        return Err(format!("its paper has no problem theme {unknown} to address; the entry is left out."));
    }
    let list = match entry.kind {
        Kind::ProblemTheme | Kind::ProblemPoint => &mut paper.problems,
        _ => &mut paper.countermeasures,
    };
    let Some(finding) = list.get_mut(place.item) else { return Ok(()) };
    entry.set.iter().for_each(|set| set_finding(finding, set));
    finding.by_hand = Some(by_hand);
    Ok(())
}

fn set_finding(finding: &mut Finding, set: &Set) {
    match set {
        // On themes the statement is the label again.
        Set::Label(label) => {
            finding.statement.clone_from(label);
            finding.label = Some(label.clone());
        }
        Set::Topics(ids) => {
            // The main topic has the highest score.
            let scored = ids.iter().zip((1..=ids.len()).rev());
            finding.topics =
                scored.map(|(id, score)| TopicScore { id: id.clone(), score: score as f64 }).collect();
        }
        Set::Actors(ids) => finding.actors.clone_from(ids),
        Set::Addresses(ids) => {
            let link =
                |id: &FindingId| Address { problem: id.clone(), score: 1.0, why: "set by hand".into() };
            finding.addresses = ids.iter().map(link).collect();
        }
        _ => {}
    }
}

fn set_statistic(statistic: &mut Statistic, set: &Set) {
    match set {
        Set::Value(value) => {
            statistic.resolution = rescaled(statistic.resolution, statistic.value, *value);
            (statistic.value, statistic.low, statistic.high) = (Some(*value), None, None);
        }
        Set::Unit(unit) => {
            statistic.unit = Some(unit.clone());
            statistic.unit_inferred = false;
        }
        Set::Dimension(dimension) => statistic.dimension = *dimension,
        Set::Measure(measure) => statistic.measure = *measure,
        Set::Period(period) => statistic.period = Some(*period),
        Set::Indicator(indicator) => statistic.indicator = Some(indicator.clone()),
        Set::Subject(subject) => statistic.subject = Some(subject.clone()),
        _ => {}
    }
}

/// Where only the power of ten was misread, the last printed digit moves with it.
fn rescaled(resolution: Option<Decimal>, old: Option<Decimal>, new: Decimal) -> Option<Decimal> {
    let factor = old.filter(|o| !o.is_zero()).and_then(|old| new.checked_div(old));
    let power = factor.filter(|f| {
        let mut power = Decimal::ONE;
        (0..=18).any(|_| {
            let hit = *f == power || f.checked_mul(power) == Some(Decimal::ONE);
            power = power.checked_mul(Decimal::TEN).unwrap_or(power);
            hit
        })
    });
    match power {
        Some(factor) => resolution.and_then(|r| r.checked_mul(factor)).map(|r| r.normalize()),
        None => resolution,
    }
}

/// Takes an item out, with its points, and with the links that lead to it.
fn reject(paper: &mut Paper, id: &str) {
    let goes = |f: &Finding| f.id.as_str() == id || f.parent.as_ref().is_some_and(|p| p.as_str() == id);
    paper.problems.retain(|f| !goes(f));
    paper.countermeasures.retain(|f| !goes(f));
    paper.statistics.retain(|s| s.id.as_str() != id);
    for measure in &mut paper.countermeasures {
        measure.addresses.retain(|a| a.problem.as_str() != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_moves_with_the_power_of_ten() {
        let dec = |s: &str| s.parse::<Decimal>().unwrap();
        for (resolution, old, new, expected) in [
            ("0.01", "17.66", "17660000000000", "10000000000"),
            ("10000", "50000", "5", "1"),
            ("0.1", "12.5", "13.5", "0.1"),
            ("1", "0", "10", "1"),
        ] {
            let moved = rescaled(Some(dec(resolution)), Some(dec(old)), dec(new));
            assert_eq!(moved, Some(dec(expected)), "{old} → {new}");
        }
        assert_eq!(rescaled(None, None, dec("3")), None);
    }
}
