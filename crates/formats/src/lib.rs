//! Files as people have them, made [`Document`]s: bytes in, text and places out; and comments back into a Word file.
//!
//! The format is found from the content, never from the file's name. One module reads one format, each into
//! [`Block`](yaodian_core::document::Block)s: paragraphs and table rows in reading order, with automatic numbers
//! written out, tracked changes as accepted, and without headers, footers and page numbers.

mod breaks;
mod counting;
mod doc;
mod docx;
mod encoding;
mod error;
mod findings;
mod html;
mod kind;
mod limits;
mod markdown;
mod names;
mod numbering;
mod ofd;
mod ole;
mod package;
mod page;
mod pdf;
mod rows;
mod rtf;
mod text;
mod xml;

pub use docx::annotate::{AnnotateError, Comment, annotate};
pub use error::{Fault, Limit, ReadError};
pub use findings::comments;
pub use kind::{Kind, detect};

use yaodian_core::Document;
use yaodian_core::document::Block;
use yaodian_core::review::inline;

/// Reads a file's bytes; `name` is what the user calls the file, for messages and reports.
///
/// Spans in what is made of the document are byte offsets into its source: for UTF-8 text that is `bytes` itself, a byte
/// order mark included, for everything else the text taken out of the file.
///
/// # Errors
/// If the file is empty, of a kind that cannot be read, encrypted, scanned, damaged, or too large.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read_as(detect(bytes), name, bytes)
}

/// Reads a file's bytes as being of a kind, whatever they look like.
///
/// # Errors
/// As [`read`], and if they are not of that kind.
pub fn read_as(kind: Kind, name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let faulty = |fault| ReadError::Faulty { name: name.to_owned(), kind, fault };
    if bytes.len() > limits::FILE {
        let size = format!("{} MB", bytes.len() >> 20);
        return Err(faulty(Fault::too_large(size, Limit::Bytes(limits::FILE))));
    }
    let mut waivers = Vec::new();
    let blocks = match kind {
        Kind::Text => return text::read(name, bytes),
        Kind::Markdown => {
            let (text, own) = inline::take(read_text(name, bytes)?);
            waivers = own;
            markdown::read(&text)
        }
        Kind::Html => html::read(bytes),
        // An encrypted one is no package.
        Kind::Docx if bytes.starts_with(ole::MAGIC) => Err(Fault::Encrypted),
        Kind::Docx => docx::read(bytes),
        Kind::Doc => doc::read(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::Pdf => pdf::read(bytes),
        Kind::Ofd => ofd::read(bytes),
        _ => return Err(ReadError::Unsupported { name: name.to_owned(), kind, nul: None }),
    };
    let blocks = blocks.and_then(within_limits).map_err(faulty)?;
    let mut document = Document::from_blocks(name, breaks::split(blocks));
    document.waivers = waivers;
    if document.paragraphs.is_empty() {
        return Err(ReadError::Empty { name: name.to_owned() });
    }
    Ok(document)
}

/// The text of a file that is to be text and nothing else, such as a requirements file, whatever it is encoded in; without
/// byte order mark.
///
/// # Errors
/// If it is no text, or in no encoding that is known here.
pub fn read_text(name: &str, bytes: &[u8]) -> Result<String, ReadError> {
    let mut text = text::decode(name, bytes)?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// Refuses more text than any plan has.
fn within_limits(blocks: Vec<Block>) -> Result<Vec<Block>, Fault> {
    let lines = blocks.iter().flat_map(|block| &block.cells).flat_map(|cell| &cell.lines);
    let bytes: usize = lines.map(|line| line.text.len()).sum();
    if bytes > limits::CHARACTERS * 3 {
        return Err(Fault::too_large("正文", Limit::Characters(limits::CHARACTERS)));
    }
    Ok(blocks)
}
