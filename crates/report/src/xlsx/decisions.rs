//! The sheet of what reviewers decided of plans.

use yaodian_core::Report;
use yaodian_core::review::findings;

use super::XlsxError;
use super::cells::Cell;
use super::sheet::{Row, Sheet, columns};
use crate::decisions::{self, WAIVED};

const COLUMNS: [(&str, f64); 4] = [("计划", 30.0), ("类别", 12.0), ("编号", 16.0), ("内容", 100.0)];

/// Whether a report has anything for the sheet.
pub(super) fn has_any(report: &Report) -> bool {
    findings(report).any(|finding| finding.waiver().is_some()) || !decisions::of(report).is_empty()
}

/// Writes the sheet: of each plan what is waived, then sign-offs, notes and waivers that do not hold.
pub(super) fn write(sheet: &mut Sheet<'_>, reports: &[Report]) -> Result<(), XlsxError> {
    let rows = reports.iter().flat_map(|report| {
        let name = report.plan.name.as_str();
        let waived = findings(report).filter_map(move |finding| {
            let text = decisions::waiver(finding.waiver()?);
            Some(row([name, WAIVED, finding.id(), &text]))
        });
        let items = decisions::of(report).into_iter();
        waived.chain(items.map(move |item| row([name, item.label, "", &item.text])))
    });
    sheet.table(&columns(&COLUMNS), 1, rows)
}

fn row(texts: [&str; COLUMNS.len()]) -> Row {
    Row { cells: texts.map(Cell::document).into(), strong: false }
}
