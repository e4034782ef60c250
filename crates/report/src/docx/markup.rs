//! Paragraphs, runs and tables of the main part.

use std::fmt::Write as _;

use crate::deciding;
use crate::markup::escape;
use crate::safe;
use yaodian_core::report::Reason;

/// Width of the text in twentieths of a point: A4 across, with margins of 20 mm.
pub(super) const WIDTH: u32 = 14_570;

/// Named styles of `styles.xml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Subtitle,
    Heading1,
    Heading2,
    Body,
    Item,
    Note,
    Cell,
    Figure,
    Head,
}

impl Style {
    /// Its id there.
    fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Heading1 => "Heading1",
            Self::Heading2 => "Heading2",
            Self::Body => "Normal",
            Self::Item => "ListBullet",
            Self::Note => "Note",
            Self::Cell => "CellText",
            Self::Figure => "CellFigure",
            Self::Head => "CellHead",
        }
    }
}

/// Something in a cell.
pub(super) struct Cell {
    style: Style,
    /// A paragraph each, as runs.
    paragraphs: Vec<String>,
    /// Colour behind it, as RRGGBB.
    shade: Option<&'static str>,
    /// How many columns it goes over.
    span: usize,
}

impl Cell {
    /// A text; each of its lines is a paragraph.
    pub(super) fn text(text: &str) -> Self {
        Self::new(Style::Cell, text.lines().map(|line| run(line, "")).collect())
    }

    /// A figure, at the right.
    pub(super) fn figure(text: &str) -> Self {
        Self::new(Style::Figure, vec![run(text, "")])
    }

    /// Texts with their deciding words marked, a paragraph each, the grey words behind each of them.
    pub(super) fn quotes<'a>(reasons: &[Reason], quotes: impl Iterator<Item = (&'a str, String)>) -> Self {
        let quote = |(text, after): (&str, String)| {
            let text = safe::line(text);
            let mut runs: String = deciding::parts(reasons, &text)
                .into_iter()
                .map(|(part, decides)| run(part, if decides { "<w:b/><w:u w:val=\"single\"/>" } else { "" }))
                .collect();
            if !after.is_empty() {
                runs.push_str(&run(&after, GREY));
            }
            runs
        };
        Self::new(Style::Cell, quotes.map(quote).collect())
    }

    fn new(style: Style, paragraphs: Vec<String>) -> Self {
        Self { style, paragraphs, shade: None, span: 1 }
    }

    /// The same on a colour.
    pub(super) fn on(self, shade: &'static str) -> Self {
        Self { shade: Some(shade), ..self }
    }

    /// The same over several columns.
    pub(super) fn over(self, span: usize) -> Self {
        Self { span, ..self }
    }

    /// The same in bold.
    pub(super) fn strong(mut self) -> Self {
        for paragraph in &mut self.paragraphs {
            *paragraph = paragraph.replace("<w:rPr></w:rPr>", "<w:rPr><w:b/></w:rPr>");
        }
        self
    }
}

/// Run properties of words that stand back.
const GREY: &str = "<w:color w:val=\"5A6672\"/>";

fn run(text: &str, properties: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// The main part being written.
#[derive(Default)]
pub(super) struct Body(String);

// Writing to a string cannot fail, so results of `write!` are dropped.
impl Body {
    /// A paragraph.
    pub(super) fn paragraph(&mut self, style: Style, text: &str) {
        self.push(style, &run(text, ""), "");
    }

    /// What follows begins a page.
    pub(super) fn page_break(&mut self) {
        self.0.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    }

    fn push(&mut self, style: Style, runs: &str, properties: &str) {
        let id = style.id();
        let _ = write!(self.0, "<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>{properties}</w:pPr>{runs}</w:p>");
    }

    /// A table with a head that is repeated on every page; its columns have shares of the width, and rows are not
    /// torn between pages.
    pub(super) fn table(&mut self, columns: &[(&str, u32)], rows: impl Iterator<Item = Vec<Cell>>) {
        let whole: u32 = columns.iter().map(|(_, share)| share).sum();
        let widths: Vec<u32> = columns.iter().map(|(_, share)| share * WIDTH / whole.max(1)).collect();
        self.0.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
        );
        for width in &widths {
            let _ = write!(self.0, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.0.push_str("</w:tblGrid>");
        if columns.iter().any(|(title, _)| !title.is_empty()) {
            let head = columns.iter().map(|(title, _)| Cell::new(Style::Head, vec![run(title, "")]).on(HEAD));
            self.row(&widths, &head.collect::<Vec<_>>(), "<w:cantSplit/><w:tblHeader/>");
        }
        rows.for_each(|cells| self.row(&widths, &cells, "<w:cantSplit/>"));
        self.0.push_str("</w:tbl>");
        // Two tables without a paragraph between them would be one.
        self.push(Style::Note, "", "");
    }

    fn row(&mut self, widths: &[u32], cells: &[Cell], properties: &str) {
        let _ = write!(self.0, "<w:tr><w:trPr>{properties}</w:trPr>");
        let mut column = 0;
        for cell in cells {
            let end = (column + cell.span).min(widths.len());
            let width: u32 = widths.get(column..end).unwrap_or_default().iter().sum();
            column = end;
            let _ = write!(self.0, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
            if cell.span > 1 {
                let _ = write!(self.0, "<w:gridSpan w:val=\"{}\"/>", cell.span);
            }
            if let Some(shade) = cell.shade {
                let _ = write!(self.0, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{shade}\"/>");
            }
            self.0.push_str("</w:tcPr>");
            for paragraph in &cell.paragraphs {
                self.push(cell.style, paragraph, if cell.span > 1 { "<w:keepNext/>" } else { "" });
            }
            // A cell without a paragraph is no cell.
            if cell.paragraphs.is_empty() {
                self.push(cell.style, "", "");
            }
            self.0.push_str("</w:tc>");
        }
        self.0.push_str("</w:tr>");
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// The colour behind the head of a table.
const HEAD: &str = "E6ECF0";
