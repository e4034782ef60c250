//! Commitments of the plan that answer no obligation of the notice: its own initiatives. What promises everything is a
//! remark of its own.

use yaodian_text::WordClass;

use super::blanket::is_blanket;
use super::{Seen, Settings, has_any};
use crate::matching::Window;
use crate::plan::Sentence;
use crate::report::{Observation, ObservationKind, Status};

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let mut answering = vec![false; seen.plan.clauses.len()];
    let mut closest = vec![0.0f32; seen.plan.clauses.len()];
    let statuses = seen.points.iter().flat_map(|point| &point.obligations).map(|it| it.status);
    for (candidates, status) in seen.matching.candidates.iter().zip(statuses) {
        if let Some(window) = candidates.windows.first().filter(|_| status != Status::Missing) {
            answering[window.clauses.clone()].fill(true);
        }
        for Window { clauses, raw, .. } in &candidates.windows {
            closest[clauses.clone()].iter_mut().for_each(|own| *own = own.max(*raw));
        }
    }
    let settings = Settings::builtin();
    let first = first_numbered(seen);
    let own = |sentence: &&Sentence| {
        let clauses = sentence.clauses.clone();
        let text = seen.plan.text(sentence.range.clone());
        sentence.unit >= first
            && seen.plan.commits(clauses.clone())
            && clauses.clone().all(|clause| !answering[clause])
            && clauses.into_iter().all(|clause| closest[clause] < settings.initiative_below)
            && text.chars().count() >= settings.initiative_from
            && !has_any(text, &settings.frame)
            && acts(seen, sentence)
            && !is_blanket(seen, sentence)
    };
    seen.plan
        .sentences
        .iter()
        .filter(own)
        .map(|sentence| {
            let words = seen.plan.text(sentence.range.clone());
            let message = format!("“{words}”没有找到它所对应的通知要求，应是本地自主安排");
            seen.observation(ObservationKind::Initiative, sentence.range.clone(), message)
        })
        .collect()
}

/// The first paragraph with a number: what stands before it is title and lead.
fn first_numbered(seen: &Seen<'_>) -> usize {
    let numbered = |unit: &crate::plan::Unit| {
        unit.parts.first().is_some_and(|part| part.start > unit.range.start) || !unit.headings.is_empty()
    };
    seen.plan.units.iter().position(numbered).unwrap_or(0)
}

fn acts(seen: &Seen<'_>, sentence: &Sentence) -> bool {
    seen.plan.clauses[sentence.clauses.clone()]
        .iter()
        .flat_map(|clause| &seen.plan.tokens[clause.tokens.clone()])
        .any(|token| token.class == WordClass::Action)
}
