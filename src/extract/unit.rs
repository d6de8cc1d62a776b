//! A section's sentences cut into the units that can be claims.

use crate::{
    document::{self, BlockKind, Document},
    lexicon::{self, Marker, MarkerKind, Stance},
    outline::numbering::{self, Style},
};
use std::ops::Range;

/// A list member after ； is a unit of its own only if it is at least this long, in bytes.
const SHORTEST_MEMBER: usize = 24;
/// A counting word is looked for behind at most this many lead-in clauses: `为解决此题，首先，…`.
const LEAD_CLAUSES: usize = 3;

/// A sentence, or a member of one, with the words that place it.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// The claim: marker and trailing citation marks left out.
    pub claim: Range<usize>,
    /// The whole member or sentence.
    pub whole: Range<usize>,
    /// The paragraph it stands in.
    pub paragraph: usize,
    /// How it hangs together with the one before.
    pub marker: Option<Marker>,
    /// The number printed before it, counted as an ordinal marker is: `(一)`, `1`, `②`.
    pub number: Option<(Style, Range<usize>)>,
    /// Its stand.
    pub stance: Stance,
    /// The verb it opens with, subject left out.
    pub imperative: Option<&'static str>,
}

impl Unit {
    pub(super) fn is(&self, kind: MarkerKind) -> bool {
        match (&self.number, self.marker) {
            (Some(_), _) => kind == MarkerKind::Ordinal,
            (None, marker) => marker.is_some_and(|m| m.kind == kind),
        }
    }

    /// What the marker says, if there is one.
    pub(super) fn marker_kind(&self) -> Option<MarkerKind> {
        if self.number.is_some() { Some(MarkerKind::Ordinal) } else { self.marker.map(|m| m.kind) }
    }

    pub(super) fn text<'d>(&self, doc: &'d Document) -> &'d str {
        &doc.text()[self.claim.clone()]
    }
}

/// The units of some paragraphs.
pub(super) fn units(doc: &Document, paragraphs: &[usize]) -> Vec<Unit> {
    let mut units = Vec::new();
    let prose = |p: &&usize| doc.paragraphs[**p].kind != BlockKind::Row;
    for &paragraph in paragraphs.iter().filter(prose) {
        for sentence in doc.sentences(doc.paragraphs[paragraph].range.clone()) {
            let members = members(doc.text(), sentence);
            units.extend(members.into_iter().map(|m| unit(doc.text(), m, paragraph)));
        }
    }
    units
}

/// Members after ； stand alone if each is long enough to say something.
fn members(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let members = document::members(text, sentence.clone());
    let all_long = members.iter().all(|m| m.len() >= SHORTEST_MEMBER);
    let counted = members.iter().filter(|m| counting_word(text, (*m).clone()).is_some()).count() >= 2;
    if members.len() > 1 && (all_long || counted) { members } else { vec![sentence] }
}

/// The unit a sentence or a member of one is.
pub(super) fn unit(text: &str, whole: Range<usize>, paragraph: usize) -> Unit {
    let number = number(text, whole.start..whole.end).or_else(|| {
        // 存在以下不足：①…: the first member stands behind what announces it.
        let colon = text[whole.clone()].find("：")? + "：".len();
        number(text, whole.start + colon..whole.end).filter(|((style, _), _)| {
            matches!(style, Style::Circled | Style::ArabicBracket | Style::HanBracket)
        })
    });
    let (marker, start) = match &number {
        Some((_, rest)) => (None, *rest),
        None => leading(text, whole.clone()),
    };
    let number = number.map(|n| n.0);
    // 然而，首先… and 此外，一方面…: the second marker is not part of the claim either.
    let start = match lexicon::leading_marker(&text[start..whole.end]) {
        Some(m) if start > whole.start && strips(m.kind) && m.paused => start + m.len,
        _ => start,
    };
    let end = without_citation(text, start, whole.end);
    let claim = start.min(end)..end;
    let stance = lexicon::stance(&text[claim.clone()]);
    Unit { stance, imperative: imperative(text, claim.clone()), claim, whole, paragraph, marker, number }
}

/// A number with its style, and where what it counts begins.
fn number(text: &str, range: Range<usize>) -> Option<((Style, Range<usize>), usize)> {
    let n = numbering::parse(&text[range.clone()]).filter(|n| n.separated || n.style == Style::Circled)?;
    Some(((n.style, range.start + n.text.start..range.start + n.text.end), range.start + n.rest))
}

/// The marker a unit begins with, and where its claim begins.
fn leading(text: &str, whole: Range<usize>) -> (Option<Marker>, usize) {
    match counting_word(text, whole.clone()) {
        Some((marker, at)) => (Some(marker), at + marker.len),
        None => match lexicon::leading_marker(&text[whole.clone()]) {
            Some(marker) if strips(marker.kind) => (Some(marker), whole.start + marker.len),
            marker => (marker, whole.start),
        },
    }
}

fn strips(kind: MarkerKind) -> bool {
    matches!(kind, MarkerKind::Ordinal | MarkerKind::Additive | MarkerKind::Contrast)
}

/// A counting word at the start of the member, or behind clauses that only lead in: `为解决此题，首先，…`, `表现在：一是…`.
fn counting_word(text: &str, member: Range<usize>) -> Option<(Marker, usize)> {
    let mut leads_in = true;
    for (i, clause) in document::clauses(text, member).into_iter().take(LEAD_CLAUSES + 1).enumerate() {
        let slice = &text[clause.clone()];
        let marker = lexicon::leading_marker(slice);
        if let Some(marker) = marker.filter(|m| m.kind == MarkerKind::Ordinal) {
            let opens = matches!(marker.word, "首先" | "第一" | "一是" | "其一" | "一方面" | "一要");
            // 要做好此事，首先…: nothing but a list begins like this; 一方面 may also pair two halves of one claim.
            let begins = opens && (leads_in || marker.word != "一方面");
            return (i == 0 || begins).then_some((marker, clause.start));
        }
        leads_in &= marker.is_some() || slice.ends_with('：') || is_adverbial(slice);
    }
    None
}

/// The claim without citation marks at its end; a stop right before them is kept.
fn without_citation(text: &str, start: usize, end: usize) -> usize {
    let bare = text[start..end].trim_end_matches(['。', '；', ' ']);
    if !bare.ends_with(']') {
        return end;
    }
    let mut rest = bare;
    while let Some(open) = rest.strip_suffix(']').and_then(|r| r.rfind('[').map(|o| (o, &r[o + 1..]))) {
        if !open.1.chars().all(|c| c.is_ascii_digit() || ",，-–~、 ".contains(c)) {
            break;
        }
        rest = rest[..open.0].trim_end_matches([' ', '-', '–', ',', '，']);
    }
    start + rest.len()
}

/// The verb of an imperative clause, behind adverbial clauses if need be. 由县里统一… and 把经费… propose too.
fn imperative(text: &str, claim: Range<usize>) -> Option<&'static str> {
    for clause in document::clauses(text, claim) {
        let clause = text[clause].trim_start();
        if let Some(verb) = lexicon::is_imperative(clause) {
            return Some(verb);
        }
        if clause.starts_with('由') && !clause.starts_with("由于") && !clause.starts_with("由此") {
            return Some("由");
        }
        if clause.starts_with('把') {
            return Some("把");
        }
        if let Some(verb) = joint_action(clause) {
            return Some(verb);
        }
        if !is_adverbial(clause) {
            return None;
        }
    }
    None
}

/// 学校与企业共同设立…, 各馆得招募…: who acts stands before the verb, without a modal.
fn joint_action(clause: &str) -> Option<&'static str> {
    const ADVERBS: [&str; 6] = ["共同", "联合", "协同", "牵头", "统一", "得"];
    /// Before 得 these make another word of it: 取得, 获得.
    const BOUND: &str = "取获使值觉懂变显记赢博难不免舍省求习心";
    ADVERBS.iter().find_map(|a| {
        let (before, after) = clause.split_once(a)?;
        let free = *a != "得" || !before.ends_with(|c| BOUND.contains(c));
        lexicon::is_imperative(after).filter(|_| free && !before.is_empty())
    })
}

/// A clause that begins with a preposition says where, how or what for.
pub(super) fn is_adverbial(clause: &str) -> bool {
    const PREPOSITIONS: [&str; 22] = [
        "通过", "针对", "面对", "对于", "对", "在", "为", "借助", "利用", "依托", "根据", "从", "以", "围绕",
        "结合", "基于", "鉴于", "随着", "按照", "就", "作为", "除",
    ];
    PREPOSITIONS.iter().any(|p| clause.starts_with(p))
}
