//! Cutting a text into its likeliest words: those of the dictionary and of the lexicon that stand in it, by how often each is
//! seen. It is what jieba does without its model for unknown words, on words that were found already.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::TERM_FREQUENCY;
use crate::dictionary::Dictionary;
use crate::lexicon::pack::is_word_of_its_own;
use crate::lexicon::{Found, Lexicon};

/// Cuts texts.
#[derive(Debug)]
pub(super) struct Cutter {
    /// Logarithm of the sum of the frequencies of all words.
    all: f64,
    /// Logarithm of the frequency of a term of the lexicon.
    of_term: f64,
    known: Mutex<Known>,
}

/// What was worked out for earlier texts, and room to work in.
#[derive(Debug)]
struct Known {
    /// By number, the logarithm of the frequency of a word of the dictionary; 0 of one that was not met.
    words: Vec<f64>,
    /// By number, whether a term of the lexicon is cut out as a word.
    terms: Vec<Term>,
    steps: Vec<Step>,
    best: Vec<Best>,
}

#[derive(Debug, Clone, Copy, Default)]
enum Term {
    #[default]
    NotMet,
    Word,
    NoWord,
}

/// A word at a place of a stretch.
#[derive(Debug)]
struct Step {
    at: usize,
    end: usize,
    /// Logarithm of its frequency.
    frequency: f64,
    /// Its number in the dictionary.
    word: Option<u32>,
}

/// The likeliest way from a place to the end of its stretch.
#[derive(Debug, Default, Clone, Copy)]
struct Best {
    /// Logarithm of its probability.
    probability: f64,
    /// Where its first word ends.
    end: usize,
    /// Its number in the dictionary.
    word: Option<u32>,
}

/// A word of a text.
#[derive(Debug, PartialEq)]
pub(super) struct Word {
    /// Where it stands: bytes of the text.
    pub range: Range<usize>,
    /// Its number in the dictionary, if that is where it was found.
    pub known: Option<u32>,
}

impl Cutter {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let dictionary = Dictionary::builtin();
        // libm and not the platform's: the same everywhere.
        let logarithm = |frequency: usize| libm::log(frequency as f64);
        Self {
            all: logarithm(dictionary.total + lexicon.own_words() * TERM_FREQUENCY),
            of_term: logarithm(TERM_FREQUENCY),
            known: Mutex::new(Known {
                words: vec![0.0; dictionary.len()],
                terms: vec![Term::NotMet; lexicon.term_numbers()],
                steps: Vec::new(),
                best: Vec::new(),
            }),
        }
    }

    /// Where the words of a text stand, in order, without gaps. `terms` are those of the lexicon in it.
    pub(super) fn cut(&self, text: &str, mut terms: &[Found]) -> Vec<Word> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = Vec::with_capacity(text.len() / 4);
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            // A mark is a word, and words do not reach across it.
            if !is_of_words(character) {
                let end = at + character.len_utf8();
                out.push(Word { range: at..end, known: None });
                at = end;
                continue;
            }
            let end = text[at..].find(|own| !is_of_words(own)).map_or(text.len(), |len| at + len);
            let before = terms.iter().take_while(|found| found.at < at).count();
            let own = terms[before..].iter().take_while(|found| found.at < end).count();
            let (own, rest) = terms[before..].split_at(own);
            terms = rest;
            let stretch = &text[at..end];
            known.find(stretch, at, own, self.of_term);
            known.go_back(stretch, self.all);
            push_words(stretch, at, &known.best, &mut out);
            at = end;
        }
        out
    }
}

impl Known {
    /// Finds the words that a stretch which starts at `start` may be cut into, by rising places; those of the lexicon among
    /// `terms`.
    fn find(&mut self, stretch: &str, start: usize, terms: &[Found], of_term: f64) {
        let Self { words, terms: known, steps, .. } = self;
        let dictionary = Dictionary::builtin();
        let mut of_lexicon = terms.iter().filter_map(|Found { at, len, term }| {
            let at = at - start;
            let (end, known) = (at + len, &mut known[*term]);
            if matches!(known, Term::NotMet) {
                // One that reaches across a mark is no word.
                let in_dictionary = |word: &str| dictionary.frequency(word).is_some();
                let own = stretch.get(at..end).is_some_and(|term| is_word_of_its_own(term, in_dictionary));
                *known = if own { Term::Word } else { Term::NoWord };
            }
            matches!(known, Term::Word).then_some(Step { at, end, frequency: of_term, word: None })
        });
        let mut next = of_lexicon.next();
        steps.clear();
        dictionary.each_in(stretch, &mut |at, len, word| {
            while let Some(step) = next.take_if(|step| step.at < at) {
                steps.push(step);
                next = of_lexicon.next();
            }
            let frequency = &mut words[word as usize];
            if *frequency == 0.0 {
                *frequency = libm::log(dictionary.frequency_of(word) as f64);
            }
            steps.push(Step { at, end: at + len, frequency: *frequency, word: Some(word) });
        });
        steps.extend(next);
        steps.extend(of_lexicon);
    }

    /// Goes from the end of a stretch to its start; leaves in `best`, by byte, the way from there. `all` is the logarithm of
    /// the frequencies of all words.
    fn go_back(&mut self, stretch: &str, all: f64) {
        let Self { steps, best, .. } = self;
        best.clear();
        best.resize(stretch.len() + 1, Best::default());
        let mut steps = steps.as_slice();
        for (at, character) in stretch.char_indices().rev() {
            let mut own: Option<Best> = None;
            while let Some((step, before)) = steps.split_last().filter(|(step, _)| step.at == at) {
                steps = before;
                let probability = step.frequency - all + best[step.end].probability;
                // Of equally likely words the longer one.
                let is_better = own.is_none_or(|own| {
                    probability > own.probability || probability == own.probability && step.end > own.end
                });
                if is_better {
                    own = Some(Best { probability, end: step.end, word: step.word });
                }
            }
            best[at] = own.unwrap_or_else(|| {
                let end = at + character.len_utf8();
                Best { probability: 0.0 - all + best[end].probability, end, word: None }
            });
        }
    }
}

/// Adds the words of a stretch that starts at `start` to `out`, letters and digits that are no word of the dictionary as one.
fn push_words(stretch: &str, start: usize, best: &[Best], out: &mut Vec<Word>) {
    let mut push = |from: usize, to: usize, known| {
        if from < to {
            out.push(Word { range: start + from..start + to, known });
        }
    };
    let (mut letters, mut at) = (0, 0);
    while at < stretch.len() {
        let Best { end, word, .. } = best[at];
        if !(end - at == 1 && stretch.as_bytes()[at].is_ascii_alphanumeric()) {
            push(letters, at, None);
            push(at, end, word);
            letters = end;
        }
        at = end;
    }
    push(letters, at, None);
}

/// Whether words are made of a character: Chinese ones, letters, digits, and the marks inside of numbers and names.
fn is_of_words(character: char) -> bool {
    matches!(character,
        '\u{4e00}'..='\u{9fff}'
        | '0'..='9' | 'A'..='Z' | 'a'..='z' | '+' | '#' | '&' | '.' | '_' | '%' | '-'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2ebef}'
        | '\u{2f800}'..='\u{2fa1f}'
    )
}

#[cfg(test)]
mod tests {
    use jieba_rs::Jieba;
    use proptest::prelude::*;

    use super::*;

    /// Jieba told the words of the dictionary and of the lexicon that stand in a text; another word, which stands in none,
    /// has the frequencies of all others.
    fn by_jieba(text: &str, terms: &[Found], lexicon: &Lexicon) -> Vec<Range<usize>> {
        let dictionary = Dictionary::builtin();
        let mut jieba = Jieba::empty();
        let mut rest = dictionary.total + lexicon.own_words() * TERM_FREQUENCY;
        let mut tell = |word: &str, frequency: usize| {
            if !jieba.has_word(word) {
                jieba.add_word(word, Some(frequency), None);
                rest -= frequency;
            }
        };
        dictionary.each_in(text, &mut |at, len, word| {
            tell(&text[at..at + len], dictionary.frequency_of(word));
        });
        for Found { at, len, .. } in terms {
            let term = &text[*at..at + len];
            if is_word_of_its_own(term, |word| dictionary.frequency(word).is_some()) {
                tell(term, TERM_FREQUENCY);
            }
        }
        jieba.add_word("\u{10ffff}\u{10ffff}", Some(rest), None);
        jieba.cut(text, false).iter().map(|word| word.byte_start..word.byte_end).collect()
    }

    fn is_cut_as_by_jieba(text: &str) -> bool {
        let lexicon = Lexicon::builtin();
        let terms = lexicon.terms_in(text);
        Cutter::new(lexicon)
            .cut(text, &terms)
            .into_iter()
            .map(|word| word.range)
            .eq(by_jieba(text, &terms, lexicon))
    }

    #[test]
    fn letters_digits_and_marks_are_cut_as_by_jieba() {
        for text in
            ["", "2020年，各县（市、区）App用户1.5万、覆盖率95%以上。", "A1-b 二O二〇年𠮷x%", "。\n\t"]
        {
            assert!(is_cut_as_by_jieba(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn texts_are_cut_as_by_jieba(
            text in "([食品安全监管市场督查工作责任制各县区，。（）、0-9a-z.%]|食安委|督促|每季度){0,60}",
        ) {
            prop_assert!(is_cut_as_by_jieba(&text));
        }
    }
}
