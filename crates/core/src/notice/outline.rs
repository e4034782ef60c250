//! Sections and points from the numbering of paragraphs, whatever styles it uses and however deep it goes.

use std::ops::Range;

use yaodian_text::numbering::{Mark, Style, leading_mark};
use yaodian_text::sentences::sentences;

use super::{PointText, Warning};
use crate::document::Document;
use crate::facet::Facets;

/// A title sentence is at most this many characters long.
const TITLE_CHARACTERS: usize = 40;

pub(super) struct Outline {
    /// Titles of the sections.
    pub sections: Vec<Range<usize>>,
    pub points: Vec<PointText>,
    /// Index of the first numbered paragraph: the head ends there.
    pub first_paragraph: usize,
    /// Places where a number does not follow the one before: (number before, number found).
    slips: Vec<(u32, u32)>,
}

struct Node {
    depth: usize,
    mark: Mark,
    /// Own paragraph first, then unnumbered ones that follow it.
    paragraphs: Vec<Range<usize>>,
    has_children: bool,
}

pub(super) fn read(document: &Document, paragraphs: &[Range<usize>]) -> Outline {
    let (nodes, first_paragraph, slips) = nodes(document, paragraphs);
    let mut sections = Vec::new();
    let mut points = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let own = node.paragraphs[0].clone();
        let title_start = own.start + node.mark.len;
        if node.has_children {
            if node.depth == 0 {
                sections.push(title_start..first_sentence_end(document, title_start..own.end));
            }
            continue;
        }
        if is_heading_only(document, node) && nodes.len() > index + 1 && node.depth == 0 && has_deeper(&nodes)
        {
            // A section without points of its own still orders the document.
            sections.push(title_start..own.end);
            continue;
        }
        if sections.is_empty() {
            sections.push(title_start..title_start);
        }
        points.push(point(document, node, sections.len() - 1));
    }
    Outline { sections, points, first_paragraph, slips }
}

fn has_deeper(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.depth > 0)
}

/// Numbered paragraphs with their depth. Styles nest in the order in which they first open inside each other.
fn nodes(document: &Document, paragraphs: &[Range<usize>]) -> (Vec<Node>, usize, Vec<(u32, u32)>) {
    let text = document.text();
    let mut nodes: Vec<Node> = Vec::new();
    let mut stack: Vec<(Style, u32)> = Vec::new();
    let mut first = None;
    let mut slips = Vec::new();
    for (index, range) in paragraphs.iter().enumerate() {
        let mark = leading_mark(&text[range.clone()]).filter(|mark| !is_item(mark.style, &stack));
        let Some(mark) = mark else {
            if let Some(node) = nodes.last_mut() {
                node.paragraphs.push(range.clone());
            }
            continue;
        };
        first.get_or_insert(index);
        let depth = match stack.iter().position(|(style, _)| *style == mark.style) {
            Some(depth) => {
                let (_, before) = stack[depth];
                if mark.number != before + 1 && mark.number != 1 {
                    slips.push((before, mark.number));
                }
                stack.truncate(depth);
                depth
            }
            None => stack.len(),
        };
        if depth > 0
            && let Some(parent) = nodes.iter_mut().rev().find(|node| node.depth < depth)
        {
            parent.has_children = true;
        }
        stack.push((mark.style, mark.number));
        nodes.push(Node { depth, mark, paragraphs: vec![range.clone()], has_children: false });
    }
    if let Some(node) = nodes.last_mut() {
        drop_signature(document, &mut node.paragraphs);
    }
    (nodes, first.unwrap_or(paragraphs.len()), slips)
}

/// ①, （1） and 一是 below a point list its parts; they are points only where nothing else is numbered.
fn is_item(style: Style, stack: &[(Style, u32)]) -> bool {
    matches!(style, Style::Circled | Style::ArabicInBrackets | Style::HanIs)
        && stack
            .iter()
            .any(|(known, _)| !matches!(known, Style::Circled | Style::ArabicInBrackets | Style::HanIs))
}

/// Issuer and date below the last point are not part of it.
fn drop_signature(document: &Document, paragraphs: &mut Vec<Range<usize>>) {
    while paragraphs.len() > 1 {
        let last = &document.text()[paragraphs[paragraphs.len() - 1].clone()];
        if last.ends_with(['。', '；', '！', '：']) || last.chars().count() > 40 {
            break;
        }
        paragraphs.pop();
    }
}

fn is_heading_only(document: &Document, node: &Node) -> bool {
    let own = &document.text()[node.paragraphs[0].clone()];
    node.paragraphs.len() == 1 && !own.contains('。') && own.chars().count() <= TITLE_CHARACTERS
}

fn first_sentence_end(document: &Document, range: Range<usize>) -> usize {
    let text = &document.text()[range.clone()];
    sentences(text).first().map_or(range.end, |sentence| range.start + sentence.end)
}

fn point(document: &Document, node: &Node, section: usize) -> PointText {
    let own = node.paragraphs[0].clone();
    let start = own.start + node.mark.len;
    let text = &document.text()[start..own.end];
    let cut = sentences(text);
    let end = node.paragraphs.last().map_or(own.end, |range| range.end);
    // （1） and ① before the parts of a point are no text of theirs.
    let rest = node.paragraphs[1..].iter().map(|range| {
        let mark = leading_mark(&document.text()[range.clone()]).map_or(0, |mark| mark.len);
        range.start + mark..range.end
    });
    // A sentence with a deadline, a frequency or an amount asks for something: it is no title.
    let short = |range: &Range<usize>| {
        let sentence = &text[range.clone()];
        let facets = Facets::parse(sentence, 0);
        let counts = sentence.contains(|c: char| c.is_ascii_digit())
            && !(facets.frequencies.is_empty() && facets.amounts.is_empty());
        let often = sentence.contains('次') && !facets.frequencies.is_empty();
        let asks = counts || often || !facets.deadlines.is_empty();
        sentence.chars().count() <= TITLE_CHARACTERS && !asks
    };
    let (title, body) = match cut.split_first() {
        // The usual form: a title sentence, then the body.
        Some((first, others)) if short(first) && (!others.is_empty() || node.paragraphs.len() > 1) => {
            let title = start + first.start..start + first.end;
            let own_body = others.first().map(|second| start + second.start..own.end);
            (title, own_body.into_iter().chain(rest).collect())
        }
        Some((first, _)) => {
            let title_end = text[first.clone()]
                .char_indices()
                .nth(TITLE_CHARACTERS)
                .map_or(first.end, |(at, _)| first.start + at);
            (start + first.start..start + title_end, std::iter::once(start..own.end).chain(rest).collect())
        }
        None => (start..own.end, rest.collect()),
    };
    PointText { section, title, body, range: own.start..end }
}

impl Outline {
    /// Says where the numbering skips or repeats.
    pub(super) fn warn_of_numbering(&self, warnings: &mut Vec<Warning>) {
        for (before, found) in &self.slips {
            warnings.push(Warning {
                kind: "numbering".to_owned(),
                message: format!("编号不连续：{before}之后是{found}，请核对是否有遗漏或重号"),
            });
        }
    }
}
