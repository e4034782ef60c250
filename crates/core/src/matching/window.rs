//! Windows: one to four neighbouring clauses of a sentence, the largest stretch that may answer an obligation.

use std::ops::Range;

use super::index::{PlanIndex, Table};
use super::{Rarity, Target};
use crate::plan::{Modality, Plan};

/// A window holds at most this many clauses …
const CLAUSES: usize = 4;
/// … and at most this many bytes, three to a Chinese character.
const BYTES: usize = 330;
/// What headings and earlier sentences of the same paragraph say counts for this much.
const CONTEXT: f32 = 0.45;

/// A stretch of a plan as a candidate for an obligation.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Clauses: indices into the plan's.
    pub clauses: Range<usize>,
    /// Share of the obligation's weight that the window's words answer, context included.
    pub raw: f32,
    /// `raw` with what the window commits to taken into account.
    pub score: f32,
    /// Share of the window's weight that the obligation asks for.
    pub precision: f32,
}

/// How much of an obligation's weight the clauses answer.
pub(super) fn recall(target: &Target, table: &Table, clauses: Range<usize>) -> f32 {
    let total: f32 = target.weights.iter().sum();
    if total <= 0.0 {
        return 0.0;
    }
    let found: f32 = target
        .weights
        .iter()
        .enumerate()
        .map(|(word, weight)| weight * table.best(word, clauses.clone()))
        .sum();
    found / total
}

/// The best window of every sentence that shares anything with the obligation.
pub(super) fn best(
    target: &Target,
    table: &Table,
    plan: &Plan<'_>,
    index: &PlanIndex,
    rarity: &Rarity,
) -> Vec<Window> {
    let total: f32 = target.weights.iter().sum::<f32>().max(f32::EPSILON);
    let mut out = Vec::new();
    for sentence in &plan.sentences {
        let context = context(target, table, plan, sentence.clauses.start, sentence.unit);
        let mut best: Option<Window> = None;
        for start in sentence.clauses.clone() {
            let mut row: Vec<f32> = vec![0.0; target.words.len()];
            for end in start + 1..=sentence.clauses.end.min(start + CLAUSES) {
                let bytes = plan.clauses[end - 1].range.end - plan.clauses[start].range.start;
                if end > start + 1 && bytes > BYTES {
                    break;
                }
                let mut own = 0.0;
                let mut with_context = 0.0;
                for (word, cell) in row.iter_mut().enumerate() {
                    *cell = cell.max(table.at(word, end - 1));
                    own += target.weights[word] * *cell;
                    with_context += target.weights[word] * cell.max(context[word]);
                }
                if own / total < 0.08 {
                    continue;
                }
                let precision = precision(target, index, rarity, start..end);
                let raw = 0.9 * with_context / total + 0.1 * precision;
                let window =
                    Window { clauses: start..end, raw, score: raw * standing(plan, start..end), precision };
                if best.as_ref().is_none_or(|known| window.score > known.score + 0.01) {
                    best = Some(window);
                }
            }
        }
        out.extend(best);
    }
    out
}

/// What the headings above and the sentences before say, at a discount.
fn context(target: &Target, table: &Table, plan: &Plan<'_>, first_clause: usize, unit: usize) -> Vec<f32> {
    let before = plan.clauses[..first_clause]
        .iter()
        .rposition(|clause| plan.sentences[clause.sentence].unit != unit)
        .map_or(0, |index| index + 1);
    let before = before.max(first_clause.saturating_sub(4));
    let heading = heading_clauses(plan, unit);
    (0..target.words.len())
        .map(|word| {
            let near = if before < first_clause { table.best(word, before..first_clause) } else { 0.0 };
            let above = heading.clone().map(|clause| table.at(word, clause)).fold(0.0, f32::max);
            CONTEXT * near.max(above)
        })
        .collect()
}

/// Clauses of the headings that govern a unit and stand as units of their own.
fn heading_clauses<'p>(plan: &'p Plan<'_>, unit: usize) -> impl Iterator<Item = usize> + Clone + 'p {
    let headings = &plan.units[unit].headings;
    plan.clauses
        .iter()
        .enumerate()
        .filter(move |(_, clause)| {
            clause.modality == Modality::Heading
                && headings
                    .iter()
                    .any(|heading| heading.start <= clause.range.start && clause.range.end <= heading.end)
        })
        .map(|(index, _)| index)
}

fn precision(target: &Target, index: &PlanIndex, rarity: &Rarity, clauses: Range<usize>) -> f32 {
    let mut total = 0.0;
    let mut found = 0.0;
    for clause in clauses {
        for word in index.words_of(clause) {
            let weight = rarity.weight(&word.text, word.general);
            let best = target.words.iter().map(|own| super::similarity(own, word)).fold(0.0, f32::max);
            total += weight;
            found += weight * best;
        }
    }
    if total > 0.0 { found / total } else { 0.0 }
}

/// What a window's standing takes off its score: mentions are no commitments.
fn standing(plan: &Plan<'_>, clauses: Range<usize>) -> f32 {
    plan.clauses[clauses]
        .iter()
        .map(|clause| match clause.modality {
            Modality::Commitment => 1.0,
            Modality::Citation => 0.8,
            Modality::Background | Modality::OthersDuty => 0.6,
            Modality::Heading => 0.55,
            Modality::Placeholder => 0.3,
        })
        .fold(1.0, f32::min)
}
