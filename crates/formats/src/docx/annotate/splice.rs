//! What is put into the main part, and where.

use std::collections::BTreeMap;

use super::super::walk::{Paragraph, Run};
use super::anchor::{Point, Range};

/// Marks to be put in at one place: those that end come before those that begin.
#[derive(Debug, Default)]
struct Marks {
    ends: String,
    starts: String,
    /// The run that is cut in two here.
    cut: Option<(usize, usize)>,
    /// The paragraph without content and end tag that gets both here.
    expand: Option<usize>,
}

/// All that is to be put in, by byte of the main part.
#[derive(Debug, Default)]
pub(super) struct Splices {
    marks: BTreeMap<usize, Marks>,
}

impl Splices {
    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Marks a range with a comment.
    pub(super) fn comment(&mut self, paragraphs: &[Paragraph], range: &Range, id: u32) {
        let prefix = &paragraphs[range.from.paragraph].tags.prefix;
        let start = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        let end = format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        );
        if paragraphs[range.from.paragraph].tags.empty {
            let at = paragraphs[range.from.paragraph].tags.start.end;
            let marks = self.marks.entry(at).or_default();
            marks.expand = Some(range.from.paragraph);
            marks.starts.push_str(&start);
            marks.starts.push_str(&end);
            return;
        }
        self.at(paragraphs, range.from, false).starts.push_str(&start);
        self.at(paragraphs, range.to, true).ends.push_str(&end);
    }

    /// The marks at a point; runs that cannot be cut are taken whole.
    fn at(&mut self, paragraphs: &[Paragraph], point: Point, is_end: bool) -> &mut Marks {
        let tags = &paragraphs[point.paragraph].tags;
        let Some((run, character)) = point.at else {
            let edge = if is_end { tags.end } else { tags.content };
            return self.marks.entry(edge).or_default();
        };
        let own = &paragraphs[point.paragraph].runs[run];
        let length = own.text.chars().count();
        let cut = (character > 0 && character < length).then(|| cut_at(own, character)).flatten();
        if let Some(at) = cut {
            let marks = self.marks.entry(at).or_default();
            marks.cut = Some((point.paragraph, run));
            return marks;
        }
        self.marks.entry(if is_end { own.range.end } else { own.range.start }).or_default()
    }

    /// The main part with everything put in.
    pub(super) fn apply(&self, text: &str, paragraphs: &[Paragraph]) -> String {
        let mut out = String::with_capacity(text.len() + 256 * self.marks.len());
        let mut done = 0;
        for (&at, marks) in &self.marks {
            if let Some(paragraph) = marks.expand {
                // `<w:p …/>` becomes `<w:p …>` … `</w:p>`.
                let prefix = &paragraphs[paragraph].tags.prefix;
                out.push_str(text[done..at].trim_end_matches('>').trim_end_matches('/'));
                out.push('>');
                out.push_str(&marks.starts);
                out.push_str(&format!("</{prefix}p>"));
                done = at;
                continue;
            }
            out.push_str(&text[done..at]);
            done = at;
            match marks.cut {
                Some((paragraph, run)) => {
                    let prefix = &paragraphs[paragraph].tags.prefix;
                    let properties = paragraphs[paragraph].runs[run].properties.clone();
                    out.push_str(&format!(
                        "</{prefix}t></{prefix}r>{}{}<{prefix}r>",
                        marks.ends, marks.starts
                    ));
                    out.push_str(properties.map_or("", |properties| &text[properties]));
                    out.push_str(&format!("<{prefix}t xml:space=\"preserve\">"));
                }
                None => {
                    out.push_str(&marks.ends);
                    out.push_str(&marks.starts);
                }
            }
        }
        out.push_str(&text[done..]);
        out
    }
}

/// The byte of the part before a character of a run, if the run can be cut there.
fn cut_at(run: &Run, character: usize) -> Option<usize> {
    let inside = run.only_text.clone()?;
    // White space at an edge would need the tag to say that it counts; references take more bytes than they show.
    let around = run.text.chars().skip(character - 1).take(2);
    let plain = run.text.len() == inside.len() && !around.clone().any(char::is_whitespace);
    let before: usize = run.text.chars().take(character).map(char::len_utf8).sum();
    plain.then_some(inside.start + before)
}
