//! Which of the lines are the title, and which the authors.

use super::{
    english,
    labels::{self, Label, is_group},
    lines::{self, Line},
    part::{HeadLine, Part},
    reading_form,
};
use crate::{
    document::{FurnitureKind, is_han},
    outline::names,
};
use regex::Regex;
use std::sync::LazyLock;

/// A line of a title that goes on in the next is at least so long, in characters.
const LONG_TITLE_LINE: usize = 18;
/// An English line that goes on in the next is at least so long, in characters.
const LONG_ENGLISH_LINE: usize = 40;
/// The longest name of a group that signs as the author, in characters.
const LONGEST_GROUP: usize = 30;

/// The Chinese title: the line right above the authors, or else the first that looks like one. A line that runs on and a subtitle
/// belong to it.
pub(super) fn chinese(part: &Part) -> Option<String> {
    let labelled = part.labelled(Label::Title).map(|range| lines::title_proper(part.printed(range).trim()));
    if let Some(title) = labelled.filter(|title| labels::is_mostly_han(title)) {
        return Some(title.to_owned());
    }
    let above: Vec<&HeadLine> = part.above(Label::AbstractZh).take(20).collect();
    let (first, last) = place(part, &above)?;
    let title = above[first..=last].iter().map(|line| lines::title_proper(line.printed.trim()));
    Some(title.collect())
}

/// The lines of the Chinese title among those above the abstract: first and last.
fn place(part: &Part, above: &[&HeadLine]) -> Option<(usize, usize)> {
    let label = part.first_mark(Label::Authors);
    let signed = |line: &&HeadLine| matches!(line.kind, Line::Authors(_)) || line.range.start > label;
    let authors = above.iter().position(signed).or((label < usize::MAX).then_some(above.len()));
    let before = &above[..authors.unwrap_or(above.len())];
    let is_title = |i: &usize| before[*i].kind == Line::Title;
    let found = match authors {
        Some(_) => (0..before.len()).rev().find(is_title),
        None => (0..before.len()).find(is_title),
    };
    let mut first = found.or_else(|| short(before, authors.is_some()))?;
    let mut last = first;
    while first > 0 && is_title(&(first - 1)) && runs_on(part, before[first - 1], before[first]) {
        first -= 1;
    }
    let more = |last: usize, next: &HeadLine| match next.kind {
        Line::Subtitle => true,
        Line::Title => runs_on(part, above[last], next),
        // The last words of a broken title are too few to look like one.
        Line::Other => last + 1 < before.len() && is_bare(next) && runs_on(part, above[last], next),
        _ => false,
    };
    while above.get(last + 1).is_some_and(|next| more(last, next)) {
        last += 1;
    }
    Some((first, last))
}

/// A title not known by its looks, too short or like the name of an organisation: above its subtitle, or above the authors.
fn short(before: &[&HeadLine], signed: bool) -> Option<usize> {
    let is_short = |line: &HeadLine| {
        let text = lines::title_proper(line.printed.trim()).trim_end_matches(['？', '?', '！']);
        matches!(line.kind, Line::Other | Line::Affiliation)
            && text.chars().count() >= 2
            && text.chars().all(is_han)
    };
    let subtitle = before.iter().position(|line| line.kind == Line::Subtitle);
    let last = subtitle.or(signed.then_some(before.len()))?.checked_sub(1)?;
    is_short(before[last]).then_some(last)
}

/// Chinese characters alone, but for what may end a title.
fn is_bare(line: &HeadLine) -> bool {
    let text = lines::title_proper(line.printed.trim()).trim_end_matches(['？', '?', '！']);
    text.chars().count() >= 2 && text.chars().all(is_han)
}

/// Two lines with nothing between them, the first of which is long enough to have been broken.
fn runs_on(part: &Part, first: &HeadLine, second: &HeadLine) -> bool {
    let same = part.doc.paragraph_at(first.range.start) == part.doc.paragraph_at(second.range.start);
    let adjacent = second.number == first.number + 1;
    let differ = first.printed.trim() != second.printed.trim();
    differ
        && (same || adjacent)
        && group_in(second).is_none()
        && first.printed.chars().count() >= LONG_TITLE_LINE
}

/// A run of English lines.
struct Block {
    number: usize,
    title: String,
}

/// The English title: the first run of English lines below the Chinese title, or else the last above it.
pub(super) fn english(part: &Part) -> Option<String> {
    let labelled = part.first_mark(Label::AbstractEn);
    let end = labelled.min(part.first_mark(Label::KeywordsEn));
    let blocks = blocks(part, end);
    let above: Vec<&HeadLine> = part.above(Label::AbstractZh).take(20).collect();
    let chinese = place(part, &above).map_or(0, |(_, last)| above[last].number);
    let proven = |b: &&Block| labelled < usize::MAX || english::is_plain_title(&b.title);
    let below = blocks.iter().filter(proven).find(|b| b.number > chinese && !english::is_journal(&b.title));
    let found = below.or_else(|| {
        let mut before = blocks.iter().filter(proven).filter(|b| b.number < chinese).rev();
        before.find(|b| english::is_plain_title(&b.title) && !english::is_journal(&b.title))
    })?;
    let title = lines::title_proper(&found.title);
    Some(title.strip_suffix('.').filter(|t| !t.ends_with('.')).unwrap_or(title).to_owned())
}

fn blocks(part: &Part, end: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<&HeadLine> = None;
    for line in part.lines.iter().filter(|l| l.range.start < end) {
        let adjacent = previous.is_some_and(|p| {
            let same = part.doc.paragraph_at(p.range.start) == part.doc.paragraph_at(line.range.start);
            let long = p.printed.chars().count() >= LONG_ENGLISH_LINE;
            p.number + 1 == line.number
                && (same || long)
                && english::goes_on(p.printed, line.printed, &line.kind)
        });
        previous = match blocks.last_mut() {
            Some(block) if adjacent => {
                block.title = english::joined(&block.title, line.printed);
                Some(line)
            }
            _ if line.kind == Line::English => {
                blocks.push(Block { number: line.number, title: line.printed.trim().to_owned() });
                Some(line)
            }
            _ => None,
        };
    }
    blocks
}

/// The authors: the line of names above the abstract, or behind their label, or of whom the biography tells, or the group that signs.
pub(super) fn authors(part: &Part) -> Vec<String> {
    by_line(part)
        .or_else(|| by_label(part))
        .or_else(|| by_biography(part))
        .or_else(|| group(part))
        .unwrap_or_default()
}

fn by_line(part: &Part) -> Option<Vec<String>> {
    let signed = |line: &&HeadLine| matches!(line.kind, Line::Authors(_));
    let belongs = |line: &&HeadLine| signed(line) || line.kind == Line::Affiliation;
    let lines = part.above(Label::AbstractZh).skip_while(|line| !signed(line)).take_while(belongs);
    let mut found: Vec<String> = Vec::new();
    for name in lines.flat_map(names_of) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    let found = (!found.is_empty()).then_some(found);
    found.filter(|_| chinese(part).is_some() || part.first_mark(Label::AbstractZh) < usize::MAX)
}

/// The names in a line, as printed where that can be told: the reading form has Simplified characters.
fn names_of(line: &HeadLine) -> Vec<String> {
    let Line::Authors(known) = &line.kind else { return Vec::new() };
    let printed = reading_form(line.printed);
    let names = lines::authors(&printed).or_else(|| lines::authors_in_place(&printed));
    names.unwrap_or_else(|| known.clone())
}

fn by_label(part: &Part) -> Option<Vec<String>> {
    let text = part.printed(part.labelled(Label::Authors)?);
    // 王芳；李小明 · 王芳。责任编辑…
    let names = reading_form(text.split('。').next()?).replace(['；', ';'], ",");
    lines::authors(&names).or_else(|| lines::authors(names.split(',').next()?))
}

/// 作者简介：王芳（1990—），女，…；李明（1985—），男
fn by_biography(part: &Part) -> Option<Vec<String>> {
    static PERSON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([㐀-鿿·]{2,8})\s*(?:[(（]\s*(?:19|20)[0-9]{2}|[,，]\s*[男女][,，])")
            .expect("a fixed pattern")
    });
    let kinds = [FurnitureKind::Imprint, FurnitureKind::Footnote];
    let below = part.doc.furniture.iter().filter(|f| kinds.contains(&f.kind)).map(|f| f.text.as_str());
    let below = below.filter(|text| labels::opens_with(text, Label::Biography));
    let labelled = part.labelled(Label::Biography).map(|range| part.printed(range));
    let found = labelled.into_iter().chain(below).flat_map(|text| PERSON.captures_iter(text));
    let mut people: Vec<String> =
        found.map(|c| c[1].to_owned()).filter(|n| names::is_chinese_name(n)).collect();
    people.dedup();
    (!people.is_empty()).then_some(people)
}

/// 某县农业局课题组, alone on the line below the title.
fn group(part: &Part) -> Option<Vec<String>> {
    let above: Vec<&HeadLine> = part.above(Label::AbstractZh).take(20).collect();
    let (_, title) = place(part, &above)?;
    Some(vec![group_in(above.get(title + 1)?)?.to_owned()])
}

/// The line, if it is nothing but the name of a group.
fn group_in<'d>(line: &HeadLine<'d>) -> Option<&'d str> {
    let name = line.printed.trim().trim_matches(['(', ')', '（', '）']);
    is_group_name(name).then_some(name)
}

/// Nothing but the name of a group that may sign as the author.
pub(super) fn is_group_name(name: &str) -> bool {
    name.chars().all(is_han) && (4..=LONGEST_GROUP).contains(&name.chars().count()) && is_group(name)
}
