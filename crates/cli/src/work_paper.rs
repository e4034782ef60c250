//! Work papers, with the settings of the run that made them.

use anyhow::Result;
use yaodian_core::{Report, Status};
use yaodian_report::json::PlanError;
use yaodian_report::{Settings, docx, html, xlsx};

use crate::arguments::{Check, CheckFormat};
use crate::input;

/// What a format of a work paper is called.
pub fn name(format: CheckFormat) -> &'static str {
    match format {
        CheckFormat::Docx => "docx",
        CheckFormat::Xlsx => "xlsx",
        _ => "html",
    }
}

/// The work paper of the plans that could be checked, in the format wanted.
pub fn render(wanted: &Check, reports: &[Report], errors: &[PlanError]) -> Result<Vec<u8>> {
    let notice = wanted.notice.as_ref().or(wanted.requirements.as_ref()).map(|path| input::name(path));
    let date = wanted.date.unwrap_or_else(|| jiff::Zoned::now().date()).to_string();
    let lexicons = wanted.lexicon.iter().map(|path| ("自带词库", input::name(path)));
    let bar = wanted.fail_under.iter().map(|bar| ("覆盖率要求", bar.to_string()));
    let options: Vec<_> = lexicons.chain(bar).collect();
    let only: Vec<Status> = wanted.only.iter().flat_map(|only| only.statuses()).copied().collect();
    let settings = Settings {
        notice: notice.as_deref().unwrap_or_default(),
        date: Some(&date),
        version: env!("CARGO_PKG_VERSION"),
        only: &only,
        options: &options,
    };
    Ok(match wanted.format {
        CheckFormat::Docx => docx::render(reports, errors, &settings)?,
        CheckFormat::Xlsx => xlsx::render(reports, errors, &settings)?,
        _ => html::page(reports, errors, &settings).into_bytes(),
    })
}
