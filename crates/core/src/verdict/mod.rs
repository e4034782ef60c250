//! The verdict: for each obligation a status, a score, evidence and reasons.

pub mod features;
mod flags;
pub mod model;
mod negation;
mod reasons;
mod scope;
mod stated;
mod summary;
mod tell;

use yaodian_text::lexicon::Place;
use yaodian_text::{Lexicon, Segmenter};

use crate::document::Document;
use crate::facet::{Facets, Flag, deadline};
use crate::matching::{Matching, Window};
use crate::notice::{Obligation, Requirements};
use crate::plan::Plan;
use crate::report::{FacetReport, Report};
use crate::review::inline;
use crate::suggest::Transposer;

use features::Features;
use flags::{Comparison, Outcome};
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

/// Checks a plan against requirements, and heeds the waivers in comments of the plan.
///
/// # Errors
/// If the plan holds no text.
pub fn check(
    requirements: &Requirements,
    document: &Document,
    segmenter: &Segmenter<'_>,
) -> Result<Report, CheckError> {
    let plan = Plan::read(document, segmenter);
    if plan.clauses.is_empty() {
        return Err(CheckError::EmptyPlan { name: document.name.clone() });
    }
    let matching = Matching::new(requirements, &plan, segmenter);
    let lexicon = segmenter.lexicon();
    let transposer = Transposer::of(&plan, lexicon);
    let judgements = judge(requirements, &plan, &matching, lexicon, transposer.as_ref());
    let telling = Telling { requirements, plan: &plan, matching: &matching, lexicon, transposer };
    let mut report = telling.report(&judgements);
    inline::apply(&document.waivers, &mut report);
    Ok(report)
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
    let obligations: Vec<&Obligation> = requirements.obligations().collect();
    let notice_year = deadline::years(&requirements.title).first().map_or(plan.year, |(year, _)| *year);
    obligations
        .iter()
        .enumerate()
        .map(|(number, obligation)| {
            let window = matching.candidates[number].windows.first();
            let asked = Facets::parse(&obligation.text, notice_year);
            let asked_places: Vec<Place> =
                lexicon.places().find(&obligation.text).into_iter().map(|(_, place)| place).collect();
            let claimed = claimed(plan, matching, number);
            let comparison = Comparison {
                plan,
                lexicon,
                obligation,
                asked: &asked,
                target: &matching.targets[number],
                table: &matching.tables[number],
                asked_places: &asked_places,
                claimed: &claimed,
                notice_year,
                transposer,
            };
            let unanswered =
                || Outcome { facets: stated::asked(&obligation.text, &asked), ..Outcome::default() };
            let outcome = window.map_or_else(unanswered, |window| comparison.compare(window));
            let context =
                features::Context { plan, matching, obligations: &obligations, number, outcome: &outcome };
            Judgement {
                features: context.features(window),
                window: window.cloned(),
                flags: outcome.flags,
                facets: outcome.facets,
            }
        })
        .collect()
}

/// Which clauses are the best answer to another obligation than `number`. A window that several share claims nothing.
fn claimed(plan: &Plan<'_>, matching: &Matching, number: usize) -> Vec<bool> {
    let mut claimed = vec![false; plan.clauses.len()];
    let own = matching.candidates[number].windows.first();
    for (other, candidates) in matching.candidates.iter().enumerate() {
        let Some(window) = candidates.windows.first().filter(|window| other != number && window.raw > CLAIM)
        else {
            continue;
        };
        if own.is_none_or(|own| own.clauses != window.clauses) {
            claimed[window.clauses.clone()].fill(true);
        }
    }
    claimed
}
