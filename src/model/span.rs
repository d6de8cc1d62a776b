use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in the source file. Page furniture may stand between its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First byte, counted in the file as it lies on disk.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The line of the first byte, from 1.
    pub line: usize,
    /// The page, where the format has pages.
    pub page: Option<usize>,
}
