//! The sheet of several plans side by side.

use yaodian_core::Report;

use super::XlsxError;
use super::cells::Cell;
use super::figures;
use super::sheet::{Row, Sheet, columns};
use crate::json::PlanError;

const COLUMNS: [(&str, f64); 3] = [("计划", 34.0), ("标题", 40.0), ("字数", 9.0)];

/// Writes the sheet: a row for each plan in the order given, then those that could not be checked.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    reports: &[Report],
    errors: &[PlanError],
) -> Result<(), XlsxError> {
    let all = reports.iter().map(checked).chain(errors.iter().map(failed));
    sheet.table(&columns(&[&COLUMNS[..], &figures::COLUMNS].concat()), 1, all)?;
    sheet.bars(COLUMNS.len() as u16, (reports.len() + errors.len()) as u32)
}

fn checked(report: &Report) -> Row {
    let plan = &report.plan;
    let cells = [Cell::document(&plan.name), Cell::document(&plan.title), Cell::Count(plan.chars)];
    figures::checked(cells, &report.summary.obligations, report.waived())
}

fn failed(error: &PlanError) -> Row {
    figures::failed([Cell::document(&error.name), Cell::Empty, Cell::Empty], &error.message)
}
