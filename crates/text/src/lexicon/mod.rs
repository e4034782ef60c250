//! The lexicon: what expressions mean the same, which words mark a clause as no commitment, where places lie.
//!
//! All of it is data (`crates/text/lexicon/*.toml`), packed into the program at build time. A user's own file of the
//! same form is added with [`Lexicon::with`].

mod anchor;
mod data;
mod index;
mod layer;
mod markers;
pub(crate) mod pack;
mod patterns;
mod places;
mod sectors;

use std::ops::Range;
use std::sync::OnceLock;

pub use data::{
    BodyData, GroupData, GroupKind, LexiconData, MarkerData, MarkerKind, ProvinceData, SectorData,
};
pub use layer::Meaning;
pub use markers::MarkerHit;
pub use places::{Place, PlaceLevel, Places};
pub use sectors::{Sector, SectorHit, SectorSet};

use crate::Token;
use crate::dictionary::Dictionary;
use layer::{Common, Layer};
use pack::is_word_of_its_own;
use sectors::Sectors;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Number of a concept in its [`Lexicon`].
pub type ConceptId = u32;

/// How strongly an expression stands for a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Strength {
    /// A `near` expression.
    #[default]
    Near,
    /// One of the group's own.
    Full,
}

/// One meaning: a group of expressions or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concept {
    /// What sort of thing it names.
    pub kind: GroupKind,
    /// Whether it is an institution or a post.
    pub is_body: bool,
}

/// What went wrong with a lexicon file.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is no TOML of the expected form.
    #[error("词库文件格式不对 (not a lexicon file): {0}")]
    Form(#[from] toml::de::Error),
    /// A pattern is no regular expression.
    #[error("词库条目 {entry} 的正则写错了 (bad pattern): {source}")]
    Pattern {
        /// Id or note of the entry.
        entry: String,
        /// What is wrong with it.
        source: crate::pattern::PatternError,
    },
    /// More sectors than can be told apart.
    #[error(
        "行业领域太多，连同内置的最多{0}个，请并入内置的领域 (more than {0} sectors, the built-in ones included; add words to built-in ones instead)"
    )]
    Sectors(usize),
    /// The data built into the program cannot be read.
    #[error("内置词库损坏 (built-in lexicon is damaged): {0}")]
    Packed(#[from] postcard::Error),
}

/// A term at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it starts: bytes of the text.
    pub at: usize,
    /// Its length in bytes.
    pub len: usize,
    /// Its number in the lexicon.
    pub term: usize,
}

/// All words Yaodian knows, ready for look-up.
#[derive(Debug)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    /// The program's entries, the user's behind them.
    layers: Vec<Layer>,
    places: Places,
    sectors: Sectors,
}

impl Lexicon {
    /// The lexicon that comes with the program, unpacked once.
    ///
    /// # Panics
    /// If the data built into the program is damaged, which the tests rule out.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        #[allow(clippy::expect_used)]
        BUILTIN.get_or_init(|| Self::with(&LexiconData::default()).expect("the built-in lexicon is sound"))
    }

    /// The built-in lexicon with a user's entries added; see [`read_entries`] for their file. These, packed, live as long as the
    /// program.
    ///
    /// # Errors
    /// If an entry holds a pattern that is no regular expression, or there are more sectors than can be told apart.
    pub fn with(own: &LexiconData) -> Result<Self, LexiconError> {
        let mut common = Common::default();
        let mut layers = vec![Layer::unpack(PACKED, &mut common)?];
        if !own.is_empty() {
            let own_words = own_words(own, |term| layers[0].knows(term));
            layers.push(Layer::of(own, own_words, &mut common)?);
        }
        Ok(Self::new(layers, common))
    }

    /// Makes a lexicon from entries alone, which, packed, live as long as the program.
    ///
    /// # Errors
    /// If a pattern is no regular expression, or there are more sectors than can be told apart.
    pub fn from_data(data: &LexiconData) -> Result<Self, LexiconError> {
        let mut common = Common::default();
        let layer = Layer::of(data, own_words(data, |_| false), &mut common)?;
        Ok(Self::new(vec![layer], common))
    }

    fn new(layers: Vec<Layer>, common: Common) -> Self {
        let places = Places::new(&common.provinces);
        Self { concepts: common.concepts, layers, places, sectors: common.sectors }
    }

    /// The concepts an expression stands for; none for unknown ones.
    pub fn concepts_of(&self, term: &str) -> impl Iterator<Item = Meaning> {
        self.layers.iter().flat_map(move |layer| layer.terms.get(term)).copied()
    }

    /// A concept by its number.
    #[must_use]
    pub fn concept(&self, id: ConceptId) -> Concept {
        self.concepts[id as usize]
    }

    /// Every term, in order.
    #[must_use]
    pub fn terms(&self) -> Vec<String> {
        let mut terms: Vec<String> = self.layers.iter().flat_map(|layer| layer.terms.words().all()).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Whether an expression is a term.
    pub(crate) fn knows(&self, term: &str) -> bool {
        self.layers.iter().any(|layer| layer.knows(term))
    }

    /// Every term at every place of `text`, by rising places, the shorter ones first; one of several layers for each of them.
    pub(crate) fn terms_in(&self, text: &str) -> Vec<Found> {
        let mut out = Vec::with_capacity(text.len() / 3);
        let mut first = 0;
        for layer in &self.layers {
            layer.terms.words().each_in(text, &mut |at, len, word| {
                out.push(Found { at, len, term: first + word as usize });
            });
            first += layer.terms.len();
        }
        if self.layers.len() > 1 {
            out.sort_by_key(|found| (found.at, found.len));
        }
        out
    }

    /// The concepts that a term stands for, by its number.
    pub(crate) fn concepts_by_number(&self, mut term: usize) -> &[Meaning] {
        let mut of_layers = self.layers.iter().map(|layer| &layer.terms);
        let of_term = of_layers.find_map(|terms| match term.checked_sub(terms.len()) {
            Some(rest) => {
                term = rest;
                None
            }
            None => Some(terms.of(term as u32)),
        });
        of_term.unwrap_or_default()
    }

    /// How many terms there are, those of several layers counted in each; their numbers are smaller.
    pub(crate) fn term_numbers(&self) -> usize {
        self.layers.iter().map(|layer| layer.terms.len()).sum()
    }

    /// How many terms are words of their own.
    pub(crate) fn own_words(&self) -> usize {
        self.layers.iter().map(|layer| layer.own_words).sum()
    }

    /// Every expression with gaps in `text` with its concept.
    pub(crate) fn patterns_in(&self, text: &str) -> impl Iterator<Item = (Range<usize>, ConceptId)> {
        self.layers.iter().flat_map(move |layer| layer.patterns.find(text))
    }

    /// Words in `text` that show how far it commits anybody, and of whom and when it speaks, in order of place; overlapping ones are all there.
    #[must_use]
    pub fn markers_in(&self, text: &str) -> Vec<MarkerHit> {
        let mut hits: Vec<MarkerHit> =
            self.layers.iter().flat_map(|layer| layer.markers.find(text)).collect();
        hits.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.kind));
        hits.dedup();
        hits
    }

    /// Words in `text` that tell a sector of government work, in order of place; those inside longer ones are not there. They are
    /// whole words of its `tokens`, several of these, or stand at either end of one (残疾 in 残疾人; no 高校 in 提高校园).
    #[must_use]
    pub fn sectors_in(&self, text: &str, tokens: &[Token]) -> Vec<SectorHit> {
        let mut hits = Vec::new();
        let mut keep = |hit: SectorHit| {
            let first = tokens.partition_point(|token| token.range.end <= hit.range.start);
            let last = tokens.partition_point(|token| token.range.end < hit.range.end);
            let token = |place: usize| tokens.get(place).map(|token| &token.range);
            let starts = token(first).is_some_and(|word| word.start == hit.range.start);
            let ends = token(last).is_some_and(|word| word.end == hit.range.end);
            if starts && ends || first == last && (starts || ends) {
                hits.push(hit);
            }
        };
        self.each_sector_in(text, &mut keep);
        sectors::keep_longest(&mut hits);
        hits
    }

    /// The sectors that some stretch of `text` tells, be it no word of it.
    #[must_use]
    pub fn sectors_by_chance_in(&self, text: &str) -> SectorSet {
        let mut set = SectorSet::default();
        self.each_sector_in(text, &mut |hit| set.insert(hit.sector));
        set
    }

    fn each_sector_in(&self, text: &str, found: &mut impl FnMut(SectorHit)) {
        for layer in &self.layers {
            layer.sectors.each_in(text, |range, (sector, is_body)| {
                found(SectorHit { sector: *sector, is_body: *is_body, range });
            });
        }
    }

    /// The id of a sector.
    #[must_use]
    pub fn sector_id(&self, sector: Sector) -> &str {
        self.sectors.id(sector)
    }

    /// Provinces and prefectures.
    #[must_use]
    pub fn places(&self) -> &Places {
        &self.places
    }
}

/// How many different terms must be made known to the segmenter, those that are `known` otherwise left out.
fn own_words(data: &LexiconData, known: impl Fn(&str) -> bool) -> usize {
    let dictionary = Dictionary::builtin();
    let mut own: Vec<&str> = data.terms().filter(|term| !known(term)).collect();
    own.sort_unstable();
    own.dedup();
    own.retain(|term| is_word_of_its_own(term, |word| dictionary.frequency(word).is_some()));
    own.len()
}

/// The concept of each group, then of each body, in a lexicon made [from these entries](Lexicon::from_data) alone.
#[must_use]
pub fn concept_numbers(data: &LexiconData) -> Vec<ConceptId> {
    pack::terms(data).1
}

/// Reads the entries of a lexicon file.
///
/// # Errors
/// If `toml` is not of the form of a lexicon file; the error names line and column.
pub fn read_entries(toml: &str) -> Result<LexiconData, LexiconError> {
    Ok(toml::from_str(toml)?)
}
