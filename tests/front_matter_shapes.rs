//! Heads of papers in the shapes journals print, from `fixtures/front_matter.txt`: every fact found, and nothing else.

use cbec::{
    document,
    model::{Format, Meta},
    outline, source,
};
use std::fmt::Write as _;

const SHAPES: &str = include_str!("fixtures/front_matter.txt");
const LINES: &str = "基层治理是一项长期的工作，既要尊重各地的实际，又要守住政策的底线，还要让群众看得见变化，\n这就要求有关部门把功夫下在平时，把问题解决在萌芽之中，把经验总结在事后，把责任落实到人，\n如此方能久久为功，积小胜为大胜，逐步缩小区域之间的差距，让更多的人享受到发展的成果。\n";

struct Shape<'t> {
    name: &'t str,
    layout: &'t str,
    head: &'t str,
    expected: Meta,
}

fn shapes() -> Vec<Shape<'static>> {
    let blocks = SHAPES.split("\n=== ").skip(1);
    blocks
        .map(|block| {
            let (first, rest) = block.split_once('\n').expect("a name");
            let (head, facts) = rest.split_once("\n>>>\n").unwrap_or_else(|| panic!("{first}: no facts"));
            let (name, layout) = first.split_once(" [").unwrap_or((first, ""));
            Shape { name, layout: layout.trim_end_matches(']'), head, expected: facts_of(facts) }
        })
        .collect()
}

fn facts_of(text: &str) -> Meta {
    let mut meta = Meta::default();
    for line in text.lines().filter(|l| !l.is_empty()) {
        let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("{line}: no value"));
        let one = Some(value.to_owned());
        let list = || value.split(" | ").map(str::to_owned).collect();
        match key {
            "title_zh" => meta.title_zh = one,
            "title_en" => meta.title_en = one,
            "authors" => meta.authors = list(),
            "journal" => meta.journal = one,
            "year" => meta.year = Some(value.parse().expect("a year")),
            "volume" => meta.volume = one,
            "issue" => meta.issue = one,
            "doi" => meta.doi = one,
            "license" => meta.license = one,
            "keywords_zh" => meta.keywords_zh = list(),
            "keywords_en" => meta.keywords_en = list(),
            other => panic!("{other} is no fact"),
        }
    }
    meta
}

/// The head with a body below it, as the layout wants it.
fn paper(shape: &Shape) -> (String, Format) {
    let body = |[first, second, third]: [&str; 3]| {
        format!(
            "{first}引言\n{LINES}{LINES}\n{second}存在的问题\n{LINES}{LINES}{LINES}\n{third}对策建议\n{LINES}{LINES}"
        )
    };
    match shape.layout {
        "markdown" => {
            (format!("{}\n\n{}", shape.head, body(["## 一、", "## 二、", "## 三、"])), Format::Markdown)
        }
        "repeated" => (repeated(shape.head), Format::Text),
        "wrapped" => (format!("{}\n{}", shape.head, body(["一、", "二、", "三、"])), Format::Text),
        "short" => {
            let joined = LINES.replace('\n', "");
            (format!("{}\n一、由来\n{joined}\n二、去向\n{joined}\n", shape.head), Format::Text)
        }
        "" | "tight" => {
            let joined = LINES.replace('\n', "") + "\n";
            let body = body(["一、", "二、", "三、"]).replace(LINES, &joined);
            (format!("{}\n{body}", shape.head), Format::Text)
        }
        other => panic!("{other} is no layout"),
    }
}

/// Pages each of which begins with the title and ends with its number.
fn repeated(head: &str) -> String {
    let title = head.lines().next().unwrap_or_default();
    let headings = ["一、引言\n", "", "二、存在的问题\n", "三、对策建议\n"];
    let pages = headings
        .iter()
        .enumerate()
        .map(|(i, heading)| format!("{heading}{}\n\n·{}·\n\n{title}\n\n", LINES.repeat(5), 20 + i));
    format!("{head}\n\n{}{LINES}", pages.collect::<String>())
}

/// Titles are the same where they differ in white space alone.
fn squeezed(title: Option<&str>) -> Option<String> {
    title.map(|t| t.split_whitespace().collect())
}

/// What is wrong with what was found in a head, a line each.
fn complaints(shape: &Shape, name: &str) -> String {
    let mut wrong = String::new();
    let (text, format) = paper(shape);
    let decoded = source::decode("x", text.as_bytes(), Some(format)).unwrap();
    let doc = document::read(&decoded);
    let found = outline::read(&doc, &decoded);
    let mut check = |field: &str, got: &dyn std::fmt::Debug, expected: &dyn std::fmt::Debug| {
        let (got, expected) = (format!("{got:?}"), format!("{expected:?}"));
        if got != expected {
            let _ = writeln!(wrong, "{name}: {field} {got}, not {expected}");
        }
    };
    let (got, expected) = (&found.meta, &shape.expected);
    check("title_zh", &squeezed(got.title_zh.as_deref()), &squeezed(expected.title_zh.as_deref()));
    check("title_en", &squeezed(got.title_en.as_deref()), &squeezed(expected.title_en.as_deref()));
    check("authors", &got.authors, &expected.authors);
    check("journal", &got.journal, &expected.journal);
    check("year", &got.year, &expected.year);
    check("volume", &got.volume, &expected.volume);
    check("issue", &got.issue, &expected.issue);
    check("doi", &got.doi, &expected.doi);
    check("license", &got.license, &expected.license);
    check("keywords_zh", &got.keywords_zh, &expected.keywords_zh);
    check("keywords_en", &got.keywords_en, &expected.keywords_en);
    let own = found.sections.iter().filter(|s| !s.is_implied());
    let headings: Vec<&str> = own.map(|s| s.title.as_str()).collect();
    let expected: &[&str] = if shape.layout == "short" {
        &["由来", "去向"]
    } else {
        &["引言", "存在的问题", "对策建议"]
    };
    check("headings", &headings, &expected);
    wrong
}

#[test]
fn every_fact_of_every_shape() {
    let shapes = shapes();
    assert!(shapes.len() >= 40, "{} shapes", shapes.len());
    let wrong: Vec<String> = shapes.iter().map(|s| complaints(s, s.name)).filter(|w| !w.is_empty()).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} shapes are right\n{}",
        shapes.len() - wrong.len(),
        shapes.len(),
        wrong.concat()
    );
}

/// What it is called, the layout of the body below it, and how it changes a head.
type Setting = (&'static str, &'static str, fn(&str) -> String);

fn close(head: &str) -> String {
    head.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

fn wide(head: &str) -> String {
    head.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// White space around lines says nothing: the same facts are found in a head set otherwise.
#[test]
fn every_shape_set_otherwise() {
    let settings: [Setting; 7] = [
        ("close", "", close),
        ("wide", "", wide),
        ("centred", "", |head| head.lines().map(|l| format!("          {l}\n")).collect()),
        ("with the other line ends", "", |head| head.replace('\n', "\r\n")),
        ("above wrapped lines", "wrapped", str::to_owned),
        ("close above wrapped lines", "wrapped", close),
        ("wide in Markdown", "markdown", wide),
    ];
    let mut wrong = String::new();
    for shape in shapes().iter().filter(|s| s.layout.is_empty()) {
        for (setting, layout, set) in settings {
            let head = set(shape.head);
            let other = Shape { head: &head, layout, expected: shape.expected.clone(), ..*shape };
            wrong += &complaints(&other, &format!("{} ({setting})", shape.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
