//! From tags to paragraphs and rows.

use std::collections::HashMap;

use yaodian_core::document::{Block, Cell, Kind, Line};

use super::tokens::{Attributes, Token};
use crate::counting::Numeral;
use crate::rows;

/// Tables inside each other beyond this depth are read as plain paragraphs.
const DEEPEST_TABLE: usize = 16;

/// Cells of a table that are there because one above reaches down: no plan has as many, but a few bytes can ask for any
/// number. From there on none reaches down any more.
const MOST_REACHED: usize = 100_000;

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 29] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "form",
    "fieldset",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "body",
    "html",
    "address",
    "center",
];
/// Elements whose content a reader does not see, or sees struck out.
const UNSEEN: [&str; 12] =
    ["del", "s", "strike", "select", "button", "template", "svg", "object", "rt", "nav", "footer", "aside"];
/// Elements without end tag.
const VOID: [&str; 11] = ["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "wbr"];

#[derive(Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    text: String,
    heading: Option<u8>,
    lists: Vec<List>,
    label: String,
    tables: Vec<Table>,
    table_count: u32,
    /// The unseen element that is open, and how many of its name.
    unseen: Option<(String, usize)>,
    ordinal: u32,
}

struct List {
    numeral: Option<Numeral>,
    next: u32,
}

#[derive(Default)]
struct Table {
    number: u32,
    row: Option<Vec<Cell>>,
    headers: bool,
    cell: Option<Cell>,
    /// Cells that reach into rows below, by column: the row, counted from 0, that they no longer reach.
    reaching: HashMap<usize, usize>,
    /// How many rows have ended.
    ended: usize,
    /// How many cells were put in because one above reaches down to them.
    reached: usize,
    rows: Vec<Block>,
    /// The column that the next cell of the row begins in.
    column: usize,
    span: usize,
}

impl Flow {
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.blocks
    }

    pub(super) fn take(&mut self, token: Token<'_>) {
        if let Some((name, count)) = &mut self.unseen {
            match token {
                Token::Start(other, _) if other == *name => *count += 1,
                Token::End(other) if other == *name => *count -= 1,
                _ => {}
            }
            if *count == 0 {
                self.unseen = None;
            }
            return;
        }
        match token {
            Token::Text(text) => self.push_text(&text),
            Token::Start(name, attributes) => self.start(&name, attributes),
            Token::End(name) => self.end(&name),
        }
    }

    /// Line breaks and blanks of the page's source are single blanks.
    fn push_text(&mut self, text: &str) {
        for character in text.chars() {
            if !matches!(character, ' ' | '\n' | '\r' | '\t') {
                self.text.push(character);
            } else if !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        if !VOID.contains(&name) && is_hidden(name, attributes) {
            self.unseen = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "br" => self.text.push('\n'),
            "table" if self.tables.len() < DEEPEST_TABLE => {
                self.end_paragraph();
                self.table_count += 1;
                self.tables.push(Table { number: self.table_count, ..Table::default() });
            }
            "tr" => {
                self.end_paragraph();
                if let Some(table) = self.tables.last_mut() {
                    table.end_row();
                    table.begin_row();
                }
            }
            "td" | "th" => {
                self.end_paragraph();
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell(name == "th", attributes);
                }
            }
            "ul" | "ol" | "menu" => {
                self.end_paragraph();
                let numeral = (name == "ol").then(|| numeral(attributes));
                self.lists.push(List { numeral, next: attributes.number("start").unwrap_or(1) });
            }
            "li" => {
                self.end_paragraph();
                if let Some(list) = self.lists.last_mut() {
                    if let Some(value) = attributes.number("value") {
                        list.next = value;
                    }
                    self.label = list.numeral.map_or_else(String::new, |numeral| {
                        let sign = if numeral == Numeral::Chinese { "、" } else { "." };
                        format!("{}{sign}", numeral.write(list.next))
                    });
                    list.next = list.next.saturating_add(1);
                }
            }
            name if BLOCKS.contains(&name) => {
                self.end_paragraph();
                self.heading = heading(name);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => {
                self.end_paragraph();
                self.end_table();
            }
            "tr" | "td" | "th" => {
                self.end_paragraph();
                if let Some(table) = self.tables.last_mut() {
                    if name == "tr" { table.end_row() } else { table.end_cell() }
                }
            }
            "ul" | "ol" | "menu" => {
                self.end_paragraph();
                self.lists.pop();
            }
            name if BLOCKS.contains(&name) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        if text.trim().is_empty() {
            return;
        }
        let text = format!("{}{}", std::mem::take(&mut self.label), text.trim());
        let ordinal = self.ordinal;
        self.ordinal += 1;
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.lines.extend(text.split('\n').map(|text| Line { text: text.to_owned(), ordinal }));
            return;
        }
        let kind = match heading {
            Some(level) => Kind::Heading(level),
            None if !self.lists.is_empty() => Kind::Item(self.lists.len().min(9) as u8),
            None => Kind::Body,
        };
        self.push(Block::paragraph(kind, text, ordinal));
    }

    fn push(&mut self, block: Block) {
        match self.tables.last_mut() {
            // A table inside a cell: its rows are lines of that cell.
            Some(Table { cell: Some(cell), .. }) => {
                cell.lines.extend(rows::lines([block]));
            }
            Some(table) => table.rows.push(block),
            None => self.blocks.push(block),
        }
    }

    fn end_table(&mut self) {
        if let Some(mut table) = self.tables.pop() {
            table.end_row();
            table.rows.into_iter().for_each(|row| self.push(row));
        }
    }
}

impl Table {
    fn begin_row(&mut self) {
        self.row = Some(Vec::new());
        self.headers = true;
        self.reach();
    }

    fn begin_cell(&mut self, header: bool, attributes: Attributes<'_>) {
        self.end_cell();
        if self.row.is_none() {
            self.begin_row();
        }
        self.headers &= header;
        self.span = attributes.number("colspan").unwrap_or(1).clamp(1, 1000) as usize;
        let rows = attributes.number("rowspan").unwrap_or(1).clamp(1, 65_534);
        if rows > 1 {
            self.reaching.insert(self.column, self.ended + rows as usize);
        }
        self.cell = Some(Cell { column: self.column, ..Cell::default() });
    }

    fn end_cell(&mut self) {
        if let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) {
            self.column += self.span;
            row.push(cell);
            self.reach();
        }
    }

    /// Puts in the cells that reach down to this place of the row.
    fn reach(&mut self) {
        let Some(row) = &mut self.row else { return };
        let reaches = |column| self.reaching.get(&column).is_some_and(|end| *end > self.ended);
        while self.reached < MOST_REACHED && reaches(self.column) {
            row.push(Cell { column: self.column, continues: true, lines: Vec::new() });
            self.column += 1;
            self.reached += 1;
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(cells) = self.row.take() else { return };
        self.column = 0;
        self.ended += 1;
        self.rows.extend(rows::row(self.number, self.headers, Kind::Body, cells));
    }
}

fn heading(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
}

fn numeral(attributes: Attributes<'_>) -> Numeral {
    let style = attributes.get("style").unwrap_or_default();
    if style.contains("cjk-ideographic") || style.contains("simp-chinese") || style.contains("trad-chinese") {
        return Numeral::Chinese;
    }
    match attributes.get("type").as_deref() {
        Some("a") => Numeral::LowerLetter,
        Some("A") => Numeral::UpperLetter,
        Some("i") => Numeral::LowerRoman,
        Some("I") => Numeral::UpperRoman,
        _ => Numeral::Decimal,
    }
}

fn is_hidden(name: &str, attributes: Attributes<'_>) -> bool {
    let style = || attributes.get("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    // LibreOffice saves running heads so.
    let running = || name == "div" && matches!(attributes.get("title").as_deref(), Some("header" | "footer"));
    UNSEEN.contains(&name)
        || running()
        || attributes.get("hidden").is_some()
        || style().contains("display:none")
        || style().contains("mso-hide:all")
}
