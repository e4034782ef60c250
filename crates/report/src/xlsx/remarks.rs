//! The sheet of what is to be noted beside the verdicts: remarks on the plans, warnings.

use yaodian_core::Report;

use super::XlsxError;
use super::cells::Cell;
use super::sheet::{Row, Sheet, columns};
use crate::remarks::groups;

const COLUMNS: [(&str, f64); 5] =
    [("计划", 30.0), ("类别", 14.0), ("说明", 80.0), ("相关要求", 10.0), ("可改为", 40.0)];
/// What a warning is called among the kinds of remarks.
const WARNING: &str = "注意";

/// Whether a report has anything for the sheet.
pub(super) fn has_any(report: &Report) -> bool {
    !report.observations.is_empty() || !report.warnings.is_empty()
}

/// Writes the sheet: of each plan the warnings, then the remarks by kind.
pub(super) fn write(sheet: &mut Sheet<'_>, reports: &[Report]) -> Result<(), XlsxError> {
    let rows = reports.iter().flat_map(|report| {
        let name = report.plan.name.as_str();
        let warnings = report.warnings.iter().map(move |it| row([name, WARNING, &it.message, "", ""]));
        let remarks = groups(report).flat_map(move |(kind, own)| {
            own.into_iter().map(move |it| {
                let [obligation, instead] =
                    [&it.obligation, &it.instead].map(|it| it.as_deref().unwrap_or_default());
                row([name, kind.label(), &it.message, obligation, instead])
            })
        });
        warnings.chain(remarks)
    });
    sheet.table(&columns(&COLUMNS), 2, rows)
}

fn row(texts: [&str; COLUMNS.len()]) -> Row {
    Row { cells: texts.map(Cell::document).into(), strong: false }
}
