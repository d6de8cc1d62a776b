//! One decision, as the file states it.

use crate::model::{ActorId, Decision, Dimension, FindingId, Measure, Period, TopicId};
use rust_decimal::Decimal;

/// What kind of item an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `P1`.
    ProblemTheme,
    /// `P1.2`.
    ProblemPoint,
    /// `C1`.
    MeasureTheme,
    /// `C1.2`.
    MeasurePoint,
    /// `S4`.
    Figure,
}

impl Kind {
    /// Of `001/P1.2`; nothing if it is not the id of an item.
    pub fn of(id: &str) -> Option<Self> {
        let (paper, item) = id.rsplit_once('/')?;
        let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let rest = item.get(1..)?;
        let point = match rest.split_once('.') {
            Some((theme, point)) if number(theme) && number(point) => true,
            None if number(rest) => false,
            _ => return None,
        };
        match (paper.is_empty(), item.as_bytes().first()?, point) {
            (true, ..) => None,
            (_, b'P', false) => Some(Kind::ProblemTheme),
            (_, b'P', true) => Some(Kind::ProblemPoint),
            (_, b'C', false) => Some(Kind::MeasureTheme),
            (_, b'C', true) => Some(Kind::MeasurePoint),
            (_, b'S', false) => Some(Kind::Figure),
            _ => None,
        }
    }

    /// The fields that can be set.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Kind::ProblemTheme => &["label", "topics"],
            Kind::ProblemPoint => &["topics"],
            Kind::MeasureTheme => &["label", "topics", "actors", "addresses"],
            Kind::MeasurePoint => &["topics", "actors"],
            Kind::Figure => &["value", "unit", "dimension", "measure", "period", "indicator", "subject"],
        }
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::ProblemTheme => "a problem theme",
            Kind::ProblemPoint => "a point of a problem",
            Kind::MeasureTheme => "a countermeasure theme",
            Kind::MeasurePoint => "a point of a countermeasure",
            Kind::Figure => "a figure",
        }
    }
}

/// A field with the value it is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Set {
    Label(String),
    Topics(Vec<TopicId>),
    Actors(Vec<ActorId>),
    Addresses(Vec<FindingId>),
    Value(Decimal),
    Unit(String),
    Dimension(Dimension),
    Measure(Measure),
    Period(Period),
    Indicator(String),
    Subject(String),
}

impl Set {
    /// The field's name.
    pub fn field(&self) -> &'static str {
        match self {
            Set::Label(_) => "label",
            Set::Topics(_) => "topics",
            Set::Actors(_) => "actors",
            Set::Addresses(_) => "addresses",
            Set::Value(_) => "value",
            Set::Unit(_) => "unit",
            Set::Dimension(_) => "dimension",
            Set::Measure(_) => "measure",
            Set::Period(_) => "period",
            Set::Indicator(_) => "indicator",
            Set::Subject(_) => "subject",
        }
    }
}

/// A decision.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it begins in the file, from 1.
    pub line: usize,
    /// The item's id when it was written.
    pub item: String,
    /// The kind of that id.
    pub kind: Kind,
    /// Words of the item, without white space and citation marks.
    pub quote: String,
    /// The figure as printed, without white space, where its clause holds several.
    pub surface: Option<String>,
    /// What is decided.
    pub action: Decision,
    /// Why.
    pub reason: String,
    /// What is set.
    pub set: Vec<Set>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_kind() {
        for (id, kind) in [
            ("001/P1", Some(Kind::ProblemTheme)),
            ("a/b/P1.2", Some(Kind::ProblemPoint)),
            ("001/C3", Some(Kind::MeasureTheme)),
            ("001/C3.10", Some(Kind::MeasurePoint)),
            ("001/S4", Some(Kind::Figure)),
            ("001/S4.1", None),
            ("001/P", None),
            ("001/X1", None),
            ("P1", None),
            ("/P1", None),
            ("001/P1.2.3", None),
            ("001/题", None),
            ("", None),
        ] {
            assert_eq!(Kind::of(id), kind, "{id}");
        }
    }
}
