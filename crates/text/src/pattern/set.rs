//! Several expressions over the same texts: one pass through a text finds where any of them may begin.

use std::ops::Range;

use super::compile::{seconds, starts};
use super::{Captures, Match, Pattern, Room};

/// Characters from here on are rare: any expression may begin with them.
const RARE: usize = 0x1_0000;
/// An expression that may have more characters of one range than this at a place is taken to have any.
const MANY: u32 = 0x400;

/// Expressions that are looked for in the same texts.
#[derive(Debug)]
pub struct PatternSet {
    patterns: Vec<&'static Pattern>,
    first: Characters,
    second: Characters,
    /// Those that may match a single character.
    single: u32,
}

/// Which expressions may have a character at some place: a bit for each.
#[derive(Debug)]
struct Characters {
    /// By character.
    own: Vec<u32>,
    /// Those that may have nearly all.
    any: u32,
}

/// A text with the places where the expressions of a set may begin.
#[derive(Debug)]
pub struct Marked<'t> {
    text: &'t str,
    set: &'static PatternSet,
    /// In order: the place, and a bit for each of the expressions.
    places: Vec<(u32, u32)>,
    /// The bits of all places.
    anywhere: u32,
    room: Room,
}

impl PatternSet {
    /// Makes a set of 32 expressions at most; those behind them are not in it.
    #[must_use]
    pub fn new(patterns: &[&'static Pattern]) -> Self {
        let patterns: Vec<_> = patterns.iter().take(u32::BITS as usize).copied().collect();
        let mut set = Self { first: Characters::new(), second: Characters::new(), single: 0, patterns };
        for (number, Pattern { ops, .. }) in set.patterns.iter().enumerate() {
            let bit = 1 << number;
            starts(ops, 0, &mut |first, last| set.first.add(bit, first, last), &mut vec![false; ops.len()]);
            let mut add = |first, last| set.second.add(bit, first, last);
            if seconds(ops, 0, &mut add, &mut vec![false; ops.len()]) {
                set.second.any |= bit;
                set.single |= bit;
            }
        }
        set
    }

    /// Looks through a text.
    #[must_use]
    pub fn mark<'t>(&'static self, text: &'t str) -> Marked<'t> {
        let mut places = Vec::with_capacity(text.len() / 6 + 1);
        let mut anywhere = 0;
        let mut add = |at: usize, bits: u32| {
            if bits != 0 {
                places.push((at as u32, bits));
                anywhere |= bits;
            }
        };
        let (mut before, mut bits) = (0, 0);
        for (at, character) in text.char_indices() {
            add(before, bits & self.second.of(character));
            (before, bits) = (at, self.first.of(character));
        }
        add(before, bits & self.single);
        Marked { text, set: self, places, anywhere, room: Room::default() }
    }
}

impl Characters {
    fn new() -> Self {
        Self { own: vec![0; RARE], any: 0 }
    }

    /// Of rare characters none is told from the others.
    fn of(&self, character: char) -> u32 {
        self.own.get(character as usize).copied().unwrap_or(u32::MAX) | self.any
    }

    fn add(&mut self, bit: u32, first: char, last: char) {
        let (first, last) = (first as u32, last as u32);
        if last - first > MANY {
            self.any |= bit;
        } else {
            let end = self.own.len().min(last as usize + 1);
            self.own[end.min(first as usize)..end].iter_mut().for_each(|own| *own |= bit);
        }
    }
}

impl<'t> Marked<'t> {
    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether `pattern` matches anywhere. Those of the set are found soonest, others as well.
    #[must_use]
    pub fn is_match(&self, pattern: &'static Pattern) -> bool {
        self.search(pattern)(0).is_some()
    }

    /// Every match of `pattern` that does not overlap the one before.
    pub fn find_iter(&self, pattern: &'static Pattern) -> impl Iterator<Item = Match<'t>> {
        pattern.matches(self.text, self.search(pattern))
    }

    /// Every match of `pattern` that does not overlap the one before, with its groups.
    pub fn captures_iter(&self, pattern: &'static Pattern) -> impl Iterator<Item = Captures<'static, 't>> {
        pattern.all_captures(self.text, self.search(pattern))
    }

    /// Finds the first match that begins at a place or behind.
    fn search(&self, pattern: &'static Pattern) -> impl Fn(usize) -> Option<Range<usize>> {
        let number = self.set.patterns.iter().position(|own| std::ptr::eq(*own, pattern));
        // An empty match begins with no character.
        let bit = number.filter(|_| !pattern.anchored && !pattern.empty).map_or(0, |number| 1 << number);
        move |from| {
            if bit == 0 {
                return pattern.search_in(self.text, from, &self.room);
            }
            if bit & self.anywhere == 0 {
                return None;
            }
            let first = self.places.partition_point(|(at, _)| (*at as usize) < from);
            let places = self.places[first..].iter().filter(|(_, own)| own & bit != 0);
            pattern.first_at(self.text, places.map(|(at, _)| *at as usize), &self.room)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
        let sources = [
            "[0-9]+月",
            "(?:不|至少)?([一二三]+)(?:个|次)",
            "^一",
            "次$",
            "[^一]次",
            "x*",
            "每.{0,3}次",
            "一?月|(?:次|个)x?",
            "[个月]{2}?",
        ];
        sources.iter().map(|source| Pattern::new(source).expect("an expression")).collect()
    });
    static SET: LazyLock<PatternSet> =
        LazyLock::new(|| PatternSet::new(&PATTERNS.iter().collect::<Vec<_>>()));

    proptest! {
        #[test]
        fn marked_texts_hold_the_matches_that_are_found_without_marks(text in "[一二三每不次个月0-9x𠮷]{0,30}") {
            let marked = SET.mark(&text);
            for pattern in PATTERNS.iter() {
                prop_assert_eq!(marked.is_match(pattern), pattern.is_match(&text));
                prop_assert!(marked.find_iter(pattern).eq(pattern.find_iter(&text)));
                let groups = |found: Captures<'_, '_>| found.iter().map(|own| own.map(|own| own.range())).collect::<Vec<_>>();
                prop_assert!(marked.captures_iter(pattern).map(groups).eq(pattern.captures_iter(&text).map(groups)));
            }
        }
    }
}
