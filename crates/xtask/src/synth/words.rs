//! Other words for the same: as another office would say it, or as a copyist hides what he took.

use std::collections::BTreeMap;

use yaodian_text::lexicon::{ConceptId, GroupKind, Strength};
use yaodian_text::normalise::is_han;
use yaodian_text::{Lexicon, Segmenter};

use crate::training::Dice;

/// Words and what else they may be.
pub struct Words {
    segmenter: &'static Segmenter<'static>,
    terms: BTreeMap<ConceptId, Vec<String>>,
    /// Words to put where no other has the same meaning.
    any: Vec<String>,
}

impl Words {
    pub fn new() -> Self {
        let lexicon = Lexicon::builtin();
        let mut all = lexicon.terms();
        all.retain(|term| term.chars().all(is_han));
        let mut terms: BTreeMap<ConceptId, Vec<String>> = BTreeMap::new();
        for term in &all {
            if let Some(concept) = meaning(lexicon, term) {
                terms.entry(concept).or_default().push(term.clone());
            }
        }
        terms.retain(|concept, terms| terms.len() > 1 && lexicon.concept(*concept).kind != GroupKind::Level);
        let any = all.into_iter().filter(|term| term.chars().count() == 2).collect();
        Self { segmenter: Segmenter::builtin(), terms, any }
    }

    /// Each word that has others of its meaning becomes one of them, at this chance.
    pub fn paraphrased(&self, text: &str, chance: f64, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(text.len());
        for token in self.segmenter.tokens(text) {
            let word = &text[token.range];
            match self.others(word) {
                Some(others) if dice.chance(chance) => out.push_str(&others[dice.below(others.len())]),
                _ => out.push_str(word),
            }
        }
        out
    }

    /// So large a share of the words, names of numbers and signs aside, becomes others: of the same meaning where there
    /// are any, some other word where there are none.
    pub fn reworded(&self, text: &str, share: f64, dice: &mut Dice) -> String {
        let tokens = self.segmenter.tokens(text);
        let words: Vec<usize> = (0..tokens.len())
            .filter(|index| text[tokens[*index].range.clone()].chars().all(is_han))
            .collect();
        let mut chosen = words.clone();
        dice.shuffle(&mut chosen);
        chosen.truncate((share * words.len() as f64).round() as usize);
        chosen.sort_unstable();
        let mut out = String::with_capacity(text.len());
        for (index, token) in tokens.into_iter().enumerate() {
            let word = &text[token.range];
            if chosen.binary_search(&index).is_err() {
                out.push_str(word);
                continue;
            }
            let others = self.others(word).unwrap_or(&self.any);
            let start = dice.below(others.len());
            let other = (0..others.len())
                .map(|step| others[(start + step) % others.len()].as_str())
                .find(|it| *it != word);
            out.push_str(other.unwrap_or(word));
        }
        out
    }

    fn others(&self, word: &str) -> Option<&[String]> {
        self.terms.get(&meaning(self.segmenter.lexicon(), word)?).map(Vec::as_slice)
    }
}

/// The concept of a word that stands for one only, and fully.
fn meaning(lexicon: &Lexicon, word: &str) -> Option<ConceptId> {
    let mut meanings = lexicon.concepts_of(word);
    let first = meanings.next()?;
    (first.strength() == Strength::Full && meanings.next().is_none()).then_some(first.concept())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_words_change_as_asked_for() {
        let words = Words::new();
        let text = "每半年召开一次市食品安全委员会全体会议研究解决突出问题并督促有关部门抓好落实".repeat(10);
        let before = Segmenter::builtin().tokens(&text).len();
        let mut dice = Dice::new("words", 1);
        let after = words.reworded(&text, 0.2, &mut dice);
        let same = text.chars().filter(|character| after.contains(*character)).count();
        assert!(same > text.chars().count() / 2 && after != text);
        // Counted by the runs that are left: a fifth of the words is gone from its place.
        let kept: usize = Segmenter::builtin()
            .tokens(&text)
            .into_iter()
            .zip(aligned(&text, &after))
            .filter(|(_, kept)| *kept)
            .count();
        let changed = (before - kept) as f64 / before as f64;
        assert!((0.15..=0.25).contains(&changed), "{changed}");
    }

    /// For each word of `text` whether it is met in `after`, both read from the left.
    fn aligned(text: &str, after: &str) -> Vec<bool> {
        let mut at = 0;
        let near = |at: usize, word: &str| {
            after
                .get(at..)
                .and_then(|rest| rest.find(word))
                .filter(|skipped| *skipped <= 36)
                .map(|skipped| at + skipped)
        };
        let words: Vec<&str> =
            Segmenter::builtin().tokens(text).iter().map(|token| &text[token.range.clone()]).collect();
        words
            .iter()
            .map(|word| match near(at, word) {
                Some(found) => {
                    at = found + word.len();
                    true
                }
                None => false,
            })
            .collect()
    }
}
