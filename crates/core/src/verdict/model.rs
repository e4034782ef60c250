//! The model: four weighted sums of the features, turned into probabilities of the four statuses.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::report::Status;

use super::features::{Features, NAMES};

static WEIGHTS: &str = include_str!("../../data/weights.toml");

/// Weights of the model, one row a status, fitted by `cargo xtask fit`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Names of the features the weights are for; must be those of the program.
    pub features: Vec<String>,
    /// Weights for covered, weakened, conflicting, missing.
    pub weights: [Vec<f64>; 4],
    /// Added to the log-probability of `covered` before the decision; chosen on the fitted cases.
    pub covered_bias: f64,
}

impl Model {
    /// The model that comes with the program.
    ///
    /// # Panics
    /// If the weights file in the program is damaged, which the tests rule out.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Model> = OnceLock::new();
        #[allow(clippy::expect_used)]
        BUILTIN.get_or_init(|| {
            let model: Self = toml::from_str(WEIGHTS).expect("weights.toml is written by xtask fit");
            model
        })
    }

    /// Whether the weights are for the features that the program makes.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.features == NAMES && self.weights.iter().all(|row| row.len() == NAMES.len())
    }

    /// Probabilities of covered, weakened, conflicting, missing.
    #[must_use]
    pub fn probabilities(&self, features: &Features) -> [f64; 4] {
        let sums = self
            .weights
            .each_ref()
            .map(|row| row.iter().zip(features).map(|(weight, value)| weight * value).sum());
        softmax(sums)
    }

    /// The status to report, given the probabilities.
    #[must_use]
    pub fn decide(&self, probabilities: &[f64; 4]) -> Status {
        let mut best = Status::Covered;
        let mut most = probabilities[0].max(1e-12).ln() + self.covered_bias;
        let gap: f64 = probabilities[1..].iter().sum();
        // Covered against any gap first; then which gap.
        if gap.max(1e-12).ln() > most {
            most = f64::MIN;
            for status in [Status::Weakened, Status::Conflicting, Status::Missing] {
                if probabilities[status as usize] > most {
                    most = probabilities[status as usize];
                    best = status;
                }
            }
        }
        best
    }
}

/// Turns sums into probabilities.
#[must_use]
pub fn softmax(sums: [f64; 4]) -> [f64; 4] {
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    let powers = sums.map(|sum| (sum - most).exp());
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}
