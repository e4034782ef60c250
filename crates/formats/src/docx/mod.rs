//! Word documents (docx; what WPS writes under either name).

pub mod annotate;
mod flow;
mod numbering;
mod parts;
mod styles;
mod walk;

use std::collections::HashMap;

use yaodian_core::document::{Block, Kind};

use crate::error::Fault;
use crate::numbering::Numbering;
use crate::package::Package;

use flow::Flow;
use parts::Parts;
use styles::Styles;

/// Reads the body of a document, its footnotes after it.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Block>, Fault> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::find(&mut package)?;
    let styles = match &parts.styles {
        Some(part) => Styles::read(&mut package, part)?,
        None => Styles::default(),
    };
    let mut numbering = match &parts.numbering {
        Some(part) => numbering::read(&mut package, part)?,
        None => Numbering::default(),
    };
    let document =
        package.xml(&parts.document)?.ok_or_else(|| Fault::damaged(&parts.document, "is missing"))?;
    let mut flow = Flow::new(&styles, &mut numbering);
    walk::walk(&document, &parts.document, &mut |token| flow.take(token))?;
    let (mut blocks, notes) = flow.finish();
    drop(document);
    for (part, ids) in [(&parts.footnotes, &notes.footnotes), (&parts.endnotes, &notes.endnotes)] {
        if let Some(part) = part.as_deref().filter(|_| !ids.is_empty()) {
            blocks.extend(read_notes(&mut package, part, ids)?);
        }
    }
    Ok(blocks)
}

/// The notes that the body refers to, in the order it does. One that it refers to again is not shown again: else a small
/// file could have a long note shown any number of times.
fn read_notes(package: &mut Package<'_>, part: &str, ids: &[String]) -> Result<Vec<Block>, Fault> {
    let Some(text) = package.xml(part)? else { return Ok(Vec::new()) };
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    walk::walk(&text, part, &mut |token| match token {
        walk::Token::Note(id) => found.push((id, Vec::new())),
        walk::Token::Paragraph(paragraph) => {
            if let Some((_, texts)) = found.last_mut() {
                texts.push(paragraph.text());
            }
        }
        _ => {}
    })?;
    let mut notes: HashMap<String, Vec<String>> = HashMap::new();
    for (id, texts) in found {
        // Of several with the same id the first counts.
        notes.entry(id).or_insert(texts);
    }
    let texts = ids.iter().filter_map(|id| notes.remove(id)).flatten();
    Ok(texts.map(|text| Block::paragraph(Kind::Note, text, u32::MAX)).collect())
}
