//! Word documents before 2007 (doc), and what WPS Writer saves as wps: [MS-DOC], of which this reads the text, tables,
//! lists, headings, notes, and what tracked changes took out.

mod flow;
mod lists;
mod properties;
mod styles;
mod text;

use yaodian_core::document::Block;

use crate::error::Fault;
use crate::ole::{Compound, u16_at};

/// What a document of Word 97 and later begins with.
const WORD: u16 = 0xa5ec;
/// The version of Word 97.
const WORD_97: u16 = 0xc1;
/// Flags of the head: encrypted; which table stream belongs to it.
const ENCRYPTED: u16 = 0x0100;
const TABLE_1: u16 = 0x0200;

pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Block>, Fault> {
    let compound = Compound::open(bytes)?;
    // Microsoft Works, and WPS of the nineties.
    let main = compound.stream("WordDocument").ok_or(Fault::TooOld)?;
    let version = u16_at(&main, 2).ok_or_else(|| Fault::damaged("WordDocument", "its head is incomplete"))?;
    if u16_at(&main, 0) != Some(WORD) || version < WORD_97 {
        return Err(Fault::TooOld);
    }
    let flags = u16_at(&main, 10).unwrap_or(0);
    if flags & ENCRYPTED != 0 {
        return Err(Fault::Encrypted);
    }
    let name = if flags & TABLE_1 == 0 { "0Table" } else { "1Table" };
    let table = compound.stream(name).ok_or_else(|| Fault::damaged(name, "is missing"))?;
    drop(compound);
    let text = text::Text::read(&main, &table)?;
    let mut flow = flow::Flow::new(&main, &table, &text);
    Ok(flow.blocks())
}
