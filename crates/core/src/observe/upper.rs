//! Words of the upper level that were taken over with the rest: 全省, 各市（州） where the plan should speak of its own.

use std::collections::HashSet;
use std::ops::Range;

use super::{Seen, Settings};
use crate::data::ends_with;
use crate::report::{Observation, ObservationKind};

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let Some(transposer) = seen.transposer else { return Vec::new() };
    let mut found = Vec::new();
    for sentence in &seen.plan.sentences {
        if !seen.plan.commits(sentence.clauses.clone()) {
            continue;
        }
        let text = seen.plan.text(sentence.range.clone());
        let leftovers = transposer.leftovers(text).into_iter();
        found.extend(
            leftovers
                .filter(|(range, instead)| text[range.clone()] != *instead && !looks_up(&text[..range.start]))
                .map(|(range, instead)| {
                    (sentence.range.start + range.start..sentence.range.start + range.end, instead)
                }),
        );
    }
    if found.is_empty() {
        return Vec::new();
    }
    let words: HashSet<&str> = found.iter().map(|(at, _)| seen.plan.text(at.clone())).collect();
    let texts = seen.requirements.obligations().map(|obligation| obligation.text.as_str());
    let asked: HashSet<&str> = texts
        .filter(|text| words.iter().any(|word| text.contains(word)))
        .flat_map(|text| transposer.leftovers(text).into_iter().map(move |(range, _)| &text[range]))
        .collect();
    found.retain(|(at, _)| asked.contains(seen.plan.text(at.clone())));
    let observation = |(at, instead): (Range<usize>, String)| {
        let message = format!("“{}”是上级的口径，本级应为“{instead}”", seen.plan.text(at.clone()));
        let mut observation = seen.observation(ObservationKind::UpperLevel, at, message);
        observation.instead = Some(instead);
        observation
    };
    found.into_iter().map(observation).collect()
}

/// Whether the words before a superior body leave it a superior: 报省政府, 配合省局.
fn looks_up(before: &str) -> bool {
    ends_with(before, &Settings::builtin().upward)
}
