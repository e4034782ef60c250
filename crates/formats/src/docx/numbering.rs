//! The lists of a document, from its part of numbering.

use std::collections::HashMap;

use crate::counting::Numeral;
use crate::error::Fault;
use crate::numbering::{LEVELS, Level, List, Numbering, Pattern};
use crate::package::Package;
use crate::xml::{self, Element};

/// Reads the patterns and lists.
pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Numbering, Fault> {
    let Some(text) = package.xml(part)? else { return Ok(Numbering::default()) };
    let root = xml::tree(&text, part)?;
    let (mut patterns, mut lists) = (HashMap::new(), HashMap::new());
    for element in root.all("abstractNum") {
        let Some(id) = element.attribute("abstractNumId") else { continue };
        let pattern = Pattern {
            levels: element.all("lvl").filter_map(level).collect(),
            stands_for: element.value("numStyleLink").map(str::to_owned),
            style: element.value("styleLink").map(str::to_owned),
        };
        patterns.insert(id.to_owned(), pattern);
    }
    for element in root.all("num") {
        let (Some(id), Some(pattern)) = (element.attribute("numId"), element.value("abstractNumId")) else {
            continue;
        };
        let mut list = List { pattern: pattern.to_owned(), ..List::default() };
        for changed in element.all("lvlOverride") {
            let index = changed.attribute("ilvl").and_then(|index| index.parse().ok()).unwrap_or(0);
            if let Some(start) = changed.value("startOverride").and_then(|start| start.parse().ok()) {
                list.starts.insert(index, start);
            }
            list.levels.extend(changed.child("lvl").and_then(level));
        }
        lists.insert(id.to_owned(), list);
    }
    Ok(Numbering::new(patterns, lists))
}

fn level(element: &Element) -> Option<Level> {
    let index: usize = element.attribute("ilvl")?.parse().ok().filter(|index| *index < LEVELS)?;
    // A format of its own stands in an alternate content, with a plain one beside it.
    let format = element
        .value("numFmt")
        .or_else(|| element.child("AlternateContent")?.child("Fallback")?.value("numFmt"))
        .unwrap_or("decimal");
    Some(Level {
        index,
        start: element.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        numeral: Numeral::from_word(format),
        text: element.value("lvlText").unwrap_or_default().to_owned(),
        legal: element.is_on("isLgl"),
        restart: element.value("lvlRestart").and_then(|restart| restart.parse().ok()),
        style: element.value("pStyle").map(str::to_owned),
    })
}
