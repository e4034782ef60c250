//! Many regular expressions over one text: only those whose anchors occur are compiled and run.

use std::ops::Range;
use std::sync::OnceLock;

use crate::pattern::Pattern;

use super::LexiconError;
use super::index::{Index, Lists};
use super::pack::{CONDITIONS, PackedPatterns};
use crate::trie::Trie;

/// Patterns, each with something it stands for.
#[derive(Debug)]
pub(super) struct Patterns<T> {
    patterns: Vec<Entry<T>>,
    /// The anchors: what stands in every text that a pattern matches.
    anchors: Trie,
    /// By anchor, the patterns that are looked at where it stands.
    called: Lists<u32>,
    /// By pattern, the anchors of its other conditions, one after the other, each with the number of the condition.
    wanted: Lists<(u8, u32)>,
    /// Patterns without anchors, always run.
    always: Vec<u32>,
}

#[derive(Debug)]
struct Entry<T> {
    source: Box<str>,
    compiled: OnceLock<Option<Pattern>>,
    meaning: T,
}

impl<T: Copy> Patterns<T> {
    /// Unpacks patterns, what they stand for through `meaning`.
    pub(super) fn unpack(packed: &PackedPatterns<'_>, meaning: impl Fn(u32) -> T) -> Self {
        let patterns: Vec<Entry<T>> = packed
            .sources
            .iter()
            .zip(&packed.meanings)
            .map(|(source, own)| Entry {
                source: (*source).into(),
                compiled: OnceLock::new(),
                meaning: meaning(*own),
            })
            .collect();
        let always = (0..).zip(&packed.conditions).filter(|(_, own)| **own == 0).map(|(number, _)| number);
        // A number for every condition of every pattern.
        let met: Index<u32> = Index::unpack(packed.anchors, |met| met);
        let rarest = rarest(&met, patterns.len());
        let is_rarest = |met: u32| rarest[(met / CONDITIONS) as usize] == met % CONDITIONS;
        let all =
            || (0..met.len() as u32).flat_map(|anchor| met.of(anchor).iter().map(move |own| (anchor, *own)));
        let first = all().filter(|(_, met)| is_rarest(*met)).map(|(anchor, met)| (anchor, met / CONDITIONS));
        let called = Lists::new(met.len(), first);
        let others = all().filter(|(_, met)| !is_rarest(*met));
        let others = others.map(|(anchor, met)| (met / CONDITIONS, ((met % CONDITIONS) as u8, anchor)));
        let mut wanted = Lists::new(patterns.len(), others);
        wanted.sort();
        Self { always: always.collect(), anchors: met.into_words(), called, wanted, patterns }
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
        // The number of the last sentence that an anchor stood in, and that a pattern was looked at in.
        let mut stood = vec![0u32; self.called.len()];
        let mut looked_at = vec![0u32; self.patterns.len()];
        let mut start = 0;
        for (line, number) in text.split_inclusive(['\n', '。', '；']).zip(1..) {
            candidates.clear();
            for (_, _, anchor) in self.anchors.occurrences(line) {
                if std::mem::replace(&mut stood[anchor as usize], number) == number {
                    continue;
                }
                for pattern in self.called.of(anchor) {
                    if std::mem::replace(&mut looked_at[*pattern as usize], number) != number {
                        candidates.push(*pattern);
                    }
                }
            }
            let met = |own: &[(u8, u32)]| own.iter().any(|(_, anchor)| stood[*anchor as usize] == number);
            candidates.retain(|pattern| self.wanted.of(*pattern).chunk_by(|a, b| a.0 == b.0).all(met));
            candidates.extend(&self.always);
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

/// By pattern, the number of the condition whose anchors the fewest patterns have: looked for by that, most patterns are
/// not looked at at all.
fn rarest(met: &Index<u32>, patterns: usize) -> Vec<u32> {
    let mut shared = vec![[0; CONDITIONS as usize]; patterns];
    for anchor in 0..met.len() as u32 {
        let own = met.of(anchor);
        for met in own {
            shared[(met / CONDITIONS) as usize][(met % CONDITIONS) as usize] += own.len();
        }
    }
    let least = |shared: &[usize; CONDITIONS as usize]| {
        (0..CONDITIONS)
            .zip(shared)
            .filter(|(_, own)| **own > 0)
            .min_by_key(|(_, own)| **own)
            .map_or(0, |own| own.0)
    };
    shared.iter().map(least).collect()
}
