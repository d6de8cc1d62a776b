//! The library as CSL-JSON, which Zotero, Pandoc and citation processors read.

use super::{
    Error, Options,
    works::{self, Work},
};
use crate::model::Analysis;
use serde_json::{Map, Value, json};

/// An array of items.
pub fn render(analysis: &Analysis, _: &Options) -> Result<Vec<u8>, Error> {
    let items: Vec<Value> = works::library(analysis).iter().map(item).collect();
    let mut out = serde_json::to_vec_pretty(&items)?;
    out.push(b'\n');
    Ok(out)
}

fn item(work: &Work) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), json!(work.key));
    item.insert("type".into(), json!(work.kind.csl));
    let container = if work.kind.issued { "publisher" } else { "container-title" };
    let texts = [
        ("title", work.title.as_deref()),
        (container, work.container.as_deref()),
        ("volume", work.volume.as_deref()),
        ("issue", work.issue.as_deref()),
        ("page", work.pages.as_deref()),
        ("DOI", work.doi.as_deref()),
        ("URL", work.url.as_deref()),
        ("language", work.language),
        ("keyword", Some(work.keyword)),
        ("note", Some(work.note.as_str())),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            item.insert(name.into(), json!(text));
        }
    }
    if !work.authors.is_empty() {
        // Which part of a name is the family's is not printed: the name stays whole.
        let names: Vec<Value> = work.authors.iter().map(|name| json!({ "literal": name })).collect();
        item.insert("author".into(), json!(names));
    }
    if let Some(year) = work.year {
        item.insert("issued".into(), json!({ "date-parts": [[year]] }));
    }
    Value::Object(item)
}
