//! What the README promises is what is done.

use std::{fs, process::Command};

const TEST: &str = "cargo fmt --check && cargo clippy --locked --all-targets -- -D warnings && cargo test --locked && \
                    RUSTDOCFLAGS=\"-D warnings\" cargo doc --locked --no-deps";

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
            let args: Vec<String> = command
                .split_whitespace()
                .map(|a| {
                    if a == "report.html" {
                        dir.path().join(a).to_string_lossy().into_owned()
                    } else {
                        a.trim_matches('"').into()
                    }
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
