//! How well the clauses of a plan answer the words of each obligation.

use std::ops::Range;
use std::sync::Arc;

use super::index::PlanIndex;
use super::likeness::Likeness;
use super::lists::Lists;
use super::{Target, Targets, larger};

/// Similarities of an obligation's words to the clauses of a plan.
#[derive(Debug)]
pub struct Table {
    /// How many words the obligation has.
    words: usize,
    /// Row after row, a similarity for each word; the first row is that of the clauses that are like none of them.
    cells: Vec<f32>,
    /// For each clause, where its row starts.
    rows: Vec<u32>,
    /// For each clause, the weight of its words that the obligation asks for …
    asked: Vec<f32>,
    /// … and of all its words.
    totals: Arc<[f32]>,
}

impl Table {
    /// Similarity of word `word` to clause `clause`.
    #[must_use]
    pub fn at(&self, word: usize, clause: usize) -> f32 {
        self.clause(clause)[word]
    }

    /// Similarities of all words to clause `clause`.
    #[must_use]
    pub fn clause(&self, clause: usize) -> &[f32] {
        let start = self.rows[clause] as usize;
        &self.cells[start..start + self.words]
    }

    /// Share of the clauses' weight that the obligation asks for.
    #[must_use]
    pub fn precision(&self, clauses: Range<usize>) -> f32 {
        let own = self.asked[clauses.clone()].iter().zip(&self.totals[clauses]);
        let (asked, all) = own.fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        if all > 0.0 { asked / all } else { 0.0 }
    }

    /// Best similarities of all words in several clauses.
    #[must_use]
    pub fn all_best(&self, clauses: Range<usize>) -> Vec<f32> {
        let mut best = vec![0.0f32; self.words];
        for clause in clauses {
            for (best, own) in best.iter_mut().zip(self.clause(clause)) {
                *best = larger(*best, *own);
            }
        }
        best
    }

    /// Best similarity of a word in several clauses.
    #[must_use]
    pub fn best(&self, word: usize, clauses: Range<usize>) -> f32 {
        clauses.map(|clause| self.at(word, clause)).fold(0.0, f32::max)
    }
}

/// What the tables of all obligations are made from: for each word of the notice where the plan has it.
pub(super) struct Cells<'a> {
    index: &'a PlanIndex<'a>,
    /// By word of the notice, the words of the plan that it is anything like.
    close: Lists<(u32, f32)>,
    /// By word of the notice, the clauses that these stand in, each with the similarity to its closest word.
    clauses: Lists<(u32, f32)>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(index: &'a PlanIndex<'_>, likeness: &Likeness) -> Self {
        let close = likeness.by_word_of_notice();
        // A word stands in several clauses.
        let mut clauses = Lists::with_room(close.len(), 2 * close.count());
        let mut best = vec![0.0f32; index.clauses().len()];
        let mut met: Vec<u32> = Vec::new();
        for close in close.iter() {
            for (id, value) in close {
                for clause in index.clauses_of(*id) {
                    let known = &mut best[*clause as usize];
                    if *known == 0.0 {
                        met.push(*clause);
                    }
                    *known = larger(*known, *value);
                }
            }
            for clause in met.drain(..) {
                clauses.push((clause, std::mem::take(&mut best[clause as usize])));
            }
            clauses.end();
        }
        Self { index, close, clauses }
    }

    /// Similarities of every obligation's words to every clause.
    pub(super) fn tables(&self, targets: &Targets) -> Vec<Table> {
        let mut asked = Asked::new(self.index);
        targets.all.iter().map(|target| self.table(target, &mut asked)).collect()
    }

    /// For each obligation, the share of its weight that each clause answers by itself.
    pub(super) fn shares(&self, targets: &Targets) -> Vec<Vec<f32>> {
        targets.all.iter().map(|target| self.share(target)).collect()
    }

    fn share(&self, target: &Target) -> Vec<f32> {
        let mut found = vec![0.0; self.index.clauses().len()];
        let total: f32 = target.weights.iter().sum();
        if total > 0.0 {
            for (number, weight) in target.numbers.iter().zip(&target.weights) {
                for (clause, value) in self.clauses.of(*number as usize) {
                    found[*clause as usize] += weight * value;
                }
            }
            found.iter_mut().for_each(|sum| *sum /= total);
        }
        found
    }

    fn table(&self, target: &Target, asked: &mut Asked) -> Table {
        let words = target.words.len();
        let mut rows = vec![0; self.index.clauses().len()];
        for (clause, _) in target.numbers.iter().flat_map(|number| self.clauses.of(*number as usize)) {
            rows[*clause as usize] = 1;
        }
        let mut len = words;
        for row in rows.iter_mut().filter(|row| **row > 0) {
            *row = len as u32;
            len += words;
        }
        let mut cells = vec![0.0; len];
        for (word, number) in target.numbers.iter().enumerate() {
            for (clause, value) in self.clauses.of(*number as usize) {
                cells[rows[*clause as usize] as usize + word] = *value;
            }
        }
        let close = || target.numbers.iter().map(|number| self.close.of(*number as usize));
        let by_clause = asked.by_clause(self.index, &rows, close);
        Table { words, cells, rows, asked: by_clause, totals: Arc::clone(&asked.totals) }
    }
}

/// How much of each clause an obligation asks for.
struct Asked {
    /// By word of the plan, how close it is to the obligation; all 0 between two obligations.
    closest: Vec<f32>,
    totals: Arc<[f32]>,
}

impl Asked {
    fn new(index: &PlanIndex<'_>) -> Self {
        let total = |words: &[u32]| words.iter().fold(0.0, |sum, id| sum + index.weight(*id));
        Self { closest: vec![0.0; index.words().len()], totals: index.clauses().iter().map(total).collect() }
    }

    /// By clause, the weight of its words that are `close` to the obligation; a clause without
    /// a row of its own has none of them.
    fn by_clause<'c, I: Iterator<Item = &'c [(u32, f32)]>>(
        &mut self,
        index: &PlanIndex<'_>,
        rows: &[u32],
        close: impl Fn() -> I,
    ) -> Vec<f32> {
        let closest = &mut self.closest;
        for (id, value) in close().flatten() {
            let known = &mut closest[*id as usize];
            *known = larger(*known, *value);
        }
        let share = |sum: f32, id: &u32| sum + index.weight(*id) * closest[*id as usize];
        let asked = |(words, row): (&[u32], &u32)| if *row > 0 { words.iter().fold(0.0, share) } else { 0.0 };
        let out = index.clauses().iter().zip(rows).map(asked).collect();
        close().flatten().for_each(|(id, _)| closest[*id as usize] = 0.0);
        out
    }
}
