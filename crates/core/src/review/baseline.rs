//! Everything that was found on a day, so that later runs fail on what is new only.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::report::{Lapsed, Report, Waiver, WaiverSource};
use crate::toml_file;

use super::apply::{finish, keys, waive};
use super::{Fingerprint, ReviewError, findings, is_version};

/// Name and version of the form of a baseline file.
pub const SCHEMA: &str = "yaodian.baseline/1";

/// A baseline file: the keys of the findings of some plans. It is written by the program, in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Baseline {
    /// `yaodian.baseline/1`.
    pub schema: String,
    /// The findings of each plan.
    #[serde(default, rename = "plan")]
    pub plans: Vec<Known>,
}

/// The findings of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Known {
    /// File of the plan.
    pub plan: String,
    /// Number or kind of each finding with its key: `3.2 0123456789abcdef-none`.
    pub findings: BTreeSet<String>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { schema: SCHEMA.to_owned(), plans: Vec::new() }
    }
}

impl Baseline {
    /// Takes the findings of some reports that are not waived otherwise, each with what its plan is to be called; a waiver
    /// out of a baseline is taken over.
    pub fn of<'a>(reports: impl IntoIterator<Item = (&'a str, &'a Report)>) -> Self {
        let plans = reports.into_iter().map(|(plan, report)| known(plan, report));
        let mut plans: Vec<Known> = plans.filter(|it| !it.findings.is_empty()).collect();
        plans.sort_by(|a, b| a.plan.cmp(&b.plan));
        Self { plans, ..Self::default() }
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// If it is not of the form.
    pub fn from_toml(text: &str) -> Result<Self, ReviewError> {
        let baseline: Self = toml_file::read(text)?;
        is_version(&baseline.schema, SCHEMA)?;
        Ok(baseline)
    }

    /// As a file.
    ///
    /// # Errors
    /// None in practice: every baseline has a TOML form.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.plans.iter().map(|known| known.findings.len()).sum()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Marks what was known of the plan that the baseline calls by this name, and lists what was and is no longer found.
    pub fn apply(&self, report: &mut Report, plan: &str) {
        let own: Vec<&Known> = self.plans.iter().filter(|it| it.plan == plan).collect();
        let keys = if own.is_empty() { Vec::new() } else { keys(report) };
        let mut outcome = report.review.take().unwrap_or_default();
        for entry in own.iter().flat_map(|it| &it.findings) {
            let (finding, key) = entry.rsplit_once(' ').unwrap_or(("", entry));
            let fingerprint: Option<Fingerprint> = key.parse().ok();
            let waiver = Waiver { source: WaiverSource::Baseline, ..Waiver::default() };
            if !waive(report, &waiver, |number| Some(keys[number].1) == fingerprint) {
                outcome.unused.push(Lapsed {
                    finding: finding.to_owned(),
                    fingerprint,
                    waiver,
                    changed: None,
                });
            }
        }
        finish(report, outcome);
    }
}

fn known(plan: &str, report: &Report) -> Known {
    let by_others = |waiver: Option<&Waiver>| waiver.is_some_and(|it| it.source != WaiverSource::Baseline);
    let findings = findings(report)
        .filter(|it| !by_others(it.waiver()))
        .map(|it| format!("{} {}", it.id(), it.fingerprint()))
        .collect();
    Known { plan: plan.to_owned(), findings }
}
