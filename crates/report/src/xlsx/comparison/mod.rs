//! Plans side by side as a workbook.

mod matrix;
mod ranking;
mod tables;

#[cfg(test)]
mod tests;

use yaodian_core::{Comparison, Report};

use super::{Book, Settings, XlsxError, decisions, obligations, remarks, settings};
use crate::comparison::titles;

/// The workbook of a comparison and of the reports it was made of, in the same order.
///
/// Sheets of ranks, points by plans, best answers, frequencies, quantities and deadlines, shared wording; then one for
/// each plan, remarks, what reviewers decided, and how it all came about. Plans stand in the order of their ranks.
///
/// # Errors
/// If there are more rows, columns or sheets than a workbook may have.
pub fn render(
    comparison: &Comparison,
    reports: &[Report],
    settings: &Settings<'_>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(settings);
    let notice = comparison.notice.title.as_str();
    ranking::write(&mut book.sheet(titles::RANKING, notice)?, comparison)?;
    matrix::statuses(&mut book.sheet(titles::MATRIX, notice)?, comparison)?;
    matrix::shares(&mut book.sheet("要点覆盖率", notice)?, comparison)?;
    tables::best(&mut book.sheet(titles::BEST, notice)?, comparison)?;
    if !comparison.differences.is_empty() {
        tables::differences(&mut book.sheet(titles::DIFFERENCES, notice)?, comparison)?;
    }
    if comparison.copying.is_some() {
        tables::copying(&mut book.sheet(titles::COPYING, notice)?, comparison)?;
    }
    for (report, plan) in reports.iter().zip(&comparison.plans) {
        obligations::write(&mut book.sheet(&plan.label, &report.plan.name)?, report, settings)?;
    }
    if reports.iter().any(remarks::has_any) {
        remarks::write(&mut book.sheet(crate::remarks::TITLE, notice)?, reports)?;
    }
    if reports.iter().any(decisions::has_any) {
        decisions::write(&mut book.sheet(crate::decisions::TITLE, notice)?, reports)?;
    }
    settings::write(&mut book.sheet("核对设置", notice)?, reports, settings)?;
    book.finish()
}
