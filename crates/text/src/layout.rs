//! Which lines of a plain text belong to one paragraph: hard-wrapped lines are joined, page numbers left out.

use std::ops::Range;
use std::sync::LazyLock;

use crate::pattern::Pattern;
use unicode_width::UnicodeWidthStr;

use crate::numbering;

/// A line is taken for wrapped when it is at least this share of the width that wrapped lines of the text have.
const FULL_LINE: f64 = 0.8;
/// Texts whose long lines are wider than this many columns are not hard-wrapped at all.
const WIDEST_WRAP: usize = 120;
/// Full lines of a text differ by no more than so many columns.
const RAGGED: usize = 6;
/// From so many indented lines on, a text indents its paragraphs.
const INDENTED: usize = 3;
/// Nobody wraps text to fewer columns than this: shorter lines are lines of a list.
const NARROWEST_WRAP: usize = 30;

/// The paragraphs of a plain text, each as the byte ranges of its lines without surrounding white space.
#[must_use]
pub fn paragraphs(source: &str) -> Vec<Vec<Range<usize>>> {
    let lines = lines(source);
    let wrap = wrap_width(&lines);
    // Where new paragraphs are indented, a full line that is not goes on even after a full stop.
    let indents = wrap.is_some() && lines.iter().filter(|line| line.indented).count() >= INDENTED;
    let mut out: Vec<Vec<Range<usize>>> = Vec::new();
    let mut previous: Option<&Line<'_>> = None;
    for line in &lines {
        if is_page_number(line.text) {
            continue;
        }
        if line.text.is_empty() {
            // A page break may stand inside a sentence: only the blank lines that end something end a paragraph.
            if previous.is_some_and(|before| ends_sentence(before.text) || wrap.is_none()) {
                previous = None;
            } else if let Some(before) = previous
                && !is_full(before, wrap)
            {
                previous = None;
            }
            continue;
        }
        match (previous, out.last_mut()) {
            (Some(before), Some(paragraph)) if continues(before, line, wrap, indents) => {
                paragraph.push(line.range.clone())
            }
            _ => out.push(vec![line.range.clone()]),
        }
        previous = Some(line);
    }
    out
}

struct Line<'a> {
    text: &'a str,
    range: Range<usize>,
    indented: bool,
    columns: usize,
}

fn lines(source: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    source
        .split_inclusive('\n')
        .map(|raw| {
            let start = at;
            at += raw.len();
            let body = raw.trim_start();
            let indent = raw.len() - body.len();
            let text = body.trim_end();
            Line {
                text,
                range: start + indent..start + indent + text.len(),
                indented: UnicodeWidthStr::width(&raw[..indent]) >= 2,
                columns: UnicodeWidthStr::width(raw.trim_end()),
            }
        })
        .collect()
}

/// The width at which the text was wrapped, if it was: many lines stop inside a sentence at about the same column.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    full_width(lines).or_else(|| ragged_width(lines))
}

/// No line is longer than a width that most long lines come close to.
fn full_width(lines: &[Line<'_>]) -> Option<usize> {
    let text = || lines.iter().filter(|line| !line.text.contains('\t'));
    let width = text().map(|line| line.columns).max()?;
    let near = |line: &&Line<'_>| line.columns + RAGGED >= width;
    let long = |line: &&Line<'_>| line.columns as f64 >= width as f64 * FULL_LINE;
    let broken = text().filter(near).filter(|line| !ends_sentence(line.text)).count();
    let clustered = text().filter(near).count() * 5 >= text().filter(long).count() * 4;
    ((NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) && broken >= 4 && clustered).then_some(width)
}

fn ragged_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut broken: Vec<usize> = lines
        .iter()
        .filter(|line| !line.text.is_empty() && !ends_sentence(line.text))
        .map(|line| line.columns)
        .collect();
    if broken.len() < 4 {
        return None;
    }
    broken.sort_unstable();
    let width = broken[broken.len() * 9 / 10];
    let filled = broken.iter().filter(|columns| **columns as f64 >= width as f64 * FULL_LINE).count();
    let text_lines = lines.iter().filter(|line| !line.text.is_empty()).count();
    ((NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) && filled * 4 >= text_lines).then_some(width)
}

fn is_full(line: &Line<'_>, wrap: Option<usize>) -> bool {
    wrap.is_some_and(|width| line.columns as f64 >= width as f64 * FULL_LINE)
}

fn continues(before: &Line<'_>, line: &Line<'_>, wrap: Option<usize>, indents: bool) -> bool {
    // A row of a table goes on with nothing.
    if line.text.contains('\t') || before.text.contains('\t') {
        return false;
    }
    // A number at the start of a line that was broken inside a sentence is no item's.
    if indents && !line.indented && is_full(before, wrap) && !ends_sentence(before.text) {
        return true;
    }
    if line.indented || numbering::leading_mark(line.text).is_some() || is_labelled(line.text) {
        return false;
    }
    (before.columns <= WIDEST_WRAP && opens_bracket(before.text))
        || ((indents || !ends_sentence(before.text)) && is_full(before, wrap))
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '：', '！', '？', '.', ';', ':', '!', '?', '”', '》', '）', ')'])
}

/// Whether a bracket or book-title mark opens in the line and does not close in it.
fn opens_bracket(text: &str) -> bool {
    let mut depth = 0i32;
    for character in text.chars() {
        match character {
            '《' | '（' | '(' | '“' => depth += 1,
            '》' | '）' | ')' | '”' => depth = (depth - 1).max(0),
            _ => {}
        }
    }
    depth > 0
}

/// A line like 责任单位：市食安办 begins something of its own.
fn is_labelled(text: &str) -> bool {
    static LABEL: LazyLock<Pattern> = LazyLock::new(|| Pattern::constant(r"^[一-龥]{2,6}[：:]"));
    LABEL.is_match(text)
}

fn is_page_number(text: &str) -> bool {
    static PAGE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::constant(r"^(?:[-—–－·•]\s*\d{1,4}\s*[-—–－·•]|第\s*\d{1,4}\s*[页頁].{0,8})$")
    });
    PAGE.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(source: &str) -> Vec<String> {
        paragraphs(source)
            .iter()
            .map(|lines| lines.iter().map(|line| &source[line.clone()]).collect::<String>())
            .collect()
    }

    #[test]
    fn joins_hard_wrapped_lines_and_drops_page_numbers() {
        let source = "  一、夯实责任链条，把各项任务落到\n实处，压力逐级传导到位，市县两级\n一起抓，形成一级抓一级的工作\n\
                      格局，年内形成权责匹配的监管工作\n\n— 2 —\n\n机制。\n  二、强化统筹协调。\n";
        assert_eq!(
            joined(source),
            [
                "一、夯实责任链条，把各项任务落到实处，压力逐级传导到位，市县两级一起抓，形成一级抓一级的工作\
                 格局，年内形成权责匹配的监管工作机制。",
                "二、强化统筹协调。"
            ]
        );
    }

    #[test]
    fn leaves_short_lines_alone() {
        let source = "白银市食品安全委员会办公室\n2020年任务清单\n责任单位：市食安办\n完成时限：4月底\n";
        assert_eq!(joined(source).len(), 4);
    }

    #[test]
    fn joins_a_title_broken_inside_a_book_title_mark() {
        assert_eq!(
            joined("关于印发《2020年工作\n安排》的通知\n各县区：\n"),
            ["关于印发《2020年工作安排》的通知", "各县区："]
        );
    }
}
