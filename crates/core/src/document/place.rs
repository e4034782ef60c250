//! What a file says of a paragraph beside its words: what it is and where it stands.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a paragraph is, as far as its file says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// The file does not say: a plain text, or a page on which everything is only drawn.
    #[default]
    Unknown,
    /// Running text.
    Body,
    /// A heading; the outermost level is 1.
    Heading(u8),
    /// An item of a list; the outermost level is 1.
    Item(u8),
    /// A row of a table.
    Row {
        /// Whether the file calls it a row of headers.
        header: bool,
    },
    /// A footnote or endnote.
    Note,
}

/// What is known of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// For a row: the cells that begin in a row above and reach down to this one, as ranges of the normalised text.
    pub inherited: Vec<Range<usize>>,
}

/// Where a paragraph stands, in the words a reader looks it up by. All numbers count from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its page, in formats that have fixed pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Its number among the paragraphs of the page, or of the document if there are no pages. Empty ones do not count.
    pub paragraph: u32,
    /// The table it is a row of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Its number among the rows of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
}

impl fmt::Display for Place {
    /// 第3页第12段, 第12段, 表2第3行.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(formatter, "第{page}页")?;
        }
        match (self.table, self.row) {
            (Some(table), Some(row)) => write!(formatter, "表{table}第{row}行"),
            _ => write!(formatter, "第{}段", self.paragraph),
        }
    }
}
