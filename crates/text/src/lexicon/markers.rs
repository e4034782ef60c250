//! Finding markers (暂不, 去年, 视情 …) in a sentence.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::{LexiconError, MarkerData, MarkerKind};

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
    patterns: Vec<(Regex, MarkerKind)>,
}

impl Markers {
    pub(super) fn new(data: &[MarkerData]) -> Result<Self, LexiconError> {
        let mut terms = Vec::new();
        let mut term_kinds = Vec::new();
        let mut patterns = Vec::new();
        for marker in data {
            for term in &marker.terms {
                terms.push(term.as_str());
                term_kinds.push(marker.kind);
            }
            for pattern in &marker.patterns {
                let regex = Regex::new(pattern)
                    .map_err(|source| LexiconError::Pattern { entry: marker.note.clone(), source })?;
                patterns.push((regex, marker.kind));
            }
        }
        // Overlapping search needs the standard kind; a lexicon without markers needs no searcher.
        let terms = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&terms).ok();
        Ok(Self { terms, term_kinds, patterns })
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
        for (regex, kind) in &self.patterns {
            hits.extend(regex.find_iter(text).map(|found| MarkerHit { kind: *kind, range: found.range() }));
        }
        hits.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.kind));
        hits.dedup();
        hits
    }
}
