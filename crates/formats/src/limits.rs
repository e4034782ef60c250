//! How much a file may ask of this program: a hostile one must end in an error, not in an empty machine.

/// Bytes of a file. Plans are a few megabytes with all their pictures.
pub(crate) const FILE: usize = 64 << 20;
/// Bytes of one part of a package, unpacked.
pub(crate) const PART: usize = 64 << 20;
/// Entries of a package.
pub(crate) const ENTRIES: usize = 10_000;
/// Elements or groups inside each other.
pub(crate) const DEPTH: usize = 256;
/// Characters of text in a document: some two thousand pages.
pub(crate) const CHARACTERS: usize = 4 << 20;
/// Pages of a document.
pub(crate) const PAGES: usize = 5_000;
