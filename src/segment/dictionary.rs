//! jieba's dictionary, whole or only what some texts can need of it.
//!
//! A word of the dictionary can be found in a text only if every two characters that follow one another in it do so in the text.
//! The words left out still count: jieba weighs a word against the sum of all frequencies, which is kept by one filler word of a
//! character that no text is cut at. So a pruned dictionary cuts *its* texts as the whole one does; other texts it would cut wrongly.

use jieba_rs::Jieba;
use rayon::prelude::*;

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
    let parts: Vec<(String, usize)> = parts().into_par_iter().map(|part| pairs.kept(part)).collect();
    let frequencies: usize = parts.iter().map(|part| part.1).sum();
    let mut kept: String = parts.into_iter().map(|part| part.0).collect();
    kept.push_str(&format!("{FILLER} {} x\n", TOTAL.saturating_sub(frequencies)));
    load(&kept)
}

/// The dictionary in as many stretches of whole lines as there are threads.
fn parts() -> Vec<&'static str> {
    let size = WHOLE.len() / rayon::current_num_threads().max(1) + 1;
    let mut parts = Vec::new();
    let mut rest = WHOLE;
    while let Some(end) = rest.as_bytes().iter().skip(size).position(|b| *b == b'\n') {
        let (part, after) = rest.split_at(size + end + 1);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
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

    /// The lines of a dictionary whose words can be found, and the sum of their frequencies.
    fn kept(&self, dictionary: &str) -> (String, usize) {
        let mut kept = String::with_capacity(1 << 19);
        let mut frequencies = 0;
        for line in dictionary.lines().filter(|line| self.hold(line)) {
            kept.push_str(line);
            kept.push('\n');
            let frequency = line.split(' ').nth(1).and_then(|f| f.parse::<usize>().ok());
            frequencies += frequency.unwrap_or_default();
        }
        (kept, frequencies)
    }

    /// Whether the word at the start of a line can be found.
    fn hold(&self, line: &str) -> bool {
        let mut before = None;
        line.chars().take_while(|c| *c != ' ').all(|c| self.has(Pairs::slot(before.replace(c), c)))
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
