//! Chinese official text, made comparable: normalising with a map back to the source, paragraphs and sentences,
//! numbering, words and their meanings.
//!
//! Pure: no files, clock, environment or threads.

mod dictionary;
pub mod layout;
pub mod lexicon;
pub mod normalise;
pub mod numbering;
pub mod pattern;
pub mod segment;
pub mod sentences;
mod trie;

pub use lexicon::Lexicon;
pub use normalise::{Normalised, normalise};
pub use segment::{Segmenter, Token, WordClass};

/// Unpacks what every text needs besides the lexicon and is else unpacked when first asked for: the dictionary and the
/// table of scripts. For a thread beside the one that unpacks the lexicon.
pub fn unpack() {
    dictionary::Dictionary::builtin();
    normalise::converter();
}
