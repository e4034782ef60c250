//! Putting judgements into the words and figures of a report.

use std::ops::Range;

use yaodian_text::Lexicon;

use crate::document::Span;
use crate::facet::{Flag, FlagKind};
use crate::matching::{Matching, Window};
use crate::notice::{Obligation, Requirements};
use crate::observe;
use crate::plan::{Modality, Plan};
use crate::report::{Candidate, Evidence, ObligationReport, PointReport, Report, Status};
use crate::suggest::{Transposer, suggest};

use super::asked::Asked;
use super::features::Features;
use super::forest::Forest;
use super::model::Model;
use super::{Judgement, reasons, stated, summary};

/// Probabilities of what stands in the plan word for word.
const VERBATIM: [f64; 4] = [0.997, 0.001, 0.001, 0.001];
/// A covered obligation of a lower score is doubtful: a reader gets its candidates as well.
const DOUBTFUL: f64 = 0.85;
/// So many candidates are shown.
const SHOWN: usize = 3;
/// A passage of at least this similarity is where a missing obligation would fit.
const FITS: f32 = 0.35;

/// What there is to tell of one plan.
pub(super) struct Telling<'a> {
    pub requirements: &'a Requirements,
    /// The obligations as parsed.
    pub asked: &'a [Asked],
    pub plan: &'a Plan<'a>,
    pub matching: &'a Matching,
    pub lexicon: &'a Lexicon,
    pub transposer: Option<Transposer<'a>>,
    pub stretches: &'a observe::Stretches,
}

/// Similarity from which on an answer says the same.
const THE_SAME: f32 = 0.85;

/// The status to report. An answer that names another year, document or place contradicts a fact of the notice, and is
/// not merely less than it asks for; one that says the same but for how often, how much or by when is an answer.
fn status(probabilities: &[f64; 4], judgement: &Judgement) -> Status {
    let of_a_fact = |flag: &Flag| matches!(flag.kind, FlagKind::Year | FlagKind::Document | FlagKind::Place);
    let less =
        |flag: &Flag| matches!(flag.kind, FlagKind::Frequency | FlagKind::Quantity | FlagKind::Deadline);
    let same = judgement.window.as_ref().is_some_and(|window| window.raw >= THE_SAME);
    match Model::decide(probabilities) {
        Status::Missing if same && judgement.flags.iter().any(less) => Status::Weakened,
        Status::Weakened if judgement.flags.iter().any(of_a_fact) => Status::Conflicting,
        status => status,
    }
}

impl Telling<'_> {
    /// The report; `judgements` are in the order of the obligations.
    pub(super) fn report(&self, judgements: &[Judgement]) -> Report {
        let probabilities = self.probabilities(judgements);
        let statuses: Vec<Status> =
            probabilities.iter().zip(judgements).map(|(own, judgement)| status(own, judgement)).collect();
        let points: Vec<PointReport> = self
            .requirements
            .placed_points()
            .map(|(range, point)| {
                let obligations: Vec<ObligationReport> = point
                    .obligations
                    .iter()
                    .zip(range.clone())
                    .map(|(obligation, own)| {
                        let near = self.fitting_place(own, range.clone(), judgements, &statuses);
                        self.verdict(
                            obligation,
                            own,
                            &judgements[own],
                            statuses[own],
                            probabilities[own][0],
                            near,
                        )
                    })
                    .collect();
                PointReport {
                    id: point.id.clone(),
                    section: self
                        .requirements
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
        let seen = observe::Seen {
            requirements: self.requirements,
            plan: self.plan,
            matching: self.matching,
            points: &points,
            lexicon: self.lexicon,
            transposer: self.transposer.as_ref(),
            stretches: self.stretches,
        };
        let observations = observe::all(&seen);
        summary::report(self.requirements, self.plan, points, observations, self.lexicon, self.stretches)
    }

    fn probabilities(&self, judgements: &[Judgement]) -> Vec<[f64; 4]> {
        // What stands in the plan word for word, as clauses of their own, needs no model.
        let is_verbatim = |(judgement, asked): (&Judgement, &Asked)| {
            judgement.window.as_ref().is_some_and(|window| is_verbatim(self.plan, asked, window))
        };
        let verbatim: Vec<bool> = judgements.iter().zip(self.asked).map(is_verbatim).collect();
        let others = judgements.iter().zip(&verbatim).filter(|(_, verbatim)| !**verbatim);
        let others: Vec<&Features> = others.map(|(own, _)| &own.features).collect();
        let mut modelled = Forest::builtin().probabilities(&others).into_iter();
        verbatim.iter().filter_map(|own| if *own { Some(VERBATIM) } else { modelled.next() }).collect()
    }

    fn verdict(
        &self,
        obligation: &Obligation,
        number: usize,
        judgement: &Judgement,
        status: Status,
        covered: f64,
        near: Option<Range<usize>>,
    ) -> ObligationReport {
        let score = (covered * 1e4).round() / 1e4;
        let candidates = self.matching.candidates_for_reading(number);
        let shown = if status == Status::Covered && score >= DOUBTFUL { 0 } else { SHOWN };
        let evidence = judgement.window.as_ref().filter(|_| status != Status::Missing);
        ObligationReport {
            id: obligation.id.clone(),
            text: obligation.text.clone(),
            span: obligation.span,
            reach: obligation.reach,
            required: obligation.required,
            status,
            score,
            evidence: evidence.map(|window| passage(self.plan, window)).into_iter().collect(),
            reasons: reasons::of(obligation, status, judgement, self.plan, self.matching, number),
            facets: match status {
                Status::Missing => stated::unanswered(&judgement.facets),
                _ => judgement.facets.clone(),
            },
            candidates: candidates.take(shown).map(|window| self.candidate(window)).collect(),
            suggestion: suggest(
                obligation,
                status,
                judgement.window.as_ref(),
                &judgement.flags,
                self.plan,
                self.transposer.as_ref(),
                near,
            ),
            waiver: None,
        }
    }

    fn candidate(&self, window: &Window) -> Candidate {
        Candidate {
            passage: passage(self.plan, window),
            similarity: (f64::from(window.raw) * 1e3).round() / 1e3,
            modality: self.plan.clauses[window.clauses.start].modality,
        }
    }

    /// The paragraph after which an obligation that is missing fits best: that of the nearest obligation of its point
    /// that is answered, else that of its closest passage.
    fn fitting_place(
        &self,
        number: usize,
        point: Range<usize>,
        judgements: &[Judgement],
        statuses: &[Status],
    ) -> Option<Range<usize>> {
        let answered = |other: &usize| *other != number && statuses[*other] != Status::Missing;
        let sibling = point
            .filter(answered)
            .min_by_key(|other| (other.abs_diff(number), *other > number))
            .and_then(|other| judgements[other].window.as_ref());
        let closest = || {
            self.matching.candidates[number].windows.iter().find(|window| {
                window.raw >= FITS && self.plan.clauses[window.clauses.start].modality == Modality::Commitment
            })
        };
        let window = sibling.or_else(closest)?;
        let sentence = &self.plan.sentences[self.plan.clauses[window.clauses.start].sentence];
        Some(self.plan.units[sentence.unit].range.clone())
    }
}

/// Whether the obligation stands in the window word for word, bounded by marks on both sides, and is meant.
fn is_verbatim(plan: &Plan<'_>, asked: &Asked, window: &Window) -> bool {
    let text = plan.document.text();
    let stretch = plan.stretch(window.clauses.clone());
    if stretch.is_empty() {
        return false;
    }
    // A long obligation may go on behind the window.
    let len = asked.words.needle().len();
    let end = (stretch.start + len).max(stretch.end).min(text.len());
    let Some(at) = text.get(stretch.start..end).and_then(|own| asked.words.find(own.as_bytes())) else {
        return false;
    };
    let start = stretch.start + at;
    let bounded = |character: Option<char>| character.is_none_or(|c| !c.is_alphanumeric());
    bounded(text[..start].chars().next_back())
        && bounded(text[start + len..].chars().next())
        && plan.commits(window.clauses.clone())
}

/// The source text of a window.
fn passage(plan: &Plan<'_>, window: &Window) -> Evidence {
    let span: Span = plan.document.span(plan.stretch(window.clauses.clone()));
    let text = plan.document.quote(span).to_owned();
    Evidence { start: span.start, end: span.end, text, place: plan.document.place(span) }
}
