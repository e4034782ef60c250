//! Words of the upper level that were taken over with the rest: 全省, 各市（州） where the plan should speak of its own.

use std::collections::HashSet;

use super::{Seen, Settings};
use crate::plan::Modality;
use crate::report::{Observation, ObservationKind};

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let Some(transposer) = seen.transposer else { return Vec::new() };
    let asked: HashSet<&str> = seen
        .requirements
        .obligations()
        .flat_map(|obligation| {
            let moved = transposer.leftovers(&obligation.text);
            moved.into_iter().map(|(range, _)| &obligation.text[range])
        })
        .collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for sentence in &seen.plan.sentences {
        let commits = seen.plan.clauses[sentence.clauses.clone()]
            .iter()
            .all(|clause| clause.modality == Modality::Commitment);
        if !commits {
            continue;
        }
        let text = seen.plan.text(sentence.range.clone());
        for (range, instead) in transposer.leftovers(text) {
            let words = &text[range.clone()];
            if words == instead || !asked.contains(words) || looks_up(&text[..range.start]) {
                continue;
            }
            let message = format!("“{words}”是上级的口径，本级应为“{instead}”");
            let at = sentence.range.start + range.start..sentence.range.start + range.end;
            let mut observation = seen.observation(ObservationKind::UpperLevel, at, message);
            observation.instead = Some(instead);
            out.push(observation);
        }
    }
    out
}

/// Whether the words before a superior body leave it a superior: 报省政府, 配合省局.
fn looks_up(before: &str) -> bool {
    Settings::builtin().upward.iter().any(|word| before.ends_with(word.as_str()))
}
