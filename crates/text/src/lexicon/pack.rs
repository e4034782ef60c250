//! Entries packed so that they travel light and are unpacked in no time. Shared with `build.rs`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::anchor::anchors;
use super::data::{GroupKind, LexiconData, MarkerKind, ProvinceData};
use crate::pattern::expression::Expression;
use crate::trie::{self, write};

/// What [`pack`] packs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Packed<'a> {
    /// Of each concept its kind and whether it is a body.
    pub concepts: Vec<(GroupKind, bool)>,
    /// How many terms are made known to the segmenter.
    pub own_words: u32,
    /// Index of the terms by what they stand for: how many meanings ago the concept came last, 0 for the next new one,
    /// doubled; one more for a term that is only near to it.
    pub terms: &'a [u8],
    /// Expressions with gaps; they stand for concepts.
    #[serde(borrow)]
    pub patterns: PackedPatterns<'a>,
    /// Kinds of the markers.
    pub markers: Vec<MarkerKind>,
    /// Index of the markers' terms by the numbers of the markers.
    pub marker_terms: &'a [u8],
    /// Patterns of the markers.
    pub marker_patterns: PackedPatterns<'a>,
    /// Places.
    pub provinces: Vec<ProvinceData>,
    /// The ids of the sectors.
    pub sectors: Vec<String>,
    /// Index of the sectors' words by the numbers of the sectors, doubled; one more for a body.
    pub sector_words: &'a [u8],
}

/// Regular expressions with the strings without which they cannot match.
///
/// A text meets the conditions of an expression if of each at least one string stands in it. An expression is looked at
/// where a string of its rarest condition stands; then the others are asked for.
#[derive(Debug, Serialize, Deserialize)]
pub struct PackedPatterns<'a> {
    /// What each stands for.
    pub meanings: Vec<u32>,
    /// How many bytes of `expressions` each has.
    pub lengths: Vec<u32>,
    /// The expressions, [packed](Expression::pack), one behind the other.
    pub expressions: &'a [u8],
    /// Those without conditions.
    pub always: Vec<u32>,
    /// Index of the strings by the patterns whose rarest condition has them.
    pub called: &'a [u8],
    /// For each pattern how many other conditions it has, and of each how many strings, and these by their numbers in
    /// the index.
    pub wanted: &'a [u8],
}

/// Packs entries, of whose terms so many are [words of their own](is_word_of_its_own).
///
/// # Errors
/// None in practice: all of it has a packed form.
pub fn pack(data: &LexiconData, own_words: u32) -> Result<Vec<u8>, postcard::Error> {
    let (terms, numbers) = terms(data);
    let kinds = data.groups.iter().map(|group| (group.kind, false));
    let mut concepts: Vec<_> = kinds.chain(data.bodies.iter().map(|_| (GroupKind::Role, true))).collect();
    for (own, number) in concepts.clone().into_iter().zip(&numbers) {
        concepts[*number as usize] = own;
    }
    let own = data.groups.iter().zip(&numbers);
    let patterns = own.flat_map(|(group, number)| group.patterns.iter().map(|it| (it.as_str(), *number)));
    let markers = || (0u32..).zip(&data.markers);
    let marker_patterns =
        markers().flat_map(|(number, marker)| marker.patterns.iter().map(move |it| (it.as_str(), number)));
    let mut marker_terms: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (number, marker) in markers() {
        marker.terms.iter().for_each(|term| marker_terms.entry(term).or_default().push(number));
    }
    let mut sector_words: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (number, sector) in (0u32..).zip(&data.sectors) {
        let value = |is_body: bool| number << 1 | u32::from(is_body);
        sector
            .telling()
            .for_each(|(word, is_body)| sector_words.entry(word).or_default().push(value(is_body)));
    }
    let (patterns, marker_patterns) = (Patterns::new(patterns), Patterns::new(marker_patterns));
    postcard::to_allocvec(&Packed {
        concepts,
        own_words,
        terms: &terms,
        patterns: patterns.packed(),
        markers: data.markers.iter().map(|marker| marker.kind).collect(),
        marker_terms: &index(&marker_terms, |number| number),
        marker_patterns: marker_patterns.packed(),
        provinces: data.provinces.clone(),
        sectors: data.sectors.iter().map(|sector| sector.id.clone()).collect(),
        sector_words: &index(&sector_words, |number| number),
    })
}

/// Whether a term must be made known to jieba, which knows some words. One of three characters made of a known word and
/// one more (送公安, 进企业) is found over its words; as a word of its own it would tear others apart.
pub fn is_word_of_its_own(term: &str, known: impl Fn(&str) -> bool) -> bool {
    let mut cuts = term.char_indices().map(|(at, _)| at);
    match (cuts.next(), cuts.next(), cuts.next(), cuts.next()) {
        (Some(_), _, None, _) => !known(term),
        (Some(_), Some(second), Some(third), None) => {
            !known(term) && !known(&term[second..]) && !known(&term[..third])
        }
        _ => false,
    }
}

/// The index of the terms; and of each group, then of each body, the number of its concept. Concepts are numbered as the
/// index names them.
pub fn terms(data: &LexiconData) -> (Vec<u8>, Vec<u32>) {
    let mut meanings: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    let groups = data.groups.iter().map(|group| (&group.terms, group.near.as_slice()));
    let bodies = data.bodies.iter().map(|body| (&body.names, [].as_slice()));
    let entries = groups.chain(bodies);
    let count = data.groups.len() + data.bodies.len();
    for (entry, (terms, near)) in entries.enumerate() {
        let terms = terms.iter().map(|term| (term, false)).chain(near.iter().map(|term| (term, true)));
        for (term, near) in terms {
            let own = meanings.entry(term).or_default();
            if !own.iter().any(|(known, _)| *known == entry) {
                own.push((entry, near));
            }
        }
    }
    let mut numbers = vec![u32::MAX; count];
    let mut last = vec![0; count];
    let (mut place, mut next) = (0, 0);
    let index = index(&meanings, |(entry, near): (usize, bool)| {
        let ago = if numbers[entry] == u32::MAX { 0 } else { place - last[entry] };
        if ago == 0 {
            numbers[entry] = next;
            next += 1;
        }
        last[entry] = place;
        place += 1;
        ago << 1 | u32::from(near)
    });
    // Those without terms come last.
    for number in numbers.iter_mut().filter(|number| **number == u32::MAX) {
        *number = next;
        next += 1;
    }
    (index, numbers)
}

/// Packs words, each with values, which are asked for in the order in which they are read again.
fn index<T: Copy>(entries: &BTreeMap<&str, Vec<T>>, mut value: impl FnMut(T) -> u32) -> Vec<u8> {
    let (mut out, order) = trie::pack(entries.keys().copied());
    for word in &order {
        write(entries[word].len() as u32, &mut out);
    }
    for own in order.iter().flat_map(|word| &entries[word]) {
        write(value(*own), &mut out);
    }
    out
}

/// Patterns with their anchors.
#[derive(Default)]
struct Patterns {
    meanings: Vec<u32>,
    lengths: Vec<u32>,
    expressions: Vec<u8>,
    always: Vec<u32>,
    called: Vec<u8>,
    wanted: Vec<u8>,
}

impl Patterns {
    /// What is no expression matches nothing: who packs a user's entries tells him before.
    fn new<'a>(patterns: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut out = Self::default();
        let mut all: Vec<Vec<Vec<String>>> = Vec::new();
        for (source, meaning) in patterns {
            let expression = Expression::parse(source).unwrap_or(Expression::Set(Vec::new()));
            let before = out.expressions.len();
            expression.pack(&mut out.expressions);
            out.lengths.push((out.expressions.len() - before) as u32);
            out.meanings.push(meaning);
            all.push(anchors(source));
        }
        let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
        for string in all.iter().flatten().flatten() {
            *shared.entry(string).or_default() += 1;
        }
        let mut called: BTreeMap<&str, Vec<u32>> =
            shared.keys().map(|string| (*string, Vec::new())).collect();
        let rarest: Vec<usize> = all.iter().map(|conditions| rarest(conditions, &shared)).collect();
        for ((number, conditions), rarest) in (0..).zip(&all).zip(&rarest) {
            match conditions.get(*rarest) {
                Some(strings) => {
                    for string in strings {
                        called.entry(string).or_default().push(number);
                    }
                }
                None => out.always.push(number),
            }
        }
        let (_, order) = trie::pack(called.keys().copied());
        let numbers: BTreeMap<&str, u32> = order.into_iter().zip(0..).collect();
        for (conditions, rarest) in all.iter().zip(&rarest) {
            let others = conditions.iter().enumerate().filter(|(place, _)| place != rarest);
            let mut others: Vec<&Vec<String>> = others.map(|(_, strings)| strings).collect();
            // What has few strings is looked through soonest, and least often met.
            others.sort_by_key(|strings| strings.len());
            write(others.len() as u32, &mut out.wanted);
            for strings in others {
                write(strings.len() as u32, &mut out.wanted);
                strings.iter().for_each(|string| write(numbers[string.as_str()], &mut out.wanted));
            }
        }
        out.called = index(&called, |number| number);
        out
    }

    fn packed(&self) -> PackedPatterns<'_> {
        PackedPatterns {
            meanings: self.meanings.clone(),
            lengths: self.lengths.clone(),
            expressions: &self.expressions,
            always: self.always.clone(),
            called: &self.called,
            wanted: &self.wanted,
        }
    }
}

/// The place of the condition whose strings the fewest conditions have: looked for by that, most patterns are not looked at
/// at all.
fn rarest(conditions: &[Vec<String>], shared: &BTreeMap<&str, usize>) -> usize {
    let sum = |strings: &Vec<String>| strings.iter().map(|string| shared[string.as_str()]).sum::<usize>();
    (0..conditions.len()).min_by_key(|place| sum(&conditions[*place])).unwrap_or(0)
}
