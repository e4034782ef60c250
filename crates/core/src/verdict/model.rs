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
    /// Added to the weighted sum of `covered`; chosen on the fitted cases for the best F1 of gaps.
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

    /// Probabilities of covered, weakened, conflicting, missing, the bias taken into account.
    #[must_use]
    pub fn probabilities(&self, features: &Features) -> [f64; 4] {
        let mut sums = self
            .weights
            .each_ref()
            .map(|row| row.iter().zip(features).map(|(weight, value)| weight * value).sum());
        sums[Status::Covered as usize] += self.covered_bias;
        softmax(sums)
    }

    /// The status to report, given the probabilities: covered if that is likelier than any gap, else the likeliest gap.
    #[must_use]
    pub fn decide(probabilities: &[f64; 4]) -> Status {
        if probabilities[Status::Covered as usize] >= 0.5 {
            return Status::Covered;
        }
        let gaps = [Status::Weakened, Status::Conflicting, Status::Missing];
        let likelier =
            |a: &Status, b: &Status| probabilities[*a as usize].total_cmp(&probabilities[*b as usize]);
        gaps.into_iter().max_by(likelier).unwrap_or(Status::Missing)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_come_with_the_program_are_for_its_features() {
        assert!(Model::builtin().fits());
    }

    #[test]
    fn covered_needs_half_of_the_probability_and_else_the_likeliest_gap_wins() {
        assert_eq!(Model::decide(&[0.5, 0.3, 0.1, 0.1]), Status::Covered);
        assert_eq!(Model::decide(&[0.4, 0.1, 0.35, 0.15]), Status::Conflicting);
    }
}
