//! Enumerations: 时间表、路线图、责任人.

use std::ops::Range;

use yaodian_text::sentences::{clauses, items};

/// A list inside an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// Its items, as byte ranges of the text.
    pub items: Vec<Range<usize>>,
}

/// The lists of at least two items in `text`. The first item carries what stands before the list,
/// the last what stands after it; [`yaodian_text::sentences::items`] cuts outside brackets only.
#[must_use]
pub fn parse(text: &str) -> Vec<Enumeration> {
    clauses(text, 0..text.len())
        .into_iter()
        .map(|clause| items(text, clause))
        .filter(|items| items.len() >= 2)
        .map(|items| Enumeration { items })
        .collect()
}
