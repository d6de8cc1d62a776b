use serde::{Serialize, Serializer};
use std::fmt;

macro_rules! keys {
    ($($variant:ident = $word:literal: $about:literal),* $(,)?) => {
        /// What a score is the score of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $(#[doc = $about] $variant),* }

        impl Key {
            /// Every key, in the order of the report.
            pub const ALL: &[Key] = &[$(Key::$variant),*];

            /// Its name.
            pub fn as_str(self) -> &'static str {
                match self { $(Key::$variant => $word),* }
            }
        }
    };
}

keys! {
    Meta = "meta": "Bibliographic facts equal to the annotated ones",
    Sections = "sections": "Headings found, by title",
    SectionRole = "sections.role": "Of the headings found, those with the right role",
    ProblemTheme = "problems.theme": "Problem themes, labels alike",
    ProblemPoint = "problems.point": "Problem points, statements overlapping by half",
    CountermeasureTheme = "countermeasures.theme": "Countermeasure themes, labels alike",
    CountermeasurePoint = "countermeasures.point": "Countermeasure points, statements overlapping by half",
    Topics = "topics": "Topics of the findings found",
    PrimaryTopic = "topics.primary": "Findings found that have their main topic among their topics",
    Actors = "actors": "Actors of the countermeasures found",
    Parent = "parent": "Points found that stand under the right theme",
    Links = "links": "Countermeasure themes answering problem themes",
    Statistics = "statistics": "Figures found, surfaces overlapping",
    Value = "statistics.value": "Of the figures found, those with the right value and unit",
    Dimension = "statistics.dimension": "… the right dimension",
    Qualifier = "statistics.qualifier": "… the right qualifier",
    Measure = "statistics.measure": "… the right measure",
    FactRole = "statistics.role": "… the right role",
    Period = "statistics.period": "… the right period",
    Indicator = "statistics.indicator": "… an indicator half alike",
    Subject = "statistics.subject": "… the right subject",
    Source = "statistics.source": "… the right source",
    Citations = "citations": "Numbers in citation marks",
    References = "references": "Entries of the reference list, by number",
    ReferenceField = "references.fields": "Of the references found, the fields that are right",
}

impl Key {
    /// Whether equal texts are counted apart from overlapping ones.
    pub fn has_strict(self) -> bool {
        use Key::*;
        matches!(self, ProblemTheme | ProblemPoint | CountermeasureTheme | CountermeasurePoint | Statistics)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
