//! From a span of the document's source to a range of characters in the paragraphs of the file.

use yaodian_core::Document;
use yaodian_core::document::{Anchor, Span};

use super::super::walk::Paragraph;

/// Characters of the runs of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Index of the run, and of the character in it; `None` is the edge of the paragraph.
    pub at: Option<(usize, usize)>,
}

/// Where a comment begins and ends (before the first character, behind the last).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    pub from: Point,
    pub to: Point,
}

/// The range that a comment is to stand at: that of the span, or else the first paragraph with text.
pub(super) fn find(document: &Document, paragraphs: &[Paragraph], span: Option<Span>) -> Option<Range> {
    let found = span.and_then(|span| {
        let anchors = document.anchors(span);
        let (first, _) = piece(document, paragraphs, anchors.first()?, span)?;
        let (_, last) = piece(document, paragraphs, anchors.last()?, span)?;
        // Text boxes come after the paragraph around them in reading order.
        Some(if first.paragraph <= last.paragraph {
            Range { from: first, to: last }
        } else {
            whole(first.paragraph)
        })
    });
    found.or_else(|| {
        let has_text =
            |paragraph: &Paragraph| paragraph.tags.holder.is_none() && !paragraph.text().trim().is_empty();
        let first =
            paragraphs.iter().position(has_text).or(if paragraphs.is_empty() { None } else { Some(0) });
        first.map(whole)
    })
}

fn whole(paragraph: usize) -> Range {
    let edge = Point { paragraph, at: None };
    Range { from: edge, to: edge }
}

/// Where the part of a span begins and ends that lies in one paragraph of the file.
fn piece(
    document: &Document,
    paragraphs: &[Paragraph],
    anchor: &Anchor,
    span: Span,
) -> Option<(Point, Point)> {
    let index = paragraphs.iter().position(|paragraph| paragraph.ordinal == anchor.ordinal)?;
    if let Some(holder) = paragraphs[index].tags.holder {
        let index = paragraphs.iter().position(|paragraph| paragraph.ordinal == holder)?;
        let edge = Point { paragraph: index, at: None };
        return Some((edge, edge));
    }
    let edge = Point { paragraph: index, at: None };
    let own: Vec<((usize, usize), char)> = characters(&paragraphs[index]);
    let from = span.start.max(anchor.source.start);
    let to = span.end.min(anchor.source.end);
    let seen = |range: std::ops::Range<usize>| -> Vec<char> {
        document.source.get(range).unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect()
    };
    let wanted = seen(from..to);
    let before = seen(anchor.source.start..from).len();
    let all = before + wanted.len() + seen(to..anchor.source.end).len();
    // Automatic numbers are in the source and not in the runs.
    let expected = before.saturating_sub(all.saturating_sub(own.len()));
    let fits = |at: &usize| {
        own[*at..].iter().zip(&wanted).filter(|((_, own), wanted)| own == *wanted).count() == wanted.len()
    };
    let last = own.len().checked_sub(wanted.len());
    let found = last.and_then(|last| (0..=last).filter(fits).min_by_key(|at| at.abs_diff(expected)));
    match (found, wanted.len()) {
        (Some(at), length) if length > 0 => {
            let (run, character) = own[at + length - 1].0;
            let begin = Point { paragraph: index, at: Some(own[at].0) };
            Some((begin, Point { paragraph: index, at: Some((run, character + 1)) }))
        }
        // The number alone, or text that the file writes otherwise.
        _ => Some((edge, edge)),
    }
}

/// The characters of the runs that are no white space, with run and index.
fn characters(paragraph: &Paragraph) -> Vec<((usize, usize), char)> {
    let runs = paragraph.runs.iter().enumerate();
    runs.flat_map(|(run, own)| own.text.chars().enumerate().map(move |(index, c)| ((run, index), c)))
        .filter(|(_, c)| !c.is_whitespace())
        .collect()
}
