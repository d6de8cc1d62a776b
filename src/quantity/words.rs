//! The word lists of `data/zh` the grammar works with, loaded once and indexed by the character they begin or end with.

mod files;

pub(super) use files::{Behaviour, Classes};
use files::{NotFile, Numerals, QualifiersFile, UnitsFile};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What scanning needs to know of a character before anything else.
pub(super) mod flag {
    /// An ASCII digit.
    pub const DIGIT: u8 = 1;
    /// A Chinese digit or scale.
    pub const HAN: u8 = 2;
    /// A set phrase may begin here.
    pub const PHRASE: u8 = 4;
    /// A currency sign may begin here.
    pub const SIGN: u8 = 8;
    /// 第, 首, 榜: an ordinal or a rank.
    pub const ORDER: u8 = 16;
    /// An ASCII letter.
    pub const LATIN: u8 = 32;
    /// Opens a bracket that may hold a citation; 负, 半, minus signs.
    pub const OTHER: u8 = 64;
}

/// The files, parsed. The build fails its tests, never a run, when one of them is ill-formed.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

/// Words found by the character they begin with, the longest first.
#[derive(Default)]
pub(super) struct Index<T> {
    by_first: HashMap<char, Vec<(Vec<char>, T)>>,
}

impl<T> Index<T> {
    pub fn new(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: HashMap<char, Vec<(Vec<char>, T)>> = HashMap::new();
        for (word, value) in words {
            let chars: Vec<char> = word.chars().map(super::lexer::fold).collect();
            if let Some(&first) = chars.first() {
                by_first.entry(first).or_default().push((chars, value));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        Index { by_first }
    }

    /// Every word that may begin with `first`, the longest first.
    pub fn starting(&self, first: char) -> &[(Vec<char>, T)] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }

    pub fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.by_first.keys().copied()
    }
}

/// A list of words as characters.
pub(super) type List = Vec<Vec<char>>;

fn list(words: &[String]) -> List {
    let mut out: List = words.iter().map(|w| w.chars().map(super::lexer::fold).collect()).collect();
    out.sort_by_key(|w: &Vec<char>| std::cmp::Reverse(w.len()));
    out
}

/// All word lists, ready for use.
pub(super) struct Words {
    pub numerals: NumeralTable,
    pub units: UnitsFile,
    pub qualifiers: QualifiersFile,
    pub not: NotFile,
    pub phrases: Index<()>,
    pub lists: Lists,
    flags: Vec<u8>,
}

/// The lists that are matched against the text, as characters.
pub(super) struct Lists {
    pub and: List,
    pub nouns: List,
    pub adjectives: List,
    pub model_before: List,
    pub model_after: List,
    pub bare_before: List,
    pub bare_measures: List,
    pub rank_verbs: List,
    pub rank_not_verbs: List,
    pub rank_first: List,
    pub rank_scopes: List,
    pub rank_after: List,
    pub rank_not_before: List,
    pub labels: List,
    pub vague: List,
    pub eras: List,
    pub pointing: List,
    pub anaphoric: List,
    pub counted: List,
    pub gap_plain: List,
    pub gap_words: List,
    pub gap_wholes: List,
}

/// The signs of Chinese numerals.
pub(super) struct NumeralTable {
    digits: HashMap<char, u8>,
    formal: HashMap<char, u8>,
    scales: HashMap<char, u32>,
    not_scale: HashMap<char, List>,
    pub english: HashMap<String, u32>,
    pub open: Vec<char>,
    pub more: Vec<char>,
    pub roughly: Vec<char>,
    pub to: Vec<char>,
}

impl NumeralTable {
    pub fn digit(&self, c: char) -> Option<u8> {
        self.digits.get(&c).copied()
    }

    pub fn formal(&self, c: char) -> Option<u8> {
        self.formal.get(&c).copied()
    }

    pub fn scale(&self, c: char) -> Option<u32> {
        self.scales.get(&c).copied()
    }

    pub fn not_scale(&self, c: char) -> &[Vec<char>] {
        self.not_scale.get(&c).map_or(&[], Vec::as_slice)
    }
}

/// Reads a word list that is part of the program.
fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    // The text is compiled in: a fault here is a fault of the build, and `tests` below find it.
    toml::from_str(text).unwrap_or_else(|e| panic!("data/zh/{name}: {e}"))
}

impl Words {
    fn load() -> Self {
        let n: Numerals = parse("numerals.toml", include_str!("../../data/zh/numerals.toml"));
        let units: UnitsFile = parse("units.toml", include_str!("../../data/zh/units.toml"));
        let qualifiers: QualifiersFile =
            parse("qualifiers.toml", include_str!("../../data/zh/qualifiers.toml"));
        let not: NotFile = parse("not_quantities.toml", include_str!("../../data/zh/not_quantities.toml"));
        let lists = Lists::new(&n, &qualifiers, &not);
        let phrases = Index::new(not.phrases.values().flatten().map(|w| (w.clone(), ())));
        let numerals = NumeralTable {
            not_scale: n.not_scale.iter().map(|(c, w)| (*c, list(w))).collect(),
            digits: n.digits,
            formal: n.formal,
            scales: n.scales,
            english: n.english,
            open: n.words.open,
            more: n.words.more,
            roughly: n.words.roughly,
            to: n.words.to,
        };
        let mut words = Words { numerals, units, qualifiers, not, phrases, lists, flags: vec![0; 0x1_0000] };
        words.set_flags();
        words
    }

    fn set_flags(&mut self) {
        let mut flags = std::mem::take(&mut self.flags);
        let mut set = |c: char, f: u8| {
            if let Some(slot) = flags.get_mut(c as usize) {
                *slot |= f;
            }
        };
        ('0'..='9').for_each(|c| set(c, flag::DIGIT));
        ('a'..='z').chain('A'..='Z').for_each(|c| set(c, flag::LATIN));
        let n = &self.numerals;
        n.digits.keys().chain(n.formal.keys()).chain(n.scales.keys()).for_each(|&c| set(c, flag::HAN));
        n.open.iter().for_each(|&c| set(c, flag::HAN));
        self.phrases.firsts().for_each(|c| set(c, flag::PHRASE));
        let signs = self.units.money.iter().flat_map(|m| &m.signs).filter_map(|s| s.chars().next());
        signs.for_each(|c| set(c, flag::SIGN));
        "第首榜".chars().for_each(|c| set(c, flag::ORDER));
        "[〔【半负-过".chars().for_each(|c| set(c, flag::OTHER));
        self.flags = flags;
    }

    /// The flags of a (folded) character.
    #[inline]
    pub fn flags(&self, c: char) -> u8 {
        self.flags.get(c as usize).copied().unwrap_or(0)
    }
}

impl Lists {
    fn new(n: &Numerals, q: &QualifiersFile, not: &NotFile) -> Self {
        Lists {
            and: list(&n.words.and),
            nouns: list(&not.abstracts.nouns),
            adjectives: list(&not.abstracts.adjectives),
            model_before: list(&not.model.before),
            model_after: list(&not.model.after),
            bare_before: list(&not.bare.before),
            bare_measures: list(&not.bare.measures),
            rank_verbs: list(&not.rank.verbs),
            rank_not_verbs: list(&not.rank.not_verbs),
            rank_first: list(&not.rank.first),
            rank_scopes: list(&not.rank.scopes),
            rank_after: list(&not.rank.after),
            rank_not_before: list(&not.rank.not_before),
            labels: list(&not.before.labels),
            vague: list(&n.words.vague),
            eras: list(&not.before.eras),
            pointing: list(&not.before.pointing),
            anaphoric: list(&not.before.anaphoric),
            counted: list(&not.before.counted),
            gap_plain: list(&q.gap.plain),
            gap_words: list(&q.gap.words),
            gap_wholes: list(&q.gap.wholes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_parse() {
        assert!(WORDS.numerals.scale('亿') == Some(8));
    }

    #[test]
    fn behaviour_is_given_only_to_units() {
        let u = &WORDS.units;
        let known: std::collections::HashSet<&String> = u
            .money
            .iter()
            .flat_map(|m| &m.words)
            .chain(u.ratio.iter().flat_map(|r| &r.words))
            .chain(&u.duration.words)
            .chain(&u.measure.words)
            .chain(&u.count.words)
            .collect();
        let stray: Vec<_> = u.behaviour.keys().filter(|k| !known.contains(k)).collect();
        assert!(stray.is_empty(), "behaviour of words that are no units: {stray:?}");
    }

    #[test]
    fn no_unit_is_listed_twice() {
        let u = &WORDS.units;
        let mut seen = std::collections::HashSet::new();
        let all = u.money.iter().flat_map(|m| &m.words).chain(&u.duration.words);
        for w in all.chain(&u.measure.words).chain(&u.count.words) {
            assert!(seen.insert(w), "{w} is listed twice");
        }
    }
}
