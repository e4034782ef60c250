//! A text as read from a file: its source, its normalised form, its paragraphs.

mod blocks;
mod origin;
mod place;

use std::ops::Range;

use yaodian_text::layout;
use yaodian_text::normalise::{Normalised, normalise};

pub use blocks::{Block, Cell, Line};
pub use origin::{Origin, Taken};
pub use place::{Kind, Layout, Place};

use crate::review::inline::{self, Inline};

/// A notice or a plan as read, before anything is understood of it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What the user calls it: a file's name, or 标准输入.
    pub name: String,
    /// The text as given, or as taken out of an office file. All spans in a report are byte offsets into it.
    pub source: String,
    /// The whole text normalised, one paragraph a line.
    pub normalised: Normalised,
    /// The paragraphs, as byte ranges of the normalised text, in reading order, none empty.
    pub paragraphs: Vec<Range<usize>>,
    /// What the file says of each paragraph, in the same order; empty for a plain text, which says nothing.
    pub layout: Vec<Layout>,
    /// Which paragraph of the file each piece of the source comes from, in order of the source; empty for a plain text.
    pub anchors: Vec<Anchor>,
    /// Where the source stands in the text of the file: of use for Markdown, whose marks are not in the source.
    pub origin: Origin,
    /// What the plan waives in comments of its own; in the source there are blanks in their place.
    pub waivers: Vec<Inline>,
}

/// Where a piece of the source stands in the file it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The piece, as bytes of the source.
    pub source: Range<usize>,
    /// Number of the file's own paragraph, from 0, as the reader of that format counts.
    pub ordinal: u32,
}

/// What a file is called: the last part of its path, without its ending.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

impl Document {
    /// Reads a plain text: finds its paragraphs, joins hard-wrapped lines, normalises.
    #[must_use]
    pub fn from_text(name: impl Into<String>, source: impl Into<String>) -> Self {
        let (source, waivers) = inline::take(source.into());
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
        Self { name: name.into(), source, normalised: whole, paragraphs, waivers, ..Self::default() }
    }

    /// Puts together what the reader of an office format found: paragraphs and table rows in reading order.
    #[must_use]
    pub fn from_blocks(name: impl Into<String>, blocks: impl IntoIterator<Item = Block>) -> Self {
        blocks::assemble(name.into(), blocks)
    }

    /// What a paragraph of this index is: what the file says, or nothing for a plain text.
    #[must_use]
    pub fn kind(&self, paragraph: usize) -> Kind {
        self.layout.get(paragraph).map_or(Kind::Unknown, |layout| layout.kind)
    }

    /// Where a span stands, as a reader would look it up: that of its first character. `None` for a plain text.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<Place> {
        let at = self.normalised.from_source(span.start..span.end).start;
        let paragraph = self.paragraphs.partition_point(|range| range.end <= at);
        self.layout.get(paragraph).map(|layout| layout.place)
    }

    /// The pieces of the file's own paragraphs that a span covers.
    #[must_use]
    pub fn anchors(&self, span: Span) -> &[Anchor] {
        let from = self.anchors.partition_point(|anchor| anchor.source.end <= span.start);
        let to = self.anchors.partition_point(|anchor| anchor.source.start < span.end);
        self.anchors.get(from..to.max(from)).unwrap_or_default()
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
