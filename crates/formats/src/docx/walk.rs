//! One walk over the main part, event by event, shared by reader and comment writer: both count the same paragraphs.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Fault;
use crate::limits;
use crate::xml;

/// The namespaces of WordprocessingML, transitional and strict.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// The namespace of alternate content, and of formulas, of which the text is kept.
const ALTERNATE: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// What the walk meets.
#[derive(Debug)]
pub(crate) enum Token {
    TableStart,
    TableEnd,
    RowStart,
    RowEnd {
        header: bool,
        /// Taken out by a tracked change.
        deleted: bool,
    },
    CellStart,
    CellEnd {
        /// How many columns it takes.
        columns: usize,
        /// Goes on with the cell above.
        continues: bool,
    },
    Paragraph(Paragraph),
    /// A footnote or endnote begins, in a part of notes.
    Note(String),
}

/// A paragraph as it stands in the file.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// How many `w:p` begin before it.
    pub ordinal: u32,
    pub style: Option<String>,
    /// List and level, as far as the paragraph itself says.
    pub list: Option<String>,
    pub level: Option<u8>,
    pub outline: Option<u8>,
    /// Its mark was taken out by a tracked change: the next one joins it.
    pub joins_next: bool,
    pub runs: Vec<Run>,
    pub footnotes: Vec<String>,
    pub endnotes: Vec<String>,
    /// Its tags in the part, for the comment writer.
    pub tags: Tags,
}

/// Where the tags of a paragraph stand, in bytes of the part.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tags {
    /// `<w:p …>`.
    pub start: Range<usize>,
    /// End of `</w:pPr>`, or of the start tag: here the content begins.
    pub content: usize,
    /// Where `</w:p>` begins.
    pub end: usize,
    /// `<w:p/>`: no content and no end tag.
    pub empty: bool,
    /// The prefix bound to the namespace, with its colon: `w:`.
    pub prefix: String,
    /// In a text box, where Word takes no comments: the paragraph around it.
    pub holder: Option<u32>,
}

/// A visible run of text.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub text: String,
    /// `<w:r>…</w:r>` in the part.
    pub range: Range<usize>,
    /// The inside of its only `w:t`, if it has nothing else but properties: then it can be split.
    pub only_text: Option<Range<usize>>,
    /// `<w:rPr>…</w:rPr>`.
    pub properties: Option<Range<usize>>,
}

impl Paragraph {
    /// Its text.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// What an open element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    Properties,
    List,
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Row { header: bool, deleted: bool },
    RowProperties,
    Cell { columns: usize, continues: bool },
    CellProperties,
    Alternate { chosen: bool },
    Control { placeholder: bool },
    ControlProperties,
    Other,
}

/// A paragraph being read, and what stands in its text boxes: it comes after it.
#[derive(Debug, Default)]
struct Frame {
    paragraph: Paragraph,
    run: Option<Run>,
    hidden: bool,
    /// Things of the run beside properties and text.
    texts: usize,
    others: bool,
    text_start: usize,
    boxes: Vec<Token>,
}

struct Walk<'s> {
    sink: &'s mut dyn FnMut(Token),
    open: Vec<Open>,
    frames: Vec<Frame>,
    /// Depth at which a part that is not to be read began.
    skipping: Option<usize>,
    /// All elements that are open, those not read included.
    depth: usize,
    ordinal: u32,
    prefixes: Vec<String>,
    alternate: Vec<String>,
    is_root: bool,
}

/// Walks over a part, giving what it meets to `sink` in reading order.
///
/// # Errors
/// If the part is not well-formed or nested too deep.
pub(crate) fn walk(text: &str, part: &str, sink: &mut dyn FnMut(Token)) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk {
        sink,
        open: Vec::new(),
        frames: Vec::new(),
        skipping: None,
        depth: 0,
        ordinal: 0,
        prefixes: Vec::new(),
        alternate: Vec::new(),
        is_root: true,
    };
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| xml::ill_formed(part, &reader, error))?;
        let range = before..reader.buffer_position() as usize;
        match event {
            Event::Start(start) => {
                if walk.depth >= limits::DEPTH {
                    return Err(xml::too_deep(part));
                }
                walk.start(&start, range, false);
            }
            Event::Empty(start) => {
                walk.start(&start, range.clone(), true);
                walk.end(range.end..range.end);
            }
            Event::End(_) => walk.end(range),
            Event::Text(content) => walk.text(&content.xml10_content()),
            Event::CData(content) => {
                walk.other();
                walk.text(&content);
            }
            Event::GeneralRef(reference) => {
                if let Some(character) = xml::resolve(&reference) {
                    walk.text(character.encode_utf8(&mut [0; 4]));
                }
            }
            Event::DocType(_) => return Err(xml::document_type(part)),
            Event::Eof => break,
            _ => {}
        }
    }
    if walk.depth > 0 || walk.is_root {
        return Err(Fault::damaged(part, "ends inside an element"));
    }
    Ok(())
}

impl Walk<'_> {
    fn emit(&mut self, token: Token) {
        match self.frames.last_mut() {
            Some(frame) => frame.boxes.push(token),
            None => (self.sink)(token),
        }
    }

    /// The prefix and local name of an element.
    fn name<'n>(start: &'n BytesStart<'_>) -> (&'n str, &'n str) {
        let (local, prefix) = start.name().decompose();
        (prefix.map_or("", |prefix| prefix.into_inner()), local.into_inner())
    }

    fn start(&mut self, start: &BytesStart<'_>, range: Range<usize>, empty: bool) {
        self.depth += 1;
        if self.is_root {
            self.bind(start);
        }
        let (prefix, local) = Self::name(start);
        let is_word = self.prefixes.iter().any(|known| known == prefix);
        let ordinal = self.ordinal;
        self.ordinal += u32::from(is_word && local == "p");
        if self.skipping.is_some() {
            return;
        }
        let open = if is_word {
            self.word(start, prefix, local, range, empty, ordinal)
        } else if self.alternate.iter().any(|known| known == prefix) {
            self.alternate(local)
        } else {
            self.other();
            Some(Open::Other)
        };
        match open {
            Some(open) => self.open.push(open),
            None => self.skipping = Some(self.depth),
        }
    }

    /// The first choice that is offered is the one read: the others say the same in other ways.
    fn alternate(&mut self, local: &str) -> Option<Open> {
        self.other();
        match (local, self.open.last_mut()) {
            ("AlternateContent", _) => Some(Open::Alternate { chosen: false }),
            (_, Some(Open::Alternate { chosen })) if *chosen => None,
            (_, Some(Open::Alternate { chosen })) => {
                *chosen = true;
                Some(Open::Other)
            }
            _ => Some(Open::Other),
        }
    }

    /// An element of WordprocessingML; `None` if it and all in it is not to be read.
    fn word(
        &mut self,
        start: &BytesStart<'_>,
        prefix: &str,
        local: &str,
        range: Range<usize>,
        empty: bool,
        ordinal: u32,
    ) -> Option<Open> {
        let value = || xml::attribute(start, "val");
        let number = || value().and_then(|value| value.parse().ok());
        let top = self.open.last().copied().unwrap_or(Open::Other);
        match (top, local) {
            (Open::Properties, _) => return self.paragraph_property(local, value()),
            (Open::List, "ilvl") => self.paragraph(|paragraph| paragraph.level = number()),
            (Open::List, "numId") => self.paragraph(|paragraph| paragraph.list = value()),
            (Open::MarkProperties, "del" | "moveFrom") => {
                self.paragraph(|paragraph| paragraph.joins_next = true);
            }
            (Open::RunProperties, "vanish") => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.hidden = xml::is_on(value().as_deref());
                }
            }
            (Open::RowProperties, "tblHeader") => self.around(|open| {
                if let Open::Row { header, .. } = open {
                    *header = xml::is_on(value().as_deref());
                }
            }),
            (Open::RowProperties, "del") => self.around(|open| {
                if let Open::Row { deleted, .. } = open {
                    *deleted = true;
                }
            }),
            (Open::CellProperties, "gridSpan") => self.around(|open| {
                if let Open::Cell { columns, .. } = open {
                    *columns = number().map_or(1, |columns: u8| usize::from(columns.max(1)));
                }
            }),
            (Open::CellProperties, "vMerge") => self.around(|open| {
                if let Open::Cell { continues, .. } = open {
                    *continues = value().is_none_or(|value| value == "continue");
                }
            }),
            (Open::ControlProperties, "showingPlcHdr") => self.around(|open| {
                if let Open::Control { placeholder } = open {
                    *placeholder = true;
                }
            }),
            (Open::Control { placeholder: true }, "sdtContent") => return None,
            (Open::Run, _) => return self.run_content(start, local, &range),
            (_, "p") => {
                let tags = Tags {
                    start: range.clone(),
                    content: range.end,
                    end: range.end,
                    empty,
                    prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}:") },
                    holder: self.frames.first().map(|frame| frame.paragraph.ordinal),
                };
                let paragraph = Paragraph { ordinal, tags, ..Paragraph::default() };
                self.frames.push(Frame { paragraph, ..Frame::default() });
                return Some(Open::Paragraph);
            }
            (Open::Paragraph, "pPr") => return Some(Open::Properties),
            (_, "r") => return Some(self.run(range)),
            (_, "tbl") => {
                self.emit(Token::TableStart);
                return Some(Open::Table);
            }
            (_, "tr") => {
                self.emit(Token::RowStart);
                return Some(Open::Row { header: false, deleted: false });
            }
            (Open::Row { .. }, "trPr") => return Some(Open::RowProperties),
            (_, "tc") => {
                self.emit(Token::CellStart);
                return Some(Open::Cell { columns: 1, continues: false });
            }
            (Open::Cell { .. }, "tcPr") => return Some(Open::CellProperties),
            (_, "sdt") => return Some(Open::Control { placeholder: false }),
            (Open::Control { .. }, "sdtPr") => return Some(Open::ControlProperties),
            (_, "footnote" | "endnote") => {
                self.emit(Token::Note(xml::attribute(start, "id").unwrap_or_default()));
            }
            (
                _,
                "del" | "moveFrom" | "sectPr" | "tblPr" | "tblGrid" | "rt" | "delText" | "instrText"
                | "rPrChange" | "trPrChange" | "tcPrChange",
            ) => return None,
            _ => {}
        }
        Some(Open::Other)
    }

    fn paragraph_property(&mut self, local: &str, value: Option<String>) -> Option<Open> {
        match local {
            "pStyle" => self.paragraph(|paragraph| paragraph.style = value),
            "outlineLvl" => {
                self.paragraph(|paragraph| paragraph.outline = value.and_then(|value| value.parse().ok()));
            }
            "numPr" => return Some(Open::List),
            "rPr" => return Some(Open::MarkProperties),
            "pPrChange" | "sectPr" => return None,
            _ => {}
        }
        Some(Open::Other)
    }

    fn run(&mut self, range: Range<usize>) -> Open {
        match self.frames.last_mut() {
            Some(frame) if frame.run.is_none() => {
                frame.run = Some(Run { range, ..Run::default() });
                (frame.hidden, frame.texts, frame.others) = (false, 0, false);
                Open::Run
            }
            // A run inside a run: the base of a ruby. Its text belongs to the outer one.
            Some(frame) => {
                frame.others = true;
                Open::Run
            }
            None => Open::Other,
        }
    }

    fn run_content(&mut self, start: &BytesStart<'_>, local: &str, range: &Range<usize>) -> Option<Open> {
        let frame = self.frames.last_mut()?;
        let mut written = |text: &str| {
            if let Some(run) = &mut frame.run {
                run.text.push_str(text);
            }
        };
        match local {
            "rPr" => {
                if let Some(run) = &mut frame.run {
                    run.properties.get_or_insert(range.clone());
                }
                return Some(Open::RunProperties);
            }
            "t" => {
                frame.texts += 1;
                frame.text_start = range.end;
                return Some(Open::Text);
            }
            "tab" | "ptab" => written("\t"),
            "br" | "cr" => written("\n"),
            "noBreakHyphen" => written("-"),
            "sym" => {
                let code = xml::attribute(start, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Codes of the private use area are signs of a symbol font: bullets and boxes.
                if let Some(sign) = code.filter(|code| *code < 0xe000).and_then(char::from_u32) {
                    written(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" => frame.paragraph.footnotes.extend(xml::attribute(start, "id")),
            "endnoteReference" => frame.paragraph.endnotes.extend(xml::attribute(start, "id")),
            "instrText" | "delText" | "delInstrText" | "rt" => {
                frame.others = true;
                return None;
            }
            _ => {}
        }
        frame.others = true;
        Some(Open::Other)
    }

    fn end(&mut self, range: Range<usize>) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if let Some(at) = self.skipping {
            if at == depth {
                self.skipping = None;
            }
            return;
        }
        match self.open.pop() {
            Some(Open::Paragraph) => {
                if let Some(mut frame) = self.frames.pop() {
                    frame.paragraph.tags.end = range.start;
                    self.emit(Token::Paragraph(frame.paragraph));
                    frame.boxes.into_iter().for_each(|token| self.emit(token));
                }
            }
            Some(Open::Properties) => self.paragraph(|paragraph| paragraph.tags.content = range.end),
            Some(Open::Run)
                if self
                    .open
                    .iter()
                    .rev()
                    .take_while(|open| **open != Open::Paragraph)
                    .all(|open| *open != Open::Run) =>
            {
                self.end_run(range.end);
            }
            Some(Open::RunProperties) => {
                if let Some(properties) = self.current_run().and_then(|run| run.properties.as_mut()) {
                    properties.end = range.end;
                }
            }
            Some(Open::Text) => {
                let start = self.frames.last().map_or(0, |frame| frame.text_start);
                if let Some(run) = self.current_run() {
                    run.only_text = Some(start..range.start);
                }
            }
            Some(Open::Table) => self.emit(Token::TableEnd),
            Some(Open::Row { header, deleted }) => self.emit(Token::RowEnd { header, deleted }),
            Some(Open::Cell { columns, continues }) => self.emit(Token::CellEnd { columns, continues }),
            _ => {}
        }
    }

    fn end_run(&mut self, end: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        let Some(mut run) = frame.run.take() else { return };
        run.range.end = end;
        if frame.others || frame.texts != 1 {
            run.only_text = None;
        }
        if !frame.hidden && !run.text.is_empty() {
            frame.paragraph.runs.push(run);
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipping.is_none()
            && self.open.last() == Some(&Open::Text)
            && let Some(run) = self.current_run()
        {
            run.text.push_str(text);
        }
    }

    fn current_run(&mut self) -> Option<&mut Run> {
        self.frames.last_mut()?.run.as_mut()
    }

    /// Something in a run that is neither text nor properties.
    fn other(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.others = true;
        }
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(frame) = self.frames.last_mut() {
            change(&mut frame.paragraph);
        }
    }

    /// Changes the element around the innermost open one.
    fn around(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(index) = self.open.len().checked_sub(2) {
            change(&mut self.open[index]);
        }
    }

    fn bind(&mut self, start: &BytesStart<'_>) {
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            if NAMESPACES.contains(&attribute.value.as_ref()) {
                self.prefixes.push(prefix.to_owned());
            } else if attribute.value == ALTERNATE {
                self.alternate.push(prefix.to_owned());
            }
        }
        self.is_root = false;
    }
}
