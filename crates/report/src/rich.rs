//! Text with ink, its width in columns, and how it wraps.

use std::ops::Range;

use anstyle::Style as Ink;
use unicode_width::UnicodeWidthChar;

use crate::safe;

/// Text of which every character has its ink. Whatever is added is made safe, so nothing else can be printed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rich {
    characters: Vec<(char, Ink)>,
}

impl Rich {
    pub fn new(text: &str, ink: Ink) -> Self {
        Self::default().and(text, ink)
    }

    /// Adds text, made safe, as one line.
    pub fn and(mut self, text: &str, ink: Ink) -> Self {
        // Blanks at the ends are part of the layout and must survive.
        let blank = |count: usize| std::iter::repeat_n((' ', ink), count);
        let body = text.trim_matches(' ');
        let before = text.len() - text.trim_start_matches(' ').len();
        let after = if body.is_empty() { 0 } else { text.len() - before - body.len() };
        self.characters.extend(blank(before));
        self.characters.extend(safe::line(body).chars().map(|character| (character, ink)));
        self.characters.extend(blank(after));
        self
    }

    /// Adds blanks.
    pub fn gap(mut self, columns: usize) -> Self {
        self.characters.extend(std::iter::repeat_n((' ', Ink::new()), columns));
        self
    }

    /// Adds another text.
    pub fn join(mut self, other: &Self) -> Self {
        self.characters.extend(&other.characters);
        self
    }

    /// Columns it takes.
    pub fn columns(&self) -> usize {
        columns(&self.characters)
    }

    /// Cut to a number of columns, with an ellipsis where something is left out.
    pub fn cut(mut self, width: usize) -> Self {
        if self.columns() <= width {
            return self;
        }
        let mut used = 0;
        let fits = self.characters.iter().take_while(|(character, _)| {
            used += column(*character);
            used < width
        });
        let kept = fits.count();
        self.characters.truncate(kept);
        let ink = self.characters.last().map_or_else(Ink::new, |(_, ink)| *ink);
        self.characters.push(('…', ink));
        self
    }

    /// Broken into lines no wider than `width`.
    pub fn wrap(&self, width: usize) -> Vec<Self> {
        let lines = lines(&self.characters, width.max(2));
        lines.into_iter().map(|range| Self { characters: self.characters[range].to_vec() }).collect()
    }

    /// As it goes to the terminal.
    pub fn print(&self, out: &mut String) {
        for run in self.characters.chunk_by(|a, b| a.1 == b.1) {
            let ink = run[0].1;
            let text: String = run.iter().map(|(character, _)| character).collect();
            out.push_str(&format!("{ink}{text}{ink:#}"));
        }
    }
}

fn column(character: char) -> usize {
    character.width().unwrap_or(0)
}

fn columns(characters: &[(char, Ink)]) -> usize {
    characters.iter().map(|(character, _)| column(*character)).sum()
}

/// Punctuation that must not begin a line.
fn closes(character: char) -> bool {
    "，。；：、！？）》”’】〉」』〕…—·,.;:!?)]}%％›".contains(character)
}

/// Punctuation that must not end a line.
fn opens(character: char) -> bool {
    "（《“‘【〈「『〔([{‹".contains(character)
}

/// Whether a line may break between two characters that stand side by side.
fn breakable(before: char, after: char) -> bool {
    let narrow = |c: char| column(c) == 1 && !closes(c) && !opens(c) && c != ' ';
    !(closes(after) || opens(before) || narrow(before) && narrow(after) || after == ' ')
}

/// The lines of a text, as ranges of its characters; blanks at a break belong to no line.
fn lines(characters: &[(char, Ink)], width: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < characters.len() {
        let mut used = 0;
        let fitting = characters[start..].iter().take_while(|(character, _)| {
            used += column(*character);
            used <= width
        });
        // At least one character a line, however narrow.
        let full = start + fitting.count().max(1);
        let allowed = |at: &usize| breakable(characters[*at - 1].0, characters[*at].0);
        let end = if full >= characters.len() {
            characters.len()
        } else if characters[full].0 == ' ' {
            full
        } else {
            (start + 1..=full).rev().find(allowed).unwrap_or(full)
        };
        let blank =
            |range: &Range<usize>| characters[range.clone()].iter().all(|(character, _)| *character == ' ');
        let mut range = start..end;
        while range.len() > 1 && characters[range.end - 1].0 == ' ' && !blank(&range) {
            range.end -= 1;
        }
        out.push(range);
        start = end;
        while start < characters.len() && characters[start].0 == ' ' {
            start += 1;
        }
    }
    if out.is_empty() {
        out.push(0..0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        let rich = Rich::new(text, Ink::new());
        rich.wrap(width).iter().map(|line| line.characters.iter().map(|(c, _)| c).collect()).collect()
    }

    #[test]
    fn breaks_between_chinese_characters_but_not_before_punctuation() {
        assert_eq!(wrapped("建立责任清单，压实责任", 12), ["建立责任清", "单，压实责任"]);
        assert_eq!(wrapped("修订《办法》和细则", 6), ["修订", "《办", "法》和", "细则"]);
    }

    #[test]
    fn keeps_words_and_numbers_together() {
        assert_eq!(wrapped("在App Store上架", 9), ["在App", "Store上架"]);
        assert_eq!(wrapped("命名15个示范", 6), ["命名15", "个示范"]);
    }

    #[test]
    fn cuts_to_columns() {
        let cut = Rich::new("建立责任清单", Ink::new()).cut(8);
        assert_eq!(cut.columns(), 7);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[一二三，。“”《》a-c1-3 ]{0,60}", width in 4usize..30) {
            let lines = wrapped(&text, width);
            for line in &lines {
                prop_assert!(Rich::new(line, Ink::new()).columns() <= width);
            }
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
