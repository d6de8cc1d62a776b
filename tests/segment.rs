//! The dictionary cut down to a corpus must cut that corpus as the whole one does.

use cbec::segment::Segmenter;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::{fs, path::PathBuf, sync::LazyLock};

static WHOLE: LazyLock<jieba_rs::Jieba> = LazyLock::new(jieba_rs::Jieba::new);

/// What `data/jieba/README.md` says of the file, and the sum the pruned dictionary is filled up to.
#[test]
fn the_dictionary_is_the_one_jieba_rs_ships() {
    let dictionary = fs::read_to_string("data/jieba/dict.txt").expect("the dictionary");
    let sum = Sha256::digest(dictionary.as_bytes()).iter().map(|b| format!("{b:02x}")).collect::<String>();
    assert_eq!(sum, "139519822fe8ab9e10d9d07e68ea0451045380aedaf54ecc51e2a28c6b42a13f");
    let frequency =
        |line: &str| line.split(' ').nth(1).and_then(|f| f.parse::<usize>().ok()).expect("a frequency");
    assert_eq!(dictionary.lines().map(frequency).sum::<usize>(), 60_101_964);
}

#[test]
fn own_papers_are_cut_alike() {
    let texts: Vec<String> =
        ["corpus", "tests/papers", "tests/blind"].into_iter().flat_map(texts_of).collect();
    assert!(texts.len() > 20, "only {} texts", texts.len());
    same_words(&texts);
}

#[test]
fn the_originals_are_cut_alike() {
    let folder = std::env::var("CBEC_PAPERS").unwrap_or_else(|_| "../shared/papers".into());
    let texts = texts_of(&folder);
    if texts.is_empty() {
        eprintln!("skipped: no papers in {folder}");
        return;
    }
    same_words(&texts);
}

/// Words of a pack are weighed against the same sum.
#[test]
fn field_words_are_cut_alike() {
    let words = [("茶旅融合".to_owned(), 500), ("县域冷链".to_owned(), 20), ("发展".to_owned(), 1)];
    let text = "茶旅融合带动县域冷链的发展，发展县域经济。";
    assert_eq!(cut(&Segmenter::for_texts([text], &words), text), cut(&Segmenter::new(&words), text));
}

proptest! {
    // Each case loads a dictionary.
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Words of the dictionary in any order, Han characters at random, other scripts, what no dictionary knows.
    #[test]
    fn any_texts_are_cut_alike(texts in prop::collection::vec(text(), 1..4)) {
        same_words(&texts);
    }
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => any::<prop::sample::Index>().prop_map(|i| i.get(&DICTIONARY).clone()),
        3 => "[一-龥]{1,4}",
        1 => "[ -~]{1,6}",
        1 => "[\u{3400}-\u{3410}\u{20000}-\u{20010}\u{1F600}-\u{1F610}\u{10FFFF}，。\n]{1,3}",
    ];
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

static DICTIONARY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let dictionary = fs::read_to_string("data/jieba/dict.txt").expect("the dictionary");
    dictionary.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
});

fn same_words(texts: &[String]) {
    let pruned = Segmenter::for_texts(texts.iter().map(String::as_str), &[]);
    for text in texts {
        let whole: Vec<&str> = WHOLE.cut(text, true).iter().map(|t| t.word).collect();
        assert_eq!(cut(&pruned, text), whole);
    }
}

fn cut<'t>(segmenter: &Segmenter, text: &'t str) -> Vec<&'t str> {
    segmenter.cut(text).iter().map(|w| w.text).collect()
}

fn texts_of(folder: impl Into<PathBuf>) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder.into()).max_depth(1).sort_by_file_name();
    files.into_iter().flatten().filter_map(|f| fs::read_to_string(f.path()).ok()).collect()
}
