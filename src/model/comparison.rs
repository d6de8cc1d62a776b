use super::{ActorId, FindingId, FindingKind, PaperId, Period, StatisticId, TopicId, statistic::words};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the papers say together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Topics × papers, most widespread first.
    pub topics: Vec<TopicRow>,
    /// Every problem theme and who answers it.
    pub coverage: Vec<Coverage>,
    /// Actors × papers.
    pub actors: Vec<ActorRow>,
    /// The same indicator side by side.
    pub indicators: Vec<Indicator>,
    /// Figures recomputed from one another.
    pub arithmetic: Vec<Arithmetic>,
    /// How many relations agree, do not, and cannot be checked.
    pub tally: Tally,
    /// What the abstracts announce and the bodies deliver.
    pub promises: Vec<Promise>,
    /// Themes of the bodies that the abstracts do not announce, though they announce others.
    #[serde(default)]
    pub unannounced: Vec<Unannounced>,
    /// Works cited by more than one paper.
    pub references: Vec<SharedReference>,
    /// How alike two papers' words are.
    pub similarity: Vec<Similarity>,
    /// The words that set each paper apart.
    pub distinctive: Vec<Distinctive>,
    /// The words of problems against those of countermeasures; empty without both.
    pub stances: Vec<StanceTerms>,
}

/// A topic and the findings of each paper on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicRow {
    /// The topic.
    pub id: TopicId,
    /// Its name.
    pub label: String,
    /// One cell for each paper that has a finding on it.
    pub papers: Vec<TopicCell>,
    /// Whether its problems are answered.
    pub status: TopicStatus,
}

/// The findings of one paper on one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicCell {
    /// The paper.
    pub paper: PaperId,
    /// Problems, themes and points.
    pub problems: Vec<FindingId>,
    /// Countermeasures, themes and points.
    pub countermeasures: Vec<FindingId>,
}

/// A problem theme and the countermeasures that answer it; none means nobody does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The paper.
    pub paper: PaperId,
    /// The problem theme.
    pub problem: FindingId,
    /// Countermeasure themes of the same paper.
    pub addressed_by: Vec<FindingId>,
}

/// An actor and what each paper asks of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorRow {
    /// The actor.
    pub id: ActorId,
    /// Its name.
    pub label: String,
    /// One cell for each paper that asks something of it.
    pub papers: Vec<ActorCell>,
}

/// What one paper asks of one actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorCell {
    /// The paper.
    pub paper: PaperId,
    /// Countermeasures, themes and points.
    pub countermeasures: Vec<FindingId>,
}

/// An indicator and every figure given for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Normalised name: subject and indicator.
    pub name: String,
    /// The unit all observations share.
    pub unit: Option<String>,
    /// The figures, by period.
    pub observations: Vec<Observation>,
    /// Pairs that do not agree, and why they may not.
    pub conflicts: Vec<Conflict>,
}

/// One figure of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// The figure.
    pub statistic: StatisticId,
    /// The paper.
    pub paper: PaperId,
    /// When.
    pub period: Option<Period>,
    /// In base units; `null` for a range.
    pub value: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// Who reported it.
    pub source: Option<String>,
}

/// Two figures for one indicator and period that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// One figure.
    pub a: StatisticId,
    /// The other.
    pub b: StatisticId,
    /// What kind of difference it is.
    pub kind: ConflictKind,
    /// In words.
    pub why: String,
}

/// A relation between printed figures, recomputed by interval arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arithmetic {
    /// What kind of relation.
    pub relation: Relation,
    /// The working, `13.7 + 3.96 = 17.66`.
    pub expression: String,
    /// The figures in it, the stated one last.
    pub statistics: Vec<StatisticId>,
    /// What the text states.
    pub stated: Decimal,
    /// What the other figures give, over the digits they are printed with.
    pub computed: Interval,
    /// Whether the two agree as printed.
    pub verdict: Verdict,
}

/// How many relations between figures could be checked, and how they came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Relations that agree as printed.
    pub consistent: usize,
    /// Relations that do not.
    pub inconsistent: usize,
    /// Figures that state a relation (a growth, a share, a difference, a rank, a total of what is listed) which the other
    /// figures printed cannot decide.
    pub uncheckable: usize,
}

/// A closed interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// Lower end.
    pub low: Decimal,
    /// Upper end.
    pub high: Decimal,
}

/// An announcement of an abstract and where the body keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The paper.
    pub paper: PaperId,
    /// Problem or countermeasure.
    pub kind: FindingKind,
    /// As the abstract words it.
    pub announced: String,
    /// The findings that deliver it; none means the body does not.
    pub found_in: Vec<FindingId>,
}

/// A theme the abstract does not announce, in a paper whose abstract announces others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unannounced {
    /// The paper.
    pub paper: PaperId,
    /// Problem or countermeasure.
    pub kind: FindingKind,
    /// The theme.
    pub finding: FindingId,
    /// What the abstract announces instead, in words.
    pub why: String,
}

/// A work cited by more than one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedReference {
    /// Normalised title.
    pub key: String,
    /// Who cites it.
    pub cited_by: Vec<CitedBy>,
}

/// A paper's citation of a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitedBy {
    /// The paper.
    pub paper: PaperId,
    /// The number in its reference list.
    pub n: u32,
}

/// How alike the words of two papers are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Similarity {
    /// One paper.
    pub a: PaperId,
    /// The other.
    pub b: PaperId,
    /// From 0 to 1.
    pub cosine: f64,
}

/// The words that set a paper apart from the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Distinctive {
    /// The paper.
    pub paper: PaperId,
    /// Highest keyness first.
    pub terms: Vec<Keyness>,
}

/// The words that set problems apart from countermeasures, or these from those.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StanceTerms {
    /// Whose words.
    pub kind: FindingKind,
    /// Highest keyness first.
    pub terms: Vec<Keyness>,
}

/// A word and its log-likelihood keyness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keyness {
    /// The word.
    pub term: String,
    /// G², from 0 up.
    pub keyness: f64,
}

words! {
    /// Whether a topic's problems are answered.
    TopicStatus {
        /// Some paper names it as a problem and some paper proposes something.
        Answered = "answered",
        /// Named as a problem; nothing is proposed on it, but a countermeasure on another topic answers a theme mainly on it.
        Indirect = "indirect",
        /// Named as a problem, nothing proposed.
        Unanswered = "unanswered",
        /// Proposed on, never named as a problem.
        ProposedOnly = "proposed_only",
    }
    /// Why two figures for one thing differ.
    ConflictKind {
        /// Equal within the digits printed.
        Rounding = "rounding",
        /// Reported by different sources.
        OtherSource = "other_source",
        /// Perhaps not the same thing measured.
        OtherScope = "other_scope",
        /// No reason to be seen.
        Conflict = "conflict",
    }
    /// A kind of arithmetic relation.
    Relation {
        /// Parts and whole.
        Sum = "sum",
        /// Part over whole.
        Share = "share",
        /// Change between two levels.
        Growth = "growth",
        /// One figure less another.
        Difference = "difference",
        /// A place in an order against the values ordered.
        Rank = "rank",
        /// One fact stated twice.
        Same = "same",
    }
    /// Whether figures agree as printed.
    Verdict {
        /// They do.
        Consistent = "consistent",
        /// They do not.
        Inconsistent = "inconsistent",
    }
}
