//! What changed, for people and for programs.
//!
//! *In*: a [`Difference`]. *Out*: the bytes of one [`Form`]. *Must not know*: how differences are found.

mod labels;
mod lines;
mod markdown;
mod text;

use super::{Error, Options};
use crate::model::Difference;

/// The forms a difference can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people, in a terminal.
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// The whole of it as one JSON object.
    Json,
}

/// The bytes. With `places`, what only stands elsewhere or is numbered anew is told too; JSON always has it.
///
/// # Errors
/// If the difference cannot be written as JSON, which its types rule out.
pub fn render(
    difference: &Difference,
    form: Form,
    options: &Options,
    places: bool,
) -> Result<Vec<u8>, Error> {
    match form {
        Form::Text => Ok(text::render(difference, options, places)),
        Form::Markdown => Ok(markdown::render(difference, options, places)),
        Form::Json => {
            let mut bytes = serde_json::to_vec_pretty(difference)?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}
