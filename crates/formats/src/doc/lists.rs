//! Lists: how their levels are numbered.

use std::collections::HashMap;

use super::text::{LIST_OVERRIDES, LISTS, Text};
use crate::counting::Numeral;
use crate::numbering::{LEVELS, LONGEST, Level, List, Numbering, Pattern};
use crate::ole::{u16_at, u32_at};

/// Bytes of the fixed part of a list, of a level, of an override.
const LIST: usize = 28;
const LEVEL: usize = 28;
const OVERRIDE: usize = 16;

/// The lists of a document, by the number that paragraphs name them with.
pub(super) fn read(main: &[u8], table: &[u8], text: &Text) -> Numbering {
    let patterns = patterns(main, table, text).unwrap_or_default();
    let lists = overrides(main, table, text).unwrap_or_default();
    Numbering::new(patterns, lists)
}

fn patterns(main: &[u8], table: &[u8], text: &Text) -> Option<HashMap<String, Pattern>> {
    let (bytes, _) = text.table_from(main, table, LISTS)?;
    let count = usize::from(u16_at(bytes, 0)?);
    // The levels of all lists follow behind the lists.
    let mut at = 2 + LIST * count;
    let mut out = HashMap::new();
    for list in 0..count {
        let id = u32_at(bytes, 2 + LIST * list)?;
        let simple = bytes.get(2 + LIST * list + 26)? & 1 != 0;
        let mut levels = Vec::new();
        for index in 0..if simple { 1 } else { LEVELS } {
            let Some((level, length)) = level(bytes.get(at..).unwrap_or_default(), index) else {
                out.insert(id.to_string(), Pattern { levels, ..Pattern::default() });
                return Some(out);
            };
            levels.push(level);
            at += length;
        }
        out.insert(id.to_string(), Pattern { levels, ..Pattern::default() });
    }
    Some(out)
}

/// A level and its length in bytes.
fn level(bytes: &[u8], index: usize) -> Option<(Level, usize)> {
    let start = u32_at(bytes, 0)?;
    let numeral = Numeral::from_code(u16::from(*bytes.get(4)?));
    let flags = *bytes.get(5)?;
    let placeholders = bytes.get(6..15)?;
    let changes = usize::from(*bytes.get(24)?) + usize::from(*bytes.get(25)?);
    let restart = *bytes.get(26)?;
    let at = LEVEL + changes;
    let units = usize::from(u16_at(bytes, at)?);
    let mut text = String::new();
    let unit = |number: usize| u16_at(bytes, at + 2 + 2 * number);
    // A text that is too long is given up, as in `Numbering::new`.
    let characters = char::decode_utf16((0..if units > LONGEST { 0 } else { units }).map_while(unit));
    for (number, character) in characters.enumerate() {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        // Where the number of a level goes there is the level itself.
        if (character as u32) < LEVELS as u32 && placeholders.contains(&((number + 1).min(255) as u8)) {
            text.push('%');
            text.push(char::from(b'1' + character as u8));
        } else {
            text.push(character);
        }
    }
    let level = Level {
        index,
        start,
        numeral,
        text,
        legal: flags & 4 != 0,
        restart: (flags & 8 != 0).then_some(usize::from(restart)),
        style: None,
    };
    Some((level, at + 2 + 2 * units))
}

fn overrides(main: &[u8], table: &[u8], text: &Text) -> Option<HashMap<String, List>> {
    let bytes = text.table(main, table, LIST_OVERRIDES)?;
    let count = (u32_at(bytes, 0)? as usize).min(bytes.len() / OVERRIDE);
    let mut at = 4 + OVERRIDE * count;
    let mut out = HashMap::new();
    for number in 0..count {
        let own = 4 + OVERRIDE * number;
        let mut list = List { pattern: u32_at(bytes, own)?.to_string(), ..List::default() };
        let levels = bytes.get(own + 12).copied().unwrap_or(0);
        at += 4;
        for _ in 0..levels.min(LEVELS as u8) {
            let (Some(start), Some(flags)) = (u32_at(bytes, at), u32_at(bytes, at + 4)) else { break };
            let index = (flags & 0xf) as usize;
            at += 8;
            if flags & 0x20 != 0 {
                let Some((changed, length)) = level(bytes.get(at..).unwrap_or_default(), index) else {
                    break;
                };
                at += length;
                list.levels.push(changed);
            } else if flags & 0x10 != 0 {
                list.starts.insert(index, start);
            }
        }
        out.insert((number + 1).to_string(), list);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_of_a_level_is_given_up() {
        // The number of the level, then text.
        let bytes = |length: u16| {
            let mut bytes = vec![0u8; LEVEL];
            bytes[6] = 1;
            bytes.extend(length.to_le_bytes());
            bytes.extend([0, 0]);
            bytes.extend("第".repeat(usize::from(length) - 1).encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        let read = |length| level(&bytes(length), 0).map(|(level, end)| (level.text, end));
        assert_eq!(read(3), Some(("%1第第".to_owned(), LEVEL + 8)));
        assert_eq!(read(65), Some((String::new(), LEVEL + 132)));
    }
}
