//! Where the words of a document stand in the file they were taken from, for formats that are text themselves.

use std::ops::Range;

use super::Span;

/// A run of words that a reader took out of a text file, in the order in which it took them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What was taken.
    pub text: String,
    /// The bytes of the file's text that it was taken from.
    pub file: Range<usize>,
}

/// A stretch of the source and the stretch of the file's text that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    source: Range<usize>,
    file: Range<usize>,
    /// Whether the two are the same text: positions inside are then exact, otherwise the stretch is one whole.
    same: bool,
}

/// The map from the source of a document to the text of its file. An empty one says that the two are the same text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    pieces: Vec<Piece>,
}

impl Origin {
    /// Lays what was taken out of `file` along the `source` that was made of it.
    ///
    /// What is made of the words afterwards may join, split and drop white space, and nothing else: the other characters
    /// are the same on both sides and in the same order, which is what this goes by.
    #[must_use]
    pub fn lay(source: &str, file: &str, taken: &[Taken]) -> Self {
        let mut origin = Self::default();
        let mut own = visible(source);
        for run in taken {
            let same = file.get(run.file.clone()) == Some(&run.text);
            for (at, character) in visible(&run.text) {
                let Some((from, found)) = own.next() else { return origin };
                debug_assert_eq!(character, found, "the source has other words than were taken");
                let from = from..from + found.len_utf8();
                let start = run.file.start + at;
                let to = if same { start..start + character.len_utf8() } else { run.file.clone() };
                origin.push(Piece { source: from, file: to, same }, |last, next| {
                    source.get(last.source.end..next.source.start) == file.get(last.file.end..next.file.start)
                });
            }
        }
        origin
    }

    /// `joins` says whether the same stands between two pieces on either side.
    fn push(&mut self, next: Piece, joins: impl Fn(&Piece, &Piece) -> bool) {
        match self.pieces.last_mut() {
            Some(last) if last.same && next.same && joins(last, &next) => {
                last.source.end = next.source.end;
                last.file.end = next.file.end;
            }
            Some(last) if !last.same && !next.same && last.file == next.file => {
                last.source.end = next.source.end;
            }
            _ => self.pieces.push(next),
        }
    }

    /// The bytes of the file's text between the first and the last character of a span of the source.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return span;
        }
        if span.start >= span.end {
            let at = self.behind(span.end);
            return Span { start: at, end: at };
        }
        let first = self.pieces.partition_point(|piece| piece.source.end <= span.start);
        let start = self.pieces.get(first).map_or_else(
            || self.behind(span.start),
            |piece| {
                let inside = span.start.saturating_sub(piece.source.start);
                if piece.same { piece.file.start + inside } else { piece.file.start }
            },
        );
        Span { start, end: self.behind(span.end).max(start) }
    }

    /// The byte of the file's text behind the last character that stands before the byte `end` of the source.
    fn behind(&self, end: usize) -> usize {
        let before = self.pieces.partition_point(|piece| piece.source.start < end);
        let Some(piece) = before.checked_sub(1).and_then(|last| self.pieces.get(last)) else { return 0 };
        let rest = piece.source.end.saturating_sub(end);
        if piece.same { piece.file.end - rest } else { piece.file.end }
    }

    /// Whether source and file are the same text.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether a span of the source stands in the file letter by letter, so that it can be replaced there.
    #[must_use]
    pub fn is_verbatim(&self, span: Span) -> bool {
        self.pieces.is_empty()
            || span.start == span.end
            || self
                .pieces
                .iter()
                .any(|piece| piece.same && piece.source.start <= span.start && span.end <= piece.source.end)
    }
}

fn visible(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, character)| !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(file: &str, text: &str, range: Range<usize>) -> Taken {
        assert!(file.len() >= range.end);
        Taken { text: text.to_owned(), file: range }
    }

    #[test]
    fn spans_go_back_through_markup_and_decoded_signs() {
        let file = "**ab** c&amp;d";
        let runs = [
            taken(file, "ab", 2..4),
            taken(file, " c", 6..8),
            taken(file, "&", 8..13),
            taken(file, "d", 13..14),
        ];
        let source = "ab c&d";
        let origin = Origin::lay(source, file, &runs);
        let found = |start, end| {
            let span = origin.in_file(Span { start, end });
            &file[span.start..span.end]
        };
        assert_eq!(
            [found(0, 2), found(1, 4), found(3, 5), found(0, 6)],
            ["ab", "b** c", "c&amp;", "ab** c&amp;d"]
        );
        assert_eq!(origin.in_file(Span { start: 2, end: 2 }), Span { start: 4, end: 4 });
        let verbatim = |start, end| origin.is_verbatim(Span { start, end });
        assert_eq!(
            [verbatim(0, 2), verbatim(1, 4), verbatim(4, 5), verbatim(5, 6)],
            [true, false, false, true]
        );
    }

    #[test]
    fn an_empty_map_changes_nothing() {
        let span = Span { start: 3, end: 9 };
        assert_eq!(Origin::default().in_file(span), span);
        assert!(Origin::default().is_verbatim(span));
    }
}
