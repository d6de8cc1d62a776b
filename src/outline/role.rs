//! What each section does, judged by its title, by the headings below it and by the stand its sentences take.

use super::SectionNode;
use crate::{
    document::{self, Document},
    lexicon::{self, TitleCue},
    model::Role,
};

/// So much of a section's subsections must agree before they overrule its title.
const MAJORITY: f64 = 0.6;
/// So much of its sentences must take a stand before a section without cues is given a role.
const SENTENCES: f64 = 0.34;

/// Gives every section its role.
pub fn assign(doc: &Document, sections: &mut [SectionNode]) {
    let cues: Vec<Option<TitleCue>> =
        sections.iter().map(|s| lexicon::title_cue(&doc.text()[s.heading.clone()])).collect();
    for i in 0..sections.len() {
        let above = sections[i].parent.map(|p| sections[p].role);
        sections[i].role = match above {
            None => top_role(doc, sections, i, cues[i]),
            Some(role) => sub_role(doc, sections, i, role, cues[i], mixed(&cues, sections[i].parent)),
        };
        sections[i].paired = sections[i].role == Role::Problem && cues[i].is_some_and(|c| c.is_paired());
    }
    explain(sections, &cues);
    let told = cues.iter().flatten().any(|c| matches!(c.role, Role::Problem | Role::Countermeasure));
    if !told {
        turn_about(doc, sections);
    }
}

/// A paper whose titles tell nothing may complain and propose in each of its parts.
fn turn_about(doc: &Document, sections: &mut [SectionNode]) {
    let open = |s: &SectionNode| {
        s.parent.is_none()
            && matches!(s.role, Role::Problem | Role::Other | Role::Status | Role::Countermeasure)
    };
    let both: Vec<usize> = (0..sections.len())
        .filter(|i| open(&sections[*i]) && complains_then_proposes(doc, sections, *i))
        .collect();
    if both.len() >= 2 {
        for i in both {
            sections[i].role = Role::Problem;
            sections[i].paired = true;
        }
    }
}

/// Paragraphs that mostly report defects, then paragraphs that mostly propose.
fn complains_then_proposes(doc: &Document, sections: &[SectionNode], i: usize) -> bool {
    let stances: Vec<(bool, bool)> = doc.paragraphs[sections[i].body.clone()]
        .iter()
        .map(|p| lexicon::stance(&doc.text()[p.range.clone()]))
        .map(|s| (s.defect >= 3 && s.defect > s.measure, s.measure >= 3 && s.measure > s.defect))
        .collect();
    let turn = stances.iter().position(|s| s.1);
    let childless = sections.get(i + 1).is_none_or(|s| s.level <= sections[i].level);
    childless
        && turn
            .is_some_and(|t| t > 0 && stances[..t].iter().any(|s| s.0) && !stances[t..].iter().any(|s| s.0))
}

/// A section that asks why names no problem of its own where another section names the problems.
fn explain(sections: &mut [SectionNode], cues: &[Option<TitleCue>]) {
    let asks_why = |s: &SectionNode, i: usize| s.role == Role::Problem && cues[i].is_some_and(|c| c.cause);
    let other = |i: usize| (0..i).any(|k| sections[k].role == Role::Problem && !asks_why(&sections[k], k));
    let causes: Vec<usize> =
        (0..sections.len()).filter(|i| asks_why(&sections[*i], *i) && other(*i)).collect();
    for i in causes {
        sections[i].role = Role::Other;
        let level = sections[i].level;
        let deeper = sections[i + 1..].iter_mut().take_while(|s| s.level > level);
        deeper.filter(|s| s.role == Role::Problem).for_each(|s| s.role = Role::Other);
    }
}

/// Whether a part does several things by its own title, or has none that tells.
fn mixed(cues: &[Option<TitleCue>], parent: Option<usize>) -> bool {
    parent.is_some_and(|p| cues[p].is_none_or(|c| c.joined.is_some()))
}

/// The role of a part of the paper.
fn top_role(doc: &Document, sections: &[SectionNode], i: usize, cue: Option<TitleCue>) -> Role {
    if let Some(c) = cue.filter(|c| c.whole) {
        return c.role;
    }
    if cue.is_none_or(|c| !matches!(c.role, Role::Conclusion | Role::Mechanism)) && reports(doc, sections, i)
    {
        return Role::LiteratureReview;
    }
    let below: Vec<Option<Role>> = sections
        .iter()
        .filter(|s| s.parent == Some(i))
        .map(|s| heading_stance(&doc.text()[s.heading.clone()]))
        .collect();
    let share = |role| below.iter().filter(|r| **r == Some(role)).count() as f64 / below.len().max(1) as f64;
    match cue {
        // 问题与对策: the part does both and counts as a problem part; its subsections are told apart one by one.
        Some(TitleCue { role: Role::Countermeasure, joined: Some(Role::Problem), .. }) => Role::Problem,
        Some(TitleCue { role: Role::Status | Role::Opportunity | Role::Mechanism | Role::Other, .. })
        | None
            if below.len() >= 2 && share(Role::Problem) >= MAJORITY =>
        {
            Role::Problem
        }
        Some(TitleCue { role: Role::Status | Role::Other, .. }) | None
            if below.len() >= 2 && share(Role::Countermeasure) >= MAJORITY =>
        {
            Role::Countermeasure
        }
        // Subsections that complain and propose in turn: the part names problems and answers each.
        None if below.contains(&Some(Role::Problem)) && below.contains(&Some(Role::Countermeasure)) => {
            Role::Problem
        }
        Some(c) => c.role,
        None => by_sentences(doc, sections, i),
    }
}

/// A subsection plays its part's role unless it plainly plays another.
fn sub_role(
    doc: &Document,
    sections: &[SectionNode],
    i: usize,
    above: Role,
    cue: Option<TitleCue>,
    mixed: bool,
) -> Role {
    let title = &doc.text()[sections[i].heading.clone()];
    let own = cue.filter(|c| c.last).map(|c| c.role);
    match (above, own) {
        (Role::Problem, Some(Role::Countermeasure)) if lexicon::stance(title).defect == 0 => {
            Role::Countermeasure
        }
        (Role::Problem, _) if mixed && heading_stance(title) == Some(Role::Countermeasure) => {
            Role::Countermeasure
        }
        (Role::Status | Role::Other | Role::Opportunity, Some(Role::Problem))
            if !title.contains("问题导向") =>
        {
            Role::Problem
        }
        (Role::Status | Role::Other, Some(Role::Countermeasure)) => Role::Countermeasure,
        (Role::Status, Some(r @ (Role::Opportunity | Role::LiteratureReview))) => r,
        (Role::Introduction, Some(r @ Role::LiteratureReview)) => r,
        (Role::LiteratureReview, Some(r @ Role::Mechanism)) => r,
        (Role::Conclusion, Some(Role::Countermeasure)) => Role::Countermeasure,
        (Role::Other, Some(r)) => r,
        _ => above,
    }
}

/// Whether a heading names a defect or proposes a measure.
fn heading_stance(title: &str) -> Option<Role> {
    let stance = lexicon::stance(title);
    let opens_with_measure = lexicon::is_imperative(title).is_some();
    if stance.defect >= 2 && !opens_with_measure {
        Some(Role::Problem)
    } else if opens_with_measure {
        Some(Role::Countermeasure)
    } else {
        None
    }
}

/// Whether most sentences of a section and its subsections report what others found.
fn reports(doc: &Document, sections: &[SectionNode], i: usize) -> bool {
    let sentences = sentences(doc, sections, i);
    let reporting = sentences.iter().filter(|s| lexicon::reports(s)).count();
    sentences.len() >= 3 && reporting * 2 >= sentences.len()
}

fn sentences<'d>(doc: &'d Document, sections: &[SectionNode], i: usize) -> Vec<&'d str> {
    let deeper = sections[i + 1..].iter().take_while(|s| s.level > sections[i].level);
    std::iter::once(&sections[i])
        .chain(deeper)
        .flat_map(|s| &doc.paragraphs[s.body.clone()])
        .flat_map(|p| document::sentences(doc.text(), p.range.clone()))
        .map(|r| &doc.text()[r])
        .collect()
}

/// The stand most sentences of a section and its subsections take, if they take one.
fn by_sentences(doc: &Document, sections: &[SectionNode], i: usize) -> Role {
    let sentences = sentences(doc, sections, i);
    let stances: Vec<_> = sentences.iter().map(|s| lexicon::stance(s)).collect();
    let share = |f: fn(&lexicon::Stance) -> bool| {
        stances.iter().filter(|s| f(s)).count() as f64 / stances.len().max(1) as f64
    };
    let (defect, measure) =
        (share(|s| s.defect >= 3 && s.defect > s.measure), share(|s| s.measure >= 3 && s.measure > s.defect));
    let figures = sentences.iter().filter(|s| s.contains(|c: char| c.is_ascii_digit())).count();
    match sections[i].parent {
        // What opens a paper without saying 引言 says where things stand.
        None if i == 0 && sections.get(1).is_some_and(|s| s.parent.is_none()) && defect < 2.0 * SENTENCES => {
            Role::Status
        }
        _ if defect >= SENTENCES && defect > measure => Role::Problem,
        _ if measure >= SENTENCES => Role::Countermeasure,
        _ if figures * 2 >= sentences.len().max(1) => Role::Status,
        _ => Role::Other,
    }
}
