//! The different words of a plan, each with the clauses it stands in.

use rustc_hash::{FxBuildHasher, FxHashMap};
use yaodian_text::Token;

use super::Rarity;
use super::lists::Lists;
use crate::plan::Plan;

/// The words of a plan by number.
#[derive(Debug)]
pub struct PlanIndex<'a> {
    words: Vec<PlanWord<'a>>,
    /// How telling each word is.
    weights: Vec<f32>,
    /// By word, the clauses it stands in.
    places: Lists<u32>,
    /// By clause, its words.
    clauses: Lists<u32>,
    /// By token of the plan, the number of its word; [`NONE`] of one that carries no meaning.
    tokens: Vec<u32>,
}

/// A word of a plan. The same text may be several words, as it may stand for more where a pattern covers it.
#[derive(Debug)]
pub(super) struct PlanWord<'a> {
    pub text: &'a str,
    /// One of its tokens: all of them stand for the same.
    pub token: &'a Token,
    /// Another word of the same text; [`NONE`] if there is none.
    other: u32,
    /// The last clause it was found in.
    clause: u32,
}

/// The number of no word.
pub(super) const NONE: u32 = u32::MAX;

impl<'a> PlanIndex<'a> {
    /// Indexes a plan; `rarity` says how telling each word is.
    #[must_use]
    pub fn new(plan: &'a Plan<'_>, rarity: &Rarity) -> Self {
        let text = plan.document.text();
        let mut by_text: FxHashMap<&str, u32> =
            FxHashMap::with_capacity_and_hasher(plan.tokens.len() / 2, FxBuildHasher);
        let mut words: Vec<PlanWord<'_>> = Vec::new();
        let mut clauses = Lists::with_room(plan.clauses.len(), plan.tokens.len());
        let mut tokens = vec![NONE; plan.tokens.len()];
        for (number, clause) in (0..).zip(&plan.clauses) {
            for place in clause.tokens.clone().filter(|place| plan.tokens[*place].weight > 0.0) {
                let token = &plan.tokens[place];
                let own = &text[token.range.clone()];
                let first = by_text.entry(own).or_insert(NONE);
                let id = known(&words, *first, token).unwrap_or_else(|| {
                    let id = words.len() as u32;
                    words.push(PlanWord {
                        text: own,
                        token,
                        other: std::mem::replace(first, id),
                        clause: NONE,
                    });
                    id
                });
                tokens[place] = id;
                if std::mem::replace(&mut words[id as usize].clause, number) != number {
                    clauses.push(id);
                }
            }
            clauses.end();
        }
        let weights = words.iter().map(|word| rarity.weight(word.text, word.token.weight)).collect();
        let places = (0..).zip(clauses.iter());
        let places = places.flat_map(|(clause, words)| words.iter().map(move |id| (*id, clause)));
        Self { places: Lists::sorted(words.len(), places), words, weights, clauses, tokens }
    }

    pub(super) fn words(&self) -> &[PlanWord<'a>] {
        &self.words
    }

    pub(super) fn weight(&self, word: u32) -> f32 {
        self.weights[word as usize]
    }

    /// The clauses that a word stands in.
    pub(super) fn clauses_of(&self, word: u32) -> &[u32] {
        self.places.of(word as usize)
    }

    /// By clause, its words.
    pub(super) fn clauses(&self) -> &Lists<u32> {
        &self.clauses
    }

    /// By token of the plan, the number of its word; [`NONE`] of one that carries no meaning.
    pub(super) fn tokens(&self) -> &[u32] {
        &self.tokens
    }
}

/// The word, from `word` on, that stands for what a token of the same text stands for.
fn known(words: &[PlanWord<'_>], mut word: u32, token: &Token) -> Option<u32> {
    while let Some(own) = words.get(word as usize) {
        if own.token.concepts == token.concepts && own.token.patterns == token.patterns {
            return Some(word);
        }
        word = own.other;
    }
    None
}
