//! Figures tied to what they measure.

use crate::{
    document::Document,
    model::{PaperId, Statistic},
    outline::Outline,
};

/// Every quantitative fact of abstract and body, in text order.
pub fn extract(_id: &PaperId, _doc: &Document, _outline: &Outline) -> Vec<Statistic> {
    Vec::new()
}
