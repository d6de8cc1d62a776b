use super::{Attribution, ByHand, Period, Span, StatisticId};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One quantitative fact: a figure, and what it is the figure of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statistic {
    /// `001/S1`, numbered in text order.
    pub id: StatisticId,
    /// The number with its unit, as printed.
    pub surface: String,
    /// The clause that states it, page noise removed.
    pub quote: String,
    /// The figure in base units (yuan, items, days); per cent stays per cent. `null` for a range.
    pub value: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// One unit of the last printed digit, in base units: 1.88 万亿元 is known to 10000000000.
    pub resolution: Option<Decimal>,
    /// `CNY`, `USD` … `%`, `pp`, `x`, the measure word, `rank`; `null` where none is printed.
    pub unit: Option<String>,
    /// True where the unit is not printed beside the figure but taken from a header or a parallel member.
    pub unit_inferred: bool,
    /// What kind of quantity.
    pub dimension: Dimension,
    /// How exact the text says it is.
    pub qualifier: Qualifier,
    /// What the figure says of its indicator.
    pub measure: Measure,
    /// Whether it describes the world or a proposal.
    pub role: FactRole,
    /// What is measured, in the text's words.
    pub indicator: Option<String>,
    /// Whose it is.
    pub subject: Option<String>,
    /// When.
    pub period: Option<Period>,
    /// Who reported it.
    pub source: Option<String>,
    /// The citation marks of its sentence.
    pub citations: Vec<u32>,
    /// `cited` where the paper reports another work's figure.
    pub attribution: Attribution,
    /// The section path it stands in; empty in the abstract.
    pub section: String,
    /// Where the quote stands.
    pub span: Span,
    /// Where the surface stands, inside the quote.
    pub figure: Span,
    /// What somebody decided of it; left out where nobody did.
    #[serde(rename = "override", default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<ByHand>,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The word of the contract.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    )*};
}
pub(super) use words;

words! {
    /// What kind of quantity a figure is.
    Dimension {
        /// An amount of a currency.
        Money = "money",
        /// A number of things.
        Count = "count",
        /// A percentage.
        Percent = "percent",
        /// A difference of two percentages.
        PercentagePoint = "percentage_point",
        /// So many times.
        Multiple = "multiple",
        /// A length of time.
        Duration = "duration",
        /// A place in an order.
        Rank = "rank",
    }
    /// How exact the text says a figure is.
    Qualifier {
        /// As printed.
        Exact = "exact",
        /// 约, 近, 左右.
        About = "about",
        /// 超, 突破, 以上, 至少.
        Over = "over",
        /// 不足, 以下, 不超过.
        Under = "under",
        /// 最高, 至多.
        UpTo = "up_to",
    }
    /// What a figure says of its indicator.
    Measure {
        /// How much there is.
        Level = "level",
        /// How much it changed, relative to before.
        Growth = "growth",
        /// Its part of a whole.
        Share = "share",
        /// Any other percentage.
        Rate = "rate",
        /// How far two figures are apart.
        Difference = "difference",
        /// Its place in an order.
        Rank = "rank",
    }
    /// Whether a figure describes the world or a proposal.
    FactRole {
        /// A fact.
        Observed = "observed",
        /// A threshold, target or offer in a proposal.
        Prescribed = "prescribed",
    }
}
