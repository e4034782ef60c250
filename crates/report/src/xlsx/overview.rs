//! The sheet of several plans side by side.

use yaodian_core::{Report, Status};

use super::XlsxError;
use super::cells::Cell;
use super::sheet::{Row, Sheet, columns};
use crate::json::PlanError;
use crate::safe;

const COLUMNS: [(&str, f64); 11] = [
    ("计划", 34.0),
    ("标题", 40.0),
    ("字数", 9.0),
    ("覆盖率", 12.0),
    ("含豁免", 12.0),
    ("要求数", 9.0),
    ("已覆盖", 9.0),
    ("弱化", 9.0),
    ("冲突", 9.0),
    ("缺失", 9.0),
    ("未能核对的原因", 40.0),
];

/// Writes the sheet: a row for each plan in the order given, then those that could not be checked.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    reports: &[Report],
    errors: &[PlanError],
) -> Result<(), XlsxError> {
    let all = reports.iter().map(checked).chain(errors.iter().map(failed));
    sheet.table(&columns(&COLUMNS), 1, all)?;
    sheet.bars(3, (reports.len() + errors.len()) as u32)
}

fn checked(report: &Report) -> Row {
    let counts = &report.summary.obligations;
    let mut cells = vec![
        Cell::document(&report.plan.name),
        Cell::document(&report.plan.title),
        Cell::Count(report.plan.chars),
        Cell::Share(counts.covered, counts.required()),
        Cell::Share(counts.covered + report.waived(), counts.required()),
        Cell::Count(counts.required()),
    ];
    cells.extend(Status::ALL.map(|status| Cell::Count(counts.of(status))));
    cells.push(Cell::Empty);
    Row { cells, strong: false }
}

fn failed(error: &PlanError) -> Row {
    let mut cells = vec![Cell::document(&error.name)];
    cells.resize_with(COLUMNS.len() - 1, || Cell::Empty);
    cells.push(Cell::Text(safe::lines(&error.message)));
    Row { cells, strong: false }
}
