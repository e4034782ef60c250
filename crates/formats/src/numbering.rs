//! Automatic numbers. They are not in the text, so they are counted here as Word counts them: in docx, doc and
//! wherever else lists have levels.

use std::collections::{HashMap, HashSet};

use crate::counting::Numeral;

/// Levels of a list.
pub(crate) const LEVELS: usize = 9;
/// A list may refer to a style's list; more steps than this are a circle.
const STEPS: usize = 8;
/// Characters of a level's text. It is written out before every paragraph of the level; what is longer is no number.
pub(crate) const LONGEST: usize = 64;

/// The lists of a document, with how far each has been counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    patterns: HashMap<String, Pattern>,
    lists: HashMap<String, List>,
    /// Counters of a pattern: lists of the same pattern go on with each other's numbers. `None` is not yet begun.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own start has been used, by level.
    restarted: HashSet<(String, usize)>,
}

/// How the levels of lists are numbered.
#[derive(Debug, Default, Clone)]
pub(crate) struct Pattern {
    pub levels: Vec<Level>,
    /// The style whose list this stands for.
    pub stands_for: Option<String>,
    /// The style that this is the list of.
    pub style: Option<String>,
}

/// How a level of a list is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Level {
    pub index: usize,
    pub start: u32,
    pub numeral: Numeral,
    /// With %1 to %9 for the numbers of the levels.
    pub text: String,
    /// Whether all numbers are written 1, 2, 3 (isLgl).
    pub legal: bool,
    /// Restarts after this level (counted from 1) or a higher one; 0 never; by default after any higher one.
    pub restart: Option<usize>,
    pub style: Option<String>,
}

/// A list: a pattern, perhaps with starts and levels of its own.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub pattern: String,
    pub starts: HashMap<usize, u32>,
    pub levels: Vec<Level>,
}

impl Numbering {
    /// Lists and their patterns, each by its name in the file. Texts of levels that are too long are given up.
    pub(crate) fn new(mut patterns: HashMap<String, Pattern>, mut lists: HashMap<String, List>) -> Self {
        let levels = patterns.values_mut().flat_map(|pattern| &mut pattern.levels);
        for level in levels.chain(lists.values_mut().flat_map(|list| &mut list.levels)) {
            if level.text.chars().nth(LONGEST).is_some() {
                level.text = String::new();
            }
        }
        let mut numbering = Self { patterns, lists, ..Self::default() };
        numbering.follow_links();
        numbering
    }

    /// Patterns that stand for the list of a style become that list.
    fn follow_links(&mut self) {
        let mut real: HashMap<String, String> = HashMap::new();
        for (id, pattern) in &self.patterns {
            let mut current = (id, pattern);
            for _ in 0..STEPS {
                let Some(wanted) = &current.1.stands_for else { break };
                let found = self.patterns.iter().find(|(_, other)| other.style.as_ref() == Some(wanted));
                match found {
                    Some(found) => current = found,
                    None => break,
                }
            }
            if current.0 != id {
                real.insert(id.clone(), current.0.clone());
            }
        }
        for list in self.lists.values_mut() {
            if let Some(pattern) = real.get(&list.pattern) {
                list.pattern.clone_from(pattern);
            }
        }
    }

    /// The level of a list that is linked to a paragraph style.
    pub(crate) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let list = self.lists.get(list)?;
        let pattern = self.patterns.get(&list.pattern)?;
        let mut levels = list.levels.iter().chain(&pattern.levels);
        levels.find(|level| level.style.as_deref() == Some(style)).map(|level| level.index as u8)
    }

    /// Counts one more paragraph of a list; what stands before its text, as a reader sees it.
    pub(crate) fn next(&mut self, list: &str, level: u8) -> Option<String> {
        let index = usize::from(level).min(LEVELS - 1);
        let own = self.lists.get(list)?;
        let pattern = self.patterns.get(&own.pattern)?;
        let of = |index: usize| {
            let mut levels = own.levels.iter().chain(&pattern.levels);
            levels.find(|level| level.index == index)
        };
        let definition = of(index)?;
        let counters = self.counters.entry(own.pattern.clone()).or_default();
        let begins = own.starts.get(&index).copied();
        counters[index] = Some(match (begins, counters[index]) {
            (Some(start), _) if self.restarted.insert((list.to_owned(), index)) => start,
            (begins, None) => begins.unwrap_or(definition.start),
            (_, Some(before)) => before.saturating_add(1),
        });
        for (deeper, counter) in counters.iter_mut().enumerate().skip(index + 1) {
            let restart = of(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|after| index < after) {
                *counter = None;
            }
        }
        // A level that was skipped shows its start, and has begun with it.
        for (upper, counter) in counters.iter_mut().enumerate().take(index) {
            counter.get_or_insert_with(|| of(upper).map_or(1, |level| level.start));
        }
        Some(render(definition, counters, of))
    }
}

fn render<'a>(
    level: &Level,
    counters: &[Option<u32>; LEVELS],
    of: impl Fn(usize) -> Option<&'a Level>,
) -> String {
    if level.numeral == Numeral::None && !level.text.contains('%') {
        // A bullet says nothing.
        return String::new();
    }
    let mut out = String::new();
    let mut characters = level.text.chars().peekable();
    while let Some(character) = characters.next() {
        let shown =
            (character == '%').then(|| characters.peek().and_then(|next| next.to_digit(10))).flatten();
        let Some(shown) = shown.filter(|shown| (1..=LEVELS as u32).contains(shown)) else {
            out.push(character);
            continue;
        };
        characters.next();
        let index = shown as usize - 1;
        let number = counters[index].unwrap_or(0);
        let numeral = of(index).map_or(Numeral::Decimal, |level| level.numeral);
        out.push_str(&if level.legal { Numeral::Decimal } else { numeral }.write(number));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering() -> Numbering {
        let level = |index: usize, numeral, text: &str| Level {
            index,
            start: 1,
            numeral,
            text: text.to_owned(),
            legal: false,
            restart: None,
            style: None,
        };
        let levels = vec![
            level(0, Numeral::Chinese, "%1、"),
            level(1, Numeral::Chinese, "（%2）"),
            Level { legal: true, ..level(2, Numeral::Decimal, "%1.%2.%3") },
        ];
        let list = |starts: &[(usize, u32)]| List {
            pattern: "0".to_owned(),
            starts: starts.iter().copied().collect(),
            levels: Vec::new(),
        };
        Numbering {
            patterns: HashMap::from([("0".to_owned(), Pattern { levels, ..Pattern::default() })]),
            lists: HashMap::from([("1".to_owned(), list(&[])), ("2".to_owned(), list(&[(0, 5)]))]),
            ..Numbering::default()
        }
    }

    #[test]
    fn counts_levels_and_restarts() {
        let mut numbering = numbering();
        let steps =
            [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1), ("2", 0), ("2", 0), ("1", 0)];
        let labels: Vec<String> =
            steps.iter().filter_map(|(list, level)| numbering.next(list, *level)).collect();
        assert_eq!(labels, ["一、", "（一）", "（二）", "1.2.1", "二、", "（一）", "五、", "六、", "七、"]);
        assert_eq!(numbering.next("9", 0), None);
    }

    #[test]
    fn a_level_that_was_skipped_shows_its_start() {
        assert_eq!(numbering().next("1", 2).as_deref(), Some("1.1.1"));
    }
}
