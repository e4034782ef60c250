//! The parts beside the main one: the comments themselves, and, where there were none, what makes them known.

use super::super::parts::{Parts, relations_part};
use super::{AUTHOR, INITIALS};
use crate::error::Fault;
use crate::package::{Package, folder};
use crate::xml;

/// The namespace of a strict file.
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The part of comments as it will be, and others that change with it.
pub(super) struct Changed {
    part: String,
    text: String,
    prefix: String,
    next: u32,
    added: String,
    others: Vec<(String, Vec<u8>)>,
}

impl Changed {
    /// Opens the part of comments, or begins one.
    pub(super) fn open(package: &mut Package<'_>, parts: &Parts, main: &str) -> Result<Self, Fault> {
        if let Some(part) = parts.comments.clone().filter(|part| package.has(part)) {
            let text = package.xml(&part)?.unwrap_or_default();
            let root = xml::tree(&text, &part)?;
            let ids = root.all("comment").filter_map(|comment| comment.attribute("id")?.parse::<u32>().ok());
            let next = ids.max().map_or(0, |id| id.saturating_add(1));
            let prefix = prefix_of_root(&text);
            return Ok(Self { part, text, prefix, next, added: String::new(), others: Vec::new() });
        }
        Self::begin(package, parts, main)
    }

    fn begin(package: &mut Package<'_>, parts: &Parts, main: &str) -> Result<Self, Fault> {
        let strict = main.get(..main.len().min(4096)).unwrap_or(main).contains(STRICT);
        let base = folder(&parts.document).to_owned();
        let in_base = |name: &str| if base.is_empty() { name.to_owned() } else { format!("{base}/{name}") };
        let names = (0..).map(|number: u32| match number {
            0 => "comments.xml".to_owned(),
            number => format!("comments{number}.xml"),
        });
        let name = names.into_iter().find(|name| !package.has(&in_base(name))).unwrap_or_default();
        let part = in_base(&name);
        let namespace = if strict { STRICT } else { TRANSITIONAL };
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\"></w:comments>"
        );
        let others = vec![relation(package, parts, &name, strict)?, content_type(package, &part)?];
        Ok(Self { part, text, prefix: "w:".to_owned(), next: 0, added: String::new(), others })
    }

    /// Adds a comment; gives its number.
    pub(super) fn add(&mut self, lines: &[String]) -> u32 {
        let (id, w) = (self.next, &self.prefix);
        self.next += 1;
        self.added.push_str(&format!(
            "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"{INITIALS}\">"
        ));
        for line in lines {
            let line = xml::escape(line);
            self.added
                .push_str(&format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{line}</{w}t></{w}r></{w}p>"));
        }
        if lines.is_empty() {
            self.added.push_str(&format!("<{w}p/>"));
        }
        self.added.push_str(&format!("</{w}comment>"));
        id
    }

    /// All changed parts.
    pub(super) fn finish(mut self) -> Vec<(String, Vec<u8>)> {
        let text = insert(&self.text, "comments", &self.added);
        self.others.push((self.part, text.into_bytes()));
        self.others
    }
}

/// Puts something in before the end tag of the root; a root without content gets an end tag.
fn insert(text: &str, root: &str, added: &str) -> String {
    if let Some(at) = text.rfind("</").filter(|at| text[*at..].contains(root)) {
        return format!("{}{added}{}", &text[..at], &text[at..]);
    }
    match text.rfind("/>") {
        Some(at) => {
            let prefix = prefix_of_root(text);
            format!("{}>{added}</{prefix}{root}>{}", &text[..at], &text[at + 2..])
        }
        None => text.to_owned(),
    }
}

/// The prefix of the root element, with its colon.
fn prefix_of_root(text: &str) -> String {
    let roots = text.split('<').find(|tag| tag.starts_with(|c: char| c.is_alphabetic()));
    let name = roots.unwrap_or_default().split(|c: char| c.is_whitespace() || c == '>' || c == '/').next();
    name.and_then(|name| name.split_once(':')).map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
}

/// The relations of the main part with one to the comments.
fn relation(
    package: &mut Package<'_>,
    parts: &Parts,
    target: &str,
    strict: bool,
) -> Result<(String, Vec<u8>), Fault> {
    let name = relations_part(&parts.document);
    let base = if strict {
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    };
    let text = package.xml(&name)?.unwrap_or_else(|| {
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
            .to_owned()
    });
    let mut ids = (1u32..).map(|number| format!("rIdYaodian{number}"));
    let id = ids.find(|id| !text.contains(id.as_str())).unwrap_or_default();
    let prefix = prefix_of_root(&text);
    let added = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{base}/comments\" Target=\"{target}\"/>");
    Ok((name, insert(&text, "Relationships", &added).into_bytes()))
}

/// The types of parts with that of the comments.
fn content_type(package: &mut Package<'_>, part: &str) -> Result<(String, Vec<u8>), Fault> {
    let name = "[Content_Types].xml";
    let text = package.xml(name)?.ok_or_else(|| Fault::damaged(name, "is missing"))?;
    let prefix = prefix_of_root(&text);
    let added = format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{CONTENT_TYPE}\"/>");
    Ok((name.to_owned(), insert(&text, "Types", &added).into_bytes()))
}
