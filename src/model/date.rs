//! Dates as coarse or as fine as the text prints them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt, str::FromStr};

/// A year, a month or a day. Written `2024`, `2024-09`, `2024-11-18`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A whole year.
    pub fn year(year: u16) -> Self {
        PartialDate { year, month: None, day: None }
    }

    /// A whole month; `None` if there is no such month.
    pub fn month(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(PartialDate { year, month: Some(month), day: None })
    }

    /// A day; `None` if no month has such a day.
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        let longest = match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let month = Self::month(year, month)?;
        (1..=longest).contains(&day).then_some(PartialDate { day: Some(day), ..month })
    }

    /// The year it lies in.
    pub fn year_of(&self) -> u16 {
        self.year
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |m| write!(f, "-{m:02}"))?;
        self.day.map_or(Ok(()), |d| write!(f, "-{d:02}"))
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let wrong = || format!("`{s}` is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD");
        let mut parts = s.split('-').map(|p| p.parse::<u16>().map_err(|_| wrong()));
        let year = parts.next().ok_or_else(wrong)??;
        let month = parts.next().transpose()?.map(|m| m as u8);
        let day = parts.next().transpose()?.map(|d| d as u8);
        match (month, day, parts.next()) {
            (None, None, None) => Ok(Self::year(year)),
            (Some(m), None, None) => Self::month(year, m).ok_or_else(wrong),
            (Some(m), Some(d), None) => Self::day(year, m, d).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "description": "YYYY, YYYY-MM or YYYY-MM-DD"
        })
    }
}

/// The time a figure is about, both ends included. One year has the same start and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First year, month or day.
    pub start: PartialDate,
    /// Last year, month or day.
    pub end: PartialDate,
}

impl Period {
    /// From one date to another, put in order.
    pub fn new(a: PartialDate, b: PartialDate) -> Self {
        Period { start: a.min(b), end: a.max(b) }
    }

    /// A single year, month or day.
    pub fn at(date: PartialDate) -> Self {
        Period { start: date, end: date }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end {
            write!(f, "{}", self.start)
        } else {
            write!(f, "{}/{}", self.start, self.end)
        }
    }
}
