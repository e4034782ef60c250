//! From the parsed expression to what is stepped through.

use std::collections::BTreeMap;

use regex_syntax::hir::Look;

use super::Pattern;
use super::expression::Expression;

/// No expression takes more steps than this.
const OPS: usize = 20_000;

/// Where characters lead to, in the order of the characters.
pub(super) type Ways = Box<[(char, Box<[u32]>)]>;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Op {
    /// These characters stand here.
    Text(Box<str>),
    /// A character of the set stands here.
    Set(Set),
    /// Several characters of the set stand here, at least and at most so many; as many as can be, or as few.
    Loop { set: Set, min: u32, max: u32, greedy: bool },
    /// Goes on at the first place, and at the second if that fails.
    Split { first: u32, second: u32 },
    /// Goes on at the first of the places that the next character leads to, and at the others one after the other.
    Switch(Ways),
    /// Goes on elsewhere.
    Jump(u32),
    /// Notes the place in a slot.
    Save(u32),
    /// The place is such a one.
    Look(Look),
    /// It matches.
    End,
}

/// A set of characters: rising ranges, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set(Box<[(char, char)]>);

/// Sets of no more ranges are looked through from the front.
const FEW: usize = 6;

impl Set {
    #[inline]
    pub(super) fn has(&self, character: char) -> bool {
        if self.0.len() <= FEW {
            return self.0.iter().any(|(first, last)| *first <= character && character <= *last);
        }
        let place = self.0.partition_point(|(_, last)| *last < character);
        self.0.get(place).is_some_and(|(first, _)| *first <= character)
    }
}

/// A character stands for itself and its next neighbours, this many in all.
const BLOCK: u32 = 16;
/// Characters from here on are not told apart.
const RARE: u32 = 0x1_0000;

/// The characters that a match may begin with, and their neighbours.
#[derive(Debug, Clone)]
pub(super) struct First(Box<[u64]>);

impl First {
    fn new() -> Self {
        Self(vec![0; (RARE / BLOCK / u64::BITS) as usize + 1].into())
    }

    fn place(character: u32) -> (usize, u64) {
        let block = character.min(RARE) / BLOCK;
        ((block / u64::BITS) as usize, 1 << (block % u64::BITS))
    }

    #[inline]
    pub(super) fn has(&self, character: char) -> bool {
        let (place, bit) = Self::place(character as u32);
        self.0[place] & bit != 0
    }

    fn add(&mut self, first: char, last: char) {
        for character in (first as u32 / BLOCK..=(last as u32).min(RARE) / BLOCK).map(|block| block * BLOCK) {
            let (place, bit) = Self::place(character);
            self.0[place] |= bit;
        }
        if last as u32 >= RARE {
            let (place, bit) = Self::place(RARE);
            self.0[place] |= bit;
        }
    }
}

/// The expression ready for use; none if it is too large.
pub(super) fn pattern(expression: &Expression) -> Option<Pattern> {
    let mut compiler = Compiler::default();
    compiler.add(expression)?;
    compiler.push(Op::End)?;
    let ops = compiler.ops.into_boxed_slice();
    let mut first = First::new();
    let empty = starts(&ops, 0, &mut |from, to| first.add(from, to), &mut vec![false; ops.len()]);
    if empty {
        first.add('\0', char::MAX);
    }
    Some(Pattern {
        groups: expression.groups() + 1,
        names: compiler.names.into_boxed_slice(),
        circular: compiler.circular,
        first,
        empty,
        anchored: expression.is_anchored(),
        ops,
    })
}

/// Adds the characters that may come first from step `at` on, as ranges; returns whether there need be none.
pub(super) fn starts(ops: &[Op], at: usize, add: &mut impl FnMut(char, char), seen: &mut [bool]) -> bool {
    if std::mem::replace(&mut seen[at], true) {
        return false;
    }
    match &ops[at] {
        Op::Text(text) => text.chars().take(1).for_each(|own| add(own, own)),
        Op::Set(set) | Op::Loop { set, .. } => set.0.iter().for_each(|range| add(range.0, range.1)),
        Op::Switch(ways) => ways.iter().for_each(|(own, _)| add(*own, *own)),
        _ => {}
    }
    match &ops[at] {
        Op::Text(_) | Op::Set(_) | Op::Switch(_) => false,
        Op::Loop { min, .. } if *min > 0 => false,
        Op::Loop { .. } | Op::Save(_) | Op::Look(_) => starts(ops, at + 1, add, seen),
        Op::Split { first: one, second } => {
            let one = starts(ops, *one as usize, add, seen);
            starts(ops, *second as usize, add, seen) || one
        }
        Op::Jump(to) => starts(ops, *to as usize, add, seen),
        Op::End => true,
    }
}

/// Adds the characters that may come second from step `at` on, as ranges; returns whether there need be none.
pub(super) fn seconds(ops: &[Op], at: usize, add: &mut impl FnMut(char, char), seen: &mut [bool]) -> bool {
    if std::mem::replace(&mut seen[at], true) {
        return false;
    }
    match &ops[at] {
        Op::Text(text) => match text.chars().nth(1) {
            Some(second) => {
                add(second, second);
                false
            }
            None => starts(ops, at + 1, add, &mut vec![false; ops.len()]),
        },
        Op::Set(_) => starts(ops, at + 1, add, &mut vec![false; ops.len()]),
        Op::Loop { set, min, max, .. } => {
            if *max > 1 {
                set.0.iter().for_each(|range| add(range.0, range.1));
            }
            let once = *min <= 1 && starts(ops, at + 1, add, &mut vec![false; ops.len()]);
            *min == 0 && seconds(ops, at + 1, add, seen) || once
        }
        Op::Switch(ways) => {
            // All of them are asked, as each has characters to add.
            let mut none = false;
            for to in ways.iter().flat_map(|(_, to)| to) {
                none |= seconds(ops, *to as usize, add, seen);
            }
            none
        }
        Op::Save(_) | Op::Look(_) => seconds(ops, at + 1, add, seen),
        Op::Split { first: one, second } => {
            let one = seconds(ops, *one as usize, add, seen);
            seconds(ops, *second as usize, add, seen) || one
        }
        Op::Jump(to) => seconds(ops, *to as usize, add, seen),
        Op::End => true,
    }
}

/// No more characters are looked up than this.
const WAYS: usize = 64;
/// So many alternatives are worth looking up.
const MANY: usize = 4;

/// The characters that come first from step `at` on, so far as these are few, there must be one, and they are found in so
/// many steps.
fn few(ops: &[Op], at: usize, out: &mut Vec<char>, steps: usize) -> Option<()> {
    let steps = steps.checked_sub(1).filter(|_| out.len() <= WAYS)?;
    match ops.get(at)? {
        Op::Text(text) => out.push(text.chars().next()?),
        Op::Set(set) => few_of(set, out)?,
        Op::Loop { set, min, .. } => {
            few_of(set, out)?;
            if *min == 0 {
                few(ops, at + 1, out, steps)?;
            }
        }
        Op::Split { first, second } => {
            few(ops, *first as usize, out, steps)?;
            few(ops, *second as usize, out, steps)?;
        }
        Op::Switch(ways) => out.extend(ways.iter().map(|(own, _)| *own)),
        Op::Save(_) | Op::Look(_) => few(ops, at + 1, out, steps)?,
        // Only what is left open behind an empty part leads there.
        Op::Jump(_) | Op::End => return None,
    }
    Some(())
}

fn few_of(set: &Set, out: &mut Vec<char>) -> Option<()> {
    let count: usize = set.0.iter().map(|(first, last)| *last as usize - *first as usize + 1).sum();
    (count <= WAYS).then(|| out.extend(set.0.iter().flat_map(|(first, last)| *first..=*last)))
}

#[derive(Default)]
struct Compiler {
    ops: Vec<Op>,
    names: Vec<(Box<str>, usize)>,
    /// Whether some steps may lead back to where they began, at the same place.
    circular: bool,
}

/// The place that a step leads to before it is known.
const OPEN: u32 = u32::MAX;

impl Compiler {
    fn push(&mut self, op: Op) -> Option<usize> {
        self.ops.push(op);
        (self.ops.len() <= OPS).then(|| self.ops.len() - 1)
    }

    fn next(&self) -> u32 {
        self.ops.len() as u32
    }

    fn add(&mut self, expression: &Expression) -> Option<()> {
        match expression {
            Expression::Empty => {}
            Expression::Text(text) => {
                self.push(Op::Text(text.as_str().into()))?;
            }
            Expression::Set(ranges) => {
                self.push(Op::Set(Set(ranges.as_slice().into())))?;
            }
            Expression::Look(look) => {
                self.push(Op::Look(*look))?;
            }
            Expression::Repeat { min, max, greedy, part } => self.repetition(*min, *max, *greedy, part)?,
            Expression::Group { group, name, part } => {
                if let Some(name) = name
                    && !self.names.iter().any(|(known, _)| known == name)
                {
                    self.names.push((name.clone(), *group as usize));
                }
                self.push(Op::Save(2 * group))?;
                self.add(part)?;
                self.push(Op::Save(2 * group + 1))?;
            }
            Expression::All(parts) => parts.iter().try_for_each(|part| self.add(part))?,
            Expression::Any(parts) => self.alternation(parts)?,
        }
        Some(())
    }

    fn alternation(&mut self, parts: &[Expression]) -> Option<()> {
        let (begin, mut ends, mut starts) = (self.ops.len(), Vec::new(), Vec::new());
        for (number, part) in parts.iter().enumerate() {
            if number + 1 == parts.len() {
                starts.push(self.next());
                self.add(part)?;
            } else {
                let split = self.split(true)?;
                starts.push(self.next());
                self.add(part)?;
                ends.push(self.push(Op::Jump(OPEN))?);
                self.close(split);
            }
        }
        let end = self.next();
        ends.into_iter().for_each(|own| self.ops[own] = Op::Jump(end));
        if parts.len() >= MANY
            && let Some(ways) = self.ways(&starts)
        {
            self.ops[begin] = Op::Switch(ways);
        }
        Some(())
    }

    /// For each character, the alternatives that it may begin; none if there are too many.
    fn ways(&self, starts: &[u32]) -> Option<Ways> {
        let mut ways: BTreeMap<char, Vec<u32>> = BTreeMap::new();
        for start in starts {
            let mut own = Vec::new();
            few(&self.ops, *start as usize, &mut own, WAYS)?;
            own.sort_unstable();
            own.dedup();
            own.into_iter().for_each(|character| ways.entry(character).or_default().push(*start));
        }
        Some(ways.into_iter().map(|(character, starts)| (character, starts.into())).collect())
    }

    fn repetition(&mut self, min: u32, max: Option<u32>, greedy: bool, part: &Expression) -> Option<()> {
        if let Some(set) = single(part) {
            self.push(Op::Loop { set, min, max: max.unwrap_or(u32::MAX), greedy })?;
            return Some(());
        }
        let exactly = if max.is_none() { min.saturating_sub(1) } else { min };
        for _ in 0..exactly {
            self.add(part)?;
        }
        let Some(max) = max else { return self.without_end(part, min, greedy) };
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.split(greedy)?);
            self.add(part)?;
        }
        splits.into_iter().for_each(|split| self.close(split));
        Some(())
    }

    /// `part` any number of times, once at least if `min` is not 0.
    fn without_end(&mut self, part: &Expression, min: u32, greedy: bool) -> Option<()> {
        if min == 0 && !part.may_be_empty() {
            let split = self.split(greedy)?;
            self.add(part)?;
            self.push(Op::Jump(split as u32))?;
            self.close(split);
            return Some(());
        }
        // What may be empty comes once or more, or not at all: so the regex crate has it, and so preferences stay right.
        self.circular |= part.may_be_empty();
        let skip = if min == 0 { Some(self.split(greedy)?) } else { None };
        let start = self.next();
        self.add(part)?;
        let end = self.next() + 1;
        let (first, second) = if greedy { (start, end) } else { (end, start) };
        self.push(Op::Split { first, second })?;
        if let Some(skip) = skip {
            self.close(skip);
        }
        Some(())
    }

    /// A split whose one way is the next step and whose other [`close`](Self::close) leads to the place reached then.
    fn split(&mut self, next_first: bool) -> Option<usize> {
        let next = self.next() + 1;
        let (first, second) = if next_first { (next, OPEN) } else { (OPEN, next) };
        self.push(Op::Split { first, second })
    }

    fn close(&mut self, split: usize) {
        let next = self.next();
        if let Op::Split { first, second } = &mut self.ops[split] {
            let open = if *first == OPEN { first } else { second };
            *open = next;
        }
    }
}

/// The set of an expression that stands for one character.
fn single(expression: &Expression) -> Option<Set> {
    match expression {
        Expression::Set(ranges) => Some(Set(ranges.as_slice().into())),
        Expression::Text(text) => {
            let mut characters = text.chars();
            let first = characters.next().filter(|_| characters.next().is_none())?;
            Some(Set(Box::new([(first, first)])))
        }
        _ => None,
    }
}
