//! What is shown of a plan that was checked, in bytes of the editor's text.

use yaodian_core::report::{ObligationReport, Position};
use yaodian_core::{Document, Report, Span, Status};
use yaodian_report::Language;
use yaodian_report::severity::Severities;

use crate::fix::{Fix, Plan};
use crate::note::{self, Note};

/// A plan as checked.
#[derive(Debug)]
pub struct Analysis {
    /// The plan as read.
    pub document: Document,
    /// What was found.
    pub report: Report,
    /// The language in which it is shown.
    pub language: Language,
    /// What is marked in the text, in the order of the report.
    pub notes: Vec<Note>,
}

impl Analysis {
    /// Works out what to mark.
    pub fn new(
        text: &str,
        document: Document,
        report: Report,
        is_markdown: bool,
        language: Language,
        severities: &Severities,
    ) -> Self {
        let notes = note::all(Plan { document: &document, text, is_markdown }, &report, language, severities);
        Self { document, report, language, notes }
    }

    /// The obligations that what stands at a byte of the text is about: gaps marked there, and what is answered there.
    pub fn obligations_at(&self, at: usize) -> Vec<&ObligationReport> {
        let marked = |own: &ObligationReport| {
            let note = self.notes.iter().find(|note| note.id == own.id);
            note.is_some_and(|note| holds(note.at, at))
        };
        let answered = |own: &ObligationReport| {
            let mut spans = own.evidence.iter().map(|it| Span { start: it.start, end: it.end });
            spans.any(|span| holds(self.document.origin.in_file(span), at))
        };
        let mut found: Vec<_> =
            self.report.obligations().filter(|own| own.required && (marked(own) || answered(own))).collect();
        // What is to be done comes first.
        found.sort_by_key(|own| own.status == Status::Covered);
        found
    }

    /// The marks that touch a stretch of the text and can be mended.
    pub fn fixes(&self, wanted: Span) -> impl Iterator<Item = (&Note, &Fix)> {
        let touches = move |span: Span| span.start <= wanted.end && wanted.start <= span.end;
        let touched = self.notes.iter().filter(move |note| touches(note.at));
        touched.filter_map(|note| Some((note, note.fix.as_ref()?)))
    }
}

/// Where an obligation's gap is marked, in bytes of the document's source: at what the plan says of it, or at the end of
/// the paragraph behind which it would stand.
pub fn place(document: &Document, own: &ObligationReport) -> Span {
    let evidence = own.evidence.first().map(|it| Span { start: it.start, end: it.end });
    let after = match own.suggestion.as_ref().map(|suggestion| suggestion.position) {
        Some(Position::After(end)) => last_character(&document.source, end),
        _ => None,
    };
    evidence.filter(|_| own.status != Status::Missing).or(after).unwrap_or_else(|| title(document))
}

/// The last character before a byte that is no white space.
fn last_character(source: &str, end: usize) -> Option<Span> {
    let before = source.get(..end)?.trim_end();
    let last = before.chars().next_back()?;
    Some(Span { start: before.len() - last.len_utf8(), end: before.len() })
}

/// The first paragraph.
pub fn title(document: &Document) -> Span {
    document.paragraphs.first().map_or_else(Span::default, |first| document.span(first.clone()))
}

/// Whether a byte stands in a span or right behind it, as a caret does.
fn holds(span: Span, at: usize) -> bool {
    span.start <= at && at <= span.end
}
