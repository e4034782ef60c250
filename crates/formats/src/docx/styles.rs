//! Paragraph styles: which are headings, which are numbered.

use std::collections::HashMap;

use crate::error::Fault;
use crate::names;
use crate::package::Package;
use crate::xml::{self, Element};

/// Styles refer to each other; more steps than this are a circle.
const STEPS: usize = 32;

/// The paragraph styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbering: Option<(String, Option<u8>)>,
}

/// What a paragraph gets from its style.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Styled {
    /// Its level as a heading, from 1.
    pub heading: Option<u8>,
    /// Its list and level in it.
    pub numbering: Option<(String, Option<u8>)>,
    /// The style that the list is from: the level may be the one linked to that style.
    pub numbering_style: Option<String>,
    /// A line of a table of contents.
    pub contents: bool,
}

impl Styles {
    pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, Fault> {
        let Some(text) = package.xml(part)? else { return Ok(Self::default()) };
        let root = xml::tree(&text, part)?;
        let mut styles = Self::default();
        let is_paragraph = |style: &&Element| matches!(style.attribute("type"), Some("paragraph") | None);
        for element in root.all("style").filter(is_paragraph) {
            let Some(id) = element.attribute("styleId") else { continue };
            if element.attribute("default").is_some_and(|value| xml::is_on(Some(value))) {
                styles.default = Some(id.to_owned());
            }
            let properties = element.child("pPr");
            let number = properties.and_then(|properties| properties.child("numPr"));
            let style = Style {
                name: element.value("name").unwrap_or_default().to_owned(),
                based_on: element.value("basedOn").map(str::to_owned),
                outline: properties.and_then(|properties| properties.value("outlineLvl")?.parse().ok()),
                numbering: number.and_then(|number| {
                    let level = number.value("ilvl").and_then(|level| level.parse().ok());
                    Some((number.value("numId")?.to_owned(), level))
                }),
            };
            styles.styles.insert(id.to_owned(), style);
        }
        Ok(styles)
    }

    /// What a paragraph of the style `id` gets; of the default style without.
    pub(crate) fn of(&self, id: Option<&str>) -> Styled {
        let mut out = Styled::default();
        let mut outline = None;
        let mut next = id.or(self.default.as_deref());
        for step in 0..STEPS {
            let Some((id, style)) = next.and_then(|id| Some((id, self.styles.get(id)?))) else { break };
            outline = outline.or(style.outline);
            // Chinese Word has ids like "1" and "a3": the name tells.
            out.heading = out.heading.or_else(|| names::heading(&style.name));
            if out.numbering.is_none() && style.numbering.is_some() {
                out.numbering.clone_from(&style.numbering);
                out.numbering_style = Some(id.to_owned());
            }
            out.contents |= step == 0 && names::is_contents(&style.name);
            next = style.based_on.as_deref();
        }
        if let Some(outline) = outline {
            out.heading = (outline < 9).then_some(outline + 1);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_outline_and_by_name() {
        let style = |name: &str, based_on: Option<&str>, outline| Style {
            name: name.to_owned(),
            based_on: based_on.map(str::to_owned),
            outline,
            ..Style::default()
        };
        let styles = Styles {
            styles: HashMap::from([
                ("1".to_owned(), style("heading 1", None, None)),
                ("a3".to_owned(), style("正文标题", Some("1"), None)),
                ("b".to_owned(), style("公文二级", None, Some(1))),
                ("c".to_owned(), style("标题 3", None, Some(9))),
                ("d".to_owned(), style("toc 2", Some("d"), None)),
            ]),
            default: None,
        };
        let heading = |id| styles.of(Some(id)).heading;
        assert_eq!(
            [heading("1"), heading("a3"), heading("b"), heading("c")],
            [Some(1), Some(1), Some(2), None]
        );
        assert!(styles.of(Some("d")).contents);
        assert_eq!(styles.of(None), Styled::default());
    }
}
