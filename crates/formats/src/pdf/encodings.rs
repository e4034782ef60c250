//! Chinese fonts that are not in the file, only named, with an encoding that every reader is expected to know: the codes
//! are GBK or UTF-16, so that they say their characters themselves.
//!
//! pdfboss could carry the tables of all predefined encodings, at 850 KB packed. Here a font of one of these
//! encodings is given what others have in the file: an encoding as a stream, and a table of characters.

use std::fmt::Write as _;
use std::sync::OnceLock;

use encoding_rs::GBK;
use pdfboss_core::source::ObjectSource;
use pdfboss_core::{Dict, Document, Name, ObjRef, Object, Result, Stream};

/// What the codes of an encoding are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codes {
    /// UTF-16, two bytes or two times two.
    Utf16,
    /// GBK, one byte or two. The four bytes of GB18030 are told apart and have no character.
    Gbk,
}

/// The predefined encodings (ISO 32000-1, table 118) of the collection Adobe-GB1: name without its direction, codes, and
/// which glyph its blank is, from which the widths of Latin letters count.
const PREDEFINED: [(&str, Codes, u32); 7] = [
    ("UniGB-UCS2", Codes::Utf16, 1),
    ("UniGB-UTF16", Codes::Utf16, 1),
    ("GB-EUC", Codes::Gbk, 814),
    ("GBpc-EUC", Codes::Gbk, 1),
    ("GBK-EUC", Codes::Gbk, 814),
    ("GBKp-EUC", Codes::Gbk, 1),
    ("GBK2K", Codes::Gbk, 1),
];

/// Numbers of objects that no file has: tables of characters, then encodings, by their place in [`PREDEFINED`], those of
/// vertical writing behind.
const TABLES: u32 = 0xFFFF_0000;
const ENCODINGS: u32 = 0xFFFF_0100;

/// A document in which such fonts have what they lack.
pub(super) struct Mended<'a>(pub(super) &'a Document);

impl ObjectSource for Mended<'_> {
    fn get(&self, reference: ObjRef) -> Result<Object> {
        match own(reference.num) {
            Some(stream) => Ok(Object::Stream(stream)),
            None => self.0.get(reference).map(mend),
        }
    }

    fn stream_data(&self, stream: &Stream) -> Result<Vec<u8>> {
        self.0.stream_data(stream)
    }

    fn resolve(&self, object: &Object) -> Result<Object> {
        match object {
            Object::Ref(reference) if own(reference.num).is_some() => self.get(*reference),
            _ => self.0.resolve(object).map(mend),
        }
    }
}

/// A font of a predefined encoding with an encoding and a table of its own; anything else as it is.
fn mend(object: Object) -> Object {
    let Object::Dict(mut font) = object else { return object };
    let named = |font: &Dict, key: &str| font.get_name(key).map(|name| name.0.clone());
    if named(&font, "Subtype").as_deref() == Some("Type0")
        && let Some((place, vertical)) = named(&font, "Encoding").as_deref().and_then(predefined)
    {
        let encoding = ENCODINGS + place * 2 + u32::from(vertical);
        let reference = |num| Object::Ref(ObjRef { num, r#gen: 0 });
        font.insert(Name("Encoding".to_owned()), reference(encoding));
        if font.get("ToUnicode").is_none() {
            font.insert(Name("ToUnicode".to_owned()), reference(TABLES + place));
        }
    }
    Object::Dict(font)
}

/// The place of an encoding in [`PREDEFINED`], and whether it is written from top to bottom.
fn predefined(name: &str) -> Option<(u32, bool)> {
    let (stem, direction) = name.rsplit_once('-')?;
    let place = PREDEFINED.iter().position(|(own, ..)| *own == stem)?;
    matches!(direction, "H" | "V").then_some((u32::try_from(place).ok()?, direction == "V"))
}

/// The stream of one of the numbers that no file has.
fn own(number: u32) -> Option<Stream> {
    let (place, vertical) = match number.checked_sub(ENCODINGS) {
        Some(place) => (place / 2, Some(place % 2 == 1)),
        None => (number.checked_sub(TABLES)?, None),
    };
    let (_, codes, blank) = PREDEFINED.get(usize::try_from(place).ok()?)?;
    let text = match vertical {
        Some(vertical) => encoding(*codes, *blank, vertical),
        None => table(*codes).clone(),
    };
    Some(Stream { dict: Dict::new(), data: text.into_bytes() })
}

/// How many bytes a code has, and the glyphs of Latin letters, which have widths of their own. No other glyph is asked
/// for: all are as wide as the font says of those it does not list.
fn encoding(codes: Codes, blank: u32, vertical: bool) -> String {
    let direction = u8::from(vertical);
    match codes {
        Codes::Utf16 => format!(
            "/WMode {direction} def\n3 begincodespacerange\n<0000> <D7FF>\n<D800DC00> <DBFFDFFF>\n<E000> <FFFF>\n\
             endcodespacerange\n1 begincidrange\n<0020> <007E> {blank}\nendcidrange\n"
        ),
        Codes::Gbk => format!(
            "/WMode {direction} def\n3 begincodespacerange\n<00> <80>\n<8140> <FEFE>\n<81308130> <FE39FE39>\n\
             endcodespacerange\n1 begincidrange\n<20> <7E> {blank}\nendcidrange\n"
        ),
    }
}

/// The character of each code.
fn table(codes: Codes) -> &'static String {
    static UTF16: OnceLock<String> = OnceLock::new();
    static GBK_TABLE: OnceLock<String> = OnceLock::new();
    match codes {
        Codes::Utf16 => UTF16.get_or_init(utf16_table),
        Codes::Gbk => GBK_TABLE.get_or_init(gbk_table),
    }
}

/// Every code is its character. Of the planes above the first, the second, where rare Chinese characters are.
fn utf16_table() -> String {
    let mut table = "2 beginbfrange\n<0000> <D7FF> <0000>\n<E000> <FFFF> <E000>\n".to_owned();
    for high in 0xD840..0xD880 {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(table, "<{high:04X}DC00> <{high:04X}DFFF> <{high:04X}DC00>");
    }
    table.push_str("endbfrange\n");
    table
}

fn gbk_table() -> String {
    let mut table = "127 beginbfrange\n<00> <7F> <0000>\n".to_owned();
    for lead in 0x81..=0xFE_u8 {
        let _ = write!(table, "<{lead:02X}40> <{lead:02X}FE> [");
        for trail in 0x40..=0xFE_u8 {
            let code = [lead, trail];
            let (text, _) = GBK.decode_without_bom_handling(&code);
            let mut characters = text.chars();
            let character = match (characters.next(), characters.next()) {
                (Some(only), None) => only,
                // No such code.
                _ => char::REPLACEMENT_CHARACTER,
            };
            let _ = write!(table, "<{:04X}>", u32::from(character));
        }
        table.push_str("]\n");
    }
    table.push_str("endbfrange\n");
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_direction() {
        assert_eq!(predefined("GBK-EUC-V"), Some((4, true)));
        assert_eq!(predefined("UniGB-UCS2-H"), Some((0, false)));
        for other in ["Identity-H", "GBK-EUC", "GBK-EUC-X", "UniJIS-UCS2-H"] {
            assert_eq!(predefined(other), None, "{other}");
        }
    }

    #[test]
    fn every_two_byte_code_of_gbk_is_in_its_place() {
        let table = gbk_table();
        let row = table.lines().find(|line| line.starts_with("<B0")).expect("a row");
        // 啊 is B0A1: 0xA1 - 0x40 = 97 codes into the row.
        let (_, codes) = row.split_once('[').expect("its codes");
        assert_eq!(codes.split("><").nth(97), Some("554A"));
        assert_eq!(codes.split("><").count(), 0xFE - 0x40 + 1);
    }
}
