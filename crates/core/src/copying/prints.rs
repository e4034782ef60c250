//! Fingerprints of a plan: hashes of stretches of its folded text, thinned out by winnowing (Schleimer, Wilkerson and
//! Aiken 2003) so that whatever two texts share at some length leaves the same fingerprint in both.

use std::collections::HashSet;
use std::ops::Range;

use yaodian_text::Lexicon;

use super::fold::{Folded, Sign, fold};
use super::leftovers::Names;
use super::settings::Settings;
use crate::document::Document;
use crate::notice::Requirements;

/// Text that is nobody's own: the notice, and whatever else everybody was given.
#[derive(Debug, Clone, Default)]
pub struct Known {
    grams: HashSet<u64>,
}

impl Known {
    /// The words of a notice as far as its requirements have kept them.
    #[must_use]
    pub fn of(requirements: &Requirements, lexicon: &Lexicon) -> Self {
        let mut known = Self::default();
        let mut add = |text: &str| known.add(&Document::from_text("", text), lexicon);
        add(&requirements.title);
        requirements.sections.iter().for_each(|section| add(&section.title));
        for point in &requirements.points {
            add(&point.title);
            for obligation in &point.obligations {
                add(&obligation.text);
                add(&obligation.context);
            }
        }
        known
    }

    /// Adds a text that is known to all.
    pub fn add(&mut self, document: &Document, lexicon: &Lexicon) {
        let folded = fold(document.text(), &document.paragraphs, lexicon);
        self.grams.extend(grams(&folded.signs, Settings::builtin().known_gram));
    }

    /// For each sign, how many before it stand in a stretch that is known.
    fn sums(&self, signs: &[Sign]) -> Vec<u32> {
        let length = Settings::builtin().known_gram;
        let mut known_to = 0;
        let mut grams = grams(signs, length).enumerate();
        let mut sums = vec![0];
        let mut sum = 0;
        for at in 0..signs.len() {
            if grams.next().is_some_and(|(_, gram)| self.grams.contains(&gram)) {
                known_to = at + length;
            }
            sum += u32::from(at < known_to);
            sums.push(sum);
        }
        sums
    }
}

/// What is kept of a plan to find copies: some thirty kilobytes for a plan of 3,000 characters, and no text.
#[derive(Debug, Clone, Default)]
pub struct Prints {
    /// The fingerprints, by place.
    pub(super) prints: Vec<Print>,
    /// The pieces of its sentences, by place.
    pub(super) pieces: Vec<Piece>,
    /// Hash of the text to the letter, white space left out.
    pub(super) whole: u64,
    pub(super) names: Names,
}

/// One fingerprint.
#[derive(Debug, Clone, Copy)]
pub(super) struct Print {
    pub hash: u64,
    /// Hash of the words as they are.
    pub exact: u32,
    /// Index of its first sign.
    pub at: u32,
    /// Bytes of the file.
    pub start: u32,
    pub end: u32,
    /// Whether it is the plan's own wording and not that of a known text.
    pub own: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub hash: u32,
    /// Hash of the words as they are.
    pub exact: u32,
    /// Indices of its first sign and of that behind its last.
    pub at: u32,
    pub to: u32,
    /// Bytes of the file.
    pub start: u32,
    pub end: u32,
}

impl Prints {
    /// Takes the fingerprints of a plan.
    #[must_use]
    pub fn of(document: &Document, known: &Known, lexicon: &Lexicon) -> Self {
        let folded = fold(document.text(), &document.paragraphs, lexicon);
        let taking = Taking { document, folded: &folded };
        Self {
            prints: taking.prints(known),
            pieces: folded.piece_ranges().map(|piece| taking.piece(piece)).collect(),
            whole: hash(document.text().chars().filter(|character| !character.is_whitespace())),
            names: Names::of(document, lexicon),
        }
    }
}

struct Taking<'a> {
    document: &'a Document,
    folded: &'a Folded,
}

impl Taking<'_> {
    fn prints(&self, known: &Known) -> Vec<Print> {
        let settings = Settings::builtin();
        let signs = &self.folded.signs;
        let known = known.sums(signs);
        let hashes: Vec<u64> = grams(signs, settings.gram).collect();
        winnow(&hashes, settings.window)
            .into_iter()
            .map(|at| {
                let range = at..at + settings.gram;
                let covered = f64::from(known[range.end] - known[range.start]);
                let (exact, bytes) = self.exact(range);
                Print {
                    hash: hashes[at],
                    exact,
                    at: at as u32,
                    start: bytes.start as u32,
                    end: bytes.end as u32,
                    own: covered < settings.known_share * settings.gram as f64,
                }
            })
            .collect()
    }

    fn piece(&self, signs: Range<usize>) -> Piece {
        let hash = hash(self.folded.signs[signs.clone()].iter().map(|sign| sign.sign));
        let (exact, bytes) = self.exact(signs.clone());
        Piece {
            hash: hash as u32,
            exact,
            at: signs.start as u32,
            to: signs.end as u32,
            start: bytes.start as u32,
            end: bytes.end as u32,
        }
    }

    /// The hash of the words that some signs stand for, marks left out, and their bytes in the file.
    fn exact(&self, signs: Range<usize>) -> (u32, Range<usize>) {
        let signs = &self.folded.signs[signs];
        let range = match signs {
            [] => 0..0,
            [first, .., last] => first.range.start..last.range.end,
            [only] => only.range.clone(),
        };
        let words =
            self.document.text()[range.clone()].chars().filter(|character| character.is_alphanumeric());
        (hash(words) as u32, self.document.normalised.source(range))
    }
}

/// The hashes of all stretches of some length, in order.
fn grams(signs: &[Sign], length: usize) -> impl Iterator<Item = u64> {
    signs.windows(length).map(|stretch| hash(stretch.iter().map(|sign| sign.sign)))
}

/// A hash that is the same on every machine and in every run.
fn hash(characters: impl Iterator<Item = char>) -> u64 {
    let sum = characters.fold(0xcbf2_9ce4_8422_2325u64, |sum, character| {
        (sum ^ u64::from(u32::from(character))).wrapping_mul(0x0100_0000_01b3)
    });
    // The end of SplitMix64: winnowing takes the least, so that all bits have to count.
    let sum = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let sum = (sum ^ (sum >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    sum ^ (sum >> 31)
}

/// The places of the least hash of every window, the last of equal ones; a text shorter than a window has one, too.
fn winnow(hashes: &[u64], window: usize) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut least: Option<usize> = None;
    for end in 1..=hashes.len() {
        if end < window && end < hashes.len() {
            continue;
        }
        let start = end.saturating_sub(window);
        let newest = end - 1;
        let still = least.filter(|least| *least >= start && end > window);
        let at = match still {
            Some(least) if hashes[least] < hashes[newest] => least,
            Some(_) => newest,
            None => (start..end).min_by_key(|at| (hashes[*at], usize::MAX - *at)).unwrap_or(newest),
        };
        if least != Some(at) {
            kept.push(at);
            least = Some(at);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winnowing_keeps_one_of_every_window() {
        let hashes: Vec<u64> =
            (0..200u64).map(|n| hash(std::iter::once(char::from_u32(n as u32 + 65).unwrap()))).collect();
        for window in [1, 4, 7] {
            let kept = winnow(&hashes, window);
            assert!(kept.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] <= window));
            for (start, stretch) in hashes.windows(window).enumerate() {
                let least = stretch.iter().min().unwrap();
                assert!(kept.iter().any(|at| (start..start + window).contains(at) && hashes[*at] == *least));
            }
        }
        assert_eq!(winnow(&hashes[..3], 5).len(), 1);
        assert!(winnow(&[], 5).is_empty());
    }

    #[test]
    fn the_words_of_the_notice_are_nobodys_own() {
        let lexicon = Lexicon::builtin();
        let notice = "各市（州）每季度组织开展一次全省食品安全工作督查并通报结果";
        let mut known = Known::default();
        known.add(&Document::from_text("通知", notice), lexicon);
        let own = |text: &str| {
            let prints = Prints::of(&Document::from_text("计划", text), &known, lexicon).prints;
            assert!(!prints.is_empty());
            prints.iter().filter(|print| print.own).count()
        };
        assert_eq!(own("各县（区）每季度组织开展一次全市食品安全工作督查并通报结果"), 0);
        assert!(own("逢双月由分管副市长带队暗访农贸市场和学校食堂，曝光问题清单") > 3);
    }
}
