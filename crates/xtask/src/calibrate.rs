//! What makes probabilities of a model's sums: fitted to obligations that the model has not seen.

use yaodian_core::Status;
use yaodian_core::verdict::features::Features;
use yaodian_core::verdict::model::Calibration;

/// A labelled obligation and what a model that was fitted without it says.
#[derive(Clone, Copy)]
pub struct Held<'a> {
    pub features: &'a Features,
    pub sums: [f64; 4],
    pub is_covered: bool,
}

/// Where the search for sharpness and bias begins, how far it steps first, and how far last.
const START: Calibration = Calibration { sharpness: 1.0, covered_bias: 0.0 };
const FIRST_STEP: f64 = 0.5;
const LAST_STEP: f64 = 0.001;

/// The calibration that makes the labels likeliest, with the bias moved so that half of the probability is where gaps are best
/// said: F1 is highest if a gap is said from a probability of half the F1 that can be reached on (Lipton, Elkan and
/// Narayanaswamy 2014). How much can be reached is read off the probabilities themselves.
pub fn calibrate(held: &[Held<'_>]) -> Calibration {
    let likeliest = likeliest(held);
    let from = best_f1(held, likeliest) / 2.0;
    let Calibration { sharpness, covered_bias } = likeliest;
    let rounded = |value: f64| (value * 1e3).round() / 1e3;
    Calibration {
        sharpness: rounded(sharpness),
        covered_bias: rounded(covered_bias + (from / (1.0 - from)).ln()),
    }
}

/// Goes from place to place while a step in some direction makes the labels likelier, then tries smaller steps.
fn likeliest(held: &[Held<'_>]) -> Calibration {
    let mut best = (loss(held, START), START);
    let mut step = FIRST_STEP;
    while step >= LAST_STEP {
        let around = [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)].map(|(sharpness, bias)| {
            Calibration { sharpness: best.1.sharpness + sharpness, covered_bias: best.1.covered_bias + bias }
        });
        let tried = around.into_iter().map(|it| (loss(held, it), it));
        match tried.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(loss, _)| *loss < best.0) {
            Some(better) => best = better,
            None => step /= 2.0,
        }
    }
    best.1
}

fn covered(held: &Held<'_>, calibration: Calibration) -> f64 {
    calibration.shares(held.sums, held.features)[Status::Covered as usize]
}

/// The negative logarithm of how likely the labels are.
fn loss(held: &[Held<'_>], calibration: Calibration) -> f64 {
    let of = |one: &Held<'_>| {
        let covered = covered(one, calibration);
        let right = if one.is_covered { covered } else { 1.0 - covered };
        -right.max(f64::MIN_POSITIVE).ln()
    };
    held.iter().map(of).sum()
}

/// The F1 of gaps to be expected where it is highest, going by the probabilities alone.
fn best_f1(held: &[Held<'_>], calibration: Calibration) -> f64 {
    let mut gaps: Vec<f64> = held.iter().map(|one| 1.0 - covered(one, calibration)).collect();
    gaps.sort_by(|a, b| b.total_cmp(a));
    let total: f64 = gaps.iter().sum();
    let mut right = 0.0;
    let f1 = gaps.iter().enumerate().map(|(before, gap)| {
        right += gap;
        2.0 * right / ((before + 1) as f64 + total)
    });
    f1.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::verdict::features::NAMES;

    /// Obligations that are covered as often as a logistic curve over the sum of `covered` says.
    fn held(features: &Features, sharpness: f64, bias: f64) -> Vec<Held<'_>> {
        let mut dice = fastrand::Rng::with_seed(5);
        let one = |_| {
            let sum = dice.f64() * 8.0 - 4.0;
            let sums = [sum, 0.0, f64::MIN, f64::MIN];
            let is_covered = dice.f64() < 1.0 / (1.0 + (-sharpness * sum - bias).exp());
            Held { features, sums, is_covered }
        };
        (0..4000).map(one).collect()
    }

    #[test]
    fn the_curve_that_made_the_labels_is_found() {
        let features = [0.0; NAMES.len()];
        for (sharpness, bias) in [(0.5, 0.0), (2.0, 0.7), (1.0, -1.0)] {
            let found = likeliest(&held(&features, sharpness, bias));
            assert!((found.sharpness - sharpness).abs() < 0.15, "{found:?}");
            assert!((found.covered_bias - bias).abs() < 0.15, "{found:?}");
        }
    }

    #[test]
    fn half_is_where_gaps_are_best_said() {
        let features = [0.0; NAMES.len()];
        let held = held(&features, 0.8, 0.3);
        let calibration = calibrate(&held);
        let f1 = |from: f64| {
            let said = |one: &&Held<'_>| covered(one, calibration) < from;
            let right = held.iter().filter(said).filter(|one| !one.is_covered).count();
            let gaps = held.iter().filter(|one| !one.is_covered).count();
            2.0 * right as f64 / (held.iter().filter(said).count() + gaps) as f64
        };
        let best = (1..100).map(|percent| f1(f64::from(percent) / 100.0)).fold(0.0, f64::max);
        assert!(f1(0.5) > best - 0.01, "{} {best}", f1(0.5));
        assert!(f1(0.5) > f1(0.2) && f1(0.5) > f1(0.85));
    }
}
