//! `docs/format.md` against the schema: every field and every word explained, and none that does not exist.

use std::collections::BTreeSet;

/// `Type.name` of every field and word of the schema.
fn declared() -> BTreeSet<String> {
    let schema = serde_json::to_value(cbec::model::json_schema()).unwrap();
    let definitions = schema["$defs"].as_object().unwrap().iter().map(|(name, d)| (name.as_str(), d));
    let mut found = BTreeSet::new();
    for (name, definition) in definitions.chain([("Analysis", &schema)]) {
        let fields = definition["properties"].as_object().into_iter().flat_map(|p| p.keys().cloned());
        let words = definition["oneOf"].as_array().into_iter().flatten();
        let words = words.filter_map(|w| w["const"].as_str().map(String::from));
        found.extend(fields.chain(words).map(|field| format!("{name}.{field}")));
    }
    found
}

/// `Type.name` of every first cell of the tables under a `### Type`.
fn documented() -> BTreeSet<String> {
    let text = std::fs::read_to_string("docs/format.md").unwrap();
    let fields = text.split("## Fields").nth(1).unwrap().split("## Other commands").next().unwrap();
    let mut found = BTreeSet::new();
    for part in fields.split("### ").skip(1) {
        let (name, table) = part.split_once('\n').unwrap();
        let cells = table.lines().filter_map(|l| l.strip_prefix("| `")?.split('`').next());
        found.extend(cells.map(|cell| format!("{}.{cell}", name.trim())));
    }
    found
}

#[test]
fn every_field_and_word_is_explained_and_no_other() {
    let (declared, documented) = (declared(), documented());
    let missing: Vec<_> = declared.difference(&documented).collect();
    let unknown: Vec<_> = documented.difference(&declared).collect();
    assert!(declared.len() > 150, "the schema was not understood: {}", declared.len());
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "not explained: {missing:#?}\nexplained in vain: {unknown:#?}"
    );
}

#[test]
fn every_field_has_its_type_and_meaning() {
    let text = std::fs::read_to_string("docs/format.md").unwrap();
    for row in text.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        assert!(cells.iter().take(3).all(|c| !c.is_empty()), "{row}");
    }
}

#[test]
fn the_exit_codes_are_the_programs() {
    for page in ["docs/format.md", "docs/cli.md"] {
        let text = std::fs::read_to_string(page).unwrap();
        for code in ["| 0 |", "| 1 |", "| 2 |"] {
            assert!(text.contains(code), "{page} does not explain {code}");
        }
    }
}
