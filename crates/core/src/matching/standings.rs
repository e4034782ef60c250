//! How the clauses of a plan stand, the same for all obligations: what is context of what, and what commits somebody.

use std::ops::Range;

use super::lists::Lists;
use crate::plan::{Clause, Modality, Plan, Sentence};

/// So many clauses before a sentence, in the same paragraph, are its context.
const BEFORE: usize = 4;

/// How the clauses of a plan stand, the same for all obligations.
#[derive(Debug)]
pub(super) struct Standings {
    /// For each sentence, the clauses of the headings that govern it, and those before it in its unit.
    pub contexts: Lists<u32>,
    /// What the standing of each clause takes off the score of a window: mentions are no commitments.
    factors: Vec<f32>,
    /// For each sentence, what the clause that loses least is left.
    pub most: Vec<f32>,
    /// For each sentence, whether all of its clauses commit somebody.
    pub commits: Vec<bool>,
}

impl Standings {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        let titles: Vec<bool> = plan.clauses.iter().map(|clause| plan.is_title(clause)).collect();
        let factor = |(clause, title): (&Clause, &bool)| match clause.modality {
            // What stands below a title says more than the title.
            Modality::Commitment if *title => 0.97,
            Modality::Commitment => 1.0,
            Modality::Citation => 0.7,
            Modality::Background | Modality::OthersDuty => 0.6,
            Modality::Heading => 0.55,
            Modality::Placeholder => 0.3,
        };
        let factors: Vec<f32> = plan.clauses.iter().zip(&titles).map(factor).collect();
        let most =
            |sentence: &Sentence| factors[sentence.clauses.clone()].iter().copied().fold(0.0, f32::max);
        Self {
            contexts: contexts(plan, &titles),
            most: plan.sentences.iter().map(most).collect(),
            factors,
            commits: plan.sentences.iter().map(|own| plan.commits(own.clauses.clone())).collect(),
        }
    }

    /// What the standing of a window takes off its score: as much as that of its weakest clause.
    pub(super) fn of(&self, clauses: Range<usize>) -> f32 {
        self.factors[clauses].iter().copied().fold(1.0, f32::min)
    }
}

/// For each sentence, the clauses that are its context; `titles` are those of headings.
fn contexts(plan: &Plan<'_>, titles: &[bool]) -> Lists<u32> {
    let headings: Vec<usize> = (0..titles.len()).filter(|clause| titles[*clause]).collect();
    let mut out = Lists::with_room(plan.sentences.len(), BEFORE * plan.sentences.len());
    for unit in plan.sentences.chunk_by(|a, b| a.unit == b.unit) {
        let governs = |clause: &usize| {
            let own = &plan.clauses[*clause].range;
            let inside = |outer: &Range<usize>| outer.start <= own.start && own.end <= outer.end;
            plan.units[unit[0].unit].headings.iter().any(inside)
        };
        let above: Vec<usize> = headings.iter().copied().filter(governs).collect();
        for sentence in unit {
            let first = sentence.clauses.start;
            let before = first.saturating_sub(BEFORE).max(unit[0].clauses.start)..first;
            before.rev().chain(above.iter().copied()).for_each(|clause| out.push(clause as u32));
            out.end();
        }
    }
    out
}
