//! From fingerprints to who copied whom: what is common wording, what is chance, which pairs and clusters are left.

use std::cmp::Reverse;

use super::candidates::Index;
use super::leftovers::leftovers;
use super::message::message;
use super::passages::{Common, Places, Shared};
use super::prints::Prints;
use super::rarity::{Rarity, count_voices};
use super::settings::Settings;
use super::{Cluster, Copying, Pair};

/// Plans whose copies are to be found, one after the other. Their texts are not kept.
#[derive(Debug, Default)]
pub struct Copies {
    plans: Vec<Prints>,
}

impl Copies {
    /// Adds the next plan.
    pub fn add(&mut self, plan: Prints) {
        self.plans.push(plan);
    }

    /// Who copied whom among what was added.
    #[must_use]
    pub fn finish(self) -> Copying {
        let plans = &self.plans;
        let index = Index::new(plans);
        let sample = sample(plans.len());
        let mut candidates = index.candidates(plans);
        leave_out_chance(&index, plans.len(), &sample, &mut candidates);
        // They may have no word of their own, so that they share none.
        candidates.extend(identical(plans));
        candidates.sort_unstable();
        candidates.dedup();
        let (voices, count) = voices(plans, &candidates);
        let rarity = Rarity::new(&index, &voices, count, &sample);
        let common = common(&index, &voices, count);
        let chance = chance(plans, &sample, &common);
        let mut pairs: Vec<Pair> = Vec::new();
        shared(plans, &candidates, &common, |[one, other], shared| {
            let identical = plans[one].whole == plans[other].whole;
            let rare = rarity.of(&index, [one as u32, other as u32]);
            pairs.extend(judge(plans, [one, other], shared, Facts { identical, chance, rare }));
        });
        pairs.sort_by(|one, other| {
            let closeness = |pair: &Pair| (pair.identical, pair.above_chance);
            let (one_is, other_is) = (closeness(one), closeness(other));
            other_is.0.cmp(&one_is.0).then(other_is.1.total_cmp(&one_is.1)).then(one.plans.cmp(&other.plans))
        });
        let clusters = clusters(plans.len(), &pairs);
        Copying { pairs, clusters }
    }
}

/// What is known of a pair besides the passages.
#[derive(Debug, Clone, Copy)]
struct Facts {
    identical: bool,
    /// The share that chance accounts for.
    chance: f64,
    /// By how many standard deviations it stands out by what is rare.
    rare: Option<f64>,
}

/// A pair, if it shares more than answers to the same notice do.
fn judge(all: &[Prints], plans: [usize; 2], shared: Shared, facts: Facts) -> Option<Pair> {
    let settings = Settings::builtin();
    let Facts { identical, chance, rare } = facts;
    let share = if identical { [1.0, 1.0] } else { shared.share };
    let above_chance = ((share[0].max(share[1]) - chance) / (1.0 - chance)).clamp(0.0, 1.0);
    let enough = shared.signs >= settings.pair_signs;
    let much = enough && above_chance >= settings.pair_from || shared.longest >= settings.long_passage;
    let rare = enough && rare.is_some_and(|rare| rare >= settings.rare_from);
    if !(identical || much || rare) {
        return None;
    }
    let mut pair = Pair {
        plans,
        share,
        above_chance,
        identical,
        leftovers: leftovers(all, plans, &shared.passages),
        passages: shared.passages,
        message: String::new(),
    };
    pair.message = message(&pair, shared.letters, !much);
    Some(pair)
}

/// Calls `see` with what each of the pairs, which are in order, shares.
fn shared(plans: &[Prints], pairs: &[[u32; 2]], common: &Common, mut see: impl FnMut([usize; 2], Shared)) {
    for of_one in pairs.chunk_by(|one, other| one[0] == other[0]) {
        let one = of_one[0][0] as usize;
        let places = Places::new(&plans[one]);
        for [_, other] in of_one {
            let other = *other as usize;
            see([one, other], places.shared(&plans[other], common));
        }
    }
}

/// Plans that are the same to the letter, each with the next one: they may have no word of their own.
fn identical(plans: &[Prints]) -> Vec<[u32; 2]> {
    let mut order: Vec<u32> = (0..plans.len() as u32).collect();
    order.sort_by_key(|plan| (plans[*plan as usize].whole, *plan));
    let same = |pair: &&[u32]| plans[pair[0] as usize].whole == plans[pair[1] as usize].whole;
    order.windows(2).filter(same).map(|pair| [pair[0], pair[1]]).collect()
}

/// Leaves of very many pairs those that share no more than any two plans do.
fn leave_out_chance(index: &Index, plans: usize, sample: &[[u32; 2]], candidates: &mut Vec<[u32; 2]>) {
    let settings = Settings::builtin();
    if candidates.len() > settings.many_pairs {
        // Nobody knows yet who speaks with one voice.
        let each: Vec<usize> = (0..plans).collect();
        let rarity = Rarity::new(index, &each, plans, sample);
        candidates.retain(|pair| rarity.of(index, *pair).is_none_or(|rare| rare >= settings.looked_at_from));
    }
}

/// Whom each plan is counted as, and how many these are. Plans that copied most of each other speak with one voice, or a
/// text that many copied would look like common wording.
fn voices(plans: &[Prints], candidates: &[[u32; 2]]) -> (Vec<usize>, usize) {
    let settings = Settings::builtin();
    let mut voices = Groups::new(plans.len());
    shared(plans, candidates, &Common::default(), |[one, other], shared| {
        let same = plans[one].whole == plans[other].whole;
        if same || shared.share[0].max(shared.share[1]) >= settings.one_voice {
            voices.join(one, other);
        }
    });
    let of: Vec<usize> = (0..plans.len()).map(|plan| voices.of(plan)).collect();
    let count = of.iter().enumerate().filter(|(plan, voice)| plan == *voice).count();
    (of, count)
}

/// Fingerprints of so many voices that they are nobody's own.
fn common(index: &Index, voices: &[usize], count: usize) -> Common {
    let settings = Settings::builtin();
    let rare = settings.common_from.max((settings.common_root * (count as f64).sqrt()) as usize);
    let rare = rare.min(settings.common_at_most);
    let mut speaking = Vec::new();
    let mut is_common = |members: &[u32]| count_voices(members, voices, &mut speaking) > rare;
    index.groups().filter(|(_, members)| is_common(members)).map(|(hash, _)| hash).collect()
}

/// Pairs taken evenly from all, in order.
fn sample(plans: usize) -> Vec<[u32; 2]> {
    let all = plans * plans.saturating_sub(1) / 2;
    let step = (all / Settings::builtin().sample).max(1);
    let mut sample: Vec<[u32; 2]> = (0..all).step_by(step).map(pair_of_number).collect();
    sample.sort_unstable();
    sample
}

/// What share of their wording plans have in common without having copied, as far as pairs taken at random show it.
fn chance(plans: &[Prints], sample: &[[u32; 2]], common: &Common) -> f64 {
    let settings = Settings::builtin();
    let (least, most) = (settings.chance_at_least, settings.chance_at_most);
    let mut shares = Vec::new();
    shared(plans, sample, common, |_, shared| shares.push(shared.share[0].max(shared.share[1])));
    if shares.len() < settings.sample_from {
        return least;
    }
    shares.sort_by(f64::total_cmp);
    let at = (settings.quantile * (shares.len() - 1) as f64) as usize;
    shares[at].clamp(least, most)
}

/// All pairs, numbered: (0, 1), (0, 2), (1, 2), (0, 3) …
fn pair_of_number(number: usize) -> [u32; 2] {
    let mut larger = ((1.0 + (1.0 + 8.0 * number as f64).sqrt()) / 2.0) as usize;
    // The root is only near where numbers are large.
    while larger * (larger - 1) / 2 > number {
        larger -= 1;
    }
    while larger * (larger + 1) / 2 <= number {
        larger += 1;
    }
    [(number - larger * (larger - 1) / 2) as u32, larger as u32]
}

fn clusters(plans: usize, pairs: &[Pair]) -> Vec<Cluster> {
    let mut groups = Groups::new(plans);
    pairs.iter().for_each(|pair| groups.join(pair.plans[0], pair.plans[1]));
    let mut clusters: Vec<Cluster> = (0..plans).map(|_| Cluster { plans: Vec::new(), pairs: 0 }).collect();
    for plan in 0..plans {
        clusters[groups.of(plan)].plans.push(plan);
    }
    for pair in pairs {
        clusters[groups.of(pair.plans[0])].pairs += 1;
    }
    clusters.retain(|cluster| cluster.pairs > 0);
    clusters.sort_by_key(|cluster| (Reverse(cluster.plans.len()), cluster.plans.first().copied()));
    clusters
}

/// Plans that hang together; a group is called by its first plan.
struct Groups {
    above: Vec<usize>,
}

impl Groups {
    fn new(plans: usize) -> Self {
        Self { above: (0..plans).collect() }
    }

    fn of(&mut self, plan: usize) -> usize {
        let mut at = plan;
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.above[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_numbered_without_gaps() {
        let pairs: Vec<[u32; 2]> = (0..45).map(pair_of_number).collect();
        let expected: Vec<[u32; 2]> =
            (1..10).flat_map(|larger| (0..larger).map(move |one| [one, larger])).collect();
        assert_eq!(pairs, expected);
        assert_eq!(pair_of_number(49_994_999), [9_998, 9_999]);
    }
}
