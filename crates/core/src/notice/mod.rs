//! Reading a notice: what it is, its sections and points, and what each point obliges the reader to.

mod head;
mod obligation;
mod outline;
mod reach;
mod repeat;
mod synonyms;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use yaodian_text::Lexicon;

use crate::document::{Document, Span};
use crate::toml_file::{self, TomlError};

pub use obligation::{Piece, basis, elaboration};
pub use reach::Reach;
pub use synonyms::Synonyms;

/// A notice as understood: what a plan is checked against. Saved and loaded as TOML, and editable there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirements {
    /// Title of the work points.
    pub title: String,
    /// The body that issued the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Date as written in the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whom it addresses, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressees: Option<String>,
    /// Whether the notice lets prefectures share its province-wide counts out among themselves.
    #[serde(default)]
    pub counts_are_shared: bool,
    /// Things the reader should know about the notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "warning")]
    pub warnings: Vec<Warning>,
    /// Words that mean the same here, beside those of the lexicon.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "synonym")]
    pub synonyms: Vec<Synonyms>,
    /// Sections, in order.
    #[serde(default, rename = "section")]
    pub sections: Vec<Section>,
    /// Points, in reading order.
    #[serde(default, rename = "point")]
    pub points: Vec<Point>,
}

/// A section of a notice (一、…).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its title without the number.
    pub title: String,
    /// Where the title stands in the notice.
    pub span: Span,
}

/// A point: a short title and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Its number in reading order over the whole notice, from 1.
    pub id: String,
    /// Index of its section.
    pub section: usize,
    /// Its title without the number.
    pub title: String,
    /// Where the whole point stands in the notice.
    pub span: Span,
    /// What it asks for.
    #[serde(default, rename = "obligation")]
    pub obligations: Vec<Obligation>,
}

/// One thing that a point asks for: a verb, an object and qualifiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// Point and number: 8.2.
    pub id: String,
    /// Its text, normalised.
    pub text: String,
    /// The sentence it stands in, normalised.
    pub context: String,
    /// Where it stands in the notice.
    pub span: Span,
    /// Whom it binds.
    pub reach: Reach,
    /// Whether a plan must answer it. A user may set this in the requirements file.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub required: bool,
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde wants a reference
fn is_true(value: &bool) -> bool {
    *value
}

/// Something the user should know that is no finding of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Warning {
    /// Kebab-case name of the kind of warning.
    pub kind: String,
    /// One sentence in Chinese.
    pub message: String,
}

impl Warning {
    /// Whether it is about the plan that was checked; all others are about the notice.
    #[must_use]
    pub fn is_of_the_plan(&self) -> bool {
        self.kind == crate::observe::NOT_LOCALISED
    }
}

/// A title without the mark that ends it, to be shown as a heading.
#[must_use]
pub fn bare_title(title: &str) -> &str {
    title.trim_end_matches(['。', '.', '：', '；'])
}

/// Why a text is no usable notice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// Nothing but white space.
    #[error("{name}：通知是空的，请检查文件内容 (the notice is empty; check the file's contents)")]
    Empty {
        /// Name of the document.
        name: String,
    },
    /// No numbered points.
    #[error(
        "{name}：没有找到编号的要点（如“一、”“1.”“（一）”“第一条”），请确认这是通知正文，并给要点编上号 \
         (no numbered points found; make sure this is the notice itself and that its points are numbered)"
    )]
    NoPoints {
        /// Name of the document.
        name: String,
    },
}

/// Reads a notice.
///
/// # Errors
/// If the document is empty or holds no numbered points.
pub fn read(document: &Document, lexicon: &Lexicon) -> Result<Requirements, NoticeError> {
    if document.paragraphs.is_empty() {
        return Err(NoticeError::Empty { name: document.name.clone() });
    }
    let mut warnings = Vec::new();
    let paragraphs = repeat::without_repeated_body(document, &mut warnings);
    let outline = outline::read(document, &paragraphs);
    if outline.points.is_empty() {
        return Err(NoticeError::NoPoints { name: document.name.clone() });
    }
    outline.warn_of_numbering(&mut warnings);
    let head =
        head::read(document, &paragraphs[..outline.first_paragraph], &paragraphs[outline.first_paragraph..]);
    let province =
        lexicon.places().find(&format!("{}{}", head.issuer.as_deref().unwrap_or_default(), head.title));
    let province = province.first().map(|(_, place)| *place);
    let points = outline
        .points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let pieces = obligation::read(document, point);
            let obligations = pieces
                .iter()
                .enumerate()
                .map(|(number, piece)| Obligation {
                    id: format!("{}.{}", index + 1, number + 1),
                    text: document.text()[piece.range.clone()].to_owned(),
                    context: document.text()[piece.sentence.clone()].to_owned(),
                    span: document.span(piece.range.clone()),
                    reach: reach::of(document.text(), piece, province, lexicon),
                    required: true,
                })
                .map(|obligation| Obligation { required: obligation.reach != Reach::Province, ..obligation })
                .collect();
            Point {
                id: (index + 1).to_string(),
                section: point.section,
                title: document.text()[point.title.clone()].to_owned(),
                span: document.span(point.range.clone()),
                obligations,
            }
        })
        .collect();
    let sections = outline
        .sections
        .iter()
        .map(|range| Section {
            title: document.text()[range.clone()].to_owned(),
            span: document.span(range.clone()),
        })
        .collect();
    Ok(Requirements {
        title: head.title,
        issuer: head.issuer,
        date: head.date,
        addressees: head.addressees,
        counts_are_shared: head.counts_are_shared,
        warnings,
        synonyms: Vec::new(),
        sections,
        points,
    })
}

impl Requirements {
    /// All obligations, in order.
    pub fn obligations(&self) -> impl Iterator<Item = &Obligation> {
        self.points.iter().flat_map(|point| &point.obligations)
    }

    /// All points in order, each with the places of its obligations among all obligations.
    pub fn placed_points(&self) -> impl Iterator<Item = (Range<usize>, &Point)> {
        let mut end = 0;
        self.points.iter().map(move |point| {
            let start = end;
            end += point.obligations.len();
            (start..end, point)
        })
    }

    /// As TOML, for people to edit.
    ///
    /// # Errors
    /// None in practice: every value has a TOML form.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }

    /// From TOML as written by [`to_toml`](Self::to_toml), perhaps edited.
    ///
    /// # Errors
    /// If the text is not of that form; the error names line, column and the key that was meant.
    pub fn from_toml(text: &str) -> Result<Self, TomlError> {
        toml_file::read(text)
    }
}

/// The part of a point that the obligations are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PointText {
    /// Index of its section.
    pub section: usize,
    /// Title without number.
    pub title: Range<usize>,
    /// Paragraphs or parts of paragraphs that make up the body.
    pub body: Vec<Range<usize>>,
    /// From the number to the end of the body.
    pub range: Range<usize>,
}
