//! What each element of WordprocessingML means to the walk.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::{Frame, Open, Paragraph, Run, Tags, Token, Walk};
use crate::xml;

impl Walk<'_> {
    /// An element of WordprocessingML; `None` if it and all in it is not to be read.
    pub(super) fn word(
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
}
