//! The sheet that says how the report came about.

use yaodian_core::{Report, Status};

use super::XlsxError;
use super::cells::{Cell, Shade, shade};
use super::sheet::{Row, Sheet, columns};
use crate::settings::{Fact, NOT_REQUIRED, Settings, TERMS, facts, meaning};
use crate::signs;

const COLUMNS: [(&str, f64); 2] = [("项目", 22.0), ("内容", 90.0)];

/// Writes the sheet: notice, plans, date, version, then what the words for a status mean.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    reports: &[Report],
    settings: &Settings<'_>,
) -> Result<(), XlsxError> {
    let facts = facts(reports, settings).into_iter().map(|(name, fact)| {
        let value = match fact {
            Fact::Text(text) => Cell::document(&text),
            Fact::Count(count) => Cell::Count(count),
        };
        row(Cell::document(name), value)
    });
    let statuses = Status::ALL.into_iter().map(|status| {
        row(Cell::Status(shade(status), status.label().into()), Cell::document(meaning(status)))
    });
    let not_required =
        row(Cell::Status(Shade::NotRequired, signs::NOT_REQUIRED_LABEL.into()), Cell::document(NOT_REQUIRED));
    let terms = TERMS.into_iter().map(|(term, meaning)| row(Cell::document(term), Cell::document(meaning)));
    let rows: Vec<Row> = facts.chain(statuses).chain([not_required]).chain(terms).collect();
    sheet.table(&columns(&COLUMNS), 1, rows)
}

fn row(name: Cell, value: Cell) -> Row {
    Row { cells: vec![name, value], strong: false }
}
