//! The program's own words and bounds, the TOML files of `crates/core/data`: reading them, and finding their words in a text.

use serde::de::DeserializeOwned;

/// A file of `data/`, in the form of the type that holds it.
///
/// # Panics
/// If the file is not of that form, which the tests rule out.
#[allow(clippy::expect_used)]
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("every file of crates/core/data is read by the tests")
}

/// Whether a text has one of some words.
pub(crate) fn any_of(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether a text begins with one of some words.
pub(crate) fn begins_with(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}

/// Whether a text ends with one of some words.
pub(crate) fn ends_with(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_str()))
}
