//! From characters to paragraphs and rows.

use std::ops::Range;

use yaodian_core::document::{Block, Cell, Kind, Line};

use super::lists;
use super::properties::{Runs, changes};
use super::styles::Styles;
use super::text::{CHARACTER_PAGES, PARAGRAPH_PAGES, STYLES, Text};
use crate::numbering::Numbering;
use crate::ole::u16_at;
use crate::rows;

/// Changes that matter ([MS-DOC] 2.6).
mod change {
    pub(super) const DELETED: u16 = 0x0800;
    pub(super) const HIDDEN: u16 = 0x083c;
    pub(super) const SPECIAL: u16 = 0x0855;
    pub(super) const IN_TABLE: u16 = 0x2416;
    pub(super) const ROW_END: u16 = 0x2417;
    pub(super) const TABLE_DEPTH: u16 = 0x6649;
    pub(super) const LIST: u16 = 0x460b;
    pub(super) const LIST_LEVEL: u16 = 0x260a;
    pub(super) const OUTLINE: u16 = 0x2640;
    pub(super) const ROW_DEFINITION: u16 = 0xd608;
    pub(super) const MERGED_DOWN: u16 = 0xd62b;
    pub(super) const ROW_OF_HEADERS: u16 = 0x3404;
}

/// Characters that are no text.
mod sign {
    pub(super) const CELL: u16 = 0x07;
    pub(super) const LINE: u16 = 0x0b;
    pub(super) const PAGE: u16 = 0x0c;
    pub(super) const PARAGRAPH: u16 = 0x0d;
    pub(super) const FIELD: u16 = 0x13;
    pub(super) const FIELD_SHOWS: u16 = 0x14;
    pub(super) const FIELD_ENDS: u16 = 0x15;
    pub(super) const HYPHEN: u16 = 0x1e;
    pub(super) const SYMBOL: u16 = 0x28;
}

/// Reads the parts of a document.
pub(super) struct Flow<'a> {
    text: &'a Text,
    characters: Runs<'a>,
    paragraphs: Runs<'a>,
    styles: Styles<'a>,
    numbering: Numbering,
    blocks: Vec<Block>,
    tables: u32,
    /// Whether the last paragraph stood in a table.
    in_table: bool,
    cells: Vec<Vec<Line>>,
    lines: Vec<Line>,
    ordinal: u32,
    /// The text of a paragraph whose mark is deleted.
    joined: Option<String>,
}

/// What a paragraph is.
#[derive(Debug, Default)]
struct Properties {
    style: u16,
    depth: u32,
    row_end: bool,
    list: u16,
    level: u8,
    outline: Option<u8>,
    header: bool,
    /// Left edges of the cells, and whether each goes on with the one above.
    cells: Vec<(i16, bool)>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(main: &'a [u8], table: &'a [u8], text: &'a Text) -> Self {
        Self {
            text,
            characters: Runs::of_characters(main, text.table(main, table, CHARACTER_PAGES)),
            paragraphs: Runs::of_paragraphs(main, text.table(main, table, PARAGRAPH_PAGES)),
            styles: Styles::read(text.table(main, table, STYLES)),
            numbering: lists::read(main, table, text),
            blocks: Vec::new(),
            tables: 0,
            in_table: false,
            cells: Vec::new(),
            lines: Vec::new(),
            ordinal: 0,
            joined: None,
        }
    }

    /// Body, text boxes, notes.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let parts = self.text.parts;
        let mut at = 0;
        let mut part = |length: usize| {
            let range = at..at + length;
            at += length;
            range
        };
        let body = part(parts.body);
        let footnotes = part(parts.footnotes);
        let _ = part(parts.headers + parts.macros + parts.comments);
        let endnotes = part(parts.endnotes);
        let boxes = part(parts.boxes);
        self.part(body);
        self.part(boxes);
        let first_note = self.blocks.len();
        self.part(footnotes);
        self.part(endnotes);
        for block in &mut self.blocks[first_note..] {
            if !matches!(block.kind, Kind::Row { .. }) {
                block.kind = Kind::Note;
            }
        }
        std::mem::take(&mut self.blocks)
    }

    fn part(&mut self, range: Range<usize>) {
        let mut text: Vec<u16> = Vec::new();
        let mut fields: Vec<bool> = Vec::new();
        let end = range.end.min(self.text.units.len());
        // What is done to characters holds for a run of them.
        let (mut run, mut shown) = (0..0, Shown::default());
        for index in range.start.min(end)..end {
            let (unit, place) = (self.text.units[index], self.text.places[index]);
            if !run.contains(&place) {
                let changes;
                (run, changes) = self.characters.run(place);
                shown = Shown::by(changes);
            }
            if matches!(unit, sign::PARAGRAPH | sign::CELL | sign::PAGE) {
                let own = String::from_utf16_lossy(&std::mem::take(&mut text));
                self.end_paragraph(&own, unit, place, shown.deleted);
                continue;
            }
            match unit {
                sign::FIELD => fields.push(false),
                sign::FIELD_SHOWS => {
                    if let Some(shows) = fields.last_mut() {
                        *shows = true;
                    }
                }
                sign::FIELD_ENDS => {
                    fields.pop();
                }
                _ if fields.contains(&false) || shown.deleted || shown.hidden => {}
                sign::SYMBOL if shown.special => {}
                sign::LINE => text.push(u16::from(b'\n')),
                sign::HYPHEN => text.push(u16::from(b'-')),
                0x00..=0x08 | 0x0e..=0x1f => {}
                unit => text.push(unit),
            }
        }
        if !text.is_empty() {
            let own = String::from_utf16_lossy(&text);
            self.end_paragraph(&own, sign::PARAGRAPH, u32::MAX, false);
        }
        self.end_table();
    }

    fn properties(&self, place: u32) -> Properties {
        let (_, bytes) = self.paragraphs.run(place);
        let style = u16_at(bytes, 0).unwrap_or(0);
        let mut out = Properties { style, ..Properties::default() };
        let own = bytes.get(2..).unwrap_or_default();
        for list in self.styles.changes(style).into_iter().chain([own]) {
            for (code, operand) in changes(list) {
                out.apply(code, operand);
            }
        }
        out
    }

    fn end_paragraph(&mut self, own: &str, unit: u16, place: u32, deleted: bool) {
        let ordinal = self.ordinal;
        self.ordinal += 1;
        // Added to, not copied: there may be any number to join.
        let mut text = self.joined.take().unwrap_or_default();
        text.push_str(own);
        if deleted && unit == sign::PARAGRAPH {
            self.joined = Some(text);
            return;
        }
        let properties = self.properties(place);
        if properties.depth == 0 {
            self.end_table();
        } else if !self.in_table {
            self.in_table = true;
            self.tables += 1;
        }
        if properties.depth > 0 && properties.row_end && unit == sign::CELL {
            self.end_row(&properties);
            return;
        }
        let (kind, label) = self.kind(&properties, &text);
        let text = format!("{label}{text}");
        if properties.depth > 0 {
            self.lines.push(Line { text, ordinal });
            if unit == sign::CELL {
                self.cells.push(std::mem::take(&mut self.lines));
            }
        } else if !self.styles.is_contents(properties.style) {
            self.blocks.push(Block::paragraph(kind, text, ordinal));
        }
    }

    fn kind(&mut self, properties: &Properties, text: &str) -> (Kind, String) {
        let heading = match properties.outline {
            Some(outline) => (outline < 9).then_some(outline + 1),
            None => self.styles.heading(properties.style),
        };
        let label = match properties.list {
            0 | 0xf801 => None,
            list => self.numbering.next(&list.to_string(), properties.level),
        };
        let kind = match (heading, &label) {
            (Some(heading), _) => Kind::Heading(heading),
            (None, Some(_)) => Kind::Item(properties.level + 1),
            (None, None) => Kind::Body,
        };
        (kind, label.filter(|_| !text.trim().is_empty()).unwrap_or_default())
    }

    fn end_row(&mut self, properties: &Properties) {
        self.lines.clear();
        let cells = std::mem::take(&mut self.cells);
        let cell = |(index, lines): (usize, Vec<Line>)| {
            let defined = properties.cells.get(index).copied();
            let (edge, continues) = defined.unwrap_or((index as i16, false));
            // Columns are told by where they begin: rows may have different numbers of cells.
            Cell { column: (i32::from(edge) + 0x8000) as usize, continues, lines }
        };
        let cells = cells.into_iter().enumerate().map(cell).collect();
        self.blocks.extend(rows::row(self.tables, properties.header, Kind::Body, cells));
    }

    fn end_table(&mut self) {
        self.in_table = false;
        // A row without end: what there is of it.
        let lines =
            std::mem::take(&mut self.cells).into_iter().flatten().chain(std::mem::take(&mut self.lines));
        self.blocks.extend(rows::paragraphs(Kind::Body, lines));
    }
}

/// What is done to a character.
#[derive(Debug, Default, Clone, Copy)]
struct Shown {
    deleted: bool,
    hidden: bool,
    special: bool,
}

impl Shown {
    fn by(list: &[u8]) -> Self {
        let mut shown = Self::default();
        for (code, operand) in changes(list) {
            let on = operand.first().is_some_and(|value| value & 1 != 0);
            match code {
                change::DELETED => shown.deleted = on,
                change::HIDDEN => shown.hidden = on,
                change::SPECIAL => shown.special = on,
                _ => {}
            }
        }
        shown
    }
}

impl Properties {
    fn apply(&mut self, code: u16, operand: &[u8]) {
        let on = operand.first().is_some_and(|value| *value != 0);
        match code {
            change::IN_TABLE => self.depth = self.depth.max(u32::from(on)),
            change::ROW_END => self.row_end = on,
            change::TABLE_DEPTH => self.depth = u32::from(operand.first().copied().unwrap_or(0)),
            change::LIST => self.list = u16_at(operand, 0).unwrap_or(0),
            change::LIST_LEVEL => self.level = operand.first().copied().unwrap_or(0).min(8),
            change::OUTLINE => self.outline = operand.first().copied(),
            change::ROW_OF_HEADERS => self.header = on,
            change::ROW_DEFINITION => self.cells = row(operand).unwrap_or_default(),
            change::MERGED_DOWN => {
                if let (Some(index), Some(flags)) = (operand.get(1), operand.get(2))
                    && let Some((_, continues)) = self.cells.get_mut(usize::from(*index))
                {
                    *continues = *flags == 1;
                }
            }
            _ => {}
        }
    }
}

/// The cells of a row: their left edges, and which go on with the cell above.
fn row(definition: &[u8]) -> Option<Vec<(i16, bool)>> {
    /// Bytes that describe a cell.
    const CELL: usize = 20;
    let count = usize::from(*definition.get(2)?);
    let edge = |index: usize| u16_at(definition, 3 + 2 * index).map(|edge| edge as i16);
    let flags = |index: usize| u16_at(definition, 3 + 2 * (count + 1) + CELL * index).unwrap_or(0);
    // Merged downwards (0x20) and not the first of these (0x40).
    Some((0..count).map_while(|index| Some((edge(index)?, flags(index) & 0x60 == 0x20))).collect())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn many_paragraphs_are_joined_in_time() {
        // A head without anything but an empty list of pieces.
        let mut main = vec![0; 350];
        main[34] = 10;
        main[346] = 9;
        let table = [2, 4, 0, 0, 0, 0, 0, 0, 0];
        let text = Text::read(&main, &table).unwrap();
        let mut flow = Flow::new(&main, &table, &text);
        let start = Instant::now();
        let long = "督".repeat(2 << 20);
        flow.end_paragraph(&long, sign::PARAGRAPH, 0, true);
        (0..150_000).for_each(|_| flow.end_paragraph("", sign::PARAGRAPH, 0, true));
        flow.end_paragraph("查", sign::PARAGRAPH, 0, false);
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
        assert!(flow.blocks == [Block::paragraph(Kind::Body, long + "查", 150_001)]);
    }
}
