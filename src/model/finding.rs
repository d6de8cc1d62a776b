use super::{ActorId, ByHand, FindingId, Span, TopicId, statistic::words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A problem the paper names or a countermeasure it proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// `001/P1` for a theme, `001/P1.1` for a point of it; `C` for countermeasures.
    pub id: FindingId,
    /// Theme or point.
    pub level: Level,
    /// The theme a point belongs to.
    pub parent: Option<FindingId>,
    /// The number printed before it, without trailing punctuation.
    pub number: Option<String>,
    /// A theme's name in the paper's words; `null` on points.
    pub label: Option<String>,
    /// The sentence that makes the claim, page noise and its marker removed; on themes the label again.
    pub statement: String,
    /// What it is about, the main topic first.
    pub topics: Vec<TopicScore>,
    /// The path of its section, `4/(一)`.
    pub section: String,
    /// Where label or statement stands.
    pub span: Span,
    /// Whose finding it is.
    pub attribution: Attribution,
    /// The citation marks of its sentence.
    pub citations: Vec<u32>,
    /// Who is to act; always empty on problems.
    pub actors: Vec<ActorId>,
    /// The problem themes a countermeasure theme answers; always empty on problems and points.
    pub addresses: Vec<Address>,
    /// Why it was taken for a finding.
    pub evidence: Vec<Evidence>,
    /// What somebody decided of it; left out where nobody did.
    #[serde(rename = "override", default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<ByHand>,
}

/// A topic with how strongly the text speaks of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicScore {
    /// The topic.
    pub id: TopicId,
    /// Sum of cue weights, main topic highest; comparable within one finding only.
    pub score: f64,
}

/// A link from a countermeasure to the problem it answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// The problem theme.
    pub problem: FindingId,
    /// From 0 to 1.
    pub score: f64,
    /// The reasons, in words.
    pub why: String,
}

/// A reason for a decision: the rule that made it and the words that set it off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The rule's name, as listed in `docs/rules.md`.
    pub rule: String,
    /// The words of the text.
    pub cue: String,
}

words! {
    /// Theme or point.
    Level {
        /// A subsection, or an enumerated main point of a section without subsections.
        Theme = "theme",
        /// A distinct claim inside a theme.
        Point = "point",
    }
    /// Whose statement it is.
    Attribution {
        /// The paper's own.
        Own = "own",
        /// Reported from another work.
        Cited = "cited",
    }
    /// Problem or countermeasure.
    FindingKind {
        /// A defect, difficulty or danger.
        Problem = "problem",
        /// A proposed measure.
        Countermeasure = "countermeasure",
    }
}

impl FindingKind {
    /// The letter of its ids.
    pub fn letter(self) -> char {
        match self {
            FindingKind::Problem => 'P',
            FindingKind::Countermeasure => 'C',
        }
    }
}
