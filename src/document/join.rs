//! From lines to blocks: broken lines joined, headings and list items kept apart.

use super::{BlockKind, FurnitureKind, line::Line, normalize::is_han};
use crate::model::Format;
use regex::Regex;
use std::{collections::HashSet, sync::LazyLock};

/// The lines of one block, as indices.
#[derive(Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub lines: Vec<usize>,
}

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// The width at which lines are broken; `None` where a line is a paragraph.
    pub wrap: Option<usize>,
    /// Lines of one paragraph have blank lines between them, and paragraphs do not.
    blank_inside: bool,
    /// Paragraphs open with an indent.
    indents: bool,
}

/// Lines narrower than this tell nothing of the wrap width.
const NARROW: usize = 40;
/// A bold line is a heading below all those marked with `#`, if it is not longer than this, in characters.
const BOLD_DEPTH: u8 = 7;
const LONGEST_BOLD: usize = 40;
/// Lines wider than this are whole paragraphs.
const WIDE: usize = 140;

static BLOCK_START: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:§?\s*[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){0,3}[.．、]?\s*[㐀-鿿A-Za-z“「]|",
        r"[一二三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3}\s*[、.．]|[一二三四五六七八九十]{1,3}[ 　]+[㐀-鿿]|",
        r"[(（]?(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[)）]|[①-⑳]|",
        r"(?:[Ⅰ-Ⅻ]|[IVX]{1,4}|[A-H])\s*[、.．]|【[^】]{2,24}】$|",
        r"第[一二三四五六七八九十0-9]{1,3}[章节節部]|",
        r"[\[［【]\s*(?:[0-9]{1,3}|摘\s*要|关\s*键\s*词|關\s*鍵\s*詞|参考文献|參考文獻)\s*[\]］】]|",
        r"(?:摘\s*要|关\s*键\s*[词字]|關\s*鍵\s*[詞字]|内容提要|参考文献|參考文獻|[Aa]bstract|ABSTRACT|[Kk]ey\s?[Ww]ords)(?:\s*[:：]|\s*$|\s))",
    ))
    .expect("a fixed pattern")
});

impl Layout {
    pub(super) fn of(lines: &[Line], format: Format) -> Layout {
        let wrap = wrap_width(lines);
        let full = |l: &Line| wrap.is_some_and(|w| l.width + 6 >= w && l.width <= w + 8);
        let (mut with_blank, mut without) = (0usize, 0usize);
        for pair in lines.windows(2).filter(|p| full(&p[0]) && !ends_text(p[0].text)) {
            if pair[1].blanks > 0 { with_blank += 1 } else { without += 1 }
        }
        Layout {
            wrap,
            blank_inside: format == Format::Text && with_blank > without,
            indents: lines.iter().filter(|l| l.indented).count() >= 3.max(lines.len() / 20),
        }
    }

    fn is_full(&self, line: &Line) -> bool {
        self.wrap.is_some_and(|w| line.width + 6 >= w)
    }
}

/// The width most long lines share, if they do. Lines broken for their width end in mid-sentence; paragraphs that happen to be
/// equally long do not.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let long: Vec<usize> = lines.iter().map(|l| l.width).filter(|w| *w >= NARROW).collect();
    let mut histogram = [0usize; WIDE + 1];
    long.iter().filter(|w| **w <= WIDE).for_each(|w| histogram[*w] += 1);
    let near = |w: usize| histogram[w.saturating_sub(3)..=(w + 3).min(WIDE)].iter().sum::<usize>();
    let mode = (NARROW..=WIDE).max_by_key(|w| (near(*w), *w))?;
    let of_width = || lines.iter().filter(|l| l.width.abs_diff(mode) <= 3);
    let ended = of_width().filter(|l| ends_text(l.text)).count();
    let broken = ended * 3 <= of_width().count() * 2;
    (near(mode) >= 5 && near(mode) * 3 >= long.len() && broken).then_some(mode)
}

/// Puts the text lines together.
pub(super) fn blocks(
    lines: &[Line],
    kinds: &[Option<FurnitureKind>],
    rows: &HashSet<usize>,
    layout: Layout,
    format: Format,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        if kinds[i].is_some() {
            continue;
        }
        if let Some(depth) = underline(line, format)
            && let Some(block) = blocks.last_mut()
            && block.kind == BlockKind::Text
            && block.lines.len() == 1
        {
            block.kind = BlockKind::Heading(depth);
            continue;
        }
        let kind = if rows.contains(&i) { BlockKind::Row } else { kind_of(line.text, format) };
        let joins = match (previous, blocks.last()) {
            (Some(p), Some(block)) => {
                let interrupted = (p + 1..i).any(|k| kinds[k].is_some());
                joins(&Pair { lines, last: p, next: i, interrupted, block, kind, layout, format })
            }
            _ => false,
        };
        match blocks.last_mut() {
            Some(block) if joins => block.lines.push(i),
            _ => blocks.push(Block { kind, lines: vec![i] }),
        }
        previous = Some(i);
    }
    blocks
}

/// The depth of the Markdown heading that a line of `=` or `-` right below it makes of the line before.
fn underline(line: &Line, format: Format) -> Option<u8> {
    let all = |mark: char| line.text.len() >= 2 && line.text.chars().all(|c| c == mark);
    match format {
        Format::Markdown if line.blanks == 0 && all('=') => Some(1),
        Format::Markdown if line.blanks == 0 && all('-') => Some(2),
        _ => None,
    }
}

/// A short line that is bold from end to end heads what follows it.
fn is_bold_heading(text: &str) -> bool {
    let inner = text.strip_prefix("**").and_then(|t| t.strip_suffix("**"));
    inner.is_some_and(|t| {
        (2..=LONGEST_BOLD).contains(&t.chars().count()) && !t.contains(['*', '。', '；', '，', '|', '：'])
    })
}

fn kind_of(text: &str, format: Format) -> BlockKind {
    let hashes = text.chars().take_while(|c| *c == '#').count();
    let after = text[hashes..].chars().next();
    match format {
        Format::Markdown if (1..=6).contains(&hashes) && after.is_none_or(char::is_whitespace) => {
            BlockKind::Heading(hashes as u8)
        }
        Format::Markdown if is_bold_heading(text) => BlockKind::Heading(BOLD_DEPTH),
        Format::Markdown if text.starts_with('|') => BlockKind::Row,
        Format::Markdown if text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ") => {
            BlockKind::Item
        }
        _ => BlockKind::Text,
    }
}

struct Pair<'a> {
    lines: &'a [Line<'a>],
    last: usize,
    next: usize,
    interrupted: bool,
    block: &'a Block,
    kind: BlockKind,
    layout: Layout,
    format: Format,
}

/// Whether the next line goes on with the block.
fn joins(p: &Pair) -> bool {
    let (last, next) = (&p.lines[p.last], &p.lines[p.next]);
    if !matches!(p.block.kind, BlockKind::Text | BlockKind::Item) || p.kind != BlockKind::Text {
        return false;
    }
    if p.format == Format::Markdown {
        // A bold name opens a paragraph of its own.
        return next.blanks == 0 && !(next.text.starts_with("**") && ends_text(last.text));
    }
    if p.layout.wrap.is_none() {
        return false;
    }
    let open = is_open(p);
    if BLOCK_START.is_match(next.text) && !(open && p.layout.is_full(last) && !opens_heading(next, p.layout))
    {
        return false;
    }
    if p.layout.indents && next.indented {
        return false;
    }
    if open {
        return true;
    }
    let full = p.layout.is_full(last);
    match ends_text(last.text) {
        _ if p.interrupted => full && !ends_text(last.text),
        true => full && p.layout.blank_inside == (next.blanks > 0),
        false => full,
    }
}

/// The block is prose and its last sentence has not ended.
fn is_open(p: &Pair) -> bool {
    let last = p.lines[p.last].text;
    if ends_text(last) {
        return false;
    }
    if p.block.lines.len() > 1 || p.layout.is_full(&p.lines[p.last]) || last.ends_with(['，', '、', ',']) {
        return true;
    }
    let heading = BLOCK_START.is_match(last) && !last.contains('。');
    let long = p.layout.wrap.is_some_and(|w| p.lines[p.last].width * 10 >= w * 6);
    // Where paragraphs are indented, a line that is not goes on, however short the lines are here.
    let goes_on = p.layout.indents && p.lines[p.block.lines[0]].indented && !p.lines[p.next].indented;
    !heading && (long || goes_on) && last.contains(['。', '，', '；'])
}

/// A line that looks like a numbered heading rather than a sentence that happens to begin with a number.
fn opens_heading(line: &Line, layout: Layout) -> bool {
    !layout.is_full(line) && !line.text.contains(['。', '；']) && !line.text.ends_with(['，', '、'])
}

/// Ends with a mark after which a new sentence begins.
fn ends_text(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '」', '』', '）', ')']);
    text.ends_with(['。', '！', '？', '；', '：', '!', '?', '．'])
        || text.ends_with('.') && !text.ends_with("..")
        || text.ends_with(']')
}

/// What stands between two joined lines.
pub(super) fn seam(last: &str, next: &str) -> Seam {
    let (Some(a), Some(b)) = (last.chars().next_back(), next.chars().next()) else { return Seam::Nothing };
    let before_hyphen = last.chars().rev().nth(1);
    if a == '-' && b.is_ascii_lowercase() && before_hyphen.is_some_and(|c| c.is_ascii_alphabetic()) {
        Seam::DropHyphen
    } else if is_wide(a) || is_wide(b) || a == '-' {
        Seam::Nothing
    } else {
        Seam::Space
    }
}

/// See [`seam`].
pub(super) enum Seam {
    Nothing,
    Space,
    DropHyphen,
}

fn is_wide(c: char) -> bool {
    is_han(c) || !c.is_ascii()
}
