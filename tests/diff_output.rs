//! What `cbec diff` writes, and how it ends: formats, languages, files, exit codes, schema.

mod diff_support;

use diff_support::{TEA, Two, said, shown};
use std::{fs, path::Path};

#[test]
fn what_cannot_be_compared_is_said() {
    let two = Two::tea();
    two.write("broken.json", b"{ \"schema\": \"cbec/1\" }");
    two.write("foreign.json", b"{ \"schema\": \"other/7\" }");
    two.write("text.json", "不是JSON".as_bytes());
    two.write("bad.ndjson", b"{\"id\": 1}\n");
    for (args, expected) in [
        (&["old"][..], "two states are compared, one is given"),
        (&[], "two states are compared, none is given"),
        (&["old", "new", "old"], "two states are compared, 3 are given"),
        (&["-", "-"], "only one of the two"),
        (&["old", "missing"], "cannot read missing"),
        (&["broken.json", "new"], "cannot use broken.json: not an analysis"),
        (&["foreign.json", "new"], "its schema is other/7, not cbec/1"),
        (&["text.json", "new"], "text.json is neither JSON nor NDJSON"),
        (&["bad.ndjson", "new"], "line 1 is not a paper"),
        (&["old", "new", "-f", "yaml"], "invalid value 'yaml'"),
        (&["old", "new", "-o", "no/such/file"], "cannot write no/such/file"),
        (&["--git", "HEAD"], "not a git repository"),
    ] {
        let output = two.cbec(&[&["diff"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said(&output).contains(expected), "{args:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
    }
    two.write("new/binary.txt", b"\x00\x01\x02\x03");
    let output = two.cbec(&["diff", "old", "new"]);
    assert_eq!(output.status.code(), Some(2), "a file of one state cannot be read");
    assert!(said(&output).contains("new/binary.txt"), "{}", said(&output));
}

#[test]
fn a_file_gets_the_bytes_of_standard_output_and_the_exit_code_is_the_same() {
    let two = Two::with("厂房建成已久", "厂房建成太久");
    for format in ["text", "markdown", "json"] {
        for (new, code) in [("new", 1), ("old", 0)] {
            let printed = two.cbec(&["diff", "old", new, "-f", format]);
            let written = two.cbec(&["diff", "old", new, "-f", format, "-o", "out"]);
            assert_eq!((printed.status.code(), written.status.code()), (Some(code), Some(code)), "{format}");
            assert_eq!(fs::read(two.path("out")).unwrap(), printed.stdout, "{format}");
            assert!(written.stdout.is_empty() && !printed.stdout.is_empty());
        }
    }
}

#[test]
fn markdown_begins_with_the_summary_and_escapes_what_papers_say() {
    let two = Two::with("厂房狭小且", "厂房逼仄<img src=x>|@everyone|且");
    let comment = shown(&two.cbec(&["diff", "old", "new", "-f", "markdown", "--lang", "en"]));
    let first = comment.lines().next().unwrap();
    assert!(first.starts_with("**cbec diff: papers \\~1"), "{first}");
    assert!(!comment.contains("<img") && !comment.contains("|@every"), "{comment}");
    assert_eq!(comment.matches("<details").count(), comment.matches("</details>").count());
    assert!(comment.contains("<ins>") && comment.contains("<del>"), "{comment}");
    let none = shown(&two.cbec(&["diff", "old", "old", "-f", "markdown", "--lang", "en"]));
    assert!(none.starts_with("**cbec diff: No difference.**"), "{none}");
}

/// A comment longer than a forge takes is cut at a paper, and says so.
#[test]
fn a_long_comment_is_cut_and_says_so() {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    two.write("old/tea.txt", TEA.as_bytes());
    for i in 0..40 {
        let paper: String = TEA.replace("高山茶产业", &format!("第{i}号高山茶产业"));
        let more: String = (0..20)
            .map(|k| format!("第{k}个乡镇的茶园长期缺乏灌溉设施，干旱年份减产严重，茶农收入难以保障。"))
            .collect();
        two.write(
            &format!("new/tea{i}.txt"),
            paper.replace("（二）销售", &format!("{more}\n（二）销售")).as_bytes(),
        );
    }
    let comment = shown(&two.cbec(&["diff", "old", "new", "-f", "markdown", "--lang", "en"]));
    assert!(comment.chars().count() < 65_536, "{}", comment.chars().count());
    assert!(comment.contains("more are left out"), "{}", &comment[comment.len() - 300..]);
}

#[test]
fn the_languages_are_the_reports() {
    let two = Two::with("厂房建成已久", "厂房建成太久");
    let told = |lang: &str| shown(&two.cbec(&["diff", "old", "new", "--lang", lang]));
    assert!(told("zh").contains("论文 ~1") && told("en").contains("papers ~1"));
    let coloured = two.cbec(&["diff", "old", "new", "--color", "always"]);
    assert!(coloured.stdout.contains(&0x1b));
    assert!(!two.cbec(&["diff", "old", "new"]).stdout.contains(&0x1b));
}

#[test]
fn the_schema_describes_what_is_written() {
    let two = Two::with("厂房建成已久", "厂房建成太久");
    let schema: serde_json::Value =
        serde_json::from_slice(&two.cbec(&["schema", "--of", "diff"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for sides in [["old", "new"], ["old", "old"]] {
        let output = two.cbec(&["diff", sides[0], sides[1], "-f", "json"]);
        let written: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<_> = validator.iter_errors(&written).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

/// `docs/diff.md` against the schema: every field is named.
#[test]
fn the_page_names_every_field() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diff.md")).unwrap();
    let schema = serde_json::to_value(cbec::model::diff_schema()).unwrap();
    let mut types: Vec<&serde_json::Value> = schema["$defs"].as_object().unwrap().values().collect();
    types.push(&schema);
    let fields: Vec<&String> =
        types.iter().filter_map(|t| t["properties"].as_object()).flat_map(|p| p.keys()).collect();
    assert!(fields.len() > 60, "the schema was not understood: {}", fields.len());
    let missing: Vec<_> = fields.iter().filter(|f| !page.contains(&format!("`{f}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
