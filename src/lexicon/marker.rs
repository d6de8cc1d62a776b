//! Discourse markers: the words that say how a sentence hangs together with the one before.

use super::load;
use serde::Deserialize;
use std::{cmp::Reverse, collections::HashMap, sync::LazyLock};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    marker: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    kind: MarkerKind,
    #[serde(rename = "note")]
    _note: String,
    words: Vec<String>,
}

/// What a marker says of its sentence.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum MarkerKind {
    /// A member of a counted list: 首先, 二是, 其三.
    Ordinal,
    /// One more: 此外, 同时.
    Additive,
    /// An instance: 例如.
    Example,
    /// The reason: 究其原因.
    Cause,
    /// What follows: 因此, 这不仅.
    Consequence,
    /// A turn: 然而.
    Contrast,
    /// A grant: 虽然.
    Concession,
}

/// A marker found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// The word.
    pub word: &'static str,
    /// Its kind.
    pub kind: MarkerKind,
    /// Bytes to skip: the word, and the comma or colon after it.
    pub len: usize,
    /// Whether a comma or colon stands after it.
    pub paused: bool,
}

/// Markers by their first character, longest first: most clauses are settled by one look.
static MARKERS: LazyLock<HashMap<char, Vec<(String, MarkerKind)>>> = LazyLock::new(|| {
    let file: File = load("markers.toml", include_str!("../../data/zh/markers.toml"));
    let mut by_first: HashMap<char, Vec<(String, MarkerKind)>> = HashMap::new();
    for (word, kind) in file.marker.into_iter().flat_map(|g| g.words.into_iter().map(move |w| (w, g.kind))) {
        if let Some(first) = word.chars().next() {
            by_first.entry(first).or_default().push((word, kind));
        }
    }
    by_first.values_mut().for_each(|words| words.sort_by_key(|(w, _)| Reverse(w.len())));
    by_first
});

/// The marker a sentence or clause begins with.
pub fn leading_marker(text: &str) -> Option<Marker> {
    let candidates = MARKERS.get(&text.chars().next()?)?;
    candidates.iter().find_map(|(word, kind)| {
        let rest = text.strip_prefix(word.as_str())?;
        let after = rest.trim_start().strip_prefix(['，', '：', ',', ':', '、']);
        let len = text.len() - after.unwrap_or(rest).trim_start().len();
        let marker = Marker { word, kind: *kind, len, paused: after.is_some() };
        fits(&marker, rest).then_some(marker)
    })
}

/// Short markers are also the beginnings of words: 第一产业, 如何, 以色列, 而立. They need a pause, or to be long enough to be sure.
fn fits(marker: &Marker, rest: &str) -> bool {
    let chars = marker.word.chars().count();
    match marker.kind {
        MarkerKind::Ordinal if marker.word.starts_with('第') || chars == 1 => marker.paused,
        MarkerKind::Ordinal if marker.word.ends_with(['者', '为']) => marker.paused,
        MarkerKind::Ordinal if matches!(marker.word, "最后" | "然后" | "最终" | "首要") => {
            marker.paused
        }
        MarkerKind::Example if matches!(marker.word, "如" | "即" | "具体") => {
            marker.paused || marker.word == "如" && !rest.starts_with(['何', '果', '今', '此', '同', '期'])
        }
        MarkerKind::Example if marker.word == "以" => rest.find("为例").is_some_and(|i| i < 60),
        MarkerKind::Additive if chars == 1 => marker.paused,
        MarkerKind::Consequence if matches!(marker.word, "故" | "结果" | "如此") => marker.paused,
        MarkerKind::Contrast if chars == 1 => !rest.starts_with(['言', '今', '立', '后', '且']),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_at_the_start() {
        let cases = [
            ("首先，茶价低", Some(("首先", MarkerKind::Ordinal, "茶价低"))),
            ("二是路难走", Some(("二是", MarkerKind::Ordinal, "路难走"))),
            ("第一产业比重大", None),
            ("第一，产业小", Some(("第一", MarkerKind::Ordinal, "产业小"))),
            ("与此同时，工价上涨", Some(("与此同时", MarkerKind::Additive, "工价上涨"))),
            ("如何定价是难题", None),
            ("这不仅伤农", Some(("这不仅", MarkerKind::Consequence, "伤农"))),
            ("但是，销路窄", Some(("但是", MarkerKind::Contrast, "销路窄"))),
            ("茶价低", None),
        ];
        for (text, expected) in cases {
            let got = leading_marker(text).map(|m| (m.word, m.kind, &text[m.len..]));
            assert_eq!(got, expected, "{text}");
        }
    }
}
