//! Which pairs of plans are worth a look: an inverted index from fingerprints to plans, never all pairs.

use super::prints::Prints;
use super::settings::Settings;

/// Fingerprints by plans and plans by fingerprints; those of one plan only are left out.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The plans of each group, one group after the other, in order.
    plans: Vec<u32>,
    /// Where each group begins in `plans`, and the end of the last.
    begins: Vec<u32>,
    /// The hash of each group, ascending.
    hashes: Vec<u64>,
    /// The groups of each plan, one plan after the other.
    groups: Vec<u32>,
    /// Where each plan begins in `groups`, and the end of the last.
    of_plan: Vec<u32>,
}

impl Index {
    pub(super) fn new(plans: &[Prints]) -> Self {
        let mut postings: Vec<(u64, u32)> =
            Vec::with_capacity(plans.iter().map(|plan| plan.prints.len()).sum());
        for (number, plan) in plans.iter().enumerate() {
            postings.extend(
                plan.prints.iter().filter(|print| print.own).map(|print| (print.hash, number as u32)),
            );
        }
        postings.sort_unstable();
        postings.dedup();
        let mut index = Self::default();
        let mut counts = vec![0u32; plans.len()];
        for group in postings.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1) {
            index.hashes.push(group[0].0);
            index.begins.push(index.plans.len() as u32);
            for (_, plan) in group {
                index.plans.push(*plan);
                counts[*plan as usize] += 1;
            }
        }
        drop(postings);
        index.begins.push(index.plans.len() as u32);
        index.turn_round(&counts);
        index
    }

    fn turn_round(&mut self, counts: &[u32]) {
        let mut sum = 0;
        self.of_plan = vec![0];
        for count in counts {
            sum += count;
            self.of_plan.push(sum);
        }
        let mut next = self.of_plan.clone();
        self.groups = vec![0; self.plans.len()];
        for group in 0..self.hashes.len() {
            for at in self.begins[group]..self.begins[group + 1] {
                let next = &mut next[self.plans[at as usize] as usize];
                self.groups[*next as usize] = group as u32;
                *next += 1;
            }
        }
    }

    /// The hashes that more than one plan has, ascending, each with its plans.
    pub(super) fn groups(&self) -> impl Iterator<Item = (u64, &[u32])> {
        self.hashes
            .iter()
            .zip(self.begins.windows(2))
            .map(|(hash, ends)| (*hash, &self.plans[ends[0] as usize..ends[1] as usize]))
    }

    /// The groups of a plan, ascending.
    fn groups_of(&self, plan: usize) -> &[u32] {
        &self.groups[self.of_plan[plan] as usize..self.of_plan[plan + 1] as usize]
    }

    /// The sum of the weights of what two plans share. `weights` has one for each group.
    pub(super) fn weight(&self, [one, other]: [u32; 2], weights: &[f64]) -> f64 {
        let mut theirs = self.groups_of(other as usize).iter().peekable();
        let mut sum = 0.0;
        for group in self.groups_of(one as usize) {
            while theirs.next_if(|their| *their < group).is_some() {}
            if theirs.next_if(|their| *their == group).is_some() {
                sum += weights[*group as usize];
            }
        }
        sum
    }

    /// Pairs that share enough to be looked at, in order, the smaller number first.
    pub(super) fn candidates(&self, plans: &[Prints]) -> Vec<[u32; 2]> {
        let settings = Settings::builtin();
        let own: Vec<usize> =
            plans.iter().map(|plan| plan.prints.iter().filter(|print| print.own).count()).collect();
        let mut counts = vec![0u32; plans.len()];
        let mut out = Vec::new();
        for plan in 0..plans.len() {
            let mut met = self.meet(plan, &mut counts, settings);
            met.retain(|(other, count)| {
                let fewer = own[plan].min(own[*other as usize]) as f64;
                *count >= settings.shared_from && f64::from(*count) >= settings.shared_share * fewer
            });
            met.sort_by_key(|(other, count)| (u32::MAX - count, *other));
            met.truncate(settings.partners);
            met.sort_unstable();
            out.extend(met.into_iter().map(|(other, _)| [plan as u32, other]));
        }
        out
    }

    /// The plans behind this one that share fingerprints with it, with how many. `counts` is all zeros, before and after.
    fn meet(&self, plan: usize, counts: &mut [u32], settings: &Settings) -> Vec<(u32, u32)> {
        let mut met = Vec::new();
        for group in self.groups_of(plan).iter().map(|group| *group as usize) {
            let members = &self.plans[self.begins[group] as usize..self.begins[group + 1] as usize];
            let behind = &members[members.partition_point(|member| *member as usize <= plan)..];
            let wanted =
                if members.len() <= settings.pairs_up_to { behind.len() } else { settings.neighbours };
            for other in behind.iter().take(wanted) {
                let count = &mut counts[*other as usize];
                if *count == 0 {
                    met.push(*other);
                }
                *count += 1;
            }
        }
        met.into_iter().map(|other| (other, std::mem::take(&mut counts[other as usize]))).collect()
    }
}
