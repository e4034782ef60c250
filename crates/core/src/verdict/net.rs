//! A small neural network over the same features as the trees: one layer of units, each of which rises with a weighted sum of
//! the features once that is above nothing.
//!
//! Trees see steps, the network sees slopes. They err in different places, and where a plan is unlike those that they were
//! fitted to the network errs less (docs/accuracy.md).

use std::fmt::Write as _;
use std::str::SplitWhitespace;

use super::features::{self, Features, NAMES};
use super::model::{ModelError, number, read_numbers, write_numbers};

/// What is further from the middle than so many spreads counts as that far: a plan of a kind never seen must not decide by
/// one feature.
pub const FURTHEST: f64 = 5.0;

/// The network. Written and read as text: `unit` with where its sum starts and what it adds to the statuses; `input` with a
/// feature, its middle, its spread and its weight for each unit; `net` with what the statuses start from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Net {
    /// The units of the layer.
    pub units: Vec<Unit>,
    /// The features that they look at.
    pub inputs: Vec<Input>,
    /// What each status starts from.
    pub base: [f64; 4],
}

/// One unit: rises with the weighted sum of the inputs where that is above 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Unit {
    /// What the sum starts from.
    pub base: f64,
    /// What is added to each status, times the sum.
    pub says: [f64; 4],
}

/// A feature on the scale of the rows that the network was fitted to.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Number of the feature in [`NAMES`].
    pub feature: usize,
    /// Mean of the feature.
    pub middle: f64,
    /// Its standard deviation, above 0.
    pub spread: f64,
    /// How much it counts for each unit, in their order.
    pub weights: Vec<f64>,
}

impl Input {
    /// The feature as the units see it.
    #[must_use]
    pub fn of(&self, features: &Features) -> f64 {
        ((features[self.feature] - self.middle) / self.spread).clamp(-FURTHEST, FURTHEST)
    }
}

impl Net {
    /// What the network says of each status for these features.
    #[must_use]
    pub fn sums(&self, features: &Features) -> [f64; 4] {
        let mut rises: Vec<f64> = self.units.iter().map(|unit| unit.base).collect();
        // All units together, an input at a time: no unit waits for its own last sum.
        for input in &self.inputs {
            let own = input.of(features);
            for (rise, weight) in rises.iter_mut().zip(&input.weights) {
                *rise += weight * own;
            }
        }
        let mut sums = self.base;
        for (rise, unit) in rises.into_iter().zip(&self.units).filter(|(rise, _)| *rise > 0.0) {
            for (sum, says) in sums.iter_mut().zip(unit.says) {
                *sum += rise * says;
            }
        }
        sums
    }

    pub(super) fn write(&self, out: &mut String) {
        for unit in &self.units {
            out.push_str("unit");
            write_numbers(out, std::iter::once(&unit.base).chain(&unit.says));
        }
        for input in &self.inputs {
            let _ = write!(out, "input {}", NAMES[input.feature]);
            write_numbers(out, [&input.middle, &input.spread].into_iter().chain(&input.weights));
        }
        out.push_str("net");
        write_numbers(out, &self.base);
    }

    /// Reads what stands behind `what`, one of the words that begin a line of a network.
    pub(super) fn read(&mut self, what: &str, words: &mut SplitWhitespace<'_>) -> Result<(), ModelError> {
        match what {
            "unit" if !self.inputs.is_empty() => {
                return Err(ModelError(
                    "a unit stands behind the inputs, which have no weight for it".to_owned(),
                ));
            }
            "unit" => {
                let mut unit = Unit { base: number(words)?, ..Unit::default() };
                read_numbers(&mut unit.says, words)?;
                self.units.push(unit);
            }
            "input" => {
                let name = words.next().unwrap_or_default();
                let feature = features::number(name).ok_or_else(|| ModelError::no_feature(name))?;
                let (middle, spread) = (number(words)?, number(words)?);
                if !(spread.is_finite() && spread > 0.0) {
                    return Err(ModelError(format!(
                        "the spread of {name} is {spread}, and should be above 0"
                    )));
                }
                let mut weights = vec![0.0; self.units.len()];
                read_numbers(&mut weights, words)?;
                self.inputs.push(Input { feature, middle, spread, weights });
            }
            _ => read_numbers(&mut self.base, words)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net() -> Net {
        let input = |name, middle, spread, weights: [f64; 2]| Input {
            feature: features::number(name).expect("a feature"),
            middle,
            spread,
            weights: weights.to_vec(),
        };
        let unit = |base, says| Unit { base, says };
        Net {
            units: vec![unit(0.5, [2.0, 0.0, 0.0, -1.0]), unit(0.0, [0.0, 1.0, 0.0, 0.0])],
            inputs: vec![input("score", 0.5, 0.25, [1.0, -1.0]), input("length", 10.0, 5.0, [0.0, 0.5])],
            base: [0.0, -1.0, -2.0, 0.5],
        }
    }

    fn sums(score: f64, length: f64) -> [f64; 4] {
        let net = net();
        let mut features = [0.0; NAMES.len()];
        features[net.inputs[0].feature] = score;
        features[net.inputs[1].feature] = length;
        net.sums(&features)
    }

    #[test]
    fn a_unit_speaks_by_its_sum_and_is_silent_below_nothing() {
        // Inputs 1 and 0: the units rise by 1.5 and not at all.
        assert_eq!(sums(0.75, 10.0), [3.0, -1.0, -2.0, -1.0]);
        // Inputs -1 and 2: not at all, and by 2.
        assert_eq!(sums(0.25, 20.0), [0.0, 1.0, -2.0, 0.5]);
    }

    #[test]
    fn far_away_is_not_further_than_far() {
        assert_eq!(sums(0.5, 1e6), sums(0.5, 10.0 + FURTHEST * 5.0));
        assert_eq!(sums(-1e6, 10.0), sums(0.5 - FURTHEST * 0.25, 10.0));
    }
}
