//! The papers, one JSON object a line.

use super::{Error, Options};
use crate::model::{Analysis, Paper};

/// The papers as JSON, one a line.
pub fn render(analysis: &Analysis, _: &Options) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for paper in &analysis.papers {
        out.extend(line(paper)?);
    }
    Ok(out)
}

/// One paper as a line of JSON, with its line break.
pub fn line(paper: &Paper) -> Result<Vec<u8>, Error> {
    let mut out = serde_json::to_vec(paper)?;
    out.push(b'\n');
    Ok(out)
}
