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
use yaodian_core::document::{Block, Origin};
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
    let blocks = match kind {
        Kind::Text => return text::read(name, bytes),
        Kind::Markdown => return markdown_file(name, bytes),
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
    put_together(name, blocks.and_then(within_limits).map_err(faulty)?)
}

fn put_together(name: &str, blocks: Vec<Block>) -> Result<Document, ReadError> {
    let document = Document::from_blocks(name, breaks::split(blocks));
    if document.paragraphs.is_empty() {
        return Err(ReadError::Empty { name: name.to_owned() });
    }
    Ok(document)
}

/// Markdown is text itself: the document knows where in it every word stands, and has its waivers.
fn markdown_file(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let faulty = |fault| ReadError::Faulty { name: name.to_owned(), kind: Kind::Markdown, fault };
    // With the mark at its start, so that positions in UTF-8 are those of the file.
    let (text, waivers) = inline::take(text::decode(name, bytes)?);
    let (blocks, taken) = markdown::read(&text).map_err(faulty)?;
    let mut document = put_together(name, within_limits(blocks).map_err(faulty)?)?;
    document.origin = Origin::lay(&document.source, &text, &taken);
    document.waivers = waivers;
    Ok(document)
}

/// The text of a file that has lines, a plain text or Markdown, its byte order mark included: what [`Document::origin`]
/// leads to.
#[must_use]
pub fn lines(name: &str, bytes: &[u8]) -> Option<String> {
    let has_lines = matches!(detect(bytes), Kind::Text | Kind::Markdown);
    has_lines.then(|| text::decode(name, bytes).ok()).flatten()
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
