//! Where the parts of a document are: by their relations, as producers name them freely.

use crate::error::Fault;
use crate::package::{Package, folder, resolve};
use crate::xml;

/// Names of the parts that matter.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub document: String,
    pub styles: Option<String>,
    pub numbering: Option<String>,
    pub footnotes: Option<String>,
    pub endnotes: Option<String>,
    pub comments: Option<String>,
}

impl Parts {
    /// Follows the relations from the root of the package.
    pub(crate) fn find(package: &mut Package<'_>) -> Result<Self, Fault> {
        let main = relations(package, "")?
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .map(|relation| relation.target)
            .filter(|target| package.has(target));
        let usual = "word/document.xml";
        let document = match main {
            Some(main) => main,
            None if package.has(usual) => usual.to_owned(),
            None => return Err(Fault::damaged("_rels/.rels", "names no main document")),
        };
        let mut parts = Self { document, ..Self::default() };
        for Relation { kind, target, .. } in relations(package, &parts.document)? {
            let part = match kind.as_str() {
                "styles" => &mut parts.styles,
                "numbering" => &mut parts.numbering,
                "footnotes" => &mut parts.footnotes,
                "endnotes" => &mut parts.endnotes,
                "comments" => &mut parts.comments,
                _ => continue,
            };
            part.get_or_insert(target);
        }
        Ok(parts)
    }
}

/// A relation of a part.
#[derive(Debug)]
struct Relation {
    /// The last step of its type: the same in transitional and strict files.
    kind: String,
    /// Name of the part it leads to.
    target: String,
}

/// The part that holds the relations of a part.
pub(crate) fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The relations of a part inside the package; those of the whole for the empty name.
fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Fault> {
    let name = relations_part(part);
    let Some(text) = package.xml(&name)? else { return Ok(Vec::new()) };
    let root = xml::tree(&text, &name)?;
    let relation = |element: &xml::Element| {
        let external = element.attribute("TargetMode") == Some("External");
        Some(Relation {
            kind: element.attribute("Type")?.rsplit('/').next()?.to_owned(),
            target: if external { return None } else { resolve(folder(part), element.attribute("Target")?) },
        })
    };
    Ok(root.all("Relationship").filter_map(relation).collect())
}
