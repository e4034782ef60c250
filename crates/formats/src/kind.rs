//! What a file is, from its content and never from its name.

use std::fmt;

use crate::{html, markdown, ole, package};

/// A kind of file that is told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Text with Markdown's marks for headings and tables.
    Markdown,
    /// Portable Document Format.
    Pdf,
    /// Word 2007 and later, WPS.
    Docx,
    /// Excel 2007 and later.
    Xlsx,
    /// PowerPoint 2007 and later.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// Open Fixed-layout Document (GB/T 33190).
    Ofd,
    /// Any other ZIP archive.
    Zip,
    /// Word before 2007, or WPS Writer.
    Doc,
    /// Any other compound file: Excel, PowerPoint and the like before 2007.
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
            Self::Text => "纯文本",
            Self::Markdown => "Markdown 文本",
            Self::Pdf => "PDF 文件",
            Self::Docx => "Word 文档（docx）",
            Self::Xlsx => "Excel 表格（xlsx）",
            Self::Pptx => "演示文稿（pptx）",
            Self::Odt => "ODF 文档（odt）",
            Self::Ofd => "OFD 版式文件",
            Self::Zip => "ZIP 压缩包",
            Self::Doc => "旧版 Word 文档（doc、wps）",
            Self::Ole => "旧版 Office 文件（xls、ppt 等）",
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
                "请确认选对了文件，并另存为 docx、pdf 或纯文本",
                "make sure it is the right file; save it as docx, pdf or text",
            ),
            _ => (
                "请用原来的程序打开，另存为 docx、pdf 或纯文本（.txt）",
                "open it in its own program and save it as docx, pdf or plain text",
            ),
        }
    }
}

impl fmt::Display for Kind {
    /// Its English name.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown text",
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Xlsx => "Excel workbook",
            Self::Pptx => "presentation",
            Self::Odt => "OpenDocument text",
            Self::Ofd => "OFD document",
            Self::Zip => "ZIP archive",
            Self::Doc => "old Word document",
            Self::Ole => "old Office document",
            Self::Rtf => "RTF document",
            Self::Html => "web page",
            Self::Image => "image",
            Self::Binary => "binary file",
        })
    }
}

/// Signatures that stand at the very start.
const SIGNATURES: [(&[u8], Kind); 9] = [
    (b"%PDF-", Kind::Pdf),
    (b"{\\rtf", Kind::Rtf),
    (b"\x89PNG\r\n\x1a\n", Kind::Image),
    (b"\xff\xd8\xff", Kind::Image),
    (b"GIF87a", Kind::Image),
    (b"GIF89a", Kind::Image),
    (b"II*\0", Kind::Image),
    (b"MM\0*", Kind::Image),
    (b"PK\x05\x06", Kind::Zip),
];
/// Some programs write a few bytes before the mark of a PDF; readers look for it in so many.
const PDF_MARK_WITHIN: usize = 1024;

/// The kind of a file from its bytes; [`Kind::Text`] if nothing says that it is no text.
///
/// NUL bytes alone are left to the reader of plain text, which knows UTF-16.
#[must_use]
pub fn detect(bytes: &[u8]) -> Kind {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"PK\x03\x04") {
        return package::kind(bytes);
    }
    if bytes.starts_with(ole::MAGIC) {
        return ole::kind(bytes);
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(magic, _)| start.starts_with(magic)) {
        return *kind;
    }
    if is_bitmap(bytes) {
        return Kind::Image;
    }
    let head = &bytes[..bytes.len().min(PDF_MARK_WITHIN)];
    if head.contains(&0) || std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) {
        // A text never has the mark of a PDF inside its first bytes, unless it speaks of it: then it is text.
        if head.windows(5).any(|window| window == b"%PDF-") {
            return Kind::Pdf;
        }
    }
    if html::is_html(start) {
        return Kind::Html;
    }
    if markdown::is_markdown(bytes) { Kind::Markdown } else { Kind::Text }
}

/// BM alone might begin a text; the four reserved bytes after the size are zero in every bitmap.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds_from_their_first_bytes() {
        let cases: [(&[u8], Kind); 10] = [
            (b"%PDF-1.7\n", Kind::Pdf),
            (b"PK\x03\x04........word/document.xml", Kind::Docx),
            (b"PK\x03\x04........OFD.xml", Kind::Ofd),
            (b"PK\x03\x04........notes.txt", Kind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Ole),
            (b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>", Kind::Html),
            (b"{\\rtf1\\ansi", Kind::Rtf),
            (b"BMW 4S", Kind::Text),
            ("一、要点".as_bytes(), Kind::Text),
            ("# 要点\n\n一、任务".as_bytes(), Kind::Markdown),
        ];
        for (bytes, kind) in cases {
            assert_eq!(detect(bytes), kind, "{bytes:?}");
        }
    }
}
