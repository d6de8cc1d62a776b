//! Which sentences of a theme make a claim of their own.
//!
//! Counted members (首先 … 其次 …) are claims; where a text counts, what it does not count elaborates. Where it does not count,
//! a sentence that asserts a defect or a measure is a claim, unless it restates the heading, announces a list, or hangs on the
//! sentence before as example, cause or consequence.

use super::unit::Unit;
use crate::{
    document::Document,
    lexicon::{self, MarkerKind, Stance},
    model::{Evidence, FindingKind},
};
use regex::Regex;
use std::{cmp::Reverse, collections::HashSet, ops::Range, sync::LazyLock};

/// Counting words that are never the first.
const SECOND: [&str; 8] = ["其次", "再次", "再者", "二是", "其二", "第二", "二则", "另一方面"];
/// Enough weight of cues to assert something.
const ASSERTS: i32 = 2;
/// Enough where the sentence is introduced as a consequence, or must make up for the one before.
const INSISTS: i32 = 3;
/// A first sentence that repeats so much of the heading only leads in.
const RESTATES: f64 = 0.4;
/// Nothing shorter than this says something, in bytes.
const SHORTEST: usize = 12;

/// A sentence that says there are several things, and says none of them.
static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:诸多|众多|一系列|一些|双重|多重|多方面|若干|以下|如下|种种|许多|几个|几大|三大|四大|五大)[^，。；]*?",
        "(?:问题|挑战|困境|困难|瓶颈|难题|不足|因素|方面|措施|举措|策略|对策|制约|原因|短板)",
        "|(?:表现|体现)(?:在|为|于)[^，。；]*?(?:方面|几点)[：:。]?$",
        "|(?:原因|方面|几点)(?:如下|有[一二三四五六])[^，。]*[：:。]?$",
        "|^(?:破解|化解|应对|解决|治本|突围)之(?:道|策|要)",
        "|^[^，。]{2,16}的?(?:直接)?(?:后果|结果|代价)(?:便|就)?(?:是|在于)",
        "|(?:不容回避|不容忽视|值得关注)。?$",
    ))
    .expect("a fixed pattern")
});

/// An opening sentence that sums a theme up in a noun of trouble.
static SUMS_UP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:挑战|困境|断层|阻碍|障碍|瓶颈|难题|境地|局面|短板|制约|矛盾|困局|考验|烦恼|痛点|问题|门槛|关口|软肋|硬伤|命门)。?$")
        .expect("a fixed pattern")
});

/// A sentence on what has been.
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("已|曾|以来|当年|至今|目前|现有|过去|(?:19|20)[0-9]{2} ?年|[成立行现出建到得]了|显示|表明|发现|指出|认为|反映").expect("a fixed pattern")
});

/// How others do it, as a model: 邻县的做法值得借鉴.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:做法|经验|模式|实践)(?:很|也|颇)?(?:值得|可资|可供|有)(?:借鉴|参考|镜鉴|启发|学习|启示)")
        .expect("a fixed pattern")
});

/// A sentence that brings one case: who it is told of, or out of how many. What was claimed before is what it shows.
static TELLS_A_CASE: LazyLock<Regex> = LazyLock::new(|| {
    let count = "(?:[0-9]|[一二两三四五六七八九十百])+";
    let measure = "[家所名位个户县镇村人份款辆处]";
    Regex::new(&format!(
        "^(?:[^，。]{{0,8}}某|有的|有位|有(?:家|名|个)|一(?:家|名|位)|[甲乙丙丁A-F](?:公司|企业|厂|店|校|村|镇|县|市)|{count} ?{measure}|在?[^，。]{{0,25}}[0-9][^，。]{{0,20}}中，|以[^，。]{{1,20}}为例|[^，。]{{0,12}}(?:说|坦言|直言|感慨|抱怨|反映|介绍|透露|形容|坦承|算过账|算了一笔账|告诉[^，。]{{1,6}})[^，。]{{0,4}}[：，])"
    ))
    .expect("a fixed pattern")
});

/// A figure, or a number in words, right behind a cue.
static FIGURE_FOLLOWS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[了为有占至到达]? ?(?:[0-9]|[一二两三四五六七八九十百千半][成倍万亿百家所名个人天年])")
        .expect("a fixed pattern")
});

/// A sentence that makes a claim, and why it was taken for one.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub range: Range<usize>,
    pub whole: Range<usize>,
    /// Index into the units given.
    pub unit: usize,
    pub evidence: Evidence,
}

/// The claims among a theme's units. `title_grams` are the two-character pieces that tell its heading from the others;
/// `acting` tells of each unit whether somebody acts in it.
pub(super) fn claims(
    doc: &Document,
    units: &[Unit],
    kind: FindingKind,
    title_grams: &HashSet<String>,
    acting: &[bool],
) -> Vec<Claim> {
    let acting = units.iter().zip(acting).filter(|(_, acts)| **acts).map(|(u, _)| u.whole.start).collect();
    let judge = Judge { doc, units, kind, counted: counts(units), acting };
    let mut claims: Vec<Claim> = (0..units.len()).filter_map(|i| judge.claim(i)).collect();
    claims.dedup_by_key(|c| c.unit);
    if judge.leads_in(&claims, title_grams) {
        claims.remove(0);
    }
    if claims.is_empty() {
        claims.extend(judge.strongest());
    }
    claims
}

/// Whether the text counts its claims.
fn counts(units: &[Unit]) -> bool {
    units.iter().filter(|u| u.is(MarkerKind::Ordinal)).count() >= 2
}

struct Judge<'a> {
    doc: &'a Document,
    units: &'a [Unit],
    kind: FindingKind,
    counted: bool,
    /// Where the units begin in which somebody acts.
    acting: HashSet<usize>,
}

impl Judge<'_> {
    fn claim(&self, i: usize) -> Option<Claim> {
        use FindingKind::{Countermeasure, Problem};
        let unit = &self.units[i];
        match (self.kind, unit.marker_kind()) {
            (_, Some(MarkerKind::Ordinal)) => self.make(i, "counted"),
            (_, Some(MarkerKind::Additive)) if self.asserts(unit) => self.make(i, "added"),
            (Problem, Some(MarkerKind::Additive)) => self.premise(i),
            (Countermeasure, Some(MarkerKind::Consequence)) if self.therefore(unit) => {
                self.make(i, "asserted")
            }
            (_, Some(MarkerKind::Example | MarkerKind::Cause | MarkerKind::Consequence)) => None,
            (Problem, _) if self.counted && !self.begins_uncounted(i) => None,
            (Countermeasure, _) if self.counted && self.before_counting(i) && !self.begins_uncounted(i) => {
                None
            }
            (Problem, _) if self.shows(i) => None,
            _ if self.asserts(unit) && !self.asks(unit) && !self.announces(unit) => self.make(i, "asserted"),
            _ => None,
        }
    }

    fn asserts(&self, unit: &Unit) -> bool {
        self.strength(unit) >= ASSERTS
    }

    /// Whether a sentence only shows, by a case or by figures, what one before it claims.
    fn shows(&self, i: usize) -> bool {
        let claimed = || self.units[..i].iter().any(|u| self.asserts(u) && !self.announces(u));
        let text = self.units[i].text(self.doc);
        (TELLS_A_CASE.is_match(text) || self.only_counts(text)) && claimed()
    }

    /// 合格的只有3家: the complaint is in the figure, which is of something said before.
    fn only_counts(&self, text: &str) -> bool {
        let apart = |h: &lexicon::StanceHit| !FIGURE_FOLLOWS.is_match(&text[h.range.end..]);
        let defect: i32 =
            lexicon::stance_hits(text).iter().filter(|h| apart(h)).map(|h| h.stance.defect).sum();
        text.contains(|c: char| c.is_ascii_digit()) && defect < ASSERTS
    }

    /// 因此 and its like followed by someone who is to act; `这需要…` elaborates.
    fn therefore(&self, unit: &Unit) -> bool {
        let concludes =
            unit.marker.is_some_and(|m| m.paused || matches!(m.word, "因此" | "因而" | "所以" | "故而"));
        let least = if unit.marker.is_some_and(|m| m.paused) { INSISTS } else { ASSERTS };
        concludes && unit.stance.measure >= least
    }

    /// How strongly a unit speaks for the kind looked for.
    fn strength(&self, unit: &Unit) -> i32 {
        match self.kind {
            FindingKind::Problem if unit.stance.praise > unit.stance.defect => 0,
            FindingKind::Problem => unit.stance.defect,
            FindingKind::Countermeasure if unit.imperative.is_some() => unit.stance.measure + INSISTS,
            FindingKind::Countermeasure => unit.stance.measure + self.acts(unit),
        }
    }

    /// 县财政每年安排经费: who acts and what they do propose without a modal; what was done already does not.
    fn acts(&self, unit: &Unit) -> i32 {
        let done = || DONE.is_match(unit.text(self.doc)) || unit.stance.defect > unit.stance.measure;
        if self.acting.contains(&unit.whole.start) && !done() { ASSERTS } else { 0 }
    }

    /// 另外，全县山多地少。…导致标准难以统一。: the marked sentence grants, the next one claims.
    fn premise(&self, i: usize) -> Option<Claim> {
        let next = self.units.get(i + 1..)?.iter().take(2).position(|u| {
            u.paragraph == self.units[i].paragraph && u.marker.is_none() && u.stance.defect >= INSISTS
        })?;
        self.make(i + 1 + next, "added")
    }

    fn before_counting(&self, i: usize) -> bool {
        self.units.iter().position(|u| u.is(MarkerKind::Ordinal)).is_some_and(|first| i < first)
    }

    /// A list may begin with 其次: what stands before it is its first member.
    fn begins_uncounted(&self, i: usize) -> bool {
        let first = self.units.iter().position(|u| u.is(MarkerKind::Ordinal));
        first.is_some_and(|first| {
            let word = self.units[first].marker.map_or("", |m| m.word);
            i < first && self.units[i].paragraph == self.units[first].paragraph && SECOND.contains(&word)
        })
    }

    fn asks(&self, unit: &Unit) -> bool {
        let text = unit.text(self.doc);
        ["如何", "怎样", "怎么", "何以"].iter().any(|w| text.starts_with(w))
            || text.trim_end_matches(['”', ')']).ends_with('？')
    }

    fn announces(&self, unit: &Unit) -> bool {
        let text = unit.text(self.doc);
        ANNOUNCES.is_match(text) || text.ends_with('：') || FOREIGN.is_match(text)
    }

    fn make(&self, i: usize, rule: &str) -> Option<Claim> {
        let unit = &self.units[i];
        let cue = match (&unit.number, unit.marker) {
            (Some((_, number)), _) => self.doc.text()[number.clone()].to_owned(),
            (None, Some(m)) if rule != "asserted" => m.word.to_owned(),
            _ => self.cue(unit),
        };
        let evidence = Evidence { rule: rule.into(), cue };
        let claim = Claim { range: unit.claim.clone(), whole: unit.whole.clone(), unit: i, evidence };
        (unit.claim.len() >= SHORTEST).then_some(claim)
    }

    /// The words that weigh most for the kind.
    fn cue(&self, unit: &Unit) -> String {
        let text = unit.text(self.doc);
        let weight = |s: &Stance| match self.kind {
            FindingKind::Problem => s.defect,
            FindingKind::Countermeasure => s.measure,
        };
        let hits = lexicon::stance_hits(text);
        let best = hits.iter().filter(|h| weight(&h.stance) > 0).max_by_key(|h| weight(&h.stance));
        best.map(|h| text[h.range.clone()].to_owned())
            .or(unit.imperative.map(str::to_owned))
            .unwrap_or_default()
    }

    /// Whether the first claim only says again what the heading says, or sums up what the others say.
    fn leads_in(&self, claims: &[Claim], title_grams: &HashSet<String>) -> bool {
        let Some(first) = claims.first().filter(|_| claims.len() > 1) else { return false };
        let unit = &self.units[first.unit];
        if unit.is(MarkerKind::Ordinal) || unit.is(MarkerKind::Additive) || first.unit > 1 {
            return false;
        }
        let text = unit.text(self.doc);
        let sums_up = self.kind == FindingKind::Problem
            && first.unit == 0
            && unit.marker.is_none()
            && SUMS_UP.is_match(text);
        sums_up || unit.marker.is_none() && !specifies(text) && restates(text, title_grams) >= RESTATES
    }

    /// A theme with nothing that stands out still claims something: its strongest sentence.
    fn strongest(&self) -> Option<Claim> {
        let (i, unit) = self.units.iter().enumerate().max_by_key(|(i, u)| (self.strength(u), Reverse(*i)))?;
        if self.strength(unit) >= 1 { self.make(i, "strongest") } else { None }
    }
}

/// 具体包括：… goes on to say what the heading does not.
fn specifies(text: &str) -> bool {
    text.split_once('：').is_some_and(|(_, rest)| rest.chars().count() >= 20)
}

/// The share of a heading's own pieces that a sentence repeats.
fn restates(text: &str, title_grams: &HashSet<String>) -> f64 {
    if title_grams.is_empty() {
        return 0.0;
    }
    let grams = grams(text);
    title_grams.iter().filter(|g| grams.contains(*g)).count() as f64 / title_grams.len() as f64
}

/// The pieces of two characters of a text.
pub(super) fn grams(text: &str) -> HashSet<String> {
    let chars: Vec<char> =
        text.chars().filter(|c| crate::document::is_han(*c) || c.is_ascii_alphanumeric()).collect();
    chars.windows(2).map(|w| w.iter().collect()).collect()
}
