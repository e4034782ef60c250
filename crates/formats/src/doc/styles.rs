//! The sheet of styles: which are headings or lines of a table of contents, and what changes they bring along.

use crate::ole::u16_at;

/// Styles stand upon each other; more steps than this are a circle.
const STEPS: usize = 16;

/// The styles of a document, by number.
#[derive(Default)]
pub(super) struct Styles<'a> {
    styles: Vec<Style<'a>>,
}

#[derive(Default, Clone)]
struct Style<'a> {
    /// What Word knows it as: 1 to 9 are headings, 19 to 27 the table of contents.
    known: u16,
    base: usize,
    changes: &'a [u8],
}

impl<'a> Styles<'a> {
    pub(super) fn read(sheet: Option<&'a [u8]>) -> Self {
        Self::try_read(sheet.unwrap_or_default()).unwrap_or_default()
    }

    fn try_read(sheet: &'a [u8]) -> Option<Self> {
        let head = usize::from(u16_at(sheet, 0)?);
        let count = usize::from(u16_at(sheet, 2)?);
        let fixed = usize::from(u16_at(sheet, 4)?);
        let mut at = 2 + head;
        let mut styles = Vec::new();
        for _ in 0..count {
            let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
            let definition = sheet.get(at + 2..at + 2 + length).unwrap_or_default();
            styles.push(style(definition, fixed).unwrap_or_default());
            at += 2 + length;
        }
        Some(Self { styles })
    }

    /// The changes that a style brings, those of the style furthest below first.
    pub(super) fn changes(&self, style: u16) -> Vec<&'a [u8]> {
        let mut out: Vec<&[u8]> = self.chain(style).map(|style| style.changes).collect();
        out.reverse();
        out
    }

    /// The level of a heading style.
    pub(super) fn heading(&self, style: u16) -> Option<u8> {
        self.chain(style)
            .map(|style| style.known)
            .find(|known| (1..=9).contains(known))
            .map(|known| known as u8)
    }

    /// Whether a style is of a table of contents.
    pub(super) fn is_contents(&self, style: u16) -> bool {
        self.styles.get(usize::from(style)).is_some_and(|style| (19..=27).contains(&style.known))
    }

    fn chain(&self, style: u16) -> impl Iterator<Item = &Style<'a>> {
        let first = self.styles.get(usize::from(style));
        std::iter::successors(first, |style| self.styles.get(style.base)).take(STEPS)
    }
}

fn style(definition: &[u8], fixed: usize) -> Option<Style<'_>> {
    let known = u16_at(definition, 0)? & 0x0fff;
    let kind = u16_at(definition, 2)?;
    let name = usize::from(u16_at(definition, fixed)?);
    // The name, ended by a zero, then the changes to paragraphs, padded to even places.
    let at = fixed + 2 + 2 * name + 2;
    let mut style = Style { known, base: usize::from(kind >> 4), changes: &[] };
    if kind & 0xf == 1 {
        let at = at + at % 2;
        let length = usize::from(u16_at(definition, at)?);
        style.changes = definition.get(at + 4..at + 2 + length).unwrap_or_default();
    }
    Some(style)
}
