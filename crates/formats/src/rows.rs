//! Rows of tables, put together in the same way whatever the format.

use yaodian_core::document::{Block, Cell, Kind, Line};

/// What a row makes: itself, or, where it has but one cell, the paragraphs of that, each an `alone`. Such a row is a box
/// around text, or a heading across the table.
pub(crate) fn row(table: u32, header: bool, alone: Kind, mut cells: Vec<Cell>) -> Vec<Block> {
    if cells.len() == 1 && !cells[0].continues {
        return paragraphs(alone, cells.remove(0).lines).collect();
    }
    vec![Block { kind: Kind::Row { header }, table: Some(table), cells, ..Block::default() }]
}

/// The paragraphs of a cell, or of a row that never ended, on their own.
pub(crate) fn paragraphs(kind: Kind, lines: impl IntoIterator<Item = Line>) -> impl Iterator<Item = Block> {
    lines.into_iter().map(move |line| Block::paragraph(kind, line.text, line.ordinal))
}

/// What stands in blocks, for the cell that they are in.
pub(crate) fn lines(blocks: impl IntoIterator<Item = Block>) -> impl Iterator<Item = Line> {
    blocks.into_iter().flat_map(|block| block.cells).flat_map(|cell| cell.lines)
}
