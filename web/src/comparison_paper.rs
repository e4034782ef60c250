//! The work paper of the plans beside each other: what is printed and what is saved, all from one comparison.

use std::rc::Rc;

use yaodian_core::compare::{Comparing, FailedPlan};
use yaodian_core::{Comparison, Report};
use yaodian_report::comparison::{html, markdown};
use yaodian_report::{json, xlsx};

use crate::state::{Compared, Copied, Outcome, Session};
use crate::work_paper::with_settings;

/// What is needed for it.
#[derive(Clone, PartialEq)]
pub struct ComparisonPaper {
    compared: Vec<Compared>,
    copied: Option<Copied>,
    notice: Rc<str>,
}

impl ComparisonPaper {
    /// Of the compared plans; `None` where none has been checked.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        session.compared.iter().any(|one| matches!(one.outcome, Outcome::Checked(_))).then(|| Self {
            compared: session.compared.clone(),
            copied: session.copied.clone(),
            notice: session.notice.as_ref().map(|file| Rc::clone(&file.name)).unwrap_or_default(),
        })
    }

    /// As a page of its own.
    #[must_use]
    pub fn page(&self) -> String {
        self.comparison().map(|comparison| html::page(&comparison)).unwrap_or_default()
    }

    /// As a part of this page, for the printer.
    #[must_use]
    pub fn body(&self) -> String {
        self.comparison().map(|comparison| html::body(&comparison)).unwrap_or_default()
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        self.comparison().map(|comparison| markdown::render(&comparison)).unwrap_or_default()
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> String {
        self.comparison().and_then(|comparison| json::comparison(&comparison).ok()).unwrap_or_default()
    }

    /// As a workbook for Excel and WPS.
    ///
    /// # Errors
    /// If there are more plans than a workbook may have columns.
    pub fn xlsx(&self) -> Result<Vec<u8>, xlsx::XlsxError> {
        let Some(all) = self.comparison() else { return Ok(Vec::new()) };
        let reports: Vec<Report> = self.reports().cloned().collect();
        with_settings(&self.notice, |settings| xlsx::comparison(&all, &reports, settings))
    }

    fn reports(&self) -> impl Iterator<Item = &Report> {
        self.compared.iter().filter_map(|one| match &one.outcome {
            Outcome::Checked(judged) => Some(&*judged.report),
            _ => None,
        })
    }

    /// All reports are of the same requirements, or they would wait to be made anew.
    fn comparison(&self) -> Option<Comparison> {
        let mut comparing = Comparing::default();
        for report in self.reports() {
            comparing.add(report).ok()?;
        }
        let mut comparison = comparing.finish().ok()?;
        comparison.copying = self.copied.as_ref().map(|copied| (*copied.copying).clone());
        let failed = self.compared.iter().filter_map(|one| match &one.outcome {
            Outcome::Failed(why) => {
                Some(FailedPlan { name: one.file.name.to_string(), message: why.to_string() })
            }
            _ => None,
        });
        comparison.failed = failed.collect();
        Some(comparison)
    }
}
