//! The words that segmentation starts from: a cut of jieba's own dictionary (MIT), made by `cargo xtask dictionary` and
//! packed by `build.rs`.

use std::sync::OnceLock;

use crate::trie::{Trie, number};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.bin"));

/// Words, each with how often jieba has seen it.
#[derive(Debug)]
pub struct Dictionary {
    words: Trie,
    frequencies: Vec<u32>,
    /// Sum of the frequencies.
    pub total: usize,
}

impl Dictionary {
    /// The one that comes with the program, unpacked once.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Dictionary> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let mut bytes = PACKED;
            let words = Trie::unpack(&mut bytes);
            let frequencies: Vec<u32> = (0..words.len()).map(|_| number(&mut bytes)).collect();
            let total = frequencies.iter().map(|frequency| *frequency as usize).sum();
            Self { words, frequencies, total }
        })
    }

    /// How many words there are; their numbers are smaller.
    pub fn len(&self) -> usize {
        self.frequencies.len()
    }

    /// How often a word has been seen.
    pub fn frequency(&self, word: &str) -> Option<usize> {
        self.words.get(word).map(|word| self.frequency_of(word))
    }

    /// How often the word of a number has been seen.
    pub fn frequency_of(&self, word: u32) -> usize {
        self.frequencies[word as usize] as usize
    }

    /// Tells `found` of every word at every place of `text`: where it starts, its length in bytes and its number.
    pub fn each_in(&self, text: &str, found: &mut dyn FnMut(usize, usize, u32)) {
        self.words.each_in(text, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_with_its_frequency() {
        let list = include_str!("../dict/words.txt");
        for line in list.lines() {
            let (word, count) = line.split_once(' ').expect("a word and its frequency");
            assert_eq!(Dictionary::builtin().frequency(word), count.parse().ok(), "{word}");
        }
        assert_eq!(Dictionary::builtin().len(), list.lines().count());
        assert_eq!(Dictionary::builtin().frequency("没有这样的词"), None);
    }
}
