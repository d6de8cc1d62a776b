//! The page, read as text. What only a browser can tell is in `html_browser.rs`.

mod html_support;

use cbec::{
    domain::Domain,
    model::{Analysis, PaperId},
    pipeline,
    report::{
        Format, Lang, Options,
        html::{self, Passages},
        snippet::Excerpt,
    },
};
use html_support::{ATTACK, Token, VOID, analysis, hostile, many, tokens};
use std::{collections::BTreeSet, path::PathBuf};

fn page(analysis: &Analysis, lang: Lang) -> String {
    let options = Options { lang, ..Options::default() };
    String::from_utf8(Format::Html.renderer()(analysis, &options).unwrap()).unwrap()
}

fn pages() -> Vec<(&'static str, String)> {
    let empty = Analysis { papers: Vec::new(), comparison: Default::default(), ..analysis() };
    vec![
        ("in Chinese", page(&analysis(), Lang::Zh)),
        ("in English", page(&analysis(), Lang::En)),
        ("hostile", page(&hostile(), Lang::Zh)),
        ("of many papers", page(&many(60), Lang::En)),
        ("of nothing", page(&empty, Lang::Zh)),
    ]
}

/// The page without its style, script and version, a tag a line.
fn readable(page: &str) -> String {
    let mut out = page.to_owned();
    for raw in ["style", "script"] {
        let from = out.find(&format!("<{raw}>")).unwrap();
        let to = out.find(&format!("</{raw}>")).unwrap();
        out.replace_range(from + raw.len() + 2..to, "");
    }
    let from = out.find("content=\"default-src").unwrap();
    let to = from + out[from..].find('>').unwrap();
    out.replace_range(from..to, "content=\"…\"");
    out.replace("><", ">\n<").replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn the_page_in_chinese() {
    insta::assert_snapshot!(readable(&page(&analysis(), Lang::Zh)));
}

#[test]
fn the_page_in_english() {
    insta::assert_snapshot!(readable(&page(&analysis(), Lang::En)));
}

#[test]
fn the_page_needs_nothing_else() {
    const LOADING: [&str; 9] = ["img", "link", "iframe", "object", "embed", "video", "audio", "image", "use"];
    for (name, page) in pages() {
        let tokens = tokens(&page);
        for token in &tokens {
            assert!(!LOADING.iter().any(|tag| token.is(tag)), "{name}: {token:?}");
            for attribute in
                ["src", "srcset", "style", "data", "action", "formaction", "xlink:href", "poster"]
            {
                assert!(token.get(attribute).is_none(), "{name}: {token:?}");
            }
            if let Some(href) = token.get("href") {
                assert!(href.starts_with('#') || href.starts_with("https://doi.org/10."), "{name}: {href}");
            }
        }
        for raw in ["style", "script"] {
            assert_eq!(tokens.iter().filter(|t| t.is(raw)).count(), 1, "{name}");
        }
        let css = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(!css.contains("url(") && !css.contains("@import") && !css.contains("http"), "{name}");
    }
}

#[test]
fn the_page_forbids_what_it_does_not_need() {
    for (name, page) in pages() {
        let tokens = tokens(&page);
        let policy = tokens.iter().find(|t| t.get("http-equiv") == Some("Content-Security-Policy")).unwrap();
        let policy = policy.get("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{name}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{name}");
        let at = |tag: &str| page.find(tag).unwrap();
        assert!(at("Content-Security-Policy") < at("<style>") && at("<style>") < at("<script>"), "{name}");
    }
}

#[test]
fn tags_are_balanced() {
    for (name, page) in pages() {
        let mut open: Vec<String> = Vec::new();
        for token in tokens(&page) {
            match token {
                Token::Start { name, .. } if !VOID.contains(&name.as_str()) => open.push(name),
                Token::End(end) => assert_eq!(open.pop(), Some(end), "{name}"),
                _ => {}
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn every_id_is_unique_and_every_link_has_its_target() {
    for (name, page) in pages() {
        let tokens = tokens(&page);
        let mut ids = BTreeSet::new();
        for id in tokens.iter().filter_map(|t| t.get("id")) {
            assert!(ids.insert(id), "{name}: {id} twice");
        }
        for token in &tokens {
            let targets = token.get("href").and_then(|h| h.strip_prefix('#')).into_iter();
            for target in targets.chain(token.get("aria-labelledby")) {
                assert!(ids.contains(target), "{name}: nothing is called {target}");
            }
        }
    }
}

#[test]
fn what_papers_say_stays_text() {
    let page = page(&hostile(), Lang::En);
    let escaped = ATTACK.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    assert!(!page.contains("<script>alert"), "the script of a paper is a script of the page");
    assert!(page.matches(&escaped).count() > 50);
    for token in tokens(&page) {
        if let Token::Start { attributes, name } = token {
            assert!(attributes.iter().all(|(key, _)| !key.starts_with("on")), "{name} {attributes:?}");
        }
    }
}

#[test]
fn headings_are_in_order_and_tables_say_what_they_are() {
    for (name, page) in pages() {
        let tokens = tokens(&page);
        let mut before = 0;
        for token in &tokens {
            let level = (1..=6).find(|n| token.is(&format!("h{n}")));
            if let Some(level) = level {
                assert!(level <= before + 1, "{name}: h{level} after h{before}");
                before = level;
            }
            if token.is("th") {
                assert!(token.get("scope").is_some(), "{name}: a heading cell without scope");
            }
        }
        let count = |tag: &str| tokens.iter().filter(|t| t.is(tag)).count();
        assert_eq!(count("h1"), 1, "{name}");
        assert_eq!(count("main"), 1, "{name}");
        assert_eq!(count("table"), count("caption"), "{name}");
        for (i, token) in tokens.iter().enumerate() {
            assert!(!token.is("details") || tokens[i + 1].is("summary"), "{name}: a fold without a summary");
        }
    }
}

#[test]
fn the_language_is_declared() {
    for (lang, expected) in [(Lang::Zh, "zh-CN"), (Lang::En, "en")] {
        let page = page(&analysis(), lang);
        assert_eq!(tokens(&page)[0].get("lang"), Some(expected));
    }
}

#[test]
fn every_item_opens_its_sentence_and_its_line() {
    let analysis = analysis();
    let page = page(&analysis, Lang::Zh);
    for paper in &analysis.papers {
        let findings = paper.problems.iter().chain(&paper.countermeasures);
        let findings = findings.map(|f| (f.id.to_string(), f.statement.as_str(), f.span.line));
        let figures = paper.statistics.iter().map(|s| (s.id.to_string(), "", s.span.line));
        for (id, statement, line) in findings.chain(figures) {
            let anchor = format!("id=\"i-{}\"", id.replace('/', "_"));
            let evidence = page.split(&anchor).nth(1).unwrap_or_else(|| panic!("no {id}"));
            let evidence = evidence.split("</figure>").next().unwrap();
            assert!(evidence.contains(&format!("<mark>{statement}")), "{id}: {evidence}");
            assert!(evidence.contains(&format!("第 {line} 行")), "{id}: {evidence}");
        }
    }
}

#[test]
fn an_item_stands_in_its_paragraph_where_there_is_one() {
    let (before, inside, after) = ("前文<i>。", "本句有 38 张床位", "。后文\n次段");
    let focus = inside.find("38").map(|at| at..at + 2);
    let excerpt = Excerpt { before: before.into(), inside: inside.into(), after: after.into(), focus };
    let passages = Passages::from([("a/S1".to_owned(), excerpt)]);
    let page = String::from_utf8(html::page(&analysis(), &Options::default(), &passages)).unwrap();
    let evidence = page.split("id=\"i-a_S1\"").nth(1).unwrap();
    assert!(
        evidence.contains("前文&lt;i&gt;。<mark>本句有 <b>38</b> 张床位</mark>。后文\n次段</blockquote>")
    );
}

/// A paper of our own.
const PAPER: &str = "\
社区养老服务研究

一、存在的主要问题

（一）护理人手短缺

调查显示情况不容乐观。首先，持证护理员数量不足，难以满足老人的日常需要。其次，工资偏低，队伍流失严重。

二、对策建议

（一）培养护理队伍

政府应当扩大培训规模，提高护理员的待遇。
";

#[test]
fn the_program_shows_paragraphs_from_the_files_it_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("care.txt");
    std::fs::write(&file, PAPER).unwrap();
    let run = |args: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("cbec").unwrap();
        let output =
            command.args(["analyze", "-f", "html", "--lang", "zh"]).args(args).write_stdin(PAPER).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    let marked = "<blockquote lang=\"zh\">调查显示情况不容乐观。首先，<mark>持证护理员数量不足，难以满足老人的日常需要。</mark>其次";
    assert!(run(&[file.to_str().unwrap()]).contains(marked));
    let piped = run(&["-"]);
    assert!(piped.contains("<mark>持证护理员数量不足"));
    assert!(!piped.contains("调查显示"), "standard input cannot be read again");
}

#[test]
fn odd_figures_do_no_harm_to_charts() {
    let decimal = |text: &str| Some(text.parse().unwrap());
    let cases = [
        [decimal("0"), decimal("0")],
        [None, None],
        [decimal("-3"), decimal("5")],
        [decimal("79228162514264337593543950335"), decimal("0.0000000000000000000000000001")],
        [decimal("1"), None],
    ];
    for values in cases {
        let mut analysis = analysis();
        let indicator = &mut analysis.comparison.indicators[0];
        for (observation, value) in indicator.observations.iter_mut().zip(values) {
            observation.value = value;
            observation.period = None;
        }
        let page = page(&analysis, Lang::Zh);
        assert!(!page.contains("NaN") && !page.contains("inf"), "{values:?}");
    }
}

/// Writes the page for a look at its size in a browser: `cargo test --test html -- --ignored`.
#[test]
#[ignore = "writes a file of many megabytes"]
fn five_hundred_papers() {
    let domain = Domain::built_in().unwrap();
    let read = pipeline::analyze(&[PathBuf::from("corpus")], &pipeline::Options::new(None, None)).unwrap();
    let papers = read.papers.iter().cycle().take(500).enumerate().map(|(i, paper)| {
        let json = serde_json::to_string(paper).unwrap();
        let mut copy: cbec::model::Paper =
            serde_json::from_str(&json.replace(&format!("\"{}/", paper.id), &format!("\"n{i:03}/"))).unwrap();
        copy.id = PaperId::new(format!("n{i:03}"));
        copy.meta.doi = None;
        copy.meta.title_zh = Some(format!("{} 之{i}", copy.meta.title_zh.unwrap_or_default()));
        copy.source.sha256 = format!("{i:064x}");
        copy
    });
    let analysis = pipeline::assemble(papers.collect(), &domain, Vec::new());
    let passages = analysis.papers.iter().flat_map(|p| {
        let findings = p.problems.iter().chain(&p.countermeasures).map(|f| (f.id.to_string(), &f.statement));
        findings.chain(p.statistics.iter().map(|s| (s.id.to_string(), &s.quote)))
    });
    let reach = html::reach(&analysis);
    let passages: Passages = passages
        .map(|(id, said)| {
            let context = "上下文".repeat(reach / 3);
            (id, Excerpt { before: context.clone(), inside: said.clone(), after: context, focus: None })
        })
        .collect();
    let began = std::time::Instant::now();
    let page = html::page(&analysis, &Options::default(), &passages);
    let path = std::env::temp_dir().join("cbec-report-500.html");
    std::fs::write(&path, &page).unwrap();
    eprintln!("{} items, {} bytes in {:?}: {}", passages.len(), page.len(), began.elapsed(), path.display());
    assert_eq!(analysis.papers.len(), 500);
}
