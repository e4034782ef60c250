//! The verdict: for each obligation a status, a score, evidence and reasons.

pub mod features;
mod flags;
pub mod model;
mod negation;
mod reasons;
mod scope;
mod summary;

use yaodian_text::Segmenter;
use yaodian_text::lexicon::Place;

use crate::document::{Document, Span};
use crate::facet::{Facets, Flag, deadline};
use crate::matching::{Matching, Window};
use crate::notice::{Obligation, Requirements};
use crate::plan::{Modality, Plan};
use crate::report::{Candidate, Evidence, ObligationReport, PointReport, Report, Status};

use features::Features;
use flags::{Comparison, Outcome};
use model::Model;

/// Probabilities of what stands in the plan word for word.
const VERBATIM: [f64; 4] = [0.997, 0.001, 0.001, 0.001];
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
}

/// Checks a plan against requirements.
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
    let judgements = judge(requirements, &plan, &matching, segmenter);
    Ok(report(requirements, &plan, &matching, judgements))
}

/// Judges every obligation. Exposed for fitting the model.
///
/// The order is that of [`Requirements::obligations`].
#[must_use]
pub fn judge(
    requirements: &Requirements,
    plan: &Plan<'_>,
    matching: &Matching,
    segmenter: &Segmenter<'_>,
) -> Vec<Judgement> {
    let lexicon = segmenter.lexicon();
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
            };
            let outcome = window.map_or_else(Outcome::default, |window| comparison.compare(window));
            let context =
                features::Context { plan, matching, obligations: &obligations, number, outcome: &outcome };
            Judgement { features: context.features(window), window: window.cloned(), flags: outcome.flags }
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

fn report(
    requirements: &Requirements,
    plan: &Plan<'_>,
    matching: &Matching,
    judgements: Vec<Judgement>,
) -> Report {
    let mut judgements = judgements.into_iter().enumerate();
    let points = requirements
        .points
        .iter()
        .map(|point| {
            let obligations: Vec<ObligationReport> = point
                .obligations
                .iter()
                .zip(judgements.by_ref())
                .map(|(obligation, (number, judgement))| {
                    verdict(obligation, &judgement, plan, matching, number)
                })
                .collect();
            PointReport {
                id: point.id.clone(),
                section: requirements
                    .sections
                    .get(point.section)
                    .map_or_else(String::new, |section| section.title.clone()),
                title: point.title.clone(),
                status: summary::point_status(&obligations),
                span: point.span,
                obligations,
            }
        })
        .collect();
    summary::report(requirements, plan, points)
}

fn verdict(
    obligation: &Obligation,
    judgement: &Judgement,
    plan: &Plan<'_>,
    matching: &Matching,
    number: usize,
) -> ObligationReport {
    let model = Model::builtin();
    // What stands in the plan word for word, as clauses of their own, needs no model.
    let verbatim = judgement.window.as_ref().is_some_and(|window| is_verbatim(plan, obligation, window));
    let probabilities = if verbatim { VERBATIM } else { model.probabilities(&judgement.features) };
    let status = Model::decide(&probabilities);
    let candidates = &matching.candidates[number];
    let evidence = match (&judgement.window, status) {
        (Some(window), Status::Covered | Status::Weakened | Status::Conflicting) => {
            vec![passage(plan, window)]
        }
        _ => Vec::new(),
    };
    let shown = if status == Status::Covered { 0 } else { 3 };
    ObligationReport {
        id: obligation.id.clone(),
        text: obligation.text.clone(),
        span: obligation.span,
        reach: obligation.reach,
        required: obligation.required,
        status,
        score: (probabilities[0] * 1e4).round() / 1e4,
        evidence,
        reasons: reasons::of(obligation, status, judgement, plan, matching, number),
        candidates: candidates
            .windows
            .iter()
            .take(shown)
            .map(|window| Candidate {
                passage: passage(plan, window),
                similarity: (f64::from(window.raw) * 1e3).round() / 1e3,
                modality: plan.clauses[window.clauses.start].modality,
            })
            .collect(),
    }
}

/// Whether the obligation stands in the window word for word, bounded by marks on both sides, and is meant.
fn is_verbatim(plan: &Plan<'_>, obligation: &Obligation, window: &Window) -> bool {
    let text = plan.document.text();
    let clauses = &plan.clauses[window.clauses.clone()];
    let (Some(first), Some(last)) = (clauses.first(), clauses.last()) else { return false };
    // A long obligation may go on behind the window.
    let end = (first.range.start + obligation.text.len()).max(last.range.end).min(text.len());
    let Some(at) = text.get(first.range.start..end).and_then(|stretch| stretch.find(&obligation.text)) else {
        return false;
    };
    let start = first.range.start + at;
    let bounded = |character: Option<char>| character.is_none_or(|c| !c.is_alphanumeric());
    bounded(text[..start].chars().next_back())
        && bounded(text[start + obligation.text.len()..].chars().next())
        && clauses.iter().all(|clause| clause.modality == Modality::Commitment)
}

/// The source text of a window.
fn passage(plan: &Plan<'_>, window: &Window) -> Evidence {
    let span = span(plan, window);
    let text = plan.document.quote(span).to_owned();
    Evidence { start: span.start, end: span.end, text, place: plan.document.place(span) }
}

fn span(plan: &Plan<'_>, window: &Window) -> Span {
    plan.document.span(plan.stretch(window.clauses.clone()))
}
