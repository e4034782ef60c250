//! The deciding words: what the reasons of a verdict quote, found again in the texts of both sides.

use std::ops::Range;

use yaodian_core::report::{PlainReason, Reason, ReasonKind};

/// Quotes of more than this share of a text decide nothing: they are the text.
const WHOLE: f64 = 0.7;

/// A text cut where deciding words begin and end; whether each part is such words. No part is empty.
#[must_use]
pub fn parts<'a>(reasons: &[Reason], text: &'a str) -> Vec<(&'a str, bool)> {
    let mut parts = Vec::new();
    let mut from = 0;
    for range in deciding(reasons, text) {
        parts.extend([(&text[from..range.start], false), (&text[range.clone()], true)]);
        from = range.end;
    }
    parts.push((&text[from..], false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Byte ranges of `text` that stand in quotation marks in one of the reasons, in order, none overlapping.
fn deciding(reasons: &[Reason], text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = reasons
        .iter()
        // An answer is quoted as a whole: no word of it decides more than another.
        .filter(|reason| reason.kind != ReasonKind::Plain(PlainReason::Answered))
        .flat_map(|reason| quoted(&reason.message))
        .filter(|words| (words.len() as f64) < text.len() as f64 * WHOLE)
        .flat_map(|words| text.match_indices(words).map(|(at, hit)| at..at + hit.len()).collect::<Vec<_>>())
        .collect();
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// What stands between “ and ”, lists cut at 、.
fn quoted(message: &str) -> Vec<&str> {
    let parts = message.split('“').skip(1).filter_map(|part| part.split_once('”').map(|(words, _)| words));
    parts
        .flat_map(|words| std::iter::once(words).chain(words.split('、')))
        .filter(|words| !words.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_what_the_reason_quotes_on_either_side() {
        let message = "通知要求“每季度”，计划为“每半年组织一次”，没有说到“督查、检查”".to_owned();
        let reason = Reason { kind: ReasonKind::Plain(PlainReason::Partly), message, span: None };
        let marked = |text: &str| -> Vec<String> {
            let parts = parts(std::slice::from_ref(&reason), text);
            assert_eq!(parts.iter().map(|(part, _)| *part).collect::<String>(), text);
            parts.into_iter().filter(|(_, decides)| *decides).map(|(part, _)| part.to_owned()).collect()
        };
        assert_eq!(marked("每季度组织食品相关处室开展督查"), ["每季度", "督查"]);
        assert_eq!(marked("每半年组织一次全市食品安全工作检查"), ["每半年组织一次", "检查"]);
        assert!(marked("每季度").is_empty());
    }
}
