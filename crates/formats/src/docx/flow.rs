//! From what the walk meets to paragraphs and rows: numbers written out, levels found, cells gathered.

use yaodian_core::document::{Block, Cell, Kind};

use crate::numbering::Numbering;
use crate::rows;

use super::styles::{Styled, Styles};
use super::walk::{Paragraph, Token};

/// Gathers the body of a document.
pub(crate) struct Flow<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    /// What is open: the document, then tables inside each other.
    tables: Vec<Table>,
    blocks: Vec<Block>,
    table_count: u32,
    /// A paragraph whose mark is deleted, waiting for the next to join.
    joined: Option<(Kind, String, u32)>,
    notes: Notes,
}

/// The notes referred to, in order.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub footnotes: Vec<String>,
    pub endnotes: Vec<String>,
}

#[derive(Default)]
struct Table {
    number: u32,
    /// The cells of the row being read, with what stands in them.
    cells: Vec<(Cell, Vec<Block>)>,
    /// What stands in the cell being read.
    content: Vec<Block>,
    column: usize,
    /// Rows done, still to be handed on.
    rows: Vec<Block>,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(styles: &'a Styles, numbering: &'a mut Numbering) -> Self {
        Self {
            styles,
            numbering,
            tables: Vec::new(),
            blocks: Vec::new(),
            table_count: 0,
            joined: None,
            notes: Notes::default(),
        }
    }

    pub(crate) fn finish(mut self) -> (Vec<Block>, Notes) {
        self.flush();
        (self.blocks, self.notes)
    }

    pub(crate) fn take(&mut self, token: Token) {
        match token {
            Token::Paragraph(paragraph) => self.paragraph(paragraph),
            Token::TableStart => {
                self.flush();
                self.table_count += 1;
                self.tables.push(Table { number: self.table_count, ..Table::default() });
            }
            Token::TableEnd => {
                self.flush();
                if let Some(table) = self.tables.pop() {
                    table.rows.into_iter().for_each(|block| self.push(block));
                }
            }
            Token::RowStart => {
                if let Some(table) = self.tables.last_mut() {
                    table.cells.clear();
                    table.column = 0;
                }
            }
            Token::CellStart => {}
            Token::CellEnd { columns, continues } => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(columns, continues);
                }
            }
            Token::RowEnd { header, deleted } => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(header, deleted);
                }
            }
            Token::Note(_) => {}
        }
    }

    fn push(&mut self, block: Block) {
        match self.tables.last_mut() {
            Some(table) => table.content.push(block),
            None => self.blocks.push(block),
        }
    }

    fn flush(&mut self) {
        if let Some((kind, text, ordinal)) = self.joined.take() {
            self.push(Block::paragraph(kind, text, ordinal));
        }
    }

    fn paragraph(&mut self, mut paragraph: Paragraph) {
        self.notes.footnotes.append(&mut paragraph.footnotes);
        self.notes.endnotes.append(&mut paragraph.endnotes);
        let own = paragraph.text();
        let (kind, text, first) = match self.joined.take() {
            // Added to, not copied: there may be any number to join.
            Some((kind, mut text, first)) => {
                text.push_str(&own);
                (kind, text, first)
            }
            None => {
                let styled = self.styles.of(paragraph.style.as_deref());
                if styled.contents {
                    return;
                }
                let (label, level) = self.label(&paragraph, &own, &styled);
                let heading = match paragraph.outline {
                    Some(outline) => (outline < 9).then_some(outline + 1),
                    None => styled.heading,
                };
                let kind = match (heading, level) {
                    (Some(heading), _) => Kind::Heading(heading),
                    (None, Some(level)) => Kind::Item(level + 1),
                    (None, None) => Kind::Body,
                };
                (kind, label + &own, paragraph.ordinal)
            }
        };
        if paragraph.joins_next {
            self.joined = Some((kind, text, first));
            return;
        }
        self.push(Block::paragraph(kind, text, paragraph.ordinal));
    }

    /// The automatic number of a paragraph, and its level in its list.
    fn label(&mut self, paragraph: &Paragraph, own: &str, styled: &Styled) -> (String, Option<u8>) {
        let (list, level) = match (&paragraph.list, &styled.numbering) {
            (Some(list), from_style) => {
                let level = paragraph.level.or(from_style.as_ref().and_then(|(_, level)| *level));
                (list, level.unwrap_or(0))
            }
            (None, Some((list, level))) => {
                let linked = styled
                    .numbering_style
                    .as_deref()
                    .and_then(|style| self.numbering.level_of_style(list, style));
                let level = paragraph.level.or(linked).or(*level);
                (list, level.unwrap_or(0))
            }
            (None, None) => return (String::new(), None),
        };
        // List 0 takes the number of the style away.
        if list == "0" {
            return (String::new(), None);
        }
        // Word counts empty paragraphs too, and shows their number; it would only be noise here.
        let label = self.numbering.next(list, level);
        match label {
            Some(label) if !own.trim().is_empty() => (label, Some(level)),
            Some(_) => (String::new(), Some(level)),
            None => (String::new(), None),
        }
    }
}

impl Table {
    fn end_cell(&mut self, columns: usize, continues: bool) {
        let cell = Cell { column: self.column, continues, lines: Vec::new() };
        self.cells.push((cell, std::mem::take(&mut self.content)));
        self.column += columns;
    }

    fn end_row(&mut self, header: bool, deleted: bool) {
        let mut cells = std::mem::take(&mut self.cells);
        if deleted {
            return;
        }
        // As in `rows::row`, but its paragraphs stay what they are.
        if cells.len() == 1 {
            self.rows.extend(cells.remove(0).1);
            return;
        }
        let with_lines =
            |(cell, blocks): (Cell, Vec<Block>)| Cell { lines: rows::lines(blocks).collect(), ..cell };
        let cells = cells.into_iter().map(with_lines).collect();
        self.rows.extend(rows::row(self.number, header, Kind::Body, cells));
    }
}
