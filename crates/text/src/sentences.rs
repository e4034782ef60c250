//! Cutting normalised text into sentences and clauses. Brackets, quotes and book titles are never cut inside.

use std::ops::Range;

/// Byte ranges of the sentences of `text`, cut after 。！？；and tabs; without surrounding marks or blanks.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    cut(text, 0..text.len(), |character| matches!(character, '。' | '！' | '？' | '；' | '\t' | '\n'))
}

/// Byte ranges of the clauses of the sentence `range`, cut at ，and ：as well.
#[must_use]
pub fn clauses(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    cut(text, range, |character| matches!(character, '。' | '！' | '？' | '；' | '\t' | '\n' | '，' | '：'))
}

/// Byte ranges of the items of a list joined with 、或 和 和 以及, outside brackets.
#[must_use]
pub fn items(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    cut(text, range, |character| character == '、')
}

fn cut(text: &str, range: Range<usize>, ends: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut depth = 0u32;
    let mut start = range.start;
    for (offset, character) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        match character {
            '《' | '（' | '“' => depth += 1,
            '》' | '）' | '”' => depth = depth.saturating_sub(1),
            // An unclosed bracket must not swallow the rest of the document.
            '。' if depth > 0 && !closes_ahead(&text[at..range.end]) => depth = 0,
            _ => {}
        }
        if depth == 0 && ends(character) {
            push_trimmed(&mut out, text, start..at);
            start = at + character.len_utf8();
        }
    }
    push_trimmed(&mut out, text, start..range.end);
    out
}

fn closes_ahead(rest: &str) -> bool {
    rest.chars().take(80).any(|character| matches!(character, '》' | '）' | '”'))
}

fn push_trimmed(out: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = &text[range.clone()];
    let outside = |c: char| matches!(c, '，' | '、' | '；' | '：' | '。') || c.is_whitespace();
    let rest = piece.trim_start_matches(outside);
    let start = range.end - rest.len();
    let end = start + rest.trim_end_matches(outside).len();
    if start < end {
        out.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<&'a str> {
        ranges.iter().map(|range| &text[range.clone()]).collect()
    }

    #[test]
    fn cuts_sentences_and_clauses_outside_brackets() {
        let text = "落实《意见》（一、二。三），压实责任；每季度督查。";
        let sentences = sentences(text);
        assert_eq!(texts(text, &sentences), ["落实《意见》（一、二。三），压实责任", "每季度督查"]);
        assert_eq!(
            texts(text, &clauses(text, sentences[0].clone())),
            ["落实《意见》（一、二。三）", "压实责任"]
        );
    }

    #[test]
    fn an_unclosed_bracket_ends_with_its_sentence() {
        let text = "落实《意见，压实责任。每季度督查，按月通报。";
        assert_eq!(sentences(text).len(), 2);
    }

    #[test]
    fn lists_items() {
        let text = "矿山、危险化学品、烟花爆竹（含零售点、仓库）";
        assert_eq!(
            texts(text, &items(text, 0..text.len())),
            ["矿山", "危险化学品", "烟花爆竹（含零售点、仓库）"]
        );
    }
}
