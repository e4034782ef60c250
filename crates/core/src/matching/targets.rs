//! What a notice asks for, made ready once for any number of plans.

use std::collections::HashMap;
use std::sync::Arc;

use yaodian_text::{Segmenter, Token};

use super::{PlanIndex, Rarity, Target, Word, target};
use crate::notice::Requirements;

/// So many of a notice's most frequent words say what it is about.
const SUBJECT: usize = 30;
/// Words of less weight than this are common to all subjects.
const GENERAL: f32 = 0.3;

/// Obligations made ready for matching.
#[derive(Debug)]
pub struct Targets {
    /// Each of them, in order.
    pub(super) all: Arc<Vec<Target>>,
    /// Their different words, by number.
    pub(super) vocabulary: Vec<Word>,
    pub(super) rarity: Rarity,
    /// The words that the notice uses most, each with how often it does.
    subject: Vec<(String, usize)>,
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
        let vocabulary = number(&mut all);
        Self { all: Arc::new(all), vocabulary, rarity, subject: subject(&texts) }
    }

    /// Share of the words that the notice uses most which the plan uses as well, each by how often the notice does.
    pub(super) fn subject(&self, index: &PlanIndex<'_>) -> f32 {
        let all: usize = self.subject.iter().map(|(_, count)| count).sum();
        let found: usize =
            self.subject.iter().filter(|(word, _)| index.has(word)).map(|(_, count)| count).sum();
        if all == 0 { 1.0 } else { found as f32 / all as f32 }
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

fn subject(texts: &[(&str, Vec<Token>)]) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (text, tokens) in texts {
        for token in tokens.iter().filter(|token| token.weight > GENERAL) {
            *counts.entry(&text[token.range.clone()]).or_default() += 1;
        }
    }
    let mut most: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    most.truncate(SUBJECT);
    most.into_iter().map(|(word, count)| (word.to_owned(), count)).collect()
}
