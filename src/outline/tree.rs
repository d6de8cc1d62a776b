//! From a row of headings to a tree: how deep each one stands and what it belongs to.

use super::{
    SectionNode,
    heading::Heading,
    numbering::{Number, Style},
};
use crate::{document::Document, lexicon, model::Role};

/// What decides the depth of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// A customary or unnumbered top heading.
    Top,
    /// Numbered in a style.
    Style(Style),
    /// Marked by the format.
    Depth(u8),
    /// Without a number, below the top.
    Sub,
}

/// Builds the section list. `body` of each section runs to the next heading of any level.
pub fn build(doc: &Document, headings: &[Heading]) -> Vec<SectionNode> {
    let keys = keys(doc, headings);
    let mut open: Vec<(Key, usize)> = Vec::new();
    let mut sections: Vec<SectionNode> = Vec::new();
    let mut tops: Vec<Key> = Vec::new();
    for (i, (heading, key)) in headings.iter().zip(keys).enumerate() {
        match open.iter().position(|(k, _)| same_rank(*k, key)) {
            Some(at) => open.truncate(at),
            None if key == Key::Top || tops.contains(&key) => open.clear(),
            None if open.last().is_some_and(|(k, s)| *k == Key::Top && opens_paper(doc, &sections[*s])) => {
                open.clear()
            }
            None => {}
        }
        if open.is_empty() && matches!(key, Key::Style(_)) {
            tops.push(key);
        }
        let parent = open.last().map(|(_, s)| *s);
        let end = headings.get(i + 1).map_or(doc.paragraphs.len(), |h| h.paragraph);
        sections.push(section(
            doc,
            heading,
            parent.map(|p| &sections[p]),
            parent,
            heading.paragraph + 1..end,
        ));
        open.push((key, i));
    }
    sections
}

/// 引言 without a number has no parts: the numbers after it count the paper's.
fn opens_paper(doc: &Document, section: &SectionNode) -> bool {
    lexicon::title_cue(&doc.text()[section.heading.clone()])
        .is_some_and(|c| c.whole && c.role == Role::Introduction)
}

fn section(
    doc: &Document,
    heading: &Heading,
    above: Option<&SectionNode>,
    parent: Option<usize>,
    body: std::ops::Range<usize>,
) -> SectionNode {
    let start = doc.paragraphs[heading.paragraph].range.start;
    let number = heading.number.as_ref().map(|n| start + n.text.start..start + n.text.end);
    let number = number.map(|r| doc.text()[r].chars().filter(|c| !c.is_whitespace()).collect::<String>());
    let title = doc.quote(heading.title.clone()).to_owned();
    let own = number.clone().unwrap_or_else(|| title.clone());
    let path = match above {
        Some(a) if heading.number.as_ref().is_none_or(|n| n.prefix.is_empty()) => {
            format!("{}/{own}", a.path)
        }
        _ => own,
    };
    SectionNode {
        number,
        level: above.map_or(1, |a| a.level + 1),
        title,
        role: Role::Other,
        paired: false,
        heading: heading.title.clone(),
        body,
        parent,
        path,
    }
}

fn keys(doc: &Document, headings: &[Heading]) -> Vec<Key> {
    let depths: std::collections::BTreeSet<u8> = headings.iter().filter_map(|h| h.depth).collect();
    let by_depth = depths.len() >= 2;
    let numbers = headings.iter().filter(|h| h.number.is_some()).count();
    headings
        .iter()
        .enumerate()
        .map(|(i, h)| match (&h.number, h.depth) {
            (_, Some(depth)) if by_depth || h.number.is_none() => Key::Depth(depth),
            (Some(Number { style, .. }), _) => Key::Style(*style),
            _ if stands_on_top(doc, headings, i, numbers) => Key::Top,
            _ => Key::Sub,
        })
        .collect()
}

/// Whether a heading without a number names a part of the paper rather than one of its points.
fn stands_on_top(doc: &Document, headings: &[Heading], i: usize, numbers: usize) -> bool {
    let title = &doc.text()[headings[i].title.clone()];
    let Some(cue) = lexicon::title_cue(title) else {
        return numbers == 0 && headings.get(i + 1).is_some_and(|n| n.paragraph == headings[i].paragraph + 1);
    };
    let names_part = title.chars().count() <= 8
        || title.contains(['：', ':'])
        || ["的", "存在", "面临", "主要", "现实", "发展", "对策", "建议", "分析"]
            .iter()
            .any(|w| title.contains(w));
    cue.whole
        || cue.last
            && names_part
            && !title.contains('，')
            && (lexicon::is_imperative(title).is_none() || title.ends_with(&format!("的{}", cue.cue)))
}

/// Whether two headings stand side by side. Customary headings without number stand beside the top style.
fn same_rank(open: Key, new: Key) -> bool {
    open == new
}
