//! `cbec check` through the program: exit codes, files, configuration, baseline, mending.

use assert_cmd::Command;
use std::{fs, path::Path, process::Output};
use tempfile::TempDir;

const TEA: &str = include_str!("check/tea.md");
const FORMATS: [&str; 6] = ["text", "json", "sarif", "junit", "github", "gitlab"];

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn check(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("cbec").unwrap();
    command
        .current_dir(dir)
        .arg("check")
        .args(args)
        .env_remove("LANGUAGE")
        .env_remove("GITHUB_STEP_SUMMARY")
        .env("LC_ALL", "C");
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn without_doi() -> String {
    TEA.replace("doi: 10.1000/tea.2024.1\n", "")
}

#[test]
fn exit_codes_hold_for_every_format_and_a_file_gets_the_bytes_of_standard_output() {
    let bare = without_doi();
    let cites = TEA.replace("支柱产业[1]", "支柱产业[7]");
    /// What it is, the second file and its bytes, the options, the exit code.
    type Case<'a> = (&'a str, &'a str, &'a [u8], &'a [&'a str], i32);
    let cases: [Case; 8] = [
        ("nothing found", "tea.md", TEA.as_bytes(), &[], 0),
        ("only warnings", "tea.md", cites.as_bytes(), &[], 0),
        ("warnings count", "tea.md", cites.as_bytes(), &["--fail-on", "warning"], 1),
        ("notes are below", "tea.md", bare.as_bytes(), &["--fail-on", "warning"], 0),
        ("notes count", "tea.md", bare.as_bytes(), &["--fail-on", "note"], 1),
        ("an error", "new/tea.md", TEA.as_bytes(), &[], 1),
        ("unreadable", "b.txt", b"", &[], 2),
        ("unreadable beats a finding", "b.txt", b"%PDF-1.7\0", &["--fail-on", "note"], 2),
    ];
    for (name, file, bytes, args, expected) in cases {
        let dir = folder(&[("in/tea.md", TEA.as_bytes()), (&format!("in/{file}"), bytes)]);
        for format in FORMATS {
            let plain = check(dir.path(), &[&["in", "-f", format], args].concat());
            assert_eq!(code(&plain), expected, "{name} as {format}: {}{}", out(&plain), err(&plain));
            let written = check(dir.path(), &[&["in", "-f", format, "-o", "report"], args].concat());
            assert_eq!(code(&written), expected, "{name} as {format} to a file");
            assert!(written.stdout.is_empty(), "{name} as {format} to a file");
            assert_eq!(fs::read(dir.path().join("report")).unwrap(), plain.stdout, "{name} as {format}");
        }
    }
}

#[test]
fn wrong_arguments_end_with_2_and_a_suggestion() {
    let dir = folder(&[("tea.md", TEA.as_bytes()), ("known.json", b"[]")]);
    let cases: [(&[&str], &str); 9] = [
        (&["-f", "json", "-f", "text"], "only one can go to standard output"),
        (&["--select", "no-titel"], "did you mean `no-title`?"),
        (&["--ignore", "no-doi,nonsense"], "there is no rule `nonsense`"),
        (&["--explain", "figure-without-periods"], "did you mean `figure-without-period`?"),
        (&["--fail-on", "fatal"], "error, warning, note"),
        (&["--baseline", "gone.json"], "cannot read the baseline gone.json"),
        (&["--baseline", "known.json"], "this is no baseline"),
        (&["--config", "gone.toml"], "gone.toml"),
        (&["--isolated", "--config", "x.toml"], "cannot be used with"),
    ];
    for (args, told) in cases {
        let output = check(dir.path(), &[&["tea.md"], args].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(err(&output).contains(told), "{args:?}: {}", err(&output));
    }
    assert_eq!(code(&check(dir.path(), &["gone.txt"])), 2);
    assert_eq!(code(&check(dir.path(), &["gone.txt", "--ignore", "unreadable-file"])), 2, "nothing was read");
}

#[test]
fn the_configuration_is_found_upwards_and_can_be_left_out_or_named() {
    let dir = folder(&[
        ("cbec.toml", b"[rules]\nno-doi = \"error\"\n"),
        ("deep/er/tea.md", without_doi().as_bytes()),
        ("other.toml", b"[rules]\nno-doi = \"off\"\n"),
    ]);
    let cases: [(&[&str], i32, bool); 6] = [
        (&["deep"], 1, true),
        (&["deep/er/tea.md"], 1, true),
        (&["deep", "--isolated"], 0, true),
        (&["deep", "--config", "other.toml"], 0, false),
        (&["deep", "--config", "other.toml", "--select", "no-doi"], 0, true),
        (&["deep", "--ignore", "no-doi"], 0, false),
    ];
    for (args, expected, found) in cases {
        let output = check(dir.path(), args);
        assert_eq!(code(&output), expected, "{args:?}: {}", out(&output));
        assert_eq!(out(&output).contains("[no-doi]"), found, "{args:?}: {}", out(&output));
    }
    let deep = check(&dir.path().join("deep"), &["er"]);
    assert_eq!(code(&deep), 1, "from a folder below");
}

#[test]
fn papers_of_two_configurations_are_not_mixed() {
    let dir = folder(&[
        ("a/cbec.toml", b""),
        ("a/tea.md", TEA.as_bytes()),
        ("b/cbec.toml", b""),
        ("b/tea.md", TEA.as_bytes()),
    ]);
    let output = check(dir.path(), &["a", "b"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("different configurations"), "{}", err(&output));
}

#[test]
fn a_faulty_configuration_is_told_line_by_line() {
    let dir = folder(&[
        ("tea.md", TEA.as_bytes()),
        (
            "cbec.toml",
            "domian = \"general\"\n[rules]\nno-titel = \"off\"\nno-doi = \"warn\"\n[expect]\nmin-papers = \"5\"\nsections = [\"problems\"]\n\
             [[suppress]]\nrule = \"no-doi\"\nuntil = 2024-13-01\n"
                .as_bytes(),
        ),
    ]);
    let output = check(dir.path(), &["tea.md"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("cbec.toml:10: not TOML"), "{}", err(&output));
    let text = fs::read_to_string(dir.path().join("cbec.toml")).unwrap().replace("2024-13-01", "\"soon\"");
    fs::write(dir.path().join("cbec.toml"), text).unwrap();
    let output = check(dir.path(), &["tea.md"]);
    assert_eq!(code(&output), 2);
    for told in [
        "cbec.toml:1: the configuration has no key `domian`; did you mean `domain`?",
        "cbec.toml:3: there is no rule `no-titel`; did you mean `no-title`?",
        "cbec.toml:4: the level of `no-doi` is not one of \"off\", \"note\", \"warning\", \"error\"; did you mean `warning`?",
        "cbec.toml:6: `min-papers` is a text, expected a whole number from 0 up",
        "cbec.toml:7: `problems` is no role of a section; did you mean `problem`?",
        "cbec.toml:8: [[suppress]] needs a `reason`",
        "cbec.toml:10: `until` is a text, expected a date such as 2027-01-01",
    ] {
        assert!(err(&output).contains(told), "not told: {told}\nin {}", err(&output));
    }
}

#[test]
fn the_configuration_in_effect_is_printed_and_read_back() {
    let text = "domain = \"general\"\n[rules]\nno-doi = \"error\"\nno-title = \"off\"\n[expect]\nmin-papers = 1\nsections = [\"problem\"]\n\
                [[suppress]]\nrule = \"no-doi\"\npaper = \"tea\"\nreason = \"a \\\"journal\\\" without\"\nuntil = 2999-01-01\n";
    let dir = folder(&[("tea.md", TEA.as_bytes()), ("cbec.toml", text.as_bytes())]);
    let first = check(dir.path(), &["tea.md", "--dump-config"]);
    assert_eq!(code(&first), 0);
    assert!(out(&first).contains("no-doi = \"error\"") && out(&first).contains("no-title = \"off\""));
    fs::write(dir.path().join("cbec.toml"), &first.stdout).unwrap();
    let second = check(dir.path(), &["tea.md", "--dump-config"]);
    assert_eq!(out(&second), out(&first));
    let narrowed = check(dir.path(), &["tea.md", "--dump-config", "--select", "no-title"]);
    assert!(out(&narrowed).contains("no-title = \"warning\"") && out(&narrowed).contains("no-doi = \"off\""));
}

#[test]
fn a_suppression_needs_a_use_and_ends_on_its_day() {
    let config = |paper: &str, until: &str| {
        format!("[[suppress]]\nrule = \"no-doi\"\n{paper}\nreason = \"none was given\"\nuntil = {until}\n")
    };
    let cases = [
        ("path = \"in\"", "2999-01-01", 0, "suppressed"),
        ("path = \"in/tea.md\"", "2999-01-01", 0, "suppressed"),
        ("item = \"tea\"", "2999-01-01", 0, "suppressed"),
        ("paper = \"coffee\"", "2999-01-01", 0, "[unused-suppression]"),
        ("path = \"out\"", "2999-01-01", 0, "[unused-suppression]"),
        ("paper = \"tea\"", "2000-01-01", 1, "[expired-suppression]"),
    ];
    for (which, until, expected, told) in cases {
        let text = config(which, until);
        let dir = folder(&[("in/tea.md", without_doi().as_bytes()), ("cbec.toml", text.as_bytes())]);
        let output = check(dir.path(), &["in", "-v"]);
        assert_eq!(code(&output), expected, "{which}: {}", out(&output));
        assert!(out(&output).contains(told), "{which}: {}", out(&output));
    }
    // Whoever checks one file does not hear that the others' suppressions have no use.
    let text = config("paper = \"coffee\"", "2999-01-01");
    let dir = folder(&[("in/tea.md", TEA.as_bytes()), ("cbec.toml", text.as_bytes())]);
    assert!(out(&check(dir.path(), &["in/tea.md"])).starts_with("no findings"));
}

#[test]
fn a_baseline_lets_only_what_is_new_count() {
    let dir = folder(&[("in/tea.md", without_doi().as_bytes())]);
    let strict = ["in", "--fail-on", "note"];
    assert_eq!(code(&check(dir.path(), &strict)), 1);
    let written = check(dir.path(), &[&strict[..], &["--write-baseline", "known.json"]].concat());
    assert_eq!(code(&written), 0, "{}", out(&written));
    let first = fs::read_to_string(dir.path().join("known.json")).unwrap();
    assert!(first.contains("no-doi") && first.contains("岭南山区茶叶外销的难题与出路"), "{first}");

    let known = [&strict[..], &["--baseline", "known.json"]].concat();
    let again = check(dir.path(), &known);
    assert_eq!((code(&again), out(&again).contains("[no-doi]")), (0, false));
    assert!(out(&check(dir.path(), &[&known[..], &["-v"]].concat())).contains("[no-doi] (known)"));

    fs::create_dir(dir.path().join("in/moved")).unwrap();
    fs::rename(dir.path().join("in/tea.md"), dir.path().join("in/moved/tea.md")).unwrap();
    assert_eq!(code(&check(dir.path(), &known)), 0, "moved");

    let mended = without_doi()
        .replace("year: 2024", "doi: 10.1000/tea.2024.1\nyear: 2024")
        .replace("产业[1]", "产业[3]");
    fs::write(dir.path().join("in/moved/tea.md"), mended).unwrap();
    let changed = check(dir.path(), &known);
    assert_eq!(code(&changed), 1);
    for told in ["[citation-without-reference]", "[reference-never-cited]", "[stale-baseline]"] {
        assert!(out(&changed).contains(told), "{told} in {}", out(&changed));
    }
    check(dir.path(), &["in", "--write-baseline", "known.json"]);
    let second = fs::read(dir.path().join("known.json")).unwrap();
    check(dir.path(), &["in", "--write-baseline", "known.json", "--lang", "zh"]);
    assert_eq!(fs::read(dir.path().join("known.json")).unwrap(), second, "the language changes a baseline");
}

#[test]
fn a_baseline_written_by_a_run_over_a_part_keeps_the_rest() {
    let other = without_doi().replace("外销的难题与出路", "内销的困局").replace("[1]", "[5]");
    let dir = folder(&[("in/tea.md", without_doi().as_bytes()), ("in/b.md", other.as_bytes())]);
    check(dir.path(), &["in", "--write-baseline", "known.json"]);
    let all = fs::read(dir.path().join("known.json")).unwrap();
    let both = ["--baseline", "known.json", "--write-baseline", "known.json"];
    for part in [&["in/tea.md"][..], &["in", "--select", "no-title"]] {
        assert_eq!(code(&check(dir.path(), &[part, &both].concat())), 0);
        assert_eq!(fs::read(dir.path().join("known.json")).unwrap(), all, "{part:?}");
    }
}

#[test]
fn mending_loses_nothing_and_leaves_what_it_cannot_give_back() {
    let shuffled = TEA.replace(
        "title: 岭南山区茶叶外销的难题与出路\nauthors: [林一帆, 周若水]\n",
        "# who\nauthors: [林一帆, 周若水]\ntitle: 岭南山区茶叶外销的难题与出路\n",
    );
    let gb = encoding_rs::GB18030.encode(&shuffled).0.into_owned();
    let utf16: Vec<u8> =
        format!("\u{FEFF}{}", TEA.replace("tea.2024.1", "tea.2024.2").replace("外销的难题", "内销的难题"))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
    let dir = folder(&[("in/tea.md", &gb), ("in/b.md", &utf16)]);
    let fixable = ["in", "--select", "not-utf8,front-matter-order", "--fail-on", "note"];
    assert_eq!(code(&check(dir.path(), &fixable)), 1);
    let mended = check(dir.path(), &[&fixable[..], &["--fix"]].concat());
    assert_eq!(code(&mended), 0, "{}{}", out(&mended), err(&mended));
    assert!(err(&mended).contains("in/tea.md: mended (not-utf8, front-matter-order)"), "{}", err(&mended));
    let text = fs::read_to_string(dir.path().join("in/tea.md")).unwrap();
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(String::from).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&text), lines(&shuffled));
    assert!(text.starts_with("---\ntitle: 岭南"), "{text}");
    assert!(fs::read_to_string(dir.path().join("in/b.md")).unwrap().starts_with("---\ntitle: "));
    let names: Vec<_> =
        fs::read_dir(dir.path().join("in")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "something was left lying about: {names:?}");
}

#[test]
fn what_is_in_order_is_not_touched() {
    let dir = folder(&[("tea.md", TEA.as_bytes())]);
    let before = fs::metadata(dir.path().join("tea.md")).unwrap().modified().unwrap();
    let output = check(dir.path(), &["tea.md", "--fix"]);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    assert_eq!(fs::metadata(dir.path().join("tea.md")).unwrap().modified().unwrap(), before);
}

#[test]
fn every_rule_is_listed_and_explained_in_both_languages() {
    let dir = folder(&[]);
    let list = out(&check(dir.path(), &["--list-rules"]));
    assert_eq!(list.lines().count(), cbec::check::Rule::ALL.len());
    for rule in cbec::check::Rule::ALL {
        assert!(list.contains(rule.id()), "{rule}");
        for (lang, words) in [("en", "How to mend it"), ("zh", "怎样解决")] {
            let output = check(dir.path(), &["--explain", rule.id(), "--lang", lang]);
            let text = out(&output);
            assert!(
                code(&output) == 0 && text.starts_with(rule.id()) && text.contains(words),
                "{rule}: {text}"
            );
            assert!(!text.contains('{'), "{rule}: {text}");
        }
    }
}

#[test]
fn the_json_says_all_and_the_text_only_what_counts() {
    let text = "[[suppress]]\nrule = \"no-doi\"\nreason = \"none was given\"\n";
    let dir = folder(&[("in/tea.md", without_doi().as_bytes()), ("cbec.toml", text.as_bytes())]);
    let json: serde_json::Value =
        serde_json::from_slice(&check(dir.path(), &["in", "-f", "json"]).stdout).unwrap();
    assert_eq!(json["schema"], "cbec-check/1");
    assert_eq!((json["papers"].as_u64(), json["tally"]["suppressed"].as_u64()), (Some(1), Some(1)));
    let violation = &json["violations"][0];
    assert_eq!(violation["rule"], "no-doi");
    assert_eq!(violation["standing"]["is"], "suppressed");
    assert_eq!(violation["standing"]["reason"], "none was given");
    assert_eq!(violation["location"]["path"], "in/tea.md");
    let told = out(&check(dir.path(), &["in"]));
    assert!(told.starts_with("no findings (papers: 1)\nnot counted: 0 known, 1 suppressed"), "{told}");
}
