//! The parts around the main one, and the file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::markup::escape;
use crate::settings::Settings;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
#[error("无法生成 docx 文件 (the document cannot be made): {0}")]
pub struct DocxError(#[from] zip::result::ZipError);

impl From<std::io::Error> for DocxError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const STYLES: &str = include_str!("styles.xml");
const FOOTER: &str = include_str!("footer.xml");
const TYPES: &str = include_str!("content-types.xml");

/// Relations of the package, then those of the main part: id, kind, target.
const PACKAGE: [(&str, &str, &str); 2] = [
    (
        "rId1",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "word/document.xml",
    ),
    (
        "rId2",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
];
const MAIN: [(&str, &str, &str); 2] = [
    ("rId1", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles", "styles.xml"),
    ("rId2", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer", "footer.xml"),
];

/// Puts the file together. The same body and settings give the same bytes: entries have no time of writing.
pub(super) fn pack(body: &str, settings: &Settings<'_>) -> Result<Vec<u8>, DocxError> {
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", relations(&PACKAGE)),
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", relations(&MAIN)),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/footer.xml", FOOTER.to_owned()),
        ("docProps/core.xml", properties(settings.date)),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The main part: the body on A4 across, margins of 20 mm, page numbers below.
fn document(body: &str) -> String {
    format!(
        "{DECLARATION}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>\
         <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

fn relations(all: &[(&str, &str, &str)]) -> String {
    let relation = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
    };
    let all: String = all.iter().map(relation).collect();
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// Title and, if it is known, the day on which it was made.
fn properties(date: Option<&str>) -> String {
    let created = date.map(|date| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created>", escape(date))
    });
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>要点核对底稿</dc:title>{}</cp:coreProperties>",
        created.unwrap_or_default()
    )
}
