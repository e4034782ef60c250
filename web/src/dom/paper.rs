//! The plan as the user sees and edits it: one paragraph element a line, its text and nothing else in it. Yew leaves the
//! inside of the element alone, so that caret, input method and undo are the browser's own.
//!
//! The paragraphs stand in blocks, which the browser lays out only where they are in sight: with each of 27,000
//! paragraphs a unit of its own, a key cost 50 ms and a frame 230, with blocks 2 and 6. Typing may leave paragraphs
//! outside of any block; they are lines as well.

use std::fmt::Write as _;
use std::ops::Range as Span;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDocument, HtmlElement, Node, Range};

use crate::text::{Lines, Spot};
use crate::typeset;

/// Id of the editable element.
pub const ID: &str = "plan-text";
/// From this many lines on, typed paragraphs keep the look they had when the plan was opened.
const MANY: usize = 3_000;
/// Lines of a block.
const BLOCK: usize = 100;
/// Name and class of a block.
const BLOCK_NAME: &str = "DIV";

/// The editable element, if it is on the page.
pub fn root() -> Option<HtmlElement> {
    gloo_utils::document().get_element_by_id(ID)?.dyn_into().ok()
}

/// Shows a text anew.
pub fn fill(root: &Element, source: &str, lines: &Lines) {
    let texts: Vec<&str> = lines.ranges().map(|range| source.get(range).unwrap_or_default()).collect();
    let looks = typeset::looks(&texts);
    let mut html = String::with_capacity(source.len() * 5 / 4 + texts.len() * 24);
    for (texts, looks) in texts.chunks(BLOCK).zip(looks.chunks(BLOCK)) {
        html.push_str("<div>");
        for (text, look) in texts.iter().zip(looks) {
            let _ = write!(html, "<p class=\"{}\">", look.class());
            if text.is_empty() {
                html.push_str("<br>");
            }
            escape(text, &mut html);
            html.push_str("</p>");
        }
        html.push_str("</div>");
    }
    root.set_inner_html(&html);
}

/// The paragraphs, in order, whether they stand in a block or not.
fn paragraphs(root: &Element) -> impl Iterator<Item = Node> {
    let mut block = None::<Node>;
    let mut next = root.first_child();
    std::iter::from_fn(move || {
        loop {
            if let Some(node) = block.take() {
                block = node.next_sibling();
                return Some(node);
            }
            let node = next.take()?;
            next = node.next_sibling();
            if !is_block(&node) {
                return Some(node);
            }
            block = node.first_child();
        }
    })
}

/// Whether a child of the editable element holds paragraphs.
fn is_block(node: &Node) -> bool {
    node.node_name() == BLOCK_NAME
        && node.first_child().is_some_and(|first| first.node_name() == "P" || first.node_name() == BLOCK_NAME)
}

/// The paragraph of a line. Blocks are counted and not walked through.
pub fn paragraph(root: &Element, line: usize) -> Option<Element> {
    let mut left = u32::try_from(line).ok()?;
    let mut next = root.first_element_child();
    while let Some(child) = next {
        if is_block(&child) {
            let lines = child.child_element_count();
            if left < lines {
                return child.children().item(left);
            }
            left -= lines;
        } else if left == 0 {
            return Some(child);
        } else {
            left -= 1;
        }
        next = child.next_element_sibling();
    }
    None
}

/// Gives the paragraphs the looks that their texts have come to ask for.
pub fn restyle(root: &Element, source: &str, lines: &Lines) {
    if lines.len() > MANY {
        return;
    }
    let own: Vec<Element> = paragraphs(root).filter_map(|node| node.dyn_into().ok()).collect();
    if own.len() != lines.len() {
        return;
    }
    let texts: Vec<&str> = lines.ranges().map(|range| source.get(range).unwrap_or_default()).collect();
    for (paragraph, look) in own.iter().zip(typeset::looks(&texts)) {
        if paragraph.class_name() != look.class() {
            paragraph.set_class_name(look.class());
        }
    }
}

/// The text as it stands on the page.
pub fn read(root: &Element) -> String {
    let mut out = String::new();
    for (number, node) in paragraphs(root).enumerate() {
        if number > 0 {
            out.push('\n');
        }
        push_text(&node, &mut out);
    }
    // What pages put for blanks that would collapse.
    if out.contains('\u{a0}') { out.replace('\u{a0}', " ") } else { out }
}

/// The text of a paragraph. A line break at its end only holds the paragraph open; any other is a line.
fn push_text(node: &Node, out: &mut String) {
    let has_elements =
        node.dyn_ref::<Element>().is_some_and(|element| element.first_element_child().is_some());
    if !has_elements {
        out.push_str(&node.text_content().unwrap_or_default());
        return;
    }
    let mut next = node.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        if child.node_name() == "BR" {
            if next.is_some() {
                out.push('\n');
            }
        } else {
            push_text(&child, out);
        }
    }
}

/// The caret's place, if it is in the text.
pub fn caret(root: &Element) -> Option<Spot> {
    let selection = gloo_utils::window().get_selection().ok()??;
    let (node, offset) = (selection.anchor_node()?, selection.anchor_offset());
    let mut paragraph = node.clone();
    loop {
        let parent = paragraph.parent_node()?;
        if parent.is_same_node(Some(root)) || (is_block(&parent) && is_child(root, &parent)) {
            break;
        }
        paragraph = parent;
    }
    let before = gloo_utils::document().create_range().ok()?;
    before.set_start(&paragraph, 0).ok()?;
    before.set_end(&node, offset).ok()?;
    let unit = String::from(before.to_string()).encode_utf16().count();
    let mut line = before_it(&paragraph, |_| 1);
    if let Some(block) = paragraph.parent_node().filter(|parent| !parent.is_same_node(Some(root))) {
        let lines = |node: &Node| if is_block(node) { node.child_nodes().length() as usize } else { 1 };
        line += before_it(&block, lines);
    }
    Some(Spot { line, unit })
}

fn is_child(root: &Element, node: &Node) -> bool {
    node.parent_node().is_some_and(|parent| parent.is_same_node(Some(root)))
}

/// The lines before a node among its siblings.
fn before_it(node: &Node, lines: impl Fn(&Node) -> usize) -> usize {
    let siblings = std::iter::successors(node.previous_sibling(), Node::previous_sibling);
    siblings.map(|sibling| lines(&sibling)).sum()
}

/// The stretch of a line, in UTF-16 units, as a range of the page.
pub fn range(root: &Element, line: usize, units: &Span<usize>) -> Option<Range> {
    let paragraph = paragraph(root, line)?;
    let range = gloo_utils::document().create_range().ok()?;
    let (start, at) = place(&paragraph, units.start)?;
    range.set_start(&start, at).ok()?;
    let (end, at) = place(&paragraph, units.end)?;
    range.set_end(&end, at).ok()?;
    Some(range)
}

/// The text node that holds a unit of a paragraph: typing may have split the text into several.
fn place(paragraph: &Node, unit: usize) -> Option<(Node, u32)> {
    let mut left = unit;
    let mut next = paragraph.first_child();
    let mut last = None;
    while let Some(node) = next {
        let length = node.text_content().map_or(0, |text| text.encode_utf16().count());
        if node.node_type() == Node::TEXT_NODE {
            if left <= length {
                return Some((node, u32::try_from(left).ok()?));
            }
            last = Some((node.clone(), length));
        }
        left = left.saturating_sub(length);
        next = node.next_sibling();
    }
    match last {
        Some((node, length)) => Some((node, u32::try_from(length).ok()?)),
        None => Some((paragraph.clone(), 0)),
    }
}

/// Puts text in place of the selection, as if typed, so that undo knows of it. Lines become paragraphs.
pub fn insert(text: &str) -> bool {
    let Ok(document) = gloo_utils::document().dyn_into::<HtmlDocument>() else { return false };
    let run = |command: &str, value: &str| {
        document.exec_command_with_show_ui_and_value(command, false, value).unwrap_or(false)
    };
    let mut done = true;
    for (number, line) in text.split('\n').map(|line| line.trim_end_matches('\r')).enumerate() {
        if number > 0 {
            done &= run("insertParagraph", "");
        }
        if !line.is_empty() {
            done &= run("insertText", line);
        }
    }
    done
}

/// Puts text in place of what lies between two spots, as if typed.
pub fn replace(root: &HtmlElement, from: Spot, to: Spot, text: &str) -> bool {
    let (Some(start), Some(end)) =
        (range(root, from.line, &(from.unit..from.unit)), range(root, to.line, &(to.unit..to.unit)))
    else {
        return false;
    };
    let (Ok(end_node), Ok(end_offset)) = (end.end_container(), end.end_offset()) else { return false };
    if start.set_end(&end_node, end_offset).is_err() || root.focus().is_err() {
        return false;
    }
    let Ok(Some(selection)) = gloo_utils::window().get_selection() else { return false };
    selection.remove_all_ranges().is_ok() && selection.add_range(&start).is_ok() && insert(text)
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
}
