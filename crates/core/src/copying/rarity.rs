//! How much it tells that two plans share a stretch: the fewer have it, the more. Plans that answer one notice share much
//! that many have, copies also what hardly anybody has.

use super::candidates::Index;
use super::settings::Settings;

/// How far a pair stands out from pairs taken at random.
pub(super) struct Rarity {
    /// For each group of the index the logarithm of how many times as many plans there are as have it.
    weights: Vec<f64>,
    /// The weight that half of the pairs taken at random exceed.
    median: f64,
    /// A standard deviation of the weight.
    deviation: f64,
    /// Whether there were enough pairs to say so.
    known: bool,
}

impl Rarity {
    /// `voices` holds for each plan whom it is counted as, `count` how many there are, and `sample` pairs taken at random.
    pub(super) fn new(index: &Index, voices: &[usize], count: usize, sample: &[[u32; 2]]) -> Self {
        let mut speaking = Vec::new();
        let weights: Vec<f64> = index
            .groups()
            .map(|(_, members)| (count as f64 / count_voices(members, voices, &mut speaking) as f64).ln())
            .collect();
        let mut found: Vec<f64> = sample.iter().map(|pair| index.weight(*pair, &weights)).collect();
        found.sort_by(f64::total_cmp);
        let at =
            |quantile: f64| found.get((quantile * found.len().saturating_sub(1) as f64) as usize).copied();
        // Of a normal distribution, from the pairs that share least: those above may have copied, be it most of them.
        let (quarter, twentieth) = (at(0.25).unwrap_or_default(), at(0.05).unwrap_or_default());
        let deviation = (quarter - twentieth) / (1.645 - 0.674);
        let settings = Settings::builtin();
        let known = found.len() >= settings.sample_from && deviation >= settings.deviation_from;
        Self { weights, median: quarter + 0.674 * deviation, deviation, known }
    }

    /// By how many standard deviations a pair shares more than pairs taken at random do; nothing if too few were
    /// seen, or they share next to nothing.
    pub(super) fn of(&self, index: &Index, pair: [u32; 2]) -> Option<f64> {
        self.known.then(|| (index.weight(pair, &self.weights) - self.median) / self.deviation)
    }
}

/// How many voices some plans speak with. `speaking` is room to work in.
pub(super) fn count_voices(members: &[u32], voices: &[usize], speaking: &mut Vec<usize>) -> usize {
    speaking.clear();
    speaking.extend(members.iter().map(|plan| voices[*plan as usize]));
    speaking.sort_unstable();
    speaking.dedup();
    speaking.len()
}
