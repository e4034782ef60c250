//! The characters of a document, from its pieces, each with its place in the file: properties are bound to places.

use encoding_rs::WINDOWS_1252;

use crate::error::{Fault, Limit};
use crate::limits;
use crate::ole::{u16_at, u32_at};

/// Indices into the table of places and lengths in the head ([MS-DOC] 2.5.5).
pub(super) const STYLES: usize = 1;
pub(super) const CHARACTER_PAGES: usize = 12;
pub(super) const PARAGRAPH_PAGES: usize = 13;
const PIECES: usize = 33;
pub(super) const LISTS: usize = 73;
pub(super) const LIST_OVERRIDES: usize = 74;

/// The text of all parts of a document, in the order of the file.
pub(super) struct Text {
    /// UTF-16 units.
    pub units: Vec<u16>,
    /// The place of each unit in the main stream.
    pub places: Vec<u32>,
    /// How long the parts are.
    pub parts: Parts,
    pairs: usize,
}

/// Lengths in units, in the order in which the parts follow each other.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Parts {
    pub body: usize,
    pub footnotes: usize,
    pub headers: usize,
    pub macros: usize,
    pub comments: usize,
    pub endnotes: usize,
    pub boxes: usize,
}

impl Text {
    pub(super) fn read(main: &[u8], table: &[u8]) -> Result<Self, Fault> {
        let torn = || Fault::damaged("WordDocument", "its head is incomplete");
        // The head is made of counted pieces: shorts, longs, then places with lengths.
        let shorts = usize::from(u16_at(main, 32).ok_or_else(torn)?);
        let longs_at = 34 + 2 * shorts + 2;
        let longs = usize::from(u16_at(main, longs_at - 2).ok_or_else(torn)?);
        let long =
            |index: usize| u32_at(main, longs_at + 4 * index).map_or(0, |value| value as i32).max(0) as usize;
        let parts = Parts {
            body: long(3),
            footnotes: long(4),
            headers: long(5),
            macros: long(6),
            comments: long(7),
            endnotes: long(8),
            boxes: long(9),
        };
        let pairs = longs_at + 4 * longs + 2;
        let mut text = Self { units: Vec::new(), places: Vec::new(), parts, pairs };
        let pieces = text
            .table(main, table, PIECES)
            .ok_or_else(|| Fault::damaged("1Table", "the text cannot be found"))?;
        text.read_pieces(main, pieces)?;
        Ok(text)
    }

    /// The structure of an index in the head, cut out of the table stream.
    pub(super) fn table<'a>(&self, main: &[u8], table: &'a [u8], index: usize) -> Option<&'a [u8]> {
        let at = self.pairs + 8 * index;
        let (from, length) = (u32_at(main, at)? as usize, u32_at(main, at + 4)? as usize);
        if length == 0 {
            return None;
        }
        table.get(from..from.checked_add(length)?.min(table.len()))
    }

    /// From an index on to the end of the table stream: some structures are longer than the head says.
    pub(super) fn table_from<'a>(
        &self,
        main: &[u8],
        table: &'a [u8],
        index: usize,
    ) -> Option<(&'a [u8], usize)> {
        let at = self.pairs + 8 * index;
        let (from, length) = (u32_at(main, at)? as usize, u32_at(main, at + 4)? as usize);
        (length > 0).then(|| table.get(from..)).flatten().map(|bytes| (bytes, length))
    }

    fn read_pieces(&mut self, main: &[u8], clx: &[u8]) -> Result<(), Fault> {
        let torn = || Fault::damaged("1Table", "the list of pieces is incomplete");
        let mut at = 0;
        // Properties of pieces come first; each says how long it is.
        while clx.get(at) == Some(&1) {
            at += 3 + usize::from(u16_at(clx, at + 1).ok_or_else(torn)?);
        }
        let list = clx.get(at + 5..).filter(|_| clx.get(at) == Some(&2)).ok_or_else(torn)?;
        let length = u32_at(clx, at + 1).ok_or_else(torn)? as usize;
        let count = length.min(list.len()).saturating_sub(4) / 12;
        for piece in 0..count {
            let from = u32_at(list, 4 * piece).ok_or_else(torn)? as usize;
            let to = u32_at(list, 4 * piece + 4).ok_or_else(torn)? as usize;
            let place = u32_at(list, 4 * (count + 1) + 8 * piece + 2).ok_or_else(torn)?;
            let characters = to.checked_sub(from).ok_or_else(torn)?;
            if self.units.len().saturating_add(characters) > limits::CHARACTERS {
                return Err(Fault::too_large("WordDocument", Limit::Characters(limits::CHARACTERS)));
            }
            self.read_piece(main, place, characters);
        }
        if self.units.len() < self.parts.body.min(1) {
            return Err(torn());
        }
        Ok(())
    }

    fn read_piece(&mut self, main: &[u8], place: u32, characters: usize) {
        let compressed = place & 0x4000_0000 != 0;
        let start = (place & 0x3fff_ffff) as usize;
        if compressed {
            let start = start / 2;
            let bytes =
                main.get(start.min(main.len())..(start + characters).min(main.len())).unwrap_or_default();
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            self.units.extend(text.encode_utf16());
            self.places.extend((0..bytes.len()).map(|index| (start + index) as u32));
        } else {
            let bytes =
                main.get(start.min(main.len())..(start + 2 * characters).min(main.len())).unwrap_or_default();
            self.units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            self.places.extend((0..bytes.len() / 2).map(|index| (start + 2 * index) as u32));
        }
        // Both must stay of a length, whatever a table of characters does.
        self.places.resize(self.units.len(), u32::MAX);
    }
}
