//! Many regular expressions over one text: only those whose anchors occur are compiled and run.

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::pattern::{Pattern, Room};

use super::index::{Index, Lists};
use super::pack::PackedPatterns;
use crate::trie::number;

/// Whether of every condition one of the anchors stands there: a number of anchors, then these, then the next condition.
fn all_met(mut wanted: &[u32], stands: impl Fn(u32) -> bool) -> bool {
    while let [count, rest @ ..] = wanted {
        let (condition, others) = rest.split_at(*count as usize);
        if !condition.iter().any(|anchor| stands(*anchor)) {
            return false;
        }
        wanted = others;
    }
    true
}

/// Patterns, each with something it stands for.
#[derive(Debug)]
pub(super) struct Patterns<T> {
    patterns: Vec<Entry<T>>,
    /// The expressions of all of them, packed.
    packed: &'static [u8],
    /// The anchors, by the patterns that are looked at where they stand.
    called: Index<u32>,
    /// By pattern, its other conditions: of each, how many anchors it has, then these.
    wanted: Lists<u32>,
    /// Patterns without anchors, always run.
    always: Vec<u32>,
    /// What a search before worked with, if there was one and no other has taken it.
    scratch: Mutex<Option<Scratch>>,
}

/// What a search works with. There is an entry for each of thousands of anchors and patterns and most texts are short, so
/// that it is kept and not made anew: sentences are numbered on and on, and numbers of earlier ones mean nothing.
#[derive(Debug)]
struct Scratch {
    /// The number of the sentence.
    sentence: u32,
    /// The number of the last sentence that an anchor stood in.
    stood: Vec<u32>,
    /// The patterns to be run.
    candidates: Vec<u32>,
    room: Room,
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
            for _ in 0..number(&mut bytes) {
                let anchors = number(&mut bytes);
                values.push(anchors);
                values.extend((0..anchors).map(|_| number(&mut bytes)));
            }
        });
        Self {
            packed: packed.expressions,
            always: packed.always.clone(),
            called: Index::unpack(packed.called, |_, pattern| pattern),
            wanted,
            scratch: Mutex::new(None),
            patterns,
        }
    }

    /// Every match in `text`, sentence by sentence: where, and what the pattern stands for.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, T)> {
        let kept = || self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        // Where two threads search, one of them makes its own.
        let known = kept().take().filter(|scratch| scratch.sentence < u32::MAX / 2);
        let mut scratch = known.unwrap_or_else(|| Scratch {
            sentence: 0,
            stood: vec![0; self.called.len()],
            candidates: Vec::new(),
            room: Room::default(),
        });
        let mut out = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(['\n', '。', '；']) {
            self.candidates(line, &mut scratch);
            for number in &scratch.candidates {
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
                        .find_iter_in(body, &scratch.room)
                        .map(|found| (start + found.start()..start + found.end(), pattern.meaning)),
                );
            }
            start += line.len();
        }
        *kept() = Some(scratch);
        out
    }

    /// The patterns that may match in a sentence, in order.
    fn candidates(&self, sentence: &str, scratch: &mut Scratch) {
        scratch.sentence += 1;
        let number = scratch.sentence;
        let Scratch { stood, candidates, .. } = scratch;
        candidates.clear();
        self.called.words().each_in(sentence, &mut |_, _, anchor| {
            if std::mem::replace(&mut stood[anchor as usize], number) != number {
                candidates.extend_from_slice(self.called.of(anchor));
            }
        });
        let stood = stood.as_slice();
        candidates
            .retain(|pattern| all_met(self.wanted.of(*pattern), |anchor| stood[anchor as usize] == number));
        candidates.extend(&self.always);
        candidates.sort_unstable();
        // Several of the anchors that call a pattern may stand there.
        candidates.dedup();
    }
}
