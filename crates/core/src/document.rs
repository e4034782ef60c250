//! A text as read from a file: its source, its normalised form, its paragraphs.

use std::ops::Range;

use yaodian_text::layout;
use yaodian_text::normalise::{Normalised, normalise};

/// A notice or a plan as read, before anything is understood of it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What the user calls it: a file's name, or 标准输入.
    pub name: String,
    /// The text as given. All spans in a report are byte offsets into it.
    pub source: String,
    /// The whole text normalised, one paragraph a line.
    pub normalised: Normalised,
    /// The paragraphs, as byte ranges of the normalised text, in reading order, none empty.
    pub paragraphs: Vec<Range<usize>>,
}

impl Document {
    /// Reads a plain text: finds its paragraphs, joins hard-wrapped lines, normalises.
    #[must_use]
    pub fn from_text(name: impl Into<String>, source: impl Into<String>) -> Self {
        let source = source.into();
        let mut whole = Normalised::default();
        let mut paragraphs = Vec::new();
        for lines in layout::paragraphs(&source) {
            let paragraph = normalise(&source, &lines);
            if paragraph.text().trim().is_empty() {
                continue;
            }
            whole.append_line(&paragraph);
            let end = whole.text().len();
            paragraphs.push(end - paragraph.text().len()..end);
        }
        Self { name: name.into(), source, normalised: whole, paragraphs }
    }

    /// The normalised text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.normalised.text()
    }

    /// The bytes of the source that a range of the normalised text stands for.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let source = self.normalised.source(range);
        Span { start: source.start, end: source.end }
    }

    /// The source text of a span.
    #[must_use]
    pub fn quote(&self, span: Span) -> &str {
        self.source.get(span.start..span.end).unwrap_or_default()
    }
}

/// A piece of a source text: byte offsets, half open.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}
