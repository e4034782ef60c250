//! What a file is, from its first bytes.

use std::fmt;

/// A kind of file that is told by its content and is no plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Portable Document Format.
    Pdf,
    /// Word 2007 and later, WPS.
    Docx,
    /// Excel 2007 and later.
    Xlsx,
    /// Open Fixed-layout Document (GB/T 33190).
    Ofd,
    /// Any other ZIP archive.
    Zip,
    /// Compound file: Word, Excel or WPS before 2007.
    Ole,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// PNG, JPEG, GIF, TIFF or BMP.
    Image,
    /// Holds NUL bytes; nothing more is known.
    Binary,
}

impl Kind {
    /// Its Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF 文件",
            Self::Docx => "Word 文档（docx）",
            Self::Xlsx => "Excel 表格（xlsx）",
            Self::Ofd => "OFD 版式文件",
            Self::Zip => "ZIP 压缩包",
            Self::Ole => "旧版 Office 文档（doc、wps、xls）",
            Self::Rtf => "RTF 文档",
            Self::Html => "网页（HTML）",
            Self::Image => "图片",
            Self::Binary => "二进制文件",
        }
    }

    /// What to do to get text out of it, in Chinese and English.
    #[must_use]
    pub fn remedy(self) -> (&'static str, &'static str) {
        match self {
            Self::Image => ("请先用文字识别转成文本", "recognise its text first and save that as UTF-8 text"),
            Self::Zip => ("请先解压，取出其中的文件", "unpack it first"),
            Self::Binary => (
                "请确认选对了文件，并另存为 UTF-8 纯文本",
                "make sure it is the right file; save as UTF-8 text",
            ),
            _ => (
                "请用原来的程序打开，另存为 UTF-8 纯文本（.txt）",
                "open it in its own program and save it as UTF-8 plain text",
            ),
        }
    }
}

impl fmt::Display for Kind {
    /// Its English name.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Xlsx => "Excel workbook",
            Self::Ofd => "OFD document",
            Self::Zip => "ZIP archive",
            Self::Ole => "old Office document",
            Self::Rtf => "RTF document",
            Self::Html => "web page",
            Self::Image => "image",
            Self::Binary => "binary file",
        })
    }
}

/// Signatures that stand at the very start.
const SIGNATURES: [(&[u8], Kind); 10] = [
    (b"%PDF-", Kind::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Ole),
    (b"{\\rtf", Kind::Rtf),
    (b"\x89PNG\r\n\x1a\n", Kind::Image),
    (b"\xff\xd8\xff", Kind::Image),
    (b"GIF87a", Kind::Image),
    (b"GIF89a", Kind::Image),
    (b"II*\0", Kind::Image),
    (b"MM\0*", Kind::Image),
    (b"PK\x05\x06", Kind::Zip),
];

/// The kind of a file that is certainly no plain text; NUL bytes alone are left to the reader of plain text,
/// which knows UTF-16.
pub(crate) fn detect(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(archive(bytes));
    }
    let signature = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic));
    signature
        .map(|(_, kind)| *kind)
        .or_else(|| is_bitmap(bytes).then_some(Kind::Image))
        .or_else(|| html(bytes))
}

/// What a ZIP archive holds, from the names of its members, which stand uncompressed.
fn archive(bytes: &[u8]) -> Kind {
    let names: [(&[u8], Kind); 3] =
        [(b"word/document.xml", Kind::Docx), (b"OFD.xml", Kind::Ofd), (b"xl/workbook.xml", Kind::Xlsx)];
    names.into_iter().find(|(name, _)| contains(bytes, name)).map_or(Kind::Zip, |(_, kind)| kind)
}

/// BM alone might begin a text; the four reserved bytes after the size are zero in every bitmap.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

fn html(bytes: &[u8]) -> Option<Kind> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let starts = |tag: &[u8]| bytes.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    (starts(b"<!doctype html") || starts(b"<html")).then_some(Kind::Html)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds_from_their_first_bytes() {
        let cases: [(&[u8], Option<Kind>); 9] = [
            (b"%PDF-1.7\n", Some(Kind::Pdf)),
            (b"PK\x03\x04........word/document.xml", Some(Kind::Docx)),
            (b"PK\x03\x04........OFD.xml", Some(Kind::Ofd)),
            (b"PK\x03\x04........notes.txt", Some(Kind::Zip)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some(Kind::Ole)),
            (b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>", Some(Kind::Html)),
            (b"{\\rtf1\\ansi", Some(Kind::Rtf)),
            (b"BMW 4S", None),
            ("一、要点".as_bytes(), None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(detect(bytes), kind, "{bytes:?}");
        }
    }
}
