//! Plans checked with what reviewers decided of them: what `compare`, `diff` and `review` start from.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use yaodian_core::compare::FailedPlan;
use yaodian_core::copying::Known;
use yaodian_core::{Checker, Document, Report, Review};

use crate::arguments::Reviewed;
use crate::config::{Config, layer};
use crate::discover::{self, Others};
use crate::load::{self, Standard};
use crate::{examine, input, output};

/// Which files say what plans are checked against and what was decided of them: flags, environment, `yaodian.toml`.
pub struct Setup {
    config: Config,
    /// Review files.
    pub review: Vec<PathBuf>,
}

impl Setup {
    /// Of a command line.
    pub fn of(against: &Reviewed) -> Result<Self> {
        let config = Config::of(&against.settings())?;
        let configured = || config.review.iter().map(|set| set.value.clone()).collect();
        let review = if against.review.is_empty() { configured() } else { against.review.clone() };
        Ok(Self { config, review })
    }

    /// What plans are checked against.
    pub fn against(&self) -> Result<&layer::Against> {
        self.config.against()
    }

    /// Lexicon files.
    pub fn lexicon(&self) -> &[PathBuf] {
        &self.config.lexicon.value
    }

    /// Every file: nothing may be written over them, and they are no plans.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.config.files().chain(&self.review)
    }
}

/// What plans are checked against, and what was decided of them.
pub struct Reviewer {
    /// Requirements and words.
    pub standard: Standard,
    checker: Checker<'static>,
    /// What was decided, in the order given.
    pub reviews: Vec<Review>,
}

/// A plan as read and its report.
pub type Checked = (Document, Report);

impl Reviewer {
    /// Reads what plans are checked against.
    pub fn new(setup: &Setup) -> Result<Self> {
        let reviews = setup.review.iter().map(|path| examine::review(path)).collect::<Result<_>>()?;
        let standard = load::standard(setup.against()?, setup.lexicon())?;
        let checker = Checker::new(standard.requirements.clone(), standard.words);
        Ok(Self { standard, checker, reviews })
    }

    /// Checks a plan.
    pub fn check(&self, path: &Path) -> Result<Checked> {
        let document = input::read(path)?;
        let report = self.judge(&document)?;
        Ok((document, report))
    }

    /// Checks a plan that was read.
    pub fn judge(&self, document: &Document) -> Result<Report> {
        let mut report = self.checker.check(document)?;
        self.reviews.iter().for_each(|review| review.apply(&mut report));
        Ok(report)
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
    let mut seen = HashSet::new();
    let others = Others::new(others);
    for argument in arguments {
        match discover::plans(argument, &others) {
            Ok(plans) => found.extend(plans.into_iter().filter(|file| seen.insert(file.clone()))),
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

/// Words that are nobody's own where copies are looked for: those of the notice, and of texts that anybody may have taken over.
pub fn known(setup: &Setup, standard: &Standard, boilerplate: &[PathBuf]) -> Result<Known> {
    let lexicon = standard.words.lexicon();
    let mut known = Known::of(&standard.requirements, lexicon);
    // Standard input is used up by now; its requirements are in there.
    let notice = match setup.against()? {
        layer::Against::Notice(path) if !input::is_stdin(path) => Some(path),
        _ => None,
    };
    for path in notice.into_iter().chain(boilerplate) {
        known.add(&input::read(path)?, lexicon);
    }
    Ok(known)
}
