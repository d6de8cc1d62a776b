//! The rules: their ids and default severities. What is said of them is in `data/zh/check.toml`.

use super::words::{self, Entry};
use crate::{
    lexicon::Lang,
    model::{Code, Severity},
};
use std::{fmt, str::FromStr};

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $severity:ident;)*) => {
        /// A rule of the check. Its id is stable: it stands in configurations and baselines.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[$doc])* $variant),* }

        impl Rule {
            /// Every rule, in the order of the documentation.
            pub const ALL: &[Rule] = &[$(Rule::$variant),*];

            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$variant => $id),* }
            }

            /// How bad it is unless the configuration says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Rule::$variant => Severity::$severity),* }
            }
        }
    };
}

rules! {
    /// A path that cannot be opened, or a file over the limit.
    UnreadableFile = "unreadable-file", Error;
    /// Nothing in it.
    EmptyFile = "empty-file", Error;
    /// Binary, or no encoding fits.
    NotText = "not-text", Error;
    /// Replacement characters in the file.
    DamagedText = "damaged-text", Warning;
    /// Another language.
    NotChinese = "not-chinese", Error;
    /// The program failed on it.
    InternalFault = "internal-fault", Error;
    /// Another encoding than UTF-8; can be mended.
    NotUtf8 = "not-utf8", Note;
    /// A line of the front matter that is none.
    FrontMatterUnreadable = "front-matter-unreadable", Warning;
    /// Keys in another order than the common one; can be mended.
    FrontMatterOrder = "front-matter-order", Note;
    /// YAML and text say different things.
    FrontMatterContradicts = "front-matter-contradicts", Warning;
    /// No Chinese title.
    NoTitle = "no-title", Warning;
    /// No Chinese abstract.
    NoAbstract = "no-abstract", Warning;
    /// No DOI.
    NoDoi = "no-doi", Note;
    /// A restatement that does not say of what.
    RestatementWithoutDoi = "restatement-without-doi", Warning;
    /// The domain pack does not fit.
    OtherField = "other-field", Note;
    /// One paper in two files.
    DuplicatePaper = "duplicate-paper", Error;
    /// Restatement and original of one paper.
    RestatedPaper = "restated-paper", Note;
    /// Two papers of nearly the same words.
    NearDuplicate = "near-duplicate", Warning;
    /// A number that does not follow the one before.
    HeadingNumberSkipped = "heading-number-skipped", Warning;
    /// A number used twice.
    HeadingNumberRepeated = "heading-number-repeated", Warning;
    /// No headings.
    NoHeadings = "no-headings", Warning;
    /// Neither problems nor countermeasures.
    NoFindings = "no-findings", Warning;
    /// Only one of the two.
    OneSided = "one-sided", Warning;
    /// A long paper with hardly any finding.
    FewFindings = "few-findings", Warning;
    /// The abstract announces what the body does not have.
    PromiseNotKept = "promise-not-kept", Note;
    /// No countermeasure of the paper answers it.
    UnansweredProblem = "unanswered-problem", Note;
    /// Named as a problem, nothing proposed in the whole corpus.
    UnansweredTopic = "unanswered-topic", Note;
    /// A mark without an entry.
    CitationWithoutReference = "citation-without-reference", Warning;
    /// An entry without a mark.
    ReferenceNeverCited = "reference-never-cited", Warning;
    /// A list without an entry.
    ReferencesUnreadable = "references-unreadable", Warning;
    /// A fact without a date.
    FigureWithoutPeriod = "figure-without-period", Note;
    /// A fact without a source.
    FigureWithoutSource = "figure-without-source", Note;
    /// Most facts of a paper without a date.
    MostlyWithoutPeriod = "mostly-without-period", Note;
    /// Most facts of a paper without a source.
    MostlyWithoutSource = "mostly-without-source", Note;
    /// Figures that do not add up.
    ArithmeticInconsistent = "arithmetic-inconsistent", Warning;
    /// Two values for one thing, without a reason.
    ConflictingFigures = "conflicting-figures", Warning;
    /// Two values for one thing, with a reason.
    DifferingFigures = "differing-figures", Note;
    /// Figures of the English abstract that the Chinese has not.
    AbstractsDiffer = "abstracts-differ", Warning;
    /// `expect.min-papers`.
    TooFewPapers = "too-few-papers", Error;
    /// `expect.min-problems` and its like.
    TooFewFindings = "too-few-findings", Error;
    /// `expect.sections`.
    MissingSection = "missing-section", Error;
    /// A suppression past its date.
    ExpiredSuppression = "expired-suppression", Error;
    /// A suppression that matches nothing.
    UnusedSuppression = "unused-suppression", Warning;
    /// A decision by hand that no longer applies.
    StaleOverride = "stale-override", Warning;
    /// An item left out by hand.
    RejectedByHand = "rejected-by-hand", Note;
    /// A baseline entry that matches nothing.
    StaleBaseline = "stale-baseline", Note;
}

/// No rule has such an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{id}`{}", super::suggest::told(.near))]
pub struct UnknownRule {
    /// What was asked for.
    pub id: String,
    /// The id most like it.
    pub near: Option<&'static str>,
}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(id: &str) -> Result<Self, UnknownRule> {
        Rule::ALL.iter().copied().find(|rule| rule.id() == id).ok_or_else(|| UnknownRule {
            id: id.into(),
            near: super::suggest::near(id, Rule::ALL.iter().map(|rule| rule.id())),
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl Rule {
    /// The rule a diagnostic of the reading belongs to. Each has one: nothing that was said is lost.
    pub fn of_diagnostic(code: Code, severity: Severity) -> Rule {
        match code {
            Code::Unreadable | Code::TooLarge => Rule::UnreadableFile,
            Code::Empty => Rule::EmptyFile,
            Code::NotText if severity == Severity::Error => Rule::NotText,
            Code::NotText => Rule::DamagedText,
            Code::NoChinese => Rule::NotChinese,
            Code::FrontMatter => Rule::FrontMatterUnreadable,
            Code::FrontMatterContradicts => Rule::FrontMatterContradicts,
            Code::Duplicate => Rule::DuplicatePaper,
            Code::NoHeadings => Rule::NoHeadings,
            Code::NoFindings => Rule::NoFindings,
            Code::OneSided => Rule::OneSided,
            Code::UnresolvedCitation => Rule::CitationWithoutReference,
            Code::UncitedReference => Rule::ReferenceNeverCited,
            Code::AbstractsDiffer => Rule::AbstractsDiffer,
            Code::Internal => Rule::InternalFault,
            Code::OtherField => Rule::OtherField,
            Code::Override if severity == Severity::Note => Rule::RejectedByHand,
            Code::Override => Rule::StaleOverride,
        }
    }

    /// Whether it says that a file could not be read at all. Such a violation makes the run a failed one and is in no baseline.
    pub fn is_unread(self) -> bool {
        use Rule::*;
        matches!(self, UnreadableFile | EmptyFile | NotText | NotChinese | InternalFault)
    }

    /// Whether it is about the configuration or the baseline and not about the corpus. Such a violation is in no baseline.
    pub fn is_housekeeping(self) -> bool {
        matches!(self, Rule::ExpiredSuppression | Rule::UnusedSuppression | Rule::StaleBaseline)
    }

    /// Whether `--fix` can mend it.
    pub fn is_fixable(self) -> bool {
        matches!(self, Rule::NotUtf8 | Rule::FrontMatterOrder)
    }

    /// One line on what it says.
    pub fn summary(self, lang: Lang) -> &'static str {
        self.entry().summary.get(lang)
    }

    /// What is said of it.
    pub(super) fn entry(self) -> &'static Entry {
        words::entry(self)
    }
}
