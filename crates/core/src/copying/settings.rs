//! Words and bounds of `crates/core/data/copying.toml`, which says what each of them is.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::data;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    pub levels: String,
    pub owners: String,
    pub numerals: String,
    pub ends: String,
    pub gram: usize,
    pub window: usize,
    pub known_gram: usize,
    pub known_share: f64,
    pub pairs_up_to: usize,
    pub neighbours: usize,
    pub shared_from: u32,
    pub shared_share: f64,
    pub partners: usize,
    pub gap: u32,
    pub drift: u32,
    pub passage_from: u32,
    pub prints_from: usize,
    pub density: f64,
    pub edge: u32,
    pub common_from: usize,
    pub common_root: f64,
    pub common_at_most: usize,
    pub one_voice: f64,
    pub sample: usize,
    pub sample_from: usize,
    pub quantile: f64,
    pub chance_at_least: f64,
    pub chance_at_most: f64,
    pub deviation_from: f64,
    pub many_pairs: usize,
    pub looked_at_from: f64,
    pub rare_from: f64,
    pub pair_from: f64,
    pub pair_signs: u32,
    pub long_passage: u32,
}

impl Settings {
    pub(super) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Settings> =
            LazyLock::new(|| data::read(include_str!("../../data/copying.toml")));
        &BUILTIN
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn the_data_file_is_of_its_form() {
        let settings = Settings::builtin();
        // Otherwise there would be signs between fingerprints that none of them covers.
        assert!(settings.window <= settings.gram);
        assert!(settings.known_gram <= settings.gram);
    }
}
