//! OFD (GB/T 33190): pages of placed text; the putting together is in `page`.

use yaodian_core::document::Block;

use crate::error::{Fault, Limit};
use crate::limits;
use crate::package::{Package, folder, resolve};
use crate::page::{Page, Pages, Rule, Span};
use crate::xml::{self, Element};

/// Pages are measured in millimetres; what is put together thinks in points.
const POINTS: f32 = 72.0 / 25.4;

pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Block>, Fault> {
    let mut package = Package::open(bytes)?;
    if package.has("OFDEntries.xml") || package.has("Encryptions.xml") {
        return Err(Fault::Encrypted);
    }
    let entry = part(&mut package, "OFD.xml")?;
    let mut pages = Pages::default();
    let mut characters = 0;
    let roots = entry.all("DocBody").filter_map(|body| Some(body.child("DocRoot")?.text.trim().to_owned()));
    for root in roots.collect::<Vec<_>>() {
        let root = resolve("", &root);
        let document = part(&mut package, &root)?;
        read_document(&mut package, &document, folder(&root), &mut pages, &mut characters)?;
    }
    if pages.len() == 0 {
        return Err(Fault::damaged("OFD.xml", "no page can be found"));
    }
    if characters == 0 {
        return Err(Fault::Scanned { pages: pages.len() });
    }
    Ok(pages.blocks())
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Element, Fault> {
    let text = package.xml(name)?.ok_or_else(|| Fault::damaged(name, "is missing"))?;
    xml::tree(&text, name)
}

fn read_document(
    package: &mut Package<'_>,
    document: &Element,
    base: &str,
    pages: &mut Pages,
    characters: &mut usize,
) -> Result<(), Fault> {
    let usual = document.child("CommonData").and_then(|data| data.child("PageArea")).and_then(physical_box);
    let Some(listed) = document.child("Pages") else { return Ok(()) };
    for entry in listed.all("Page") {
        if pages.len() >= limits::PAGES {
            return Err(Fault::too_large("Document.xml", Limit::Pages(limits::PAGES)));
        }
        let Some(location) = entry.attribute("BaseLoc") else { continue };
        let name = resolve(base, location);
        let content = part(package, &name)?;
        let area = content.child("Area").and_then(physical_box).or(usual).unwrap_or([0.0, 0.0, 210.0, 297.0]);
        let mut page =
            Page { width: area[2] * POINTS, height: area[3] * POINTS, spans: Vec::new(), rules: Vec::new() };
        // Templates hold running heads, seals and letterheads: what they draw is on every page and no text of its own.
        if let Some(content) = content.child("Content") {
            for layer in content.all("Layer") {
                read_objects(layer, &mut page);
            }
        }
        *characters += page.spans.iter().map(|span| span.text.chars().count()).sum::<usize>();
        if *characters > limits::CHARACTERS {
            return Err(Fault::too_large(name, Limit::Characters(limits::CHARACTERS)));
        }
        pages.push(page);
    }
    Ok(())
}

fn physical_box(area: &Element) -> Option<[f32; 4]> {
    let numbers = numbers(&area.child("PhysicalBox")?.text);
    (numbers.len() == 4).then(|| [numbers[0], numbers[1], numbers[2], numbers[3]])
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace()
        .filter_map(|number| number.parse().ok())
        .filter(|number: &f32| number.is_finite())
        .collect()
}

fn read_objects(parent: &Element, page: &mut Page) {
    for object in &parent.children {
        if object.attribute("Visible") == Some("false") {
            continue;
        }
        match object.name.as_str() {
            "TextObject" => read_text(object, page),
            "PathObject" => read_path(object, page),
            "PageBlock" => read_objects(object, page),
            _ => {}
        }
    }
}

/// From the coordinates of an object to those of the page, in points.
struct Placement {
    matrix: [f32; 6],
    origin: (f32, f32),
}

impl Placement {
    fn of(object: &Element) -> Self {
        let boundary = numbers(object.attribute("Boundary").unwrap_or_default());
        let matrix = numbers(object.attribute("CTM").unwrap_or_default());
        Self {
            matrix: matrix.try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
            origin: (boundary.first().copied().unwrap_or(0.0), boundary.get(1).copied().unwrap_or(0.0)),
        }
    }

    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.matrix;
        ((a * x + c * y + e + self.origin.0) * POINTS, (b * x + d * y + f + self.origin.1) * POINTS)
    }

    /// How much larger letters get.
    fn scale(&self) -> f32 {
        let [_, _, c, d, _, _] = self.matrix;
        c.hypot(d)
    }
}

fn read_text(object: &Element, page: &mut Page) {
    let placement = Placement::of(object);
    let attribute = |name: &str| object.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    let size: f32 = attribute("Size").and_then(|(_, size)| size.parse().ok()).unwrap_or(4.0);
    let (mut x, mut y) = (0.0, 0.0);
    for code in object.all("TextCode") {
        let number = |name: &str| code.attribute(name).and_then(|value| value.trim().parse::<f32>().ok());
        // A piece without a place of its own begins where the one before did.
        x = number("X").unwrap_or(x);
        y = number("Y").unwrap_or(y);
        let count = code.text.chars().count();
        let across = deltas(code.attribute("DeltaX"), count);
        let down = deltas(code.attribute("DeltaY"), count);
        let vertical = across.is_empty() && !down.is_empty();
        let mut span = Span { size: (size * placement.scale() * POINTS).abs().max(0.5), ..Span::default() };
        let (mut at_x, mut at_y) = (x, y);
        for (index, character) in code.text.chars().enumerate() {
            let (start, baseline) = placement.point(at_x, at_y);
            // What is written downwards is one span beside its line, as a note in the margin is.
            if index == 0 {
                (span.x0, span.y) = (start, baseline);
            }
            span.text.push(character);
            span.starts.push(start);
            let advance = if character.is_ascii() { 0.5 } else { 1.0 };
            span.x1 = start + advance * span.size;
            at_x += across.get(index).copied().unwrap_or(if vertical { 0.0 } else { advance * size });
            at_y += down.get(index).copied().unwrap_or(0.0);
        }
        if !span.text.trim().is_empty() {
            page.spans.push(span);
        }
    }
}

/// Advances from one character to the next: `3.2 3.2` or `g 2 3.2`, the latter standing for many.
fn deltas(list: Option<&str>, characters: usize) -> Vec<f32> {
    let mut out = Vec::new();
    let mut words = list.unwrap_or_default().split_whitespace();
    while let Some(word) = words.next() {
        if out.len() >= characters {
            break;
        }
        if word == "g" {
            let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            let advance = words.next().and_then(|advance| advance.parse::<f32>().ok()).unwrap_or(0.0);
            // The count is the file's word; there are no more advances than characters.
            out.extend(std::iter::repeat_n(advance, count.min(characters - out.len())));
        } else {
            out.extend(word.parse::<f32>().ok());
        }
    }
    out
}

/// The straight lines of a path: `M x y L x y …`. Thin areas are lines as well.
fn read_path(object: &Element, page: &mut Page) {
    let placement = Placement::of(object);
    let data = object.child("AbbreviatedData").map(|data| data.text.as_str()).unwrap_or_default();
    let mut words = data.split_whitespace();
    let (mut start, mut current) = ((0.0, 0.0), (0.0, 0.0));
    let mut lines: Vec<Rule> = Vec::new();
    let mut straight = |from: (f32, f32), to: (f32, f32)| {
        let ((x0, y0), (x1, y1)) = (placement.point(from.0, from.1), placement.point(to.0, to.1));
        if (x0 - x1).abs() < 1.0 || (y0 - y1).abs() < 1.0 {
            lines.push(Rule { x0, y0, x1, y1 });
        }
    };
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|word| word.parse::<f32>().ok()).unwrap_or(0.0);
        match word {
            "M" | "S" => {
                current = (number(), number());
                start = current;
            }
            "L" => {
                let to = (number(), number());
                straight(current, to);
                current = to;
            }
            "C" => {
                straight(current, start);
                current = start;
            }
            // Curves end somewhere; they are no rules.
            "Q" => {
                current = {
                    number();
                    number();
                    (number(), number())
                }
            }
            "B" => {
                current = {
                    number();
                    number();
                    number();
                    number();
                    (number(), number())
                }
            }
            _ => {}
        }
    }
    page.rules.append(&mut lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advances_are_written_out() {
        assert_eq!(deltas(Some("1 g 2 3.5 4"), 5), [1.0, 3.5, 3.5, 4.0]);
        assert_eq!(deltas(Some("g 4000000000 1"), 3).len(), 3);
        assert!(deltas(None, 3).is_empty());
    }
}
