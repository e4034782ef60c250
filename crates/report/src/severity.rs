//! How grave each kind of finding is: by itself as `data/kinds.toml` says, otherwise as the user does.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use yaodian_core::Report;
use yaodian_core::report::FindingKind;
use yaodian_core::review::findings;

use crate::explain;

/// How grave a finding is, the least grave first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// 关闭: it is not reported. For remarks only.
    Off,
    /// 提示: good to know.
    Note,
    /// 警告: to be looked at.
    Warning,
    /// 错误: to be mended.
    Error,
}

impl Severity {
    /// Its name in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl FromStr for Severity {
    type Err = BadSeverity;

    fn from_str(name: &str) -> Result<Self, BadSeverity> {
        let all = [Self::Off, Self::Note, Self::Warning, Self::Error];
        all.into_iter().find(|it| it.id() == name).ok_or_else(|| BadSeverity::Unknown(name.to_owned()))
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.id())
    }
}

/// Why a severity cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSeverity {
    /// It is none.
    #[error("“{0}”应为 error、warning、note 或 off (not a severity)")]
    Unknown(String),
    /// A gap cannot be turned off.
    #[error(
        "{0} 是对要求的判断，不能设为 off，可以设为 note，或者写明理由予以豁免 (gaps cannot be off; use note, or waive them)"
    )]
    Gap(&'static str),
}

/// The severity of every kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities {
    own: BTreeMap<FindingKind, Severity>,
}

impl Severities {
    /// Sets the severity of a kind.
    ///
    /// # Errors
    /// If a gap is to be turned off: verdicts are what a report is.
    pub fn set(&mut self, kind: FindingKind, severity: Severity) -> Result<(), BadSeverity> {
        if severity == Severity::Off && !matches!(kind, FindingKind::Remark(_)) {
            return Err(BadSeverity::Gap(kind.id()));
        }
        self.own.insert(kind, severity);
        Ok(())
    }

    /// The severity of a kind.
    #[must_use]
    pub fn of(&self, kind: FindingKind) -> Severity {
        self.own.get(&kind).copied().unwrap_or_else(|| explain::severity(kind))
    }

    /// Takes the remarks out of a report whose kind is turned off.
    pub fn silence(&self, report: &mut Report) {
        report.observations.retain(|it| self.of(FindingKind::Remark(it.kind)) != Severity::Off);
    }

    /// How many findings of a report are at least this grave and waived by nobody.
    #[must_use]
    pub fn open(&self, report: &Report, at_least: Severity) -> usize {
        let open = findings(report).filter(|it| it.waiver().is_none()).filter_map(|it| it.kind());
        open.filter(|kind| self.of(*kind) >= at_least).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use yaodian_core::report::{ObservationKind, Waiver};

    #[test]
    fn gaps_cannot_be_turned_off_and_remarks_can() {
        let mut severities = Severities::default();
        assert!(severities.set(FindingKind::Missing, Severity::Off).is_err());
        let blanket = FindingKind::Remark(ObservationKind::Blanket);
        severities.set(blanket, Severity::Off).expect("a remark");
        let mut report = sample::report();
        severities.silence(&mut report);
        assert!(report.observations.is_empty());
        assert_eq!(report.findings().len(), sample::report().findings().len());
    }

    #[test]
    fn what_is_waived_is_not_open() {
        let severities = Severities::default();
        let mut report = sample::report();
        // A missing and a conflicting one are errors, a weakened one and the blanket clause warnings.
        assert_eq!(severities.open(&report, Severity::Error), 2);
        assert_eq!(severities.open(&report, Severity::Note), 4);
        report.points[1].obligations[0].waiver = Some(Waiver::default());
        assert_eq!(severities.open(&report, Severity::Error), 1);
    }

    #[test]
    fn names_are_read_back() {
        for severity in [Severity::Off, Severity::Note, Severity::Warning, Severity::Error] {
            assert_eq!(severity.id().parse(), Ok(severity));
        }
        assert!("fatal".parse::<Severity>().is_err() && Severity::Error > Severity::Warning);
    }
}
