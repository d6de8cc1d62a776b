//! The fields that are compared, as tables: name and value. What is not in a table is no difference.

use super::words::{bare, pieces};
use crate::model::{FieldChange, Finding, Meta, Paper, Reference, Statistic};

/// A field by its name in `cbec/1`, and its value as a text.
pub type Field<T> = (&'static str, fn(&T) -> Option<String>);

fn list<T: ToString>(items: &[T]) -> Option<String> {
    let written: Vec<String> = items.iter().map(ToString::to_string).collect();
    Some(written.join("; ")).filter(|s| !s.is_empty())
}

fn text<T: ToString>(value: &Option<T>) -> Option<String> {
    value.as_ref().map(ToString::to_string)
}

/// Bibliographic facts.
pub const META: &[Field<Meta>] = &[
    ("title_zh", |m| text(&m.title_zh)),
    ("title_en", |m| text(&m.title_en)),
    ("authors", |m| list(&m.authors)),
    ("doi", |m| text(&m.doi)),
    ("journal", |m| text(&m.journal)),
    ("year", |m| text(&m.year)),
    ("volume", |m| text(&m.volume)),
    ("issue", |m| text(&m.issue)),
    ("keywords_zh", |m| list(&m.keywords_zh)),
    ("keywords_en", |m| list(&m.keywords_en)),
    ("license", |m| text(&m.license)),
];

/// Of the file only whose words it holds.
pub const SOURCE: &[Field<Paper>] = &[("text", |p| Some(p.source.text.to_string()))];

/// Of findings; their citations and parents are compared by what they lead to.
pub const FINDING: &[Field<Finding>] = &[
    ("label", |f| text(&f.label)),
    ("statement", |f| Some(f.statement.clone()).filter(|s| f.label.as_ref() != Some(s))),
    ("level", |f| Some(f.level.to_string())),
    ("topics", |f| list(&f.topics.iter().map(|t| t.id.as_str()).collect::<Vec<_>>())),
    ("actors", |f| {
        let mut actors: Vec<_> = f.actors.iter().map(|a| a.as_str()).collect();
        actors.sort_unstable();
        list(&actors)
    }),
    ("attribution", |f| Some(f.attribution.to_string())),
    ("override", |f| text(&f.by_hand)),
];

/// Of figures, the quote aside.
pub const STATISTIC: &[Field<Statistic>] = &[
    ("surface", |s| Some(s.surface.clone())),
    ("value", |s| s.value.map(|v| v.normalize().to_string())),
    ("low", |s| s.low.map(|v| v.normalize().to_string())),
    ("high", |s| s.high.map(|v| v.normalize().to_string())),
    ("unit", |s| text(&s.unit)),
    ("unit_inferred", |s| Some(s.unit_inferred.to_string())),
    ("dimension", |s| Some(s.dimension.to_string())),
    ("qualifier", |s| Some(s.qualifier.to_string())),
    ("measure", |s| Some(s.measure.to_string())),
    ("role", |s| Some(s.role.to_string())),
    ("indicator", |s| text(&s.indicator)),
    ("subject", |s| text(&s.subject)),
    ("period", |s| text(&s.period)),
    ("source", |s| text(&s.source)),
    ("attribution", |s| Some(s.attribution.to_string())),
    ("override", |s| text(&s.by_hand)),
];

/// Of references, the number aside.
pub const REFERENCE: &[Field<Reference>] = &[
    ("authors", |r| list(&r.authors)),
    ("title", |r| text(&r.title)),
    ("type", |r| text(&r.kind)),
    ("container", |r| text(&r.container)),
    ("year", |r| text(&r.year)),
    ("volume", |r| text(&r.volume)),
    ("issue", |r| text(&r.issue)),
    ("pages", |r| text(&r.pages)),
    ("doi", |r| text(&r.doi)),
    ("url", |r| text(&r.url)),
];

/// The fields of a table that differ, white space aside.
pub fn changed<T>(fields: &[Field<T>], old: &T, new: &T) -> Vec<FieldChange> {
    fields.iter().filter_map(|(name, value)| change(name, value(old), value(new))).collect()
}

/// One field, if it differs in more than white space and citation marks.
pub fn change(name: &str, old: Option<String>, new: Option<String>) -> Option<FieldChange> {
    let same = old.as_deref().map(bare) == new.as_deref().map(bare);
    if same { None } else { Some(told(name, old, new)) }
}

/// One field that differs.
pub fn told(name: &str, old: Option<String>, new: Option<String>) -> FieldChange {
    let words = match (&old, &new) {
        (Some(old), Some(new)) => pieces(old, new),
        _ => Vec::new(),
    };
    FieldChange { field: name.into(), old, new, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_no_difference_and_missing_is_one() {
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(change("x", some("茶 园"), some("茶园")), None);
        assert_eq!(change("x", None, None), None);
        let told = change("x", None, some("茶园")).unwrap();
        assert!(told.words.is_empty(), "there is nothing to lay it over");
        assert_eq!(change("x", some("茶园"), some("果园")).unwrap().words.len(), 3);
    }
}
