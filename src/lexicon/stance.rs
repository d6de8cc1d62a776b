//! The stand a stretch of text takes: complaint, proposal or praise.

use super::load;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::{cmp::Reverse, collections::HashMap, ops::Range, sync::LazyLock};

/// A remedy verb governs a complaint that follows it within this many bytes of the same clause.
const REMEDY_REACH: usize = 45;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cue: Vec<Cue>,
    imperative: Words,
    remedy: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    stance: Kind,
    weight: i32,
    #[serde(rename = "note")]
    _note: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(rename = "note")]
    _note: String,
    words: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Defect,
    Measure,
    Praise,
    Neutral,
}

/// How strongly a text complains, proposes and praises: sums of cue weights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stance {
    /// Reports a defect.
    pub defect: i32,
    /// Proposes a measure.
    pub measure: i32,
    /// Reports that things go well.
    pub praise: i32,
}

/// A cue of stance at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceHit {
    /// Where in the text given.
    pub range: Range<usize>,
    /// Its share in the sums of [`Stance`].
    pub stance: Stance,
}

struct Tables {
    cues: AhoCorasick,
    weights: Vec<(Kind, i32)>,
    /// By first character, longest first.
    imperative: HashMap<char, Vec<String>>,
    remedy: AhoCorasick,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file: File = load("stance.toml", include_str!("../../data/zh/stance.toml"));
    let pairs: Vec<(&String, (Kind, i32))> =
        file.cue.iter().flat_map(|c| c.words.iter().map(move |w| (w, (c.stance, c.weight)))).collect();
    let longest = |words: &[&String]| {
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .expect("word lists are small")
    };
    Tables {
        cues: longest(&pairs.iter().map(|p| p.0).collect::<Vec<_>>()),
        weights: pairs.iter().map(|p| p.1).collect(),
        remedy: longest(&file.remedy.words.iter().collect::<Vec<_>>()),
        imperative: by_first(file.imperative.words),
    }
});

fn by_first(words: Vec<String>) -> HashMap<char, Vec<String>> {
    let mut table: HashMap<char, Vec<String>> = HashMap::new();
    for word in words {
        if let Some(first) = word.chars().next() {
            table.entry(first).or_default().push(word);
        }
    }
    table.values_mut().for_each(|words| words.sort_by_key(|w| Reverse(w.len())));
    table
}

/// The stand of a sentence or clause.
pub fn stance(text: &str) -> Stance {
    stance_hits(text).into_iter().fold(Stance::default(), |a, h| Stance {
        defect: a.defect + h.stance.defect,
        measure: a.measure + h.stance.measure,
        praise: a.praise + h.stance.praise,
    })
}

/// The cues behind [`stance`], in text order.
pub fn stance_hits(text: &str) -> Vec<StanceHit> {
    let t = &*TABLES;
    let hits = t.cues.find_iter(text).filter_map(|m| {
        let (kind, weight) = t.weights[m.pattern().as_usize()];
        let mut stance = Stance::default();
        match kind {
            Kind::Defect if is_remedied(text, m.start()) => return None,
            Kind::Defect => stance.defect = weight,
            Kind::Measure => stance.measure = weight,
            Kind::Praise => stance.praise = weight,
            Kind::Neutral => return None,
        }
        Some(StanceHit { range: m.range(), stance })
    });
    hits.collect()
}

/// 破解融资难题: the difficulty is what is to be removed.
fn is_remedied(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(REMEDY_REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = &text[from..at];
    let clause = window.rfind(['，', '。', '；', '：']).map_or(0, |i| i + '，'.len_utf8());
    // 应对检查时失误多: what the verb governs ends before 时.
    let governs = |end: usize| !window[end..].contains(['时', '却', '但']);
    TABLES.remedy.find_iter(&window[clause..]).any(|m| governs(clause + m.end()))
}

/// The verb a proposal opens with, subject left out: 加强监管, 大力发展…
pub fn is_imperative(clause: &str) -> Option<&'static str> {
    let candidates = TABLES.imperative.get(&clause.chars().next()?)?;
    candidates.iter().find(|w| clause.starts_with(w.as_str())).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_and_proposals() {
        let defects = ["茶农普遍缺乏检测设备", "基层医生待遇偏低", "村内道路尚未硬化", "课程与岗位脱节"];
        let measures = [
            "县里应当建立检测站",
            "合作社要加强培训",
            "建议提高补贴标准",
            "企业可以自建冷库",
            "银行应运用新技术",
        ];
        for text in defects {
            let s = stance(text);
            assert!(s.defect >= 3 && s.defect > s.measure, "{text}: {s:?}");
        }
        for text in measures {
            let s = stance(text);
            assert!(s.measure >= 2 && s.measure > s.defect, "{text}: {s:?}");
        }
    }

    #[test]
    fn words_that_hold_a_cue_are_not_the_cue() {
        for text in ["果农适应了供应链的需求", "该方法的应用十分重要", "可持续发展的可能性"]
        {
            assert_eq!(stance(text).measure, 0, "{text}");
        }
    }

    #[test]
    fn a_remedied_defect_is_no_complaint() {
        assert_eq!(stance("破解茶农融资难题").defect, 0);
        assert!(stance("应对检查时错漏频出，难以服众").defect > 0);
        assert!(stance("先行破解，但难题仍多").defect > 0, "the remedy stands in another clause");
    }

    #[test]
    fn imperatives() {
        assert_eq!(is_imperative("大力推广绿肥"), Some("大力"));
        assert_eq!(is_imperative("茶农增收"), None);
    }
}
