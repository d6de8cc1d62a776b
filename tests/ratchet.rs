//! The annotated items that are got right, item by item. It holds on both sides: an item lost fails, and so does one gained
//! that the list does not have yet, so that no gain is lost unseen later.
//!
//! The lists are written by this file:
//!
//! ```text
//! CBEC_RATCHET=write cargo test --test ratchet
//! ```
//!
//! An item is a paper and an id of its annotation: `001 P1.2` the point is found, `001 P1.2 exact` with the same words,
//! `001 S4 value` the figure has the right value, `001 C1->P2` the link, `001 H3 role` the third heading's role, `001 [4]` all
//! citations of reference 4, `001 R4 year` the year of reference 4. What is found and not annotated is not listed; the floors
//! in `tests/eval.rs` see to that.

mod eval_support;

use eval_support::{Set, evaluate};
use std::{collections::BTreeSet, fs};

#[test]
fn what_the_corpus_gets_right_is_what_is_listed() {
    ratchet("tests/ratchet/corpus.txt", &Set::corpus());
}

#[test]
fn what_the_own_papers_get_right_is_what_is_listed() {
    ratchet("tests/ratchet/own.txt", &Set::own());
}

#[test]
fn what_the_blind_papers_get_right_is_what_is_listed() {
    ratchet("tests/ratchet/blind.txt", &Set::blind());
    ratchet("tests/ratchet/heldout.txt", &Set::heldout());
    ratchet("tests/ratchet/third.txt", &Set::third());
}

/// So many items are named when a list does not hold.
const NAMED: usize = 20;

fn ratchet(list: &str, set: &Set) {
    let right = right(set);
    if std::env::var_os("CBEC_RATCHET").is_some_and(|v| v == "write") {
        return write(list, &right);
    }
    let text = fs::read_to_string(list).unwrap_or_default();
    let listed: BTreeSet<&str> = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    let now: BTreeSet<&str> = right.iter().map(String::as_str).collect();
    let lost: Vec<_> = listed.difference(&now).copied().collect();
    let gained: Vec<_> = now.difference(&listed).copied().collect();
    assert!(
        lost.is_empty() && gained.is_empty(),
        "{list} does not hold.\n{}{}If that is meant: CBEC_RATCHET=write cargo test --test ratchet, and commit the list.",
        named("lost", &lost),
        named("gained", &gained)
    );
}

fn right(set: &Set) -> Vec<String> {
    let papers = evaluate(set, &[]).papers;
    papers.iter().flat_map(|p| p.right.iter().map(|id| format!("{} {id}", p.paper))).collect()
}

fn write(list: &str, right: &[String]) {
    let mut items: Vec<&str> = right.iter().map(String::as_str).collect();
    items.sort_unstable();
    let head = format!(
        "# Annotated items got right, one a line. Written by: CBEC_RATCHET=write cargo test --test ratchet ({})\n",
        file!()
    );
    fs::write(list, head + &items.join("\n") + "\n").expect("the list can be written");
}

fn named(what: &str, items: &[&str]) -> String {
    match items.len() {
        0 => String::new(),
        n if n > NAMED => format!("{n} {what}: {}, …\n", items[..NAMED].join(", ")),
        n => format!("{n} {what}: {}\n", items.join(", ")),
    }
}
