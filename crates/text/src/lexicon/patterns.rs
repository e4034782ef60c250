//! Many regular expressions over one text: only those whose anchors occur are compiled and run.

use std::ops::Range;
use std::sync::OnceLock;

use crate::pattern::Pattern;

use super::index::{Index, Lists};
use super::pack::PackedPatterns;
use crate::trie::number;

/// Patterns, each with something it stands for.
#[derive(Debug)]
pub(super) struct Patterns<T> {
    patterns: Vec<Entry<T>>,
    /// The expressions of all of them, packed.
    packed: &'static [u8],
    /// The anchors, by the patterns that are looked at where they stand.
    called: Index<u32>,
    /// By pattern, the anchors of its other conditions, one after the other, each with the number of the condition.
    wanted: Lists<(u8, u32)>,
    /// Patterns without anchors, always run.
    always: Vec<u32>,
}

#[derive(Debug)]
struct Entry<T> {
    /// Where it ends among the packed ones; where it starts, the one before does.
    end: u32,
    meaning: T,
    /// None of one too large to be used. Of thousands a text asks for some dozens: the others take the room of a pointer.
    ready: OnceLock<Option<Box<Pattern>>>,
}

impl<T: Copy> Patterns<T> {
    /// Unpacks patterns, what they stand for through `meaning`.
    pub(super) fn unpack(packed: &PackedPatterns<'static>, meaning: impl Fn(u32) -> T) -> Self {
        let mut end = 0;
        let patterns: Vec<Entry<T>> = packed
            .lengths
            .iter()
            .zip(&packed.meanings)
            .map(|(length, own)| {
                end += *length;
                Entry { end, meaning: meaning(*own), ready: OnceLock::new() }
            })
            .collect();
        let mut bytes = packed.wanted;
        let wanted = Lists::new(patterns.len(), |values| {
            for condition in 0..number(&mut bytes) {
                let anchors = number(&mut bytes);
                values.extend((0..anchors).map(|_| (condition as u8, number(&mut bytes))));
            }
        });
        Self {
            packed: packed.expressions,
            always: packed.always.clone(),
            called: Index::unpack(packed.called, |_, pattern| pattern),
            wanted,
            patterns,
        }
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
            for (_, _, anchor) in self.called.words().occurrences(line) {
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
                let number = *number as usize;
                let pattern = &self.patterns[number];
                let unpack = || {
                    let start = number.checked_sub(1).map_or(0, |before| self.patterns[before].end);
                    Pattern::unpack(&self.packed[start as usize..pattern.end as usize]).map(Box::new)
                };
                let Some(ready) = pattern.ready.get_or_init(unpack) else { continue };
                let body = line.trim_end_matches(['\n', '。', '；']);
                out.extend(
                    ready
                        .find_iter(body)
                        .map(|found| (start + found.start()..start + found.end(), pattern.meaning)),
                );
            }
            start += line.len();
        }
        out
    }
}
