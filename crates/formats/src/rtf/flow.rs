//! From tokens to paragraphs and rows.

use yaodian_core::document::{Block, Cell, Kind, Line};

use crate::rows;

use super::tables::Tables;
use super::tokens::Token;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    #[default]
    Body,
    Fonts,
    Styles,
    /// An automatic number.
    Number,
    Note,
    /// Nowhere.
    Unseen,
}

/// What holds inside a group.
#[derive(Debug, Clone, Default)]
struct Group {
    place: Place,
    hidden: bool,
    deleted: bool,
    font: i32,
    /// How many characters stand in for one that is given by its number.
    stand_ins: usize,
    /// `\*` was just read: an unknown word makes the group unseen.
    optional: bool,
}

/// What holds for a paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    style: i32,
    outline: Option<u8>,
    in_table: bool,
    in_list: Option<u8>,
}

#[derive(Default)]
pub(super) struct Flow {
    groups: Vec<Group>,
    group: Group,
    tables: Tables,
    paragraph: Paragraph,
    text: String,
    number: String,
    name: String,
    note: String,
    notes: Vec<String>,
    /// Bytes that wait for their other half.
    bytes: Vec<u8>,
    bytes_font: i32,
    /// A first half of a pair of UTF-16.
    half: Option<u16>,
    /// Stand-ins still to be left out.
    skip: usize,
    row: Row,
    table_count: u32,
    in_table: bool,
    ordinal: u32,
    blocks: Vec<Block>,
}

#[derive(Debug, Default)]
struct Row {
    header: bool,
    /// Right edges, and whether each cell goes on with the one above.
    cells: Vec<(i32, bool)>,
    continues: bool,
    lines: Vec<Line>,
    done: Vec<Vec<Line>>,
}

/// Destinations whose text is not shown.
const UNSEEN: [&str; 34] = [
    "colortbl",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "xe",
    "tc",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "atnid",
    "atnauthor",
    "annotation",
    "shprslt",
    "nonshppict",
    "sn",
    "sv",
    "objdata",
    "filetbl",
    "pgdsctbl",
    "operator",
];
/// Destinations marked as optional that are read all the same.
const SEEN: [&str; 6] = ["shpinst", "shptxt", "listtext", "pntext", "footnote", "flddata"];

impl Flow {
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.decode();
        if !self.text.trim().is_empty() {
            self.end_paragraph();
        }
        self.end_table();
        self.blocks.extend(self.notes.into_iter().map(|note| Block::paragraph(Kind::Note, note, u32::MAX)));
        self.blocks
    }

    pub(super) fn take(&mut self, token: &Token<'_>) {
        if !matches!(token, Token::Byte(_)) {
            self.decode();
        }
        match *token {
            Token::Open => {
                self.skip = 0;
                self.groups.push(self.group.clone());
                self.group.optional = false;
            }
            Token::Close => self.close(),
            Token::Sign(b'*') => self.group.optional = true,
            Token::Sign(b'~') => self.push('\u{a0}'),
            Token::Sign(b'_') => self.push('-'),
            Token::Sign(_) => {}
            Token::Byte(byte) => self.byte(byte),
            Token::Word(word, number) => self.word(word, number),
        }
    }

    fn close(&mut self) {
        self.skip = 0;
        let before = self.groups.pop().unwrap_or_default();
        match (self.group.place, before.place) {
            (Place::Styles, _) => self.tables.style_name(&std::mem::take(&mut self.name)),
            (Place::Note, Place::Body) => self.notes.push(std::mem::take(&mut self.note)),
            _ => {}
        }
        self.group = before;
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.bytes_font = self.group.font;
        self.bytes.push(byte);
    }

    /// Bytes in a row are decoded together: a character may take two.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.tables.encoding(self.bytes_font).decode_without_bom_handling(&bytes);
        text.chars().for_each(|character| self.push(character));
    }

    fn push(&mut self, character: char) {
        if self.group.hidden || self.group.deleted {
            return;
        }
        match self.group.place {
            Place::Body => self.text.push(character),
            Place::Number => self.number.push(character),
            Place::Note => self.note.push(character),
            Place::Styles => self.name.push(character),
            Place::Fonts | Place::Unseen => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.group.optional);
        if self.group.place == Place::Unseen {
            return;
        }
        if UNSEEN.contains(&word) || (optional && !SEEN.contains(&word)) {
            self.group.place = Place::Unseen;
            return;
        }
        match self.group.place {
            Place::Fonts => self.tables.font_word(word, number.unwrap_or(0)),
            Place::Styles => self.tables.style_word(word, number.unwrap_or(0)),
            _ => {}
        }
        let on = number != Some(0);
        match word {
            "fonttbl" => self.group.place = Place::Fonts,
            "stylesheet" => self.group.place = Place::Styles,
            "listtext" | "pntext" => {
                self.group.place = Place::Number;
                self.number.clear();
            }
            "footnote" => self.group.place = Place::Note,
            "ansicpg" => self.tables.code_page(number.unwrap_or(0)),
            "f" => self.group.font = number.unwrap_or(0),
            "uc" => self.group.stand_ins = number.unwrap_or(1).clamp(0, 8) as usize,
            "rtf" => self.group.stand_ins = 1,
            "u" => self.unit(number.unwrap_or(0) as u16),
            "v" => self.group.hidden = on,
            "deleted" => self.group.deleted = on,
            "plain" => (self.group.hidden, self.group.deleted) = (false, false),
            _ if matches!(self.group.place, Place::Fonts | Place::Styles) => {}
            _ => self.layout(word, number),
        }
    }

    fn layout(&mut self, word: &str, number: Option<i32>) {
        match word {
            "pard" if self.group.place == Place::Body => self.paragraph = Paragraph::default(),
            "s" => self.paragraph.style = number.unwrap_or(0),
            "outlinelevel" => self.paragraph.outline = number.and_then(|level| u8::try_from(level).ok()),
            "intbl" => self.paragraph.in_table = true,
            "ls" => self.paragraph.in_list = self.paragraph.in_list.or(Some(0)),
            "ilvl" => self.paragraph.in_list = number.map(|level| level.clamp(0, 8) as u8),
            "par" | "sect" if self.group.place == Place::Note => self.note.push('\n'),
            // The mark of this paragraph is deleted: the next joins it.
            "par" | "sect" if self.group.deleted => {}
            "par" | "sect" => self.end_paragraph(),
            "cell" => self.end_cell(),
            "nestcell" | "nestrow" | "line" | "lbr" => self.push('\n'),
            "row" => self.end_row(),
            "trowd" => {
                self.row.cells.clear();
                self.row.header = false;
            }
            "trhdr" => self.row.header = true,
            "clvmrg" => self.row.continues = true,
            "cellx" => {
                let continues = std::mem::take(&mut self.row.continues);
                self.row.cells.push((number.unwrap_or(0), continues));
            }
            _ => {
                if let Some(sign) = sign(word) {
                    self.push(sign);
                }
            }
        }
    }

    /// A unit of UTF-16; its stand-ins for older readers follow.
    fn unit(&mut self, unit: u16) {
        self.skip = self.group.stand_ins;
        let units = self.half.take().into_iter().chain([unit]);
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        for character in char::decode_utf16(units.collect::<Vec<_>>()) {
            self.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }

    fn take_line(&mut self) -> (Kind, Line) {
        let text = std::mem::take(&mut self.text);
        let number = std::mem::take(&mut self.number);
        let number = number.trim();
        // Bullets say nothing.
        let number = if number.chars().any(char::is_alphanumeric) { number } else { "" };
        let heading = match self.paragraph.outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.tables.heading(self.paragraph.style),
        };
        let kind = match (heading, self.paragraph.in_list) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some(level)) => Kind::Item(level + 1),
            (None, None) => Kind::Body,
        };
        let text = if text.trim().is_empty() { text } else { format!("{number}{text}") };
        let ordinal = self.ordinal;
        self.ordinal += 1;
        (kind, Line { text, ordinal })
    }

    fn end_paragraph(&mut self) {
        let contents = self.tables.is_contents(self.paragraph.style);
        let in_table = self.paragraph.in_table;
        let (kind, line) = self.take_line();
        if in_table {
            self.row.lines.push(line);
            return;
        }
        self.end_table();
        if !contents {
            self.blocks.push(Block::paragraph(kind, line.text, line.ordinal));
        }
    }

    fn end_cell(&mut self) {
        let (_, line) = self.take_line();
        self.row.lines.push(line);
        let lines = std::mem::take(&mut self.row.lines);
        self.row.done.push(lines);
    }

    fn end_row(&mut self) {
        let done = std::mem::take(&mut self.row.done);
        if !self.in_table {
            self.in_table = true;
            self.table_count += 1;
        }
        let cell = |(index, lines): (usize, Vec<Line>)| {
            let defined = self.row.cells.get(index).copied();
            let (edge, continues) = defined.unwrap_or((index as i32, false));
            // Columns are told by where they end: rows may have different numbers of cells.
            Cell { column: edge.max(0) as usize, continues, lines }
        };
        let cells = done.into_iter().enumerate().map(cell).collect();
        self.blocks.extend(rows::row(self.table_count, self.row.header, Kind::Body, cells));
    }

    fn end_table(&mut self) {
        self.in_table = false;
        let lines = std::mem::take(&mut self.row.done).into_iter().flatten();
        let lines = lines.chain(std::mem::take(&mut self.row.lines));
        self.blocks.extend(rows::paragraphs(Kind::Body, lines));
    }
}

fn sign(word: &str) -> Option<char> {
    Some(match word {
        "tab" => '\t',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" => '\u{2003}',
        "enspace" => '\u{2002}',
        _ => return None,
    })
}
