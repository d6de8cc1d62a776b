use super::statistic::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something a user should know about the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// What kind.
    pub code: Code,
    /// The file, as in `Source::path`.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// A full sentence.
    pub message: String,
    /// The words of the file it is about, where it is about words.
    pub quote: Option<String>,
}

words! {
    /// How bad it is.
    Severity {
        /// The file is not in the result. Exit code 2.
        Error = "error",
        /// The result may be wrong.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
    /// The kind of a diagnostic.
    Code {
        /// A path that does not exist or cannot be opened.
        Unreadable = "unreadable",
        /// A file with nothing in it.
        Empty = "empty",
        /// Not text: a binary, an image, an unknown encoding.
        NotText = "not_text",
        /// Larger than the limit.
        TooLarge = "too_large",
        /// No Chinese in it.
        NoChinese = "no_chinese",
        /// Front matter that cannot be read.
        FrontMatter = "front_matter",
        /// Front matter that says otherwise than the text it stands before.
        FrontMatterContradicts = "front_matter_contradicts",
        /// A paper given twice; one was left out.
        Duplicate = "duplicate",
        /// No headings found.
        NoHeadings = "no_headings",
        /// No problems and no countermeasures found.
        NoFindings = "no_findings",
        /// A problem part without a countermeasure part, or the other way round.
        OneSided = "one_sided",
        /// A citation mark with no reference, where there is a list.
        UnresolvedCitation = "unresolved_citation",
        /// Entries of the reference list that no citation names, where the text has citations.
        UncitedReference = "uncited_reference",
        /// The Chinese and the English abstract give different figures.
        AbstractsDiffer = "abstracts_differ",
        /// A fault of the program; the paper was left out.
        Internal = "internal",
        /// The paper looks like another field than the domain pack's.
        OtherField = "other_field",
        /// A decision made by hand that no longer applies, or that left an item out.
        Override = "override",
    }
}
