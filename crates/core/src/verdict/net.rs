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

/// So many units are worked out together, so that the processor takes several of them in one step.
const TOGETHER: usize = 16;

/// A network made ready for many obligations. It says what [`Net::sums`] says but for the last digits: most features are 0
/// most of the time, so that it starts from what the units are then and looks only at the others.
#[derive(Debug)]
pub(super) struct Layer {
    inputs: Vec<Scale>,
    blocks: Vec<Block>,
    base: [f64; 4],
}

/// An input without its weights.
#[derive(Debug)]
struct Scale {
    input: Input,
    /// What the units see of a feature that is 0.
    nothing: f64,
}

/// Some units of the layer; those that are wanting to a whole block say nothing.
#[derive(Debug)]
struct Block {
    /// Their sums where all features are 0.
    starts: [f64; TOGETHER],
    /// By input, how much it counts for each.
    weights: Vec<[f64; TOGETHER]>,
    /// What each adds to the statuses, times its sum.
    says: [[f64; 4]; TOGETHER],
}

impl Layer {
    pub(super) fn new(net: &Net) -> Self {
        let nothing: Vec<f64> = net.inputs.iter().map(|input| input.of(&[0.0; NAMES.len()])).collect();
        let block = |(number, units): (usize, &[Unit])| {
            let first = number * TOGETHER;
            let mut starts = [0.0; TOGETHER];
            let mut says = [[0.0; 4]; TOGETHER];
            for (place, unit) in units.iter().enumerate() {
                (starts[place], says[place]) = (unit.base, unit.says);
            }
            let mut weights = vec![[0.0; TOGETHER]; net.inputs.len()];
            for ((own, input), nothing) in weights.iter_mut().zip(&net.inputs).zip(&nothing) {
                own[..units.len()].copy_from_slice(&input.weights[first..first + units.len()]);
                add(&mut starts, own, *nothing);
            }
            Block { starts, weights, says }
        };
        let scale = |(input, nothing): (&Input, &f64)| Scale {
            input: Input { weights: Vec::new(), ..input.clone() },
            nothing: *nothing,
        };
        Self {
            blocks: net.units.chunks(TOGETHER).enumerate().map(block).collect(),
            inputs: net.inputs.iter().zip(&nothing).map(scale).collect(),
            base: net.base,
        }
    }

    /// What the network says of each status for these features.
    pub(super) fn sums(&self, features: &Features) -> [f64; 4] {
        // The inputs that are not 0, with how far they are from where they are 0.
        let mut there = [(0, 0.0); NAMES.len()];
        let mut count = 0;
        for (place, scale) in self.inputs.iter().enumerate() {
            if features[scale.input.feature] != 0.0 {
                there[count] = (place, scale.input.of(features) - scale.nothing);
                count += 1;
            }
        }
        let mut sums = self.base;
        for block in &self.blocks {
            let mut rises = block.starts;
            for (place, by) in &there[..count] {
                add(&mut rises, &block.weights[*place], *by);
            }
            for (rise, says) in rises.into_iter().zip(&block.says).filter(|(rise, _)| *rise > 0.0) {
                add(&mut sums, says, rise);
            }
        }
        sums
    }
}

/// Adds so many times as much to each sum.
fn add<const N: usize>(sums: &mut [f64; N], what: &[f64; N], times: f64) {
    for (sum, own) in sums.iter_mut().zip(what) {
        *sum += own * times;
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
    fn made_ready_it_says_the_same() {
        // A block of units and a part of one.
        let units = TOGETHER + 3;
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24) - 0.5
        };
        let input = |feature, random: &mut dyn FnMut() -> f64| Input {
            feature,
            middle: random(),
            spread: random().abs() + 0.01,
            weights: (0..units).map(|_| random()).collect(),
        };
        let net = Net {
            inputs: (0..NAMES.len()).map(|feature| input(feature, &mut random)).collect(),
            units: (0..units)
                .map(|_| Unit { base: random(), says: std::array::from_fn(|_| random()) })
                .collect(),
            base: [0.0, -1.0, -2.0, 0.5],
        };
        let layer = Layer::new(&net);
        for _ in 0..50 {
            let features = std::array::from_fn(|_| random().max(0.0));
            let (alone, ready) = (net.sums(&features), layer.sums(&features));
            assert!(alone.iter().zip(ready).all(|(alone, ready)| (alone - ready).abs() < 1e-9));
        }
        assert_eq!(Layer::new(&Net::default()).sums(&[0.0; NAMES.len()]), [0.0; 4]);
    }

    #[test]
    fn far_away_is_not_further_than_far() {
        assert_eq!(sums(0.5, 1e6), sums(0.5, 10.0 + FURTHEST * 5.0));
        assert_eq!(sums(-1e6, 10.0), sums(0.5 - FURTHEST * 0.25, 10.0));
    }
}
