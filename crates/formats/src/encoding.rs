//! What a text that is no UTF-8 is likely to be encoded in.

/// Encodings that Chinese office texts come in, other than UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// GB18030 with its subsets GBK and GB2312: what Windows calls ANSI on a Chinese machine.
    Gb18030,
    /// UTF-16, with or without byte order mark: what Windows calls Unicode.
    Utf16,
}

impl Encoding {
    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Gb18030 => "GB18030/GBK",
            Self::Utf16 => "UTF-16",
        }
    }
}

/// The likely encoding of bytes that are no UTF-8 text; `None` if nothing fits well.
pub(crate) fn guess(bytes: &[u8]) -> Option<Encoding> {
    if is_utf16(bytes) {
        Some(Encoding::Utf16)
    } else if is_gb18030(bytes) {
        Some(Encoding::Gb18030)
    } else {
        None
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    // Without a mark: most units of a Chinese text lie in the blocks of Han characters and their punctuation.
    let mostly_chinese = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let chinese =
            units.clone().filter(|unit| matches!(unit, 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef));
        units.len() >= 2 && chinese.count() * 10 >= units.len() * 6
    };
    // A text of some length has ASCII line breaks or digits, and these have a NUL in UTF-16.
    bytes.contains(&0)
        && bytes.len().is_multiple_of(2)
        && (mostly_chinese(u16::from_le_bytes) || mostly_chinese(u16::from_be_bytes))
}

/// Whether the bytes can be read as GB18030 to the end and most of their characters are common Han characters.
fn is_gb18030(bytes: &[u8]) -> bool {
    let (mut at, mut characters, mut common) = (0, 0usize, 0usize);
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match *rest {
            [0x01..=0x7f, ..] => {
                at += 1;
                continue;
            }
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, ..] => 4,
            [lead @ 0x81..=0xfe, trail @ (0x40..=0x7e | 0x80..=0xfe), ..] => {
                // Levels of GB2312: Han characters from 0xb0, punctuation in 0xa1 to 0xa3.
                common += usize::from(matches!(lead, 0xa1..=0xa3 | 0xb0..=0xf7) && trail >= 0xa1);
                2
            }
            _ => return false,
        };
        characters += 1;
    }
    characters > 0 && common * 10 >= characters * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_encodings_of_office_texts() {
        // 食品安全 in GB18030.
        let gb = b"\xca\xb3\xc6\xb7\xb0\xb2\xc8\xab 2020";
        assert_eq!(guess(gb), Some(Encoding::Gb18030));
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(guess(&utf16("\u{feff}食品")), Some(Encoding::Utf16));
        assert_eq!(guess(&utf16("食品安全工作要点\n一、健全责任")), Some(Encoding::Utf16));
        assert_eq!(guess(b"\xff\x00\x80"), None);
    }
}
