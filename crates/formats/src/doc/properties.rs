//! Properties of characters and paragraphs: lists of changes (sprm), bound to places of the file by pages of 512 bytes.

use std::ops::Range;

use crate::ole::{u16_at, u32_at};

/// A change: what, and the bytes that say how.
pub(super) type Change<'a> = (u16, &'a [u8]);

/// Definition of a row: its length takes two bytes.
const ROW_DEFINITION: u16 = 0xd608;
/// Tab stops: the length 255 stands for something longer.
const TAB_STOPS: u16 = 0xc615;

/// The changes of a list, as far as it is whole.
pub(super) fn changes(list: &[u8]) -> Vec<Change<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(code) = u16_at(list, at) {
        at += 2;
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ => match (code, list.get(at).copied()) {
                (ROW_DEFINITION, _) => u16_at(list, at).map_or(0, |length| usize::from(length) + 1),
                (TAB_STOPS, Some(255)) | (_, None) => break,
                (_, Some(length)) => usize::from(length) + 1,
            },
        };
        let Some(operand) = list.get(at..at + length) else { break };
        out.push((code, operand));
        at += length;
    }
    out
}

/// Stretches of the file with their properties, in order: where each ends, and where its list of changes stands.
pub(super) struct Runs<'a> {
    /// First place, place after the last, the bytes of the properties.
    runs: Vec<(u32, u32, &'a [u8])>,
}

impl<'a> Runs<'a> {
    /// Of characters: `pages` is the list of pages, `main` the main stream they stand in.
    pub(super) fn of_characters(main: &'a [u8], pages: Option<&[u8]>) -> Self {
        Self::read(main, pages, 1, |page, offset| {
            let length = usize::from(*page.get(offset)?);
            page.get(offset + 1..offset + 1 + length)
        })
    }

    /// Of paragraphs: the bytes begin with the paragraph's style.
    pub(super) fn of_paragraphs(main: &'a [u8], pages: Option<&[u8]>) -> Self {
        Self::read(main, pages, 13, |page, offset| {
            let words = usize::from(*page.get(offset)?);
            // A length of 0 says that the true one follows.
            let (from, length) = if words == 0 {
                (offset + 2, 2 * usize::from(*page.get(offset + 1)?))
            } else {
                (offset + 1, 2 * words - 1)
            };
            page.get(from..from + length)
        })
    }

    fn read(
        main: &'a [u8],
        pages: Option<&[u8]>,
        entry: usize,
        cut: impl Fn(&'a [u8], usize) -> Option<&'a [u8]>,
    ) -> Self {
        let pages = pages.unwrap_or_default();
        let count = pages.len().saturating_sub(4) / 8;
        let mut runs = Vec::new();
        for index in 0..count {
            let Some(number) = u32_at(pages, 4 * (count + 1) + 4 * index) else { break };
            let from = (number & 0x003f_ffff) as usize * 512;
            let Some(page) = main.get(from..from + 512) else { continue };
            let count = usize::from(page[511]);
            for run in 0..count {
                let (Some(start), Some(end)) = (u32_at(page, 4 * run), u32_at(page, 4 * run + 4)) else {
                    break;
                };
                let Some(offset) = page.get(4 * (count + 1) + entry * run) else { break };
                let properties = if *offset == 0 { None } else { cut(page, 2 * usize::from(*offset)) };
                runs.push((start, end, properties.unwrap_or_default()));
            }
        }
        runs.sort_by_key(|run| run.0);
        Self { runs }
    }

    /// The stretch around a place that has the same properties, and these.
    pub(super) fn run(&self, place: u32) -> (Range<u32>, &'a [u8]) {
        let next = self.runs.partition_point(|(start, _, _)| *start <= place);
        let until = self.runs.get(next).map_or(u32::MAX, |(start, _, _)| *start);
        match next.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some((start, end, properties)) if place < *end => (*start..until.min(*end), properties),
            Some((_, end, _)) => (*end..until, &[]),
            None => (0..until, &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_where_the_next_begins() {
        let runs = Runs { runs: vec![(10, 30, b"a"), (20, 25, b"b"), (40, 41, b"c")] };
        let at = |place| runs.run(place);
        assert_eq!([at(0), at(10), at(19)], [(0..10, &b""[..]), (10..20, b"a"), (10..20, b"a")]);
        assert_eq!([at(24), at(25), at(40)], [(20..25, &b"b"[..]), (25..40, b""), (40..41, b"c")]);
        assert_eq!(at(u32::MAX), (41..u32::MAX, &b""[..]));
    }

    #[test]
    fn lists_of_changes_are_cut_by_their_codes() {
        // In a table; level of list 2; a change of variable length; one cut off.
        let list = [0x16, 0x24, 1, 0x0a, 0x26, 2, 0x2b, 0xd6, 2, 7, 3, 0x0b, 0x46, 1];
        let changes = changes(&list);
        assert_eq!(changes, [(0x2416, &[1u8][..]), (0x260a, &[2][..]), (0xd62b, &[2, 7, 3][..])]);
    }
}
