//! A sheet being written from top to bottom: lines above, then one table.

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatType, Worksheet,
};

use unicode_width::UnicodeWidthStr;

use super::XlsxError;
use super::cells::{Cell, fit};
use super::looks::Looks;

/// The paper size A4 in the numbers of the format.
const A4: u8 = 9;
/// Margins of a printed page in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.5, 0.5, 0.75, 0.6, 0.3, 0.3];
/// The format allows 255 characters in all; the rest is for the words around it.
const LONGEST_HEADER: usize = 100;
/// Points that a line of ten-point text takes, and a title; the format allows no row above the last.
const LINE: f64 = 15.0;
const TITLE: f64 = 26.0;
const HIGHEST: f64 = 409.0;
const BAR: Color = Color::RGB(0x9B_C2E6);

/// A column of a table.
pub(super) struct Column {
    pub(super) title: String,
    /// In characters of Latin script; a Chinese one takes two.
    pub(super) width: f64,
}

/// Columns from titles and widths.
pub(super) fn columns(of: &[(&str, f64)]) -> Vec<Column> {
    of.iter().map(|(title, width)| Column { title: (*title).to_owned(), width: *width }).collect()
}

/// A row of a table.
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// A sum, not a member.
    pub(super) strong: bool,
}

/// A sheet being written.
pub(super) struct Sheet<'a> {
    worksheet: &'a mut Worksheet,
    looks: &'a Looks,
    next: u32,
}

impl<'a> Sheet<'a> {
    /// A sheet set up for printing, with a text from a document above every page.
    pub(super) fn new(worksheet: &'a mut Worksheet, looks: &'a Looks, about: &str) -> Self {
        let [left, right, top, bottom, header, footer] = MARGINS;
        worksheet
            .set_paper_size(A4)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(left, right, top, bottom, header, footer)
            .set_header(format!("&L要点核对&R{}", header_text(about)))
            .set_footer("&L&A&R第 &P 页，共 &N 页");
        Self { worksheet, looks, next: 0 }
    }

    /// A title above the table.
    pub(super) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(self.next, 0, fit(text), &self.looks.title)?;
        self.worksheet.set_row_height(self.next, TITLE)?;
        self.next += 1;
        Ok(())
    }

    /// A line above the table.
    pub(super) fn note(&mut self, text: &str) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(self.next, 0, fit(text), &self.looks.note)?;
        self.next += 1;
        Ok(())
    }

    /// The table: its head stays when the rest is scrolled, as do the first `frozen` columns, and is printed on every page.
    pub(super) fn table(
        &mut self,
        columns: &[Column],
        frozen: u16,
        rows: impl IntoIterator<Item = Row>,
    ) -> Result<(), XlsxError> {
        let head = self.next;
        for (column, it) in (0..).zip(columns) {
            self.worksheet.set_column_width(column, it.width)?;
            self.worksheet.write_string_with_format(head, column, fit(&it.title), &self.looks.head)?;
        }
        self.worksheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, frozen)?;
        self.next += 1;
        for row in rows {
            self.row(&row)?;
            self.heighten(&row, columns)?;
            self.next += 1;
        }
        let last = (columns.len() as u16).saturating_sub(1);
        self.worksheet.autofilter(head, 0, self.next - 1, last)?;
        Ok(())
    }

    /// Bars behind the shares of a column, full at 100 %. Call after [`table`](Self::table).
    pub(super) fn bars(&mut self, column: u16, rows: u32) -> Result<(), XlsxError> {
        let (Some(last), true) = (self.next.checked_sub(1), rows > 0) else { return Ok(()) };
        let bars = ConditionalFormatDataBar::new()
            .set_minimum(ConditionalFormatType::Number, 0)
            .set_maximum(ConditionalFormatType::Number, 1)
            .set_direction(ConditionalFormatDataBarDirection::LeftToRight)
            .set_solid_fill(true)
            .set_fill_color(BAR);
        self.worksheet.add_conditional_format(self.next - rows, column, last, column, &bars)?;
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(&row.cells) {
            let (at, look) = (self.next, self.looks.of(cell, row.strong));
            match cell {
                Cell::Empty => self.worksheet.write_blank(at, column, look)?,
                Cell::Text(text) => self.worksheet.write_string_with_format(at, column, fit(text), look)?,
                Cell::Status(_, words) => {
                    self.worksheet.write_string_with_format(at, column, fit(words), look)?
                }
                Cell::Score(score) => self.worksheet.write_number_with_format(at, column, *score, look)?,
                Cell::Count(count) => {
                    self.worksheet.write_number_with_format(at, column, *count as f64, look)?
                }
                Cell::Share(_, 0) => self.worksheet.write_string_with_format(at, column, "—", look)?,
                Cell::Share(part, whole) => {
                    // Rounded down as in every other report: only the whole reads 100 %.
                    let tenths = (part * 1000 / whole) as f64;
                    self.worksheet.write_number_with_format(at, column, tenths / 1000.0, look)?
                }
            };
        }
        Ok(())
    }

    /// As high as its longest text: Excel sees to that by itself, not every other program does.
    fn heighten(&mut self, row: &Row, columns: &[Column]) -> Result<(), XlsxError> {
        let lines = row.cells.iter().zip(columns).map(|(cell, column)| match cell {
            Cell::Text(text) => lines(text, column.width),
            Cell::Status(_, words) => lines(words, column.width),
            _ => 1,
        });
        let lines = lines.max().unwrap_or(1);
        if lines > 1 {
            self.worksheet.set_row_height(self.next, (lines as f64 * LINE).min(HIGHEST))?;
        }
        Ok(())
    }
}

/// How many lines a text takes in a column. A little room is kept at its edges.
fn lines(text: &str, width: f64) -> usize {
    let of = |line: &str| ((line.width() as f64 / (width - 2.0)).ceil() as usize).max(1);
    text.split('\n').map(of).sum()
}

/// A text for the head of a page, where `&` starts a code.
fn header_text(text: &str) -> String {
    crate::safe::line(text).chars().take(LONGEST_HEADER).collect::<String>().replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_chinese_character_takes_two_places_and_every_line_a_line() {
        assert_eq!([lines("", 10.0), lines("督查督查", 10.0), lines("督查督查a", 10.0)], [1, 1, 2]);
        assert_eq!(lines("督查\n\n每季度督查", 10.0), 4);
    }
}
