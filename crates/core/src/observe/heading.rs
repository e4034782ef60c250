//! Obligations that only a heading mentions.

use super::{Seen, Settings};
use crate::plan::Modality;
use crate::report::{Observation, ObservationKind, Status};

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let obligations = seen.points.iter().flat_map(|point| &point.obligations);
    obligations
        .zip(&seen.matching.candidates)
        .filter(|(obligation, _)| obligation.required && obligation.status == Status::Missing)
        .filter_map(|(obligation, candidates)| {
            let heading = candidates.distractor.as_ref()?;
            let clause = &seen.plan.clauses[heading.clauses.start];
            let bare = matches!(clause.modality, Modality::Heading | Modality::Placeholder);
            let enough = heading.raw >= Settings::builtin().heading_from;
            let range = seen.plan.stretch(heading.clauses.clone());
            // The title of the whole says what the plan is about, not what is to be done.
            let whole = seen.plan.title.contains(seen.plan.text(range.clone()));
            (bare && enough && !whole).then_some((obligation, range))
        })
        .map(|(obligation, range)| {
            let message = format!(
                "“{}”只在标题“{}”里提到，下面没有具体安排",
                obligation.text,
                seen.plan.text(range.clone())
            );
            let mut observation = seen.observation(ObservationKind::HeadingOnly, range, message);
            observation.obligation = Some(obligation.id.clone());
            observation
        })
        .collect()
}
