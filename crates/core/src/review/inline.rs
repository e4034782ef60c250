//! Waivers that a plan carries itself, in comments: `<!-- yaodian-waive 3.2, 4.1: 本市没有这项职责 -->`.
//!
//! They are no text of the plan. What they name is the number of an obligation or the kind of a remark.

use std::ops::Range;
use std::sync::LazyLock;

use yaodian_text::pattern::Pattern;

use crate::document::Span;
use crate::report::{Lapsed, Report, Waiver, WaiverSource};

use super::apply::{finish, keys, waive};

/// A waiver in a comment, of one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Number of the obligation or kind of the remark.
    pub finding: String,
    /// Why; empty if the comment does not say, and then nothing is waived.
    pub why: String,
    /// Where the comment stands: bytes of the file's text.
    pub span: Span,
}

static COMMENT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::constant(r"(?s)<!--\s*yaodian-waive\b(.*?)(?:-->|\z)"));

/// Takes the comments out of a text: what they waive, and the text with blanks in their place, so that every byte
/// keeps its position and every line its number.
#[must_use]
pub fn take(text: String) -> (String, Vec<Inline>) {
    if !text.contains("yaodian-waive") {
        return (text, Vec::new());
    }
    let mut left = String::with_capacity(text.len());
    let mut waivers = Vec::new();
    let mut at = 0;
    let comments = COMMENT.captures_iter(&text).filter_map(|captures| captures.get(0).zip(captures.get(1)));
    for (whole, inner) in comments {
        waivers.extend(read(inner.as_str(), whole.range()));
        left.push_str(&text[at..whole.start()]);
        left.extend(whole.as_str().bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        at = whole.end();
    }
    left.push_str(&text[at..]);
    (left, waivers)
}

/// `3.2、4.1：why`.
fn read(inner: &str, range: Range<usize>) -> Vec<Inline> {
    let (names, why) = inner.split_once([':', '：']).unwrap_or((inner, ""));
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    let span = Span { start: range.start, end: range.end };
    let names: Vec<&str> =
        names.split([',', '，', '、', ' ', '\n', '\r']).filter(|it| !it.is_empty()).collect();
    let one = |name: &str| Inline { finding: name.to_owned(), why: why.clone(), span };
    // A comment that names nothing is reported as one without use.
    if names.is_empty() { vec![one("")] } else { names.into_iter().map(one).collect() }
}

/// Marks what the comments of a plan waive, and lists those that waive nothing.
pub fn apply(inline: &[Inline], report: &mut Report) {
    if inline.is_empty() {
        return;
    }
    let keys = keys(report);
    let mut outcome = report.review.take().unwrap_or_default();
    for own in inline {
        let waiver = Waiver { source: WaiverSource::Inline, why: own.why.clone(), ..Waiver::default() };
        if own.why.is_empty() || !waive(report, &waiver, |number| keys[number].0 == own.finding) {
            outcome.unused.push(Lapsed {
                finding: own.finding.clone(),
                fingerprint: None,
                waiver,
                changed: None,
            });
        }
    }
    finish(report, outcome);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_in_either_width_and_over_lines() {
        let text = "一、督查<!-- yaodian-waive 3.2、copied：省里\n  已有 --> 二、<!--yaodian-waive 4.1: x-->\n<!-- 别的 -->";
        let (left, found) = take(text.to_owned());
        let all: Vec<(&str, &str)> = found.iter().map(|it| (it.finding.as_str(), it.why.as_str())).collect();
        assert_eq!(all, [("3.2", "省里 已有"), ("copied", "省里 已有"), ("4.1", "x")]);
        assert_eq!(&text[found[2].span.start..found[2].span.end], "<!--yaodian-waive 4.1: x-->");
        assert_eq!((left.len(), left.matches('\n').count()), (text.len(), text.matches('\n').count()));
        assert_eq!(left.split_whitespace().collect::<Vec<_>>(), ["一、督查", "二、", "<!--", "别的", "-->"]);
    }

    #[test]
    fn one_without_end_takes_the_rest_and_one_without_reason_has_none() {
        let first = |text: &str| take(text.to_owned()).1.remove(0);
        assert_eq!(first("甲<!-- yaodian-waive 3.2").why, "");
        assert_eq!(first("<!-- yaodian-waive -->").finding, "");
    }
}
