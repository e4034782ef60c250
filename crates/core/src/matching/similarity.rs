//! How close two words are: the same, of one meaning, or sharing characters.

use yaodian_text::Token;
use yaodian_text::lexicon::{ConceptId, Strength};

/// Two expressions of one group.
const SAME_GROUP: f32 = 0.88;
/// An expression and a `near` one of its group.
const NEAR: f32 = 0.3;
/// A single character of a group counts for this share.
const SINGLE: f32 = 0.7;
/// Full overlap of characters is worth this much.
const CHARACTERS: f32 = 0.7;

/// A word ready for comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// As written, normalised.
    pub text: String,
    /// Its characters.
    pub characters: Vec<char>,
    /// What it stands for.
    pub concepts: Vec<(ConceptId, Strength)>,
    /// What the stretch it stands in may stand for.
    pub patterns: Vec<ConceptId>,
    /// Whether it names a body.
    pub is_body: bool,
    /// Rarity in the language.
    pub general: f32,
}

impl Word {
    /// The word of a token.
    #[must_use]
    pub fn new(text: &str, token: &Token) -> Self {
        let text = text[token.range.clone()].to_owned();
        Self {
            characters: text.chars().collect(),
            text,
            concepts: token.concepts.iter().map(|own| (own.concept(), own.strength())).collect(),
            patterns: token.patterns.to_vec(),
            is_body: token.is_body,
            general: token.weight,
        }
    }
}

/// Similarity of a word of an obligation to one of a plan, 0 to 1.
#[must_use]
pub fn similarity(a: &Word, b: &Word) -> f32 {
    if a.text == b.text {
        return 1.0;
    }
    let shared = a.characters.iter().filter(|character| b.characters.contains(character)).count();
    let lengths = (a.characters.len(), b.characters.len());
    (certainty(lengths.1) * by_meaning(a, b)).max(by_characters(lengths, shared))
}

fn by_meaning(a: &Word, b: &Word) -> f32 {
    let all = a.concepts.iter().flat_map(|(concept, strength)| {
        let covering = b.patterns.iter().filter(move |other| *other == concept).map(|_| None);
        let own = b.concepts.iter().filter(move |other| other.0 == *concept).map(|other| Some(other.1));
        covering.chain(own).map(move |theirs| meaning(*strength, theirs))
    });
    all.fold(0.0, f32::max)
}

/// Similarity of a word that stands for a concept to one that does as well, or that is covered by an expression that does.
pub(super) fn meaning(strength: Strength, other: Option<Strength>) -> f32 {
    match (strength, other) {
        (Strength::Full, None | Some(Strength::Full)) => SAME_GROUP,
        (Strength::Near, Some(Strength::Near)) => 0.0,
        _ => NEAR,
    }
}

/// How far a similarity of meaning to a word of so many characters is to be trusted: 开, 请, 报 mean much else besides.
pub(super) fn certainty(characters: usize) -> f32 {
    if characters == 1 { SINGLE } else { 1.0 }
}

/// Similarity by characters of two words that have so many, of which the second has `shared` of those of the first.
pub(super) fn by_characters((a, b): (usize, usize), shared: usize) -> f32 {
    // Half of the characters in common, or the words have nothing to do with each other.
    if a < 2 || b < 2 || 4 * shared < a + b {
        return 0.0;
    }
    CHARACTERS * (2.0 * shared as f32 / (a + b) as f32)
}
