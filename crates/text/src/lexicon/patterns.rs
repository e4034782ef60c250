//! Many regular expressions over one text: only those whose anchors occur are compiled and run.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::LexiconError;

/// Patterns, each with something it stands for.
#[derive(Debug)]
pub struct Patterns<T> {
    patterns: Vec<Pattern<T>>,
    /// Finds anchors; `None` if no pattern has any.
    searcher: Option<AhoCorasick>,
    /// The pattern that each anchor belongs to, and which of its conditions it meets.
    owners: Vec<(u32, u8)>,
    /// Patterns without anchors, always run.
    always: Vec<u32>,
}

#[derive(Debug)]
struct Pattern<T> {
    source: String,
    /// One bit for each condition that a text must meet.
    conditions: u8,
    compiled: OnceLock<Option<Regex>>,
    meaning: T,
}

impl<T: Copy> Patterns<T> {
    /// Prepares patterns; each comes with its [anchors](super::anchor::anchors) and what it stands for.
    pub(super) fn new(entries: impl Iterator<Item = (String, Vec<Vec<String>>, T)>) -> Self {
        let mut out = Self { patterns: Vec::new(), searcher: None, owners: Vec::new(), always: Vec::new() };
        let mut anchors: Vec<String> = Vec::new();
        for (source, own, meaning) in entries {
            let number = out.patterns.len() as u32;
            if own.is_empty() {
                out.always.push(number);
            }
            let mut conditions = 0;
            for (condition, strings) in own.into_iter().enumerate() {
                conditions |= 1 << condition;
                out.owners.extend(strings.iter().map(|_| (number, 1 << condition)));
                anchors.extend(strings);
            }
            out.patterns.push(Pattern { source, conditions, compiled: OnceLock::new(), meaning });
        }
        if !anchors.is_empty() {
            out.searcher = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&anchors).ok();
        }
        out
    }

    /// Compiles every pattern, to tell mistakes early.
    pub(super) fn verify(&self) -> Result<(), LexiconError> {
        for pattern in &self.patterns {
            Regex::new(&pattern.source)
                .map_err(|source| LexiconError::Pattern { entry: pattern.source.clone(), source })?;
        }
        Ok(())
    }

    /// Every match in `text`, sentence by sentence: where, and what the pattern stands for.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, T)> {
        let mut out = Vec::new();
        let mut candidates: Vec<u32> = Vec::new();
        let mut met = vec![0u8; self.patterns.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(['\n', '。', '；']) {
            candidates.clear();
            candidates.extend(&self.always);
            for found in self.searcher.iter().flat_map(|searcher| searcher.find_overlapping_iter(line)) {
                let (number, condition) = self.owners[found.pattern().as_usize()];
                let known = &mut met[number as usize];
                if *known == 0 {
                    touched.push(number);
                }
                *known |= condition;
            }
            for number in touched.drain(..) {
                if std::mem::take(&mut met[number as usize]) == self.patterns[number as usize].conditions {
                    candidates.push(number);
                }
            }
            candidates.sort_unstable();
            for number in &candidates {
                let pattern = &self.patterns[*number as usize];
                let Some(regex) = pattern.compiled.get_or_init(|| Regex::new(&pattern.source).ok()) else {
                    continue;
                };
                let body = line.trim_end_matches(['\n', '。', '；']);
                out.extend(
                    regex
                        .find_iter(body)
                        .map(|found| (start + found.start()..start + found.end(), pattern.meaning)),
                );
            }
            start += line.len();
        }
        out
    }
}
