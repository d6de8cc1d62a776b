//! Text that stands under no heading: an introduction without a title, or a whole paper without headings.

use super::{SectionNode, heading};
use crate::{
    document::{BlockKind, Document},
    lexicon,
    model::Role,
};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// A paragraph is running text from this many characters on.
const PROSE: usize = 30;
/// So much of a paragraph's sentences must take a stand to tell what it does.
const STAND: f64 = 0.34;

/// A paragraph that says what it is going to list.
static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    let problems = "问题|困境|挑战|不足|瓶颈|短板|难题|障碍|困难|痛点";
    let measures = "对策|措施|建议|路径|策略|举措|办法|方面(?:着手|入手|改进)";
    Regex::new(&format!("(?:以下|如下|下列|几个|几点|几方面|诸多|主要)[^。]*?(?:(?P<p>{problems})|(?P<m>{measures}))|(?:(?P<p2>{problems})|(?P<m2>{measures}))(?:有|如下|主要有|包括)"))
        .expect("a fixed pattern")
});

/// The introduction that stands before the first heading, if running text does.
pub(super) fn introduction(doc: &Document, start: usize, end: usize) -> Option<SectionNode> {
    let prose: Vec<usize> = prose(doc, start, end).collect();
    let (first, last) = (*prose.first()?, *prose.last()?);
    Some(node(doc, first..last + 1, Role::Introduction))
}

/// The parts of a paper without headings: neighbouring paragraphs that do the same.
pub(super) fn parts(doc: &Document, start: usize, end: usize) -> Vec<SectionNode> {
    let mut parts: Vec<SectionNode> = Vec::new();
    for i in prose(doc, start, end) {
        let role = role(doc, i);
        match parts.last_mut() {
            Some(part) if part.role == role => part.body.end = i + 1,
            _ => parts.push(node(doc, i..i + 1, role)),
        }
    }
    parts
}

fn prose(doc: &Document, start: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
    (0..doc.paragraphs.len()).filter(move |i| {
        let paragraph = &doc.paragraphs[*i];
        let text = &doc.text()[paragraph.range.clone()];
        paragraph.kind == BlockKind::Text
            && paragraph.range.start >= start
            && paragraph.range.end <= end
            && text.contains('。')
            && text.chars().nth(PROSE).is_some()
            && !heading::is_front_label(text)
    })
}

fn node(doc: &Document, body: Range<usize>, role: Role) -> SectionNode {
    let at = doc.paragraphs[body.start].range.start;
    SectionNode {
        number: None,
        level: 1,
        title: String::new(),
        role,
        paired: false,
        heading: at..at,
        path: format!("¶{}", body.start + 1),
        body,
        parent: None,
    }
}

/// What a paragraph does: what it announces, else the stand of its sentences.
fn role(doc: &Document, i: usize) -> Role {
    let sentences = doc.sentences(doc.paragraphs[i].range.clone());
    let texts: Vec<&str> = sentences.iter().map(|s| &doc.text()[s.clone()]).collect();
    if let Some(found) = texts.iter().take(2).find_map(|t| ANNOUNCES.captures(t)) {
        let problem = found.name("p").or(found.name("p2")).is_some();
        return if problem { Role::Problem } else { Role::Countermeasure };
    }
    let stances: Vec<_> = texts.iter().map(|t| lexicon::stance(t)).collect();
    let share =
        |f: fn(&lexicon::Stance) -> bool| stances.iter().filter(|s| f(s)).count() as f64 / texts.len() as f64;
    let defect = share(|s| s.defect >= 3 && s.defect > s.measure);
    let measure = share(|s| s.measure >= 3 && s.measure > s.defect);
    match () {
        _ if texts.len() > 1 && defect >= STAND && defect > measure => Role::Problem,
        _ if texts.len() > 1 && measure >= STAND => Role::Countermeasure,
        _ => Role::Other,
    }
}
