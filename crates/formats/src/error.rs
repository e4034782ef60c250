//! Why a file cannot be read.

use crate::encoding::Encoding;
use crate::kind::Kind;

/// Why a file cannot be read: Chinese first, English in brackets, with the place and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("{name}：文件是空的，没有文字，请检查文件内容 (the file is empty; check its contents)")]
    Empty {
        /// Name of the file.
        name: String,
    },
    /// A kind of file that is no plain text, or one with NUL bytes.
    #[error(
        "{name}：这是{}，不是纯文本{}，目前只能读取纯文本；{} (this is a {kind}, not plain text{}; {})",
        kind.label(), nul_place(*nul).0, kind.remedy().0, nul_place(*nul).1, kind.remedy().1
    )]
    NotText {
        /// Name of the file.
        name: String,
        /// What it seems to be.
        kind: Kind,
        /// Offset of its first NUL byte, counted from 0, if it has one.
        nul: Option<usize>,
    },
    /// Bytes that are no UTF-8.
    #[error(
        "{name}：第{line}行（字节{offset}处）不是有效的 UTF-8{}，请另存为 UTF-8 编码再试 \
         (invalid UTF-8 in line {line}, at byte {offset}{}; save the file as UTF-8 and try again)",
        likely(*seems).0, likely(*seems).1
    )]
    InvalidUtf8 {
        /// Name of the file.
        name: String,
        /// Offset of the first bad byte, counted from 0.
        offset: usize,
        /// Line it stands in, counted from 1.
        line: usize,
        /// What the text is likely to be encoded in.
        seems: Option<Encoding>,
    },
}

fn nul_place(nul: Option<usize>) -> (String, String) {
    nul.map_or_else(Default::default, |offset| {
        (format!("（字节{offset}处有 NUL）"), format!(", NUL at byte {offset}"))
    })
}

fn likely(seems: Option<Encoding>) -> (String, String) {
    seems.map_or_else(Default::default, |encoding| {
        (format!("，看来是 {} 编码", encoding.label()), format!(", probably {}", encoding.label()))
    })
}
