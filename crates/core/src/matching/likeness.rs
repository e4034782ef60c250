//! Similarities of the words of a notice to those of a plan.
//!
//! They are counted and not compared pair by pair: each word of the plan is led by its characters and meanings to the words of
//! the notice that have some of them as well, and all others are nothing like it.

use yaodian_text::lexicon::Strength;

use super::index::{NONE, PlanIndex, PlanWord};
use super::larger;
use super::lists::Lists;
use super::similarity::{by_characters, certainty, meaning};
use super::vocabulary::Vocabulary;

/// Which words of a notice each word of a plan is like.
#[derive(Debug)]
pub struct Likeness {
    /// For each word of the plan, the words of the notice that are anything like it.
    close: Lists<(u32, f32)>,
    /// By token of the plan, the number of its word; [`NONE`] of one that carries no meaning.
    tokens: Vec<u32>,
    /// How many words the notice has.
    vocabulary: usize,
}

/// A word is like about so many words of a notice.
const LIKE: usize = 32;

impl Likeness {
    pub(super) fn new(index: &PlanIndex<'_>, vocabulary: &Vocabulary) -> Self {
        let mut close = Lists::with_room(index.words().len(), LIKE * index.words().len());
        let mut meeting = Meeting::new(vocabulary);
        for word in index.words() {
            let same = vocabulary.of_text(word.text);
            let length = meeting.with(word);
            // They need no comparison, and are added below.
            for number in same {
                (meeting.shared[*number as usize], meeting.meant[*number as usize]) = (0, 0.0);
            }
            let certainty = certainty(length);
            for number in meeting.words.drain(..) {
                let shared = std::mem::take(&mut meeting.shared[number as usize]);
                let meant = std::mem::take(&mut meeting.meant[number as usize]);
                let lengths = (vocabulary.length(number), length);
                let value = larger(certainty * meant, by_characters(lengths, shared as usize));
                if value > 0.0 {
                    close.push((number, value));
                }
            }
            same.iter().for_each(|number| close.push((*number, 1.0)));
            close.end();
        }
        Self { close, tokens: index.tokens().to_vec(), vocabulary: vocabulary.len() }
    }

    /// For each word of the notice, the words of the plan that it is anything like.
    pub(super) fn by_word_of_notice(&self) -> Lists<(u32, f32)> {
        let own = (0..).zip(self.close.iter());
        let all =
            own.flat_map(|(id, close)| close.iter().map(move |(number, value)| (*number, (id, *value))));
        Lists::sorted(self.vocabulary, all)
    }

    /// The words of the notice that are anything like a token of the plan.
    fn close_to(&self, token: usize) -> &[(u32, f32)] {
        match self.tokens[token] {
            NONE => &[],
            word => self.close.of(word as usize),
        }
    }

    /// Similarity of each token to the closest of these words of the notice, by their numbers.
    #[must_use]
    pub fn to_closest(&self, numbers: &[u32], tokens: &[usize]) -> Vec<f32> {
        let mut asked = vec![false; self.vocabulary];
        numbers.iter().for_each(|number| asked[*number as usize] = true);
        let closest = |token: &usize| {
            let asked = self.close_to(*token).iter().filter(|(number, _)| asked[*number as usize]);
            asked.fold(0.0, |best, (_, value)| value.max(best))
        };
        tokens.iter().map(closest).collect()
    }

    /// Similarity of a word of the notice, by its number, to a token of the plan.
    #[must_use]
    pub fn of(&self, number: u32, token: usize) -> f32 {
        self.close_to(token).iter().find(|(own, _)| *own == number).map_or(0.0, |(_, value)| *value)
    }
}

/// The words of the notice that a word of the plan leads to.
struct Meeting<'a> {
    vocabulary: &'a Vocabulary,
    /// By word of the notice, how many of its characters the other has; all 0 before and after each word of the plan.
    shared: Vec<u32>,
    /// The same for how close both are in meaning.
    meant: Vec<f32>,
    /// Those that have something in common with it.
    words: Vec<u32>,
    /// Its characters.
    characters: Vec<char>,
}

impl<'a> Meeting<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        let len = vocabulary.len();
        Self {
            vocabulary,
            shared: vec![0; len],
            meant: vec![0.0; len],
            words: Vec::with_capacity(len),
            characters: Vec::new(),
        }
    }

    /// Meets all that share characters or a meaning with a word; returns how many characters that has.
    fn with(&mut self, word: &PlanWord<'_>) -> usize {
        let Self { vocabulary, shared, meant, words, characters } = self;
        characters.clear();
        characters.extend(word.text.chars());
        // A single character is like no other word.
        if characters.len() > 1 {
            for (place, character) in characters.iter().enumerate() {
                if characters[..place].contains(character) {
                    continue;
                }
                for number in vocabulary.with_character(*character) {
                    let shared = &mut shared[*number as usize];
                    if *shared == 0 {
                        words.push(*number);
                    }
                    *shared += 1;
                }
            }
        }
        let own = word.token.concepts.iter().map(|own| (own.concept(), Some(own.strength())));
        let covering = word.token.patterns.iter().map(|concept| (*concept, None));
        for (concept, theirs) in own.chain(covering) {
            for strength in [Strength::Full, Strength::Near] {
                let value = meaning(strength, theirs);
                if value == 0.0 {
                    continue;
                }
                for number in vocabulary.of_concept(concept, strength) {
                    let meant = &mut meant[*number as usize];
                    if *meant == 0.0 && shared[*number as usize] == 0 {
                        words.push(*number);
                    }
                    *meant = larger(*meant, value);
                }
            }
        }
        characters.len()
    }
}
