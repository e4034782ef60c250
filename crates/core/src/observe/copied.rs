//! Passages that stand in the notice word for word: they answer it, and show that nobody fitted them to the place.

use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashSet;

use super::{Seen, Settings};
use crate::notice::{Requirements, Warning};
use crate::plan::{Modality, Plan};
use crate::report::{Observation, ObservationKind};

/// Passages are found by stretches of this many characters.
const STRETCH: usize = 10;
/// An obligation of at least this many characters counts when it is asked how much of the notice was copied.
const LONG: usize = 16;

/// The stretches of a notice, made once for any number of plans.
#[derive(Debug)]
pub(crate) struct Stretches {
    /// Those of the sentences that ask for something.
    known: FxHashSet<[char; STRETCH]>,
    /// What looks for the longer obligations.
    long: Vec<memmem::Finder<'static>>,
}

impl Stretches {
    /// Those of a notice.
    pub(crate) fn of(requirements: &Requirements) -> Self {
        let texts = requirements.obligations().map(|obligation| obligation.text.as_str());
        let long = texts.filter(|text| text.chars().count() >= LONG);
        Self {
            known: contexts(requirements).into_iter().flat_map(stretches).collect(),
            long: long.map(|text| memmem::Finder::new(text).into_owned()).collect(),
        }
    }
}

fn stretches(text: &str) -> Vec<[char; STRETCH]> {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(STRETCH).filter_map(|own| own.try_into().ok()).collect()
}

pub(super) fn find(seen: &Seen<'_>) -> Vec<Observation> {
    let sentences = seen.plan.sentences.iter();
    sentences
        .flat_map(|sentence| {
            passages(seen.plan.text(sentence.range.clone()), sentence.range.start, seen.stretches)
        })
        .filter_map(|range| whole_clauses(seen.plan, &range))
        .map(|range| {
            let words = seen.plan.text(range.clone());
            let message = format!("“{words}”与通知原文一字不差，没有结合本地实际改写");
            seen.observation(ObservationKind::Copied, range, message)
        })
        .collect()
}

/// The clauses that lie in a passage as a whole, if they are long enough: half a clause is copied by nobody.
fn whole_clauses(plan: &Plan<'_>, passage: &Range<usize>) -> Option<Range<usize>> {
    let inside = |clause: &&crate::plan::Clause| {
        clause.modality == Modality::Commitment
            && passage.start <= clause.range.start
            && clause.range.end <= passage.end
    };
    let mut clauses = plan.clauses.iter().filter(inside).map(|clause| &clause.range);
    let first = clauses.next()?.clone();
    let range = first.start..clauses.next_back().map_or(first.end, |last| last.end);
    (plan.text(range.clone()).chars().count() >= Settings::builtin().copied_from).then_some(range)
}

/// The sentences of the notice that ask for something, each once.
fn contexts(requirements: &Requirements) -> Vec<&str> {
    let mut out: Vec<&str> = requirements
        .obligations()
        .map(|it| if it.context.is_empty() { it.text.as_str() } else { it.context.as_str() })
        .collect();
    out.dedup();
    out
}

/// Stretches of `text` that are long enough and made of known ones only.
fn passages(text: &str, base: usize, known: &Stretches) -> Vec<Range<usize>> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let plain: Vec<char> = characters.iter().map(|(_, character)| *character).collect();
    let at = |index: usize| base + characters.get(index).map_or(text.len(), |(offset, _)| *offset);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut run: Option<Range<usize>> = None;
    for start in 0..=plain.len() {
        let own = plain.get(start..start + STRETCH).and_then(|own| <&[char; STRETCH]>::try_from(own).ok());
        let hit = own.is_some_and(|own| known.known.contains(own));
        match (&mut run, hit) {
            (Some(run), true) => run.end = start + STRETCH,
            (None, true) => run = Some(start..start + STRETCH),
            (Some(own), false) => {
                if outside_titles(&plain, own) >= Settings::builtin().copied_from {
                    out.push(at(own.start)..at(own.end));
                }
                run = None;
            }
            _ => {}
        }
    }
    out
}

/// Characters of a run that do not stand in a 《…》.
fn outside_titles(characters: &[char], run: &Range<usize>) -> usize {
    let mut depth = 0usize;
    let mut count = 0;
    for (index, character) in characters.iter().enumerate().take(run.end) {
        match character {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 && run.contains(&index) => count += 1,
            _ => {}
        }
    }
    count
}

/// Kind of the warning that a plan is the notice over again.
pub(crate) const NOT_LOCALISED: &str = "not-localised";

/// A warning where more than half of the notice's longer obligations stand in the plan word for word.
pub(crate) fn not_localised(Stretches { long, .. }: &Stretches, plan: &Plan<'_>) -> Option<Warning> {
    let text = plan.document.text().as_bytes();
    let copied = long.iter().filter(|obligation| obligation.find(text).is_some()).count();
    (!long.is_empty() && copied * 2 > long.len()).then(|| Warning {
        kind: NOT_LOCALISED.to_owned(),
        message: format!(
            "{}项要求中有{copied}项与通知原文一字不差，疑似照抄通知，没有结合本地实际改写",
            long.len()
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(plan: &str, notice: &str) -> Vec<Range<usize>> {
        passages(plan, 0, &Stretches { known: stretches(notice).into_iter().collect(), long: Vec::new() })
    }

    #[test]
    fn long_common_stretches_are_passages_and_titles_are_not() {
        let notice = "每季度组织一次食品安全风险会商并将会商结果通报有关部门";
        let plan = "我市每季度组织一次食品安全风险会商并将会商结果通报有关部门和企业";
        let passages = found(plan, notice);
        assert_eq!(passages.len(), 1);
        assert_eq!(&plan[passages[0].clone()], "每季度组织一次食品安全风险会商并将会商结果通报有关部门");
        let title = "落实《关于深化改革加强食品安全工作的若干实施意见的通知》";
        assert!(found(title, title).is_empty());
    }

    #[test]
    fn short_common_stretches_are_no_passages() {
        let text = "每季度组织一次食品安全风险会商";
        assert!(found(text, text).is_empty());
    }
}
