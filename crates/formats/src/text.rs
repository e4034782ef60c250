//! Plain text in UTF-8, GB18030, Big5 or UTF-16.

use yaodian_core::Document;

use crate::encoding;
use crate::error::ReadError;
use crate::kind::Kind;

pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let text = decode(name, bytes)?;
    // The mark is no white space, and nothing to read either.
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(ReadError::Empty { name: name.to_owned() });
    }
    // The mark stays in the source, so that spans count the file's own bytes; normalising drops it.
    Ok(Document::from_text(name, text))
}

/// The text of some bytes, whatever they are encoded in.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<String, ReadError> {
    if let Some(text) = encoding::decode(bytes) {
        return Ok(text);
    }
    let name = name.to_owned();
    let nul = bytes.iter().position(|byte| *byte == 0);
    if nul.is_some() {
        return Err(ReadError::Unsupported { name, kind: Kind::Binary, nul });
    }
    let offset = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let line = bytes[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
    Err(ReadError::UnknownEncoding { name, offset, line })
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
    fn bad_bytes_are_named_with_their_line() {
        let error = read("a", b"2020\n\x80\x81\xff\xfe\x82").err();
        assert_eq!(error, Some(ReadError::UnknownEncoding { name: "a".to_owned(), offset: 5, line: 2 }));
    }
}
