//! The sheet of one plan's coverage, by section and by point.

use yaodian_core::Report;
use yaodian_core::Status;

use super::XlsxError;
use super::cells::Cell;
use super::sheet::{Row, Sheet, columns};
use crate::coverage::{self, Level, Line};
use crate::{decisions, figures, safe};

const COLUMNS: [(&str, f64); 9] = [
    ("层次", 8.0),
    ("部分", 30.0),
    ("要点", 52.0),
    ("状态", 10.0),
    ("覆盖率", 12.0),
    ("要求数", 9.0),
    ("已覆盖", 9.0),
    ("弱化", 9.0),
    ("冲突", 9.0),
];

/// Writes the sheet: the whole, then each section with its points. The first column tells them apart, for the filter.
pub(super) fn write(sheet: &mut Sheet<'_>, report: &Report) -> Result<(), XlsxError> {
    let plan = &report.plan;
    let title = if plan.title.is_empty() { &plan.name } else { &plan.title };
    sheet.title(&format!("要点核对：{}", safe::line(title)))?;
    let counts = &report.summary.obligations;
    sheet.note(&format!("通知：{}", safe::line(&report.notice.title)))?;
    sheet.note(&format!(
        "计划：{}（{}字）；覆盖率 {}（{}/{}项）{}",
        safe::line(&plan.name),
        figures::thousands(plan.chars),
        figures::coverage(report),
        counts.covered,
        counts.required(),
        decisions::coverage(counts, report.waived())
            .map(|with| format!("；含豁免 {with}"))
            .unwrap_or_default()
    ))?;
    let rows: Vec<Row> = coverage::lines(report).iter().map(row).collect();
    let count = rows.len() as u32;
    let columns = columns(&[&COLUMNS[..], &[("缺失", 9.0)]].concat());
    sheet.table(&columns, 3, rows)?;
    sheet.bars(4, count)
}

fn row(line: &Line) -> Row {
    let names = [line.level.label(), &line.section, &line.point].map(|name| Cell::Text(name.to_owned()));
    let counts = &line.counts;
    let status = line.status.map_or(Cell::Empty, |status| Cell::point(status, counts.required()));
    let by_status = Status::ALL.map(|status| Cell::Count(counts.of(status)));
    let figures = [status, Cell::Share(counts.covered, counts.required()), Cell::Count(counts.required())];
    let cells = names.into_iter().chain(figures).chain(by_status).collect();
    Row { cells, strong: line.level != Level::Point }
}
