//! The sheets of points by plans: in words and colours, and in figures.

use yaodian_core::Comparison;
use yaodian_core::compare::{Answer, ComparedObligation, ComparedPoint};
use yaodian_core::report::PointStatus;

use super::super::XlsxError;
use super::super::cells::{Cell, Shade, shade};
use super::super::sheet::{Column, Row, Sheet, columns};
use crate::comparison::{point_title, verdict};
use crate::safe;

/// The columns before those of the plans; what a row is comes first, for the filter.
const COLUMNS: [(&str, f64); 5] =
    [("层次", 8.0), ("编号", 8.0), ("内容", 46.0), ("合计覆盖率", 12.0), ("落实的计划数", 12.0)];
/// A plan's column.
const PLAN: f64 = 11.0;
/// The columns that stay in view.
const FROZEN: u16 = 3;

/// Writes a row for each point and, below it, for each of its obligations.
pub(super) fn statuses(sheet: &mut Sheet<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    let order = comparison.ranking();
    let rows = comparison.points.iter().flat_map(|point| {
        let covering = point.cells.iter().filter(|it| it.required > 0 && it.status == PointStatus::Covered);
        let cells = order.iter().map(|plan| {
            let cell = point.cells[*plan];
            Cell::point(cell.status, cell.required)
        });
        let head =
            Row { cells: first(point, covering.count()).into_iter().chain(cells).collect(), strong: true };
        std::iter::once(head).chain(point.obligations.iter().map(|one| obligation(one, &order)))
    });
    sheet.table(&all(comparison), FROZEN, rows)
}

/// Writes a row for each point with the share of it that each plan covers.
pub(super) fn shares(sheet: &mut Sheet<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    let order = comparison.ranking();
    let whole = &comparison.coverage;
    let plans = order.iter().map(|plan| {
        let counts = &comparison.plans[*plan].summary.obligations;
        Cell::Share(counts.covered, counts.required())
    });
    let text = |text: &str| Cell::Text(text.to_owned());
    let sum =
        [text("合计"), Cell::Empty, Cell::Empty, Cell::Share(whole.covered, whole.required), Cell::Empty];
    let sum = Row { cells: sum.into_iter().chain(plans).collect(), strong: true };
    let rows = comparison.points.iter().map(|point| {
        let covering = point.cells.iter().filter(|cell| cell.required > 0 && cell.covered == cell.required);
        let shares = order.iter().map(|plan| {
            let cell = point.cells[*plan];
            Cell::Share(cell.covered, cell.required)
        });
        Row { cells: first(point, covering.count()).into_iter().chain(shares).collect(), strong: false }
    });
    sheet.table(&all(comparison), FROZEN, std::iter::once(sum).chain(rows))
}

fn all(comparison: &Comparison) -> Vec<Column> {
    let plans = comparison.ranking().into_iter();
    let names = plans.map(|plan| Column { title: safe::line(&comparison.plans[plan].label), width: PLAN });
    columns(&COLUMNS).into_iter().chain(names).collect()
}

fn first(point: &ComparedPoint, covering: usize) -> [Cell; COLUMNS.len()] {
    [
        Cell::Text("要点".to_owned()),
        Cell::document(&point.id),
        Cell::Text(point_title(point)),
        Cell::Share(point.coverage.covered, point.coverage.required),
        Cell::Count(covering),
    ]
}

fn obligation(one: &ComparedObligation, order: &[usize]) -> Row {
    let first = [
        Cell::Text("要求".to_owned()),
        Cell::document(&one.id),
        Cell::document(&one.text),
        Cell::Share(one.counts.covered, one.counts.required()),
        Cell::Count(one.counts.covered),
    ];
    let cells = order.iter().map(|plan| status(one, &one.answers[*plan]));
    Row { cells: first.into_iter().chain(cells).collect(), strong: false }
}

fn status(one: &ComparedObligation, answer: &Answer) -> Cell {
    let shade = if one.required { shade(answer.status) } else { Shade::NotRequired };
    Cell::Status(shade, verdict(one, answer).into())
}
