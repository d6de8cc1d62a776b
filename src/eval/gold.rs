use super::Error;
use crate::model::{Dimension, FactRole, Level, Measure, Qualifier, Role};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What a reader found in one paper.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// File stem of the paper.
    pub paper: String,
    /// The fields of `model::Meta` that are asked for.
    pub meta: Map<String, Value>,
    /// Problem names the abstract announces; not scored.
    #[serde(default)]
    pub abstract_problems: Vec<String>,
    /// Countermeasure names the abstract announces; not scored.
    #[serde(default)]
    pub abstract_countermeasures: Vec<String>,
    /// Body headings in text order.
    pub sections: Vec<GoldSection>,
    /// Problems.
    pub problems: Vec<GoldFinding>,
    /// Countermeasures.
    pub countermeasures: Vec<GoldFinding>,
    /// Figures in text order.
    pub statistics: Vec<GoldFigure>,
    /// Every citation mark in order.
    pub citation_markers: Vec<Vec<u32>>,
    /// The reference list.
    pub references: Vec<GoldReference>,
}

/// A heading.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldSection {
    /// As printed, without trailing punctuation.
    pub number: Option<String>,
    /// 1 is the top; not scored.
    pub level: u8,
    /// The words.
    pub title: String,
    /// What the section does.
    pub role: Role,
}

/// A problem or a countermeasure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldFinding {
    /// `P1`, `P1.2`, `C3`.
    pub id: String,
    /// Theme or point.
    pub level: Level,
    /// The theme of a point.
    pub parent: Option<String>,
    /// The number printed before it; not scored.
    pub number: Option<String>,
    /// A theme's name.
    pub label: Option<String>,
    /// A point's sentence.
    pub statement: Option<String>,
    /// Topic ids, the main one first.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Actor ids.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Ids of the problem themes a countermeasure theme answers.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// Whether readers differ on it.
    #[serde(default)]
    pub optional: bool,
}

impl GoldFinding {
    /// The label of a theme, the statement of a point.
    pub fn words(&self) -> &str {
        let words = if self.level == Level::Theme { &self.label } else { &self.statement };
        words.as_deref().unwrap_or_default()
    }
}

/// A figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldFigure {
    /// `S4`.
    pub id: String,
    /// The number with its unit.
    pub surface: String,
    /// The clause that states it.
    pub quote: String,
    /// In base units.
    pub value: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// The unit.
    pub unit: Option<String>,
    /// What kind of quantity.
    pub dimension: Dimension,
    /// How exact.
    pub qualifier: Qualifier,
    /// What it says of its indicator.
    pub measure: Measure,
    /// Observed or prescribed.
    pub role: FactRole,
    /// What is measured.
    pub indicator: Option<String>,
    /// Whose.
    pub subject: Answers,
    /// `2024`, `2016/2020`.
    pub period: Option<String>,
    /// Who reported it.
    pub source: Answers,
    /// Whether readers differ on it.
    #[serde(default)]
    pub optional: bool,
}

/// One right answer or several; `null` is one too.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Answers {
    /// Only this.
    One(Option<String>),
    /// Any of these.
    AnyOf(Vec<Option<String>>),
}

impl Answers {
    /// The right answers.
    pub fn all(&self) -> &[Option<String>] {
        match self {
            Answers::One(answer) => std::slice::from_ref(answer),
            Answers::AnyOf(answers) => answers,
        }
    }
}

/// An entry of the reference list.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldReference {
    /// Its number.
    pub n: u32,
    /// The fields of `model::Reference` that are asked for.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

impl Gold {
    /// Reads an annotation; `path` is for messages.
    ///
    /// # Errors
    /// [`Error::Gold`] with the line where it is not one.
    pub fn parse(path: &Path, json: &str) -> Result<Self, Error> {
        let fault = |line, message| Error::Gold { path: path.to_owned(), line, message };
        let gold: Gold = serde_json::from_str(json).map_err(|e| fault(e.line(), e.to_string()))?;
        let nameless = gold.findings().find(|f| f.words().trim().is_empty());
        match nameless {
            Some(f) if f.level == Level::Theme => Err(fault(1, format!("theme {} has no label", f.id))),
            Some(f) => Err(fault(1, format!("point {} has no statement", f.id))),
            None => Ok(gold),
        }
    }

    fn findings(&self) -> impl Iterator<Item = &GoldFinding> {
        self.problems.iter().chain(&self.countermeasures)
    }
}

/// The annotations of a folder, by file name.
///
/// # Errors
/// If the folder or a file cannot be read, a file is no annotation, or there is none.
pub fn load(folder: &Path) -> Result<Vec<Gold>, Error> {
    let unreadable = |path: &Path, source| Error::Read { path: path.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(|e| unreadable(folder, e))?;
    let mut paths = Vec::<PathBuf>::new();
    for entry in entries {
        let path = entry.map_err(|e| unreadable(folder, e))?.path();
        if path.extension().is_some_and(|e| e == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(Error::NoGold(folder.to_owned()));
    }
    let read = |path: &PathBuf| {
        let json = fs::read_to_string(path).map_err(|e| unreadable(path, e))?;
        Gold::parse(path, &json)
    };
    paths.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_file_and_line() {
        let json = "{\n\"paper\": \"a\", \"meta\": {}, \"sections\": [\n{\"number\": null, \"level\": 1, \"title\": \"结语\", \"role\": \"ending\"}]}";
        let said = Gold::parse(Path::new("a.json"), json).expect_err("`ending` is no role").to_string();
        assert!(said.starts_with("a.json:3: unknown variant `ending`"), "{said}");
    }

    #[test]
    fn several_answers_may_be_right_and_null_is_one() {
        let answers = |json| serde_json::from_str::<Answers>(json).expect(json).all().to_vec();
        assert_eq!(answers("null"), [None]);
        assert_eq!(answers("\"企业\""), [Some("企业".to_owned())]);
        assert_eq!(answers("[\"企业\", null]"), [Some("企业".to_owned()), None]);
    }
}
