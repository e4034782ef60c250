//! Windows: one to four neighbouring clauses of a sentence, the largest stretch that may answer an obligation.

use std::ops::Range;

use super::table::Table;
use super::{Target, larger};
use crate::plan::{Clause, Modality, Plan, Sentence};

/// A window holds at most this many clauses …
const CLAUSES: usize = 4;
/// … and at most this many bytes, three to a Chinese character.
const BYTES: usize = 330;
/// What headings and earlier sentences of the same paragraph say counts for this much.
const CONTEXT: f32 = 0.45;

/// So many clauses before a sentence, in the same paragraph, are its context.
const BEFORE: usize = 4;
/// A longer window must be better by this much: words strewn over a long sentence are no answer.
const LONGER: f32 = 0.03;
/// The end of a window is taken instead of all of it if it is purer by this much and worse by less than [`LONGER`] a clause.
const PURER: f32 = 0.2;
/// A window that answers less than this share of an obligation is none.
const LEAST: f32 = 0.08;
/// What is less than this share of a bound is less than the bound however the sums were rounded.
const SURELY: f32 = 0.99;

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
#[must_use]
pub fn recall(target: &Target, table: &Table, clauses: Range<usize>) -> f32 {
    let total: f32 = target.weights.iter().sum();
    if total <= 0.0 {
        return 0.0;
    }
    let best = table.all_best(clauses);
    target.weights.iter().zip(&best).map(|(weight, best)| weight * best).sum::<f32>() / total
}

/// A word whose closest counterpart is less similar than this has none.
const MATCHED: f32 = 0.4;

/// Words of the obligation without counterpart in the clauses, the heaviest first; single characters tell too little.
#[must_use]
pub fn unmatched(target: &Target, table: &Table, clauses: Range<usize>) -> Vec<usize> {
    let best = table.all_best(clauses);
    let mut left: Vec<usize> = (0..target.words.len())
        .filter(|word| target.words[*word].characters.len() > 1)
        .filter(|word| best[*word] < MATCHED)
        .collect();
    left.sort_by(|a, b| target.weights[*b].total_cmp(&target.weights[*a]));
    left
}

/// The best window of every sentence that shares anything with the obligation. `standings` are those of the clauses; `taken`
/// clauses answer other obligations; for this one they are context. `shares` is [`recall`] by each clause alone.
pub(super) fn best(
    target: &Target,
    table: &Table,
    plan: &Plan<'_>,
    standings: &Standings,
    taken: &[bool],
    shares: &[f32],
) -> Vec<Window> {
    let total: f32 = target.weights.iter().sum::<f32>().max(f32::EPSILON);
    let (mut out, mut found) = (Vec::new(), Vec::new());
    let words = target.words.len();
    // Slices of one length: nothing is left to be checked inside the loops.
    let weights = &target.weights[..words];
    let (mut row, mut context) = (vec![0.0f32; words], vec![0.0f32; words]);
    let (row, context) = (&mut row[..words], &mut context[..words]);
    for sentence in &plan.sentences {
        // Several clauses answer no more than each of them together.
        let little = |clauses: Range<usize>| shares[clauses].iter().sum::<f32>() < LEAST * SURELY;
        if little(sentence.clauses.clone()) {
            continue;
        }
        let mut in_context = false;
        let mut best: Option<Window> = None;
        found.clear();
        for start in sentence.clauses.clone() {
            let last = sentence.clauses.end.min(start + CLAUSES);
            if little(start..last) {
                continue;
            }
            row.fill(0.0);
            for end in start + 1..=last {
                let bytes = plan.clauses[end - 1].range.end - plan.clauses[start].range.start;
                if end > start + 1 && bytes > BYTES {
                    break;
                }
                // A clause that answers nothing ends no window: without it the window is as good, and purer.
                if shares[end - 1] == 0.0 {
                    continue;
                }
                let share = if taken[end - 1] { CONTEXT } else { 1.0 };
                let cells = &table.clause(end - 1)[..words];
                for word in 0..words {
                    row[word] = larger(row[word], share * cells[word]);
                }
                // Apart from the loop above, which takes several words at a time; a sum has its order.
                let own = weights.iter().zip(&*row).fold(0.0, |sum, (weight, own)| sum + weight * own);
                if own / total < LEAST {
                    continue;
                }
                if !std::mem::replace(&mut in_context, true) {
                    set_context(context, table, plan, sentence, &standings.above[sentence.unit]);
                }
                let mut with_context = 0.0;
                for word in 0..words {
                    with_context += weights[word] * larger(row[word], context[word]);
                }
                let precision = table.precision(start..end);
                let raw = 0.9 * with_context / total + 0.1 * precision;
                let window =
                    Window { clauses: start..end, raw, score: raw * standings.of(start..end), precision };
                if best.as_ref().is_none_or(|known| window.score > known.score + LONGER) {
                    best = Some(window.clone());
                }
                found.push(window);
            }
        }
        out.extend(best.map(|best| purer_end(&found, best)));
    }
    out
}

/// The end of the best window alone, where what stands before it speaks of something else: 印发工作安排，全面部署年度任务.
fn purer_end(found: &[Window], best: Window) -> Window {
    let is_purer = |end: &&Window| {
        let fewer = best.clauses.len().saturating_sub(end.clauses.len()) as f32;
        end.clauses.end == best.clauses.end
            && end.precision > best.precision + PURER
            && end.score > best.score - LONGER * fewer
    };
    let end = found.iter().filter(is_purer).max_by(|a, b| a.score.total_cmp(&b.score)).cloned();
    end.unwrap_or(best)
}

/// What the headings above and the clauses before say, at a discount.
fn set_context(context: &mut [f32], table: &Table, plan: &Plan<'_>, sentence: &Sentence, above: &[usize]) {
    let first = sentence.clauses.start;
    let same_unit = |clause: &usize| plan.sentences[plan.clauses[*clause].sentence].unit == sentence.unit;
    let before = first - (first.saturating_sub(BEFORE)..first).rev().take_while(same_unit).count();
    context.fill(0.0);
    for clause in (before..first).chain(above.iter().copied()) {
        for (cell, found) in context.iter_mut().zip(table.clause(clause)) {
            *cell = larger(*cell, *found);
        }
    }
    context.iter_mut().for_each(|cell| *cell *= CONTEXT);
}

/// How the clauses of a plan stand, the same for all obligations.
#[derive(Debug)]
pub(super) struct Standings {
    /// For each unit, the clauses of the headings that govern it.
    above: Vec<Vec<usize>>,
    /// What the standing of each clause takes off the score of a window: mentions are no commitments.
    factors: Vec<f32>,
}

impl Standings {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let titles: Vec<bool> = plan.clauses.iter().map(|clause| plan.is_title(clause)).collect();
        let inside = |outer: &Range<usize>, clause: usize| {
            let range = &plan.clauses[clause].range;
            outer.start <= range.start && range.end <= outer.end
        };
        let headings: Vec<usize> = (0..titles.len()).filter(|clause| titles[*clause]).collect();
        let above = plan.units.iter().map(|unit| {
            let governs = |clause: &usize| unit.headings.iter().any(|outer| inside(outer, *clause));
            headings.iter().copied().filter(governs).collect()
        });
        let factor = |(clause, title): (&Clause, &bool)| match clause.modality {
            // What stands below a title says more than the title.
            Modality::Commitment if *title => 0.97,
            Modality::Commitment => 1.0,
            Modality::Citation => 0.7,
            Modality::Background | Modality::OthersDuty => 0.6,
            Modality::Heading => 0.55,
            Modality::Placeholder => 0.3,
        };
        Self { above: above.collect(), factors: plan.clauses.iter().zip(&titles).map(factor).collect() }
    }

    /// What the standing of a window takes off its score: as much as that of its weakest clause.
    fn of(&self, clauses: Range<usize>) -> f32 {
        self.factors[clauses].iter().copied().fold(1.0, f32::min)
    }
}
