//! What the walk gives: paragraphs, tables, notes.

use std::ops::Range;

/// What the walk meets.
#[derive(Debug)]
pub(crate) enum Token {
    TableStart,
    TableEnd,
    RowStart,
    RowEnd {
        header: bool,
        /// Taken out by a tracked change.
        deleted: bool,
    },
    CellStart,
    CellEnd {
        /// How many columns it takes.
        columns: usize,
        /// Goes on with the cell above.
        continues: bool,
    },
    Paragraph(Paragraph),
    /// A footnote or endnote begins, in a part of notes.
    Note(String),
}

/// A paragraph as it stands in the file.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// How many `w:p` begin before it.
    pub ordinal: u32,
    pub style: Option<String>,
    /// List and level, as far as the paragraph itself says.
    pub list: Option<String>,
    pub level: Option<u8>,
    pub outline: Option<u8>,
    /// Its mark was taken out by a tracked change: the next one joins it.
    pub joins_next: bool,
    pub runs: Vec<Run>,
    pub footnotes: Vec<String>,
    pub endnotes: Vec<String>,
    /// Its tags in the part, for the comment writer.
    pub tags: Tags,
}

/// Where the tags of a paragraph stand, in bytes of the part.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tags {
    /// `<w:p …>`.
    pub start: Range<usize>,
    /// End of `</w:pPr>`, or of the start tag: here the content begins.
    pub content: usize,
    /// Where `</w:p>` begins.
    pub end: usize,
    /// `<w:p/>`: no content and no end tag.
    pub empty: bool,
    /// The prefix bound to the namespace, with its colon: `w:`.
    pub prefix: String,
    /// In a text box, where Word takes no comments: the paragraph around it.
    pub holder: Option<u32>,
}

/// A visible run of text.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub text: String,
    /// `<w:r>…</w:r>` in the part.
    pub range: Range<usize>,
    /// The inside of its only `w:t`, if it has nothing else but properties: then it can be split.
    pub only_text: Option<Range<usize>>,
    /// `<w:rPr>…</w:rPr>`.
    pub properties: Option<Range<usize>>,
}

impl Paragraph {
    /// Its text.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}
