//! Where findings stand in the file of a plan: by line and column in texts, by page and paragraph in office files.

use yaodian_core::document::Place;
use yaodian_core::report::{ObligationReport, Position};
use yaodian_core::review::Finding;
use yaodian_core::{Document, Span};

/// A place in a text: both count from 1, columns in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A stretch of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Of a text: the first character, and where the one behind the last would be.
    Lines(At, At),
    /// Of an office file: the paragraph or the row of a table.
    Paragraph(Place),
}

/// A file that was read, with the lines of its text if it is one.
#[derive(Debug, Clone)]
pub struct Source {
    document: Document,
    text: Option<Text>,
}

#[derive(Debug, Clone)]
struct Text {
    text: String,
    /// First byte of every line.
    lines: Vec<usize>,
}

impl Source {
    /// A file that was read as this document; `file` is its text, if it is one.
    #[must_use]
    pub fn new(document: Document, file: Option<String>) -> Self {
        Self { document, text: file.map(Text::new) }
    }

    /// Where a span of the document stands in the file; `None` if the file has neither lines nor paragraphs.
    #[must_use]
    pub fn stretch(&self, span: Span) -> Option<Stretch> {
        match &self.text {
            Some(text) => {
                let span = self.document.origin.in_file(span);
                Some(Stretch::Lines(text.at(span.start), text.at(span.end)))
            }
            None => self.document.place(span).map(Stretch::Paragraph),
        }
    }

    /// What a suggestion takes the place of, if the file is a plain text: nothing, where it is to be put in. Words for
    /// Markdown would have to be written in Markdown.
    #[must_use]
    pub fn mend(&self, position: Position) -> Option<Stretch> {
        self.text.as_ref().filter(|_| self.document.origin.is_same())?;
        self.stretch(match position {
            Position::Replace(span) => span,
            Position::After(end) => Span { start: end, end },
        })
    }

    /// Where a finding is shown: the words it is about, or for what is missing the end of the paragraph behind which it
    /// would go, or else the passage that comes closest.
    #[must_use]
    pub fn span_of(&self, finding: &Finding<'_>) -> Option<Span> {
        match finding {
            Finding::Remark(observation) => observation.span,
            Finding::Gap(_, obligation) => self.span_of_gap(obligation),
        }
    }

    fn span_of_gap(&self, gap: &ObligationReport) -> Option<Span> {
        let evidence = gap.evidence.first().map(|it| Span { start: it.start, end: it.end });
        let behind = gap.suggestion.as_ref().and_then(|it| match it.position {
            Position::Replace(span) => Some(span),
            Position::After(end) => self.last_before(end),
        });
        let closest = gap.candidates.first().map(|it| Span { start: it.passage.start, end: it.passage.end });
        evidence.or(behind).or(closest)
    }

    /// The character before a byte of the source.
    fn last_before(&self, end: usize) -> Option<Span> {
        let before = self.document.source.get(..end)?.trim_end();
        let last = before.chars().next_back()?;
        Some(Span { start: before.len() - last.len_utf8(), end: before.len() })
    }
}

impl Text {
    fn new(text: String) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { text, lines }
    }

    fn at(&self, byte: usize) -> At {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let before = self.text.get(self.lines[line - 1]..byte).unwrap_or_default();
        // A mark at the start of the file is no character that anybody counts.
        let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
        At { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use yaodian_core::document::{Block, Kind};
    use yaodian_core::review::findings;

    fn of_text(name: &str, text: &str) -> Source {
        Source::new(Document::from_text(name, text), Some(text.to_owned()))
    }

    #[test]
    fn words_of_markdown_stand_where_the_file_has_them() {
        let file = "# 甲\n\n\n- **每季度**督查\n";
        let document = yaodian_formats::read("a.md", file.as_bytes()).expect("Markdown");
        assert_ne!(document.source, file);
        let start = document.source.find("度督").expect("there");
        let source = Source::new(document, yaodian_formats::lines("a.md", file.as_bytes()));
        let [from, to] = [8, 12].map(|column| At { line: 4, column });
        let span = Span { start, end: start + "度督".len() };
        assert_eq!(
            source.stretch(span),
            Some(Stretch::Lines(At { column: 7, ..from }, At { column: 11, ..to }))
        );
        assert_eq!(source.mend(Position::Replace(span)), None, "would have to be written in Markdown");
    }

    #[test]
    fn columns_are_code_points_and_lines_count_from_one() {
        let source = of_text("a.txt", "\u{feff}甲𠀀乙\r\n丙丁\n");
        let stretch = |words: &str| {
            let start = source.document.source.find(words).expect("there");
            source.stretch(Span { start, end: start + words.len() })
        };
        let lines = |a: [usize; 2], b: [usize; 2]| {
            let at = |[line, column]: [usize; 2]| At { line, column };
            Some(Stretch::Lines(at(a), at(b)))
        };
        assert_eq!(stretch("甲"), lines([1, 1], [1, 2]));
        assert_eq!(stretch("乙"), lines([1, 3], [1, 4]));
        assert_eq!(stretch("丁"), lines([2, 2], [2, 3]));
        assert_eq!(stretch("乙\r\n丙"), lines([1, 3], [2, 2]));
    }

    #[test]
    fn office_files_have_paragraphs() {
        let blocks =
            ["甲乙", "丙丁"].into_iter().zip(0..).map(|(text, at)| Block::paragraph(Kind::Body, text, at));
        let source = Source::new(Document::from_blocks("a.docx", blocks), None);
        let start = source.document.source.find("丁").expect("there");
        let Some(Stretch::Paragraph(place)) = source.stretch(Span { start, end: start + 3 }) else {
            panic!("a paragraph")
        };
        assert_eq!((place.paragraph, source.mend(Position::After(3))), (2, None));
    }

    #[test]
    fn what_is_missing_is_shown_where_it_would_go() {
        let report = sample::report();
        let source = of_text("plan.txt", "甲。\n乙\n");
        let missing = findings(&report).find(|it| it.id() == "2.1").expect("missing");
        assert_eq!(source.span_of(&missing), Some(Span { start: 0, end: 3 }));
    }
}
