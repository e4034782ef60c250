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

    /// Similarities of every obligation's words to every clause, and the share of each that every clause answers by itself.
    pub(super) fn tables(&self, targets: &Targets) -> (Vec<Table>, Vec<Vec<f32>>) {
        let mut asked = Asked::new(self.index);
        targets.all.iter().map(|target| self.table(target, &mut asked)).unzip()
    }

    fn table(&self, target: &Target, asked: &mut Asked) -> (Table, Vec<f32>) {
        let words = target.words.len();
        let clauses = self.index.clauses().len();
        let (mut rows, mut shares) = (vec![0; clauses], vec![0.0; clauses]);
        let entries: usize =
            target.numbers.iter().map(|number| self.clauses.of(*number as usize).len()).sum();
        let mut cells = vec![0.0; words * (1 + entries.min(clauses))];
        let (mut met, mut len) = (Vec::with_capacity(clauses), words);
        for (word, (number, weight)) in target.numbers.iter().zip(&target.weights).enumerate() {
            for (clause, value) in self.clauses.of(*number as usize) {
                let row = &mut rows[*clause as usize];
                if *row == 0 {
                    *row = len as u32;
                    len += words;
                    met.push(*clause);
                }
                cells[*row as usize + word] = *value;
                shares[*clause as usize] += weight * value;
            }
        }
        cells.truncate(len);
        let total: f32 = target.weights.iter().sum();
        if total > 0.0 {
            met.iter().for_each(|clause| shares[*clause as usize] /= total);
        }
        let close = target.numbers.iter().flat_map(|number| self.close.of(*number as usize));
        let asked_for = asked.by_clause(self.index, &met, close);
        (Table { words, cells, rows, asked: asked_for, totals: Arc::clone(&asked.totals) }, shares)
    }
}

/// How much of each clause an obligation asks for.
struct Asked {
    /// By word of the plan, how close it is to the obligation.
    closest: Vec<f32>,
    totals: Arc<[f32]>,
}

impl Asked {
    fn new(index: &PlanIndex<'_>) -> Self {
        let total = |words: &[u32]| words.iter().fold(0.0, |sum, id| sum + index.weight(*id));
        Self { closest: vec![0.0; index.words().len()], totals: index.clauses().iter().map(total).collect() }
    }

    /// By clause, the weight of its words that are `close` to the obligation; only those that are `met` have any.
    fn by_clause<'c>(
        &mut self,
        index: &PlanIndex<'_>,
        met: &[u32],
        close: impl Iterator<Item = &'c (u32, f32)>,
    ) -> Vec<f32> {
        let closest = &mut self.closest;
        closest.fill(0.0);
        for (id, value) in close {
            let known = &mut closest[*id as usize];
            *known = larger(*known, *value);
        }
        let share = |sum: f32, id: &u32| sum + index.weight(*id) * closest[*id as usize];
        let mut out = vec![0.0; index.clauses().len()];
        for clause in met {
            out[*clause as usize] = index.clauses().of(*clause as usize).iter().fold(0.0, share);
        }
        out
    }
}
