//! `docs/check/rules.md` is made from the table the program itself explains its rules from. `UPDATE_DOCS=1` writes it anew.

use cbec::{check::Rule, lexicon::Lang};
use std::{env, fmt::Write as _, fs};

const PAGE: &str = "docs/check/rules.md";

fn page() -> String {
    let mut page = String::from(
        "# The rules of `cbec check`\n\n\
         What each rule means, an example, and how to mend what it finds. `cbec check --explain RULE` says the same in the terminal,\n\
         with `--lang zh` in Chinese. How rules are turned off, suppressed and put into a baseline is in [check.md](../check.md).\n\n\
         This page is made from `data/zh/check.toml`: `UPDATE_DOCS=1 cargo test --test check_docs`.\n\n\
         | rule | default | |\n|---|---|---|\n",
    );
    for rule in Rule::ALL {
        let (id, severity, summary) = (rule.id(), rule.severity(), rule.summary(Lang::En));
        let _ = writeln!(page, "| [`{id}`](#{id}) | {severity} | {summary} |");
    }
    for rule in Rule::ALL {
        let id = rule.id();
        let _ = write!(page, "\n## {id}\n\n*{}.* {}\n", rule.summary(Lang::En), rule.explanation(Lang::En));
        if let Some(example) = rule.example() {
            let _ = write!(page, "\n```text\n{example}\n```\n");
        }
        let _ = write!(page, "\n**To mend it.** {}\n\n**To silence it.** ", rule.remedy(Lang::En));
        page.push_str(&silence(*rule));
    }
    page
}

fn silence(rule: Rule) -> String {
    let off = format!("`{rule} = \"off\"` under `[rules]` in `cbec.toml`");
    if rule.is_housekeeping() {
        return format!("{off}.\n");
    }
    if rule.is_unread() {
        return format!("{off}, or a `[[suppress]]` with a reason. It is never in a baseline.\n");
    }
    format!("{off}, a `[[suppress]]` with a reason, or a baseline.\n")
}

#[test]
fn the_page_says_what_the_program_says() {
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(PAGE, page()).expect("the page");
    }
    let written = fs::read_to_string(PAGE).expect("the page");
    assert!(written == page(), "{PAGE} is not what data/zh/check.toml says: run with UPDATE_DOCS=1");
}

#[test]
fn the_guide_names_every_option() {
    let guide = fs::read_to_string("docs/check.md").expect("the guide");
    for option in [
        "--fail-on",
        "--select",
        "--ignore",
        "--fix",
        "--explain",
        "--list-rules",
        "--config",
        "--isolated",
        "--dump-config",
        "--baseline",
        "--write-baseline",
    ] {
        assert!(guide.contains(option), "docs/check.md does not explain {option}");
    }
}
