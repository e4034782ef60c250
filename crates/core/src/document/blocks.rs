//! Putting a document together from what the reader of a format found.

use std::ops::Range;

use yaodian_text::normalise::{Normalised, normalise};

use super::{Anchor, Document, Kind, Layout, Place};

/// A paragraph or a table row as found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its page, from 1, in formats that have pages.
    pub page: Option<u32>,
    /// Its table, from 1 in reading order, if it is a row.
    pub table: Option<u32>,
    /// The cells of a row; a paragraph is one cell.
    pub cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its column, from 0; a cell over several columns has the first.
    pub column: usize,
    /// Whether it only goes on with the cell above it (merged downwards).
    pub continues: bool,
    /// Its paragraphs.
    pub lines: Vec<Line>,
}

/// A paragraph of the file, or of a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text, with the automatic number as a reader sees it.
    pub text: String,
    /// Number of the paragraph in the file, from 0, as the reader of the format counts.
    pub ordinal: u32,
}

impl Block {
    /// A paragraph that is no row.
    #[must_use]
    pub fn paragraph(kind: Kind, text: impl Into<String>, ordinal: u32) -> Self {
        let line = Line { text: text.into(), ordinal };
        Self { kind, cells: vec![Cell { lines: vec![line], ..Cell::default() }], ..Self::default() }
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().flat_map(|cell| &cell.lines).all(|line| line.text.trim().is_empty())
    }
}

/// Counts paragraphs, tables and rows for [`Place`].
#[derive(Default)]
struct Counter {
    page: Option<u32>,
    paragraph: u32,
    table: Option<u32>,
    row: u32,
}

impl Counter {
    fn next(&mut self, block: &Block) -> Place {
        if block.page != self.page {
            self.page = block.page;
            self.paragraph = 0;
        }
        self.paragraph += 1;
        if block.table != self.table {
            self.table = block.table;
            self.row = 0;
        }
        self.row += 1;
        let row = block.table.map(|_| self.row);
        Place { page: self.page, paragraph: self.paragraph, table: block.table, row }
    }
}

/// A cell as normalised: its column and its range.
type Placed = (usize, Range<usize>);

pub(super) fn assemble(name: String, blocks: impl IntoIterator<Item = Block>) -> Document {
    let mut document = Document { name, ..Document::default() };
    let mut counter = Counter::default();
    // The cells that a cell merged downwards goes on with, by column, and the table they are of.
    let mut above: (Option<u32>, Vec<Placed>) = (None, Vec::new());
    for block in blocks {
        if block.table != above.0 {
            above = (block.table, Vec::new());
        }
        if block.is_blank() {
            continue;
        }
        let place = counter.next(&block);
        let inherited = inherited(&block, &above.1);
        let (row, placed) = row(&mut document, &block);
        if row.text().is_empty() {
            continue;
        }
        document.normalised.append_line(&row);
        let end = document.normalised.text().len();
        let start = end - row.text().len();
        for (column, range) in placed {
            above.1.retain(|(other, _)| *other != column);
            above.1.push((column, start + range.start..start + range.end));
        }
        document.paragraphs.push(start..end);
        document.layout.push(Layout { kind: block.kind, place, inherited });
    }
    document
}

fn inherited(block: &Block, above: &[Placed]) -> Vec<Range<usize>> {
    let continuing = block.cells.iter().filter(|cell| cell.continues);
    continuing
        .filter_map(|cell| above.iter().find(|(column, _)| *column == cell.column))
        .map(|(_, range)| range.clone())
        .collect()
}

/// Writes a block into the source, cells apart by tabs, their paragraphs by line breaks; gives its normalised form.
///
/// Empty cells leave nothing in the normalised form: neither do those of a table pasted into a text.
fn row(document: &mut Document, block: &Block) -> (Normalised, Vec<Placed>) {
    let is_row = matches!(block.kind, Kind::Row { .. });
    let mut out = Normalised::default();
    let mut placed: Vec<Placed> = Vec::new();
    if !document.source.is_empty() {
        document.source.push('\n');
    }
    for (index, cell) in block.cells.iter().enumerate() {
        if index > 0 {
            document.source.push('\t');
        }
        let mut separator = '\t';
        for (number, line) in cell.lines.iter().enumerate() {
            if number > 0 {
                document.source.push('\n');
            }
            let start = document.source.len();
            if is_row {
                push_cell(&mut document.source, &line.text);
            } else {
                document.source.push_str(&line.text);
            }
            let range = start..document.source.len();
            let normalised = normalise(&document.source, std::slice::from_ref(&range));
            document.anchors.push(Anchor { source: range, ordinal: line.ordinal });
            if normalised.text().trim().is_empty() {
                continue;
            }
            let from = if out.text().is_empty() { 0 } else { out.text().len() + 1 };
            out.append(&normalised, separator);
            match placed.last_mut() {
                Some((column, range)) if *column == cell.column => range.end = out.text().len(),
                _ => placed.push((cell.column, from..out.text().len())),
            }
            separator = '\n';
        }
    }
    (out, placed)
}

/// Tabs and runs of blanks inside a cell would look like further cells.
fn push_cell(source: &mut String, text: &str) {
    let mut blank = false;
    for character in text.chars() {
        let white = character.is_whitespace();
        if !white {
            source.push(character);
        } else if !blank {
            source.push(' ');
        }
        blank = white;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn cell(column: usize, text: &str) -> Cell {
        let lines = text.split('\n').map(|text| Line { text: text.to_owned(), ordinal: column as u32 });
        Cell { column, continues: text.is_empty(), lines: lines.collect() }
    }

    fn table_row(texts: [&str; 3]) -> Block {
        let cells = texts.iter().enumerate().map(|(column, text)| cell(column, text)).collect();
        Block { kind: Kind::Row { header: false }, table: Some(1), cells, ..Block::default() }
    }

    #[test]
    fn rows_read_like_pasted_ones() {
        let blocks = [
            Block::paragraph(Kind::Body, "表一　　任务", 0),
            table_row(["宣传  培训", "编印动态\n举办培训班", "全年"]),
            table_row(["", "", "6月底"]),
        ];
        let document = Document::from_blocks("a", blocks);
        assert_eq!(document.text(), "表一\t任务\n宣传培训\t编印动态\n举办培训班\t全年\n6月底");
        assert_eq!(document.source, "表一　　任务\n宣传 培训\t编印动态\n举办培训班\t全年\n\t\t6月底");
        let inherited: Vec<&str> =
            document.layout[2].inherited.iter().map(|range| &document.text()[range.clone()]).collect();
        assert_eq!(inherited, ["宣传培训", "编印动态\n举办培训班"]);
        let at = document.source.find("举办").unwrap();
        let span = Span { start: at, end: at + "举办培训班".len() };
        assert_eq!(document.place(span).map(|place| place.to_string()).as_deref(), Some("表1第1行"));
        assert_eq!(document.anchors(span).len(), 1);
        assert_eq!(document.anchors(span)[0].ordinal, 1);
    }

    #[test]
    fn blank_paragraphs_do_not_count() {
        let paragraph =
            |text: &str, page| Block { page: Some(page), ..Block::paragraph(Kind::Body, text, 0) };
        let blocks =
            [paragraph("一、要点", 1), paragraph(" ", 1), paragraph("二、任务", 1), paragraph("三、保障", 2)];
        let document = Document::from_blocks("a", blocks);
        let places: Vec<String> = document.layout.iter().map(|layout| layout.place.to_string()).collect();
        assert_eq!(places, ["第1页第1段", "第1页第2段", "第2页第1段"]);
    }
}
