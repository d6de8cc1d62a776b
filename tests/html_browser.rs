//! The page in a real browser (Debian's `chromium`, or what `CBEC_CHROMIUM` names). Without one these tests say so and pass.

mod html_support;

use cbec::{
    model::Analysis,
    report::{Format, Lang, Options},
};
use html_support::{Token, VOID, analysis, hostile, many, tokens};
use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// A browser, if there is one.
fn browser() -> Option<PathBuf> {
    let named = env::var_os("CBEC_CHROMIUM").map(PathBuf::from).filter(|p| !p.as_os_str().is_empty());
    let found = || {
        let folders: Vec<_> = env::split_paths(&env::var_os("PATH")?).collect();
        let names = ["chromium", "chromium-browser", "google-chrome"];
        names.iter().flat_map(|name| folders.iter().map(move |f| f.join(name))).find(|p| p.is_file())
    };
    let browser = named.or_else(found);
    if browser.is_none() {
        eprintln!(
            "SKIPPED: no chromium found; install it or set CBEC_CHROMIUM to test the page in a browser"
        );
    }
    browser
}

/// What became of a page.
struct Loaded {
    /// The document after its script ran.
    page: Vec<Token>,
    /// What the page wrote to the console, errors and refusals included.
    console: Vec<String>,
    /// What was asked of the network.
    requests: Vec<String>,
}

fn page(analysis: &Analysis) -> String {
    let options = Options { lang: Lang::Zh, ..Options::default() };
    String::from_utf8(Format::Html.renderer()(analysis, &options).unwrap()).unwrap()
}

/// The page as a browser without scripts has it. (Chromium cannot print the document with scripts switched off.)
fn without_script(page: &str) -> String {
    let (before, after) = page.split_once("<script>").unwrap();
    format!("{before}{}", after.split_once("</script>").unwrap().1)
}

/// Loads a page from disk, with `#state` if there is one.
fn load(browser: &PathBuf, page: &str, state: &str) -> Loaded {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("report.html");
    let log = folder.path().join("net.json");
    fs::write(&file, page).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-extensions"])
        .args([
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--enable-logging=stderr",
            "--virtual-time-budget=2000",
        ])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("--log-net-log={}", log.display()))
        .arg("--dump-dom")
        .arg(format!("file://{}{state}", file.display()))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains("</html>"), "the browser gave no page: {told}");
    Loaded {
        page: tokens(&built(page)),
        console: told.lines().filter(|l| l.contains("CONSOLE")).map(str::to_owned).collect(),
        requests: requests(&fs::read_to_string(log).unwrap_or_default()),
    }
}

/// The document without what waits in it to be built.
fn built(mut page: String) -> String {
    while let Some(from) = page.find("<noscript>") {
        let to = page[from..].find("</noscript>").unwrap();
        page.replace_range(from..from + to + "</noscript>".len(), "");
    }
    page
}

/// The addresses in a log of the network, other than what browsers ask their makers.
fn requests(log: &str) -> Vec<String> {
    let addresses = log.split("\"url\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let asked = addresses.filter(|a| a.starts_with("http") && !a.contains(".google") && !a.contains("gvt1."));
    asked.map(str::to_owned).collect()
}

impl Loaded {
    /// Items and whether they are shown: neither they nor anything around them is hidden.
    fn items(&self) -> Vec<(&Token, bool)> {
        let mut open: Vec<bool> = Vec::new();
        let mut items = Vec::new();
        for token in &self.page {
            match token {
                Token::Start { name, .. } => {
                    let hidden = token.get("hidden").is_some() || open.last() == Some(&true);
                    if name == "li" && token.get("data-t").is_some() && token.get("data-a").is_some() {
                        items.push((token, !hidden));
                    }
                    if !VOID.contains(&name.as_str()) {
                        open.push(hidden);
                    }
                }
                Token::End(_) => drop(open.pop()),
                Token::Text(_) => {}
            }
        }
        items
    }

    fn shown(&self) -> Vec<&Token> {
        self.items().into_iter().filter(|(_, shown)| *shown).map(|(item, _)| item).collect()
    }

    /// Whether the fold an anchor lies in is open.
    fn opened(&self, id: &str) -> bool {
        let at = self.page.iter().position(|t| t.get("id") == Some(id)).unwrap();
        let fold = self.page[..at].iter().rev().find(|t| t.is("details")).unwrap();
        fold.get("open").is_some()
    }

    fn text(&self) -> String {
        self.page
            .iter()
            .filter_map(|t| if let Token::Text(text) = t { Some(text.as_str()) } else { None })
            .collect()
    }
}

#[test]
fn the_page_loads_without_an_error_or_a_request() {
    let Some(browser) = browser() else { return };
    for analysis in [analysis(), hostile()] {
        let loaded = load(&browser, &page(&analysis), "");
        assert_eq!(loaded.console, Vec::<String>::new());
        assert_eq!(loaded.requests, Vec::<String>::new());
        assert!(loaded.items().len() > 20);
        assert_eq!(loaded.items().len(), loaded.shown().len());
        let filters = loaded.page.iter().find(|t| t.get("id") == Some("filters")).unwrap();
        assert!(filters.get("hidden").is_none(), "the script did not run");
    }
}

#[test]
fn filters_leave_what_was_asked_for() {
    let Some(browser) = browser() else { return };
    let page = page(&analysis());
    type Wanted = fn(&Token) -> bool;
    let cases: [(&str, Wanted); 4] = [
        ("#?paper=b", |t| t.get("data-p") == Some("b")),
        ("#?topic=staff", |t| t.get("data-t").unwrap().split(' ').any(|t| t == "staff")),
        ("#?actor=bank", |t| t.get("data-a").unwrap().split(' ').any(|a| a == "bank")),
        ("#?topic=funding&paper=c", |t| {
            t.get("data-p") == Some("c") && t.get("data-t").unwrap().contains("funding")
        }),
    ];
    for (state, wanted) in cases {
        let loaded = load(&browser, &page, state);
        let shown = loaded.shown();
        assert!(!shown.is_empty() && shown.len() < loaded.items().len(), "{state}");
        assert!(shown.iter().all(|t| wanted(t)), "{state}");
        let expected = loaded.items().iter().filter(|(t, _)| wanted(t)).count();
        assert_eq!(shown.len(), expected, "{state}");
        assert!(loaded.text().contains(&format!("显示 {expected} / ")), "{state}");
    }
}

#[test]
fn a_search_leaves_the_items_that_say_it() {
    let Some(browser) = browser() else { return };
    let loaded = load(&browser, &page(&analysis()), "#?q=%E6%8A%A4%E7%90%86%E5%91%98");
    let shown = loaded.shown().len();
    assert!(shown > 0 && shown < loaded.items().len(), "{shown}");
    let nothing = load(&browser, &page(&analysis()), "#?q=zzzz");
    assert_eq!(nothing.shown().len(), 0);
}

#[test]
fn a_link_to_an_item_opens_its_evidence() {
    let Some(browser) = browser() else { return };
    let page = page(&analysis());
    for page in [&page, &without_script(&page)] {
        let loaded = load(&browser, page, "#i-a_P1.1");
        assert!(loaded.opened("i-a_P1.1"));
        assert!(!loaded.opened("i-a_P1.2"));
    }
}

#[test]
fn the_page_is_complete_without_scripts() {
    let Some(browser) = browser() else { return };
    let loaded = load(&browser, &without_script(&page(&analysis())), "");
    let filters = loaded.page.iter().find(|t| t.get("id") == Some("filters")).unwrap();
    assert!(filters.get("hidden").is_some(), "filters that cannot work are shown");
    assert_eq!(loaded.items().len(), loaded.shown().len());
}

#[test]
fn a_hostile_title_stays_text() {
    let Some(browser) = browser() else { return };
    let loaded = load(&browser, &page(&hostile()), "");
    assert!(loaded.text().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(loaded.page.iter().filter(|t| t.is("script")).count(), 1);
    for token in &loaded.page {
        if let Token::Start { attributes, .. } = token {
            assert!(attributes.iter().all(|(key, _)| !key.starts_with("on")), "{attributes:?}");
        }
    }
}

#[test]
fn a_page_of_many_papers_builds_what_is_asked_for() {
    let Some(browser) = browser() else { return };
    let page = page(&many(60));
    let papers = |loaded: &Loaded| {
        let papers = loaded.page.iter().filter(|t| t.get("class") == Some("paper"));
        papers.filter(|t| t.get("hidden").is_none()).count()
    };
    let fresh = load(&browser, &page, "");
    assert_eq!((fresh.items().len(), papers(&fresh)), (0, 60));

    let linked = load(&browser, &page, "#i-paper~20~003_P1.1");
    assert!(linked.opened("i-paper~20~003_P1.1"));
    assert!(linked.items().iter().all(|(t, _)| t.get("data-p") == Some("paper~20~003")));
    assert_eq!(linked.console, Vec::<String>::new());

    let one = load(&browser, &page, "#?paper=paper~20~007");
    assert_eq!(papers(&one), 1);
    // One paper in three is about devices.
    let some = load(&browser, &page, "#?q=%E6%89%8B%E7%8E%AF");
    assert_eq!(papers(&some), 20);
}
