//! What the program promises whoever calls it: streams, files, exit codes. Promises that are plain text are in `tests/cmd`.

use assert_cmd::Command;
use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Output, Stdio},
};

const PAPERS: &str = "tests/papers";

fn cbec(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("cbec").unwrap();
    command.args(args).env_remove("LANGUAGE").env("LC_ALL", "C");
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_promises_in_plain_text() {
    trycmd::TestCases::new().case("tests/cmd/*.toml").run();
}

#[test]
fn a_reader_who_stops_reading_is_no_error() {
    let program = assert_cmd::cargo::cargo_bin("cbec");
    for format in ["text", "json", "ndjson"] {
        let mut child = std::process::Command::new(&program)
            .args(["analyze", PAPERS, "-f", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{format}: {said}");
        assert!(!said.contains("error"), "{format}: {said}");
    }
}

#[test]
fn a_file_gets_the_bytes_of_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["text", "json", "ndjson"] {
        let file = folder.path().join(format);
        let to_file = cbec(&["analyze", PAPERS, "-f", format, "-o", file.to_str().unwrap()]);
        assert!(to_file.stdout.is_empty(), "{format}");
        assert_eq!(fs::read(&file).unwrap(), cbec(&["analyze", PAPERS, "-f", format]).stdout, "{format}");
    }
}

#[test]
fn several_formats_in_one_run_are_those_of_several_runs() {
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("a.json");
    let both = cbec(&["analyze", PAPERS, "-f", "json", "-f", "ndjson", "-o", json.to_str().unwrap()]);
    assert_eq!(both.stdout, cbec(&["analyze", PAPERS, "-f", "ndjson"]).stdout);
    assert_eq!(fs::read(json).unwrap(), cbec(&["analyze", PAPERS, "-f", "json"]).stdout);
}

#[test]
fn an_output_that_cannot_be_written_fails_before_the_work() {
    let output = cbec(&["analyze", "no-such-folder", "-o", "no-such-folder/report.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("cannot write no-such-folder/report.txt"), "{said}");
    assert_eq!(said.lines().count(), 1, "the papers were read first: {said}");
}

#[test]
fn an_output_in_the_folder_that_is_read_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(Path::new(PAPERS).join("rural-finance.txt"), folder.path().join("a.txt")).unwrap();
    let report = folder.path().join("report.txt");
    let path = folder.path().to_str().unwrap();
    let output = cbec(&["analyze", path, "-f", "ndjson", "-o", report.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(report).unwrap().lines().count(), 1);
}

#[test]
fn a_failed_run_leaves_the_former_report_alone() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    fs::write(&report, "before").unwrap();
    let output = cbec(&["analyze", PAPERS, "--domain", "no-such-pack.toml", "-o", report.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no-such-pack.toml"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(report).unwrap(), "before");
}

#[test]
fn one_bad_file_does_not_stop_the_others_but_the_exit_code_tells() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(Path::new(PAPERS).join("rural-finance.txt"), folder.path().join("a.txt")).unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    let path = folder.path().to_str().unwrap();
    for command in ["analyze", "extract"] {
        let output = cbec(&[command, path, "missing.txt"]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(!output.stdout.is_empty(), "{command}");
        let said = stderr(&output);
        assert_eq!(said.matches("missing.txt").count(), 1, "{command}: {said}");
        assert_eq!(said.matches("empty.txt").count(), 1, "{command}: {said}");
    }
}

#[test]
fn quiet_says_errors_only() {
    let output = cbec(&["analyze", "missing.txt", "-q", "-f", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).lines().all(|l| l.starts_with("cbec: error:")), "{}", stderr(&output));
}

#[test]
fn extract_then_compare_is_analyze() {
    let extracted = cbec(&["extract", PAPERS]).stdout;
    for format in ["json", "ndjson"] {
        let compared =
            command(&["compare", "-", "-f", format]).write_stdin(extracted.clone()).output().unwrap();
        let mut expected =
            serde_json::Deserializer::from_slice(&cbec(&["analyze", PAPERS, "-f", format]).stdout)
                .into_iter::<serde_json::Value>()
                .map(Result::unwrap)
                .collect::<Vec<_>>();
        let mut found = serde_json::Deserializer::from_slice(&compared.stdout)
            .into_iter::<serde_json::Value>()
            .map(Result::unwrap)
            .collect::<Vec<_>>();
        // What is wrong with single files was told by `extract`.
        for value in expected.iter_mut().chain(&mut found) {
            value.as_object_mut().unwrap().remove("diagnostics");
        }
        assert!(found == expected, "{format}");
    }
}

#[test]
fn neither_order_nor_threads_change_a_byte() {
    let mut files: Vec<String> = fs::read_dir(PAPERS)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
        .map(|p| p.display().to_string())
        .collect();
    files.sort();
    let run = |files: &[String], jobs: &str| {
        let mut args = vec!["analyze", "-f", "json", "-j", jobs];
        args.extend(files.iter().map(String::as_str));
        cbec(&args).stdout
    };
    let expected = run(&files, "1");
    assert!(!expected.is_empty());
    files.reverse();
    assert!(run(&files, "4") == expected, "backwards with four threads");
    files.rotate_left(3);
    assert!(run(&files, "2") == expected, "rotated with two threads");
}

#[test]
fn the_language_is_the_locales_unless_asked_for() {
    let first = |locale: &str, args: &[&str]| {
        let output = command(&["analyze", PAPERS]).args(args).env("LC_ALL", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(first("zh_CN.UTF-8", &[]).contains("各篇的问题与对策"));
    assert!(first("C", &[]).contains("Problems and answers"));
    assert!(first("zh_CN.UTF-8", &["--lang", "en"]).contains("Problems and answers"));
}

#[test]
fn colour_only_when_asked_for_or_on_a_terminal() {
    let coloured = |args: &[&str], no_color: &str| {
        let output = command(&["analyze", PAPERS]).args(args).env("NO_COLOR", no_color).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], ""));
    assert!(!coloured(&["--color", "never"], ""));
    assert!(coloured(&["--color", "always"], ""));
    assert!(coloured(&["--color", "always"], "1"));
}

#[test]
fn an_item_is_shown_with_its_lines_whatever_the_encoding() {
    let text = "某县养老服务研究\n\n一、存在的问题\n\n（一）护理人员不足\n\n护理人员数量严重不足，难以满足老人的需要。\n\n\
                二、对策建议\n\n（一）培养护理人员\n\n政府应当加强护理人员的培养。\n";
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("utf8", text.as_bytes().to_vec()),
        ("gb18030", encoding_rs::GB18030.encode(text).0.into_owned()),
        ("utf16", [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()),
    ] {
        let path = folder.path().join(format!("{name}.txt"));
        fs::write(&path, bytes).unwrap();
        let output = cbec(&["show", &format!("{name}/P1.1"), path.to_str().unwrap(), "--width", "80"]);
        let shown = String::from_utf8(output.stdout.clone()).unwrap();
        let carets = "^".repeat(2 * "护理人员数量严重不足，难以满足老人的需要。".chars().count());
        let lines = format!(" 7 │ 护理人员数量严重不足，难以满足老人的需要。\n   │ {carets}\n");
        assert!(shown.contains(&lines), "{name}: {shown}{}", stderr(&output));
    }
}

#[test]
fn an_unknown_id_is_told_with_its_neighbours() {
    let output = cbec(&["show", "rural-finance/p1", PAPERS]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(stderr(&output).contains("did you mean rural-finance/P1"), "{}", stderr(&output));
}

#[test]
fn the_manual_tells_the_exit_status() {
    for args in [&["man"][..], &["man", "analyze"], &["man", "show"]] {
        let page = String::from_utf8(cbec(args).stdout).unwrap();
        assert!(page.contains(".SH \"EXIT STATUS\""), "{args:?}");
    }
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = String::from_utf8(cbec(&["completions", shell]).stdout).unwrap();
        assert!(script.contains("analyze"), "{shell}");
    }
}

/// Ids, names and sections on the command line; what a filter means is in `tests/restrict.rs`.
#[test]
fn part_of_an_analysis_can_be_asked_for() {
    let json = |args: &[&str]| -> serde_json::Value {
        let output = cbec(&[&["analyze", "corpus", "-f", "json"], args].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let ids = |v: &serde_json::Value| -> Vec<String> {
        v["papers"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(json(&[])["filter"], serde_json::Value::Null);
    let papers = json(&["--paper", "001,004", "--paper", "002"]);
    assert_eq!(ids(&papers), ["001", "002", "004"]);
    let topic = json(&["--topic", "物流", "--actor", "Government"]);
    assert_eq!(topic["filter"]["topics"], serde_json::json!(["logistics"]));
    assert_eq!(topic, json(&["--topic", "Logistics", "--actor", "政府"]), "in either language");
    let shown = |args: &[&str]| String::from_utf8(cbec(args).stdout).unwrap();
    let text =
        shown(&["analyze", "corpus", "--topic", "logistics", "--only", "actors,summary", "--lang", "zh"]);
    let heads: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("══ ")?.split(' ').next()).collect();
    assert_eq!(heads, ["概要", "主体"]);
    for format in ["text", "markdown", "html", "latex"] {
        let report = shown(&["analyze", "corpus", "--topic", "logistics", "-f", format, "--lang", "zh"]);
        assert!(report.contains("只列出：话题 物流"), "{format} does not say that it is a part");
    }
}
