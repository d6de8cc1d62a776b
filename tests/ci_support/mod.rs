//! The files for CI platforms, as data, and a place to run their shell lines with stand-ins for the programs they call.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

pub fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

pub fn action() -> Value {
    yaml(&fs::read_to_string("action.yml").expect("action.yml"))
}

/// A step of the action by its id.
pub fn step<'a>(steps: &'a Value, id: &str) -> &'a Value {
    let mut all = steps.as_array().expect("steps").iter();
    all.find(|s| s["id"] == id).unwrap_or_else(|| panic!("no step {id}"))
}

/// The fenced blocks of `docs/ci.md` in a language.
pub fn blocks(language: &str) -> Vec<String> {
    let text = fs::read_to_string("docs/ci.md").expect("docs/ci.md");
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix("```") == Some(language) {
            let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            found.push(body.join("\n") + "\n");
        }
    }
    found
}

/// The YAML block of `docs/ci.md` whose first line names a file.
pub fn example(file: &str) -> Value {
    let first = format!("# {file}\n");
    let block = blocks("yaml").into_iter().find(|b| b.starts_with(&first));
    yaml(&block.unwrap_or_else(|| panic!("docs/ci.md has no {file}")))
}

/// Faults of a value by a schema of `tests/schemas`.
pub fn faults(schema: &str, value: &Value) -> Vec<String> {
    let text = fs::read_to_string(format!("tests/schemas/{schema}")).expect(schema);
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("a schema");
    validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// A folder with a workspace, stand-ins for programs, and the files by which steps hand values on.
pub struct Stage {
    dir: TempDir,
}

/// What a script did.
#[derive(Debug)]
pub struct Played {
    pub code: Option<i32>,
    /// Calls of the stand-ins: name and arguments, each argument in brackets.
    pub calls: Vec<String>,
    /// What it left for later steps.
    pub outputs: BTreeMap<String, String>,
    pub stderr: String,
}

impl Stage {
    /// A stage whose `programs` note how they are called, write a file where told to by `-o`, and exit with a code; with 2
    /// they write none.
    pub fn new(programs: &[(&str, i32)]) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        for folder in ["bin", "work", "temp"] {
            fs::create_dir(dir.path().join(folder)).expect(folder);
        }
        for (name, code) in programs {
            let script = format!(
                "#!/usr/bin/env bash\n\
                 {{ printf '{name}'; printf ' [%s]' \"$@\"; echo; }} >> \"$STAGE/calls\"\n\
                 while [ $# -gt 0 ]; do\n\
                 if [ \"$1\" = -o ] && [ {code} -ne 2 ]; then echo written > \"$2\"; fi\n\
                 shift\n\
                 done\n\
                 exit {code}\n"
            );
            let path = dir.path().join("bin").join(name);
            fs::write(&path, script).expect(name);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect(name);
        }
        Stage { dir }
    }

    pub fn work(&self) -> PathBuf {
        self.dir.path().join("work")
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.dir.path().join(name)).unwrap_or_default()
    }

    /// Runs a script as GitHub runs a step of `shell: bash`.
    pub fn play(&self, script: &str, env: &[(&str, &str)]) -> Played {
        let root = self.dir.path();
        let file = root.join("script.sh");
        fs::write(&file, script).expect("the script");
        for left in ["calls", "output"] {
            let _ = fs::remove_file(root.join(left));
        }
        let path = env::join_paths(
            [root.join("bin")].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())),
        );
        let done = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail"])
            .arg(&file)
            .current_dir(self.work())
            .env("PATH", path.expect("a path"))
            .env("STAGE", root)
            .env("GITHUB_OUTPUT", root.join("output"))
            .env("GITHUB_PATH", root.join("path"))
            .env("GITHUB_STEP_SUMMARY", root.join("summary"))
            .env("GITHUB_JOB", "diff")
            .env("RUNNER_TEMP", root.join("temp"))
            .envs(env.iter().copied())
            .output()
            .expect("bash runs");
        let outputs = self.read("output");
        Played {
            code: done.status.code(),
            calls: self.read("calls").lines().map(str::to_owned).collect(),
            outputs: outputs
                .lines()
                .filter_map(|l| l.split_once('='))
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .collect(),
            stderr: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }
}

/// The environment of a step, its inputs as given, the others as the action has them by default.
pub fn environment(action: &Value, step: &Value, given: &[(&str, &str)]) -> Vec<(String, String)> {
    let expand = |value: &str| {
        let Some(input) = value.strip_prefix("${{ inputs.").and_then(|v| v.strip_suffix(" }}")) else {
            panic!("not an input: {value}");
        };
        let default = action["inputs"][input]["default"].as_str();
        let given = given.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
        given.or(default).unwrap_or_else(|| panic!("no input {input}")).to_owned()
    };
    let env = step["env"].as_object().expect("an environment");
    env.iter().map(|(name, value)| (name.clone(), expand(value.as_str().expect("text")))).collect()
}

/// Writes files below a folder.
pub fn write_all(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect(name);
        fs::write(path, text).expect(name);
    }
}
