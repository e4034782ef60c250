//! Regular expressions for short Chinese texts: the syntax of the regex crate and its matches, ready in microseconds.
//!
//! An automaton over the bytes of `[^，。]{2,30}` has thousands of states, which pays over megabytes; sentences have some
//! fifty characters, and a program starts with hundreds of expressions. So that these step through characters and go back
//! where they fail; whoever fails too often remembers where, so that no expression takes more than its length times the text's.

mod compile;
pub(crate) mod expression;
mod run;
mod set;

use std::borrow::Borrow;
use std::cell::RefCell;
use std::ops::{Index, Range};

use compile::{First, Op};
use expression::Expression;
use run::{Back, Run};

pub use set::{Marked, PatternSet};

/// Why an expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is no regular expression; the error shows where.
    #[error("{0}")]
    Syntax(Box<regex_syntax::Error>),
    /// Its repetitions, written out, are too many.
    #[error("重复次数太多，请缩短 (the repetitions of this expression make it too large)")]
    TooLarge,
}

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Pattern {
    ops: Box<[Op]>,
    /// Names of the groups, with their numbers.
    names: Box<[(Box<str>, usize)]>,
    /// How many groups there are, the whole match among them.
    groups: usize,
    /// What a match may begin with.
    first: First,
    /// Whether a match may begin where there is no character.
    empty: bool,
    /// Whether it may go round in circles.
    circular: bool,
    /// Whether a match can only begin where the text does.
    anchored: bool,
}

/// Where an expression matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

/// Where an expression and its groups match.
#[derive(Debug, Clone)]
pub struct Captures<'p, 't> {
    pattern: &'p Pattern,
    text: &'t str,
    /// Start and end of each group; [`NONE`] of one that took no part.
    slots: Vec<usize>,
}

/// What a search works with, kept from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Room(RefCell<Vec<Back>>);

/// The place of what is nowhere.
const NONE: usize = usize::MAX;

impl Pattern {
    /// Makes an expression ready.
    ///
    /// # Errors
    /// If it is none, or one too large to be used.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        let parsed = Expression::parse(source).map_err(PatternError::Syntax)?;
        compile::pattern(&parsed).ok_or(PatternError::TooLarge)
    }

    /// Makes an expression ready that stands in code or in the program's own data.
    ///
    /// # Panics
    /// If it is none, which the tests of whoever uses it rule out.
    #[must_use]
    #[allow(clippy::expect_used)]
    pub fn constant(source: &str) -> Self {
        Self::new(source).expect("the program's own expressions are compiled in the tests")
    }

    /// Makes an expression ready that was [packed](Expression::pack); none of one too large to be used.
    pub(crate) fn unpack(mut packed: &[u8]) -> Option<Self> {
        compile::pattern(&Expression::unpack(&mut packed))
    }

    /// Whether it matches anywhere in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.search(text, 0).is_some()
    }

    /// The first match in `text`.
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.search(text, 0).map(|range| Match { text, start: range.start, end: range.end })
    }

    /// Every match in `text` that does not overlap the one before.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.find_iter_in(text, Room::default())
    }

    /// The same for whoever searches often, and has room for it.
    pub(crate) fn find_iter_in<'t>(
        &self,
        text: &'t str,
        room: impl Borrow<Room>,
    ) -> impl Iterator<Item = Match<'t>> {
        self.matches(text, move |at| self.search_in(text, at, room.borrow()))
    }

    /// Every match in `text` that does not overlap the one before, with its groups.
    pub fn captures_iter<'p, 't>(&'p self, text: &'t str) -> impl Iterator<Item = Captures<'p, 't>> {
        self.all_captures(text, |at| self.search(text, at))
    }

    /// Every match, where `search` finds the first one from a place on.
    fn matches<'t>(
        &self,
        text: &'t str,
        search: impl Fn(usize) -> Option<Range<usize>>,
    ) -> impl Iterator<Item = Match<'t>> {
        let mut from = From::default();
        std::iter::from_fn(move || {
            let range = from.next(text, &search)?;
            Some(Match { text, start: range.start, end: range.end })
        })
    }

    /// Every match with its groups, where `search` finds the first one from a place on.
    fn all_captures<'p, 't>(
        &'p self,
        text: &'t str,
        search: impl Fn(usize) -> Option<Range<usize>>,
    ) -> impl Iterator<Item = Captures<'p, 't>> {
        let mut from = From::default();
        std::iter::from_fn(move || {
            let range = from.next(text, &search)?;
            let mut slots = vec![NONE; 2 * self.groups];
            Run::new(self, text, &mut slots, &mut Vec::new()).at(range.start);
            (slots[0], slots[1]) = (range.start, range.end);
            Some(Captures { pattern: self, text, slots })
        })
    }

    /// The first match in `text`, with its groups.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'_, 't>> {
        self.captures_iter(text).next()
    }

    /// The first match that begins at `from` or behind.
    fn search(&self, text: &str, from: usize) -> Option<Range<usize>> {
        self.search_in(text, from, &Room::default())
    }

    fn search_in(&self, text: &str, from: usize, room: &Room) -> Option<Range<usize>> {
        if self.anchored {
            let begins = || self.empty || text.chars().next().is_some_and(|own| self.first.has(own));
            return self.first_at(text, (from == 0 && begins()).then_some(0).into_iter(), room);
        }
        let characters = text[from..].char_indices();
        let places = characters.filter(|(_, character)| self.first.has(*character)).map(|(at, _)| from + at);
        self.first_at(text, places.chain(self.empty.then_some(text.len())), room)
    }

    /// The first match that begins at one of some places.
    fn first_at(
        &self,
        text: &str,
        mut places: impl Iterator<Item = usize>,
        room: &Room,
    ) -> Option<Range<usize>> {
        let mut back = room.0.borrow_mut();
        let mut run = Run::new(self, text, &mut [], &mut back);
        places.find_map(|at| run.at(at).map(|end| at..end))
    }
}

/// Where to look for the next match: behind the last one, and for none that is empty right behind it.
#[derive(Default)]
struct From {
    at: usize,
    last: Option<usize>,
}

impl From {
    fn next(&mut self, text: &str, search: impl Fn(usize) -> Option<Range<usize>>) -> Option<Range<usize>> {
        let mut found = (self.at <= text.len()).then(|| search(self.at))??;
        if found.is_empty() && self.last == Some(found.end) {
            self.at += text[self.at..].chars().next()?.len_utf8();
            found = search(self.at)?;
        }
        self.at = found.end;
        self.last = Some(found.end);
        Some(found)
    }
}

impl<'t> Match<'t> {
    /// Where it starts: bytes of the text.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Where it ends: bytes of the text.
    #[must_use]
    pub fn end(&self) -> usize {
        self.end
    }

    /// Where it stands: bytes of the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Its words.
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        &self.text[self.range()]
    }
}

impl<'t> Captures<'_, 't> {
    /// A group by its number, if it took part; 0 is the whole match.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<Match<'t>> {
        let (start, end) = (*self.slots.get(2 * group)?, *self.slots.get(2 * group + 1)?);
        (start != NONE && end != NONE).then_some(Match { text: self.text, start, end })
    }

    /// A group by its name, if it took part.
    #[must_use]
    pub fn name(&self, name: &str) -> Option<Match<'t>> {
        let names = &self.pattern.names;
        names.iter().find(|(known, _)| **known == *name).and_then(|(_, group)| self.get(*group))
    }

    /// All groups in order, the whole match first.
    pub fn iter(&self) -> impl Iterator<Item = Option<Match<'t>>> {
        (0..self.pattern.groups).map(|group| self.get(group))
    }
}

/// The words of a group; those of one that took no part are none.
impl Index<usize> for Captures<'_, '_> {
    type Output = str;

    fn index(&self, group: usize) -> &str {
        self.get(group).map_or("", |found| found.as_str())
    }
}

/// The words of a group; those of one that took no part are none.
impl Index<&str> for Captures<'_, '_> {
    type Output = str;

    fn index(&self, name: &str) -> &str {
        self.name(name).map_or("", |found| found.as_str())
    }
}
