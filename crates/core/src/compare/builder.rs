//! Reports, one after the other, made into a comparison.

use crate::document::Span;
use crate::notice::Warning;
use crate::report::{
    NoticeSummary, ObligationCounts, ObligationReport, Observation, ObservationKind, PlanSummary,
    PointCounts, PointReport, Report, Reviewed, Summary,
};

use super::difference::Facets;
use super::{
    Answer, Cell, CompareError, ComparedObligation, ComparedPlan, ComparedPoint, Comparison, Coverage,
    SCHEMA, Unanswered, best, label,
};

/// A comparison in the making. What a report holds beside verdicts and evidence is not kept, so that many fit in memory.
#[derive(Debug, Default)]
pub struct Comparing {
    notice: NoticeSummary,
    plans: Vec<Kept>,
    points: Vec<ComparedPoint>,
    /// For each obligation, in order.
    facets: Vec<Facets>,
}

#[derive(Debug)]
struct Kept {
    plan: PlanSummary,
    summary: Summary,
    foreign: Vec<Observation>,
    warnings: Vec<Warning>,
    review: Option<Reviewed>,
}

impl Comparing {
    /// Adds the next plan.
    ///
    /// # Errors
    /// If its report is of another notice than those before; it is not added then.
    pub fn add(&mut self, report: &Report) -> Result<(), CompareError> {
        if self.plans.is_empty() {
            self.notice = report.notice.clone();
            self.points = report.points.iter().map(empty).collect();
            self.facets = report.obligations().map(|_| Facets::default()).collect();
        } else if !self.is_of_the_same_notice(report) {
            return Err(CompareError::OtherNotice { name: report.plan.name.clone() });
        }
        let number = self.plans.len();
        for (facets, own) in self.facets.iter_mut().zip(report.obligations()) {
            facets.add(number, own);
        }
        let copied = copied(report);
        for (point, own) in self.points.iter_mut().zip(&report.points) {
            add_cell(point, own);
            for (obligation, own) in point.obligations.iter_mut().zip(&own.obligations) {
                obligation.counts.add(own);
                obligation.answers.push(Answer::of(own, &copied));
            }
        }
        self.plans.push(Kept {
            plan: report.plan.clone(),
            summary: report.summary.clone(),
            foreign: of_kind(report, ObservationKind::ForeignPlace).cloned().collect(),
            warnings: report.warnings.iter().filter(|warning| warning.is_of_the_plan()).cloned().collect(),
            review: report.review.clone(),
        });
        Ok(())
    }

    /// The comparison of what was added.
    ///
    /// # Errors
    /// If nothing was.
    pub fn finish(self) -> Result<Comparison, CompareError> {
        if self.plans.is_empty() {
            return Err(CompareError::NoPlans);
        }
        let Self { notice, plans, mut points, facets } = self;
        let mut facets = facets.into_iter();
        let mut differences = Vec::new();
        for point in &mut points {
            let own: Vec<Facets> = facets.by_ref().take(point.obligations.len()).collect();
            point.best = best::of(point, &own);
            for (obligation, facets) in point.obligations.iter().zip(own) {
                differences.extend(facets.differences(obligation));
            }
        }
        let whole = points
            .iter()
            .fold((0, 0), |sum, point| (sum.0 + point.coverage.covered, sum.1 + point.coverage.required));
        Ok(Comparison {
            schema: SCHEMA.to_owned(),
            notice,
            plans: ranked(&plans),
            coverage: Coverage::new(whole.0, whole.1),
            unanswered: unanswered(&points),
            points,
            differences,
            copying: None,
            failed: Vec::new(),
        })
    }

    fn is_of_the_same_notice(&self, report: &Report) -> bool {
        let known = self.points.iter().flat_map(|point| &point.obligations);
        known
            .map(|it| (&it.id, &it.text, it.required))
            .eq(report.obligations().map(|it| (&it.id, &it.text, it.required)))
    }
}

/// The spans of a plan that are the notice's own wording.
pub(super) fn copied(report: &Report) -> Vec<Span> {
    of_kind(report, ObservationKind::Copied).filter_map(|it| it.span).collect()
}

fn of_kind(report: &Report, kind: ObservationKind) -> impl Iterator<Item = &Observation> {
    report.observations.iter().filter(move |observation| observation.kind == kind)
}

/// A point without any plan yet.
fn empty(point: &PointReport) -> ComparedPoint {
    let obligation = |own: &ObligationReport| ComparedObligation {
        id: own.id.clone(),
        text: own.text.clone(),
        span: own.span,
        reach: own.reach,
        required: own.required,
        counts: ObligationCounts::default(),
        answers: Vec::new(),
    };
    ComparedPoint {
        id: point.id.clone(),
        section: point.section.clone(),
        title: point.title.clone(),
        coverage: Coverage::new(0, 0),
        counts: PointCounts::default(),
        cells: Vec::new(),
        best: None,
        obligations: point.obligations.iter().map(obligation).collect(),
    }
}

fn add_cell(point: &mut ComparedPoint, own: &PointReport) {
    let counts = own.counts();
    let (covered, required) = (counts.covered, counts.required());
    let waived = own.obligations.iter().filter(|it| it.is_gap() && it.waiver.is_some()).count();
    point.cells.push(Cell { status: own.status, covered, required, waived });
    point.coverage = Coverage::new(point.coverage.covered + covered, point.coverage.required + required);
    point.counts.add(own.status);
}

/// The plans with their ranks. All have the same obligations to cover, so what they cover decides.
fn ranked(plans: &[Kept]) -> Vec<ComparedPlan> {
    let labels = label::labels(&plans.iter().map(|kept| &kept.plan).collect::<Vec<_>>());
    let covered: Vec<usize> = plans.iter().map(|kept| kept.summary.obligations.covered).collect();
    let mut sorted = covered.clone();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let ranks = covered.iter().map(|own| {
        let before = sorted.partition_point(|other| other > own);
        let same = sorted[before..].partition_point(|other| other == own);
        (before + 1, same > 1)
    });
    plans
        .iter()
        .zip(labels)
        .zip(ranks)
        .map(|((kept, label), (rank, tied))| ComparedPlan {
            name: kept.plan.name.clone(),
            label,
            title: kept.plan.title.clone(),
            place: kept.plan.place.clone(),
            chars: kept.plan.chars,
            rank,
            tied,
            summary: kept.summary.clone(),
            foreign: kept.foreign.clone(),
            warnings: kept.warnings.clone(),
            review: kept.review.clone(),
        })
        .collect()
}

fn unanswered(points: &[ComparedPoint]) -> Unanswered {
    let nobody = |coverage: &Coverage| coverage.required > 0 && coverage.covered == 0;
    Unanswered {
        points: points.iter().filter(|it| nobody(&it.coverage)).map(|it| it.id.clone()).collect(),
        obligations: points
            .iter()
            .flat_map(|point| &point.obligations)
            .filter(|it| it.required && it.counts.covered == 0)
            .map(|it| it.id.clone())
            .collect(),
    }
}
