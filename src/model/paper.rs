use super::{Finding, FindingKind, PaperId, Span, Statistic, TopicId, statistic::words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One paper and what was found in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The paper's id.
    pub id: PaperId,
    /// The file it was read from.
    pub source: Source,
    /// Bibliographic facts, as far as the text states them.
    pub meta: Meta,
    /// What the abstract announces.
    #[serde(rename = "abstract")]
    pub announced: AbstractClaims,
    /// Body headings in text order.
    pub sections: Vec<Section>,
    /// Problems: each theme followed by its points.
    pub problems: Vec<Finding>,
    /// Countermeasures: each theme followed by its points.
    pub countermeasures: Vec<Finding>,
    /// Figures in text order.
    pub statistics: Vec<Statistic>,
    /// In-text citation marks in text order.
    pub citations: Vec<Citation>,
    /// The reference list.
    pub references: Vec<Reference>,
    /// Content words that occur at least twice, most frequent first.
    pub terms: Vec<Term>,
    /// Number of content words in the body, counting repeats.
    pub words: usize,
    /// The content words of the problems, and those of the countermeasures.
    #[serde(default)]
    pub stance_words: Vec<StanceWords>,
}

/// The file a paper was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// As given on the command line or found below it, with forward slashes.
    pub path: String,
    /// Size.
    pub bytes: usize,
    /// Hash of the bytes, in hexadecimal.
    pub sha256: String,
    /// File format.
    pub format: Format,
    /// Character encoding, by its WHATWG name.
    pub encoding: String,
    /// The paper's own text, or somebody's restatement of it.
    pub text: TextKind,
    /// Number of pages, where the format has pages.
    pub pages: Option<usize>,
}

/// Bibliographic facts. `null` and `[]` where the text does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// Chinese title.
    pub title_zh: Option<String>,
    /// English title.
    pub title_en: Option<String>,
    /// Authors in order.
    pub authors: Vec<String>,
    /// DOI without a resolver's address.
    pub doi: Option<String>,
    /// Journal name.
    pub journal: Option<String>,
    /// Year of publication.
    pub year: Option<u16>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Chinese keywords.
    pub keywords_zh: Vec<String>,
    /// English keywords.
    pub keywords_en: Vec<String>,
    /// Licence, by its short name.
    pub license: Option<String>,
}

/// What the abstract announces.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbstractClaims {
    /// Where the Chinese abstract stands; `null` if none was found.
    pub span: Option<Span>,
    /// Problem names, as worded there.
    pub problems: Vec<Announced>,
    /// Countermeasure names, as worded there.
    pub countermeasures: Vec<Announced>,
}

/// A problem or countermeasure named in the abstract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    /// As worded.
    pub label: String,
    /// What it is about, the main topic first.
    #[serde(default)]
    pub topics: Vec<TopicId>,
    /// Where.
    pub span: Span,
}

/// A heading of the body and what its section does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// As printed, without trailing punctuation: `2.1`, `(一)`.
    pub number: Option<String>,
    /// 1 is the top.
    pub level: u8,
    /// The heading's words.
    pub title: String,
    /// What the section does.
    pub role: Role,
    /// Where the title stands.
    pub span: Span,
}

/// A citation mark in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The reference numbers it names; `[1]-[3]` is 1, 2, 3. Empty where it names authors and years instead.
    pub markers: Vec<u32>,
    /// The works it names by author and year: 李四, 2019.
    #[serde(default)]
    pub keys: Vec<CitationKey>,
    /// Where.
    pub span: Span,
}

impl Citation {
    /// The numbers of the entries meant, however the mark names them.
    pub fn references(&self) -> impl Iterator<Item = u32> + '_ {
        self.markers.iter().copied().chain(self.keys.iter().flat_map(|k| k.references.iter().copied()))
    }
}

/// A work named by its author and its year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitationKey {
    /// The authors as printed, with 等 and et al.
    pub author: String,
    /// The year with its letter, if it has one.
    pub year: String,
    /// The entries of the reference list it fits: none where the list lacks it, several where nothing tells them apart.
    pub references: Vec<u32>,
}

/// An entry of the reference list (GB/T 7714).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Its number; entries without one are counted.
    pub n: u32,
    /// Authors in order, without 等 and et al.
    pub authors: Vec<String>,
    /// Title.
    pub title: Option<String>,
    /// The type code: J, M, D, C, N, R, S, P, Z, EB/OL …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Journal, publisher, school or issuing body.
    pub container: Option<String>,
    /// Year.
    pub year: Option<u16>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Pages as printed.
    pub pages: Option<String>,
    /// DOI.
    pub doi: Option<String>,
    /// Address of an online source.
    pub url: Option<String>,
    /// The entry as printed, page noise removed.
    pub raw: String,
    /// Where.
    pub span: Span,
}

/// A content word of the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub term: String,
    /// How often.
    pub count: usize,
    /// Its share of the content words.
    pub weight: f64,
}

/// The content words of one side's labels and statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StanceWords {
    /// Problems or countermeasures.
    pub kind: FindingKind,
    /// Number of content words, counting repeats.
    pub words: usize,
    /// How often each occurs.
    pub counts: BTreeMap<String, usize>,
}

words! {
    /// File format.
    Format {
        /// Plain text.
        Text = "text",
        /// Markdown.
        Markdown = "markdown",
    }
    /// Whose words the file holds.
    TextKind {
        /// The paper's own text.
        Original = "original",
        /// A restatement in other words, declared in its front matter.
        Restatement = "restatement",
    }
    /// What a section does.
    Role {
        /// 引言
        Introduction = "introduction",
        /// 文献综述
        LiteratureReview = "literature_review",
        /// 现状、概况、历程、特点
        Status = "status",
        /// 机遇、优势
        Opportunity = "opportunity",
        /// 机理、效应、实证
        Mechanism = "mechanism",
        /// 问题
        Problem = "problem",
        /// 对策
        Countermeasure = "countermeasure",
        /// 结论
        Conclusion = "conclusion",
        /// 参考文献
        References = "references",
        /// Anything else.
        Other = "other",
    }
}
