//! Cutting text into words with jieba, helped by the lexicon, and attaching concepts to them.

mod known;

use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use tinyvec::TinyVec;

use crate::dictionary::Dictionary;
use crate::lexicon::pack::is_word_of_its_own;
use crate::lexicon::{ConceptId, Found, GroupKind, Lexicon, LexiconData, LexiconError, Meaning, Strength};
use crate::normalise::is_han;
use known::Known;

/// Frequency given to a term of the lexicon: high enough to be kept whole, low enough to lose against common words.
const TERM_FREQUENCY: usize = 3000;
/// Frequency of a word that nobody knows.
const UNKNOWN_FREQUENCY: usize = 20;
/// An expression of this many characters does not stand across words by chance.
const CHANCELESS: usize = 4;
/// Sum of the frequencies of jieba's full dictionary, the base of its word probabilities.
const CORPUS_SIZE: f64 = 60_101_967.0;

/// One word of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands: bytes of the text.
    pub range: Range<usize>,
    /// The concepts that it stands for. Inside the names of documents and campaigns they are many.
    pub concepts: TinyVec<[Meaning; 22]>,
    /// Concepts of expressions with gaps that cover it: the stretch means this, the single word need not.
    pub patterns: TinyVec<[ConceptId; 4]>,
    /// Whether it names a body (an institution or a post), alone or with its neighbours.
    pub is_body: bool,
    /// How much it tells: 0 for words without meaning of their own, up to 1 for rare ones.
    pub weight: f32,
    /// What sort of word it is.
    pub class: WordClass,
}

/// What a word is good for in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordClass {
    /// Carries meaning.
    Content,
    /// An action of the lexicon.
    Action,
    /// A number with or without its unit.
    Number,
    /// A word of level: 全省, 各市（州）.
    Level,
    /// A word without meaning of its own, or a function word.
    Filler,
    /// Punctuation.
    Mark,
}

/// Words of a text, for whoever needs them.
#[derive(Debug)]
pub struct Segmenter<'a> {
    known: Known,
    lexicon: &'a Lexicon,
    /// Logarithm of [`CORPUS_SIZE`].
    rarest: f64,
}

impl Segmenter<'static> {
    /// The segmenter over the built-in lexicon, made once.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Segmenter<'static>> = OnceLock::new();
        BUILTIN.get_or_init(|| Segmenter::new(Lexicon::builtin()))
    }

    /// The built-in segmenter with a user's entries added; itself where there are none. It lives as long as the program.
    ///
    /// # Errors
    /// If an entry holds a pattern that is no regular expression.
    pub fn with(own: &LexiconData) -> Result<&'static Self, LexiconError> {
        if own.is_empty() {
            return Ok(Self::builtin());
        }
        let lexicon = Box::leak(Box::new(Lexicon::with(own)?));
        Ok(Box::leak(Box::new(Self::new(lexicon))))
    }
}

impl<'a> Segmenter<'a> {
    /// A segmenter that knows the dictionary's words and the lexicon's terms.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self { known: Known::new(lexicon), lexicon, rarest: libm::log(CORPUS_SIZE) }
    }

    /// The lexicon in use.
    #[must_use]
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The words of a normalised text, in order, without gaps. A word carries the concepts of every expression of the
    /// lexicon that covers it: 考核 in 评议考核 stands for both.
    #[must_use]
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let terms = self.lexicon.terms_in(text);
        let words = self.known.cut(text, &terms);
        let mut beginning = Beginning { terms: &terms };
        let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
        // By itself a word is the same wherever it stands, and most stand in several places.
        let mut known: FxHashMap<&str, u32> =
            FxHashMap::with_capacity_and_hasher(words.len() / 2, FxBuildHasher);
        for (index, range) in words.iter().enumerate() {
            let beginning = beginning.with(range.start);
            let token = match known.entry(&text[range.clone()]) {
                Entry::Occupied(first) => {
                    Token { range: range.clone(), ..tokens[*first.get() as usize].clone() }
                }
                Entry::Vacant(entry) => {
                    entry.insert(index as u32);
                    self.token(text, range.clone(), beginning)
                }
            };
            tokens.push(token);
        }
        let mut beginning = Beginning { terms: &terms };
        for index in 0..tokens.len() {
            let beginning = beginning.with(tokens[index].range.start);
            self.add_terms(text, index, beginning, &mut tokens);
        }
        self.add_patterns(text, &mut tokens);
        tokens
    }

    /// Concepts of the expressions of several words that begin with word `index` go to each of these words. A short
    /// expression must end where a word ends; a long one cannot stand there by chance.
    fn add_terms(&self, text: &str, index: usize, beginning: &[Found], tokens: &mut [Token]) {
        let Range { start, end } = tokens[index].range;
        let shorter = beginning.partition_point(|found| found.len <= end - start);
        for same in beginning[shorter..].chunk_by(|a, b| a.len == b.len).rev() {
            let end = start + same[0].len;
            let last = index + tokens[index..].iter().take_while(|token| token.range.end < end).count();
            let aligned = tokens.get(last).is_some_and(|token| token.range.end == end);
            if !aligned && text[start..end].chars().count() < CHANCELESS {
                continue;
            }
            for found in same {
                self.cover(&mut tokens[index..=last], self.lexicon.concepts_by_number(found.term));
            }
        }
    }

    fn cover(&self, tokens: &mut [Token], concepts: &[Meaning]) {
        let is_level = |own: &Meaning| self.lexicon.concept(own.concept()).kind == GroupKind::Level;
        let level = concepts.iter().any(is_level);
        let body = self.names_body(concepts);
        for token in tokens {
            token.is_body |= body;
            if level {
                token.class = WordClass::Level;
                token.weight = 0.0;
            }
            for found in concepts {
                // Without stopping at the first: several are compared in one step.
                let is_same = |known: &Meaning| known.concept() == found.concept();
                if !token.concepts.iter().fold(false, |any, known| any | is_same(known)) {
                    token.concepts.push(*found);
                }
            }
        }
    }

    /// `beginning` are the terms that begin where the word does.
    fn token(&self, text: &str, range: Range<usize>, beginning: &[Found]) -> Token {
        let word = &text[range.clone()];
        let same = beginning.iter().filter(|found| found.len == word.len());
        let mut concepts: TinyVec<_> =
            same.flat_map(|found| self.lexicon.concepts_by_number(found.term)).copied().collect();
        if concepts.is_empty()
            && let Some(rest) = strip_level(word)
        {
            concepts.extend(self.lexicon.concepts_of(rest));
        }
        let class = self.class(word, &concepts);
        let is_body = self.names_body(&concepts);
        let weight = match class {
            WordClass::Content | WordClass::Action => self.weight(word),
            _ => 0.0,
        };
        Token { range, concepts, patterns: TinyVec::new(), is_body, weight, class }
    }

    fn class(&self, word: &str, concepts: &[Meaning]) -> WordClass {
        let kinds = || concepts.iter().map(|own| self.lexicon.concept(own.concept()).kind);
        let first = word.chars().next().unwrap_or(' ');
        if kinds().any(|kind| kind == GroupKind::Level) {
            WordClass::Level
        } else if first.is_ascii_digit() {
            WordClass::Number
        } else if !is_han(first) && !first.is_alphanumeric() {
            WordClass::Mark
        } else if kinds().any(|kind| kind == GroupKind::Filler) || is_function_word(word) {
            WordClass::Filler
        } else if kinds().any(|kind| kind == GroupKind::Action) {
            WordClass::Action
        } else {
            WordClass::Content
        }
    }

    fn names_body(&self, concepts: &[Meaning]) -> bool {
        concepts
            .iter()
            .any(|own| own.strength() == Strength::Full && self.lexicon.concept(own.concept()).is_body)
    }

    /// Rarity by jieba's frequencies, between 0.1 and 1.
    fn weight(&self, word: &str) -> f32 {
        let characters = word.chars().count();
        if characters == 1 {
            return 0.15;
        }
        // Not `suggest_freq`: it cuts the word anew, and rounds differently in the browser.
        let dictionary = Dictionary::builtin();
        let frequency = dictionary.frequency(word).unwrap_or_else(|| {
            let own = self.lexicon.knows(word)
                && is_word_of_its_own(word, |part| dictionary.frequency(part).is_some());
            if own { TERM_FREQUENCY } else { UNKNOWN_FREQUENCY }
        });
        let frequency = frequency.max(2);
        // libm and not the platform's: the same everywhere.
        let rarity = libm::log(CORPUS_SIZE / frequency as f64) / self.rarest;
        (rarity as f32).clamp(0.1, 1.0)
    }

    /// Concepts of expressions with gaps go to the words that they cover.
    fn add_patterns(&self, text: &str, tokens: &mut [Token]) {
        for (found, concept) in self.lexicon.patterns_in(text) {
            let level = self.lexicon.concept(concept).kind == GroupKind::Level;
            let from = tokens.partition_point(|token| token.range.end <= found.start);
            let covered = tokens[from..].iter_mut().take_while(|token| token.range.start < found.end);
            for token in covered.filter(|token| token.class != WordClass::Mark) {
                if level {
                    token.class = WordClass::Level;
                    token.weight = 0.0;
                }
                if !token.patterns.contains(&concept) {
                    token.patterns.push(concept);
                }
            }
        }
    }
}

/// The terms of a text, as far as no word has gone past them.
struct Beginning<'t> {
    terms: &'t [Found],
}

impl<'t> Beginning<'t> {
    /// Those that begin at a place, behind all that was asked for before.
    fn with(&mut self, at: usize) -> &'t [Found] {
        let before = self.terms.iter().take_while(|found| found.at < at).count();
        let rest = &self.terms[before..];
        let own = rest.iter().take_while(|found| found.at == at).count();
        self.terms = &rest[own..];
        &rest[..own]
    }
}

/// The word without a character of level before it, if it has one: 省食安委 → 食安委, 州政府 → 政府.
fn strip_level(word: &str) -> Option<&str> {
    word.strip_prefix(['省', '市', '州', '县', '区', '盟', '旗', '镇', '乡'])
        .filter(|rest| rest.chars().count() >= 2)
}

/// Words that only join others.
fn is_function_word(word: &str) -> bool {
    const WORDS: &str = "的 了 和 与 及 等 在 对 为 以 并 或 是 有 将 由 把 被 使 让 向 于 从 到 按 就 也 都 要 其 之 所 各 该 本 此 这 那 \
        上 下 中 内 外 前 后 间 时 个 次 项 名 年 月 日 市 省 州 县 区 一 二 三 四 五 六 七 八 九 十 两 第 不 再 又 还 已 至 地 得 着 过 \
        起 来 去 出 入 进 做 抓 好 我 你 我们 你们 他们 以及 及其 并且 因此 从而 其中 以上 以下 之间 一个 一次 一批";
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WORDS.split_ascii_whitespace().collect());
    KNOWN.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cover_the_text_without_gaps() {
        let text = "督促各市（州）、县（区）党委政府研究制定贯彻落实《实施意见》的具体措施。";
        let tokens = Segmenter::builtin().tokens(text);
        assert_eq!(tokens.first().map(|token| token.range.start), Some(0));
        assert_eq!(tokens.last().map(|token| token.range.end), Some(text.len()));
        assert!(tokens.windows(2).all(|pair| pair[0].range.end == pair[1].range.start));
    }

    #[test]
    fn levels_carry_no_weight() {
        let tokens = Segmenter::builtin().tokens("通报各市（州）食品安全工作");
        let level: Vec<_> = tokens.iter().filter(|token| token.class == WordClass::Level).collect();
        assert!(!level.is_empty() && level.iter().all(|token| token.weight == 0.0));
    }
}
