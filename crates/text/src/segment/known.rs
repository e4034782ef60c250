//! What jieba is told: of the dictionary and the lexicon, the words that occur in the texts it cuts.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use jieba_rs::Jieba;

use super::TERM_FREQUENCY;
use crate::dictionary::Dictionary;
use crate::lexicon::pack::is_word_of_its_own;
use crate::lexicon::{Found, Lexicon};

/// No text has it: it stands for the words that jieba has not been told, so that the others are as likely as among all.
const REST: &str = "\u{10ffff}\u{10ffff}";

/// Jieba, and what it knows. Words that do not occur in a text have no say in how it is cut, so that what it was told for
/// earlier texts changes nothing.
#[derive(Debug)]
pub(super) struct Known(Mutex<Told>);

#[derive(Debug)]
struct Told {
    jieba: Jieba,
    /// By number, whether a word of the dictionary has been told.
    words: Vec<bool>,
    /// By number, whether a term of the lexicon has been looked at.
    terms: Vec<bool>,
    /// Sum of the frequencies of all words that have not.
    rest: usize,
}

impl Known {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let dictionary = Dictionary::builtin();
        let rest = dictionary.total + lexicon.own_words() * TERM_FREQUENCY;
        let (words, terms) = (vec![false; dictionary.len()], vec![false; lexicon.term_numbers()]);
        Self(Mutex::new(Told { jieba: Jieba::empty(), words, terms, rest }))
    }

    /// Where the words of a text stand, in order, without gaps. `terms` are those of the lexicon in it.
    pub(super) fn cut(&self, text: &str, terms: &[Found]) -> Vec<Range<usize>> {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.tell(text, terms);
        told.jieba.cut(text, false).iter().map(|word| word.byte_start..word.byte_end).collect()
    }
}

impl Told {
    /// Makes the words of a text known.
    fn tell(&mut self, text: &str, terms: &[Found]) {
        let dictionary = Dictionary::builtin();
        dictionary.each_in(text, &mut |at, len, word| {
            if !std::mem::replace(&mut self.words[word as usize], true) {
                self.add(&text[at..at + len], dictionary.frequency_of(word));
            }
        });
        let in_dictionary = |word: &str| dictionary.frequency(word).is_some();
        for Found { at, len, term } in terms {
            let seen = std::mem::replace(&mut self.terms[*term], true);
            let term = &text[*at..at + len];
            if !seen && is_word_of_its_own(term, in_dictionary) && !self.jieba.has_word(term) {
                self.add(term, TERM_FREQUENCY);
            }
        }
        self.jieba.add_word(REST, Some(self.rest), None);
    }

    fn add(&mut self, word: &str, frequency: usize) {
        self.jieba.add_word(word, Some(frequency), None);
        self.rest -= frequency;
    }
}
