//! The words of a plan, each with the clauses it stands in; found by text, meaning and characters.

use std::collections::HashMap;
use std::ops::Range;

use yaodian_text::Token;
use yaodian_text::lexicon::ConceptId;

use super::{Rarity, Target, Targets, Word, similarity};
use crate::plan::Plan;

/// Inverted index over a plan.
#[derive(Debug)]
pub struct PlanIndex<'a> {
    words: Vec<(Word, Vec<u32>)>,
    by_text: HashMap<&'a str, Vec<u32>>,
    by_concept: HashMap<ConceptId, Vec<u32>>,
    by_character: HashMap<char, Vec<u32>>,
    /// Words of each clause.
    clauses: Vec<Vec<u32>>,
    /// How telling each word is.
    weights: Vec<f32>,
}

/// How close a word of the notice is to the plan.
#[derive(Debug)]
struct Row {
    /// The words of the plan that it is anything like.
    close: Vec<(u32, f32)>,
    /// For each clause, its similarity to the closest word.
    cells: Vec<f32>,
}

/// Similarities of an obligation's words to the clauses of a plan: a row a word.
#[derive(Debug)]
pub struct Table {
    columns: usize,
    cells: Vec<f32>,
    /// For each clause, the weight of its words that the obligation asks for, and of all its words.
    asked: Vec<(f32, f32)>,
}

impl Table {
    /// Similarity of word `word` to clause `clause`.
    #[must_use]
    pub fn at(&self, word: usize, clause: usize) -> f32 {
        self.cells[word * self.columns + clause]
    }

    /// Share of the clauses' weight that the obligation asks for.
    #[must_use]
    pub fn precision(&self, clauses: Range<usize>) -> f32 {
        let (asked, all) =
            self.asked[clauses].iter().fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        if all > 0.0 { asked / all } else { 0.0 }
    }

    /// Similarities of word `word` to every clause.
    #[must_use]
    pub fn row(&self, word: usize) -> &[f32] {
        &self.cells[word * self.columns..(word + 1) * self.columns]
    }

    /// Best similarity of a word in several clauses.
    #[must_use]
    pub fn best(&self, word: usize, clauses: Range<usize>) -> f32 {
        let row = word * self.columns;
        self.cells[row + clauses.start..row + clauses.end].iter().copied().fold(0.0, f32::max)
    }
}

impl<'a> PlanIndex<'a> {
    /// Indexes a plan; `rarity` says how telling each word is.
    #[must_use]
    pub fn new(plan: &'a Plan<'_>, rarity: &Rarity) -> Self {
        let text = plan.document.text();
        let mut index = Self {
            words: Vec::new(),
            by_text: HashMap::new(),
            by_concept: HashMap::new(),
            by_character: HashMap::new(),
            clauses: vec![Vec::new(); plan.clauses.len()],
            weights: Vec::new(),
        };
        for (number, clause) in plan.clauses.iter().enumerate() {
            for token in plan.tokens[clause.tokens.clone()].iter().filter(|token| token.weight > 0.0) {
                index.add(text, token, number as u32);
            }
        }
        index.weights = index.words.iter().map(|(word, _)| rarity.weight(&word.text, word.general)).collect();
        index
    }

    fn add(&mut self, text: &'a str, token: &Token, clause: u32) {
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
            for concept in word.concepts.iter().map(|(concept, _)| concept).chain(&word.patterns) {
                self.by_concept.entry(*concept).or_default().push(id);
            }
            for character in &word.characters {
                let same = self.by_character.entry(*character).or_default();
                if same.last() != Some(&id) {
                    same.push(id);
                }
            }
            self.words.push((word, Vec::new()));
            id
        });
        let clauses = &mut self.words[id as usize].1;
        if clauses.last() != Some(&clause) {
            clauses.push(clause);
            self.clauses[clause as usize].push(id);
        }
    }

    /// Whether the plan has a word.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.by_text.contains_key(word)
    }

    /// Similarities of every obligation's words to every clause.
    #[must_use]
    pub fn tables(&self, targets: &Targets) -> Vec<Table> {
        let mut seen = vec![u32::MAX; self.words.len()];
        let rows: Vec<Row> =
            (0..).zip(&targets.vocabulary).map(|(number, word)| self.row(number, word, &mut seen)).collect();
        let mut asked_for = vec![0.0; self.words.len()];
        targets.all.iter().map(|target| self.table(target, &rows, &mut asked_for)).collect()
    }

    /// The row of a word; `seen` says of each word of the plan for which number it was looked at last.
    fn row(&self, number: u32, word: &Word, seen: &mut [u32]) -> Row {
        let mut row = Row { close: Vec::new(), cells: vec![0.0; self.clauses.len()] };
        let by_text = self.by_text.get(word.text.as_str()).into_iter().flatten();
        let by_concept =
            word.concepts.iter().filter_map(|(concept, _)| self.by_concept.get(concept)).flatten();
        // A single character is like no other word.
        let characters = if word.characters.len() > 1 { word.characters.as_slice() } else { &[] };
        let by_character =
            characters.iter().filter_map(|character| self.by_character.get(character)).flatten();
        for id in by_text.chain(by_concept).chain(by_character) {
            if std::mem::replace(&mut seen[*id as usize], number) == number {
                continue;
            }
            let (other, clauses) = &self.words[*id as usize];
            let value = similarity(word, other);
            if value > 0.0 {
                row.close.push((*id, value));
                for clause in clauses {
                    let cell = &mut row.cells[*clause as usize];
                    *cell = cell.max(value);
                }
            }
        }
        row
    }

    fn table(&self, target: &Target, rows: &[Row], asked_for: &mut [f32]) -> Table {
        let columns = self.clauses.len();
        let mut cells = Vec::with_capacity(target.words.len() * columns);
        let own = || target.numbers.iter().map(|number| &rows[*number as usize]);
        for row in own() {
            cells.extend_from_slice(&row.cells);
            for (id, value) in &row.close {
                let known = &mut asked_for[*id as usize];
                *known = known.max(*value);
            }
        }
        let asked = self.clauses.iter().map(|words| {
            words
                .iter()
                .map(|id| (*id as usize, self.weights[*id as usize]))
                .fold((0.0, 0.0), |sum, (id, weight)| (sum.0 + weight * asked_for[id], sum.1 + weight))
        });
        let asked = asked.collect();
        own().flat_map(|row| &row.close).for_each(|(id, _)| asked_for[*id as usize] = 0.0);
        Table { columns, cells, asked }
    }
}
