//! The entries of one source, the program's or a user's, ready for look-up.

use super::index::Index;
use super::markers::Markers;
use super::pack::{Packed, pack};
use super::patterns::Patterns;
use super::sectors::{Sector, Sectors};
use super::{Concept, ConceptId, LexiconData, LexiconError, ProvinceData, Strength};
use crate::pattern::Pattern;

/// Entries ready for look-up.
#[derive(Debug)]
pub(crate) struct Layer {
    /// How many of the terms are made known to the segmenter.
    pub(super) own_words: usize,
    pub(super) terms: Index<Meaning>,
    pub(super) patterns: Patterns<ConceptId>,
    pub(super) markers: Markers,
    /// Words by the sectors that they tell, and whether they are bodies.
    pub(super) sectors: Index<(Sector, bool)>,
}

/// What a term stands for, small because there are a hundred thousand: the concept doubled, one more if it is only near to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meaning(u32);

impl Meaning {
    /// The concept.
    #[must_use]
    pub fn concept(self) -> ConceptId {
        self.0 >> 1
    }

    /// How strongly the term stands for it.
    #[must_use]
    pub fn strength(self) -> Strength {
        if self.0 & 1 == 1 { Strength::Near } else { Strength::Full }
    }
}

/// What is kept of all layers in one place.
#[derive(Default)]
pub(super) struct Common {
    pub concepts: Vec<Concept>,
    pub provinces: Vec<ProvinceData>,
    pub sectors: Sectors,
}

impl Layer {
    /// Unpacks entries; their concepts and places are added to `common`.
    pub(super) fn unpack(bytes: &'static [u8], common: &mut Common) -> Result<Self, LexiconError> {
        let mut packed: Packed<'static> = postcard::from_bytes(bytes)?;
        let base = common.concepts.len() as ConceptId;
        common
            .concepts
            .extend(packed.concepts.iter().map(|(kind, is_body)| Concept { kind: *kind, is_body: *is_body }));
        common.provinces.append(&mut packed.provinces);
        let sectors = common.sectors.add(packed.sectors.drain(..))?;
        let mut next = base;
        let terms = Index::unpack(packed.terms, |before: &[Meaning], value| {
            let again = before.len().checked_sub(value as usize >> 1).and_then(|place| before.get(place));
            let concept = again.map_or(next, |meaning| meaning.concept());
            next += ConceptId::from(again.is_none());
            Meaning(concept << 1 | value & 1)
        });
        Ok(Self {
            own_words: packed.own_words as usize,
            terms,
            patterns: Patterns::unpack(&packed.patterns, |concept| base + concept),
            markers: Markers::unpack(&packed),
            sectors: Index::unpack(packed.sector_words, |_, value| {
                (sectors[value as usize >> 1], value & 1 == 1)
            }),
        })
    }

    /// Whether a term is one of these.
    pub(super) fn knows(&self, term: &str) -> bool {
        self.terms.words().get(term).is_some()
    }

    /// A user's entries. Of the terms, `own_words` are words of their own.
    pub(super) fn of(
        data: &LexiconData,
        own_words: usize,
        common: &mut Common,
    ) -> Result<Self, LexiconError> {
        let own = data.groups.iter().flat_map(|group| &group.patterns);
        for source in own.chain(data.markers.iter().flat_map(|marker| &marker.patterns)) {
            Pattern::new(source)
                .map_err(|error| LexiconError::Pattern { entry: source.clone(), source: error })?;
        }
        // Expressions are read where they are packed, as the program's own are, so that what is packed has to stay.
        Self::unpack(pack(data, own_words as u32)?.leak(), common)
    }
}
