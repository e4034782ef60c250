//! Files as people have them, made [`Document`]s: bytes in, text and places out.
//!
//! The format is found from the content, never from the file's name. One module reads one format; plain text is the
//! only one so far, and every other kind is refused with its name and what to do about it.

mod encoding;
mod error;
mod kind;
mod text;

pub use encoding::Encoding;
pub use error::ReadError;
pub use kind::Kind;

use yaodian_core::Document;

/// Reads a file's bytes; `name` is what the user calls the file, for messages and reports.
///
/// Spans in what is made of the document are byte offsets into `bytes`, a byte order mark included.
///
/// # Errors
/// If the file is empty, of a kind that cannot be read, or no valid UTF-8.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    match kind::detect(bytes) {
        None => text::read(name, bytes),
        Some(kind) => Err(ReadError::NotText { name: name.to_owned(), kind, nul: text::first_nul(bytes) }),
    }
}
