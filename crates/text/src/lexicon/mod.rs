//! The lexicon: what expressions mean the same, which words mark a clause as no commitment, where places lie.
//!
//! All of it is data (`crates/text/lexicon/*.toml`), packed into the program at build time. A user's own file of the
//! same form is added with [`Lexicon::with`].

mod anchor;
mod data;
mod markers;
mod patterns;
mod places;

use std::collections::HashMap;
use std::sync::OnceLock;

pub use data::{BodyData, GroupData, GroupKind, LexiconData, MarkerData, MarkerKind, ProvinceData};
pub use markers::{MarkerHit, Markers};
pub use patterns::Patterns;
pub use places::{Place, PlaceLevel, Places};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.postcard"));

/// Number of a concept in its [`Lexicon`].
pub type ConceptId = u32;

/// How strongly an expression stands for a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A `near` expression.
    Near,
    /// One of the group's own.
    Full,
}

/// One meaning: a group of expressions or a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// The id it has in its file.
    pub id: String,
    /// What sort of thing it names.
    pub kind: GroupKind,
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
        /// What the regex crate says.
        source: regex::Error,
    },
    /// The data built into the program cannot be read.
    #[error("内置词库损坏 (built-in lexicon is damaged): {0}")]
    Packed(#[from] postcard::Error),
}

/// All words Yaodian knows, ready for look-up.
#[derive(Debug)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    terms: HashMap<Box<str>, Vec<(ConceptId, Strength)>>,
    patterns: Patterns<ConceptId>,
    markers: Markers,
    places: Places,
}

impl Lexicon {
    /// The lexicon that comes with the program, read once.
    ///
    /// # Panics
    /// If the data built into the program is damaged, which the tests rule out.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        #[allow(clippy::expect_used)]
        BUILTIN.get_or_init(|| {
            let (data, anchors) = builtin_data().expect("the packed lexicon is made by build.rs");
            Self::new(&data, anchors)
        })
    }

    /// The built-in lexicon with a user's entries added; see [`read_entries`] for their file.
    ///
    /// # Errors
    /// If an entry holds a pattern that is no regular expression.
    pub fn with(own: LexiconData) -> Result<Self, LexiconError> {
        let (mut data, anchors) = builtin_data()?;
        // Words alone leave the prepared patterns as they are.
        let only_words = own.patterns().next().is_none();
        data.append(own);
        if only_words { Ok(Self::new(&data, anchors)) } else { Self::from_data(&data) }
    }

    /// The built-in lexicon without the groups that `leave_out` picks by their ids: what a group brings can be measured so.
    ///
    /// # Errors
    /// None in practice: the built-in patterns are checked.
    pub fn without(leave_out: impl Fn(&str) -> bool) -> Result<Self, LexiconError> {
        let (mut data, _) = builtin_data()?;
        data.groups.retain(|group| !leave_out(&group.id));
        Self::from_data(&data)
    }

    /// Makes a lexicon from entries.
    ///
    /// # Errors
    /// If a pattern is no regular expression.
    pub fn from_data(data: &LexiconData) -> Result<Self, LexiconError> {
        let lexicon = Self::new(data, data.patterns().map(anchor::anchors).collect());
        lexicon.patterns.verify()?;
        lexicon.markers.verify()?;
        Ok(lexicon)
    }

    /// `anchors` are those of [`LexiconData::patterns`], in order.
    fn new(data: &LexiconData, anchors: Vec<Anchors>) -> Self {
        let mut anchors = anchors.into_iter();
        let concepts = data.groups.iter().enumerate();
        let entries: Vec<_> = concepts
            .flat_map(|(number, group)| {
                group.patterns.iter().map(move |pattern| (pattern, number as ConceptId))
            })
            .map(|(pattern, concept)| (pattern.clone(), anchors.next().unwrap_or_default(), concept))
            .collect();
        let mut lexicon = Self {
            concepts: Vec::new(),
            terms: HashMap::new(),
            patterns: Patterns::new(entries.into_iter()),
            markers: Markers::new(&data.markers, anchors),
            places: Places::new(&data.provinces),
        };
        // Groups come first, so that a group's number is its concept's.
        for group in &data.groups {
            let concept = lexicon.add_concept(&group.id, group.kind);
            lexicon.add_terms(concept, &group.terms, Strength::Full);
            lexicon.add_terms(concept, &group.near, Strength::Near);
        }
        for body in &data.bodies {
            let concept = lexicon.add_concept(&body.id, GroupKind::Role);
            lexicon.add_terms(concept, &body.names, Strength::Full);
        }
        lexicon
    }

    fn add_concept(&mut self, id: &str, kind: GroupKind) -> ConceptId {
        self.concepts.push(Concept { id: id.to_owned(), kind });
        (self.concepts.len() - 1) as ConceptId
    }

    fn add_terms(&mut self, concept: ConceptId, terms: &[String], strength: Strength) {
        for term in terms {
            let entries = self.terms.entry(term.as_str().into()).or_default();
            if !entries.iter().any(|(known, _)| *known == concept) {
                entries.push((concept, strength));
            }
        }
    }

    /// The concepts an expression stands for; empty for unknown ones.
    #[must_use]
    pub fn concepts_of(&self, term: &str) -> &[(ConceptId, Strength)] {
        self.terms.get(term).map_or(&[], Vec::as_slice)
    }

    /// A concept by its number.
    #[must_use]
    pub fn concept(&self, id: ConceptId) -> &Concept {
        &self.concepts[id as usize]
    }

    /// The number of a concept by the id in its file.
    #[must_use]
    pub fn concept_by_name(&self, name: &str) -> Option<ConceptId> {
        self.concepts.iter().position(|concept| concept.id == name).map(|index| index as ConceptId)
    }

    /// Every expression, in no particular order.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.terms.keys().map(AsRef::as_ref)
    }

    /// Expressions with gaps, each with its concept.
    #[must_use]
    pub fn patterns(&self) -> &Patterns<ConceptId> {
        &self.patterns
    }

    /// Words that mark a clause as no commitment, or as a weak one.
    #[must_use]
    pub fn markers(&self) -> &Markers {
        &self.markers
    }

    /// Provinces and prefectures.
    #[must_use]
    pub fn places(&self) -> &Places {
        &self.places
    }
}

/// Reads the entries of a lexicon file.
///
/// # Errors
/// If `toml` is not of the form of a lexicon file; the error names line and column.
pub fn read_entries(toml: &str) -> Result<LexiconData, LexiconError> {
    Ok(toml::from_str(toml)?)
}

/// Conditions under which a pattern can match; see [`anchor`].
type Anchors = Vec<Vec<String>>;

fn builtin_data() -> Result<(LexiconData, Vec<Anchors>), LexiconError> {
    Ok(postcard::from_bytes(PACKED)?)
}
