//! The work paper of the plan that is checked: what is printed and what is saved, all from one report and one account of
//! how it came about.

use std::rc::Rc;

use yaodian_core::Report;
use yaodian_core::document::stem;
use yaodian_report::docx::{self, DocxError};
use yaodian_report::xlsx::{self, XlsxError};
use yaodian_report::{Settings, html};

use crate::state::Shared;

/// What is needed for it.
#[derive(Clone, PartialEq)]
pub struct WorkPaper {
    /// The report.
    pub report: Shared<Report>,
    /// What the user calls the notice.
    pub notice: Rc<str>,
}

impl WorkPaper {
    /// As a page of its own.
    pub fn page(&self) -> String {
        self.with(|report, settings| html::page(report, &[], settings))
    }

    /// As a part of this page, for the printer.
    pub fn body(&self) -> String {
        self.with(|report, settings| html::body(report, &[], settings))
    }

    /// As a Word document.
    ///
    /// # Errors
    /// None in practice.
    pub fn docx(&self) -> Result<Vec<u8>, DocxError> {
        self.with(|report, settings| docx::render(report, &[], settings))
    }

    /// As a workbook for Excel and WPS.
    ///
    /// # Errors
    /// None in practice.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        self.with(|report, settings| xlsx::render(report, &[], settings))
    }

    /// A file's name from the plan's.
    pub fn file_name(&self, extension: &str) -> String {
        format!("{}-要点核对.{extension}", stem(&self.report.plan.name))
    }

    fn with<T>(&self, render: impl FnOnce(&[Report], &Settings<'_>) -> T) -> T {
        with_settings(&self.notice, |settings| render(std::slice::from_ref(&*self.report), settings))
    }
}

/// Renders with what every paper says of its making: the notice, the day, the version.
pub fn with_settings<T>(notice: &str, render: impl FnOnce(&Settings<'_>) -> T) -> T {
    let date = today();
    render(&Settings { notice, date: Some(&date), version: env!("CARGO_PKG_VERSION"), ..Settings::default() })
}

/// The day it is where the user is, as 2026-11-24.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
