//! Files that cannot be read: each ends in an error that names the file, what is wrong and what to do; never in a panic.

#![allow(clippy::unwrap_used)] // tests

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use yaodian_formats::{Fault, Kind, Limit, ReadError, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAME: &str = "计划";

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| !matches!(path.extension().and_then(|end| end.to_str()), Some("py" | "sh" | "md")));
    files.sort();
    files
}

/// The fault of a file, its message being complete.
fn fault(bytes: &[u8]) -> Fault {
    let error = read(NAME, bytes).expect_err("unreadable");
    let message = error.to_string();
    assert!(message.starts_with(NAME), "{message}");
    assert!(message.contains('；') || message.contains('，'), "no remedy: {message}");
    assert!(message.contains('('), "no English: {message}");
    match error {
        ReadError::Faulty { fault, .. } => fault,
        other => panic!("{other}"),
    }
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(document: &str) -> Vec<u8> {
    package(&[("word/document.xml", document.as_bytes())])
}

const BODY: &str =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

#[test]
fn encrypted_files_ask_for_an_unencrypted_copy() {
    let pdf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats/encrypted.pdf");
    assert_eq!(fault(&fs::read(pdf).unwrap()), Fault::Encrypted);
    // A compound file whose only stream is an encrypted package.
    let mut ole = vec![0u8; 512 * 3];
    ole[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    ole[30] = 9;
    ole[32] = 6;
    ole[44] = 1;
    ole[48] = 1;
    ole[60..64].fill(0xff);
    ole[68..72].fill(0xff);
    ole[76..512].fill(0xff);
    ole[76..80].fill(0);
    ole[512..516].copy_from_slice(&[0xfd, 0xff, 0xff, 0xff]);
    ole[516..520].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    let entry = |ole: &mut Vec<u8>, index: usize, name: &str, child: u8| {
        let at = 1024 + 128 * index;
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        ole[at..at + units.len()].copy_from_slice(&units);
        ole[at + 64] = units.len() as u8 + 2;
        ole[at + 68..at + 80].fill(0xff);
        if child > 0 {
            ole[at + 76..at + 80].copy_from_slice(&[child, 0, 0, 0]);
        }
    };
    entry(&mut ole, 0, "Root Entry", 1);
    entry(&mut ole, 1, "EncryptedPackage", 0);
    assert_eq!(fault(&ole), Fault::Encrypted);
}

#[test]
fn scans_ask_for_recognition() {
    let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n";
    assert_eq!(fault(pdf), Fault::Scanned { pages: 1 });
    let page = "<Page><Content><Layer><ImageObject/></Layer></Content></Page>";
    let ofd = package(&[
        ("OFD.xml", b"<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"),
        ("Doc_0/Document.xml", b"<Document><Pages><Page BaseLoc=\"Pages/P.xml\"/></Pages></Document>"),
        ("Doc_0/Pages/P.xml", page.as_bytes()),
    ]);
    assert_eq!(fault(&ofd), Fault::Scanned { pages: 1 });
}

#[test]
fn bombs_are_refused_in_bounded_time() {
    let start = Instant::now();
    let zeros = vec![b' '; (64 << 20) + 1];
    let bomb = package(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(fault(&bomb), Fault::TooLarge { limit: Limit::Bytes(_), .. }));
    let deep = docx(&format!("{BODY}{}", "<w:sdt>".repeat(200_000)));
    assert!(matches!(fault(&deep), Fault::TooLarge { limit: Limit::Depth(_), .. }));
    let laughs = format!(
        "<!DOCTYPE d [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;\">]>{BODY}<w:p>&b;</w:p>",
        "x".repeat(1000)
    );
    assert!(matches!(fault(&docx(&laughs)), Fault::Damaged { .. }));
    let groups = format!("{{\\rtf1{}", "{".repeat(1_000_000));
    assert!(matches!(fault(groups.as_bytes()), Fault::TooLarge { limit: Limit::Depth(_), .. }));
    let large = [b"%PDF-1.4\n".as_slice(), &vec![b' '; 100 << 20]].concat();
    assert!(matches!(fault(&large), Fault::TooLarge { limit: Limit::Bytes(_), .. }));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

/// A package whose document has numbering and footnotes beside it.
fn docx_with(body: &str, numbering: &str, footnotes: &str) -> Vec<u8> {
    let relation =
        |kind: &str| format!("<Relationship Id=\"{kind}\" Type=\"a/{kind}\" Target=\"{kind}.xml\"/>");
    let relations =
        format!("<Relationships>{}{}</Relationships>", relation("numbering"), relation("footnotes"));
    let part = |name: &str, inside: &str| {
        let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        format!("<w:{name} xmlns:w=\"{namespace}\">{inside}</w:{name}>")
    };
    package(&[
        ("word/document.xml", format!("{BODY}{body}</w:body></w:document>").as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/numbering.xml", part("numbering", numbering).as_bytes()),
        ("word/footnotes.xml", part("footnotes", footnotes).as_bytes()),
    ])
}

#[test]
fn a_note_with_many_references_is_shown_once() {
    let references = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>".repeat(10_000);
    let body = format!("<w:p><w:r><w:t>加强督查。</w:t></w:r>{references}</w:p>");
    let note = |id: u32, text: &str| {
        format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>")
    };
    let long = "注".repeat(33_000);
    let notes = [note(1, &long), note(1, "同号"), note(2, "无人引用")].concat();
    let bytes = docx_with(&body, "", &notes);
    assert!(bytes.len() < 1 << 14, "{}", bytes.len());
    assert_eq!(read(NAME, &bytes).unwrap().text(), format!("加强督查。\n{long}"));
}

#[test]
fn a_long_text_of_a_level_is_given_up() {
    let level = |text: &str| {
        let level = format!("<w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{text}\"/></w:lvl>");
        format!("<w:abstractNum w:abstractNumId=\"0\">{level}</w:abstractNum>")
    };
    let list = |own: &str| format!("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>{own}</w:num>");
    let paragraph =
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>督查</w:t></w:r></w:p>";
    let long = format!("{}%1", "第".repeat(33_000));
    let own = format!(
        "<w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{long}\"/></w:lvl></w:lvlOverride>"
    );
    for numbering in [level(&long) + &list(""), level("%1.") + &list(&own)] {
        let bytes = docx_with(&paragraph.repeat(10_000), &numbering, "");
        assert!(bytes.len() < 1 << 14, "{}", bytes.len());
        assert_eq!(read(NAME, &bytes).unwrap().text(), ["督查"; 10_000].join("\n"));
    }
    let bytes = docx_with(&paragraph.repeat(2), &(level("第%1条：") + &list("")), "");
    assert_eq!(read(NAME, &bytes).unwrap().text(), "第1条：督查\n第2条：督查");
}

#[test]
fn many_paragraphs_are_joined_in_time() {
    let start = Instant::now();
    let long = "督".repeat(2 << 20);
    let mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let body = format!(
        "{BODY}<w:p>{mark}<w:r><w:t>{long}</w:t></w:r></w:p>{}<w:p><w:r><w:t>查</w:t></w:r></w:p></w:body></w:document>",
        format!("<w:p>{mark}</w:p>").repeat(150_000)
    );
    let document = read(NAME, &docx(&body)).unwrap();
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    assert!(document.text() == long + "查");
}

#[test]
fn empty_files_say_so() {
    let files = [
        Vec::new(),
        docx(&format!("{BODY}<w:p/></w:body></w:document>")),
        b"{\\rtf1 }".to_vec(),
        b"<html><body></body></html>".to_vec(),
    ];
    for bytes in files {
        assert_eq!(read(NAME, &bytes).err(), Some(ReadError::Empty { name: NAME.to_owned() }));
    }
}

#[test]
fn other_kinds_are_named() {
    let xlsx = package(&[("xl/workbook.xml", b"<workbook/>")]);
    let zip = package(&[("a.txt", b"a")]);
    for (bytes, kind) in [(xlsx, Kind::Xlsx), (zip, Kind::Zip), (b"\x89PNG\r\n\x1a\n".to_vec(), Kind::Image)]
    {
        let error = read(NAME, &bytes).expect_err("unreadable");
        assert_eq!(error, ReadError::Unsupported { name: NAME.to_owned(), kind, nul: None });
    }
}

#[test]
fn torn_and_changed_files_never_panic() {
    for path in fixtures() {
        let bytes = fs::read(&path).unwrap();
        for part in 1..12 {
            let torn = &bytes[..bytes.len() * part / 12];
            let _ = read(NAME, torn);
        }
        // A few hundred changed bytes, the same ones in every run.
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..12 {
            let mut changed = bytes.clone();
            for _ in 0..20 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let at = (state % changed.len() as u64) as usize;
                changed[at] = (state >> 32) as u8;
            }
            let _ = read(NAME, &changed);
        }
    }
}

#[test]
fn torn_packages_and_documents_are_errors() {
    for path in fixtures() {
        let kind = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if !matches!(kind, "docx" | "ofd" | "rtf") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let torn = fault(&bytes[..bytes.len() / 2]);
        assert!(matches!(torn, Fault::Damaged { .. }), "{}: {torn:?}", path.display());
    }
}
