//! Every count in a report leads to ids, every id to an item, and every item to a line of a file.

use cbec::{
    model::Analysis,
    pipeline::{Options as Run, analyze},
    report::{Format, Lang, Options, item::Item},
    segment::Segmenter,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::LazyLock,
};

static ANALYSIS: LazyLock<Analysis> =
    LazyLock::new(|| analyze(&["corpus".into()], &Run::new(None, None)).expect("the corpus is read"));

fn report(format: Format) -> String {
    let options = Options { lang: Lang::Zh, width: 120, ..Options::default() };
    String::from_utf8(format.renderer()(&ANALYSIS, &options).expect("a report")).expect("UTF-8")
}

/// What looks like an item's id.
fn ids(text: &str) -> BTreeSet<String> {
    let token = |c: char| !(c.is_ascii_alphanumeric() || c == '/' || c == '.');
    let item = |t: &&str| {
        t.split_once('/').is_some_and(|(paper, rest)| {
            !paper.is_empty()
                && paper.bytes().all(|b| b.is_ascii_digit())
                && rest.starts_with(['P', 'C', 'S'])
                && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        })
    };
    text.split(token).map(|t| t.trim_end_matches('.')).filter(item).map(str::to_owned).collect()
}

/// Each item's file and line, found anew from its bytes.
fn places() -> BTreeMap<String, String> {
    let files: BTreeMap<&str, Vec<u8>> = ANALYSIS
        .papers
        .iter()
        .map(|p| (p.source.path.as_str(), fs::read(&p.source.path).expect("a paper")))
        .collect();
    Item::all(&ANALYSIS)
        .map(|item| {
            let path = item.paper().source.path.as_str();
            let span = item.figure().unwrap_or_else(|| item.span());
            let line = files[path][..span.start].iter().filter(|b| **b == b'\n').count() + 1;
            (item.id().to_owned(), format!("{}:{line}", path.rsplit('/').next().unwrap_or(path)))
        })
        .collect()
}

#[test]
fn every_id_in_a_report_is_an_items_and_every_item_is_in_it() {
    let known: BTreeSet<String> = Item::all(&ANALYSIS).map(|i| i.id().to_owned()).collect();
    assert!(known.len() > 200, "the corpus was not read: {}", known.len());
    for format in [Format::Markdown, Format::Html] {
        assert_eq!(ids(&report(format)), known, "{format:?}");
    }
    // The text report gives full ids for figures, and for findings where their paper is not said above.
    let text = ids(&report(Format::Text));
    assert!(text.is_subset(&known), "{:?}", text.difference(&known));
    let figures: BTreeSet<&String> = known.iter().filter(|id| id.contains("/S")).collect();
    assert!(figures.iter().all(|id| text.contains(*id)));
}

#[test]
fn every_item_stands_beside_its_file_and_line() {
    let places = places();
    let markdown = report(Format::Markdown);
    let text = report(Format::Text);
    let mut paper = String::new();
    let mut in_text: BTreeSet<String> = BTreeSet::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("── ") {
            paper = title.split(' ').next().unwrap_or_default().to_owned();
        }
        for word in line.split_whitespace() {
            in_text.insert(format!("{paper}|{word}"));
        }
    }
    for (id, place) in &places {
        let row = |l: &&str| l.contains(&format!("| {id} |")) && l.contains(place);
        assert!(markdown.lines().any(|l| row(&l)), "{id} at {place} in Markdown");
        let (paper, short) = id.split_once('/').expect("an id");
        if short.starts_with('S') {
            let row = |l: &&str| l.split_whitespace().any(|w| w == id) && l.contains(place);
            assert!(text.lines().any(|l| row(&l)), "{id} at {place} in the text");
        } else {
            for word in [short, place.as_str()] {
                assert!(in_text.contains(&format!("{paper}|{word}")), "{id} at {place} in the text");
            }
        }
    }
}

#[test]
fn every_count_of_the_matrices_has_its_ids_in_the_index() {
    let text = report(Format::Text);
    let part = |title: &str| -> String {
        let lines = text.lines().skip_while(|l| !l.starts_with(&format!("══ {title}"))).skip(1);
        lines.take_while(|l| !l.starts_with("══ ")).collect::<Vec<_>>().join("\n")
    };
    // The index with its wrapped lines joined: `name 000 P1▸C1 · 001 …`.
    let joined = part("索引").lines().fold(Vec::<String>::new(), |mut rows, line| {
        match rows.last_mut() {
            Some(last) if line.starts_with("  ") => *last = format!("{last} {}", line.trim()),
            _ => rows.push(line.trim().to_owned()),
        }
        rows
    });
    let index: BTreeMap<(String, String), [usize; 2]> = joined
        .iter()
        .filter_map(|row| row.split_once(' '))
        .flat_map(|(name, cells)| {
            cells.split(" · ").filter_map(move |cell| {
                let (paper, ids) = cell.trim().split_once(' ')?;
                let count = |ids: &str| ids.split_whitespace().filter(|w| w.starts_with(['P', 'C'])).count();
                let (problems, measures) = ids.split_once('▸').unwrap_or(("", ids));
                Some(((name.to_owned(), paper.to_owned()), [count(problems), count(measures)]))
            })
        })
        .collect();
    let comparison = &ANALYSIS.comparison;
    let names: BTreeSet<&str> = { comparison.topics.iter().map(|t| t.label.as_str()) }
        .chain(comparison.actors.iter().map(|a| a.label.as_str()))
        .collect();
    let papers: Vec<&str> = ANALYSIS.papers.iter().map(|p| p.id.as_str()).collect();
    let mut counted = 0;
    for (title, mark) in [("话题 × 论文", ""), ("主体 × 论文", "@")] {
        for row in part(title).lines().skip(1) {
            let mut words = row.split_whitespace();
            let Some(name) = words.next().filter(|name| names.contains(name)) else { continue };
            for (paper, cell) in papers.iter().zip(words) {
                let cell = cell.trim_start_matches(['░', '▒', '▓', '█']);
                if cell == "·" {
                    continue;
                }
                let number = |n: &str| n.parse::<usize>().ok().or((n == "·").then_some(0));
                let (problems, measures) = cell.split_once('▸').unwrap_or(("0", cell));
                let (Some(problems), Some(measures)) = (number(problems), number(measures)) else { continue };
                let key = (format!("{mark}{name}"), (*paper).to_owned());
                assert_eq!(index.get(&key), Some(&[problems, measures]), "{key:?}");
                counted += 1;
            }
        }
    }
    assert!(counted > 60, "the matrices were not understood: {counted}");
}

#[test]
fn the_words_of_findings_are_those_their_texts_are_cut_into() {
    let options = Run::new(None, None);
    let words = &options.domains().expect("the packs compiled in").wanted().words;
    let whole = Segmenter::new(words);
    for paper in &ANALYSIS.papers {
        for (side, findings) in paper.stance_words.iter().zip([&paper.problems, &paper.countermeasures]) {
            let text: Vec<&str> =
                findings.iter().map(|f| f.label.as_deref().unwrap_or(&f.statement)).collect();
            let counts = whole.content_words(&text.join("\n"));
            assert_eq!(side.counts, counts, "{} {}", paper.id, side.kind);
            assert_eq!(side.words, counts.values().sum::<usize>());
        }
        assert_eq!(paper.stance_words.len(), 2, "{}", paper.id);
    }
}
