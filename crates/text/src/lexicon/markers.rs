//! Finding markers (暂不, 去年, 视情 …) in a sentence.

use std::ops::Range;

use super::MarkerKind;
use super::index::Index;
use super::pack::Packed;
use super::patterns::Patterns;

/// A marker found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerHit {
    /// What it says.
    pub kind: MarkerKind,
    /// Where it stands: bytes of the text searched.
    pub range: Range<usize>,
}

/// The markers of one source.
#[derive(Debug)]
pub(super) struct Markers {
    terms: Index<MarkerKind>,
    patterns: Patterns<MarkerKind>,
}

impl Markers {
    pub(super) fn unpack(packed: &Packed<'static>) -> Self {
        let kind = |number: u32| packed.markers[number as usize];
        Self {
            terms: Index::unpack(packed.marker_terms, |_, number| kind(number)),
            patterns: Patterns::unpack(&packed.marker_patterns, kind),
        }
    }

    /// Every marker in `text`; overlapping ones are all there.
    pub(super) fn find(&self, text: &str) -> Vec<MarkerHit> {
        let mut out = Vec::new();
        self.terms.each_in(text, |range, kind| out.push(MarkerHit { kind: *kind, range }));
        out.extend(self.patterns.find(text).into_iter().map(|(range, kind)| MarkerHit { kind, range }));
        out
    }
}
