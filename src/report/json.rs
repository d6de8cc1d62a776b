//! The whole analysis as one JSON object.

use super::{Error, Options};
use crate::model::Analysis;

/// The analysis as indented JSON, ending in a line break.
pub fn render(analysis: &Analysis, _: &Options) -> Result<Vec<u8>, Error> {
    let mut out = serde_json::to_vec_pretty(analysis)?;
    out.push(b'\n');
    Ok(out)
}
