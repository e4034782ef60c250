//! The sheet of ranks.

use yaodian_core::compare::{ComparedPlan, FailedPlan};
use yaodian_core::{Comparison, Status};

use super::super::XlsxError;
use super::super::cells::Cell;
use super::super::sheet::{Row, Sheet, columns};
use crate::comparison::{size, titles};
use crate::safe;

const COLUMNS: [(&str, f64); 13] = [
    ("名次", 7.0),
    ("计划", 18.0),
    ("文件", 30.0),
    ("标题", 36.0),
    ("字数", 9.0),
    ("覆盖率", 11.0),
    ("含豁免", 11.0),
    ("要求数", 9.0),
    ("已覆盖", 9.0),
    ("弱化", 9.0),
    ("冲突", 9.0),
    ("缺失", 9.0),
    ("未能核对的原因", 40.0),
];

/// Writes the sheet: the best first, then the plans that could not be checked.
pub(super) fn write(sheet: &mut Sheet<'_>, comparison: &Comparison) -> Result<(), XlsxError> {
    sheet.title(&format!("要点比较：{}", safe::line(&comparison.notice.title)))?;
    sheet.note(&size(comparison))?;
    let plans = comparison.ranking().into_iter().map(|plan| checked(&comparison.plans[plan]));
    let rows = plans.chain(comparison.failed.iter().map(failed));
    sheet.table(&columns(&COLUMNS), 2, rows)?;
    let count = comparison.plans.len() + comparison.failed.len();
    sheet.bars(5, count as u32)
}

fn checked(plan: &ComparedPlan) -> Row {
    let counts = &plan.summary.obligations;
    let mut cells = vec![
        Cell::Count(plan.rank),
        Cell::document(&plan.label),
        Cell::document(&plan.name),
        Cell::document(&plan.title),
        Cell::Count(plan.chars),
        Cell::Share(counts.covered, counts.required()),
        Cell::Share(counts.covered + plan.waived(), counts.required()),
        Cell::Count(counts.required()),
    ];
    cells.extend(Status::ALL.map(|status| Cell::Count(counts.of(status))));
    cells.push(Cell::Empty);
    Row { cells, strong: false }
}

fn failed(plan: &FailedPlan) -> Row {
    let mut cells = vec![Cell::Empty, Cell::document(titles::FAILED), Cell::document(&plan.name)];
    cells.resize_with(COLUMNS.len() - 1, || Cell::Empty);
    cells.push(Cell::Text(safe::lines(&plan.message)));
    Row { cells, strong: false }
}
