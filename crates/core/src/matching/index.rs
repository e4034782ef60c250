//! The words of a plan, each with the clauses it stands in; found by text, meaning and characters.

use std::ops::Range;

use rustc_hash::FxHashMap;
use yaodian_text::Token;
use yaodian_text::lexicon::{ConceptId, Strength};

use super::similarity::{by_characters, certainty, meaning};
use super::{Rarity, Target, Targets, Word};
use crate::plan::Plan;

/// Inverted index over a plan.
#[derive(Debug)]
pub struct PlanIndex<'a> {
    words: Vec<(Word, Vec<u32>)>,
    /// How many characters each word has.
    lengths: Vec<u32>,
    by_text: FxHashMap<&'a str, Vec<u32>>,
    /// The words of a concept, with how they stand for it; none of those that an expression for it covers.
    by_concept: FxHashMap<ConceptId, Vec<(u32, Option<Strength>)>>,
    by_character: FxHashMap<char, Vec<u32>>,
    /// Words of each clause.
    clauses: Vec<Vec<u32>>,
    /// How telling each word is.
    weights: Vec<f32>,
    /// By clause, the weight of its words.
    totals: Vec<f32>,
    /// By token of the plan, the number of its word; [`NONE`] of one that carries no meaning.
    tokens: Vec<u32>,
}

/// How close a word of the notice is to the plan.
#[derive(Debug, Default)]
struct Row {
    /// The words of the plan that it is anything like.
    close: Vec<(u32, f32)>,
    /// The clauses that these stand in, each with the similarity to its closest word.
    cells: Vec<(u32, f32)>,
}

/// Similarities of an obligation's words to the clauses of a plan.
#[derive(Debug)]
pub struct Table {
    /// How many words the obligation has.
    words: usize,
    /// Clause after clause, a similarity for each word.
    cells: Vec<f32>,
    /// For each clause, the weight of its words that the obligation asks for, and of all its words.
    asked: Vec<(f32, f32)>,
}

impl Table {
    /// Similarity of word `word` to clause `clause`.
    #[must_use]
    pub fn at(&self, word: usize, clause: usize) -> f32 {
        self.cells[clause * self.words + word]
    }

    /// Similarities of all words to clause `clause`.
    #[must_use]
    pub fn clause(&self, clause: usize) -> &[f32] {
        &self.cells[clause * self.words..(clause + 1) * self.words]
    }

    /// Share of the clauses' weight that the obligation asks for.
    #[must_use]
    pub fn precision(&self, clauses: Range<usize>) -> f32 {
        let (asked, all) =
            self.asked[clauses].iter().fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        if all > 0.0 { asked / all } else { 0.0 }
    }

    /// Best similarity of a word in several clauses.
    #[must_use]
    pub fn best(&self, word: usize, clauses: Range<usize>) -> f32 {
        clauses.map(|clause| self.at(word, clause)).fold(0.0, f32::max)
    }
}

/// Similarities of the words of a notice to those of a plan.
#[derive(Debug)]
pub struct Likeness {
    rows: Vec<Row>,
    /// By token of the plan, the number of its word; [`NONE`] of one that carries no meaning.
    tokens: Vec<u32>,
    /// How many different words the plan has.
    words: usize,
}

/// The number of no word.
const NONE: u32 = u32::MAX;

impl Likeness {
    /// Similarity of each token to the closest of these words of the notice, by their numbers.
    #[must_use]
    pub fn to_closest(&self, numbers: &[u32], tokens: &[usize]) -> Vec<f32> {
        let mut best = vec![0.0f32; self.words];
        for (id, value) in numbers.iter().flat_map(|number| &self.rows[*number as usize].close) {
            let known = &mut best[*id as usize];
            *known = known.max(*value);
        }
        tokens.iter().map(|token| best.get(self.tokens[*token] as usize).copied().unwrap_or(0.0)).collect()
    }

    /// Similarity of a word of the notice, by its number, to a token of the plan.
    #[must_use]
    pub fn of(&self, number: u32, token: usize) -> f32 {
        let word = self.tokens[token];
        let close = &self.rows[number as usize].close;
        close.iter().find(|(id, _)| *id == word).map_or(0.0, |(_, value)| *value)
    }
}

/// What is needed while a row is made, by word of the plan and by clause.
struct Scratch {
    /// How many characters a word shares.
    shared: Vec<u32>,
    /// How close a word is in meaning.
    meant: Vec<f32>,
    /// The words to look at; some stand there twice.
    words: Vec<u32>,
    /// Similarities to clauses.
    cells: Vec<f32>,
}

impl<'a> PlanIndex<'a> {
    /// Indexes a plan; `rarity` says how telling each word is.
    #[must_use]
    pub fn new(plan: &'a Plan<'_>, rarity: &Rarity) -> Self {
        let text = plan.document.text();
        let mut index = Self {
            words: Vec::new(),
            lengths: Vec::new(),
            by_text: FxHashMap::default(),
            by_concept: FxHashMap::default(),
            by_character: FxHashMap::default(),
            clauses: vec![Vec::new(); plan.clauses.len()],
            weights: Vec::new(),
            totals: Vec::new(),
            tokens: vec![NONE; plan.tokens.len()],
        };
        for (number, clause) in plan.clauses.iter().enumerate() {
            for place in clause.tokens.clone().filter(|place| plan.tokens[*place].weight > 0.0) {
                index.tokens[place] = index.add(text, &plan.tokens[place], number as u32);
            }
        }
        index.weights = index.words.iter().map(|(word, _)| rarity.weight(&word.text, word.general)).collect();
        let total = |words: &Vec<u32>| words.iter().fold(0.0, |sum, id| sum + index.weights[*id as usize]);
        index.totals = index.clauses.iter().map(total).collect();
        index
    }

    /// Adds a word of a clause; returns its number.
    fn add(&mut self, text: &'a str, token: &Token, clause: u32) -> u32 {
        let same_text = self.by_text.entry(&text[token.range.clone()]).or_default();
        // The same word may stand for more where a pattern covers it.
        let known = same_text.iter().copied().find(|id| {
            let known = &self.words[*id as usize].0;
            known.concepts == token.concepts && known.patterns == token.patterns
        });
        let id = known.unwrap_or_else(|| {
            let id = self.words.len() as u32;
            let word = Word::new(text, token);
            same_text.push(id);
            let own = word.concepts.iter().map(|(concept, strength)| (concept, Some(*strength)));
            for (concept, strength) in own.chain(word.patterns.iter().map(|concept| (concept, None))) {
                self.by_concept.entry(*concept).or_default().push((id, strength));
            }
            for character in &word.characters {
                let same = self.by_character.entry(*character).or_default();
                if same.last() != Some(&id) {
                    same.push(id);
                }
            }
            self.lengths.push(word.characters.len() as u32);
            self.words.push((word, Vec::new()));
            id
        });
        let clauses = &mut self.words[id as usize].1;
        if clauses.last() != Some(&clause) {
            clauses.push(clause);
            self.clauses[clause as usize].push(id);
        }
        id
    }

    /// Similarities of the notice's words to the plan's.
    #[must_use]
    pub fn likeness(&self, targets: &Targets) -> Likeness {
        let mut scratch = Scratch {
            shared: vec![0; self.words.len()],
            meant: vec![0.0; self.words.len()],
            words: Vec::new(),
            cells: vec![0.0; self.clauses.len()],
        };
        let rows = targets.vocabulary.iter().map(|word| self.row(word, &mut scratch)).collect();
        Likeness { rows, tokens: self.tokens.clone(), words: self.words.len() }
    }

    /// Similarities of every obligation's words to every clause.
    #[must_use]
    pub fn tables(&self, targets: &Targets, likeness: &Likeness) -> Vec<Table> {
        let mut asked_for = vec![0.0; self.words.len()];
        targets.all.iter().map(|target| self.table(target, &likeness.rows, &mut asked_for)).collect()
    }

    /// For each obligation, the share of its weight that each clause answers by itself.
    #[must_use]
    pub fn shares(&self, targets: &Targets, likeness: &Likeness) -> Vec<Vec<f32>> {
        targets.all.iter().map(|target| self.share(target, &likeness.rows)).collect()
    }

    fn share(&self, target: &Target, rows: &[Row]) -> Vec<f32> {
        let mut found = vec![0.0; self.clauses.len()];
        let total: f32 = target.weights.iter().sum();
        if total > 0.0 {
            for (number, weight) in target.numbers.iter().zip(&target.weights) {
                for (clause, value) in &rows[*number as usize].cells {
                    found[*clause as usize] += weight * value;
                }
            }
            found.iter_mut().for_each(|sum| *sum /= total);
        }
        found
    }

    fn row(&self, word: &Word, scratch: &mut Scratch) -> Row {
        let Scratch { shared, meant, words, cells } = scratch;
        // A single character is like no other word.
        let characters = if word.characters.len() > 1 { word.characters.as_slice() } else { &[] };
        for id in characters.iter().filter_map(|character| self.by_character.get(character)).flatten() {
            if shared[*id as usize] == 0 {
                words.push(*id);
            }
            shared[*id as usize] += 1;
        }
        for (concept, strength) in &word.concepts {
            for (id, other) in self.by_concept.get(concept).into_iter().flatten() {
                let known = &mut meant[*id as usize];
                if *known == 0.0 {
                    words.push(*id);
                }
                *known = known.max(meaning(*strength, *other));
            }
        }
        let same = self.by_text.get(word.text.as_str()).map_or(&[][..], Vec::as_slice);
        words.extend(same);
        let mut row = Row::default();
        let mut clauses: Vec<u32> = Vec::new();
        for id in words.drain(..) {
            let (shared, meant) =
                (std::mem::take(&mut shared[id as usize]), std::mem::take(&mut meant[id as usize]));
            let length = self.lengths[id as usize] as usize;
            let value = if same.contains(&id) {
                1.0
            } else {
                let lengths = (word.characters.len(), length);
                (certainty(length) * meant).max(by_characters(lengths, shared as usize))
            };
            if value > 0.0 {
                row.close.push((id, value));
                for clause in &self.words[id as usize].1 {
                    let cell = &mut cells[*clause as usize];
                    if *cell == 0.0 {
                        clauses.push(*clause);
                    }
                    *cell = cell.max(value);
                }
            }
        }
        row.cells =
            clauses.into_iter().map(|clause| (clause, std::mem::take(&mut cells[clause as usize]))).collect();
        row
    }

    fn table(&self, target: &Target, rows: &[Row], asked_for: &mut [f32]) -> Table {
        let words = target.words.len();
        let mut cells = vec![0.0; words * self.clauses.len()];
        let own = || target.numbers.iter().map(|number| &rows[*number as usize]);
        for (word, row) in own().enumerate() {
            for (clause, value) in &row.cells {
                cells[*clause as usize * words + word] = *value;
            }
            for (id, value) in &row.close {
                let known = &mut asked_for[*id as usize];
                *known = known.max(*value);
            }
        }
        let share = |sum: f32, id: &u32| sum + self.weights[*id as usize] * asked_for[*id as usize];
        let asked = self.clauses.iter().zip(&self.totals);
        let asked = asked.map(|(words, total)| (words.iter().fold(0.0, share), *total)).collect();
        own().flat_map(|row| &row.close).for_each(|(id, _)| asked_for[*id as usize] = 0.0);
        Table { words, cells, asked }
    }
}
