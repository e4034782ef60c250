//! Comments written into the user's own file: bytes are spliced into the main part, every part that need not change is
//! copied as it is.

mod anchor;
mod parts;
mod splice;

use yaodian_core::Document;
use yaodian_core::document::Span;

use super::parts::Parts;
use super::walk::{self, Token};
use crate::error::{Fault, ReadError};
use crate::kind::{self, Kind};
use crate::package::Package;

/// Who the comments are by.
const AUTHOR: &str = "要点 Yaodian";
const INITIALS: &str = "要点";

/// A comment to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The passage, as bytes of the document's source; `None` is the head of the document.
    pub at: Option<Span>,
    /// Its paragraphs.
    pub lines: Vec<String>,
}

/// Why comments cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnnotateError {
    /// Only Word files take comments.
    #[error(
        "{name}：这是{}，批注只能写入 Word 文档（docx）；请用 Word 或 WPS 另存为 docx 再试 \
         (this is a {kind}; comments can only be put into a Word document, save it as docx)",
        kind.label()
    )]
    NotWord {
        /// Name of the file.
        name: String,
        /// What it is.
        kind: Kind,
    },
    /// The main part is not in UTF-8, so that nothing can be put in without changing all of it.
    #[error(
        "{name}：正文部件不是 UTF-8 编码，写入批注会改动全文；请用 Word 或 WPS 打开并另存再试 \
         (its main part is not UTF-8; open it in Word or WPS and save it again)"
    )]
    NotUtf8 {
        /// Name of the file.
        name: String,
    },
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A copy of the Word file `bytes` with comments in it; `document` is what [`read`](crate::read) made of the same bytes.
///
/// # Errors
/// If it is no Word file or cannot be read.
pub fn annotate(bytes: &[u8], document: &Document, comments: &[Comment]) -> Result<Vec<u8>, AnnotateError> {
    let name = document.name.clone();
    let kind = kind::detect(bytes);
    if kind != Kind::Docx {
        return Err(AnnotateError::NotWord { name, kind });
    }
    let faulty = |fault: Fault| AnnotateError::Read(ReadError::Faulty { name: name.clone(), kind, fault });
    let mut package = Package::open(bytes).map_err(faulty)?;
    let parts = Parts::find(&mut package).map_err(faulty)?;
    let main = package.bytes(&parts.document).map_err(faulty)?.unwrap_or_default();
    let mark = if main.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let Ok(text) = std::str::from_utf8(&main[mark..]) else { return Err(AnnotateError::NotUtf8 { name }) };
    let mut paragraphs = Vec::new();
    walk::walk(text, &parts.document, &mut |token| {
        if let Token::Paragraph(paragraph) = token {
            paragraphs.push(paragraph);
        }
    })
    .map_err(faulty)?;
    paragraphs.sort_by_key(|paragraph| paragraph.ordinal);
    let mut changed = parts::Changed::open(&mut package, &parts, text).map_err(faulty)?;
    let mut splices = splice::Splices::default();
    for comment in comments {
        let Some(range) = anchor::find(document, &paragraphs, comment.at) else { continue };
        let id = changed.add(&comment.lines);
        splices.comment(&paragraphs, &range, id);
    }
    if splices.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut out = main[..mark].to_vec();
    out.extend(splices.apply(text, &paragraphs).into_bytes());
    let mut written = changed.finish();
    written.push((parts.document.clone(), out));
    package.with_parts(&written).map_err(faulty)
}

#[cfg(test)]
mod tests;
