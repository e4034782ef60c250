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

/// What is known of a word of the notice while one of the plan is looked at.
#[derive(Debug, Default, Clone, Copy)]
struct Met {
    /// Whether it has been met at all.
    met: bool,
    /// Whether both are the same.
    same: bool,
    /// How many of its characters the other has.
    shared: u32,
    /// How close both are in meaning.
    meant: f32,
}

impl Likeness {
    pub(super) fn new(index: &PlanIndex<'_>, vocabulary: &Vocabulary) -> Self {
        let mut close = Lists::with_room(index.words().len(), LIKE * index.words().len());
        let mut meeting = Meeting { met: vec![Met::default(); vocabulary.len()], words: Vec::new() };
        let mut characters = Vec::new();
        for word in index.words() {
            meeting.with(word, vocabulary, &mut characters);
            for number in meeting.words.drain(..) {
                let met = std::mem::take(&mut meeting.met[number as usize]);
                let lengths = (vocabulary.length(number), characters.len());
                let value = if met.same {
                    1.0
                } else {
                    (certainty(lengths.1) * met.meant).max(by_characters(lengths, met.shared as usize))
                };
                if value > 0.0 {
                    close.push((number, value));
                }
            }
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
struct Meeting {
    /// By word of the notice, what is known of it.
    met: Vec<Met>,
    /// Those that have been met.
    words: Vec<u32>,
}

impl Meeting {
    /// Meets all that have anything in common with a word; leaves the characters of that in `characters`.
    fn with(&mut self, word: &PlanWord<'_>, vocabulary: &Vocabulary, characters: &mut Vec<char>) {
        characters.clear();
        characters.extend(word.text.chars());
        vocabulary.of_text(word.text).iter().for_each(|number| self.meet(*number).same = true);
        // A single character is like no other word.
        if characters.len() > 1 {
            for (place, character) in characters.iter().enumerate() {
                if !characters[..place].contains(character) {
                    for number in vocabulary.with_character(*character) {
                        self.meet(*number).shared += 1;
                    }
                }
            }
        }
        let own = word.token.concepts.iter().map(|(concept, strength)| (*concept, Some(*strength)));
        let covering = word.token.patterns.iter().map(|concept| (*concept, None));
        for (concept, theirs) in own.chain(covering) {
            let [near, full] = [Strength::Near, Strength::Full].map(|own| meaning(own, theirs));
            for (number, strength) in vocabulary.of_concept(concept) {
                let meant = if *strength == Strength::Full { full } else { near };
                if meant > 0.0 {
                    let met = self.meet(*number);
                    met.meant = larger(met.meant, meant);
                }
            }
        }
    }

    fn meet(&mut self, number: u32) -> &mut Met {
        let met = &mut self.met[number as usize];
        if !std::mem::replace(&mut met.met, true) {
            self.words.push(number);
        }
        met
    }
}
