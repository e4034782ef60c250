//! What a notice asks for, made ready once for any number of plans.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use yaodian_text::{Segmenter, Token};

use super::vocabulary::Vocabulary;
use super::{Rarity, Target, Word, sectors, target};
use crate::notice::Requirements;

/// Obligations made ready for matching.
#[derive(Debug)]
pub struct Targets {
    /// Each of them, in order.
    pub(super) all: Arc<Vec<Target>>,
    /// Their different words, by number.
    pub(super) vocabulary: Vocabulary,
    pub(super) rarity: Rarity,
    /// Which of them belong to one point, for each point.
    pub(super) points: Vec<Range<usize>>,
}

impl Targets {
    /// Makes the obligations of a notice ready.
    #[must_use]
    pub fn new(requirements: &Requirements, segmenter: &Segmenter<'_>) -> Self {
        let texts: Vec<(&str, Vec<Token>)> = requirements
            .obligations()
            .map(|obligation| (obligation.text.as_str(), segmenter.tokens(&obligation.text)))
            .collect();
        let rarity = Rarity::new(&texts);
        let mut all: Vec<Target> = texts.iter().map(|(text, tokens)| target(text, tokens, &rarity)).collect();
        let tokens = texts.iter().map(|(_, tokens)| tokens.as_slice());
        for (target, sectors) in
            all.iter_mut().zip(sectors::Asked::all(requirements, tokens, segmenter.lexicon()))
        {
            target.sectors = sectors;
        }
        let vocabulary = Vocabulary::new(&number(&mut all));
        let points = requirements.placed_points().map(|(places, _)| places).collect();
        Self { all: Arc::new(all), vocabulary, rarity, points }
    }

    /// The obligations, in the order of [`Requirements::obligations`].
    #[must_use]
    pub fn all(&self) -> &[Target] {
        &self.all
    }
}

/// Numbers the words of the targets, equal ones alike; returns one of each.
fn number(targets: &mut [Target]) -> Vec<Word> {
    let mut vocabulary: Vec<Word> = Vec::new();
    let mut by_text: HashMap<String, Vec<u32>> = HashMap::new();
    for target in targets {
        for word in &target.words {
            let same = by_text.entry(word.text.clone()).or_default();
            let known = same.iter().copied().find(|known| vocabulary[*known as usize] == *word);
            target.numbers.push(known.unwrap_or_else(|| {
                let next = vocabulary.len() as u32;
                vocabulary.push(word.clone());
                same.push(next);
                next
            }));
        }
    }
    vocabulary
}
