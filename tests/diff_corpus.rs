//! `cbec diff` on the corpus: a paper more, lines broken elsewhere, each figure with another digit, each part deleted.

mod diff_support;

use diff_support::{Arithmetic, Change, Changed, Item, Paper, Row, TEA, Two, corpus, read};
use std::fs;

/// As an editor does it that keeps numbers and Latin words whole.
fn wrapped(text: &str, width: usize) -> String {
    let line = |line: &str| {
        if !line.starts_with(|c: char| !c.is_ascii()) || line.chars().count() <= width {
            return line.to_owned();
        }
        let (mut out, mut used, mut before) = (String::new(), 0, ' ');
        for c in line.chars() {
            if used >= width && !c.is_ascii() && !before.is_ascii() && !"，。；：、！？”）》".contains(c)
            {
                out.push('\n');
                used = 0;
            }
            out.push(c);
            (used, before) = (used + 1, c);
        }
        out
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn breaking_the_lines_elsewhere_is_no_difference() {
    for width in [20, 33, 50] {
        let two = Two { folder: tempfile::tempdir().unwrap() };
        for (name, text) in corpus() {
            two.write(&format!("old/{name}"), text.as_bytes());
            two.write(&format!("new/{name}"), wrapped(&text, width).as_bytes());
            assert_ne!(text, wrapped(&text, width));
        }
        let difference = two.diff();
        assert!(difference.papers.is_empty() && difference.effects.is_empty(), "{width}: {difference:#?}");
        assert!(difference.moves.iter().all(|m| m.lines > 0 && m.renumbered.is_empty()));
    }
}

#[test]
fn a_paper_added_to_the_corpus_is_that_and_its_effect() {
    let papers = corpus();
    let two = Two::of(&papers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    two.write("new/tea.txt", TEA.as_bytes());
    let difference = two.diff();
    let paper = &difference.papers[0];
    assert_eq!((difference.papers.len(), paper.change), (1, Change::Added));
    assert_eq!(paper.new.as_ref().unwrap().id, "tea");
    assert!(paper.problems.iter().chain(&paper.countermeasures).all(|i| i.change == Change::Added));
    assert_eq!(paper.problems.len(), 6);
    assert_eq!(
        paper.statistics.len() as u64,
        difference.new.counts.statistics - difference.old.counts.statistics
    );
    let effects = &difference.effects;
    assert!(effects.coverage.is_empty(), "all of it is answered: {effects:#?}");
    assert!(effects.conflicts.is_empty() && effects.references.is_empty());
    // What is recomputed anew is recomputed from its figures only.
    let own = |a: &Changed<Arithmetic>| {
        a.old.is_none() && a.new.as_ref().unwrap().statistics.iter().all(|s| s.starts_with("tea/"))
    };
    assert!(!effects.arithmetic.is_empty() && effects.arithmetic.iter().all(own), "{effects:#?}");
    let one_more = |c: &Changed<Row>| {
        let count =
            |r: &Option<Row>| r.as_ref().map_or((0, 0), |r| (r.problem_papers, r.countermeasure_papers));
        let (old, new) = (count(&c.old), count(&c.new));
        (new.0 - old.0) <= 1 && (new.1 - old.1) <= 1 && new != old
    };
    assert!(effects.topics.iter().chain(&effects.actors).all(one_more), "{effects:#?}");
    assert!(difference.moves.is_empty(), "{:#?}", difference.moves);
}

/// The analysis of one paper of the corpus, and its text.
fn analysed(two: &Two, name: &str) -> (serde_json::Value, String) {
    let text = corpus().into_iter().find(|(n, _)| n == name).unwrap().1;
    two.write(&format!("old/{name}"), text.as_bytes());
    two.cbec(&["analyze", "old", "-f", "json", "-o", "old.json"]);
    (serde_json::from_slice(&fs::read(two.path("old.json")).unwrap()).unwrap(), text)
}

/// Digit by digit through a paper: each time that figure and no other item.
#[test]
fn whatever_figure_gets_another_digit_only_it_is_told() {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    let (analysis, text) = analysed(&two, "004.md");
    let mut tried = 0;
    for figure in analysis["papers"][0]["statistics"].as_array().unwrap() {
        let place = |end: &str| usize::try_from(figure["figure"][end].as_u64().unwrap()).unwrap();
        let Some(at) = text[place("start")..place("end")].rfind(|c: char| c.is_ascii_digit()) else {
            continue;
        };
        let at = place("start") + at;
        let digit = if &text[at..=at] == "7" { "3" } else { "7" };
        two.write("new/004.md", format!("{}{digit}{}", &text[..at], &text[at + 1..]).as_bytes());
        let difference = read(&two.cbec(&["diff", "old.json", "new", "-f", "json"]));
        let changes: Vec<String> = difference.papers.iter().flat_map(Paper::changes).collect();
        let id = figure["id"].as_str().unwrap();
        assert_eq!(changes, [format!("~{}", id.rsplit('/').next().unwrap())], "{id} {}", figure["quote"]);
        tried += 1;
    }
    assert!(tried > 20, "only {tried} figures were tried");
}

/// Theme by theme through a paper: each time that theme, its points, and the figures in it.
#[test]
fn whatever_part_is_deleted_only_it_is_told() {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    let (analysis, text) = analysed(&two, "001.md");
    let lines: Vec<&str> = text.lines().collect();
    let paper = &analysis["papers"][0];
    let line = |item: &serde_json::Value| usize::try_from(item["span"]["line"].as_u64().unwrap()).unwrap();
    let mut tried = 0;
    for kind in ["problems", "countermeasures"] {
        let all = paper[kind].as_array().unwrap();
        for theme in all.iter().filter(|f| f["level"] == "theme") {
            let from = line(theme) - 1;
            let until = (from + 1..lines.len()).find(|i| lines[*i].starts_with('#')).unwrap();
            two.write("new/001.md", [&lines[..from], &lines[until..]].concat().join("\n").as_bytes());
            let difference = read(&two.cbec(&["diff", "old.json", "new", "-f", "json"]));
            let within = |item: &&serde_json::Value| (from + 1..=until).contains(&line(item));
            let gone = all
                .iter()
                .filter(within)
                .chain(paper["statistics"].as_array().unwrap().iter().filter(within));
            let mut gone: Vec<&str> = gone.map(|item| item["id"].as_str().unwrap()).collect();
            let items = |p: &Paper| -> Vec<String> {
                let lists = [&p.problems, &p.countermeasures, &p.statistics, &p.references];
                let told = |i: &Item| {
                    assert_eq!(i.change, Change::Removed, "{}: {i:?}", theme["id"]);
                    i.old.as_ref().unwrap().id.clone().unwrap()
                };
                lists.iter().flat_map(|l| l.iter()).map(told).collect()
            };
            let mut told: Vec<String> = difference.papers.iter().flat_map(items).collect();
            gone.sort_unstable();
            told.sort_unstable();
            assert_eq!(told, gone, "{}", theme["label"]);
            tried += 1;
        }
    }
    assert!(tried > 10, "only {tried} themes were tried");
}
