//! Another prefecture's or province's name, left in from a copied text.

use std::cell::LazyCell;

use super::{Seen, Settings};
use crate::data::any_of;
use crate::facet::FlagKind;
use crate::report::{Observation, ObservationKind, ReasonKind};

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    if seen.plan.place.is_none() {
        return Vec::new();
    }
    let told: Vec<_> = seen
        .points
        .iter()
        .flat_map(|point| &point.obligations)
        .flat_map(|obligation| &obligation.reasons)
        .filter(|reason| reason.kind == ReasonKind::Flag(FlagKind::Place))
        .filter_map(|reason| reason.span)
        .collect();
    let places = seen.lexicon.places();
    // Most plans name no other place: then nothing need be known of the notice.
    let asked: LazyCell<Vec<_>, _> = LazyCell::new(|| {
        let named = seen.requirements.obligations().flat_map(|obligation| places.find(&obligation.text));
        named.map(|(_, place)| place).collect()
    });
    let mut out = Vec::new();
    for (clause, text) in seen.commitments() {
        let mut found = places.find(text);
        found.retain(|(_, place)| !seen.plan.is_at_home(*place));
        if found.is_empty() || any_of(text, &Settings::builtin().elsewhere) {
            continue;
        }
        for (range, place) in found {
            let at = clause.start + range.start..clause.start + range.end;
            if asked.contains(&place) || told.contains(&seen.plan.document.span(at.clone())) {
                continue;
            }
            let message = format!("出现了别处的地名“{}”，请核对是否照抄未改", &text[range]);
            let mut observation = seen.observation(ObservationKind::ForeignPlace, at.clone(), message);
            observation.instead = seen.transposer.map(|it| it.place_like(seen.plan.text(at)).to_owned());
            out.push(observation);
        }
    }
    out
}
