//! The sheet of one plan's obligations, a row each.

use yaodian_core::Report;

use super::XlsxError;
use super::cells::Cell;
use super::sheet::{Column, Row, Sheet};
use crate::rows::{self, COLUMNS};
use crate::settings::Settings;

/// Widths of the columns, in their order.
const WIDTHS: [f64; COLUMNS.len()] =
    [7.0, 16.0, 20.0, 34.0, 10.0, 6.0, 9.0, 7.0, 36.0, 11.0, 34.0, 34.0, 26.0, 22.0];
/// Left empty for the one who goes through the list.
const REVIEWER: &str = "复核意见";

/// Writes the sheet: the obligations that are to be listed.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    report: &Report,
    settings: &Settings<'_>,
) -> Result<(), XlsxError> {
    let titles = COLUMNS.iter().zip(WIDTHS).chain([(&REVIEWER, 16.0)]);
    let columns: Vec<Column> =
        titles.map(|(title, width)| Column { title: (*title).to_owned(), width }).collect();
    let rows = rows::of(report).filter(|(one, _)| settings.lists(one)).map(|(one, row)| {
        let text = |text: &str| Cell::Text(text.to_owned());
        let cells = vec![
            Cell::Text(row.id),
            Cell::Text(row.section),
            Cell::Text(row.point),
            Cell::Text(row.asked),
            text(row.reach),
            text(row.required),
            Cell::status(one),
            Cell::Score(row.score),
            Cell::Text(row.quotes),
            Cell::Text(row.places),
            Cell::Text(row.reasons),
            Cell::Text(row.suggestion),
            Cell::Text(row.remarks),
            Cell::Text(row.waiver),
            Cell::Empty,
        ];
        Row { cells, strong: false }
    });
    // The number of an obligation stays in view.
    sheet.table(&columns, 1, rows)
}
