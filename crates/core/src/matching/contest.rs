//! Obligations compete for clauses: a clause that answers many obligations alike answers none of them in particular.
//!
//! What else the plan says has no part in it: an unrelated paragraph must change no verdict.

use std::cell::OnceCell;
use std::ops::Range;

/// A difference of this share of an obligation makes e times the odds.
const SHARP: f32 = 0.08;
/// Shares of all obligations differ by at least this much, in standard deviations.
const LEAST_DEVIATION: f32 = 0.02;

/// Every obligation against every clause.
#[derive(Debug, Default)]
pub struct Contest {
    /// For each obligation and clause, the share of the obligation that the clause answers by itself.
    shares: Vec<Vec<f32>>,
    /// For each clause what all obligations together make of it, once somebody asks.
    all: Vec<OnceCell<All>>,
}

/// How all obligations are served by a clause.
#[derive(Debug, Clone, Copy)]
struct All {
    /// Sum of their odds.
    odds: f32,
    mean: f32,
    /// Standard deviation of their shares.
    deviation: f32,
}

/// How an obligation stands out among all others; the best clause of its window speaks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standing {
    /// Share of the odds that the obligation has among all obligations, 0 to 1.
    pub among_obligations: f32,
    /// By how many standard deviations the obligation is better served than the mean obligation.
    pub above_obligations: f32,
}

impl Contest {
    pub(super) fn new(shares: Vec<Vec<f32>>) -> Self {
        let clauses = shares.first().map_or(0, Vec::len);
        Self { shares, all: vec![OnceCell::new(); clauses] }
    }

    /// How obligation `number` stands out as what a window answers.
    #[must_use]
    pub fn standing(&self, number: usize, window: Range<usize>) -> Standing {
        let row = &self.shares[number];
        let Some(clause) = window.max_by(|a, b| row[*a].total_cmp(&row[*b])) else {
            return Standing::default();
        };
        let all = self.all[clause].get_or_init(|| self.all(clause));
        Standing {
            among_obligations: odds(row[clause]) / all.odds,
            above_obligations: (row[clause] - all.mean) / all.deviation.max(LEAST_DEVIATION),
        }
    }

    fn all(&self, clause: usize) -> All {
        let shares: Vec<f32> = self.shares.iter().map(|row| row[clause]).collect();
        // Most clauses answer nothing of most obligations.
        let nothing = odds(0.0);
        let of = |share: &f32| if *share == 0.0 { nothing } else { odds(*share) };
        let count = shares.len().max(1) as f32;
        let mean = shares.iter().sum::<f32>() / count;
        let variance = shares.iter().map(|other| (other - mean) * (other - mean)).sum::<f32>() / count;
        All { odds: shares.iter().map(of).sum(), mean, deviation: libm::sqrtf(variance) }
    }
}

fn odds(share: f32) -> f32 {
    libm::expf((share - 1.0) / SHARP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_that_answers_one_obligation_only_speaks_for_it() {
        let contest = Contest::new(vec![vec![0.9, 0.6], vec![0.1, 0.6], vec![0.1, 0.6]]);
        let (own, shared) = (contest.standing(0, 0..1), contest.standing(0, 1..2));
        assert!(own.among_obligations > 0.99 && own.above_obligations > 1.0);
        assert!((shared.among_obligations - 1.0 / 3.0).abs() < 1e-3 && shared.above_obligations.abs() < 1e-3);
        assert_eq!(contest.standing(0, 0..2), own);
    }
}
