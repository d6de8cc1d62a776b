//! The outline of a PDF, which some extractors print behind the text.

use super::labels::{self, Label, is_mostly_han};
use crate::document::{Document, FurnitureKind};

/// Titles from the outline of a PDF: the entry before 摘要 and the one before Abstract.
#[derive(Debug, Default)]
pub(super) struct OutlineDump {
    pub(super) title_zh: Option<String>,
    pub(super) title_en: Option<String>,
}

impl OutlineDump {
    pub(super) fn of(doc: &Document) -> Self {
        // Leaders to a page number belong to a table of contents, which names no title.
        let entries: Vec<&str> = doc
            .furniture
            .iter()
            .filter(|f| {
                f.kind == FurnitureKind::OutlineDump && !f.text.contains("...") && !f.text.contains("……")
            })
            .map(|f| f.text.trim())
            .collect();
        let before = |label: Label, chinese: bool| {
            let at = entries.iter().position(|e| labels::of(e) == Some(label))?;
            let title = entries.get(at.checked_sub(1)?)?;
            (labels::of(title).is_none() && is_mostly_han(title) == chinese).then(|| (*title).to_owned())
        };
        OutlineDump { title_zh: before(Label::AbstractZh, true), title_en: before(Label::AbstractEn, false) }
    }
}
