//! One walk over the main part, event by event, shared by reader and comment writer: both count the same paragraphs.

mod elements;
mod token;

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Fault;
use crate::limits;
use crate::xml;

pub(crate) use token::{Paragraph, Run, Tags, Token};

/// The namespaces of WordprocessingML, transitional and strict.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// The namespace of alternate content, and of formulas, of which the text is kept.
const ALTERNATE: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

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
