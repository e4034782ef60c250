//! Finding markers (暂不, 去年, 视情 …) in a sentence.

use std::ops::Range;

use super::{LexiconError, MarkerData, MarkerKind, Patterns};
use aho_corasick::{AhoCorasick, MatchKind};

/// A marker found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerHit {
    /// What it says.
    pub kind: MarkerKind,
    /// Where it stands: bytes of the text searched.
    pub range: Range<usize>,
}

/// All markers, ready to be found.
#[derive(Debug)]
pub struct Markers {
    terms: Option<AhoCorasick>,
    term_kinds: Vec<MarkerKind>,
    patterns: Patterns<MarkerKind>,
}

impl Markers {
    /// `anchors` are those of the markers' patterns, in order.
    pub(super) fn new(data: &[MarkerData], mut anchors: impl Iterator<Item = Vec<Vec<String>>>) -> Self {
        let mut terms = Vec::new();
        let mut term_kinds = Vec::new();
        for marker in data {
            terms.extend(marker.terms.iter().map(String::as_str));
            term_kinds.extend(marker.terms.iter().map(|_| marker.kind));
        }
        let entries: Vec<_> = data
            .iter()
            .flat_map(|marker| marker.patterns.iter().map(|pattern| (pattern.clone(), marker.kind)))
            .map(|(pattern, kind)| (pattern, anchors.next().unwrap_or_default(), kind))
            .collect();
        let patterns = Patterns::new(entries.into_iter());
        // Overlapping search needs the standard kind; a lexicon without markers needs no searcher.
        let terms = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&terms).ok();
        Self { terms, term_kinds, patterns }
    }

    pub(super) fn verify(&self) -> Result<(), LexiconError> {
        self.patterns.verify()
    }

    /// Every marker in `text`, in order of place; overlapping ones are all there.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<MarkerHit> {
        let mut hits = Vec::new();
        if let Some(searcher) = &self.terms {
            for found in searcher.find_overlapping_iter(text) {
                let kind = self.term_kinds[found.pattern().as_usize()];
                hits.push(MarkerHit { kind, range: found.range() });
            }
        }
        hits.extend(self.patterns.find(text).into_iter().map(|(range, kind)| MarkerHit { kind, range }));
        hits.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.kind));
        hits.dedup();
        hits
    }
}
