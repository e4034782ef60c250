//! The engine of Yaodian: what a notice asks for, what a plan commits to, and how far the two agree.
//!
//! Pure: no files, clock, environment or threads. [`check`](crate::verdict::check) is the door.

pub mod compare;
pub mod copying;
mod data;
pub mod document;
pub mod facet;
pub mod matching;
pub mod notice;
mod observe;
pub mod plan;
pub mod report;
pub mod review;
pub mod suggest;
pub mod toml_file;
pub mod verdict;
mod wording;

pub use compare::{CompareError, Comparison, Versions, compare, versions};
pub use copying::Copying;
pub use document::{Document, Span};
pub use notice::{NoticeError, Reach, Requirements};
pub use report::{Report, Status};
pub use review::Review;
pub use verdict::{CheckError, Checker, check};

/// Unpacks what every check needs besides the lexicon and is else unpacked when first asked for: dictionary, model, words
/// of remarks and suggestions. For a thread beside the one that reads the lexicon and the files; twice does no harm.
pub fn unpack() {
    yaodian_text::unpack();
    verdict::unpack();
    observe::unpack();
    suggest::unpack();
    wording::Wording::builtin();
}
