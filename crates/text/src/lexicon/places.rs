//! Which places a text names, and whose they are.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::ProvinceData;

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
    searcher: Option<AhoCorasick>,
    /// The place that each pattern of the searcher names.
    named: Vec<Place>,
    /// For each province: the full name, then those of its prefectures.
    names: Vec<Vec<String>>,
}

impl Places {
    pub(super) fn new(provinces: &[ProvinceData]) -> Self {
        let mut patterns: Vec<&str> = Vec::new();
        let mut named = Vec::new();
        let mut names = Vec::new();
        for (index, province) in provinces.iter().enumerate() {
            let place = Place { level: PlaceLevel::Province, province: index as u16, prefecture: 0 };
            let own = [&province.name, &province.short];
            for name in own.into_iter().chain(&province.also).filter(|name| !name.is_empty()) {
                patterns.push(name);
                named.push(place);
            }
            let mut all = vec![province.name.clone()];
            for (number, prefecture) in province.prefectures.iter().enumerate() {
                let place = Place {
                    level: PlaceLevel::Prefecture,
                    province: index as u16,
                    prefecture: number as u16 + 1,
                };
                for name in prefecture {
                    patterns.push(name);
                    named.push(place);
                }
                all.extend(prefecture.first().cloned());
            }
            names.push(all);
        }
        let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
        Self { searcher, named, names }
    }

    /// Every place named in `text`, in order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, Place)> {
        self.searcher.as_ref().map_or_else(Vec::new, |searcher| {
            searcher
                .find_iter(text)
                .map(|found| (found.range(), self.named[found.pattern().as_usize()]))
                .collect()
        })
    }

    /// Full name of a place.
    #[must_use]
    pub fn name(&self, place: Place) -> &str {
        &self.names[place.province as usize][place.prefecture as usize]
    }
}
