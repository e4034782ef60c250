//! How much of a stretch of the plan an obligation asks for. It is worked out only for the clauses of windows that may be kept.

use std::ops::Range;

use super::table::Cells;
use super::{Target, larger};

/// The clauses of a plan as one obligation after the other asks for them.
pub(super) struct Purity<'a> {
    cells: &'a Cells<'a>,
    /// By word of the plan, how close it is to the obligation.
    closest: Vec<f32>,
    /// For each clause, the weight of its words that the obligation asks for; no number if that is not known yet.
    asked: Vec<f32>,
    /// For each clause, the weight of all its words.
    totals: Vec<f32>,
}

impl<'a> Purity<'a> {
    pub(super) fn new(cells: &'a Cells<'_>) -> Self {
        let index = cells.index;
        let total = |words: &[u32]| words.iter().fold(0.0, |sum, id| sum + index.weight(*id));
        Self {
            cells,
            closest: vec![0.0; index.words().len()],
            asked: vec![f32::NAN; index.clauses().len()],
            totals: index.clauses().iter().map(total).collect(),
        }
    }

    /// Turns to another obligation.
    pub(super) fn turn_to(&mut self, target: &Target) {
        self.asked.fill(f32::NAN);
        self.closest.fill(0.0);
        for (id, value) in target.numbers.iter().flat_map(|number| self.cells.close.of(*number as usize)) {
            let known = &mut self.closest[*id as usize];
            *known = larger(*known, *value);
        }
    }

    /// Share of the weight of some clauses that the obligation asks for.
    pub(super) fn of(&mut self, clauses: Range<usize>) -> f32 {
        let (mut asked, mut all) = (0.0, 0.0);
        for clause in clauses {
            asked += self.asked(clause);
            all += self.totals[clause];
        }
        if all > 0.0 { asked / all } else { 0.0 }
    }

    fn asked(&mut self, clause: usize) -> f32 {
        if self.asked[clause].is_nan() {
            let (index, closest) = (self.cells.index, &self.closest);
            let share = |sum: f32, id: &u32| sum + index.weight(*id) * closest[*id as usize];
            self.asked[clause] = index.clauses().of(clause).iter().fold(0.0, share);
        }
        self.asked[clause]
    }
}
