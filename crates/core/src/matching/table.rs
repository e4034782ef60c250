//! How well the clauses of a plan answer the words of each obligation.

use std::ops::Range;

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
    pub(super) index: &'a PlanIndex<'a>,
    /// By word of the notice, the words of the plan that it is anything like.
    pub(super) close: Lists<(u32, f32)>,
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
        targets.all.iter().map(|target| self.table(target)).unzip()
    }

    fn table(&self, target: &Target) -> (Table, Vec<f32>) {
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
        (Table { words, cells, rows }, shares)
    }
}
