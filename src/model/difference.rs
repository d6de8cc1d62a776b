use super::{
    Arithmetic, ConflictKind, Interval, Level, Named, Relation, TopicStatus, Verdict, statistic::words,
};
use rust_decimal::Decimal;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};

/// The version of this part of the contract, written into every difference.
pub const DIFF_SCHEMA: &str = "cbec-diff/1";

/// What changed from one analysis to another: what is equal in both is not in it.
///
/// Items are matched by what they say. Where they stand (path, line, encoding) and how they are numbered is no difference; it
/// is told in `moves`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Always [`DIFF_SCHEMA`].
    pub schema: String,
    /// The program that wrote this.
    pub tool: Named,
    /// The analysis before.
    pub old: Side,
    /// The analysis after.
    pub new: Side,
    /// The papers that differ, in the order of their ids.
    pub papers: Vec<PaperChange>,
    /// What that changes in the comparison of the papers.
    pub effects: Effects,
    /// What only stands elsewhere or is numbered anew: no difference.
    pub moves: Vec<Move>,
}

/// One of the two analyses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// As it was given: a path, or a revision.
    pub name: String,
    /// The program that read the papers.
    pub tool: Named,
    /// The domain pack.
    pub domain: Named,
    /// How much there is.
    pub counts: Counts,
}

/// How much an analysis holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Papers.
    pub papers: usize,
    /// Problems, themes and points.
    pub problems: usize,
    /// Countermeasures, themes and points.
    pub countermeasures: usize,
    /// Figures.
    pub statistics: usize,
    /// Problem themes nobody answers.
    pub unanswered: usize,
    /// Pairs of figures that differ.
    pub conflicts: usize,
    /// Relations between figures that do not agree as printed.
    pub inconsistent: usize,
}

/// Something of two states; on one side only where it was added or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Changed<T> {
    /// Which of the three.
    pub change: Change,
    /// Before; `null` where added.
    pub old: Option<T>,
    /// After; `null` where removed.
    pub new: Option<T>,
}

impl<T> Changed<T> {
    /// Of two states of which at least one is there.
    pub fn of(old: Option<T>, new: Option<T>) -> Self {
        Changed { change: Change::of(&old, &new), old, new }
    }

    /// The state after, or the one before where there is none.
    pub fn latest(&self) -> Option<&T> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

impl Change {
    /// From which of two states are there.
    pub fn of<T>(old: &Option<T>, new: &Option<T>) -> Self {
        match (old, new) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ => Change::Changed,
        }
    }
}

/// A paper that was added, removed or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperChange {
    /// Which of the three.
    pub change: Change,
    /// Before; `null` where added.
    pub old: Option<PaperRef>,
    /// After; `null` where removed.
    pub new: Option<PaperRef>,
    /// Bibliographic facts that changed; empty where the paper was added or removed.
    pub meta: Vec<FieldChange>,
    /// Problems.
    pub problems: Vec<ItemChange>,
    /// Countermeasures.
    pub countermeasures: Vec<ItemChange>,
    /// Figures.
    pub statistics: Vec<ItemChange>,
    /// Which countermeasure answers which problem, where both are in both analyses.
    pub links: Vec<Changed<LinkRef>>,
    /// Entries of the reference list.
    pub references: Vec<ItemChange>,
    /// What the abstract announces.
    pub promises: Vec<ItemChange>,
}

/// A paper, for a reader to find.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperRef {
    /// Its id in that analysis.
    pub id: String,
    /// Its file.
    pub path: String,
    /// Its title.
    pub title: Option<String>,
}

/// A finding, figure, reference or announcement that was added, removed or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemChange {
    /// Which of the three.
    pub change: Change,
    /// Before; `null` where added.
    pub old: Option<ItemRef>,
    /// After; `null` where removed.
    pub new: Option<ItemRef>,
    /// What changed in it; empty where it was added or removed.
    pub fields: Vec<FieldChange>,
    /// For figures: ids (of the new analysis, of the old one where removed) of findings whose words changed in this figure only.
    pub quoted_by: Vec<String>,
}

/// An item, for a reader to find.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRef {
    /// Its id in that analysis; of a reference its number, `[3]`; `null` for announcements.
    pub id: Option<String>,
    /// Label or statement, figure as printed, reference as printed.
    pub text: String,
    /// The clause of a figure.
    pub context: Option<String>,
    /// Theme or point, of findings.
    pub level: Option<Level>,
    /// The line it begins on.
    pub line: Option<usize>,
}

/// A field of an item with another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldChange {
    /// The field, named as in `cbec/1`.
    pub field: String,
    /// Its value before; `null` as there, lists joined by `; `.
    pub old: Option<String>,
    /// Its value after.
    pub new: Option<String>,
    /// Both values in one, word by word; empty where one is `null`.
    pub words: Vec<Piece>,
}

/// A stretch of two texts laid over each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// In which of the two it stands.
    pub is: PieceKind,
    /// Its words.
    pub text: String,
}

/// A countermeasure theme and the problem theme it answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkRef {
    /// The countermeasure.
    pub countermeasure: ItemRef,
    /// The problem.
    pub problem: ItemRef,
}

/// What the changes of the papers change in their comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effects {
    /// Problem themes that are unanswered on one side and answered or absent on the other.
    pub coverage: Vec<Changed<CoverageState>>,
    /// Topics whose counts of papers or whose status changed.
    pub topics: Vec<Changed<RowState>>,
    /// Actors whose counts of papers changed.
    pub actors: Vec<Changed<RowState>>,
    /// Pairs of figures that differ on one side only, or for another reason.
    pub conflicts: Vec<Changed<ConflictState>>,
    /// Relations between figures found on one side only, or with another verdict.
    pub arithmetic: Vec<Changed<ArithmeticState>>,
    /// Works cited by several papers on one side only, or by others.
    pub references: Vec<Changed<SharedState>>,
}

impl Effects {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Effects::default()
    }
}

/// Whether a problem theme is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverageState {
    /// The problem theme.
    pub problem: ItemRef,
    /// Whether a countermeasure of its paper answers it.
    pub answered: bool,
}

/// A row of topics × papers or actors × papers, as counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowState {
    /// The topic or actor.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Papers that name a problem on it; 0 for actors.
    pub problem_papers: usize,
    /// Papers that propose something on it, or ask something of the actor.
    pub countermeasure_papers: usize,
    /// Whether a topic's problems are answered; `null` for actors.
    pub status: Option<TopicStatus>,
}

/// Two figures for one indicator and period that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictState {
    /// The indicator.
    pub indicator: String,
    /// One figure.
    pub a: ItemRef,
    /// The other.
    pub b: ItemRef,
    /// What kind of difference it is.
    pub kind: ConflictKind,
}

/// A relation between figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArithmeticState {
    /// What kind.
    pub relation: Relation,
    /// The working.
    pub expression: String,
    /// The figures in it, the stated one last.
    pub statistics: Vec<String>,
    /// What the text states.
    pub stated: Decimal,
    /// What the other figures give.
    pub computed: Interval,
    /// Whether the two agree.
    pub verdict: Verdict,
}

impl From<&Arithmetic> for ArithmeticState {
    fn from(a: &Arithmetic) -> Self {
        ArithmeticState {
            relation: a.relation,
            expression: a.expression.clone(),
            statistics: a.statistics.iter().map(ToString::to_string).collect(),
            stated: a.stated,
            computed: a.computed,
            verdict: a.verdict,
        }
    }
}

/// A work cited by several papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedState {
    /// Normalised title.
    pub key: String,
    /// The papers' ids.
    pub papers: Vec<String>,
}

/// A paper that says the same in both analyses, or nearly, and stands elsewhere or is numbered anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Before.
    pub old: FileRef,
    /// After.
    pub new: FileRef,
    /// How many items begin on another line.
    pub lines: usize,
    /// Items with another id or printed number.
    pub renumbered: Vec<Renumbered>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The paper's id.
    pub id: String,
    /// Its file.
    pub path: String,
    /// Its encoding.
    pub encoding: String,
}

/// The same item under two ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renumbered {
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

words! {
    /// What became of something.
    Change {
        /// In the new analysis only.
        Added = "added",
        /// In the old analysis only.
        Removed = "removed",
        /// In both, with differences.
        Changed = "changed",
    }
    /// In which of two texts a stretch stands.
    PieceKind {
        /// In both.
        Same = "same",
        /// In the old one.
        Removed = "removed",
        /// In the new one.
        Added = "added",
    }
}

impl Difference {
    /// Whether nothing differs but places and numbers.
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty() && self.effects.is_empty()
    }
}

impl PaperChange {
    /// Whether nothing of the paper differs.
    pub fn is_empty(&self) -> bool {
        self.change == Change::Changed
            && self.meta.is_empty()
            && self.links.is_empty()
            && self.lists().iter().all(|list| list.is_empty())
    }

    /// Its items, kind by kind, in the order of the fields.
    pub fn lists(&self) -> [&[ItemChange]; 5] {
        [&self.problems, &self.countermeasures, &self.statistics, &self.references, &self.promises]
    }

    /// The paper after, or before where there is none.
    pub fn latest(&self) -> Option<&PaperRef> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

impl ItemChange {
    /// The item after, or before where there is none.
    pub fn latest(&self) -> Option<&ItemRef> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

/// The JSON Schema (2020-12) of a [`Difference`].
pub fn diff_schema() -> schemars::Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Difference>()
}
