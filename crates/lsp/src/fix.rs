//! Edits of the plan's text that put suggested wording into it.

use yaodian_core::{Document, Span};
use yaodian_report::{markdown, safe};

/// Longest title of an action, in characters: an editor shows it in a menu.
const TITLE: usize = 40;

/// A plan in the editor.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The plan as read.
    pub document: &'a Document,
    /// The editor's text, of which the document was made.
    pub text: &'a str,
    /// Whether the text is Markdown.
    pub is_markdown: bool,
}

/// A way to mend what is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the editor's menu says.
    pub title: String,
    /// What is done to the text.
    pub edit: Edit,
}

/// New words for a stretch of the editor's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The stretch, as bytes; empty where something is put in.
    pub at: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Fix {
    /// An action whose title quotes the beginning of the wording.
    pub fn new(does: &str, wording: &str, edit: Edit) -> Self {
        let wording = safe::line(wording);
        let mut title = format!("{does}：{}", wording.chars().take(TITLE).collect::<String>());
        if wording.chars().count() > TITLE {
            title.push('…');
        }
        Self { title, edit }
    }
}

/// Puts wording into the place of a span of the document's source. Only what differs is touched, so that marks of
/// emphasis around it stay; `None` where such marks stand in the midst of it.
pub fn replace(plan: &Plan<'_>, span: Span, wording: &str) -> Option<Edit> {
    let old = plan.document.quote(span);
    let before = common(old.chars(), wording.chars());
    let rest = (&old[before..], &wording[before..]);
    let behind = common(rest.0.chars().rev(), rest.1.chars().rev());
    let changed = Span { start: span.start + before, end: span.end - behind };
    let text = &rest.1[..rest.1.len() - behind];
    let origin = &plan.document.origin;
    origin.is_verbatim(changed).then(|| Edit { at: origin.in_file(changed), text: plan.escaped(text) })
}

/// Bytes of the characters that two texts begin with.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).map(|(character, _)| character.len_utf8()).sum()
}

/// Puts wording behind the paragraph that ends at a byte of the document's source, as a paragraph of its own; at the end
/// of the plan where there is none.
pub fn insert(plan: &Plan<'_>, end: usize, wording: &str) -> Edit {
    let document = plan.document;
    let last = document.paragraphs.len().saturating_sub(1);
    let paragraph = if end == 0 { last } else { plan.paragraph(end).min(last) };
    let span = document.paragraphs.get(plan.last_row(paragraph)).map(|range| document.span(range.clone()));
    let at = line_end(plan.text, document.origin.in_file(span.unwrap_or_default()).end);
    let (at, text) = if plan.is_markdown { plan.block(at, wording) } else { (at, plan.line(span, wording)) };
    Edit { at: Span { start: at, end: at }, text }
}

impl Plan<'_> {
    /// Wording as it has to be written in the plan's file.
    fn escaped(&self, wording: &str) -> String {
        if self.is_markdown { markdown::escape(wording) } else { wording.to_owned() }
    }

    /// The index of the paragraph that ends at a byte of the source.
    fn paragraph(&self, end: usize) -> usize {
        let at = self.document.normalised.from_source(end.saturating_sub(1)..end).start;
        self.document.paragraphs.partition_point(|range| range.end <= at)
    }

    /// A paragraph, or the last row of the table that it is a row of: nothing goes in between rows.
    fn last_row(&self, paragraph: usize) -> usize {
        let table = |index: usize| self.document.layout.get(index).and_then(|layout| layout.place.table);
        let Some(own) = table(paragraph) else { return paragraph };
        (paragraph..self.document.paragraphs.len())
            .take_while(|next| table(*next) == Some(own))
            .last()
            .unwrap_or(paragraph)
    }

    /// A line behind that of `span`, indented as its paragraph is.
    fn line(&self, span: Option<Span>, wording: &str) -> String {
        let start = span.map_or(0, |span| span.start);
        let line = self.text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let rest = self.text[line..].trim_start_matches('\u{feff}');
        let indent = &rest[..rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}']).len()];
        format!("{}{indent}{wording}", self.line_break())
    }

    /// A paragraph of Markdown behind the line that ends at `at`, with blank lines around it.
    fn block(&self, at: usize, wording: &str) -> (usize, String) {
        let next = |at: usize| {
            let rest = self.text[at..].trim_start_matches(['\r', '\n']);
            let breaks = self.text[at..].len() - rest.len();
            (breaks, &rest[..line_end(rest, 0)])
        };
        let single = |breaks: usize| breaks == self.line_break().len();
        // The line below a heading that makes it one.
        let (breaks, under) = next(at);
        let rule =
            !under.is_empty() && ['=', '-'].iter().any(|mark| under.trim().chars().all(|c| c == *mark));
        let at = if single(breaks) && rule { at + breaks + under.len() } else { at };
        let (breaks, following) = next(at);
        let new = self.line_break();
        // Without a blank line an item of a list would go on with the new paragraph.
        let close = if single(breaks) && !following.is_empty() { new } else { "" };
        (at, format!("{new}{new}{}{close}", self.escaped(wording)))
    }

    fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// Where the line of a byte ends, its break left out.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\r', '\n']).map_or(text.len(), |found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        yaodian_formats::read("计划", text.as_bytes()).expect("readable")
    }

    fn carry_out(text: &str, edit: &Edit) -> String {
        [&text[..edit.at.start], &edit.text, &text[edit.at.end..]].concat()
    }

    fn inserted(text: &str, behind: &str) -> String {
        let document = document(text);
        let plan = Plan { document: &document, text, is_markdown: text.starts_with('#') };
        let end = document.source.find(behind).expect("there") + behind.len();
        carry_out(text, &insert(&plan, end, "*新*。"))
    }

    #[test]
    fn a_line_of_text_takes_over_the_indentation() {
        let text = "计划\r\n　　一、每季度检查一次。\r\n　　二、每月通报。\r\n";
        let wanted = "计划\r\n　　一、每季度检查一次。\r\n　　*新*。\r\n　　二、每月通报。\r\n";
        assert_eq!(inserted(text, "检查一次。"), wanted);
    }

    #[test]
    fn markdown_gets_a_paragraph_of_its_own() {
        let list = "# 计划\n\n2. 检查。\n3. 通报。\n";
        assert_eq!(inserted(list, "检查。"), "# 计划\n\n2. 检查。\n\n\\*新\\*。\n\n3. 通报。\n");
        let table = "# 计划\n\n| 任务 |\n|---|\n| 检查 |\n| 通报 |\n\n完";
        assert!(
            inserted(table, "检查").ends_with("| 通报 |\n\n\\*新\\*。\n\n完"),
            "{}",
            inserted(table, "检查")
        );
        let heading = "# 计划\n\n任务\n----\n检查。";
        assert_eq!(inserted(heading, "任务"), "# 计划\n\n任务\n----\n\n\\*新\\*。\n\n检查。");
    }

    #[test]
    fn only_what_differs_is_replaced() {
        let text = "# 计划\n\n要**每半年**检查[一次](a.html)，`做好`记录。";
        let document = document(text);
        let plan = Plan { document: &document, text, is_markdown: true };
        let start = document.source.find("要每").expect("there");
        let whole = Span { start, end: document.source.len() };
        let edit = replace(&plan, whole, "要每季度检查一次，做好记录。").expect("in one piece");
        assert_eq!(carry_out(text, &edit), "# 计划\n\n要**每季度**检查[一次](a.html)，`做好`记录。");
        assert_eq!(replace(&plan, whole, "要每季度督查一次，做好记录。"), None, "marks in the midst");
    }
}
