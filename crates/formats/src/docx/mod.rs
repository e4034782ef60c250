//! Word documents (docx; what WPS writes under either name).

pub mod annotate;
mod flow;
mod numbering;
mod parts;
mod styles;
mod walk;

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

/// The notes that the body refers to, in the order it does.
fn read_notes(package: &mut Package<'_>, part: &str, ids: &[String]) -> Result<Vec<Block>, Fault> {
    let Some(text) = package.xml(part)? else { return Ok(Vec::new()) };
    let mut notes: Vec<(String, Vec<String>)> = Vec::new();
    walk::walk(&text, part, &mut |token| match token {
        walk::Token::Note(id) => notes.push((id, Vec::new())),
        walk::Token::Paragraph(paragraph) => {
            if let Some((_, texts)) = notes.last_mut() {
                texts.push(paragraph.text());
            }
        }
        _ => {}
    })?;
    let of = |id: &String| notes.iter().find(|(known, _)| known == id).map(|(_, texts)| texts);
    let texts = ids.iter().filter_map(of).flatten();
    Ok(texts.map(|text| Block::paragraph(Kind::Note, text.clone(), u32::MAX)).collect())
}
