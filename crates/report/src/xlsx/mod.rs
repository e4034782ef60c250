//! The report as a work paper: a workbook for Excel and WPS.
//!
//! Every text is stored as a string, never as a formula, and marked so that it does not become one when its cell is
//! edited. Figures are numbers. What is coloured also says so in words.

mod cells;
mod comparison;
mod coverage;
mod decisions;
mod figures;
mod looks;
mod names;
mod obligations;
mod overview;
mod remarks;
mod settings;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use yaodian_core::Report;

use crate::json::PlanError;
use crate::settings::Settings;
pub use comparison::render as comparison;
use looks::Looks;
use names::Names;
use sheet::Sheet;

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("无法生成 xlsx 文件 (the workbook cannot be made): {0}")]
pub struct XlsxError(#[from] rust_xlsxwriter::XlsxError);

/// The workbook of the plans checked against one notice, as the bytes of a file.
///
/// One plan has sheets of its coverage, its obligations and its remarks; several have an overview and a sheet of
/// obligations each. The last sheet says how the report came about.
///
/// # Errors
/// If there are more rows, columns or sheets than a workbook may have.
pub fn render(
    reports: &[Report],
    errors: &[PlanError],
    settings: &Settings<'_>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(settings);
    let notice = reports.first().map(|report| report.notice.title.as_str()).unwrap_or_default();
    match (reports, errors) {
        ([report], []) => {
            coverage::write(&mut book.sheet("覆盖情况", notice)?, report)?;
            obligations::write(&mut book.sheet("逐项核对", &report.plan.name)?, report, settings)?;
        }
        _ => {
            overview::write(&mut book.sheet("总览", notice)?, reports, errors)?;
            for report in reports {
                obligations::write(&mut book.sheet(&report.plan.name, &report.plan.name)?, report, settings)?;
            }
        }
    }
    if reports.iter().any(remarks::has_any) {
        remarks::write(&mut book.sheet("另请注意", notice)?, reports)?;
    }
    if reports.iter().any(decisions::has_any) {
        decisions::write(&mut book.sheet(crate::decisions::TITLE, notice)?, reports)?;
    }
    settings::write(&mut book.sheet("核对设置", notice)?, reports, settings)?;
    book.finish()
}

/// A workbook being written.
pub(crate) struct Book {
    workbook: Workbook,
    looks: Looks,
    names: Names,
}

impl Book {
    fn new(settings: &Settings<'_>) -> Self {
        let mut workbook = Workbook::new();
        // Without a date of its own the file would hold the time of writing: the same input is to give the same file.
        let created = settings.date.and_then(|date| ExcelDateTime::parse_from_str(date).ok());
        let created = created.or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok());
        let properties = DocProperties::new().set_title("要点核对").set_author("");
        workbook.set_properties(&match &created {
            Some(created) => properties.set_creation_datetime(created),
            None => properties,
        });
        Self { workbook, looks: Looks::new(), names: Names::default() }
    }

    /// A new sheet behind the others, its name made fit; `about` is printed above every page of it.
    fn sheet(&mut self, name: &str, about: &str) -> Result<Sheet<'_>, XlsxError> {
        let worksheet = self.workbook.add_worksheet();
        worksheet.set_name(self.names.fit(name))?;
        Ok(Sheet::new(worksheet, &self.looks, about))
    }

    fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

#[cfg(test)]
mod tests;
