//! Stepping through an expression.

use std::collections::HashSet;

use regex_syntax::hir::Look;

use super::Pattern;
use super::compile::{Op, Ways};

/// Whoever decides so often from one place remembers from then on where it has been in vain.
const PATIENCE: u32 = 4_000;

/// An expression on its way through a text.
pub(super) struct Run<'a> {
    ops: &'a [Op],
    text: &'a str,
    slots: &'a mut [usize],
    /// Where to go on after a failure, the last first.
    back: &'a mut Vec<Back>,
    /// Whoever decides so often from one place remembers where it has been; from the first on where it could go round in circles.
    patience: u32,
    /// How often it had to decide.
    decisions: u32,
    /// Steps and places from which no match was found, once it decided often.
    vain: Option<HashSet<(u32, usize)>>,
}

/// Where to go on after a failure.
#[derive(Debug)]
pub(super) enum Back {
    /// At a step, at a place.
    To { op: u32, at: usize },
    /// At a step, with one character less, but not before `least`.
    Less { op: u32, least: usize, at: usize },
    /// At the step behind a loop, with one character more.
    More { op: u32, at: usize, left: u32 },
    /// Further back, with a slot as it was.
    Slot { slot: u32, was: usize },
}

impl<'a> Run<'a> {
    pub(super) fn new(
        pattern: &'a Pattern,
        text: &'a str,
        slots: &'a mut [usize],
        back: &'a mut Vec<Back>,
    ) -> Self {
        let patience = if pattern.circular { 0 } else { PATIENCE };
        Self { ops: &pattern.ops, text, slots, back, patience, decisions: 0, vain: None }
    }

    /// Where a match that starts at `at` ends.
    pub(super) fn at(&mut self, mut at: usize) -> Option<usize> {
        let mut op = 0;
        self.back.clear();
        if self.decisions <= self.patience {
            self.decisions = 0;
        }
        loop {
            let next = match &self.ops[op as usize] {
                Op::End => return Some(at),
                Op::Text(text) => self.stands(text, at).then(|| (op + 1, at + text.len())),
                Op::Set(set) => {
                    let character = self.next(at).filter(|own| set.has(*own));
                    character.map(|own| (op + 1, at + own.len_utf8()))
                }
                Op::Loop { .. } => self.repeat(op, at),
                Op::Split { first, second } => self.split(op, *first, *second, at),
                Op::Switch(ways) => self.switch(op, ways, at),
                Op::Jump(to) => Some((*to, at)),
                Op::Save(slot) => {
                    if let Some(own) = self.slots.get_mut(*slot as usize) {
                        self.back.push(Back::Slot { slot: *slot, was: *own });
                        *own = at;
                    }
                    Some((op + 1, at))
                }
                Op::Look(look) => holds(*look, self.text, at).then_some((op + 1, at)),
            };
            (op, at) = match next {
                Some(next) => next,
                None => self.go_back()?,
            };
        }
    }

    /// Whether these characters stand at a place. They are few: comparing them here is faster than asking for it.
    fn stands(&self, text: &str, at: usize) -> bool {
        let rest = &self.text.as_bytes()[at..];
        rest.len() >= text.len() && text.bytes().zip(rest).all(|(own, other)| own == *other)
    }

    fn next(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn switch(&mut self, op: u32, ways: &'a Ways, at: usize) -> Option<(u32, usize)> {
        let character = self.next(at)?;
        let place = ways.binary_search_by_key(&character, |(own, _)| *own).ok()?;
        let (first, others) = ways[place].1.split_first()?;
        if !others.is_empty() {
            if self.was_in_vain(2 * op, at) {
                return None;
            }
            self.back.extend(others.iter().rev().map(|op| Back::To { op: *op, at }));
        }
        Some((*first, at))
    }

    fn split(&mut self, op: u32, first: u32, second: u32, at: usize) -> Option<(u32, usize)> {
        if self.was_in_vain(2 * op, at) {
            return None;
        }
        if !self.may(first, at) {
            return Some((second, at));
        }
        self.back.push(Back::To { op: second, at });
        Some((first, at))
    }

    fn repeat(&mut self, op: u32, at: usize) -> Option<(u32, usize)> {
        let Op::Loop { set, min, max, greedy } = &self.ops[op as usize] else { return None };
        let mut own = self.text[at..].chars();
        let (mut count, mut end, mut least) = (0, at, at);
        let wanted = if *greedy { *max } else { *min };
        while count < wanted {
            let Some(character) = own.next().filter(|own| set.has(*own)) else { break };
            end += character.len_utf8();
            count += 1;
            if count == *min {
                least = end;
            }
        }
        if count < *min || self.was_in_vain(2 * op, at) {
            return None;
        }
        if *greedy && end > least {
            self.back.push(Back::Less { op: op + 1, least, at: end });
        }
        if !*greedy && *max > *min {
            self.back.push(Back::More { op, at: end, left: *max - *min });
        }
        Some((op + 1, end))
    }

    /// Whether a step is not known to fail at a place.
    fn may(&self, op: u32, at: usize) -> bool {
        match &self.ops[op as usize] {
            Op::Text(text) => self.stands(text, at),
            Op::Set(set) => self.next(at).is_some_and(|own| set.has(own)),
            Op::Loop { set, min, .. } if *min > 0 => self.next(at).is_some_and(|own| set.has(own)),
            Op::Switch(ways) => {
                self.next(at).is_some_and(|own| ways.binary_search_by_key(&own, |(own, _)| *own).is_ok())
            }
            Op::Save(_) => self.may(op + 1, at),
            _ => true,
        }
    }

    /// The next step and place, after a failure.
    fn go_back(&mut self) -> Option<(u32, usize)> {
        self.decisions = self.decisions.saturating_add(1);
        loop {
            match self.back.pop()? {
                Back::To { op, at } => return Some((op, at)),
                Back::Slot { slot, was } => self.slots[slot as usize] = was,
                Back::Less { op, least, at } => {
                    let at = at - self.text[..at].chars().next_back().map_or(0, char::len_utf8);
                    if at > least {
                        self.back.push(Back::Less { op, least, at });
                    }
                    if self.may(op, at) && !self.was_in_vain(2 * op + 1, at) {
                        return Some((op, at));
                    }
                }
                Back::More { op, at, left } => {
                    let Op::Loop { set, .. } = &self.ops[op as usize] else { continue };
                    let Some(character) = self.next(at).filter(|own| set.has(*own)) else { continue };
                    let at = at + character.len_utf8();
                    if left > 1 {
                        self.back.push(Back::More { op, at, left: left - 1 });
                    }
                    if self.may(op + 1, at) && !self.was_in_vain(2 * (op + 1) + 1, at) {
                        return Some((op + 1, at));
                    }
                }
            }
        }
    }

    /// Whether this was tried before at this place; from now on it was. The same fails again, whatever the slots hold.
    fn was_in_vain(&mut self, key: u32, at: usize) -> bool {
        self.decisions = self.decisions.saturating_add(1);
        self.decisions > self.patience && !self.vain.get_or_insert_default().insert((key, at))
    }
}

/// Whether a place is such a one.
fn holds(look: Look, text: &str, at: usize) -> bool {
    let before = || text[..at].chars().next_back();
    let behind = || text[at..].chars().next();
    let unicode = |own: Option<char>| own.is_some_and(regex_syntax::is_word_character);
    let ascii = |own: Option<char>| own.is_some_and(|own| own.is_ascii_alphanumeric() || own == '_');
    match look {
        Look::Start => at == 0,
        Look::End => at == text.len(),
        Look::StartLF => before().is_none_or(|own| own == '\n'),
        Look::EndLF => behind().is_none_or(|own| own == '\n'),
        Look::StartCRLF => before().is_none_or(|own| own == '\n' || own == '\r' && behind() != Some('\n')),
        Look::EndCRLF => behind().is_none_or(|own| own == '\r' || own == '\n' && before() != Some('\r')),
        Look::WordAscii => ascii(before()) != ascii(behind()),
        Look::WordAsciiNegate => ascii(before()) == ascii(behind()),
        Look::WordUnicode => unicode(before()) != unicode(behind()),
        Look::WordUnicodeNegate => unicode(before()) == unicode(behind()),
        Look::WordStartAscii => !ascii(before()) && ascii(behind()),
        Look::WordEndAscii => ascii(before()) && !ascii(behind()),
        Look::WordStartUnicode => !unicode(before()) && unicode(behind()),
        Look::WordEndUnicode => unicode(before()) && !unicode(behind()),
        Look::WordStartHalfAscii => !ascii(before()),
        Look::WordEndHalfAscii => !ascii(behind()),
        Look::WordStartHalfUnicode => !unicode(before()),
        Look::WordEndHalfUnicode => !unicode(behind()),
    }
}
