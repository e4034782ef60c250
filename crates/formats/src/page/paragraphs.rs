//! Lines put into paragraphs: a line that reaches the right edge goes on in the next.

use yaodian_core::document::{Block, Cell, Kind, Line as Text};
use yaodian_text::numbering::leading_mark;

use crate::rows;

use super::Piece;
use super::lines::Line;
use super::tables::Table;

/// A line is full if what the next line begins with would not have fitted, give or take so many font sizes.
const FULL: f32 = 1.0;
/// Fewer full lines than this say nothing about where the right edge is.
const ENOUGH_FULL: usize = 3;
/// Letters smaller than this share of the usual at the foot of a page are a footnote.
const NOTE_SIZE: f32 = 0.88;
/// A first line is indented by at least so many font sizes.
const INDENT: f32 = 1.2;
/// Lines further apart than so many font sizes belong to different paragraphs.
const APART: f32 = 3.6;

/// The blocks of all pages; a paragraph may begin on one page and end on the next. Footnotes come last.
pub(super) fn blocks(pages: Vec<Vec<Piece>>, width: f32) -> Vec<Block> {
    let all: Vec<&Line> = pages
        .iter()
        .flatten()
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Table(_) => None,
        })
        .collect();
    let (left, right, size) = margins(&all, width);
    let mut out = Out { left, right, size, ..Out::default() };
    let mut notes = Out { left, right, size, ..Out::default() };
    for (number, page) in pages.into_iter().enumerate() {
        out.page = number as u32 + 1;
        out.page_begins = true;
        notes.page = out.page;
        let foot = foot_of(&page, size);
        for (index, piece) in page.into_iter().enumerate() {
            if let (Piece::Line(line), true) = (&piece, index >= foot) {
                notes.line(line.clone());
                continue;
            }
            match piece {
                Piece::Line(line) => out.line(line),
                Piece::Table(table) => out.table(table),
            }
        }
    }
    out.end();
    notes.end();
    let as_note = |block: Block| Block { kind: Kind::Note, ..block };
    out.blocks.extend(notes.blocks.into_iter().map(as_note));
    out.blocks
}

/// Where the footnotes of a page begin: small letters below all else.
fn foot_of(page: &[Piece], size: f32) -> usize {
    let small = |piece: &&Piece| matches!(piece, Piece::Line(line) if line.size <= NOTE_SIZE * size);
    let foot = page.len() - page.iter().rev().take_while(small).count();
    // A page of small letters is no footnote.
    if foot == 0 { page.len() } else { foot }
}

/// Left and right edge of the running text, and the size of its font: what most of the text has.
fn margins(lines: &[&Line], width: f32) -> (f32, f32, f32) {
    let weigh = |value: &dyn Fn(&Line) -> f32, step: f32| -> Vec<(i64, usize)> {
        let mut counts: Vec<(i64, usize)> = Vec::new();
        let mut keys: Vec<(i64, usize)> = lines
            .iter()
            .map(|line| ((value(line) / step).round() as i64, line.text.chars().count()))
            .collect();
        keys.sort_unstable();
        for (key, weight) in keys {
            match counts.last_mut() {
                Some((last, sum)) if *last == key => *sum += weight,
                _ => counts.push((key, weight)),
            }
        }
        counts
    };
    let sizes = weigh(&|line| line.size, 0.5);
    let size =
        sizes.iter().max_by_key(|(_, weight)| *weight).map_or(12.0, |(key, _)| *key as f32 * 0.5).max(1.0);
    let total: usize = lines.iter().map(|line| line.text.chars().count()).sum();
    // The edges that a good part of the text reaches; a single longer line is none.
    let ends = weigh(&|line| line.x1, size / 2.0);
    let right = ends
        .iter()
        .rev()
        .find(|(_, weight)| weight * 20 >= total)
        .or(ends.last())
        .map_or(0.0, |(key, _)| *key as f32 * size / 2.0);
    let starts = weigh(&|line| line.x0, size / 2.0);
    let left = starts
        .iter()
        .find(|(_, weight)| weight * 20 >= total)
        .or(starts.first())
        .map_or(0.0, |(key, _)| *key as f32 * size / 2.0);
    let full = lines.iter().filter(|line| line.x1 >= right - 2.0 * size).count();
    // Margins are much the same on both sides.
    let right = if full < ENOUGH_FULL { right.max(width - left) } else { right };
    (left, right, size)
}

#[derive(Default)]
struct Out {
    left: f32,
    right: f32,
    size: f32,
    blocks: Vec<Block>,
    page: u32,
    page_begins: bool,
    /// The paragraph being read: its page, its text, its first and its last line.
    open: Option<(u32, String, Line, Line)>,
    tables: u32,
    ordinal: u32,
}

impl Out {
    fn line(&mut self, line: Line) {
        let begins = std::mem::take(&mut self.page_begins);
        let goes_on = self
            .open
            .as_ref()
            .is_some_and(|(_, text, first, last)| self.continues(text, first, last, &line, begins));
        match &mut self.open {
            Some((_, text, _, last)) if goes_on => {
                join(text, &line.text);
                *last = line;
            }
            _ => {
                self.end();
                self.open = Some((self.page, line.text.clone(), line.clone(), line));
            }
        }
    }

    fn continues(&self, text: &str, first: &Line, last: &Line, line: &Line, begins: bool) -> bool {
        if leading_mark(line.text.trim_start()).is_some() {
            return false;
        }
        let same_size = (line.size - last.size).abs() <= 0.1 * last.size;
        if !same_size || (!begins && line.y - last.y > APART * last.size) {
            return false;
        }
        // A title in larger letters, broken in the middle of the page.
        let large = last.size > 1.15 * self.size;
        if large && self.is_centred(last) && self.is_centred(line) {
            return !begins;
        }
        let full = is_full(last, line, self.right);
        // What follows a full stop, is short and is no sentence is a heading or a caption.
        let caption = text.ends_with(['。', '；', '！'])
            && !line.text.contains(['。', '；', '，'])
            && line.x1 < self.right - 4.0 * line.size;
        if !full || caption || text.ends_with(['：', ':']) || line.text.starts_with('\u{3000}') {
            return false;
        }
        // Below the first line of a numbered paragraph the others may hang to the right.
        if leading_mark(text).is_some() && first == last {
            return line.x0 <= first.x0.max(self.left) + 3.0 * line.size;
        }
        line.x0 <= last.x0 + 0.5 * line.size
            || line.x0 <= first.x0.min(last.x0).max(self.left) + INDENT * line.size
    }

    fn is_centred(&self, line: &Line) -> bool {
        let (before, after) = (line.x0 - self.left, self.right - line.x1);
        (before - after).abs() <= 3.0 * line.size
    }

    fn table(&mut self, table: Table) {
        self.end();
        self.page_begins = false;
        self.tables += 1;
        let number = self.tables;
        for row in table.rows {
            let ordinal = self.ordinal;
            self.ordinal += 1;
            let line = |text: String| Text { text, ordinal };
            let cell = |cell: super::tables::Cell| Cell {
                column: cell.column,
                continues: cell.continues,
                lines: cell.paragraphs.into_iter().map(line).collect(),
            };
            let cells = row.cells.into_iter().map(cell).collect();
            let blocks = rows::row(number, false, Kind::Unknown, cells);
            let page = Some(self.page);
            self.blocks.extend(blocks.into_iter().map(|block| Block { page, ..block }));
        }
    }

    fn end(&mut self) {
        if let Some((page, text, _, _)) = self.open.take() {
            let page = Some(page);
            self.blocks.push(Block { page, ..Block::paragraph(Kind::Unknown, text, self.ordinal) });
            self.ordinal += 1;
        }
    }
}

/// Whether a line ends only because what the next begins with did not fit.
fn is_full(line: &Line, next: &Line, right: f32) -> bool {
    line.x1 + (first_chunk(&next.text) + FULL) * next.size >= right
}

/// The width, in font sizes, of what a line begins with and cannot be torn apart.
fn first_chunk(text: &str) -> f32 {
    let mut width = 0.0;
    let mut begun = false;
    for character in text.chars() {
        let latin = character.is_ascii_alphanumeric() || matches!(character, '.' | '%' | '-');
        let opens = "（《“‘〔【(".contains(character);
        let closes = "，。；：！？、）》”’〕】)".contains(character);
        if begun && !latin && !closes {
            break;
        }
        width += if latin { 0.55 } else { 1.0 };
        begun |= !opens && !latin;
        if latin && width > 12.0 {
            break;
        }
    }
    width
}

/// Joins two lines: a blank between Latin words, none between Chinese characters.
fn join(text: &mut String, line: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(text.chars().next_back())
        && latin(line.chars().next())
        && text.ends_with(|c: char| c.is_ascii_alphabetic())
    {
        text.push(' ');
    }
    text.push_str(line);
}

/// The paragraphs of a cell that ends at `right`.
pub(super) fn of_cell(lines: Vec<Line>, right: f32) -> Vec<String> {
    let mut out: Vec<(String, Line)> = Vec::new();
    for line in lines {
        let ended = out.last().is_some_and(|(text, _)| text.ends_with(['。', '；', '：']));
        let marked = ended && leading_mark(line.text.trim_start()).is_some();
        match out.last_mut() {
            // A cell has some space at its edge.
            Some((text, last)) if !marked && is_full(last, &line, right - 0.5 * line.size) => {
                join(text, &line.text);
                *last = line;
            }
            _ => out.push((line.text.clone(), line)),
        }
    }
    out.into_iter().map(|(text, _)| text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x0: f32, y: f32) -> Piece {
        let x1 = x0 + text.chars().count() as f32 * 10.0;
        Piece::Line(Line { text: text.to_owned(), x0, x1, y, size: 10.0 })
    }

    #[test]
    fn full_lines_go_on_and_indented_ones_begin() {
        let pages = vec![
            vec![
                line("工作要点", 80.0, 0.0),
                line("现将要点印发你们请认真抓好落实", 20.0, 20.0),
                line("每季度召开一次会议分析形势并通", 0.0, 40.0),
            ],
            vec![line("报结果。", 0.0, 10.0), line("一、落实责任", 0.0, 30.0), line("二、督查", 0.0, 50.0)],
        ];
        let document = yaodian_core::Document::from_blocks("a", blocks(pages, 170.0));
        assert_eq!(
            document.text(),
            "工作要点\n现将要点印发你们请认真抓好落实每季度召开一次会议分析形势并通报结果。\n一、落实责任\n二、督查"
        );
        assert_eq!(document.layout[1].place.page, Some(1));
    }
}
