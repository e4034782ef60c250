//! How cells look.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::cells::{Cell, Shade};

/// On every machine that reads Chinese documents.
const FONT: &str = "宋体";
const LINE: Color = Color::RGB(0xBF_BFBF);
const HEAD: Color = Color::RGB(0x1F_4E79);
const STRONG: Color = Color::RGB(0xDD_EBF7);

/// Columns of a table are of one kind, rows plain or strong; the format of each is made once.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) head: Format,
    plain: Kinds,
    strong: Kinds,
}

struct Kinds {
    text: Format,
    score: Format,
    count: Format,
    share: Format,
    statuses: HashMap<Shade, Format>,
}

impl Looks {
    pub(super) fn new() -> Self {
        Self {
            title: base().set_bold().set_font_size(16),
            note: text(base()).unset_text_wrap(),
            head: centred(boxed(base()))
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(HEAD),
            plain: Kinds::new(&boxed(base())),
            strong: Kinds::new(&boxed(base()).set_bold().set_background_color(STRONG)),
        }
    }

    /// The format of a cell.
    pub(super) fn of(&self, cell: &Cell, strong: bool) -> &Format {
        let kinds = if strong { &self.strong } else { &self.plain };
        match cell {
            Cell::Empty | Cell::Text(_) => &kinds.text,
            Cell::Score(_) => &kinds.score,
            Cell::Count(_) => &kinds.count,
            Cell::Share(..) => &kinds.share,
            Cell::Status(shade, _) => &kinds.statuses[shade],
        }
    }
}

impl Kinds {
    fn new(base: &Format) -> Self {
        let centred = || centred(base.clone());
        let all = [Shade::Good, Shade::Weak, Shade::Bad, Shade::Missing, Shade::NotRequired];
        let status = |shade| {
            let (ink, paper) = colours(shade);
            centred()
                .set_bold()
                .set_text_wrap()
                .set_quote_prefix()
                .set_font_color(ink)
                .set_background_color(paper)
        };
        Self {
            text: text(base.clone()),
            score: centred().set_num_format("0.000"),
            count: centred().set_num_format("0"),
            share: centred().set_num_format("0.0%"),
            statuses: all.into_iter().map(|shade| (shade, status(shade))).collect(),
        }
    }
}

/// Ink and paper of a status: dark on light, so that it reads in grey as well.
fn colours(shade: Shade) -> (Color, Color) {
    let (ink, paper) = match shade {
        Shade::Good => (0x00_6100, 0xC6_EFCE),
        Shade::Weak => (0x7F_6000, 0xFF_EB9C),
        Shade::Bad => (0x9C_0006, 0xFF_C7CE),
        Shade::Missing => (0x5B_2C83, 0xE4_D7F0),
        Shade::NotRequired => (0x59_5959, 0xED_EDED),
    };
    (Color::RGB(ink), Color::RGB(paper))
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top)
}

fn boxed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

fn centred(format: Format) -> Format {
    format.set_align(FormatAlign::Center)
}

/// Wrapped, and a text for good: with the prefix a cell stays a text when somebody edits it.
fn text(format: Format) -> Format {
    format.set_text_wrap().set_quote_prefix()
}
