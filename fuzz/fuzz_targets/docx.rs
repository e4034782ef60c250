#![no_main]
//! Main part, styles and lists of a Word document, parted by a line of three hashes; read, annotated, and read again.

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use yaodian_formats::{Comment, annotate, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELATIONS: &str = "<Relationships><Relationship Id=\"a\" Type=\"x/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"b\" Type=\"x/numbering\" Target=\"numbering.xml\"/></Relationships>";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(3, "\n###\n");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = [("[Content_Types].xml", "<Types></Types>"), ("word/_rels/document.xml.rels", RELATIONS)];
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
    for (name, part) in names.into_iter().zip(parts.by_ref()).chain(fixed) {
        writer.start_file(name, options).unwrap();
        writer.write_all(part.as_bytes()).unwrap();
    }
    let file = writer.finish().unwrap().into_inner();
    let Ok(document) = read("a", &file) else { return };
    let passage = document.paragraphs.last().map(|range| document.span(range.clone()));
    let comments = [Comment { at: passage, lines: vec!["甲".to_owned()] }, Comment { at: None, lines: Vec::new() }];
    let annotated = annotate(&file, &document, &comments).expect("annotated");
    let again = read("a", &annotated).expect("readable");
    assert_eq!(again.source, document.source);
});
