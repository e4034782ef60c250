//! XML: a small tree for small parts, and the few things that reading a large part event by event needs.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::{Fault, Limit};
use crate::limits;

/// An element of a tree, with local names: producers bind prefixes as they like, some to wrong namespaces.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    /// Local name.
    pub name: String,
    /// Attributes by local name.
    pub attributes: Vec<(String, String)>,
    /// Elements inside.
    pub children: Vec<Element>,
    /// Text directly inside, in one piece.
    pub text: String,
}

impl Element {
    /// An attribute by local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first element inside of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements directly inside of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The attribute `val` of the first element inside of that name: how WordprocessingML writes most settings.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a setting is on: `<w:vanish/>` is, `<w:vanish w:val="0"/>` is not.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.child(name).is_some_and(|child| is_on(child.attribute("val")))
    }
}

/// Whether the value of an on-off setting means on.
pub(crate) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// Reads a whole part.
///
/// # Errors
/// If it is not well-formed, nested too deep, or declares a document type (that is where entity bombs come from).
pub(crate) fn tree(text: &str, part: &str) -> Result<Element, Fault> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().map_err(|error| ill_formed(part, &reader, error))? {
            Event::Start(start) => {
                if open.len() > limits::DEPTH {
                    return Err(too_deep(part));
                }
                open.push(element(&start));
            }
            Event::Empty(start) => {
                if let Some(parent) = open.last_mut() {
                    parent.children.push(element(&start));
                }
            }
            Event::End(_) => {
                if let Some(done) = open.pop()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(done);
                }
            }
            Event::Text(text) => push_text(&mut open, &text),
            Event::CData(text) => push_text(&mut open, &text),
            Event::GeneralRef(reference) => {
                let character = resolve(&reference).map(String::from).unwrap_or_default();
                push_text(&mut open, &character);
            }
            Event::DocType(_) => return Err(document_type(part)),
            Event::Eof => break,
            _ => {}
        }
    }
    if open.len() != 1 {
        return Err(Fault::damaged(part, "ends inside an element"));
    }
    let root = open.pop().and_then(|mut top| (!top.children.is_empty()).then(|| top.children.swap_remove(0)));
    root.ok_or_else(|| Fault::damaged(part, "holds no element"))
}

fn push_text(open: &mut [Element], text: &str) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(text);
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|attribute| {
            let value = unescape(&attribute.value);
            (attribute.key.local_name().as_ref().to_owned(), value)
        })
        .collect();
    Element { name: start.local_name().as_ref().to_owned(), attributes, ..Element::default() }
}

/// An attribute of a start tag, by local name.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| unescape(&attribute.value))
}

fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Into::into)
}

/// The character of a reference; of named ones only the five of XML itself.
pub(crate) fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(character),
        _ => match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        },
    }
}

/// Text made fit to stand in XML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            // Control characters cannot stand in XML at all.
            character if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {}
            character => out.push(character),
        }
    }
    out
}

/// A part that is not well-formed.
pub(crate) fn ill_formed(part: &str, reader: &Reader<&[u8]>, error: quick_xml::Error) -> Fault {
    Fault::damaged(format!("{part}, {}", reader.error_position()), error)
}

/// A part nested too deep.
pub(crate) fn too_deep(part: &str) -> Fault {
    Fault::too_large(part, Limit::Depth(limits::DEPTH))
}

/// A part with a document type.
pub(crate) fn document_type(part: &str) -> Fault {
    Fault::damaged(part, "declares a document type (DTD), which office files never do")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_tree_with_local_names() {
        let root =
            tree("<?xml version='1.0'?><a:b x:c='1&amp;2'><d>甲&lt;&#20057;</d><e w:val='0'/></a:b>", "p")
                .unwrap();
        assert_eq!(root.name, "b");
        assert_eq!(root.attribute("c"), Some("1&2"));
        assert_eq!(root.child("d").map(|child| child.text.as_str()), Some("甲<乙"));
        assert!(!root.is_on("e"));
    }

    #[test]
    fn refuses_what_is_ill_formed_deep_or_declares_entities() {
        let deep = "<a>".repeat(100_000);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>";
        for text in ["", "<a>", "<a></b>", "text", bomb, &deep] {
            assert!(tree(text, "p").is_err(), "{}", &text[..text.len().min(20)]);
        }
    }

    #[test]
    fn escapes_what_cannot_stand_in_xml() {
        assert_eq!(escape("<a & \"b\">\u{0}\n"), "&lt;a &amp; &quot;b&quot;&gt;\n");
    }
}
