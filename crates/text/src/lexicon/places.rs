//! Which places a text names, and whose they are.

use std::collections::HashMap;
use std::ops::Range;

use super::ProvinceData;
use crate::trie::{Trie, pack};

/// Level of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceLevel {
    /// Province, autonomous region, municipality.
    Province,
    /// Prefecture-level city, autonomous prefecture, prefecture, league.
    Prefecture,
}

/// A province or prefecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its level.
    pub level: PlaceLevel,
    /// Number of its province in [`Places`].
    pub province: u16,
    /// Number of the prefecture in its province; 0 for the province itself.
    pub prefecture: u16,
}

/// All places, ready to be found.
#[derive(Debug)]
pub struct Places {
    words: Trie,
    /// The place that each word names.
    named: Vec<Place>,
    /// For each province: the full name, then those of its prefectures.
    names: Vec<Vec<String>>,
}

impl Places {
    pub(super) fn new(provinces: &[ProvinceData]) -> Self {
        // Of places with one name the first has it.
        let mut places: HashMap<&str, Place> = HashMap::new();
        let mut names = Vec::new();
        for (province, number) in provinces.iter().zip(0..) {
            let place = Place { level: PlaceLevel::Province, province: number, prefecture: 0 };
            let own = [&province.name, &province.short];
            for name in own.into_iter().chain(&province.also).filter(|name| !name.is_empty()) {
                places.entry(name).or_insert(place);
            }
            let mut all = vec![province.name.clone()];
            for (own, prefecture) in province.prefectures.iter().zip(1..) {
                let place = Place { level: PlaceLevel::Prefecture, province: number, prefecture };
                for name in own {
                    places.entry(name).or_insert(place);
                }
                all.extend(own.first().cloned());
            }
            names.push(all);
        }
        let (packed, order) = pack(places.keys().copied());
        let named = order.iter().map(|name| places[name]).collect();
        Self { words: Trie::unpack(&mut packed.as_slice()), named, names }
    }

    /// Every place named in `text`, in order; of names that begin together, the longest.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, Place)> {
        let mut out: Vec<(Range<usize>, Place)> = Vec::new();
        self.words.each_in(text, &mut |at, len, word| {
            let found = (at..at + len, self.named[word as usize]);
            match out.last_mut() {
                Some(last) if last.0.start == at => *last = found,
                Some(last) if last.0.end > at => {}
                _ => out.push(found),
            }
        });
        out
    }

    /// Full name of a place.
    #[must_use]
    pub fn name(&self, place: Place) -> &str {
        &self.names[usize::from(place.province)][usize::from(place.prefecture)]
    }
}
