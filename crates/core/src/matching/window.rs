//! Windows: one to four neighbouring clauses of a sentence, the largest stretch that may answer an obligation.

use std::ops::Range;

use super::purity::Purity;
use super::standings::Standings;
use super::table::Table;
use super::taken::Taken;
use super::{Candidates, KEPT, Target, larger};
use crate::plan::Plan;

/// A window holds at most this many clauses …
const CLAUSES: usize = 4;
/// … and at most this many bytes, three to a Chinese character.
const BYTES: usize = 330;
/// A window is as good as the share of the obligation that it answers,
pub(crate) const ANSWERED: f32 = 0.9;
/// and a little as pure as it is.
pub(crate) const PURE: f32 = 0.1;
/// What headings and earlier sentences of the same paragraph say counts for this much.
const CONTEXT: f32 = 0.45;
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
    let mut answered = 0.0;
    for (first, weights) in (0..).step_by(TOGETHER).zip(target.weights.chunks(TOGETHER)) {
        let mut best = [0.0f32; TOGETHER];
        for clause in clauses.clone() {
            for (best, own) in best.iter_mut().zip(&table.clause(clause)[first..]) {
                *best = larger(*best, *own);
            }
        }
        answered = weights.iter().zip(&best).fold(answered, |sum, (weight, best)| sum + weight * best);
    }
    answered / total
}

/// So many words are looked at together.
const TOGETHER: usize = 16;

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

/// The search for the windows that answer an obligation.
pub(super) struct Search<'a, 'p> {
    pub target: &'a Target,
    pub table: &'a Table,
    pub plan: &'a Plan<'a>,
    /// How the clauses of the plan stand.
    pub standings: &'a Standings,
    /// Clauses that answer other obligations are context for this one.
    pub taken: &'a Taken,
    pub purity: &'a mut Purity<'p>,
    pub room: &'a mut Room,
    /// The place of the obligation.
    pub obligation: usize,
}

/// What the windows of a sentence cannot be better than.
#[derive(Debug, Clone, Copy)]
struct Bound {
    sentence: usize,
    raw: f32,
    score: f32,
}

impl Bound {
    /// Whether a sentence may hold one of the windows that are kept, beside those found so far.
    fn may_add(&self, found: &Candidates, standings: &Standings) -> bool {
        let last = found.windows.get(KEPT - 1).map_or(0.0, |window| window.score);
        let distractor = found.distractor.as_ref().map_or(0.0, |window| window.raw);
        self.score >= SURELY * last || !standings.commits[self.sentence] && self.raw >= SURELY * distractor
    }
}

impl Search<'_, '_> {
    /// The best windows, one a sentence at most.
    pub(super) fn candidates(&mut self) -> Candidates {
        let words = self.target.words.len();
        for row in [&mut self.room.row, &mut self.room.context] {
            row.resize(words, 0.0);
        }
        self.purity.turn_to(self.target);
        let total: f32 = self.target.weights.iter().sum::<f32>().max(f32::EPSILON);
        let mut bounds = std::mem::take(&mut self.room.bounds);
        self.set_bounds(&mut bounds);
        // With those that promise most before them, few of the others need to be looked at.
        if bounds.len() > KEPT {
            bounds.select_nth_unstable_by(KEPT - 1, |a, b| b.score.total_cmp(&a.score));
        }
        let mut out = Candidates::default();
        for bound in &bounds {
            if !bound.may_add(&out, self.standings) || !self.purer(*bound).may_add(&out, self.standings) {
                continue;
            }
            if let Some(window) = self.best_of(bound.sentence, total) {
                let commits =
                    self.standings.commits[bound.sentence] || self.plan.commits(window.clauses.clone());
                out.add(window, commits);
            }
        }
        self.room.bounds = bounds;
        out
    }

    /// What each sentence may hold if it were as pure as can be; those that share too little with the obligation are left out.
    fn set_bounds(&self, bounds: &mut Vec<Bound>) {
        let Standings { contexts, most, .. } = self.standings;
        let shares = self.taken.shares(self.obligation);
        bounds.clear();
        let sentences = self.plan.sentences.iter().zip(contexts.iter()).zip(most).enumerate();
        for (number, ((sentence, context), most)) in sentences {
            // Several clauses answer no more than each of them together.
            let own = shares[sentence.clauses.clone()].iter().sum::<f32>();
            if own >= LEAST * SURELY {
                let context = context.iter().map(|clause| shares[*clause as usize]).sum::<f32>();
                let raw = ANSWERED * (own + CONTEXT * context).min(1.0) + PURE;
                bounds.push(Bound { sentence: number, raw, score: raw * most });
            }
        }
    }

    /// The bound of a sentence with its clauses as pure as they are.
    fn purer(&mut self, bound: Bound) -> Bound {
        let clauses = self.plan.sentences[bound.sentence].clauses.clone();
        let purest = clauses.map(|clause| self.purity.of(clause..clause + 1)).fold(0.0, f32::max);
        let raw = bound.raw - PURE * (1.0 - purest);
        Bound { raw, score: raw * self.standings.most[bound.sentence], ..bound }
    }

    /// The best window of a sentence.
    fn best_of(&mut self, sentence: usize, total: f32) -> Option<Window> {
        let Self { target, table, plan, standings, taken, purity, room, obligation } = self;
        let shares = taken.shares(*obligation);
        let context_of = standings.contexts.of(sentence);
        let sentence = &plan.sentences[sentence];
        let words = target.words.len();
        // Slices of one length: nothing is left to be checked inside the loops.
        let weights = &target.weights[..words];
        let Room { found, row, context, .. } = &mut **room;
        let (row, context) = (&mut row[..words], &mut context[..words]);
        let mut in_context = false;
        let mut best: Option<Window> = None;
        found.clear();
        for start in sentence.clauses.clone() {
            let last = sentence.clauses.end.min(start + CLAUSES);
            if shares[start..last].iter().sum::<f32>() < LEAST * SURELY {
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
                let share = if taken.from(*obligation, end - 1) { CONTEXT } else { 1.0 };
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
                    set_context(context, table, context_of);
                }
                let mut with_context = 0.0;
                for word in 0..words {
                    with_context += weights[word] * larger(row[word], context[word]);
                }
                let precision = purity.of(start..end);
                let raw = ANSWERED * with_context / total + PURE * precision;
                let window =
                    Window { clauses: start..end, raw, score: raw * standings.of(start..end), precision };
                if best.as_ref().is_none_or(|known| window.score > known.score + LONGER) {
                    best = Some(window.clone());
                }
                found.push(window);
            }
        }
        best.map(|best| purer_end(found, best))
    }
}

/// Room to work in, for one obligation after the other.
#[derive(Default)]
pub(super) struct Room {
    bounds: Vec<Bound>,
    /// The windows of a sentence.
    found: Vec<Window>,
    /// By word of the obligation, how close the window comes to it,
    row: Vec<f32>,
    /// and how close its context does.
    context: Vec<f32>,
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
fn set_context(context: &mut [f32], table: &Table, clauses: &[u32]) {
    context.fill(0.0);
    for clause in clauses {
        for (cell, found) in context.iter_mut().zip(table.clause(*clause as usize)) {
            *cell = larger(*cell, CONTEXT * *found);
        }
    }
}
