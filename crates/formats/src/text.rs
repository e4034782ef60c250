//! Plain text in UTF-8, with or without byte order mark.

use yaodian_core::Document;

use crate::encoding::{self, Encoding};
use crate::error::ReadError;
use crate::kind::Kind;

pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let name = name.to_owned();
    let decoded = std::str::from_utf8(bytes);
    let text = match decoded {
        Ok(text) if !text.contains('\0') => text,
        // UTF-16 has NUL bytes of its own, so the encoding is asked for first.
        _ => match (encoding::guess(bytes), first_nul(bytes), decoded) {
            (Some(Encoding::Utf16), _, _) => return Err(invalid(name, bytes, decoded.err())),
            (_, Some(nul), _) => return Err(ReadError::NotText { name, kind: Kind::Binary, nul: Some(nul) }),
            (_, None, error) => return Err(invalid(name, bytes, error.err())),
        },
    };
    // The mark is no white space, and nothing to read either.
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(ReadError::Empty { name });
    }
    // The mark stays in the source, so that spans count the file's own bytes; normalising drops it.
    Ok(Document::from_text(name, text))
}

/// Offset of the first NUL byte.
pub(crate) fn first_nul(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == 0)
}

fn invalid(name: String, bytes: &[u8], error: Option<std::str::Utf8Error>) -> ReadError {
    let offset = error.map_or(0, |error| error.valid_up_to());
    let line = bytes[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
    ReadError::InvalidUtf8 { name, offset, line, seems: encoding::guess(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaodian_core::Span;

    #[test]
    fn a_byte_order_mark_shifts_no_span() {
        let file = "\u{feff}一、食品安全\n建立清单。".as_bytes();
        let document = read("a.txt", file).expect("readable");
        assert!(!document.text().contains('\u{feff}'));
        let at = document.text().find("建立").expect("kept");
        let Span { start, end } = document.span(at..at + "建立".len());
        assert_eq!(&file[start..end], "建立".as_bytes());
    }

    #[test]
    fn white_space_is_nothing() {
        for empty in ["", " \n\t\u{3000}", "\u{feff}\n"] {
            assert_eq!(read("a", empty.as_bytes()).err(), Some(ReadError::Empty { name: "a".to_owned() }));
        }
    }

    #[test]
    fn nul_bytes_are_no_text() {
        let error = read("a", b"abc\0def").err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("字节3处") && error.contains("NUL at byte 3"), "{error}");
    }

    #[test]
    fn bad_bytes_are_named_with_line_and_likely_encoding() {
        // 武威市 in GB18030; not every character of it is invalid as UTF-8, so the place is where that ends.
        let error = read("a", b"2020\n\xce\xe4\xcd\xfe\xca\xd0").err();
        let seems = Some(Encoding::Gb18030);
        assert_eq!(error, Some(ReadError::InvalidUtf8 { name: "a".to_owned(), offset: 5, line: 2, seems }));
        let utf16: Vec<u8> = "\u{feff}食品\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let message = read("a", &utf16).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains("UTF-16"), "{message}");
    }
}
