//! Plans checked with what reviewers decided of them: what `compare`, `diff` and `review` start from.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use yaodian_core::compare::FailedPlan;
use yaodian_core::{Document, Report, Review};

use crate::arguments::Against;
use crate::load::{self, Standard};
use crate::{discover, input, output};

/// What plans are checked against, and what was decided of them.
pub struct Reviewer {
    /// Requirements and words.
    pub standard: Standard,
    /// What was decided, in the order given.
    pub reviews: Vec<Review>,
}

/// A plan as read and its report.
pub type Checked = (Document, Report);

impl Reviewer {
    /// Reads what plans are checked against.
    pub fn new(against: &Against) -> Result<Self> {
        let reviews = against.review.iter().map(|path| review(path)).collect::<Result<_>>()?;
        let standard =
            load::standard(against.notice.as_deref(), against.requirements.as_deref(), &against.lexicon)?;
        Ok(Self { standard, reviews })
    }

    /// Checks a plan.
    pub fn check(&self, path: &Path) -> Result<Checked> {
        let document = input::read(path)?;
        let mut report = yaodian_core::check(&self.standard.requirements, &document, self.standard.words)?;
        self.reviews.iter().for_each(|review| review.apply(&mut report));
        Ok((document, report))
    }

    /// Checks plans beside each other, the results in their order; one that cannot be read stops none of the others.
    pub fn check_all(&self, paths: &[PathBuf]) -> (Vec<Checked>, Vec<FailedPlan>) {
        let results: Vec<(&PathBuf, Result<Checked>)> =
            paths.par_iter().map(|path| (path, self.check(path))).collect();
        let (mut checked, mut failed) = (Vec::new(), Vec::new());
        for (path, result) in results {
            match result {
                Ok(own) => checked.push(own),
                Err(error) => failed.push(fail(input::name(path), &error)),
            }
        }
        (checked, failed)
    }
}

/// The files that arguments mean, each once and in order; `others` are no plans where a folder holds them as well.
pub fn plans(arguments: &[PathBuf], others: &[&PathBuf]) -> (Vec<PathBuf>, Vec<FailedPlan>) {
    let (mut found, mut failed) = (Vec::<PathBuf>::new(), Vec::new());
    for argument in arguments {
        match discover::files(argument) {
            Ok(files) => {
                // What is named by itself is meant, were it the notice.
                let named = files.len() == 1 && files[0] == *argument;
                let is_other = |file: &PathBuf| others.iter().any(|other| input::same_file(other, file));
                for file in files.into_iter().filter(|file| named || !is_other(file)) {
                    if !found.contains(&file) {
                        found.push(file);
                    }
                }
            }
            Err(error) => failed.push(fail(input::name(argument), &error)),
        }
    }
    (found, failed)
}

/// Says what is wrong with a plan, and keeps it for the report.
fn fail(name: String, error: &anyhow::Error) -> FailedPlan {
    output::complain(error);
    FailedPlan { name, message: format!("{error:#}") }
}

/// Reads a review file.
fn review(path: &Path) -> Result<Review> {
    Review::from_toml(&input::read_text(path)?).map_err(|error| {
        let advice = "可用 yaodian review 生成 (not a valid review file; yaodian review writes one)";
        anyhow!("{}：审核意见文件的内容不对，{advice}\n{}", input::name(path), error.to_string().trim_end())
    })
}
