//! jieba's dictionary, whole or only what some texts can need of it.
//!
//! A word of the dictionary can be found in a text only if every two characters that follow one another in it do so in the text.
//! The words left out still count: jieba weighs a word against the sum of all frequencies, which is kept by one filler word of a
//! character that no text is cut at. So a pruned dictionary cuts *its* texts as the whole one does; other texts it would cut wrongly.

use jieba_rs::Jieba;

const WHOLE: &str = include_str!("../../data/jieba/dict.txt");

/// The sum of all frequencies in the dictionary.
const TOTAL: usize = 60_101_964;

/// The last code point, which is no character and in no word.
const FILLER: char = '\u{10FFFF}';

/// The whole dictionary: for texts not known beforehand.
pub fn whole() -> Jieba {
    load(WHOLE)
}

/// What some texts can need. Costs a tenth of the whole; right for these texts and parts of them, and for nothing else.
pub fn pruned<'t>(texts: impl IntoIterator<Item = &'t str>) -> Jieba {
    let pairs = Pairs::of(texts);
    let mut kept = String::with_capacity(1 << 20);
    let mut frequencies = 0;
    for line in WHOLE.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(frequency)) = (fields.next(), fields.next()) else { continue };
        if let Some(frequency) = pairs.hold(word).then(|| frequency.parse::<usize>().ok()).flatten() {
            frequencies += frequency;
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept.push_str(&format!("{FILLER} {} x\n", TOTAL.saturating_sub(frequencies)));
    load(&kept)
}

fn load(dictionary: &str) -> Jieba {
    let mut jieba = Jieba::empty();
    jieba.load_dict(&mut dictionary.as_bytes()).expect("a dictionary of the program");
    jieba
}

/// The characters, and the pairs of neighbours, of some texts. A pair may be taken for another: then a word too many is kept,
/// which changes nothing.
struct Pairs {
    bits: Vec<u64>,
}

impl Pairs {
    /// Two MiB: pairs of a hundred papers fill less than a tenth.
    const BITS: u32 = 22;

    fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Pairs {
        let mut pairs = Pairs { bits: vec![0; 1 << (Pairs::BITS - 6)] };
        for text in texts {
            let mut before = None;
            for c in text.chars() {
                pairs.set(Pairs::slot(None, c));
                pairs.set(Pairs::slot(before, c));
                before = Some(c);
            }
        }
        pairs
    }

    fn hold(&self, word: &str) -> bool {
        let mut before = None;
        word.chars().all(|c| self.has(Pairs::slot(before.replace(c), c)))
    }

    fn slot(before: Option<char>, c: char) -> usize {
        let pair = u64::from(before.map_or(0, u32::from)) << 21 | u64::from(u32::from(c));
        // Fibonacci hashing: the high bits of a product with the golden ratio are well spread.
        (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Pairs::BITS)) as usize
    }

    fn set(&mut self, slot: usize) {
        self.bits[slot >> 6] |= 1 << (slot & 63);
    }

    fn has(&self, slot: usize) -> bool {
        self.bits[slot >> 6] >> (slot & 63) & 1 == 1
    }
}
