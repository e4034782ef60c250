//! Reading the program's own words and bounds: the TOML files of `crates/core/data`.

use serde::de::DeserializeOwned;

/// A file of `data/`, in the form of the type that holds it.
///
/// # Panics
/// If the file is not of that form, which the tests rule out.
#[allow(clippy::expect_used)]
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("every file of crates/core/data is read by the tests")
}
