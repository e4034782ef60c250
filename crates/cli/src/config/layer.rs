//! What one source of settings says: flags, environment, or file. What it does not say is left to the next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Result, bail};
use yaodian_core::report::FindingKind;
use yaodian_report::Language;
use yaodian_report::severity::{BadSeverity, Severities, Severity};

use crate::percent::Percent;

/// What plans are checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// A notice.
    Notice(PathBuf),
    /// A requirements file.
    Requirements(PathBuf),
}

impl Against {
    /// Of the two that one source may name.
    pub fn of(notice: Option<PathBuf>, requirements: Option<PathBuf>) -> Result<Option<Self>> {
        Ok(match (notice, requirements) {
            (Some(_), Some(_)) => {
                bail!(
                    "notice 和 requirements 不能同时写，请留一个 (notice and requirements exclude each other)"
                )
            }
            (Some(path), None) => Some(Self::Notice(path)),
            (None, Some(path)) => Some(Self::Requirements(path)),
            (None, None) => None,
        })
    }

    /// The file.
    pub fn path(&self) -> &PathBuf {
        match self {
            Self::Notice(path) | Self::Requirements(path) => path,
        }
    }
}

/// From which severity on an open finding makes the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// No finding does.
    Never,
    /// One at least as grave as this.
    At(Severity),
}

impl FailOn {
    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::At(severity) => severity.id(),
        }
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name.parse() {
            _ if name == "never" => Ok(Self::Never),
            Ok(severity) if severity != Severity::Off => Ok(Self::At(severity)),
            _ => Err(format!(
                "“{name}”应为 error、warning、note 或 never (one of error, warning, note, never)"
            )),
        }
    }
}

/// The settings of one source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer {
    /// Notice or requirements.
    pub against: Option<Against>,
    /// Patterns of plans, from the folder of the file; on the command line the plans themselves are named.
    pub plans: Option<Vec<String>>,
    /// Patterns of what is no plan.
    pub exclude: Option<Vec<String>>,
    /// Whether they hold for plans that are named.
    pub force_exclude: Option<bool>,
    /// Lexicon files.
    pub lexicon: Option<Vec<PathBuf>>,
    /// The review file.
    pub review: Option<PathBuf>,
    /// The baseline file.
    pub baseline: Option<PathBuf>,
    /// Whether entries of the baseline that are no longer found fail.
    pub strict_baseline: Option<bool>,
    /// What a plan must cover.
    pub overall: Option<Percent>,
    /// What it must cover of every section.
    pub section: Option<Percent>,
    /// What it must cover of every point.
    pub point: Option<Percent>,
    /// What it must cover of single sections, by title.
    pub sections: BTreeMap<String, Percent>,
    /// What it must cover of single points, by number.
    pub points: BTreeMap<String, Percent>,
    /// From which severity on findings fail.
    pub fail_on: Option<FailOn>,
    /// How grave kinds are.
    pub severity: BTreeMap<FindingKind, Severity>,
    /// The language of sentences.
    pub lang: Option<Language>,
}

/// Severities by the names of kinds; whatever is not possible is an error.
pub fn severities<'a>(
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<FindingKind, Severity>> {
    let mut own = BTreeMap::new();
    let mut check = Severities::default();
    for (kind, level) in pairs {
        let (kind, level): (FindingKind, Severity) = (kind.parse()?, level.parse()?);
        check.set(kind, level).map_err(|error: BadSeverity| anyhow::anyhow!(error))?;
        own.insert(kind, level);
    }
    Ok(own)
}

/// The folder that a file stands in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}
