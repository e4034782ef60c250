//! ZIP packages (docx, ofd): their parts by name, unpacked within limits.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use encoding_rs::{Encoding, UTF_8};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::error::{Fault, Limit};
use crate::kind::Kind;
use crate::limits;

/// An open package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Index by name as [`key`] makes it: producers differ in case and slashes.
    parts: HashMap<String, usize>,
}

/// What a ZIP archive holds, from the names of its parts; a torn archive is judged by what is left of them.
pub(crate) fn kind(bytes: &[u8]) -> Kind {
    let has = |name: &str| bytes.windows(name.len()).any(|window| window == name.as_bytes());
    let by_names = |known: &dyn Fn(&str) -> bool| {
        let marks = [
            ("OFD.xml", Kind::Ofd),
            ("word/document.xml", Kind::Docx),
            ("word/", Kind::Docx),
            ("xl/workbook.xml", Kind::Xlsx),
            ("ppt/presentation.xml", Kind::Pptx),
            ("content.xml", Kind::Odt),
        ];
        marks.into_iter().find(|(name, _)| known(name)).map_or(Kind::Zip, |(_, kind)| kind)
    };
    match Package::open(bytes) {
        Ok(package) => by_names(&|name| {
            let name = key(name);
            package.parts.keys().any(|part| *part == name || (name.ends_with('/') && part.starts_with(&name)))
        }),
        Err(_) => by_names(&has),
    }
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// If it is damaged or has too many parts.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::damaged("ZIP", error))?;
        if archive.len() > limits::ENTRIES {
            return Err(Fault::too_large("ZIP", Limit::Entries(limits::ENTRIES)));
        }
        let mut parts = HashMap::new();
        for index in 0..archive.len() {
            if let Some(name) = archive.name_for_index(index) {
                parts.entry(key(name)).or_insert(index);
            }
        }
        Ok(Self { archive, parts })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// The names of all parts, in the order of the archive.
    #[cfg(test)]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        (0..self.archive.len()).filter_map(|index| self.archive.name_for_index(index))
    }

    /// A copy of the package with some parts replaced or added. All others are copied as they are, unopened.
    ///
    /// # Errors
    /// If an entry cannot be copied.
    pub(crate) fn with_parts(mut self, parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
        let failed = |error: ZipError| Fault::damaged("ZIP", error);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let write = |writer: &mut ZipWriter<_>, name: &str, bytes: &[u8], date| {
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            let options = options.last_modified_time(date);
            writer.start_file(name, options).map_err(failed)?;
            writer.write_all(bytes).map_err(|error| Fault::damaged(name, error))
        };
        let mut written = vec![false; parts.len()];
        for index in 0..self.archive.len() {
            let file = self.archive.by_index_raw(index).map_err(failed)?;
            let name = file.name().to_owned();
            match parts.iter().position(|(part, _)| key(part) == key(&name)) {
                Some(part) => {
                    written[part] = true;
                    let date = file.last_modified().unwrap_or_default();
                    write(&mut writer, &name, &parts[part].1, date)?;
                }
                None => writer.raw_copy_file(file).map_err(failed)?,
            }
        }
        for ((name, bytes), _) in parts.iter().zip(written).filter(|(_, written)| !written) {
            write(&mut writer, name, bytes, zip::DateTime::default())?;
        }
        Ok(writer.finish().map_err(failed)?.into_inner())
    }

    /// The bytes of a part; `None` if there is no such part.
    ///
    /// # Errors
    /// If it is encrypted, damaged or too large.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.parts.get(&key(name)) else { return Ok(None) };
        let file = self.archive.by_index(*index).map_err(|error| match error {
            ZipError::UnsupportedArchive(what) if what.contains("assword") => Fault::Encrypted,
            other => Fault::damaged(name, other),
        })?;
        let too_large = || Fault::too_large(name, Limit::Bytes(limits::PART));
        if file.size() > limits::PART as u64 {
            return Err(too_large());
        }
        // The size that an archive states is only what it says.
        let mut bytes = Vec::with_capacity(file.size() as usize);
        file.take(limits::PART as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::damaged(name, error))?;
        if bytes.len() > limits::PART {
            return Err(too_large());
        }
        Ok(Some(bytes))
    }

    /// The text of an XML part, without byte order mark; `None` if there is no such part.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes).
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.bytes(name)?.map(xml_text))
    }
}

/// Decodes XML by its byte order mark or its declaration.
pub(crate) fn xml_text(bytes: Vec<u8>) -> String {
    let head = bytes.get(..100).unwrap_or(&bytes);
    let declared =
        head.split(|byte| matches!(byte, b'"' | b'\'')).nth(3).filter(|_| head.starts_with(b"<?xml"));
    let encoding = declared.and_then(Encoding::for_label).unwrap_or(UTF_8);
    if encoding != UTF_8 || bytes.starts_with(b"\xef\xbb\xbf") {
        return encoding.decode(&bytes).0.into_owned();
    }
    // The usual case costs no copy.
    String::from_utf8(bytes).unwrap_or_else(|error| UTF_8.decode(error.as_bytes()).0.into_owned())
}

/// One spelling for the names of parts.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches(['/', '.']).to_ascii_lowercase()
}

/// A target as written in a part of the folder `folder`, seen from the root of the package.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

/// The folder of a part.
pub(crate) fn folder(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_the_root() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("Doc_0/Pages", "../Res/./a.xml"), "Doc_0/Res/a.xml");
    }

    #[test]
    fn xml_is_decoded_by_mark_or_declaration() {
        let utf16: Vec<u8> = "\u{feff}<a>食</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(xml_text(utf16), "<a>食</a>");
        let gbk = [b"<?xml version=\"1.0\" encoding=\"GBK\"?><a>".as_slice(), b"\xca\xb3</a>"].concat();
        assert!(xml_text(gbk).ends_with("<a>食</a>"));
        assert_eq!(xml_text("\u{feff}<a/>".as_bytes().to_vec()), "<a/>");
    }
}
