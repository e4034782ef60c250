//! Sectors of government work: which of them a text speaks of.

use std::ops::Range;

use super::LexiconError;

/// So many sectors can be told apart, the user's own among them.
const MOST: usize = 256;
/// So many of them share a piece of a set.
const PIECE: usize = u64::BITS as usize;

/// A sector of government work: its number in its [`Lexicon`](super::Lexicon).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sector(u8);

/// A word that tells a sector, at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorHit {
    /// What it tells.
    pub sector: Sector,
    /// Whether it is a body: it may be named for having to do with the matter only.
    pub is_body: bool,
    /// Where it stands: bytes of the text searched.
    pub range: Range<usize>,
}

/// Some sectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SectorSet([u64; MOST / PIECE]);

impl SectorSet {
    /// Adds a sector.
    pub fn insert(&mut self, Sector(number): Sector) {
        self.0[usize::from(number) / PIECE] |= 1 << (usize::from(number) % PIECE);
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Those of both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(std::array::from_fn(|piece| self.0[piece] | other.0[piece]))
    }

    /// Those that are in the other set as well.
    #[must_use]
    pub fn shared(self, other: Self) -> Self {
        Self(std::array::from_fn(|piece| self.0[piece] & other.0[piece]))
    }
}

impl FromIterator<Sector> for SectorSet {
    fn from_iter<T: IntoIterator<Item = Sector>>(sectors: T) -> Self {
        let mut set = Self::default();
        sectors.into_iter().for_each(|sector| set.insert(sector));
        set
    }
}

/// The sectors of a lexicon, by number.
#[derive(Debug, Default)]
pub(super) struct Sectors {
    ids: Vec<String>,
}

impl Sectors {
    /// Adds sectors by their ids; returns the number of each. One whose id is known is no new one.
    pub(super) fn add(&mut self, ids: impl Iterator<Item = String>) -> Result<Vec<Sector>, LexiconError> {
        let number = |id: String| {
            let known = self.ids.iter().position(|known| *known == id);
            let number = known.unwrap_or(self.ids.len());
            if known.is_none() {
                self.ids.push(id);
            }
            u8::try_from(number).map(Sector).map_err(|_| LexiconError::Sectors(MOST))
        };
        ids.map(number).collect()
    }

    /// The id of a sector.
    pub(super) fn id(&self, Sector(number): Sector) -> &str {
        &self.ids[usize::from(number)]
    }
}

/// Leaves out words inside longer ones: 燃气热水器 tells household appliances, not gas. `hits` are words at places of one text.
pub(super) fn keep_longest(hits: &mut Vec<SectorHit>) {
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut kept = 0..0;
    hits.retain(|hit| {
        let keeps = hit.range == kept || hit.range.end > kept.end;
        if keeps {
            kept = hit.range.clone();
        }
        keeps
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_sets() {
        let set = |numbers: &[u8]| numbers.iter().map(|number| Sector(*number)).collect::<SectorSet>();
        let (a, b) = (set(&[0, 63, 64, 255]), set(&[63, 200]));
        for own in 0..=255 {
            let alone = set(&[own]);
            let there = if [0, 63, 64, 255].contains(&own) { alone } else { SectorSet::default() };
            assert_eq!(a.shared(alone), there, "{own}");
            assert!(!alone.is_empty());
        }
        assert_eq!(a.union(b), set(&[0, 63, 64, 200, 255]));
        assert_eq!(a.shared(b), set(&[63]));
        assert!(SectorSet::default().is_empty());
    }

    #[test]
    fn a_word_inside_a_longer_one_tells_nothing() {
        let hit = |sector, range| SectorHit { sector: Sector(sector), is_body: false, range };
        // Two sectors may share a word, and two words characters.
        let mut hits = vec![hit(1, 0..6), hit(2, 0..12), hit(3, 0..12), hit(4, 6..12), hit(5, 9..15)];
        keep_longest(&mut hits);
        assert_eq!(hits, [hit(2, 0..12), hit(3, 0..12), hit(5, 9..15)]);
    }

    #[test]
    fn more_sectors_than_can_be_told_apart_are_refused() {
        let many = |count: usize| (0..count).map(|number| format!("s{number}"));
        let mut sectors = Sectors::default();
        assert_eq!(sectors.add(many(MOST)).map(|all| all.len()).ok(), Some(MOST));
        assert!(matches!(sectors.add(many(MOST + 1)), Err(LexiconError::Sectors(MOST))));
    }
}
