//! How many of the planted copies are found, and how much of what is found was planted.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Result, ensure};
use yaodian_core::Document;
use yaodian_core::copying::{Copies, Copying, Known, Prints};
use yaodian_text::Lexicon;

use super::{Manner, Synth};

/// The figures.
#[derive(Debug, Default)]
pub struct Figures {
    /// For each manner of copying: found, planted.
    found: BTreeMap<Manner, [usize; 2]>,
    /// Pairs that were told.
    pairs: usize,
    /// Those of them that were neither planted nor have a common original.
    wrong: Vec<[usize; 2]>,
}

impl Figures {
    pub fn recall(&self) -> f64 {
        let [found, planted] = self.found.values().fold([0, 0], |sum, it| [sum[0] + it[0], sum[1] + it[1]]);
        found as f64 / planted.max(1) as f64
    }

    pub fn precision(&self) -> f64 {
        1.0 - self.wrong.len() as f64 / self.pairs.max(1) as f64
    }

    /// Whether they are what is aimed at.
    pub fn are_as_aimed(&self) -> bool {
        self.recall() >= 0.99 && self.precision() >= 0.99
    }

    pub(super) fn of(synth: &Synth, copying: &Copying) -> Self {
        let original = |plan: usize| synth.planted(plan).map_or(plan, |planted| planted.original);
        let mut figures = Self { pairs: copying.pairs.len(), ..Self::default() };
        for planted in synth.truth() {
            // One of many copies of a text need not be told beside its original, if it is told beside another copy.
            let told = copying.clusters.iter().any(|cluster| {
                cluster.plans.contains(&planted.copy) && cluster.plans.contains(&planted.original)
            });
            let counts = figures.found.entry(planted.manner).or_default();
            counts[0] += usize::from(told);
            counts[1] += 1;
        }
        let wrong = copying.pairs.iter().map(|pair| pair.plans);
        figures.wrong = wrong.filter(|[one, other]| original(*one) != original(*other)).collect();
        figures
    }
}

/// What is found among the plans, without their texts being kept.
fn find(synth: &Synth) -> (Copying, f64, f64) {
    let lexicon = Lexicon::builtin();
    let mut known = Known::default();
    known.add(&Document::from_text("通知", synth.notice()), lexicon);
    let mut copies = Copies::default();
    let mut reading = 0.0;
    for number in 0..synth.len() {
        let document = Document::from_text("", synth.plan(number));
        let start = Instant::now();
        copies.add(Prints::of(&document, &known, lexicon));
        reading += start.elapsed().as_secs_f64();
    }
    let start = Instant::now();
    let copying = copies.finish();
    (copying, reading, start.elapsed().as_secs_f64())
}

/// Makes plans, looks for the copies among them, prints the figures; fails where they are below what is aimed at.
pub fn run(subject: &str, plans: usize, seed: u64) -> Result<()> {
    let synth = Synth::new(subject, plans, seed)?;
    let (copying, reading, finding) = find(&synth);
    let figures = Figures::of(&synth, &copying);
    println!("{plans} plans, fingerprints {reading:.2} s, copies {finding:.2} s");
    for (manner, [found, planted]) in &figures.found {
        println!("{manner:?}: {found} of {planted}");
    }
    let shares = |right: bool| {
        let mut shares: Vec<f64> = copying
            .pairs
            .iter()
            .filter(|pair| figures.wrong.contains(&pair.plans) != right)
            .map(|pair| pair.above_chance)
            .collect();
        shares.sort_by(f64::total_cmp);
        (shares.first().copied().unwrap_or_default(), shares.last().copied().unwrap_or_default())
    };
    println!(
        "pairs {}, above chance from {:.2}; wrong ones {}, up to {:.2}",
        figures.pairs,
        shares(true).0,
        figures.wrong.len(),
        shares(false).1
    );
    println!("recall {:.4}, precision {:.4}", figures.recall(), figures.precision());
    ensure!(figures.are_as_aimed(), "below what is aimed at: 0.99 each");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_of_the_notice_s_words_alone_are_the_same_among_many() {
        let synth = Synth::new("food", 300, 1).unwrap();
        let lexicon = Lexicon::builtin();
        let notice = Document::from_text("通知", synth.notice());
        let mut known = Known::default();
        known.add(&notice, lexicon);
        let mut copies = Copies::default();
        // So many that pairs that share no more than chance are not looked at.
        for number in 0..synth.len() {
            copies.add(Prints::of(&Document::from_text("", synth.plan(number)), &known, lexicon));
        }
        copies.add(Prints::of(&notice, &known, lexicon));
        copies.add(Prints::of(&notice, &known, lexicon));
        let pairs = copies.finish().pairs;
        assert!(pairs.iter().any(|pair| pair.plans == [300, 301] && pair.identical));
    }

    #[test]
    fn planted_copies_are_found_and_nothing_else() {
        for subject in ["food", "law"] {
            let synth = Synth::new(subject, 300, 1).unwrap();
            let figures = Figures::of(&synth, &find(&synth).0);
            assert_eq!(figures.found.len(), 6, "every manner is planted: {figures:?}");
            assert!(figures.recall() >= 0.99, "{subject}: {figures:?}");
            assert!(figures.precision() >= 0.99, "{subject}: {figures:?}");
        }
    }
}
