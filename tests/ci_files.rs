//! `action.yml`, `.pre-commit-hooks.yaml` and the examples of `docs/ci.md`: valid by the schemas of the platforms, of one mind
//! with each other and with the program, and their shell lines run with stand-ins for what they call.
#![cfg(unix)]

mod ci_support;

use ci_support::{Stage, action, blocks, environment, example, faults, step, write_all, yaml};
use regex::Regex;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

/// Commands named here that are still to come; a test fails when one has come and stands here.
const NOT_YET: [&str; 0] = [];

fn hooks() -> Value {
    yaml(&fs::read_to_string(".pre-commit-hooks.yaml").expect("the hooks"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// Every script in the files: where it stands and what it says.
fn scripts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for step in action()["runs"]["steps"].as_array().expect("steps") {
        if let Some(run) = step["run"].as_str() {
            found.push((format!("action.yml, step {}", step["id"]), run.to_owned()));
        }
    }
    let workflow = example(".github/workflows/corpus.yml");
    for (name, job) in workflow["jobs"].as_object().expect("jobs") {
        let runs = job["steps"].as_array().expect("steps").iter().filter_map(|s| s["run"].as_str());
        found.extend(runs.map(|run| (format!("the workflow, job {name}"), run.to_owned())));
    }
    found.push(("the job for GitLab".into(), gitlab_script()));
    found.extend(blocks("sh").into_iter().map(|block| ("docs/ci.md".into(), block)));
    for hook in hooks().as_array().expect("hooks") {
        found.push(("the hooks".into(), text(&hook["entry"]).to_owned()));
    }
    found
}

/// GitLab runs the lines one after the other in one shell.
fn gitlab_script() -> String {
    let job = &example(".gitlab-ci.yml")["corpus"];
    let lines = ["before_script", "script"].map(|part| job[part].as_array().expect(part).clone()).concat();
    lines.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn files_are_valid_by_the_schemas_of_the_platforms() {
    for (schema, value) in [
        ("github-action.json", action()),
        ("github-workflow.json", example(".github/workflows/corpus.yml")),
        ("gitlab-ci.json", example(".gitlab-ci.yml")),
    ] {
        assert_eq!(faults(schema, &value), [] as [String; 0], "{value:#}");
    }
}

/// The schemas are ones that can refuse.
#[test]
fn the_schemas_of_the_platforms_refuse_what_is_wrong() {
    for (schema, mut value, pointer, wrong) in [
        ("github-action.json", action(), "/runs/using", Value::from("compost")),
        ("github-action.json", action(), "/inputs/path", serde_json::json!({"default": "x"})),
        (
            "github-workflow.json",
            example(".github/workflows/corpus.yml"),
            "/jobs/check/steps",
            Value::from("x"),
        ),
        ("gitlab-ci.json", example(".gitlab-ci.yml"), "/corpus/artifacts/when", Value::from("never")),
    ] {
        *value.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!faults(schema, &value).is_empty(), "{pointer}");
    }
}

#[test]
fn every_yaml_example_names_its_file() {
    let files = [".github/workflows/corpus.yml", ".pre-commit-config.yaml", ".gitlab-ci.yml"];
    let named: Vec<String> =
        blocks("yaml").iter().filter_map(|b| b.lines().next().map(str::to_owned)).collect();
    assert_eq!(named, files.map(|f| format!("# {f}")));
}

#[test]
fn the_action_and_its_page_are_of_one_mind() {
    let action = action();
    let inputs: BTreeSet<&str> =
        action["inputs"].as_object().expect("inputs").keys().map(String::as_str).collect();
    let page = fs::read_to_string("docs/ci.md").expect("docs/ci.md");
    let table =
        page.split("| input |").nth(1).and_then(|t| t.split("\n\n").next()).expect("the table of inputs");
    let rows: BTreeMap<&str, &str> =
        table.lines().filter_map(|l| l.strip_prefix("| `")?.split_once("` | ")).collect();
    assert_eq!(rows.keys().copied().collect::<BTreeSet<_>>(), inputs);
    for (name, row) in rows {
        let default = text(&action["inputs"][name]["default"]);
        assert!(default.is_empty() || row.starts_with(&format!("`{default}` |")), "{name}: {row}");
    }
    let jobs = example(".github/workflows/corpus.yml");
    let steps: Vec<Value> =
        ["check", "diff"].map(|j| jobs["jobs"][j]["steps"].as_array().expect(j).clone()).concat();
    let ours: Vec<&Value> = steps.iter().filter(|s| s["uses"] == "OWNER/cbec@v0.1.0").collect();
    assert_eq!(ours.len(), 2);
    for given in ours.iter().flat_map(|s| s["with"].as_object().expect("inputs").keys()) {
        assert!(inputs.contains(given.as_str()), "the workflow gives {given}");
    }
    for output in action["outputs"].as_object().expect("outputs").keys() {
        assert!(page.contains(&format!("`{output}`")), "{output}");
    }
}

/// A title of a pull request in a script would be run.
#[test]
fn no_script_has_an_expression_in_it() {
    for (place, script) in scripts() {
        assert!(!script.contains("${{"), "{place}: {script}");
    }
}

#[test]
fn every_script_is_one_bash_can_read() {
    for (place, script) in scripts() {
        let done = Command::new("bash").args(["-n", "-c", &script]).output().expect("bash runs");
        assert!(done.status.success(), "{place}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// What is named exists: commands, their options, and the words options take.
#[test]
fn commands_are_those_of_the_program() {
    let help = |args: &[&str]| {
        let done =
            Command::new(env!("CARGO_BIN_EXE_cbec")).args(args).arg("--help").output().expect("cbec runs");
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let commands = help(&[]);
    let has = |name: &str| commands.lines().any(|l| l.trim_start().starts_with(&format!("{name} ")));
    for name in NOT_YET {
        assert!(!has(name), "cbec {name} has come: take it off NOT_YET");
    }
    let mut seen = BTreeSet::new();
    for (place, script) in scripts() {
        for words in calls(&script) {
            seen.insert(words[0].clone());
            if NOT_YET.contains(&words[0].as_str()) {
                continue;
            }
            assert!(has(&words[0]), "{place}: cbec {}", words[0]);
            let told = help(&[&words[0]]);
            for option in words.iter().filter(|w| w.starts_with('-') && *w != "--") {
                let named =
                    Regex::new(&format!(r"(^|[\s,]){}([\s,]|$)", regex::escape(option))).expect("a pattern");
                assert!(named.is_match(&told), "{place}: cbec {} {option}", words[0]);
            }
            for pair in words.windows(2).filter(|p| p[0] == "--format" && !p[1].starts_with('"')) {
                assert!(told.contains(&pair[1]), "{place}: {} {}", pair[0], pair[1]);
            }
        }
    }
    assert_eq!(seen, BTreeSet::from(["check".into(), "diff".into()]));
}

/// The words after each `cbec` in a script, as far as the command goes.
fn calls(script: &str) -> Vec<Vec<String>> {
    let ends = |word: &str| matches!(word, "||" | "&&" | "|" | ";" | ">" | ">>" | "2>");
    script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("cbec "))
        .map(|rest| rest.split_whitespace().take_while(|w| !ends(w)).map(str::to_owned).collect())
        .collect()
}

// The action

/// (inputs, exit code of cbec) → calls, outputs
#[test]
fn the_check_step_calls_cbec_and_keeps_its_code() {
    let action = action();
    let check = step(&action["runs"]["steps"], "check");
    for (given, code, calls, outputs) in [
        (&[][..], 0, &["cbec [check] [--format] [github] [--] [corpus]"][..], "exit-code=0"),
        (&[("path", "")][..], 2, &["cbec [check] [--format] [github] [--]"][..], "exit-code=2"),
        (
            &[("path", "论文 集\n\nother/a b.txt"), ("baseline", "known $(x).json"), ("fail-on", "note")][..],
            1,
            &[
                "cbec [check] [--baseline] [known $(x).json] [--fail-on] [note] [--format] [github] [--] [论文 集] [other/a b.txt]",
            ][..],
            "exit-code=1",
        ),
        (
            &[("format", "text"), ("args", "--select\nno title"), ("sarif-file", "out.sarif")][..],
            1,
            &[
                "cbec [check] [--select] [no title] [--format] [sarif] [-o] [out.sarif] [--format] [text] [--] [corpus]",
            ][..],
            "exit-code=1 sarif-file=out.sarif",
        ),
        (
            &[("upload-sarif", "true")][..],
            1,
            &["cbec [check] [--format] [sarif] [-o] [cbec.sarif] [--format] [github] [--] [corpus]"][..],
            "exit-code=1 sarif-file=cbec.sarif",
        ),
        (
            &[("upload-sarif", "true")][..],
            2,
            &["cbec [check] [--format] [sarif] [-o] [cbec.sarif] [--format] [github] [--] [corpus]"][..],
            "exit-code=2",
        ),
    ] {
        let stage = Stage::new(&[("cbec", code)]);
        let env = environment(&action, check, given);
        let env: Vec<(&str, &str)> = env.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let played = stage.play(text(&check["run"]), &env);
        assert_eq!(played.code, Some(0), "the step itself never fails: {}", played.stderr);
        assert_eq!(played.calls, calls, "{given:?}");
        let told: Vec<String> = played.outputs.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(told.join(" "), outputs, "{given:?}");
    }
}

#[test]
fn a_failed_check_is_told_after_the_upload() {
    let action = action();
    let steps = action["runs"]["steps"].as_array().expect("steps");
    let order: Vec<&str> = steps.iter().map(|s| text(&s["id"])).collect();
    assert_eq!(order, ["key", "cache", "install", "check", "upload", "verdict"]);
    let upload = text(&step(&action["runs"]["steps"], "upload")["if"]);
    assert!(!upload.contains("exit-code") && upload.contains("steps.check.outputs.sarif-file != ''"));
    let verdict = step(&action["runs"]["steps"], "verdict");
    assert_eq!(verdict["env"]["CBEC_CODE"], "${{ steps.check.outputs.exit-code }}");
    for code in ["1", "2"] {
        let played = Stage::new(&[]).play(text(&verdict["run"]), &[("CBEC_CODE", code)]);
        assert_eq!(played.code.map(|c| c.to_string()).as_deref(), Some(code));
    }
}

#[test]
fn the_action_builds_once_for_the_same_sources() {
    let action = action();
    let run = |id: &str| text(&step(&action["runs"]["steps"], id)["run"]).to_owned();
    let stage = Stage::new(&[("cargo", 0)]);
    let files = [
        ("Cargo.toml", "a"),
        ("Cargo.lock", "b"),
        ("src/main.rs", "c"),
        ("data/d.toml", "d"),
        ("domains/e.toml", "e"),
    ];
    write_all(&stage.work(), &files);
    let here = stage.work();
    let here = here.to_str().expect("a path");
    let key = || stage.play(&run("key"), &[("GITHUB_ACTION_PATH", here)]).outputs["sources"].clone();
    let first = key();
    assert_eq!(first.len(), 40, "{first}");
    assert_eq!(key(), first);
    write_all(&stage.work(), &[("data/d.toml", "other words")]);
    assert_ne!(key(), first);

    let env = |hit| [("GITHUB_ACTION_PATH", here), ("CBEC_CACHED", hit)];
    let built = stage.play(&run("install"), &env("")).calls;
    assert_eq!(built.len(), 1);
    assert!(
        built[0].starts_with(&format!("cargo [install] [--locked] [--path] [{here}] [--root]")),
        "{built:?}"
    );
    assert_eq!(stage.play(&run("install"), &env("true")).calls, [] as [String; 0]);
    assert!(
        stage.read("path").lines().all(|l| l.ends_with("temp/cbec/bin")) && !stage.read("path").is_empty()
    );
}

// The examples

/// A difference is no failure of the step; an error is.
#[test]
fn the_diff_job_comments_whether_or_not_there_is_a_difference() {
    let workflow = example(".github/workflows/corpus.yml");
    let steps = &workflow["jobs"]["diff"]["steps"];
    for (code, ends) in [(0, 0), (1, 0), (2, 2)] {
        let stage = Stage::new(&[("cbec", code)]);
        let played = stage.play(text(&step(steps, "diff")["run"]), &[]);
        assert_eq!(played.code, Some(ends), "{}", played.stderr);
        assert_eq!(
            played.calls,
            ["cbec [diff] [--git] [HEAD^1] [--format] [markdown] [-o] [diff.md] [corpus]"]
        );
        assert_eq!(stage.read("summary"), if code == 2 { "" } else { "written\n" });
    }
    let last = steps.as_array().and_then(|s| s.last()).expect("a step");
    let stage = Stage::new(&[("gh", 0)]);
    let played = stage.play(text(&last["run"]), &[("PULL_REQUEST", "7")]);
    assert_eq!(
        played.calls,
        ["gh [pr] [comment] [7] [--edit-last] [--create-if-none] [--body-file] [diff.md]"]
    );
}

#[test]
fn a_difference_too_long_for_a_comment_is_left_to_the_summary() {
    let workflow = example(".github/workflows/corpus.yml");
    let run = text(&step(&workflow["jobs"]["diff"]["steps"], "diff")["run"]).to_owned();
    let stage = Stage::new(&[("cbec", 1)]);
    // The stand-in writes a short file; a long one takes its place before it is measured.
    let long = run.replace("cat diff.md", "head -c 70000 /dev/zero | tr '\\0' x > diff.md; cat diff.md");
    assert_ne!(long, run);
    assert_eq!(stage.play(&long, &[]).code, Some(0));
    assert!(stage.read("summary").len() > 60_000);
    assert!(stage.read("work/diff.md").contains("summary of the job `diff`"));
}

#[test]
fn the_job_for_gitlab_ends_with_the_code_of_the_check_and_both_reports() {
    for code in [0, 1, 2] {
        let stage = Stage::new(&[("cbec", code), ("cargo", 0)]);
        let home = [("CARGO_HOME", "/nonexistent"), ("CBEC_VERSION", "v0.1.0")];
        let played = stage.play(&gitlab_script(), &home);
        assert_eq!(played.code, Some(code), "{}", played.stderr);
        assert_eq!(played.calls.len(), 1, "{:?}", played.calls);
        let reports = &example(".gitlab-ci.yml")["corpus"]["artifacts"]["reports"];
        for report in ["codequality", "junit"] {
            let name = text(&reports[report]);
            assert_eq!(stage.read(&format!("work/{name}")).is_empty(), code == 2, "{name}");
        }
    }
}

#[test]
fn the_hooks_are_those_of_the_example() {
    let hooks = hooks();
    let config = example(".pre-commit-config.yaml");
    for used in config["repos"][0]["hooks"].as_array().expect("hooks") {
        let hook = hooks.as_array().expect("hooks").iter().find(|h| h["id"] == used["id"]).expect("the hook");
        for key in ["id", "name", "entry", "language", "files"] {
            assert!(hook[key].is_string(), "{key}");
        }
        assert_eq!((&hook["language"], &hook["pass_filenames"]), (&"rust".into(), &false.into()));
        let files = Regex::new(text(&hook["files"])).expect("a pattern");
        for (path, runs) in [
            ("corpus/论文.txt", true),
            ("corpus/A.MD", true),
            ("cbec.toml", true),
            ("corpus/cbec.overrides.toml", true),
            ("cbec-baseline.json", true),
            ("Cargo.toml", false),
            ("src/main.rs", false),
            ("notes.txt.rs", false),
        ] {
            assert_eq!(files.is_match(path), runs, "{path}");
        }
    }
}
