//! Many regular expressions over one text: only those whose anchors occur are compiled and run.

use std::ops::Range;
use std::sync::OnceLock;

use crate::pattern::Pattern;

use super::LexiconError;
use super::index::Index;
use super::pack::{CONDITIONS, PackedPatterns};

/// Patterns, each with something it stands for.
#[derive(Debug)]
pub(super) struct Patterns<T> {
    patterns: Vec<Entry<T>>,
    /// Anchors, by the pattern that each belongs to and the bit of the condition that it meets.
    anchors: Index<(u32, u8)>,
    /// Patterns without anchors, always run.
    always: Vec<u32>,
}

#[derive(Debug)]
struct Entry<T> {
    source: Box<str>,
    /// One bit for each condition that a text must meet.
    conditions: u8,
    compiled: OnceLock<Option<Pattern>>,
    meaning: T,
}

impl<T: Copy> Patterns<T> {
    /// Unpacks patterns, what they stand for through `meaning`.
    pub(super) fn unpack(packed: &PackedPatterns<'_>, meaning: impl Fn(u32) -> T) -> Self {
        let patterns: Vec<Entry<T>> = packed
            .sources
            .iter()
            .zip(&packed.conditions)
            .zip(&packed.meanings)
            .map(|((source, conditions), own)| Entry {
                source: (*source).into(),
                conditions: ((1u16 << conditions) - 1) as u8,
                compiled: OnceLock::new(),
                meaning: meaning(*own),
            })
            .collect();
        let always = (0..).zip(&patterns).filter(|(_, own)| own.conditions == 0).map(|(number, _)| number);
        Self {
            always: always.collect(),
            anchors: Index::unpack(packed.anchors, |met| (met / CONDITIONS, 1 << (met % CONDITIONS))),
            patterns,
        }
    }

    /// Compiles every pattern, to tell mistakes early.
    pub(super) fn verify(&self) -> Result<(), LexiconError> {
        for pattern in &self.patterns {
            Pattern::new(&pattern.source)
                .map_err(|source| LexiconError::Pattern { entry: pattern.source.to_string(), source })?;
        }
        Ok(())
    }

    /// Every match in `text`, sentence by sentence: where, and what the pattern stands for.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, T)> {
        let mut out = Vec::new();
        let mut candidates: Vec<u32> = Vec::new();
        let mut met = vec![0u8; self.patterns.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(['\n', '。', '；']) {
            candidates.clear();
            candidates.extend(&self.always);
            for (_, _, anchor) in self.anchors.words().occurrences(line) {
                for (number, condition) in self.anchors.of(anchor) {
                    let known = &mut met[*number as usize];
                    if *known == 0 {
                        touched.push(*number);
                    }
                    *known |= condition;
                }
            }
            for number in touched.drain(..) {
                if std::mem::take(&mut met[number as usize]) == self.patterns[number as usize].conditions {
                    candidates.push(number);
                }
            }
            candidates.sort_unstable();
            for number in &candidates {
                let pattern = &self.patterns[*number as usize];
                let Some(compiled) = pattern.compiled.get_or_init(|| Pattern::new(&pattern.source).ok())
                else {
                    continue;
                };
                let body = line.trim_end_matches(['\n', '。', '；']);
                out.extend(
                    compiled
                        .find_iter(body)
                        .map(|found| (start + found.start()..start + found.end(), pattern.meaning)),
                );
            }
            start += line.len();
        }
        out
    }
}
