//! The file, read key by key: what is missing, unknown or of the wrong kind is a fault, and reading goes on.

use super::{
    Fault, Overrides, Vocabulary,
    entry::{Entry, Kind, Set},
};
use crate::{
    check::diff::{bare, squeeze},
    model::{ActorId, Decision, Dimension, FindingId, Measure, PartialDate, Period, TopicId},
};
use rust_decimal::Decimal;
use similar::{Algorithm, capture_diff_slices, diff_ratio};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Keys every entry may have, besides the fields it sets.
const KEYS: [&str; 5] = ["item", "quote", "surface", "action", "reason"];
/// Words of fewer characters are in too many items to be a guard.
const SHORTEST: usize = 2;
/// A name less like what was written is no suggestion.
const NEAR: f32 = 0.6;

type Value<'i> = Spanned<DeValue<'i>>;

/// Reads a file of overrides; `path` is its name in messages.
///
/// # Errors
/// Everything that is wrong with it, by line.
pub fn parse(path: &str, text: &str, vocabulary: &Vocabulary) -> Result<Overrides, Vec<Fault>> {
    let mut reader = Reader {
        vocabulary,
        faults: Vec::new(),
        lines: std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect(),
    };
    let entries = reader.file(text);
    reader.faults.sort();
    match reader.faults.as_slice() {
        [] => Ok(Overrides { path: path.into(), entries, whole_corpus: true }),
        _ => Err(reader.faults),
    }
}

struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    faults: Vec<Fault>,
    lines: Vec<usize>,
}

impl Reader<'_> {
    fn file(&mut self, text: &str) -> Vec<Entry> {
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let at = error.span().unwrap_or_default();
            self.fault(at, format!("not TOML: {}", error.message().replace('\n', ", ")));
        }
        if !errors.is_empty() {
            return Vec::new();
        }
        let root = root.into_inner();
        self.known(&root, &["override"], "the file");
        let Some(list) = root.get("override") else { return Vec::new() };
        let DeValue::Array(items) = list.get_ref() else {
            self.wrong(list, "override", "tables: write [[override]]");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.entry(item)).collect()
    }

    fn entry(&mut self, value: &Value) -> Option<Entry> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(value, "override", "a table");
            return None;
        };
        let here = value.span();
        let item = self.text(table, "item", &here);
        let kind = item.as_ref().and_then(|(item, at)| {
            let kind = Kind::of(item);
            if kind.is_none() {
                let expected = "expected one such as 001/P1, 001/C2.1 or 001/S4";
                self.fault(at.clone(), format!("`{item}` is not the id of an item, {expected}"));
            }
            kind
        });
        let action = self.text(table, "action", &here);
        let action =
            action.and_then(|(word, at)| self.word(&word, Decision::ALL, Decision::as_str, "action", at));
        let reason = self.text(table, "reason", &here);
        let quote = self.quote(table, &here);
        let fields = kind.map_or(&[][..], Kind::fields);
        let settable = if kind.is_some() { fields.to_vec() } else { every_field() };
        self.misplaced(table, &settable, kind);
        self.known(table, &[&KEYS[..], &every_field()].concat(), "an override");
        let set = fields.iter().filter_map(|f| self.set(f, table.get(*f)?)).collect::<Vec<_>>();
        let sets = every_field().iter().any(|f| table.contains_key(*f));
        match action {
            Some(Decision::Relabel) if !sets => {
                let expected = settable.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(", ");
                self.fault(here.clone(), format!("`relabel` sets nothing, expected one of {expected}"));
            }
            Some(Decision::Accept | Decision::Reject) if sets => {
                self.fault(here.clone(), "only `action = \"relabel\"` can set fields".into());
            }
            _ => {}
        }
        let surface = table.get("surface").and_then(|v| self.as_text(v, "surface"));
        if surface.is_some() && kind.is_some_and(|k| k != Kind::Figure) {
            self.fault(here.clone(), "`surface` is for figures".into());
        }
        Some(Entry {
            line: self.line(&here),
            item: item?.0,
            kind: kind?,
            quote: quote?,
            surface: surface.map(|s| squeeze(&s)),
            action: action?,
            reason: reason?.0,
            set,
        })
    }

    fn quote(&mut self, table: &DeTable, here: &Range<usize>) -> Option<String> {
        let (quote, at) = self.text(table, "quote", here)?;
        let quote = bare(&quote);
        if quote.chars().count() < SHORTEST {
            self.fault(
                at,
                format!("`quote` is too short to tell the item by: give {SHORTEST} characters or more"),
            );
            return None;
        }
        Some(quote)
    }

    fn set(&mut self, field: &'static str, value: &Value) -> Option<Set> {
        let at = value.span();
        match field {
            "topics" => {
                let known = self.vocabulary;
                let ids = self.ids(field, value, |id| {
                    known.topics.contains(&TopicId::new(id))
                        || (!known.keyword.is_empty() && id.starts_with(&known.keyword))
                });
                Some(Set::Topics(ids?.into_iter().map(TopicId::new).collect()))
            }
            "actors" => {
                let known = self.vocabulary;
                let ids = self.ids(field, value, |id| known.actors.contains(&ActorId::new(id)));
                Some(Set::Actors(ids?.into_iter().map(ActorId::new).collect()))
            }
            "addresses" => {
                let ids = self.texts(value, field)?;
                for (id, at) in ids.iter().filter(|(id, _)| Kind::of(id) != Some(Kind::ProblemTheme)) {
                    self.fault(
                        at.clone(),
                        format!("`{id}` is not the id of a problem theme, such as 001/P1"),
                    );
                }
                Some(Set::Addresses(ids.into_iter().map(|(id, _)| FindingId::new(id)).collect()))
            }
            "value" => self.decimal(value).map(Set::Value),
            "dimension" => {
                let word = self.as_text(value, field)?;
                self.word(&word, Dimension::ALL, Dimension::as_str, field, at).map(Set::Dimension)
            }
            "measure" => {
                let word = self.as_text(value, field)?;
                self.word(&word, Measure::ALL, Measure::as_str, field, at).map(Set::Measure)
            }
            "period" => {
                let text = self.as_text(value, field)?;
                match period(&text) {
                    Ok(period) => Some(Set::Period(period)),
                    Err(message) => {
                        self.fault(at, message);
                        None
                    }
                }
            }
            "label" => self.as_text(value, field).map(Set::Label),
            "unit" => self.as_text(value, field).map(Set::Unit),
            "indicator" => self.as_text(value, field).map(Set::Indicator),
            "subject" => self.as_text(value, field).map(Set::Subject),
            _ => None,
        }
    }

    fn ids(&mut self, field: &str, value: &Value, is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let ids = self.texts(value, field)?;
        for (id, at) in ids.iter().filter(|(id, _)| !is_known(id)) {
            let known: Vec<&str> = match field {
                "topics" => self.vocabulary.topics.iter().map(TopicId::as_str).collect(),
                _ => self.vocabulary.actors.iter().map(ActorId::as_str).collect(),
            };
            let one = field.trim_end_matches('s');
            let message = format!("there is no {one} `{id}` in the domain pack{}", nearest(id, &known));
            self.fault(at.clone(), message);
        }
        Some(ids.into_iter().map(|(id, _)| id).collect())
    }

    fn word<T: Copy>(
        &mut self,
        word: &str,
        all: &[T],
        written: fn(T) -> &'static str,
        key: &str,
        at: Range<usize>,
    ) -> Option<T> {
        let found = all.iter().copied().find(|w| written(*w) == word);
        if found.is_none() {
            let known: Vec<&str> = all.iter().map(|w| written(*w)).collect();
            let expected = known.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
            self.fault(at, format!("`{key}` is `{word}`, expected one of {expected}"));
        }
        found
    }

    /// A text that must be there and not be empty.
    fn text(&mut self, table: &DeTable, key: &str, here: &Range<usize>) -> Option<(String, Range<usize>)> {
        match table.get(key) {
            Some(value) => Some((self.as_text(value, key)?, value.span())),
            None => {
                self.fault(here.clone(), format!("an override lacks `{key}`, expected a text"));
                None
            }
        }
    }

    fn as_text(&mut self, value: &Value, key: &str) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => {
                self.fault(value.span(), format!("`{key}` is empty, expected a text"));
                None
            }
            None => {
                self.wrong(value, key, "a text");
                None
            }
        }
    }

    fn texts(&mut self, value: &Value, key: &str) -> Option<Vec<(String, Range<usize>)>> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(value, key, "a list of texts");
            return None;
        };
        Some(items.iter().filter_map(|item| Some((self.as_text(item, key)?, item.span()))).collect())
    }

    /// A number as written, never by way of a float.
    fn decimal(&mut self, value: &Value) -> Option<Decimal> {
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => String::new(),
        };
        let number = written.replace('_', "").parse();
        if number.is_err() {
            self.wrong(value, "value", "a decimal number in base units, such as \"1880000000000\"");
        }
        number.ok()
    }

    fn known(&mut self, table: &DeTable, keys: &[&str], of: &str) {
        for key in table.keys().filter(|k| !keys.contains(&k.get_ref().as_ref())) {
            let name = key.get_ref();
            let message = format!("unknown key `{name}` in {of}{}", nearest(name, keys));
            self.fault(key.span(), message);
        }
    }

    /// Fields that items of another kind have.
    fn misplaced(&mut self, table: &DeTable, settable: &[&str], kind: Option<Kind>) {
        let Some(kind) = kind else { return };
        let fields = every_field();
        let expected = settable.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(", ");
        for key in table.keys().filter(|k| fields.contains(&k.get_ref().as_ref())) {
            if !settable.contains(&key.get_ref().as_ref()) {
                let message = format!("`{}` is not for {}, which has {expected}", key.get_ref(), kind.name());
                self.fault(key.span(), message);
            }
        }
    }

    fn wrong(&mut self, value: &Value, key: &str, expected: &str) {
        let found = value.get_ref().type_str();
        self.fault(value.span(), format!("`{key}` holds a value of the kind {found}, expected {expected}"));
    }

    fn fault(&mut self, at: Range<usize>, message: String) {
        let line = self.line(&at);
        self.faults.push(Fault { line, message });
    }

    fn line(&self, at: &Range<usize>) -> usize {
        self.lines.partition_point(|start| *start <= at.start)
    }
}

fn every_field() -> Vec<&'static str> {
    let mut all = [Kind::MeasureTheme.fields(), Kind::Figure.fields()].concat();
    all.dedup();
    all
}

/// `2024`, `2024-01/2024-09`.
fn period(text: &str) -> Result<Period, String> {
    let date = |part: &str| part.trim().parse::<PartialDate>();
    match text.split_once('/') {
        Some((start, end)) => Ok(Period::new(date(start)?, date(end)?)),
        None => Ok(Period::at(date(text)?)),
    }
}

/// `; did you mean …?`, or what there is, or nothing where that is too much.
fn nearest(written: &str, known: &[&str]) -> String {
    const FEW: usize = 12;
    let likeness = |name: &str| {
        let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), name.chars().collect());
        diff_ratio(&capture_diff_slices(Algorithm::Myers, &a, &b), a.len(), b.len())
    };
    let best = known.iter().map(|name| (likeness(name), *name)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((likeness, name)) if likeness >= NEAR => format!("; did you mean `{name}`?"),
        _ if known.len() <= FEW => {
            format!(
                ", expected one of {}",
                known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")
            )
        }
        _ => String::new(),
    }
}
