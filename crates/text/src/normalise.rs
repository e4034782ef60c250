//! Normalising: one script, one width, no stray spaces, and a map back to the source.
//!
//! Everything after this step reads [`Normalised::text`]; everything shown to a person is cut from the source
//! through [`Normalised::source`]. Characters are mapped one by one so that the map stays exact.

mod script;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use unicode_normalization::UnicodeNormalization;

/// Text ready for comparison, each character of which knows the bytes of the source it stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normalised {
    text: String,
    /// One entry per character, in order: (byte in `text`, first byte in source, byte after it in source).
    marks: Vec<(u32, u32, u32)>,
}

impl Normalised {
    /// The normalised text: simplified script, half-width letters and digits, full-width punctuation, no line breaks.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that the bytes `range` of [`text`](Self::text) stand for; empty ranges map to empty ones.
    ///
    /// The result is half open and covers whatever lies between the first and the last character, including spaces
    /// and line breaks that normalising dropped.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let first = self.marks.partition_point(|mark| (mark.0 as usize) < range.start);
        let after = self.marks.partition_point(|mark| (mark.0 as usize) < range.end);
        if first >= after {
            let at = self
                .marks
                .get(first)
                .map_or_else(|| self.marks.last().map_or(0, |mark| mark.2 as usize), |mark| mark.1 as usize);
            return at..at;
        }
        self.marks[first].1 as usize..self.marks[after - 1].2 as usize
    }

    /// The bytes of the normalised text that stand for the bytes `range` of the source.
    #[must_use]
    pub fn from_source(&self, range: Range<usize>) -> Range<usize> {
        let first = self.marks.partition_point(|mark| (mark.2 as usize) <= range.start);
        let after = self.marks.partition_point(|mark| (mark.1 as usize) < range.end);
        let at = |index: usize| self.marks.get(index).map_or(self.text.len(), |mark| mark.0 as usize);
        at(first)..at(after.max(first))
    }

    /// Puts `other` behind this text on a line of its own; both must be of the same source.
    ///
    /// The line break stands for whatever lies between the two in the source.
    pub fn append_line(&mut self, other: &Self) {
        self.append(other, '\n');
    }

    /// Puts `other` behind this text with `separator` between them; both must be of the same source.
    ///
    /// The separator stands for whatever lies between the two in the source.
    pub fn append(&mut self, other: &Self, separator: char) {
        if let (Some(last), Some(first)) = (self.marks.last().copied(), other.marks.first()) {
            self.push(separator, last.2 as usize, first.1.max(last.2) as usize);
        }
        let base = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.iter().map(|mark| (mark.0 + base, mark.1, mark.2)));
    }

    fn push(&mut self, character: char, from: usize, to: usize) {
        self.marks.push((self.text.len() as u32, from as u32, to as u32));
        self.text.push(character);
    }
}

/// Normalises the pieces `lines` (byte ranges of `source`, in order) into one text, joined without a break.
#[must_use]
pub fn normalise(source: &str, lines: &[Range<usize>]) -> Normalised {
    let characters = fold_characters(source, lines);
    let bytes = lines.iter().map(Range::len).sum();
    let mut out =
        Normalised { text: String::with_capacity(bytes), marks: Vec::with_capacity(characters.len()) };
    let mut index = 0;
    while index < characters.len() {
        let Piece { character, from, to } = characters[index];
        if is_plain(character) {
            out.push(character, from, to);
            index += 1;
            continue;
        }
        if !character.is_whitespace() {
            let before = out.text.chars().next_back();
            let after =
                characters[index + 1..].iter().map(|piece| piece.character).find(|c| !c.is_whitespace());
            out.push(punctuation(character, before, after), from, to);
            index += 1;
            continue;
        }
        let run = characters[index..].iter().take_while(|piece| piece.character.is_whitespace()).count();
        if let Some(kept) = keep_space(&characters, index, run) {
            out.push(kept, from, characters[index + run - 1].to);
        }
        index += run;
    }
    out
}

/// Normalises a whole string as one piece.
#[must_use]
pub fn normalise_str(source: &str) -> Normalised {
    normalise(source, std::slice::from_ref(&(0..source.len())))
}

#[derive(Clone, Copy)]
struct Piece {
    character: char,
    from: usize,
    to: usize,
}

/// Script and width, character by character; characters that carry no text are dropped.
fn fold_characters(source: &str, lines: &[Range<usize>]) -> Vec<Piece> {
    // Most characters take three bytes.
    let mut pieces = Vec::with_capacity(lines.iter().map(Range::len).sum::<usize>() / 3 + 1);
    for line in lines {
        let text = &source[line.clone()];
        let mut push = |offset: usize, original: char, character: char| {
            let character = if is_plain(character) { Some(character) } else { fold_width(character) };
            if let Some(character) = character {
                let from = line.start + offset;
                pieces.push(Piece { character, from, to: from + original.len_utf8() });
            }
        };
        match simplify(text) {
            // Conversion that changes the number of characters cannot be mapped; such a line keeps its own characters.
            Cow::Owned(simplified) if simplified.chars().count() == text.chars().count() => {
                let both = text.char_indices().zip(simplified.chars());
                both.for_each(|((offset, original), character)| push(offset, original, character));
            }
            _ => text.char_indices().for_each(|(offset, character)| push(offset, character, character)),
        }
    }
    pieces
}

/// From traditional to simplified script; unpacked once.
pub(crate) fn converter() -> Option<&'static OpenCC> {
    static CONVERTER: OnceLock<Option<OpenCC>> = OnceLock::new();
    CONVERTER.get_or_init(|| OpenCC::from_config(BuiltinConfig::T2s).ok()).as_ref()
}

/// Traditional to simplified script. Text without traditional characters comes back as it is.
fn simplify(text: &str) -> Cow<'_, str> {
    match converter() {
        Some(converter) if text.chars().any(|own| script::may_change(own, converter)) => {
            Cow::Owned(converter.convert(text))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Whether a character stays as it is wherever it stands: nearly all of a Chinese text are of these.
fn is_plain(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

/// So much farther on stand full-width letters, digits and marks than those of ASCII.
const FULL_WIDTH: u32 = 0xfee0;

/// Folds width and compatibility forms; `None` for characters that show nothing.
fn fold_width(character: char) -> Option<char> {
    match character {
        '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{00ad}' | '\r' => None,
        '\u{3000}' | '\u{00a0}' => Some(' '),
        '「' | '『' | '＂' => Some('“'),
        '」' | '』' => Some('”'),
        '〈' => Some('《'),
        '〉' => Some('》'),
        '﹐' | '､' => Some('，'),
        // Nearly all that are folded; what NFKC makes of them as well.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - FULL_WIDTH),
        // Other full-width forms, Kangxi radicals (PDF producers write ⼯ for 工), CJK compatibility ideographs.
        '\u{ff01}'..='\u{ffef}' | '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => {
            std::iter::once(character).nfkc().next()
        }
        other => Some(other),
    }
}

/// One form for punctuation: full-width in Chinese text, ASCII inside numbers and Latin words.
fn punctuation(character: char, before: Option<char>, after: Option<char>) -> char {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let between_latin = latin(before) && latin(after);
    match character {
        ',' if !between_latin => '，',
        ';' => '；',
        ':' if !between_latin => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        '｡' => '。',
        // A Chinese sentence ended with an ASCII stop (不讓、不拖.).
        '.' if before.is_some_and(is_han) && !latin(after) => '。',
        other => other,
    }
}

/// Which white space survives: one blank between Latin words, a tab between the cells of a pasted table row.
fn keep_space(characters: &[Piece], index: usize, run: usize) -> Option<char> {
    let before = characters[..index].iter().rev().map(|piece| piece.character).next()?;
    let after = characters.get(index + run)?.character;
    let blanks = &characters[index..index + run];
    if blanks.iter().any(|piece| piece.character == '\t')
        || (run >= 2 && !letter_spaced(characters, index, run))
    {
        return Some('\t');
    }
    (before.is_ascii_alphabetic() && after.is_ascii_alphanumeric()
        || before.is_ascii_alphanumeric() && after.is_ascii_alphabetic())
    .then_some(' ')
}

/// Whether a gap stands inside a word set with spaced letters (通　　知) and not between two cells.
fn letter_spaced(characters: &[Piece], index: usize, run: usize) -> bool {
    let blank = |at: Option<&Piece>| at.is_none_or(|piece| piece.character.is_whitespace());
    let single_before = index < 2 || blank(characters.get(index - 2));
    let single_after = blank(characters.get(index + run + 1));
    single_before || single_after
}

/// Whether a character is a Chinese character.
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_script_width_and_spaces() {
        let normalised = normalise_str("２０２０ 年全市食品安全協調工作,不讓、不拖.");
        assert_eq!(normalised.text(), "2020年全市食品安全协调工作，不让、不拖。");
    }

    #[test]
    fn maps_back_through_dropped_line_breaks() {
        let source = "嚴守不發生重大食品安\n全事故";
        let normalised = normalise(source, &[0..30, 31..source.len()]);
        let start = normalised.text().find("安全").expect("joined");
        let span = normalised.source(start..start + "安全".len());
        assert_eq!(&source[span], "安\n全");
    }

    #[test]
    fn keeps_numbers_and_latin_words_together() {
        assert_eq!(
            normalise_str("比率18.2%,于10:30在App Store上架").text(),
            "比率18.2%，于10:30在App Store上架"
        );
        assert_eq!(normalise_str("1,200人 次").text(), "1,200人次");
    }

    #[test]
    fn keeps_cells_apart_but_joins_spaced_letters() {
        assert_eq!(normalise_str("建立台账\t市食安办   6月底").text(), "建立台账\t市食安办\t6月底");
        assert_eq!(normalise_str("通　　知").text(), "通知");
    }

    proptest! {
        #[test]
        fn every_span_is_a_valid_slice_of_the_source(source in "[ \\t一二三食品安全協調2０,，.。()（）a-z]{0,60}") {
            let normalised = normalise_str(&source);
            for (start, character) in normalised.text().char_indices() {
                let span = normalised.source(start..start + character.len_utf8());
                prop_assert!(source.get(span.clone()).is_some_and(|piece| !piece.is_empty()));
                prop_assert!(normalised.from_source(span).contains(&start));
            }
        }

        #[test]
        fn normalising_twice_changes_nothing(source in "[ 一二三食品安全協調2０,，。()（）a-z]{0,60}") {
            let once = normalise_str(&source);
            let twice = normalise_str(once.text());
            prop_assert_eq!(twice.text(), once.text());
        }
    }
}
