//! The different words of a notice, found by text, meaning and characters: made ready once for any number of plans.

use std::hash::Hash;

use rustc_hash::FxHashMap;
use yaodian_text::lexicon::{ConceptId, Strength};

use super::Word;
use super::lists::Lists;

/// Words by number, and what leads to them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// How many characters each word has.
    lengths: Vec<u32>,
    by_text: Finder<String, u32>,
    /// Words of several characters; a word that has a character twice is there twice.
    by_character: Finder<char, u32>,
    by_concept: Finder<(ConceptId, Strength), u32>,
}

/// Lists, each found by what its values have in common.
#[derive(Debug)]
struct Finder<K, T> {
    numbers: FxHashMap<K, u32>,
    lists: Lists<T>,
}

impl<K: Hash + Eq, T: Copy + Default> Finder<K, T> {
    fn new(values: impl Iterator<Item = (K, T)>) -> Self {
        let mut numbers = FxHashMap::default();
        let mut numbered = Vec::new();
        for (key, value) in values {
            let next = numbers.len() as u32;
            numbered.push((*numbers.entry(key).or_insert(next), value));
        }
        let lists = Lists::sorted(numbers.len(), numbered.iter().copied());
        Self { numbers, lists }
    }

    fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> &[T]
    where
        K: std::borrow::Borrow<Q>,
    {
        self.numbers.get(key).map_or(&[], |list| self.lists.of(*list as usize))
    }
}

impl Vocabulary {
    /// Makes words ready; their numbers are their places.
    pub(super) fn new(words: &[Word]) -> Self {
        let numbered = || (0..).zip(words);
        let characters = numbered().filter(|(_, word)| word.characters.len() > 1);
        let characters =
            characters.flat_map(|(number, word)| word.characters.iter().map(move |own| (*own, number)));
        let concepts =
            numbered().flat_map(|(number, word)| word.concepts.iter().map(move |own| (*own, number)));
        Self {
            lengths: words.iter().map(|word| word.characters.len() as u32).collect(),
            by_text: Finder::new(numbered().map(|(number, word)| (word.text.clone(), number))),
            by_character: Finder::new(characters),
            by_concept: Finder::new(concepts),
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// How many characters a word has.
    pub(super) fn length(&self, word: u32) -> usize {
        self.lengths[word as usize] as usize
    }

    /// The words of a text: several if they mean different things.
    pub(super) fn of_text(&self, text: &str) -> &[u32] {
        self.by_text.get(text)
    }

    /// The words of several characters of which one is this, as often as it is.
    pub(super) fn with_character(&self, character: char) -> &[u32] {
        self.by_character.get(&character)
    }

    /// The words that stand for a concept so strongly.
    pub(super) fn of_concept(&self, concept: ConceptId, strength: Strength) -> &[u32] {
        self.by_concept.get(&(concept, strength))
    }
}
