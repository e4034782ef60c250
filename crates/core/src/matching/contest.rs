//! Obligations compete for clauses and clauses for obligations: a match is good if neither side has a better one.

use std::ops::Range;

/// A difference of this share of an obligation makes e times the odds.
const SHARP: f32 = 0.08;

/// Every obligation against every clause.
#[derive(Debug, Default)]
pub struct Contest {
    /// For each obligation and clause, the share of the obligation that the clause answers by itself.
    shares: Vec<Vec<f32>>,
    /// For each obligation, the sum of the odds of all clauses.
    of_obligation: Vec<f32>,
    /// For each clause, the sum of the odds of all obligations.
    of_clause: Vec<f32>,
}

/// How an obligation and a window stand out among the others; the best clause of the window speaks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standing {
    /// Share of the odds that the clause has among all clauses, 0 to 1.
    pub among_clauses: f32,
    /// Share of the odds that the obligation has among all obligations, 0 to 1.
    pub among_obligations: f32,
    /// By how many standard deviations the clause is better than the mean clause of the plan.
    pub above_clauses: f32,
    /// By how many standard deviations the obligation is better served than the mean obligation.
    pub above_obligations: f32,
}

impl Contest {
    pub(super) fn new(shares: Vec<Vec<f32>>, clauses: usize) -> Self {
        let of_obligation = shares.iter().map(|row| row.iter().copied().map(odds).sum()).collect();
        let of_clause = (0..clauses).map(|clause| shares.iter().map(|row| odds(row[clause])).sum()).collect();
        Self { shares, of_obligation, of_clause }
    }

    /// How obligation `number` and a window stand out.
    #[must_use]
    pub fn standing(&self, number: usize, window: Range<usize>) -> Standing {
        let row = &self.shares[number];
        let Some(clause) = window.max_by(|a, b| row[*a].total_cmp(&row[*b])) else {
            return Standing::default();
        };
        let own = odds(row[clause]);
        Standing {
            among_clauses: own / self.of_obligation[number],
            among_obligations: own / self.of_clause[clause],
            above_clauses: deviation(row[clause], row.iter().copied()),
            above_obligations: deviation(row[clause], self.shares.iter().map(|row| row[clause])),
        }
    }
}

fn odds(share: f32) -> f32 {
    libm::expf((share - 1.0) / SHARP)
}

fn deviation(value: f32, all: impl Iterator<Item = f32> + Clone) -> f32 {
    let count = all.clone().count().max(1) as f32;
    let mean = all.clone().sum::<f32>() / count;
    let variance = all.map(|other| (other - mean) * (other - mean)).sum::<f32>() / count;
    (value - mean) / libm::sqrtf(variance).max(0.02)
}
