//! Markdown: CommonMark with tables. Numbers of lists are written out, as a reader sees them.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use yaodian_core::document::{Block, Cell, Kind, Line, Taken};

use crate::error::Fault;

/// Whether a text is written in Markdown: it has a heading with `#`, or the rule below the head of a table.
///
/// Lists and emphasis alone do not count: plain texts have them as well.
pub(crate) fn is_markdown(bytes: &[u8]) -> bool {
    // The marks are ASCII, so that any encoding but UTF-16 will do.
    bytes.split(|byte| *byte == b'\n').map(|line| line.trim_ascii()).any(|line| {
        let hashes = line.iter().take_while(|byte| **byte == b'#').count();
        let heading = (1..=6).contains(&hashes) && line.get(hashes) == Some(&b' ') && line.len() > hashes + 1;
        heading || is_rule(line)
    })
}

/// |---|:---:|
fn is_rule(line: &[u8]) -> bool {
    line.contains(&b'|')
        && line.windows(3).any(|three| three == b"---")
        && line.iter().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r'))
}

/// The paragraphs of a text, and where their words were taken from in it.
pub(crate) fn read(text: &str) -> Result<(Vec<Block>, Vec<Taken>), Fault> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut flow = Flow::default();
    let own = text.trim_start_matches('\u{feff}');
    let mark = text.len() - own.len();
    for (event, mut range) in Parser::new_ext(own, options).into_offset_iter() {
        if matches!(event, Event::Code(_)) {
            // The backquotes belong to the range and not to the text; both ends have as many.
            let marks = own[range.clone()].bytes().take_while(|byte| *byte == b'`').count();
            range = range.start + marks..range.end - marks;
        }
        flow.take(event, mark + range.start..mark + range.end);
    }
    flow.end_paragraph();
    Ok((flow.blocks, flow.taken))
}

#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    /// What the blocks were taken from.
    taken: Vec<Taken>,
    text: String,
    /// What the text, not yet a block, was taken from.
    open: Vec<Taken>,
    heading: Option<u8>,
    /// The next number of each open list; `None` for one of bullets.
    lists: Vec<Option<u64>>,
    /// The number of an item whose text has not yet come.
    label: Option<Taken>,
    tables: u32,
    row: Option<(bool, Vec<Cell>)>,
    struck: usize,
    note: bool,
    ordinal: u32,
}

impl Flow {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range.start),
            Event::End(tag) => self.end(tag),
            // What is struck through is deleted.
            Event::Text(text) | Event::Code(text) if self.struck == 0 => self.push(&text, range),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.text.push('\n'),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, file: Range<usize>) {
        self.text.push_str(text);
        self.open.push(Taken { text: text.to_owned(), file });
    }

    /// `at` is where the tag begins.
    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.end_paragraph(),
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                self.heading = Some(depth(*level));
            }
            Tag::List(first) => {
                self.end_paragraph();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end_paragraph();
                if let Some(Some(number)) = self.lists.last_mut() {
                    // What stands there may be another number of as many digits, or of fewer.
                    let text = format!("{number}.");
                    self.label = Some(Taken { text, file: at..at + 1 });
                    *number += 1;
                }
            }
            Tag::Table(_) => {
                self.end_paragraph();
                // The number of an item that is a table stands above it.
                if let Some(label) = self.label.take() {
                    self.push(&label.text, label.file);
                    self.end_paragraph();
                }
                self.tables += 1;
            }
            Tag::TableHead => self.row = Some((true, Vec::new())),
            Tag::TableRow => self.row = Some((false, Vec::new())),
            Tag::Strikethrough => self.struck += 1,
            Tag::FootnoteDefinition(_) => {
                self.end_paragraph();
                self.note = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.end_paragraph(),
            TagEnd::Item => {
                self.end_paragraph();
                self.label = None;
            }
            TagEnd::List(_) => {
                self.end_paragraph();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.text);
                let open = std::mem::take(&mut self.open);
                if let Some((_, cells)) = &mut self.row {
                    self.taken.extend(open);
                    let lines =
                        text.split('\n').map(|text| Line { text: text.to_owned(), ordinal: self.ordinal });
                    cells.push(Cell { column: cells.len(), continues: false, lines: lines.collect() });
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some((header, cells)) = self.row.take() {
                    let table = Some(self.tables);
                    self.blocks.push(Block { kind: Kind::Row { header }, table, cells, page: None });
                    self.ordinal += 1;
                }
            }
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::FootnoteDefinition => {
                self.end_paragraph();
                self.note = false;
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let open = std::mem::take(&mut self.open);
        if text.trim().is_empty() {
            self.heading = None;
            return;
        }
        let label = self.label.take();
        let text = label.iter().map(|label| label.text.as_str()).chain([text.as_str()]).collect::<String>();
        self.taken.extend(label.into_iter().chain(open));
        let kind = match self.heading.take() {
            Some(level) => Kind::Heading(level),
            None if self.note => Kind::Note,
            None if !self.lists.is_empty() => Kind::Item(self.lists.len().min(9) as u8),
            None => Kind::Body,
        };
        self.blocks.push(Block::paragraph(kind, text, self.ordinal));
        self.ordinal += 1;
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::Document;

    #[test]
    fn lists_are_numbered_and_tables_are_rows() {
        let text = "# 工作要点\n\n## 一、任务\n\n1. 宣传\n1. 培训~~大会~~\n   - 骨干\n\n| 序号 | 任务 |\n|---|---|\n| 1 | 督查<br>通报 |\n";
        assert!(is_markdown(text.as_bytes()));
        let document = Document::from_blocks("a", read(text).unwrap().0);
        assert_eq!(document.text(), "工作要点\n一、任务\n1.宣传\n2.培训\n骨干\n序号\t任务\n1\t督查\n通报");
        assert_eq!(document.kind(1), Kind::Heading(2));
        assert_eq!(document.kind(4), Kind::Item(2));
        assert_eq!(document.kind(5), Kind::Row { header: true });
    }

    #[test]
    fn plain_texts_are_no_markdown() {
        for text in ["一、任务\n- 2 -\n1. 宣传", "#话题#", "a | b", "---"] {
            assert!(!is_markdown(text.as_bytes()), "{text}");
        }
    }
}
