//! Clauses that answer one obligation in full are not there for others that they answer only in part.
//!
//! A plan that follows the notice closely is full of clauses that look alike. Without this, an obligation whose own clause
//! was left out would be taken for answered by its neighbour's.

use super::Target;
use super::purity::Purity;

/// A clause answers an obligation in full from this share of its weight on …
const FULL: f32 = 0.95;
/// … and if at least this share of the clause is what the obligation asks for.
const NOTHING_ELSE: f32 = 0.85;
/// An obligation that a clause answers to this share has a claim of its own.
const OWN: f32 = 0.85;

/// Which clauses are taken.
#[derive(Debug)]
pub(super) struct Taken {
    /// For each clause, whether some obligation is answered by it in full.
    full: Vec<bool>,
    /// For each obligation and clause, the share answered.
    shares: Vec<Vec<f32>>,
}

impl Taken {
    /// `shares`: for each obligation, the share of it that each clause answers by itself.
    pub(super) fn new(shares: Vec<Vec<f32>>, targets: &[Target], purity: &mut Purity<'_>) -> Self {
        let clauses = shares.first().map_or(0, Vec::len);
        let mut full = vec![false; clauses];
        for (own, target) in shares.iter().zip(targets) {
            if !own.iter().any(|share| *share >= FULL) {
                continue;
            }
            purity.turn_to(target);
            for clause in (0..clauses).filter(|clause| own[*clause] >= FULL) {
                full[clause] |= purity.of(clause..clause + 1) >= NOTHING_ELSE;
            }
        }
        Self { full, shares }
    }

    /// The share of an obligation that each clause answers by itself.
    pub(super) fn shares(&self, number: usize) -> &[f32] {
        &self.shares[number]
    }

    /// For each obligation, the share of it that each clause answers by itself.
    pub(super) fn into_shares(self) -> Vec<Vec<f32>> {
        self.shares
    }

    /// Whether a clause is taken by another obligation than `number`.
    pub(super) fn from(&self, number: usize, clause: usize) -> bool {
        self.full[clause] && self.shares[number][clause] < OWN
    }
}
