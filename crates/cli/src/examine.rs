//! Plans read, checked, and held against what was accepted of them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use yaodian_core::report::{Lapsed, WaiverSource};
use yaodian_core::review::Baseline;
use yaodian_core::{Checker, Report, Review};
use yaodian_report::json::PlanError;
use yaodian_report::position::Source;

use crate::config::Config;
use crate::config::layer::folder_of;
use crate::load::Standard;
use crate::{input, output};

/// The plans of a run.
pub struct Examined {
    /// A report for every plan that could be read, in order.
    pub reports: Vec<Report>,
    /// The file of each.
    pub sources: Vec<Source>,
    /// The plans that could not be, in order.
    pub errors: Vec<PlanError>,
}

/// What reviewers accepted, as the settings say.
pub struct Accepted {
    review: Option<Review>,
    baseline: Option<Known>,
}

/// A baseline and the folder its names count from.
struct Known {
    baseline: Baseline,
    folder: PathBuf,
}

impl Accepted {
    /// Reads the review file and, if it is wanted, the baseline.
    ///
    /// # Errors
    /// If one is named and cannot be read: a missing baseline would make everything new, a missing review everything open.
    pub fn read(config: &Config, with_baseline: bool) -> Result<Self> {
        let review = config.review.as_ref().map(|file| review(&file.value)).transpose()?;
        let baseline = config.baseline.as_ref().filter(|_| with_baseline);
        let baseline = baseline.map(|file| {
            let known =
                Known { baseline: baseline_file(&file.value)?, folder: folder_of(&file.value).to_owned() };
            anyhow::Ok(known)
        });
        Ok(Self { review, baseline: baseline.transpose()? })
    }

    fn apply(&self, path: &Path, report: &mut Report) {
        if let Some(review) = &self.review {
            review.apply(report);
        }
        if let Some(known) = &self.baseline {
            known.baseline.apply(report, &name_from(path, &known.folder));
        }
    }
}

/// Reads a review file.
pub fn review(path: &Path) -> Result<Review> {
    let advice = "审核意见文件，可用 yaodian review 生成 (the review file; yaodian review writes one)";
    Review::from_toml(&input::read_text(path).context(advice)?)
        .map_err(|error| anyhow!("{}：{error}", input::name(path)))
}

/// Reads a baseline file.
pub fn baseline_file(path: &Path) -> Result<Baseline> {
    let advice = "基线文件，可用 yaodian baseline 生成 (the baseline; yaodian baseline writes one)";
    Baseline::from_toml(&input::read_text(path).context(advice)?)
        .map_err(|error| anyhow!("{}：{error}", input::name(path)))
}

/// What a plan is called in a baseline: its path from the folder of that file, so that it is the same wherever the program is run.
pub fn name_from(path: &Path, folder: &Path) -> String {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let both = path.canonicalize().ok().zip(folder.canonicalize().ok());
    let relative = both.and_then(|(path, folder)| pathdiff::diff_paths(path, folder));
    relative.map_or_else(|| input::name(path), |path| path.display().to_string().replace('\\', "/"))
}

/// Checks every plan; one that cannot be read stops none of the others.
pub fn plans(paths: &[PathBuf], standard: &Standard, accepted: &Accepted, config: &Config) -> Examined {
    let checker = Checker::new(standard.requirements.clone(), standard.words);
    let severities = config.severities();
    let mut examined = Examined { reports: Vec::new(), sources: Vec::new(), errors: Vec::new() };
    for path in paths {
        match plan(path, &checker, accepted) {
            Ok((mut report, source)) => {
                severities.silence(&mut report);
                examined.reports.push(report);
                examined.sources.push(source);
            }
            Err(error) => {
                output::complain(&error);
                examined.errors.push(PlanError { name: input::name(path), message: format!("{error:#}") });
            }
        }
    }
    examined
}

fn plan(path: &Path, checker: &Checker<'_>, accepted: &Accepted) -> Result<(Report, Source)> {
    let (document, source) = input::read_with_places(path)?;
    let mut report = checker.check(&document)?;
    accepted.apply(path, &mut report);
    Ok((report, source))
}

/// What was accepted of a report and no longer holds, by where it is written.
pub fn lapsed(report: &Report, from: impl Fn(WaiverSource) -> bool) -> Vec<&Lapsed> {
    let review = report.review.iter();
    review
        .flat_map(|review| review.reopened.iter().chain(&review.unused))
        .filter(|it| from(it.waiver.source))
        .collect()
}
