//! Why a file cannot be read.

use std::fmt;

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
    /// A kind of file that no reader is for.
    #[error(
        "{name}：这是{}，不能读取{}；{} (this is a {kind}, which cannot be read{}; {})",
        kind.label(), nul_place(*nul).0, kind.remedy().0, nul_place(*nul).1, kind.remedy().1
    )]
    Unsupported {
        /// Name of the file.
        name: String,
        /// What it seems to be.
        kind: Kind,
        /// Offset of its first NUL byte, counted from 0, where that is what tells it from a text.
        nul: Option<usize>,
    },
    /// A text in no encoding that is known here.
    #[error(
        "{name}：第{line}行（字节{offset}处）不是有效的 UTF-8，也不是 GB18030、Big5 或 UTF-16，\
         请另存为 UTF-8 编码再试 (invalid UTF-8 in line {line}, at byte {offset}, and no GB18030, Big5 or UTF-16 \
         either; save the file as UTF-8 and try again)"
    )]
    UnknownEncoding {
        /// Name of the file.
        name: String,
        /// Offset of the first bad byte, counted from 0.
        offset: usize,
        /// Line it stands in, counted from 1.
        line: usize,
    },
    /// A file of a kind that can be read, but not this one.
    #[error("{name}：{} ({})", fault.chinese(*kind), fault.english(*kind))]
    Faulty {
        /// Name of the file.
        name: String,
        /// What it is.
        kind: Kind,
        /// What is wrong with it.
        fault: Fault,
    },
}

fn nul_place(nul: Option<usize>) -> (String, String) {
    nul.map_or_else(Default::default, |offset| {
        (format!("（字节{offset}处有 NUL）"), format!(", NUL at byte {offset}"))
    })
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It asks for a password, or is protected by digital rights.
    Encrypted,
    /// There are pages, but only pictures on them.
    Scanned {
        /// How many pages.
        pages: usize,
    },
    /// The text is drawn with fonts that do not say which characters they draw.
    Unreadable {
        /// The first page on which that is so, from 1.
        page: usize,
    },
    /// It was made by a program older than this format's usual form.
    TooOld,
    /// It is not what its kind demands.
    Damaged {
        /// Where: a part of the package, a stream, an offset.
        place: String,
        /// What, in English, from whoever found out.
        what: String,
    },
    /// It is larger than anything that is read here.
    TooLarge {
        /// Where.
        place: String,
        /// What is too large, and the limit.
        limit: Limit,
    },
}

/// What a file has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes, unpacked.
    Bytes(usize),
    /// Parts of a package.
    Entries(usize),
    /// Elements inside each other.
    Depth(usize),
    /// Characters of text.
    Characters(usize),
    /// Pages.
    Pages(usize),
}

impl Fault {
    /// Damage at a place.
    pub(crate) fn damaged(place: impl Into<String>, what: impl fmt::Display) -> Self {
        Self::Damaged { place: place.into(), what: what.to_string() }
    }

    /// Too much of something at a place.
    pub(crate) fn too_large(place: impl Into<String>, limit: Limit) -> Self {
        Self::TooLarge { place: place.into(), limit }
    }

    fn chinese(&self, kind: Kind) -> String {
        let label = kind.label();
        match self {
            Self::Encrypted => format!("这份{label}已加密，无法读取；请用密码打开，另存为未加密的文件再试"),
            Self::Scanned { pages } => {
                format!("这份{label}共{pages}页，页面只有图片，没有文字（扫描件）；请先做文字识别（OCR）再试")
            }
            Self::Unreadable { page } => format!(
                "这份{label}从第{page}页起的字体没有写明是哪些字，读不出文字；请用原文件（如 Word）核对，或先做文字识别（OCR）"
            ),
            Self::TooOld => format!("这份{label}的版本太旧；请用 Word 或 WPS 打开，另存为 docx 再试"),
            Self::Damaged { place, .. } => {
                format!("这份{label}已损坏或不完整（{place}）；请用原来的程序打开并另存，或重新获取文件再试")
            }
            Self::TooLarge { place, limit } => {
                format!("这份{label}太大（{place}：{}）；请拆分，或去掉图片和附件后再试", limit.chinese())
            }
        }
    }

    fn english(&self, kind: Kind) -> String {
        match self {
            Self::Encrypted => {
                format!("the {kind} is encrypted; open it with its password and save it without")
            }
            Self::Scanned { pages } => {
                format!(
                    "the {kind} has {pages} pages of pictures and no text; recognise its text (OCR) first"
                )
            }
            Self::Unreadable { page } => format!(
                "from page {page} on the fonts of the {kind} do not say which characters they draw; use the file it was \
                 made from, or OCR"
            ),
            Self::TooOld => format!("the {kind} is of too old a version; save it as docx"),
            Self::Damaged { place, what } => {
                format!(
                    "the {kind} is damaged or incomplete, {place}: {what}; open and save it again, or get it anew"
                )
            }
            Self::TooLarge { place, limit } => {
                format!(
                    "the {kind} is too large, {place}: {}; split it or leave out pictures",
                    limit.english()
                )
            }
        }
    }
}

impl Limit {
    fn chinese(self) -> String {
        match self {
            Self::Bytes(limit) => format!("超过{} MB", limit >> 20),
            Self::Entries(limit) => format!("超过{limit}个部件"),
            Self::Depth(limit) => format!("嵌套超过{limit}层"),
            Self::Characters(limit) => format!("文字超过{limit}字"),
            Self::Pages(limit) => format!("超过{limit}页"),
        }
    }

    fn english(self) -> String {
        match self {
            Self::Bytes(limit) => format!("more than {} MB", limit >> 20),
            Self::Entries(limit) => format!("more than {limit} parts"),
            Self::Depth(limit) => format!("nested deeper than {limit}"),
            Self::Characters(limit) => format!("more than {limit} characters"),
            Self::Pages(limit) => format!("more than {limit} pages"),
        }
    }
}
