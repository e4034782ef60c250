//! Pages on which everything is only drawn (pdf, ofd): glyphs and rules put back into paragraphs and table rows.
//!
//! Coordinates: x to the right, y downwards, in the unit of the page.

mod grid;
mod lines;
mod paragraphs;
mod running;
mod tables;

use yaodian_core::document::Block;

pub(crate) use lines::Span;

/// A drawn page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What is written.
    pub spans: Vec<Span>,
    /// Straight lines along the axes: borders of tables, underlines.
    pub rules: Vec<Rule>,
}

/// A straight line along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Rule {
    fn is_horizontal(&self) -> bool {
        (self.x1 - self.x0).abs() >= (self.y1 - self.y0).abs()
    }
}

/// A number smaller than this share of the usual letters refers to a note.
const NOTE_MARK: f32 = 0.72;

/// A stretch of a page in reading order.
#[derive(Debug)]
enum Piece {
    Line(lines::Line),
    Table(tables::Table),
}

/// The pages of a document, each put into lines and tables as it comes: glyphs take far more room than their text.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    width: f32,
    heights: Vec<f32>,
    pieces: Vec<Vec<Piece>>,
}

impl Pages {
    /// Adds the next page.
    pub(crate) fn push(&mut self, page: Page) {
        self.width = self.width.max(page.width);
        self.heights.push(page.height);
        self.pieces.push(pieces(page));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Paragraphs and rows of all pages.
    pub(crate) fn blocks(mut self) -> Vec<Block> {
        running::remove(&mut self.pieces, &self.heights);
        tables::join_over_pages(&mut self.pieces);
        paragraphs::blocks(self.pieces, self.width)
    }
}

/// What stands on a page, from top to bottom.
fn pieces(mut page: Page) -> Vec<Piece> {
    without_note_marks(&mut page.spans);
    let (tables, rest) = tables::find(page.spans, &page.rules);
    let mut pieces: Vec<Piece> = lines::lines(rest).into_iter().map(Piece::Line).collect();
    pieces.extend(tables.into_iter().map(Piece::Table));
    pieces.sort_by(|a, b| a.top().total_cmp(&b.top()));
    pieces
}

/// The little numbers that refer to footnotes are no text.
fn without_note_marks(spans: &mut Vec<Span>) {
    let mut sizes: Vec<f32> = spans.iter().flat_map(|span| span.text.chars().map(|_| span.size)).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let is_mark = |span: &Span| {
        let text = span.text.trim();
        !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    spans.retain(|span| span.size > usual * NOTE_MARK || !is_mark(span));
}

impl Piece {
    fn top(&self) -> f32 {
        match self {
            Self::Line(line) => line.y,
            Self::Table(table) => table.top,
        }
    }
}
