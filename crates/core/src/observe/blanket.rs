//! 其余按省要点执行: promises everything and answers nothing.

use yaodian_text::lexicon::MarkerKind;

use super::{Seen, Settings};
use crate::data::any_of;
use crate::plan::Sentence;
use crate::report::{Observation, ObservationKind};

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    seen.plan
        .sentences
        .iter()
        .filter(|sentence| is_blanket(seen, sentence))
        .map(|sentence| {
            let words = seen.plan.text(sentence.range.clone());
            let message = format!("“{words}”是兜底表述，不能代替具体安排，不算落实任何一项要求");
            seen.observation(ObservationKind::Blanket, sentence.range.clone(), message)
        })
        .collect()
}

/// Whether a sentence promises whatever the notice asks for.
pub(super) fn is_blanket(seen: &Seen<'_>, sentence: &Sentence) -> bool {
    let clauses = &seen.plan.clauses[sentence.clauses.clone()];
    clauses.iter().flat_map(|clause| &clause.marks).any(|mark| mark.kind == MarkerKind::Blanket)
        && !any_of(seen.plan.text(sentence.range.clone()), &Settings::builtin().frame)
}
