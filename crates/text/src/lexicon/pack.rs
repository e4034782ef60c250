//! Entries packed so that they travel light and are unpacked in no time. Shared with `build.rs`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::anchor::anchors;
use super::data::{GroupKind, LexiconData, MarkerKind, ProvinceData};
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
}

/// Regular expressions with the strings without which they cannot match.
#[derive(Debug, Serialize, Deserialize)]
pub struct PackedPatterns<'a> {
    /// The expressions.
    #[serde(borrow)]
    pub sources: Vec<&'a str>,
    /// What each stands for.
    pub meanings: Vec<u32>,
    /// How many conditions each has.
    pub conditions: Vec<u8>,
    /// Index of strings by the conditions that they meet: the number of the pattern times [`CONDITIONS`] and that of the
    /// condition.
    pub anchors: &'a [u8],
}

/// More than any pattern has.
pub const CONDITIONS: u32 = 8;

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
struct Patterns<'a> {
    sources: Vec<&'a str>,
    meanings: Vec<u32>,
    conditions: Vec<u8>,
    anchors: Vec<u8>,
}

impl<'a> Patterns<'a> {
    fn new(patterns: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let (sources, meanings): (Vec<&str>, Vec<u32>) = patterns.unzip();
        let conditions: Vec<Vec<Vec<String>>> = sources.iter().map(|source| anchors(source)).collect();
        let mut met: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (pattern, conditions) in (0..).zip(&conditions) {
            for (condition, strings) in (0..).zip(conditions) {
                for string in strings {
                    met.entry(string).or_default().push(pattern * CONDITIONS + condition);
                }
            }
        }
        Self {
            sources,
            meanings,
            conditions: conditions.iter().map(|own| own.len() as u8).collect(),
            anchors: index(&met, |it| it),
        }
    }

    fn packed(&self) -> PackedPatterns<'_> {
        PackedPatterns {
            sources: self.sources.clone(),
            meanings: self.meanings.clone(),
            conditions: self.conditions.clone(),
            anchors: &self.anchors,
        }
    }
}
