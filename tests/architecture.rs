//! Who may use whom: the rooms of `docs/architecture.md`, held by reading the imports.

use std::{collections::BTreeMap, fs, path::Path};

/// Each room with the rooms it may use besides itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("error", &[]),
    ("lexicon", &["model"]),
    ("quantity", &["model", "error", "lexicon"]),
    ("domain", &["model", "error", "lexicon"]),
    ("segment", &["model", "error", "lexicon", "document"]),
    ("source", &["model", "error", "lexicon"]),
    ("document", &["model", "error", "lexicon", "source"]),
    ("outline", &["model", "error", "lexicon", "source", "document"]),
    ("extract", &["model", "error", "lexicon", "quantity", "domain", "segment", "document", "outline"]),
    ("compare", &["model", "error", "lexicon"]),
    ("report", &["model", "error", "lexicon"]),
    ("eval", &["model", "error", "lexicon"]),
    ("check", &["model", "error", "lexicon"]),
];

/// `document` gives `segment` only the test for Chinese characters.
#[test]
fn rooms_use_only_what_stands_before_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut faults = Vec::new();
    let mut seen = 0;
    for (path, text) in sources(Path::new("src")) {
        let room = path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some(may) = allowed.get(room.as_str()) else { continue };
        seen += 1;
        for used in imports(&text) {
            if used != room && allowed.contains_key(used.as_str()) && !may.contains(&used.as_str()) {
                faults.push(format!("{path} uses {used}"));
            }
            if used == "pipeline" {
                faults.push(format!("{path} uses pipeline"));
            }
        }
    }
    assert!(seen > 40, "only {seen} files were read: has src/ moved?");
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The library never prints: lint levels are set in `lib.rs` and not lowered anywhere.
#[test]
fn the_library_does_not_print() {
    let lib = fs::read_to_string("src/lib.rs").expect("src/lib.rs");
    assert!(lib.contains("clippy::print_stdout") && lib.contains("missing_docs"));
    for (path, text) in sources(Path::new("src")) {
        assert!(!text.contains("allow(clippy::print"), "{path}");
    }
}

/// Names of the crate's rooms after `crate::`, in single and grouped imports and in paths.
fn imports(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    ',' | ':' if depth == 0 && !word.is_empty() => names.push(std::mem::take(&mut word)),
                    ',' if depth == 0 => word.clear(),
                    _ => {}
                }
            }
        } else {
            names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    names
}

fn sources(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let path = entry.expect("a readable tree").into_path();
        if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            found.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
    found
}
