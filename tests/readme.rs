//! What the README promises is what is done.

use std::{fs, process::Command};

const TEST: &str = "cargo fmt --check && cargo clippy --locked --all-targets -- -D warnings && cargo test --locked && \
                    RUSTDOCFLAGS=\"-D warnings\" cargo doc --locked --no-deps && \
                    cargo run --locked -q -- check corpus/ --baseline corpus/cbec-baseline.json --fail-on note && \
                    cargo run --locked -q -- eval --gold corpus/gold --min problems.theme=1 --min problems.point=0.85 \
                    --min countermeasures.theme=1 --min countermeasures.point=0.93 --min links=0.95 --min statistics.value=1";

#[test]
fn ci_runs_the_test_command_of_both_readmes() {
    for file in ["README.md", "README.zh-CN.md", ".ci/run"] {
        let text = fs::read_to_string(file).expect(file);
        assert!(text.contains(TEST), "{file} does not give the test command");
    }
}

/// Every `cbec` line in a fenced block of the README is a command that works.
#[test]
fn commands_of_the_readmes_work() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut tried = 0;
    for file in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(file).expect(file);
        for line in text.lines().filter_map(|l| l.strip_prefix("$ cbec ")) {
            let (command, _) = line.split_once(" | ").unwrap_or((line, ""));
            let (command, _) = command.split_once(" > ").unwrap_or((command, ""));
            let args: Vec<String> =
                command.split_whitespace().map(|a| a.trim_matches('"').to_owned()).collect();
            let args: Vec<String> = (0..args.len())
                .map(|i| match i.checked_sub(1).map(|before| args[before].as_str()) {
                    Some("-o") => dir.path().join(&args[i]).to_string_lossy().into_owned(),
                    _ => args[i].clone(),
                })
                .collect();
            let output = Command::new(env!("CARGO_BIN_EXE_cbec")).args(&args).output().expect("cbec runs");
            assert!(
                output.status.success(),
                "{file}: cbec {command}\n{}",
                String::from_utf8_lossy(&output.stderr)
            );
            assert!(
                !output.stdout.is_empty() || args.iter().any(|a| a == "-o"),
                "{file}: cbec {command} said nothing"
            );
            tried += 1;
        }
    }
    assert!(tried >= 6, "only {tried} commands found");
}

/// What the READMEs show is what the program prints: a comment names the command, the block beneath it is its output.
/// `README=overwrite cargo test --test readme` writes the blocks anew.
#[test]
fn output_in_the_readmes_is_the_programs() {
    let overwrite = std::env::var_os("README").is_some_and(|v| v == "overwrite");
    for (file, blocks) in [("README.md", 4), ("README.zh-CN.md", 4)] {
        let text = fs::read_to_string(file).expect(file);
        let mut parts = text.split("<!-- output: cbec ");
        let mut written = parts.next().unwrap_or_default().to_owned();
        let mut seen = 0;
        for part in parts {
            let (command, rest) = part.split_once(" -->\n```text\n").expect("a block under the comment");
            let (shown, after) = rest.split_once("```\n").expect("the end of the block");
            let output = Command::new(env!("CARGO_BIN_EXE_cbec"))
                .args(command.split_whitespace())
                .env_remove("LANGUAGE")
                .env("LC_ALL", "C")
                .output()
                .expect("cbec runs");
            assert!(output.status.success(), "{file}: cbec {command}");
            let output = String::from_utf8(output.stdout).expect("UTF-8");
            if !overwrite {
                assert_eq!(
                    shown, output,
                    "{file}: cbec {command}\nREADME=overwrite cargo test --test readme"
                );
            }
            written.push_str(&format!("<!-- output: cbec {command} -->\n```text\n{output}```\n{after}"));
            seen += 1;
        }
        assert_eq!(seen, blocks, "{file}");
        if overwrite {
            fs::write(file, written).expect(file);
        }
    }
}
