//! Fitting of the network beside the trees: gradient descent with Adam (Kingma and Ba 2015) over the rows that the trees are
//! grown on. The crates that train networks bring a hundred others along for what is one layer here.

use yaodian_core::verdict::features::{Features, NAMES};
use yaodian_core::verdict::model::softmax;
use yaodian_core::verdict::net::{Input, Net, Unit};

use crate::boost::{Row, rounded};

/// How the network learns.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Units of its layer.
    pub units: usize,
    /// Times that it goes through all rows.
    pub rounds: usize,
    /// Rows that it learns from at a time.
    pub batch: usize,
    /// Length of the first step; it falls to nothing in even parts.
    pub step: f64,
    /// Penalty on large weights.
    pub ridge: f64,
    /// Share of the units that are left out at each row, so that none may rely on another (Srivastava et al. 2014).
    pub dropped: f64,
}

/// Fits a network.
pub fn train(rows: &[Row<'_>], settings: Settings) -> Net {
    let inputs = inputs(rows);
    let seen: Vec<Vec<f64>> =
        rows.iter().map(|row| inputs.iter().map(|input| input.of(row.features)).collect()).collect();
    let mean_weight = rows.iter().map(|row| row.weight).sum::<f64>() / rows.len() as f64;
    let mut dice = fastrand::Rng::with_seed(7);
    let mut layer = Layer::random(inputs.len(), settings.units, &mut dice);
    let mut adam = Adam::new(layer.numbers.len());
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let steps = settings.rounds * rows.len().div_ceil(settings.batch);
    for _ in 0..settings.rounds {
        dice.shuffle(&mut order);
        for batch in order.chunks(settings.batch) {
            let mut slopes = layer.penalty(settings.ridge);
            for &row in batch {
                let weight = rows[row].weight / mean_weight / batch.len() as f64;
                // Those that stay speak for the others.
                let gate =
                    |_| if dice.f64() < settings.dropped { 0.0 } else { 1.0 / (1.0 - settings.dropped) };
                let gates: Vec<f64> = (0..settings.units).map(gate).collect();
                layer.learn(&seen[row], &gates, (rows[row].want, weight), &mut slopes);
            }
            let left = 1.0 - adam.steps as f64 / steps as f64;
            adam.step(&mut layer.numbers, &slopes, settings.step * left);
        }
    }
    layer.into_net(inputs)
}

/// The features with their scale on these rows, and no weights yet; those that are the same everywhere say nothing. `foreign`
/// is for no model to ask about (see `Model`).
fn inputs(rows: &[Row<'_>]) -> Vec<Input> {
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let mean = |of: &dyn Fn(&Features) -> f64| {
        rows.iter().map(|row| row.weight * of(row.features)).sum::<f64>() / total
    };
    (1..NAMES.len())
        .filter_map(|feature| {
            let middle = rounded(mean(&|features| features[feature]));
            let spread = rounded(mean(&|features| (features[feature] - middle).powi(2)).sqrt());
            (spread > 0.0).then_some(Input { feature, middle, spread, weights: Vec::new() })
        })
        .collect()
}

/// The numbers of a network in one row, as the descent moves them: for each unit its base, its weights and what it says, then
/// what the statuses start from.
struct Layer {
    inputs: usize,
    units: usize,
    numbers: Vec<f64>,
}

impl Layer {
    fn random(inputs: usize, units: usize, dice: &mut fastrand::Rng) -> Self {
        let mut layer = Self { inputs, units, numbers: Vec::new() };
        // Even on either side of 0, so wide that what comes out of a layer spreads as what goes in (He et al. 2015).
        let mut even = |of: usize, share: f64| (dice.f64() * 2.0 - 1.0) * (3.0 * share / of as f64).sqrt();
        for _ in 0..units {
            layer.numbers.push(0.0);
            layer.numbers.extend((0..inputs).map(|_| even(inputs, 2.0)));
            layer.numbers.extend((0..4).map(|_| even(units, 1.0)));
        }
        layer.numbers.extend([0.0; 4]);
        layer
    }

    /// Numbers of a unit.
    fn width(&self) -> usize {
        1 + self.inputs + 4
    }

    /// What the units rise by, each times its gate, and the sums of the statuses.
    fn sums(&self, seen: &[f64], gates: &[f64]) -> (Vec<f64>, [f64; 4]) {
        let (units, base) = self.numbers.split_at(self.units * self.width());
        let mut sums = [base[0], base[1], base[2], base[3]];
        let rise = |unit: &[f64]| {
            let sum: f64 = unit[1..=self.inputs].iter().zip(seen).map(|(weight, input)| weight * input).sum();
            (unit[0] + sum).max(0.0)
        };
        let rises: Vec<f64> =
            units.chunks(self.width()).zip(gates).map(|(unit, gate)| rise(unit) * gate).collect();
        for (rise, unit) in rises.iter().zip(units.chunks(self.width())) {
            for (sum, says) in sums.iter_mut().zip(&unit[1 + self.inputs..]) {
                *sum += rise * says;
            }
        }
        (rises, sums)
    }

    /// The slope of half the squared weights, times `ridge`; what the sums start from is free.
    fn penalty(&self, ridge: f64) -> Vec<f64> {
        let mut slopes: Vec<f64> = self.numbers.iter().map(|number| ridge * number).collect();
        let (units, base) = slopes.split_at_mut(self.units * self.width());
        units.chunks_mut(self.width()).for_each(|unit| unit[0] = 0.0);
        base.fill(0.0);
        slopes
    }

    /// Adds the slope of one row's loss: the negative logarithm of the probability of `want`, times `weight`.
    fn learn(&self, seen: &[f64], gates: &[f64], (want, weight): (usize, f64), slopes: &mut [f64]) {
        let (rises, sums) = self.sums(seen, gates);
        let mut errors = softmax(sums);
        errors[want] -= 1.0;
        let errors = errors.map(|error| error * weight);
        let width = self.width();
        let (own, base) = slopes.split_at_mut(self.units * width);
        for (slope, error) in base.iter_mut().zip(errors) {
            *slope += error;
        }
        for (number, rise) in rises.iter().enumerate().filter(|(_, rise)| **rise > 0.0) {
            let unit = &self.numbers[number * width..][..width];
            let slopes = &mut own[number * width..][..width];
            let says = &unit[1 + self.inputs..];
            let slope =
                says.iter().zip(errors).map(|(says, error)| says * error).sum::<f64>() * gates[number];
            slopes[0] += slope;
            for (own, input) in slopes[1..=self.inputs].iter_mut().zip(seen) {
                *own += slope * input;
            }
            for (own, error) in slopes[1 + self.inputs..].iter_mut().zip(errors) {
                *own += rise * error;
            }
        }
    }

    fn into_net(self, mut inputs: Vec<Input>) -> Net {
        let numbers: Vec<f64> = self.numbers.iter().copied().map(rounded).collect();
        let (units, base) = numbers.split_at(self.units * self.width());
        for (number, input) in inputs.iter_mut().enumerate() {
            input.weights = units.chunks(self.width()).map(|unit| unit[1 + number]).collect();
        }
        let says = |unit: &[f64]| std::array::from_fn(|status| unit[1 + self.inputs + status]);
        let unit = |unit: &[f64]| Unit { base: unit[0], says: says(unit) };
        let units = units.chunks(self.width()).map(unit).collect();
        Net { units, inputs, base: std::array::from_fn(|status| base[status]) }
    }
}

/// Steps that are long where slopes are small and steady.
struct Adam {
    steps: usize,
    slope: Vec<f64>,
    square: Vec<f64>,
}

impl Adam {
    /// How much of the slopes of before is kept at a step, and of their squares.
    const KEPT: [f64; 2] = [0.9, 0.999];

    fn new(numbers: usize) -> Self {
        Self { steps: 0, slope: vec![0.0; numbers], square: vec![0.0; numbers] }
    }

    fn step(&mut self, numbers: &mut [f64], slopes: &[f64], length: f64) {
        self.steps += 1;
        let [first, second] = Self::KEPT.map(|kept| 1.0 - kept.powi(self.steps as i32));
        let kept = self.slope.iter_mut().zip(&mut self.square);
        for ((number, slope), (mean, square)) in numbers.iter_mut().zip(slopes).zip(kept) {
            *mean += (1.0 - Self::KEPT[0]) * (slope - *mean);
            *square += (1.0 - Self::KEPT[1]) * (slope * slope - *square);
            *number -= length * (*mean / first) / ((*square / second).sqrt() + 1e-8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings =
        Settings { units: 16, rounds: 200, batch: 16, step: 0.02, ridge: 1e-4, dropped: 0.1 };

    /// Rows whose status hangs on two features of which neither says anything alone.
    fn either_or() -> Vec<(Features, usize)> {
        let mut dice = fastrand::Rng::with_seed(1);
        let row = |_| {
            let mut features = [0.0; NAMES.len()];
            features[1] = dice.f64();
            features[2] = dice.f64() * 100.0;
            (features, usize::from((features[1] > 0.5) != (features[2] > 50.0)) * 3)
        };
        (0..300).map(row).collect()
    }

    fn rows(examples: &[(Features, usize)]) -> Vec<Row<'_>> {
        examples.iter().map(|(features, want)| Row { features, want: *want, weight: 1.0 }).collect()
    }

    #[test]
    fn it_learns_what_no_sum_of_features_can_say() {
        let examples = either_or();
        let net = train(&rows(&examples), SETTINGS);
        assert_eq!(net.inputs.iter().map(|input| input.feature).collect::<Vec<_>>(), [1, 2]);
        let right = |(features, want): &&(Features, usize)| {
            let sums = net.sums(features);
            sums.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|(status, _)| status) == Some(*want)
        };
        assert!(examples.iter().filter(right).count() > 280);
        assert_eq!(net, train(&rows(&examples), SETTINGS), "the same rows give the same network");
    }

    #[test]
    fn a_row_of_more_weight_is_heard_more() {
        let features = [0.5; NAMES.len()];
        let mut other = features;
        other[1] = 0.0;
        let of = |weights: [f64; 2]| {
            let row = |features, want, weight| Row { features, want, weight };
            // Nothing tells the first two apart.
            let rows = [row(&features, 0, weights[0]), row(&features, 3, weights[1]), row(&other, 1, 1.0)];
            softmax(train(&rows, SETTINGS).sums(&features))
        };
        assert!(of([3.0, 1.0])[0] > 0.6 && of([1.0, 3.0])[3] > 0.6);
    }

    #[test]
    fn slopes_are_those_of_the_loss() {
        let mut dice = fastrand::Rng::with_seed(3);
        let mut layer = Layer::random(3, 4, &mut dice);
        let (seen, gates) = ([0.5, -1.0, 2.0], [1.5, 0.0, 1.5, 1.5]);
        let (want, weight, ridge) = (2, 0.7, 0.3);
        let loss = |layer: &Layer| {
            let units = layer.numbers[..4 * layer.width()].chunks(layer.width());
            let squares: f64 = units.flat_map(|unit| &unit[1..]).map(|number| number * number).sum();
            -weight * softmax(layer.sums(&seen, &gates).1)[want].ln() + ridge / 2.0 * squares
        };
        let mut slopes = layer.penalty(ridge);
        layer.learn(&seen, &gates, (want, weight), &mut slopes);
        for (number, slope) in slopes.iter().enumerate() {
            let middle = layer.numbers[number];
            let [above, below] = [1e-5, -1e-5].map(|step| {
                layer.numbers[number] = middle + step;
                loss(&layer)
            });
            layer.numbers[number] = middle;
            assert!((slope - (above - below) / 2e-5).abs() < 1e-6, "{number}");
        }
    }
}
