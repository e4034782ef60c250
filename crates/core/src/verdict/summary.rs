//! The figures of a report and its warnings.

use yaodian_text::Lexicon;

use crate::notice::Requirements;
use crate::observe;
use crate::plan::Plan;
use crate::report::{
    NoticeSummary, ObligationCounts, ObligationReport, Observation, PlanSummary, PointCounts, PointReport,
    PointStatus, Report, SCHEMA, Status, Summary,
};
use crate::review;

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
    stretches: &observe::Stretches,
) -> Report {
    let summary = summary(&points);
    let mut warnings = requirements.warnings.clone();
    warnings.extend(observe::not_localised(stretches, plan));
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
            fingerprint: review::fingerprint::text(plan.document.text()),
        },
        summary,
        points,
        observations,
        warnings,
        review: None,
    }
}

fn summary(points: &[PointReport]) -> Summary {
    let obligations: ObligationCounts = points.iter().flat_map(|point| &point.obligations).collect();
    let mut counts = PointCounts::default();
    points.iter().for_each(|point| counts.add(point.status));
    Summary { coverage: obligations.coverage(), points: counts, obligations }
}
