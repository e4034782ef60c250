//! Fonts and styles, as far as they matter: which encoding a font's bytes are in, which styles are headings.

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

use crate::names;

/// What the head of the file defines.
#[derive(Default)]
pub(super) struct Tables {
    /// Encodings of fonts that have one of their own.
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    /// Levels of heading styles.
    headings: HashMap<i32, u8>,
    style: i32,
    contents: Vec<i32>,
    page: Option<&'static Encoding>,
}

impl Tables {
    /// A word inside the table of fonts.
    pub(super) fn font_word(&mut self, word: &str, number: i32) {
        match word {
            "f" => self.font = number,
            "fcharset" | "cpg" => {
                let encoding = match number {
                    134 | 936 => GB18030,
                    136 | 950 => BIG5,
                    128 | 932 => SHIFT_JIS,
                    129 | 949 => EUC_KR,
                    _ => return,
                };
                self.fonts.insert(self.font, encoding);
            }
            _ => {}
        }
    }

    /// A word inside the sheet of styles.
    pub(super) fn style_word(&mut self, word: &str, number: i32) {
        match word {
            "s" => self.style = number,
            "outlinelevel" if (0..9).contains(&number) => {
                self.headings.insert(self.style, number as u8 + 1);
            }
            _ => {}
        }
    }

    /// The name of the style being defined.
    pub(super) fn style_name(&mut self, name: &str) {
        let name = name.trim().trim_end_matches(';');
        if let Some(level) = names::heading(name) {
            self.headings.entry(self.style).or_insert(level);
        }
        if names::is_contents(name) {
            self.contents.push(self.style);
        }
        self.style = 0;
    }

    /// The code page of the file.
    pub(super) fn code_page(&mut self, number: i32) {
        self.page = match number {
            936 | 54936 => Some(GB18030),
            950 => Some(BIG5),
            932 => Some(SHIFT_JIS),
            949 => Some(EUC_KR),
            65001 => Some(encoding_rs::UTF_8),
            _ => None,
        };
    }

    /// The encoding of bytes in a font.
    pub(super) fn encoding(&self, font: i32) -> &'static Encoding {
        self.fonts.get(&font).copied().or(self.page).unwrap_or(WINDOWS_1252)
    }

    pub(super) fn heading(&self, style: i32) -> Option<u8> {
        self.headings.get(&style).copied()
    }

    pub(super) fn is_contents(&self, style: i32) -> bool {
        self.contents.contains(&style)
    }
}
