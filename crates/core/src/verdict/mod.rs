//! The verdict: for each obligation a status, a score, evidence and reasons.

mod asked;
pub mod features;
mod flags;
mod forest;
mod lists;
pub mod model;
mod negation;
pub mod net;
mod pairs;
mod reasons;
mod said;
mod scope;
mod stated;
mod summary;
mod tell;
#[cfg(test)]
mod trial;

use std::ops::Range;

use yaodian_text::{Lexicon, Segmenter};

use crate::document::Document;
use crate::facet::Flag;
use crate::matching::{Matching, Targets, Window};
use crate::notice::{Obligation, Requirements};
use crate::observe::Stretches;
use crate::plan::Plan;
use crate::report::{FacetReport, Report};
use crate::review::inline;
use crate::suggest::Transposer;

use asked::Asked;
use features::Features;
use flags::{Comparison, Outcome};
use said::Said;
use tell::Telling;

/// From this similarity on, a window belongs to its obligation.
const CLAIM: f32 = 0.55;

/// Why a plan cannot be checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// Nothing but white space, or nothing that is a sentence.
    #[error(
        "{name}：计划是空的，没有可核对的文字，请检查文件内容 (the plan is empty; check the file's contents)"
    )]
    EmptyPlan {
        /// Name of the document.
        name: String,
    },
}

/// One obligation judged, before it is put into words.
#[derive(Debug)]
pub struct Judgement {
    /// What the model saw.
    pub features: Features,
    /// The window that was judged.
    pub window: Option<Window>,
    /// Differences found.
    pub flags: Vec<Flag>,
    /// How often, how much, by when: both sides in words.
    pub facets: Vec<FacetReport>,
}

/// See [`crate::unpack`].
pub(crate) fn unpack() {
    _ = forest::Forest::builtin();
    negation::Words::builtin();
}

/// Checks a plan against requirements, and heeds the waivers in comments of the plan. Whoever has several plans makes a
/// [`Checker`] once.
///
/// # Errors
/// If the plan holds no text.
pub fn check(
    requirements: &Requirements,
    document: &Document,
    segmenter: &Segmenter<'_>,
) -> Result<Report, CheckError> {
    Checker::new(requirements.clone(), segmenter).check(document)
}

/// Requirements made ready for any number of plans.
#[derive(Debug)]
pub struct Checker<'a> {
    requirements: Requirements,
    segmenter: &'a Segmenter<'a>,
    targets: Targets,
    asked: Vec<Asked>,
    stretches: Stretches,
}

impl<'a> Checker<'a> {
    /// Makes requirements ready.
    #[must_use]
    pub fn new(requirements: Requirements, segmenter: &'a Segmenter<'_>) -> Self {
        let year = asked::year(&requirements).unwrap_or(0);
        let targets = Targets::new(&requirements, segmenter);
        Self {
            asked: Asked::all(&requirements, targets.all(), segmenter.lexicon(), year),
            targets,
            stretches: Stretches::of(&requirements),
            requirements,
            segmenter,
        }
    }

    /// What plans are checked against.
    #[must_use]
    pub fn requirements(&self) -> &Requirements {
        &self.requirements
    }

    /// Checks a plan, and heeds the waivers in its comments.
    ///
    /// # Errors
    /// If the plan holds no text.
    pub fn check(&self, document: &Document) -> Result<Report, CheckError> {
        let Self { requirements, segmenter, .. } = self;
        let plan = Plan::read(document, segmenter);
        if plan.clauses.is_empty() {
            return Err(CheckError::EmptyPlan { name: document.name.clone() });
        }
        let matching = Matching::of(&self.targets, &plan);
        let lexicon = segmenter.lexicon();
        let transposer = Transposer::of(&plan, lexicon);
        let judgements = if asked::year(requirements).is_some() {
            compare(requirements, &self.asked, &plan, &matching, lexicon, transposer.as_ref())
        } else {
            judge(requirements, &plan, &matching, lexicon, transposer.as_ref())
        };
        let telling = Telling {
            requirements,
            asked: &self.asked,
            plan: &plan,
            matching: &matching,
            lexicon,
            transposer,
            stretches: &self.stretches,
        };
        let mut report = telling.report(&judgements);
        inline::apply(&document.waivers, &mut report);
        Ok(report)
    }
}

/// Judges every obligation. Exposed for fitting the model, for which it needs no `transposer`: that only words the flags.
///
/// The order is that of [`Requirements::obligations`].
#[must_use]
pub fn judge(
    requirements: &Requirements,
    plan: &Plan<'_>,
    matching: &Matching,
    lexicon: &Lexicon,
    transposer: Option<&Transposer<'_>>,
) -> Vec<Judgement> {
    // A notice that names no year is of the plan's.
    let year = asked::year(requirements).unwrap_or(plan.year);
    let asked = Asked::all(requirements, &matching.targets, lexicon, year);
    compare(requirements, &asked, plan, matching, lexicon, transposer)
}

/// Judges every obligation as parsed.
fn compare(
    requirements: &Requirements,
    asked: &[Asked],
    plan: &Plan<'_>,
    matching: &Matching,
    lexicon: &Lexicon,
    transposer: Option<&Transposer<'_>>,
) -> Vec<Judgement> {
    let obligations: Vec<&Obligation> = requirements.obligations().collect();
    let places = requirements.placed_points().map(|(places, _)| places);
    let point_of: Vec<Range<usize>> = places.flat_map(|own| own.clone().map(move |_| own.clone())).collect();
    let notice_year = asked::year(requirements).unwrap_or(plan.year);
    let (said, claimed) = (Said::new(plan), claimed(plan, matching));
    obligations
        .iter()
        .zip(asked)
        .enumerate()
        .map(|(number, (obligation, asked))| {
            let window = matching.candidates[number].windows.first();
            let comparison = Comparison {
                plan,
                said: &said,
                lexicon,
                obligation,
                asked,
                target: &matching.targets[number],
                table: &matching.tables[number],
                claimed: &claimed,
                notice_year,
                transposer,
            };
            let unanswered =
                || Outcome { facets: stated::asked(&obligation.text, &asked.facets), ..Outcome::default() };
            let outcome = window.map_or_else(unanswered, |window| comparison.compare(window));
            let context = features::Context {
                plan,
                matching,
                obligations: &obligations,
                asked,
                point: point_of[number].clone(),
                number,
                outcome: &outcome,
            };
            Judgement {
                features: context.features(window),
                window: window.cloned(),
                flags: outcome.flags,
                facets: outcome.facets,
            }
        })
        .collect()
}

/// Which clauses are judged as the answer to an obligation; to another one for whoever looks beside the window of his own.
fn claimed(plan: &Plan<'_>, matching: &Matching) -> Vec<bool> {
    let mut claimed = vec![false; plan.clauses.len()];
    let windows = matching.candidates.iter().filter_map(|own| own.windows.first());
    for window in windows.filter(|window| window.raw > CLAIM) {
        claimed[window.clauses.clone()].fill(true);
    }
    claimed
}
