//! The figures of a report and its warnings.

use yaodian_text::Lexicon;

use crate::notice::Requirements;
use crate::observe;
use crate::plan::Plan;
use crate::report::{
    NoticeSummary, ObligationCounts, ObligationReport, Observation, PlanSummary, PointReport, PointStatus,
    Report, SCHEMA, Status, Summary,
};

/// Status of a point from those of its required obligations, or of all if none is required.
pub(super) fn point_status(obligations: &[ObligationReport]) -> PointStatus {
    let required = obligations.iter().any(|obligation| obligation.required);
    let counted = || obligations.iter().filter(move |obligation| obligation.required || !required);
    if counted().all(|obligation| obligation.status == Status::Covered) {
        PointStatus::Covered
    } else if counted().all(|obligation| obligation.status == Status::Missing) {
        PointStatus::Missing
    } else {
        PointStatus::Partial
    }
}

pub(super) fn report(
    requirements: &Requirements,
    plan: &Plan<'_>,
    points: Vec<PointReport>,
    observations: Vec<Observation>,
    lexicon: &Lexicon,
) -> Report {
    let summary = summary(&points);
    let mut warnings = requirements.warnings.clone();
    warnings.extend(observe::not_localised(requirements, plan));
    Report {
        schema: SCHEMA.to_owned(),
        notice: NoticeSummary {
            title: requirements.title.clone(),
            issuer: requirements.issuer.clone(),
            date: requirements.date.clone(),
            sections: requirements.sections.iter().map(|section| section.title.clone()).collect(),
            points: requirements.points.len(),
            obligations: requirements.obligations().count(),
        },
        plan: PlanSummary {
            name: plan.document.name.clone(),
            title: plan.title.clone(),
            place: plan.place.map(|place| lexicon.places().name(place).to_owned()),
            chars: plan.document.source.chars().filter(|character| !character.is_whitespace()).count(),
        },
        summary,
        points,
        observations,
        warnings,
    }
}

fn summary(points: &[PointReport]) -> Summary {
    let mut summary = Summary::default();
    for point in points {
        match point.status {
            PointStatus::Covered => summary.points.covered += 1,
            PointStatus::Partial => summary.points.partial += 1,
            PointStatus::Missing => summary.points.missing += 1,
        }
    }
    let counts: &mut ObligationCounts = &mut summary.obligations;
    points.iter().flat_map(|point| &point.obligations).for_each(|obligation| counts.add(obligation));
    let required = counts.required();
    summary.coverage = if required == 0 { 1.0 } else { counts.covered as f64 / required as f64 };
    summary
}
