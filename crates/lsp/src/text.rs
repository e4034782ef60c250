//! The text of an open document: the editor's positions to bytes and back, and the editor's changes.

use lsp_textdocument::FullTextDocument;
use lsp_types::{Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent};
use yaodian_core::Span;

/// An open document's text in one version.
#[derive(Debug)]
pub struct Text {
    lines: FullTextDocument,
}

impl Text {
    /// A text whose positions count as `encoding` says.
    pub fn new(content: String, version: i32, encoding: PositionEncodingKind) -> Self {
        Self { lines: FullTextDocument::new_with_encoding(String::new(), version, content, encoding) }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        self.lines.get_content(None)
    }

    /// The editor's number for this text.
    pub fn version(&self) -> i32 {
        self.lines.version()
    }

    /// Carries out changes, each on the result of the one before.
    ///
    /// Whatever an editor sends, a place that does not exist is taken for the nearest that does.
    pub fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, version: i32) {
        for change in changes {
            let content = match change.range {
                None => change.text,
                Some(range) => {
                    let span = self.span(range);
                    let old = self.as_str();
                    [&old[..span.start], &change.text, &old[span.end..]].concat()
                }
            };
            *self = Self::new(content, version, self.lines.encoding());
        }
        // A version without changes is a version as well.
        if self.version() != version {
            *self = Self::new(self.as_str().to_owned(), version, self.lines.encoding());
        }
    }

    /// The byte at a position, never inside a character or behind the end of the line.
    pub fn offset(&self, position: Position) -> usize {
        let mut at = self.lines.offset_at(position) as usize;
        let text = self.as_str();
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // A position behind the end of a line is its end.
        let start = self.lines.offset_at(Position::new(position.line, 0)) as usize;
        let line = text.get(start..at).unwrap_or_default();
        start.min(at) + line.trim_end_matches(['\r', '\n']).len()
    }

    /// The bytes of a range.
    pub fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        Span { start, end: self.offset(range.end).max(start) }
    }

    /// The position of a byte.
    pub fn position(&self, at: usize) -> Position {
        self.lines.position_at(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(content: &str) -> Text {
        Text::new(content.to_owned(), 1, PositionEncodingKind::UTF16)
    }

    fn change(start: (u32, u32), end: (u32, u32), with: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: with.to_owned() }
    }

    #[test]
    fn positions_count_units_of_utf16() {
        let text = text("𠮷每季度\r\n检查");
        assert_eq!(text.offset(Position::new(0, 2)), "𠮷".len());
        assert_eq!(text.position("𠮷每季度\r\n检".len()), Position::new(1, 1));
        assert_eq!(text.offset(Position::new(0, 99)), "𠮷每季度".len(), "the end of the line, not the next");
    }

    #[test]
    fn changes_are_carried_out_one_after_the_other() {
        let mut text = text("一\n二\n三");
        text.change(vec![change((1, 0), (1, 1), "两\n半"), change((2, 0), (3, 0), "")], 2);
        assert_eq!((text.as_str(), text.version()), ("一\n两\n三", 2));
    }

    proptest! {
        /// Whatever positions an editor sends, nothing falls over, and a place that exists is found again.
        #[test]
        fn any_change_can_be_carried_out(
            content in "[a一𠮷\r\n]{0,12}", with in "[b二\n]{0,3}",
            places in prop::array::uniform4(0u32..8),
            encoding in prop::sample::select(vec![PositionEncodingKind::UTF8, PositionEncodingKind::UTF16, PositionEncodingKind::UTF32]),
        ) {
            let mut text = Text::new(content, 1, encoding);
            text.change(vec![change((places[0], places[1]), (places[2], places[3]), &with)], 2);
            prop_assert!(text.as_str().contains(&with));
            for (at, character) in text.as_str().char_indices() {
                if !matches!(character, '\r' | '\n') {
                    prop_assert_eq!(text.offset(text.position(at)), at);
                }
            }
        }
    }
}
