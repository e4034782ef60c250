//! The sheet of ranks.

use yaodian_core::Comparison;
use yaodian_core::compare::{ComparedPlan, FailedPlan};

use super::super::XlsxError;
use super::super::cells::Cell;
use super::super::figures;
use super::super::sheet::{Row, Sheet, columns};
use crate::comparison::{size, titles};
use crate::safe;

const COLUMNS: [(&str, f64); 5] =
    [("名次", 7.0), ("计划", 18.0), ("文件", 30.0), ("标题", 36.0), ("字数", 9.0)];

/// Writes the sheet: the best first, then the plans that could not be checked.
pub(super) fn write(sheet: &mut Sheet<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    sheet.title(&format!("要点比较：{}", safe::line(&comparison.notice.title)))?;
    sheet.note(&size(comparison))?;
    let plans = comparison.ranking().into_iter().map(|plan| checked(&comparison.plans[plan]));
    let rows = plans.chain(comparison.failed.iter().map(failed));
    sheet.table(&columns(&[&COLUMNS[..], &figures::COLUMNS].concat()), 2, rows)?;
    let count = comparison.plans.len() + comparison.failed.len();
    sheet.bars(COLUMNS.len() as u16, count as u32)
}

fn checked(plan: &ComparedPlan) -> Row {
    let cells = [
        Cell::Count(plan.rank),
        Cell::document(&plan.label),
        Cell::document(&plan.name),
        Cell::document(&plan.title),
        Cell::Count(plan.chars),
    ];
    figures::checked(cells, &plan.summary.obligations, plan.waived())
}

fn failed(plan: &FailedPlan) -> Row {
    let name = Cell::document(&plan.name);
    figures::failed(
        [Cell::Empty, Cell::document(titles::FAILED), name, Cell::Empty, Cell::Empty],
        &plan.message,
    )
}
