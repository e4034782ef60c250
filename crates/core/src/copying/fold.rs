//! Texts folded: what a copyist changes to move a text to another place is taken out, so that copies look the same.

use std::ops::Range;

use yaodian_text::Lexicon;
use yaodian_text::numbering::leading_mark;

use super::settings::Settings;

/// What all places and levels become.
const LEVEL: char = 'L';
/// What all numbers become.
const NUMBER: char = 'N';

/// A sign that is left of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    pub sign: char,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// A text folded.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub signs: Vec<Sign>,
    /// The index of the first sign of each piece of a sentence, in order; none is empty.
    pub pieces: Vec<usize>,
}

/// Folds the paragraphs of a normalised text. Their numbers are left out.
pub(super) fn fold(text: &str, paragraphs: &[Range<usize>], lexicon: &Lexicon) -> Folded {
    let mut folded = Folded::default();
    for paragraph in paragraphs {
        let own = &text[paragraph.clone()];
        let skipped = leading_mark(own).map_or(0, |mark| mark.len);
        folded.paragraph(&own[skipped..], paragraph.start + skipped, lexicon);
    }
    folded
}

impl Folded {
    fn paragraph(&mut self, text: &str, base: usize, lexicon: &Lexicon) {
        let settings = Settings::builtin();
        self.begin_piece();
        let mut places = lexicon.places().find(text).into_iter().map(|(range, _)| range).peekable();
        for (at, character) in text.char_indices() {
            let range = base + at..base + at + character.len_utf8();
            while places.next_if(|place| place.end <= at).is_some() {}
            if places.peek().is_some_and(|place| place.contains(&at)) || settings.levels.contains(character) {
                self.push_level(range, settings);
            } else if character.is_ascii_digit() || settings.numerals.contains(character) {
                self.push_once(NUMBER, range);
            } else if character.is_alphanumeric() {
                self.signs.push(Sign { sign: character.to_ascii_lowercase(), range });
            } else if settings.ends.contains(character) {
                self.begin_piece();
            }
        }
    }

    fn begin_piece(&mut self) {
        let at = self.signs.len();
        match self.pieces.last_mut() {
            Some(last) if *last == at => {}
            _ => self.pieces.push(at),
        }
    }

    /// 全市, 我市, 各县区, 天水市: one sign, whoever speaks.
    fn push_level(&mut self, range: Range<usize>, settings: &Settings) {
        let begin = self.pieces.last().copied().unwrap_or_default();
        let owner = self.signs.last().is_some_and(|last| {
            self.signs.len() > begin && last.range.end == range.start && settings.owners.contains(last.sign)
        });
        match self.signs.last_mut() {
            Some(last) if owner => {
                last.sign = LEVEL;
                last.range.end = range.end;
            }
            _ => self.push_once(LEVEL, range),
        }
    }

    /// Several of a kind in a row are one.
    fn push_once(&mut self, sign: char, range: Range<usize>) {
        let begin = self.pieces.last().copied().unwrap_or_default();
        let continues = self.signs.len() > begin;
        match self.signs.last_mut() {
            Some(last) if continues && last.sign == sign => last.range.end = range.end,
            _ => self.signs.push(Sign { sign, range }),
        }
    }

    /// The signs of each piece, in order.
    pub(super) fn piece_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.pieces.iter().skip(1).copied().chain([self.signs.len()]);
        self.pieces.iter().copied().zip(ends).map(|(from, to)| from..to).filter(|piece| !piece.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    fn folded(text: &str) -> String {
        let document = Document::from_text("", text);
        let folded = fold(document.text(), &document.paragraphs, Lexicon::builtin());
        folded.signs.iter().map(|sign| sign.sign).collect()
    }

    #[test]
    fn places_levels_and_numbers_do_not_tell_texts_apart() {
        let one = folded("3.天水市市场监管局督促各县（区）于6月底前建成15个示范点。");
        for other in [
            "（五）临夏州市场监管局督促各县市于9月底前建成8个示范点。",
            "臨夏州市場監管局，督促各縣區於１２月底前建成二十個示範點",
            "全市市场监管局督促全市于六月底前建成\n100个示范点",
        ] {
            assert_eq!(folded(other), one, "{other}");
        }
        assert_ne!(folded("天水市市场监管局督促各县区于6月底前建成15个示范街。"), one);
    }

    #[test]
    fn every_sign_knows_where_it_stands() {
        let document = Document::from_text("", "一、全市开展。\n2020年，天水市开展督查");
        let folded = fold(document.text(), &document.paragraphs, Lexicon::builtin());
        let words: Vec<&str> = folded.signs.iter().map(|sign| &document.text()[sign.range.clone()]).collect();
        assert_eq!(words, ["全市", "开", "展", "2020", "年", "天水市", "开", "展", "督", "查"]);
        let pieces: Vec<_> = folded.piece_ranges().collect();
        assert_eq!(pieces, [0..3, 3..5, 5..10]);
    }
}
