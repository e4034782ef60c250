//! Words with what each stands for.

use std::ops::Range;

use crate::trie::{Trie, number};

/// Words, each with values.
#[derive(Debug, Default)]
pub(super) struct Index<T> {
    words: Trie,
    values: Lists<T>,
}

impl<T> Index<T> {
    /// Unpacks an index, its values in order through `value`, which also sees those before.
    pub(super) fn unpack(mut bytes: &[u8], mut value: impl FnMut(&[T], u32) -> T) -> Self {
        let words = Trie::unpack(&mut bytes);
        let mut starts = Vec::with_capacity(words.len() + 1);
        let mut start = 0;
        for _ in 0..words.len() {
            starts.push(start);
            start += number(&mut bytes);
        }
        starts.push(start);
        let mut values = Vec::with_capacity(start as usize);
        for _ in 0..start {
            values.push(value(&values, number(&mut bytes)));
        }
        Self { words, values: Lists { starts, values } }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// The words themselves, with their numbers.
    pub(super) fn words(&self) -> &Trie {
        &self.words
    }

    /// The values of a word by its number.
    pub(super) fn of(&self, word: u32) -> &[T] {
        self.values.of(word)
    }

    /// The values of a word; none of an unknown one.
    pub(super) fn get(&self, word: &str) -> &[T] {
        self.words.get(word).map_or(&[], |word| self.of(word))
    }

    /// Tells `found` of the values of every word at every place of `text`, with the place.
    pub(super) fn each_in(&self, text: &str, mut found: impl FnMut(Range<usize>, &T)) {
        self.words.each_in(text, &mut |at, len, word| {
            self.of(word).iter().for_each(|own| found(at..at + len, own))
        });
    }
}

/// Lists by number, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Lists<T> {
    /// By number, where its list starts; where it ends, the next one's does.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Lists<T> {
    /// `count` lists, each made by what `add` puts behind the values before.
    pub(super) fn new(count: usize, mut add: impl FnMut(&mut Vec<T>)) -> Self {
        let (mut starts, mut values) = (vec![0], Vec::new());
        for _ in 0..count {
            add(&mut values);
            starts.push(values.len() as u32);
        }
        Self { starts, values }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// A list by its number.
    pub(super) fn of(&self, list: u32) -> &[T] {
        &self.values[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }
}
