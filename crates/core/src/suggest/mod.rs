//! Suggested wording for a gap: the obligation at the plan's own level, or the plan's sentence put right.

mod transpose;

use std::ops::Range;

use crate::document::Span;
use crate::facet::{Facets, Flag};
use crate::matching::Window;
use crate::notice::Obligation;
use crate::plan::{Modality, Plan};
use crate::report::{Position, Status, Suggestion};

pub use transpose::Transposer;
pub(crate) use transpose::unpack;

/// Stands where the plan's office must put its own share of a provincial total.
const SHARE: &str = "〔按分解任务填写〕";

/// What to write so that the plan answers the obligation; `None` where nothing is wrong.
///
/// `near` is the stretch of the plan after which a missing obligation fits best.
pub(crate) fn suggest(
    obligation: &Obligation,
    status: Status,
    window: Option<&Window>,
    flags: &[Flag],
    plan: &Plan<'_>,
    transposer: Option<&Transposer<'_>>,
    near: Option<Range<usize>>,
) -> Option<Suggestion> {
    match (status, window) {
        (Status::Covered, _) => None,
        (Status::Weakened | Status::Conflicting, Some(window)) => {
            Some(mended(window, flags, plan).unwrap_or_else(|| {
                let stretch = plan.stretch(window.clauses.clone());
                let ends = plan.document.text()[stretch.end..].starts_with(['。', '；', '，']);
                let text = wording(obligation, transposer);
                Suggestion {
                    text: if ends { text } else { format!("{text}。") },
                    position: Position::Replace(plan.document.span(stretch)),
                }
            }))
        }
        _ => {
            let after = near.or_else(|| last_commitment(plan)).map_or(0, |range| range.end);
            Some(Suggestion {
                text: format!("{}。", wording(obligation, transposer)),
                position: Position::After(plan.document.span(0..after).end),
            })
        }
    }
}

/// The obligation as the plan's office would write it. A total that the province shares out is left open.
fn wording(obligation: &Obligation, transposer: Option<&Transposer<'_>>) -> String {
    let own = transpose::without_conjunction(&obligation.text);
    let Some(transposer) = transposer else { return own.to_owned() };
    let mut text = transposer.apply(own);
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return text;
    }
    let facets = Facets::parse(&text, 0);
    let quoted = |at: usize| text[..at].matches('“').count() > text[..at].matches('”').count();
    let shared: Vec<_> = facets
        .amounts
        .iter()
        .filter(|amount| !amount.binds_everybody() && amount.scaled > 1.0 && !quoted(amount.range.start))
        .filter(|amount| text[amount.range.clone()].contains(|c: char| c.is_ascii_digit()))
        .collect();
    for amount in shared.into_iter().rev() {
        text.replace_range(amount.range.clone(), &format!("{SHARE}{}", amount.unit));
    }
    text
}

/// Whether words of condition can simply be left out of a sentence.
pub(crate) fn can_go(words: &str) -> bool {
    transpose::removable().iter().any(|known| words == known)
}

/// The sentence of the plan with the deciding words replaced; `None` if a flag has nothing to put in their place.
fn mended(window: &Window, flags: &[Flag], plan: &Plan<'_>) -> Option<Suggestion> {
    let sentence = &plan.sentences[plan.clauses[window.clauses.start].sentence];
    let inside =
        |range: &Range<usize>| sentence.range.start <= range.start && range.end <= sentence.range.end;
    let mut changes: Vec<(Range<usize>, &str)> = Vec::new();
    for flag in flags {
        let mend = flag.mend.as_ref().filter(|mend| inside(&mend.range))?;
        changes.push((mend.range.clone(), &mend.text));
    }
    if changes.is_empty() {
        return None;
    }
    changes.sort_by_key(|(range, _)| range.start);
    if changes.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
        return None;
    }
    let document = plan.document;
    let whole: Span = document.span(sentence.range.clone());
    let mut text = String::new();
    let mut at = whole.start;
    for (range, instead) in changes {
        let span = document.span(range);
        text.push_str(document.source.get(at..span.start)?);
        text.push_str(instead);
        at = span.end;
        // What is taken out takes the comma behind it along.
        if instead.is_empty() && (text.is_empty() || text.ends_with(['，', '。', '；'])) {
            let rest = document.source.get(at..)?;
            at += rest.len() - rest.trim_start_matches(['，', ',']).len();
        }
    }
    text.push_str(document.source.get(at..whole.end)?);
    Some(Suggestion { text, position: Position::Replace(whole) })
}

/// The paragraph of the last commitment: what is added at the end goes before the signature.
fn last_commitment(plan: &Plan<'_>) -> Option<Range<usize>> {
    let last = plan.clauses.iter().rfind(|clause| clause.modality == Modality::Commitment)?;
    Some(plan.units[plan.sentences[last.sentence].unit].range.clone())
}
