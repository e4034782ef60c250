#![no_main]
//! A page of an OFD document.

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use yaodian_formats::read;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const ENTRY: &str = "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>";
const DOCUMENT: &str = "<Document><Pages><Page BaseLoc=\"P.xml\"/><Page BaseLoc=\"P.xml\"/></Pages></Document>";

fuzz_target!(|bytes: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts = [("OFD.xml", ENTRY.as_bytes()), ("D/Document.xml", DOCUMENT.as_bytes()), ("D/P.xml", bytes)];
    for (name, part) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(part).unwrap();
    }
    let _ = read("a", &writer.finish().unwrap().into_inner());
});
